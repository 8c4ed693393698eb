"""HTML → paragraphs, headline and deck, furniture with reasons, and what the page says of itself."""

from __future__ import annotations

import pytest

from onrecord.article.html import HtmlArticle, read_html

RIVER = (
    "The river rose by two metres overnight, the city said, and the old bridge was shut to lorries on Monday."
)
MAYOR = "“We had no choice,” said the mayor, Kofi Mensah, who had slept in his office for the third night running."
BODY = f"<p>{RIVER}</p><p>{MAYOR}</p><p>{RIVER.replace('Monday', 'Tuesday')}</p>"

PAGE = """<html lang="en-GB"><head><title>Bridge shut after flood | Harbour Post</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="Harbour Post">
<meta name="description" content="Engineers fear that the middle pier has moved">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge shut after flood",
"author": {"@type": "Person", "name": "Ada Okoro"}}</script></head><body>
<nav><a href="/w">World</a><a href="/s">Sport</a></nav>
<div class="cookie-banner">We use cookies to show you things.<button>Accept all</button></div>
<main><article><h1>Bridge shut after flood</h1>
<p class="article__dek">Engineers fear that the middle pier has moved</p>
<div class="meta">By Ada Okoro</div>%s
<div class="newsletter-box"><p>Get the day's news in your inbox every morning.</p></div>
<p>Nobody was hurt, the police said on Tuesday evening, and the ferry runs twice an hour until further notice.</p>
</article></main>
<aside><h3>Most read</h3><a href="/cat">Cat crosses the bridge</a></aside>
<footer>© 2026 Harbour Post</footer></body></html>"""


def _read(body: str = BODY) -> HtmlArticle:
    return read_html(PAGE % body)


def test_the_article_is_told_from_the_page_around_it() -> None:
    text = "\n".join(_read().paragraphs)
    assert RIVER in text
    assert MAYOR in text
    assert "Nobody was hurt" in text
    assert not [word for word in ("Sport", "cookies", "inbox", "Cat crosses", "©") if word in text]


def test_headline_and_deck_are_paragraphs_of_the_article() -> None:
    html = _read()
    assert html.headline is not None
    assert html.paragraphs[html.headline] == "Bridge shut after flood"
    assert html.deck is not None
    assert html.paragraphs[html.deck] == "Engineers fear that the middle pier has moved"


def test_a_first_sentence_that_is_the_description_as_well_is_no_deck() -> None:
    stamp = "<div>Posted on Monday, March 2, 2026 by Ada Okoro</div>"
    head = f"<title>Bridge shut</title><meta name=description content='{RIVER}'>"
    html = read_html(f"<html><head>{head}</head><body><h1>Bridge shut</h1>{stamp}{BODY}</body></html>")
    assert html.deck is None
    above = read_html(
        f"<html><head>{head}</head><body><h1>Bridge shut</h1><p>{RIVER}</p>{stamp}{BODY}</body></html>"
    )
    assert above.deck is not None


def test_a_headline_that_only_the_metadata_has_becomes_the_first_paragraph() -> None:
    html = read_html(
        f"<html><head><title>Bridge shut | Harbour Post</title></head><body>{BODY}</body></html>"
    )
    assert html.paragraphs[0] == "Bridge shut"
    assert html.headline == 0


def test_a_logo_in_a_heading_is_not_the_headline() -> None:
    page = f"<title>Bridge shut - Harbour Post</title><h1>Harbour Post</h1><h2>Bridge shut</h2>{BODY}<h2>Most read</h2>"
    html = read_html(page)
    assert html.headline is not None
    assert html.paragraphs[html.headline] == "Bridge shut"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("World Sport", "menu"),
        ("We use cookies to show you things.", "cookie bar"),
        ("Accept all", "cookie bar"),
        ("Get the day's news in your inbox every morning.", "newsletter box"),
        ("Most read", "box beside the article"),
        ("© 2026 Harbour Post", "page footer"),
    ],
)
def test_every_line_left_out_carries_its_reason(line: str, reason: str) -> None:
    assert (line, reason) in [(furniture.text, furniture.reason) for furniture in _read().furniture]


def test_every_visible_line_is_in_the_article_or_in_the_furniture() -> None:
    html = _read()
    told = {*html.paragraphs, *(furniture.text for furniture in html.furniture)}
    assert {line.text for line in html.lines} <= told


def test_what_the_page_says_of_itself_is_kept() -> None:
    html = _read()
    assert (html.author, html.outlet, html.language, html.claims) == (
        "Ada Okoro",
        "Harbour Post",
        "en-GB",
        True,
    )


def test_posts_of_a_live_blog_are_all_kept() -> None:
    posts = "".join(
        f"<div class='post'><p>{i}:00</p><p>{RIVER} Report {i}.</p><p>No word yet from town {i}.</p></div>"
        for i in range(9)
    )
    text = "\n".join(_read(posts).paragraphs)
    assert [i for i in range(9) if f"Report {i}." not in text] == []
    assert [i for i in range(9) if f"from town {i}." not in text] == []


def test_hidden_text_is_not_read_unless_the_article_is_behind_read_more() -> None:
    hidden = "<p style='display: none'>A secret line that no reader sees.</p>"
    assert "secret" not in "\n".join(_read(BODY + hidden).paragraphs)
    more = "".join(f"<p>{RIVER} Part {i}.</p>" for i in range(20))
    assert "Part 19." in "\n".join(_read(f"<p>{RIVER}</p><div hidden>{more}</div>").paragraphs)


def test_a_class_that_names_a_box_does_not_empty_an_article() -> None:
    page = f"<title>Bridge shut</title><body><main class='subscribe promo'><h1>Bridge shut</h1>{BODY}</main></body>"
    assert MAYOR in read_html(page).paragraphs


def test_text_for_machines_stands_in_where_the_page_shows_none() -> None:
    body = " ".join([RIVER, MAYOR] * 3).replace('"', "")
    told = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    html = read_html(f'<html><script type="application/ld+json">{told}</script><div></div></html>')
    assert MAYOR in "\n".join(html.paragraphs)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 3000 + BODY,
        "<div>" * 20_000 + BODY + "</div>" * 20_000,
        "<b>" * 9000 + BODY,
    ],
    ids=["3,000 deep", "20,000 deep", "inline"],
)
def test_a_page_too_deep_for_a_tree_still_shows_its_lines(markup: str) -> None:
    html = read_html(markup)
    assert not html.paragraphs
    assert RIVER in [line.text for line in html.lines]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<",
        "<!-- nothing -->",
        "<html>",
        "<html><body><p>Cut <a href='",
        "<script>" * 2000,
        "<a='" * 5000,
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script>",
        "\ud800 lone surrogate",
        "<div " + " ".join(f"a{i}='>'" for i in range(30_000)) + ">" + BODY,
    ],
    ids=[
        "empty",
        "bracket",
        "comment",
        "nothing",
        "cut",
        "scripts",
        "unclosed",
        "deep JSON",
        "surrogate",
        "attributes",
    ],
)
def test_a_broken_or_hostile_page_is_read_without_harm(markup: str) -> None:
    assert isinstance(read_html(markup), HtmlArticle)


def test_links_side_by_side_are_not_run_together_and_words_are_not_torn() -> None:
    html = read_html("<ul><li><a>World</a><a>Sport</a></li><li>The <b>Q</b>uay</li></ul>" + BODY)
    lines = [line.text for line in html.lines]
    assert "World Sport" in lines
    assert "The Quay" in lines

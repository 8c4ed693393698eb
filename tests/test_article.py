"""Page → Article: the whole arrow, for each kind of page, and for pages that are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import make_article
from onrecord.article.flat import normal_line
from onrecord.article.language import find_language
from onrecord.errors import NoArticle, NotAPage, PageError, TooLarge
from onrecord.types import Article, Basis, Page, PageKind

RIVER = (
    "The river rose by two metres overnight, the city said, and the old bridge was shut to lorries on Monday."
)
MAYOR = "“We had no choice,” said the mayor, Kofi Mensah, who had slept in his office for the third night running."
FERRY = "The ferry will run twice an hour until the engineers have looked at the middle pier, the port authority said."
FLAT = f"""31.5 C
Accra

Bridge Shut After Night Of Flood

Published:

{RIVER.replace("on Monday", "on Monday, March 2")}
{MAYOR}
{FERRY}

Related articles

spot_img
"""
HTML = (
    "<html lang='en'><title>Bridge shut after flood</title><body><h1>Bridge shut after flood</h1>"
    f"<p>{RIVER}</p><p>{MAYOR}</p><p>{FERRY}</p></body></html>"
)
MENU = "<nav>" + "<a href=x>World</a> <a href=y>Sport</a> " * 40 + "</nav>"
LINKS = "<ul>" + "<li><a href=x>Latest news</a></li>" * 60 + "</ul>"
SHELL = "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
EXCUSE = "<div><p>Please enable JavaScript to continue using this application.</p></div>"


def _page(body: str | bytes, kind: PageKind = PageKind.HTML, **facts: object) -> Page:
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return Page("p", raw, kind, fetched=date(2026, 11, 22), **facts)  # type: ignore[arg-type]


def _sound(article: Article) -> bool:
    ends = [0, *(span.end for span in article.paragraphs)]
    return all(
        article[span] == article[span].strip() and "\n\n" not in article[span] and span.start >= end
        for span, end in zip(article.paragraphs, ends, strict=False)
    )


@pytest.mark.parametrize(
    "text",
    [
        "One line.",
        "  One \t line. \r\n\r\nTwo.\r\n",
        "\n\nIt\u00adâ€™s said\u200b. \n",
        "Ligature ﬁ, ‘curly’",
    ],
)
def test_an_article_as_it_stands_is_kept_to_the_letter(text: str) -> None:
    assert make_article(_page(text, PageKind.ARTICLE)).text == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_handed_in_as_an_article_is_kept_or_refused(text: str) -> None:
    try:
        article = make_article(_page(text, PageKind.ARTICLE, charset="utf-8"))
    except (NoArticle, NotAPage):
        return
    assert article.text == text
    assert _sound(article)


def test_a_headline_handed_in_becomes_the_first_paragraph() -> None:
    article = make_article(_page(f"{RIVER}\n", PageKind.ARTICLE, headline=" Bridge\nshut "))
    assert article.text == f"Bridge shut\n\n{RIVER}\n"
    assert article.headline == article.paragraphs[0]
    assert article[article.paragraphs[1]] == RIVER


def test_a_headline_that_is_there_is_not_said_twice() -> None:
    text = f"Bridge shut\n{RIVER}"
    article = make_article(_page(text, PageKind.ARTICLE, headline="Bridge shut"))
    assert article.text == text
    assert article.headline is not None
    assert article[article.headline] == "Bridge shut"


def test_a_flattened_page_gives_its_article_and_its_furniture() -> None:
    article = make_article(_page(FLAT, PageKind.FLAT))
    assert [article[span] for span in article.paragraphs][-2:] == [MAYOR, FERRY]
    assert article.headline is not None
    assert article[article.headline] == "Bridge Shut After Night Of Flood"
    assert {"31.5 C", "Accra", "Published:", "Related articles", "spot_img"} == {
        f.text for f in article.furniture
    }
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2026-03-02", Basis.WEEKDAY)


def test_an_html_page_gives_paragraphs_with_a_blank_line_between() -> None:
    article = make_article(_page(HTML, url="https://harbour.example/2026/03/02/bridge"))
    assert article.text == f"Bridge shut after flood\n\n{RIVER}\n\n{MAYOR}\n\n{FERRY}"
    assert article.language == "en"
    assert article.published is not None
    assert article.published.value == "2026-03-02"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ('<link rel="canonical" href="https://harbour.example/bridge">', "https://harbour.example/bridge"),
        ('<meta property="og:url" content="https://harbour.example/b">', "https://harbour.example/b"),
        ('<link rel="canonical" href="/2026/03/02/bridge">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="stylesheet" href="https://harbour.example/site.css">', None),
    ],
)
def test_a_page_handed_in_without_its_address_has_the_one_it_calls_its_own(
    link: str, address: str | None
) -> None:
    page = _page(HTML.replace("<body>", f"{link}<body>"))
    assert make_article(page).url == address
    assert make_article(replace(page, url="https://given.example/1")).url == "https://given.example/1"


@pytest.mark.parametrize(
    "page", [_page(HTML), _page(FLAT, PageKind.FLAT), _page(FLAT, PageKind.ARTICLE, headline="X")]
)
def test_paragraphs_are_the_lines_of_the_text_and_reading_twice_gives_the_same(page: Page) -> None:
    article = make_article(page)
    assert _sound(article)
    assert [article[span] for span in article.paragraphs] == [
        line.strip() for line in article.text.split("\n") if line.strip()
    ]
    assert make_article(page) == article


def test_lines_that_an_outlet_repeats_are_left_out() -> None:
    line = "Harbour Post is read by sailors and by those who wait for them."
    page = _page(HTML.replace("</body>", f"<p>{line}</p></body>"))
    assert line in make_article(page).text
    article = make_article(page, recurring=frozenset({normal_line(line)}))
    assert line not in article.text
    assert line in [furniture.text for furniture in article.furniture]


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (HTML.encode(), None),
        (HTML.encode("utf-16"), None),
        (HTML.encode("utf-16-le"), None),
        (b"\xef\xbb\xbf" + HTML.encode(), None),
        (HTML.encode("cp1252"), None),
        (HTML.encode("cp1252"), "iso-8859-1"),
        (HTML.encode("cp1252"), "utf-8"),  # declared wrongly by the server
        (HTML.replace("<title>", "<meta charset=windows-1251><title>").encode(), None),  # … and by the page
        (HTML.encode(), "no-such-charset"),
        (HTML.replace("</body>", "<p>…").encode()[:-1], "utf-8"),  # cut inside a character
    ],
)
def test_a_page_survives_its_encoding(body: bytes, charset: str | None) -> None:
    text = make_article(_page(body, charset=charset)).text
    assert MAYOR in text


def test_other_alphabets_are_told_without_a_declaration() -> None:
    text = "Река поднялась на два метра за ночь, сообщил мэр города, и мост был закрыт для грузовиков. " * 3
    article = make_article(_page(text.encode("cp1251"), PageKind.ARTICLE))
    assert article.text == text
    assert article.language == "ru"


def test_mojibake_is_mended_on_pages_and_curly_quotes_stay_curly() -> None:
    garbled = "Itâ€™s “shut”, the cafÃ© owner said to everyone who came by that day."
    text = make_article(_page(HTML.replace(FERRY, garbled))).text
    assert "It’s “shut”, the café owner said" in text


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (RIVER + MAYOR + FERRY, "fr", "en"),  # the words decide, not the declaration
        (
            "Die Regierung teilte am Montag mit, dass die alte Brücke nach dem Hochwasser gesperrt bleibt.",
            None,
            "de",
        ),
        ("الجيش يقول إنه قصف الجسر القديم ليلة أمس وإن أحدا لم يصب بأذى في المدينة", None, "ar"),
        ("Kofi Mensah, Accra", None, "und"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, declared: str | None, language: str) -> None:
    assert find_language(text, declared) == language


@pytest.mark.parametrize(
    ("body", "kind", "error", "says"),
    [
        (b"", PageKind.HTML, NoArticle, "empty"),
        (b" \n\t ", PageKind.FLAT, NoArticle, "empty"),
        ("\u00a0\n\u2003", PageKind.ARTICLE, NoArticle, "white space"),
        (b"%PDF-1.7\n%abc", PageKind.FLAT, NotAPage, "PDF"),
        (b"\x89PNG\r\n\x1a\n", PageKind.HTML, NotAPage, "PNG"),
        (bytes(range(256)) * 40, PageKind.FLAT, NotAPage, "binary"),
        (MENU, PageKind.HTML, NoArticle, "no article text"),
        (LINKS, PageKind.HTML, NoArticle, "no article text"),
        (SHELL, PageKind.HTML, NoArticle, "browser"),
        (EXCUSE, PageKind.HTML, NoArticle, "browser"),
        ("Home\nWorld\nSport\n\nspot_img\n", PageKind.FLAT, NoArticle, "--as article"),
        ("word " * 200_000, PageKind.ARTICLE, TooLarge, "500,000"),
        (b"x" * 20_000_001, PageKind.FLAT, TooLarge, "20,000,000"),
        ("x\n" * 100_000, PageKind.FLAT, TooLarge, "limit is 20,000"),
        ("<" * 1_000_001, PageKind.HTML, TooLarge, "tags"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_in_words(
    body: str | bytes, kind: PageKind, error: type[PageError], says: str
) -> None:
    with pytest.raises(error, match=says) as told:
        make_article(_page(body, kind))
    assert str(told.value).startswith("p: ")


def test_a_page_too_deep_for_a_tree_is_read_by_its_lines() -> None:
    body = "<div>" * 20_000 + f"<h1>Bridge shut</h1><p>{RIVER}</p><p>{MAYOR}</p>" + "</div>" * 20_000
    assert MAYOR in make_article(_page(body)).text


@given(st.binary(max_size=300))
@settings(max_examples=20, deadline=None)
def test_any_bytes_give_a_sound_article_or_a_clear_error(body: bytes) -> None:
    for kind in PageKind:
        try:
            article = make_article(Page("p", body, kind))
        except PageError:
            continue
        assert _sound(article)

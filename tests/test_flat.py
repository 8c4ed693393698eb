"""Flattened pages: what is cut, what stays, and that nothing gets lost between the two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article.flat import normal_line, read_flat
from onrecord.article.mending import mend_lines
from onrecord.errors import TooLarge

HEADLINE = "Governor Says Raiders Driven From Kanam Villages, Two Markets Reopened"
DECK = "*Herders Deny Raid, As Peace Talks In Jos Stall"
BODY = (
    "THE governor of Plateau State, on Monday, March 2, said soldiers had driven armed raiders from four villages in "
    "Kanam, the worst hit area since the dry season began, while an elder of the herders said his people had no "
    "part in it.",
    "Governor Idris Danladi announced that the markets at Dengi and Garga would open again on Thursday under guard.",
    "“Nobody who burns a market in this state will sleep in it,” he said.",
    "He did not say how many people had been killed.",
    "The elder, who asked not to be identified because he feared reprisals, said the talks in Jos had been "
    "“finished before they began,” and that none of the promises made in January had been kept by the state "
    "or by the army.",
    "Two hospitals in Jos said they had taken in 31 people with gunshot wounds since Saturday, nine of them children.",
    "The army said it was still searching the hills north of the road.",
)
PAGE = "\n\n".join(
    [
        "31.4 C",
        "Jos",
        HEADLINE,
        "Published:",
        DECK,
        "\n".join(BODY),
        "Related articles",
        "spot_img",
        "Recent articles",
        "spot_img",
    ]
)


def test_a_page_like_those_in_corpora_loses_its_furniture_and_nothing_else() -> None:
    article = read_flat(PAGE)
    assert article.paragraphs == (HEADLINE, DECK, *BODY)
    assert (article.headline, article.deck) == (0, 1)
    assert [(line.text, line.reason) for line in article.furniture] == [
        ("31.4 C", "weather box"),
        ("Jos", "weather box"),
        ("Published:", "date line"),
        ("Related articles", "related articles"),
        ("spot_img", "ad slot"),
        ("Recent articles", "related articles"),
        ("spot_img", "ad slot"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("spot_img", "ad slot"),
        ("Share this article", "share buttons"),
        ("Sign up for our newsletter", "newsletter box"),
        ("Published: March 3, 2026", "date line"),
        ("Advertisement", "ad slot"),
        ("Accept all cookies", "cookie bar"),
        ("Log in", "login prompt"),
    ],
)
def test_a_line_that_is_never_of_an_article_is_cut_above_it_with_its_reason(line: str, reason: str) -> None:
    article = read_flat("\n".join([HEADLINE, line, *BODY]))
    assert line not in article.paragraphs
    assert [(f.text, f.reason) for f in article.furniture] == [(line, reason)]


@pytest.mark.parametrize("place", range(1, len(BODY)))
@pytest.mark.parametrize("line", ["Advertisement", "Read more", "Share this story", "Recommended for you"])
def test_such_a_line_is_cut_between_paragraphs_too_and_they_stay(line: str, place: int) -> None:
    article = read_flat("\n".join([*BODY[:place], line, *BODY[place:]]))
    assert article.paragraphs == BODY


@pytest.mark.parametrize(
    "line",
    [
        "“We will not leave,” she said.",
        "No one answered.",
        "Why now?",
        "ARMED MEN CAME BEFORE DAWN AND NOBODY STOPPED THEM.",
        "“This is our land and it was our fathers’ land.”",
        "• Nine children were among those taken to the two hospitals.",
    ],
)
def test_short_sentences_quotes_and_shouted_leads_stay_where_they_stand(line: str) -> None:
    article = read_flat("\n".join([*BODY[:3], line, *BODY[3:]]))
    assert article.paragraphs == (*BODY[:3], line, *BODY[3:])


def test_menus_above_and_below_are_cut() -> None:
    menu = ["Home", "News", "Politics", "Business", "Sport", "Opinion", "Log in", "Subscribe"]
    foot = ["About us", "Contact us", "Privacy policy", "© 2026 The Plateau Courier. All rights reserved."]
    article = read_flat("\n".join([*menu, HEADLINE, *BODY, *foot]))
    assert article.paragraphs == (HEADLINE, *BODY)
    assert [line.text for line in article.furniture] == menu + foot


def test_comments_below_an_article_are_not_its_paragraphs() -> None:
    comments = [
        "3 Comments",
        "Musa T. · March 3, 2026 at 9:12 AM",
        "This is what we said would happen last year.",
        "Reply",
    ]
    article = read_flat("\n".join([HEADLINE, *BODY, *comments]))
    assert article.paragraphs == (HEADLINE, *BODY)
    assert {line.reason for line in article.furniture} >= {"comments"}


def test_a_page_title_gives_the_headline_without_the_outlet() -> None:
    article = read_flat("\n".join([HEADLINE + " | The Plateau Courier", "Home", "News", *BODY]))
    assert article.headline == 0
    assert article.paragraphs == (HEADLINE, *BODY)
    assert article.furniture[0].text == HEADLINE + " | The Plateau Courier"
    assert article.furniture[0].reason == "page title"


def test_of_page_title_and_headline_the_headline_nearer_the_body_is_kept() -> None:
    article = read_flat(
        "\n".join([HEADLINE + " - Plateau Courier", "Home", "News", HEADLINE, "By Ana Ruiz", *BODY])
    )
    assert article.paragraphs == (HEADLINE, "By Ana Ruiz", *BODY)
    assert (article.headline, article.byline) == (0, "Ana Ruiz")


def test_a_brief_page_keeps_its_few_sentences() -> None:
    brief = [
        "Fire kills two in Jos",
        "Two people died in a fire in Jos on Monday, police said.",
        "No names were given.",
    ]
    assert read_flat("\n".join([*brief, "Share", "Related"])).paragraphs == tuple(brief)


def test_a_page_with_nothing_on_it_gives_no_article() -> None:
    page = [
        "Home",
        "News",
        "Sport",
        "Contact us",
        "We use cookies to improve your experience on this site.",
        "Log in",
    ]
    assert read_flat("\n".join(page)).paragraphs == ()


def test_a_line_known_to_recur_on_the_outlets_pages_is_cut_even_if_it_reads_like_a_sentence() -> None:
    slogan = "The Plateau Courier has told the truth to the people of the hills since 1961."
    page = "\n".join([HEADLINE, *BODY, slogan])
    assert slogan not in read_flat(page, frozenset({normal_line(slogan)})).paragraphs


def test_a_line_that_recurs_is_compared_without_case_spacing_and_numbers() -> None:
    assert normal_line("  12 Comments — Leave a Reply! ") == normal_line("7 comments  leave a reply")


def test_lines_wrapped_at_a_fixed_width_become_paragraphs_again() -> None:
    wrapped = "\n\n".join("\n".join(_wrapped(paragraph, 66)) for paragraph in BODY)
    assert tuple(p.text for p in mend_lines(wrapped)) == BODY


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["The minister,", "Ana Ruiz", ", said on Monday that the road was open."],
         "The minister, Ana Ruiz, said on Monday that the road was open."),
        (["Ana Ruiz", "said on Monday that the road was open."], "Ana Ruiz said on Monday that the road was open."),
        (["The court in", "Nairobi", "ruled against the", "union", ", which appealed."],
         "The court in Nairobi ruled against the union, which appealed."),
        (["It was the army", "’s third raid."], "It was the army’s third raid."),
        (["The bridge (", "built in 1961", ") fell at noon."], "The bridge (built in 1961) fell at noon."),
    ],
)  # fmt: skip
def test_sentences_broken_at_links_are_joined(pieces: list[str], whole: str) -> None:
    assert [p.text for p in mend_lines("\n".join(pieces))] == [whole]


@pytest.mark.parametrize(
    "lines", [["Sport", "Ana Ruiz said no."], ["He said no.", "Ana Ruiz agreed."], ["Home", "news", "sport"]]
)
def test_lines_that_do_not_go_on_stay_apart(lines: list[str]) -> None:
    assert [p.text for p in mend_lines("\n".join(lines))] == lines


def test_soft_hyphens_and_unusual_spaces_are_mended() -> None:
    assert [p.text for p in mend_lines("The gov\u00ader\u00adnor\u00a0spoke\u200b  again.\r\n")] == [
        "The governor spoke again."
    ]


def test_an_empty_page_has_no_article() -> None:
    assert read_flat("\n \n").paragraphs == ()


def test_a_page_of_too_many_lines_is_refused_with_what_to_do() -> None:
    with pytest.raises(TooLarge, match=r"50,001 lines.*cut it"):
        read_flat("Home\n" * 50_001)


@pytest.mark.parametrize("piece", ["A-", "<a", '."', "(/", "getty ", "@a.", "By Ana Ruiz, "])
def test_one_endless_line_is_read_in_bounded_time(piece: str) -> None:
    read_flat(piece * 30_000)  # a pattern that looks back over the line would need minutes


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from([*BODY, "Home", "Read more", "31.4 C", "spot_img"]), st.text(max_size=40)),
        max_size=25,
    )
)
def test_every_line_of_a_page_is_either_kept_or_named_as_furniture(lines: list[str]) -> None:
    text = "\n".join(lines)
    article = read_flat(text)
    kept = "".join("".join(article.paragraphs).split())
    cut = "".join("".join(p.text for line in article.furniture for p in mend_lines(line.text)).split())
    whole = "".join("".join(p.text for p in mend_lines(text)).split())
    assert sorted(kept + cut) == sorted(whole)
    assert all(line.reason for line in article.furniture)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_read_without_a_crash_and_twice_the_same(text: str) -> None:
    assert read_flat(text) == read_flat(text)

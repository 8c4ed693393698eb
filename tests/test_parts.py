"""Headline, deck, byline and dateline: claimed where clear, left alone where not."""

import pytest

from onrecord.article.parts import Parts, find_parts, is_byline
from onrecord.types import Span

LEAD = "Two traders died on Monday when a roof fell at the main market in Jos, police said."
MORE = "The police did not say why the roof had fallen, and the owner of the hall could not be reached."


def read(*paragraphs: str) -> tuple[str, Parts]:
    """The text of some paragraphs and its parts."""
    text = "\n".join(paragraphs)
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return text, find_parts(text, tuple(spans))


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("Two Traders Killed As Market Roof Falls In Jos", True),
        ("Roof falls in Jos: what we know so far", True),
        ("Who will pay for the fallen roof?", True),
        ("A roof fell at the main market in Jos on Monday.", False),
        ("By Ana Ruiz", False),
        ("Published: March 3, 2026", False),
        ("JOS, March 3 (Own Wire) - Two traders died when a roof fell at the market", False),
        ("Jos", False),
    ],
)
def test_a_headline_is_claimed_only_where_the_first_line_is_clearly_one(first: str, headline: bool) -> None:
    text, parts = read(first, LEAD, MORE)
    assert words(text, parts.headline) == (first if headline else None)


@pytest.mark.parametrize(
    ("paragraphs", "deck"),
    [
        (("*Owner Of Hall Denies Blame, As Traders Count Losses", LEAD, MORE), 0),
        (("Owner of the hall denies blame as traders count their losses", LEAD, MORE), 0),
        (("The owner of the hall denies that he was warned.", "By Ana Ruiz", LEAD, MORE), 0),
        (("By Ana Ruiz", "Owner of the hall denies blame as traders count their losses", LEAD, MORE), 1),
        ((LEAD, MORE), None),
    ],
)
def test_a_deck_is_the_line_under_a_headline_that_is_not_yet_the_body(
    paragraphs: tuple[str, ...], deck: int | None
) -> None:
    text, parts = read("Two Traders Killed As Market Roof Falls", *paragraphs)
    assert words(text, parts.deck) == (None if deck is None else paragraphs[deck])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("BY ANA RUIZ", "ANA RUIZ"),
        ("By Ana Ruiz and Ben Okoro, Jos", "Ana Ruiz and Ben Okoro"),
        ("By Ana de la Cruz | March 3, 2026", "Ana de la Cruz"),
        ("By Ana Ruiz in Nairobi", "Ana Ruiz"),
        ("Written by: Ana Ruiz", "Ana Ruiz"),
        ("By the time the police came, the hall was empty.", None),
        ("By Monday the hall was empty, said the police, who had come late.", None),
        ("Ana Ruiz", None),
    ],
)
def test_a_byline_names_who_signed(line: str, names: str | None) -> None:
    _, parts = read("Two Traders Killed As Market Roof Falls", line, LEAD, MORE)
    assert (parts.byline and parts.byline.text) == names
    assert is_byline(line) == (names is not None)


def test_the_span_of_a_byline_is_the_names_it_carries() -> None:
    text, parts = read("Two Traders Killed As Market Roof Falls", "By Ana Ruiz, Jos", LEAD, MORE)
    assert parts.byline is not None
    assert words(text, parts.byline.span) == parts.byline.text == "Ana Ruiz"


def test_a_wire_storys_signature_at_the_end_is_its_byline() -> None:
    _, parts = read("Market Roof Falls In Jos", LEAD, MORE, "(Reporting by Ana Ruiz; editing by Ben Okoro)")
    assert parts.byline is not None
    assert parts.byline.text == "Ana Ruiz"


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("KYIV, March 3 (Reuters) - ", "KYIV, March 3 (Reuters)"),
        ("LAGOS (Own Wire) — ", "LAGOS (Own Wire)"),
        ("LONDON — ", "LONDON"),
        ("PORT HARCOURT, Nigeria (AP) — ", "PORT HARCOURT, Nigeria (AP)"),
        ("BEIRUT/DAMASCUS, 3 March 2026 – ", "BEIRUT/DAMASCUS, 3 March 2026"),
        ("Port Harcourt, Nigeria (Own Wire) — ", "Port Harcourt, Nigeria (Own Wire)"),
        ("Harare – ", "Harare"),
        ("Washington (CNN) ", "Washington (CNN)"),
        ("", None),
        ("BREAKING — ", None),
        ("ISRAEL, on Tuesday, March 17, said: ", None),
        ("UN experts – ", None),
    ],
)
def test_a_dateline_is_what_stands_before_the_dash(opening: str, dateline: str | None) -> None:
    text, parts = read("Two Traders Killed As Market Roof Falls", opening + LEAD, MORE)
    assert words(text, parts.dateline) == dateline


def test_a_text_without_any_parts_has_none() -> None:
    _, parts = read(LEAD, MORE)
    assert parts == Parts()


def test_an_empty_article_has_no_parts() -> None:
    assert find_parts("", ()) == Parts()

"""Attributions by set phrases; in the texts <…> is the source, [ … ] the cue, { … } the content."""

from __future__ import annotations

import re
import time

import pytest

from onrecord.record.quotes import find_quotes
from onrecord.record.rules import find_rule_attributions
from onrecord.record.sentences import find_sentences
from onrecord.types import Article, Attribution, Span

FOUND = re.compile(r"[<>\[\]{}]")


def find(text: str, *, heads: int = 0) -> list[Attribution]:
    """The attributions of a text; its first `heads` paragraphs are headline and deck."""
    paragraphs = tuple(Span(*match.span()) for match in re.finditer(r"[^\n]+", text))
    headline, deck = (*paragraphs[:heads], None, None)[:2]
    article = Article("a", text, paragraphs, "en", headline=headline, deck=deck)
    return list(
        find_rule_attributions(article, find_sentences(text, paragraphs), find_quotes(text, paragraphs))
    )


def marked(text: str, one: Attribution) -> str:
    """The text with the attribution drawn into it."""
    inserts = [(one.cue.start, "["), (one.cue.end, "]")]
    inserts += [(at, mark) for piece in one.content for at, mark in ((piece.start, "{"), (piece.end, "}"))]
    inserts += [(one.source.start, "<"), (one.source.end, ">")] if one.source else []
    for at, mark in sorted(inserts, key=lambda place: (place[0], place[1] in "<[{"), reverse=True):
        text = text[:at] + mark + text[at:]
    return text


@pytest.mark.parametrize(
    "drawn",
    [
        "<Army> [Says] {Bridge Is Held}",
        "{Bridge Is Held}, <Army> [Says]",
        "<Nairobi mayor> [denies] {taking bribes}",
        "<Officials> [say] {two dams broke}",
        "‘{We Will Stay},’ <Ruiz> [Tells] Crowd",
        "{Two dams broke}: <officials>".replace(": ", "[:] "),
        "<Union> [rejects] {pay offer}",
        "<Oman's minister> [threatens] {war over strike}",
        "<Police> [confirm] {two arrests}",
    ],
)
def test_a_headline_says_who_says_what(drawn: str) -> None:
    text = FOUND.sub("", drawn)
    assert [marked(text, one) for one in find(text, heads=1)] == [drawn]


@pytest.mark.parametrize(
    "text",
    [
        "Why the mayor says no",
        "What Nairobi wants from the talks",
        "Two dams break in the north",
        "Ruiz claims thrown out by court",
        "Live: rain in Lagos",
        "The week in pictures: rivers",
        "“Nobody says no,” and other songs",
    ],
)
def test_a_headline_that_only_looks_like_it_says_nothing(text: str) -> None:
    assert find(text, heads=1) == []


def test_a_deck_that_only_confirms_confirms_the_headline() -> None:
    text = "Accra Says Takes Old Fort\n*Lagos Confirms, As Mayor Rejects Talks\nIt rained."
    says, confirms, rejects = find(text, heads=2)
    assert [text[s.start : s.end] for s in (says.source or says.cue, *says.content)] == [
        "Accra",
        "Takes Old Fort",
    ]
    assert confirms.source is not None
    assert text[confirms.source.start : confirms.source.end] == "Lagos"
    assert confirms.content == says.content
    assert [text[s.start : s.end] for s in (rejects.source or rejects.cue, *rejects.content)] == [
        "Mayor",
        "Talks",
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        "<The firm> [declined] {to comment}.",
        "<The clerk, Tom Oke>, [denied] {the charge}.",
        "<The Front> [claimed responsibility for] {the raid}.",
        "<No group> [has yet claimed] {responsibility}.",
        "<A splinter group> [later took credit for] {both raids}.",
        "<Oman> [has denied] {any part in the raid}.",
        "<Police in Pemba> on Thursday [withdrew] {their report}.",
        "On Friday <they> [withdrew] {the report}: it was a lunch box.",
        "<It> [later withdrew] {that report}, saying the men were alive.",
        "<A man who leads the gang> [has denied] {that his men had fired}.",
        "<The firm>, which owns the mine, [declined] {to comment on the leak}.",
        "On Monday, <the ministry> [declined] {to comment}.",
        "He fled, but <his lawyer> [has declined] {to comment}.",
        "<Ana Ruiz>, who [declined] {to comment}, left.",
        "<The harbour board> [did not immediately respond] to {a request for comment}.",
        "<The club> [did not reply] to {requests for comment}.",
        "<The mayor> [didn’t return] {phone calls}.",
        "<Silva> [could not be reached] {for comment}.",
        "<The ministry> [was not immediately available] {for comment}.",
    ],
)
def test_silence_is_attributed_to_those_who_kept_it(drawn: str) -> None:
    text = FOUND.sub("", drawn)
    drawn = drawn.replace(">, who [", ">, who [")
    assert [marked(text, one) for one in find(text)] == [drawn]


@pytest.mark.parametrize(
    "drawn",
    [
        "{Two trucks burned near the old bridge}, [according to] <the mayor>.",
        "[According to] <a police report>, {two trucks burned}.",
        "{The truck}, [according to] <the mayor>, {was stolen}.",
        "It rained; {two trucks burned}, [according to] <residents of the camp>.",
        "{Two trucks were burned at dawn}, [according to] <the mayor>, a former nurse.",
    ],
)
def test_according_to_brings_its_source_after_it(drawn: str) -> None:
    text = FOUND.sub("", drawn)
    assert [marked(text, one) for one in find(text)] == [drawn]


@pytest.mark.parametrize(
    "drawn",
    [
        "{The guard} [reportedly] {took bribes}.",
        "{The guard} [was said] {to be on leave}.",
        "{The cause} [reportedly] {was “a loose wire” in the roof}.",
        "{Twelve miners} [are believed] {to be trapped}, but nobody has gone down.",
        "It [is believed] that {the fort is empty}.",
        "They met {Ana Silva}, [widely viewed] {as the heir}.",
        "They met the colonel, [widely seen] {as the heir}.",
        "The colonel, [said] {to be the eldest}, had survived it.",
        "{Silva}, [widely viewed] {as the heir}, left.".replace(", left", ""),
        "He left and [is thought] {to be ill}.",
    ],
)
def test_hearsay_is_attributed_to_nobody(drawn: str) -> None:
    text = FOUND.sub("", drawn)
    assert [marked(text, one) for one in find(text)] == [drawn]
    assert find(text)[0].source is None


@pytest.mark.parametrize(
    "text",
    [
        "All went according to plan.",
        "The fort is believed by some to be empty.",
        "She responded to a request for comment.",
        "He declined the offer.",
        "The road was reported closed.",
    ],
)
def test_a_phrase_that_only_looks_like_it_attributes_nothing(text: str) -> None:
    assert find(text) == []


def test_a_name_under_a_quotation_is_its_speaker() -> None:
    text = "It rained.\n“We will stay here.” — Ana Ruiz, nurse\nIt stopped."
    (one,) = find(text)
    assert marked(text, one) == "It rained.\n“{We will stay here.}” [—] <Ana Ruiz, nurse>\nIt stopped."
    assert one.by == "rule:dash"


@pytest.mark.parametrize(
    "unit",
    ["reportedly ", "has ", "according to ", "was said to ", '"', "declined to comment ", "' ", ", and "],
)
def test_a_hostile_line_takes_time_in_proportion(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    began = time.process_time()
    find(text)
    assert time.process_time() - began < 5

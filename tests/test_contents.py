"""Deeds taken for ways of saying; in the texts <…> is the source, [ … ] the cue, { … } the content."""

from __future__ import annotations

import re

import pytest

from onrecord.record.contents import settle_contents
from onrecord.record.quotes import find_quotes
from onrecord.record.sentences import find_sentences
from onrecord.types import Article, Attribution, Span
from tests.test_rules import FOUND, marked

PARTS = re.compile(r"<(?P<source>[^>]*)>|\[(?P<cue>[^\]]*)\]|\{(?P<content>[^}]*)\}")


def settled(drawn: str) -> list[str]:
    """The text as it was drawn, read as one attribution, settled, and drawn again."""
    text = FOUND.sub("", drawn)
    spans = {}
    for part in PARTS.finditer(drawn):
        start = len(FOUND.sub("", drawn[: part.start()]))
        spans[part.lastgroup] = Span(start, start + len(part[0]) - 2)
    whole = (Span(0, len(text)),)
    article = Article("a", text, whole, "en")
    content = (spans["content"],) if "content" in spans else ()
    one = Attribution(spans.get("source"), spans["cue"], content, by="reader")
    return [marked(text, found) for found in settle_contents(article, (one,), find_sentences(text, whole))]


@pytest.mark.parametrize(
    ("seen", "right"),
    [
        (
            "Police arrested {two porters over the fire}, <the mayor> [said].",
            "{Police arrested two porters over the fire}, <the mayor> [said].",
        ),
        (
            "Police in Pemba arrested {the owner of the boat near Ibo} on Monday, <the governor> [said].",
            "{Police in Pemba arrested the owner of the boat near Ibo on Monday}, <the governor> [said].",
        ),
    ],
)
def test_a_content_that_began_behind_a_deed_is_given_its_whole_clause(seen: str, right: str) -> None:
    assert settled(seen) == [right]


@pytest.mark.parametrize(
    ("seen", "right"),
    [
        (
            "<Oman> [said] {that planes had sunk the Mersin}, in a raid on the port.",
            "<Oman> [said] {that planes had sunk the Mersin, in a raid on the port}.",
        ),
        ("{Planes sank it}, <Oman> [said], in a raid on the port.",) * 2,
        ("<Oman> [said] {it was over}, with “much” to do.",) * 2,
        ("<Oman> [said] {it was over}, in Sohar, on Monday.",) * 2,
    ],
)
def test_what_alone_is_left_of_a_sentence_is_said_too(seen: str, right: str) -> None:
    assert settled(seen) == [right]


@pytest.mark.parametrize(
    "drawn",
    [
        "He knew {the two porters}, <the mayor> [said].",
        "“We stay,” he said as police arrested {two porters}, <the mayor> [said].",
        "But police arrested {two porters}, <the mayor> [said].",
        "<The mayor> [said] police arrested {two porters}.",
        "<Prosecutors> [charged] {the owner}.",
    ],
)
def test_other_contents_stay_as_they_were_seen(drawn: str) -> None:
    assert settled(drawn) == [drawn]


@pytest.mark.parametrize(
    ("lines", "content"),
    [
        ("“You fired into a home,”\n<Ruiz> [wrote].\n{“I am shocked.”}", ["You fired into a home", "“I am shocked.”"]),
        # a stop ends what was said before, and somebody else may have said it
        ("“You fired into a home.”\n<Ruiz> [wrote].\n{“I am shocked.”}", ["“I am shocked.”"]),
        # the line tells more than who speaks: what he says is in it
        ("“You fired into a home,”\n<Ruiz> [wrote] {that he was shocked}.", ["that he was shocked"]),
    ],
)  # fmt: skip
def test_a_quotation_that_a_line_cuts_from_its_speaker_is_his(lines: str, content: list[str]) -> None:
    text, found = FOUND.sub("", lines), {}
    for part in PARTS.finditer(lines):
        start = len(FOUND.sub("", lines[: part.start()]))
        found[part.lastgroup] = Span(start, start + len(part[0]) - 2)
    paragraphs = tuple(Span(*line.span()) for line in re.finditer(r"[^\n]+", text))
    article = Article("a", text, paragraphs, "en")
    one = Attribution(found["source"], found["cue"], (found["content"],))
    settled = settle_contents(
        article, (one,), find_sentences(text, paragraphs), find_quotes(text, paragraphs)
    )
    assert [article[piece] for piece in settled[0].content] == content


def test_a_deed_alone_says_nothing() -> None:
    assert settled("<Police> [arrested] {two porters}.") == []

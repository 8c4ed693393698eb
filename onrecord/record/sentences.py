"""Sentences: paragraph by paragraph, every word in exactly one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.lexicons import rows, words
from onrecord.types import Span

CLOSERS = "\"'”’»)\\]"
OPENERS = "\"'“‘«([*–—-"
# A place where a sentence may end: "war.”  The", "Why? She", "talks.The" (a space lost by the page), "…"
END = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>[{CLOSERS}]{{0,4}})(?P<gap>\s+|$|(?<=[a-z]{{3}}[.!?])(?=[A-Z][a-z]))"
)
NEXT = re.compile(rf"[{re.escape(OPENERS)}\s]{{0,4}}(?P<word>\w+)?")
LAST = re.compile(r"(?:^|[\s\"'“‘«(\[/–—-])(?P<word>\w(?:[\w.'’&-]{0,14}\w)?)$")
SPEAKS = re.compile(  # '"Stop!" Ana Ruiz said': the question or the cry ends, the sentence goes on
    r"(?:[A-Z][\w.’'-]{0,24}\s+){1,4}(?:said|says|asked|asks|added|wrote|cried|shouted|told|tweeted|replied|wondered)\b"
)
SPEAKS_SMALL = re.compile(SPEAKS.pattern.replace("[A-Z]", "[^\\W\\d_]"))
INITIALS = re.compile(r"(?:\w\.)+\w")  # "U.N", "J.R"
LOOK = 80  # characters around a mark that decide whether a sentence ends there
LETTERS = 40  # from so many on, a paragraph without a capital was written without any


def find_sentences(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """The sentences of each paragraph, in order; together they hold every word, and none crosses a paragraph.

    >>> find_sentences("Gen. Silva left. He will return.", (Span(0, 32),))
    (Span(start=0, end=16), Span(start=17, end=32))
    """
    return tuple(sentence for paragraph in paragraphs for sentence in _sentences(text, paragraph))


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    ends = _ends_small if _is_small(text[paragraph.start : paragraph.end]) else _ends
    for match in END.finditer(text, paragraph.start, paragraph.end):
        if match.end() >= paragraph.end or ends(text, match, start, paragraph.end):
            yield from _trimmed(text, start, match.end("close"))
            start = match.end("close")
    yield from _trimmed(text, start, paragraph.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch without the spaces around it; nothing where nothing else is there."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _is_small(words: str) -> bool:
    """Whether a paragraph has no capitals, as some wires and archives have it: they tell no beginning there."""
    return words.islower() and sum(map(str.isalpha, words)) >= LETTERS


def _ends_small(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a sentence ends at this mark where none begins with a capital: "two died.  the army denied it." """
    if match["mark"] != ".":
        return not SPEAKS_SMALL.match(text, match.end(), min(end, match.end() + LOOK))
    before = LAST.search(text, max(start, match.start() - 20), match.start())
    if match["close"] or not before:
        return True
    kind = _kind(before["word"].title())
    return kind is None or (kind != "never" and len(match["gap"]) > 1)  # "in the u.s.  the army"


def _ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a sentence ends at this mark."""
    after = NEXT.match(text, match.end(), min(end, match.end() + LOOK))
    word = (after and after["word"]) or ""
    if word[:1].islower():
        return False  # '"Why?" she asked'
    if (
        match["close"]
        and match["mark"] != "."
        and SPEAKS.match(text, match.end(), min(end, match.end() + LOOK))
    ):
        return False
    if match["mark"] != "." or match["close"]:
        return True
    return _point_ends(text, match, start, word)


def _point_ends(text: str, match: re.Match[str], start: int, word: str) -> bool:
    """Whether a lone point ends a sentence or belongs to the word before it."""
    before = LAST.search(text, max(start, match.start() - 20), match.start())
    if not before:
        return True
    starts = len(word) > 1 and word.lower() in words("sentence_starts")
    kind = _kind(before["word"])
    if kind == "number":
        return not word[:1].isdigit() and (starts or word == "")
    return (
        starts if kind == "maybe" else kind is None
    )  # "in the U.S. The army", not "the U.S. Army"; "J. Ruiz"


def _kind(last: str) -> str | None:
    """What the list of abbreviations has for a word before a point; initials may end a sentence too."""
    kind = _abbreviations().get(last) or _abbreviations().get(last.capitalize() if last.isupper() else last)
    if kind is None and (INITIALS.fullmatch(last) or (len(last) == 1 and last.isupper())):
        return "maybe"
    return kind


@cache
def _abbreviations() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("abbreviations")}

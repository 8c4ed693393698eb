"""Verbatim stretches: what stands inside quotation marks, whatever their make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.lexicons import words
from onrecord.types import Span

PAIRS = {
    "“": "”",
    "«": "»",
    "‘": "’",
    "‹": "›",
    "„": "“”",
    "‚": "‘’",
    "``": "''",
    '"': '"',
    "'": "'",
    "「": "」",
}
CLOSING = frozenset({"”", "»", "’", "›", "''", '"', "'", "」"})
STRAIGHT = frozenset({'"', "'"})
SINGLE = frozenset({"‘", "’", "'"})
MARKS = re.compile(r"``|''|[“”„«»‹›‘’‚「」\"']")
BEFORE_OPEN = frozenset(" \t\n\u00a0\u200b([{—–-/:“”‘\"'«„")
AFTER_CLOSE = frozenset(" \t\n\u00a0.,;:!?…)]}—–-/”’\"'»")
ENDS_SPEECH = frozenset(",.!?…;")
CLIPPED_AND = re.compile(r"['’][nN]['’]")  # "rock ’n’ roll"
DOUBLE = re.compile(r"[“”„«»\"]")
LINES = 8  # that a quotation may run over without a mark
SHORT = 12  # characters: what is looked at after a mark to tell an apostrophe, "’em", from a quotation


@dataclass(slots=True)
class _Open:
    mark: str
    start: int  # of the words inside


@dataclass(slots=True)
class _Found:
    closed: list[Span] = field(default_factory=list)
    left: list[_Open] = field(default_factory=list)


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words inside quotation marks, outer before inner; one span for each paragraph of a long quotation.

    A mark that is never closed gives nothing, unless the next paragraph opens with the same mark again, or a paragraph
    that has no other closes it: where each sentence has a line of its own.
    """
    quotes: list[Span] = []
    waiting: tuple[str, Span] | None = None  # a quotation left open by the paragraph before
    passed: list[Span] = []  # paragraphs since, with no mark in them
    for paragraph in paragraphs:
        found = _scan(text, paragraph)
        if waiting and text.startswith(waiting[0], _first(text, paragraph)):
            quotes += [waiting[1], *passed]  # it goes on here: the mark is said again
        elif waiting and (closed := _closed_here(text, paragraph, waiting[0])):
            quotes += [waiting[1], *passed, closed]
        elif waiting and len(passed) < LINES and not DOUBLE.search(text, paragraph.start, paragraph.end):
            passed.append(paragraph)
            continue
        quotes += found.closed
        waiting, passed = _last_open(text, paragraph, found.left), []
    return tuple(sorted(dict.fromkeys(quotes), key=lambda span: (span.start, -span.end)))


def _closed_here(text: str, paragraph: Span, mark: str) -> Span | None:
    """The words up to the mark that closes a quotation left open on a line before, if it is the first mark here."""
    first = DOUBLE.search(text, paragraph.start, paragraph.end)
    if first is None or first[0] not in PAIRS[mark]:
        return None
    before, after = _around(text, first, paragraph)
    if mark in STRAIGHT and (before in BEFORE_OPEN or after not in AFTER_CLOSE):
        return None
    return _inside(text, paragraph.start, first.start())


def _first(text: str, paragraph: Span) -> int:
    at = paragraph.start
    while at < paragraph.end and text[at].isspace():
        at += 1
    return at


def _last_open(text: str, paragraph: Span, left: list[_Open]) -> tuple[str, Span] | None:
    """The outermost double mark left open, with its words up to the paragraph's end."""
    for mark in left:
        if mark.mark != "'":
            inside = _inside(text, mark.start, paragraph.end)
            return (mark.mark, inside) if inside else None
    return None


def _scan(text: str, paragraph: Span) -> _Found:
    found = _Found()
    for match in MARKS.finditer(text, paragraph.start, paragraph.end):
        mark = match[0]
        at = _closes(text, match, paragraph, found.left)
        if at is not None:
            opened = found.left[at]
            del found.left[at:]  # marks opened later and never closed were none
            inside = _inside(text, opened.start, match.start())
            if inside:
                found.closed.append(inside)
        elif _opens(text, match, paragraph):
            found.left.append(_Open(mark, match.end()))
    return found


def _closes(text: str, match: re.Match[str], paragraph: Span, left: list[_Open]) -> int | None:
    """Which open mark this one closes, by its place in the stack."""
    mark = match[0]
    for at in range(len(left) - 1, max(len(left) - 5, -1), -1):
        if mark in PAIRS[left[at].mark] and mark in CLOSING | {"“", "‘"}:
            if mark in SINGLE and not _single_closes(text, match, paragraph):
                return None
            if (
                mark == '"'
                and _looks_open(text, match, paragraph)
                and not _looks_closed(text, match, paragraph)
            ):
                return None
            return at
    return None


def _single_closes(text: str, match: re.Match[str], paragraph: Span) -> bool:
    """Whether a single mark closes a quotation and is no apostrophe: not "don’t", not "the boys’ car’."""
    before, after = _around(text, match, paragraph)
    if after.isalnum() or before.isspace() or CLIPPED_AND.match(text, max(match.start() - 2, 0)):
        return False
    if before in ENDS_SPEECH or after not in " \u00a0":
        return True
    follows = text[match.end() + 1 : match.end() + 2]
    return not (before == "s" and follows.islower() and _another_closes(text, match, paragraph))


def _another_closes(text: str, match: re.Match[str], paragraph: Span) -> bool:
    """Whether a later mark, before the next opening one, would close the quotation better."""
    for later in MARKS.finditer(text, match.end(), min(paragraph.end, match.end() + 400)):
        before, after = _around(text, later, paragraph)
        if later[0] == "‘" or (later[0] == "'" and before.isspace()):
            return False
        if later[0] == match[0] and not after.isalnum() and not before.isspace():
            return True
    return False


def _opens(text: str, match: re.Match[str], paragraph: Span) -> bool:
    mark = match[0]
    if mark not in PAIRS:
        return False
    if mark in SINGLE:
        return _looks_open(text, match, paragraph) and not _apostrophe(text, match.end())
    if mark in STRAIGHT:
        return _looks_open(text, match, paragraph)
    return True


def _looks_open(text: str, match: re.Match[str], paragraph: Span) -> bool:
    before, _ = _around(text, match, paragraph)
    return match.start() == paragraph.start or before in BEFORE_OPEN


def _looks_closed(text: str, match: re.Match[str], paragraph: Span) -> bool:
    _, after = _around(text, match, paragraph)
    return match.end() >= paragraph.end or after in AFTER_CLOSE


def _around(text: str, match: re.Match[str], paragraph: Span) -> tuple[str, str]:
    """The characters on both sides; a space where the paragraph begins or ends."""
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    return before, after


def _apostrophe(text: str, at: int) -> bool:
    """Whether the letters after a single mark are a clipped word: "’em", "’90s", "’cause"."""
    clipped = re.match(r"\d\ds?\b|\w+", text[at : at + SHORT])
    return clipped is not None and (clipped[0][0].isdigit() or clipped[0].lower() in words("clipped_words"))


def _inside(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None

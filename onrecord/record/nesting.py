"""Statements inside statements, and beside them: contents read again, and what set phrases add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Protocol

from onrecord.record.circumstances import find_unnamed
from onrecord.record.contents import is_deed
from onrecord.record.rules.phrases import WISH
from onrecord.record.signals import find_attributions
from onrecord.types import Article, Attribution, Reading, Span

DEPTH = 2  # readings after the first: a statement in a statement in a statement; what lies deeper is misread
FEWEST_WORDS = 4  # that can hold a source, a cue and a content of their own
WORD = re.compile(r"\w+")
OWN = re.compile(
    r"(?:I|we|my|our|us)\b", re.IGNORECASE
)  # «“I think it is over,” he said»: one statement, not two


class Read(Protocol):
    """Whatever reads texts as the neural reader does: one Reading a text."""

    def __call__(self, texts: Sequence[str], /) -> tuple[Reading, ...]:
        """What is seen in each text."""


def find_nested(
    article: Article, seen: tuple[Attribution, ...], ruled: tuple[Attribution, ...], *, read: Read
) -> tuple[Attribution, ...]:
    """All attributions: those seen, those in their contents, and those of rules where nothing was seen.

    «An official said that the leader had declared that …»: the second is the child of the first.
    """
    found = [replace(one, parent=_around(one, seen)) if one.parent is None else one for one in seen]
    level = range(len(found))
    for _ in range(DEPTH):
        pieces = [(n, piece) for n in level for piece in found[n].content if _may_nest(article[piece])]
        readings = read([article[piece] for _, piece in pieces]) if pieces else ()
        grown = len(found)
        for (parent, piece), reading in zip(pieces, readings, strict=True):
            inner = find_attributions(reading, base=piece.start, unnamed=find_unnamed(article[piece]))
            known = [one.cue for one in found]
            fresh = (one for one in inner if not any(cue.overlaps(one.cue) for cue in known))
            found += [replace(one, parent=parent) for one in fresh if _is_anothers(article, one, piece)]
        level = range(grown, len(found))
    taken = [span for one in found for span in (one.cue, one.source) if span]
    free = (
        _up_to_next(article, rule, found)
        for rule in ruled
        if not any(span.overlaps(rule.cue) for span in taken)
    )
    placed = (replace(rule, parent=_innermost(rule, found)) for rule in free)
    return (*found, *(rule for rule in placed if rule.by != WISH or rule.parent is not None))


def _up_to_next(article: Article, rule: Attribution, found: Sequence[Attribution]) -> Attribution:
    """«He denied that it sank | and praised the crew»: a rule's content ends where a next verb of speech joins it."""
    if not rule.content or rule.cue.start > rule.content[-1].start:
        return rule
    last = rule.content[-1]
    joined = (
        one.cue.start - len(" and ")
        for one in found
        if one.cue in last and article.text.endswith(" and ", last.start, one.cue.start)
    )
    end = min(joined, default=last.end)
    return replace(rule, content=(*rule.content[:-1], Span(last.start, end))) if end > last.start else rule


def _may_nest(text: str) -> bool:
    return len(list(takewhile(lambda n: n[0] < FEWEST_WORDS, enumerate(WORD.finditer(text))))) == FEWEST_WORDS


def _is_anothers(article: Article, one: Attribution, piece: Span) -> bool:
    """Not the speaker's own words on themselves, and not the whole piece once more."""
    own = one.source is None or OWN.fullmatch(article[one.source])
    return not own and piece not in one.content and not is_deed(article[one.cue])


def _around(one: Attribution, seen: Sequence[Attribution]) -> int | None:
    """The attribution that quotes this one over lines: «“… [The Front demands] an end to it,” the radio adds»."""
    holders = (
        (len(piece), n)
        for n, other in enumerate(seen)
        for piece in other.content
        if len(other.content) > 1
        and one.cue in piece
        and not any(other.cue in inner for inner in one.content)
    )
    return min(holders, default=(0, None))[1]


def _innermost(rule: Attribution, found: Sequence[Attribution]) -> int | None:
    """The attribution whose content holds the rule's cue, the smallest one where several do."""
    holders: Iterator[tuple[int, int]] = (
        (len(piece), n) for n, one in enumerate(found) for piece in one.content if rule.cue in piece
    )
    return min(holders, default=(0, None))[1]

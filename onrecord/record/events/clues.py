"""What the words beside an event word tell of it: which type is meant, in which mode, or that it tells of no event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.lexicons import rows
from onrecord.lexicons import words as listed
from onrecord.lexicons.events import event_bases
from onrecord.lexicons.forms import forms_of
from onrecord.types import EventType

NEAR = 9  # words to each side that count as near
TOUCHING = 2  # words that touch the event word
EVERY = "*"  # the rows for every event word


class Clue(NamedTuple):
    """A type that the words beside an event word tell of; None where they tell that there is no event."""

    type: EventType | None


class _Row(NamedTuple):
    type: EventType | None
    where: str
    others: frozenset[str]


def find_clues(words: Sequence[str], start: int, end: int, lemmas: Iterable[str]) -> frozenset[Clue]:
    """What stands beside words [start, end) of a sentence, where those are forms of one of the lemmas."""
    beside = {where: frozenset(_near(words, start, end, where)) for where in WHERE}
    rows_of = [row for lemma in (*lemmas, EVERY) for row in _rows().get(lemma, ())]
    return frozenset(Clue(row.type) for row in rows_of if row.others & beside[row.where])


def find_mode(words: Sequence[str], start: int, end: int, kind: EventType) -> str | None:
    """The mode that words near the event, itself included, tell of."""
    clause = words[max(0, start - NEAR) : end + NEAR]
    known = {base for word in clause for base in _bases(word)}
    return next((mode for mode, others in _modes().get(kind, ()) if others & known), None)


WHERE = ("before", "after", "near", "prefix", "suffix")


def _near(words: Sequence[str], start: int, end: int, where: str) -> Iterator[str]:
    """The base forms of the words that stand there."""
    before, after = words[max(0, start - NEAR) : start], words[end : end + NEAR]
    if where == "prefix":
        chosen: Sequence[str] = before[-2:-1] if before[-1:] in (["-"], ("-",)) else ()
    elif where == "suffix":
        chosen = after[1:2] if after[:1] in (["-"], ("-",)) else ()
    elif where == "near":
        chosen = (*before, *after)
    elif where == "before":
        chosen = (*[word for word in before if word not in listed("clue_gaps")][-TOUCHING:], *before[-1:])
    else:
        chosen = (*[word for word in after if word not in listed("clue_gaps")][:TOUCHING], *after[:1])
    for word in chosen:
        yield from _bases(word)


@cache
def _rows() -> Mapping[str, tuple[_Row, ...]]:
    table: dict[str, tuple[_Row, ...]] = {}
    for lemma, kind, where, others in rows("event_clues"):
        row = _Row(None if kind == "none" else EventType(kind), where, frozenset(others.split()))
        table[lemma] = (*table.get(lemma, ()), row)
    return table


@cache
def _modes() -> Mapping[EventType, tuple[tuple[str, frozenset[str]], ...]]:
    table: dict[EventType, tuple[tuple[str, frozenset[str]], ...]] = {}
    for kind, mode, others in rows("event_modes"):
        table[EventType(kind)] = (*table.get(EventType(kind), ()), (mode, frozenset(others.split())))
    return table


def _bases(word: str) -> tuple[str, ...]:
    return (*event_bases(word), *_forms().get(word, ()))


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    listed = (others for *_, others in (*rows("event_clues"), *rows("event_modes")))
    return forms_of({word for others in listed for word in others.split()})

"""Counts that cannot both be true: of one thing, and so far apart that no number is in both."""

from __future__ import annotations

import re

from onrecord.lexicons.counting import whats
from onrecord.lexicons.status import status_words
from onrecord.types import Count, EventType

OUTCOMES = frozenset({EventType.DEATH, EventType.INJURY})  # other events than the attack they come of
LAST_WORD = re.compile(r"[^\W\d_]+$")


def clash(count: Count, words: str, other: Count, others: str) -> bool:
    """Whether two counts, each with its words, number one thing and cannot both be true."""
    if count.what != other.what or count.part or other.part:
        return False
    return are_disjoint(count, other) and of_one_thing(words, others)


def is_its_own(event: EventType, what: str) -> bool:
    """Whether the figure says how much of it there was: how many died is of the deaths, not of the raid."""
    known = whats().get(what)
    return known is None or known.types[0] is event or known.types[0] not in OUTCOMES


def are_disjoint(count: Count, other: Count) -> bool:
    """Whether every number that one allows is below every number that the other allows."""
    return _is_below(count, other) or _is_below(other, count)


def _is_below(count: Count, other: Count) -> bool:
    return count.high is not None and other.low is not None and count.high < other.low


def of_one_thing(words: str, others: str) -> bool:
    """Whether both count the same people: 5 soldiers and 7 villagers do not clash, 5 people and 7 villagers do."""
    nouns = {_noun(match[0].lower()) for one in (words, others) if (match := LAST_WORD.search(one))}
    return len(nouns - status_words().words["generic"]) < 2


def _noun(word: str) -> str:
    """The word that stands for it and its like: "fighters" and "militants" are "rebels"."""
    return next((like for like, all_ in status_words().alike.items() if word in all_), word)

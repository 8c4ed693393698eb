"""What is said of an incident: one origin's word in one version of one article, as everything downstream takes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.story.days import Days
from onrecord.types import Account, Act, Count, Event, Evidence, Origin, Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that an account gives, with its words."""

    count: Count
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it, as an account has it: by what they are known, and in which words."""

    keys: frozenset[str]
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """One account of an incident, whose it is, and from when until when its article says so.

    The keys of `account` are those of the story: "entity:" with an identity's id. `since` is the day on which its
    version appeared, `until` the day on which a later version without it did.
    """

    account: Account
    origin: Origin
    name: str  # in the article's words, or the identity's
    noun: str  # what its words call the origin: "words:army"
    speaker: str | None  # the identity that speaks
    act: Act | None
    article: str
    event: Event
    evidence: Evidence
    since: str | None
    until: str | None = None
    spoken: str | None = None  # the day on which its origin said so, where the article tells one
    figures: tuple[Figure, ...] = ()
    doers: tuple[Doer, ...] = ()
    sufferers: frozenset[str] = frozenset()  # keys of those it was done to
    days: Days | None = None  # the day it happened on, as this account has it
    place: Place | None = None
    copies: tuple[str, ...] = ()  # articles that only print it again
    headed: bool = False  # it stands in a headline or deck, where who speaks is told in short

    @property
    def day(self) -> str | None:
        """The day of the word itself: «the army had said on Tuesday» stands in Friday's article, and is Tuesday's."""
        return min((day for day in (self.spoken, self.since) if day), default=None)

    @property
    def keys(self) -> frozenset[str]:
        """Who stands behind it."""
        return _frozen(self.account.keys)


@lru_cache(maxsize=4096)  # asked for thousands of times a story
def _frozen(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(keys)

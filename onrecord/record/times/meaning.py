"""What a time is read against, and what it is found to mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.lexicons.times import time_words
from onrecord.record.times.moments import UNANCHORED, Moment, shifted
from onrecord.types import TimeType

_AGAINST = 4  # how much farther a day counts that the tense speaks against; bench value is flat from 1.5 to 4


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a time."""

    published: date | None
    way: int  # -1 the clause looks back, 1 it looks ahead, 0 no word tells
    focus: Moment | None = None  # the date last spoken of
    near: bool = False  # whether the focus stands within a sentence or two
    quarter: Moment | None = None  # the quarter an earnings story is about
    before: str = ""  # the word before, in lower case
    after: str = ""  # the word after


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 type and value, and the moment that later words may refer back to."""

    type: TimeType
    value: str
    moment: Moment | None = None


def dated(day: date | None, grain: str = "D") -> Meaning:
    """A DATE of that grain; without a day, TIMEX3's X for every digit not known."""
    if day is None:
        return Meaning(TimeType.DATE, UNANCHORED[grain])
    moment = Moment(day, grain)
    return Meaning(TimeType.DATE, str(moment), moment)


def away(day: date | None, count: int, unit: str, grain: str) -> Meaning:
    """The DATE so many units from a day."""
    there = shifted(day, count, unit) if day else None
    if day and there is None:
        return Meaning(TimeType.DATE, "PAST_REF" if count < 0 else "FUTURE_REF")
    return dated(there, grain)


def step(rel: str) -> int:
    """-1 for "last" and its like, 1 for "next" and its like, 0 for "this" or nothing."""
    return time_words().steps.get(rel, 0)


def fitting(days: list[date], here: date, way: int) -> date:
    """Of several days the nearest not after (way < 0) or not before (way > 0) a day, else the nearest."""
    asked = [day for day in days if (day - here).days * way >= 0] or days
    return min(asked, key=lambda day: abs(day - here))


def likeliest(days: list[date], here: date, way: int) -> date:
    """Of several days the nearest, where one that the tense speaks against counts as farther off."""
    return min(days, key=lambda day: abs(day - here).days * (_AGAINST if (day - here).days * way < 0 else 1))

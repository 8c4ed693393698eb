"""The days that a TIMEX3 value may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")  # "2026-03-17", "2026-03-17TNI"; not "2026-03"
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
YEAR = re.compile(r"(\d{4})$")
PARTS = {  # first and last month; winter is told by its January
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (1, 3), "H1": (1, 6), "H2": (7, 12),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From a first day to a last, both among them."""

    first: date
    last: date

    @property
    def many(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1

    def gap(self, other: Days) -> int:
        """How many days lie between the two; 0 where they meet."""
        return max((other.first - self.last).days, (self.first - other.last).days, 0)


@lru_cache(maxsize=4096)  # a story asks for each of its days again and again
def days_of(value: str) -> Days | None:
    """The days that a value names; None for a length of time, or none in particular.

    >>> days_of("2026-02").last.isoformat()
    '2026-02-28'
    """
    try:
        return _days(value)
    except ValueError:  # "2026-02-31" stands in an article
        return None


def _days(value: str) -> Days | None:
    if found := DAY.match(value):
        day = date(*map(int, found.groups()))
        return Days(day, day)
    if found := WEEK.match(value):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
        return Days(first, first + timedelta(days=1 if found[3] else 6))
    if found := MONTH.match(value):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if found := PART.match(value):
        return _months(int(found[1]), *PARTS[found[2]])
    if found := YEAR.match(value):
        return _months(int(found[1]), 1, 12)
    return None


def _months(year: int, first: int, last: int) -> Days:
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))

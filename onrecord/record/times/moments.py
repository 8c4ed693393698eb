"""Arithmetic on days known to a grain: a year, a quarter, a week; and how TIMEX3 writes them."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

_WRITTEN: dict[str, Callable[[date], str]] = {
    "D": lambda day: day.isoformat(),
    "W": lambda day: f"{day.isocalendar().year:04d}-W{day.isocalendar().week:02d}",
    "WE": lambda day: f"{day.isocalendar().year:04d}-W{day.isocalendar().week:02d}-WE",
    "M": lambda day: f"{day.year:04d}-{day.month:02d}",
    "Q": lambda day: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "H": lambda day: f"{day.year:04d}-H{1 if day.month < 7 else 2}",
    "Y": lambda day: f"{day.year:04d}",
    "DE": lambda day: f"{day.year:04d}"[:3],
    "CE": lambda day: f"{day.year:04d}"[:2],
    "ML": lambda day: f"{day.year:04d}"[:1],
}
UNANCHORED = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
              "H": "XXXX-HX", "Y": "XXXX", "DE": "XXX", "CE": "XX", "ML": "X"}  # fmt: skip
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
YEARS = range(1000, 3000)  # what a time in the news may point to; nothing beyond is counted in days
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month each begins in, northern hemisphere


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and the grain it is known to; `day` is any day of the week, month, … that is meant."""

    day: date
    grain: str = "D"

    def __str__(self) -> str:
        if self.grain in SEASON_MONTHS:
            return f"{self.day:%Y}-{self.grain}"
        return _WRITTEN[self.grain](self.day)

    def at(self, grain: str) -> Moment:
        """The same day, known to another grain."""
        return replace(self, grain=grain)


def shifted(day: date, count: int, unit: str) -> date | None:
    """The day so many units away, or the month's last where it has no such day; None beyond `YEARS`."""
    if unit in _DAYS:
        days = day.toordinal() + count * _DAYS[unit]
        there = date.fromordinal(days) if 0 < days <= date.max.toordinal() else None
        return there if there and there.year in YEARS else None
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    if year not in YEARS:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def weekday_near(day: date, weekday: int, way: int) -> date:
    """The nearest such ISO weekday on or before (way < 0) or on or after (way > 0) a day."""
    gap = (day.isoweekday() - weekday) % 7 if way < 0 else (weekday - day.isoweekday()) % 7
    return day + timedelta(days=gap if way > 0 else -gap)


def holiday(rule: str, year: int) -> date:
    """The day a holiday falls on in a year: `12-25`, `11/4/4` (4th Thursday of November), `easter-2`."""
    if rule.startswith("easter"):
        return _easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if "-" in rule and "/" not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, weekday, nth = map(int, rule.split("/"))
    if nth < 0:
        return weekday_near(date(year, month, calendar.monthrange(year, month)[1]), weekday, -1)
    return weekday_near(date(year, month, 1), weekday, 1) + timedelta(days=7 * (nth - 1))


def _easter(year: int) -> date:
    """Western Easter, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    golden, century = year % 19, year // 100
    leap_skips, lunar = century // 4, (century + 8) // 25
    epact = (19 * golden + century - leap_skips - (century - lunar + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)

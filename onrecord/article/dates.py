"""A line of a page → the calendar date printed on it, in the ways and languages in which pages date themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.lexicons import rows

# Pieces of the grammar. Names of months and weekdays come from lexicons/calendar.tsv.
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?"  # 3, 03, 3rd, 1er, 3.
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"  # 2026
NUMBER = r"(?P<number>0?[1-9]|1[0-2])"  # 3, 03, 12
OF = r"(?:\s+(?:of|de|del|di)\b)?"  # 3 de marzo de 2026
AT = r"(?:\W{1,4}(?:at|um|à|alle|kl|om)?\.?\s{0,2})"  # ", 14:05", " at 14:05", " - 14:05"
CLOCK = rf"(?:{AT}(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?![\d./])(?::[0-5]\d)?\s?(?P<half>[ap]\.?m\b)?)?"


@dataclass(frozen=True, slots=True)
class Seen:
    """A date as a line prints it: the value, to the minute where the line has a clock time, and where it stands."""

    value: str
    start: int
    end: int


def find_date_in(text: str) -> Seen | None:
    """The first full date of `text`, with its year: `2 March 2026, 14:05` is 2026-03-02T14:05.

    `3/4/2026` has two readings and is left alone; `3/23/2026` and `3.4.2026` have one.
    """
    found = [
        seen for pattern in _grammar().dates for match in pattern.finditer(text) if (seen := _seen(match))
    ]
    return min(found, key=lambda seen: (seen.start, -seen.end), default=None)


def find_dated_weekday(text: str, today: date) -> date | None:
    """The day meant by the first `Tuesday, March 17` of `text`: the latest, not after `today`, that falls so."""
    for pattern in _grammar().dated_weekdays:
        for match in pattern.finditer(text):
            month = _grammar().months[match["month"].lower()]
            weekday = _grammar().weekdays[match["weekday"].lower()]
            for year in range(
                today.year, today.year - 12, -1
            ):  # a date has its weekday again within 11 years, mostly
                day = _day(year, month, int(match["day"]))
                if day is not None and day <= today and day.isoweekday() == weekday:
                    return day
    return None


def _seen(match: re.Match[str]) -> Seen | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _grammar().months[parts["month"].lower()]
    day = _day(int(parts["year"]), month, int(parts["day"]))
    if day is None:
        return None
    return Seen(day.isoformat() + _clock(parts), match.start(), match.end())


def _clock(parts: dict[str, str | None]) -> str:
    hour, minute, half = parts.get("hour"), parts.get("minute"), (parts.get("half") or "").lower()
    if hour is None or minute is None:
        return ""
    if half and int(hour) > 12:
        return ""
    shifted = int(hour) % 12 + 12 * half.startswith("p") if half else int(hour)
    return f"T{shifted:02d}:{minute}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Grammar:
    months: dict[str, int]
    weekdays: dict[str, int]
    dates: tuple[re.Pattern[str], ...]
    dated_weekdays: tuple[re.Pattern[str], ...]


@cache
def _grammar() -> _Grammar:
    months = {name: int(number) for kind, number, name in rows("calendar") if kind == "month"}
    weekdays = {name: int(number) for kind, number, name in rows("calendar") if kind == "weekday"}
    month = rf"(?P<month>{_any_of(months)})(?!\w)\.?"
    weekday = rf"\b(?P<weekday>{_any_of(weekdays)})(?!\w)\.?,?"
    return _Grammar(
        months,
        weekdays,
        dates=_compiled(
            rf"(?<!\d){DAY}{OF}[\s.-]{{0,2}}{month}{OF},?[\s-]{YEAR}{CLOCK}",  # 3 March 2026, 14:05 · 3. März 2026
            rf"\b{month}\s{DAY},?\s{YEAR}{CLOCK}",  # March 3rd, 2026 at 2:05 pm
            rf"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<number>0[1-9]|1[0-2])[-/.]{DAY}(?!\d){CLOCK}",  # 2026-03-03 14:05
            rf"(?<!\d){YEAR}\s?年\s?{NUMBER}\s?月\s?{DAY}\s?日",  # 2026年3月3日
            rf"(?<!\d){DAY}\s?{NUMBER}\.\s?{YEAR}{CLOCK}",  # 3.3.2026, 03.03.2026, 14:05
            rf"(?<!\d)(?P<day>1[3-9]|2\d|3[01])(?P<mark>[/-]){NUMBER}(?P=mark){YEAR}{CLOCK}",  # 23/3/2026
            rf"(?<!\d)(?P<number>0?[1-9]|1[0-2])(?P<mark>[/-])(?P<day>1[3-9]|2\d|3[01])(?P=mark){YEAR}{CLOCK}",  # 3/23/2026
        ),
        dated_weekdays=_compiled(
            rf"{weekday}\s(?:the\s)?{month}\s{DAY}(?!\d|,?\s?(?:19|20)\d\d)",  # Tuesday, March 17
            rf"{weekday}\s(?:the\s|le\s|den\s|el\s)?{DAY}{OF}\s{month}(?!,?\s?\d)",  # Tuesday 17 March
        ),
    )


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)

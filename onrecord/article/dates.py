"""A line of a page → the calendar date printed on it, in the ways and languages in which pages are dated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.lexicons import rows

# Pieces of the grammar. Which words are names of months and weekdays is looked up in lexicons/calendar.tsv.
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?"  # 3, 03, 3rd, 1er, 3.
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"  # 2026
NUMBER = r"(?P<number>0?[1-9]|1[0-2])"  # 3, 03, 12
LATE = r"(?P<day>1[3-9]|2\d|3[01])"  # a day that is no month: 23
MONTH = r"(?P<month>[^\W\d_]{3,12})(?!\w)\.?"  # March, Mar., марта
WEEKDAY = r"\b(?P<weekday>[^\W\d_]{3,12})(?!\w)\.?,?"  # Tuesday, Tue.,
OF = r"(?:\s+(?:of|de|del|di)\b)?"  # 3 de marzo de 2026
AT = r"(?:\W{1,4}(?:at|um|à|alle|kl|om)?\.?\s{0,2})"  # ", 14:05", " at 14:05", " - 14:05"
TIME = r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?![\d./])(?::[0-5]\d)?"  # 14:05, 14.05, 14h05
CLOCK = rf"(?:{AT}{TIME}\s?(?P<half>[ap]\.?\s?m\b\.?)?)?"  # , 2:05 pm, 7:45 p. m.

DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){DAY}{OF}[\s.-]{{0,2}}{MONTH}{OF},?[\s-]{YEAR}{CLOCK}",  # 3 March 2026, 14:05 · 3. März 2026
        rf"\b{MONTH}\s{DAY}\s?,?\s{YEAR}{CLOCK}",  # March 3rd, 2026 at 2:05 pm · March 3 , 2026
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<number>0[1-9]|1[0-2])[-/.]{DAY}(?!\d){CLOCK}",  # 2026-03-03
        rf"(?<!\d){YEAR}\s?年\s?{NUMBER}\s?月\s?{DAY}\s?日",  # 2026年3月3日
        rf"(?<!\d){DAY}\s?{NUMBER}\.\s?{YEAR}{CLOCK}",  # 3.3.2026, 03.03.2026, 14:05
        rf"(?<!\d){LATE}(?P<mark>[/-]){NUMBER}(?P=mark){YEAR}{CLOCK}",  # 23/3/2026
        rf"(?<!\d){NUMBER}(?P<mark>[/-]){LATE}(?P=mark){YEAR}{CLOCK}",  # 3/23/2026
    )
)
DATED_WEEKDAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{WEEKDAY}\s(?:the\s)?{MONTH}\s{DAY}(?!\d|\s?,?\s?(?:19|20)\d\d)",  # Tuesday, March 17
        rf"{WEEKDAY}\s(?:the\s|le\s|den\s|el\s)?{DAY}{OF}\s{MONTH}(?!\s?,?\s?\d)",  # Tuesday 17 March
    )
)


DATELINE = 70  # characters in which a dateline has its day
MONTH_DAY = re.compile(rf"\b{MONTH}\s{DAY}(?!\d|\s?,?\s?(?:19|20)\d\d)", re.IGNORECASE)  # Feb 9
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Seen:
    """A date as a line prints it: its value, to the minute where the line has a time, and where it stands."""

    value: str
    start: int
    end: int


def find_date_in(text: str) -> Seen | None:
    """The first full date of `text`, with its year: `2 March 2026, 14:05` is 2026-03-02T14:05.

    `3/4/2026` has two readings and is left alone; `3/23/2026` and `3.4.2026` have one.
    """
    found = [seen for pattern in DATES for match in pattern.finditer(text) if (seen := _seen(match))]
    return min(found, key=lambda seen: (seen.start, -seen.end), default=None)


def find_dated_weekday(text: str, today: date) -> date | None:
    """The day meant by the first `Tuesday, March 17` of `text`: the latest up to `today` that falls so."""
    found = [match for pattern in DATED_WEEKDAYS for match in pattern.finditer(text)]
    days = (_latest(match, today) for match in sorted(found, key=re.Match.start))
    return next(filter(None, days), None)


def find_wire_day(lead: str, today: date) -> date | None:
    """The day of `LAGOS, Feb 9 (Wire) - The bridge was shut on Monday, …`: the last 9 February, if a Monday.

    If that day has another weekday, the year cannot be told: an older article, or Monday was the day before.
    """
    for dated in MONTH_DAY.finditer(lead[:DATELINE]):
        month = _names("month").get(dated["month"].lower())
        weekdays = (_names("weekday").get(word.lower()) for word in WORD.findall(lead, dated.end()))
        weekday = next(filter(None, weekdays), None)
        if month is not None and weekday is not None:
            days = (_day(year, month, int(dated["day"])) for year in (today.year, today.year - 1))
            last = next((day for day in days if day and day <= today), None)
            return last if last and last.isoweekday() == weekday else None
    return None


def _latest(match: re.Match[str], today: date) -> date | None:
    month = _names("month").get(match["month"].lower())
    weekday = _names("weekday").get(match["weekday"].lower())
    if month is None or weekday is None:
        return None
    years = range(today.year, today.year - 12, -1)  # after 6 or 11 years a date has its weekday again
    days = (day for year in years if (day := _day(year, month, int(match["day"]))))
    return next((day for day in days if day <= today and day.isoweekday() == weekday), None)


def _seen(match: re.Match[str]) -> Seen | None:
    parts = match.groupdict()
    named = _names("month").get((parts.get("month") or "").lower())
    month = int(parts["number"]) if parts.get("number") else named
    day = _day(int(parts["year"]), month, int(parts["day"])) if month else None
    return Seen(day.isoformat() + _clock(parts), match.start(), match.end()) if day else None


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


@cache
def _names(kind: str) -> dict[str, int]:
    return {name: int(number) for row_kind, number, name in rows("calendar") if row_kind == kind}

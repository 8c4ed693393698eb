"""Dates that the calendar names: days, months, years, decades, seasons, holidays, quarters."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from onrecord.lexicons.times import time_words
from onrecord.record.times.grammar import Hit
from onrecord.record.times.lengths import find_amount
from onrecord.record.times.meaning import Meaning, Setting, dated, fitting, likeliest, step
from onrecord.record.times.moments import SEASON_MONTHS, YEARS, Moment, holiday, shifted
from onrecord.types import TimeType

_NEW_CENTURY = 69  # two-digit years below it are 20xx, as in POSIX strptime
_PLAIN_YEARS = range(1900, 2030)  # taken for years wherever they stand; others only after "in", "since", …
_LEAP_YEAR = 2000
_FISCAL_LEAD = 100  # days: a quarter that begins later than this after the published day is last year's
_OWN = frozenset({"his", "her", "their", "my", "your", "its"})  # in her 30s


def iso(hit: Hit, setting: Setting) -> Meaning | None:
    """2013-02-14 · 2013-02-14T09:30 · 14.02.2013 · 2/14/2013 (American order where both fit)"""
    text = hit["iso"].upper()
    if text[4:5] == "-":
        day, _, clock = text.partition("T")
        found = _day(*map(int, day.split("-")))
        if found is None:
            return None
        return Meaning(TimeType.TIME, text, Moment(found)) if clock else dated(found)
    first, second, year = map(int, re.split(r"[/.]", text))
    if year < 100:
        year += 2000 if year < _NEW_CENTURY else 1900
    european = "." in text or first > 12
    found = _day(year, second, first) if european else _day(year, first, second)
    return dated(found) if found else None


def day_of_month(hit: Hit, setting: Setting) -> Meaning | None:
    """Feb. 14, 2013 · Thursday, Feb. 14 · 14 February"""
    number, day = month_of(hit), int(re.sub(r"\D", "", hit["day"]))
    if not 0 < day <= monthrange(_LEAP_YEAR, number)[1]:
        return None
    if hit["year"]:
        found = _day(int(hit["year"]), number, day)
        return dated(found) if found else None
    here = setting.published
    if here is None:
        return Meaning(TimeType.DATE, f"XXXX-{number:02d}-{day:02d}")
    reach = (
        6 if hit["weekday"] or (number, day) == (2, 29) else 1
    )  # years until a date falls on each weekday, or exists
    days = [
        found
        for year in range(here.year - reach, here.year + reach + 1)
        if (found := _day(year, number, day))
    ]
    if hit["weekday"]:
        days = [found for found in days if found.isoweekday() == weekday_of(hit)] or days
    return dated(likeliest(days, here, 0 if hit["weekday"] else step(hit["rel"]) or setting.way))


def second_day(hit: Hit, setting: Setting) -> Meaning | None:
    """the 5 of "May 3-5": in the month just named"""
    if not setting.focus:
        return None
    first, day = setting.focus.day, int(re.sub(r"\D", "", hit["day"]))
    found = _day(int(hit["year"] or first.year), first.month, day)
    return dated(found) if found and found > first else None


def month(hit: Hit, setting: Setting) -> Meaning | None:
    """November 2012 · July last year · last May · in October"""
    number, rel, here = month_of(hit), hit["rel"], setting.published
    if hit["year"]:
        return dated(_day(int(hit["year"]), number, 1), "M")
    if hit["spelt"]:
        spelt = spelt_year(hit, setting)
        return dated(spelt.moment.day.replace(month=number), "M") if spelt and spelt.moment else None
    if hit.last - hit.first == 1 and not _names_a_month(hit, setting):
        return None
    if here is None:
        return Meaning(TimeType.DATE, f"XXXX-{number:02d}")
    if hit["of"] or rel in ("this", "current"):
        return dated(_day(here.year + step(hit["of"]), number, 1), "M")
    first = here.replace(day=1)
    months = [
        found
        for year in range(here.year - 1, here.year + 2)
        if (found := _day(year, number, 1)) and not (rel and found == first)
    ]
    if rel:
        return dated(fitting(months, first, step(rel)), "M")
    return dated(likeliest(months, first, setting.way or -1), "M")


def _names_a_month(hit: Hit, setting: Setting) -> bool:
    """Whether a bare name is the month: "in March", but not "the March for Life"; "Jan." but not Jan."""
    word = hit.parts["month"]
    if word[0] in ("march", "may"):
        return setting.before in time_words().leads["month"] and not (
            setting.before == "the" and setting.after in ("on", "of", "for", "to")
        )
    return word[0] == "sept" or len(word[0]) > 3 or word[0] == "may"


def week_of(hit: Hit, setting: Setting) -> Meaning | None:
    """the week of March 6"""
    meaning = day_of_month(hit, setting)
    return dated(meaning.moment.day, "W") if meaning and meaning.moment else meaning


def year(hit: Hit, setting: Setting) -> Meaning | None:
    """1996 · mid-1996 · the year 2000; not $2000 or 1,500 troops"""
    number = int(hit["year"])
    alone = hit.last - hit.first == 1
    if setting.before in ("$", "£", "€", "#") or setting.after in (
        "%",
        "percent",
        "meters",
        "metres",
        "people",
        "feet",
        "miles",
    ):
        return None
    if alone and number not in _PLAIN_YEARS and setting.before not in time_words().leads["year"]:
        return None
    return dated(_day(number, 1, 1), "Y")


def spelt_year(hit: Hit, setting: Setting) -> Meaning | None:
    """nineteen ninety-six; the form that broadcast transcripts have"""
    words = [word for word in hit.parts["spelt"] if word != "-"]
    first, rest = find_amount((words[0],)), find_amount(tuple(words[1:]))
    if first not in (18, 19, 20) or not rest or rest < 10:
        return None
    return dated(_day(int(first * 100 + rest), 1, 1), "Y")


def decade(hit: Hit, setting: Setting) -> Meaning | None:
    """the late 1970s · the '90s · the nineties; not "in her 30s" """
    word = hit["decade"]
    tens = time_words().decades.get(word)
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return dated(_day(int(digits), 1, 1), "DE")
    if setting.before in _OWN or (word[0] not in "'’" and hit.last - hit.first == 1):
        return None
    return dated(date(1900 + 10 * (tens or int(digits[0])), 1, 1), "DE")


def century(hit: Hit, setting: Setting) -> Meaning | None:
    """the 20th century → 19"""
    number = _nth(hit)
    return Meaning(TimeType.DATE, f"{number - 1:02d}") if 0 < number <= 30 else None


def season(hit: Hit, setting: Setting) -> Meaning | None:
    """last fall · this summer · the winter of 1994; not "the fall of Saigon" """
    name, here = time_words().seasons[hit["season"]], setting.published
    spelt = spelt_year(hit, setting) if hit["spelt"] else None
    if hit["year"] or spelt:
        return dated(date(int(hit["year"] or (spelt and spelt.value) or 1), SEASON_MONTHS[name], 1), name)
    if hit["spelt"] or (
        hit["season"] in ("fall", "spring") and (setting.after in ("of", "in", "from") and not hit["rel"])
    ):
        return None
    if here is None:
        return Meaning(TimeType.DATE, f"XXXX-{name}")
    if hit["rel"] == "this":
        return dated(date(here.year, SEASON_MONTHS[name], 1), name)
    starts = [date(year, SEASON_MONTHS[name], 1) for year in range(here.year - 2, here.year + 2)]
    way = step(hit["rel"]) or setting.way or -1
    if way < 0 and hit["rel"]:  # "last fall", said in November, is not this one
        starts = [start for start in starts if (here - start).days > 90 or start > here]
    return dated(fitting(starts, here, way), name)


def holiday_date(hit: Hit, setting: Setting) -> Meaning | None:
    """Thanksgiving · last Christmas · Easter 2012 · Easter week"""
    rule, here = time_words().holidays[hit["holiday"]], setting.published
    grain = "W" if hit["unit"] == "week" else "D"
    if hit["unit"] and grain == "D" and hit["unit"] not in ("day", "weekend"):
        return None
    if hit["year"]:
        return dated(holiday(rule, int(hit["year"])), grain)
    if here is None:
        return (
            dated(None, grain)
            if "/" in rule or rule.startswith("e")
            else Meaning(TimeType.DATE, f"XXXX-{rule}")
        )
    days = [holiday(rule, year) for year in range(here.year - 1, here.year + 2)]
    return dated(fitting(days, here, step(hit["rel"]) or setting.way), grain)


def quarter(hit: Hit, setting: Setting) -> Meaning | None:
    """the third quarter of 1990 · this year's third quarter · the year-ago third quarter"""
    number, here = _nth(hit), setting.published
    number = 4 if number == -1 and hit["year"] else number
    if not 0 < number < 5:
        return None
    if hit["year"]:
        return dated(_day(int(hit["year"]), 3 * number, 1), "Q")
    if here is None:
        return Meaning(TimeType.DATE, f"XXXX-Q{number}")
    start = date(here.year, 3 * number - 2, 1)
    if hit["rel"]:
        years = -1 if "year" in hit["rel"] else step(hit["rel"])
    else:
        years = -1 if (start - here).days > _FISCAL_LEAD else 0
    return dated(shifted(start, years, "Y"), "Q")


def half(hit: Hit, setting: Setting) -> Meaning | None:
    """the first half of 2012 → 2012-H1"""
    number, here = _nth(hit), setting.published
    if number not in (1, 2, -1):
        return None
    number = number if number > 0 else 2
    if hit["year"]:
        return dated(_day(int(hit["year"]), 6 * number, 1), "H")
    if here is None:
        return Meaning(TimeType.DATE, f"XXXX-H{number}")
    return dated(shifted(date(here.year, 6 * number, 1), step(hit["rel"]), "Y"), "H")


def fiscal(hit: Hit, setting: Setting) -> Meaning | None:
    """fiscal 1990 · the current fiscal year; a fiscal year is written as the calendar year of its name"""
    if hit["year"]:
        return dated(_day(int(hit["year"]), 1, 1), "Y")
    if hit["unit"] not in ("year", "quarter"):  # the financial week
        return None
    return dated(setting.published and shifted(setting.published, step(hit["rel"]), "Y"), "Y")


def year_end(hit: Hit, setting: Setting) -> Meaning | None:
    """year-end → the 31st of December of the published year"""
    if hit["unit"] != "year":
        return None
    here = setting.published
    return dated(here.replace(month=12, day=31)) if here else Meaning(TimeType.DATE, "XXXX-12-31")


def month_of(hit: Hit) -> int:
    """The number of the month named."""
    return time_words().months[hit.parts["month"][0]]


def weekday_of(hit: Hit) -> int:
    """The ISO number of the weekday named."""
    return time_words().weekdays[hit.parts["weekday"][0]]


def _nth(hit: Hit) -> int:
    word = hit["nth"]
    return time_words().ordinals.get(word) or int(re.sub(r"\D", "", word) or 0)


def _day(year: int, month: int, day: int) -> date | None:
    real = year in YEARS and 0 < month <= 12 and 0 < day <= monthrange(year, month)[1]
    return date(year, month, day) if real else None

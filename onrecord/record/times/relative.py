"""Days and units told from the published day or the date last spoken of: last week, a year earlier."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.lexicons.times import time_words
from onrecord.record.times.dates import day_of_month, weekday_of
from onrecord.record.times.grammar import Hit
from onrecord.record.times.lengths import duration, find_amount, find_unit
from onrecord.record.times.meaning import Meaning, Setting, away, dated, step
from onrecord.record.times.moments import Moment, shifted, weekday_near
from onrecord.types import TimeType

_HELD = frozenset({"year", "quarter", "week", "weekend", "month"})  # units that "the" alone makes a date


def weekday(hit: Hit, setting: Setting) -> Meaning | None:
    """said Tuesday · will meet Tuesday · next Friday · late Wednesday night · Tuesday of last week"""
    here, number, rel = setting.published, weekday_of(hit), hit["rel"]
    if here is None:
        return _with_part(f"XXXX-WXX-{number}", hit["part"], None)
    if hit["of"]:
        week = here + timedelta(days=7 * step(hit["of"]))
        return _on(
            weekday_near(week, number, 1) if week.isoweekday() <= number else weekday_near(week, number, -1),
            hit["part"],
        )
    if rel in ("previous", "following") and setting.focus:
        here = setting.focus.day
    if rel and step(rel):
        return _on(weekday_near(here + timedelta(days=step(rel)), number, step(rel)), hit["part"])
    way = 1 if rel == "this" else setting.way
    return _on(weekday_near(here, number, way or -1), hit["part"])


def deictic(hit: Hit, setting: Setting) -> Meaning | None:
    """today · late yesterday · tomorrow morning · tonight"""
    word = hit["deictic"]
    part = hit["part"] or ("night" if word == "tonight" else "")
    here = setting.published
    if here is None:
        return _with_part("XXXX-XX-XX", part, None)
    return _on(here + timedelta(days=time_words().days[word]), part)


def beyond(hit: Hit, setting: Setting) -> Meaning | None:
    """the day before yesterday · the day after tomorrow"""
    days = time_words().days[hit["deictic"]] + (-1 if hit["way"] == "before" else 1)
    return away(setting.published, days, "D", "D")


def this_part(hit: Hit, setting: Setting) -> Meaning | None:
    """this morning · last night · that evening"""
    if hit["rel"] == "that":
        here = setting.focus.day if setting.focus else setting.published
    else:
        here = setting.published and shifted(setting.published, step(hit["rel"]), "D")
    return _on(here, hit["part"]) if here else _with_part("XXXX-XX-XX", hit["part"], None)


def that_part(hit: Hit, setting: Setting) -> Meaning | None:
    """the next morning · in the morning, where a day was spoken of"""
    if not hit["rel"] and not hit["early"] and setting.before not in ("in", "during", "throughout", "by"):
        return None
    here = (
        setting.focus.day
        if setting.focus and setting.focus.grain == "D" and setting.near
        else setting.published
    )
    moved = here and shifted(here, step(hit["rel"]), "D")
    return _on(moved, hit["part"]) if moved else _with_part("XXXX-XX-XX", hit["part"], None)


def relative(hit: Hit, setting: Setting) -> Meaning | None:
    """this week · earlier this year · last month · the next quarter · the past decade"""
    rel, unit = hit["rel"], find_unit(hit["unit"])
    if unit.startswith("T") or unit == "FN":
        return _length_of(unit) if rel in ("past", "next", "last") and unit == "TH" else None
    if rel == "past":
        return _length_of(unit)
    if unit == "D":
        if rel not in ("next", "following", "previous"):
            return None
        return away(_anchor(setting), step(rel), "D", "D")
    here = _anchor(setting) if rel in ("following", "previous") else setting.published
    if unit == "WE":
        return _weekend(setting, rel)
    return away(here, step(rel), unit, unit)


def the_unit(hit: Hit, setting: Setting) -> Meaning | None:
    """the week · the quarter · the end of the year; "the year ended June 30" is a length"""
    unit = find_unit(hit["unit"])
    if hit["unit"] not in _HELD:
        return None
    if unit == "WE":
        return _weekend(setting, "")
    if setting.after in ("ended", "ending", "ends"):
        return quarter_spoken_of(setting) if unit == "Q" else _length_of(unit)
    if unit == "Q":
        return quarter_spoken_of(setting)
    return dated(setting.published, unit)


def ago(hit: Hit, setting: Setting) -> Meaning | None:
    """two weeks ago · a year earlier · three days later · a month from now"""
    unit, way = find_unit(hit["unit"]), hit["way"]
    amount = find_amount(hit.parts["amount"]) if hit["amount"] else find_amount(("one",))
    back = way in ("ago", "earlier")
    if amount is None:
        return Meaning(TimeType.DATE, "PAST_REF" if back else "FUTURE_REF")
    if unit.startswith("T"):
        return Meaning(TimeType.DURATION, duration(amount, unit))
    if unit == "Y" and amount == 1 and back and setting.quarter:
        return away(setting.quarter.day, -1, "Y", "Q")  # net rose in the third quarter from a year ago
    here = setting.published if way == "ago" or "now" in way else _anchor(setting)
    if amount.denominator > 1:
        if unit != "Y":
            return Meaning(TimeType.DURATION, duration(amount, unit))
        amount, unit = amount * 12, "M"
    grain = {"DE": "Y", "CE": "Y", "ML": "Y", "FN": "W", "WE": "WE"}.get(unit, unit)
    return away(here, -int(amount) if back else int(amount), unit, grain)


def ages_ago(hit: Hit, setting: Setting) -> Meaning | None:
    """years ago · decades later"""
    return Meaning(TimeType.DATE, "FUTURE_REF" if hit["way"] == "later" else "PAST_REF")


def that_unit(hit: Hit, setting: Setting) -> Meaning | None:
    """later that year · the same day"""
    unit = find_unit(hit["unit"])
    if unit.startswith("T") or unit == "FN":
        return None
    if setting.focus is None:
        return dated(None, unit)
    if unit == "D" and setting.focus.grain == "M":
        return Meaning(TimeType.DATE, f"{setting.focus}-XX", setting.focus)
    return dated(setting.focus.day, unit)


def day_before(hit: Hit, setting: Setting) -> Meaning | None:
    """the day before · the week after: from the date last spoken of"""
    unit = find_unit(hit["unit"])
    if unit.startswith("T") or unit == "FN":
        return None
    return away(_anchor(setting), 1 if hit["way"] == "after" else -1, unit, unit)


def same_period(hit: Hit, setting: Setting) -> Meaning | None:
    """the year-ago quarter · the 1988 period"""
    spoken = setting.quarter
    if spoken:
        return dated(
            spoken.day.replace(day=1, year=int(hit["year"])) if hit["year"] else shifted(spoken.day, -1, "Y"),
            "Q",
        )
    if hit["year"]:
        return dated(date(int(hit["year"]), 1, 1), "Y")
    return away(setting.published, -1, "Y", "Y")


def latest_period(hit: Hit, setting: Setting) -> Meaning | None:
    """the latest quarter: the one spoken of, else the last that is over"""
    return quarter_spoken_of(setting) if setting.quarter else away(setting.published, -1, "Q", "Q")


def year_ago(hit: Hit, setting: Setting) -> Meaning | None:
    """year-ago results"""
    if find_unit(hit.parts["rel"][0]) != "Y":
        return None
    return same_period(hit, setting)


def quarter_spoken_of(setting: Setting) -> Meaning:
    """The quarter last spoken of, else the published day's."""
    return dated(setting.quarter.day if setting.quarter else setting.published, "Q")


def clock(hit: Hit, setting: Setting) -> Meaning | None:
    """10:30 a.m. ET Friday · noon Saturday · 4 in the morning · 14:30 GMT; not a score of 3:2"""
    time = _time_of_day(hit, setting)
    if not time:
        return None
    if hit["month"]:
        day = day_of_month(hit, setting)
    elif hit["weekday"]:
        day = weekday(hit, setting)
    elif hit["deictic"]:
        day = deictic(hit, setting)
    else:
        focus = setting.focus
        told = focus.day if focus and focus.grain == "D" and setting.near else None
        if told is None and hit["noon"] == "midnight" and setting.way <= 0:
            return Meaning(TimeType.TIME, f"T{time}")  # "began at midnight": of which day, is not told
        day = dated(told or setting.published)
    if day is None:
        return None
    value = day.value.partition("T")[0]
    return Meaning(TimeType.TIME, f"T{time}" if value == "XXXX-XX-XX" else f"{value}T{time}", day.moment)


def _time_of_day(hit: Hit, setting: Setting) -> str:
    if hit["noon"]:
        dated_too = bool(hit["weekday"] or hit["month"] or hit["deictic"])
        told = (
            dated_too or hit["noon"] == "overnight" or setting.before in time_words().leads["clock"]
        )  # "at noon", not "High Noon"
        return time_words().turns[hit["noon"]] if told else ""
    hour, minute = _hour_and_minute(hit["hour"])
    half = hit["ampm"][:1] or {"MO": "a", "AF": "p", "EV": "p", "NI": "p"}.get(
        time_words().dayparts.get(hit["part"], ""), ""
    )
    bare = not (half or hit["zone"] or hit.last - hit.first > 1)
    if (
        hour > 24
        or minute > 59
        or (half and not 0 < hour <= 12)
        or (bare and setting.before not in time_words().leads["clock"])
    ):
        return ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}"


def _hour_and_minute(word: str) -> tuple[int, int]:
    if ":" in word or "." in word:
        hour, minute = word.replace(".", ":").split(":")
        return int(hour), int(minute)
    if len(word) == 4 and word.isdecimal():  # 0735 GMT
        return int(word[:2]), int(word[2:])
    amount = find_amount((word,))
    return int(amount) if amount is not None and amount < 100 else 99, 0


def _weekend(setting: Setting, rel: str) -> Meaning:
    """The one just past in "over the weekend"; the coming one where the clause looks ahead."""
    here = setting.published
    if here is None:
        return dated(None, "WE")
    latest = {"": 5, "this": 2}.get(
        rel, 0
    )  # until Friday "the weekend" is the last one, until Tuesday even "this" one
    back = step(rel) < 0 or (setting.way < 0 and here.isoweekday() <= latest)
    return away(here, -1 if back else max(step(rel), 0), "W", "WE")


def _anchor(setting: Setting) -> date | None:
    return setting.focus.day if setting.focus else setting.published


def _length_of(unit: str) -> Meaning:
    return Meaning(TimeType.DURATION, duration(find_amount(("one",)), unit))


def _on(day: date, part: str) -> Meaning:
    return _with_part(day.isoformat(), part, Moment(day))


def _with_part(day: str, part: str, moment: Moment | None) -> Meaning:
    if not part:
        return Meaning(TimeType.DATE, day, moment)
    return Meaning(TimeType.TIME, f"{day}T{time_words().dayparts[part]}", moment)

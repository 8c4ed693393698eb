"""What each rule of the grammar means: a TIMEX3 type and value, seen from the published day.

TIMEX3 is that of the TimeML annotation guidelines 1.2.1 (Saurí et al. 2006).
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.lexicons.times import time_words
from onrecord.record.times import dates, relative
from onrecord.record.times.grammar import Hit
from onrecord.record.times.lengths import duration, find_amount, find_unit
from onrecord.record.times.meaning import Meaning, Setting
from onrecord.types import TimeType

_NO_PLURALS = frozenset({"as", "was", "takes", "lasts", "spends", "plus", "perhaps", "days", "has"})


def find_meaning(hit: Hit, setting: Setting) -> Meaning | None:
    """What a hit means, or None where it names no time after all."""
    return _MEANINGS[hit.rule](hit, setting)


def _duration(hit: Hit, setting: Setting) -> Meaning | None:
    """the past two years · a 16-hour flight · at least 20 more years"""
    amount = find_amount(hit.parts["amount"])
    if hit.parts["amount"] == ("one",) and hit["unit"] == "day" and not hit["frame"] and setting.way > 0:
        return Meaning(TimeType.DATE, "FUTURE_REF")  # they will one day return
    return Meaning(TimeType.DURATION, duration(amount, find_unit(hit["unit"])))


def _one(hit: Hit, setting: Setting) -> Meaning | None:
    """nearly an hour · a week · a year and a half; not a rate: "700 seats a week" """
    if hit["unit"] == "quarter":  # a quarter of the vote
        return None
    if hit["amount"] in ("a", "an") and hit.last - hit.first == 2 and _is_rate(setting.before):
        return None
    half = find_amount(("half",)) if hit["half"] else None
    amount = find_amount(("one",)) if not half else (half + 1)
    return Meaning(TimeType.DURATION, duration(amount, find_unit(hit["unit"])))


def _is_rate(before: str) -> bool:
    plural = before.endswith("s") and not before.endswith(("ss", "us", "is")) and before not in _NO_PLURALS
    return plural or before[:1].isdecimal() or before in time_words().scales


def _some(hit: Hit, setting: Setting) -> Meaning | None:
    """for weeks · the coming months"""
    return Meaning(TimeType.DURATION, duration(None, find_unit(hit["unit"])))


def _long(hit: Hit, setting: Setting) -> Meaning | None:
    """day-long → P1D · decades-long → PXDE"""
    amount = None if hit["unit"].endswith("s") else find_amount(("one",))
    return Meaning(TimeType.DURATION, duration(amount, find_unit(hit["unit"])))


def _set(hit: Hit, setting: Setting) -> Meaning | None:
    """daily · annually"""
    return Meaning(TimeType.SET, time_words().sets[hit["set"]])


def _every(hit: Hit, setting: Setting) -> Meaning | None:
    """every two weeks · each Thursday · every morning · Tuesday nights"""
    part = time_words().dayparts.get(hit["part"], "")
    if hit["weekday"]:
        return Meaning(TimeType.SET, f"XXXX-WXX-{dates.weekday_of(hit)}" + (f"T{part}" if part else ""))
    if part:
        return Meaning(TimeType.SET, f"XXXX-XX-XXT{part}")
    amount = find_amount(hit.parts["amount"]) if hit["amount"] else find_amount(("one",))
    return Meaning(TimeType.SET, duration(amount, find_unit(hit["unit"])))


def _per(hit: Hit, setting: Setting) -> Meaning | None:
    """twice a week · per year"""
    return Meaning(TimeType.SET, duration(find_amount(("one",)), find_unit(hit["unit"])))


def _reference(hit: Hit, setting: Setting) -> Meaning | None:
    """now · recently · the future"""
    return Meaning(TimeType.DATE, time_words().references[hit["reference"]])


_MEANINGS: dict[str, Callable[[Hit, Setting], Meaning | None]] = {
    "iso": dates.iso,
    "date": dates.day_of_month,
    "second_day": dates.second_day,
    "month": dates.month,
    "week_of": dates.week_of,
    "year": dates.year,
    "spelt_year": dates.spelt_year,
    "decade": dates.decade,
    "century": dates.century,
    "season": dates.season,
    "holiday": dates.holiday_date,
    "holiday_week": dates.holiday_date,
    "quarter": dates.quarter,
    "quarter_ago": dates.quarter,
    "half": dates.half,
    "same_period": relative.same_period,
    "latest_period": relative.latest_period,
    "year_ago": relative.year_ago,
    "fiscal": dates.fiscal,
    "year_end": dates.year_end,
    "weekday": relative.weekday,
    "deictic": relative.deictic,
    "beyond": relative.beyond,
    "this_part": relative.this_part,
    "that_part": relative.that_part,
    "relative": relative.relative,
    "the_unit": relative.the_unit,
    "ago": relative.ago,
    "ages_ago": relative.ages_ago,
    "that_unit": relative.that_unit,
    "day_before": relative.day_before,
    "duration": _duration,
    "one": _one,
    "some": _some,
    "frame": _some,
    "long": _long,
    "set": _set,
    "every": _every,
    "per": _per,
    "clock": relative.clock,
    "reference": _reference,
}

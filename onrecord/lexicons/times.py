"""The words of English time expressions, from `times.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One table for each kind of word; keys are lower case, what the values mean stands in the file."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    turns: dict[str, str]
    days: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    sets: dict[str, str]
    references: dict[str, str]
    holidays: dict[str, str]
    steps: dict[str, int]
    leads: dict[str, frozenset[str]]
    zones: frozenset[str]
    function_words: dict[str, frozenset[str]]
    future: frozenset[str]
    past: frozenset[str]
    not_past: frozenset[str]
    bare: frozenset[str]  # verbs after "to"
    tried: frozenset[str]  # "tried to meet": what follows lies as far back as they do


@cache
def time_words() -> TimeWords:
    """The tables of `times.toml`, read once."""
    tables = tomllib.loads(files("onrecord.lexicons").joinpath("times.toml").read_text(encoding="utf-8"))
    zones = frozenset(tables.pop("zones")["words"])
    tense = {name: frozenset(words) for name, words in tables.pop("tense").items()}
    function_words = {name: frozenset(words) for name, words in tables.pop("function_words").items()}
    leads = {name: frozenset(words) for name, words in tables.pop("leads").items()}
    return TimeWords(
        **tables,
        leads=leads,
        zones=zones,
        function_words=function_words,
        future=tense["future"],
        past=tense["past"],
        not_past=tense["not_past"],
        bare=tense["bare"],
        tried=tense["tried"],
    )

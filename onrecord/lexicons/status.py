"""On whose word an event stands: the words, offices and rules of `status.toml`, and the offices of `offices.tsv`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.lexicons import rows


@dataclass(frozen=True, slots=True)
class StatusRule:
    """A row of the decision table: the status, the facts that make it so, those that forbid it, an invented example."""

    status: str
    when: tuple[str, ...]
    unless: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class StatusWords:
    """`status.toml`, table by table; what each means stands in the file."""

    acts: Mapping[str, str]  # act → what it does
    stances: Mapping[str, Mapping[str, str]]  # what the act does → how the event is put → stance
    words: Mapping[str, frozenset[str]]
    alike: Mapping[str, frozenset[str]]  # what the same people are called by others
    offices: Mapping[str, frozenset[str]]
    establishes: Mapping[str, frozenset[str]]  # office → event types
    declares: Mapping[str, frozenset[str]]  # event type → offices
    kinds: Mapping[str, frozenset[str]]
    said: Mapping[str, str]  # act → words
    said_many: Mapping[str, str]
    does: Mapping[str, tuple[str, str]]  # stance → words of one, of several
    sides: Mapping[str, str]
    unsourced: Mapping[str, str]
    rules: tuple[StatusRule, ...]


@cache
def status_words() -> StatusWords:
    """The tables of `status.toml`, read once."""
    tables = tomllib.loads(files("onrecord.lexicons").joinpath("status.toml").read_text(encoding="utf-8"))
    return StatusWords(
        acts={act: does for does, acts in tables["acts"].items() for act in acts},
        stances=tables["stances"],
        words=_sets(tables["words"]),
        alike=_sets(tables["alike"]),
        offices=_sets(tables["offices"]),
        establishes=_sets(tables["establishes"]),
        declares=_sets(tables["declares"]),
        kinds=_sets(tables["kinds"]),
        said=tables["said"],
        said_many=tables["said_many"],
        does={stance: (one, many) for stance, (one, many) in tables["does"].items()},
        sides=tables["sides"],
        unsourced=tables["unsourced"],
        rules=tuple(
            StatusRule(rule["status"], tuple(rule["when"]), tuple(rule.get("unless", ())), rule["example"])
            for rule in tables["rule"]
        ),
    )


@cache
def offices() -> Mapping[str, str]:
    """The office that a word or phrase names, plurals in -s included."""
    listed = {phrase: office for phrase, office in rows("offices")}  # noqa: C416  (rows are not pairs to mypy)
    return {f"{phrase}s": office for phrase, office in listed.items()} | listed


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}

"""Words that count, what they leave open, and the harm whose victims they count."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from onrecord.lexicons import rows, words
from onrecord.lexicons.forms import forms_of, plurals
from onrecord.lexicons.gazetteer import countries, regions
from onrecord.lexicons.times import time_words
from onrecord.types import EventType, Role

PERSONAL = frozenset({"person", "official_unnamed", "witness", "military"})  # kinds of source that are people


class Bound(StrEnum):
    """What a qualifier leaves open."""

    FLOOR = "floor"  # "at least": it may be more
    CEILING = "ceiling"  # "up to": it may be less
    ABOUT = "about"  # either
    PLAIN = "plain"  # "a total of": nothing


class HarmPart(StrEnum):
    """What a harm word is, and so where its number stands."""

    VERB = "verb"  # "killed 5", "5 were killed"
    ADJECTIVE = "adj"  # "5 dead"
    NOUN = "noun"  # one harm each: "three murders", "the murder of three"
    BODY = "body"  # one of those harmed: "two hostages"
    LIFE = "life"  # "45 lives", where they are lost, claimed, taken
    DEED = "deed"  # only "the loss of 220 soldiers"
    TOLL = "toll"  # "the death toll rose to 45"
    WHO = "who"  # "400 protesters": counted where no harm is


@dataclass(frozen=True, slots=True)
class What:
    """What is counted: `types` are the events whose words such a count may belong to, the likeliest first."""

    name: str
    people: bool  # or things
    known: bool  # only nouns that are known to mean people: "the missing emails" are none
    role: Role
    types: tuple[EventType, ...]


@dataclass(frozen=True, slots=True)
class HarmSense:
    """One row of `harms.tsv`; `subject` where the counted are the verb's subject without a passive: "5 died"."""

    lemma: tuple[str, ...]
    part: HarmPart
    what: What
    subject: bool


@cache
def whats() -> Mapping[str, What]:
    """`whats.tsv` by the word for what is counted."""
    return {
        name: What(
            name,
            kind != "things",
            kind == "known",
            Role(role),
            tuple(EventType(one.strip()) for one in types.split(";")),
        )
        for name, kind, role, types in rows("whats")
    }


@cache
def harm_senses() -> Mapping[str, tuple[HarmSense, ...]]:
    """The rows of `harms.tsv` by the first word of the phrase, the longest phrases first."""
    senses: dict[str, list[HarmSense]] = {}
    for phrase, part, what, slot in rows("harms"):
        lemma = tuple(phrase.split())
        senses.setdefault(lemma[0], []).append(
            HarmSense(lemma, HarmPart(part), whats()[what], slot == "subject")
        )
    return {first: tuple(sorted(found, key=lambda one: -len(one.lemma))) for first, found in senses.items()}


def harm_bases(token: str) -> frozenset[str]:
    """The words of the harm lexicon that a form may belong to, itself among them; `token` is in lower case."""
    return _harm_forms().get(token, frozenset()) | {token}


@cache
def _harm_forms() -> Mapping[str, frozenset[str]]:
    return forms_of({word for senses in harm_senses().values() for one in senses for word in one.lemma})


@cache
def qualifiers() -> Mapping[tuple[str, ...], Bound]:
    """The words before a number and what they leave open."""
    return {
        tuple(phrase.split()): Bound(bound) for phrase, bound, side in rows("qualifiers") if side == "before"
    }


@cache
def afterwords() -> Mapping[tuple[str, ...], Bound]:
    """The words after a number, or after what it counts, and what they leave open."""
    return {
        tuple(phrase.split()): Bound(bound) for phrase, bound, side in rows("qualifiers") if side == "after"
    }


@cache
def vague_numbers() -> Mapping[tuple[str, ...], int]:
    """Words that count without a number, and the least they are taken for."""
    return {tuple(phrase.split()): int(least) for phrase, least in rows("vague_numbers")}


@cache
def people_nouns() -> frozenset[str]:
    """Nouns and demonyms that mean people, singular and plural, in lower case."""
    nouns = {noun for noun, kind, *_ in rows("nominals") if kind == "person"}
    nouns |= {noun for noun, one, *_ in rows("kinds") if one in PERSONAL}
    nouns |= {name.lower() for one in countries() for name in one.demonyms}
    nouns |= {name.lower() for one in regions() for name in one.demonyms}
    nouns |= words("counted_people")
    nouns -= words("uncounted")
    return _with_plurals(nouns)


@cache
def uncounted_nouns() -> frozenset[str]:
    """Nouns that news counts and harm to people does not, singular and plural."""
    units = frozenset(time_words().units)
    kinds = {noun for noun, kind, *_ in rows("nominals") if kind in ("facility", "place", "weapon")}
    return units | words("uncounted") | _with_plurals(kinds)


@cache
def count_words(group: str) -> frozenset[str]:
    """The small words of one class of `counting.toml`.

    Raises KeyError where there is no such class.
    """
    return _groups()[group]


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    text = files("onrecord.lexicons").joinpath("counting.toml").read_text(encoding="utf-8")
    return {group: frozenset(members) for group, members in tomllib.loads(text).items()}


def _with_plurals(nouns: Iterable[str]) -> frozenset[str]:
    known = frozenset(nouns)
    return known | {form for noun in known for form in plurals(noun)}

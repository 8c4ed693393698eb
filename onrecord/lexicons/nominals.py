"""Nouns and pronouns that mean somebody or something, with what they tell: type, gender, number, kin."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from onrecord.lexicons import rows, words
from onrecord.types import EntityType


class Gender(StrEnum):
    """What a word tells of the gender of whom it means."""

    MALE = "male"
    FEMALE = "female"
    THING = "thing"
    ANY = "any"


class Noun(NamedTuple):
    """A noun: what it means, and whether it is a kin word ("kin"), a family, or somebody's ("of": an aide)."""

    lemma: str
    type: EntityType | None
    gender: Gender
    many: bool
    sort: str


class Pronoun(NamedTuple):
    """A pronoun: what sort of antecedent it looks for, its gender, number ("one", "many", "any") and form."""

    looks_for: str
    gender: Gender
    number: str
    form: str


KINDS = {  # what sort of source a noun is → what it means
    "person": EntityType.PERSON,
    "official_unnamed": EntityType.PERSON,
    "witness": EntityType.PERSON,
    "organisation": EntityType.ORGANISATION,
    "state": EntityType.STATE,
    "military": EntityType.MILITARY,
    "media": EntityType.MEDIA,
    "group": EntityType.PERSON,  # "users", "critics": people, and no people; those are in our own table
}


def find_nominal_noun(phrase: str) -> Noun | None:
    """What a noun in lower case tells, in either number; None where we do not know it."""
    return _nouns().get(phrase)


@cache
def pronouns() -> dict[str, Pronoun]:
    """Every pronoun, in lower case."""
    return {
        word: Pronoun(looks_for, Gender(gender), number, form)
        for word, looks_for, gender, number, form in (*rows("pronouns"), *rows("hearers"))
    }


@cache
def given_names() -> dict[str, Gender]:
    """Given names, in lower case, that one gender bears almost alone."""
    return {name.lower(): Gender(gender) for name, gender in rows("given_name_genders")}


@cache
def title_genders() -> dict[str, Gender]:
    """Titles, in lower case, that one gender bears."""
    return {title: Gender(gender) for title, gender in rows("title_genders")}


@cache
def _nouns() -> dict[str, Noun]:
    """Ours before those of sources, singulars before plurals."""
    known: dict[str, Noun] = {}
    ours = [
        Noun(noun, EntityType(kind), Gender(gender), number == "many", sort)
        for noun, kind, gender, number, sort in rows("nominals")
    ]
    outlets = {name.lower() for name in words("mastheads")} | {
        "left",
        "right",
        "time",
        "times",
    }  # "time" is one with a capital only
    theirs = [
        Noun(noun, KINDS[one], Gender.ANY if KINDS[one] is EntityType.PERSON else Gender.THING, False, "-")
        for noun, one, _, _ in rows("kinds")
        if one in KINDS and noun not in outlets
    ]
    for noun in (*ours, *theirs):
        known.setdefault(noun.lemma, noun)
    for noun in (*ours, *theirs):
        if not noun.many:
            known.setdefault(_plural(noun.lemma), noun._replace(many=True))
    return known


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"

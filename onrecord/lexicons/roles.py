"""What people are: nouns of offices, ranks, jobs and kin, the words that stand before them, the verbs between."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from onrecord.lexicons import rows
from onrecord.types import RelationKind


class RoleSort(StrEnum):
    """What sort of standing a noun tells of."""

    OFFICE = "office"
    RANK = "rank"
    JOB = "job"
    KIN = "kin"  # successors and predecessors too: who stands so to a person
    PART = "part"  # of one body to another: "armed wing"
    HONORIFIC = "honorific"  # "Mr", "Sheikh": part of how one is called, and no role


class RoleNoun(NamedTuple):
    """A row of `roles.tsv`."""

    noun: str
    sort: RoleSort
    relation: RelationKind | None
    full: str  # the form in which titles are compared: "Gen.", "general"


class RoleWord(StrEnum):
    """What a word before a role's noun does to it."""

    PAST = "past"  # "former"
    DEAD = "dead"  # "late", "slain": no longer in office, but kin still
    NEXT = "next"  # "incoming"
    UNSURE = "unsure"  # "alleged"
    NOW = "now"  # "outgoing": still in office
    TITLE = "title"  # "deputy": part of the title
    LOOSE = "loose"  # "powerful": of the holder, not of the office


class RoleVerb(StrEnum):
    """What a verb between somebody and a role tells."""

    NOW = "now"  # "is", "was elected"
    PAST = "past"  # "was", "resigned as"
    LEADS = "leads"  # "heads": what follows is the body, not the role


@cache
def role_nouns() -> dict[str, RoleNoun]:
    """Every noun of a role, in lower case and without points."""
    return {
        noun: RoleNoun(noun, RoleSort(sort), RelationKind(relation) if relation else None, full or noun)
        for noun, sort, relation, full in rows("roles")
    }


@cache
def role_words() -> dict[str, RoleWord]:
    """Words before a role's noun, in lower case."""
    return {word: RoleWord(does) for word, does in rows("role_words")}


@cache
def role_verbs() -> dict[str, RoleVerb]:
    """Verb phrases between somebody and a role."""
    return {verb: RoleVerb(tells) for verb, tells in rows("role_verbs")}

"""How a mention may stand to a word that tells of an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.lexicons import rows
from onrecord.types import Nominal


class Relation(StrEnum):
    """How a mention stands to the trigger."""

    SUBJECT = "subject"  # "[Rebels] shelled the port", "[The port] was shelled"
    OBJECT = "object"  # "Rebels shelled [the port]"
    OWNER = "owner"  # "[Osman]’s killing"
    BESIDE = "beside"  # "an [Omani] strike", "the [Tyre] bombing"
    BY = "by"
    OF = "of"
    ON = "on"  # "a strike on [the port]", "against", "upon"
    AT = "at"  # "opened fire at [a patrol]", "a blast at [the market]"
    IN = "in"
    WITH = "with"
    FROM = "from"
    TO = "to"  # "into", "towards" as well
    FOR = "for"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Related:
    """One mention and how it stands to the trigger; `steps` counts the mentions passed on the way to it."""

    nominal: Nominal
    relation: Relation
    steps: int = 0


@cache
def prepositions() -> Mapping[str, Relation]:
    """Every preposition with what it relates."""
    known = {relation.value for relation in Relation}
    return {word: Relation(kind) for word, kind in rows("clause_words") if kind in known}


def led_by(word: str) -> Relation | None:
    """What a preposition relates; None for a word that is none."""
    return prepositions().get(word)

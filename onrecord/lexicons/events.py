"""Words that tell of events, and what they tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product

from onrecord.lexicons import rows
from onrecord.lexicons.forms import forms_of, plurals
from onrecord.types import EventType

MOST_WORDS = 6  # in one phrase: "put under house arrest" has four, its forms are tried one by one


class Part(StrEnum):
    """The part of speech that a word tells an event as."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adj"


class Weight(StrEnum):
    """How often a word means this in news of politics and conflict."""

    SURE = "sure"  # nine times of ten
    LIKELY = "likely"  # more often than not, or next to it
    SELDOM = "seldom"  # others must see it too


class Affected(StrEnum):
    """Where the one to whom it is done stands."""

    OBJECT = "object"  # "killed two guards", "the killing of two guards"
    SUBJECT = "subject"  # "two guards died"
    NONE = "none"  # "the ministers met"


@dataclass(frozen=True, slots=True)
class EventWord:
    """One sense of a word or phrase; `also` is a type that the same word tells of besides."""

    lemma: str
    part: Part
    type: EventType
    mode: str | None
    weight: Weight
    affected: Affected
    also: EventType | None = None


@cache
def event_words() -> Mapping[str, tuple[EventWord, ...]]:
    """`events.tsv` by lemma, senses in the order of the file: verbs first, the one meant most first."""
    senses: dict[str, tuple[EventWord, ...]] = {}
    for lemma, part, kind, mode, weight, affected, also in rows("events"):
        sense = EventWord(
            lemma,
            Part(part),
            EventType(kind),
            None if mode == "-" else mode,
            Weight(weight),
            Affected(affected),
            None if also == "-" else EventType(also),
        )
        senses[lemma] = (*senses.get(lemma, ()), sense)
    return senses


def event_senses(surface: str, *, part: Part | None = None) -> tuple[EventWord, ...]:
    """What a word or phrase may tell of, in any inflection; of `part` alone where it is given.

    A form that only verbs have keeps only verbs: "attacked" is not the noun.

    >>> [(sense.type.value, sense.part.value) for sense in event_senses("opened fire")]
    [('ASSAULT', 'verb')]
    """
    tokens = surface.lower().split()
    if not 0 < len(tokens) <= MOST_WORDS:
        return ()
    found: dict[EventWord, None] = {}
    for words in product(*(event_bases(token) for token in tokens)):
        for sense in event_words().get(" ".join(words), ()):
            if (part is None or sense.part is part) and _can_be(tokens, words, sense.part):
                found[sense] = None
    return tuple(found)


def event_bases(token: str) -> tuple[str, ...]:
    """The words of the lexicon that a form may belong to, itself first; `token` is in lower case."""
    return (token, *sorted(_forms().get(token, frozenset()) - {token}))


def _can_be(tokens: list[str], words: tuple[str, ...], part: Part) -> bool:
    """Whether these forms of these words can be this part of speech."""
    if part is Part.VERB:
        return True
    changed = [(form, word) for form, word in zip(tokens, words, strict=True) if form != word]
    if part is Part.ADJECTIVE:
        return not changed
    return all(form in plurals(word) or form == "lives" for form, word in changed)


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    return forms_of({word for lemma in event_words() for word in lemma.split()})

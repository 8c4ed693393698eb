"""Texts with their mentions and event words marked by hand, as the stages before would find them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.layout import find_paragraphs
from onrecord.record.sentences import find_sentences
from onrecord.types import (
    Argument,
    Article,
    Entity,
    EntityType,
    EventType,
    Mention,
    MentionKind,
    Modality,
    Nominal,
    Reading,
    Record,
    Role,
    Span,
    Trigger,
)
from tests.readings import read_marked

# "{person e1 victim|two guards}": a mention, its type ("thing": none of ours) and, if it is known, its entity and
# its role to every event of its sentence.
# "<DEATH planned|killed>": an event word, its type and, if it is not asserted, its modality.
MARK = re.compile(
    r"\{(?P<kind>\w+)(?: (?P<entity>\w+))?(?: (?P<role>\w+))?\|(?P<mention>[^{}]*)\}"
    r"|<(?P<type>[A-Z]+)(?: (?P<modality>\w+))?\|(?P<word>[^<>]*)>"
)
PRONOUNS = frozenset(["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who"])


@dataclass(frozen=True, slots=True)
class Marked:
    """What a marked text holds."""

    article: Article
    reading: Reading  # that sees nothing
    sentences: tuple[Span, ...]
    nominals: tuple[Nominal, ...]
    triggers: tuple[Trigger, ...]
    entities: tuple[Entity, ...]
    roles: tuple[Argument, ...] = ()

    def with_arguments(self) -> tuple[Trigger, ...]:
        """The triggers, each with the mentions of its sentence that have a role."""
        return tuple(replace(one, arguments=tuple(self._beside(one))) for one in self.triggers)

    def _beside(self, trigger: Trigger) -> Iterator[Argument]:
        sentence = next(one for one in self.sentences if trigger.span in one)
        return (argument for argument in self.roles if argument.span in sentence)

    @property
    def record(self) -> Record:
        """The record before its events."""
        return Record(self.article, self.sentences, self.entities)


def mark(marked: str, *, headline: bool = False) -> Marked:
    """Reads a marked text; with `headline` its first line is one."""
    text, at = "", 0
    nominals: list[Nominal] = []
    triggers: list[Trigger] = []
    roles: list[Argument] = []
    whose: dict[str, list[Nominal]] = {}
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        words = match["mention"] or match["word"]
        span = Span(len(text), len(text) + len(words))
        text, at = text + words, match.end()
        if match["word"]:
            triggers.append(
                Trigger(
                    span, EventType(match["type"]), None, Modality(match["modality"] or "asserted"), by="hand"
                )
            )
            continue
        nominals.append(_nominal(match["kind"], words, span))
        if match["role"]:
            roles.append(Argument(Role(match["role"]), span))
        if match["entity"]:
            whose.setdefault(match["entity"], []).append(nominals[-1])
    text += marked[at:]
    paragraphs = find_paragraphs(text)
    article = Article("a", text, paragraphs, "en", headline=paragraphs[0] if headline else None)
    entities = tuple(
        Entity(
            name,
            one[0].type or EntityType.PERSON,
            text[one[0].span.start : one[0].span.end],
            tuple(Mention(m.span, m.kind) for m in one),
        )
        for name, one in whose.items()
    )
    reading = read_marked(text)[1]
    return Marked(
        article,
        reading,
        find_sentences(text, paragraphs),
        tuple(nominals),
        tuple(triggers),
        entities,
        tuple(roles),
    )


def _nominal(kind: str, words: str, span: Span) -> Nominal:
    first = words.split(" of ", maxsplit=1)[0].rstrip("’'s" if " of " not in words else "")
    start = span.start + first.rfind(" ") + 1
    sort = (
        MentionKind.PRONOUN
        if words.lower() in PRONOUNS
        else MentionKind.NAME
        if words[0].isupper()
        else MentionKind.DESCRIPTION
    )
    return Nominal(
        span,
        Span(start, span.start + len(first)),
        None if kind == "thing" else EntityType(kind),
        sort,
        "hand",
    )

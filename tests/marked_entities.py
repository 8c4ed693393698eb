"""Entities made by hand: a text with its names marked, as the finder of entities would hand them on."""

from __future__ import annotations

import re

from onrecord.types import Article, Entity, EntityType, Mention, MentionKind, Span

# "[p Ana Ruiz]" a person's name; "[p Ana Ruiz=his]" a pronoun, "[p Ana Ruiz~the mayor]" a description of her
MARKED = re.compile(r"\[(?P<type>[polsmgdf]) (?P<name>[^\[\]=~]+)(?:(?P<kind>[=~])(?P<words>[^\[\]]+))?\]")
TYPES = {
    "p": EntityType.PERSON,
    "o": EntityType.ORGANISATION,
    "l": EntityType.PLACE,
    "s": EntityType.STATE,
    "m": EntityType.MILITARY,
    "g": EntityType.GROUP,
    "d": EntityType.MEDIA,
    "f": EntityType.FACILITY,
}
KINDS = {None: MentionKind.NAME, "=": MentionKind.PRONOUN, "~": MentionKind.DESCRIPTION}


def read_entities(marked: str) -> tuple[Article, tuple[Entity, ...]]:
    """The article without its marks, and its entities, each with its name for an id."""
    text, at = "", 0
    mentions: dict[str, list[Mention]] = {}
    types: dict[str, EntityType] = {}
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        name, words = match["name"], match["words"] or match["name"]
        mentions.setdefault(name, []).append(
            Mention(Span(len(text), len(text) + len(words)), KINDS[match["kind"]])
        )
        types.setdefault(name, TYPES[match["type"]])
        text += words
        at = match.end()
    text += marked[at:]
    lines = re.finditer(r"[^\n]+", text)
    article = Article("a", text, tuple(Span(line.start(), line.end()) for line in lines), "en")
    return article, tuple(Entity(name, types[name], name, tuple(found)) for name, found in mentions.items())

"""What the article says of somebody or something: roles, relations, country, other names."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.cells import on_one_line
from onrecord.types import Entity, HeldRole, MentionKind, Record, Relation, Span
from onrecord.views.marks import NAMES

UNNAMED = "Not named"  # the row of those whom the article only describes: "two rebel chiefs", "a nurse"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said of an entity, and the words that say it, where it is words and not a code."""

    words: str
    span: Span | None = None


def tell_entities(record: Record) -> dict[str, tuple[Fact, ...]]:
    """By entity's id what there is to tell: roles first, then relations, country and other names."""
    names = {entity.id: on_one_line(entity.name) for entity in record.entities}
    return {entity.id: tuple(_facts(entity, names)) for entity in record.entities}


def list_entities(record: Record) -> tuple[tuple[str, tuple[Entity, ...]], ...]:
    """Titles and who stands below each: the named by their kind, then those only described who speak or take part."""
    named = [entity for entity in record.entities if _is_named(entity)]
    rows = [
        (title, tuple(entity for entity in named if entity.type is kind)) for kind, title in NAMES.items()
    ]
    heard = {statement.source.entity for statement in record.statements if statement.source}
    heard |= {argument.entity for event in record.events for argument in event.arguments}
    others = tuple(entity for entity in record.entities if entity not in named and entity.id in heard)
    return tuple((title, entities) for title, entities in (*rows, (UNNAMED, others)) if entities)


def _is_named(entity: Entity) -> bool:
    named = any(mention.kind is MentionKind.NAME for mention in entity.mentions)
    return named or has_line(entity) or not entity.mentions


def has_line(entity: Entity) -> bool:
    """Whether more is told of it than its name and other names."""
    return bool(entity.roles or entity.relations)


def _facts(entity: Entity, names: dict[str, str]) -> list[Fact]:
    facts = [Fact(_role(role, names), role.span) for role in entity.roles]
    facts += [Fact(_relation(relation, names), relation.span) for relation in entity.relations]
    if entity.country:
        facts.append(Fact(f"country {on_one_line(entity.country)}"))
    others = [on_one_line(alias) for alias in entity.aliases if alias != entity.name]
    return [*facts, Fact(f"also {', '.join(others)}")] if others else facts


def _role(role: HeldRole, names: dict[str, str]) -> str:
    """ "deputy commander, Ituri Front", "former colonel, Congolese army"."""
    title = on_one_line(role.title)
    former = "" if role.current else "former "
    return former + title + (f", {names[role.of]}" if role.of in names else "")


def _relation(relation: Relation, names: dict[str, str]) -> str:
    """ "sibling of Pascal Losimba"."""
    return f"{relation.kind.replace('_', ' ')} {names.get(relation.to, 'somebody')}"

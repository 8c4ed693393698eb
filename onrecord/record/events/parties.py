"""What an event's parties are to each other, all its mentions told: nobody does it to himself, unless it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.record.events.channels import ONESELF
from onrecord.record.events.telling import AFFECTED
from onrecord.types import Argument, Article, Entity, EntityType, Event, EventType, MentionKind, Record, Role

STRUCK = frozenset({EventType.ASSAULT, EventType.DAMAGE, EventType.DISASTER, EventType.ACCIDENT})
LANDS = frozenset({EntityType.PLACE, EntityType.STATE})


def settle_parties(record: Record, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, each with no one on both of its sides, and with the town apart from what was hit in it."""
    named = {one.id: one.type for one in record.entities if _is_named(one)}
    return tuple(
        replace(one, arguments=tuple(_apart(one, named, _not_oneself(record.article, one.arguments))))
        for one in events
    )


def _is_named(entity: Entity) -> bool:
    return any(mention.kind is MentionKind.NAME for mention in entity.mentions)


def _not_oneself(article: Article, arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """«Osman Stabbed. … Osman was stabbed in Zakho»: he did not do it; but «Osman tried to hurt himself»."""
    affected = {one.entity for one in arguments if one.role in AFFECTED and one.entity}
    by_himself = {
        one.entity for one in arguments if one.role in AFFECTED and ONESELF.match(article[one.span])
    }
    return tuple(
        one
        for one in arguments
        if one.role is not Role.ACTOR or one.entity not in affected or one.entity in by_himself
    )


def _apart(
    event: Event, named: Mapping[str, EntityType], arguments: Sequence[Argument]
) -> Iterator[Argument]:
    """«hit [Zakho] … hit [the depot] in Zakho»: the depot was hit, Zakho is where."""
    lands = [one for one in arguments if one.role is Role.RECIPIENT and named.get(one.entity or "") in LANDS]
    hit = [one for one in arguments if one.role in AFFECTED and one not in lands]
    if event.type not in STRUCK or not lands or not hit:
        yield from arguments
        return
    there = {one.entity for one in arguments if one.role is Role.PLACE}
    for one in arguments:
        if one not in lands or named.get(one.entity or "") is not EntityType.PLACE:
            yield one
        elif one.entity not in there:
            yield replace(one, role=Role.PLACE)

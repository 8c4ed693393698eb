"""On whose word each event stands: accounts, the sides they come from, and a decision table over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.hearing import voices
from onrecord.record.status.accounts import find_accounts
from onrecord.record.status.reasons import find_reasons
from onrecord.record.status.sides import Scene, place_accounts, set_scene
from onrecord.record.status.table import decide
from onrecord.types import Article, Entity, Event, Statement

__all__ = ["settle_statuses"]


def settle_statuses(
    article: Article, events: Sequence[Event], statements: Sequence[Statement], entities: Sequence[Entity]
) -> tuple[Event, ...]:
    """The events with their status and what it rests on, in the order given."""
    scene = set_scene(article, entities, events)
    return tuple(_settled(scene, event, statements, entities) for event in events)


def _settled(
    scene: Scene, event: Event, statements: Sequence[Statement], entities: Sequence[Entity]
) -> Event:
    accounts = find_accounts(scene.article, event, statements, entities)
    counted = tuple(
        (count, voice) for count in event.counts for _, voice in voices((count.span,), statements)
    )
    decision = decide(scene.article, event, place_accounts(scene, event, accounts), counted)
    because = find_reasons(scene.article, decision.grounds, scene.camps.entities)
    return replace(event, status=decision.status, because=because)

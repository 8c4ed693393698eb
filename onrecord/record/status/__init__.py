"""On whose word each event stands: accounts, the sides they come from, and a decision table over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.hearing import voices
from onrecord.record.status.accounts import find_accounts
from onrecord.record.status.reasons import find_reasons
from onrecord.record.status.sides import place_accounts
from onrecord.record.status.table import decide
from onrecord.types import Article, Entity, Event, Statement

__all__ = ["settle_statuses"]


def settle_statuses(
    article: Article, events: Sequence[Event], statements: Sequence[Statement], entities: Sequence[Entity]
) -> tuple[Event, ...]:
    """The events with their status and what it rests on, in the order given."""
    return tuple(_settled(article, event, events, statements, entities) for event in events)


def _settled(
    article: Article,
    event: Event,
    events: Sequence[Event],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
) -> Event:
    accounts = find_accounts(article, event, statements, entities)
    placed = place_accounts(article, event, accounts, entities, events)
    counted = tuple(
        (count, voice) for count in event.counts for _, voice in voices((count.span,), statements)
    )
    decision = decide(article, event, placed, counted)
    because = find_reasons(article, decision.grounds, {one.id: one for one in entities})
    return replace(event, status=decision.status, because=because)

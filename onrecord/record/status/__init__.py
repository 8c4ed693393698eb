"""On whose word each event stands: accounts, the sides they come from, and a decision table over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.record.hearing import voices
from onrecord.record.status.clashes import find_clashing
from onrecord.record.status.reasons import find_reasons
from onrecord.record.status.scene import Scene, set_scene
from onrecord.record.status.sides import place_accounts
from onrecord.record.status.words import find_words
from onrecord.standing import decide
from onrecord.types import Account, Article, Entity, Event, Place, Statement

__all__ = ["settle_statuses"]


def settle_statuses(
    article: Article,
    events: Sequence[Event],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    places: Sequence[Place] = (),
) -> tuple[Event, ...]:
    """The events with their status, the accounts it was settled from and what it rests on, in the order given."""
    scene, known = (
        set_scene(article, entities, events, statements, places),
        {one.id: one for one in statements},
    )
    return tuple(_settled(scene, event, known) for event in events)


def _settled(scene: Scene, event: Event, statements: Mapping[str, Statement]) -> Event:
    article, entities = scene.article, scene.camps.entities
    words = find_words(article, event, tuple(statements.values()), tuple(entities.values()))
    accounts = _counting(event, statements, place_accounts(scene, event, words))
    decision = decide(accounts, event.modality, find_clashing(article, event, accounts))
    because = find_reasons(article, decision.grounds, statements, entities)
    return replace(event, status=decision.status, because=because, accounts=accounts)


def _counting(
    event: Event, statements: Mapping[str, Statement], accounts: Sequence[Account]
) -> tuple[Account, ...]:
    """The accounts with the counts that each gives: those that stand in its statement, or in no statement."""
    heard = [
        (at, voice)
        for at, count in enumerate(event.counts)
        for _, voice in voices((count.span,), statements.values())
    ]
    return tuple(
        replace(one, counts=tuple(at for at, voice in heard if voice == one.statement)) for one in accounts
    )

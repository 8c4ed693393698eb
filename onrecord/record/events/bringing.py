"""Attacks and the harm they brought, each known by all its mentions: who did it, to how many, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.record.events.sharing import DEEDS, HARM
from onrecord.types import Argument, Count, Event, Modality, Role

DONE = frozenset({Modality.ASSERTED, Modality.POSSIBLE})


def join_harm(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, a deed and its harm told of one victim with what the other knows: both with who did it, the deed
    with how many were harmed; both with the time and the place that only one has.

    «The army shelled Tyre. … Osman was killed by the shelling»: the army is who killed her. «Oman said it had killed
    Osman in a raid»: the raid is Oman’s.
    """
    grown = {event.id: event for event in events}
    for harm in (event for event in events if event.type in HARM):
        for deed in (event for event in events if event.type in DEEDS and _brought(event, harm)):
            one, other = grown[deed.id], grown[harm.id]
            counts, arguments = tuple(_with(one.counts, other.counts)), tuple(_with_actor(one, other))
            grown[deed.id] = _settled(replace(one, counts=counts, arguments=arguments), other)
            grown[harm.id] = _settled(replace(other, arguments=tuple(_with_actor(other, one))), one)
    return tuple(grown[event.id] for event in events)


def _brought(deed: Event, harm: Event) -> bool:
    """Whether both are told of one victim, and both are told as done."""
    if not {deed.modality, harm.modality} <= DONE:
        return False
    return bool(_victims(deed) & _victims(harm))


def _victims(event: Event) -> set[object]:
    return {one.entity or one.span for one in event.arguments if one.role is Role.VICTIM}


def _with(counts: Sequence[Count], others: Iterable[Count]) -> Iterator[Count]:
    yield from counts
    yield from (count for count in others if count not in counts)


def _with_actor(event: Event, other: Event) -> Iterator[Argument]:
    yield from event.arguments
    if not any(one.role is Role.ACTOR for one in event.arguments):
        yield from (one for one in other.arguments if one.role is Role.ACTOR)


def _settled(event: Event, other: Event) -> Event:
    """With the other's time and place where it has none."""
    return replace(event, time=event.time or other.time, place=event.place or other.place)

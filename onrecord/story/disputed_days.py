"""Days that origins tell otherwise: an incident may have been on any of them, and so may the harm that it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.story.days import Days
from onrecord.story.said import Said
from onrecord.types import Contradiction, ContradictionKind, EventType, Incident, Stance

OUTCOMES = frozenset({EventType.DEATH, EventType.INJURY, EventType.DAMAGE})


def with_disputed_days(
    incidents: Sequence[Incident], said: Sequence[Sequence[Said]], contradictions: Sequence[Contradiction]
) -> tuple[Incident, ...]:
    """The incidents, those whose day is disputed with all the days that are told, and their outcomes with them.

    «The army says drones hit the depot on Monday, the Front that it did on Sunday»: on Sunday or Monday.
    """
    disputed = {
        one.incident: one
        for one in contradictions
        if one.kind is ContradictionKind.TIME and not one.revision and one.until is None
    }
    wider = {
        incident.id: days
        for incident, told in zip(incidents, said, strict=True)
        if incident.id in disputed and (days := _told(told, disputed[incident.id]))
    }
    deeds = [one for one in incidents if one.id in wider and one.type not in OUTCOMES]
    return tuple(_widened(one, wider, deeds) for one in incidents)


def _told(said: Sequence[Said], dispute: Contradiction) -> Days | None:
    """From the first to the last of the days that the dispute's origins tell."""
    origins = {origin.id for claim in dispute.claims for origin in claim.origins}
    days = [
        one.days
        for one in said
        if one.days and one.origin.id in origins and one.account.stance is Stance.AFFIRMS
    ]
    return Days(min(one.first for one in days), max(one.last for one in days)) if days else None


def _widened(one: Incident, wider: Mapping[str, Days], deeds: Sequence[Incident]) -> Incident:
    days = wider.get(one.id) or next((wider[deed.id] for deed in _brought_by(one, deeds)), None)
    if days is None:
        return one
    return replace(one, first_day=days.first.isoformat(), last_day=days.last.isoformat())


def _brought_by(one: Incident, deeds: Sequence[Incident]) -> Iterator[Incident]:
    """The deeds there and then of which it is an outcome."""
    if one.type not in OUTCOMES or one.first_day is None or one.where is None:
        return
    for deed in deeds:
        there = deed.where is not None and deed.where.name == one.where.name
        if there and (one.first_day, one.last_day) == (deed.first_day, deed.last_day):
            yield deed

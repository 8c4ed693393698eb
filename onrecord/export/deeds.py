"""A deed with the deaths and injuries it brought: what ACLED and UCDP GED count as one event.

The record keeps an attack and the deaths it brings apart where the text has separate words for them. Here they are
one again, only where the words put them together: told in one sentence, or harm to one victim on one day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.export.incidents import Bounds, Told, tell_incidents
from onrecord.export.values import Matter
from onrecord.types import EventType, Ref, Role, Span

OUTCOMES = frozenset({EventType.DEATH, EventType.INJURY})
DEEDS = frozenset({EventType.ASSAULT, EventType.ABDUCTION, EventType.COERCE, EventType.PROTEST})


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed, and the outcomes that the words tie to it."""

    told: Told
    outcomes: tuple[Told, ...] = ()

    @property
    def all(self) -> tuple[Told, ...]:
        """The deed, then its outcomes."""
        return (self.told, *self.outcomes)

    def bounds(self, what: str) -> Bounds:
        """How many, by the first of deed and outcomes that has a count of it."""
        found = (one.bounds(what) for one in self.all)
        return next((bounds for bounds in found if bounds != Bounds()), Bounds())


def find_deeds(matter: Matter) -> tuple[Deed, ...]:
    """Every incident that happened, once: deeds with their outcomes, and what belongs to no deed by itself."""
    happened = [told for told in tell_incidents(matter) if told.happened]
    places = {told.incident.id: frozenset(_sentences(told)) for told in happened}
    outcomes: dict[str, list[Told]] = {}
    for one in happened:
        deed = _deed_of(one, happened, places) if one.incident.type in OUTCOMES else None
        if deed:
            outcomes.setdefault(deed.incident.id, []).append(one)
    tied = {one.incident.id for ones in outcomes.values() for one in ones}
    return tuple(
        Deed(told, tuple(outcomes.get(told.incident.id, ())))
        for told in happened
        if told.incident.id not in tied
    )


def _deed_of(
    outcome: Told, happened: list[Told], places: dict[str, frozenset[tuple[str, Span]]]
) -> Told | None:
    """The deed that the outcome is of: the one that shares most sentences with it, then the first."""
    here = places[outcome.incident.id]
    near = [
        (len(here & places[one.incident.id]) + _same_victim(outcome, one), -place, one)
        for place, one in enumerate(happened)
        if one.incident.type in DEEDS and _days_meet(outcome, one)
    ]
    shared, _, deed = max(near, key=lambda found: found[:2], default=(0, 0, None))
    return deed if shared else None


def _same_victim(one: Told, other: Told) -> bool:
    victims = {who.id for who in one.identities(Role.VICTIM)}
    return bool(victims & {who.id for who in other.identities(Role.VICTIM, Role.RECIPIENT)})


def _days_meet(one: Told, other: Told) -> bool:
    first, last = other.incident.first_day, other.incident.last_day
    starts, ends = one.incident.first_day or one.incident.last_day, one.incident.last_day
    if not (starts and ends and last):
        return True
    return starts <= last and (first or last) <= ends


def _sentences(told: Told) -> Iterator[tuple[str, Span]]:
    """The sentences in which the incident is told, article by article."""
    for ref in told.incident.events:
        yield from ((ref.article, sentence) for sentence in _holding(told.matter, ref))


def _holding(matter: Matter, ref: Ref) -> Iterator[Span]:
    filed = matter.articles.get(ref.article)
    if filed is None:
        return
    event = next((one for one in filed.record.events if one.id == ref.finding), None)
    for sentence in filed.record.sentences if event else ():
        if event and any(mention in sentence for mention in (event.trigger, *event.mentions)):
            yield sentence

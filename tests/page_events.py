"""What is right and wrong in the events and people of a sample page's record, by its gold.

An event is written as words of the page with the word that tells of it marked by `e`, and what holds of it: `type`,
the names of who takes part by role, `place`, `time` (as TIMEX3), `counts` (what, low, best, high), `modality`,
`status`, `headline_only`. Of several values any is right. `must` lists the facts that have to be right today, the
event being found among them; people with `must` have to be there, with their roles.
"""

from __future__ import annotations

from typing import Any

from onrecord.types import Entity, EntityType, Event, Record, Role
from tests.gold_pages import either, find_marked

ROLES = ("actor", "victim", "recipient")
FACTS = ("type", *ROLES, "place", "time", "counts", "modality", "status", "headline_only")


def find_event(record: Record, gold: dict[str, Any]) -> Event | None:
    """The event that is told where the gold one is; of several, one of the right type."""
    spans = find_marked(gold["words"], record.article.text).get("e", [])
    there = [
        event
        for event in record.events
        if any(mention.overlaps(span) for mention in (event.trigger, *event.mentions) for span in spans)
    ]
    return min(there, key=lambda event: event.type not in either(gold["type"]), default=None)


def judge_event(record: Record, gold: dict[str, Any], event: Event) -> dict[str, bool]:
    """Fact → whether it is right, for the facts that the gold has something to say on."""
    return {fact: _holds(record, event, fact, gold[fact]) for fact in FACTS if fact in gold}


def _holds(record: Record, event: Event, fact: str, wanted: Any) -> bool:
    if fact in ROLES:
        return _names(record, event, Role(fact), either(wanted))
    if fact == "place":
        places = {place.id: place.name for place in record.places}
        return places.get(event.place or "") in either(wanted) or _names(
            record, event, Role.PLACE, either(wanted)
        )
    if fact == "time":
        return {time.id: time.value for time in record.times}.get(event.time or "") in either(wanted)
    if fact == "counts":
        counted = [[one.what, one.low, one.best, one.high] for one in event.counts]
        return all(row in counted for row in wanted)
    return getattr(event, fact) in either(wanted)


def _names(record: Record, event: Event, role: Role, wanted: tuple[str, ...]) -> bool:
    """Whether somebody or something in the role is called by one of the names, wherever in the article."""
    entities = {entity.id: entity for entity in record.entities}
    spans = [argument.span for argument in event.arguments if argument.role is role]
    held = [argument.entity for argument in event.arguments if argument.role is role]
    spans += [mention.span for one in held if one in entities for mention in entities[one].mentions]
    return any(name in record.article[span] for name in wanted for span in spans)


def find_person(record: Record, gold: dict[str, Any]) -> Entity | None:
    """The person of that name, if it is one and no more than one."""
    named = [
        entity
        for entity in record.entities
        if entity.type is EntityType.PERSON and gold["name"] in (entity.name, *entity.aliases)
    ]
    named = named or [
        entity
        for entity in record.entities
        if entity.type is EntityType.PERSON and entity.name.endswith(gold["name"])
    ]
    return named[0] if len(named) == 1 else None


def has_roles(gold: dict[str, Any], person: Entity) -> bool:
    """Whether the article's roles of the person are on the record."""
    held = [role.title.lower() for role in person.roles]
    return all(any(role.lower() in title for title in held) for role in gold.get("roles", ()))

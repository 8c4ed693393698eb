"""Incidents as PLOVER's JSON event records: one object an incident of one of PLOVER's sixteen types.

Field names after the PLOVER manual; what stands on whose word, which PLOVER has no field for, is under `onrecord`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.export import nations
from onrecord.export.deeds import OUTCOMES
from onrecord.export.incidents import Told, tell_incidents
from onrecord.export.values import Matter
from onrecord.types import EntityType, EventType, Incident, Role

Json = dict[str, Any]

OURS = OUTCOMES | {  # the record's own types, which PLOVER does not have
    EventType.ABDUCTION, EventType.DISPLACEMENT, EventType.DAMAGE, EventType.APPOINT, EventType.RESIGN, EventType.TRIAL,
    EventType.DISASTER, EventType.ACCIDENT, EventType.MOVE,
}  # fmt: skip
SECTORS = {EntityType.STATE: "GOV", EntityType.MILITARY: "MIL"}  # the two that a type tells without doubt


def plover_events(matter: Matter) -> Iterator[Json]:
    """A PLOVER record for each incident of its types that is told as having happened."""
    for told in tell_incidents(matter):
        if told.incident.type not in OURS and told.happened:
            yield _event(told)


def _event(told: Told) -> Json:
    incident = told.incident
    known: Json = {
        "id": incident.id,
        "date": incident.last_day,
        "dateRange": [incident.first_day, incident.last_day]
        if incident.first_day != incident.last_day
        else None,
        "event": str(incident.type),
        "mode": incident.mode,
        "eventText": incident.words,
        "actor": _actors(told, Role.ACTOR),
        "recipient": _actors(told, Role.VICTIM, Role.RECIPIENT),
        "location": _location(incident),
        "dead": told.bounds("killed").best,
        "injured": told.bounds("injured").best,
        "size": told.bounds("protesters").best,
        "text": _text(told),
        "language": "en",
        "publication": list(told.outlets),
        "coder": "Onrecord",
        "onrecord": {
            "status": str(incident.status),
            "because": [one.why for one in incident.because],
            "origins": [one.origin.name for one in told.affirming],
            "articles": list(told.articles),
            "story": told.matter.story.id,
        },
    }
    return {name: value for name, value in known.items() if value not in (None, [])}


def _actors(told: Told, *roles: Role) -> list[Json]:
    identities = {one.id: one for one in told.matter.story.identities}
    found: dict[str, Json] = {}
    for part in told.incident.parts:
        if part.role in roles:
            who = identities.get(part.identity or "")
            code, sector = (nations.alpha3(who.country), SECTORS.get(who.type)) if who else (None, None)
            told_of = {"actorText": part.name, "code": code, "sector": sector}
            found[part.name] = {name: value for name, value in told_of.items() if value}
    return list(found.values())


def _location(incident: Incident) -> Json | None:
    where = incident.where
    if where is None:
        return None
    known = {
        "placename": where.name,
        "geonamesID": where.geonameid,
        "country": nations.alpha3(where.country),
        "latitude": where.lat,
        "longitude": where.lon,
        "precision": where.kind and str(where.kind),
    }
    return {name: value for name, value in known.items() if value is not None}


def _text(told: Told) -> str | None:
    """The sentence that tells it, in the earliest article that does."""
    for ref in told.incident.events:
        filed = told.matter.articles.get(ref.article)
        event = next((one for one in filed.record.events if one.id == ref.finding), None) if filed else None
        if filed and event:
            held = (one for one in filed.record.sentences if event.trigger in one)
            sentence = next(held, event.trigger)
            return filed.article[sentence]
    return None

"""Rows as ACLED lays them out: one a deed that somebody on the record says took place.

Columns and categories after the ACLED codebook (2023 columns). What Onrecord cannot know is left empty, and what it
knows beyond ACLED stands in columns of its own at the end. No row is a coder's judgement: look at its articles.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.export import nations
from onrecord.export.deeds import Deed, find_deeds
from onrecord.export.incidents import WHOM, Told, joined, tell_claims
from onrecord.export.precision import acled_place, acled_time
from onrecord.export.values import Column, Matter, Table
from onrecord.types import EntityType, EventType, Identity, Role

ARMED = frozenset({EntityType.MILITARY, EntityType.STATE})
VIOLENCE, DEMONSTRATIONS, STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
REMOTE, CIVILIANS, BATTLES = "Explosions/Remote violence", "Violence against civilians", "Battles"
DISORDER = {
    REMOTE: VIOLENCE, CIVILIANS: VIOLENCE, BATTLES: VIOLENCE, "Protests": DEMONSTRATIONS, "Riots": DEMONSTRATIONS,
    "Strategic developments": STRATEGIC,
}  # fmt: skip

# Type and mode of the record → ACLED's event and sub-event type; a mode that is not here falls back on None
CATEGORIES: Mapping[tuple[EventType, str | None], tuple[str, str]] = {
    (EventType.ASSAULT, "aerial"): (REMOTE, "Air/drone strike"),
    (EventType.ASSAULT, "drone"): (REMOTE, "Air/drone strike"),
    (EventType.ASSAULT, "missile"): (REMOTE, "Shelling/artillery/missile attack"),
    (EventType.ASSAULT, "shelling"): (REMOTE, "Shelling/artillery/missile attack"),
    (EventType.ASSAULT, "bombing"): (REMOTE, "Remote explosive/landmine/IED"),
    (EventType.ASSAULT, "suicide"): (REMOTE, "Suicide bomb"),
    (EventType.ASSAULT, "chemical"): (REMOTE, "Chemical weapon"),
    (EventType.ASSAULT, "sexual"): (CIVILIANS, "Sexual violence"),
    (EventType.ASSAULT, None): (CIVILIANS, "Attack"),  # of armed on armed: Battles, Armed clash
    (EventType.ABDUCTION, None): (CIVILIANS, "Abduction/forced disappearance"),
    (EventType.PROTEST, "riot"): ("Riots", "Violent demonstration"),
    (EventType.PROTEST, None): ("Protests", "Peaceful protest"),
    (EventType.COERCE, "arrest"): (STRATEGIC, "Arrests"),
    (EventType.AGREE, None): (STRATEGIC, "Agreement"),
    (EventType.DAMAGE, None): (STRATEGIC, "Looting/property destruction"),
}
CLASH = (BATTLES, "Armed clash")


def find_acled(matter: Matter) -> tuple[Deed, ...]:
    """The deeds that ACLED has a category for."""
    return tuple(deed for deed in find_deeds(matter) if category(deed.told))


def category(told: Told) -> tuple[str, str] | None:
    """ACLED's event type and sub-event type; None for what it does not code."""
    kind, mode = told.incident.type, told.incident.mode
    found = CATEGORIES.get((kind, mode)) or CATEGORIES.get((kind, None))
    if (
        found == CATEGORIES[EventType.ASSAULT, None]
        and _are_armed(told, Role.ACTOR)
        and _are_armed(told, *WHOM)
    ):
        return CLASH
    return found


def _are_armed(told: Told, *roles: Role) -> bool:
    who = told.identities(*roles)
    return bool(who) and all(one.type in ARMED for one in who)


def _of(deed: Deed, place: int) -> str | None:
    found = category(deed.told)
    return found[place] if found else None


def _whom(deed: Deed) -> tuple[str, ...]:
    found = (name for one in deed.all for name in one.names(*WHOM))
    return tuple(dict.fromkeys(found))


def _inter(deed: Deed, who: tuple[Identity, ...]) -> str | None:
    """ACLED's sort of actor, where the record can tell: a state's forces, at home or abroad, and who protests."""
    if deed.told.incident.type is EventType.PROTEST and not who:
        return None
    if who and all(one.type in ARMED for one in who):
        home = deed.told.where("country")
        return (
            "State forces"
            if home in {one.country for one in who} or home is None
            else "External/Other forces"
        )
    return None


def _id(deed: Deed) -> str:
    return f"{nations.alpha3(deed.told.country) or 'XXX'}{deed.told.incident.id}"


def _year(deed: Deed) -> int | None:
    day = deed.told.incident.last_day
    return int(day[:4]) if day else None


def _notes(deed: Deed) -> str:
    incident = deed.told.incident
    why = joined(one.why for one in incident.because)
    words = joined(dict.fromkeys(one.incident.words for one in deed.all))
    told = f"{words}. {incident.status}: {why}" if why else f"{words}. {incident.status}"
    here = {one.incident.id for one in deed.all}
    stands = (one for one in deed.told.matter.story.contradictions if one.incident in here)
    open_ = [tell_claims(one) for one in stands if not one.revision and not one.until]
    return f"{told}. Cannot both hold: {joined(open_)}" if open_ else told


ACLED = Table(
    "acled",
    "one row a deed that somebody says took place, with the deaths and injuries told with it",
    (
        Column(
            "event_id_cnty",
            str,
            "the country's three letters (XXX where it is not known) and the incident's id",
            _id,
        ),
        Column(
            "event_date",
            str,
            "ISO day: the latest on which it may have happened",
            lambda it: it.told.incident.last_day,
        ),
        Column("year", int, "its year", _year),
        Column(
            "time_precision",
            int,
            "1 the day is known, 2 the week, 3 less",
            lambda it: acled_time(it.told.incident),
        ),
        Column(
            "disorder_type",
            str,
            "Political violence, Demonstrations, Strategic developments",
            lambda it: DISORDER[_of(it, 0) or STRATEGIC],
        ),
        Column("event_type", str, "ACLED's event type, from type and mode", lambda it: _of(it, 0)),
        Column("sub_event_type", str, "ACLED's sub-event type", lambda it: _of(it, 1)),
        Column(
            "actor1",
            str,
            "who did it, by name; several parted by “; ”",
            lambda it: joined(it.told.names(Role.ACTOR)),
        ),
        Column("assoc_actor_1", str, "left empty", lambda it: None),
        Column(
            "inter1",
            str,
            "State forces or External/Other forces, where the record tells; else empty",
            lambda it: _inter(it, it.told.identities(Role.ACTOR)),
        ),
        Column("actor2", str, "to whom it was done", lambda it: joined(_whom(it))),
        Column("assoc_actor_2", str, "left empty", lambda it: None),
        Column("inter2", str, "as inter1", lambda it: _inter(it, it.told.identities(*WHOM))),
        Column("interaction", str, "left empty", lambda it: None),
        Column(
            "civilian_targeting",
            str,
            "left empty: the record does not tell civilians from others",
            lambda it: None,
        ),
        Column("iso", int, "ISO 3166-1 number of the country", lambda it: nations.number(it.told.country)),
        Column("region", str, "left empty", lambda it: None),
        Column("country", str, "its name", lambda it: nations.name(it.told.country)),
        Column(
            "admin1",
            str,
            "the first-level division, where the place is one; else empty",
            lambda it: it.told.where("name") if it.told.where("kind") == "region" else None,
        ),
        Column(
            "admin2",
            str,
            "the second-level division, where the place is one; else empty",
            lambda it: it.told.where("name") if it.told.where("kind") == "county" else None,
        ),
        Column("admin3", str, "left empty", lambda it: None),
        Column("location", str, "name of the place", lambda it: it.told.where("name")),
        Column("latitude", float, "degrees, WGS 84", lambda it: it.told.where("lat")),
        Column("longitude", float, "degrees, WGS 84", lambda it: it.told.where("lon")),
        Column(
            "geo_precision",
            int,
            "1 a town, 2 a second-level division, 3 a region or country",
            lambda it: acled_place(it.told.incident),
        ),
        Column("source", str, "outlets that tell it", lambda it: joined(it.told.outlets)),
        Column("source_scale", str, "left empty", lambda it: None),
        Column("notes", str, "the words that tell it, the status and why, and what cannot both hold", _notes),
        Column(
            "fatalities",
            int,
            "the lowest count on the record (ACLED takes the most conservative); empty, not 0, where none is told",
            lambda it: it.bounds("killed").low,
        ),
        Column("tags", str, "status=…", lambda it: f"status={it.told.incident.status}"),
        Column("timestamp", str, "left empty", lambda it: None),
        Column("fatalities_low", int, "low", lambda it: it.bounds("killed").low),
        Column(
            "fatalities_best", int, "best: the strongest origin's latest", lambda it: it.bounds("killed").best
        ),
        Column("fatalities_high", int, "high", lambda it: it.bounds("killed").high),
        Column("injured_low", int, "low", lambda it: it.bounds("injured").low),
        Column("injured_best", int, "best", lambda it: it.bounds("injured").best),
        Column("injured_high", int, "high", lambda it: it.bounds("injured").high),
        Column("status", str, "on whose word it stands", lambda it: it.told.incident.status),
        Column(
            "independent_sources",
            int,
            "origins that say it is so, copies folded",
            lambda it: len(it.told.affirming),
        ),
        Column("source_articles", str, "ids of the articles", lambda it: joined(it.told.articles)),
        Column("incident", str, "the incident's id", lambda it: it.told.incident.id),
        Column("story", str, "the story's id", lambda it: it.told.matter.story.id),
    ),
    find_acled,
)

"""Rows as UCDP GED lays them out: one a deed of violence that somebody on the record says killed people.

Columns after the UCDP GED codebook. Conflicts, dyads and actors have no UCDP numbers here: coders give them; what
Onrecord cannot know is left empty. UCDP counts an event only with at least one death, and so do these rows.
"""

from __future__ import annotations

from onrecord.export import nations
from onrecord.export.deeds import Deed, find_deeds
from onrecord.export.incidents import WHOM, joined
from onrecord.export.precision import ucdp_place, ucdp_time
from onrecord.export.values import Column, Matter, Table
from onrecord.types import EventType, Role

VIOLENT = frozenset({EventType.ASSAULT, EventType.DEATH})


def find_ged(matter: Matter) -> tuple[Deed, ...]:
    """Deeds of violence with at least one death on the record."""
    return tuple(
        deed
        for deed in find_deeds(matter)
        if deed.told.incident.type in VIOLENT
        and (deed.told.incident.type is EventType.ASSAULT or _by_somebody(deed))
        if (deed.bounds("killed").best or deed.bounds("killed").low or 0) > 0
    )


def _by_somebody(deed: Deed) -> bool:
    """Whether somebody did it: a death that nobody brought about is no violence."""
    return bool(deed.told.names(Role.ACTOR))


def _dyad(deed: Deed) -> str | None:
    sides = (joined(deed.told.names(Role.ACTOR)), joined(deed.told.names(*WHOM)))
    return " - ".join(sides) if all(sides) else None


def _clarity(deed: Deed) -> int:
    """GED's event_clarity: 1 the reporting is detailed, 2 it is an aggregate over a time or an area."""
    exact = ucdp_time(deed.told.incident) == 1 and (ucdp_place(deed.told.incident) or 7) <= 3
    return 1 if exact else 2


def _headlines(deed: Deed) -> str:
    found = (deed.told.matter.articles.get(article) for article in deed.told.articles)
    return joined(one.article[one.article.headline] for one in found if one and one.article.headline)


def _source_dates(deed: Deed) -> str:
    found = (deed.told.matter.articles.get(article) for article in deed.told.articles)
    return joined(
        dict.fromkeys(one.article.published.value[:10] for one in found if one and one.article.published)
    )


UCDP = Table(
    "ucdp",
    "one row a deed of violence with at least one death on the record",
    (
        Column("id", str, "the incident's id", lambda it: it.told.incident.id),
        Column(
            "year",
            int,
            "of the latest day",
            lambda it: int(it.told.incident.last_day[:4]) if it.told.incident.last_day else None,
        ),
        Column("active_year", bool, "left empty: no conflict-year is reckoned", lambda it: None),
        Column(
            "type_of_violence",
            int,
            "left empty: 1 state-based, 2 non-state, 3 one-sided is for coders",
            lambda it: None,
        ),
        Column("conflict_name", str, "the story's title", lambda it: it.told.matter.story.title),
        Column("dyad_name", str, "“actor - whom”, where both are on the record", _dyad),
        Column("side_a", str, "who did it", lambda it: joined(it.told.names(Role.ACTOR))),
        Column("side_b", str, "to whom", lambda it: joined(it.told.names(*WHOM))),
        Column(
            "number_of_sources",
            int,
            "independent origins that say it is so, copies folded",
            lambda it: len(it.told.affirming),
        ),
        Column("source_article", str, "ids of the articles", lambda it: joined(it.told.articles)),
        Column("source_office", str, "outlets", lambda it: joined(it.told.outlets)),
        Column("source_date", str, "ISO days of publication", _source_dates),
        Column("source_headline", str, "headlines", _headlines),
        Column(
            "source_original",
            str,
            "whose word it is",
            lambda it: joined(dict.fromkeys(one.origin.name for one in it.told.affirming)),
        ),
        Column(
            "where_prec",
            int,
            "1 the place itself, 3 second-level division, 4 first-level, 6 the country, 7 beyond",
            lambda it: ucdp_place(it.told.incident),
        ),
        Column("where_coordinates", str, "name of the place", lambda it: it.told.where("name")),
        Column(
            "adm_1",
            str,
            "the first-level division, where the place is one",
            lambda it: it.told.where("name") if it.told.where("kind") == "region" else None,
        ),
        Column(
            "adm_2",
            str,
            "the second-level division, where the place is one",
            lambda it: it.told.where("name") if it.told.where("kind") == "county" else None,
        ),
        Column("latitude", float, "degrees, WGS 84", lambda it: it.told.where("lat")),
        Column("longitude", float, "degrees, WGS 84", lambda it: it.told.where("lon")),
        Column("country", str, "its name", lambda it: nations.name(it.told.country)),
        Column(
            "iso3",
            str,
            "ISO 3166-1 alpha-3 (GED's country_id, a Gleditsch-Ward number, is for coders)",
            lambda it: nations.alpha3(it.told.country),
        ),
        Column("event_clarity", int, "1 day and place are exact, 2 one is not", _clarity),
        Column(
            "date_prec",
            int,
            "1 the day, 2 up to six days, 3 a week, 4 a month, 5 more",
            lambda it: ucdp_time(it.told.incident),
        ),
        Column(
            "date_start",
            str,
            "ISO day, the earliest",
            lambda it: it.told.incident.first_day or it.told.incident.last_day,
        ),
        Column("date_end", str, "ISO day, the latest", lambda it: it.told.incident.last_day),
        Column("deaths_a", int, "left empty: whose dead they are is for coders", lambda it: None),
        Column("deaths_b", int, "left empty", lambda it: None),
        Column("deaths_civilians", int, "left empty", lambda it: None),
        Column(
            "deaths_unknown", int, "all of best, as none is told apart", lambda it: it.bounds("killed").best
        ),
        Column("best", int, "the strongest origin's latest", lambda it: it.bounds("killed").best),
        Column("high", int, "the highest; empty where it is open", lambda it: it.bounds("killed").high),
        Column("low", int, "the lowest", lambda it: it.bounds("killed").low),
        Column("status", str, "on whose word it stands", lambda it: it.told.incident.status),
        Column("story", str, "the story's id", lambda it: it.told.matter.story.id),
    ),
    find_ged,
)

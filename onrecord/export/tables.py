"""The record as flat tables: articles, statements, events, entities, incidents and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.cells import Cell
from onrecord.export.incidents import Told, joined, tell_claims, tell_incidents
from onrecord.export.values import Column, Matter, Table
from onrecord.types import (
    Article,
    Contradiction,
    Copy,
    Entity,
    Event,
    Filed,
    Identity,
    Moment,
    Place,
    Record,
    Ref,
    Role,
    Source,
    Span,
    Statement,
    Testimony,
    Toll,
)


@dataclass(frozen=True, slots=True)
class _Filed:
    """An article in its matter; what its findings are part of, by Ref."""

    matter: Matter
    filed: Filed
    copy: Copy | None
    identities: Mapping[Ref, Identity]
    incidents: Mapping[Ref, str]

    @property
    def record(self) -> Record:
        return self.filed.record

    @property
    def article(self) -> Article:
        return self.filed.article

    def words(self, span: Span | None) -> str | None:
        return self.article[span] if span else None

    def time(self, event: Event) -> str | None:
        return next((time.value for time in self.record.times if time.id == event.time), None)

    def place(self, event: Event) -> Place | None:
        return next((place for place in self.record.places if place.id == event.place), None)

    def identity(self, entity: str | None) -> Identity | None:
        return self.identities.get(Ref(self.filed.id, entity)) if entity else None

    def told_in(self, event: Event) -> str | None:
        """The incident that the event is part of."""
        return self.incidents.get(Ref(self.filed.id, event.id))

    def part(self, event: Event, *roles: Role) -> str:
        """Who has one of the roles, by the article's name for them, else in its words."""
        names = {entity.id: entity.name for entity in self.record.entities}
        held = (one for role in roles for one in event.arguments if one.role is role)
        return joined(dict.fromkeys(names.get(one.entity or "") or self.article[one.span] for one in held))


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement in its article."""

    at: _Filed
    statement: Statement

    @property
    def source(self) -> Source | None:
        return self.statement.source

    @property
    def speaker(self) -> Identity | None:
        return self.at.identity(self.source.entity) if self.source else None


@dataclass(frozen=True, slots=True)
class _Happened:
    """An event in its article."""

    at: _Filed
    event: Event

    @property
    def place(self) -> Place | None:
        return self.at.place(self.event)


@dataclass(frozen=True, slots=True)
class _Named:
    """An entity in its article."""

    at: _Filed
    entity: Entity


def _filed(matter: Matter) -> Iterator[_Filed]:
    story = matter.story
    copies = {one.article: one for one in story.copies}
    identities = {ref: one for one in story.identities for ref in one.members}
    incidents = {ref: one.id for one in story.incidents for ref in one.events}
    for id in story.articles:
        if id in matter.articles:
            yield _Filed(matter, matter.articles[id], copies.get(id), identities, incidents)


def _statements(matter: Matter) -> Iterator[_Said]:
    return (_Said(at, one) for at in _filed(matter) for one in at.record.statements)


def _events(matter: Matter) -> Iterator[_Happened]:
    return (_Happened(at, one) for at in _filed(matter) for one in at.record.events)


def _entities(matter: Matter) -> Iterator[_Named]:
    return (_Named(at, one) for at in _filed(matter) for one in at.record.entities)


def _testimonies(matter: Matter) -> Iterator[tuple[Told, Testimony]]:
    return ((told, one) for told in tell_incidents(matter) for one in told.incident.testimonies)


def _tolls(matter: Matter) -> Iterator[tuple[Told, Toll]]:
    return ((told, one) for told in tell_incidents(matter) for one in told.incident.tolls)


def _contradictions(matter: Matter) -> Iterator[tuple[Matter, Contradiction]]:
    return ((matter, one) for one in matter.story.contradictions)


def _days(matter: Matter) -> Iterator[tuple[Matter, Moment]]:
    return ((matter, one) for one in matter.story.timeline)


def _origin(told: Told, id: str | None) -> str | None:
    return next((one.origin.name for one in told.incident.testimonies if one.origin.id == id), None)


def _at(happened: _Happened, field: str) -> Cell:
    found: Cell = getattr(happened.place, field) if happened.place else None
    return found


def _counted(what: str, bound: str) -> Column:
    def cell(told: Told) -> Cell:
        found: Cell = getattr(told.bounds(what), bound)
        return found

    return Column(f"{what}_{bound}", int, f"{what}: {bound}", cell)


ARTICLES = Table(
    "articles",
    "one row an article, its newest version",
    (
        Column("article", str, "id as handed in", lambda it: it.filed.id),
        Column("story", str, "id of its story", lambda it: it.matter.story.id),
        Column("url", str, "address", lambda it: it.article.url),
        Column("outlet", str, "who published it", lambda it: it.article.outlet),
        Column("headline", str, "its words", lambda it: it.words(it.article.headline)),
        Column(
            "published",
            str,
            "ISO 8601, cut to its precision",
            lambda it: it.article.published and it.article.published.value,
        ),
        Column(
            "basis",
            str,
            "how the date is known",
            lambda it: it.article.published and it.article.published.basis,
        ),
        Column("language", str, "ISO 639-1", lambda it: it.article.language),
        Column("versions", int, "how many versions are kept", lambda it: len(it.filed.versions)),
        Column(
            "copy_of", str, "the likely original, where it is a copy", lambda it: it.copy and it.copy.original
        ),
        Column("copy_kind", str, "exact, near or part", lambda it: it.copy and it.copy.kind),
        Column("copy_share", float, "share of words in common, 0 to 1", lambda it: it.copy and it.copy.share),
        Column("statements", int, "how many", lambda it: len(it.record.statements)),
        Column("events", int, "how many", lambda it: len(it.record.events)),
    ),
    _filed,
)

STATEMENTS = Table(
    "statements",
    "one row a statement",
    (
        Column("article", str, "id of its article", lambda it: it.at.filed.id),
        Column("statement", str, "id in its record", lambda it: it.statement.id),
        Column("story", str, "id of the story", lambda it: it.at.matter.story.id),
        Column("source", str, "the source's words", lambda it: it.source and it.at.words(it.source.span)),
        Column(
            "speaker", str, "who that is across articles, by name", lambda it: it.speaker and it.speaker.name
        ),
        Column("identity", str, "id of that", lambda it: it.speaker and it.speaker.id),
        Column("kind", str, "sort of source", lambda it: it.source and it.source.kind),
        Column("named", bool, "whether the source is named", lambda it: it.source and it.source.named),
        Column("terms", str, "on what terms it spoke", lambda it: it.source and it.at.words(it.source.terms)),
        Column("cue", str, "its words", lambda it: it.at.words(it.statement.cue)),
        Column("act", str, "say, confirm, deny, …", lambda it: it.statement.act),
        Column("negated", bool, "the act did not happen", lambda it: it.statement.negated),
        Column(
            "content",
            str,
            "its words; pieces parted by “ … ”",
            lambda it: " … ".join(map(it.at.words, it.statement.content)),
        ),
        Column("form", str, "direct, mixed, indirect", lambda it: it.statement.form),
        Column("medium", str, "where it was said", lambda it: it.at.words(it.statement.medium)),
        Column("date", str, "ISO day on which it was said", lambda it: it.statement.date),
        Column("parent", str, "the statement in which it stands", lambda it: it.statement.parent),
        Column("start", int, "where the cue starts in the article's text", lambda it: it.statement.cue.start),
        Column("end", int, "where it ends", lambda it: it.statement.cue.end),
    ),
    _statements,
)

EVENTS = Table(
    "events",
    "one row an event of an article",
    (
        Column("article", str, "id of its article", lambda it: it.at.filed.id),
        Column("event", str, "id in its record", lambda it: it.event.id),
        Column("story", str, "id of the story", lambda it: it.at.matter.story.id),
        Column("incident", str, "the incident it is part of", lambda it: it.at.told_in(it.event)),
        Column("type", str, "type", lambda it: it.event.type),
        Column("mode", str, "mode", lambda it: it.event.mode),
        Column("words", str, "the word that tells of it", lambda it: it.at.words(it.event.trigger)),
        Column("modality", str, "asserted, planned, …", lambda it: it.event.modality),
        Column("status", str, "within this article", lambda it: it.event.status),
        Column("actor", str, "who did it", lambda it: it.at.part(it.event, Role.ACTOR)),
        Column("recipient", str, "to whom", lambda it: it.at.part(it.event, Role.RECIPIENT)),
        Column("victim", str, "who was harmed", lambda it: it.at.part(it.event, Role.VICTIM)),
        Column("time", str, "TIMEX3 value", lambda it: it.at.time(it.event)),
        Column("place", str, "name of the place", lambda it: _at(it, "name")),
        Column("geonameid", int, "in GeoNames", lambda it: _at(it, "geonameid")),
        Column("country", str, "ISO 3166-1 alpha-2", lambda it: _at(it, "country")),
        Column("lat", float, "degrees, WGS 84", lambda it: _at(it, "lat")),
        Column("lon", float, "degrees, WGS 84", lambda it: _at(it, "lon")),
        Column("headline_only", bool, "only the headline has it", lambda it: it.event.headline_only),
        Column(
            "start", int, "where the word starts in the article's text", lambda it: it.event.trigger.start
        ),
        Column("end", int, "where it ends", lambda it: it.event.trigger.end),
    ),
    _events,
)

ENTITIES = Table(
    "entities",
    "one row an entity of an article",
    (
        Column("article", str, "id of its article", lambda it: it.at.filed.id),
        Column("entity", str, "id in its record", lambda it: it.entity.id),
        Column(
            "identity",
            str,
            "who or what it is across articles",
            lambda it: getattr(it.at.identity(it.entity.id), "id", None),
        ),
        Column("type", str, "person, organisation, …", lambda it: it.entity.type),
        Column("name", str, "as the article names it", lambda it: it.entity.name),
        Column("aliases", str, "other names", lambda it: joined(it.entity.aliases)),
        Column("country", str, "ISO 3166-1 alpha-2", lambda it: it.entity.country),
        Column("roles", str, "titles held", lambda it: joined(role.title for role in it.entity.roles)),
        Column("mentions", int, "how often", lambda it: len(it.entity.mentions)),
    ),
    _entities,
)

INCIDENTS = Table(
    "incidents",
    "one row an event across its articles",
    (
        Column("incident", str, "id", lambda it: it.incident.id),
        Column("story", str, "id of the story", lambda it: it.matter.story.id),
        Column("type", str, "type", lambda it: it.incident.type),
        Column("mode", str, "mode", lambda it: it.incident.mode),
        Column("words", str, "the word that tells of it", lambda it: it.incident.words),
        Column("modality", str, "asserted, planned, …", lambda it: it.incident.modality),
        Column("status", str, "on whose word it stands", lambda it: it.incident.status),
        Column(
            "because", str, "why, in plain words", lambda it: joined(one.why for one in it.incident.because)
        ),
        Column("first_day", str, "the earliest day it may have happened", lambda it: it.incident.first_day),
        Column("last_day", str, "the latest", lambda it: it.incident.last_day),
        Column("actor", str, "who did it", lambda it: joined(it.names(Role.ACTOR))),
        Column("recipient", str, "to whom", lambda it: joined(it.names(Role.RECIPIENT))),
        Column("victim", str, "who was harmed", lambda it: joined(it.names(Role.VICTIM))),
        Column("place", str, "name of the place", lambda it: it.where("name")),
        Column("place_kind", str, "city, county, region, country, …", lambda it: it.where("kind")),
        Column("geonameid", int, "in GeoNames", lambda it: it.where("geonameid")),
        Column("country", str, "ISO 3166-1 alpha-2", lambda it: it.where("country")),
        Column("lat", float, "degrees, WGS 84", lambda it: it.where("lat")),
        Column("lon", float, "degrees, WGS 84", lambda it: it.where("lon")),
        *(_counted(what, bound) for what in ("killed", "injured") for bound in ("low", "best", "high")),
        Column("origins", int, "independent origins that say it is so", lambda it: len(it.affirming)),
        Column("articles", str, "ids of the articles that tell it", lambda it: joined(it.articles)),
        Column("headline_only", bool, "only headlines have it", lambda it: it.incident.headline_only),
    ),
    tell_incidents,
)

ACCOUNTS = Table(
    "accounts",
    "one row an origin's account of an incident",
    (
        Column("incident", str, "id", lambda it: it[0].incident.id),
        Column("origin", str, "whose word it is", lambda it: it[1].origin.name),
        Column("kind", str, "sort of source; empty: the reporter's voice", lambda it: it[1].origin.kind),
        Column("named", bool, "whether it is named", lambda it: it[1].origin.named),
        Column("stance", str, "affirms, denies, …", lambda it: it[1].stance),
        Column("side", str, "where it stands to the incident", lambda it: it[1].side),
        Column("day", str, "ISO day on which it first said so", lambda it: it[1].day),
        Column(
            "words", str, "the words that carry it", lambda it: " … ".join(one.text for one in it[1].evidence)
        ),
        Column(
            "articles",
            str,
            "articles it stands in",
            lambda it: joined(dict.fromkeys(one.article for one in it[1].evidence)),
        ),
        Column("copies", str, "articles that only pass it on", lambda it: joined(it[1].copies)),
    ),
    _testimonies,
)

COUNTS = Table(
    "counts",
    "one row a count that an origin gives of an incident",
    (
        Column("incident", str, "id", lambda it: it[0].incident.id),
        Column("what", str, "killed, injured, …", lambda it: it[1].what),
        Column("low", int, "low", lambda it: it[1].low),
        Column("best", int, "best", lambda it: it[1].best),
        Column("high", int, "high", lambda it: it[1].high),
        Column("origin", str, "whose count it is", lambda it: _origin(it[0], it[1].origin)),
        Column("day", str, "ISO day", lambda it: it[1].day),
        Column("words", str, "the words", lambda it: it[1].evidence.text),
        Column("article", str, "the article", lambda it: it[1].evidence.article),
        Column("start", int, "where the words start", lambda it: it[1].evidence.span.start),
        Column("end", int, "where they end", lambda it: it[1].evidence.span.end),
    ),
    _tolls,
)

CONTRADICTIONS = Table(
    "contradictions",
    "one row a contradiction or revision",
    (
        Column("contradiction", str, "id", lambda it: it[1].id),
        Column("story", str, "id of the story", lambda it: it[0].story.id),
        Column("incident", str, "id", lambda it: it[1].incident),
        Column("kind", str, "count, actor, place, time, denial", lambda it: it[1].kind),
        Column(
            "revision",
            bool,
            "one origin alone, which says something else than before",
            lambda it: it[1].revision,
        ),
        Column("claims", str, "what each side says, and who that is", lambda it: tell_claims(it[1])),
    ),
    _contradictions,
)

TIMELINE = Table(
    "timeline",
    "one row a moment of a story",
    (
        Column("story", str, "id of the story", lambda it: it[0].story.id),
        Column("day", str, "ISO 8601, cut to its precision", lambda it: it[1].day),
        Column("incident", str, "id", lambda it: it[1].incident),
        Column("words", str, "what happened, in an article's words", lambda it: it[1].words),
        Column("status", str, "on whose word it stands", lambda it: it[1].status),
        Column("says", str, "whose word that is", lambda it: it[1].says),
        Column("articles", int, "how many independent articles tell it", lambda it: it[1].articles),
    ),
    _days,
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        ARTICLES, STATEMENTS, EVENTS, ENTITIES, INCIDENTS, ACCOUNTS, COUNTS, CONTRADICTIONS, TIMELINE,
    )
}  # fmt: skip

"""A story: what is known, by status; the timeline; accounts side by side; contradictions, copies, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from onrecord.cells import Cell
from onrecord.errors import NotKept
from onrecord.standing.telling import tell_testimony
from onrecord.types import Copy, Incident, Role, Story, Testimony
from onrecord.views.marks import STATUSES
from onrecord.views.rivals import find_disputed
from onrecord.web.asking import Answer, Ask, Table, View, not_found
from onrecord.web.pages.front import CLAIM_COLUMNS, claim_rows, headlines
from onrecord.web.telling import tell_toll

SIDE_BY_SIDE = 12  # incidents whose accounts are shown beside each other; all are on their own pages
SHOWN = 60  # incidents of a status shown on the story's page; the rest are in the table
MOMENTS = 200  # entries of a timeline shown
PEOPLE = 80

INCIDENT_COLUMNS = (
    "incident", "status", "type", "mode", "modality", "words", "first_day", "last_day",
    "actor", "recipient", "victim", "place", "country", "lat", "lon", "tolls", "origins", "because",
)  # fmt: skip
MOMENT_COLUMNS = ("day", "incident", "words", "status", "says", "articles")
ACCOUNT_COLUMNS = (
    "incident", "origin", "kind", "named", "side", "stance", "day", "article", "start", "end", "words", "copies",
)  # fmt: skip
COPY_COLUMNS = ("article", "original", "kind", "share", "why")
PEOPLE_COLUMNS = ("identity", "type", "name", "aliases", "country", "roles", "mentions")


@dataclass(frozen=True, slots=True)
class Told:
    """An incident in words: who, whom, where."""

    incident: Incident
    who: tuple[tuple[str, str | None], ...]  # name, identity
    whom: tuple[tuple[str, str | None], ...]
    further: tuple[tuple[str, str, str | None], ...]  # "with", name, identity
    affirming: tuple[Testimony, ...]
    disputed: bool = False  # who did it: one or the other of them


@dataclass(frozen=True, slots=True)
class Group:
    """Copies folded under their original."""

    original: str
    copies: tuple[Copy, ...]


def show_story(ask: Ask) -> Answer:
    """Everything a story puts on the record."""
    story = find_story(ask, ask.path["story"])
    disputed = find_disputed(story)
    told = {one.id: tell_incident(one, disputed=one.id in disputed) for one in story.incidents}
    by_status = [
        (status, meaning, [told[one.id] for one in story.incidents if one.status is status])
        for status, meaning in STATUSES.items()
    ]
    heads = headlines(ask, story.id)
    values = {
        "story": story,
        "told": told,
        "by_status": [(status, meaning, group) for status, meaning, group in by_status if group],
        "side_by_side": [told[one.id] for one in _disputable(story.incidents)],
        "shown": SHOWN,
        "moments": story.timeline[:MOMENTS],
        "groups": _groups(story.copies),
        "folded": {copy.article for copy in story.copies},
        "people": sorted(story.identities, key=lambda one: -len(one.members))[:PEOPLE],
        "heads": heads,
        "contradictions": [one for one in story.contradictions if not one.revision],
        "pictures": [name for name, shown in _pictures(story) if shown],
        "revisions": [one for one in story.contradictions if one.revision],
    }
    return View("story.html", values, story, _tables(story))


def show_incident(ask: Ask) -> Answer:
    """One event across articles: every account of it, its history, its words."""
    story = find_story(ask, ask.path["story"])
    incident = next((one for one in story.incidents if one.id == ask.path["incident"]), None)
    if incident is None:
        raise not_found(f"The story has no incident {ask.path['incident']}; it may be part of another now.")
    found = tuple(one for one in story.contradictions if one.incident == incident.id)
    values = {
        "story": story,
        "incident": incident,
        "one": tell_incident(incident, disputed=incident.id in find_disputed(story)),
        "contradictions": found,
        "others": [tell_incident(one) for one in story.incidents if one.id != incident.id][:SHOWN],
        "heads": headlines(ask, story.id),
        "origins": {one.origin.id: one.origin for one in incident.testimonies},
    }
    accounts = Table(ACCOUNT_COLUMNS, tuple(_account_rows([incident])))
    return View("incident.html", values, incident, {"accounts": accounts})


def find_story(ask: Ask, id: str) -> Story:
    """The story of that id, or that holds the article whose id made it."""
    try:
        return ask.desk.story(id)
    except NotKept as error:
        raise not_found(f"There is no story {id}.") from error


def tell_incident(incident: Incident, *, disputed: bool = False) -> Told:
    """An incident in words; `disputed`, whether it is which of them did it."""
    words = (
        (Role.INSTRUMENT, "with"),
        (Role.ORIGIN, "from"),
        (Role.DESTINATION, "to"),
        (Role.TOPIC, "about:"),
    )
    return Told(
        incident,
        _names(incident, Role.ACTOR),
        _names(incident, Role.VICTIM, Role.RECIPIENT),
        tuple((word, *named) for role, word in words for named in _names(incident, role)),
        tuple(one for one in incident.testimonies if one.stance == "affirms"),
        disputed,
    )


@cache
def can_draw() -> bool:
    """Whether what draws is installed."""
    return all(find_spec(name) for name in ("altair", "vl_convert"))


def _pictures(story: Story) -> Iterator[tuple[str, bool]]:
    """Which pictures have something to show."""
    drawn = can_draw()
    yield "map", drawn and any(one.where and one.where.lat is not None for one in story.incidents)
    yield "status", drawn and any(len(one.history) > 1 for one in story.incidents)
    yield "voices", drawn and any(len(one.testimonies) > 1 for one in story.incidents)
    yield "timeline", drawn and len({one.last_day for one in story.incidents if one.last_day}) > 1


def _names(incident: Incident, *roles: Role) -> tuple[tuple[str, str | None], ...]:
    found = {part.name: part.identity for role in roles for part in incident.parts if part.role is role}
    return tuple(found.items())


def _disputable(incidents: tuple[Incident, ...]) -> list[Incident]:
    """Those that several origins speak of, the most first."""
    several = [one for one in incidents if len({t.origin.id for t in one.testimonies}) > 1]
    return sorted(several, key=lambda one: -len(one.testimonies))[:SIDE_BY_SIDE]


def _groups(copies: tuple[Copy, ...]) -> list[Group]:
    by_original: dict[str, list[Copy]] = {}
    for copy in copies:
        by_original.setdefault(copy.original, []).append(copy)
    return [Group(original, tuple(found)) for original, found in by_original.items()]


# ---- Tables ----------------------------------------------------------------------------------------------


def _tables(story: Story) -> dict[str, Table]:
    moments = (
        (one.day, one.incident, one.words, one.status, one.says, one.articles) for one in story.timeline
    )
    copies = ((one.article, one.original, one.kind, one.share, one.why) for one in story.copies)
    people = (
        (
            *(one.id, one.type, one.name, "; ".join(one.aliases), one.country, "; ".join(one.roles)),
            len(one.members),
        )
        for one in story.identities
    )
    claims = (row for found in story.contradictions for row in claim_rows(story.id, found))
    return {
        "incidents": Table(INCIDENT_COLUMNS, map(_incident_row, story.incidents)),
        "timeline": Table(MOMENT_COLUMNS, moments),
        "accounts": Table(ACCOUNT_COLUMNS, _account_rows(story.incidents)),
        "contradictions": Table(CLAIM_COLUMNS, claims),
        "copies": Table(COPY_COLUMNS, copies),
        "people": Table(PEOPLE_COLUMNS, people),
    }


def _incident_row(incident: Incident) -> tuple[Cell, ...]:
    def names(role: Role) -> str:
        return "; ".join(name for name, _ in _names(incident, role))

    where = incident.where
    origins = Counter(one.origin.name for one in incident.testimonies)
    return (
        *(incident.id, incident.status, incident.type, incident.mode, incident.modality, incident.words),
        *(incident.first_day, incident.last_day),
        *(names(Role.ACTOR), names(Role.RECIPIENT), names(Role.VICTIM)),
        *((where.name, where.country, where.lat, where.lon) if where else (None, None, None, None)),
        "; ".join(tell_toll(toll) for toll in incident.tolls),
        "; ".join(origins),
        "; ".join(one.why for one in incident.because),
    )


def _account_rows(incidents: Iterable[Incident]) -> Iterator[tuple[Cell, ...]]:
    for incident in incidents:
        for one in incident.testimonies:
            told = (
                *(incident.id, one.origin.name, one.origin.kind, "yes" if one.origin.named else "no"),
                *(one.side, tell_testimony(one), one.day),
            )
            for words in one.evidence:
                place = (words.article, words.span.start, words.span.end, words.text)
                yield (*told, *place, "; ".join(one.copies))

"""Stories as they were worked out, ready to be shown, and what they are listed by: rows in, rows out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, delete, or_, select, true, update

from onrecord.store.batches import batches
from onrecord.store.findings import matching
from onrecord.store.packing import pack, unpack
from onrecord.store.rows import put_rows
from onrecord.store.schema import (
    articles,
    contradictions,
    dirty,
    findings,
    incident_events,
    incidents,
    noticed,
    standings,
    stories,
)
from onrecord.store.words import clean

MOST_MATCHES = 5_000  # articles with the words, whose stories are listed: the newest


@dataclass(frozen=True, slots=True)
class StoryRows:
    """A story with all that it is found by; `body` and those of its parts are JSON."""

    story: dict[str, Any]
    articles: tuple[int, ...]
    incidents: tuple[dict[str, Any], ...]
    events: tuple[dict[str, Any], ...]
    contradictions: tuple[dict[str, Any], ...]
    standings: tuple[dict[str, Any], ...]


def find_dirty(connection: Connection, limit: int) -> list[int]:
    """Articles whose stories are to be worked out anew, the longest waiting first."""
    return list(connection.scalars(select(dirty.c.article).order_by(dirty.c.article).limit(limit)))


def clear_dirty(connection: Connection, numbers: Iterable[int]) -> None:
    for some in batches(numbers):
        connection.execute(delete(dirty).where(dirty.c.article.in_(some)))


def find_statuses(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Incidents of stories → their statuses."""
    told: dict[str, str] = {}
    for some in batches(ids):
        rows = connection.execute(
            select(incidents.c.id, incidents.c.status).where(incidents.c.story.in_(some))
        )
        told |= {row.id: row.status for row in rows}
    return told


def drop_stories(connection: Connection, ids: Collection[str]) -> None:
    """Takes stories out with all that was worked out of them."""
    for some in batches(ids):
        inside = select(incidents.c.id).where(incidents.c.story.in_(some))
        connection.execute(delete(standings).where(standings.c.incident.in_(inside)))
        connection.execute(delete(incident_events).where(incident_events.c.incident.in_(inside)))
        connection.execute(delete(contradictions).where(contradictions.c.story.in_(some)))
        connection.execute(delete(incidents).where(incidents.c.story.in_(some)))
        connection.execute(delete(stories).where(stories.c.id.in_(some)))
        connection.execute(update(articles).where(articles.c.story.in_(some)).values(story=None))


def put_stories(connection: Connection, rows: Sequence[StoryRows]) -> None:
    """Files stories in place of whatever stood under their ids."""
    if not rows:
        return
    put_rows(connection, stories, [_packed(row.story) for row in rows])
    told = [{"of": number, "now": row.story["id"]} for row in rows for number in row.articles]
    belongs = update(articles).where(articles.c.number == bindparam("of")).values(story=bindparam("now"))
    connection.execute(belongs, told)
    inside = (
        (incidents, [_packed(one) for row in rows for one in row.incidents]),
        (incident_events, [one for row in rows for one in row.events]),
        (contradictions, [_packed(one) for row in rows for one in row.contradictions]),
        (standings, [_packed(one) for row in rows for one in row.standings]),
    )
    for table, values in inside:
        put_rows(connection, table, values)
    _set_standing(connection, rows)


def _set_standing(connection: Connection, rows: Sequence[StoryRows]) -> None:
    """Tells each event how the incident stands that it is of."""
    status = {one["id"]: one["status"] for row in rows for one in row.incidents}
    told = [
        {"of": one["article"], "which": one["finding"], "now": status[one["incident"]]}
        for row in rows
        for one in row.events
    ]
    if told:
        which = (findings.c.article == bindparam("of")) & (findings.c.finding == bindparam("which"))
        connection.execute(update(findings).where(which).values(stands=bindparam("now")), told)


def put_noticed(connection: Connection, changes: Sequence[Any]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    put_rows(connection, noticed, [{"at": now, "body": pack(change)} for change in changes])


def find_noticed(connection: Connection, after: int, limit: int) -> Sequence[Row[Any]]:
    """Changes of status in the order in which they were noticed, after a number."""
    query = select(noticed).where(noticed.c.number > after).order_by(noticed.c.number).limit(limit)
    return connection.execute(query).all()


def last_noticed(connection: Connection) -> int:
    """The number of the last change that was noticed."""
    return connection.scalar(select(noticed.c.number).order_by(noticed.c.number.desc()).limit(1)) or 0


def find_story(connection: Connection, id: str) -> Any | None:
    """A story's JSON."""
    body = connection.scalar(select(stories.c.body).where(stories.c.id == id))
    return None if body is None else unpack(body)


def list_stories(
    connection: Connection, conditions: Sequence[Any], order: Sequence[Any], limit: int
) -> Sequence[Row[Any]]:
    """Stories without their bodies."""
    narrow = [column for column in stories.c if column.name != "body"]
    query = select(*narrow).where(and_(true(), *conditions)).order_by(*order).limit(limit)
    return connection.execute(query).all()


def stories_with(connection: Connection, text: str) -> Select[Any]:
    """The ids of the stories of the newest articles that have the words."""
    query = select(findings.c.article)
    query, number = matching(connection, query, text, ((("what", "articles"),),))
    newest = query.order_by(number.desc()).limit(MOST_MATCHES).subquery()
    return select(articles.c.story).where(articles.c.number.in_(select(newest.c.article)))


def articles_of(connection: Connection, ids: Collection[str]) -> Sequence[Row[Any]]:
    """The articles of stories, in the order in which they appeared."""
    told: list[Row[Any]] = []
    for some in batches(ids):
        told += connection.execute(
            select(articles).where(articles.c.story.in_(some)).order_by(articles.c.published, articles.c.id)
        )
    return told


def list_contradictions(connection: Connection, conditions: Sequence[Any], limit: int) -> Sequence[Row[Any]]:
    """Contradictions with the titles of their stories, the newest first."""
    query = (
        select(contradictions, stories.c.title)
        .join(stories, stories.c.id == contradictions.c.story)
        .where(and_(true(), *conditions))
        .order_by(contradictions.c.day.desc(), contradictions.c.id.desc())
        .limit(limit)
    )
    return connection.execute(query).all()


def list_standings(
    connection: Connection,
    since: str | None,
    story: str | None,
    before: tuple[str, str, int] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Changes of status by the day of the articles that made them, the newest first."""
    query = select(standings)
    if story:
        query = query.join(incidents, incidents.c.id == standings.c.incident).where(
            incidents.c.story == story
        )
    if since:
        query = query.where(standings.c.day >= since)
    if before:
        day, incident, ordinal = before
        query = query.where(
            or_(
                standings.c.day < day,
                and_(standings.c.day == day, standings.c.incident < incident),
                and_(standings.c.day == day, standings.c.incident == incident, standings.c.ordinal < ordinal),
            )
        )
    order = (standings.c.day.desc(), standings.c.incident.desc(), standings.c.ordinal.desc())
    return connection.execute(query.order_by(*order).limit(limit)).all()


def _packed(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: pack(value) if name == "body" else clean(value) if isinstance(value, str) else value
        for name, value in values.items()
    }

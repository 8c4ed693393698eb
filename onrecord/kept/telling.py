"""Stories that were worked out → lists of them, and of what is in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from onrecord.errors import NotARecord
from onrecord.kept.cursors import BETWEEN, halves, whole
from onrecord.kept.values import (
    MOST,
    ArticleRef,
    Listing,
    OpenContradiction,
    Order,
    StatusCount,
    StoryQuery,
    StoryRow,
)
from onrecord.store import stories as rows
from onrecord.store.articles import find_article
from onrecord.store.packing import unpack
from onrecord.store.schema import articles, contradictions, incidents, stories
from onrecord.types import Contradiction, ContradictionKind, Status, StatusChange, Story
from onrecord.wire import value_from_json


def list_stories(connection: Connection, query: StoryQuery) -> Listing[StoryRow]:
    """The stories that a query asks for."""
    limit = max(1, min(query.limit, MOST))
    key = stories.c.articles if query.order is Order.LARGEST else stories.c.last_day
    conditions: list[Any] = [stories.c.articles >= query.least]
    if query.text:
        conditions.append(stories.c.id.in_(rows.stories_with(connection, query.text)))
    if query.since:
        conditions.append(stories.c.last_day >= query.since)
    if query.until:
        conditions.append(stories.c.first_day <= query.until)
    if query.cursor:
        value, id = halves(query.cursor)
        at: Any = whole(value, query.cursor) if query.order is Order.LARGEST else value
        conditions.append(or_(key < at, and_(key == at, stories.c.id < id)))
    found = rows.list_stories(connection, conditions, (key.desc(), stories.c.id.desc()), limit + 1)
    members = _members(connection, found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    cursor = (
        f"{last.articles if query.order is Order.LARGEST else last.last_day}{BETWEEN}{last.id}"
        if last
        else None
    )
    return Listing(tuple(_story_row(row, members[row.id]) for row in found[:limit]), cursor)


def find_story(connection: Connection, id: str) -> Story | None:
    """The story of that id, or the one that now holds the article which the id was made from, or is."""
    body = rows.find_story(connection, id)
    if body is None and (held := _held_by(connection, id)):
        body = rows.find_story(connection, held)
    if body is None:
        return None
    try:
        return value_from_json(Story, body)
    except NotARecord:  # made by an older Onrecord: it is worked out anew by the next who may write
        return None


def list_contradictions(  # noqa: PLR0913, PLR0917  (what they are filtered by)
    connection: Connection,
    story: str | None,
    revisions: bool,
    kind: ContradictionKind | None,
    cursor: str | None,
    limit: int,
) -> Listing[OpenContradiction]:
    """Contradictions between origins, or what one origin says otherwise than before, the newest first."""
    most = max(1, min(limit, MOST))
    conditions: list[Any] = [contradictions.c.revision.is_(revisions)]
    if story:
        conditions.append(contradictions.c.story == story)
    if kind:
        conditions.append(contradictions.c.kind == kind.value)
    if cursor:
        day, id = halves(cursor)
        conditions.append(
            or_(contradictions.c.day < day, and_(contradictions.c.day == day, contradictions.c.id < id))
        )
    found = rows.list_contradictions(connection, conditions, most + 1)
    told = [(row, value_from_json(Contradiction, unpack(row.body))) for row in found[:most]]
    words = _words(connection, [one.incident for _, one in told])
    last = found[most - 1] if len(found) > most else None
    return Listing(
        tuple(OpenContradiction(row.story, row.title, words.get(one.incident, ""), one) for row, one in told),
        f"{last.day}{BETWEEN}{last.id}" if last else None,
    )


def list_status_changes(
    connection: Connection, since: str | None, story: str | None, cursor: str | None, limit: int
) -> Listing[StatusChange]:
    """Changes of status by day, the newest first."""
    most = max(1, min(limit, MOST))
    before: tuple[str, str, int] | None = None
    if cursor:
        first, ordinal = halves(cursor)
        before = (*halves(first), whole(ordinal, cursor))
    found = rows.list_standings(connection, since, story, before, most + 1)
    last = found[most - 1] if len(found) > most else None
    return Listing(
        tuple(value_from_json(StatusChange, unpack(row.body)) for row in found[:most]),
        f"{last.day}{BETWEEN}{last.incident}{BETWEEN}{last.ordinal}" if last else None,
    )


def list_noticed(
    connection: Connection, after: int | None, limit: int
) -> tuple[tuple[int, StatusChange], ...]:
    """Changes of status as they were noticed, after a number; after None the last one alone."""
    start = max(0, rows.last_noticed(connection) - 1) if after is None else after
    return tuple(
        (row.number, value_from_json(StatusChange, unpack(row.body)))
        for row in rows.find_noticed(connection, start, limit)
    )


def _held_by(connection: Connection, id: str) -> str | None:
    row = find_article(connection, id)
    if row is not None:
        return str(row.story) if row.story else None
    return connection.scalar(
        select(articles.c.story).where(articles.c.anchor == id, articles.c.story.is_not(None))
    )


def _members(connection: Connection, found: Sequence[Row[Any]]) -> dict[str, list[ArticleRef]]:
    members: dict[str, list[ArticleRef]] = defaultdict(list)
    for row in rows.articles_of(connection, [story.id for story in found]):
        members[row.story].append(ArticleRef(row.id, row.headline or "", row.outlet, row.url, row.published))
    return members


def _story_row(row: Row[Any], members: Sequence[ArticleRef]) -> StoryRow:
    told = (line.rsplit(" ", 1) for line in row.statuses.split("\n") if line)
    return StoryRow(
        id=row.id,
        title=row.title,
        first_day=row.first_day,
        last_day=row.last_day or None,
        articles=tuple(members),
        copies=row.copies,
        incidents=row.incidents,
        contradictions=row.contradictions,
        people=tuple(name for name in row.people.split("\n") if name),
        statuses=tuple(StatusCount(Status(status), int(count)) for status, count in told),
    )


def _words(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    found = connection.execute(select(incidents.c.id, incidents.c.words).where(incidents.c.id.in_(ids)))
    return {row.id: row.words for row in found}

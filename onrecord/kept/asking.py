"""Questions to a record kept → rows that answer them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row

from onrecord.kept.cursors import from_cursor, to_cursor
from onrecord.kept.indexing import find_key
from onrecord.kept.values import MOST, ArticleRow, Hit, Listing, Query, What
from onrecord.store.findings import Sought, find_findings
from onrecord.store.words import fold
from onrecord.types import Act, EventType, SourceKind, Status

Item = TypeVar("Item")


def search(connection: Connection, query: Query) -> Listing[Hit]:
    """The findings that a query asks for, newest first."""
    limit = max(1, min(query.limit, MOST))
    rows = find_findings(connection, as_sought(query, before=_before(query), limit=limit + 1))
    return as_listing(rows, limit, as_hit)


def list_articles(connection: Connection, query: Query) -> Listing[ArticleRow]:
    """The articles that a query asks for, newest first."""
    limit = max(1, min(query.limit, MOST))
    sought = Sought(
        text=query.text,
        facets=((("what", What.ARTICLES.value),), *_facets(query)),
        since=query.since,
        until=query.until,
        story=query.story,
        before=_before(query),
        limit=limit + 1,
    )
    rows = find_findings(connection, sought)
    return as_listing(rows, limit, _article_row)


def as_sought(query: Query, *, before: int | None, limit: int) -> Sought:
    """What findings a query asks for."""
    return Sought(
        text=query.text,
        facets=_facets(query),
        since=query.since,
        until=query.until,
        status=query.status and query.status.value,
        story=query.story,
        before=before,
        limit=limit,
    )


def as_listing(rows: Sequence[Row[Any]], limit: int, make: Callable[[Row[Any]], Item]) -> Listing[Item]:
    """The first rows as a listing: one more than the limit tells that there are others."""
    cursor = to_cursor(rows[limit - 1].number) if len(rows) > limit else None
    return Listing(tuple(make(row) for row in rows[:limit]), cursor)


def _before(query: Query) -> int | None:
    return None if query.cursor is None else from_cursor(query.cursor)


def _facets(query: Query) -> tuple[tuple[tuple[str, str], ...], ...]:
    asked = {
        "what": None if query.what is What.ANY else query.what.value,
        "source": query.source and find_key(query.source),
        "kind": query.kind and query.kind.value,
        "act": query.act and query.act.value,
        "person": query.person and find_key(query.person),
        "place": query.place and find_key(query.place),
        "type": query.type and query.type.value,
        "outlet": query.outlet and fold(query.outlet),
    }
    return tuple(((facet, value),) for facet, value in asked.items() if value)


def as_hit(row: Row[Any]) -> Hit:
    """A row of findings as it is listed."""
    stands = row.stands or row.status
    return Hit(
        what=What(row.what),
        article=row.id,
        finding=row.finding,
        words=row.words,
        start=row.start,
        end=row.end,
        day=row.day,
        headline=row.headline or "",
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        source=row.source,
        kind=SourceKind(row.kind) if row.kind else None,
        act=Act(row.act) if row.act else None,
        type=EventType(row.type) if row.type else None,
        mode=row.mode,
        status=Status(stands) if stands else None,
        incident=row.incident,
        story=row.story,
    )


def _article_row(row: Row[Any]) -> ArticleRow:
    return ArticleRow(
        id=row.id,
        headline=row.headline or "",
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        day=row.appeared,
        versions=row.versions,
        statements=row.statements,
        events=row.events,
        story=row.story,
    )

"""Questions to a record kept → rows that answer them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.errors import NotKept
from onrecord.kept.values import MOST, ArticleRow, Dossier, Hit, Known, Listing, Query, What
from onrecord.store.findings import Sought, find_findings
from onrecord.store.schema import entities
from onrecord.store.words import fold
from onrecord.types import Act, EventType, SourceKind, Status

NAMED_WAYS = 20  # ways in which somebody is named that are told


def search(connection: Connection, query: Query) -> Listing[Hit]:
    """The findings that a query asks for, newest first."""
    limit = max(1, min(query.limit, MOST))
    sought = Sought(
        text=query.text,
        facets=_facets(query),
        since=query.since,
        until=query.until,
        status=query.status and query.status.value,
        story=query.story,
        before=_number(query.cursor),
        limit=limit + 1,
    )
    rows = find_findings(connection, sought)
    return Listing(tuple(_hit(row) for row in rows[:limit]), _cursor(rows, limit))


def list_articles(connection: Connection, query: Query) -> Listing[ArticleRow]:
    """The articles that a query asks for, newest first."""
    limit = max(1, min(query.limit, MOST))
    sought = Sought(
        text=query.text,
        facets=((("what", What.ARTICLES.value),), *_facets(query)),
        since=query.since,
        until=query.until,
        story=query.story,
        before=_number(query.cursor),
        limit=limit + 1,
    )
    rows = find_findings(connection, sought)
    return Listing(tuple(_article_row(row) for row in rows[:limit]), _cursor(rows, limit))


def find_dossier(connection: Connection, name: str, limit: int) -> Dossier:
    """What is on record of a name: who bears it, what they said, what was said of them.

    Raises NotKept for a name that no article names anybody by.
    """
    key = fold(name)
    rows = connection.execute(
        select(
            entities.c.name, entities.c.type, entities.c.country, entities.c.roles, entities.c.article
        ).where(entities.c.key == key)
    ).all()
    if not rows:
        raise NotKept(f"{name}: nobody on record bears this name; look for it with: onrecord search {name!r}")
    ways = Counter((row.name, row.type, row.country) for row in rows)
    roles = Counter(role for row in rows for role in row.roles.split("\n") if role)
    told = [
        Known(name, type, country, count) for (name, type, country), count in ways.most_common(NAMED_WAYS)
    ]
    said = search(connection, Query(what=What.STATEMENTS, source=name, limit=limit))
    of = search_of(connection, name, limit)
    events = search(connection, Query(what=What.EVENTS, person=name, limit=limit))
    articles = len({row.article for row in rows})
    return Dossier(
        told[0].name, tuple(told), tuple(role for role, _ in roles.most_common()), articles, said, of, events
    )


def search_of(connection: Connection, name: str, limit: int, cursor: str | None = None) -> Listing[Hit]:
    """Statements whose content names somebody."""
    facets = ((("what", What.STATEMENTS.value),), (("about", fold(name)),))
    rows = find_findings(connection, Sought(facets=facets, before=_number(cursor), limit=limit + 1))
    return Listing(tuple(_hit(row) for row in rows[:limit]), _cursor(rows, limit))


def _facets(query: Query) -> tuple[tuple[tuple[str, str], ...], ...]:
    asked = {
        "what": None if query.what is What.ANY else query.what.value,
        "source": query.source and fold(query.source),
        "kind": query.kind and query.kind.value,
        "act": query.act and query.act.value,
        "person": query.person and fold(query.person),
        "place": query.place and fold(query.place),
        "type": query.type and query.type.value,
        "outlet": query.outlet and fold(query.outlet),
    }
    return tuple(((facet, value),) for facet, value in asked.items() if value)


def _number(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    try:
        return int(cursor, 36)
    except ValueError as error:
        raise NotKept(f"{cursor}: is no cursor; begin without one") from error


def _cursor(rows: Any, limit: int) -> str | None:
    return _base36(rows[limit - 1].number) if len(rows) > limit else None


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def _hit(row: Row[Any]) -> Hit:
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

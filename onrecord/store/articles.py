"""Articles, their versions and the pages these were read from: rows in, rows out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select, update

from onrecord.store.batches import batches
from onrecord.store.packing import pack_bytes, unpack_bytes
from onrecord.store.rows import put_rows
from onrecord.store.schema import (
    articles,
    contradictions,
    dirty,
    judgements,
    pages,
    seen,
    stories,
    versions,
)
from onrecord.store.words import clean
from onrecord.types import Page, PageKind

FAR = 1_000_000  # added to ordinals while they are set anew: none may stand twice, not for a moment


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is told of an article in lists: its newest version's facts."""

    url: str | None
    outlet: str | None
    headline: str | None
    published: str | None
    day: str | None
    language: str
    newest: int
    versions: int
    statements: int
    events: int


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be filed."""

    number: int
    article: int
    ordinal: int
    seen: str | None
    published: str | None
    words: str
    filed: str
    form: str
    record: bytes


def find_known(connection: Connection, digests: Collection[str]) -> dict[str, str]:
    """Digests of pages that are filed already → the ids of their articles."""
    query = select(seen.c.digest, articles.c.id).join(articles, articles.c.number == seen.c.article)
    found: dict[str, str] = {}
    for some in batches(digests):
        found |= {row.digest: row.id for row in connection.execute(query.where(seen.c.digest.in_(some)))}
    return found


def find_articles(
    connection: Connection, ids: Collection[str], addresses: Collection[str] = ()
) -> Sequence[Row[Any]]:
    """The articles of these ids, or at one of these addresses."""
    found: list[Row[Any]] = []
    for some in batches(ids):
        found += connection.execute(select(articles).where(articles.c.id.in_(some)))
    for some in batches(addresses):
        found += connection.execute(select(articles).where(articles.c.address.in_(some)))
    return found


def find_article(connection: Connection, id: str) -> Row[Any] | None:
    """The article filed under an id, or at an address."""
    query = select(articles).where(or_(articles.c.id == id, articles.c.address == id))
    rows = connection.execute(query).all()
    return next((row for row in rows if row.id == id), rows[0] if rows else None)


def find_numbered(connection: Connection, numbers: Collection[int]) -> Sequence[Row[Any]]:
    """The articles of these numbers."""
    found: list[Row[Any]] = []
    for some in batches(numbers):
        found += connection.execute(select(articles).where(articles.c.number.in_(some)))
    return found


def find_versions(connection: Connection, numbers: Collection[int]) -> Sequence[Row[Any]]:
    """All versions of the articles of these numbers, the oldest first."""
    found: list[Row[Any]] = []
    query = select(versions).order_by(versions.c.article, versions.c.ordinal)
    for some in batches(numbers):
        found += connection.execute(query.where(versions.c.article.in_(some)))
    return found


def find_places(connection: Connection, numbers: Collection[int]) -> Sequence[Row[Any]]:
    """What puts the versions of articles in order, and tells their words apart; without their records."""
    found: list[Row[Any]] = []
    narrow = [versions.c[name] for name in ("article", "number", "seen", "published", "words")]
    query = select(*narrow).order_by(versions.c.article, versions.c.ordinal)
    for some in batches(numbers):
        found += connection.execute(query.where(versions.c.article.in_(some)))
    return found


def find_changed(connection: Connection, since: str | None, limit: int) -> Sequence[Row[Any]]:
    """The articles with several versions, those whose newest was seen last first."""
    query = (
        select(articles)
        .join(versions, versions.c.number == articles.c.newest)
        .where(articles.c.versions > 1)
        .order_by(versions.c.seen.desc(), articles.c.number.desc())
        .limit(limit)
    )
    if since:
        query = query.where(versions.c.seen >= since)
    return connection.execute(query).all()


def find_page(connection: Connection, article: int, ordinal: int) -> Page | None:
    """The page that a version was read from, as it was fetched."""
    query = (
        select(pages)
        .join(versions, versions.c.number == pages.c.version)
        .where(versions.c.article == article, versions.c.ordinal == ordinal)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    facts = {name: getattr(row, name) for name in ("id", "url", "outlet", "published", "headline", "charset")}
    fetched = None if row.fetched is None else date.fromisoformat(row.fetched)
    return Page(**facts, body=unpack_bytes(row.body), kind=PageKind(row.kind), fetched=fetched)


def next_numbers(connection: Connection) -> tuple[int, int]:
    """The numbers that the next article and the next version have."""
    article = connection.scalar(select(func.max(articles.c.number))) or 0
    version = connection.scalar(select(func.max(versions.c.number))) or 0
    return article + 1, version + 1


def put_articles(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    put_rows(connection, articles, [_cleaned(row) for row in rows])


def set_facts(connection: Connection, number: int, facts: ArticleFacts) -> None:
    connection.execute(update(articles).where(articles.c.number == number).values(**facts_of(facts)))


def facts_of(facts: ArticleFacts) -> dict[str, Any]:
    """The facts as columns."""
    return _cleaned({field.name: getattr(facts, field.name) for field in fields(facts)})


def put_versions(connection: Connection, rows: Sequence[tuple[NewVersion, Page]]) -> None:
    names = [field.name for field in fields(NewVersion)]
    put_rows(connection, versions, [{name: getattr(row, name) for name in names} for row, _ in rows])
    put_rows(connection, pages, [_page_values(row.number, page) for row, page in rows])


def set_ordinals(connection: Connection, ordinals: dict[int, int]) -> None:
    """Gives versions (by number) their places anew."""
    for far in (FAR, 0):
        for number, ordinal in ordinals.items():
            connection.execute(
                update(versions).where(versions.c.number == number).values(ordinal=ordinal + far)
            )


def put_seen(connection: Connection, digests: dict[str, int]) -> None:
    rows = [{"digest": digest, "article": article} for digest, article in sorted(digests.items())]
    put_rows(connection, seen, rows)


def set_dirty(connection: Connection, numbers: Iterable[int]) -> None:
    """Marks articles whose stories are to be worked out anew."""
    wanted = set(numbers)
    had: set[int] = set()
    for some in batches(wanted):
        had.update(connection.scalars(select(dirty.c.article).where(dirty.c.article.in_(some))))
    put_rows(connection, dirty, [{"article": number} for number in sorted(wanted - had)])


def count_all(connection: Connection) -> dict[str, int]:
    """How much there is of each: articles, versions, statements, …; `waiting` are the articles of no story yet."""
    sums = select(
        func.count(),
        *(func.coalesce(func.sum(articles.c[name]), 0) for name in ("versions", "statements", "events")),
    )
    told = connection.execute(sums.select_from(articles)).one()
    counts = dict(zip(("articles", "versions", "statements", "events"), map(int, told), strict=True))
    known = connection.execute(select(func.count(), func.coalesce(func.sum(stories.c.incidents), 0))).one()
    counts |= zip(("stories", "incidents"), map(int, known), strict=True)
    tables = {
        "contradictions": contradictions,
        "judgements": judgements,
        "waiting": dirty,
    }
    for name, table in tables.items():
        counts[name] = connection.scalar(select(func.count()).select_from(table)) or 0
    return counts


def _page_values(version: int, page: Page) -> dict[str, Any]:
    return _cleaned(
        {
            "version": version,
            "id": page.id,
            "kind": page.kind.value,
            "url": page.url,
            "outlet": page.outlet,
            "published": page.published,
            "headline": page.headline,
            "charset": page.charset,
            "fetched": page.fetched and page.fetched.isoformat(),
            "body": pack_bytes(page.body),
        }
    )


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}

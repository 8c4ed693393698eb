"""Statements, events and articles as they are looked for: rows in, rows out, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
    text,
)

from onrecord.store.rows import put_rows
from onrecord.store.schema import articles, entities, findings, incident_events
from onrecord.store.words import clean, find_token, fold, fts5, parse, tsquery, websearch

ARTICLE_BITS, ORDINAL_BITS = (
    25,
    16,
)  # of a number, below the day's: 33 million articles, 65,535 findings of one
MOST_FINDINGS = (1 << ORDINAL_BITS) - 1
LONGEST_TEXT = 200_000  # characters of an article that are searched; PostgreSQL takes a megabyte of words
LONGEST_WORDS = 2_000  # characters of a finding that are shown

found = table("found", column("rowid"))
_match: ColumnElement[Any] = literal_column("found")


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A statement, an event or the article itself, as it is looked for."""

    what: str
    finding: str
    day: str | None  # of what was found; what it is ordered by is no later than the article's own
    start: int
    end: int
    words: str
    text: str
    facets: tuple[tuple[str, str], ...]
    act: str | None = None
    source: str | None = None
    kind: str | None = None
    type: str | None = None
    mode: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class EntityRow:
    """Somebody or something an article names, under one of its keys."""

    key: str
    finding: str
    name: str
    type: str
    country: str | None
    roles: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """What findings are looked for; all of it must hold."""

    text: str = ""
    facets: tuple[tuple[tuple[str, str], ...], ...] = ()  # in each group one of them
    without: tuple[tuple[str, str], ...] = ()  # facets none of which it has
    since: str | None = None
    until: str | None = None
    status: str | None = None
    story: str | None = None
    article: int | None = None
    articles: tuple[int, ...] = ()  # in these alone, if any are told
    before: int | None = None  # a number: those after it in the order
    limit: int = 50


def number_of(day: str | None, article: int, ordinal: int) -> int:
    """The number of a finding: they run by day, then by article, then as they stand in it."""
    days = date.fromisoformat(day[:10]).toordinal() if day else 0
    return (days << (ARTICLE_BITS + ORDINAL_BITS)) | (article << ORDINAL_BITS) | ordinal


def put_findings(connection: Connection, rows: Sequence[tuple[int, str | None, int, FindingRow]]) -> None:
    """Files findings: each with its article's number, the latest day it may be ordered by, and its place there."""
    postgresql = connection.dialect.name == "postgresql"
    values = sorted(
        (_values(article, latest, ordinal, row, postgresql) for article, latest, ordinal, row in rows),
        key=lambda value: int(value["number"]),  # FTS5 takes rising numbers in one go
    )
    if not postgresql:
        put_rows(connection, findings, values)
    elif values:
        words = func.to_tsvector(text("'english'"), bindparam("folded"))
        tokens = func.to_tsvector(text("'simple'"), bindparam("tokens"))
        connection.execute(insert(findings).values(vector=words.op("||")(tokens)), values)


def drop_findings(connection: Connection, article: int) -> None:
    connection.execute(delete(findings).where(findings.c.article == article))
    connection.execute(delete(entities).where(entities.c.article == article))


def put_entities(connection: Connection, rows: Sequence[tuple[int, EntityRow]]) -> None:
    values = [
        {
            "key": clean(row.key),
            "article": article,
            "finding": row.finding,
            "name": clean(row.name),
            "type": row.type,
            "country": row.country,
            "roles": clean("\n".join(row.roles)),
            "whole": row.whole,
        }
        for article, row in rows
    ]
    put_rows(connection, entities, sorted(values, key=lambda value: str(value["key"])))


def find_findings(connection: Connection, sought: Sought) -> Sequence[Row[Any]]:
    """The findings, newest first; with the article's own facts, and the incident that an event is of."""
    return connection.execute(_ordered(connection, _joined(), sought)).all()


def find_facets(connection: Connection, sought: Sought) -> Sequence[Row[Any]]:
    """What the same findings may be filtered by, the newest first: the words of their facets, and what is no word."""
    facts = (findings.c.article, findings.c.day, findings.c.source, findings.c.stands, findings.c.facets)
    joined = (
        select(*facts, articles.c.outlet)
        .select_from(findings)
        .join(articles, articles.c.number == findings.c.article)
    )
    return connection.execute(_ordered(connection, joined, sought)).all()


def _values(article: int, latest: str | None, ordinal: int, row: FindingRow, folded: bool) -> dict[str, Any]:
    day = min(filter(None, (row.day, latest)), default=None)
    words, body = clean(row.words[:LONGEST_WORDS]), clean(row.text[:LONGEST_TEXT])
    values: dict[str, Any] = {
        "number": number_of(day, article, ordinal),
        "article": article,
        "what": row.what,
        "finding": row.finding,
        "day": row.day,
        "act": row.act,
        "source": row.source and clean(row.source),
        "kind": row.kind,
        "type": row.type,
        "mode": row.mode,
        "status": row.status,
        "stands": row.status,
        "start": row.start,
        "end": row.end,
        "words": words,
        "text": body,
        "facets": " ".join(dict.fromkeys(find_token(facet, value) for facet, value in row.facets)),
    }
    if folded:
        values |= {"folded": fold(f"{words}\n{body}"), "tokens": values["facets"]}
    return values


def _ordered(connection: Connection, query: Select[Any], sought: Sought) -> Select[Any]:
    """The query for those findings that are sought, newest first, as many as are wanted."""
    query = _filtered(query, sought)
    number: ColumnElement[int] = findings.c.number
    if sought.story or sought.article is not None:
        query = _among_few(connection, query, sought)
        order: Any = text("+findings.number DESC")  # sorted, not met on a walk through all
    else:
        query, number = matching(connection, query, sought.text, sought.facets, without=sought.without)
        order = number.desc()
    if sought.before is not None:
        query = query.where(number < sought.before)
    return query.order_by(order).limit(sought.limit)


def _among_few(connection: Connection, query: Select[Any], sought: Sought) -> Select[Any]:
    """The query of a story's findings, or an article's: looked up by its articles, then held against what is sought.

    Left to itself, SQLite reads all that has the words on the whole record: a second for what takes a few milliseconds.
    """
    if connection.dialect.name != "sqlite":
        return matching(connection, query, sought.text, sought.facets, without=sought.without)[0]
    if not parse(clean(sought.text)):
        for group in sought.facets:
            query = query.where(or_(*(findings.c.facets.contains(find_token(*one)) for one in group)))
        unwanted = sought.without if sought.facets else ()
        return query.where(*(~findings.c.facets.contains(find_token(*one)) for one in unwanted))
    few = findings.alias("few")
    numbers = select(few.c.number).join(articles, articles.c.number == few.c.article)
    if sought.story:
        numbers = numbers.where(articles.c.story == sought.story)
    if sought.article is not None:
        numbers = numbers.where(few.c.article == sought.article)
    matched, number = matching(connection, query, sought.text, sought.facets, without=sought.without)
    return matched.where(number.in_(numbers))


def _joined() -> Select[Any]:
    shown = [column for column in findings.c if column.name not in ("text", "facets", "vector")]
    facts = [
        articles.c[name] for name in ("id", "url", "outlet", "headline", "published", "story", "versions")
    ]
    counts = [articles.c.statements, articles.c.events, articles.c.day.label("appeared")]
    of_event = (incident_events.c.article == findings.c.article) & (
        incident_events.c.finding == findings.c.finding
    )
    return (
        select(*shown, *facts, *counts, incident_events.c.incident)
        .select_from(findings)
        .join(articles, articles.c.number == findings.c.article)
        .outerjoin(incident_events, of_event)
    )


def _filtered(query: Select[Any], sought: Sought) -> Select[Any]:
    if sought.since:
        query = query.where(findings.c.day >= sought.since)
    if sought.until:
        query = query.where(findings.c.day <= sought.until + "~")  # "2026-06-04T10" is on 2026-06-04
    if sought.status:
        query = query.where(findings.c.stands == sought.status)
    if sought.story:
        query = query.where(articles.c.story == sought.story)
    if sought.article is not None:
        query = query.where(findings.c.article == sought.article)
    if sought.articles:
        query = query.where(findings.c.article.in_(sought.articles))
    return query


def matching(
    connection: Connection,
    query: Select[Any],
    words: str,
    facets: Sequence[tuple[tuple[str, str], ...]],
    *,
    without: Sequence[tuple[str, str]] = (),
) -> tuple[Select[Any], ColumnElement[int]]:
    """A query of findings, for those alone that have the words and, of each group, one of the facets.

    Where facets are asked for, those that have one of `without` are left out.

    With it the number to order by: FTS5 hands out its own in falling order, so that nothing is sorted, and the first
    page is all that is read.
    """
    tokens = [tuple(find_token(facet, value) for facet, value in group) for group in facets]
    unwanted = tuple(find_token(facet, value) for facet, value in without)
    terms = parse(clean(words))
    if connection.dialect.name == "sqlite":
        expression = fts5(terms, tokens, unwanted)
        if not expression:
            return query, findings.c.number
        matched = query.join(found, found.c.rowid == findings.c.number)
        return matched.where(_match.op("MATCH")(expression)), found.c.rowid
    if tokens:
        query = query.where(
            findings.c.vector.op("@@")(func.to_tsquery(text("'simple'"), tsquery(tokens, unwanted)))
        )
    if terms:
        asked = func.websearch_to_tsquery(text("'english'"), websearch(terms))
        if connection.scalar(
            select(func.numnode(asked))
        ):  # "the" alone is no word there, and asks for nothing
            query = query.where(findings.c.vector.op("@@")(asked))
    return query, findings.c.number

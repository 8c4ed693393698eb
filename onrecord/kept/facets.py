"""What a search found → how much of it there is of each source, kind, act, place, outlet, status, month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row

from onrecord.kept.asking import as_sought
from onrecord.kept.indexing import AT, FROM, NAMED, SAID_BY, find_key
from onrecord.kept.values import Facet, Facets, FacetValue, Query, What
from onrecord.lexicons.nominals import pronouns
from onrecord.store.entities import find_names_in
from onrecord.store.findings import find_facets
from onrecord.store.words import find_token, fold
from onrecord.types import Act, EntityType, EventType, SourceKind

COUNTED = 500  # findings, the newest: 35 ms of one core, whatever is on record (2,000: 135 ms); twenty may ask at once
NAMING = 60  # articles of them, the newest, in which names are looked up
VALUES = 12  # of one facet that are told

VOCABULARIES: Mapping[str, type[StrEnum]] = {"what": What, "kind": SourceKind, "act": Act, "type": EventType}
PLACES = frozenset({EntityType.PLACE, EntityType.STATE})
MONTH = len("2026-03")

Found = Sequence[Row[Any]]


def count_facets(connection: Connection, query: Query, *, most: int = COUNTED) -> Facets:
    """What the newest findings that a query asks for have, each value with how many have it, the most frequent first.

    A value narrows: asked for with the query it finds those that are counted. What is asked for already, and what all
    of them have, is left out.
    """
    rows = find_facets(connection, as_sought(query, before=None, limit=most + 1))
    counted = rows[:most]
    tokens = Counter(token for row in counted for token in row.facets.split(" "))
    facets = (
        _narrowing(facet, len(counted)) for facet in _facets(connection, counted, tokens, _asked(query))
    )
    return Facets(tuple(one for one in facets if one.values), len(counted), len(rows) > len(counted))


def _asked(query: Query) -> frozenset[str]:
    """The facets that the query narrows down already."""
    asked = {name for name in (*VOCABULARIES, SAID_BY, NAMED, AT, FROM, "status") if getattr(query, name)}
    if query.what is What.ANY:
        asked.discard("what")
    if query.since and query.until and query.since[:MONTH] == query.until[:MONTH]:
        asked.add("month")
    return frozenset(asked)


def _facets(
    connection: Connection, rows: Found, tokens: Mapping[str, int], asked: frozenset[str]
) -> Iterator[Facet]:
    for name, words in VOCABULARIES.items():
        if name not in asked:
            yield _facet(name, {word.value: tokens.get(find_token(name, word.value), 0) for word in words})
    if "status" not in asked:
        yield _facet("status", Counter(row.stands for row in rows if row.stands))
    names = _names(connection, rows, asked)
    for name in (SAID_BY, NAMED, AT):
        if name not in asked:
            yield _named(name, names[name], tokens)
    if FROM not in asked:
        outlets = {fold(row.outlet): row.outlet for row in rows if row.outlet}
        yield _named(FROM, outlets, tokens)
    if "month" not in asked:
        months = Counter(row.day[:MONTH] for row in rows if row.day)
        yield Facet("month", tuple(FacetValue(each, months[each]) for each in sorted(months, reverse=True)))


def _names(connection: Connection, rows: Found, asked: frozenset[str]) -> dict[str, dict[str, str]]:
    """For each facet of names, those that the findings may have: as they are looked up, and as they are told."""
    sources = dict.fromkeys(row.source for row in rows if row.source)
    articles = list(dict.fromkeys(row.article for row in rows))[:NAMING]
    named = find_names_in(connection, articles) if not asked.issuperset((NAMED, AT)) else ()
    return {
        SAID_BY: _by_key(sources),
        NAMED: _by_key(row.name for row in named if row.type != EntityType.PLACE),
        AT: _by_key(row.name for row in named if row.type in PLACES),
    }


def _by_key(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        key = find_key(name)
        if key not in pronouns() and (key not in found or found[key].isupper()):
            found[key] = name  # "La Paz" before the "LA PAZ" of a dateline
    return found


def _named(facet: str, names: Mapping[str, str], tokens: Mapping[str, int]) -> Facet:
    return _facet(facet, {told: tokens.get(find_token(facet, key), 0) for key, told in names.items()})


def _facet(name: str, counts: Mapping[str, int]) -> Facet:
    most = sorted((value for value in counts if counts[value]), key=lambda value: (-counts[value], value))
    return Facet(name, tuple(FacetValue(value, counts[value]) for value in most))


def _narrowing(facet: Facet, total: int) -> Facet:
    """The facet without what all have; none of it where nothing narrows."""
    values = tuple(one for one in facet.values if one.count < total)
    return Facet(facet.name, values[:VALUES], len(values) > VALUES)

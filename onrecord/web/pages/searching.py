"""Searching the record, with what narrows it down; and searches somebody comes back to."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from onrecord.cells import Cell
from onrecord.kept.values import Facets, Hit, Query, What
from onrecord.types import Act, EventType, SourceKind, Status
from onrecord.web.asking import Answer, Ask, Away, Refusal, Table, View

LIMIT = 40
LIMIT_CSV = 500
WORDS = ("text", "source", "person", "place", "outlet", "story")
VOCABULARIES: dict[str, type[StrEnum]] = {
    "what": What, "kind": SourceKind, "act": Act, "status": Status, "type": EventType,
}  # fmt: skip
DAYS = ("since", "until")
FIELDS = (*WORDS, *VOCABULARIES, *DAYS)

HIT_COLUMNS = (
    "what", "article", "finding", "words", "source", "kind", "act", "type", "status", "day",
    "headline", "outlet", "url", "start", "end", "story",
)  # fmt: skip

LABELS = {
    "text": "Words", "what": "In", "source": "Who said it", "kind": "Kind of source", "act": "Act", "type": "Event",
    "status": "Status", "person": "Who is named", "place": "Place", "outlet": "Outlet", "month": "Month",
    "story": "Story", "since": "From", "until": "To",
}  # fmt: skip
FACET_COLUMNS = ("facet", "value", "count")

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a narrower search, with how much it finds; or to a wider one."""

    words: str
    count: int | None
    address: str


def show_search(ask: Ask) -> Answer:
    """What the search finds, with the forms that narrow it down."""
    asked = {name: ask.query[name].strip() for name in FIELDS if ask.query.get(name, "").strip()}
    query = make_query(asked, ask.query.get("cursor"))
    listing = ask.desk.search(query) if asked else None
    facets = ask.desk.facets(query) if listing and listing.items else None
    values = {
        "asked": dict.fromkeys(FIELDS, "") | asked,
        "as_query": urlencode(asked),
        "query": query,
        "listing": listing,
        "facets": facets,
        "further": not asked or not asked.keys() <= {"text", "what"},
        "narrower": tuple(_narrower(facets, asked)) if facets else (),
        "wider": tuple(_wider(asked)),
        "labels": LABELS,
        "vocabularies": {name: tuple(words) for name, words in VOCABULARIES.items()},
        "saved": ask.tools.accounts.searches(ask.author),
    }
    tables = {
        "": Table(HIT_COLUMNS, hit_rows(listing or ())),
        "facets": Table(FACET_COLUMNS, _facet_rows(facets)),
    }
    return View("search.html", values, listing, tables)


def _narrower(facets: Facets, asked: Mapping[str, str]) -> Iterator[tuple[str, tuple[Way, ...], bool]]:
    """Each facet with its values as links that narrow the search, and whether there are others."""
    for facet in facets.facets:
        ways = (
            Way(one.value, one.count, f"/search?{urlencode({**asked, **_asked_with(facet.name, one.value)})}")
            for one in facet.values
        )
        yield facet.name, tuple(ways), facet.more


def _wider(asked: Mapping[str, str]) -> Iterator[tuple[str, Way]]:
    """Each thing that is asked for, as a link to the search without it."""
    for name, value in asked.items():
        rest = {other: asked[other] for other in asked if other != name}
        yield name, Way(value, None, f"/search?{urlencode(rest)}" if rest else "/search")


def _asked_with(facet: str, value: str) -> dict[str, str]:
    """The fields that a facet's value is asked for with: of a month, its first and last day."""
    if facet != "month":
        return {facet: value}
    year, month = int(value[:4]), int(value[5:])
    return {"since": f"{value}-01", "until": f"{value}-{monthrange(year, month)[1]}"}


def _facet_rows(facets: Facets | None) -> tuple[tuple[Cell, ...], ...]:
    found = facets.facets if facets else ()
    return tuple((facet.name, one.value, one.count) for facet in found for one in facet.values)


def save_search(ask: Ask) -> Answer:
    """Keeps a search under a title."""
    fields = [(name, value) for name, value in parse_qsl(ask.form.get("query", "")) if name in FIELDS]
    if not fields:
        raise Refusal(400, "Nothing to save", "Search for something first.")
    title = ask.form.get("title", "").strip() or ", ".join(value for _, value in fields)
    ask.tools.accounts.save_search(ask.author, title, urlencode(fields))
    return Away(f"/search?{urlencode(fields)}")


def drop_search(ask: Ask) -> Answer:
    """Forgets a saved search."""
    number = ask.form.get("id", "")
    if number.isdecimal():
        ask.tools.accounts.drop_search(ask.author, int(number))
    return Away("/search")


def make_query(asked: dict[str, str], cursor: str | None = None, limit: int = LIMIT) -> Query:
    """The query that the fields of a form mean. Raises Refusal for a word that no vocabulary has, or no day."""
    return Query(
        **{name: asked[name] for name in WORDS if name in asked},  # type: ignore[arg-type]
        **{name: _word(words, name, asked[name]) for name, words in VOCABULARIES.items() if name in asked},  # type: ignore[arg-type]
        **{name: as_day(name, asked[name]) for name in DAYS if name in asked},  # type: ignore[arg-type]
        cursor=cursor or None,
        limit=limit,
    )


def hit_rows(hits: Iterable[Hit]) -> Iterator[tuple[Cell, ...]]:
    """A row for each hit."""
    for hit in hits:
        yield (
            *(hit.what, hit.article, hit.finding, hit.words, hit.source, hit.kind, hit.act, hit.type),
            *(hit.status, hit.day, hit.headline, hit.outlet, hit.url, hit.start, hit.end, hit.story),
        )


def _word(words: type[E], name: str, value: str) -> E:
    try:
        return words(value)
    except ValueError:
        raise Refusal(400, "Not to be searched so", f"{name} is one of: {', '.join(words)}") from None


def as_day(name: str, value: str) -> str:
    """The ISO day that a field has. Raises Refusal for any other words."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Refusal(400, "Not to be searched so", f"{name} is a day, as in 2026-03-17") from None

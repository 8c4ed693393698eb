"""The events of a record as rows of a table for other programs: the same columns for every page, one row an event."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.cells import Cell, as_cell
from onrecord.types import Event, Record, Role, Status
from onrecord.views.events import Told, tell_events

# Names, meaning and order are told in docs/reference/command-line.md; columns may be added at the end, none renamed.
COLUMNS = (
    "article", "event", "type", "mode", "modality", "status", "actor", "recipient", "victim",
    "place", "geonameid", "country", "lat", "lon", "time",
    "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high", "counts",
    "headline_only", "sources", "because", "words", "start", "end", "url", "outlet", "published",
    "actor_heard_from",
)  # fmt: skip
COUNTED = ("killed", "injured")  # what has columns of its own; all else that is counted stands in "counts"
BETWEEN = "; "  # several of a kind in one cell


def find_rows(page_id: str, record: Record) -> tuple[tuple[str, ...], ...]:
    """A row for each event, as long as COLUMNS; what is not known is an empty cell."""
    return tuple(tuple(map(as_cell, _cells(page_id, record, told))) for told in tell_events(record))


def _cells(page_id: str, record: Record, told: Told) -> tuple[Cell, ...]:
    article, event = record.article, told.event
    time = next((time.value for time in record.times if time.id == event.time), None)
    return (
        *(page_id, event.id, event.type, event.mode, event.modality, event.status),
        *(BETWEEN.join(told.names(role)) for role in (Role.ACTOR, Role.RECIPIENT, Role.VICTIM)),
        *_place(record, told),
        time,
        *(bound for what in COUNTED for bound in _bounds(event, what)),
        BETWEEN.join(told.counts),
        "yes" if event.headline_only else "no",
        BETWEEN.join(told.sources),
        _because(event),
        *(told.words, event.trigger.start, event.trigger.end),
        *(article.url, article.outlet, article.published.value if article.published else None),
        BETWEEN.join(part.told for part in told.parts if part.says),
    )


def _place(record: Record, told: Told) -> tuple[Cell, ...]:
    """Name, geonameid, country and coordinates; the article's words alone where GeoNames has no place for them."""
    place = next((place for place in record.places if place.id == told.event.place), None)
    if place is None:
        return (BETWEEN.join(told.where), None, None, None, None)
    return (place.name, place.geonameid, place.country, place.lat, place.lon)


def _bounds(event: Event, what: str) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of the kind, parts of a whole left out.

    Of several counts the lowest low, and the best where they agree; the highest high in a dispute, where each is a
    version of the whole: else it may be of some only ("three guards and two drivers"), and bounds nothing.
    """
    counts = [count for count in event.counts if count.what == what and not count.part]
    if len(counts) == 1:
        return (counts[0].low, counts[0].best, counts[0].high)
    best = {count.best for count in counts}
    highs = _known(count.high for count in counts)
    bounded = event.status is Status.DISPUTED and len(highs) == len(counts)
    return (
        min(_known(count.low for count in counts), default=None),
        best.pop() if len(best) == 1 else None,
        max(highs, default=None) if bounded else None,
    )


def _known(bounds: Iterable[int | None]) -> list[int]:
    return [bound for bound in bounds if bound is not None]


def _because(event: Event) -> str:
    """ "the army says so (s1); the Front’s radio confirms it (s2)"."""
    rests_on = (f" ({reason.statement})" if reason.statement else "" for reason in event.because)
    return BETWEEN.join(reason.why + on for reason, on in zip(event.because, rests_on, strict=True))

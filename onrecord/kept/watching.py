"""Feeds → what is new in them, filed; each page asked for once, and again when its feed says that it has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from onrecord.errors import NoArticle, NotAPage, PageError, RefusedAddress, TooLarge
from onrecord.fetch.feeds import Entry, FeedState, Visitor
from onrecord.fetch.values import Asked
from onrecord.kept.values import Added, Filing
from onrecord.store import Store
from onrecord.store.feeds import find_entries, find_feed, put_entries, put_feed
from onrecord.types import Page

FOR_GOOD = (NoArticle, NotAPage, RefusedAddress, TooLarge)  # errors that asking again does not mend


class Files(Protocol):
    """What watching needs of a record kept."""

    store: Store

    def add(
        self, sources: Sequence[Page], *, model: Path | None = None, workers: int | None = None
    ) -> Iterator[Added]: ...


def poll(  # noqa: PLR0913  (one keyword an option of the command)
    kept: Files,
    feeds: Sequence[str],
    visitor: Visitor,
    *,
    today: date | None = None,
    model: Path | None = None,
    workers: int | None = None,
) -> Iterator[Added]:
    """One round: what became of each page that the feeds list and that was not fetched before, or has changed."""
    for feed in feeds:
        try:
            yield from _poll(kept, feed, visitor, today, (model, workers))
        except PageError as error:
            yield Added(feed, Filing.FAILED, error)


def _poll(
    kept: Files, url: str, visitor: Visitor, today: date | None, reading: tuple[Path | None, int | None]
) -> Iterator[Added]:
    with kept.store.reading() as connection:
        row = find_feed(connection, url)
    state = FeedState(row.etag, row.modified) if row else FeedState()
    feed = visitor.feed(url, state)
    with kept.store.reading() as connection:
        known = find_entries(connection, [entry.url for entry in feed.entries])
    fresh = [entry for entry in feed.entries if known.get(entry.url) != entry.stamp]
    asked = Asked(None, visitor.limits, today or date.today())
    left = False
    pages: dict[str, tuple[Entry, Page]] = {}
    for entry in fresh:
        try:
            pages[entry.url] = (entry, visitor.page(entry.url, asked))
        except PageError as error:
            left = left or not isinstance(error, FOR_GOOD)
            _remember(kept, [entry] if isinstance(error, FOR_GOOD) else [])
            yield Added(entry.url, Filing.FAILED, error)
    model, workers = reading
    yield from kept.add([page for _, page in pages.values()], model=model, workers=workers)
    _remember(kept, [entry for entry, _ in pages.values()])
    if not left:  # what could not be had is asked for again, which an unchanged feed would not lead to
        with kept.store.writing() as connection:
            put_feed(connection, url, feed.state.etag, feed.state.modified)


def _remember(kept: Files, done: Sequence[Entry]) -> None:
    if done:
        with kept.store.writing() as connection:
            put_entries(connection, {entry.url: entry.stamp for entry in done})

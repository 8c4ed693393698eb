"""What is remembered of feeds, so that they are asked politely: rows in, rows out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from onrecord.store.batches import batches
from onrecord.store.schema import entries, feeds


def find_feed(connection: Connection, url: str) -> Row[Any] | None:
    return connection.execute(select(feeds).where(feeds.c.url == url)).one_or_none()


def put_feed(connection: Connection, url: str, etag: str | None, modified: str | None) -> None:
    connection.execute(delete(feeds).where(feeds.c.url == url))
    connection.execute(insert(feeds).values(url=url, etag=etag, modified=modified, polled=_now()))


def find_entries(connection: Connection, urls: Collection[str]) -> dict[str, str]:
    """Pages that feeds listed and that were fetched → the stamps they had then."""
    found: dict[str, str] = {}
    for some in batches(urls):
        found |= {
            row.url: row.stamp for row in connection.execute(select(entries).where(entries.c.url.in_(some)))
        }
    return found


def put_entries(connection: Connection, stamps: Mapping[str, str]) -> None:
    for some in batches(stamps):
        connection.execute(delete(entries).where(entries.c.url.in_(some)))
    if stamps:
        rows = [{"url": url, "stamp": stamp, "fetched": _now()} for url, stamp in sorted(stamps.items())]
        connection.execute(insert(entries), rows)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

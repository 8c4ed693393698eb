"""Rows of the store → the values that were filed."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from onrecord.store.articles import find_versions
from onrecord.store.packing import unpack
from onrecord.types import Filed, Version
from onrecord.wire import record_from_json

CACHED = 1_500  # articles; a record takes some 100 kB of memory

Stamp = tuple[int, int]  # the number of the newest version, and how many there are


class Shelf:
    """Articles with their records as values, the last ones read kept at hand; safe between threads."""

    def __init__(self, size: int = CACHED) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[Stamp, Filed]] = OrderedDict()

    def read(self, connection: Connection, rows: Collection[Row[Any]]) -> tuple[Filed, ...]:
        """The articles of these rows, in their order."""
        found = {row.number: self._at_hand(row) for row in rows}
        missing = [row for row in rows if found[row.number] is None]
        versions: dict[int, list[Version]] = defaultdict(list)
        for version in find_versions(connection, [row.number for row in missing]):
            seen = date.fromisoformat(version.seen) if version.seen else None
            versions[version.article].append(
                Version(version.ordinal, seen, record_from_json(unpack(version.record)))
            )
        for row in missing:
            article = Filed(row.id, tuple(versions[row.number]))
            found[row.number] = article
            self.put(row.number, (row.newest, row.versions), article)
        return tuple(filed for row in rows if (filed := found[row.number]))

    def _at_hand(self, row: Row[Any]) -> Filed | None:
        with self._lock:
            stamp, filed = self._kept.get(row.number, (None, None))
            if stamp != (row.newest, row.versions):
                return None
            self._kept.move_to_end(row.number)
            return filed

    def put(self, number: int, stamp: Stamp, filed: Filed) -> None:
        """Keeps an article at hand, as it stands at that stamp."""
        with self._lock:
            self._kept[number] = (stamp, filed)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

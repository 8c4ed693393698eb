"""Records that were read → rows of the store: a new article, a new version of one, or one that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from onrecord.kept.indexing import find_day, find_entity_rows, find_rows
from onrecord.kept.linking import link_articles
from onrecord.kept.naming import find_address, find_digest, find_id
from onrecord.kept.reading import Stamp
from onrecord.kept.values import Added, Filing
from onrecord.store.articles import (
    ArticleFacts,
    NewVersion,
    facts_of,
    find_articles,
    find_known,
    find_places,
    find_versions,
    next_numbers,
    put_articles,
    put_seen,
    put_versions,
    set_facts,
    set_ordinals,
)
from onrecord.store.findings import EntityRow, FindingRow, drop_findings, put_entities, put_findings
from onrecord.store.packing import pack, unpack
from onrecord.story.order import make_id
from onrecord.story.traces import MOST_EVENTS
from onrecord.types import Filed, Page, Record, Version
from onrecord.wire import SCHEMA, record_from_json, record_to_json

Placed = tuple[str, str, int]  # what puts one version of an article after another: seen, published, as filed


@dataclass(frozen=True, slots=True)
class Chunk:
    """What filing a chunk did: what became of each page, and the new articles as they will be read back."""

    added: tuple[Added, ...]
    new: tuple[tuple[int, Stamp, Filed], ...]


def file_records(connection: Connection, read: Sequence[tuple[Page, Record]]) -> Chunk:
    """Files a chunk of records with all that they are looked up by; the caller's transaction holds all or none."""
    desk = _Desk(connection, read)
    added = tuple(desk.file(page, record) for page, record in read)
    desk.write()
    return Chunk(added, tuple(desk.new_articles()))


@dataclass(slots=True)
class _Kept:
    """An article as it stands while its chunk is filed."""

    number: int
    id: str
    address: str
    order: list[tuple[Placed, int, str]] = field(default_factory=list)  # place, version's number, words
    is_new: bool = False


class _Desk:
    """One chunk on its way into the store; rows are gathered, then written at once."""

    def __init__(self, connection: Connection, read: Sequence[tuple[Page, Record]]) -> None:
        self.connection = connection
        self.digests = {id(page): find_digest(page) for page, _ in read}
        self.known = find_known(connection, set(self.digests.values()))
        self.now = datetime.now(UTC).isoformat(timespec="seconds")
        self.next_article, self.next_version = next_numbers(connection)
        self.by_address: dict[str, _Kept] = {}
        self.by_id: dict[str, _Kept] = {}
        self._look_up(read)
        self.versions: dict[int, tuple[NewVersion, Page]] = {}
        self.seen: dict[str, int] = {}
        self.records: dict[int, Record] = {}
        self.moved: set[int] = set()

    def file(self, page: Page, record: Record) -> Added:
        digest = self.digests[id(page)]
        if digest in self.known:
            return Added(self.known[digest], Filing.KNOWN)
        address = find_address(page, record.article.url)
        kept = self.by_address.get(address)
        outcome = Filing.NEW if kept is None else Filing.VERSION
        if kept is None:
            kept = self._open(address, find_id(page))
        if not self._put(kept, page, record):
            outcome = Filing.KNOWN
        self.known[digest] = kept.id
        self.seen[digest] = kept.number
        return Added(kept.id, outcome, notes=() if outcome is Filing.KNOWN else _notes(record))

    def write(self) -> None:
        touched = [kept for kept in self.by_address.values() if kept.number in self.records]
        new = [kept for kept in touched if kept.is_new]
        put_articles(self.connection, [self._article_row(kept) for kept in new])
        self._move()
        put_versions(self.connection, list(self.versions.values()))
        put_seen(self.connection, self.seen)
        for kept in touched:
            if not kept.is_new:
                set_facts(self.connection, kept.number, self._facts(kept))
                drop_findings(self.connection, kept.number)
        self._index(touched)
        link_articles(self.connection, self.records, {kept.number for kept in new})

    def new_articles(self) -> Iterator[tuple[int, Stamp, Filed]]:
        """The articles that are new and have one version, with number and stamp."""
        for kept in self.by_address.values():
            if kept.is_new and len(kept.order) == 1:
                (seen, _, _), newest, _ = kept.order[0]
                version = Version(1, date.fromisoformat(seen) if seen else None, self.records[kept.number])
                yield kept.number, (newest, 1), Filed(kept.id, (version,))

    def _look_up(self, read: Sequence[tuple[Page, Record]]) -> None:
        """Every article that a page of the chunk could be of, with its versions: three queries, not three a page."""
        ids = {find_id(page) for page, _ in read}
        addresses = {find_address(page, record.article.url) for page, record in read}
        rows = find_articles(self.connection, ids | addresses, addresses)
        for row in rows:
            kept = _Kept(row.number, row.id, row.address)
            self.by_address.setdefault(kept.address, kept)
            self.by_id.setdefault(kept.id, self.by_address[kept.address])
        numbers = {kept.number: kept for kept in self.by_address.values()}
        for row in find_places(self.connection, numbers):
            placed = (row.seen or "", row.published or "", row.number)
            numbers[row.article].order.append((placed, row.number, row.words))

    def _open(self, address: str, id: str) -> _Kept:
        name = next(name for name in _names(id, address) if name not in self.by_id)
        kept = _Kept(self.next_article, name, address, is_new=True)
        self.next_article += 1
        self.by_address[address] = self.by_id[name] = kept
        return kept

    def _put(self, kept: _Kept, page: Page, record: Record) -> bool:
        """Whether the record is a version of its own: beside the one before it and the one after it."""
        words = sha256(record.article.text.encode("utf-8", errors="replace")).hexdigest()
        published = record.article.published.value if record.article.published else None
        seen = page.fetched.isoformat() if page.fetched else find_day(published)
        placed = (seen or "", published or "", self.next_version)
        at = sum(other < placed for other, _, _ in kept.order)
        if any(other == words for _, _, other in kept.order[max(0, at - 1) : at + 1]):
            return False
        kept.order.insert(at, (placed, self.next_version, words))
        self.versions[self.next_version] = (
            NewVersion(
                self.next_version,
                kept.number,
                at + 1,
                seen,
                published,
                words,
                self.now,
                SCHEMA,
                pack(record_to_json(record)),
            ),
            page,
        )
        if at + 1 < len(kept.order):
            self.moved.add(kept.number)
        if at + 1 == len(kept.order) or kept.number not in self.records:
            self.records[kept.number] = record if at + 1 == len(kept.order) else self._newest(kept)
        self.next_version += 1
        return True

    def _newest(self, kept: _Kept) -> Record:
        newest = kept.order[-1][1]
        if newest in self.versions:
            return record_from_json(unpack(self.versions[newest][0].record))
        row = next(row for row in find_versions(self.connection, [kept.number]) if row.number == newest)
        return record_from_json(unpack(row.record))

    def _move(self) -> None:
        """Versions that another came before get their new places, those in this chunk before they are written."""
        for kept in self.by_address.values():
            if kept.number not in self.moved:
                continue
            ordinals = {number: at for at, (_, number, _) in enumerate(kept.order, start=1)}
            set_ordinals(self.connection, {n: at for n, at in ordinals.items() if n not in self.versions})
            for number in ordinals.keys() & self.versions.keys():
                row, page = self.versions[number]
                self.versions[number] = (replace(row, ordinal=ordinals[number]), page)

    def _index(self, touched: Iterable[_Kept]) -> None:
        rows: list[tuple[int, str | None, int, FindingRow]] = []
        names: list[tuple[int, EntityRow]] = []
        for kept in touched:
            record = self.records[kept.number]
            day = self._day(kept)
            found = find_rows(record, day)
            rows += [(kept.number, day, ordinal, row) for ordinal, row in enumerate(found)]
            names += [(kept.number, row) for row in find_entity_rows(record)]
        put_findings(self.connection, rows)
        put_entities(self.connection, names)

    def _day(self, kept: _Kept) -> str | None:
        published = self.records[kept.number].article.published
        return find_day(published.value if published else None) or kept.order[-1][0][0] or None

    def _facts(self, kept: _Kept) -> ArticleFacts:
        record = self.records[kept.number]
        article = record.article
        title = article.headline or (article.paragraphs[0] if article.paragraphs else None)
        return ArticleFacts(
            url=article.url,
            outlet=article.outlet,
            headline=" ".join(article[title].split()) if title else None,
            published=article.published.value if article.published else None,
            day=self._day(kept),
            language=article.language,
            newest=kept.order[-1][1],
            versions=len(kept.order),
            statements=len(record.statements),
            events=len(record.events),
        )

    def _article_row(self, kept: _Kept) -> dict[str, Any]:
        own = {
            "number": kept.number,
            "id": kept.id,
            "address": kept.address,
            "block": kept.number,
            "anchor": make_id("s", kept.id),
            "filed": self.now,
        }
        return own | facts_of(self._facts(kept))


def _notes(record: Record) -> tuple[str, ...]:
    """What its reader noted, and what of it will not be found in stories."""
    if len(record.events) <= MOST_EVENTS:
        return record.notes
    return (
        *record.notes,
        f"{len(record.events):,} events: all are on record, the first {MOST_EVENTS} are looked for in other articles",
    )


def _names(id: str, address: str) -> Iterable[str]:
    """Ids to file an article under, the best first: what it was handed in with may be another's already."""
    yield id
    yield address
    count = 2
    while True:
        yield f"{address}~{count}"
        count += 1

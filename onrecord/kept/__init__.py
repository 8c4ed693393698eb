"""An address → the record kept there: articles filed, found again, and put together as stories."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from types import TracebackType

from onrecord.errors import NotKept, PageError
from onrecord.fetch import FailedPage, Limits
from onrecord.kept.asking import find_dossier, list_articles, search
from onrecord.kept.filing import file_records
from onrecord.kept.naming import find_digest
from onrecord.kept.reading import Shelf
from onrecord.kept.values import Added, ArticleRow, Dossier, Filing, Hit, Listing, Query, Totals
from onrecord.pipeline import Crew, chunk_pages, find_all_pages
from onrecord.store import Migration, Store, migrate, open_store
from onrecord.store.articles import count_all, find_article, find_known, find_page
from onrecord.types import Filed, Page, PageKind, Record

__all__ = ["KeptRecord", "open_record"]

VARIABLE = "ONRECORD_DB"
DEFAULT = "record.db"
EVERYTHING = Query()
CHUNK = 64  # records filed in one transaction by `file`


def open_record(address: str | Path | None = None, *, create: bool = True) -> KeptRecord:
    """The record kept at an address: a file ("record.db"), or a database ("postgresql://me@localhost/news").

    None means what the environment's ONRECORD_DB names, else "record.db" here.
    Raises StoreNotFound, NotAStore.
    """
    return KeptRecord(open_store(address or os.environ.get(VARIABLE) or DEFAULT, create=create))


class KeptRecord:
    """Articles with their records, kept; a context manager, safe to ask from several threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._shelf = Shelf()

    @property
    def address(self) -> str:
        """Where the record is kept, without a password."""
        return self.store.address

    def __enter__(self) -> KeptRecord:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database; nothing is written then, for all was written before."""
        self.store.close()

    def migrate(self, part: str, steps: Sequence[Migration]) -> None:
        """Takes numbered steps of another part, with tables of its own in the same database."""
        migrate(self.store, steps, part)

    # ---- Filing ----

    def add(  # noqa: PLR0913  (one keyword an option of the command)
        self,
        sources: Iterable[str | os.PathLike[str] | Page],
        *,
        kind: PageKind | None = None,
        today: date | None = None,
        limits: Limits | None = None,
        model: Path | None = None,
        workers: int | None = None,
    ) -> Iterator[Added]:
        """Reads and files the pages of sources: one Added a page, in order, told when it is kept for good.

        Pages that are kept already are not read again, so that a run that was stopped goes on where it was.
        Raises ReaderError, StoreBusy, StoreFull; what was told before stays filed.
        """
        pages = find_all_pages(sources, kind=kind, today=today, limits=limits)
        with Crew(model, workers) as crew:
            for chunk in chunk_pages(pages):
                yield from self._add_chunk(chunk, crew)

    def file(self, records: Iterable[tuple[Page, Record]]) -> Iterator[Added]:
        """Files pages that were read already, chunk by chunk."""
        waiting = iter(records)
        while chunk := list(islice(waiting, CHUNK)):
            yield from self._file_chunk(chunk)

    def _add_chunk(self, chunk: list[Page | FailedPage], crew: Crew) -> Iterator[Added]:
        digests = {id(page): find_digest(page) for page in chunk if isinstance(page, Page)}
        with self.store.reading() as connection:
            known = find_known(connection, set(digests.values()))
        unread = [page for page in chunk if isinstance(page, Page) and digests[id(page)] not in known]
        outcomes: dict[int, Added] = {}
        read: list[tuple[Page, Record]] = []
        try:
            for unread_page, outcome in zip(unread, crew.read(unread, among=chunk), strict=True):
                if isinstance(outcome.result, PageError):
                    outcomes[id(unread_page)] = Added(unread_page.id, Filing.FAILED, outcome.result)
                else:
                    read.append((unread_page, outcome.result))
        except (KeyboardInterrupt, GeneratorExit):
            self._file_chunk(read)  # what was read is not read in vain
            raise
        outcomes |= {id(page): added for (page, _), added in zip(read, self._file_chunk(read), strict=True)}
        for page in chunk:
            if isinstance(page, FailedPage):
                yield Added(page.id, Filing.FAILED, page.error)
            else:
                yield outcomes.get(id(page)) or Added(known[digests[id(page)]], Filing.KNOWN)

    def _file_chunk(self, read: list[tuple[Page, Record]]) -> tuple[Added, ...]:
        if not read:
            return ()
        with self.store.writing() as connection:
            return file_records(connection, read).added

    # ---- Asking ----

    def article(self, id: str) -> Filed:
        """An article with all its versions, by its id or its address.

        Raises NotKept.
        """
        with self.store.reading() as connection:
            row = find_article(connection, id)
            if row is None:
                raise NotKept(f"{id}: no such article on record; look for it with: onrecord search WORDS")
            return self._shelf.read(connection, [row])[0]

    def page(self, id: str, version: int | None = None) -> Page:
        """The page that a version (the newest, if none is named) was read from, as it was fetched.

        Raises NotKept.
        """
        with self.store.reading() as connection:
            row = find_article(connection, id)
            page = find_page(connection, row.number, version or row.versions) if row else None
        if page is None:
            raise NotKept(f"{id}: no such article on record, or no version {version} of it")
        return page

    def articles(self, query: Query = EVERYTHING) -> Listing[ArticleRow]:
        """Articles, newest first."""
        with self.store.reading() as connection:
            return list_articles(connection, query)

    def search(self, query: Query) -> Listing[Hit]:
        """Statements, events and articles, newest first."""
        with self.store.reading() as connection:
            return search(connection, query)

    def who(self, name: str, *, limit: int = 50) -> Dossier:
        """What somebody said, what was said of them, what they took part in.

        Raises NotKept.
        """
        with self.store.reading() as connection:
            return find_dossier(connection, name, limit)

    def counts(self) -> Totals:
        """How much is on record."""
        with self.store.reading() as connection:
            return Totals(**count_all(connection))

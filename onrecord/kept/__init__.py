"""An address → the record kept there: articles filed, found again, and put together as stories."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count, islice
from pathlib import Path
from types import TracebackType

from onrecord.errors import NotKept, PageError
from onrecord.export import Matter
from onrecord.fetch import FailedPage, Limits
from onrecord.kept.asking import list_articles, search
from onrecord.kept.deriving import derive
from onrecord.kept.dossiers import find_dossier
from onrecord.kept.facets import count_facets
from onrecord.kept.filing import file_records
from onrecord.kept.judging import file_judgement, find_judgements, undo_judgement
from onrecord.kept.linking import reopen
from onrecord.kept.naming import find_digest
from onrecord.kept.reading import Shelf
from onrecord.kept.telling import (
    find_story,
    list_contradictions,
    list_noticed,
    list_status_changes,
    list_stories,
)
from onrecord.kept.values import (
    Added,
    ArticleRow,
    Dossier,
    Facets,
    Filing,
    Hit,
    Listing,
    OpenContradiction,
    Query,
    StoryQuery,
    StoryRow,
    Totals,
)
from onrecord.pipeline import Crew, chunk_pages, find_all_pages
from onrecord.store import Migration, Store, migrate, open_store
from onrecord.store.articles import count_all, find_article, find_changed, find_known, find_page
from onrecord.story.changes import find_changes
from onrecord.types import (
    Change,
    ContradictionKind,
    Filed,
    Judgement,
    Page,
    PageKind,
    Record,
    StatusChange,
    Story,
)

__all__ = ["KeptRecord", "open_record"]

VARIABLE = "ONRECORD_DB"
DEFAULT = "record.db"
EVERYTHING, EVERY_STORY = Query(), StoryQuery()
MOST_CHANGED = 1_000  # articles whose changes are told in one answer
SETTLED_EVERY = 16  # chunks: a story that grows all day is not worked out anew for each of its articles
CHUNK = 256  # records filed in one transaction by `file`, each of which waits for the disk
FILED_EVERY = 4  # of such chunks, the same


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
            for number, chunk in enumerate(chunk_pages(pages), start=1):
                yield from self._add_chunk(chunk, crew)
                if number % SETTLED_EVERY == 0:
                    self.settle()
        self.settle()

    def file(self, records: Iterable[tuple[Page, Record]]) -> Iterator[Added]:
        """Files pages that were read already, chunk by chunk, and settles their stories."""
        waiting = iter(records)
        for number in count(1):
            chunk = list(islice(waiting, CHUNK))
            yield from self._file_chunk(chunk)
            if len(chunk) < CHUNK or number % FILED_EVERY == 0:
                self.settle()
            if len(chunk) < CHUNK:
                return

    def settle(self) -> int:
        """Works out the stories that what was filed or judged has changed; how many articles it was done for.

        Done by `add`, `file`, `judge` and `undo` themselves: only a run that was killed leaves something to settle.
        """
        return sum(derive(self.store, self._shelf))

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
            chunk = file_records(connection, read)
        for number, stamp, filed in chunk.new:
            self._shelf.put(number, stamp, filed)
        return chunk.added

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

    def facets(self, query: Query) -> Facets:
        """How what a query finds parts by source, kind, act, place, status, month …, each value with its count."""
        with self.store.reading() as connection:
            return count_facets(connection, query)

    def who(self, name: str, *, bearer: str | None = None, limit: int = 50) -> Dossier:
        """What somebody said, what was said of them, what they took part in, under every name they have on record.

        Where several bear the name it is about all of them; about one, by the id that `bearers` tells.
        Raises NotKept.
        """
        with self.store.reading() as connection:
            return find_dossier(connection, name, limit, bearer)

    def stories(self, query: StoryQuery = EVERY_STORY) -> Listing[StoryRow]:
        """Stories with their articles, the newest or the largest first."""
        with self.store.reading() as connection:
            return list_stories(connection, query)

    def story(self, id: str) -> Story:
        """A story, by its id; by an id that it had before other articles came, or by one of its articles.

        Raises NotKept.
        """
        with self.store.reading() as connection:
            found = find_story(connection, id)
        if found is not None:
            return found
        self.settle()
        with self.store.reading() as connection:
            found = find_story(connection, id)
        if found is None:
            raise NotKept(f"{id}: no such story on record; list them with: onrecord stories")
        return found

    def matters(self, query: StoryQuery = EVERY_STORY, *, ids: Sequence[str] = ()) -> Iterator[Matter]:
        """Stories with their articles, one by one, for exports: those named by `ids`, else all that fit the query.

        Raises NotKept for an id that no story has.
        """
        for id in ids or self._story_ids(query):
            story = self.story(id)
            yield Matter(story, {article: self.article(article) for article in story.articles})

    def _story_ids(self, query: StoryQuery) -> Iterator[str]:
        while True:
            listing = self.stories(query)
            yield from (row.id for row in listing.items)
            if listing.cursor is None:
                return
            query = replace(query, cursor=listing.cursor)

    def contradictions(
        self,
        *,
        story: str | None = None,
        revisions: bool = False,
        kind: ContradictionKind | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Listing[OpenContradiction]:
        """What cannot both hold, the newest first; with `revisions`, where one origin corrects itself instead."""
        with self.store.reading() as connection:
            return list_contradictions(connection, story, revisions, kind, cursor, limit)

    def status_changes(
        self,
        since: str | None = None,
        *,
        story: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Listing[StatusChange]:
        """Incidents that came to stand otherwise, by the day of the articles that made them, the newest first."""
        with self.store.reading() as connection:
            return list_status_changes(connection, since, story, cursor, limit)

    def noticed(self, after: int | None = None, *, limit: int = 500) -> tuple[tuple[int, StatusChange], ...]:
        """Changes of status in the order in which this record noticed them, each with its number.

        `after` a number, those that came later; None: none, but the number to ask after next, with the last change.
        """
        with self.store.reading() as connection:
            return list_noticed(connection, after, limit)

    # ---- Judging ----

    def judge(self, judgement: Judgement) -> Judgement:
        """Files what somebody decided, and settles the stories concerned; with its id, and its time if it had none.

        Raises NotKept for a subject that is not on record.
        """
        with self.store.writing() as connection:
            made, numbers = file_judgement(connection, judgement)
            reopen(connection, made, numbers)
        self.settle()
        return made

    def undo(self, judgement_id: str, *, author: str) -> Judgement:
        """Takes a judgement back, by its id; it stays in the list, with who undid it and when.

        Raises NotKept.
        """
        with self.store.writing() as connection:
            undone, numbers = undo_judgement(connection, judgement_id, author)
            reopen(connection, undone, numbers)
        self.settle()
        return undone

    def judgements(
        self,
        *,
        subject: str | None = None,
        author: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Listing[Judgement]:
        """What people decided, what they undid too, the newest first: about an article and all in it, or a finding."""
        with self.store.reading() as connection:
            return find_judgements(connection, subject=subject, author=author, cursor=cursor, limit=limit)

    # ---- What changed ----

    def changes(
        self, id: str | None = None, *, since: str | None = None, limit: int | None = None
    ) -> tuple[Change, ...]:
        """What articles put on the record otherwise than before: of one, version after version; of all, newest first.

        Raises NotKept for an article that is not on record.
        """
        if id is not None:
            found = find_changes(self.article(id))
            return tuple(one for one in found if not since or (one.seen and one.seen.isoformat() >= since))[
                :limit
            ]
        with self.store.reading() as connection:
            rows = find_changed(connection, since, MOST_CHANGED)
        changes: list[Change] = []
        for row in rows:
            changes += self.changes(row.id, since=since)[::-1]
            if limit and len(changes) >= limit:
                break
        return tuple(changes[:limit])

    def counts(self) -> Totals:
        """How much is on record."""
        with self.store.reading() as connection:
            return Totals(**count_all(connection))

"""THE MAIN PATH: page → article → record, one line an arrow; one page, or many on every core."""

from __future__ import annotations

import logging
import os
import signal
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.article import make_article
from onrecord.article.flat import normal_line
from onrecord.errors import OnrecordError, PageError, ReaderError
from onrecord.fetch import FailedPage, Limits, find_pages
from onrecord.gazetteer import open_gazetteer
from onrecord.lexicons.gazetteer import Gazetteer
from onrecord.models.reader import load_reader
from onrecord.record import Read, make_record
from onrecord.types import Page, PageKind, Record

log = logging.getLogger(__name__)

CHUNK_PAGES = 64  # pages held at a time: enough to see what recurs in an outlet, little enough for memory
CHUNK_BYTES = 40_000_000
PARALLEL_FROM = 12  # fewer pages are read sooner than a second process has started (1.3 s)
RECURS = 3  # a line on so many pages of one outlet is the outlet's, not the article's


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs and what is costly to load: the neural reader and the gazetteer."""

    read: Read
    gazetteer: Gazetteer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page of a run: a record, or the error that says why there is none."""

    id: str
    result: Record | PageError


def load(model: Path | None = None, *, threads: int = 0) -> Tools:
    """The tools for reading; `model` is a folder with a reader of your own, `threads` 0 takes every core.

    Raises ReaderError where the model cannot be loaded.
    """
    return Tools(load_reader(model, threads=threads).read, open_gazetteer())


def read(
    source: str | os.PathLike[str] | Page,
    *,
    kind: PageKind | None = None,
    today: date | None = None,
    limits: Limits | None = None,
    tools: Tools | None = None,
) -> Record:
    """The record of one page: a path, an http(s) address, "-" for standard input, or a Page.

    Raises PageError (one of its kinds) where there is no article to be had, or where the source holds several
    pages: those are for `read_many`.
    """
    page = source if isinstance(source, Page) else _only_page(source, kind, today, limits)
    return _read_page(page, tools or load(), frozenset())


def read_many(  # noqa: PLR0913  (one keyword an option of the command)
    sources: Iterable[str | os.PathLike[str] | Page],
    *,
    kind: PageKind | None = None,
    today: date | None = None,
    limits: Limits | None = None,
    model: Path | None = None,
    workers: int | None = None,
) -> Iterator[Outcome]:
    """One outcome a page, in the order of the pages; a page that fails never ends the run.

    Many pages are read on every core (`workers`, None: all of them), in processes of their own.
    Raises ReaderError where the model cannot be loaded.
    """
    pages = find_all_pages(sources, kind=kind, today=today, limits=limits)
    with Crew(model, workers) as crew:
        for chunk in chunk_pages(pages):
            yield from crew.read(chunk)


def find_all_pages(
    sources: Iterable[str | os.PathLike[str] | Page],
    *,
    kind: PageKind | None = None,
    today: date | None = None,
    limits: Limits | None = None,
) -> Iterator[Page | FailedPage]:
    """The pages of several sources, one after the other; a source that is not there is a FailedPage."""
    return chain.from_iterable(_pages(source, kind, today, limits) for source in sources)


def chunk_pages(pages: Iterable[Page | FailedPage]) -> Iterator[list[Page | FailedPage]]:
    """Pages in runs that are read together: what recurs in an outlet is seen, and memory holds them."""
    chunk: list[Page | FailedPage] = []
    size = 0
    for page in pages:
        chunk.append(page)
        size += len(page.body) if isinstance(page, Page) else 0
        if len(chunk) == CHUNK_PAGES or size > CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _only_page(
    source: str | os.PathLike[str], kind: PageKind | None, today: date | None, limits: Limits | None
) -> Page:
    found = find_pages(source, kind=kind, limits=limits, today=today)
    page = next(found, None)
    if page is None:
        raise PageError(f"{source}: no page there; a folder needs .html, .txt, .warc or .jsonl files in it")
    if isinstance(page, FailedPage):
        raise page.error
    if next(found, None) is not None:
        raise PageError(
            f"{source}: holds more than one page; read_many (or onrecord read --jsonl) reads them all"
        )
    return page


def _pages(
    source: str | os.PathLike[str] | Page, kind: PageKind | None, today: date | None, limits: Limits | None
) -> Iterator[Page | FailedPage]:
    if isinstance(source, Page):
        yield source
        return
    try:
        yield from find_pages(source, kind=kind, limits=limits, today=today)
    except PageError as error:
        yield FailedPage(str(source), error)


def _read_page(page: Page, tools: Tools, recurring: frozenset[str]) -> Record:
    article = make_article(page, recurring=recurring)
    return make_record(article, read=tools.read, gazetteer=tools.gazetteer)


def _read_safely(page: Page, tools: Tools, recurring: frozenset[str]) -> Outcome:
    try:
        return Outcome(page.id, _read_page(page, tools, recurring))
    except PageError as error:
        return Outcome(page.id, error)
    except OnrecordError:
        raise
    except Exception as error:  # a fault of ours on one page must not cost a newsroom the other ten thousand
        log.exception("a fault in Onrecord on page %s", page.id)
        return Outcome(page.id, _fault(page.id, f"{type(error).__name__}: {error}"))


def _fault(page: str, what: str) -> PageError:
    return PageError(f"{page}: a fault in Onrecord, not in the page ({what}); please report it with the page")


def _outlet(page: Page) -> str:
    return page.outlet or (urlsplit(page.url).hostname if page.url else None) or ""


def _recurring(chunk: Sequence[Page | FailedPage]) -> dict[str, frozenset[str]]:
    """Outlet → lines that stand on RECURS or more of its flattened pages; pages of no known outlet share nothing."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for page in chunk:
        if isinstance(page, Page) and page.kind is PageKind.FLAT and _outlet(page):
            lines = page.body.decode(page.charset or "utf-8", errors="replace").splitlines()
            counts[_outlet(page)].update({normal_line(line) for line in lines} - {""})
    often = {
        outlet: frozenset(line for line, n in lines.items() if n >= RECURS)
        for outlet, lines in counts.items()
    }
    return defaultdict(frozenset, often)


class Crew:
    """Reads pages here while they are few, and in one process a core (or `count`) from the first long chunk on.

    Raises ReaderError, with the first page, where the model cannot be loaded.
    """

    def __init__(self, model: Path | None = None, count: int | None = None) -> None:
        self._model, self._count = model, os.cpu_count() or 1 if count is None else count
        self._tools: Tools | None = None
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def read(
        self, pages: Sequence[Page | FailedPage], among: Sequence[Page | FailedPage] = ()
    ) -> Iterator[Outcome]:
        """One outcome a page, in order; what recurs in an outlet is seen from all that they were found `among`."""
        recurring = _recurring(among or pages)
        jobs = [(page, recurring[_outlet(page)]) for page in pages if isinstance(page, Page)]
        done = self._read_all(jobs)
        for page in pages:
            yield next(done) if isinstance(page, Page) else Outcome(page.id, page.error)

    def _read_all(self, jobs: list[tuple[Page, frozenset[str]]]) -> Iterator[Outcome]:
        if self._count < 2 or (self._pool is None and len(jobs) < PARALLEL_FROM):
            self._tools = self._tools or load(self._model)
            yield from (_read_safely(page, self._tools, recurring) for page, recurring in jobs)
            return
        done = 0
        try:
            for outcome in self._crew().map(_read_in_worker, jobs):
                done += 1
                yield outcome
        except BrokenProcessPool:
            log.warning("a reading process died; reading the rest of its chunk one page at a time")
            self._pool = None
            yield from (self._read_alone(page, recurring) for page, recurring in jobs[done:])

    def _crew(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = self._new_pool(self._count)
        return self._pool

    def _new_pool(self, size: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            size, get_context("spawn"), initializer=_start_worker, initargs=(self._model,)
        )

    def _read_alone(self, page: Page, recurring: frozenset[str]) -> Outcome:
        """The outcome of a page in a process of its own, which it may take down with it."""
        with self._new_pool(1) as pool:
            try:
                return pool.submit(_read_in_worker, (page, recurring)).result()
            except BrokenProcessPool:
                return Outcome(page.id, _fault(page.id, "the process that read it died"))


_worker_tools: Tools | ReaderError | None = None


def _start_worker(model: Path | None) -> None:
    global _worker_tools  # noqa: PLW0603  (a pool's process keeps what its initializer loads nowhere else)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the pool
    try:
        _worker_tools = load(model, threads=1)
    except ReaderError as error:  # told with the first page: an initializer that raises only breaks the pool
        _worker_tools = error


def _read_in_worker(job: tuple[Page, frozenset[str]]) -> Outcome:
    if isinstance(_worker_tools, ReaderError):
        raise _worker_tools
    assert _worker_tools is not None
    return _read_safely(job[0], _worker_tools, job[1])

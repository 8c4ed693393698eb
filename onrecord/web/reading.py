"""Reading pages in processes of their own: a page that is slow, or brings its reader down, costs nobody else."""

from __future__ import annotations

import contextlib
import queue
import signal
import threading
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from onrecord.errors import OnrecordError, PageError
from onrecord.fetch import FailedPage, Limits, find_pages
from onrecord.pipeline import load, read
from onrecord.types import Page, Record

WAITING = 8  # pages that may wait for a reader; more are sent away
START_SECONDS = 60.0  # in which a reader must have loaded; 1.3 on a quiet machine

Source = str | Page
Pair = tuple[Page, Record]
Work = Callable[[Source, Limits], Pair]


class Busy(OnrecordError):
    """So many pages are waiting to be read that another one is not taken."""


class Readers:
    """Processes that fetch and read a page at a time; each is started when it is first needed."""

    def __init__(
        self, count: int, seconds: float, *, limits: Limits | None = None, model: Path | None = None
    ) -> None:
        self._seconds, self._limits, self._model = seconds, limits or Limits(), model
        self._free: queue.Queue[_Reader] = queue.Queue()
        self._waiting = threading.Semaphore(count + WAITING)
        self._all = [_Reader(model) for _ in range(count)]
        for reader in self._all:
            self._free.put(reader)

    def start(self) -> None:
        """Starts a reader before it is needed."""
        self._all[0].start()

    def read(self, source: Source) -> Pair:
        """The page at an address, or as handed in, with its record.

        Raises PageError where there is none to be had in time, Busy where too many are waiting.
        """
        if not self._waiting.acquire(blocking=False):
            raise Busy("Too many pages are waiting to be read; try again in a minute.")
        try:
            try:
                reader = self._free.get(timeout=self._seconds)
            except queue.Empty:
                raise Busy("Other pages are still being read; try again in a minute.") from None
            try:
                return reader.read(source, self._limits, self._seconds)
            finally:
                self._free.put(reader)
        finally:
            self._waiting.release()

    def close(self) -> None:
        """Ends every reader."""
        for reader in self._all:
            reader.stop()


class _Reader:
    """One process, and the line to it."""

    def __init__(self, model: Path | None) -> None:
        self._model = model
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Starts the process, if it does not run."""
        with self._lock:
            if self._process is not None and self._process.is_alive():
                return
            context = get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=_work, args=(theirs, self._model), daemon=True)
            self._process.start()
            theirs.close()

    def read(self, source: Source, limits: Limits, seconds: float) -> Pair:
        """What the process makes of the source; it is ended if it takes too long."""
        name = source.id if isinstance(source, Page) else source
        self.start()
        assert self._line is not None
        try:
            self._line.send((source, limits))
            if not self._line.poll(seconds + START_SECONDS if not self._started else seconds):
                self.stop()
                raise PageError(f"{name}: could not be read in {seconds:.0f} seconds")
            answer: Pair | OnrecordError = self._line.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise PageError(f"{name}: brought its reader down; please report it with the page") from error
        self._started = True
        if isinstance(answer, OnrecordError):
            raise answer
        return answer

    _started = False

    def stop(self) -> None:
        """Ends the process; the next page starts another."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join(5)
            if self._line is not None:
                self._line.close()
            self._process = self._line = None
            self._started = False


def _work(line: Connection, model: Path | None) -> None:
    """Reads page after page until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which ends its readers
    tools: object = None
    with contextlib.suppress(EOFError, OSError):
        while True:
            source, limits = line.recv()
            try:
                tools = tools or load(model, threads=1)
                page = source if isinstance(source, Page) else _fetch(source, limits)
                answer: object = (page, read(page, tools=tools))  # type: ignore[arg-type]
            except OnrecordError as error:
                answer = error
            except Exception as error:  # a fault of ours on one page must not end the reader
                answer = PageError(f"a fault in Onrecord, not in the page ({type(error).__name__}: {error})")
            line.send(answer)


def _fetch(address: str, limits: Limits) -> Page:
    if not address.startswith(("http://", "https://")):
        raise PageError(f"{address}: is no address; it begins with https://")
    found = next(find_pages(address, limits=limits, today=date.today()))
    if isinstance(found, FailedPage):
        raise found.error
    return found

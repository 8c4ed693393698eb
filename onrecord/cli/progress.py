"""How far a run is, on standard error: a bar for people, a line now and then for logs."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as RichProgress
from rich.text import Text

from onrecord.cells import on_one_line

SECONDS_BETWEEN_LINES = 10.0
LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ARCHIVE_SUFFIXES = (".warc", ".warc.gz")

Clock = Callable[[], float]


class Progress(Protocol):
    """Told of each page that is done; the only one who writes to standard error meanwhile."""

    def __enter__(self) -> Progress: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def advance(self, failed: bool) -> None:
        """One more page is done."""

    def say(self, message: str) -> None:
        """Shows a message on a line of its own."""


class Lines:
    """A line every few seconds: how many pages, how fast, how long still."""

    def __init__(self, stream: TextIO, total: int | None, clock: Clock) -> None:
        self.stream, self.total, self.clock = stream, total, clock
        self.done = self.failed = 0
        self.started = self.told = clock()

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def advance(self, failed: bool) -> None:
        self.done += 1
        self.failed += failed
        now = self.clock()
        if now - self.told >= SECONDS_BETWEEN_LINES:
            self.told = now
            self.say(_told(self.done, self.failed, self.total, now - self.started))

    def say(self, message: str) -> None:
        self.stream.write(f"onrecord: {on_one_line(message)}\n")
        self.stream.flush()


class Quiet(Lines):
    """Messages only: for one page, or where the output itself shows how far it is."""

    def advance(self, failed: bool) -> None:
        return


class Bar:
    """A bar with count, rate and the time still to go; gone when the run is over."""

    def __init__(self, stream: TextIO, total: int | None) -> None:
        columns = [SpinnerColumn(), TextColumn("reading"), BarColumn(), MofNCompleteColumn(), _Rate()]
        console = Console(file=stream, markup=False, highlight=False, emoji=False)
        self.bar = RichProgress(*columns, TimeRemainingColumn(), console=console, transient=True)
        self.task = self.bar.add_task("reading", total=total)

    def __enter__(self) -> Bar:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def advance(self, failed: bool) -> None:
        self.bar.advance(self.task)

    def say(self, message: str) -> None:
        self.bar.console.print(Text(f"onrecord: {on_one_line(message)}"), soft_wrap=True)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} pages/s" if task.speed else "")


def _told(done: int, failed: int, total: int | None, seconds: float) -> str:
    rate = done / seconds if seconds > 0 else 0.0
    share = f"{done:,} of {total:,} pages" if total else f"{done:,} page{'' if done == 1 else 's'}"
    left = f", {_minutes((total - done) / rate)} to go" if total and rate and total > done else ""
    return f"{share}, {rate:.1f} a second{left}" + (f", {failed:,} failed" if failed else "")


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def count_pages(sources: Iterable[str]) -> int | None:
    """How many pages the sources hold, as far as that is told without reading them; None where it is not.

    A file is one page, JSON lines one a line; an archive or a stream does not tell.
    """
    counts = [_count(source) for source in sources]
    return None if None in counts else sum(count for count in counts if count is not None)


def _count(source: str) -> int | None:
    if source == "-" or source.lower().endswith(ARCHIVE_SUFFIXES):
        return None
    path = Path(source)
    if path.is_dir():
        return count_pages(str(file) for file in path.rglob("[!.]*") if file.is_file())
    return _lines(path) if source.lower().endswith(LINES_SUFFIXES) else 1


def _lines(path: Path) -> int | None:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            return sum(1 for line in stream if not line.isspace())
    except (OSError, EOFError):  # it will be told as that page's error when it is read
        return None

"""Where records go: the terminal, tables, JSON, JSON lines, text, HTML files; a class for each, of one shape."""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol, TextIO

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.text import Text

from onrecord.cells import on_one_line
from onrecord.cli.commands import MisuseError
from onrecord.errors import PageError
from onrecord.types import Record
from onrecord.views.html import render_html
from onrecord.views.plain import render_text
from onrecord.views.rows import COLUMNS, find_rows
from onrecord.views.table import WIDE, render_table
from onrecord.views.terminal import WIDEST, render_terminal
from onrecord.wire import dumps, failure_to_json, page_to_json, record_to_json

Render = Callable[[Record], RenderableType]

SLUG = 60  # characters of a page's id that its file's name keeps


class Output(Protocol):
    """Takes what becomes of each page, in order."""

    tells_notes: bool  # whether what it puts out of one page also tells what was not read of it

    def begin(self, several: bool) -> None:
        """Told once, before the first page; raises MisuseError where several pages cannot go this way."""

    def write(self, page_id: str, record: Record) -> None:
        """Puts out one record, whole."""

    def fail(self, page_id: str, error: PageError) -> None:
        """Puts out that a page failed, where this output has a place for it."""


class _Single:
    """What outputs share that have no place for failures."""

    tells_notes = True

    def begin(self, several: bool) -> None:
        self.several = several

    def fail(self, page_id: str, error: PageError) -> None:
        return


class JsonLines:
    """One line a page, failures among them."""

    tells_notes = True

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def begin(self, several: bool) -> None:
        return

    def write(self, page_id: str, record: Record) -> None:
        self.stream.write(dumps(page_to_json(page_id, record)) + "\n")
        self.stream.flush()

    def fail(self, page_id: str, error: PageError) -> None:
        self.stream.write(dumps(failure_to_json(page_id, error)) + "\n")
        self.stream.flush()


class Json(_Single):
    """One record, indented."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def begin(self, several: bool) -> None:
        if several:
            raise MisuseError(
                "--json prints one record, and here are several pages; use --jsonl: one record a line"
            )

    def write(self, page_id: str, record: Record) -> None:
        self.stream.write(dumps(record_to_json(record), indent=2) + "\n")
        self.stream.flush()


class Texts(_Single):
    """Clean articles; of several, each below a line with its id."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, page_id: str, record: Record) -> None:
        heading = f"==> {on_one_line(page_id)} <==\n" if self.several else ""
        text = render_text(record)
        self.stream.write(
            heading + text + ("" if text.endswith("\n") else "\n") + ("\n" if self.several else "")
        )
        self.stream.flush()


class Csv(_Single):
    """One table for the whole run (RFC 4180, UTF-8): the header, then a row for each event, page after page."""

    tells_notes = False

    def __init__(self, stream: TextIO) -> None:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                newline=""
            )  # lines end as the RFC has it, and not twice where a system adds its own
        self.stream = stream
        self.rows = csv.writer(stream)
        self.begun = False

    def write(self, page_id: str, record: Record) -> None:
        if not self.begun:
            self.rows.writerow(COLUMNS)
        self.begun = True
        self.rows.writerows(find_rows(page_id, record))
        self.stream.flush()


class Terminal(_Single):
    """A view for reading; of several pages, each below a rule with its id."""

    def __init__(self, stream: TextIO, render: Render = render_terminal, width: int | None = None) -> None:
        self.console = _Console(file=stream, width=width, markup=False, highlight=False, emoji=False)
        self.render = render

    def write(self, page_id: str, record: Record) -> None:
        if self.several:
            rule = Rule(Text(on_one_line(page_id)), align="left", style="dim")
            self.console.print(rule, width=min(self.console.width, WIDEST))
        self.console.print(self.render(record))
        if self.several:
            self.console.print()
        self.console.file.flush()


def event_table(stream: TextIO) -> Terminal:
    """The table of events; where nothing tells how wide it may be, as in a pipe, as wide as it reads best."""
    told = stream.isatty() or "COLUMNS" in os.environ
    return Terminal(stream, render_table, None if told else WIDE)


class _Console(Console):
    """A console that leaves it to the command what happens when the reader of its output goes away."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class HtmlFiles:
    """One file; or in a folder one file a page, numbered as they came. Each is there whole or not at all."""

    tells_notes = True

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = 0
        self.is_file = path.suffix.lower() in (".html", ".htm") and not path.is_dir()

    def begin(self, several: bool) -> None:
        if several and self.is_file:
            raise MisuseError(
                f"--html {self.path}: here are several pages; name a folder, as in --html {self.path.stem}"
            )
        try:
            (self.path.parent if self.is_file else self.path).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MisuseError(f"--html {self.path}: cannot make this folder: {error.strerror}") from error

    def write(self, page_id: str, record: Record) -> None:
        self.written += 1
        path = self.path if self.is_file else self.path / f"{self.written:04d}-{_slug(page_id)}.html"
        try:
            _write_whole(path, render_html(record))
        except OSError as error:
            raise MisuseError(f"--html {path}: cannot write this file: {error.strerror}") from error

    def fail(self, page_id: str, error: PageError) -> None:
        self.written += 1


def _slug(page_id: str) -> str:
    """A file name told from a page's id: "https://courier.example/a/b.html" → "a-b"."""
    short = re.sub(r"^[a-z]+://[^/]*/?|\.(html?|txt)$", "", page_id, flags=re.I)
    return re.sub(r"[^\w.-]+", "-", short).strip("-.")[-SLUG:].strip("-.") or "page"


def _write_whole(path: Path, text: str) -> None:
    """Writes beside the file and then puts it in its place, so that nobody ever sees half of it."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:SLUG]}-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

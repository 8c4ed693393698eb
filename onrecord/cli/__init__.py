"""The command `onrecord`: parse, one call, print; results to standard output, all else to standard error."""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import wraps
from importlib.metadata import version
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Annotated, Protocol, TextIO

import typer

from onrecord.cells import on_one_line, visible
from onrecord.cli import adding, asking, assisting, exporting, telling, watching
from onrecord.cli.desk import add_commands as add_desk
from onrecord.cli.outputs import (
    Csv,
    HtmlFiles,
    Json,
    JsonLines,
    MisuseError,
    Output,
    Terminal,
    Texts,
    event_table,
)
from onrecord.cli.progress import Bar, Lines, Progress, Quiet, count_pages
from onrecord.cli.running import FINE, MISTAKE, OURS, STOPPED, run
from onrecord.errors import MissingExtra, NotKept, OnrecordError, ReaderError, StoreError
from onrecord.fetch import Limits
from onrecord.pipeline import Outcome, read_many
from onrecord.settings import Settings
from onrecord.types import PageKind
from onrecord.wire import dumps, json_schema

STREAMED: dict[str | None, Callable[[TextIO], Output]] = {
    "--json": Json,
    "--jsonl": JsonLines,
    "--text": Texts,
    "--events": event_table,
    "--csv": Csv,
    None: Terminal,
}

GROUPS = (adding, watching, telling, asking, exporting, assisting)  # one file a group of commands

USAGE = 2  # typer's own exit code for a wrong command line; ours is MISTAKE

HELP = "Reads raw news pages and keeps the record: who says what, on whose word, in which words."

READ_HELP = """
Reads pages and shows the record of each: what happened, who says what, on whose word.

A source is a file, a folder, an address, a web archive (WARC), JSON lines, or - for standard input.

\b
  onrecord read page.html                     read it here, in the terminal
  onrecord read page.html --html record.html  the article with everything found marked in it
  onrecord read https://example.org/news/1    fetch a page and read it
  onrecord read page.html --events            what happened, as a table: who, whom, where, on whose word
  onrecord read corpus/ --csv > events.csv    the events of a whole folder, one row an event
  onrecord read corpus/ --jsonl > out.jsonl   one record a line, for a whole folder
  onrecord read pages.jsonl --html records    one HTML file a page, into the folder records
  cat page.txt | onrecord read - --json       one record as JSON, from a pipe
  onrecord read story.txt --as article        nothing is cut, every line is the article's

\b
Exit code: 0 all pages were read, 1 a wrong command or the only page failed,
2 a fault in Onrecord, 3 some pages of several failed, 130 stopped with Ctrl-C.
"""


HTML_HELP = "The article with everything found marked in it; a name without .html is a folder."
EVENTS_HELP = "The events as a table; with --csv, as CSV."
CSV_HELP = "The events as CSV, one row an event, one table for all pages."
AS_HELP = "What the pages are, where it should not be told from their bytes."
TODAY_HELP = "Read as if on this day (2026-03-17): it is where weekdays are counted from."
PRIVATE_HELP = "Fetch from this machine and from private networks too."
WORKERS_HELP = "Processes for long runs; one a core if not given."


class ReadPages(Protocol):
    """What the command needs of the pipeline."""

    def __call__(self, sources: Sequence[str], settings: Settings) -> Iterator[Outcome]:
        """One outcome a page, in order."""


def read_pages(sources: Sequence[str], settings: Settings) -> Iterator[Outcome]:
    """One outcome a page, by the pipeline."""
    return read_many(
        sources,
        kind=settings.kind,
        today=settings.today,
        limits=Limits(allow_private=settings.allow_private),
        model=settings.model,
        workers=settings.workers,
    )


def main(arguments: Sequence[str] | None = None, read_pages: ReadPages = read_pages) -> int:
    """Runs a command line, the process's own if none is given; returns the exit code."""
    _prepare_streams()
    try:
        _app()(arguments, prog_name="onrecord", obj=read_pages)
    except SystemExit as stop:
        return MISTAKE if stop.code == USAGE else int(stop.code or FINE)
    except MisuseError as error:
        return _tell(str(error), MISTAKE)
    except KeyboardInterrupt:
        return _tell("stopped: no page read", STOPPED)
    except (
        StoreError,
        NotKept,
        MissingExtra,
    ) as error:  # where the record is, or what is in it: theirs to mend
        return _tell(str(error), MISTAKE)
    except OnrecordError as error:
        return _tell(str(error), OURS)
    except Exception:
        sys.stderr.write(visible(traceback.format_exc()))
        return _tell("a fault in Onrecord; please report it with the lines above and the page", OURS)
    return FINE


def _prepare_streams() -> None:
    """Output as UTF-8 where no terminal says otherwise; logs as plain lines that cannot act on a terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Visible("onrecord: %(message)s"))
    log = logging.getLogger("onrecord")
    log.handlers, log.propagate = [handler], False
    logging.getLogger().addHandler(
        logging.NullHandler()
    )  # what libraries find odd on a page is not our user's


class _Visible(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


def _tell(message: str, code: int) -> int:
    sys.stderr.write(f"onrecord: {on_one_line(message)}\n")
    return code


def _app() -> typer.Typer:
    app = typer.Typer(
        help=HELP,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_onrecord)
    app.command(
        "read", help=READ_HELP, short_help="Reads pages and shows the record of each.", no_args_is_help=True
    )(_read)
    app.command("schema")(_schema)
    add_desk(app)
    for command in chain(*(group.COMMANDS for group in GROUPS)):
        app.command(command.name, help=command.help, short_help=command.short_help)(_piped(command.run))
    return app


def _piped(run: Callable[..., None]) -> Callable[..., None]:
    """The command, content when whoever reads its output has what they wanted ("| head")."""

    @wraps(run)
    def piped(*given: object, **options: object) -> None:
        try:
            run(*given, **options)
        except BrokenPipeError:
            _close_output()

    return piped


def _version(asked: bool) -> None:
    if asked:
        raise typer.Exit(_print(f"onrecord {version('onrecord')}"))


def _onrecord(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """What holds for every command: nothing but --version."""


def _schema() -> None:
    """Prints the JSON Schema of what --json and --jsonl print."""
    _print(dumps(json_schema(), indent=2))


def _print(text: str) -> int:
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
    return FINE


def _close_output() -> None:
    """Whoever read our output has what they wanted ("| head"): nothing is said of it, not at exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _read(  # noqa: PLR0913, PLR0917  (one parameter an option)
    context: typer.Context,
    sources: Annotated[
        list[str], typer.Argument(help="Files, folders, addresses, archives, or -.", show_default=False)
    ],
    json: Annotated[bool, typer.Option("--json", help="The record as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One record a line, in the order of the pages.")
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="The clean article only.")] = False,
    events: Annotated[bool, typer.Option("--events", help=EVENTS_HELP)] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=CSV_HELP)] = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help=HTML_HELP)] = None,
    kind: Annotated[PageKind | None, typer.Option("--as", help=AS_HELP)] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help=TODAY_HELP)
    ] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=PRIVATE_HELP)] = False,
    model: Annotated[Path | None, typer.Option(metavar="FOLDER", help="A reader of your own.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help=WORKERS_HELP)] = None,
) -> None:
    given = {
        "--json": json,
        "--jsonl": jsonl,
        "--text": text,
        "--events": events and not as_csv,
        "--csv": as_csv,
    }
    output = _find_output([name for name, asked in given.items() if asked], html)
    settings = Settings(kind, today.date() if today else None, allow_private, model, workers)
    read_pages: ReadPages = context.obj
    try:
        code = run(
            read_pages(sources, settings), output, lambda several: _find_progress(several, sources, output)
        )
    except BrokenPipeError:
        _close_output()
        code = FINE
    except ReaderError as error:
        if model:  # the folder they named; without --model it is our own that is broken
            raise MisuseError(str(error)) from error
        raise
    raise typer.Exit(code)


def _find_output(asked: list[str], html: Path | None) -> Output:
    """The output asked for; raises MisuseError where more than one is."""
    if len(asked) + bool(html) > 1:
        raise MisuseError(
            f"{' and '.join([*asked, *(['--html'] if html else [])])} do not go together: choose one"
        )
    if html:
        return HtmlFiles(html)
    return STREAMED[asked[0] if asked else None](sys.stdout)


def _find_progress(several: bool, sources: list[str], output: Output) -> Progress:
    """A bar where it disturbs nothing, lines in a log, nothing where the output shows how far it is."""
    shown = not isinstance(output, HtmlFiles) and sys.stdout.isatty()
    if not several or shown:
        return Quiet(sys.stderr, None, time.monotonic)
    total = count_pages(sources)
    return Bar(sys.stderr, total) if sys.stderr.isatty() else Lines(sys.stderr, total, time.monotonic)

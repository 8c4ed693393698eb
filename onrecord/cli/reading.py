"""`onrecord read` and `schema`: pages → what is on the record of each."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Protocol, TextIO

import typer

from onrecord.cli.commands import FINE, Command, MisuseError, close_output
from onrecord.cli.outputs import (
    Csv,
    HtmlFiles,
    Json,
    JsonLines,
    Output,
    Terminal,
    Texts,
    event_table,
)
from onrecord.cli.page_options import As, Private, Today, Workers
from onrecord.cli.progress import Bar, Lines, Progress, Quiet, count_pages
from onrecord.cli.running import run
from onrecord.errors import ReaderError
from onrecord.fetch import Limits
from onrecord.pipeline import Outcome, read_many
from onrecord.settings import Settings
from onrecord.wire import dumps, json_schema

STREAMED: dict[str | None, Callable[[TextIO], Output]] = {
    "--json": Json,
    "--jsonl": JsonLines,
    "--text": Texts,
    "--events": event_table,
    "--csv": Csv,
    None: Terminal,
}

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


SCHEMA_HELP = "Prints the JSON Schema of what --json and --jsonl print."


def read(  # noqa: PLR0913, PLR0917  (one parameter an option)
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Files, folders, addresses, archives, or -.", show_default=False
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="The record as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One record a line, in the order of the pages.")
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="The clean article only.")] = False,
    events: Annotated[bool, typer.Option("--events", help=EVENTS_HELP)] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=CSV_HELP)] = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help=HTML_HELP)] = None,
    kind: As = None,
    today: Today = None,
    allow_private: Private = False,
    model: Annotated[Path | None, typer.Option(metavar="FOLDER", help="A reader of your own.")] = None,
    workers: Workers = None,
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
    pages: ReadPages = context.obj or read_pages
    try:
        code = run(pages(sources, settings), output, lambda several: _find_progress(several, sources, output))
    except BrokenPipeError:
        close_output()
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


def schema() -> None:
    sys.stdout.write(dumps(json_schema(), indent=2) + "\n")
    sys.stdout.flush()


COMMANDS = (Command("read", read, READ_HELP, bare=False), Command("schema", schema, SCHEMA_HELP))

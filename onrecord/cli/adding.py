"""`onrecord add`: pages → the record kept."""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.commands import FINE, MISTAKE, SOME_FAILED, STOPPED, Command, MisuseError
from onrecord.cli.options import Db, put_lines, write
from onrecord.cli.page_options import As, Private, Today, Workers
from onrecord.cli.progress import Bar, Lines, Progress, count_pages
from onrecord.errors import ReaderError
from onrecord.fetch import Limits
from onrecord.kept import KeptRecord, open_record
from onrecord.kept.values import Added, Filing

ADD_HELP = """
Reads pages and files them in a record that is kept.

A source is a file, a folder, an address, a feed (RSS or Atom), a web archive (WARC), JSON lines, or - for standard
input. A page that is kept already is not read again; one whose words have changed is a new version of its article.
A run that was stopped, by Ctrl-C or by a power cut, loses nothing: run the same command again and it goes on.

\b
  onrecord add pages/                          a folder, into record.db here
  onrecord add news.jsonl --db war.db          JSON lines, into a file of its own
  onrecord add https://example.org/feed.xml    what a feed lists, each page fetched
  onrecord add crawl.warc.gz --db postgresql://me@localhost/news
  ONRECORD_DB=war.db onrecord add page.html    the file named once for all commands

\b
Exit code: 0 all pages are kept, 1 a wrong command or the only page failed,
2 a fault in Onrecord, 3 some pages of several failed, 130 stopped with Ctrl-C.
"""
JSON_HELP = "What became of each page, as JSON lines."

# Records hold no circles for Python to look for: with its own 700, 10, 10 it spent a seventh of filing on looking
FEW_COLLECTIONS = 50_000, 20, 50

TOLD = (
    (Filing.NEW, "new"),
    (Filing.VERSION, "in a new version"),
    (Filing.KNOWN, "kept before"),
    (Filing.FAILED, "failed"),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """What `--json` says of a page."""

    id: str
    outcome: Filing
    error: str | None
    notes: tuple[str, ...]


def add(  # noqa: PLR0913, PLR0917  (one parameter an option)
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Files, folders, addresses, feeds, archives, or -.", show_default=False
        ),
    ],
    db: Db = None,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
    kind: As = None,
    today: Today = None,
    allow_private: Private = False,
    model: Annotated[Path | None, typer.Option(metavar="FOLDER", help="A reader of your own.")] = None,
    workers: Workers = None,
) -> None:
    gc.set_threshold(*FEW_COLLECTIONS)
    with open_record(db) as kept:
        run = kept.add(
            sources,
            kind=kind,
            today=today.date() if today else None,
            limits=Limits(allow_private=allow_private),
            model=model,
            workers=workers,
        )
        progress = _progress(sources, json)
        tally: Counter[Filing] = Counter()
        code = FINE
        try:
            with progress:
                for added in run:
                    _tell(added, progress, json)
                    tally[added.outcome] += 1
        except KeyboardInterrupt:
            code = STOPPED
        except ReaderError as error:
            if model:  # the folder they named; without --model it is our own that is broken
                raise MisuseError(str(error)) from error
            raise
        if not json:
            write(_summary(kept, tally, code == STOPPED))
    raise typer.Exit(code or _code(tally))


def _progress(sources: list[str], shown: bool) -> Progress:
    total = count_pages(source for source in sources) if "-" not in sources else None
    if shown or not sys.stderr.isatty():
        return Lines(sys.stderr, total, time.monotonic)
    return Bar(sys.stderr, total)


def _tell(added: Added, progress: Progress, json: bool) -> None:
    if json:
        put_lines([_Line(added.id, added.outcome, str(added.error) if added.error else None, added.notes)])
    if added.error:
        progress.say(str(added.error))
    for note in added.notes:
        progress.say(f"{added.id}: {note}")
    progress.advance(added.outcome is Filing.FAILED)


def _summary(kept: KeptRecord, tally: Counter[Filing], stopped: bool) -> str:
    told = ", ".join(f"{tally[outcome]:,} {words}" for outcome, words in TOLD if tally[outcome]) or "no page"
    totals = kept.counts()
    many = _count(totals.articles, "article", "articles"), _count(totals.stories, "story", "stories")
    whole = f"{kept.address} holds {many[0]} in {many[1]}"
    if stopped:  # what was read and not yet told of is filed too: only the record knows how many
        return f"stopped: {whole}; nothing that was read is lost. Run the same command again to go on.\n"
    return f"{told}; {whole}\n"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _code(tally: Counter[Filing]) -> int:
    if not tally[Filing.FAILED]:
        return FINE
    return MISTAKE if tally.total() == 1 else SOME_FAILED


COMMANDS = (Command("add", add, ADD_HELP),)

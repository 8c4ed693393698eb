"""What the commands over a record kept share: where it is, how results are put out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console, RenderableType

from onrecord.cli.commands import MisuseError
from onrecord.cli.page_options import read_day
from onrecord.kept import KeptRecord, open_record
from onrecord.kept.values import MOST, Listing
from onrecord.wire import dumps, value_to_json

Item = TypeVar("Item")

WIDE = 120  # columns of a table where nothing tells how wide it may be, as in a pipe
SHOWN = 20  # rows of a table, unless asked for more

DB_HELP = (
    "The record kept: a file, or postgresql://USER@HOST/NAME. Else what ONRECORD_DB names, else record.db."
)
JSON_HELP = "The result as JSON."
SINCE_HELP = "From this day on, it included."
UNTIL_HELP = "Up to this day, it included."
LIMIT_HELP = "At most so many rows; --json gives all of them if not told."

Db = Annotated[str | None, typer.Option("--db", metavar="ADDRESS", help=DB_HELP)]
AsJson = Annotated[bool, typer.Option("--json", help=JSON_HELP)]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help=LIMIT_HELP)]
Since = Annotated[datetime | None, typer.Option("--since", parser=read_day, metavar="DATE", help=SINCE_HELP)]
Until = Annotated[datetime | None, typer.Option("--until", parser=read_day, metavar="DATE", help=UNTIL_HELP)]


def opened(db: str | None) -> KeptRecord:
    """The record kept that is asked; never made by asking."""
    return open_record(db, create=False)


def walk(
    ask: Callable[[str | None, int], Listing[Item]], limit: int | None, as_json: bool
) -> tuple[Item, ...]:
    """The items of a listing, page after page, as many as are asked for."""
    most = limit or (sys.maxsize if as_json else SHOWN)
    found: list[Item] = []
    cursor: str | None = None
    while True:
        listing = ask(cursor, min(MOST, most - len(found)))
        found += listing.items
        cursor = listing.cursor
        if cursor is None or len(found) >= most:
            return tuple(found)


def day(given: datetime | None) -> str | None:
    """The ISO day of an option."""
    return given.date().isoformat() if given else None


def chosen(kind: type[Any], given: str | None, option: str) -> Any:
    """The word of a vocabulary that an option names, in whichever case; raises MisuseError for another."""
    if given is None:
        return None
    words = {member.value.casefold(): member for member in kind}
    if given.casefold() not in words:
        raise MisuseError(
            f"{option} {given}: there is no such word; choose one of {', '.join(m.value for m in kind)}"
        )
    return words[given.casefold()]


def put_json(value: object) -> None:
    """A value, or a list of values, as JSON on standard output."""
    write(dumps(value_to_json(value), indent=2) + "\n")


def put_lines(values: Iterable[object]) -> None:
    """Values as JSON lines."""
    for value in values:
        write(dumps(value_to_json(value)) + "\n")


def put(*shown: RenderableType) -> None:
    """What rich prints, on standard output."""
    told = sys.stdout.isatty() or "COLUMNS" in os.environ
    console = _Console(
        file=sys.stdout, width=None if told else WIDE, markup=False, highlight=False, emoji=False
    )
    for one in shown:
        console.print(one)
    sys.stdout.flush()


def write(text: str) -> None:
    """Text on standard output."""
    sys.stdout.write(text)
    sys.stdout.flush()


class _Console(Console):
    """A console that leaves it to the command what happens when the reader of its output goes away."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError

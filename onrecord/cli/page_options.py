"""The options that the commands over pages share: what they are, whence they may come, how they are read."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from onrecord.types import PageKind

AS_HELP = "What the pages are, where it should not be told from their bytes."
TODAY_HELP = "Read as if on this day (2026-03-17): it is where weekdays are counted from."
PRIVATE_HELP = "Fetch from this machine and from private networks too."
WORKERS_HELP = "Processes for long runs; one a core if not given."


def read_day(words: str) -> datetime:
    """The day that an option names.

    Raises BadParameter for any other words.
    """
    try:
        return datetime.strptime(words, "%Y-%m-%d")
    except ValueError:
        raise typer.BadParameter(f"{words!r} is no day; write it as 2026-03-17") from None


As = Annotated[PageKind | None, typer.Option("--as", help=AS_HELP)]
Today = Annotated[datetime | None, typer.Option(parser=read_day, metavar="DATE", help=TODAY_HELP)]
Private = Annotated[bool, typer.Option("--allow-private", help=PRIVATE_HELP)]
Workers = Annotated[int | None, typer.Option(min=1, metavar="N", help=WORKERS_HELP)]

"""What a user may choose about reading, in one value; read at the edge only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.types import PageKind


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are read; every default is what `onrecord read PAGE` does."""

    kind: PageKind | None = None  # what the pages are, None: told from their bytes
    today: date | None = None  # the day from which "Tuesday, March 17" is seen, None: the clock's
    allow_private: bool = False  # fetch from this machine and from private networks
    model: Path | None = None  # a folder with a reader of your own, None: the one in the package
    workers: int | None = None  # processes for long runs, None: one a core

"""What fetching is told and what it gives back beside pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.errors import NotAPage, PageError
from onrecord.types import PageKind


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page that could not be had, and why; the run goes on with the next."""

    id: str
    error: PageError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the world a page may cost; times in seconds, sizes in bytes."""

    page_bytes: int = (
        20_000_000  # a page unpacked, or a line of JSON; the largest of 407 real pages has 1.6 MB
    )
    connect_seconds: float = 10
    read_seconds: float = 20  # the longest silence of a server that is answering
    total_seconds: float = 60  # one address, redirects and retries together
    redirects: int = 5
    allow_private: bool = False  # addresses of this machine and of private networks


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller wants of every page of a run."""

    kind: PageKind | None  # None: told from the bytes
    limits: Limits
    today: date


class IsAFeed(NotAPage):
    """What stands at an address is a feed: it lists pages, and is none."""

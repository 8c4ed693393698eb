"""A path, a folder, a stream, an archive or an address → pages; nothing else opens files or sockets."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from onrecord.errors import PageError, PageNotFound
from onrecord.fetch.bodies import mend_halves
from onrecord.fetch.files import find_in_path, find_in_stream
from onrecord.fetch.outside import Outside
from onrecord.fetch.values import Asked, FailedPage, IsAFeed, Limits
from onrecord.types import Page, PageKind

__all__ = ["FailedPage", "Limits", "Outside", "find_pages"]

STDIN = "-"
ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://", re.I
)  # "https://example.org/", not "C:\\pages" and not "news/a.html"


def find_pages(
    source: str | os.PathLike[str],
    *,
    kind: PageKind | None = None,
    limits: Limits | None = None,
    today: date | None = None,
    outside: Outside | None = None,
) -> Iterator[Page | FailedPage]:
    """The pages at a path, below a folder, in the stream "-" or at an http(s) address, one by one.

    A file or stream is a page (HTML or text), a web archive (WARC) or JSON lines, as it is or in gzip. What
    cannot be read comes as a FailedPage in its place, and the run goes on. `kind` says what the pages are,
    whose bytes would be asked otherwise; `today`, the day of the run (the clock's, if not given), is the
    `fetched` of pages that do not carry their own.
    Raises PageNotFound, at once, for a path that is not there.
    """
    asked = Asked(kind, limits or Limits(), today or date.today())
    outside = outside or Outside()
    name = os.fspath(source)
    if name == STDIN:
        return find_in_stream(outside.stdin or sys.stdin.buffer, STDIN, asked)
    if ADDRESS.match(name):
        return _find_at_address(mend_halves(name), asked, outside)
    if not os.path.exists(name):
        raise PageNotFound(
            f"{name}: no such file or folder; check the path (an address begins with https://)"
        )
    return find_in_path(Path(name), asked)


def _find_at_address(address: str, asked: Asked, outside: Outside) -> Iterator[Page | FailedPage]:
    """The page at an address; of a feed, the pages that it lists, asked for one after the other with a pause."""
    # a tenth of what is imported, for which pages on a disk do not wait
    from onrecord.fetch.addresses import fetch_page  # noqa: PLC0415
    from onrecord.fetch.feeds import find_in_feed  # noqa: PLC0415

    try:
        page = fetch_page(address, asked, outside)
    except IsAFeed:
        yield from find_in_feed(address, asked, outside)
    except PageError as error:
        yield FailedPage(address, error)
    else:
        yield page

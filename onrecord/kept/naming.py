"""A page → what makes it the same page, and what makes it another version of the same article."""

from __future__ import annotations

import os
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from onrecord.lexicons import words
from onrecord.types import Page

TRACKING = "tracking_parameters"
PORTS = {"http": 80, "https": 443}


def find_digest(page: Page) -> str:
    """What the same page has again: its bytes, and where and how it was handed in; not the day."""
    digest = sha256(page.body)
    facts = (page.kind.value, find_place(page), page.outlet, page.published, page.headline, page.charset)
    digest.update("\0".join(fact or "" for fact in facts).encode("utf-8", errors="replace"))
    return digest.hexdigest()


def find_id(page: Page) -> str:
    """The id that a page is kept under: as handed in; of a pipe, which has none, from its bytes."""
    if page.id == "-" or page.id.startswith("-:"):
        return f"stdin:{sha256(page.body).hexdigest()[:12]}"
    return page.id


def find_place(page: Page) -> str:
    """Where a page is from: its address, the whole path of its file, or the id it was handed in with."""
    if page.url and (address := tidy_address(page.url)):
        return address
    id = find_id(page)
    return os.path.realpath(id) if os.path.isfile(id) else id


def find_address(page: Page, url: str | None) -> str:
    """What two versions of one article share: the address it calls its own, else where its page is from."""
    return (tidy_address(url) if url else None) or find_place(page)


def tidy_address(url: str) -> str | None:
    """An address in one spelling, without what only tells who followed it; None for a site's front page.

    >>> tidy_address("http://Courier.example:80/world/zakho/?utm_source=feed#top")
    'courier.example/world/zakho'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in PORTS or not parts.hostname:
        return None
    host = parts.hostname if port in (None, PORTS[parts.scheme.lower()]) else f"{parts.hostname}:{port}"
    asked = urlencode(
        sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0]))
    )
    path = parts.path.rstrip("/")
    if not path and not asked:
        return None
    return host + path + (f"?{asked}" if asked else "")


def _tracks(name: str) -> bool:
    return name.lower().startswith("utm_") or name.lower() in words(TRACKING)

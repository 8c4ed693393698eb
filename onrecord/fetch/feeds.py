"""Feeds (RSS, Atom) → the pages they list, asked for politely: what robots.txt allows, one host not too often."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import feedparser
from protego import Protego

from onrecord.errors import NotAPage, PageError, RefusedAddress, Unreachable
from onrecord.fetch.addresses import AGENT, Answer, fetch_answer, fetch_page
from onrecord.fetch.outside import Outside
from onrecord.fetch.values import Asked, FailedPage, Limits
from onrecord.types import Page

ACCEPT = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
PAUSE_SECONDS = 2.0  # between two questions to one host, if its robots.txt asks for no longer
LONGEST_PAUSE = 60.0  # a host that asks for longer is asked this often
MOST_ENTRIES = 500  # of one feed
NOT_MODIFIED = 304
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a server said of a feed, to be told it the next time: then it need not send it again."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed lists; `stamp` is otherwise when the feed says that the page has changed."""

    url: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists now; of one that has not changed since, nothing."""

    entries: tuple[Entry, ...]
    state: FeedState


@dataclass(slots=True)
class Visitor:
    """Asks hosts for feeds and pages: never what their robots.txt forbids, and none too often."""

    limits: Limits
    outside: Outside = field(default_factory=Outside)
    clock: Clock = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    pause: float = PAUSE_SECONDS
    _rules: dict[str, Protego | None] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def feed(self, address: str, state: FeedState = FeedState()) -> Feed:
        """What a feed lists, if it has changed.

        Raises RefusedAddress, Unreachable, NotAPage.
        """
        self._wait_for(address)
        told = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
        headers = {"Accept": ACCEPT} | {name: value for name, value in told.items() if value}
        answer = fetch_answer(address, self.limits, self.outside, headers)
        if answer.status == NOT_MODIFIED:
            return Feed((), state)
        if not 200 <= answer.status < 300:
            raise Unreachable(f"{address}: answered {answer.status}; check the feed's address, or try later")
        return Feed(
            read_feed(answer.body, answer.url),
            FeedState(answer.headers.get("etag"), answer.headers.get("last-modified")),
        )

    def page(self, address: str, asked: Asked) -> Page:
        """The page at an address.

        Raises RefusedAddress, also where robots.txt forbids it; Unreachable, NotAPage, TooLarge.
        """
        self._wait_for(address)
        return fetch_page(address, asked, self.outside)

    def _wait_for(self, address: str) -> None:
        """Returns when the host may be asked again; raises where it does not want to be asked for this."""
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = self._robots(host)
        rules = self._rules[host]
        if rules and not rules.can_fetch(address, AGENT):
            raise RefusedAddress(
                f"{address}: the site's robots.txt asks not to fetch it; save it from a browser"
            )
        asked_for = rules.crawl_delay(AGENT) if rules else None
        pause = min(LONGEST_PAUSE, max(self.pause, asked_for or 0.0))
        left = self._asked.get(host, -pause) + pause - self.clock()
        if left > 0:
            self.sleep(left)
        self._asked[host] = self.clock()

    def _robots(self, host: str) -> Protego | None:
        """A host's rules; one without robots.txt has none, one that cannot tell forbids all (RFC 9309, 2.3.1)."""
        try:
            answer = fetch_answer(f"{host}/robots.txt", self.limits, self.outside)
        except PageError:
            return None  # the page itself will fail in its own words
        if answer.status >= 500:
            return Protego.parse("User-agent: *\nDisallow: /")
        return Protego.parse(_text(answer)) if answer.status < 300 else None


def find_in_feed(
    address: str, asked: Asked, outside: Outside, visitor: Visitor | None = None
) -> Iterator[Page | FailedPage]:
    """The pages that a feed lists, one after the other."""
    visitor = visitor or Visitor(asked.limits, outside)
    try:
        entries = visitor.feed(address).entries
    except PageError as error:
        yield FailedPage(address, error)
        return
    for entry in entries:
        try:
            yield visitor.page(entry.url, asked)
        except PageError as error:
            yield FailedPage(entry.url, error)


def read_feed(body: bytes, address: str) -> tuple[Entry, ...]:
    """The pages that a feed lists, each once, in its order.

    Raises NotAPage for bytes that are no feed.
    """
    found = feedparser.parse(io.BytesIO(body))  # a stream: bytes would be tried as a file's name
    entries: dict[str, Entry] = {}
    for item in found.entries[:MOST_ENTRIES]:
        url = urljoin(address, str(item.get("link") or "").strip())
        if url.startswith(("http://", "https://")) and url != address:
            entries.setdefault(url, Entry(url, str(dict.get(item, "updated") or item.get("published") or "")))
    if not entries and not found.get("version"):
        raise NotAPage(f"{address}: is no feed (RSS or Atom); check its address")
    return tuple(entries.values())


def _text(answer: Answer) -> str:
    return answer.body.decode(answer.type.charset or "utf-8", errors="replace")

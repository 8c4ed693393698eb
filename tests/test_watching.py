"""Feeds are asked politely, and what is new in them is filed once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.cli import main
from onrecord.cli.watching import News
from onrecord.errors import NotAPage, RefusedAddress, Unreachable
from onrecord.fetch import FailedPage, Limits, find_pages
from onrecord.fetch.feeds import Entry, FeedState, Visitor, read_feed
from onrecord.fetch.values import Asked
from onrecord.kept import open_record
from onrecord.kept.values import Filing
from onrecord.kept.watching import poll
from onrecord.types import Page
from tests.changing import claimed_then_confirmed

TODAY = date(2026, 6, 5)
OWN = Limits(allow_private=True, read_seconds=5)
STORY = "<html><h1>Bridge at Zakho shut</h1><p>The mayor said on Friday that the bridge would stay shut.</p></html>"


class Site:
    """A site on this machine: what stands at each path, and what it was asked for."""

    def __init__(self) -> None:
        self.paths: dict[str, tuple[int, bytes, dict[str, str]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[bytes] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                status, body, headers = site.paths.get(self.path, (404, b"none", {}))
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.reply(status, body, headers)

            def do_POST(self) -> None:
                site.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.reply(*site.paths.get(self.path, (404, b"", {})))

            def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in ({"Content-Type": "text/html"} | headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the test says what it saw."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.home = f"http://127.0.0.1:{self.server.server_port}"

    def put(self, path: str, body: str, status: int = 200, **headers: str) -> str:
        self.paths[path] = (
            status,
            body.encode(),
            {name.replace("_", "-"): value for name, value in headers.items()},
        )
        return self.home + path

    def feed(self, *items: tuple[str, str], etag: str = "") -> str:
        listed = "".join(
            f"<item><title>x</title><link>{self.home}{path}</link><pubDate>{stamp}</pubDate></item>"
            for path, stamp in items
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{listed}</channel></rss>'
        return self.put("/feed.xml", body, Content_Type="application/rss+xml", ETag=etag or str(hash(items)))

    @property
    def paths_asked(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def visitor(clock: Time) -> Visitor:
    return Visitor(OWN, clock=clock, sleep=clock.sleep, pause=3.0)


@pytest.mark.parametrize(
    ("body", "entries"),
    [
        (
            '<rss version="2.0"><channel><item><link>/a</link><pubDate>Fri</pubDate></item>'
            "<item><link>https://s.example/b</link></item><item><link>/a</link></item></channel></rss>",
            (Entry("https://s.example/a", "Fri"), Entry("https://s.example/b", "")),
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://s.example/c"/>'
            "<updated>2026-06-05T10:00:00Z</updated></entry></feed>",
            (Entry("https://s.example/c", "2026-06-05T10:00:00Z"),),
        ),
        ('<rss version="2.0"><channel><item><link>javascript:alert(1)</link></item></channel></rss>', ()),
        ('<rss version="2.0"><channel></channel></rss>', ()),
    ],
)
def test_a_feed_lists_each_page_once(body, entries):
    assert read_feed(body.encode(), "https://s.example/feed.xml") == entries


@pytest.mark.parametrize("body", [b"", b"<html><p>no feed</p></html>", b"/etc/passwd", b"\x00\xff" * 100])
def test_what_is_no_feed_says_so(body):
    with pytest.raises(NotAPage, match="is no feed"):
        read_feed(body, "https://s.example/feed.xml")


def test_a_feed_that_has_not_changed_is_not_sent_again(site, visitor):
    address = site.feed(("/a", "1"), etag='"one"')
    first = visitor.feed(address)
    assert [entry.url for entry in first.entries] == [f"{site.home}/a"]
    assert visitor.feed(address, first.state).entries == ()
    assert site.asked[-1][1]["If-None-Match"] == '"one"'


def test_one_host_is_not_asked_too_often(site, visitor, clock):
    address = site.put("/a", STORY)
    for _ in range(3):
        visitor.page(address, Asked(None, OWN, TODAY))
    assert clock.slept == [3.0, 3.0]


def test_a_host_that_wants_more_time_gets_it(site, visitor, clock):
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 20\nDisallow: /private/")
    address = site.put("/a", STORY)
    for _ in range(2):
        visitor.page(address, Asked(None, OWN, TODAY))
    assert clock.slept == [20.0]


@pytest.mark.parametrize(
    ("robots", "status", "refused"),
    [
        ("User-agent: *\nDisallow: /private/", 200, True),
        ("User-agent: Onrecord\nDisallow: /", 200, True),
        ("User-agent: other\nDisallow: /", 200, False),
        ("gone", 404, False),
        ("broken", 500, True),
    ],
)
def test_what_robots_txt_forbids_is_not_fetched(site, visitor, robots, status, refused):
    site.put("/robots.txt", robots, status)
    address = site.put("/private/a", STORY)
    if refused:
        with pytest.raises(RefusedAddress, match=r"robots\.txt asks not to fetch it"):
            visitor.page(address, Asked(None, OWN, TODAY))
    else:
        assert visitor.page(address, Asked(None, OWN, TODAY)).url == address
    assert ("/private/a" in site.paths_asked) is not refused


def test_a_feed_that_does_not_answer_says_so(site, visitor):
    with pytest.raises(Unreachable, match="answered 503"):
        visitor.feed(site.put("/feed.xml", "busy", 503), FeedState())


def test_a_feed_is_a_source_like_any_other(site):
    site.put("/a", STORY)
    address = site.feed(("/a", "1"), ("/gone", "1"))
    found = list(find_pages(address, limits=OWN, today=TODAY))
    assert [type(page) for page in found] == [Page, FailedPage]
    assert [page.id for page in found] == [f"{site.home}/a", f"{site.home}/gone"]


def outcomes(kept, site, visitor):
    return [
        (added.id.removeprefix(site.home), added.outcome)
        for added in poll(kept, [f"{site.home}/feed.xml"], visitor, today=TODAY, workers=1)
    ]


def test_each_page_is_fetched_once_and_again_when_its_feed_says_so(kept, site, visitor):
    site.put("/a", STORY)
    site.feed(("/a", "1"), ("/late", "1"))
    assert outcomes(kept, site, visitor) == [("/late", Filing.FAILED), ("/a", Filing.NEW)]
    site.put("/late", STORY.replace("Zakho", "Duhok"))
    assert outcomes(kept, site, visitor) == [("/late", Filing.NEW)]
    assert outcomes(kept, site, visitor) == []
    site.put("/a", STORY.replace("stay shut", "reopen on Monday"))
    site.feed(("/a", "2"), ("/late", "1"))
    assert outcomes(kept, site, visitor) == [("/a", Filing.VERSION)]
    assert len(kept.article(f"{site.home}/a").versions) == 2
    assert site.paths_asked.count("/late") == 2


def test_watching_once_files_and_posts_what_changed(site, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    site.put("/a", STORY)
    hook = site.put("/hook", "thanks")
    address = site.feed(("/a", "1"))
    code = main(
        ["watch", address, "--once", "--allow-private", "--pause", "0", "--webhook", hook, "--workers", "1"]
    )
    out, err = capsys.readouterr()
    assert (code, out) == (0, "")
    assert f"new: {site.home}/a" in err
    assert site.posted == []  # nothing stands otherwise than it did
    with open_record(tmp_path / "record.db") as kept:
        assert kept.counts().articles == 1


def test_what_came_to_stand_otherwise_is_told_and_posted_until_it_is_taken(site, kept, capsys):
    first, second = claimed_then_confirmed()
    list(kept.file([first]))
    news = News(kept, site.put("/hook", "no", 500), json=True)
    assert news.tell()
    list(kept.file([second]))
    assert not news.tell()
    (line,) = capsys.readouterr().out.splitlines()
    assert (json.loads(line)["before"], json.loads(line)["after"]) == ("claimed", "confirmed")
    site.put("/hook", "thanks")
    assert news.tell()
    assert news.tell()
    (change,) = json.loads(site.posted[-1])["changes"]
    assert change == json.loads(line)
    assert len(site.posted) == 2

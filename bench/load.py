"""Twenty readers at once at the desk of a large record, while somebody judges: how long each kind of page takes.

The desk is `onrecord serve` itself, in a process of its own, over the record that the scale task kept (--store). A
reader asks for a page, looks at it for a while, and asks for the next; pages are drawn by chance, each as often as
the others. What the command line asks of the record is timed beside it, without a desk.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import httpx

from bench import Figure, Setup
from bench.scale import SEARCHES
from onrecord import open_record
from onrecord.errors import NotKept
from onrecord.kept import KeptRecord
from onrecord.kept.values import Query, StoryQuery, What

READERS = 20
SECONDS = 300.0
LOOKS = 1.0, 3.0  # seconds for which a reader looks at a page: from, to
JUDGES_EVERY = 3.0  # seconds
MEDIAN_MS, MOST_MS = 300.0, 800.0  # asked for, the second of 95 pages in a hundred
KNOWN = 200  # stories, articles, names that are asked for
TIMED = 25  # times that `who` and `changes` are asked
WAITS = 60.0  # seconds, after which no answer is an error


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer: of which kind, how long it took, whether it was what was asked for."""

    kind: str
    milliseconds: float
    right: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What of the record can be asked for by name."""

    articles: int
    stories: tuple[str, ...]
    findings: tuple[str, ...]  # "article#s3"
    names: tuple[str, ...]


def measure(setup: Setup, *, seconds: float = SECONDS) -> list[Figure]:
    """Asks the record that was kept.

    Raises FileNotFoundError where none is.
    """
    record = (setup.store or Path()) / "record.db"
    if not record.exists():
        raise FileNotFoundError(f"{record}: make it first: python -m bench scale --store FOLDER")
    with open_record(record) as kept:
        known = _known(kept)
        alone = [*_time_commands(kept, known)]
    with _desk(record) as address:
        asked = asyncio.run(_visit(address, known, seconds))
    return [
        Figure("articles on record", known.articles, "articles"),
        *(figure for kind in sorted({one.kind for one in asked}) for figure in _figures(kind, asked)),
        Figure("answers", len(asked), "answers", note=_others()),
        Figure("errors", sum(not one.right for one in asked), "answers", 0, at_most=True),
        *alone,
    ]  # fmt: skip


def _others() -> str:
    """How busy the machine was: the figures are worth little where others were at work on it."""
    return f"load average {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores"


def _figures(kind: str, asked: list[Asked]) -> Iterator[Figure]:
    times = sorted(one.milliseconds for one in asked if one.kind == kind)
    most = times[min(len(times) - 1, int(0.95 * len(times)))]
    median_ms, most_ms = (MEDIAN_MS, MOST_MS) if kind in PAGES else (None, None)
    yield Figure(f"{kind}, median", statistics.median(times), "ms", median_ms, at_most=True)
    yield Figure(f"{kind}, 95 of 100", most, "ms", most_ms, at_most=True, note=f"{len(times)} answers")


# ---- what there is to ask for ----------------------------------------------------------------------------


def _known(kept: KeptRecord) -> Known:
    """Stories, statements and names from all over the record."""
    chance = random.Random(1)
    stories = chance.sample(_all_stories(kept), KNOWN)
    people = [name for id in stories for name in kept.story(id).identities]
    statements = kept.search(Query(what=What.STATEMENTS, limit=KNOWN))
    return Known(
        kept.counts().articles,
        tuple(stories),
        tuple(f"{hit.article}#{hit.finding}" for hit in statements),
        tuple(one.name for one in chance.sample(people, KNOWN)),
    )


def _all_stories(kept: KeptRecord) -> list[str]:
    found: list[str] = []
    query = StoryQuery(least=2, limit=500)
    while True:
        listing = kept.stories(query)
        found += [row.id for row in listing]
        if listing.cursor is None:
            return found
        query = replace(query, cursor=listing.cursor)


def _time_commands(kept: KeptRecord, known: Known) -> Iterator[Figure]:
    """What `onrecord who` and `onrecord changes` take for the answer, without starting Python."""
    who = [_milliseconds(lambda name=name: _who(kept, name)) for name in known.names[:TIMED]]
    changes = [_milliseconds(lambda: kept.changes(limit=50)) for _ in range(5)]
    yield Figure("who, alone, median", statistics.median(who), "ms")
    yield Figure("changes, alone, median", statistics.median(changes), "ms")


def _who(kept: KeptRecord, name: str) -> None:
    try:
        kept.who(name)
    except NotKept:
        return


def _milliseconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - began)


# ---- readers and a judge ---------------------------------------------------------------------------------


@contextmanager
def _desk(record: Path) -> Iterator[str]:
    """The desk in a process of its own; where it answers."""
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0", "--as", "bench"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stderr is not None
            told = next(line for line in desk.stderr if " open at " in line)
            yield told.split(" at ")[1].split()[0].rstrip("/")
        finally:
            desk.terminate()


async def _visit(address: str, known: Known, seconds: float) -> list[Asked]:
    asked: list[Asked] = []
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for number in range(READERS):
            group.create_task(_read(address, known, until, random.Random(number), asked))
        group.create_task(_judge(address, known, until, asked))
    return asked


async def _read(address: str, known: Known, until: float, chance: random.Random, asked: list[Asked]) -> None:
    """One reader: a page, a look at it, the next page."""
    async with _client(address) as client:
        await asyncio.sleep(chance.uniform(0, LOOKS[1]))  # they do not come all at once
        while time.monotonic() < until:
            kind = chance.choice(list(PAGES))
            path, words = PAGES[kind](known, chance)
            asked.append(await _ask(client, kind, client.build_request("GET", path), words))
            await asyncio.sleep(chance.uniform(*LOOKS))


async def _judge(address: str, known: Known, until: float, asked: list[Asked]) -> None:
    """Somebody who judges statements, each of which settles its story anew."""
    async with _client(address) as client:
        for finding in known.findings:
            if time.monotonic() >= until:
                return
            body = {"kind": "accept", "subjects": [finding], "reason": "as the article has it"}
            request = client.build_request("POST", "/api/v1/judgements", json=body)
            asked.append(await _ask(client, "a judgement written", request, finding))
            await asyncio.sleep(JUDGES_EVERY)


async def _ask(client: httpx.AsyncClient, kind: str, request: httpx.Request, words: str) -> Asked:
    began = time.perf_counter()
    try:
        answer = await client.send(request)
        right = answer.is_success and words in answer.text
    except httpx.TransportError:
        right = False
    return Asked(kind, 1000 * (time.perf_counter() - began), right)


@asynccontextmanager
async def _client(address: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=address, timeout=WAITS, trust_env=False) as client:
        yield client


def _front(_: Known, __: random.Random) -> tuple[str, str]:
    return "/", "Onrecord"


def _story(known: Known, chance: random.Random) -> tuple[str, str]:
    id = chance.choice(known.stories)
    return f"/stories/{id}", id


def _story_json(known: Known, chance: random.Random) -> tuple[str, str]:
    id = chance.choice(known.stories)
    return f"/api/v1/stories/{id}", id


def _search(_: Known, chance: random.Random) -> tuple[str, str]:
    return f"/search?{urlencode({'text': chance.choice(SEARCHES)})}", "Search"


def _search_json(_: Known, chance: random.Random) -> tuple[str, str]:
    return f"/api/v1/search?{urlencode({'text': chance.choice(SEARCHES)})}", "items"


# What is asked for, and words that the answer must have
PAGES: dict[str, Callable[[Known, random.Random], tuple[str, str]]] = {
    "the front page": _front,
    "a story": _story,
    "a story, API": _story_json,
    "a search": _search,
    "a search, API": _search_json,
}

"""A hundred thousand records filed: memory, time an article as the store grows, search and a story's page at that size.

The records are variations (bench/variations.py) of many-outlets' groups of one day and topic, spread over two years.
Memory is the peak of the process that files; the reading of the articles they are made from is done before, by others.
With a folder to keep it in (--store), a run that was stopped goes on where it was.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench import Figure, Setup
from bench.records import as_page, read_pages
from bench.variations import vary
from onrecord import open_record
from onrecord.cli.adding import FEW_COLLECTIONS
from onrecord.kept import KeptRecord
from onrecord.kept.values import Query, StoryQuery
from onrecord.types import Record

ARTICLES = 100_000
STEP = 10_000  # of which the first and the last are compared
MATTERS = 60  # groups of the corpus that the variations are made from
AT_ONCE = 1_024  # articles made, then filed
ASKED = 25  # times
SEARCHES = ("government", "said killed", '"in a statement"', "police OR army", "election results")
FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)


def measure(setup: Setup, *, articles: int = ARTICLES) -> list[Figure]:
    """Files so many articles in a store of its own and asks it."""
    with _folder(setup.store) as folder:
        return file_and_ask(_matters(setup), articles, folder)


def file_and_ask(matters: Sequence[Sequence[Record]], articles: int, folder: Path) -> list[Figure]:
    """The figures of a store of so many variations; what a run before this one filed there stays, with its times."""
    gc.set_threshold(*FEW_COLLECTIONS)
    step = min(STEP, articles // 4)
    with open_record(folder / "record.db") as kept:
        steps = _file(kept, matters, articles, step, folder / "steps.jsonl")
        stories = [row.id for row in islice(kept.stories(StoryQuery(least=2, limit=ASKED)).items, ASKED)]
        search = [
            _milliseconds(lambda text=text: kept.search(Query(text))) for text in SEARCHES for _ in range(5)
        ]
        page = [_milliseconds(lambda id=id: kept.story(id)) for id in stories]
        totals = kept.counts()
    first, last = steps[0], steps[-1]
    pace = last.pace / first.pace
    return [
        Figure("articles on record", totals.articles, "articles", articles),
        Figure("stories", totals.stories, "stories"),
        Figure("peak memory", max(one.memory for one in steps), "MB", 1500, at_most=True),
        Figure(f"an article, the first {step:,}", first.milliseconds, "ms"),
        Figure(f"an article, the last {step:,}", last.milliseconds, "ms"),
        Figure(
            "the last to the first", last.milliseconds / first.milliseconds, "times", 1.5, at_most=True,
            note=f"a fixed piece of work took {pace:.2f} times as long by then",
        ),
        Figure("search, median", statistics.median(search), "ms", 200, at_most=True),
        Figure("a story, median", statistics.median(page), "ms", 200, at_most=True),
    ]  # fmt: skip


class Step(NamedTuple):
    """So many articles filed: processor time of each, its stories included; memory at its end; the machine's pace."""

    articles: int  # on record when it ended
    milliseconds: float
    memory: float
    pace: float  # milliseconds that a fixed piece of work took meanwhile: others may be at work too


def _file(
    kept: KeptRecord, matters: Sequence[Sequence[Record]], articles: int, step: int, log: Path
) -> list[Step]:
    """Files what is not on record yet, step by step; making the records is not counted."""
    steps = [Step(**json.loads(line)) for line in log.read_text().splitlines()] if log.exists() else []
    filed = kept.counts().articles
    coming = vary(matters, articles, first=FIRST, last=LAST, after=filed)
    while filed < articles:
        seconds, paces, goal = 0.0, [], min(articles, (filed // step + 1) * step)
        while filed < goal:
            batch = list(islice(coming, min(AT_ONCE, goal - filed)))
            paces.append(_pace())
            began = time.process_time()
            for _ in kept.file(batch):
                pass
            seconds += time.process_time() - began
            filed += len(batch)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        steps.append(Step(filed, 1000 * seconds / step, memory, statistics.mean(paces)))
        with log.open("a") as file:
            file.write(json.dumps(steps[-1]._asdict()) + "\n")
    return steps


def _pace() -> float:
    """Milliseconds of the processor for a piece of work that is always the same."""
    began = time.process_time()
    digest = sha256()
    for n in range(
        20_000
    ):  # no lists nor dicts: Python would look through all that filing left, and count it here
        digest.update(f"{n} of {n // 7} men".encode())
    return 1000 * (time.process_time() - began)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Where the record is made: in a folder that stays, or in one that goes."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def _milliseconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - began)


def _matters(setup: Setup) -> list[list[Record]]:
    """The records of the first groups of one day and topic, as many-outlets has them."""
    groups = defaultdict[tuple[str, str], list[dict[str, str]]](list)
    for line in (setup.data / "data/many-outlets/articles.jsonl").open(encoding="utf8"):
        row = json.loads(line)
        groups[row["date"], row["topic"]].append(row)
    chosen = [groups[name] for name in sorted(groups)][:MATTERS]
    pages = [
        as_page(row["ID"], row["content_original"], headline=row["title"], published=row["date"])
        for rows in chosen
        for row in rows
    ]
    records = read_pages(setup, pages)
    return [[records[row["ID"]] for row in rows] for rows in chosen]

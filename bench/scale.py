"""A hundred thousand records filed: memory, time an article as the store grows, search and a story's page at that size.

The records are variations (bench/variations.py) of many-outlets' groups of one day and topic, spread over two years.
Memory is the peak of the process that files; the reading of the articles they are made from is done before, by others.
"""

from __future__ import annotations

import json
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from bench import Figure, Setup
from bench.records import as_page, read_pages
from bench.variations import vary
from onrecord import open_record
from onrecord.kept import KeptRecord
from onrecord.kept.values import Query, StoryQuery
from onrecord.types import Record

ARTICLES = 100_000
STEP = 10_000  # of which the first and the last are compared
MATTERS = 60  # groups of the corpus that the variations are made from
ASKED = 25  # times
SEARCHES = ("government", "said killed", '"in a statement"', "police OR army", "election results")
FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)


def measure(setup: Setup, *, articles: int = ARTICLES) -> list[Figure]:
    """Files so many articles in a store of its own and asks it."""
    return file_and_ask(_matters(setup), articles)


def file_and_ask(matters: Sequence[Sequence[Record]], articles: int) -> list[Figure]:
    """The figures of a store of so many variations."""
    step = min(STEP, articles // 4)
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "record.db") as kept:
        seconds = _file(kept, matters, articles, step)
        stories = [row.id for row in islice(kept.stories(StoryQuery(least=2, limit=ASKED)).items, ASKED)]
        search = [
            _milliseconds(lambda text=text: kept.search(Query(text))) for text in SEARCHES for _ in range(5)
        ]
        page = [_milliseconds(lambda id=id: kept.story(id)) for id in stories]
        totals = kept.counts()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return [
        Figure("articles on record", totals.articles, "articles", articles),
        Figure("stories", totals.stories, "stories"),
        Figure("peak memory", memory, "MB", 1500, at_most=True),
        Figure(f"an article, the first {step:,}", 1000 * seconds[0], "ms"),
        Figure(f"an article, the last {step:,}", 1000 * seconds[-1], "ms"),
        Figure("the last to the first", seconds[-1] / seconds[0], "times", 1.5, at_most=True),
        Figure("search, median", statistics.median(search), "ms", 200, at_most=True),
        Figure("a story, median", statistics.median(page), "ms", 200, at_most=True),
    ]


def _file(kept: KeptRecord, matters: Sequence[Sequence[Record]], articles: int, step: int) -> list[float]:
    """Processor seconds an article, step by step, the settling of stories included; making the records is not."""
    seconds = []
    coming = vary(matters, articles, first=FIRST, last=LAST)
    while batch := list(islice(coming, step)):
        began = time.process_time()
        for _ in kept.file(batch):
            pass
        kept.settle()
        seconds.append((time.process_time() - began) / len(batch))
    return seconds


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

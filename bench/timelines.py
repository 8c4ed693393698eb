"""Days of a story's timeline against journalists' timelines: timeline17's Libya, Egypt, Haiti.

Of each topic's articles so many are read, spread over all of them; the story's timeline is made by the whole path, and
as many of its days are taken as the journalist has, those first that most articles name. The figure is the mean of the
date F1 over the journalists' timelines (the corpus has Libya's two as one file: a day earlier than the last begins
the second). Systems made for it: 0.54 over all 17 timelines of the corpus, of which these are four. The articles of
Egypt all appeared in the twenty days of its one timeline, so that nearly any days are right.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench import Figure, Setup
from bench.records import as_page, read_pages
from onrecord import Page
from onrecord.story import make_story
from onrecord.story.timeline import weigh_days
from onrecord.types import Filed, Version

TOPICS = ("haiti", "egypt", "libya")
SAMPLE = 80  # articles of a topic
FLOOR = 45.0
WRITTEN = {
    "``": "“",
    "''": "”",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "\\/": "/",
}  # in trees' way
JOINED = (  # blanks that no article has: "said , then", "( CNN )", "Gadhafi 's", "did n't"
    re.compile(r" +(?=[,.;:?!%)\]”](?:\s|$|[”)]))"),
    re.compile(r"(?<=[(\[“$]) +"),
    re.compile(r" (?=(?:'s|'re|'ve|'ll|'d|'m|n't)\b)"),
)


def measure(setup: Setup) -> list[Figure]:
    """Date F1, for each topic and over all timelines."""
    folder = setup.data / "data" / "timeline17"
    figures, every = list[Figure](), list[float]()
    for topic in TOPICS:
        pages = read_topic(folder, topic)
        records = read_pages(setup, pages)
        filed = [Filed(name, (Version(1, None, record),)) for name, record in records.items()]
        days = timeline_days(filed)
        found = [date_f1(days[: len(gold)], gold) for gold in read_timelines(folder, topic)]
        figures.append(
            Figure(f"{topic}, date F1", 100 * sum(found) / len(found), note=f"{len(found)} timelines")
        )
        every += found
    return [Figure("all timelines, date F1", 100 * sum(every) / len(every), floor=FLOOR), *figures]


def read_topic(folder: Path, topic: str) -> list[Page]:
    """A topic's articles as pages: so many, spread evenly over all."""
    csv.field_size_limit(10**8)
    with (folder / topic / "outputwithpub.csv").open(encoding="utf8") as lines:
        rows = [(f"{topic}-{n:04d}", row["date"], row["text"]) for n, row in enumerate(csv.DictReader(lines))]
    step = max(1.0, len(rows) / SAMPLE)
    kept = [rows[int(n * step)] for n in range(min(SAMPLE, len(rows)))]
    return [as_page(name, plain_text(text), published=day) for name, day, text in kept]


def plain_text(text: str) -> str:
    """A text of tokens as an article has it.

    >>> plain_text("`` No , '' he said -LRB- twice -RRB- .")
    '“No,” he said (twice).'
    """
    for token, written in WRITTEN.items():
        text = text.replace(token, written)
    for blank in JOINED:
        text = blank.sub("", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


def read_timelines(folder: Path, topic: str) -> list[list[date]]:
    """The days of each of the journalists' timelines."""
    found: list[list[date]] = [[]]
    text = (folder / "Gold" / f"outputTimelines{topic}.txt").read_text(encoding="utf8")
    for words in re.findall(r"^\d{4}-\d\d-\d\d$", text, re.MULTILINE):
        day = date.fromisoformat(words)
        if found[-1] and day < found[-1][-1]:
            found.append([])
        found[-1].append(day)
    return found


def timeline_days(articles: Sequence[Filed]) -> list[date]:
    """The days of the story's timeline, those first that most articles name."""
    weights = weigh_days(articles)
    days = {date.fromisoformat(one.day) for one in make_story(articles).timeline if len(one.day) == 10}
    return sorted(days, key=lambda day: (-weights.get(day, 0), day))


def date_f1(found: Sequence[date], gold: Sequence[date]) -> float:
    """Twice what both have over what each has.

    >>> date_f1([date(2011, 2, 15), date(2011, 2, 17)], [date(2011, 2, 15), date(2011, 2, 16)])
    0.5
    """
    both = len(set(found)) + len(set(gold))
    return 2 * len(set(found) & set(gold)) / both if both else 0.0

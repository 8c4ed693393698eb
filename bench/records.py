"""Documents of a corpus through the whole product, and score.py's verdict on the records."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import onrecord
from bench import Setup
from onrecord import Page, PageKind, Record

LINE = re.compile(
    r"^(?P<name>.+?)\s+P\s+(?P<precision>[\d.]+)\s+R\s+(?P<recall>[\d.]+)\s+F1\s+(?P<f1>[\d.]+)"
)


class Score(NamedTuple):
    """One line of score.py, in percent."""

    precision: float
    recall: float
    f1: float


@cache
def scorer(data: Path) -> ModuleType:
    """score.py, as a module."""
    spec = importlib.util.spec_from_file_location("score", data / "score/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "score/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_pages(setup: Setup, pages: Iterable[Page]) -> dict[str, Record]:
    """The records of pages, by id."""
    records = {}
    for outcome in onrecord.read_many(pages, model=setup.reader, workers=setup.workers):
        if not isinstance(outcome.result, Record):
            raise outcome.result
        records[outcome.id] = outcome.result
    return records


def as_page(name: str, text: str, *, headline: str | None = None, published: str | None = None) -> Page:
    """A text of a corpus as a page of which nothing is cut."""
    return Page(
        name, text.encode(), PageKind.ARTICLE, published=published, headline=headline, charset="utf-8"
    )


def read_documents(
    setup: Setup, task: str, gold: Path, *, keep: Callable[[str], bool] = lambda _: True
) -> dict[str, dict[str, Any]]:
    """The records of a task's documents, by id, as JSON: what `onrecord read docs.jsonl --jsonl` gives."""
    documents = getattr(scorer(setup.data), f"docs_{task}")(str(gold))
    pages = (
        replace(
            _as_handed_in(document),
            published=document.get("published"),
            outlet=document.get("outlet"),
            url=document.get("url"),
        )
        for document in documents
        if keep(document["id"])
    )
    return {name: onrecord.record_to_json(record) for name, record in read_pages(setup, pages).items()}


def _as_handed_in(document: Mapping[str, str]) -> Page:
    """A line of JSON as a page; of an article of which there is a headline alone, that is the text too."""
    headline, text = document.get("headline"), document["text"]
    return as_page(document["id"], text if text.strip() else headline or "", headline=headline)


def score(data: Path, task: str, gold: Path, records: dict[str, dict[str, Any]]) -> dict[str, Score]:
    """Each line that score.py prints, by its name."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        getattr(scorer(data), f"score_{task}")(str(gold), records)
    return {
        match["name"]: Score(*(float(match[name]) for name in Score._fields))
        for line in told.getvalue().splitlines()
        if (match := LINE.match(line))
    }

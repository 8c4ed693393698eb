"""Documents of a corpus through the whole product, and score.py's verdict on the records."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
from collections.abc import Callable, Iterable
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
    """The records of a task's documents, by id, as JSON: what `onrecord read docs.jsonl --jsonl` gives.

    Documents without a word, of which ECB+ has some, are left out, as that command leaves them out with an error.
    """
    documents = getattr(scorer(setup.data), f"docs_{task}")(str(gold))
    pages = (
        replace(
            as_page(document["id"], document["text"], published=document.get("published")),
            outlet=document.get("outlet"),
            url=document.get("url"),
        )
        for document in documents
        if keep(document["id"]) and document["text"].strip()
    )
    return {name: onrecord.record_to_json(record) for name, record in read_pages(setup, pages).items()}


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

"""Documents of a corpus through the whole product, and score.py's verdict on the records."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import onrecord
from onrecord import Page, PageKind

LINE = re.compile(r"^(?P<name>.+?)\s+P\s+[\d.]+\s+R\s+[\d.]+\s+F1\s+(?P<f1>[\d.]+)")


@cache
def scorer(data: Path) -> ModuleType:
    """score.py, as a module."""
    spec = importlib.util.spec_from_file_location("score", data / "score/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "score/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_documents(data: Path, task: str, gold: Path) -> dict[str, dict[str, Any]]:
    """The records of a task's documents, by id, as JSON: what `onrecord read docs.jsonl --jsonl` gives."""
    documents = getattr(scorer(data), f"docs_{task}")(str(gold))
    pages = [
        Page(
            id=document["id"],
            body=document["text"].encode(),
            kind=PageKind.ARTICLE,
            charset="utf-8",
            published=document.get("published"),
            outlet=document.get("outlet"),
            url=document.get("url"),
        )
        for document in documents
    ]
    records = {}
    for outcome in onrecord.read_many(pages):
        if not isinstance(outcome.result, onrecord.Record):
            raise outcome.result
        records[outcome.id] = onrecord.record_to_json(outcome.result)
    return records


def score(data: Path, task: str, gold: Path, records: dict[str, dict[str, Any]]) -> dict[str, float]:
    """F1 of each line that score.py prints, by its name."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        getattr(scorer(data), f"score_{task}")(str(gold), records)
    return {
        match["name"]: float(match["f1"])
        for line in told.getvalue().splitlines()
        if (match := LINE.match(line))
    }

"""Triggers of news events with their types, and their arguments, on m2e2 by score.py.

m2e2 is small, so no part of it is kept from the reader that we ship: floors hold for `--folds`, where five readers each
left one fold of its documents out. Without it the figures are those of documents that the reader has seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bench import Figure, Setup
from bench.alone import read_alone
from bench.records import read_documents, score, scorer
from training.splits import FOLDS, fold_of

FLOORS = {"event triggers, typed": 54, "event arguments": 36}


def measure(setup: Setup) -> list[Figure]:
    """F1 of typed triggers and of arguments, of records and by the reader alone: five-fold where there are readers."""
    gold = setup.data / "data/m2e2"
    records: dict[str, dict[str, Any]] = {}
    alone: dict[str, dict[str, Any]] = {}
    texts = {one["id"]: one["text"] for one in scorer(setup.data).docs_events(str(gold))}
    for part, keep in _parts(setup):
        records |= read_documents(part, "events", gold, keep=keep)
        alone |= read_alone(part, {name: text for name, text in texts.items() if keep(name)})
    seen = "" if setup.folds else ", documents seen in training"
    return [
        Figure(
            f"{name} F1{by}{seen}",
            rows[name].f1,
            floor=floor if setup.folds and not by else None,
            note=f"P {rows[name].precision} R {rows[name].recall}",
        )
        for by, found in (("", records), (", the reader alone", alone))
        for rows in [score(setup.data, "events", gold, found)]
        for name, floor in FLOORS.items()
    ]


def _parts(setup: Setup) -> Iterator[tuple[Setup, Callable[[str], bool]]]:
    """Which reader reads which documents."""
    if not setup.folds:
        yield setup, lambda _: True
        return
    for fold in range(FOLDS):
        yield replace(setup, reader=setup.folds / str(fold)), _in_fold(fold)


def _in_fold(fold: int) -> Callable[[str], bool]:
    return lambda document: fold_of(document) == fold

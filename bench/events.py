"""Triggers of news events with their types, and their arguments, on m2e2 by score.py.

m2e2 is small, so no part of it is kept from the reader that we ship: floors hold for `--folds`, where five readers each
left one fold of its documents out. Without it the figures are those of documents that the reader has seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bench import Figure, Setup
from bench.records import read_documents, score
from training.splits import FOLDS, fold_of

FLOORS = {"event triggers, typed": 54, "event arguments": 36}


def measure(setup: Setup) -> list[Figure]:
    """F1 of typed triggers and of arguments: five-fold where there are readers for it."""
    gold = setup.data / "data/m2e2"
    records = _read_folds(setup) if setup.folds else read_documents(setup, "events", gold)
    rows = score(setup.data, "events", gold, records)
    return [
        Figure(
            f"{name} F1" if setup.folds else f"{name} F1, documents seen in training",
            rows[name].f1,
            floor=floor if setup.folds else None,
            note=f"P {rows[name].precision} R {rows[name].recall}",
        )
        for name, floor in FLOORS.items()
    ]


def _read_folds(setup: Setup) -> dict[str, dict[str, Any]]:
    assert setup.folds
    records: dict[str, dict[str, Any]] = {}
    for fold in range(FOLDS):
        reader = replace(setup, reader=setup.folds / str(fold))
        records |= read_documents(reader, "events", setup.data / "data/m2e2", keep=_in_fold(fold))
    return records


def _in_fold(fold: int) -> Callable[[str], bool]:
    return lambda document: fold_of(document) == fold

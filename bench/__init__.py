"""Measurements on public corpora and on our own machine; each task is one module with `measure`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setup:
    """What a task is given: the folder of the corpora, and which readers read them."""

    data: Path
    reader: Path | None = None  # None: the reader that comes with the package
    folds: Path | None = None  # 0 … 4 in it: readers that each left one fold of m2e2 out
    workers: int | None = None  # None: a process for each core
    store: Path | None = (
        None  # folder in which scale keeps its record, and where load finds it; None: neither
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number: `value` in `unit`, and the least (or most, `at_most`) we let it be."""

    name: str
    value: float
    unit: str = "%"
    floor: float | None = None
    at_most: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figure keeps to its floor (or ceiling)."""
        if self.floor is None:
            return True
        return self.value <= self.floor if self.at_most else self.value >= self.floor


def share(name: str, right: float, whole: float, *, floor: float | None = None) -> Figure:
    """How many of all are right, in percent; of none, none."""
    return Figure(name, 100 * right / whole if whole else 0.0, floor=floor, note=f"{right:g} of {whole:g}")


def balance(name: str, precision: float, recall: float, *, floor: float | None = None) -> Figure:
    """F1 of a precision and a recall, all in percent."""
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Figure(f"{name} F1", f1, floor=floor, note=f"P {precision:.1f} R {recall:.1f}")


def tally(name: str, right: float, found: float, gold: float, *, floor: float | None = None) -> Figure:
    """F1 of so many right among those found and those there are."""
    return balance(
        name, 100 * right / found if found else 0.0, 100 * right / gold if gold else 0.0, floor=floor
    )

"""Measurements on public corpora and on our own machine; each task is one module with `measure`."""

from __future__ import annotations

from dataclasses import dataclass


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

"""What an export is made of: a matter (a story with its articles) and tables whose columns say what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.cells import Cell
from onrecord.types import Filed, Story


@dataclass(frozen=True, slots=True)
class Matter:
    """A story and the articles it is made of, by id: what every format is written from."""

    story: Story
    articles: Mapping[str, Filed]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its sort (str, int, float or bool; a cell may be empty), what it holds, and how to tell."""

    name: str
    kind: type[str] | type[int] | type[float] | type[bool]
    told: str
    cell: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table over matters: its columns, and what each row of a matter is told from."""

    name: str
    told: str
    columns: tuple[Column, ...]
    entries: Callable[[Matter], Iterable[Any]]

    @property
    def header(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)

    def rows(self, matter: Matter) -> Iterator[tuple[Cell, ...]]:
        """The matter's rows, as long as the header; what is not known is None."""
        for entry in self.entries(matter):
            yield tuple(column.cell(entry) for column in self.columns)

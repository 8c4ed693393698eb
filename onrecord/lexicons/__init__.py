"""Words we know, as plain files beside this one; `SOURCES.md` tells where each file comes from.

Empty lines and lines that begin with `#` are not part of a list. Columns are parted by tabs.
Files are read once.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The words and phrases of `<name>.txt`, one a line.

    Raises FileNotFoundError where there is no such list.
    """
    return frozenset(_lines(f"{name}.txt"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv`, in file order, each with as many columns as the first.

    Raises FileNotFoundError where there is no such table, ValueError where a row is short or long.
    """
    table = tuple(tuple(cell.strip() for cell in line.split("\t")) for line in _lines(f"{name}.tsv"))
    for row in table:
        if len(row) != len(table[0]):
            raise ValueError(
                f"{name}.tsv: a row of {len(row)} columns, not {len(table[0])}: {' | '.join(row)}"
            )
    return table


def _lines(filename: str) -> list[str]:
    text = files(__name__).joinpath(filename).read_text(encoding="utf-8")
    return [line.strip(" \r") for line in text.split("\n") if line.strip() and not line.startswith("#")]

"""Long lists of values in pieces that one statement takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

AT_ONCE = 500  # values in one IN (…); SQLite of 2020 takes 32,766, and plans long lists slowly


def batches(values: Iterable[Item], size: int = AT_ONCE) -> Iterator[list[Item]]:
    """The values, `size` at a time, in their order."""
    waiting = iter(values)
    while some := list(islice(waiting, size)):
        yield some

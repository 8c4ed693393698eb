"""By what articles about one matter can be found without comparing each with all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import combinations

from onrecord.story.sketch import Sketch

DATED_WORDS = (
    14  # that tell most, each with the days the article is of; see bench/stories.py for all that follows
)
PAIRED_WORDS = 6  # of a dated article: it may be of one matter with an undated one
UNDATED_WORDS = 12  # of an undated article, two by two
DAYS = 20  # that a mark reaches over; each day is in two such spans, so that ten days are always together


def find_matter_marks(sketch: Sketch) -> tuple[int, ...]:
    """Numbers of 63 bits: two articles about one matter have one in common, seldom do others."""
    return tuple(sorted({_mark(key) for key in _keys(sketch)}))


def _keys(sketch: Sketch) -> Iterator[str]:
    telling = [number for number, _ in sorted(sketch.terms, key=lambda term: (-term[1], term[0]))]
    paired = UNDATED_WORDS if sketch.day is None else PAIRED_WORDS
    for one, other in combinations(sorted(telling[:paired]), 2):
        yield f"{one} {other}"
    if sketch.day is not None:
        for number in telling[:DATED_WORDS]:
            yield f"{number} in {sketch.day // DAYS}"
            yield f"{number} about {(sketch.day + DAYS // 2) // DAYS}"


def _mark(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 1

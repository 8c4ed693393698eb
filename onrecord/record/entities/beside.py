"""Which mentions follow upon each other, and whether two can be of one sort."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.entities.scene import Scene
from onrecord.types import EntityType, Nominal

OWNED_ON = re.compile(r"['’]s?\s")


def same_sort(a: Nominal, b: Nominal) -> bool:
    return a.type is b.type or (
        a.type is not None and b.type is not None and EntityType.PERSON not in (a.type, b.type)
    )


def neighbours(scene: Scene, *, nested: bool = False) -> Iterator[tuple[int, int]]:
    """Pairs of mentions that follow upon each other, with at most two between; `nested`: after the other's head."""
    for n in range(len(scene.nominals)):
        one = scene.nominals[n]
        end = one.head.end if nested else one.span.end
        for m in range(n + 1, min(n + 4, len(scene.nominals))):
            if scene.nominals[m].span.start >= end:
                yield n, m

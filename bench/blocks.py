"""Articles that come one by one, grouped as a store groups them: looked up by marks, joined in blocks, then grouped."""

from __future__ import annotations

from collections import defaultdict

from onrecord.story.grouping import Sketch, find_matter_marks, find_sketch, group, linked
from onrecord.types import Record


class Blocks:
    """What has come so far; `largest` and `compared` tell what it cost."""

    def __init__(self) -> None:
        self.sketches: dict[str, Sketch] = {}
        self.holders = defaultdict[int, list[str]](list)
        self.block_of: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self.compared = 0

    @property
    def largest(self) -> int:
        """How many articles the largest block has."""
        return max(map(len, self.members.values()), default=0)

    def add(self, record: Record) -> None:
        """Joins an article with all that it is linked with, and their blocks."""
        sketch = find_sketch(record)
        marks = find_matter_marks(sketch)
        met = {name for mark in marks for name in self.holders[mark]}
        self.compared += len(met)
        for mark in marks:
            self.holders[mark].append(sketch.id)
        self.sketches[sketch.id] = sketch
        self.block_of[sketch.id], self.members[sketch.id] = sketch.id, [sketch.id]
        for name in met:
            if self.block_of[name] != self.block_of[sketch.id] and linked(sketch, self.sketches[name]):
                self._join(self.block_of[name], self.block_of[sketch.id])

    def stories(self) -> tuple[tuple[str, ...], ...]:
        """Every story, in the order of their first articles' ids."""
        return tuple(
            sorted(
                story
                for block in self.members.values()
                for story in group([self.sketches[name] for name in block])
            )
        )

    def _join(self, one: str, other: str) -> None:
        small, large = sorted((one, other), key=lambda block: len(self.members[block]))
        for name in self.members[small]:
            self.block_of[name] = large
        self.members[large] += self.members.pop(small)

"""What people decided of articles: which are of one story, and which are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.types import Judgement, JudgementKind


@dataclass(frozen=True, slots=True)
class Constraints:
    """Of things by number: those that are one (`same`: number → the least of those with it), those that are apart."""

    same: Mapping[int, int]
    apart: frozenset[tuple[int, int]]  # of numbers that stand for theirs in `same`, the lesser first

    def root(self, thing: int) -> int:
        """The number that stands for all that are one with it."""
        return self.same.get(thing, thing)

    def keep_together(self, things: Sequence[int], parts: Sequence[Sequence[int]]) -> list[list[int]]:
        """The parts (of places in `things`), with what is one moved to where the first of it is."""
        home: dict[int, int] = {}
        for place, n in sorted((place, n) for n, part in enumerate(parts) for place in part):
            home.setdefault(self.root(things[place]), n)
        moved: list[list[int]] = [[] for _ in parts]
        for place, thing in enumerate(things):
            moved[home[self.root(thing)]].append(place)
        return moved


def find_constraints(judgements: Sequence[Judgement], numbers: Mapping[str, int]) -> Constraints:
    """What the judgements say of the articles with numbers; where two contradict each other, the later holds."""
    same: dict[int, int] = {}
    apart: set[tuple[int, int]] = set()
    for judgement in sorted(judgements, key=lambda one: (one.at, one.id), reverse=True):
        if judgement.undone_at is not None:
            continue
        concerned = sorted({numbers[subject] for subject in judgement.subjects if subject in numbers})
        for one, other in combinations(concerned, 2):
            pair = _pair(same.get(one, one), same.get(other, other))
            if judgement.kind is JudgementKind.SAME_STORY and pair not in apart:
                same, apart = _joined(same, apart, pair, {one, other})
            elif judgement.kind is JudgementKind.OTHER_STORY and pair[0] != pair[1]:
                apart.add(pair)
    return Constraints(same, frozenset(apart))


def _joined(
    same: Mapping[int, int], apart: set[tuple[int, int]], pair: tuple[int, int], things: set[int]
) -> tuple[dict[int, int], set[tuple[int, int]]]:
    first, second = pair
    roots = {**dict.fromkeys(things | {first, second}, first), **same}
    joined = {thing: first if root in (first, second) else root for thing, root in roots.items()}
    return joined, {_pair(*(first if root == second else root for root in two)) for two in apart}


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one <= other else (other, one)

"""Articles about one matter: which belong to one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.story.clusters import Least, join_nearest, part_in_two
from onrecord.story.constraints import Constraints, find_constraints
from onrecord.story.matter_marks import find_matter_marks
from onrecord.story.sketch import Sketch, find_sketch
from onrecord.types import Judgement

__all__ = ["Sketch", "find_matter_marks", "find_sketch", "group", "likeness", "linked"]

Matrix = NDArray[np.float64]

# How alike two groups are, to be one. B-cubed F1 of basil, ecbplus: 99.4, 93.9 from 0.175 to 0.18 for few, 98.8, 93.0
# at 0.195; 93.9 at 0.36 and 0.37 for kin, 93.6 from 0.39 to 0.43, 93.1 with no kin asked for. The sample newsroom’s
# matters are each whole, and apart from others, from 0.34 to 0.45 for kin: a bus crash has 0.335 to the train’s, the
# arrests and a market 0.454 to the depot’s, while on average they are nearly as much alike, 0.186 and 0.190
LEAST = Least(few=0.18, many=10, among_many=0.15, kin=0.37)
NEAR_DAYS, FAR_DAYS = (
    2,
    21,
)  # apart: up to the first two articles are as of one day, from the second on of two matters
SAME_DAYS = 1.2  # how much more alike two articles of the same days are than two of which that is not known
OWN_HOUSE = 0.65  # what two articles of one outlet have in common tells less: it repeats its own lines
LEAST_PART = 5  # articles that each of two matters must have to be told apart by their own words
MOST_ACROSS = 0.07  # likeness between two such matters, counted by the words that not all their articles have
MOST_OF_WITHIN = 0.5  # … and as a share of the likeness within either


def group(sketches: Sequence[Sketch], judgements: Sequence[Judgement] = ()) -> tuple[tuple[str, ...], ...]:
    """The ids of the articles of each story, each in order, the stories by their first; judgements are obeyed.

    Nothing depends on the order of the sketches. Exact copies count once, so that many of them weigh no more than one.
    """
    units = _units(sketches)
    holder = {sketch.id: n for n, unit in enumerate(units) for sketch in unit}
    bound = find_constraints(judgements, holder)
    firsts = [unit[0] for unit in units]
    groups = join_nearest(_likenesses(firsts), LEAST, bound)
    stories = [part for members in groups for part in _told_apart(members, firsts, bound)]
    named = [sorted(sketch.id for n in story for sketch in units[n]) for story in stories]
    return tuple(sorted(tuple(story) for story in named))


def linked(one: Sketch, other: Sketch) -> bool:
    """Whether two articles are alike enough to be of one block; a story never reaches over the bounds of a block.

    Groups are joined where they are alike on average, so that some two of their articles are at least as alike.
    """
    return likeness(one, other) >= min(LEAST.few, LEAST.among_many)


def likeness(one: Sketch, other: Sketch) -> float:
    """How alike two articles are: 0 to 1 by their words, more where they are of the same days, less where of others.

    A reprint of the very same words is of the same matter whenever it appears.
    """
    if one.terms and one.terms == other.terms:
        return SAME_DAYS
    theirs = dict(other.terms)
    alike = sum(weight * theirs[number] for number, weight in one.terms if number in theirs)
    return alike * _nearness(one, other)


def _nearness(one: Sketch, other: Sketch) -> float:
    """What becomes of the likeness of words: by the days, and by whose pages they are."""
    house = OWN_HOUSE if one.outlet and one.outlet == other.outlet else 1.0
    if one.day is None or other.day is None:
        return house
    late = max(0, abs(one.day - other.day) - NEAR_DAYS)
    return house * SAME_DAYS * max(0.0, 1 - late / (FAR_DAYS - NEAR_DAYS))


def _units(sketches: Sequence[Sketch]) -> list[list[Sketch]]:
    """Articles of the very same words together, the earliest first."""
    same = defaultdict[object, list[Sketch]](list)
    for sketch in sorted(sketches, key=lambda sketch: (sketch.day is None, sketch.day or 0, sketch.id)):
        same[sketch.terms or sketch.id].append(sketch)
    return sorted(same.values(), key=lambda unit: unit[0].id)


def _likenesses(sketches: Sequence[Sketch]) -> Matrix:
    alike = _products([dict(sketch.terms) for sketch in sketches])
    for one, other in combinations(range(len(sketches)), 2):
        if alike[one, other]:
            alike[one, other] *= _nearness(sketches[one], sketches[other])
            alike[other, one] = alike[one, other]
    return alike


def _products(rows: Sequence[Mapping[int, float]]) -> Matrix:
    """Each row times each: summed term by term in order, so that a pair's product depends on the pair alone."""
    holders = defaultdict[int, list[int]](list)
    for n, row in enumerate(rows):
        for number in row:
            holders[number].append(n)
    products = np.zeros((len(rows), len(rows)))
    for number in sorted(holders):
        if len(holders[number]) > 1:
            weights = np.array([rows[n][number] for n in holders[number]])
            products[np.ix_(holders[number], holders[number])] += np.outer(weights, weights)
    return products


def _told_apart(
    members: Sequence[int], sketches: Sequence[Sketch], bound: Constraints
) -> Iterator[list[int]]:
    """The group itself, or, where it holds two matters of one kind, each: a second quake, another man's arrest.

    Two matters of one kind share most words; what each has for itself, in all its articles, tells them apart. Where
    the days are known, and are the same, it is one matter that is told from several sides.
    """
    if len(members) >= 2 * LEAST_PART:
        alike = _own_likenesses([sketches[n] for n in members])
        parts = bound.keep_together(members, part_in_two(alike))
        days = [[sketches[members[place]].day for place in part] for part in parts]
        if _are_two(alike, parts) and not _of_one_time(*days):
            for part in parts:
                yield from _told_apart([members[n] for n in part], sketches, bound)
            return
    yield list(members)


def _own_likenesses(sketches: Sequence[Sketch]) -> Matrix:
    """How alike the articles of a group are by the words that some of them have and others have not."""
    spread = Counter(number for sketch in sketches for number, _ in sketch.terms)
    rows = [
        {
            number: weight * float(np.log(len(sketches) / spread[number]))
            for number, weight in sketch.terms
            if 1 < spread[number] < len(sketches)
        }
        for sketch in sketches
    ]
    return _products([_of_length_one(row) for row in rows])


def _of_length_one(row: Mapping[int, float]) -> dict[int, float]:
    length = sum(weight * weight for weight in row.values()) ** 0.5 or 1.0
    return {number: weight / length for number, weight in row.items()}


def _are_two(alike: Matrix, parts: Iterable[Sequence[int]]) -> bool:
    one, other = parts
    if min(len(one), len(other)) < LEAST_PART:
        return False
    across = float(alike[np.ix_(one, other)].mean())
    within = min(_within(alike, one), _within(alike, other))
    return across <= MOST_ACROSS and across <= MOST_OF_WITHIN * within


def _of_one_time(one: Sequence[int | None], other: Sequence[int | None]) -> bool:
    """Whether most of either side is dated, and those of the one are of the days of the other."""
    mine, theirs = (sorted(day for day in days if day is not None) for days in (one, other))
    if 2 * len(mine) < len(one) or 2 * len(theirs) < len(other):
        return False
    return abs(mine[len(mine) // 2] - theirs[len(theirs) // 2]) < FAR_DAYS


def _within(alike: Matrix, part: Sequence[int]) -> float:
    own = alike[np.ix_(part, part)]
    return float((own.sum() - np.trace(own)) / (len(part) * (len(part) - 1)))

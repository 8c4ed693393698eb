"""When two groups of things are alike enough to be one."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.story.clusters import Least, join_nearest
from onrecord.story.constraints import Constraints

LEAST = Least(few=0.18, many=4, among_many=0.1, kin=0.6)
FREE = Constraints({}, frozenset())
MATTER = 4  # things that are surely of one


def alike(*others: tuple[float, ...]) -> np.ndarray:
    """Four things of one matter, and others with what each has in common with those; nothing with each other."""
    many = MATTER + len(others)
    found = np.zeros((many, many))
    found[:MATTER, :MATTER] = 0.5
    for n, row in enumerate(others, MATTER):
        found[n, :MATTER] = found[:MATTER, n] = row
    np.fill_diagonal(found, 1.0)
    return found


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        ((0.4, 0.1, 0.0, 0.0), True),  # near to one of them: another side of the matter
        ((0.2, 0.2, 0.2, 0.2), False),  # somewhat like all, and kin to none: another matter of that town
        ((0.3, 0.0, 0.0, 0.0), False),  # near to one, and like no other
    ],
)
def test_of_many_the_nearest_count_besides_the_average(other: tuple[float, ...], joined: bool) -> None:
    groups = join_nearest(alike(other), LEAST, FREE)
    assert sorted(groups) == ([[0, 1, 2, 3, 4]] if joined else [[0, 1, 2, 3], [4]])


@pytest.mark.parametrize(("much", "joined"), [(0.19, True), (0.17, False)])
def test_of_few_the_average_counts_alone(much: float, joined: bool) -> None:
    pair = np.array([[1.0, much], [much, 1.0]])
    assert join_nearest(pair, LEAST, FREE) == ([[0, 1]] if joined else [[0], [1]])


def test_a_group_that_was_found_wanting_is_asked_again_when_it_has_grown() -> None:
    """The fifth is kin to none of the four, but to the sixth, which is."""
    one, other = (0.2, 0.2, 0.2, 0.2), (0.5, 0.5, 0.0, 0.0)
    matrix = alike(one, other)
    matrix[4, 5] = matrix[5, 4] = 0.19
    assert join_nearest(matrix, LEAST, FREE) == [[0, 1, 2, 3, 5], [4]]
    matrix[4, 5] = matrix[5, 4] = 0.35
    assert join_nearest(matrix, LEAST, FREE) == [[0, 1, 2, 3, 4, 5]]


def test_what_is_to_be_apart_never_comes_into_one() -> None:
    apart = Constraints({}, frozenset({(0, 4)}))
    groups = join_nearest(alike((0.4, 0.4, 0.4, 0.4)), LEAST, apart)
    assert sorted(groups) == [[0, 1, 2, 3], [4]]


def test_what_is_bound_is_one_from_the_start() -> None:
    bound = Constraints({0: 0, 4: 0}, frozenset())
    assert join_nearest(alike((0.0, 0.0, 0.0, 0.0)), LEAST, bound) == [[0, 1, 2, 3, 4]]


def test_nothing_is_no_group() -> None:
    assert join_nearest(np.zeros((0, 0)), LEAST, FREE) == []

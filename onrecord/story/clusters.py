"""Joining the nearest, and parting in two: what things of known likeness form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.story.constraints import Constraints

Matrix = NDArray[np.float64]
NEVER = -1.0  # less than any likeness


@dataclass(frozen=True, slots=True)
class Least:
    """How alike two groups must be to be joined, on average: `few` things, or `many` and more in the larger of them.

    The average over many things is little, however near the nearest are; `kin` is asked for besides: how near those of
    the smaller group are to their nearest in the larger, as a share of how near those of the larger are to theirs.
    """

    few: float
    many: int
    among_many: float
    kin: float


def join_nearest(alike: Matrix, least: Least, bound: Constraints) -> list[list[int]]:
    """Groups joined two by two, the most alike on average first, while they are alike enough (average linkage).

    What is bound together is a group from the start; what is to be apart never comes into one.
    """
    things = alike
    groups, alike = _bound_groups(alike, bound)
    apart = _apart(groups, bound)
    sizes = np.array([len(members) for members in groups], dtype=float)
    np.fill_diagonal(alike, NEVER)
    alike[apart] = NEVER
    pairs = alike.copy()  # that may still be joined: those found wanting are out until one of them has grown
    while len(pairs) and pairs.max() >= min(least.few, least.among_many):
        one, other = divmod(int(pairs.argmax()), len(pairs))
        if not _are_near(things, groups[one], groups[other], float(pairs[one, other]), least):
            pairs[one, other] = pairs[other, one] = NEVER
            continue
        mean = (alike[one] * sizes[one] + alike[other] * sizes[other]) / (sizes[one] + sizes[other])
        apart[one] |= apart[other]
        mean[apart[one] | (alike[one] == NEVER) | (alike[other] == NEVER)] = NEVER
        for matrix in (alike, pairs):
            matrix[one], matrix[:, one] = mean, mean
            matrix[other], matrix[:, other] = NEVER, NEVER
        sizes[one] += sizes[other]
        groups[one], groups[other] = sorted(groups[one] + groups[other]), []
    return [members for members in groups if members]


def _are_near(things: Matrix, one: Sequence[int], other: Sequence[int], mean: float, least: Least) -> bool:
    small, large = sorted((one, other), key=len)
    if len(large) < least.many:
        return mean >= least.few
    own = things[np.ix_(large, large)]
    np.fill_diagonal(own, NEVER)
    return mean >= least.among_many and _kin(things[np.ix_(small, large)]) >= least.kin * _kin(own)


def _kin(alike: Matrix) -> float:
    """How near the things of the rows are to their nearest, on average."""
    return float(alike.max(axis=1).mean())


def _bound_groups(alike: Matrix, bound: Constraints) -> tuple[list[list[int]], Matrix]:
    """One group for each thing or bound set of things, and how alike these are on average."""
    sets: dict[int, list[int]] = {}
    for thing in range(len(alike)):
        sets.setdefault(bound.root(thing), []).append(thing)
    groups = list(sets.values())
    if len(groups) == len(alike):
        return groups, alike.copy()
    shares = np.zeros((len(groups), len(alike)))
    for n, members in enumerate(groups):
        shares[n, members] = 1 / len(members)
    return groups, shares @ alike @ shares.T


def _apart(groups: Sequence[Sequence[int]], bound: Constraints) -> NDArray[np.bool_]:
    place = {bound.root(thing): n for n, members in enumerate(groups) for thing in members}
    apart = np.zeros((len(groups), len(groups)), dtype=bool)
    for one, other in bound.apart:
        apart[place[one], place[other]] = apart[place[other], place[one]] = True
    return apart


def part_in_two(alike: Matrix) -> list[list[int]]:
    """The two parts that joining leaves last, if at each step the spread grows least (Ward's method)."""
    spread = np.maximum(1 - alike, 0.0)
    np.fill_diagonal(spread, np.inf)
    sizes = np.ones(len(alike))
    parts = [[n] for n in range(len(alike))]
    for _ in range(len(alike) - 2):
        one, other = sorted(divmod(int(spread.argmin()), len(spread)))
        least = spread[one, other]
        whole = sizes + sizes[one] + sizes[other]
        grown = (
            (sizes + sizes[one]) * spread[one] + (sizes + sizes[other]) * spread[other] - sizes * least
        ) / whole
        spread[one], spread[:, one] = grown, grown
        spread[one, one] = np.inf
        spread[other], spread[:, other] = np.inf, np.inf
        sizes[one] += sizes[other]
        parts[one], parts[other] = sorted(parts[one] + parts[other]), []
    return [part for part in parts if part]

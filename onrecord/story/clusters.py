"""Joining the nearest, and parting in two: what things of known likeness form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.story.constraints import Constraints

Matrix = NDArray[np.float64]
NEVER = -1.0  # less than any likeness


def join_nearest(alike: Matrix, least: float, bound: Constraints) -> list[list[int]]:
    """Groups joined two by two, the most alike on average first, while they are at least so alike (average linkage).

    What is bound together is a group from the start; what is to be apart never comes into one.
    """
    groups, alike = _bound_groups(alike, bound)
    apart = _apart(groups, bound)
    sizes = np.array([len(members) for members in groups], dtype=float)
    np.fill_diagonal(alike, NEVER)
    alike[apart] = NEVER
    best = alike.max(axis=1, initial=NEVER)
    while len(best) and best.max() >= least:
        one = int(best.argmax())
        other = int(alike[one].argmax())
        mean = (alike[one] * sizes[one] + alike[other] * sizes[other]) / (sizes[one] + sizes[other])
        apart[one] |= apart[other]
        mean[apart[one] | (alike[one] == NEVER) | (alike[other] == NEVER)] = NEVER
        alike[one], alike[:, one] = mean, mean
        alike[other], alike[:, other] = NEVER, NEVER
        sizes[one] += sizes[other]
        groups[one], groups[other] = sorted(groups[one] + groups[other]), []
        best = alike.max(axis=1)
    return [members for members in groups if members]


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

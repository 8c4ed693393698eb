"""How well chains of mentions agree with gold ones: MUC, B-cubed, CEAFe, and their mean, as CoNLL 2012 has it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Chains = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall of one measure, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def conll(gold: Chains, found: Chains) -> float:
    """The mean of the three measures' F1."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3


def muc(gold: Chains, found: Chains) -> Agreement:
    """By links: Vilain and others, 1995."""
    return Agreement(_links(found, gold), _links(gold, found))


def b_cubed(gold: Chains, found: Chains) -> Agreement:
    """By mentions: Bagga and Baldwin, 1998; a mention that only one side has counts against that side."""
    return Agreement(_shares(found, gold), _shares(gold, found))


def ceaf_e(gold: Chains, found: Chains) -> Agreement:
    """By chains, each matched with one other at most: Luo, 2005, with his φ4."""
    if not gold or not found:
        return Agreement(0.0, 0.0)
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in found] for a in gold])
    best = sum(_best_match(alike[np.ix_(rows, columns)]) for rows, columns in _blocks(alike))
    return Agreement(best / len(found), best / len(gold))


def _blocks(alike: NDArray[np.float64]) -> Iterator[tuple[list[int], list[int]]]:
    """The rows and columns that have to do with each other: chains that share no mention need no matching."""
    left = set(np.flatnonzero(alike.any(axis=1)).tolist())
    while left:
        rows, columns, grown = {min(left)}, set[int](), True
        while grown:
            size = len(rows) + len(columns)
            columns |= set(np.flatnonzero(alike[sorted(rows)].any(axis=0)).tolist())
            rows |= set(np.flatnonzero(alike[:, sorted(columns)].any(axis=1)).tolist())
            grown = len(rows) + len(columns) > size
        left -= rows
        yield sorted(rows), sorted(columns)


def _best_match(worth: NDArray[np.float64]) -> float:
    """The most that rows matched with columns, each once, are worth together: Kuhn's method with potentials."""
    if worth.shape[0] > worth.shape[1]:
        worth = worth.T
    rows, columns = worth.shape
    cost = np.zeros((rows + 1, columns + 1))
    cost[1:, 1:] = -worth
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match, way = np.zeros(columns + 1, int), np.zeros(columns + 1, int)
    for row in range(1, rows + 1):
        match[0], at = row, 0
        least, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, bool)
        while match[at]:
            used[at] = True
            reach = cost[match[at]] - u[match[at]] - v
            better = ~used & (reach < least)
            least[better], way[better] = reach[better], at
            least[0] = np.inf
            step = int(np.argmin(np.where(used, np.inf, least)))
            delta = least[step]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            at = step
        while at:
            match[at], at = match[way[at]], way[at]
    return float(
        sum(worth[match[column] - 1, column - 1] for column in range(1, columns + 1) if match[column])
    )


def _links(chains: Chains, others: Chains) -> float:
    """The share of the chains' links that the others have too."""
    home = _homes(others)
    kept = sum(len(chain) - _pieces(chain, home) for chain in chains)
    every = sum(len(chain) - 1 for chain in chains)
    return kept / every if every else 0.0


def _pieces(chain: frozenset[Hashable], home: Mapping[Hashable, int]) -> int:
    """Into how many pieces the other side's chains cut this one."""
    held = {home[one] for one in chain if one in home}
    return len(held) + sum(one not in home for one in chain)


def _shares(chains: Chains, others: Chains) -> float:
    """How much of a mention's chain the other side has with it, on average."""
    home = _homes(others)
    every = sum(map(len, chains))
    kept = 0.0
    for chain in chains:
        for one in chain:
            if one in home:
                kept += len(chain & others[home[one]]) / len(chain)
    return kept / every if every else 0.0


def _homes(chains: Chains) -> dict[Hashable, int]:
    return {one: n for n, chain in enumerate(chains) for one in chain}

"""Pairs with their points → groups: joined best first while on average they speak for it, and nothing forbids it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]  # the lower number first


def join_groups(
    count: int,
    points: Mapping[Pair, float],
    *,
    otherwise: float,
    least: float,
    may_join: Callable[[Sequence[int], Sequence[int]], bool],
) -> tuple[tuple[int, ...], ...]:
    """Groups of the numbers 0 … count - 1, by average linkage; a pair without points has `otherwise`.

    Of pairs with as many points, that of the lowest numbers comes first.
    """
    groups: dict[int, list[int]] = {n: [n] for n in range(count)}
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)  # group → group → points, pairs
    for (one, other), found in points.items():
        sums[one][other] = sums[other][one] = (found, 1)
    queue = [(-found, pair) for pair, found in points.items() if found >= least]
    heapify(queue)
    forbidden: set[Pair] = set()
    while queue:
        worth, (one, other) = heappop(queue)
        if one not in groups or other not in groups or (one, other) in forbidden:
            continue
        if -worth != _average(groups, sums, one, other, otherwise):
            continue  # one of them has grown since
        if not may_join(groups[one], groups[other]):
            forbidden.add((one, other))
            continue
        _unite(groups, sums, one, other)
        for near in sums[one]:
            average = _average(groups, sums, one, near, otherwise)
            pair = (min(one, near), max(one, near))
            forbidden.discard(pair)
            if average >= least:
                heappush(queue, (-average, pair))
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()))


def _average(
    groups: Mapping[int, Sequence[int]],
    sums: Mapping[int, Mapping[int, tuple[float, int]]],
    one: int,
    other: int,
    otherwise: float,
) -> float:
    total, pairs = sums[one].get(other, (0.0, 0))
    every = len(groups[one]) * len(groups[other])
    return (total + (every - pairs) * otherwise) / every


def _unite(
    groups: dict[int, list[int]], sums: dict[int, dict[int, tuple[float, int]]], one: int, other: int
) -> None:
    """The second group joins the first."""
    groups[one] += groups.pop(other)
    for near, (points, pairs) in sums.pop(other).items():
        del sums[near][other]
        if near != one:
            had, count = sums[one].get(near, (0.0, 0))
            sums[one][near] = sums[near][one] = (had + points, count + pairs)


def connected(
    count: int, links: Iterable[Pair], *, apart: frozenset[Pair] = frozenset()
) -> tuple[tuple[int, ...], ...]:
    """Groups of the numbers 0 … count - 1 that links hold together; a link that would join two of `apart` is none."""
    home = list(range(count))
    groups = {n: [n] for n in range(count)}
    for one, other in links:
        low, high = sorted((home[one], home[other]))
        if low == high or any(
            (min(a, b), max(a, b)) in apart for a in groups[low] for b in groups[high] if apart
        ):
            continue
        for n in groups[high]:
            home[n] = low
        groups[low] += groups.pop(high)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()))

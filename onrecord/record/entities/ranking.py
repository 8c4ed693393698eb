"""Which earlier mention a mention most likely means, by weights that `python -m training.coreference` fits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.record.entities.chains import Chain, Chains, are_compatible
from onrecord.record.entities.features import class_of, describe_pairs, lay_columns, weights
from onrecord.record.entities.pairs import Bar, bars_of, fits_mention
from onrecord.record.entities.scene import Scene

VOICES = frozenset({"self", "us", "you", "relative"})  # who they are is told by whose words they stand in
BACK = 6  # sentences that a pronoun looks back: over a quotation, to him who speaks
LEAST_DEFINITE = 0.35  # "the president" most likely means somebody told of, "people" as likely as not
LEAST = {"person": 0.0, "many": 0.7, "thing": 1.0, "description": 1.0, "named": 2.0}
NEAR = 60  # mentions that any mention looks back


class Ranking(Chains):
    """Chains, and which of the earlier mentions each mention most likely means."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._columns = lay_columns(scene)

    def ranked(self, n: int) -> int | None:
        """The earlier mention that weighs most, None where none weighs enough."""
        found = self.candidates(n)
        if not found:
            return None
        weight = weights()[class_of(self.scene, n)]
        scores = np.exp(np.minimum(self.described(n, found) @ weight, 30))
        odds: dict[Chain, tuple[float, int]] = {}  # of each, and its nearest mention
        for m, score in zip(found, scores.tolist(), strict=True):
            chain = self._chain[m]
            mass, nearest = odds.get(chain, (0.0, m))
            odds[chain] = mass + score, nearest
        mass, best = max(odds.values())
        least = LEAST[class_of(self.scene, n)]
        return best if mass > (LEAST_DEFINITE if self.scene.traits[n].definite else least) else None

    def described(self, n: int, found: Sequence[int]) -> NDArray[np.float64]:
        """What speaks for each of the earlier mentions [m, f]."""
        low = max(0, n - NEAR)
        logits = self.scene.seen(n, low).tolist()
        seen = np.array([logits[m - low] if m >= low else 0.0 for m in found])
        return describe_pairs(self._columns, n, found, [self._chain[m] for m in found], seen)

    def candidates(self, n: int) -> list[int]:
        """The earlier mentions that nothing forbids, the nearest first."""
        traits, low, bars = self.scene.traits, max(0, n - NEAR), bars_of(self.scene, n)
        first = traits[n].sentence - BACK if traits[n].looks_for else 0
        fits: dict[Chain, bool] = {}
        found: list[int] = []
        for m in (*range(n - 1, low - 1, -1), *self._alike(n, low)):
            if traits[m].sentence < first:
                break
            if traits[m].looks_for in VOICES:
                continue  # who that is a rule has told, or nobody can
            chain = self._chain[m]
            if chain not in fits:
                fits[chain] = self._fits(n, chain, bars)
            if fits[chain] and fits_mention(self.scene, n, m):
                found.append(m)
        return found

    def _fits(self, n: int, chain: Chain, bars: Sequence[Bar]) -> bool:
        """Whether nothing forbids that a mention is one of an earlier chain."""
        mine = self._chain[n]
        allowed = chain is not mine and are_compatible(chain, mine)
        return allowed and not any(bar(self.scene, n, chain) for bar in bars)

    def _alike(self, n: int, low: int) -> Iterator[int]:
        """The last mention, farther back than NEAR, of each chain that has the noun of a description."""
        traits = self.scene.traits[n]
        if traits.looks_for:
            return
        bearing = self._bearing.get(traits.lemma, [])
        last = bisect_left(bearing, low)
        near = set(self._chain[low:n]) if last else set()
        for m in reversed(bearing[max(0, last - NEAR) : last]):
            if self.of(m) not in near:
                near.add(self.of(m))
                yield m

    def _bearers(self, noun: str, before: int) -> list[Chain]:
        """The chains with a mention before this one that has the noun or last name, those met last first; not all."""
        bearing = self._bearing.get(noun, [])
        last = bisect_left(bearing, before)
        return list(dict.fromkeys(self.of(m) for m in reversed(bearing[max(0, last - NEAR) : last])))

"""What the reader sees in a word: the chance of each type of event, and of how it is told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.types import EventType, Modality, Reading

Array = NDArray[np.float32]

CERTAIN = 0.5  # the chance of one type without which a word that the lexicon does not know is not looked at


@dataclass(frozen=True, slots=True)
class Sight:
    """What the reader sees in a phrase: the chance of each type, of an event of no type of ours, of each modality."""

    types: Mapping[EventType, float]
    other: float
    modality: Mapping[Modality, float]


class Chances:
    """The reader's logits as chances, by characters of the text."""

    def __init__(self, reading: Reading) -> None:
        self._starts, self._ends = reading.words[:, 0].tolist(), reading.words[:, 1].tolist()
        self._events, self._modality = _softmax(reading.events), _softmax(reading.modality)
        self._modalities = tuple(Modality(name) for name in reading.labels.modality)
        columns = {name: n for n, name in enumerate(reading.labels.events)}
        self._typed = [(kind, columns[kind.value]) for kind in EventType if kind.value in columns]
        self._none, self._other = columns["O"], columns["other"]
        typed = [column for _, column in self._typed]
        self._best: list[float] = self._events[:, typed].max(axis=1).tolist()
        self.by = reading.labels.by

    def at(self, start: int, end: int) -> int | None:
        """The word of text[start:end] that tells most of an event; None past what was read."""
        a, b = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if a >= b:
            return None
        return a if b == a + 1 else a + int(np.argmin(self._events[a:b, self._none]))

    def certain(self, word: int) -> bool:
        """Whether one type is more likely than all else together."""
        return self._best[word] > CERTAIN

    def sight(self, word: int) -> Sight:
        """What is seen in a word."""
        row, how = self._events[word].tolist(), self._modality[word].tolist()
        types = {kind: row[column] for kind, column in self._typed}
        return Sight(types, row[self._other], dict(zip(self._modalities, how, strict=True)))


def _softmax(logits: Array) -> Array:
    grown = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float32)

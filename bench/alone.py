"""What the reader by itself sees of events: each word that it types is one; no lexicon, no grammar, no merging.

A record must have more than m2e2 marks, and tells all mentions of an event as one; this tells what was learned.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench import Setup
from onrecord.models.reader import load_reader
from onrecord.types import Reading

# Chosen on one fold, where triggers are as good from 0.2 to 0.4 and arguments from -2 to -1
LEAST_CHANCE, LEAST_LINK = 0.35, -1.5
# m2e2's types in ours: its movements are several of ours, told by their sum
KINDS = (
    ("ASSAULT",), ("DEATH",), ("COERCE",), ("PROTEST",), ("CONSULT",),
    ("MOVE", "RETREAT", "MOBILIZE", "DISPLACEMENT"),
)  # fmt: skip
MODES = {"COERCE": "arrest"}  # the only kind of coercion that m2e2 has
ROLES = {
    "actor": "actor",
    "affected": "victim",
    "place": "place",
    "instrument": "instrument",
    "origin": "origin",
    "destination": "destination",
}


def read_alone(setup: Setup, texts: dict[str, str]) -> dict[str, dict[str, Any]]:
    """By id the events of texts whose lines are sentences, in the form of records."""
    readings = load_reader(setup.reader).read(list(texts.values()))
    return {
        name: {"events": list(_events(text, reading))}
        for (name, text), reading in zip(texts.items(), readings, strict=True)
    }


def _events(text: str, reading: Reading) -> Iterator[dict[str, Any]]:
    columns = [[reading.labels.events.index(kind) for kind in kinds] for kinds in KINDS]
    odds = np.exp(reading.events - reading.events.max(1, keepdims=True, initial=-np.inf))
    chances = np.stack([odds[:, of].sum(1) for of in columns], 1) / odds.sum(1, keepdims=True)
    for word in np.flatnonzero(chances.max(1) > LEAST_CHANCE).tolist():
        kind = KINDS[int(chances[word].argmax())][0]
        yield {
            "trigger": _span(text, *reading.words[word].tolist()),
            "type": kind,
            "mode": MODES.get(kind),
            "arguments": list(_arguments(text, reading, word)),
        }


def _arguments(text: str, reading: Reading, word: int) -> Iterator[dict[str, Any]]:
    """Runs of words of the trigger's line that it looks for in one channel."""
    start = int(reading.words[word, 0])
    line = text.rfind("\n", 0, start) + 1, (text + "\n").find("\n", start)
    window = next((a, b) for a, b in reading.windows.tolist() if a <= word < b)
    near = [n for n in range(*window) if line[0] <= reading.words[n, 0] and reading.words[n, 1] <= line[1]]
    for channel, role in ROLES.items():
        column = reading.labels.channels.index(channel)
        logits = reading.answers[near, column] @ reading.asks[word, column] * reading.labels.link_scale
        for first, last in _runs(logits + reading.labels.link_bias[column] > LEAST_LINK):
            ends = int(reading.words[near[first], 0]), int(reading.words[near[last - 1], 1])
            yield {"role": role, **_span(text, *ends)}


def _runs(live: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where it is so without a break, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], live, [False])).astype(np.int8)))
    return ((a, b) for n, (a, b) in enumerate(pairwise(edges.tolist())) if n % 2 == 0)


def _span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}

"""python -m training.where DATA: fits `onrecord/lexicons/where_weights.tsv` on event-location's sentences.

Of each sentence with a verb and the places where it happens, our own kept-out fifth left out: the chance of each named
place to be one of them, or of none (conditional logit, none at 0). The reader that is shipped reads
them; it has learned from the same sentences; what it hears weighs as much when fitted on those kept out (3.6 and 3.7).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.located import Sentence, read_sentences, scene_of
from onrecord.models.reader import load_reader
from onrecord.record.events.whereabouts import FEATURES, weigh_places
from onrecord.types import Reading

Array = NDArray[np.float64]
OUT = Path(__file__).parent.parent / "onrecord/lexicons/where_weights.tsv"
BATCH = 200  # sentences read at a time
PULL = 0.001  # towards 0; 0.0001 puts as many right in a fourth that was kept out to choose by
STEPS, RATE = 1500, 0.05


@dataclass(frozen=True, slots=True)
class Choices:
    """The named places of all sentences, by the number of their sentence."""

    features: Array  # [n, f]
    owner: NDArray[np.intp]
    right: Array
    none_right: NDArray[np.bool_]  # by sentence


def main() -> None:
    """Writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.where", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with event-location/")
    path = parser.parse_args().data / "event-location/labeled.jsonl"
    sentences = list(dict.fromkeys(read_sentences(path, held_out=False)))
    weights = fit(gather(sentences, _readings(sentences)))
    lines = [
        "# What speaks for an event being at a named place of its sentence: made by `python -m training.where` on",
        "# event-location's sentences, our own kept-out fifth left out.",
        *(f"{name}\t{weight:.3f}" for name, weight in zip(FEATURES, weights, strict=True)),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def gather(sentences: Sequence[Sentence], readings: Iterator[Reading]) -> Choices:
    """What there is to choose from in each sentence, and what is right."""
    rows: list[list[float]] = []
    owner: list[int] = []
    right: list[bool] = []
    for number, (sentence, reading) in enumerate(zip(sentences, readings, strict=True)):
        for place, row in weigh_places(*scene_of(sentence, reading)):
            rows.append([row.get(name, 0.0) for name in FEATURES])
            owner.append(number)
            right.append(any(place.span.overlaps(gold) for gold in sentence.places))
    none_right = np.array([not sentence.places for sentence in sentences])
    return Choices(np.array(rows, float), np.array(owner), np.array(right, float), none_right)


def fit(choices: Choices) -> Array:
    """Weights under which the right places of a sentence together outweigh the wrong ones and none (score 0)."""
    x, owner, size = choices.features, choices.owner, len(choices.none_right)
    right = choices.right * ~choices.none_right[owner]
    told = choices.none_right | (np.bincount(owner, right, size) > 0)  # in the others no choice is right
    weights = mean = square = np.zeros(x.shape[1])
    for step in range(1, STEPS + 1):
        odds = np.exp(x @ weights)
        chances = odds / (1 + np.bincount(owner, odds, size))[owner]
        hoped = chances * right
        hoped = hoped / np.maximum(np.bincount(owner, hoped, size)[owner], 1e-12)
        slope = x.T @ ((chances - hoped) * told[owner]) / told.sum() + PULL * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return np.asarray(weights)


def _readings(sentences: Sequence[Sentence]) -> Iterator[Reading]:
    reader = load_reader()
    for at in range(0, len(sentences), BATCH):
        yield from reader.read([sentence.text for sentence in sentences[at : at + BATCH]])


if __name__ == "__main__":
    main()

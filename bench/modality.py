"""How events are told of, certain and whether they happened, on MEANTIME's articles about Apple.

Every gold event is asked about, whether or not it is one of our types, by `find_modality`: from the words around it
and what the reader saw. Negated stands against MEANTIME's polarity NEG, possible against POSSIBLE and PROBABLE; what
MEANTIME leaves underspecified is not asked. Planned and threatened count as certain, as its future events mostly do.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench import Figure, Setup
from onrecord.models.reader import load_reader
from onrecord.record.events.modality import Told, find_modality
from onrecord.types import Modality, Reading
from training.corpora.documents import Writer

CERTAINTY = {"CERTAIN": True, "POSSIBLE": False, "PROBABLE": False}
POLARITY = {"POS": True, "NEG": False}


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold event: where it and its sentence stand, and what MEANTIME says of it; None if underspecified."""

    start: int
    end: int
    sentence: tuple[int, int]
    noun: bool
    certain: bool | None
    positive: bool | None


def measure(setup: Setup) -> list[Figure]:
    """Macro F1 of certainty and of polarity, each beside that of always saying what is most common."""
    folder = setup.data / "data/meantime/intra_cross-doc_annotation/corpus_apple"
    articles = [_article(path) for path in sorted(folder.glob("*.xml"))]
    readings = load_reader(setup.reader, threads=setup.workers or 0).read([text for text, _ in articles])
    certainty: list[tuple[bool, bool]] = []
    polarity: list[tuple[bool, bool]] = []
    for (text, mentions), reading in zip(articles, readings, strict=True):
        for mention in mentions:
            ours = modality_at(text, reading, mention)
            if mention.certain is not None:
                certainty.append((mention.certain, ours is not Modality.POSSIBLE))
            if mention.positive is not None:
                polarity.append((mention.positive, ours is not Modality.NEGATED))
    return [*_figures("certainty", certainty), *_figures("polarity", polarity)]


def modality_at(text: str, reading: Reading, mention: Mention) -> Modality:
    """How a record would say that the event is told of."""
    first, last = _words(reading, *mention.sentence)
    start, end = _words(reading, mention.start, mention.end)
    words = [text[a:b].lower() for a, b in reading.words[first:last].tolist()]
    logits = reading.modality[start].astype(float)
    chances = np.exp(logits - logits.max())
    seen = dict(zip(map(Modality, reading.labels.modality), (chances / chances.sum()).tolist(), strict=True))
    return find_modality(Told(words, start - first, end - first, mention.noun), seen)


def _words(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The words that share a character with text[start:end]: a half-open range."""
    first = int(np.searchsorted(reading.words[:, 1], start, side="right"))
    return first, int(np.searchsorted(reading.words[:, 0], end, side="left"))


def _figures(name: str, pairs: Sequence[tuple[bool, bool]]) -> Iterator[Figure]:
    common = 2 * sum(gold for gold, _ in pairs) >= len(pairs)
    base = _macro_f1([(gold, common) for gold, _ in pairs])
    rare = sum(gold is not common for gold, _ in pairs)
    yield Figure(
        f"{name}, macro F1",
        100 * _macro_f1(pairs),
        floor=100 * base,
        note=f"{len(pairs)} events, {rare} rare",
    )
    yield Figure(f"{name}, always the commonest", 100 * base)


def _macro_f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    return sum(_f1(pairs, value) for value in (True, False)) / 2


def _f1(pairs: Sequence[tuple[bool, bool]], value: bool) -> float:
    right = sum(gold is value and ours is value for gold, ours in pairs)
    told = sum(gold is value for gold, _ in pairs) + sum(ours is value for _, ours in pairs)
    return 2 * right / told if told else 0.0


def _article(path: Path) -> tuple[str, list[Mention]]:
    """The text, a sentence a line, and its gold events."""
    root = ET.parse(path).getroot()
    tokens = list(root.iter("token"))
    writer, lines = Writer(), dict[str, list[int]]()
    for n, token in enumerate(tokens):
        name = token.get("sentence", "")
        if name not in lines:
            writer.end_line()
        lines.setdefault(name, []).append(n)
        writer.add(token.text or "-")
    number = {token.get("t_id"): n for n, token in enumerate(tokens)}
    mentions = []
    for event in root.iter("EVENT_MENTION"):
        at = sorted(number[a.get("t_id")] for a in event.iter("token_anchor") if a.get("t_id") in number)
        if at:
            line = lines[tokens[at[0]].get("sentence", "")]
            last = min(at[-1], line[-1])
            mentions.append(
                Mention(
                    *writer.span(at[0], last),
                    sentence=writer.span(line[0], line[-1]),
                    noun=event.get("pos") != "VERB",
                    certain=CERTAINTY.get(event.get("certainty", "")),
                    positive=POLARITY.get(event.get("polarity", "")),
                )
            )
    return writer.text, mentions

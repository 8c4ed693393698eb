"""Readings made by hand: a text with its sources, cues, contents and names marked, as a reader would see them."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from onrecord.types import CHANNELS, EventType, Labels, Reading

TAGS = ("O", *(f"{mark}-{kind}" for kind in ("Source", "Cue", "Content") for mark in "BI"))
NAMES = (
    "O",
    *(f"{mark}-{kind}" for kind in ("Person", "Organization", "Location", "NORP", "Date") for mark in "BI"),
)
HEADS = ("O", "person", "organisation", "place", "facility", "weapon", "vehicle", "thing")
EVENTS = ("O", "other", *EventType)
MODALITY = ("asserted", "planned", "possible", "negated")
HARM = ("O", *(f"{m}-{k}" for k in ("perpetrator", "body", "target", "victim", "weapon") for m in "BI"))
MARKED = re.compile(r"\[(?P<label>[A-Za-z]+)(?P<cue>\d*) (?P<words>[^\[\]]*)\]")
WORD = re.compile(r"\w+|[^\w\s]")
SURE = 8.0


def _moves(labels: tuple[str, ...]) -> np.ndarray:
    """What BIO forbids is forbidden: an I- follows only its own B- or I-."""
    barred = [[b.startswith("I-") and a[2:] != b[2:] for b in labels] for a in labels]
    return np.array(barred, np.float32) * -1e4


LABELS = Labels(
    tags=TAGS,
    names=NAMES,
    heads=HEADS,
    events=EVENTS,
    modality=MODALITY,
    harm=HARM,
    tag_moves=_moves(TAGS),
    tag_starts=np.zeros(len(TAGS), np.float32),
    name_moves=_moves(NAMES),
    name_starts=np.zeros(len(NAMES), np.float32),
    channels=CHANNELS,
    link_bias=np.full(len(CHANNELS), -1, np.float32),
    link_scale=1.0,
    link_width=8,
    opens=1,
    closes=2,
    by="hand",
)


def read_marked(marked: str) -> tuple[str, Reading]:
    """The text without its marks, and a Reading that sees them.

    "[Source1 Ruiz] [Cue1 said] [Content1 it rained]": the number tells to which cue a part belongs.
    """
    text, spans = "", []
    at = 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match["words"]), match["label"], int(match["cue"] or 0)))
        text += match["words"]
        at = match.end()
    text += marked[at:]
    words = [match.span() for match in WORD.finditer(text)]
    tags, names = (
        np.zeros((len(words), len(TAGS)), np.float32),
        np.zeros((len(words), len(NAMES)), np.float32),
    )
    tags[:, 0] = names[:, 0] = SURE / 2
    asks, answers = (np.zeros((len(words), len(CHANNELS), 8), np.float32) for _ in range(2))
    for start, end, label, cue in spans:
        inside = [n for n, (a, b) in enumerate(words) if a < end and start < b]
        board, labels = (tags, TAGS) if f"B-{label}" in TAGS else (names, NAMES)
        board[inside, labels.index(f"I-{label}")] = board[inside[0], labels.index(f"B-{label}")] = SURE
        board[inside[0], labels.index(f"I-{label}")] = 0
        if label == "Cue":
            asks[inside[0], :2, cue] = SURE
        else:
            answers[inside, 0 if label == "Source" else 1, cue] = 1
    windows = np.array([[0, len(words)]] if words else np.zeros((0, 2)), np.int32)
    lines = np.array([text.count("\n", 0, start) for start, _ in words], np.int32)
    spans_of_words = np.array(words, np.int32).reshape(-1, 2)
    rest = [
        np.eye(1, len(classes), dtype=np.float32).repeat(len(words), 0)
        for classes in (HEADS, EVENTS, MODALITY, HARM)
    ]
    return text, Reading(spans_of_words, lines, windows, tags, names, *rest, asks, answers, LABELS)


def with_head(
    text: str, reading: Reading, head: str, kind: str, words: str, *, sure: float = SURE
) -> Reading:
    """The reading that also sees a word as the head of a mention of a kind, which has these words."""
    heads, asks, answers = reading.heads.copy(), reading.asks.copy(), reading.answers.copy()
    starts = reading.words[:, 0].tolist()
    at = starts.index(text.index(head))
    heads[at, HEADS.index(kind)] = sure
    first = text.index(words)
    extent = CHANNELS.index("extent")
    asks[at, extent, at % 8] = SURE
    for n, start in enumerate(starts):
        answers[n, extent, at % 8] = 1 if first <= start < first + len(words) else -1
    return replace(reading, heads=heads, asks=asks, answers=answers)


def with_link(text: str, reading: Reading, word: str, other: str, *, sure: float = SURE) -> Reading:
    """The reading that also takes a word for what another word, before it, means."""
    asks, answers = reading.asks.copy(), reading.answers.copy()
    starts = reading.words[:, 0].tolist()
    at, there = starts.index(text.index(word)), starts.index(text.index(other))
    channel = CHANNELS.index("coreference")
    for mine, theirs in ((at, there), (there, at)):
        asks[mine, channel, at % 8] = sure
        answers[theirs, channel, at % 8] = sure
    return replace(reading, asks=asks, answers=answers)

"""What the reader saw, laid over the text: attributions and names, decoded from a Reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.types import Attribution, EntityType, Name, Reading, Span

Array = NDArray[np.float32]

# Logits that a link needs, by whole attributions of polnear/dev (overlapping F1, 2026-11-22): flat all around. A source
# that no other cue asks for more is taken at less: 79.9 at -1, 80.1 from -6; with LEAST_CONTENT 80.0 at -3, 80.1 at 0
LEAST_SOURCE, LEAST_MUTUAL, LEAST_CONTENT = -1.0, -6.0, 0.0
ALONE = 0.0  # a source for which a cue stands without content: "the insurgents have not commented"
FORLORN = -99.0  # no source at all
LINE_TOLL, FAR = (
    2.0,
    4,
)  # a logit of 2 for each line end between, up to 4: free on polnear/dev, keeps headlines apart
BARRED = 1e4  # a logit that no other makes good
NAME_TYPES = {  # en-worldwide-newswire's classes → ours; dates and sums are others' work
    "Person": EntityType.PERSON,
    "Organization": EntityType.ORGANISATION,
    "Location": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "Facility": EntityType.FACILITY,
    "Misc": None,
    "Product": None,
}


@dataclass(frozen=True, slots=True)
class Signals:
    """Attributions in the order of their cues, and names in the order of the text."""

    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words [start, end) of one class."""

    start: int
    end: int
    kind: str


def find_signals(reading: Reading, *, base: int = 0, unnamed: Sequence[Span] = ()) -> Signals:
    """The attributions and names of a Reading; `base` is where the text that was read starts in the article.

    What stands in `unnamed`, spans of that text, tells who speaks and is no statement of its own: «who asked not to be
    identified».
    """
    labels = reading.labels
    names = _runs(
        labels.names, _best_paths(reading, labels.names, reading.names, labels.name_moves, labels.name_starts)
    )
    return Signals(
        find_attributions(reading, base=base, unnamed=unnamed),
        tuple(
            Name(_span(reading, run, base), NAME_TYPES[run.kind], labels.by)
            for run in names
            if run.kind in NAME_TYPES
        ),
    )


def find_attributions(
    reading: Reading, *, base: int = 0, unnamed: Sequence[Span] = ()
) -> tuple[Attribution, ...]:
    """The attributions alone, as `find_signals` gives them."""
    labels = reading.labels
    attributions: list[Attribution] = []
    tags = _without_openings(reading, unnamed)
    runs = _runs(labels.tags, _best_paths(reading, labels.tags, tags, labels.tag_moves, labels.tag_starts))
    for a, b in reading.windows.tolist():
        attributions += _link(reading, [run for run in runs if a <= run.start < b], base)
    return tuple(attributions)


def _without_openings(reading: Reading, unnamed: Sequence[Span]) -> Array:
    """The tags' emissions, with no cue and no beginning of a content in what only tells who speaks."""
    tags = reading.tags
    if unnamed:
        barred = [
            n for n, name in enumerate(reading.labels.tags) if name.endswith("Cue") or name == "B-Content"
        ]
        starts, tags = reading.words[:, 0], tags.copy()
        for one in unnamed:
            first, last = np.searchsorted(starts, (one.start, one.end))
            tags[first:last, barred] -= np.float32(BARRED)
    return tags


def _link(reading: Reading, runs: list[_Run], base: int) -> list[Attribution]:
    """Each cue with the source it asks for, and each content with the cue that asks for it most."""
    cues = [run for run in runs if run.kind == "Cue"]
    sources = [run for run in runs if run.kind == "Source"]
    contents = [run for run in runs if run.kind == "Content"]
    if not cues:
        return []
    to_sources, to_contents = _affinity(reading, cues, sources, 0), _affinity(reading, cues, contents, 1)
    owners = to_contents.argmax(0)
    found = []
    for n, cue in enumerate(cues):
        held = [m for m in range(len(contents)) if owners[m] == n and to_contents[n, m] > LEAST_CONTENT]
        best = int(to_sources[n].argmax()) if sources else -1
        likely = float(to_sources[n, best]) if sources else FORLORN
        least = LEAST_MUTUAL if sources and to_sources[:, best].argmax() == n else LEAST_SOURCE
        source = sources[best] if likely > least else None
        if held or likely > ALONE:
            content = tuple(_span(reading, contents[m], base) for m in held)
            who = _span(reading, source, base) if source else None
            found.append(Attribution(who, _span(reading, cue, base), content, by=reading.labels.by))
    return found


def _affinity(reading: Reading, cues: list[_Run], runs: list[_Run], channel: int) -> Array:
    """[cues, runs]: the mean logit, over a run's words, that it belongs to the cue's statement, less the way there."""
    labels = reading.labels
    asks = reading.asks[[cue.start for cue in cues], channel]
    at = reading.lines[[cue.start for cue in cues]]
    scores = np.zeros((len(cues), len(runs)), np.float32)
    for n, run in enumerate(runs):
        answers = reading.answers[run.start : run.end, channel]
        logits = asks @ answers.T * labels.link_scale + labels.link_bias[channel]
        scores[:, n] = logits.mean(1) - LINE_TOLL * np.minimum(abs(at - reading.lines[run.start]), FAR)
    return scores


def _best_paths(
    reading: Reading, names: tuple[str, ...], emissions: Array, moves: Array, starts: Array
) -> NDArray[np.int64]:
    """The likeliest class of each word under the CRF (Viterbi), all windows at once."""
    if not len(emissions):
        return np.zeros(0, np.int64)
    inner = np.array([name.startswith("I-") for name in names])
    opens = np.flatnonzero(np.diff(reading.lines, prepend=reading.lines[:1]))
    emissions = emissions.copy()
    emissions[opens] -= np.where(
        inner, np.float32(BARRED), 0
    )  # nothing runs on from one paragraph into the next
    lengths = reading.windows[:, 1] - reading.windows[:, 0]
    padded = np.zeros((len(lengths), lengths.max(), emissions.shape[1]), np.float32)
    inside = np.arange(padded.shape[1]) < lengths[:, None]
    padded[inside] = emissions
    back = np.zeros(padded.shape, np.int64)
    score = padded[:, 0] + starts
    stay = np.arange(emissions.shape[1])
    for n in range(1, padded.shape[1]):
        reach = score[:, :, None] + moves
        live = inside[:, n, None]
        back[:, n] = np.where(live, reach.argmax(1), stay)
        score = np.where(live, reach.max(1) + padded[:, n], score)
    path, rows = np.zeros(padded.shape[:2], np.int64), np.arange(len(padded))
    path[:, -1] = score.argmax(1)
    for n in range(padded.shape[1] - 1, 0, -1):
        path[:, n - 1] = back[rows, n, path[:, n]]
    return path[inside]


def _runs(names: tuple[str, ...], path: NDArray[np.int64]) -> list[_Run]:
    runs: list[_Run] = []
    for n, label in enumerate(path.tolist()):
        name = names[label]
        if name.startswith("I-") and runs and runs[-1].end == n and runs[-1].kind == name[2:]:
            runs[-1] = _Run(runs[-1].start, n + 1, runs[-1].kind)
        elif name != "O":
            runs.append(_Run(n, n + 1, name[2:]))
    return runs


def _span(reading: Reading, run: _Run, base: int) -> Span:
    return Span(base + int(reading.words[run.start, 0]), base + int(reading.words[run.end - 1, 1]))

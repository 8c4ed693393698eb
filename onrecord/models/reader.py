"""Runs the neural reader: texts in, one Reading a text out. The weights stand in `weights/` with their card."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from onrecord.errors import ReaderError
from onrecord.models.words import PLACES, SHAPES, Words, lay_windows, split_words
from onrecord.types import Labels, Reading

FORMAT = "onrecord-reader/2"
WEIGHTS = ("tag_moves", "tag_starts", "name_moves", "name_starts", "link_bias")
OUTPUTS = ("tags", "names", "heads", "events", "modality", "harm", "asks", "answers")
FILES = ("reader.onnx", "reader.json", "tokenizer.json")
# Pieces a forward pass, padding included: what a layer leaves must fit the processor's own memory. Articles and their
# contents, one core, 2026-11-28, seconds: 2.5 at 192, 2.3 at 256, 2.6 at 384, 2.9 at 512, 3.6 at 1,024, 4.5 at 2,048
BATCH = 256
# Pieces of padding that a pass is worth: beginning one costs a processor as much as three pieces do. Of 30 articles and
# their contents, 2026-11-28: 18 % of what was read was padding without this, 4 % with it
PADDING = 8
Array = NDArray[np.float32]


def load_reader(folder: Path | None = None, *, threads: int = 0) -> Reader:
    """The reader from a folder of FILES, or the one that came with the package; `threads` 0 takes every core.

    Raises ReaderError where a file is missing, damaged or of another format.
    """
    if folder is not None:
        return _load(folder, threads)
    with as_file(files("onrecord.models") / "weights") as own:
        return _load(own, threads)


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A loaded model: session, tokenizer, and the labels its outputs stand for."""

    session: InferenceSession
    tokenizer: Tokenizer
    labels: Labels

    def read(self, texts: Sequence[str]) -> tuple[Reading, ...]:
        """One Reading a text, all texts' windows in as few passes as fit; an empty text gives an empty Reading."""
        laid = [split_words(text, self.tokenizer) for text in texts]
        windows = [(n, a, b) for n, words in enumerate(laid) for a, b in lay_windows(words)]
        seen: dict[tuple[int, int], tuple[Array, ...]] = {}
        for batch in _batches(laid, windows):
            for (n, a, _), outputs in zip(batch, self._run(laid, batch), strict=True):
                seen[n, a] = outputs
        return tuple(
            self._assemble(words, [(a, b) for m, a, b in windows if m == n], seen, n)
            for n, words in enumerate(laid)
        )

    def _run(self, laid: list[Words], batch: list[tuple[int, int, int]]) -> Iterator[tuple[Array, ...]]:
        length = max(_pieces(laid[n], a, b) for n, a, b in batch)
        pieces = np.zeros((len(batch), length), np.int64)
        shapes, places = np.full_like(pieces, SHAPES), np.full_like(pieces, PLACES)
        for row, (n, a, b) in enumerate(batch):
            words, counts = laid[n], np.diff(laid[n].first[a : b + 1])
            end = _pieces(words, a, b) - 1
            pieces[row, 0], pieces[row, end] = self.labels.opens, self.labels.closes
            pieces[row, 1:end] = words.pieces[words.first[a] : words.first[b]]
            shapes[row, 1:end], places[row, 1:end] = (
                np.repeat(words.shapes[a:b], counts),
                np.repeat(words.places[a:b], counts),
            )
        outputs = self.session.run(OUTPUTS, {"pieces": pieces, "shapes": shapes, "places": places})
        for row, (n, a, b) in enumerate(batch):
            at = laid[n].first[a:b] - laid[n].first[a] + 1
            yield tuple(output[row, at] for output in outputs)

    def _assemble(
        self,
        words: Words,
        windows: list[tuple[int, int]],
        seen: dict[tuple[int, int], tuple[Array, ...]],
        n: int,
    ) -> Reading:
        labels, links = self.labels, (0, len(self.labels.channels), self.labels.link_width)
        classes = (labels.tags, labels.names, labels.heads, labels.events, labels.modality, labels.harm)
        nothing = (
            *(np.zeros((0, len(names)), np.float32) for names in classes),
            *[np.zeros(links, np.float32)] * 2,
        )
        parts = [nothing, *(seen[n, a] for a, _ in windows)]
        tags, names, heads, events, modality, harm, asks, answers = (
            np.concatenate(part) for part in zip(*parts, strict=True)
        )
        return Reading(
            words=words.spans,
            lines=words.lines,
            windows=np.array(windows, np.int32).reshape(-1, 2),
            tags=tags,
            names=names,
            heads=heads,
            events=events,
            modality=modality,
            harm=harm,
            asks=asks,
            answers=answers,
            labels=labels,
        )


def _load(folder: Path, threads: int) -> Reader:
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ReaderError(
            f"{folder}: no {', '.join(missing)} there; a reader's folder holds {', '.join(FILES)} "
            "(python -m training leaves one)"
        )
    labels = _labels(folder / "reader.json")
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = InferenceSession(
            folder / "reader.onnx", _options(threads), providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # both libraries raise what derives from nothing narrower
        raise ReaderError(
            f"{folder}: tokenizer or model cannot be loaded ({error}); install or export it again"
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Reader(session, tokenizer, labels)


def _options(threads: int) -> SessionOptions:
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_cpu_mem_arena = (
        False  # windows differ in length: the arena would keep one block of each size
    )
    options.log_severity_level = 3
    return options


def _labels(path: Path) -> Labels:
    try:
        facts = json.loads(path.read_text(encoding="utf8"))
        if facts.get("format") != FORMAT:
            raise ReaderError(
                f"{path}: format {facts.get('format')!r}, this version reads {FORMAT!r}; export it again"
            )
        return Labels(
            tags=tuple(facts["tags"]),
            names=tuple(facts["names"]),
            heads=tuple(facts["heads"]),
            events=tuple(facts["events"]),
            modality=tuple(facts["modality"]),
            harm=tuple(facts["harm"]),
            channels=tuple(facts["channels"]),
            link_width=int(facts["link_width"]),
            link_scale=float(facts["link_scale"]),
            opens=int(facts["opens"]),
            closes=int(facts["closes"]),
            by=str(facts["by"]),
            **{name: np.array(facts[name], np.float32) for name in WEIGHTS},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReaderError(
            f"{path}: not what a reader's facts look like ({error!r}); export it again"
        ) from error


def _batches(laid: list[Words], windows: list[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """The windows sorted by length, and cut where a pass would be too large or too much of it padding."""
    batch: list[tuple[int, int, int]] = []
    longest = padding = 0
    for window in sorted(windows, key=lambda w: _pieces(laid[w[0]], w[1], w[2])):
        length = _pieces(laid[window[0]], window[1], window[2])
        padding += (length - longest) * len(batch)
        if batch and (length * (len(batch) + 1) > BATCH or padding > PADDING):
            yield batch
            batch, padding = [], 0
        batch.append(window)
        longest = length
    if batch:
        yield batch


def _pieces(words: Words, a: int, b: int) -> int:
    """Pieces of a window, the two that frame it included."""
    return int(words.first[b] - words.first[a]) + 2

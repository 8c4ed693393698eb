"""How a text is laid before the reader: words, their pieces, their features, and the windows of one forward pass.

Training and reading share this file, so that the reader meets at work what it met at school.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.layout import find_paragraphs

WINDOW = 192  # pieces a window, [CLS] and [SEP] included: whole paragraphs where they fit; attention costs little here
OPENING, CLOSING = "“«„", "”»"
STRAIGHT = '"'

# the shape of a word: the encoder is uncased, and names are told by their capitals
NO_LETTER, LOWER, CAPITALISED, UPPER, MIXED, DIGITS = range(6)
SHAPES = 6
# where a word stands: in a quotation or not, and whether it opens a paragraph
OUTSIDE, INSIDE, MARK = range(3)
PLACES = 6  # quotation state + 3 at the start of a paragraph


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A text in words; n words, p pieces.

    spans    int32 [n, 2]   start and end in characters
    shapes   int64 [n]      LOWER, CAPITALISED, …
    places   int64 [n]      quotation state, + 3 for the first word of a paragraph
    pieces   int64 [p]      vocabulary ids, word after word
    first    int64 [n + 1]  the piece that each word starts with; first[n] = p
    lines    int32 [n]      how many line ends stand before a word, those inside wrapped text left out
    breaks   tuple[int]     words at which a paragraph starts, ascending, 0 first
    """

    spans: NDArray[np.int32]
    shapes: NDArray[np.int64]
    places: NDArray[np.int64]
    pieces: NDArray[np.int64]
    first: NDArray[np.int64]
    lines: NDArray[np.int32]
    breaks: tuple[int, ...]


def split_words(text: str, tokenizer: Tokenizer) -> Words:
    """The words of a text (BERT's: split at spaces and punctuation), paragraph by paragraph."""
    paragraphs = find_paragraphs(text)
    encodings = tokenizer.encode_batch([text[p.start : p.end] for p in paragraphs], add_special_tokens=False)
    spans: list[tuple[int, int]] = []
    pieces: list[int] = []
    first: list[int] = []
    breaks: list[int] = []
    lines: list[int] = []
    number, seen = 0, 0
    for paragraph, encoding in zip(paragraphs, encodings, strict=True):
        number, seen = number + text.count("\n", seen, paragraph.start), paragraph.end
        word_before, starts = None, len(spans)
        for piece, word, (a, b) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            if word is None or word != word_before:
                first.append(len(pieces))
                spans.append((paragraph.start + a, paragraph.start + b))
                word_before = word
            else:
                spans[-1] = (spans[-1][0], paragraph.start + b)
            pieces.append(piece)
        lines += [number] * (len(spans) - starts)
        if len(spans) > starts:
            breaks.append(starts)
    surface = [text[a:b] for a, b in spans]
    places = _quotation_states(surface, breaks)
    places[breaks] += 3
    return Words(
        spans=np.array(spans, np.int32).reshape(-1, 2),
        shapes=np.array([_shape(word) for word in surface], np.int64),
        places=places,
        pieces=np.array(pieces, np.int64),
        first=np.array([*first, len(pieces)], np.int64),
        lines=np.array(lines, np.int32),
        breaks=tuple(breaks),
    )


def lay_windows(words: Words, *, size: int = WINDOW) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of words, each of at most `size` - 2 pieces, cut between paragraphs where that is possible."""
    room = size - 2
    windows: list[tuple[int, int]] = []
    start = end = 0
    for a, b in pairwise((*words.breaks, len(words.spans))):
        if words.first[b] - words.first[start] <= room:
            end = b
            continue
        if end > start:
            windows.append((start, end))
        start = end = a
        for cut in _cuts(words, a, b, room):
            windows.append((start, cut))
            start = cut
        end = b
    if end > start:
        windows.append((start, end))
    return tuple(windows)


def _cuts(words: Words, a: int, b: int, room: int) -> list[int]:
    """Words at which a paragraph too long for one window is cut: after about as many pieces in each part."""
    total = int(words.first[b] - words.first[a])
    if total <= room:
        return []
    parts = -(-total // room)
    cuts: list[int] = []
    start = a
    while words.first[b] - words.first[start] > room:
        goal = words.first[start] + min(room, -(-total // parts))
        cut = int(np.searchsorted(words.first, goal, side="right")) - 1
        cut = max(
            start + 1, min(cut, b)
        )  # a word longer than a window stands alone, and is cut off at its end
        cuts.append(cut)
        start = cut
    return cuts


def _shape(word: str) -> int:
    if not any(c.isalpha() for c in word):
        return DIGITS if any(c.isdigit() for c in word) else NO_LETTER
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else CAPITALISED
    return CAPITALISED if word[0].isupper() and word[1:].islower() else MIXED


def _quotation_states(surface: list[str], breaks: list[int]) -> NDArray[np.int64]:
    """OUTSIDE, INSIDE or MARK for each word; a quotation never runs on into the next paragraph unmarked."""
    states = np.zeros(len(surface), np.int64)
    starts = set(breaks)
    inside = False
    for n, word in enumerate(surface):
        if n in starts:
            inside = False
        if word in OPENING or word in CLOSING or word == STRAIGHT:
            states[n] = MARK
            inside = word in OPENING or (word == STRAIGHT and not inside)
        elif inside:
            states[n] = INSIDE
    return states

"""The text's words, each with its sentence, and what the reader says of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons import words as words_of
from onrecord.types import Article, EntityType, Reading, Span

TYPES = {  # the reader's classes of heads → ours; a vehicle or a thing has no type of ours
    "person": EntityType.PERSON,
    "organisation": EntityType.ORGANISATION,
    "place": EntityType.PLACE,
    "facility": EntityType.FACILITY,
    "weapon": EntityType.WEAPON,
}
CAPITALISED = re.compile(r"[A-Z]")
TITLED = re.compile(r"\s[A-Z][a-z]+")  # "President" · " Osman"


@dataclass(frozen=True, eq=False)
class Words:
    """The text's words, each with its sentence, and what the reader says of them."""

    article: Article
    reading: Reading
    sentences: tuple[Span, ...]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [(int(a), int(b)) for a, b in self.reading.words.tolist()]

    @cached_property
    def starts(self) -> list[int]:
        return [a for a, _ in self.spans]

    @cached_property
    def low(self) -> list[str]:
        return [self.article.text[a:b].lower() for a, b in self.spans]

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """For each word the range of words of its sentence."""
        found: list[tuple[int, int]] = []
        for sentence in self.sentences:
            first = bisect_right(self.starts, sentence.start - 1)
            last = bisect_right(self.starts, sentence.end - 1)
            found += [(len(found), len(found) + 1)] * max(0, first - len(found))
            found += [(first, last)] * (last - max(first, len(found)))
        return found + [(n, n + 1) for n in range(len(found), len(self.spans))]

    @cached_property
    def chances(self) -> NDArray[np.float32]:
        """[n, h]: how likely each word is a head of each class."""
        logits = self.reading.heads - self.reading.heads.max(1, keepdims=True, initial=-np.inf)
        grown = np.exp(logits)
        return np.asarray(grown / grown.sum(1, keepdims=True), np.float32)

    def likely(self, n: int) -> float:
        """How likely the word heads a mention of any class."""
        return 1 - float(self.chances[n, 0])

    def is_person(self, n: int) -> float:
        """How likely the word heads a mention of a person."""
        return float(self.chances[n, self.reading.labels.heads.index("person")])

    def type(self, n: int) -> EntityType | None:
        """What the reader takes the mention for of which the word is the head."""
        classes = self.reading.labels.heads
        return TYPES.get(classes[1 + int(self.chances[n, 1:].argmax())])

    def in_headline(self, n: int) -> bool:
        """Whether the word stands in the headline or below it, in the deck."""
        tops = (self.article.headline, self.article.deck)
        return any(top is not None and top.start <= self.spans[n][0] < top.end for top in tops)

    def inside(self, spans: Iterator[Span]) -> set[int]:
        """The words that stand in one of the spans."""
        found: set[int] = set()
        for span in spans:
            first = max(0, bisect_right(self.starts, span.start) - 1)
            for n in range(first, len(self.spans)):
                if self.spans[n][0] >= span.end:
                    break
                if self.spans[n][1] > span.start:
                    found.add(n)
        return found

    def span(self, first: int, last: int) -> Span:
        """From the first word to the last, both included."""
        return Span(self.spans[first][0], self.spans[last][1])


def is_title(words: Words, n: int) -> bool:
    """ "President" · "Osman", whom the reader did not see: it tells of nobody else."""
    start, end = words.spans[n]
    capital = CAPITALISED.match(words.article.text, start) and not words.in_headline(n)
    return bool(capital and words.low[n] in words_of("titles") and TITLED.match(words.article.text, end))

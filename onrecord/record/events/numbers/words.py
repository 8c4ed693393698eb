"""The words and marks of a sentence, as counting looks at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.types import Span

# "1,200" · "6.3" · "twenty-five" · "co-pilot" · "don't" · "U.S." · "," ; not of one word: "5-year-old", "3-5"
WORD = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*|--+|[^\w\s]|_"
)
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a sentence: lower case, and where it stands in the article."""

    text: str
    start: int
    end: int
    capital: bool = False


def cut_words(text: str, sentence: Span) -> tuple[Word, ...]:
    """The words and marks of one sentence; in a sentence all in capitals none counts as capital."""
    shouted = text[sentence.start : sentence.end].isupper()
    return tuple(
        Word(
            match[0].lower().replace("’", "'"),
            match.start(),
            match.end(),
            match[0][0].isupper() and not shouted,
        )
        for match in WORD.finditer(text, sentence.start, sentence.end)
    )


def touches(words: Sequence[Word], at: int) -> bool:
    """Whether nothing stands between this word and the one before it."""
    return 0 < at < len(words) and words[at - 1].end == words[at].start


def text_at(words: Sequence[Word], at: int) -> str:
    """The word at a place; nothing beyond the ends."""
    return words[at].text if 0 <= at < len(words) else ""

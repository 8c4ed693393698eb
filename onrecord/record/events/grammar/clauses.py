"""A sentence cut into words, with the mentions that open and close at each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicons import words
from onrecord.lexicons.clauses import clause_words
from onrecord.types import Nominal, Span

REACH = 40  # words to each side: what a clause spans; keeps hostile sentences cheap
FILLERS = 5  # words between a preposition and the head it governs: "in the old northern port of"
BESIDE = 3  # words between a mention and the noun it stands before: "an Omani guided missile strike"
# "Osman" · "’s", "they" · "’re", "state-run", "don’t"
WORD = re.compile(r"['’](?:s|re|ve|ll|d|m)?(?!\w)|\w+(?:[’'-](?!(?:s|re|ve|ll|d|m)\b)\w+)*|[^\w\s]")

GRAMMAR = "grammar"  # who found a mention that nobody saw
CLOSERS = frozenset("”")
QUOTES = frozenset('“”"')
STOPS = frozenset(".!?…\"')")
NO_MODIFIERS = ("determiner", "barrier", "joint", "light", "be", "auxiliary")
# "arrested at least 30 people": what bounds a number governs nothing
BOUNDS = (("at", "least"), ("at", "most"), ("as", "many", "as"), ("as", "few", "as"))
AS_WELL_AS = ("as", "well", "as")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence cut into words, in lower case; the widest mention that opens, and that closes, at each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    opening: Mapping[int, Nominal]
    closing: Mapping[int, Nominal]

    def word(self, at: int) -> str:
        """The word at a position, empty beyond the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    @property
    def terse(self) -> bool:
        """Whether it is a line without a stop, as headlines are."""
        return bool(self.words) and self.words[-1] not in STOPS

    def range(self, span: Span) -> tuple[int, int]:
        """The positions of a span's words, half-open."""
        first = bisect_left(self.ends, span.start + 1)
        return first, max(first + 1, bisect_left(self.starts, span.end))

    def bound(self, at: int) -> int:
        """How many words from here only bound the number after them: "at least" · "30 people"."""
        return next((len(one) for one in BOUNDS if self.words[at : at + len(one)] == one), 0)


def read_clause(text: str, sentence: Span, nominals: Sequence[Nominal]) -> Clause:
    """The sentence's words, and where its mentions open and close."""
    found = list(WORD.finditer(text, sentence.start, sentence.end))
    starts, ends = tuple(match.start() for match in found), tuple(match.end() for match in found)
    opening: dict[int, Nominal] = {}
    closing: dict[int, Nominal] = {}
    for one in sorted(nominals, key=lambda one: len(one.span)):
        if one.span in sentence:
            opening[bisect_left(starts, one.span.start)] = one
            closing[bisect_left(ends, one.span.end)] = one
    return Clause(
        starts, ends, tuple(match[0].lower().replace("’", "'") for match in found), opening, closing
    )


def is_participle(word: str) -> bool:
    """Whether a word may be a participle that is passive: "shelled", "slain"."""
    return word.endswith(("ed", "en")) or word in clause_words("participle")


def is_number(word: str) -> bool:
    """Whether a word only tells how many: "12", "dozens"."""
    return word[:1].isdigit() or word in words("quantities")


def is_no_modifier(word: str) -> bool:
    """Whether a word is none of those that stand between a mention and the noun it belongs to."""
    return any(word in clause_words(kind) for kind in NO_MODIFIERS)

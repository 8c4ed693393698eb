"""A text and what one corpus says of it, layer by layer: what every corpus reader gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TAGS = ("Source", "Cue", "Content")
# en-worldwide-newswire's classes, all learned: the rarer ones sharpen the borders of the three that are scored
NAMES = ("Person", "Organization", "Location", "NORP", "Facility", "Misc", "Date", "Money", "Product")
STICKS = tuple(",.;:!?)%]”")
OPENS = tuple("([“$£€")


@dataclass(frozen=True, slots=True)
class Label:
    """A span of the document's text and its class."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word, by the characters [start, end), and the classes it may have: the loss asks for any one of them."""

    start: int
    end: int
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layer:
    """What a corpus says of single words. A word with no mark is one of `rest`; None: nothing is said of it."""

    marks: tuple[Mark, ...]
    rest: frozenset[str] | None
    within: tuple[tuple[int, int], ...] | None = None  # where `rest` holds, if not everywhere


@dataclass(frozen=True, slots=True)
class Tie:
    """What one word looks for in a channel: the word, and the spans it should find; none is an answer too."""

    channel: str
    asker: tuple[int, int]
    answers: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its annotation.

    spans   "tags", "names" or "harm" → its labels, everything else O
    words   "heads", "events" or "modality" → its layer
    ties    links from words to words; a channel that an asker has no tie for is not learned from it
    """

    id: str
    text: str
    spans: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)
    words: Mapping[str, Layer] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()


@dataclass(slots=True)
class Writer:
    """Writes a text out again from its tokens, and remembers where each one stands."""

    text: str = ""
    at: list[tuple[int, int]] = field(default_factory=list)
    before: str = "\n"

    def add(self, token: str, *, space: bool | None = None) -> None:
        """The next token; where the corpus does not say whether a space goes before it, typography does."""
        if space is None:
            space = not (sticks(token, self.before))
        if self.text and space and not self.text.endswith(("\n", " ")):
            self.text += " "
        self.at.append((len(self.text), len(self.text) + len(token)))
        self.text += token
        self.before = token

    def end_line(self) -> None:
        """The sentence or paragraph ends."""
        if self.text and not self.text.endswith("\n"):
            self.text = self.text.rstrip(" ") + "\n"
        self.before = "\n"

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the tokens first … last, both included."""
        return self.at[first][0], self.at[last][1]


def sticks(token: str, before: str) -> bool:
    """Whether a token stands right against the one before it: «Cairo» + «,»."""
    return token[:1] in "'’" or token in STICKS or token == "n't" or before in OPENS


def head_of(tokens: Sequence[str]) -> int:
    """The index of the head of a noun phrase without its tree: the last word before the first preposition or comma.

    >>> head_of("the former head of the army".split())
    2
    """
    for n, token in enumerate(tokens):
        if n and token.lower() in PHRASE_ENDS:
            return n - 1
    return len(tokens) - 1


PHRASE_ENDS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "for",
        "from",
        "to",
        "with",
        "by",
        "near",
        "under",
        "over",
        "against",
        "between",
        "among",
        "who",
        "whom",
        "which",
        "that",
        "where",
        "when",
        "whose",
        "and",
        "or",
        ",",
        ";",
        ":",
        "(",
        "-",
        "–",
        "—",
        "as",
        "about",
    ]
)

"""The words of a sentence, as rules about events compare them, and the phrases of a lexicon among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from onrecord.lexicons import words
from onrecord.types import Span

WORD = re.compile(
    r"(?<=\w)n['’]t\b"  # "did" · "n’t"
    r"|['’](?:s|re|ve|m|ll|d)\b"  # "Obama" · "’s"
    r"|\w+?(?=n['’]t\b)|\w+"  # of "cease-fire" three: "cease", "-", "fire"
    r"|[^\w\s]"
)
WHOLE = {"n't": "not", "'ll": "will", "'d": "would"}
STUMPS = {"wo": "will", "ca": "can"}  # before "n’t"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark, in lower case and whole: "n’t" is "not"."""

    start: int
    end: int
    word: str


@dataclass(slots=True)
class Tree(Generic[Value]):
    """Phrases by their words in base form: what may come next, and what the words so far mean."""

    nexts: dict[str, Tree[Value]] = field(default_factory=dict)
    values: tuple[Value, ...] = ()

    def add(self, phrase: str, value: Value) -> None:
        """Grow by one phrase."""
        node = self
        for match in WORD.finditer(phrase):
            node = node.nexts.setdefault(match[0], Tree())
        node.values = (*node.values, value)

    def matches(
        self,
        words: Sequence[str],
        at: int,
        *,
        bases: Callable[[str], Sequence[str]],
        skips: Callable[[str], bool] = lambda word: False,
    ) -> Iterator[tuple[int, Value]]:
        """Where each phrase ends that begins at `at`, and what it means; words that `skips` may stand inside."""
        nodes = [(at, self)]
        while nodes:
            n, node = nodes.pop()
            yield from ((n, value) for value in node.values)
            if n == len(words) or not node.nexts:
                continue
            steps = [(n + 1, node.nexts[base]) for base in bases(words[n]) if base in node.nexts]
            if not steps and n > at and skips(words[n]):
                steps = [(n + 1, Tree(node.nexts))]
            nodes += steps


def find_tokens(text: str, sentence: Span) -> tuple[Token, ...]:
    """The words and marks of a sentence, in order.

    >>> [token.word for token in find_tokens("They won’t strike.", Span(0, 18))]
    ['they', 'will', 'not', 'strike', '.']
    """
    found = [
        Token(match.start(), match.end(), match[0].lower().replace("’", "'"))
        for match in WORD.finditer(text, sentence.start, sentence.end)
    ]
    return tuple(_whole(token, after) for token, after in zip(found, [*found[1:], None], strict=True))


def _whole(token: Token, after: Token | None) -> Token:
    stump = STUMPS.get(token.word) if after and after.word == "n't" else None
    return Token(token.start, token.end, stump or WHOLE.get(token.word, token.word))


def is_adverb(word: str) -> bool:
    """Whether a word looks like an adverb: "reportedly"; "family", "rally" and the like are short or known."""
    return word.endswith("ly") and word not in words("not_adverbs")

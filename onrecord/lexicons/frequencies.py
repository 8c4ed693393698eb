"""How common a word is in news: in how many articles it stands; fixed, so that nothing drifts as a store grows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache

from onrecord.lexicons import rows

# Cafe's → "cafe"; 6.1 and 1,200 stay whole; it's → "it"; O'Brien → "o'brien"; not the dashes or points around words
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]{2,})*")


def split_words(text: str) -> Iterator[tuple[int, str]]:
    """Each word of a text in lower case, with the offset at which it starts; possessive endings left out.

    >>> [word for _, word in split_words("The U.N.'s 1,200 men, O’Brien said")]
    ['the', 'u', 'n', 's', '1,200', 'men', "o'brien", 'said']
    """
    for match in WORD.finditer(text):
        yield match.start(), match[0].lower().replace("’", "'")


def find_words(text: str) -> list[str]:
    """The words alone, where nobody asks where they stand."""
    return [word.lower() for word in WORD.findall(text.replace("’", "'"))]


def rarity(word: str) -> float:
    """How much a word in lower case tells: the natural logarithm of (articles counted / articles that have it).

    A word that the table lacks is as rare as one that a single article has.
    """
    return rarities()[word]


@cache
def rarities() -> Mapping[str, float]:
    """The rarity of every word, for who asks for many: of those that the table lacks too."""
    table = rows("document_frequencies")
    whole = int(table[0][1])
    return _Rarities(math.log(whole), {word: math.log(whole / int(count)) for word, count in table[1:]})


class _Rarities(dict[str, float]):
    """A table that answers for the words it lacks, without taking them in."""

    def __init__(self, rarest: float, known: Mapping[str, float]) -> None:
        super().__init__(known)
        self._rarest = rarest

    def __missing__(self, word: str) -> float:
        return self._rarest

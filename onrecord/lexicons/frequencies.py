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


def rarity(word: str) -> float:
    """How much a word in lower case tells: the natural logarithm of (articles counted / articles that have it).

    A word that the table lacks is as rare as one that a single article has.
    """
    return _rarities().get(word, _rarest())


@cache
def _rarities() -> Mapping[str, float]:
    table = rows("document_frequencies")
    whole = int(table[0][1])
    return {word: math.log(whole / int(count)) for word, count in table[1:]}


@cache
def _rarest() -> float:
    return math.log(int(rows("document_frequencies")[0][1]))

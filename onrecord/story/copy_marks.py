"""By what an article that is a copy of another can be found without comparing it with all."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from itertools import pairwise

from onrecord.lexicons.frequencies import find_words, rarities
from onrecord.types import Article

LEAST_MARKS, MOST_MARKS = 32, 96
PAIRS_A_MARK = 6  # so that a report keeps marks enough where it stands inside one many times longer
TELLING = 1.6  # rarity: words that one article in five has, or more, are not counted: "said", "could"
BENT = 3.0  # how much sooner a rare pair is taken than a common one: weight = (sum of rarities) ** BENT


def find_copy_marks(article: Article) -> tuple[int, ...]:
    """A sample of the article's pairs of telling words in a row, as numbers; copies have many in common.

    Which pairs are taken depends on the pair alone (a weighted min-hash), so that two articles which share text
    take the same ones from it. Numbers are of 63 bits.
    """
    return mark_words(find_words(article.text))


def mark_words(words: Iterable[str]) -> tuple[int, ...]:
    """The same of an article's words, where these were found before."""
    rarity = rarities()
    telling = [word for word in words if rarity[word] > TELLING]
    ranked = sorted(_rank(one, other, rarity[one] + rarity[other]) for one, other in set(pairwise(telling)))
    most = min(MOST_MARKS, max(LEAST_MARKS, len(ranked) // PAIRS_A_MARK))
    return tuple(sorted(mark for _, mark in ranked[:most]))


def _rank(one: str, other: str, rare: float) -> tuple[float, int]:
    digest = hashlib.blake2b(f"{one} {other}".encode(), digest_size=16).digest()
    mark = int.from_bytes(digest[:8]) >> 1
    chance = (int.from_bytes(digest[8:]) + 1) / 2**64
    return -math.log(chance) / rare**BENT, mark

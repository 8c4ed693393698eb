"""The words that two texts have in common as text: in the same order over stretches, not merely the same words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.lexicons.frequencies import rarities, split_words

TELLING = (
    1.6  # rarity of words that may hold two texts together: those that one article in five has hold nothing
)
MOST_PLACES = 6  # a word that stands in a text more often is no hold either
REACH = (
    14  # words between two holds of one stretch: with 40 % of words changed, longer gaps are one in a hundred
)
SLACK = 3  # words put in or left out between two holds
QUOTING = re.compile(r'["“”«»\n]')
LEAST_HOLDS = 5  # in a stretch: a name and its office in a row are four words

Holds = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Text:
    """A text made ready to be compared: its words, and which of them stand between quotation marks."""

    words: tuple[str, ...]
    quoted: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """What two texts have in common: the numbers of the words, in the one and in the other."""

    one: frozenset[int]
    other: frozenset[int]


def find_common(one: Text, other: Text) -> Common:
    """The words of stretches that both texts have, the same word at the same step, whatever stands between them."""
    mine, theirs = set[int](), set[int]()
    for stretch in _stretches(_places(one.words), _places(other.words)):
        for at, there in _steps(stretch):
            if one.words[at] == other.words[there]:
                mine.add(at)
                theirs.add(there)
    return Common(frozenset(mine), frozenset(theirs))


def make_text(text: str) -> Text:
    """The words of a text, and whether each is quoted."""
    found = list(split_words(text))
    starts = [start for start, _ in found]
    words = tuple(word for _, word in found)
    quoted = [False] * len(words)
    for opening, closing in _quotation(text):
        inside = range(bisect_left(starts, opening), bisect_left(starts, closing))
        quoted[inside.start : inside.stop] = [True] * len(inside)
    return Text(words, tuple(quoted))


def _quotation(text: str) -> Iterator[tuple[int, int]]:
    """From each opening double quotation mark to its closing one, or to the end of the line."""
    start = -1
    for sign in QUOTING.finditer(text):
        if start < 0 and sign[0] in '"“«':
            start = sign.start()
        elif start >= 0 and sign[0] in '"”»\n':
            yield start, sign.start()
            start = -1


def _stretches(one: Holds, other: Holds) -> Iterator[list[tuple[int, int]]]:
    """Holds in a row: places of the same telling word, each within reach of the one before."""
    chains: list[list[tuple[int, int]]] = []
    last: dict[int, int] = {}  # diagonal → the chain that was there last
    for at, there in _holds(one, other):
        shift = at - there
        near = [
            (at - chains[found][-1][0], found)
            for step in range(-SLACK, SLACK + 1)
            if (found := last.get(shift + step, -1)) >= 0
            and 0 < at - chains[found][-1][0] <= REACH
            and 0 < there - chains[found][-1][1] <= REACH
        ]
        if near:
            chain = min(near)[1]
            chains[chain].append((at, there))
        else:
            chain = len(chains)
            chains.append([(at, there)])
        last[shift] = chain
    yield from (chain for chain in chains if len(chain) >= LEAST_HOLDS)


def _holds(mine: Holds, theirs: Holds) -> list[tuple[int, int]]:
    return sorted(
        (at, there) for word in mine.keys() & theirs.keys() for at in mine[word] for there in theirs[word]
    )


@lru_cache(maxsize=256)  # a text is compared with several
def _places(words: tuple[str, ...]) -> Holds:
    """Telling words → where they stand."""
    places, rarity = defaultdict[str, list[int]](list), rarities()
    for at, word in enumerate(words):
        if rarity[word] > TELLING:
            places[word].append(at)
    return {word: at for word, at in places.items() if len(at) <= MOST_PLACES}


def _steps(stretch: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs of places from each hold of a stretch to the next, counted on from the one and back from the other."""
    yield stretch[0]
    for (at, there), (onward, beyond) in pairwise(stretch):
        yield onward, beyond
        yield from zip(range(at + 1, onward), range(there + 1, beyond), strict=False)
        if onward - at != beyond - there:
            yield from zip(range(onward - 1, at, -1), range(beyond - 1, there, -1), strict=False)

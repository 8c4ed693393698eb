"""Which countries some words name: by their names, capitals, regions or people."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from onrecord.lexicons.gazetteer import countries, regions
from onrecord.types import PlaceKind

LONGEST = 6  # words in a country's name: "Democratic Republic of the Congo"
LARGE = 2_500_000  # people: below, capitals share their names with towns elsewhere ("Kingston", "Georgetown")
SHARED_CAPITALS = frozenset({"San José", "San Jose", "Santiago", "Kingston", "Victoria"})
WORD = re.compile(r"[^\W_](?:[^\W_]|[.&'’](?=[^\W_])|(?<=\.[^\W_])\.)*")  # "U.S.", "N’Djamena", "Iran"
PARTS_OF_AMERICA = ("Latin", "North", "South", "Central")  # "Latin America" is not the United States
OWNED = re.compile(r"['’]s?$")
STANDS_FOR = re.compile(
    r"-(?:run|controlled|owned|[A-Z])"
)  # "Israel-Gaza war"; but not "US-backed", "Israeli-born"


@lru_cache(maxsize=16_384)  # the words of a story are asked for again and again
def find_nations(words: str, *, parts: bool = True) -> tuple[str, ...]:
    """The ISO codes of the countries that the words name, each once, in their order; with `parts` by a region too.

    "the Israeli military" → IL. "US-backed rebels", "anti-Russian", "Moscow-born" name none; words that
    several countries share ("Congolese") name none either.
    """
    tokens = list(WORD.finditer(words))
    found: dict[str, None] = {}
    at = 0
    while at < len(tokens):
        size, code = _longest(words, tokens, at, parts)
        if code and _stands_alone(words, tokens[at].start(), tokens[at + size - 1].end()):
            found[code] = None
        at += size
    return tuple(found)


def _longest(words: str, tokens: list[re.Match[str]], at: int, parts: bool) -> tuple[int, str | None]:
    """How many words from `at` are the longest country's name, and its code; one and None where there is none."""
    for size in range(min(LONGEST, len(tokens) - at), 0, -1):
        name = words[tokens[at].start() : tokens[at + size - 1].end()]
        code = _codes().get(OWNED.sub("", name))
        if code and (parts or OWNED.sub("", name) in _whole_words()):
            return size, code
    return 1, None


def _stands_alone(words: str, start: int, end: int) -> bool:
    if words.startswith("America", start) and words[:start].rstrip().endswith(PARTS_OF_AMERICA):
        return False
    if words[end : end + 1] == "-" and not STANDS_FOR.match(words, end):
        return False
    return not (
        start and words[start - 1] == "-" and words[: start - 1].endswith(("anti", "pro", "non", "ex"))
    )


@cache
def _codes() -> dict[str, str]:
    """Every word for one country alone → its code; a country's own words come before a region's."""
    codes: dict[str, set[str]] = defaultdict(set)
    for word, iso in _whole():
        codes[word].add(iso)
    known = frozenset(codes)
    for region in regions():
        names = (name for name in region.names if len(name) > 3)  # "IN", "Ore." are words of other things
        people = (
            () if region.kind is PlaceKind.AREA else _people(region.demonyms)
        )  # Kurds are of several countries
        for word in (*names, *people):
            if region.country and word not in known:
                codes[word].add(region.country)
    return {word: min(isos) for word, isos in codes.items() if len(isos) == 1}


@cache
def _whole() -> tuple[tuple[str, str], ...]:
    """The words for whole countries, each with a code."""
    found: list[tuple[str, str]] = []
    for nation in countries():
        large = nation.population >= LARGE and nation.capital and nation.capital not in SHARED_CAPITALS
        capital = (nation.capital,) if large else ()
        found += [(word, nation.iso) for word in (*nation.names, *capital, *_people(nation.demonyms))]
    return tuple(found)


@cache
def _whole_words() -> frozenset[str]:
    return frozenset(word for word, _ in _whole())


def _people(demonyms: tuple[str, ...]) -> tuple[str, ...]:
    return (*demonyms, *(f"{word}s" for word in demonyms))

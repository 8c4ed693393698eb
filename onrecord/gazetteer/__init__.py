"""The gazetteer that Onrecord carries: GeoNames' populated places and their divisions, by name.

`geonames.npz` is made by `python -m training.gazetteer`; `onrecord/lexicons/SOURCES.md` tells what from. It
is read into memory in some 40 ms and takes 17 MB there; over it lie the tables of countries and regions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons.gazetteer import Gazetteer, KnownPlace, listed_places
from onrecord.types import PlaceKind

DEGREE = 100_000  # coordinates are kept as whole hundred-thousandths of a degree, as GeoNames gives them
OFFICIAL = 1  # the lowest bit of a hit: the name is the place's own, not one of its other names
MANY = 60  # of the places that share a name, the largest; few names have more ("San Antonio", "La Esperanza")
RECENT = 20_000  # names whose answer is kept: some 10 MB at most


@cache
def open_gazetteer() -> Gazetteer:
    """The gazetteer, ready for lookup.

    Raises FileNotFoundError where the package was installed without its data.
    """
    with files(__package__).joinpath("geonames.npz").open("rb") as file, np.load(file) as arrays:
        return _Index({name: arrays[name] for name in arrays.files})


def place_key(name: str) -> str:
    """A name as the gazetteer files it: no case, accents or punctuation, saints and mounts written out.

    >>> place_key("St. Étienne-du-Rouvray"), place_key("Ma'rib"), place_key("U.S.")
    ('saint etienne du rouvray', 'marib', 'us')
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    words = _BREAK.sub(" ", _JOIN.sub("", plain)).split()
    return " ".join(_WRITTEN_OUT.get(word, word) for word in words)


_JOIN = re.compile(r"[.'’‘ʻʼ`´]")  # "Ma'rib", "St. Louis"
_BREAK = re.compile(r"[^\w]+")  # "Guinea-Bissau"
_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ABBREVIATION = re.compile(r"[A-Z]{2,4}")  # "IN", "OR", "UAE": names only where they are in capitals


def key_hash(key: str) -> int:
    """The 64-bit number under which a key is filed; odds that two of half a million share one: 1 to 10⁸."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


class _Index:
    """The arrays of `geonames.npz`, and the places of the two tables laid over them."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        self._keys = arrays["keys"]  # hashes of names, sorted
        self._starts = arrays["starts"]  # of each key's stretch of hits
        self._hits = arrays["hits"]  # number of a place × 2, + OFFICIAL
        self._places = arrays["places"]  # one row a place
        self._names = arrays["names"].tobytes()
        self._divisions = [str(row).split("/", 1) for row in arrays["divisions"]]  # country, first-level code
        self._listed, self._abbreviations = _tables()
        self._recent = lru_cache(maxsize=RECENT)(self._find)

    def lookup(self, name: str) -> tuple[KnownPlace, ...]:
        """The places of that name, the largest first; none where it is no place's name."""
        return self._recent(name)

    def _find(self, name: str) -> tuple[KnownPlace, ...]:
        key = place_key(name)
        if not key or (name.upper() in self._abbreviations and name not in self._abbreviations):
            return ()  # "in" is not Indiana
        listed = self._listed.get(key, ())
        taken = {_identity(place) for place in listed}
        filed = (place for place in self._filed(key) if _identity(place) not in taken)
        return tuple(sorted((*listed, *filed), key=lambda place: -place.population)[:MANY])

    def _filed(self, key: str) -> Iterator[KnownPlace]:
        wanted = np.uint64(key_hash(key))
        at = int(np.searchsorted(self._keys, wanted))
        if at == len(self._keys) or self._keys[at] != wanted:
            return
        for hit in self._hits[self._starts[at] : self._starts[at + 1]].tolist():
            yield self._place(hit >> 1, bool(hit & OFFICIAL))

    def _place(self, number: int, official: bool) -> KnownPlace:
        lat, lon, population, geonameid, start, length, division, kind = self._places[number].tolist()
        country, region = self._divisions[division]
        return KnownPlace(
            self._names[start : start + length].decode(), _KINDS[kind], lat / DEGREE, lon / DEGREE,
            geonameid or None, country, region or None, population, official,
        )  # fmt: skip


_KINDS = tuple(PlaceKind)


def _tables() -> tuple[dict[str, tuple[KnownPlace, ...]], frozenset[str]]:
    """The places of the two tables under each of their keys, and their abbreviations."""
    found: dict[str, list[KnownPlace]] = {}
    short: set[str] = set()
    for row, place in listed_places():
        short |= {name for name in row.names if _ABBREVIATION.fullmatch(name)}
        for key in dict.fromkeys(place_key(name) for name in row.names):
            found.setdefault(key, []).append(place)
    return {key: tuple(places) for key, places in found.items()}, frozenset(short)


def _identity(place: KnownPlace) -> object:
    """What tells entries apart: of a first-level division, table and file may each have their own."""
    return (place.country, place.region) if place.kind is PlaceKind.REGION else place.geonameid

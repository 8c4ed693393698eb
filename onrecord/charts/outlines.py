"""Outlines of countries, offline: Natural Earth's, made small by `python -m training.outlines`."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Ring = tuple[tuple[float, float], ...]  # longitude, latitude, degrees


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of the map: degrees west, south, east, north."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Whether the two share a piece."""
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north


@dataclass(frozen=True, slots=True)
class Outline:
    """One country: its box and the rings of its mainland and islands."""

    box: Box
    rings: tuple[Ring, ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """Every country's outline."""
    packed = files("onrecord.charts").joinpath("outlines.json.gz").read_bytes()
    return tuple(
        Outline(Box(*one["box"]), tuple(tuple((x, y) for x, y in ring) for ring in one["rings"]))
        for one in json.loads(gzip.decompress(packed))
    )


def outlines_in(box: Box) -> tuple[Outline, ...]:
    """Those countries that may show in the box."""
    return tuple(one for one in outlines() if one.box.meets(box))

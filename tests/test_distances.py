"""How far two places lie apart."""

from __future__ import annotations

from math import isnan

import pytest

from onrecord.distances import kilometres
from onrecord.types import Place, Span

AT = Span(0, 1)
TYRE = Place("p1", AT, "Tyre", 1, "LB", 33.27, 35.19)
SIDON = Place("p2", AT, "Sidon", 2, "LB", 33.56, 35.37)
QUITO = Place("p3", AT, "Quito", 3, "EC", -0.23, -78.52)
NOWHERE = Place("p4", AT, "the Islamic State")


@pytest.mark.parametrize(("one", "other", "far"), [(TYRE, SIDON, 36), (SIDON, TYRE, 36), (TYRE, TYRE, 0)])
def test_towns_near_each_other(one: Place, other: Place, far: int) -> None:
    assert kilometres(one, other) == pytest.approx(far, abs=1)


def test_a_degree_of_longitude_is_shorter_away_from_the_equator() -> None:
    east = Place("p5", AT, "x", 5, "EC", -0.23, -77.52)
    north = Place("p6", AT, "y", 6, "LB", 33.27, 36.19)
    assert kilometres(QUITO, east) > kilometres(TYRE, north) + 15


def test_what_is_nowhere_is_neither_near_nor_far() -> None:
    assert isnan(kilometres(TYRE, NOWHERE))
    assert not kilometres(TYRE, NOWHERE) > 100
    assert not kilometres(TYRE, NOWHERE) <= 100

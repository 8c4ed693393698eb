"""How far two places lie apart."""

from __future__ import annotations

from math import cos, hypot, nan, radians

from onrecord.types import Place

KM_A_DEGREE = 111.2  # of latitude


def kilometres(one: Place, other: Place) -> float:
    """Kilometres between two places, on a flat map of their latitude: near enough for telling scenes apart.

    NaN where one of them is not known to be anywhere, which is neither near nor far.
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return nan
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(one.lat - other.lat, east) * KM_A_DEGREE

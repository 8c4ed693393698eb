"""python -m training.outlines FILE: outlines of countries for maps, from Natural Earth's 1:50m as TopoJSON.

FILE is `countries-50m.json` of the npm package world-atlas 2.0.2 (ISC; Natural Earth itself is in the public domain).
Leaves onrecord/charts/outlines.json.gz: for each country its bounding box [west, south, east, north] and its rings of
[longitude, latitude], degrees, to two decimals (about 1 km); islands smaller than SMALLEST are left out.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

OUT = Path("onrecord/charts/outlines.json.gz")
SMALLEST = 0.02  # square degrees of a ring's box: below, nothing is seen at the scale of a country

Point = tuple[float, float]


def main() -> int:
    """Makes the file."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = [_country(one, arcs) for one in topology["objects"]["countries"]["geometries"]]
    body = json.dumps([one for one in shapes if one["rings"]], separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(body, 9, mtime=0))
    print(f"{OUT}: {len(shapes)} countries, {OUT.stat().st_size:,} bytes")
    return 0


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """An arc's points; TopoJSON keeps steps on a grid."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((round(x * scale_x + shift_x, 2), round(y * scale_y + shift_y, 2)))
    return points


def _country(geometry: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry.get("arcs", [])]
    rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon[:1]]
    kept = [ring for ring in rings if _box_area(ring) >= SMALLEST]
    xs, ys = ([point[axis] for ring in kept for point in ring] for axis in (0, 1))
    return {"box": [min(xs), min(ys), max(xs), max(ys)] if kept else [], "rings": kept}


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]


def _box_area(ring: list[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


if __name__ == "__main__":
    sys.exit(main())

"""Charts of a story: its days, its places, how statuses changed, who says what."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from onrecord.charts.looks import (
    BORDER,
    INK,
    LAND,
    QUIET,
    STANCES,
    STATUSES,
    configured,
    library,
    render_svg,
    short,
)
from onrecord.charts.outlines import Box, outlines_in
from onrecord.lexicons.gazetteer import countries
from onrecord.types import Incident, PlaceKind, Role, Story, Where

MOST = 24  # incidents in a chart: more is no chart
MOST_DAYS = 14  # marks on an axis of days
WIDTH = 680  # pixels of the picture without its labels
HIGHEST = 600  # pixels of a map: where its places lie one above the other, more is shown on both sides
LINE = 14  # pixels from one name on a map to the next below it
LEAST_DEGREES = 3.0  # a map shows at least so much around a lone place
DASHES = {"domain": ["exact", "vague"], "range": [[1, 0], [4, 3]]}
SIZES = {
    PlaceKind.CITY: 90,
    PlaceKind.COUNTY: 500,
    PlaceKind.REGION: 1400,
    PlaceKind.AREA: 3000,
    PlaceKind.COUNTRY: 3000,
}


def timeline_chart(story: Story) -> str:
    """SVG of the days on which it happened, one mark an incident, in the colour of its status.

    Raises MissingExtra without the extra `charts`.
    """
    alt = library()
    shown = [one for one in story.incidents if one.last_day][:MOST]
    rows = [
        {
            "what": f"{short(tell_incident(one))}", "first": one.first_day or one.last_day, "last": one.last_day,
            "status": str(one.status), "exact": one.first_day == one.last_day,
        }
        for one in sorted(shown, key=lambda one: (one.last_day or "", one.first_day or ""))
    ]  # fmt: skip
    order = [row["what"] for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("what:N", sort=order, title=None),
        color=_status_colour(alt, [str(row["status"]) for row in rows]),
    )
    days = _days(alt, "first", [day for one in shown for day in (one.first_day, one.last_day)])
    marks = base.mark_circle(size=120, opacity=1).encode(x=days)
    spans = base.mark_rule(size=4, opacity=0.6).encode(x=days, x2="last:T")
    chart = configured((spans + marks).properties(width=WIDTH, height=alt.Step(24)), "When it happened")
    told = (
        "; ".join(f"{row['last']}: {row['what']} ({row['status']})" for row in rows) or "no incident is dated"
    )
    return render_svg(chart, f"Timeline of {story.title}", told)


def status_chart(story: Story) -> str:
    """SVG of the status of each incident from day to day: a bar in the colour of each status it had.

    Raises MissingExtra without the extra `charts`.
    """
    alt = library()
    until = _day_after(story.last_day)
    rows = [row for one in story.incidents[:MOST] for row in _standings(one, until)]
    order = list(dict.fromkeys(row["what"] for row in rows))
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(height=14)
        .encode(
            x=_days(alt, "from", (row[end] for row in rows for end in ("from", "until"))),
            x2="until:T",
            y=alt.Y("what:N", sort=order, title=None),
            color=_status_colour(alt, [str(row["status"]) for row in rows]),
        )
    )
    chart = configured(bars.properties(width=WIDTH, height=alt.Step(24)), "On whose word, from day to day")
    told = (
        "; ".join(f"{row['what']}: {row['status']} from {row['from']}" for row in rows)
        or "no incident is dated"
    )
    return render_svg(chart, f"Status over time of {story.title}", told)


def voices_chart(story: Story) -> str:
    """SVG of who says what: a mark where an origin speaks of an incident, in the colour of its stance.

    Raises MissingExtra without the extra `charts`.
    """
    alt = library()
    rows = [
        {"who": short(it.origin.name), "what": short(tell_incident(one)), "stance": str(it.stance)}
        for one in story.incidents[:MOST]
        for it in one.testimonies
    ]
    marks = (
        alt.Chart(alt.Data(values=rows))
        .mark_square(size=160, opacity=1)
        .encode(
            x=alt.X(
                "who:N", title=None, sort=None, axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=200)
            ),
            y=alt.Y("what:N", title=None, sort=list(dict.fromkeys(row["what"] for row in rows))),
            color=_colour(alt, "stance", STANCES, [row["stance"] for row in rows]),
        )
    )
    chart = configured(marks.properties(width=alt.Step(26), height=alt.Step(24)), "Who says what")
    told = (
        "; ".join(f"{row['who']} {row['stance']}: {row['what']}" for row in rows) or "nobody is on the record"
    )
    return render_svg(chart, f"Who says what in {story.title}", told)


def map_chart(story: Story) -> str:
    """SVG map of the places: a filled mark for a town, a ring as wide as it is vague for a province or a country.

    Country outlines are Natural Earth's, 1:50m, and say nothing of whose land it is.
    Raises MissingExtra without the extra `charts`.
    """
    alt = library()
    places = _places(story.incidents)
    box = _wide_enough(_box(places))
    land = alt.Chart(alt.Data(values=_land(box))).mark_geoshape(
        clip=True, fill=LAND, stroke=BORDER, strokeWidth=0.9
    )
    points = [_point(where, told) for where, told in places]
    base = alt.Chart(alt.Data(values=points)).encode(longitude="lon:Q", latitude="lat:Q")
    marks = base.mark_point(strokeWidth=2, opacity=1).encode(
        size=alt.Size("size:Q", scale=None),
        color=_status_colour(alt, [point["status"] for point in points], hollow=True),
        fill=alt.Fill("fill:N", scale=None),
        strokeDash=alt.StrokeDash("dash:N", scale=alt.Scale(**DASHES), legend=None),
    )
    scale, height, middle = _view(box)
    names = list(_names_beside(alt, points, scale))
    layers = alt.layer(land, _country_names(alt, places, box), marks, *names)
    chart = layers.project(type="mercator", scale=scale, center=middle)
    sized = chart.properties(width=WIDTH, height=height)
    told = "; ".join(
        f"{_named(where)}: {', '.join(tell_incident(one) for one in told)}" for where, told in places
    )
    return render_svg(
        configured(sized, "Where it happened"), f"Map of {story.title}", told or "no place is known"
    )


def tell_incident(incident: Incident) -> str:
    """An incident in a few words: "Israel → Ali Larijani: killed"."""
    who = ", ".join(dict.fromkeys(part.name for part in incident.parts if part.role is Role.ACTOR))
    harmed = (part.name for part in incident.parts if part.role in (Role.VICTIM, Role.RECIPIENT))
    whom = ", ".join(dict.fromkeys(harmed))
    sides = f"{who} → {whom}".strip() if whom else who
    return f"{incident.words}: {sides}" if sides else incident.words


def _standings(incident: Incident, until: str | None) -> Iterable[dict[str, Any]]:
    dated = [one for one in incident.history if one.day]
    ends = [*(one.day for one in dated[1:]), until]
    for one, end in zip(dated, ends, strict=True):
        yield {
            "what": short(tell_incident(incident)),
            "status": str(one.status),
            "from": one.day,
            "until": end or one.day,
        }


def _day_after(day: str | None) -> str | None:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None


def _places(incidents: Iterable[Incident]) -> list[tuple[Where, list[Incident]]]:
    """Each place once, with what happened there; the vaguest first, so that towns lie on top."""
    found: dict[tuple[float, float], list[Incident]] = defaultdict(list)
    places: dict[tuple[float, float], Where] = {}
    for one in incidents:
        where = one.where
        if where and where.lat is not None and where.lon is not None:
            found[where.lat, where.lon].append(one)
            places[where.lat, where.lon] = where
    by_size = sorted(found, key=lambda at: -SIZES.get(places[at].kind or PlaceKind.CITY, 90))
    return [(places[at], found[at]) for at in by_size]


def _point(where: Where, told: list[Incident]) -> dict[str, Any]:
    kind = where.kind or PlaceKind.CITY
    exact = kind is PlaceKind.CITY
    status = max(told, key=lambda one: one.articles).status
    return {
        "lon": where.lon, "lat": where.lat, "label": _named(where) + (f" ×{len(told)}" if len(told) > 1 else ""),
        "size": SIZES.get(kind, 3000), "status": str(status), "fill": STATUSES[status] if exact else "transparent",
        "dash": "exact" if exact else "vague",
    }  # fmt: skip


def _names_beside(alt: Any, points: list[dict[str, Any]], scale: float) -> Iterable[Any]:
    """The places' names, to the right of their marks, or to the left where the name above would be in the way."""
    groups: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    last = {"left": -math.inf, "right": -math.inf}
    for point in sorted(points, key=lambda point: -point["lat"]):
        at = -scale * _mercator(point["lat"])
        side = "left" if at - last["right"] < LINE <= at - last["left"] else "right"
        last[side] = at
        groups[point["size"], side].append(point)
    for (size, side), those in groups.items():
        away = math.sqrt(size) / 2 + 5
        text = alt.Chart(alt.Data(values=those)).mark_text(
            align="right" if side == "left" else "left",
            dx=-away if side == "left" else away,
            fontSize=12,
            color=INK,
        )
        yield text.encode(longitude="lon:Q", latitude="lat:Q", text="label:N")


def _country_names(alt: Any, places: list[tuple[Where, list[Incident]]], box: Box) -> Any:
    """The names of the countries in the box, but for those that something is told to have happened in."""
    told = {where.name for where, _ in places if where.kind is PlaceKind.COUNTRY}
    names = [
        {"lon": one.lon, "lat": one.lat, "label": one.names[0]}
        for one in countries()
        if Box(one.lon, one.lat, one.lon, one.lat).meets(box) and told.isdisjoint(one.names)
    ]
    text = alt.Chart(alt.Data(values=names)).mark_text(fontSize=12, fontStyle="italic", color=QUIET)
    return text.encode(longitude="lon:Q", latitude="lat:Q", text="label:N")


def _named(where: Where) -> str:
    """The place's name; of one that is no town, that it is somewhere in it."""
    return where.name if where.kind in (PlaceKind.CITY, None) else f"in {where.name}"


def _box(places: list[tuple[Where, list[Incident]]]) -> Box:
    """What the map shows: every place, and something around them; the world where there is none."""
    points = [
        (where.lon, where.lat) for where, _ in places if where.lon is not None and where.lat is not None
    ]
    if not points:
        return Box(-170, -56, 180, 75)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max(LEAST_DEGREES, (max(xs) - min(xs)) * 0.25)
    high = max(LEAST_DEGREES * 0.7, (max(ys) - min(ys)) * 0.25)
    return Box(
        max(-180, min(xs) - wide), max(-84, min(ys) - high), min(180, max(xs) + wide), min(84, max(ys) + high)
    )


def _wide_enough(box: Box) -> Box:
    """The box, wider where a map of it would be taller than is good to look at."""
    wide = math.degrees(WIDTH * (_mercator(box.north) - _mercator(box.south)) / HIGHEST)
    more = max(0.0, wide - (box.east - box.west)) / 2
    return Box(max(-180, box.west - more), box.south, min(180, box.east + more), box.north)


def _land(box: Box) -> list[dict[str, Any]]:
    """The outlines in the box as GeoJSON, cut roughly to it: rings whose own box does not meet it are left out."""
    shapes = []
    for outline in outlines_in(box):
        rings = [ring for ring in outline.rings if _box_of(ring).meets(box)]
        if rings:
            polygons = [[_clockwise(ring)] for ring in rings]
            shapes.append({"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": polygons}})
    return shapes


def _box_of(ring: tuple[tuple[float, float], ...]) -> Box:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _clockwise(ring: tuple[tuple[float, float], ...]) -> list[list[float]]:
    """The ring in the order that D3 takes for its inside."""
    area = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))
    ordered = ring if area > 0 else ring[::-1]
    return [list(point) for point in ordered]


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _view(box: Box) -> tuple[float, int, list[float]]:
    """Vega’s scale, the height in pixels, and the middle [longitude, latitude] of a Mercator map of the box."""
    scale = WIDTH / math.radians(box.east - box.west)
    south, north = _mercator(box.south), _mercator(box.north)
    middle = 2 * math.atan(math.exp((south + north) / 2)) - math.pi / 2
    height = round(scale * (north - south))
    return scale, height, [(box.west + box.east) / 2, math.degrees(middle)]


def _days(alt: Any, field: str, days: Iterable[str | None]) -> Any:
    """The axis of days: a mark a day, or every second, third … where they are many; half a day of room at both ends."""
    known = sorted(date.fromisoformat(day) for day in days if day)
    first, last = (known[0], known[-1]) if known else (date(2000, 1, 1), date(2000, 1, 2))
    step = max(1, math.ceil(((last - first).days + 1) / MOST_DAYS))
    marks = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
    ends = [f"{first - timedelta(days=1)}T12:00:00Z", f"{last}T12:00:00Z"]
    scale = alt.Scale(type="utc", domain=[_instant(end) for end in ends])
    axis = alt.Axis(format="%-d %b", values=[_instant(f"{day}T00:00:00Z") for day in marks], grid=True)
    return alt.X(f"{field}:T", title=None, scale=scale, axis=axis)


def _instant(time: str) -> int:
    """Milliseconds since 1970, as Vega counts time."""
    return int(datetime.fromisoformat(time).timestamp() * 1000)


def _status_colour(alt: Any, shown: Iterable[str], *, hollow: bool = False) -> Any:
    return _colour(alt, "status", STATUSES, shown, hollow=hollow)


def _colour(
    alt: Any, field: str, colours: Mapping[str, str], shown: Iterable[str], *, hollow: bool = False
) -> Any:
    """A colour by word; the legend has only the words that are shown."""
    there = set(shown)
    words = [str(word) for word in colours if str(word) in there]
    scale = alt.Scale(domain=words, range=[colours[word] for word in words])
    fill = {"symbolFillColor": "transparent", "symbolStrokeWidth": 2} if hollow else {}
    legend = alt.Legend(title=None, symbolType="square", symbolOpacity=1, symbolSize=120, **fill)
    return alt.Color(f"{field}:N", scale=scale, legend=legend)

"""Somebody, or a body: roles, what they said, what was said of them, what they took part in, over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.errors import NotKept
from onrecord.kept.values import Dossier, Hit
from onrecord.web.asking import Answer, Ask, Away, Table, View, not_found
from onrecord.web.pages.searching import HIT_COLUMNS, hit_rows
from onrecord.web.slugs import slug, unslug

WIDE, HIGH = 640, 64  # of the chart of days, in its own units
WIDEST = 40  # of a bar with the space beside it
MOST_DAYS = 80  # bars; with more days, one bar stands for several


@dataclass(frozen=True, slots=True)
class Bar:
    """How much there is of some days."""

    first: str
    last: str
    count: int
    left: float
    width: float
    height: float


def show_who(ask: Ask) -> Answer:
    """Everything that is on the record of a name."""
    if "name" in ask.query:  # from the form, to the stable address
        return Away(f"/who/{slug(ask.query['name'].strip())}")
    return View("who_asked.html", {}, {})


def show_dossier(ask: Ask) -> Answer:
    """The dossier of a name."""
    name, bearer = unslug(ask.path["name"]), ask.query.get("bearer") or None
    try:
        dossier = ask.desk.who(name, bearer=bearer)
    except NotKept as error:
        raise not_found(
            f"Nobody of the name {name} is on the record{' under that id' if bearer else ''}."
        ) from error
    said = [*dossier.said, *dossier.said_of, *dossier.events]
    if not said and not dossier.known_as:
        raise not_found(f"Nobody of the name {name} is on the record.")
    one = next((one for one in dossier.bearers if one.id == bearer), None)
    values = {
        "dossier": dossier,
        "asked": name,
        "one": one,
        "bars": make_bars(said),
        "days": len({hit.day for hit in said if hit.day}),
    }
    return View("who.html", values, dossier, _tables(dossier))


def make_bars(hits: list[Hit]) -> tuple[Bar, ...]:
    """How many findings there are of each day, days side by side in their order."""
    days = Counter(hit.day[:10] for hit in hits if hit.day and len(hit.day) >= 10)
    if len(days) < 2:
        return ()
    order = sorted(days)
    each = -(-len(order) // MOST_DAYS)
    groups = [order[at : at + each] for at in range(0, len(order), each)]
    counts = [sum(days[day] for day in group) for group in groups]
    step = min(WIDE / len(groups), WIDEST)
    high = HIGH / max(counts)
    return tuple(
        Bar(group[0], group[-1], count, round(place * step, 1), round(step * 0.8, 1), round(high * count, 1))
        for place, (group, count) in enumerate(zip(groups, counts, strict=True))
    )


def _tables(dossier: Dossier) -> dict[str, Table]:
    return {
        "said": Table(HIT_COLUMNS, hit_rows(dossier.said)),
        "said_of": Table(HIT_COLUMNS, hit_rows(dossier.said_of)),
        "events": Table(HIT_COLUMNS, hit_rows(dossier.events)),
    }

"""Bodies and lands of several articles: those that are one by their names, by the table of bodies, by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.names import is_acronym, plain_name
from onrecord.lexicons.nations import find_nations
from onrecord.story.known import Known
from onrecord.types import EntityType

ARMIES = ("army", "military", "armed forces", "defence forces", "defense forces", "defence force")


def join_lands(lands: Sequence[Known]) -> tuple[tuple[Known, ...], ...]:
    """States by their ISO code, places by their GeoNames id; one that is not found, with its only namesake."""
    homes: dict[str, set[str]] = defaultdict(set)
    for one in lands:
        if one.place:
            for name in one.names:
                homes[plain_name(name)].add(one.place)
    groups: dict[str, list[Known]] = defaultdict(list)
    for one in lands:
        name = plain_name(one.name)
        known = homes.get(name, set())
        groups[one.place or (next(iter(known)) if len(known) == 1 else f"name:{name}")].append(one)
    return tuple(tuple(group) for group in groups.values())


def join_bodies(bodies: Sequence[Known]) -> tuple[tuple[Known, ...], ...]:
    """Bodies that share a key; a short name or an acronym, with the one body that it is short for."""
    groups: dict[str, list[Known]] = defaultdict(list)
    home: dict[str, str] = {}
    for one in bodies:
        keys = _body_keys(one)
        met = sorted({home[key] for key in keys if key in home}) or [keys[0]]
        for other in met[1:]:
            groups[met[0]] += groups.pop(other)
            home.update({key: met[0] for key, at in home.items() if at == other})
        home.update(dict.fromkeys(keys, met[0]))
        groups[met[0]].append(one)
    _link_short(groups)
    return tuple(tuple(group) for group in groups.values())


def _body_keys(one: Known) -> list[str]:
    """What tells a body: its name in the table of bodies, "army:IL" for a national army, else its own words.

    What every country has ("the Foreign Ministry") is told by its country as well.
    """
    keys: dict[str, None] = {}
    for name in one.names:
        body, plain = known_body(name), plain_name(name).removeprefix("the ")
        country = (body.country if body else None) or one.country
        if body and not body.described:
            keys[f"body:{body.name}"] = None
        formal = plain_name(body.name) if body and not body.described else plain
        if body and country and body.office == "military" and not body.of and formal.endswith(ARMIES):
            keys[f"army:{country}"] = None
        if name != one.name and " " not in plain:
            continue  # one plain word is too little to tell: "the Front"
        if one.type is EntityType.GROUP and (nations := find_nations(name)):
            keys[f"people:{nations[0]}"] = None
        elif (body and body.described) or name == name.lower():
            keys[f"own:{_without_nation(plain)}:{country}"] = None
        else:
            keys[f"name:{plain}"] = None
    return list(keys)


def _without_nation(plain: str) -> str:
    """ "iranian foreign ministry" → "foreign ministry" """
    tokens = [word for word in plain.split(" ") if not find_nations(word.removesuffix("s").title())]
    return " ".join(tokens) or plain


def _link_short(groups: dict[str, list[Known]]) -> None:
    """«ORU» joins the only body of which it has the first letters."""
    names = {key: {name for one in group for name in one.names} for key, group in groups.items()}
    long = [(name, key) for key in groups for name in sorted(names[key]) if " " in name or "-" in name]
    for key in sorted(groups):
        short = {name for name in names[key] if name.isupper() and " " not in name}
        if not short or any(" " in name for name in names[key]):
            continue
        fitting = {other for name, other in long if any(is_acronym(one, name) for one in short)} - {key}
        if len(fitting) == 1 and (other := next(iter(fitting))) in groups:
            groups[other] += groups.pop(key)

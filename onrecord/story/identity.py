"""Entities of articles → identities: the same persons, bodies, states and places across them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.gazetteer import countries
from onrecord.lexicons.names import (
    bare_surname,
    capital_of,
    country_of,
    plain_name,
    split_name,
    tidy_name,
)
from onrecord.story.amended import Amended
from onrecord.story.bodies import join_bodies, join_lands
from onrecord.story.known import BODIES, LANDS, SHORTEST, Known, offices
from onrecord.story.order import finding_number, in_order, make_id
from onrecord.story.persons import join_people
from onrecord.types import (
    Entity,
    EntityType,
    Filed,
    Identity,
    Judgement,
    JudgementKind,
    MentionKind,
    Record,
    Ref,
)

Voted = TypeVar("Voted", bound=str)


def find_identities(articles: Sequence[Filed], judgements: Sequence[Judgement] = ()) -> tuple[Identity, ...]:
    """Who and what the articles speak of by name, those of most articles first.

    Nobody is joined on a surname alone where the articles have two who bear it. Those without a name are in none,
    unless a judgement joins them.
    """
    filed = in_order(articles)
    amended = Amended.by(judgements)
    every = _typed_alike(
        [
            known
            for article in filed
            for known in _of_record(article.id, article.record)
            if not amended.is_out(article.id, known.members[0].finding)
        ]
    )
    groups = [list(group) for group in _joined([one for one in every if one.weight])]
    groups = _judged(groups, {one.members[0]: one for one in every}, judgements)
    rank = {article.id: n for n, article in enumerate(filed)}
    return _ordered(_identity(group, rank) for group in groups)


def join_identities(identities: Iterable[Identity]) -> tuple[Identity, ...]:
    """The identities of several stories, those that are one joined; bearers of one name from two countries are two."""
    known = [
        Known(
            one.members, one.type, one.name, one.aliases, one.country, one.roles,
            one.country if country_of(one.name) else None, len({ref.article for ref in one.members}),
        )
        for one in sorted(identities, key=lambda one: (one.members[0], one.id))
    ]  # fmt: skip
    rank = {article: n for n, article in enumerate(sorted({r.article for one in known for r in one.members}))}
    parted = [part for group in _joined(known) for part in _by_country(group)]
    return _ordered(_identity(group, rank) for group in parted)


def name_keys(identity: Identity) -> tuple[str, ...]:
    """What to look an identity up by: its names in plain letters, and the surname of a person."""
    keys = {plain_name(tidy_name(name)).removeprefix("the ") for name in (identity.name, *identity.aliases)}
    if identity.type is EntityType.PERSON:
        for name in (identity.name, *identity.aliases):
            parts = split_name(name).parts
            keys |= {" ".join(parts), parts[-1], bare_surname(parts[-1])} if parts else set()
    elif identity.type in LANDS and (iso := country_of(identity.name)):
        keys.add(f"country:{iso}")
    return tuple(sorted(keys - {""}))


def asked_keys(name: str) -> tuple[str, ...]:
    """The keys under which somebody who is asked for by this name may stand.

    >>> asked_keys("Gen. Sara Osman")
    ('gen sara osman', 'sara osman')
    """
    keys = {plain_name(tidy_name(name)).removeprefix("the "), " ".join(split_name(name).parts)}
    if iso := country_of(name):
        keys.add(f"country:{iso}")
    return tuple(sorted(keys - {""}))


def _of_record(article: str, record: Record) -> Iterable[Known]:
    places = {place.entity: place for place in record.places if place.entity and place.geonameid}
    for entity in record.entities:
        named = any(mention.kind is MentionKind.NAME for mention in entity.mentions)
        place = places.get(entity.id) if entity.type in LANDS else None
        yield Known(
            (Ref(article, entity.id),),
            entity.type,
            tidy_name(entity.name),
            tuple(tidy_name(alias) for alias in entity.aliases),
            entity.country,
            tuple(role.title for role in entity.roles),
            _land(entity, place.geonameid if place else None),
            1 if named and entity.type is not EntityType.WEAPON and _tells(entity.name) else 0,
        )


def _typed_alike(known: Sequence[Known]) -> list[Known]:
    """Those of one name are of the type that most articles take them for: «Ana Ruiz» is no town, «Ruiz» no body.

    A lone name is a person's where as many articles have a person of that name as have a body.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for one in known:
        for name in {plain_name(name) for name in one.names} if one.weight else ():
            votes[name][one.type] += 1
    voted = [_voted(one, votes) for one in known]
    return [
        one if kind is one.type else replace(one, type=kind) for one, kind in zip(known, voted, strict=True)
    ]


def _voted(one: Known, votes: Mapping[str, Counter[EntityType]]) -> EntityType:
    name = plain_name(one.name)
    types = votes[name] if one.weight else Counter[EntityType]()
    if not types or one.place:
        return one.type
    if " " in name:
        return max(sorted(types), key=types.__getitem__)
    bodies = sum(types[kind] for kind in BODIES)
    is_person = types[EntityType.PERSON] >= max(bodies, 1) and known_body(one.name) is None
    return EntityType.PERSON if one.type in BODIES and is_person else one.type


def _tells(name: str) -> bool:
    return sum(char.isalpha() for char in name) >= SHORTEST or name.isupper()


def _land(entity: Entity, geonameid: int | None) -> str | None:
    """ "IR" for a state, also where its capital stands for it; a GeoNames id for any other place."""
    if entity.type not in LANDS:
        return None
    country = country_of(entity.name) or _countries_by_id().get(geonameid or 0)
    if country:
        return country
    if entity.type is EntityType.STATE and (capital_of(entity.name) or entity.country):
        return capital_of(entity.name) or entity.country
    return str(geonameid) if geonameid else None


@cache
def _countries_by_id() -> Mapping[int, str]:
    return {country.geonameid: country.iso for country in countries()}


# ---- joining ---------------------------------------------------------------------------------------------


def _joined(known: Sequence[Known]) -> tuple[tuple[Known, ...], ...]:
    """Those that are one by their names, as groups."""
    people = [one for one in known if one.type is EntityType.PERSON]
    lands = [one for one in known if one.type in LANDS]
    bodies = [one for one in known if one.type in BODIES]
    return (*join_people(people), *join_lands(lands), *join_bodies(bodies))


def _by_country(group: Sequence[Known]) -> list[list[Known]]:
    """A group of persons or bodies, one for each country they are of; those of none are with the first."""
    if group[0].type in LANDS:
        return [list(group)]
    parts: dict[str | None, list[Known]] = defaultdict(list)
    for one in group:
        parts[one.country].append(one)
    stateless = parts.pop(None, [])
    if not parts:
        return [stateless]
    first, *rest = parts.values()
    return [first + stateless, *rest]


# ---- what people decided ---------------------------------------------------------------------------------


def _judged(
    groups: list[list[Known]], every: Mapping[Ref, Known], judgements: Sequence[Judgement]
) -> list[list[Known]]:
    """The groups as people say that they are: judgements in the order in which they were made, the last one holds."""
    for one in sorted(judgements, key=lambda one: (one.at, one.id)):
        refs = [ref for ref in map(_ref, one.subjects) if ref in every]
        if one.undone_at or one.undone_by or len(refs) < 2:
            continue
        if one.kind is JudgementKind.SAME_ENTITY:
            groups = _unite(groups, [every[ref] for ref in refs])
        if one.kind is JudgementKind.OTHER_ENTITY:
            groups = _part(groups, [every[ref] for ref in refs])
    return groups


def _ref(subject: str) -> Ref:
    article, _, finding = subject.rpartition("#")
    return Ref(article, finding)


def _unite(groups: list[list[Known]], members: Sequence[Known]) -> list[list[Known]]:
    apart = [group for group in groups if not any(one in group for one in members)]
    held = [one for group in groups if any(one in group for one in members) for one in group]
    return [*apart, [*held, *(one for one in members if one not in held)]]


def _part(groups: list[list[Known]], members: Sequence[Known]) -> list[list[Known]]:
    """Each of the members in a group of its own; the others stay with the one whose name they bear."""
    found: list[list[Known]] = []
    for group in groups:
        told = [one for one in members if one in group]
        if len(told) < 2:
            found.append(group)
            continue
        parts: dict[Known, list[Known]] = {one: [one] for one in told}
        for other in group:
            if other not in parts:
                parts[max(told, key=lambda one: (_alike(one, other), -told.index(one)))].append(other)
        found += parts.values()
    return found


def _alike(one: Known, other: Known) -> int:
    shared = {plain_name(name) for name in one.names} & {plain_name(name) for name in other.names}
    return (
        4 * (one.name == other.name)
        + 2 * len(shared)
        + (one.country == other.country)
        + 2 * bool(offices(one) & offices(other))
    )


# ---- what a group is called ------------------------------------------------------------------------------


def _identity(group: Sequence[Known], rank: Mapping[str, int]) -> Identity:
    members = tuple(
        sorted(
            {ref for one in group for ref in one.members},
            key=lambda ref: (rank[ref.article], finding_number(ref), ref),
        )
    )
    acts = any(one.type is EntityType.STATE for one in group)
    kind = (_most((one.type, one.weight) for one in group) if not acts else None) or EntityType.STATE
    name = _name(group, kind)
    others = Counter[str]()
    for one in group:
        others.update(dict.fromkeys(one.names, one.weight))
    titles = Counter(role for one in group for role in dict.fromkeys(one.roles))
    country = _most((one.country, one.weight) for one in group if one.country)
    return Identity(
        id=make_id("p", f"{members[0].article}#{members[0].finding}"),
        type=kind,
        name=name,
        members=members,
        aliases=tuple(alias for alias, _ in _by_count(others) if alias != name),
        country=country,
        roles=tuple(title for title, _ in _by_count(titles)),
    )


def _name(group: Sequence[Known], kind: EntityType) -> str:
    """The name that most articles have; of a person one in full, of a state not its capital's."""
    names = Counter[str]()
    for one in group:
        names.update({one.name: max(1, one.weight)})
    fit = [name for name in names if country_of(name)] if kind is EntityType.STATE else []
    if kind is EntityType.PERSON:
        fit = [name for name in names if len(split_name(name).parts) > 1]
    elif not fit:
        fit = [name for name in names if not (name.isupper() and len(names) > 1)]
    return max(fit or sorted(names), key=lambda name: (names[name], len(name), name))


def _most(votes: Iterable[tuple[Voted, int]]) -> Voted | None:
    """What most articles have it be; of two as many, the first in the alphabet."""
    counts = Counter[Voted]()
    for one, weight in votes:
        counts[one] += max(1, weight)
    return max(sorted(counts, reverse=True), key=counts.__getitem__, default=None)


def _by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _ordered(identities: Iterable[Identity]) -> tuple[Identity, ...]:
    return tuple(
        sorted(identities, key=lambda one: (-len({ref.article for ref in one.members}), one.name, one.id))
    )

"""Entities of articles → identities: the same persons, bodies, states and places across them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.gazetteer import countries
from onrecord.lexicons.names import (
    Named,
    are_one,
    bare_surname,
    capital_of,
    country_of,
    is_acronym,
    is_nickname,
    plain_name,
    split_name,
    tidy_name,
)
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import Gender, given_names, title_genders
from onrecord.story.amended import Amended
from onrecord.story.order import finding_number, in_order, make_id
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

LANDS = frozenset({EntityType.STATE, EntityType.PLACE})
BODIES = frozenset(
    {EntityType.ORGANISATION, EntityType.MEDIA, EntityType.MILITARY, EntityType.FACILITY, EntityType.GROUP}
)
ARMIES = ("army", "military", "armed forces", "defence forces", "defense forces", "defence force")
SHORTEST = 3  # letters of a name that tells somebody: not "A."

Key = tuple[str, ...]
Voted = TypeVar("Voted", bound=str)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """One entity, or one identity of a story, as far as it tells who it is."""

    members: tuple[Ref, ...]
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    country: str | None
    roles: tuple[str, ...]
    place: str | None  # "IQ", or a GeoNames id
    weight: int  # articles

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


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
        _Known(
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


def _of_record(article: str, record: Record) -> Iterable[_Known]:
    places = {place.entity: place for place in record.places if place.entity and place.geonameid}
    for entity in record.entities:
        named = any(mention.kind is MentionKind.NAME for mention in entity.mentions)
        place = places.get(entity.id) if entity.type in LANDS else None
        yield _Known(
            (Ref(article, entity.id),),
            entity.type,
            tidy_name(entity.name),
            tuple(tidy_name(alias) for alias in entity.aliases),
            entity.country,
            tuple(role.title for role in entity.roles),
            _land(entity, place.geonameid if place else None),
            1 if named and entity.type is not EntityType.WEAPON and _tells(entity.name) else 0,
        )


def _typed_alike(known: Sequence[_Known]) -> list[_Known]:
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


def _voted(one: _Known, votes: Mapping[str, Counter[EntityType]]) -> EntityType:
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


def _joined(known: Sequence[_Known]) -> tuple[tuple[_Known, ...], ...]:
    """Those that are one by their names, as groups."""
    people = [one for one in known if one.type is EntityType.PERSON]
    lands = [one for one in known if one.type in LANDS]
    bodies = [one for one in known if one.type in BODIES]
    return (*_join_people(people), *_join_lands(lands), *_join_bodies(bodies))


def _join_people(people: Sequence[_Known]) -> tuple[tuple[_Known, ...], ...]:
    """Full names that are one person's; then each lone name with its only bearer, if it has one."""
    full = {one: [name for name in map(split_name, one.names) if len(name.parts) > 1] for one in people}
    bearers = _bearers([name for names in full.values() for name in names])
    groups: dict[Key, list[_Known]] = defaultdict(list)
    for one in people:
        if full[one]:
            groups[_key(bearers[full[one][0]])].append(one)
    _link_aliases(groups, full, bearers)
    lone = [one for one in people if not full[one] and split_name(one.name).parts]
    for one, key in _lone_keys(lone, groups).items():
        groups[key].append(one)
    return tuple(tuple(group) for group in groups.values())


def _bearers(names: Sequence[Named]) -> dict[Named, Named]:
    """Each full name's bearer: the fullest name that it may be short for, if there is only one."""
    bearers: dict[str, list[Named]] = defaultdict(list)  # by surname
    found: dict[Named, Named] = {}
    for name in sorted(set(names), key=_fullest):
        plain = replace(name, titles=frozenset())
        rivals = bearers[bare_surname(plain.parts[-1])]
        fitting = [other for other in rivals if _may_be_one(plain, other)]
        same = [other for other in fitting if other.parts == plain.parts]
        if len(fitting) != 1 and not same:
            rivals.append(plain)
        found[name] = same[0] if same else fitting[0] if len(fitting) == 1 else plain
    return found


def _may_be_one(one: Named, other: Named) -> bool:
    """ "Mark Felt", "W. Mark Felt"; "Fred LaRue", "Frederick C. LaRue": more is left out across articles."""
    if are_one(one, other):
        return True
    short, long = sorted((one, other), key=lambda name: len(name.parts))
    if (one.ending and other.ending and one.ending != other.ending) or bare_surname(
        short.parts[-1]
    ) != bare_surname(long.parts[-1]):
        return False
    first = short.parts[0]
    called = len(short.parts) == 2 and any(is_nickname(first, given) for given in long.parts[:-1])
    return called or any(_is_short_for(first, given) for given in long.parts[:-1])


def _is_short_for(short: str, long: str) -> bool:
    """ "fred" for "frederick" """
    less, more = sorted((short, long), key=len)
    return len(less) >= SHORTEST and more.startswith(less)


def _key(name: Named) -> Key:
    return (*name.parts, *([f"{name.ending}."] if name.ending else []))


def _fullest(name: Named) -> tuple[int, int, Key, str, Key]:
    return -len(name.parts), -sum(map(len, name.parts)), name.parts, name.ending, tuple(sorted(name.titles))


def _link_aliases(
    groups: dict[Key, list[_Known]],
    full: Mapping[_Known, Sequence[Named]],
    bearers: Mapping[Named, Named],
) -> None:
    """Groups that an article calls by each other's full names become one: «also known as Ibrahim Badri»."""
    for names in full.values():
        keys = dict.fromkeys(key for name in names if (key := _key(bearers[name])) in groups)
        first, *rest = keys or [()]
        for key in rest:
            groups[first] += groups.pop(key)


def _lone_keys(lone: Sequence[_Known], groups: Mapping[Key, Sequence[_Known]]) -> dict[_Known, Key]:
    """For each lone name the group of its bearer; without any, that of others of the name; of two, its own."""
    surnames: dict[str, set[Key]] = defaultdict(set)
    others: dict[str, set[Key]] = defaultdict(set)
    for key, group in groups.items():
        for parts in {split_name(name).parts for one in group for name in one.names}:
            if len(parts) > 1:
                surnames[parts[-1]].add(key)
                surnames[bare_surname(parts[-1])].add(key)
                for part in parts[:-1]:
                    others[part].add(key)
    found: dict[_Known, Key] = {}
    for one in lone:
        part = split_name(one.name).parts[0]
        fitting = surnames.get(part) or surnames.get(bare_surname(part)) or others.get(part) or set()
        fitting = {key for key in fitting if not _is_of_other_gender(one, key)}
        if len(fitting) > 1:
            fitting = {key for key in fitting if _shares_office(one, groups[key])}
        if len(fitting) == 1:
            found[one] = next(iter(fitting))
        elif part in surnames or part in others:
            found[one] = ("", part, *map(str, one.members))  # two bear it: nobody can tell which is meant
        else:
            found[one] = (part,)
    return found


def _is_of_other_gender(one: _Known, key: Key) -> bool:
    """ "Mr. Ruiz" is not Ana."""
    titles = {title for name in one.names for title in split_name(name).titles}
    told = {title_genders()[title] for title in titles & title_genders().keys()}
    borne = given_names().get(key[0], Gender.ANY)
    return len(told) == 1 and borne in (Gender.MALE, Gender.FEMALE) and borne not in told


def _shares_office(one: _Known, group: Sequence[_Known]) -> bool:
    """Whether a lone name's titles are held by the bearer in other articles: "General Haddad", "President Ruiz"."""
    mine = _offices(one)
    return bool(mine and any(mine & _offices(other) for other in group))


def _offices(one: _Known) -> frozenset[str]:
    titles = {title for name in one.names for title in split_name(name).titles}
    return frozenset(titles | {role.casefold() for role in one.roles})


def _join_lands(lands: Sequence[_Known]) -> tuple[tuple[_Known, ...], ...]:
    """States by their ISO code, places by their GeoNames id; one that is not found, with its only namesake."""
    homes: dict[str, set[str]] = defaultdict(set)
    for one in lands:
        if one.place:
            for name in one.names:
                homes[plain_name(name)].add(one.place)
    groups: dict[str, list[_Known]] = defaultdict(list)
    for one in lands:
        name = plain_name(one.name)
        known = homes.get(name, set())
        groups[one.place or (next(iter(known)) if len(known) == 1 else f"name:{name}")].append(one)
    return tuple(tuple(group) for group in groups.values())


def _join_bodies(bodies: Sequence[_Known]) -> tuple[tuple[_Known, ...], ...]:
    """Bodies that share a key; a short name or an acronym, with the one body that it is short for."""
    groups: dict[str, list[_Known]] = defaultdict(list)
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


def _body_keys(one: _Known) -> list[str]:
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


def _link_short(groups: dict[str, list[_Known]]) -> None:
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


def _by_country(group: Sequence[_Known]) -> list[list[_Known]]:
    """A group of persons or bodies, one for each country they are of; those of none are with the first."""
    if group[0].type in LANDS:
        return [list(group)]
    parts: dict[str | None, list[_Known]] = defaultdict(list)
    for one in group:
        parts[one.country].append(one)
    stateless = parts.pop(None, [])
    if not parts:
        return [stateless]
    first, *rest = parts.values()
    return [first + stateless, *rest]


# ---- what people decided ---------------------------------------------------------------------------------


def _judged(
    groups: list[list[_Known]], every: Mapping[Ref, _Known], judgements: Sequence[Judgement]
) -> list[list[_Known]]:
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


def _unite(groups: list[list[_Known]], members: Sequence[_Known]) -> list[list[_Known]]:
    apart = [group for group in groups if not any(one in group for one in members)]
    held = [one for group in groups if any(one in group for one in members) for one in group]
    return [*apart, [*held, *(one for one in members if one not in held)]]


def _part(groups: list[list[_Known]], members: Sequence[_Known]) -> list[list[_Known]]:
    """Each of the members in a group of its own; the others stay with the one whose name they bear."""
    found: list[list[_Known]] = []
    for group in groups:
        told = [one for one in members if one in group]
        if len(told) < 2:
            found.append(group)
            continue
        parts: dict[_Known, list[_Known]] = {one: [one] for one in told}
        for other in group:
            if other not in parts:
                parts[max(told, key=lambda one: (_alike(one, other), -told.index(one)))].append(other)
        found += parts.values()
    return found


def _alike(one: _Known, other: _Known) -> int:
    shared = {plain_name(name) for name in one.names} & {plain_name(name) for name in other.names}
    return (
        4 * (one.name == other.name)
        + 2 * len(shared)
        + (one.country == other.country)
        + 2 * bool(_offices(one) & _offices(other))
    )


# ---- what a group is called ------------------------------------------------------------------------------


def _identity(group: Sequence[_Known], rank: Mapping[str, int]) -> Identity:
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


def _name(group: Sequence[_Known], kind: EntityType) -> str:
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

"""Persons of several articles: those who are one by their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.lexicons.names import Named, are_one, bare_surname, is_nickname, split_name
from onrecord.lexicons.nominals import Gender, given_names, title_genders
from onrecord.story.known import SHORTEST, Known, offices

Key = tuple[str, ...]


def join_people(people: Sequence[Known]) -> tuple[tuple[Known, ...], ...]:
    """Full names that are one person's; then each lone name with its only bearer, if it has one."""
    full = {one: [name for name in map(split_name, one.names) if len(name.parts) > 1] for one in people}
    bearers = _bearers([name for names in full.values() for name in names])
    groups: dict[Key, list[Known]] = defaultdict(list)
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
    groups: dict[Key, list[Known]],
    full: Mapping[Known, Sequence[Named]],
    bearers: Mapping[Named, Named],
) -> None:
    """Groups that an article calls by each other's full names become one: «also known as Ibrahim Badri»."""
    for names in full.values():
        keys = dict.fromkeys(key for name in names if (key := _key(bearers[name])) in groups)
        first, *rest = keys or [()]
        for key in rest:
            groups[first] += groups.pop(key)


def _lone_keys(lone: Sequence[Known], groups: Mapping[Key, Sequence[Known]]) -> dict[Known, Key]:
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
    found: dict[Known, Key] = {}
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


def _is_of_other_gender(one: Known, key: Key) -> bool:
    """ "Mr. Ruiz" is not Ana."""
    titles = {title for name in one.names for title in split_name(name).titles}
    told = {title_genders()[title] for title in titles & title_genders().keys()}
    borne = given_names().get(key[0], Gender.ANY)
    return len(told) == 1 and borne in (Gender.MALE, Gender.FEMALE) and borne not in told


def _shares_office(one: Known, group: Sequence[Known]) -> bool:
    """Whether a lone name's titles are held by the bearer in other articles: "General Haddad", "President Ruiz"."""
    mine = offices(one)
    return bool(mine and any(mine & offices(other) for other in group))

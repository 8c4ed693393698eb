"""A name → who bears it, what they said, what was said of them, what they took part in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from onrecord.errors import NotARecord, NotKept
from onrecord.kept.asking import as_hit, as_listing
from onrecord.kept.indexing import ABOUT, NAMED, SAID_BY, find_key, find_keys
from onrecord.kept.values import Bearer, Dossier, Hit, Known, Listing, What
from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.gazetteer import countries
from onrecord.lexicons.names import country_of, split_name
from onrecord.store.entities import count_articles, find_names_of, find_stories_naming, find_ways
from onrecord.store.findings import Sought, find_findings
from onrecord.story.identity import asked_keys, join_identities
from onrecord.types import EntityType, Identity
from onrecord.wire import value_from_json

NAMED_WAYS = 20  # ways in which somebody is named that are told
STORIES = 60  # the newest that have the name, whose identities are looked at: some 2 ms each
MEMBERS = 400  # of an identity, that are looked at for names which others bear too
BEARERS = 20  # of one name that are told
LANDS = frozenset({EntityType.STATE, EntityType.PLACE})
COUNTRY = "country:"  # begins the key of a country in `asked_keys`


@dataclass(frozen=True, slots=True)
class _Names:
    """What somebody is looked up by: names that tell by themselves, and others, in some articles only."""

    everywhere: tuple[str, ...]
    within: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()

    def facets(self, facet: str) -> Iterator[tuple[tuple[tuple[str, str], ...], tuple[int, ...]]]:
        """Each group of facets with the articles that it is looked for in; none: all."""
        if self.everywhere:
            yield tuple((facet, name) for name in self.everywhere), ()
        if self.within and self.articles:
            yield tuple((facet, name) for name in self.within), self.articles


def find_dossier(connection: Connection, name: str, limit: int, bearer: str | None = None) -> Dossier:
    """What is on record of all who bear a name, under every name they have; or of one of them, by its id.

    Raises NotKept for a name that no article names anybody by, and for an id that nobody of the name has.
    """
    keys = _keys(name)
    bearers = _find_bearers(connection, keys)
    chosen = [one for one in bearers if bearer in (None, one.id)]
    if bearer and not chosen:
        raise NotKept(
            f"{bearer}: nobody of the name {name} has this id; see who does with: onrecord who {name!r}"
        )
    names = _names(connection, () if bearer else keys, chosen, [one for one in bearers if one not in chosen])
    ways = _ways(connection, names)
    if not ways:
        raise NotKept(f"{name}: nobody on record bears this name; look for it with: onrecord search {name!r}")
    roles = Counter[str]()
    for row in ways:
        roles.update({role: row.articles for role in row.roles.split("\n") if role})
    return Dossier(
        name=chosen[0].name if len(chosen) == 1 else name if chosen else str(ways[0].name),
        known_as=_known(ways),
        roles=tuple(role for role, _ in roles.most_common()),
        articles=sum(count_articles(connection, keys, articles) for keys, articles in _looked_up(names)),
        said=_find(connection, names, What.STATEMENTS, SAID_BY, limit),
        said_of=_find(connection, names, What.STATEMENTS, ABOUT, limit, not_by=True),
        events=_find(connection, names, What.EVENTS, NAMED, limit),
        bearers=tuple(map(_bearer, bearers[:BEARERS])),
    )


def _keys(name: str) -> tuple[str, ...]:
    """What the index may have the name under: as it was asked for, without title, as its country is called too."""
    asked = asked_keys(name)
    isos = {key.removeprefix(COUNTRY) for key in asked if key.startswith(COUNTRY)}
    others = [
        other
        for country in countries()
        if country.iso in isos
        for other in country.names
        if country_of(other) == country.iso
    ]
    whole = map(find_key, (name, *others, " ".join(split_name(name).parts)))
    return tuple(dict.fromkeys(key for key in whole if key))


def _find_bearers(connection: Connection, keys: Sequence[str]) -> list[Identity]:
    """Those who bear the name in the newest stories that have it, each once however many stories they are in."""
    found = [
        identity
        for body in find_stories_naming(connection, keys, STORIES)
        for raw in body.get("identities", ())
        if not set(keys).isdisjoint(find_keys((raw["name"], *raw["aliases"])))
        for identity in _identity(raw)
    ]
    return list(join_identities(found))


def _identity(raw: Any) -> Iterator[Identity]:
    try:
        yield value_from_json(Identity, raw)
    except NotARecord:  # of a story that an older Onrecord made, and that is still to be worked out anew
        return


def _names(
    connection: Connection, keys: Sequence[str], chosen: Sequence[Identity], others: Sequence[Identity]
) -> _Names:
    """The keys with the telling names of those chosen; in articles that have no such name for them, the names there."""
    theirs = {key for one in others for key in _telling(one)}
    everywhere = dict.fromkeys(
        [*keys, *(key for one in chosen for key in _telling(one) if key not in theirs)]
    )
    members = [(ref.article, ref.finding) for one in chosen for ref in one.members]
    called: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in find_names_of(connection, members[:MEMBERS]):
        called[row.article, row.finding].add(row.key)
    uncovered = {at: found for at, found in called.items() if found.isdisjoint(everywhere)}
    within = sorted({key for found in uncovered.values() for key in found})
    return _Names(tuple(everywhere), tuple(within), tuple(sorted({article for article, _ in uncovered})))


def _telling(identity: Identity) -> tuple[str, ...]:
    """Those names of an identity that tell it by themselves, as the index has them: "Sara Osman", not "Osman"."""
    names = (identity.name, *identity.aliases)
    return tuple(find_key(name) for name in names if _tells(identity, name))


def _tells(identity: Identity, name: str) -> bool:
    if identity.type is EntityType.PERSON:
        return len(split_name(name).parts) > 1
    if identity.type in LANDS:
        return name == identity.name or country_of(name) is not None
    body = known_body(name)
    is_short = " " not in name and not name.isupper()
    return not (name == name.lower() or is_short or (body is not None and body.described))


def _looked_up(names: _Names) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    if names.everywhere:
        yield names.everywhere, ()
    if names.articles:
        yield names.within, names.articles


def _ways(connection: Connection, names: _Names) -> list[Row[Any]]:
    found = [row for keys, articles in _looked_up(names) for row in find_ways(connection, keys, articles)]
    return sorted(found, key=lambda row: -row.articles)


def _known(ways: Iterable[Row[Any]]) -> tuple[Known, ...]:
    counts = Counter[tuple[str, str, str | None]]()
    for row in ways:
        counts[row.name, row.type, row.country] += row.articles
    return tuple(Known(*way, count) for way, count in counts.most_common(NAMED_WAYS))


def _find(  # noqa: PLR0913  (one facet of whom, where, and how many)
    connection: Connection, names: _Names, what: What, facet: str, limit: int, *, not_by: bool = False
) -> Listing[Hit]:
    """The newest findings that have somebody's name in a facet; with `not_by`, those that others say."""
    rows: dict[int, Row[Any]] = {}
    own = tuple((SAID_BY, name) for name in (*names.everywhere, *names.within)) if not_by else ()
    for group, articles in names.facets(facet):
        sought = Sought(
            facets=((("what", what.value),), group), without=own, articles=articles, limit=limit + 1
        )
        rows |= {row.number: row for row in find_findings(connection, sought)}
    newest = [rows[number] for number in sorted(rows, reverse=True)]
    return as_listing(newest, limit, as_hit)


def _bearer(one: Identity) -> Bearer:
    articles = len({ref.article for ref in one.members})
    return Bearer(one.id, one.name, one.type, one.country, one.aliases, one.roles, articles)

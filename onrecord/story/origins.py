"""Whose word it is, across articles: accounts whose keys lead to one state, body or person are one origin's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.status import status_words
from onrecord.standing.keys import UNKNOWN_ORIGIN, UNKNOWN_STATE
from onrecord.story.order import make_id
from onrecord.story.said import Said
from onrecord.types import EntityType, Identity, Incident, Origin, SourceKind

TIES = ("entity:", "body:", "voice:")  # what holds an origin together beside its state
SPOKEN_FOR = frozenset({SourceKind.ORGANISATION, SourceKind.STATE, SourceKind.MILITARY, SourceKind.MEDIA})
BODIES = frozenset({EntityType.ORGANISATION, EntityType.GROUP, EntityType.MILITARY, EntityType.FACILITY})


def name_origins(
    said: Sequence[Sequence[Said]], incidents: Sequence[Incident], identities: Sequence[Identity] = ()
) -> tuple[tuple[Said, ...], ...]:
    """The accounts of each incident with their origins, one and the same for one origin in all incidents.

    What one article tells of somebody holds in all: a minister is of her state also where only her name is given. "The
    army", where nothing tells whose, is the one army that speaks there.
    """
    every = [one for group in said for one in group]
    offices, short = _offices(every), _short_names(identities)
    near = _called_in(every)
    informed = [[_informed(_of_article(one, near), offices, short) for one in group] for group in said]
    ties = _ties(one for group in informed for one in group)
    wide = _called(ties, (one for group in informed for one in group))
    camps: list[list[tuple[str, Said]]] = []
    for group, incident in zip(informed, incidents, strict=True):
        placed = _placed(_at_home(group, incident), ties, (_called(ties, group), wide))
        camps.append([(_camp(one, ties, incident.id), one) for one in placed])
    return tuple(tuple(_with_origins(group)) for group in camps)


# ---- what is known of who speaks -------------------------------------------------------------------------


def _offices(said: Iterable[Said]) -> Mapping[str, frozenset[str]]:
    """The state and bodies that stand behind each identity, as its accounts tell; two states are none."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in said:
        if one.speaker:
            told[one.speaker] |= {key for key in one.keys if not key.startswith("words:")} - {UNKNOWN_STATE}
    return {
        speaker: frozenset(keys if len(_states(keys)) == 1 else keys - _states(keys))
        for speaker, keys in told.items()
    }


def _short_names(identities: Sequence[Identity]) -> Mapping[str, str]:
    """Bodies known by one word, "the Front" → the one body whose longer name ends in it: "the Free Chaco Front"."""
    long: dict[str, set[str]] = defaultdict(set)
    for one in identities:
        words = one.name.split()
        if one.type in BODIES and len(words) > 1:
            long[words[-1]].add(one.id)
    return {
        f"entity:{one.id}": f"entity:{next(iter(long[one.name]))}"
        for one in identities
        if one.type in BODIES and len(long.get(one.name, ())) == 1
    }


def _states(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in keys if key.startswith("state:")) - {UNKNOWN_STATE}


def _called_in(said: Iterable[Said]) -> Mapping[tuple[str, str], frozenset[str]]:
    """By article, the endings of the names that tell a body's state, "Paraguayan defence ministry" → those states."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in said:
        words = _bare(one.name).split()
        if one.account.who and len(_states(one.keys)) == 1 and find_nations(one.name):
            for n in range(1, len(words)):
                found[one.article, " ".join(words[n:])] |= _states(one.keys)
    return {at: frozenset(states) for at, states in found.items()}


def _of_article(said: Said, called: Mapping[tuple[str, str], frozenset[str]]) -> Said:
    """«The Paraguayan defence ministry said … The defence ministry denied»: of one state, wherever the event was."""
    told = called.get((said.article, _bare(said.name)), frozenset())
    if len(told) != 1 or said.account.faceless or find_nations(said.name):
        return said
    return _with_keys(said, (said.keys - _states(said.keys)) | told)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _informed(said: Said, offices: Mapping[str, frozenset[str]], short: Mapping[str, str]) -> Said:
    """The account with what other articles tell of who speaks, and with the full name of the body."""
    keys = set(said.keys)
    if said.speaker:
        more = offices[said.speaker]
        keys |= more if not _states(keys) else more - _states(more)
    return _with_keys(said, keys | {short[key] for key in keys if key in short})


def _with_keys(said: Said, keys: Iterable[str]) -> Said:
    """The account with the keys; a state that is known is no unknown one, who is known no mere word."""
    known = set(keys)
    known -= {UNKNOWN_STATE} if _states(known) else set()
    known -= {key for key in known if key.startswith("words:")} if _is_known(known) else set()
    whole = tuple(sorted(known))
    return said if whole == said.account.keys else replace(said, account=replace(said.account, keys=whole))


def _is_known(keys: Iterable[str]) -> bool:
    return any(key.startswith(TIES) for key in keys)


# ---- one origin, by whatever it is called ----------------------------------------------------------------


def _ties(said: Iterable[Said]) -> Mapping[str, str]:
    """Each key of those who speak for no state → the most frequent of those that it is tied to, of two the first."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.setdefault(key, key) != key:
            key = above[key]
        return key

    used: Counter[str] = Counter()
    for one in said:
        tied = _tied(one.keys)
        if tied and not _states(one.keys):
            used.update(tied)
            for key in tied[1:]:
                above[top(key)] = top(tied[0])
    groups: dict[str, list[str]] = defaultdict(list)
    for key in used:
        groups[top(key)].append(key)
    best = {root: min(keys, key=lambda key: (-used[key], key)) for root, keys in groups.items()}
    return {key: best[top(key)] for key in used}


def _tied(keys: Iterable[str]) -> list[str]:
    return sorted(key for key in keys if key.startswith(TIES))


def _base(said: Said, ties: Mapping[str, str]) -> str | None:
    """The state or the body that it comes from, if one is known."""
    states, tied = sorted(_states(said.keys)), _tied(said.keys)
    if states:
        return "+".join(states)
    return ties[tied[0]] if tied else None


Called = Mapping[str, Mapping[str, frozenset[str]]]  # noun → base → keys


def _called(ties: Mapping[str, str], said: Iterable[Said]) -> Called:
    """What those are called whose state or body is known: "words:army" → the army's."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for one in said:
        base = _base(one, ties)
        if (
            base
            and not _is_lone(one)
            and one.noun not in ("", UNKNOWN_ORIGIN)
            and not one.account.faceless
            and "+" not in base
        ):
            held = found[one.noun].get(base, one.keys)
            found[one.noun][base] = held & one.keys
    return found


def _at_home(said: Sequence[Said], incident: Incident) -> list[Said]:
    """The accounts, with officials of a state that is not told taken for those of the only one heard, or at home."""
    heard = {state for one in said for state in _states(one.keys) if len(_states(one.keys)) == 1}
    home = {f"state:{incident.where.country}"} if incident.where and incident.where.country else set()
    state = heard if len(heard) == 1 else home
    return [
        _with_keys(one, one.keys | state) if UNKNOWN_STATE in one.keys and not one.account.faceless else one
        for one in said
    ]


def _placed(said: Sequence[Said], ties: Mapping[str, str], called: tuple[Called, Called]) -> Iterator[Said]:
    """The accounts, with those known by a noun alone told by who else is called so, near or far in the story."""
    for one in said:
        rebels = _rebels(one, said, ties)
        if len(rebels) == 1:
            yield _with_keys(one, next(iter(rebels.values())))
            continue
        if (_base(one, ties) is not None and not _is_lone(one)) or one.account.faceless:
            yield one
            continue
        near = called[0].get(one.noun) or called[1].get(one.noun)
        found = next(iter(near.values())) if near and len(near) == 1 else frozenset()
        yield _with_keys(one, one.keys | found)


def _is_lone(said: Said) -> bool:
    """Whether all that is known of who speaks is a person's name."""
    person = said.account.kind is SourceKind.PERSON
    return person and said.speaker is not None and said.keys <= {f"entity:{said.speaker}"}


def _rebels(said: Said, others: Sequence[Said], ties: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """«The Chaco Front said … the rebel group said»: of the article's origins, the one body that is no state's."""
    if not said.account.who or said.noun.removeprefix("words:") not in _rebel_nouns():
        return {}
    bodies = [
        one for one in others
        if one.article == said.article and not _states(one.keys) and one.account.who and _tied(one.keys)
        and one.noun.removeprefix("words:") not in _rebel_nouns()
        and not any(key.startswith("voice:") for key in one.keys)
        and one.account.kind is not SourceKind.PERSON
    ]  # fmt: skip
    return {base: one.keys for one in bodies if (base := _base(one, ties))}


@cache
def _rebel_nouns() -> frozenset[str]:
    rebels = status_words().alike["rebels"]
    return frozenset({word.removesuffix("s") for word in rebels} | {"group", "movement"})


def _camp(said: Said, ties: Mapping[str, str], incident: str) -> str:
    """What the origin is known by; words alone, "residents", are somebody else in another incident."""
    base = _base(said, ties)
    if base is None and (UNKNOWN_ORIGIN in said.keys or not said.keys):
        base = f"{incident} {said.article} {said.account.statement}"
    elif base is None:
        base = f"{incident} {' '.join(sorted(said.keys))}"
    return f"{base} unnamed" if said.account.faceless else base


def _with_origins(group: Sequence[tuple[str, Said]]) -> Iterator[Said]:
    """The accounts of an incident with their origins, each by the name that most of its articles there have for it."""
    by_camp: dict[str, list[Said]] = defaultdict(list)
    for camp, one in group:
        by_camp[camp].append(one)
    origins = {camp: _origin(camp, said) for camp, said in by_camp.items()}
    yield from (replace(one, origin=origins[camp]) for camp, one in group)


def _origin(camp: str, said: Sequence[Said]) -> Origin:
    """The origin by its most frequent name, a body's before those of who speaks for it; of as many, the one told first.

    «The hospital said 14 were hurt», «Ana Ruiz, its director, said 17»: both are the hospital's word.
    """
    ordered = sorted(said, key=lambda one: (one.since or "9999", one.article, one.account.span))
    ordered = [one for one in ordered if one.account.kind in SPOKEN_FOR] or ordered
    names = Counter(one.name for one in ordered)
    kinds = Counter(one.account.kind for one in ordered if one.account.kind)
    speakers = Counter(one.speaker for one in ordered if one.speaker)
    return Origin(
        id=make_id("o", camp),
        name=max(names, key=names.__getitem__),
        kind=max(kinds, key=kinds.__getitem__, default=None),
        identity=max(speakers, key=speakers.__getitem__, default=None),
        named=not ordered[0].account.faceless,
    )

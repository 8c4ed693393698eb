"""Accounts across articles → what cannot both hold: counts, actors, places, times, and whether it happened at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from onrecord.distances import kilometres
from onrecord.standing.figures import is_its_own
from onrecord.standing.keys import meet
from onrecord.story.days import Days
from onrecord.story.holding import change_days, holding, home_of, order, standing_on
from onrecord.story.order import make_id
from onrecord.story.said import Doer, Said
from onrecord.story.tolls import Given, find_clashes, find_revisions, say_count
from onrecord.types import (
    Claim,
    Contradiction,
    ContradictionKind,
    EventType,
    Evidence,
    Incident,
    Origin,
    Place,
    PlaceKind,
    Side,
    Stance,
)

# Two towns so far apart are not the same spot told from two sides: "near Urambo", "near Kaliua", 29 km
FAR_KM = 25.0
# Days further apart than that are of two events that were taken for one, or misread
LONGEST_DAYS = 3
WIDE = frozenset({PlaceKind.CONTINENT, PlaceKind.AREA, PlaceKind.COUNTRY, PlaceKind.REGION})  # no spots
MOST_CITED = 6  # words of articles beside a claim
# What one side does to another: that others are said to have done it contradicts
ONE_SIDED = frozenset(
    {
        EventType.ASSAULT, EventType.DEATH, EventType.INJURY, EventType.ABDUCTION, EventType.DAMAGE,
        EventType.COERCE, EventType.DISPLACEMENT,
    }
)  # fmt: skip

Claims = tuple[Claim, ...]
Found = Mapping[tuple[ContradictionKind, str], Claims]  # by kind and what is counted


def find_contradictions(
    incidents: Sequence[Incident], said: Sequence[Sequence[Said]]
) -> tuple[Contradiction, ...]:
    """What cannot both hold, incident by incident, and the figures that one origin revised.

    Each is told as it was last; `until` is the day on which one side gave way. Figures of the dead and the hurt that an
    attack is told with are told once, of the deaths and injuries.
    """
    found = [
        (incident, one)
        for incident, heard in zip(incidents, said, strict=True)
        for one in (*_contradictions(incident, heard), *_revisions(incident, heard))
    ]
    own = [one for incident, one in found if _is_own(incident, one)]
    return tuple(
        one
        for incident, one in found
        if _is_own(incident, one) or not any(_tells(other, one) for other in own)
    )


def _is_own(incident: Incident, one: Contradiction) -> bool:
    if one.kind is not ContradictionKind.COUNT:
        return True
    whats = {claim.says.split(" ")[-1] for claim in one.claims}
    return all(is_its_own(incident.type, what) for what in whats)


def _tells(one: Contradiction, other: Contradiction) -> bool:
    """Whether the one has what the other tells, or most of it, of the same origins."""
    if (one.kind, one.revision) != (other.kind, other.revision):
        return False
    mine, theirs = ({(o.id, claim.says) for claim in c.claims for o in claim.origins} for c in (one, other))
    return len(mine & theirs) > 1


def _contradictions(incident: Incident, said: Sequence[Said]) -> Iterator[Contradiction]:
    days = change_days(said)
    last: dict[tuple[ContradictionKind, str], tuple[int, Claims]] = {}
    for n, day in enumerate(days):
        for key, claims in _found(incident, holding(standing_on(day, said), home_of(incident))).items():
            last[key] = (n, claims)
    for (kind, what), (n, claims) in sorted(last.items()):
        yield Contradiction(
            id=make_id("c", f"{incident.id} {kind} {what}"),
            kind=kind,
            incident=incident.id,
            claims=claims,
            until=days[n + 1] if n + 1 < len(days) else None,
        )


def _found(incident: Incident, said: Sequence[Said]) -> Found:
    """What contradicts on one day."""
    found: dict[tuple[ContradictionKind, str], Claims] = {}
    kinds: tuple[tuple[ContradictionKind, Callable[[Sequence[Said]], Claims]], ...] = (
        (ContradictionKind.DENIAL, _denial),
        (ContradictionKind.PLACE, _places),
        (ContradictionKind.TIME, _times),
    )
    found.update({(kind, ""): claims for kind, find in kinds if (claims := find(said))})
    if incident.type in ONE_SIDED and (claims := _actors(said)):
        found[ContradictionKind.ACTOR, ""] = claims
    found.update({(ContradictionKind.COUNT, what): claims for what, claims in _counts(said)})
    return found


# ---- counts ----------------------------------------------------------------------------------------------


def _counts(said: Sequence[Said]) -> Iterator[tuple[str, Claims]]:
    """For each thing counted, one claim a figure, by all who give it and clash."""
    groups: dict[str, dict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
    for clash in find_clashes(said):
        for given in (clash.one, clash.other):
            held = groups[given.what][say_count(given.figure.count)]
            if given not in held:
                held.append(given)
    for what, figures in sorted(groups.items()):
        claims = (_figure(says, given, said) for says, given in figures.items())
        yield what, _in_order(claims)


def _figure(says: str, given: Sequence[Given], said: Sequence[Said]) -> Claim:
    """The claim with every article's words for the figure."""
    origins = {one.said.origin.id for one in given}
    bounds = {one.bounds for one in given}
    cited = [
        figure.evidence
        for one in sorted(said, key=order)
        for figure in one.figures
        if one.origin.id in origins and Given(one, figure).bounds in bounds
    ]
    return Claim(says, _origins([one.said for one in given]), _day([one.said for one in given]), _each(cited))


def _revisions(incident: Incident, said: Sequence[Said]) -> Iterator[Contradiction]:
    newest = holding([one for one in said if one.until is None], home_of(incident))
    for given in find_revisions(newest):
        first = given[0]
        yield Contradiction(
            id=make_id("c", f"{incident.id} {first.what} {first.said.origin.id} {first.figure.words}"),
            kind=ContradictionKind.COUNT,
            incident=incident.id,
            claims=tuple(
                Claim(say_count(one.figure.count), (one.said.origin,), one.said.since, (one.figure.evidence,))
                for one in given
            ),
            revision=True,
        )


# ---- whether, who, where, when ---------------------------------------------------------------------------


def _denial(said: Sequence[Said]) -> Claims:
    """Somebody, or an outlet, says that it happened, and somebody else that it did not."""
    affirm = [one for one in _affirming(said, outlets=True) if not one.account.faceless] or _affirming(said)
    deny = [
        one for one in said
        if (one.account.stance is Stance.DENIES or (one.account.stance is Stance.DISOWNS and one.account.acts))
        and one.account.side is not Side.NOBODY
    ]  # fmt: skip
    apart = any(one.origin.id != other.origin.id for one in affirm for other in deny)
    if not apart:
        return ()
    return _in_order((_claim("it happened", affirm), _claim("it did not happen", deny)))


def _actors(said: Sequence[Said]) -> Claims:
    """Some say that one side did it and some that another did; or who is said to have done it will have had no part."""
    groups: list[tuple[frozenset[str], str, list[Said]]] = []
    for one in sorted(_affirming(said), key=order):
        for doer in _doers(one):
            at = next((n for n, group in enumerate(groups) if meet(group[0], doer.keys)), None)
            if at is None:
                groups.append((doer.keys, doer.name, [one]))
            else:
                keys, name, held = groups[at]
                groups[at] = (keys | doer.keys, name, [*held, one])
    told = [_claim(f"{name} did it", held) for _, name, held in groups]
    if len({origin.id for claim in told for origin in claim.origins}) < 2:
        told = told[:1]
    disown = [
        one for one in said
        if one.account.stance is Stance.DISOWNS and any(meet(keys, one.keys) for keys, _, _ in groups)
    ]  # fmt: skip
    claims = [*told, *(_claim(f"{one[0].name} had no part in it", one) for one in _by_origin(disown))]
    return _in_order(claims) if len(claims) > 1 else ()


def _doers(said: Said) -> tuple[Doer, ...]:
    """Who did it, as the account has it: its origin itself, if all articles together have it so, or others."""
    own = [doer for doer in said.doers if doer.name == said.name or doer.keys <= said.keys]
    if own:
        return (Doer(said.keys, said.origin.name),) if said.account.acts else ()
    return said.doers


def _places(said: Sequence[Said]) -> Claims:
    """Origins that tell towns too far apart to be one spot."""
    told = _single(said, _town)
    return _by_what(
        told,
        lambda one, other: _are_far(one.place, other.place),
        lambda one: f"in or near {one.place.name}" if one.place else "",
    )


def _town(one: Said) -> int | str | None:
    """The spot that an account tells; a country or a province beside it says no other."""
    if one.place is None or one.place.kind in WIDE:
        return None
    return one.place.geonameid or one.place.name


def _times(said: Sequence[Said]) -> Claims:
    """Origins that tell days that do not meet."""
    return _by_what(
        _single(said, lambda one: one.days),
        lambda one, other: _do_not_meet(one.days, other.days),
        lambda one: f"on {one.days.first.isoformat()}" if one.days else "",
    )


def _affirming(said: Sequence[Said], *, outlets: bool = False) -> list[Said]:
    """Who affirms it; outlets in their own voice only where they are asked for."""
    silent = {Side.NOBODY} if outlets else {Side.NOBODY, Side.REPORTER}
    return [one for one in said if one.account.stance is Stance.AFFIRMS and one.account.side not in silent]


def _single(said: Sequence[Said], tells: Callable[[Said], object]) -> list[list[Said]]:
    """By origin, who affirms it and tells one such thing, the last that it told; two on one day are none."""
    last: dict[str, list[Said]] = defaultdict(list)
    for one in sorted(_affirming(said), key=order):
        if tells(one) is not None:
            held = last[one.origin.id]
            if held and (held[0].since or "") < (one.since or ""):
                held = [] if tells(held[0]) != tells(one) else held
            last[one.origin.id] = [*held, one]
    return [held for held in last.values() if len({tells(one) for one in held}) == 1]


def _are_one_side(one: Said, other: Said) -> bool:
    return one.origin.id == other.origin.id or meet(one.keys, other.keys)


def _are_far(one: Place | None, other: Place | None) -> bool:
    return one is not None and other is not None and kilometres(one, other) > FAR_KM


def _do_not_meet(one: Days | None, other: Days | None) -> bool:
    return one is not None and other is not None and 1 <= one.gap(other) <= LONGEST_DAYS


# ---- claims ----------------------------------------------------------------------------------------------


def _by_what(
    told: Sequence[Sequence[Said]], clash: Callable[[Said, Said], bool], says: Callable[[Said], str]
) -> Claims:
    """What origins that clash say, one claim for all who say the same."""
    clashing: dict[int, None] = {}
    for (n, one), (m, other) in combinations(enumerate(told), 2):
        if clash(one[0], other[0]) and not _are_one_side(one[0], other[0]):
            clashing |= {n: None, m: None}
    groups: dict[str, list[Said]] = defaultdict(list)
    for n in clashing:
        groups[says(told[n][0])] += told[n]
    return _in_order([_claim(words, held) for words, held in groups.items()])


def _by_origin(said: Sequence[Said]) -> list[list[Said]]:
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        groups[one.origin.id].append(one)
    return list(groups.values())


def _claim(says: str, said: Sequence[Said]) -> Claim:
    told = sorted(said, key=order)
    return Claim(says, _origins(told), _day(told), _each([one.evidence for one in told]))


def _origins(said: Sequence[Said]) -> tuple[Origin, ...]:
    """The origins, each by what it is called where it claims this: the minister, not her government's army."""
    return tuple(_called(group) for group in _by_origin(said))


def _called(said: Sequence[Said]) -> Origin:
    origin, names = said[0].origin, [one.name for one in said]
    return origin if origin.name in names else replace(origin, name=max(names, key=names.count))


def _day(said: Sequence[Said]) -> str | None:
    return min((one.since for one in said if one.since), default=None)


def _each(cited: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The words, each once, not more than a reader would look at."""
    return tuple(dict.fromkeys(cited))[:MOST_CITED]


def _in_order(claims: Iterable[Claim]) -> Claims:
    return tuple(sorted(claims, key=lambda one: (one.day or "9999", one.says)))

"""Two traces → how much speaks for their being of one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from onrecord.distances import kilometres
from onrecord.story.days import Days
from onrecord.story.traces import Trace
from onrecord.types import EventType, Modality, Place, PlaceKind

# What speaks for and against, in points; a pair without anything in common has NOTHING. Weighed on ECB+'s topics 1
# to 35 but five, grouped as the corpus has them (bench/across.py): CoNLL F1 is flat about WORD and TYPE, 77.0 to 78.8
# from 1.6 to 2.4 and 0.3 to 1.2. ECB+ is undated: DAY, OTHER_TOWN, LATER keep the sample newsroom's week apart.
NOTHING = -2.0
WORD = 1.6  # the same word tells both, and articles use it of one event only
TYPE = 0.8  # of one type, and articles tell one event of it only
STRANGERS = -1.0  # nobody in common, where who it is makes it what it is
MODE = (0.3, -0.5)  # the same mode, another
ACTOR = (1.0, -0.4)  # the same who did it; others, both known
AFFECTED = (1.6, -1.2)
DESCRIBED = (2.0, -0.3)  # all that one says of whom it was done to is said by the other; nothing
PLACE = (0.7, -0.3)  # the same place; one that may hold it
OTHER_TOWN = -3.0  # … another town near it
DAY = (0.8, -1.5)  # the same day told; the next day
NUMBER = (0.6, -0.2)
SCENE = 2.5  # as much of the sentences' words in common as there can be
UNREAL = -1.0  # planned or threatened, and happened
SUPPOSED = -0.4
LATER = -0.05  # a day between the articles, of events whose days are not told
LATEST = -1.0
APART_KM = 100.0
REGION_KM = 400.0
BORDER_KM = 500.0  # within which two sides may place one scene on either's soil
ALIKE = (
    4  # words that the sentences of two have in common, told of one day and of towns on two sides of a border
)
TELLING_NUMBER = 3  # of people, from which a number in common is no chance
NUMBERED_GAP = 3  # days
WIDE = frozenset({PlaceKind.REGION, PlaceKind.AREA, PlaceKind.CONTINENT})

# Done to one person at a time
SINGLY = frozenset({EventType.DEATH, EventType.INJURY, EventType.COERCE, EventType.ABDUCTION})
# Who does it makes it what it is: two who demand something demand twice
SPOKEN = frozenset(
    {
        EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT,
        EventType.CONCEDE, EventType.CONSULT,
    }
)  # fmt: skip
REAL = frozenset({Modality.ASSERTED})
MEANT = frozenset({Modality.PLANNED, Modality.THREATENED})
# Types that articles tell one event by; every other pair of types is of two events
KIN = (
    frozenset({EventType.DISASTER, EventType.ACCIDENT}),
    frozenset({EventType.COERCE, EventType.ABDUCTION}),
    frozenset({EventType.COERCE, EventType.SANCTION}),
    frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.SUPPORT, EventType.AID}),
    frozenset({EventType.REQUEST, EventType.THREATEN, EventType.ACCUSE, EventType.REJECT}),
    frozenset({EventType.ACCUSE, EventType.TRIAL}),
    frozenset({EventType.TRIAL, EventType.COERCE}),
    frozenset({EventType.MOBILIZE, EventType.MOVE, EventType.RETREAT}),
    frozenset({EventType.ASSAULT, EventType.DAMAGE}),
    frozenset({EventType.DAMAGE, EventType.DISASTER, EventType.ACCIDENT}),
    frozenset({EventType.RESIGN, EventType.APPOINT}),
    frozenset({EventType.ASSAULT, EventType.INJURY}),
    frozenset({EventType.ASSAULT, EventType.DEATH}),
)


@dataclass(frozen=True, slots=True)
class Usage:
    """How the articles of a story use words: what a word in common is worth."""

    lemmas: Mapping[str, float]  # one over how many events of an article it tells, on average
    types: Mapping[EventType, float]  # … of the type
    scenes: Mapping[str, float]  # the rarer, the more


def find_usage(traces: Sequence[Trace]) -> Usage:
    """How the words of the traces are used in them."""
    articles = {trace.ref.article for trace in traces}
    events: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[EventType, Counter[str]] = defaultdict(Counter)
    scenes: dict[str, set[str]] = defaultdict(set)
    for trace in traces:
        types[trace.type][trace.ref.article] += 1
        for lemma in trace.lemmas:
            events[lemma][trace.ref.article] += 1
        for word in trace.scene:
            scenes[word].add(trace.ref.article)
    return Usage(
        {lemma: len(held) / held.total() for lemma, held in events.items()},
        {kind: len(held) / held.total() for kind, held in types.items()},
        {word: log(1 + len(articles) / len(held)) for word, held in scenes.items()},
    )


def may_be_one(one: Trace, other: Trace) -> bool:
    """Whether nothing forbids that the two are of one event."""
    if one.type is not other.type and not (_kin(one.type, other.type) and one.lemmas & other.lemmas):
        return False
    if one.persons and other.persons and not one.affected & other.affected:
        return False
    if _is_past(one, other) or _is_past(other, one):
        return False
    if one.type in SINGLY and (_many_and_one(one, other) or _many_and_one(other, one)):
        return False
    if one.type in SPOKEN and one.actors and other.actors and not one.actors & other.actors:
        return False
    if are_strangers(one, other):
        return False
    if _of_one_death(one, other):
        return True
    return not days_differ(one, other) and not places_differ(one, other)


def are_strangers(one: Trace, other: Trace) -> bool:
    """«Relatives demanded the names», «the union demanded the release»: nobody known by name, and not the same; or one
    by name, «Ana Ruiz, its chairwoman, demanded», who is not called so either.

    Of who resigns it was tried as well, and cost ECB+'s held topics 1.2 of CoNLL F1.
    """
    if one.type not in SPOKEN or (one.actors and other.actors):
        return False
    mine, theirs = one.acting | one.called, other.acting | other.called
    return bool(mine and theirs) and not mine & theirs


def _is_past(one: Trace, other: Trace) -> bool:
    """«drones hit the depot on Monday», «on Thursday he threatened more attacks»: what is to come has not been."""
    if other.modality not in MEANT or other.days or other.told is None or one.modality not in REAL:
        return False
    happened = one.days or one.told
    return happened is not None and happened.last < other.told.first


def days_differ(one: Trace, other: Trace) -> bool:
    """Whether both are told to be of days that lie apart; with one number of people, of days further apart."""
    if not one.days or not other.days:
        return False
    shared = any(number >= TELLING_NUMBER for number in one.numbers & other.numbers)
    return one.days.gap(other.days) > (NUMBERED_GAP if shared else 1)


def places_differ(one: Trace, other: Trace) -> bool:
    """Whether both are told to be at places that lie apart."""
    if not one.place or not other.place:
        return False
    if not _are_apart(one.place, other.place):
        return False
    return not _same_but_for_area(one, other) and not _over_a_border(one, other)


def _same_but_for_area(one: Trace, other: Trace) -> bool:
    """«Planes bombed a camp on Wednesday», near a town, and in an area whose name may be read wrongly."""
    towns = [trace.place is not None and trace.place.kind is PlaceKind.CITY for trace in (one, other)]
    same_day = bool(one.days and other.days and not one.days.gap(other.days))
    alike = bool(one.lemmas & other.lemmas) and bool(one.described & other.described)
    return not all(towns) and same_day and alike


def _of_one_death(one: Trace, other: Trace) -> bool:
    """Nobody dies twice: a day or a place told otherwise is a contradiction."""
    return EventType.DEATH is one.type is other.type and bool(one.persons & other.persons)


def _many_and_one(one: Trace, other: Trace) -> bool:
    """«14 rebels were killed» does not tell of the killing of the one who is named."""
    many = any(number > 1 for number in one.numbers) and not one.persons
    return many and len(other.persons) == 1 and not any(number > 1 for number in other.numbers)


def likeness(one: Trace, other: Trace, usage: Usage) -> float:
    """How much speaks for the two being of one event, in points."""
    shared = one.lemmas & other.lemmas
    points = NOTHING
    points += max(usage.lemmas[lemma] for lemma in shared) * WORD if shared else 0
    points += usage.types[one.type] * TYPE if one.type is other.type else 0
    points += STRANGERS if one.type in SPOKEN and not _share_party(one, other) else 0
    points += MODE[one.mode != other.mode] if one.mode and other.mode else 0
    points += _parties(one, other, usage)
    points += 0 if _of_one_death(one, other) else _setting(one, other)
    points += _told(one, other)
    return points + SCENE * _overlap(one.scene, other.scene, usage.scenes)


def _share_party(one: Trace, other: Trace) -> bool:
    return bool((one.actors | one.affected) & (other.actors | other.affected))


def _parties(one: Trace, other: Trace, usage: Usage) -> float:
    points = 0.0
    for mine, theirs, (same, differ) in (
        (one.actors, other.actors, ACTOR),
        (one.affected, other.affected, AFFECTED),
        (one.numbers, other.numbers, NUMBER),
    ):
        if mine and theirs:
            points += same if mine & theirs else differ
    for mine, theirs in ((one.described, other.described), (one.acting, other.acting)):
        if mine and theirs:
            same, differ = DESCRIBED
            points += same * _overlap(mine, theirs, usage.scenes) if mine & theirs else differ
    return points


def _setting(one: Trace, other: Trace) -> float:
    points = 0.0
    if one.place and other.place:
        towns = one.place.kind is PlaceKind.CITY and other.place.kind is PlaceKind.CITY
        same = _same_place(one.place, other.place)
        points += OTHER_TOWN if towns and not same else PLACE[not same]
    if one.days and other.days:
        gap = one.days.gap(other.days)
        points += DAY[gap > 0] if max(one.days.many, other.days.many) == 1 or gap else 0
    elif (mine := _window(one)) and (theirs := _window(other)):
        points += max(LATEST, LATER * max(0, mine.gap(theirs) - 1))
    return points


def _told(one: Trace, other: Trace) -> float:
    """What is planned is not what happened, unless all else fits; a denial speaks of what others affirm."""
    told = {one.modality, other.modality}
    if len(told) == 1 or one.denied or other.denied or Modality.NEGATED in told:
        return 0
    if told & REAL and told & MEANT:
        return UNREAL
    return SUPPOSED


def _window(one: Trace) -> Days | None:
    return one.days or one.told


def _overlap(one: frozenset[str], other: frozenset[str], worth: Mapping[str, float]) -> float:
    """How much of what could be in common is, rare words more than frequent ones: from 0 to 1."""
    shared = sum(worth.get(word, 1.0) for word in one & other)
    if not shared:
        return 0.0
    least = min(sum(worth.get(word, 1.0) for word in words) for words in (one, other))
    return shared / least if least else 0.0


def _kin(one: EventType, other: EventType) -> bool:
    return any(one in kin and other in kin for kin in KIN)


def _over_a_border(one: Trace, other: Trace) -> bool:
    """«Planes bombed its camp near Boyuibe» · «the planes bombed the camp near Loma Plata, inside Paraguay»."""
    here, there = one.place, other.place
    if here is None or there is None or here.country == there.country or days_differ(one, other):
        return False
    same = one.mode == other.mode and bool(one.lemmas & other.lemmas)
    spoken_of = (one.definite or other.definite) and bool(one.described & other.described)
    same_day = bool(one.days and other.days and len(one.scene & other.scene) >= ALIKE)
    return same and (spoken_of or same_day) and kilometres(here, there) <= BORDER_KM


# ---- places ----------------------------------------------------------------------------------------------


def _same_place(one: Place, other: Place) -> bool:
    return one.name == other.name or (one.geonameid is not None and one.geonameid == other.geonameid)


def _are_apart(one: Place, other: Place) -> bool:
    """Whether neither can be the other nor hold it: a country holds its towns, a region those near its middle."""
    if _same_place(one, other) or not (one.country and other.country):
        return False
    if one.country != other.country:
        return True
    if PlaceKind.COUNTRY in (one.kind, other.kind):
        return False
    wide = bool({one.kind, other.kind} & WIDE)
    return kilometres(one, other) > (REGION_KM if wide else APART_KM)

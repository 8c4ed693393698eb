"""Events of articles → incidents: the same happening across them, with the words of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import TypeVar

from onrecord.story.amended import Amended
from onrecord.story.joining import Pair, connected, join_groups
from onrecord.story.likeness import (
    NOTHING,
    are_strangers,
    days_differ,
    find_usage,
    likeness,
    may_be_one,
    places_differ,
)
from onrecord.story.order import in_order, make_id
from onrecord.story.parts import find_parts
from onrecord.story.traces import Mark, Trace, find_traces
from onrecord.types import (
    Copy,
    CopyKind,
    Event,
    EventType,
    Filed,
    Identity,
    Incident,
    Judgement,
    JudgementKind,
    Modality,
    Place,
    PlaceKind,
    Ref,
    Status,
    Where,
)

# Points on average from which two groups are of one event; CoNLL F1 78.3 there, 77.7 at -1.2, 70 to 74 at 0
LEAST = -1.5
FORBIDDEN = -4.0  # points of a pair that cannot be of one event
WIDE = frozenset({PlaceKind.CONTINENT, PlaceKind.AREA, PlaceKind.COUNTRY, None})  # no place to go to
FAR = 45  # days between two articles, from which only who it was done to makes their events one
# Types of which an article with a headline on one seldom tells a second
ONCE = frozenset({EventType.RESIGN, EventType.ACCIDENT, EventType.DISASTER})
# Types of which a happening is news with a place or a day alone
HARM = frozenset(
    {
        EventType.ASSAULT, EventType.DEATH, EventType.INJURY, EventType.ABDUCTION, EventType.DISPLACEMENT,
        EventType.DAMAGE, EventType.PROTEST, EventType.DISASTER, EventType.ACCIDENT,
    }
)  # fmt: skip
# Types of which the words are in every kind of text: of one article alone they need somebody with a name
TALK = frozenset(
    {
        EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.REQUEST,
        EventType.ACCUSE, EventType.REJECT, EventType.CONCEDE,
    }
)  # fmt: skip
HAPPENED = frozenset({Modality.ASSERTED, Modality.NEGATED})  # or did not, by the day it is told
Kind = TypeVar("Kind", bound=str)
Group = Sequence[int]


@dataclass(frozen=True, slots=True)
class _Known:
    """An event with all that its article says of it."""

    trace: Trace
    event: Event
    filed: Filed


def find_incidents(
    articles: Sequence[Filed],
    identities: Sequence[Identity],
    copies: Sequence[Copy] = (),
    judgements: Sequence[Judgement] = (),
) -> tuple[Incident, ...]:
    """What happened, or is planned or denied, each once, those that most independent articles tell first.

    Testimonies, tolls and statuses are found later, from who says it.
    """
    filed = in_order(articles)
    traces = _amended(find_traces(filed, identities), Amended.by(judgements))
    events = {Ref(one.id, event.id): (event, one) for one in filed for event in one.record.events}
    known = [_Known(trace, *events[trace.ref]) for trace in traces]
    meant = {ref: one for one in identities for ref in one.members}
    original = originals(copies)
    groups = [[known[n] for n in group] for group in group_traces(traces, original, judgements)]
    weighed = [(_independent(group, original), group) for group in groups]
    ranked = sorted(weighed, key=lambda pair: (-pair[0], pair[1][0].trace.order))
    return tuple(_incident(group, meant, weight) for weight, group in ranked if _is_worth_it(group, weight))


def group_traces(
    traces: Sequence[Trace], original: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> tuple[Group, ...]:
    """The traces of each event, as indexes in their order; `original` as `originals` gives it."""
    must, cannot = _judged(traces, judgements)
    same = [*must, *_same_words(traces, original), *_headed(traces)]
    nodes = connected(len(traces), same, apart=cannot)
    first = [traces[node[0]] for node in nodes]
    usage = find_usage(first)
    points = {
        (a, b): likeness(first[a], first[b], usage) if may_be_one(first[a], first[b]) else FORBIDDEN
        for a, b in _candidates(first)
    }
    home = {n: number for number, node in enumerate(nodes) for n in node}
    apart = frozenset(_pair(home[one], home[other]) for one, other in cannot)
    groups = join_groups(
        len(nodes), points, otherwise=NOTHING, least=LEAST, may_join=partial(_may_join, nodes, traces, apart)
    )
    return tuple(tuple(sorted(n for node in group for n in nodes[node])) for group in groups)


def originals(copies: Sequence[Copy]) -> Mapping[str, str]:
    """For each article that is another's in whole, the article that it is a copy of in the end."""
    above = {one.article: one.original for one in copies if one.kind is not CopyKind.PART}
    found = {}
    for article, source in above.items():
        seen, at = {article}, source
        while at in above and at not in seen:
            seen.add(at)
            at = above[at]
        found[article] = at
    return found


def _amended(traces: Sequence[Trace], amended: Amended) -> tuple[Trace, ...]:
    """The traces without those of events that were judged to be none, with types and modalities that were corrected."""
    return tuple(
        _corrected(trace, amended.fields(trace.ref.article, trace.ref.finding))
        for trace in traces
        if not amended.is_out(trace.ref.article, trace.ref.finding)
    )


def _corrected(trace: Trace, fields: Mapping[str, str]) -> Trace:
    kind, modality = fields.get("type"), fields.get("modality")
    return replace(
        trace,
        type=EventType(kind) if kind in list(EventType) else trace.type,
        modality=Modality(modality) if modality in list(Modality) else trace.modality,
    )


# ---- grouping --------------------------------------------------------------------------------------------


def _judged(traces: Sequence[Trace], judgements: Sequence[Judgement]) -> tuple[list[Pair], frozenset[Pair]]:
    """The pairs that people say are one, and those that they say are two; of two judgements the last one holds."""
    at = {trace.ref: n for n, trace in enumerate(traces)}
    said: dict[Pair, JudgementKind] = {}
    for one in sorted(judgements, key=lambda one: (one.at, one.id)):
        if one.undone_at or one.undone_by:
            continue
        if one.kind in (JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT):
            held = [at[ref] for ref in map(_ref, one.subjects) if ref in at]
            said.update({_pair(a, b): one.kind for a, b in combinations(held, 2) if a != b})
    same = sorted(pair for pair, kind in said.items() if kind is JudgementKind.SAME_EVENT)
    return same, frozenset(pair for pair, kind in said.items() if kind is JudgementKind.OTHER_EVENT)


def _ref(subject: str) -> Ref:
    article, _, finding = subject.rpartition("#")
    return Ref(article, finding)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _same_words(traces: Sequence[Trace], original: Mapping[str, str]) -> Iterator[Pair]:
    """Traces of which a sentence is the same to the letter: what copies have in common, and wire copy inside others.

    «The front shelled Tyre on Sunday» may stand in an article of another week, and is then of another Sunday, unless
    the article is a copy.
    """
    held: dict[Mark, list[int]] = defaultdict(list)
    for n, trace in enumerate(traces):
        if trace.mark is None:
            continue
        fitting = (first for first in held[trace.mark] if _same_day(traces[first], trace, original))
        one = next(fitting, None)
        if one is None:
            held[trace.mark].append(n)
        else:
            yield one, n


def _same_day(one: Trace, other: Trace, original: Mapping[str, str]) -> bool:
    mine, theirs = (original.get(trace.ref.article, trace.ref.article) for trace in (one, other))
    return mine == theirs or not (one.days and other.days and one.days.gap(other.days) > 1)


def _headed(traces: Sequence[Trace]) -> Iterator[Pair]:
    """«Railway Head Quits» above «the head, Baraka Shija, has resigned»: what a headline tells once, the text tells."""
    told: dict[tuple[str, EventType], list[int]] = defaultdict(list)
    for n, trace in enumerate(traces):
        if trace.type in ONCE:
            told[trace.ref.article, trace.type].append(n)
    for held in told.values():
        heads = [n for n in held if traces[n].headed]
        texts = [n for n in held if not traces[n].headed]
        if len(heads) == len(texts) == 1 and _are_alike(traces[heads[0]], traces[texts[0]]):
            yield _pair(heads[0], texts[0])


def _are_alike(one: Trace, other: Trace) -> bool:
    others = one.actors and other.actors and not one.actors & other.actors
    return not others and may_be_one(one, other)


def _candidates(traces: Sequence[Trace]) -> Iterator[Pair]:
    """The pairs that have something in common beside their type, each once."""
    held: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, trace in enumerate(traces):
        for key in _keys(trace):
            held[key].append(n)
    pairs = {pair for numbers in held.values() for pair in combinations(numbers, 2)}
    yield from (pair for pair in sorted(pairs) if not _far(traces[pair[0]], traces[pair[1]]))


def _keys(trace: Trace) -> Iterator[tuple[str, ...]]:
    yield from (("word", lemma) for lemma in trace.lemmas)
    yield from ((trace.type, one) for one in trace.actors | trace.affected | trace.described)
    if trace.place:
        yield trace.type, "place", trace.place.name


def _far(one: Trace, other: Trace) -> bool:
    mine, theirs = one.days or one.told, other.days or other.told
    return bool(mine and theirs and mine.gap(theirs) > FAR) and not one.persons & other.persons


def _may_join(
    nodes: Sequence[Group], traces: Sequence[Trace], apart: frozenset[Pair], one: Group, other: Group
) -> bool:
    """Whether nobody said that they are two, and most that is told of whom, when and where does not."""
    if apart and any(_pair(a, b) in apart for a in one for b in other):
        return False
    mine, theirs = ([traces[n] for node in group for n in nodes[node]] for group in (one, other))
    persons, victims = (frozenset(p for trace in side for p in trace.persons) for side in (mine, theirs))
    if persons and victims and not persons & victims:
        return False
    if persons & victims and EventType.DEATH in {trace.type for trace in (*mine, *theirs)}:
        return True
    if any(are_strangers(a, b) for a in mine for b in theirs):
        return False
    dated, others = ([trace for trace in side if trace.days] for side in (mine, theirs))
    if _mostly(days_differ(a, b) for a in dated for b in others):
        return False
    here, there = ([trace for trace in side if trace.place] for side in (mine, theirs))
    if _mostly(places_differ(a, b) for a in here for b in there):
        return False
    return not _mostly(not may_be_one(a, b) for a in mine for b in theirs)


def _mostly(found: Iterable[bool]) -> bool:
    """Whether more than half of them are so; one that is told wrongly does not part what belongs together."""
    every = list(found)
    return 2 * sum(every) > len(every)


# ---- an incident of its events ---------------------------------------------------------------------------


def _independent(group: Sequence[_Known], original: Mapping[str, str]) -> int:
    """How many articles tell it in words of their own."""
    seen: set[Mark | None] = set()
    found: set[str] = set()
    for one in group:
        if one.trace.mark is None or one.trace.mark not in seen:
            found.add(original.get(one.filed.id, one.filed.id))
            seen |= {one.trace.mark} - {None}
    return len(found)


def _is_worth_it(group: Sequence[_Known], weight: int) -> bool:
    """Whether a story's page should show it: told by two, or with somebody in it, or a scene of harm or protest."""
    known = any(one.trace.actors or one.trace.affected for one in group)
    somebody = known or any(one.trace.acting or one.trace.described for one in group)
    if group[0].trace.type in HARM:
        return somebody or any(one.trace.place or one.trace.days for one in group)
    return known or (somebody and (weight > 1 or group[0].trace.type not in TALK))


def _incident(group: Sequence[_Known], meant: Mapping[Ref, Identity], weight: int) -> Incident:
    told = [one for one in group if not one.trace.headed] or list(group)
    kind = _most(one.trace.type for one in group) or told[0].trace.type
    best = (
        next(one for one in told if one.trace.type is kind)
        if any(one.trace.type is kind for one in told)
        else told[0]
    )
    first, last = _days(told)
    earliest = group[0].trace.ref
    return Incident(
        id=make_id("i", f"{earliest.article}#{earliest.finding}"),
        type=kind,
        mode=_most(one.trace.mode for one in group if one.trace.mode),
        words=best.filed.article[best.event.trigger],
        events=tuple(one.trace.ref for one in group),
        modality=_modality(told),
        parts=find_parts([(one.filed, one.event) for one in group], meant),
        tolls=(),
        first_day=first,
        last_day=last,
        where=_where(told),
        testimonies=(),
        status=Status.UNCLEAR,
        because=(),
        history=(),
        headline_only=all(one.trace.headed for one in group),
        articles=weight,
    )


def _most(votes: Iterable[Kind]) -> Kind | None:
    """What most have; of two as many, the first told."""
    counts = Counter(votes)
    return max(counts, key=counts.__getitem__, default=None)


def _modality(told: Sequence[_Known]) -> Modality:
    found = [one.trace.modality for one in told]
    return Modality.ASSERTED if Modality.ASSERTED in found else (_most(found) or found[0])


def _days(told: Sequence[_Known]) -> tuple[str | None, str | None]:
    """The days it may have happened on: as most articles tell, the most exactly; untold, by the day of the first."""
    named = Counter(one.trace.days for one in told if one.trace.days)
    if named:
        days = min(named, key=lambda days: (days.many > 1, -named[days], days.many, days))
        return days.first.isoformat(), days.last.isoformat()
    dated = [one.trace.told.last for one in told if one.trace.told]
    day = min(dated).isoformat() if dated else None
    happened = any(one.trace.modality in HAPPENED for one in told)
    return (None, day) if happened else (day, None)


def _where(told: Sequence[_Known]) -> Where | None:
    """The place that most articles tell, a town before its country."""
    places = Counter(_spot(one.trace.place) for one in told if one.trace.place)
    if not places:
        return None
    found = {_spot(one.trace.place): one.trace.place for one in reversed(told) if one.trace.place}
    best = found[
        max(
            places, key=lambda spot: (found[spot].kind not in WIDE, found[spot].lat is not None, places[spot])
        )
    ]
    return Where(best.name, best.geonameid, best.country, best.lat, best.lon, best.kind)


def _spot(place: Place) -> tuple[int | None, str]:
    return (place.geonameid, "" if place.geonameid else place.name)

"""Mentions → events: which of them tell of the same happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.distances import kilometres
from onrecord.lexicons import words
from onrecord.lexicons.gazetteer import countries
from onrecord.record.events.telling import PARTIES, Told
from onrecord.types import EventType, Modality, Place, PlaceKind, Role, Span, Time

# What speaks for two mentions telling of one event, in points; LEAST of them are asked for.
LEAST = 1.9
WORTH = {Role.VICTIM: 3.0, Role.RECIPIENT: 2.0, Role.ACTOR: 1.5}  # the same in both
SAME_PLACE = SAME_DAY = SAME_WORD = 1.0
DEFINITE = 1.5  # «the attack»
ONLY = 0.5  # … of which there was but one so far
BARE = 0.5  # … with nobody in it: it says only which
NEXT = 0.5  # in the same sentence or the next
HEADED = 2.0  # a headline tells what the article tells
LIKE = 1.0  # victims told in words that are partly the same: "security chief"
LOOSE = -3.0  # «another attack»
OTHER_TOWN = -1.5  # two towns, each with its name, too far apart for one to be a part of the other
OTHER_PARTY = -0.5  # somebody else, of whom the article has no name on one side: it may be the same
OTHER_ACTOR = -2.0  # somebody else, both named
SUPPOSED = -1.0  # one that may have been, and one that was
FAR, FAR_OFF = 8, -0.5  # sentences
RECENT = 0.01  # a sentence: of two that fit as well, the one told last is meant
MEMORY = 30  # events of a type, and mentions of an event, that are kept in mind: few articles have so many
APART_KM = 100.0  # from which two places of one country are not the same scene
SUBURB_KM = 25.0  # from which a town is no part of another
SHORT = 4  # letters: of shorter words others end by chance

REAL = frozenset({Modality.ASSERTED})
UNREAL = frozenset({Modality.PLANNED, Modality.THREATENED, Modality.POSSIBLE})
# Done to one person at a time: two victims are two events, if the article treats one of them without the other
SINGLY = {
    EventType.DEATH: Role.VICTIM,
    EventType.INJURY: Role.VICTIM,
    EventType.ABDUCTION: Role.VICTIM,
    EventType.COERCE: Role.RECIPIENT,
    EventType.APPOINT: Role.RECIPIENT,
    EventType.RESIGN: Role.RECIPIENT,
}


@dataclass(slots=True)
class _Group:
    """The mentions that were found to tell of one event so far; `told` the last of them, by which others are judged."""

    every: list[Told]

    @property
    def told(self) -> list[Told]:
        return self.every[-MEMORY:]

    def who(self, role: Role) -> frozenset[str]:
        return frozenset(one for told in self.told for one in told.who(role))


def merge_told(told: Sequence[Told]) -> tuple[tuple[Told, ...], ...]:
    """The mentions of each event, events by their first mention; a mention that tells of two victims may be in two.

    The body is read first, each mention joins the event it fits best; then headline and deck are held against it.
    """
    groups: dict[EventType, list[_Group]] = defaultdict(list)
    for one in sorted(_singled(told), key=lambda one: (one.headed, one.trigger.span)):
        rivals = groups[one.trigger.type][0 if one.headed else -MEMORY :]
        only = ONLY if one.definite and len(rivals) == 1 else 0.0
        scored = [
            (points + only, -n)
            for n, group in enumerate(rivals)
            if (points := _points(group, one)) is not None
        ]
        points, n = max(scored, default=(LEAST - 1, 0))
        if points >= LEAST:
            rivals[-n].every.append(one)
        else:
            groups[one.trigger.type].append(_Group([one]))
    ordered = [tuple(sorted(group.every, key=_place_in_text)) for each in groups.values() for group in each]
    return tuple(sorted(ordered, key=lambda group: _place_in_text(group[0])))


def is_country(place: Place) -> bool:
    """Whether a place is a whole country, not a town or a part of one."""
    return any(country.geonameid == place.geonameid for country in countries())


def _place_in_text(one: Told) -> tuple[Span, tuple[str, ...]]:
    return one.trigger.span, one.parties


def _singled(told: Sequence[Told]) -> Iterator[Told]:
    """«kills X, Y» as «kills X» and «kills Y», if the article elsewhere treats one of them alone."""
    alone: dict[EventType, list[tuple[Told, frozenset[str]]]] = defaultdict(list)
    for one in told:
        role = SINGLY.get(one.trigger.type)
        if role and len(one.who(role)) == 1:
            alone[one.trigger.type].append((one, one.who(role)))
    for one in told:
        role = SINGLY.get(one.trigger.type)
        victims = one.who(role) if role else frozenset()
        treated = alone[one.trigger.type]
        apart = any(victim & victims for _, victim in treated) and victims <= one.named
        if role and len(victims) > 1 and (apart or (one.headed and treated)):
            yield from (one.without(role, but=victim) for victim in sorted(victims))
        else:
            yield one


def _points(group: _Group, one: Told) -> float | None:
    """How much speaks for the mention telling of the group's event; None where something forbids it."""
    first = group.told[0]
    if first.trigger.type is not one.trigger.type or any(
        other.trigger.span == one.trigger.span for other in group.told
    ):
        return None
    if first.trigger.type is EventType.TRIAL and bool(first.lemmas & words("trial_ends")) != bool(
        one.lemmas & words("trial_ends")
    ):
        return None  # «was charged, but prosecutors dropped the charges»
    modality = _modality(group, one)
    parties = _parties(group, one)
    # nobody dies twice: a day or a place told otherwise is a mistake, here or in the article
    mortal = first.trigger.type is EventType.DEATH and bool(
        one.who(Role.VICTIM) & one.named & group.who(Role.VICTIM)
    )
    setting = 0.0 if mortal else _setting(group, one)
    if modality is None or parties is None or setting is None:
        return None
    points = modality + parties + setting
    points += SAME_WORD if any(_same_word(one, other) for other in group.told) else 0
    points += LOOSE if one.loose else 0
    points += HEADED if one.headed else 0
    if one.definite and not one.loose:
        points += DEFINITE + (0 if any(one.who(role) for role in PARTIES) else BARE)
    away = min(abs(other.sentence - one.sentence) for other in group.told)
    return points - RECENT * away + (NEXT if away <= 1 else FAR_OFF if away > FAR else 0)


def _same_word(one: Told, other: Told) -> bool:
    """«strike» · «strikes», and «airstrike»."""
    pairs = ((a, b) for a in one.lemmas for b in other.lemmas)
    return any(a == b or (min(len(a), len(b)) > SHORT and (a.endswith(b) or b.endswith(a))) for a, b in pairs)


def _modality(group: _Group, one: Told) -> float | None:
    """What is planned is not what happened, what did not happen is neither; a denial speaks of what others affirm."""
    mine, theirs = one.trigger.modality, {other.trigger.modality for other in group.told}
    if mine in theirs:
        return 0
    if Modality.NEGATED in (mine, *theirs):
        return 0 if one.denied or any(other.denied for other in group.told) else None
    if one.headed or (mine in UNREAL and theirs <= UNREAL):
        return 0  # «takes step to fire officer»: headlines have no room for how
    return SUPPOSED if Modality.POSSIBLE in (mine, *theirs) else None


def _parties(group: _Group, one: Told) -> float | None:
    """Who is in both; two named victims, or two numbers of them, are two events."""
    points = 0.0
    if _turns(group, one):
        return None
    named = one.named.union(*(other.named for other in group.told))
    shared = False
    for role, worth in WORTH.items():
        mine, theirs = one.who(role), group.who(role)
        if not mine or not theirs:
            continue
        if mine & theirs:
            points += worth
            shared |= role is not Role.ACTOR
        elif mine & named and theirs & named:
            if role is not Role.ACTOR:
                return None
            points += OTHER_ACTOR
        elif role is not Role.ACTOR and _is_another(group, one):
            return None
        else:
            points += OTHER_PARTY + (LIKE if role is not Role.ACTOR and _alike(group, one) else 0)
    numbers = frozenset(number for other in group.told for number in other.numbers)
    if not shared and one.numbers and numbers and not one.numbers & numbers:
        return None
    if not shared and (
        _many_and_one(one, group.told) or any(_many_and_one(other, [one]) for other in group.told)
    ):
        return None
    return points


def _turns(group: _Group, one: Told) -> bool:
    """«Osman killed Ruiz before he took his own life»: who did the one was the victim of the other, and of it alone."""
    mine, theirs = one.who(Role.VICTIM), group.who(Role.VICTIM)
    if not mine or not theirs or mine & theirs:
        return False
    return bool(mine & group.who(Role.ACTOR) or theirs & one.who(Role.ACTOR))


def _many_and_one(one: Told, others: Sequence[Told]) -> bool:
    """«shelling has killed at least 30 people» does not tell of the killing of one who is named."""
    role = SINGLY.get(one.trigger.type)
    if role is None or not any(number > 1 for number in one.numbers):
        return False
    return any(not other.numbers and len(other.who(role) & other.named) == 1 for other in others)


def _is_another(group: _Group, one: Told) -> bool:
    """«a clerk», after a guard; «Guard Head», picked from a headline's list, with no word in common."""
    return (one.fresh and not one.headed) or (one.singled and not _alike(group, one))


def _alike(group: _Group, one: Told) -> bool:
    """Whether descriptions of whom it was done to share a word: «Security Chief» · «the security chief»."""
    return any(one.described & other.described for other in group.told)


def _setting(group: _Group, one: Told) -> float | None:
    """Where and when: places that lie apart and days that differ are of two events."""
    points = 0.0
    places = [other.setting.place for other in group.told if other.setting.place]
    if one.setting.place and places:
        if any(_apart(one.setting.place, other) for other in places):
            return None
        points += SAME_PLACE if any(one.setting.place.name == other.name for other in places) else 0
        points += OTHER_TOWN if all(_is_other_town(one.setting.place, other) for other in places) else 0
    times = [other.setting.time for other in group.told if other.setting.time]
    if one.setting.time and times:
        if all(_differ(one.setting.time, other) for other in times):
            return None
        points += SAME_DAY
    return points


def _apart(one: Place, other: Place) -> bool:
    """Whether neither can be the other nor hold it: a country holds its towns."""
    if one.name == other.name or not (one.country and other.country):
        return False
    if one.country != other.country:
        return True
    if is_country(one) or is_country(other):
        return False
    return kilometres(one, other) > APART_KM


def _is_other_town(one: Place, other: Place) -> bool:
    """«shells hit a market in Yacuiba», «the attack in Villamontes»."""
    towns = one.kind is other.kind is PlaceKind.CITY
    return towns and one.name != other.name and kilometres(one, other) > SUBURB_KM


def _differ(one: Time, other: Time) -> bool:
    """Whether neither value is the beginning of the other: 2014-08 holds 2014-08-19."""
    a, b = one.value.partition("T")[0], other.value.partition("T")[0]
    return not (a.startswith(b) or b.startswith(a))

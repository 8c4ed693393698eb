"""Who and what take part in an event, as the words of its own sentence tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from onrecord.lexicons import words
from onrecord.lexicons.events import Affected, Part, Weight, event_bases, event_senses
from onrecord.record.events.candidates import Candidate, find_candidates
from onrecord.record.events.channels import ITSELF, PEOPLE, affects_subject
from onrecord.record.events.grammar.relations import Relation
from onrecord.record.events.grammar.voices import Voice
from onrecord.record.events.seats import Seat, find_seats
from onrecord.record.events.whereabouts import Scene, find_whereabouts, is_place_name
from onrecord.types import (
    Argument,
    Article,
    EntityType,
    EventType,
    MentionKind,
    Nominal,
    Reading,
    Role,
    Span,
    Trigger,
)

ROLE = {
    "actor": Role.ACTOR,
    "place": Role.PLACE,
    "instrument": Role.INSTRUMENT,
    "origin": Role.ORIGIN,
    "destination": Role.DESTINATION,
}
BLAMES = frozenset({"blame", "blames", "blamed", "blaming"})
# Who or what it was done to: as a person, as anything else. RECIPIENT where nothing is said
AFFECTED = {
    EventType.ASSAULT: (Role.VICTIM, Role.RECIPIENT),
    EventType.DEATH: (Role.VICTIM, Role.VICTIM),
    EventType.INJURY: (Role.VICTIM, Role.VICTIM),
    EventType.ABDUCTION: (Role.VICTIM, Role.VICTIM),
    EventType.DISPLACEMENT: (Role.VICTIM, Role.VICTIM),
    EventType.DAMAGE: (Role.VICTIM, Role.VICTIM),
    EventType.DISASTER: (Role.VICTIM, Role.VICTIM),
    EventType.ACCIDENT: (Role.VICTIM, Role.VICTIM),
    EventType.MOVE: (Role.RECIPIENT, Role.TOPIC),  # «flies [the envoy], ships [grain] to Beirut»
    EventType.MOBILIZE: (Role.TOPIC, Role.TOPIC),  # «sends [two brigades] to the border»
}

THINGS = frozenset({EntityType.PLACE, EntityType.FACILITY, EntityType.WEAPON})


def find_arguments(
    article: Article,
    reading: Reading,
    triggers: tuple[Trigger, ...],
    nominals: tuple[Nominal, ...],
    sentences: tuple[Span, ...],
) -> tuple[Trigger, ...]:
    """The triggers with the arguments that their own sentences give them, in the order of the text.

    The reader's links and the rules of grammar are added up; each mention takes the part that fits it best.
    """
    found = []
    for seat in find_seats(article, reading, triggers, nominals, sentences):
        where = [one for one in find_whereabouts(seat.scene, seat.near) if not _is_blamed(seat, one)]
        seen = find_candidates(article, seat)
        trigger = _as_done(article, seat.trigger, seen)
        arguments = _placed(article, _arguments(article, trigger, seen), where, _doubtful(seat, seen, where))
        first = where[0].span if where else None
        found.append(replace(trigger, arguments=tuple(arguments), where=first))
    return tuple(found)


def _as_done(article: Article, trigger: Trigger, seen: Sequence[Candidate]) -> Trigger:
    """The trigger as what it is done to tells: «fired [a clerk]» dismissed him, «captured [the village]» arrested
    nobody.
    """
    if _is_dismissal(article, trigger, seen):
        return replace(trigger, type=EventType.RESIGN, mode=None)
    return replace(trigger, mode="seize") if _is_of_things(article, trigger, seen) else trigger


def _is_dismissal(article: Article, trigger: Trigger, seen: Sequence[Candidate]) -> bool:
    """«fired [one of the guards]»: whom nobody fired at was dismissed."""
    if trigger.type is not EventType.ASSAULT or "fire" not in event_bases(article[trigger.span].lower()):
        return False
    objects = (one.nominal for one in seen if one.relation is Relation.OBJECT)
    return any(one is not None and one.type is EntityType.PERSON for one in objects)


def _is_blamed(seat: Seat, nominal: Nominal) -> bool:
    """«blamed [Niger] for the attack»: it was not there."""
    first, last = seat.clause.range(nominal.span)
    return seat.clause.word(first - 1) in BLAMES and seat.clause.word(last) == "for"


def _is_of_things(article: Article, trigger: Trigger, seen: Sequence[Candidate]) -> bool:
    """«captured [the village]», «seized [a survey boat]»: nobody was arrested; of «detained» somebody was."""
    if (trigger.type, trigger.mode) != (EventType.COERCE, "arrest"):
        return False
    senses = event_senses(article[trigger.span])
    sure = any(one.type is trigger.type and one.weight is Weight.SURE for one in senses)
    taken = [one.nominal for one in seen if one.channel == "affected"]
    return (
        bool(taken)
        and not sure
        and all(
            one is not None
            and (one.type in THINGS or (one.type is None and one.kind is MentionKind.DESCRIPTION))
            for one in taken
        )
    )


def _arguments(article: Article, trigger: Trigger, seen: Sequence[Candidate]) -> Iterator[Argument]:
    """Those that no wider one of the same part holds, in the order of the text."""
    for one in sorted(seen, key=lambda one: one.span):
        wider = (
            other
            for other in seen
            if other is not one and other.channel == one.channel and one.span in other.span
        )
        if any(len(other.span) > len(one.span) for other in wider):
            continue
        yield Argument(find_role(article, trigger, one), one.span)


def find_role(article: Article, trigger: Trigger, one: Candidate) -> Role:
    if one.channel != "affected":
        return ROLE[one.channel]
    alone = one.relation is Relation.SUBJECT and not _has_object(article, trigger)
    if trigger.type in ITSELF and (alone or affects_subject(article, trigger)):
        return Role.ACTOR
    person, other = AFFECTED.get(trigger.type, (Role.RECIPIENT, Role.RECIPIENT))
    return person if _is_people(one.nominal) else other


def _has_object(article: Article, trigger: Trigger) -> bool:
    """«released», «dismissed», «airlifted»: with a passive, whoever stands before it did not do it."""
    senses = event_senses(article[trigger.span].split()[-1], part=Part.VERB)
    return any(one.affected is Affected.OBJECT and one.type is trigger.type for one in senses)


def _is_people(nominal: Nominal | None) -> bool:
    """A person or a people; soldiers told of as such, not an army by its name."""
    if nominal is None:
        return False
    return nominal.type in PEOPLE or (
        nominal.type is EntityType.MILITARY and nominal.kind is not MentionKind.NAME
    )


def _placed(
    article: Article, arguments: Iterable[Argument], where: Sequence[Nominal], doubtful: AbstractSet[Span]
) -> list[Argument]:
    """The arguments with all named places where the event likely was, and no doubtful one as its place."""
    kept = [one for one in arguments if one.role is not Role.PLACE or one.span not in doubtful]
    kept = [
        one
        for one in kept
        if one.role is not Role.PLACE or article[one.span].lower() not in words("anywhere")
    ]
    taken = [one.span for one in kept]
    new = [Argument(Role.PLACE, one.span) for one in where if not any(one.span.overlaps(t) for t in taken)]
    return sorted((*kept, *new), key=lambda one: (one.span, one.role))


def _doubtful(seat: Seat, seen: Sequence[Candidate], where: Sequence[Nominal]) -> frozenset[Span]:
    """Names of places where the event is not likely to have been; for nouns, on which the likelihood was not fitted,
    grammar's word is enough: «the [Tyre] bombing».
    """
    sure = {one.span for one in seen if one.ruled} if seat.voice is Voice.NOUN else set[Span]()
    likely = {one.span for one in where}
    return frozenset(one.span for one in seat.near if is_place_name(one)) - likely - sure


def find_scenes(
    article: Article,
    reading: Reading,
    triggers: tuple[Trigger, ...],
    nominals: tuple[Nominal, ...],
    sentences: tuple[Span, ...],
) -> tuple[tuple[Scene, tuple[Nominal, ...]], ...]:
    """For each trigger what `find_whereabouts` is told of it: what its weights are fitted on."""
    seats = find_seats(article, reading, triggers, nominals, sentences)
    return tuple((seat.scene, tuple(seat.near)) for seat in seats)

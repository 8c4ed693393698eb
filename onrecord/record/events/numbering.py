"""How many an event was done to, and whom that tells of: the numbers of its words, and of the harm told beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.record.events.counts import Counted
from onrecord.record.events.numbers import find_numbers
from onrecord.record.events.numbers.words import cut_words
from onrecord.record.events.sharing import DEEDS
from onrecord.types import (
    Argument,
    Article,
    Count,
    Entity,
    EntityType,
    Event,
    EventType,
    MentionKind,
    Record,
    Role,
    Span,
)

JOINED = re.compile(r"(?:,\s\d{1,3})?(?:,?\s+and\s+|,\s+)")  # "a man" · " and " · "a woman"
ONE_EACH = {EventType.DEATH: "killed", EventType.INJURY: "injured"}
COUNTED = ONE_EACH | {EventType.DISPLACEMENT: "displaced", EventType.ABDUCTION: "abducted"}


def with_counts(record: Record, events: Sequence[Event], counted: Sequence[Counted]) -> tuple[Event, ...]:
    """The events with their counts, with whom these tell of, and with how many its names are."""
    found = (_with_numbers(record.article, _with_counted(one)) for one in _counted(record, events, counted))
    return tuple(_with_named(record, one) for one in found)


def _counted(record: Record, events: Sequence[Event], counted: Sequence[Counted]) -> tuple[Event, ...]:
    """The events with their counts: those of the word that tells it, else those of the harm told beside the deed."""
    found: dict[str, list[Count]] = {event.id: [] for event in events}
    for one in counted:
        at = bisect_right(record.sentences, one.trigger.start, key=lambda sentence: sentence.start) - 1
        sentence = record.sentences[at]
        fitting = [event for event in events if event.type in one.types]
        own = [event for event in fitting if any(one.trigger.overlaps(span) for span in _told_at(event))]
        beside = [
            event for event in events if event.type in DEEDS and any(s in sentence for s in _told_at(event))
        ]
        for event in own or beside[:1]:
            found[event.id].append(one.count)
    return tuple(
        replace(event, counts=tuple(_each_once(_added_up(record.article, found[event.id]))))
        for event in events
    )


def _added_up(article: Article, counts: Sequence[Count]) -> Iterator[Count]:
    """«[A man] and [a woman] were killed»: two were, where each is one and "and" alone joins them."""
    held: Count | None = None
    for one in counts:
        single = (one.low, one.best, one.high, one.part) == (1, 1, 1, False)
        joined = (
            held and held.what == one.what and JOINED.fullmatch(article.text, held.span.end, one.span.start)
        )
        if held and single and joined:
            many = (held.best or 0) + 1
            held = replace(held, span=Span(held.span.start, one.span.end), low=many, best=many, high=many)
            continue
        if held:
            yield held
        held = one if single else None
        if held is None:
            yield one
    if held:
        yield held


def _with_counted(event: Event) -> Event:
    """«[Thousands] Flee»: whoever is counted is whom it was done to, where nobody else is told to be."""
    what = COUNTED.get(event.type)
    told = next((one for one in event.counts if one.what == what and one.best and not one.part), None)
    if told is None or any(one.role is Role.VICTIM for one in event.arguments):
        return event
    return replace(event, arguments=(*event.arguments, Argument(Role.VICTIM, told.span)))


def _with_numbers(article: Article, event: Event) -> Event:
    """«killing at least seven [people]»: whom it was done to is [seven people], not people."""
    what = COUNTED.get(event.type)
    counted = [one.span for one in event.counts if one.what == what]
    return replace(event, arguments=tuple(_numbered(article, one, counted) for one in event.arguments))


def _numbered(article: Article, argument: Argument, counted: Sequence[Span]) -> Argument:
    span = next((one for one in counted if argument.span in one), None)
    if argument.role is not Role.VICTIM or span is None:
        return argument
    words = cut_words(article.text, span)
    starts = (words[number.core].start for number in find_numbers(words))
    start = min((at for at in starts if at < argument.span.start), default=argument.span.start)
    return replace(argument, span=Span(start, argument.span.end))


def _with_named(record: Record, event: Event) -> Event:
    """«[Sara Osman] was killed» tells how many as well, where no number does: everyone of those named is one."""
    what = ONE_EACH.get(event.type)
    victims = {one.entity: one.span for one in reversed(event.arguments) if one.role is Role.VICTIM}
    known = {one.id for one in record.entities if one.type is EntityType.PERSON and _is_named(one)}
    if what is None or event.counts or not victims or not victims.keys() <= known:
        return event
    many = len(victims)
    return replace(event, counts=(Count(what, min(victims.values()), many, many, many),))


def _is_named(entity: Entity) -> bool:
    return any(mention.kind is MentionKind.NAME for mention in entity.mentions)


def _each_once(counts: Iterable[Count]) -> Iterable[Count]:
    """Of counts that say the same, the last told: the body's, not the headline's."""
    return {(one.what, one.low, one.best, one.high): one for one in counts}.values()


def _told_at(event: Event) -> tuple[Span, ...]:
    return (event.trigger, *event.mentions)

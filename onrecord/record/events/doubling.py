"""Words that tell of two events at once: «shot and killed», «fatally shot» is an attack and a death."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons.events import Part, Weight, event_senses
from onrecord.record.events.sharing import HARM
from onrecord.types import Argument, Article, EventType, Role, Span, Trigger

# "fatally" · shot, "the fatal police" · shooting; not "a fatal crash and" · shooting
FATAL = re.compile(
    r"\b(?:(?:fatally|mortally)\s+|(?:fatal|deadly)\s+(?:(?!(?:and|or)\b)[\w-]+\s+){0,2})$", re.IGNORECASE
)
LOOK = 40  # characters before an attack in which it is told to be fatal


def with_second_events(article: Article, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """The triggers, each phrase of several words that tells of harm and of the deed followed by its other half.

    «beaten to death», «shot dead», «fatally shot»: who was shot is who died.
    """
    known = {(trigger.span, trigger.type) for trigger in triggers}
    deaths = [trigger.span for trigger in triggers if trigger.type is EventType.DEATH]
    return tuple(
        one
        for trigger in triggers
        for one in (*_fatal(article, trigger, deaths), trigger, *_second(article, trigger))
        if one is trigger or (one.span, one.type) not in known
    )


def _fatal(article: Article, trigger: Trigger, deaths: Sequence[Span]) -> Iterator[Trigger]:
    """«The guard [fatally] shot Osman», «the [fatal] shooting of Osman»: he died."""
    start = trigger.span.start
    told = FATAL.search(article.text, max(0, start - LOOK), start)
    harms = any(one.role is Role.VICTIM for one in trigger.arguments)
    if trigger.type is not EventType.ASSAULT or not (told and harms):
        return
    word = Span(told.start(), told.start() + len(told[0].split()[0]))
    if not any(word.start <= death.start < trigger.span.end for death in deaths):
        yield replace(trigger, span=word, type=EventType.DEATH, mode=None, by="lexicon")


def _second(article: Article, trigger: Trigger) -> Iterator[Trigger]:
    words = article[trigger.span]
    if len(words.split()) < 2:
        return
    told = (
        sense.also
        for sense in event_senses(words, part=Part.VERB)
        if sense.type is trigger.type and sense.weight is Weight.SURE
    )
    for kind in dict.fromkeys(filter(None, told)):
        arguments = tuple(_as_in(kind, one) for one in trigger.arguments)
        yield replace(trigger, type=kind, mode=None, arguments=arguments, by="lexicon")


def _as_in(kind: EventType, argument: Argument) -> Argument:
    """Whom it was done to is a victim of harm, whatever he was to the deed."""
    if kind in HARM and argument.role is Role.RECIPIENT:
        return replace(argument, role=Role.VICTIM)
    return argument

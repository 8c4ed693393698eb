"""Words that tell of two events at once: «shot and killed» is an attack and a death."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons.events import Part, Weight, event_senses
from onrecord.record.events.sharing import HARM
from onrecord.types import Argument, Article, EventType, Role, Trigger


def with_second_events(article: Article, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """The triggers, each phrase of several words that tells of harm and of the deed followed by its other half.

    «beaten to death», «shot dead»: who was shot is who died.
    """
    known = {(trigger.span, trigger.type) for trigger in triggers}
    return tuple(
        one
        for trigger in triggers
        for one in (trigger, *_second(article, trigger))
        if one is trigger or (one.span, one.type) not in known
    )


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

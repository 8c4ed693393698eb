"""Who does what words do: whoever is heard to urge, accuse or refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.types import Argument, EventType, Role, Statement, Trigger

IN_WORDS = frozenset(
    {
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
    }
)


def with_speakers(triggers: Sequence[Trigger], statements: Sequence[Statement]) -> tuple[Trigger, ...]:
    """The triggers, those that are a statement's cue and have nobody who does it with the one who speaks.

    «[The minister] called it a cowardly act and [urged] villagers to leave»: the minister urged them.
    """
    return tuple(_with_speaker(one, statements) if one.type in IN_WORDS else one for one in triggers)


def _with_speaker(trigger: Trigger, statements: Sequence[Statement]) -> Trigger:
    if any(one.role is Role.ACTOR for one in trigger.arguments):
        return trigger
    heard = (one for one in statements if one.source and trigger.span in one.cue)
    speaker = next((one.source.span for one in heard if one.source), None)
    if speaker is None or any(one.span.overlaps(speaker) for one in trigger.arguments):
        return trigger
    arguments = sorted(
        (*trigger.arguments, Argument(Role.ACTOR, speaker)), key=lambda one: (one.span, one.role)
    )
    return replace(trigger, arguments=tuple(arguments))

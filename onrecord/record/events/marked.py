"""Attacks and harm with the victims, doers and weapons that the reader marks article-wide in their sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.events.harm import Harm, HarmPart
from onrecord.types import Argument, EventType, Role, Span, Trigger

_E, _H, _R = EventType, HarmPart, Role
# What a mark makes of its words in an event that has nobody yet in these roles; the first role is the one it gets
GIVES: dict[EventType, tuple[tuple[HarmPart, tuple[Role, ...]], ...]] = {
    kind: (
        (_H.VICTIM, (_R.VICTIM, _R.RECIPIENT)),
        *(((_H.TARGET, (_R.RECIPIENT, _R.VICTIM)),) if kind is _E.ASSAULT else ()),
        (_H.PERPETRATOR, (_R.ACTOR,)),
        (_H.BODY, (_R.ACTOR,)),
        (_H.WEAPON, (_R.INSTRUMENT,)),
    )
    for kind in (_E.ASSAULT, _E.DEATH, _E.INJURY, _E.ABDUCTION)
} | {
    _E.DAMAGE: (
        (_H.TARGET, (_R.VICTIM, _R.RECIPIENT)),
        (_H.PERPETRATOR, (_R.ACTOR,)),
        (_H.WEAPON, (_R.INSTRUMENT,)),
    )
}
DOING = frozenset({_H.PERPETRATOR, _H.BODY})
SUFFERING = frozenset({_R.VICTIM, _R.RECIPIENT})


def lay_harm(
    triggers: Sequence[Trigger], harm: Sequence[Harm], sentences: Sequence[Span]
) -> tuple[Trigger, ...]:
    """The triggers; those of attacks and harm without a victim, doer or weapon of their own get those marked in their
    sentences, and who is marked as a doer and as nothing else is no victim.
    """
    starts = [sentence.start for sentence in sentences]
    marked: dict[int, list[Harm]] = defaultdict(list)
    for one in harm:
        marked[bisect_right(starts, one.span.start)].append(one)
    return tuple(_laid(trigger, marked[bisect_right(starts, trigger.span.start)]) for trigger in triggers)


def _laid(trigger: Trigger, marks: Sequence[Harm]) -> Trigger:
    if not marks or trigger.type not in GIVES:
        return trigger
    arguments = [_turned(argument, marks) for argument in trigger.arguments]
    for part, roles in GIVES[trigger.type]:
        if any(argument.role in roles for argument in arguments):
            continue
        taken = [trigger.span, *(argument.span for argument in arguments)]
        arguments += [
            Argument(roles[0], one.span)
            for one in marks
            if one.part is part and not any(one.span.overlaps(span) for span in taken)
        ]
    return replace(trigger, arguments=tuple(sorted(arguments, key=lambda argument: argument.span)))


def _turned(argument: Argument, marks: Sequence[Harm]) -> Argument:
    """«[the suspect] fired», taken for the victim: who is only ever marked as doing harm did it."""
    parts = {one.part for one in marks if one.span.overlaps(argument.span)}
    doer = argument.role in SUFFERING and bool(parts) and parts <= DOING
    return replace(argument, role=Role.ACTOR) if doer else argument

"""What an attack and the harm it brings tell of each other: «six guards were killed in a rebel attack in Tyre»."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.clauses import clause_words
from onrecord.types import Argument, Article, EventType, Role, Span, Trigger

DEEDS = frozenset({EventType.ASSAULT, EventType.ACCIDENT, EventType.DISASTER})
HARM = frozenset({EventType.DEATH, EventType.INJURY, EventType.DAMAGE, EventType.DISPLACEMENT})
REACH = 140  # characters between the two
BROUGHT_BY = re.compile(
    rf"\b(?:{'|'.join(sorted(clause_words('brings')))})\b", re.IGNORECASE
)  # «killed» in «a raid»
DEADLY = re.compile(r"\w+ly|fatal", re.IGNORECASE)
JOINED = re.compile(r"\band\b", re.IGNORECASE)
PARTED = re.compile(rf"[;:]|\b(?:{'|'.join(sorted(clause_words('parts')))})\b", re.IGNORECASE)
TO_DEED = (Role.VICTIM, Role.PLACE)
TO_HARM = (Role.ACTOR, Role.PLACE, Role.INSTRUMENT)
# «thousands flee as Oman bombs Tyre»: they left; that Oman drove them out, or hit them, is not said
TO_FLIGHT = (Role.PLACE,)


def share_arguments(
    article: Article, triggers: Sequence[Trigger], sentences: Sequence[Span]
) -> tuple[Trigger, ...]:
    """The triggers, those of harm with the actor, place and instrument of the deed that brought it about in the same
    sentence, those of a deed with the victims of its harm; where a trigger has its own, it keeps them alone.
    """
    starts = [sentence.start for sentence in sentences]
    together: dict[int, list[int]] = defaultdict(list)
    for n, trigger in enumerate(triggers):
        if trigger.type in DEEDS | HARM:
            together[bisect_right(starts, trigger.span.start)].append(n)
    grown = list(triggers)
    for found in together.values():
        deeds = [n for n in found if triggers[n].type in DEEDS]
        for harm in (n for n in found if triggers[n].type in HARM):
            near = [deed for deed in deeds if _brings(article, triggers[deed], triggers[harm])]
            if near:
                deed = min(near, key=lambda n: _between(triggers[n].span, triggers[harm].span))
                flight = triggers[harm].type is EventType.DISPLACEMENT
                own = grown[harm]
                if DEADLY.fullmatch(article[own.span]):
                    # «fatally shot by [rebels]», «the fatal shooting of [Osman]»: neither has any of its own
                    own = replace(own, arguments=())
                    grown[harm] = _with(own, triggers[deed].arguments, (Role.VICTIM, *TO_HARM))
                    continue
                grown[harm] = _with(own, triggers[deed].arguments, TO_FLIGHT if flight else TO_HARM)
                if not flight:
                    grown[deed] = _with(grown[deed], triggers[harm].arguments, TO_DEED)
    return tuple(grown)


def _brings(article: Article, deed: Trigger, harm: Trigger) -> bool:
    """Whether the harm is the deed's: «an attack that killed six», «killed in an attack»."""
    if deed.modality is not harm.modality or deed.span.overlaps(harm.span):
        return False
    between = article.text[min(deed.span.end, harm.span.end) : max(deed.span.start, harm.span.start)]
    if len(between) > REACH or PARTED.search(between):
        return False
    if deed.span < harm.span or not between.strip():
        return True
    brought = max(BROUGHT_BY.finditer(between), key=lambda match: match.start(), default=None)
    if brought is None:
        return False
    # «hit in the leg and the guards fired back»: what follows the "and" is another clause
    return brought[0].lower() in clause_words("when") or not JOINED.search(between, brought.end())


def _between(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _with(trigger: Trigger, others: Sequence[Argument], roles: Sequence[Role]) -> Trigger:
    """The trigger with another's arguments in roles that it has nothing in."""
    own = {argument.role for argument in trigger.arguments}
    taken = {argument.span for argument in trigger.arguments}
    new = (one for one in others if one.role in roles and one.role not in own and one.span not in taken)
    return replace(
        trigger, arguments=tuple(sorted((*trigger.arguments, *new), key=lambda one: (one.span, one.role)))
    )

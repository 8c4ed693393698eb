"""Who does what words do: whoever is heard to urge, accuse or refuse, or announces what is his to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.types import Act, Argument, Article, EventType, Role, Span, Statement, Trigger

IN_WORDS = frozenset(
    {
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
    }
)
# What is announced by whoever is to do it: «announced a withdrawal»; of a truce or an arrest others may tell
ONES_OWN = frozenset({EventType.RETREAT, EventType.SANCTION, EventType.MOBILIZE, EventType.AID})
# "a complete" · withdrawal, "new" · sanctions; not "that its troops had begun a" · withdrawal
HEADS = re.compile(r"(?:(?:an?|the|its|his|her|their|new|more|further)\s+)?(?:[\w-]+\s+){0,2}", re.IGNORECASE)
OTHERS = re.compile(r"\s+(?:of|by)\b")  # withdrawal · "of Chadian troops"


def with_speakers(
    article: Article, triggers: Sequence[Trigger], statements: Sequence[Statement]
) -> tuple[Trigger, ...]:
    """The triggers, those that have nobody who does it with the one who speaks, where words do it or announce it.

    «[The minister] called it a cowardly act and [urged] villagers to leave»: the minister urged them.
    """
    return tuple(_with_speaker(article, one, statements) for one in triggers)


def _with_speaker(article: Article, trigger: Trigger, statements: Sequence[Statement]) -> Trigger:
    if any(one.role is Role.ACTOR for one in trigger.arguments):
        return trigger
    speaker = _speaker(article, trigger, statements)
    if speaker is None or any(one.span.overlaps(speaker) for one in trigger.arguments):
        return trigger
    grown = (*trigger.arguments, Argument(Role.ACTOR, speaker))
    return replace(trigger, arguments=tuple(sorted(grown, key=lambda one: (one.span, one.role))))


def _speaker(article: Article, trigger: Trigger, statements: Iterable[Statement]) -> Span | None:
    for one in statements:
        if one.source is None or one.negated:
            continue
        if trigger.type in IN_WORDS and trigger.span in one.cue:
            return one.source.span
        if trigger.type in ONES_OWN and one.act is Act.ANNOUNCE and _is_announced(article, trigger, one):
            return one.source.span
    return None


def _is_announced(article: Article, trigger: Trigger, one: Statement) -> bool:
    """«announced | a complete [withdrawal] from the region»: the deed itself is what is announced."""
    return any(
        trigger.span in piece
        and HEADS.fullmatch(article.text, piece.start, trigger.span.start)
        and not OTHERS.match(article.text, trigger.span.end)
        for piece in one.content
    )

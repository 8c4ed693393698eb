"""Who does what words do: whoever is heard to urge, accuse or refuse, or announces what is his to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.clauses import clause_words
from onrecord.types import Act, Argument, Article, EventType, Record, Role, Span, Statement, Trigger

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
# "called" · " on " · "Paraguay", "appealed" · " to " · "the rebels"
ASKED = re.compile(r"\s+(?:up)?(?:on|to|with)\s+")
WORD = re.compile(r"\w+")
DONE_TO = frozenset({Role.RECIPIENT, Role.VICTIM})


def with_speakers(record: Record, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """The triggers, those that have nobody who does it with the one who speaks, where words do it or announce it.

    «[The minister] called it a cowardly act and [urged] villagers to leave»: the minister urged them.
    """
    return tuple(_with_speaker(record, one) for one in triggers)


def _with_speaker(record: Record, trigger: Trigger) -> Trigger:
    speaker = _speaker(record.article, trigger, record.statements)
    if speaker is None:
        return trigger
    others = trigger.arguments
    if not any(one.role is Role.ACTOR for one in others):
        if _is_held(trigger, speaker) and not _does_it(record.article, trigger, speaker):
            return trigger
        others = (
            *(one for one in others if not one.span.overlaps(speaker)),
            Argument(Role.ACTOR, speaker),
        )
    if not any(one.role in DONE_TO for one in others):
        others = (*others, *_asked(record, trigger))
    return replace(trigger, arguments=tuple(sorted(others, key=lambda one: (one.span, one.role))))


def _speaker(article: Article, trigger: Trigger, statements: Sequence[Statement]) -> Span | None:
    for one in statements:
        if one.source is None or one.negated:
            continue
        if trigger.type in IN_WORDS and trigger.span in one.cue:
            drawn = clause_words("draws").intersection(WORD.findall(article[one.cue].lower()))
            return None if drawn else one.source.span  # «[the mayor] drew criticism»: others criticised
        if trigger.type in ONES_OWN and one.act is Act.ANNOUNCE and _is_announced(article, trigger, one):
            return one.source.span
    return None


def _is_held(trigger: Trigger, speaker: Span) -> bool:
    return any(one.span.overlaps(speaker) for one in trigger.arguments)


def _does_it(article: Article, trigger: Trigger, speaker: Span) -> bool:
    """«[She] called on Paraguay», whatever she was taken for; not «[Ruiz] was urged to go»."""
    whole = any(one.role in DONE_TO and one.span == speaker for one in trigger.arguments)
    if not whole or speaker.end > trigger.span.start or trigger.type not in IN_WORDS:
        return False
    between = WORD.findall(article.text[speaker.end : trigger.span.start].lower())
    return not clause_words("be").intersection(between)


def _asked(record: Record, trigger: Trigger) -> list[Argument]:
    """«called on [Paraguay] to close it»: whom a request is put to."""
    found = ASKED.match(record.article.text, trigger.span.end)
    if trigger.type is not EventType.REQUEST or found is None:
        return []
    spans = [m.span for one in record.entities for m in one.mentions if m.span.start == found.end()]
    return [Argument(Role.RECIPIENT, max(spans, key=len))] if spans else []


def _is_announced(article: Article, trigger: Trigger, one: Statement) -> bool:
    """«announced | a complete [withdrawal] from the region»: the deed itself is what is announced."""
    return any(
        trigger.span in piece
        and HEADS.fullmatch(article.text, piece.start, trigger.span.start)
        and not OTHERS.match(article.text, trigger.span.end)
        for piece in one.content
    )

"""Which words that seem to take part in an event cannot: a day, whoever only tells of it, a town told twice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.record.events.telling import AFFECTED
from onrecord.types import (
    Act,
    Argument,
    Article,
    EntityType,
    EventType,
    MentionKind,
    Record,
    Role,
    Span,
    Statement,
    TimeType,
    Trigger,
)

# Acts whose speaker may be who does what he speaks of: "admitted the raid", "vowed to strike"
OWN_DOING = frozenset(
    {
        Act.ADMIT, Act.CLAIM, Act.DENY, Act.PROMISE, Act.THREATEN, Act.INTEND, Act.WANT, Act.AGREE, Act.REJECT,
        Act.ANNOUNCE, Act.ORDER, Act.DEMAND, Act.RETRACT, Act.ASK, Act.CRITICISE, Act.PRAISE, Act.ACCUSE,
    }
)  # fmt: skip
# A content without a subject of its own: "Oman Says | kills a clerk", "said | to have shelled the port"
NO_SUBJECT = re.compile(
    r"\W*(?:(?:that|it|he|she|they|to|has|have|had|will|would|been|being)\s+)*$", re.IGNORECASE
)
OF = re.compile(r"\s+of\s+(?:the\s+)?", re.IGNORECASE)
# "charged" · " with one count of first-degree " · "murder"; not "charged" · ", with two others hurt in the " · "attack"
OVER = re.compile(r"\s+(?:with|of|for|over|in)\s[^,.;:\n]*")
# "told a" · news conference, "said at a" · news conference; not "said the" · talks
TO_THOSE_AT = re.compile(r"(?:\btold|.*\s(?:at|in|during))\s+an?\s+(?:\w+\s+)?")
NEAR_CUE = 40  # characters from a cue to where it is said
LOOK = 80  # characters between a charge and what it is about
CHARGES = frozenset({EventType.TRIAL, EventType.ACCUSE})
DONE_TO = frozenset({EventType.DEATH, EventType.INJURY, EventType.ASSAULT, EventType.ABDUCTION})
POINTS = frozenset({TimeType.DATE, TimeType.TIME})
# Whom only people can be: a street is not wounded, a bridge not arrested
MORTAL = frozenset({EventType.DEATH, EventType.INJURY, EventType.ABDUCTION})
HELD = frozenset({EventType.COERCE, EventType.TRIAL})
LIFELESS = frozenset({EntityType.PLACE, EntityType.FACILITY, EntityType.WEAPON})


def sift_arguments(record: Record, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """The triggers, less the arguments that cannot be any, and less those that only tell where something was said."""
    sieve = _Sieve.of(record)
    told = [one for one in triggers if not _is_medium(record, one)]
    kept = tuple(replace(one, arguments=tuple(sieve.kept(one))) for one in told)
    return tuple(replace(one, arguments=tuple(_not_accused(record.article, one, kept))) for one in kept)


def _is_medium(record: Record, trigger: Trigger) -> bool:
    """«told [a news conference]», «said at [a news conference]»: where it was said, as the statement tells."""
    if trigger.type is not EventType.CONSULT:
        return False
    for one in record.statements:
        if one.medium is not None and trigger.span.overlaps(one.medium):
            return True
        before = record.article.text[one.cue.start : max(one.cue.end, trigger.span.start)]
        if one.cue.end <= trigger.span.start and len(before) < NEAR_CUE and TO_THOSE_AT.fullmatch(before):
            return True
    return False


def _not_accused(article: Article, trigger: Trigger, triggers: Sequence[Trigger]) -> Iterator[Argument]:
    """«[Osman] was charged with the murder of a clerk»: it was not done to him."""
    accused: set[Span] = set()
    if trigger.type in DONE_TO:
        accused.update(
            one.span
            for other in triggers
            if other.type in CHARGES and _is_over(article, other, trigger)
            for one in other.arguments
            if one.role is Role.RECIPIENT and one.span < other.span
        )
    yield from (one for one in trigger.arguments if one.role not in AFFECTED or one.span not in accused)


def _is_over(article: Article, charge: Trigger, deed: Trigger) -> bool:
    """«charged with one count of» · «murder», «trial over the» · «killing»."""
    return charge.span.end <= deed.span.start <= charge.span.end + LOOK and bool(
        OVER.fullmatch(article.text, charge.span.end, deed.span.start)
    )


@dataclass(frozen=True, slots=True)
class _Sieve:
    """What it takes to tell."""

    article: Article
    statements: tuple[Statement, ...]
    days: list[Span]
    lifeless: dict[Span, MentionKind]  # mentions of places, facilities and weapons

    @classmethod
    def of(cls, record: Record) -> _Sieve:
        return cls(
            record.article,
            tuple(one for one in record.statements if one.source and one.act not in OWN_DOING),
            [time.span for time in record.times if time.type in POINTS],
            {m.span: m.kind for one in record.entities if one.type in LIFELESS for m in one.mentions},
        )

    def kept(self, trigger: Trigger) -> Iterator[Argument]:
        """The arguments that may be some; where they are places of which one holds the other, the inner."""
        tellers = [one.source.span for one in self.statements if one.source and self._tells(one, trigger)]
        fitting = [
            one
            for one in trigger.arguments
            if not self._is_day(one.span)
            and not any(one.span in teller for teller in tellers)
            and not self._is_lifeless(trigger, one)
        ]
        places = [one.span for one in fitting if one.role is Role.PLACE]
        yield from (
            one for one in fitting if one.role is not Role.PLACE or not self._is_named_in(one.span, places)
        )

    def _is_day(self, span: Span) -> bool:
        """«hit the depot before dawn on [Monday]»: a day is nobody, and was not hit."""
        at = bisect_left(self.days, span.end, key=lambda day: day.start) - 1
        return at >= 0 and span in self.days[at]

    def _tells(self, statement: Statement, trigger: Trigger) -> bool:
        """«[Oman’s army] says drones hit the depot»: it tells of what it is not told to have done."""
        piece = next((one for one in statement.content if trigger.span in one), None)
        return piece is not None and not NO_SUBJECT.match(self.article.text[piece.start : trigger.span.start])

    def _is_lifeless(self, trigger: Trigger, argument: Argument) -> bool:
        """«the wounded of [Zakho]», «held on [the road]»: where they were, and no more of them."""
        if argument.role not in AFFECTED or argument.span not in self.lifeless:
            return False
        if trigger.type in MORTAL:
            return True
        others = any(one.role in AFFECTED and one.span not in self.lifeless for one in trigger.arguments)
        return trigger.type in HELD and others

    def _is_named_in(self, span: Span, places: Sequence[Span]) -> bool:
        """«[the town] of [Zakho]»: the same place, named."""
        return any(
            OF.fullmatch(self.article.text, span.end, other.start)
            for other in places
            if other.start > span.end
        )

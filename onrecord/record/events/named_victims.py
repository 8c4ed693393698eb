"""Who is told by name to be one of the victims: «The victims were identified as Osman, 23, and Ruiz, 29»."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.record.events.bringing import DONE
from onrecord.record.hearing import voices
from onrecord.types import Argument, EntityType, Event, EventType, MentionKind, Record, Role, Span

HARMFUL = frozenset({EventType.DEATH, EventType.INJURY, EventType.ASSAULT})
BACK, ON = 3, 1  # sentences before, and after, in which it is told what befell them
# "The victims" · " have been identified by the coroner as " · Osman; "victims" · ", " · Osman
_BY = r"(?:\s+(?:by|on)\s[\w’' ]{1,40})?"
VICTIMS = re.compile(
    rf"\bvictims?(?:(?:\s+(?:has|have|had|was|were|been|later))*\s+identified{_BY}\s+as|\s+(?:was|were|is|are)|,|:)"
    rf"\s+(?:\d{{1,3}}-year-old\s+)?"
)
# "identified the victims" · " as " · Osman
IDENTIFIES = re.compile(
    rf"\b(?:identified|named|identify)\s+(?:the|both)\s+(?:\w+\s+)?victims?{_BY}\s+as\s+(?:\d{{1,3}}-year-old\s+)?"
)
# Osman and Ruiz · " were two of the victims"
ARE_VICTIMS = re.compile(
    r"(?:,\s\d{1,3},?)?\s+(?:was|were|is|are)\s+(?:(?:one|two|three|four|both|among)\s+(?:of\s+)?)?the\s+(?:\w+\s+)?victims?\b"
)
# Osman · ", 23, of Zakho, and 29-year-old " · Ruiz
NEXT = re.compile(
    r"(?:,\s\d{1,3})?(?:,?\s(?:of|from)\s[A-Z][\w. ]{1,30}?)?(?:[,;]\s+(?:and\s+)?|,?\s+and\s+)(?:\d{1,3}-year-old\s+)?"
)
# what may follow the last: Osman · ", 23,"; not «The victims, [Osman] · " said"»
CLOSED = re.compile(r"\s*(?:[,.;:)]|$|\n)")
MOST = 40  # names of one list


def with_named_victims(record: Record, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, those that befell the victims of whom the text has told with the names that it then gives them."""
    names = {m.span.start: (m.span, one.id) for one in record.entities if one.type is EntityType.PERSON
             for m in one.mentions if m.kind is MentionKind.NAME}  # fmt: skip
    grown = {event.id: event for event in events}
    for at, listed in sorted(_lists(record, names)):
        struck = {one.entity for event in grown.values() if _is_harm(event) for one in event.arguments
                  if one.role is Role.VICTIM}  # fmt: skip
        new = [(span, entity) for span, entity in listed if entity not in struck]
        for event in _befell(record, list(grown.values()), at) if new else ():
            more = (Argument(Role.VICTIM, span, entity, _heard(record, span)) for span, entity in new)
            grown[event.id] = replace(event, arguments=(*event.arguments, *more))
    return tuple(grown[event.id] for event in events)


def _lists(
    record: Record, names: Mapping[int, tuple[Span, str]]
) -> Iterator[tuple[int, tuple[tuple[Span, str], ...]]]:
    """Where victims are named, and the names."""
    text = record.article.text
    for pattern in (VICTIMS, IDENTIFIES):
        for told in pattern.finditer(text):
            listed = tuple(_listed(text, names, told.end())) if told.end() in names else ()
            if listed and CLOSED.match(text, listed[-1][0].end):
                yield told.start(), listed
    ending = {span.end: start for start, (span, _) in names.items()}
    for told in ARE_VICTIMS.finditer(text):
        if told.start() in ending:
            starts = [start for start in sorted(names) if start <= ending[told.start()]][-MOST:]
            yield told.start(), next(
                listed for start in starts
                if (listed := tuple(_listed(text, names, start))) and listed[-1][0].end == told.start()
            )  # fmt: skip


def _listed(text: str, names: Mapping[int, tuple[Span, str]], at: int) -> Iterator[tuple[Span, str]]:
    """The name that begins here, and those that follow it in a list."""
    for _ in range(MOST):
        yield names[at]
        following = NEXT.match(text, names[at][0].end)
        if following is None or following.end() not in names:
            return
        at = following.end()


def _befell(record: Record, events: Sequence[Event], at: int) -> Iterator[Event]:
    """What befell the victims: the harm told last of people without a name, or of nobody; else the one told next."""
    starts = [sentence.start for sentence in record.sentences]
    here = bisect_right(starts, at)
    named = {one.id for one in record.entities if any(m.kind is MentionKind.NAME for m in one.mentions)}
    told: list[tuple[bool, int, Event]] = []
    for event in events:
        if _is_harm(event) and not any(one.entity in named for one in _victims(event)):
            away = min(
                (here - bisect_right(starts, one.start) for one in (event.trigger, *event.mentions)), key=abs
            )
            told += [(away < 0, abs(away), event)] if -ON <= away <= BACK else []
    best = min(told, key=lambda one: one[:2], default=None)
    if best is None:
        return
    yield best[2]
    whom = {one.entity or one.span for one in _victims(best[2])}
    yield from (
        event for _, _, event in told
        if event is not best[2] and whom and {one.entity or one.span for one in _victims(event)} == whom
    )  # fmt: skip


def _is_harm(event: Event) -> bool:
    return event.type in HARMFUL and event.modality in DONE


def _victims(event: Event) -> tuple[Argument, ...]:
    return tuple(one for one in event.arguments if one.role is Role.VICTIM)


def _heard(record: Record, span: Span) -> tuple[str, ...]:
    heard = {voice for _, voice in voices([span], record.statements)}
    return tuple(one.id for one in record.statements if one.id in heard) if None not in heard else ()

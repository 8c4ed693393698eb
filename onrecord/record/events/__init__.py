"""Triggers, arguments, counts → Events: each once per article, with what all its mentions tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons.events import event_senses
from onrecord.record.events.bringing import join_harm
from onrecord.record.events.counts import find_counts
from onrecord.record.events.doubling import with_second_events
from onrecord.record.events.harmed import with_people_harmed
from onrecord.record.events.merging import is_country, merge_told
from onrecord.record.events.named_victims import with_named_victims
from onrecord.record.events.numbering import with_counts
from onrecord.record.events.parties import settle_parties
from onrecord.record.events.pointing import find_pointers
from onrecord.record.events.setting import find_settings
from onrecord.record.events.sharing import DEEDS, share_arguments
from onrecord.record.events.sifting import sift_arguments
from onrecord.record.events.speaking import with_speakers
from onrecord.record.events.telling import AFFECTED, Told, find_told
from onrecord.record.events.worth import keep_worthy
from onrecord.record.hearing import OWNS_UP, lineage, seconds_headline, voices
from onrecord.types import (
    Act,
    Argument,
    Event,
    EventType,
    MentionKind,
    Modality,
    Record,
    Role,
    Span,
    Statement,
    Trigger,
)

__all__ = ["find_events"]

WORD = re.compile(r"\w+")
DESCRIBED_ONCE = frozenset({Role.VICTIM, Role.RECIPIENT})
OWNING = frozenset({Act.CLAIM, Act.ADMIT})
TELLS = OWNING | {Act.SAY, Act.ANNOUNCE, Act.CONFIRM}
# "claimed | responsibility for the raid", "took credit for | the raid"; not «said the raid was his responsibility»
RESPONSIBLE = re.compile(
    r"^(?:(?:the\s)?|.*\b(?:claim\w*|took|takes?|taken|taking)\s)(?:responsibility|credit)\b", re.IGNORECASE
)
RELATIVE = re.compile(r",\s(?:who|which|that)\b")


def find_events(record: Record, triggers: tuple[Trigger, ...]) -> tuple[Event, ...]:
    """The events of a record that has all else, in the order of their first mention; ids v1, v2, …

    `triggers` come with their arguments. Statuses are settled later.
    """
    triggers = with_speakers(record, sift_arguments(record, triggers))
    triggers = with_second_events(record.article, triggers)
    triggers = share_arguments(record.article, triggers, record.sentences)
    counted = find_counts(record.article, record.sentences)
    told = find_told(record, triggers, find_settings(record, triggers), counted)
    told = with_people_harmed(record, told)
    groups = keep_worthy(record, merge_told(told))
    pointed = find_pointers(record, groups)
    found = [_event(record, number, group, pointed[number - 1]) for number, group in enumerate(groups, 1)]
    events = join_harm(with_counts(record, with_named_victims(record, found), counted))
    return settle_parties(record, events)


def _event(
    record: Record, number: int, group: Sequence[Told], pointed: Sequence[tuple[Statement, Span | None]]
) -> Event:
    """One event, its trigger the mention that tells most, the body's before the headline's."""
    best = max(
        group, key=lambda told: (not told.headed, len(told.trigger.arguments), -told.trigger.span.start)
    )
    ordered = (best, *(told for told in group if told is not best))
    spans = {told.trigger.span for told in group} | {words for _, words in pointed if words}
    time = next((told.setting.time for told in ordered if told.setting.time), None)
    place = min(
        (told.setting.place for told in ordered if told.setting.place), key=is_country, default=None
    )  # the first that is no whole country
    alone = (
        all(told.headed for told in group)
        and not _is_borne_out(record, group)
        and all(_in_head(record, words) for _, words in pointed if words)
    )
    return Event(
        id=f"v{number}",
        type=best.trigger.type,
        trigger=best.trigger.span,
        mode=next((told.trigger.mode for told in ordered if told.trigger.mode), None),
        mentions=tuple(sorted(spans - {best.trigger.span})),
        arguments=tuple(
            _with_new((*_arguments(record, ordered), *_claiming(record, best.trigger.type, spans)))
        ),
        time=time.id if time else None,
        place=place.id if place else None,
        modality=_modality(ordered),
        statements=tuple(
            one.id
            for one in _statements(record, spans, pointed)
            if not (alone and seconds_headline(record.article, one))
        ),
        headline_only=alone,
        by=best.trigger.by,
    )


def _claiming(record: Record, kind: EventType, spans: Iterable[Span]) -> Iterator[Argument]:
    """«The Front [claimed responsibility] for the raid», «[said it was behind] the raid»: it says that it did it."""
    told = tuple(spans)
    for one in record.statements if kind in DEEDS else ():
        if one.source is None or one.negated:
            continue
        piece, span = next(
            ((piece, span) for piece in one.content for span in told if span in piece), (None, None)
        )
        words = (record.article[one.cue], record.article[piece]) if piece and one.act in OWNING else ()
        owns = (
            one.act in TELLS
            and piece
            and span
            and OWNS_UP.match(record.article.text, piece.start, span.start)
        )
        if owns or any(RESPONSIBLE.search(word) for word in words):
            said = record.article[one.source.span]
            short = RELATIVE.search(said)
            who = Span(one.source.span.start, one.source.span.start + (short.start() if short else len(said)))
            yield Argument(Role.ACTOR, who, one.source.entity, (one.id,))


def _in_head(record: Record, words: Span) -> bool:
    heads = (record.article.headline, record.article.deck)
    return any(part is not None and words in part for part in heads)


def _with_new(arguments: Sequence[Argument]) -> Iterator[Argument]:
    """The arguments, an entity once in a role."""
    seen: set[tuple[Role, str]] = set()
    for one in arguments:
        if one.entity is None or (one.role, one.entity) not in seen:
            yield one
        if one.entity:
            seen.add((one.role, one.entity))


def _modality(ordered: Sequence[Told]) -> Modality:
    """As the body tells it; what one mention asserts, another only supposes."""
    body = [told for told in ordered if not told.headed] or list(ordered)
    if any(told.trigger.modality is Modality.ASSERTED for told in body):
        return Modality.ASSERTED
    return body[0].trigger.modality


def _arguments(record: Record, ordered: Sequence[Told]) -> Iterator[Argument]:
    """Each party of each role once, by its name if a mention of the event has it, else as the best mention does.

    What later mentions only describe is what the first has already told: "his offers", then "proposals".
    """
    named = {m.span for one in record.entities for m in one.mentions if m.kind is MentionKind.NAME}
    by_party: dict[tuple[Role, str], list[Argument]] = {}
    for told in ordered:
        filled = {role for role, _ in by_party if role in DESCRIBED_ONCE}
        for argument, party in told.pairs:
            if (argument.role, party) in by_party or argument.role not in filled or party in told.named:
                by_party.setdefault((argument.role, party), []).append(argument)
    for (role, party), found in by_party.items():
        heard = _heard(record, [told for told in ordered if party in told.who(role)])
        best = _in_words(record, min(found, key=lambda one: one.span not in named))
        yield replace(best, statements=heard)


def _in_words(record: Record, argument: Argument) -> Argument:
    """A pronoun as the words that it stands for, where its sentence has them: «[Oman] said [it] had shelled Tyre»."""
    entity = next((one for one in record.entities if one.id == argument.entity), None)
    mentions = entity.mentions if entity else ()
    if not any(one.span == argument.span and one.kind is MentionKind.PRONOUN for one in mentions):
        return argument
    at = bisect_right(record.sentences, argument.span.start, key=lambda sentence: sentence.start) - 1
    near = [
        one for one in mentions if one.kind is not MentionKind.PRONOUN and one.span in record.sentences[at]
    ]
    words = min(
        near,
        key=lambda one: (one.kind is not MentionKind.NAME, one.span > argument.span, -one.span.start),
        default=None,
    )
    return replace(argument, span=words.span) if words else argument


def _heard(record: Record, told: Sequence[Told]) -> tuple[str, ...]:
    """By whose words alone the mentions are told: «Chad said rebels shelled it. Rebels said Chad did»; none where the
    reporter tells one, a bare headline's aside if the text below has others.
    """
    below = [one.trigger.span for one in told if not one.headed]
    heard = {voice for _, voice in voices(below or [one.trigger.span for one in told], record.statements)}
    return tuple(one.id for one in record.statements if one.id in heard) if None not in heard else ()


def _statements(
    record: Record, spans: Iterable[Span], pointed: Sequence[tuple[Statement, Span | None]]
) -> tuple[Statement, ...]:
    """Those that carry a mention, and those that these stand in; in the order of the text."""
    known = {statement.id: statement for statement in record.statements}
    heard = [voice for _, voice in voices(tuple(spans), record.statements) if voice]
    heard += [statement.id for statement, _ in pointed]
    carrying = {above for voice in heard for above in lineage(voice, known)}
    return tuple(statement for statement in record.statements if statement.id in carrying)


def _is_borne_out(record: Record, group: Sequence[Told]) -> bool:
    """Whether a sentence of the body has a word for such an event beside one of those it was done to."""
    entities = {a.entity for told in group for a in told.trigger.arguments if a.entity and a.role in AFFECTED}
    heads = [part for part in (record.article.headline, record.article.deck) if part]
    spans = [m.span for one in record.entities if one.id in entities for m in one.mentions]
    body = [s for s in record.sentences if not any(s.overlaps(head) for head in heads)]
    near = [s for s in body if any(span in s for span in spans)]
    return any(_tells(record.article[sentence], group[0].trigger.type) for sentence in near)


def _tells(words: str, kind: EventType) -> bool:
    return any(sense.type is kind for word in WORD.findall(words) for sense in event_senses(word))

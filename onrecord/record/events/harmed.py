"""Who can be killed or hurt: people. What is done to anything else in these words is no harm of a record's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons import words
from onrecord.lexicons.counting import people_nouns, vague_numbers
from onrecord.record.events.numbers import find_numbers
from onrecord.record.events.numbers.words import cut_words
from onrecord.record.events.telling import AFFECTED, Told
from onrecord.types import Argument, Article, EventType, Record, Role, Span

HURT = frozenset({EventType.DEATH, EventType.INJURY})
WORD = re.compile(r"\w+")


def with_people_harmed(record: Record, told: Sequence[Told]) -> tuple[Told, ...]:
    """The mentions of deaths and injuries with only those who can die or be hurt; of nobody else, there is no mention.

    «The vote killed [the bill]», «the row hurt [his chances]» tell of neither; «a shell broke [his arm]» does, of him.
    """
    return tuple(kept for one in told for kept in _harming(record, one))


def _harming(record: Record, told: Told) -> Iterator[Told]:
    if told.trigger.type not in HURT:
        yield told
        return
    article = record.article
    things = [one.span for one in told.trigger.arguments if _is_a_thing(article, one)]
    if not things:
        yield told
        return
    pairs = zip(told.trigger.arguments, told.parties, strict=True)
    kept = [(one, party) for one, party in pairs if one.span not in things]
    bodies = [span for span in things if _is_of_a_body(article, span)]
    kept += [
        (Argument(Role.VICTIM, span, one), one) for body in bodies for span, one in _owners(record, body)
    ]
    if bodies or told.numbers or any(one.role in AFFECTED for one, _ in kept):
        arguments, parties = tuple(one for one, _ in kept), tuple(party for _, party in kept)
        yield replace(told, trigger=replace(told.trigger, arguments=arguments), parties=parties)


def _is_a_thing(article: Article, one: Argument) -> bool:
    return one.role in AFFECTED and one.entity is None and not _is_of_people(article, one.span)


def _owners(record: Record, body: Span) -> Iterator[tuple[Span, str]]:
    """«[his] left arm»: whose it is."""
    spans = ((mention.span, one.id) for one in record.entities for mention in one.mentions)
    yield from sorted((span, one) for span, one in spans if span in body)


def _is_of_people(article: Article, span: Span) -> bool:
    """«six of them», «the elderly», «dozens», «100 lives», «some»; not «his chances»."""
    found = {word.lower() for word in WORD.findall(article[span])}
    if found & people_nouns() or found & words("standing_for_people"):
        return True
    return any((word,) in vague_numbers() for word in found) or bool(
        find_numbers(cut_words(article.text, span))
    )


def _is_of_a_body(article: Article, span: Span) -> bool:
    return any(word.lower() in words("body_parts") for word in WORD.findall(article[span]))

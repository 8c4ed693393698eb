"""How a word that tells of an event sits in its sentence: what grammar makes of it, what the reader hears."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons import words
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.events.channels import STRUCK
from onrecord.record.events.grammar import find_relations
from onrecord.record.events.grammar.clauses import Clause, read_clause
from onrecord.record.events.grammar.relations import Related, Relation
from onrecord.record.events.grammar.voices import Voice, find_voice
from onrecord.record.events.whereabouts import Scene
from onrecord.types import Article, EntityType, MentionKind, Nominal, Reading, Span, Trigger

Array = NDArray[np.float32]

FAR = 400  # characters between a trigger and its arguments; keeps sentences without end cheap


@dataclass(frozen=True, slots=True)
class Seat:
    """How a trigger sits in its sentence: what grammar makes of it and of the mentions around, and what is heard."""

    trigger: Trigger
    near: Sequence[Nominal]
    clause: Clause
    voice: Voice
    found: tuple[Related, ...]
    links: Links
    busy: frozenset[Span] = frozenset()  # heads of those who do something else in the sentence

    @property
    def related(self) -> dict[Span, Relation]:
        """How each mention stands to the trigger, by its head."""
        return {one.nominal.head: one.relation for one in self.found}

    @property
    def scene(self) -> Scene:
        """The same, for finding where it happened."""
        return Scene(self.clause, self.trigger.span, self.voice, self.related, self.links.heard)


def find_seats(
    article: Article,
    reading: Reading,
    triggers: Sequence[Trigger],
    nominals: Sequence[Nominal],
    sentences: Sequence[Span],
) -> tuple[Seat, ...]:
    """One for each trigger, in their order."""
    return tuple(_with_busy(tuple(_laid_out(article, reading, triggers, nominals, sentences))))


def _laid_out(
    article: Article,
    reading: Reading,
    triggers: Sequence[Trigger],
    nominals: Sequence[Nominal],
    sentences: Sequence[Span],
) -> Iterator[Seat]:
    """One for each trigger, in their order."""
    starts = [sentence.start for sentence in sentences]
    homes = [max(0, bisect_right(starts, trigger.span.start) - 1) for trigger in triggers]
    together: dict[int, list[Nominal]] = defaultdict(list)
    for nominal in sorted((_armed(article, one) for one in nominals), key=lambda one: one.span):
        together[bisect_right(starts, nominal.span.start) - 1].append(nominal)
    clauses: dict[int, Clause] = {}
    for at, trigger in zip(homes, triggers, strict=True):
        if at not in clauses:
            clauses[at] = read_clause(article.text, sentences[at], together[at])
        clause, span = clauses[at], trigger.span
        stretch = _stretch(sentences[at], span)
        voice = find_voice(clause, span)
        yield Seat(
            trigger,
            _in(together[at], stretch),
            clause,
            voice,
            find_relations(clause, span, voice),
            Links.of(reading, span, stretch),
        )


def _with_busy(seats: Sequence[Seat]) -> Iterator[Seat]:
    """The seats, each with those who are the subject of a verb that tells of no violence: «[the ministry] asked for it
    before the raid» is no word on who raided.
    """
    busy: dict[int, set[Span]] = defaultdict(set)
    for seat in seats:
        if seat.voice is Voice.ACTIVE and seat.trigger.type not in STRUCK:
            heads = (head for head, relation in seat.related.items() if relation is Relation.SUBJECT)
            busy[id(seat.clause)].update(heads)
    yield from (replace(seat, busy=frozenset(busy[id(seat.clause)])) for seat in seats)


def _stretch(sentence: Span, trigger: Span) -> Span:
    """The sentence, as far as arguments may stand from their trigger."""
    return Span(max(sentence.start, trigger.start - FAR), min(sentence.end, trigger.end + FAR))


def _in(nominals: Sequence[Nominal], stretch: Span) -> Sequence[Nominal]:
    first, last = (
        bisect_left(nominals, n, key=lambda one: one.span.start) for n in (stretch.start, stretch.end)
    )
    return nominals[first:last]


def _armed(article: Article, nominal: Nominal) -> Nominal:
    """«[Shells] hit the mill»: what the lexicon has for a weapon is nobody, whatever the reader takes it for; «[the
    column] shelled it» is a force.
    """
    if (
        nominal.type is None
        and nominal.kind is MentionKind.DESCRIPTION
        and article[nominal.head].lower() in words("force_nouns")
    ):
        return replace(nominal, type=EntityType.MILITARY)
    if nominal.kind is not MentionKind.DESCRIPTION or nominal.type in (EntityType.WEAPON, None):
        return nominal
    noun = find_nominal_noun(article[nominal.head].lower())
    armed = noun is not None and noun.type is EntityType.WEAPON
    return replace(nominal, type=EntityType.WEAPON) if armed else nominal


@dataclass(frozen=True, slots=True)
class Links:
    """Logits of a trigger's channels for the words of its sentence."""

    words: NDArray[np.int32]  # [n, 2]
    logits: Array  # [channels, n]
    channels: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading, trigger: Span, sentence: Span) -> Links:
        """From the word of the trigger that asks loudest; only words of its window are heard."""
        labels = reading.labels
        first, last = _words(reading, sentence)
        a, b = _words(reading, trigger)
        window = next(((p, q) for p, q in reading.windows.tolist() if p <= a < q), (0, 0))
        first, last = max(first, window[0]), min(last, window[1])
        if a >= b or first >= last:
            return cls(
                np.zeros((0, 2), np.int32), np.zeros((len(labels.channels), 0), np.float32), labels.channels
            )
        asks, answers = reading.asks[a:b], reading.answers[first:last]
        logits = (
            np.einsum("icd,jcd->cij", asks, answers).max(1) * labels.link_scale + labels.link_bias[:, None]
        )
        return cls(reading.words[first:last], logits, labels.channels)

    def heard(self, span: Span) -> dict[str, float]:
        """By channel the loudest of the span's words; nothing where the reader did not hear them together."""
        a = int(np.searchsorted(self.words[:, 1], span.start, side="right"))
        b = int(np.searchsorted(self.words[:, 0], span.end, side="left"))
        if a >= b:
            return {}
        return dict(zip(self.channels, self.logits[:, a:b].max(1).tolist(), strict=True))


def _words(reading: Reading, span: Span) -> tuple[int, int]:
    first = int(np.searchsorted(reading.words[:, 1], span.start, side="right"))
    return first, int(np.searchsorted(reading.words[:, 0], span.end, side="left"))

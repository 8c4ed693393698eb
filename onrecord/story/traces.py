"""What one article's event leaves to be known by in others: who, what, where, when, in which words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicons import words
from onrecord.lexicons.events import event_bases
from onrecord.story.days import Days, days_of
from onrecord.story.order import day_of, finding_number
from onrecord.types import (
    Act,
    Argument,
    Entity,
    EntityType,
    Event,
    EventType,
    Filed,
    Identity,
    MentionKind,
    Modality,
    Place,
    Record,
    Ref,
    Role,
    Span,
)

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
DEFINITE = re.compile(r"(?:the|its|their|his|her|this|that)\b", re.IGNORECASE)
LONG = 4  # letters: shorter words tell little
MOST_EVENTS = 400  # of one article that are looked for in others; news has some 7, a long report 60
SHARED_WORDS = 5  # words of a sentence that two articles have to the letter, from which it is one sentence
DENYING = frozenset({Act.DENY, Act.REJECT})
AFFECTED = frozenset({Role.VICTIM, Role.RECIPIENT})
ACTING = frozenset({Role.ACTOR})

Mark = tuple[
    str, int, int
]  # a sentence's letters, how many of them stand before the word, which of its events


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """One event of one article, ready to be compared with those of others."""

    ref: Ref
    order: tuple[int, int]  # the article's place in the story, the event's in the article
    type: EventType
    mode: str | None
    lemmas: frozenset[str]
    modality: Modality
    denied: bool
    headed: bool  # only the headline tells it
    actors: frozenset[str]  # ids of identities
    affected: frozenset[str]
    persons: frozenset[str]  # those of the affected who are persons
    acting: frozenset[str]  # words that describe who did it, where it is nobody known by name
    called: frozenset[str]  # … and where it is
    described: frozenset[str]  # words that describe whom it was done to
    definite: bool  # «the camp», «its camp»: one that was spoken of
    numbers: frozenset[int]
    place: Place | None
    days: Days | None  # told by the article
    told: Days | None  # the day of the article
    scene: frozenset[str]  # the words of its sentences, and who is named there
    mark: Mark | None  # of its trigger


def find_traces(articles: Sequence[Filed], identities: Sequence[Identity]) -> tuple[Trace, ...]:
    """The traces of all events, in the order of the articles given."""
    meant = {ref: one for one in identities for ref in one.members}
    return tuple(trace for n, article in enumerate(articles) for trace in _of_article(article, n, meant))


def lemmas_of(words: str) -> frozenset[str]:
    """The base forms that a trigger's last word may have, its own form left out where there are others.

    >>> sorted(lemmas_of("opened strikes"))
    ['strike']
    """
    last = words.lower().split()[-1:]
    return frozenset(base for word in last for base in (event_bases(word)[1:] or (word,)))


def _of_article(article: Filed, rank: int, meant: Mapping[Ref, Identity]) -> Iterator[Trace]:
    reader = _Reader(
        article,
        rank,
        meant,
        [sentence.start for sentence in article.record.sentences],
        {entity.id: entity for entity in article.record.entities},
        _denied(article.record),
        _who_stands_where(article, meant),
    )
    seen = Counter[Span]()
    for event in article.record.events[:MOST_EVENTS]:
        yield reader.trace(event, dict(seen))
        seen[event.trigger] += 1


@dataclass(frozen=True, slots=True)
class _Reader:
    article: Filed
    rank: int
    meant: Mapping[Ref, Identity]
    starts: list[int]
    entities: Mapping[str, Entity]
    denied: Sequence[Span]
    standing: Mapping[int, frozenset[str]]  # sentence → identities named in it

    def trace(self, event: Event, before: Mapping[Span, int]) -> Trace:
        record = self.article.record
        sentences = sorted({self._sentence(span) for span in _mentions(event)})
        day = day_of(self.article)
        affected, described = self._parties(event, AFFECTED)
        actors, acting = self._parties(event, ACTING)
        value = next((time.value for time in record.times if time.id == event.time), "")
        ref = Ref(self.article.id, event.id)
        return Trace(
            ref=ref,
            order=(self.rank, finding_number(ref)),
            type=event.type,
            mode=event.mode,
            lemmas=self._lemmas(event),
            modality=event.modality,
            denied=any(span in piece for span in _mentions(event) for piece in self.denied),
            headed=event.headline_only,
            actors=frozenset(actors),
            affected=frozenset(affected),
            persons=frozenset(one for one, kind in affected.items() if kind == "person"),
            acting=acting,
            called=self._called(event),
            described=described,
            definite=any(self._is_definite(argument) for argument in event.arguments),
            numbers=frozenset(c.best for c in event.counts if c.best is not None and not c.part),
            place=next((place for place in record.places if place.id == event.place), None),
            days=days_of(value),
            told=Days(day, day) if day else None,
            scene=frozenset[str]().union(*map(self._scene, sentences)),
            mark=self._mark(event.trigger, before.get(event.trigger, 0)),
        )

    def _sentence(self, span: Span) -> int:
        return max(0, bisect_right(self.starts, span.start) - 1)

    def _lemmas(self, event: Event) -> frozenset[str]:
        return frozenset(
            lemma for span in _mentions(event) for lemma in lemmas_of(self.article.article[span])
        )

    def _parties(self, event: Event, roles: frozenset[Role]) -> tuple[dict[str, str], frozenset[str]]:
        """Ids of those who are known by name, with what they are; words for those who are not."""
        known: dict[str, str] = {}
        described: set[str] = set()
        for argument in event.arguments:
            if argument.role not in roles:
                continue
            identity = self.meant.get(Ref(self.article.id, argument.entity or ""))
            if identity and not (identity.type is EntityType.PERSON and " " not in identity.name):
                known[identity.id] = str(identity.type)
            elif identity:  # a surname may be anybody's who bears it
                known[identity.id] = "bearer"
            else:
                described |= self._description(argument.span, self.entities.get(argument.entity or ""))
        return known, frozenset(described)

    def _called(self, event: Event) -> frozenset[str]:
        """What those who did it are called besides their names: "the foreign minister, Ana Ruiz"."""
        found: set[str] = set()
        for argument in event.arguments:
            entity = self.entities.get(argument.entity or "")
            if argument.role in ACTING and entity and Ref(self.article.id, entity.id) in self.meant:
                found |= self._description(argument.span, entity)
                found |= {word for role in entity.roles for word in _long_words(role.title)}
        return frozenset(found)

    def _is_definite(self, argument: Argument) -> bool:
        return argument.role in AFFECTED and bool(DEFINITE.match(self.article.article[argument.span]))

    def _description(self, span: Span, entity: Entity | None) -> frozenset[str]:
        mentions = entity.mentions if entity else ()
        spans = [span, *(m.span for m in mentions if m.kind is not MentionKind.PRONOUN)]
        text = self.article.article
        return frozenset(
            word.removesuffix("s")
            for span in spans
            for word in WORD.findall(text[span].lower())
            if len(word) >= LONG and word not in words("vague_heads")
        )

    def _scene(self, sentence: int) -> frozenset[str]:
        named = self.standing.get(sentence, frozenset())
        spans = self.article.record.sentences
        return named | _long_words(self.article.article[spans[sentence]]) if sentence < len(spans) else named

    def _mark(self, span: Span, which: int) -> Mark | None:
        """Where the word stands in its sentence, letters alone counted; None in a sentence too short to tell."""
        spans = self.article.record.sentences
        n = self._sentence(span)
        if n >= len(spans) or span not in spans[n]:
            return None
        text = self.article.article.text
        letters = _letters(text[spans[n].start : spans[n].end])
        if letters.count(" ") + 1 < SHARED_WORDS:
            return None
        return letters, len(_letters(text[spans[n].start : span.start])), which


def _mentions(event: Event) -> tuple[Span, ...]:
    return (event.trigger, *event.mentions)


@lru_cache(maxsize=256)  # the events of a sentence have its words in common
def _long_words(sentence: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in WORD.findall(sentence.lower()) if len(word) >= LONG)


@lru_cache(maxsize=256)
def _letters(words: str) -> str:
    return " ".join(WORD.findall(words.casefold()))


def _denied(record: Record) -> tuple[Span, ...]:
    """What statements deny."""
    return tuple(
        piece for one in record.statements if one.act in DENYING and not one.negated for piece in one.content
    )


def _who_stands_where(article: Filed, meant: Mapping[Ref, Identity]) -> dict[int, frozenset[str]]:
    starts = [sentence.start for sentence in article.record.sentences]
    found: dict[int, set[str]] = defaultdict(set)
    for entity in article.record.entities:
        identity = meant.get(Ref(article.id, entity.id))
        for mention in entity.mentions if identity else ():
            found[max(0, bisect_right(starts, mention.span.start) - 1)].add(identity.id if identity else "")
    return {n: frozenset(ids) for n, ids in found.items()}

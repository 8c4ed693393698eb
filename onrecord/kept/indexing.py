"""A record → what it is looked up by: rows for its statements and events, for itself, and for whom it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice

from onrecord.kept.values import What
from onrecord.store.findings import LONGEST_WORDS, MOST_FINDINGS, EntityRow, FindingRow
from onrecord.store.words import fold
from onrecord.types import (
    Entity,
    Event,
    MentionKind,
    Place,
    Record,
    Role,
    Span,
    Statement,
    Time,
)

Facet = tuple[str, str]

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ARTICLE_WORDS = re.compile(r"^(?:the|an?|its?|his|her|their)\s+")
MOST_NAMED = 200  # in the content of one statement, by which it is found
LONGEST_NAME = 6  # words of a name that it is found by the ends of
SAID_BY, NAMED, ABOUT, AT, FROM = (
    "source",
    "person",
    "about",
    "place",
    "outlet",
)  # facets whose values are names


def find_rows(record: Record, day: str | None) -> tuple[FindingRow, ...]:
    """A row for the article, one for each statement and each event; `day` is the article's own."""
    index = _Index(record, day)
    rows = [index.article(), *map(index.statement, record.statements), *map(index.event, record.events)]
    return tuple(islice(rows, MOST_FINDINGS))


def find_entity_rows(record: Record) -> tuple[EntityRow, ...]:
    """A row for each key that an entity with a name is found by."""
    rows: dict[tuple[str, str], EntityRow] = {}
    for entity in record.entities:
        if not _is_named(entity):
            continue
        whole = {fold(name) for name in (entity.name, *entity.aliases)}
        roles = tuple(dict.fromkeys(role.title for role in entity.roles))
        for key in find_keys((entity.name, *entity.aliases)):
            rows[key, entity.id] = EntityRow(
                key, entity.id, entity.name, entity.type.value, entity.country, roles, key in whole
            )
    return tuple(rows.values())


def find_keys(names: Iterable[str]) -> tuple[str, ...]:
    """What names are found by: all of each, and its last words.

    >>> find_keys(["Khadidja Abdoulaye"])
    ('khadidja abdoulaye', 'abdoulaye')
    """
    return tuple(dict.fromkeys(key for name in names for key in _ends(name)))


@lru_cache(maxsize=16_384)  # the names of an article are asked for again and again
def _ends(name: str) -> tuple[str, ...]:
    words = ARTICLE_WORDS.sub("", fold(name)).split()
    return tuple(" ".join(words[at:]) for at in range(max(0, len(words) - LONGEST_NAME), len(words)))


def find_key(name: str) -> str:
    """The longest of a name's keys; "" where it has none.

    >>> find_key("The Chadian army")
    'chadian army'
    """
    return next(iter(_ends(name)), "")


def find_day(value: str | None) -> str | None:
    """The ISO day that a value begins with, if it is one."""
    match = DAY.match(value or "")
    try:
        return date.fromisoformat(match[0]).isoformat() if match else None
    except ValueError:
        return None


def _is_named(entity: Entity) -> bool:
    return any(mention.kind is MentionKind.NAME for mention in entity.mentions)


class _Index:
    """What of a record its rows are made from, looked up once."""

    def __init__(self, record: Record, day: str | None) -> None:
        self.record, self.day = record, day
        self.text = record.article.text
        self.entities = {entity.id: entity for entity in record.entities}
        self.statements = {statement.id: statement for statement in record.statements}
        self.times: dict[str, Time] = {time.id: time for time in record.times}
        self.places = {place.id: place for place in record.places}
        self.placed = sorted(record.places, key=lambda place: place.span)
        self.place_starts = [place.span.start for place in self.placed]
        self.sentence_starts = [sentence.start for sentence in record.sentences]
        mentions = ((mention.span, entity) for entity in record.entities for mention in entity.mentions)
        self.mentions = sorted(mentions, key=lambda pair: (pair[0].start, pair[0].end))
        self.starts = [span.start for span, _ in self.mentions]
        self.outlet: tuple[Facet, ...] = tuple(
            (FROM, key) for key in ([fold(record.article.outlet)] if record.article.outlet else [])
        )
        self.where: dict[str, tuple[Facet, ...]] = {}
        self.names: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for entity in record.entities:
            if _is_named(entity):
                self.names[entity.id] = find_keys((entity.name, *entity.aliases))

    def article(self) -> FindingRow:
        article = self.record.article
        headline = article.headline or (article.paragraphs[0] if article.paragraphs else None)
        named = (name for entity in self.record.entities for name in self.names[entity.id])
        return FindingRow(
            what=What.ARTICLES.value,
            finding="",
            day=self.day,
            start=headline.start if headline else 0,
            end=headline.end if headline else 0,
            words=self._words(headline) if headline else "",
            text=article.text,
            facets=(
                ("what", What.ARTICLES.value),
                *((NAMED, name) for name in named),
                *self._where(place.id for place in self.record.places),
                *self.outlet,
            ),
        )

    def statement(self, statement: Statement) -> FindingRow:
        source = statement.source
        spans = [statement.cue, *statement.content, *([source.span] if source else [])]
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        entity = self.entities.get(source.entity or "") if source else None
        words = self.record.article[source.span] if source else ""
        speaking = (*(self.names[entity.id] if entity else ()), *(find_keys([words]) if source else ()))
        within = list(islice(self._within(statement.content), MOST_NAMED))
        return FindingRow(
            what=What.STATEMENTS.value,
            finding=statement.id,
            day=find_day(statement.date) or self.day,
            start=whole.start,
            end=whole.end,
            words=self._words(whole),
            text=entity.name if entity else "",
            facets=(
                ("what", What.STATEMENTS.value),
                ("act", statement.act.value),
                *([("kind", source.kind.value)] if source else []),
                *((SAID_BY, name) for name in speaking),
                *(
                    (facet, name)
                    for found in within
                    for name in self.names[found.id]
                    for facet in (NAMED, ABOUT)
                ),
                *((NAMED, name) for name in (self.names[entity.id] if entity else ())),
                *self._where(place.id for place in self._places_in(statement.content)),
                *self.outlet,
            ),
            act=statement.act.value,
            source=(entity.name if entity and _is_named(entity) else words) if source else None,
            kind=source.kind.value if source else None,
        )

    def event(self, event: Event) -> FindingRow:
        sentence = self._sentence(event.trigger)
        taking_part = [argument.entity for argument in event.arguments if argument.entity]
        carried = [self.statements[id] for id in event.statements if id in self.statements]
        sources = [statement.source for statement in carried if statement.source]
        places = [argument.span for argument in event.arguments if argument.role is Role.PLACE]
        where = [event.place] if event.place else []
        told = self.times.get(event.time or "")
        names = (self.entities[id].name for id in taking_part if id in self.entities)
        return FindingRow(
            what=What.EVENTS.value,
            finding=event.id,
            day=find_day(told.value if told else None) or self.day,
            start=event.trigger.start,
            end=event.trigger.end,
            words=self._words(sentence),
            text=" ".join((event.type.value.lower(), event.mode or "", *names)),
            facets=(
                ("what", What.EVENTS.value),
                ("type", event.type.value),
                *(("kind", source.kind.value) for source in sources),
                *((NAMED, name) for id in taking_part for name in self.names[id]),
                *((SAID_BY, name) for source in sources for name in self.names[source.entity or ""]),
                *((AT, name) for span in places for name in find_keys([self.record.article[span]])),
                *self._where(where),
                *self.outlet,
            ),
            type=event.type.value,
            mode=event.mode,
            status=event.status.value,
        )

    def _words(self, span: Span) -> str:
        """The words of a span, as many as are shown."""
        return self.text[span.start : min(span.end, span.start + LONGEST_WORDS)]

    def _within(self, spans: Iterable[Span]) -> Iterator[Entity]:
        """The entities with a mention inside one of the spans, each once."""
        told: set[str] = set()
        for outer in spans:
            inside = slice(bisect_left(self.starts, outer.start), bisect_left(self.starts, outer.end))
            for span, entity in self.mentions[inside]:
                if span.end <= outer.end and entity.id not in told:
                    told.add(entity.id)
                    yield entity

    def _places_in(self, spans: Iterable[Span]) -> Iterator[Place]:
        for outer in spans:
            inside = slice(
                bisect_left(self.place_starts, outer.start), bisect_left(self.place_starts, outer.end)
            )
            yield from (place for place in self.placed[inside] if place.span.end <= outer.end)

    def _where(self, ids: Iterable[str]) -> Iterator[Facet]:
        """A place's name as it is found, and its country."""
        for id in dict.fromkeys(ids):
            if id not in self.where:
                self.where[id] = tuple(self._facets(self.places[id])) if id in self.places else ()
            yield from self.where[id]

    def _facets(self, place: Place) -> Iterator[Facet]:
        yield from ((AT, name) for name in find_keys([place.name, self.record.article[place.span]]))
        if place.country:
            yield AT, place.country.lower()

    def _sentence(self, span: Span) -> Span:
        at = bisect_right(self.sentence_starts, span.start) - 1
        return self.record.sentences[at] if at >= 0 and span in self.record.sentences[at] else span

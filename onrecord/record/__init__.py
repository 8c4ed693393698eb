"""Article → Record: who says what, who is who, what happened, and on whose word it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons.gazetteer import Gazetteer
from onrecord.record.circumstances import find_unnamed
from onrecord.record.citing import with_cited
from onrecord.record.contents import settle_contents
from onrecord.record.entities import entity_of, find_entities
from onrecord.record.entities.countries import settle_countries
from onrecord.record.entities.in_office import with_those_in_office
from onrecord.record.entities.nominals import find_nominals
from onrecord.record.entities.roles import find_roles
from onrecord.record.events import find_events
from onrecord.record.events.arguments import find_arguments
from onrecord.record.events.triggers import find_triggers
from onrecord.record.hollow import without_hollow
from onrecord.record.inserts import without_inserts
from onrecord.record.names import settle_names
from onrecord.record.nesting import Read, find_nested
from onrecord.record.places import find_places
from onrecord.record.quotes import find_quotes
from onrecord.record.rules import find_rule_attributions
from onrecord.record.sentences import find_sentences
from onrecord.record.signals import find_signals
from onrecord.record.statements import Surroundings, find_statements
from onrecord.record.status import settle_statuses
from onrecord.record.subjects import settle_sources, with_antecedent
from onrecord.record.times import find_times
from onrecord.types import Article, Entity, EntityType, Place, Record, SourceKind, Statement

__all__ = ["Read", "make_record"]

READ_LANGUAGES = ("en", "und")
MOST_CHARACTERS = 200_000  # of an article are read, in some 4 s; PolNeAR's longest article has 33,700
TOO_LONG = f"Only the first {MOST_CHARACTERS:,} characters were read for statements and names."
BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.UNKNOWN})
FORCES = frozenset({SourceKind.MILITARY, SourceKind.STATE, SourceKind.MEDIA})
NEXT = 250  # characters from a statement's cue to the pronoun that goes on: the next sentence
LANGUAGES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "it": "Italian",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip


def make_record(article: Article, *, read: Read, gazetteer: Gazetteer) -> Record:
    """What the article puts on the record; of one that is not in English, its sentences and a note."""
    return replace(_read_through(without_inserts(article), read=read, gazetteer=gazetteer), article=article)


def _read_through(article: Article, *, read: Read, gazetteer: Gazetteer) -> Record:
    sentences = find_sentences(article.text, article.paragraphs)
    if article.language not in READ_LANGUAGES:
        language = LANGUAGES.get(article.language, f"the language “{article.language}”")
        return Record(
            article, sentences, notes=(f"Statements, names, times and places are not read in {language}.",)
        )
    reading = read([article.text[:MOST_CHARACTERS]])[0]
    unnamed = find_unnamed(article.text[:MOST_CHARACTERS])
    seen = find_signals(reading, unnamed=unnamed)
    names = settle_names(article, seen.names)
    quotes = find_quotes(article.text, article.paragraphs)
    day = article.published.day if article.published else None
    times = find_times(article.text, published=day, sentences=sentences)
    ruled = find_rule_attributions(article, sentences, quotes)
    whole = settle_contents(article, seen.attributions, sentences, quotes)
    settled = settle_sources(article, whole, ruled, sentences)
    attributions = find_nested(article, settled, ruled, read=read)
    attributions = with_cited(article, without_hollow(article, attributions), sentences, names)
    attributions = tuple(with_antecedent(article, one) for one in attributions)
    statements = find_statements(article, attributions, Surroundings(sentences, quotes, names, times))
    nominals = find_nominals(article, reading, names, sentences)
    entities = find_entities(article, nominals, sentences, statements, reading)
    entities = with_those_in_office(article, find_roles(article, entities, sentences), statements)
    places = tuple(_standing_for(place, entities) for place in find_places(article, names, gazetteer))
    entities = settle_countries(entities, places)
    record = Record(
        article=article,
        sentences=sentences,
        entities=entities,
        statements=tuple(
            _of_the_same([_spoken_by(statement, entities, article) for statement in statements], article)
        ),
        times=times,
        places=places,
        notes=(TOO_LONG,) if len(article.text) > MOST_CHARACTERS else (),
    )
    triggers = find_triggers(article, reading, names, sentences, record.statements)
    # «who asked not to be [named]»: nobody is given an office
    triggers = tuple(one for one in triggers if not any(one.span in words for words in unnamed))
    triggers = find_arguments(article, reading, triggers, nominals, sentences)
    events = find_events(record, triggers)
    return replace(
        record, events=settle_statuses(article, events, record.statements, entities, record.places)
    )


def _spoken_by(statement: Statement, entities: tuple[Entity, ...], article: Article) -> Statement:
    source = statement.source
    if source is None:
        return statement
    who = entity_of(article, source, entities)
    outlet = any(one.id == who and one.type is EntityType.MEDIA for one in entities)
    kind = (
        SourceKind.MEDIA if outlet and source.kind in BODIES else source.kind
    )  # "the agency", of a press agency
    return replace(statement, source=replace(source, entity=who, kind=kind))


def _of_the_same(statements: Sequence[Statement], article: Article) -> Iterator[Statement]:
    """«Police named a man. [They] said …»: a body that nobody found to be anybody is the one that spoke just before."""
    last: Statement | None = None
    for one in statements:
        known = _with_entity_of(one, last, article) if last else one
        if known.source is not None and known.source.entity is not None:
            last = known
        yield known


def _with_entity_of(one: Statement, last: Statement, article: Article) -> Statement:
    source = one.source
    if source is None or last.source is None or source.entity is not None:
        return one
    lone = article[source.span].lower() in ("they", "it")
    alike = source.kind is last.source.kind and source.kind in BODIES | FORCES
    near = source.span.start - last.cue.end < NEXT
    return replace(one, source=replace(source, entity=last.source.entity)) if lone and alike and near else one


def _standing_for(place: Place, entities: tuple[Entity, ...]) -> Place:
    held = (entity.id for entity in entities for mention in entity.mentions if mention.span == place.span)
    return replace(place, entity=next(held, None))

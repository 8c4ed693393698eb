from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.entities import entity_at, entity_of, find_entities
from onrecord.record.entities.nominals import find_nominals
from onrecord.record.sentences import find_sentences
from onrecord.types import (
    Act,
    Article,
    Entity,
    EntityType,
    Form,
    Mention,
    MentionKind,
    Name,
    Source,
    SourceKind,
    Span,
    Statement,
)
from tests.readings import read_marked

P, O, L, G = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.GROUP  # noqa: E741


def _article(text: str) -> Article:
    return Article("a", text, (Span(0, len(text)),), "en")


def _names(article: Article, named: list[tuple[str, EntityType]]) -> tuple[Name, ...]:
    found, at = [], 0
    for surface, kind in named:
        at = article.text.index(surface, at)
        found.append(Name(Span(at, at + len(surface)), kind))
        at += len(surface)
    return tuple(found)


def _entities(
    article: Article, named: list[tuple[str, EntityType]], statements: tuple[Statement, ...] = ()
) -> tuple[Entity, ...]:
    _, reading = read_marked(article.text)
    sentences = find_sentences(article.text, article.paragraphs)
    nominals = find_nominals(article, reading, _names(article, named), sentences)
    return find_entities(article, nominals, sentences, statements, reading)


def _statement(article: Article, source: str, kind: SourceKind) -> Statement:
    start = article.text.index(source)
    span = Span(start, start + len(source))
    return Statement(
        "s1", Source(span, kind, True), Span(span.end, span.end + 1), Act.SAY, (), Form.INDIRECT, "hand"
    )


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("Ana Ruiz left. Ruiz came back.", [("Ana Ruiz", P), ("Ruiz", P)], [("Ana Ruiz", 2)]),
        (
            "Ana Ruiz and Omar Ruiz left. Ruiz came back.",
            [("Ana Ruiz", P), ("Omar Ruiz", P), ("Ruiz", P)],
            [("Ana Ruiz", 1), ("Omar Ruiz", 1), ("Ruiz", 1)],
        ),
        ("Ruiz’s car. Ruiz.", [("Ruiz’s", P), ("Ruiz", P)], [("Ruiz", 2)]),
        (
            "Gen. Sara Osman. Sara Osman.",
            [("Gen. Sara Osman", P), ("Sara Osman", P)],
            [("Gen. Sara Osman", 2)],
        ),
        (  # one name, spelt otherwise
            "Omar Haddad left. Omar Hadad came back. Hadad slept.",
            [("Omar Haddad", P), ("Omar Hadad", P), ("Hadad", P)],
            [("Omar Haddad", 3)],
        ),
        (  # of short ones a letter makes another
            "Omar Ruiz left. Omar Ruis came back.",
            [("Omar Ruiz", P), ("Omar Ruis", P)],
            [("Omar Ruiz", 1), ("Omar Ruis", 1)],
        ),
        ("U.S. and US", [("U.S.", L), ("US", L)], [("U.S.", 2)]),
        ("the United States, US forces", [("United States", L), ("US", L)], [("United States", 2)]),
        (
            "The Gao Front left. The Front came back.",
            [("Gao Front", O), ("Front", O)],
            [("Gao Front", 2)],
        ),
        (  # of two fronts it is neither
            "The Gao Front met the Kidal Front. The Front left.",
            [("Gao Front", O), ("Kidal Front", O), ("Front", O)],
            [("Gao Front", 1), ("Kidal Front", 1), ("Front", 1)],
        ),
        (  # without "the" it may be anything
            "The Gao Front left. Front seats were empty.",
            [("Gao Front", O), ("Front", O)],
            [("Gao Front", 1), ("Front", 1)],
        ),
        ("Jordan met in Jordan.", [("Jordan", P), ("Jordan", L)], [("Jordan", 1), ("Jordan", 1)]),
    ],
)
def test_the_same_name_is_the_same_entity(text, named, expected):
    entities = _entities(_article(text), named)
    named = [entity for entity in entities if entity.mentions[0].kind is MentionKind.NAME]
    assert [(entity.name, len(entity.mentions)) for entity in named] == expected


@pytest.mark.parametrize(
    ("text", "named", "source", "kind", "expected"),
    [
        ("Kenya said so.", [("Kenya", L)], "Kenya", SourceKind.STATE, EntityType.STATE),
        ("Harbour Post said so.", [("Harbour Post", O)], "Harbour Post", SourceKind.MEDIA, EntityType.MEDIA),
        ("The Kenya Army said so.", [("Kenya Army", O)], "The Kenya Army", SourceKind.MILITARY,
         EntityType.MILITARY),
        ("A driver in Kenya said so.", [("Kenya", L)], "A driver in Kenya", SourceKind.WITNESS, L),
        ("Kenya’s critics said so.", [("Kenya", L)], "Kenya’s critics", SourceKind.GROUP, L),
    ],
)  # fmt: skip
def test_what_speaks_is_what_it_speaks_as(text, named, source, kind, expected):
    article = _article(text)
    entities = _entities(article, named, (_statement(article, source, kind),))
    surface = named[0][0]
    assert next(entity.type for entity in entities if entity.name == surface) is expected


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("Peru attacked Chile.", [("Peru", L), ("Chile", L)], {"Peru": "state", "Chile": "place"}),
        ("It was shelled by Peru and Chile.", [("Peru", L), ("Chile", L)], {"Peru": "state", "Chile": "state"}),
        ("He lives in Peru.", [("Peru", L)], {"Peru": "place"}),
        ("Lima denied it. He lives in Lima. Peru is dry.", [("Lima", L), ("Lima", L), ("Peru", L)],
         {"Peru": "state", "Lima": "place"}),
        ("It was Lima’s capacity to strike Peru.", [("Lima", L), ("Peru", L)], {"Peru": "state"}),
        ("Lima’s hospitals are full.", [("Lima", L)], {"Lima": "place"}),
    ],
)  # fmt: skip
def test_a_country_that_acts_is_a_state_and_so_is_its_capital(text, named, expected):
    entities = _entities(_article(text), named)
    assert {
        entity.name: str(entity.type) for entity in entities if entity.name in ("Peru", "Chile", "Lima")
    } == expected


@pytest.mark.parametrize(
    ("text", "named", "source", "kind", "expected"),
    [
        ("Ana Ruiz said", [("Ana Ruiz", P)], "Ana Ruiz", SourceKind.PERSON, "Ana Ruiz"),
        ("Ruiz’s lawyer, Omar Haddad, said", [("Ruiz", P), ("Omar Haddad", P)], "Ruiz’s lawyer, Omar Haddad",
         SourceKind.PERSON, "Omar Haddad"),
        ("Ana Ruiz, lawyer of Omar Haddad, said", [("Ana Ruiz", P), ("Omar Haddad", P)],
         "Ana Ruiz, lawyer of Omar Haddad", SourceKind.PERSON, "Ana Ruiz"),
        ("Kenya’s police said", [("Kenya", L)], "Kenya’s police", SourceKind.ORGANISATION, "Kenya’s police"),
        ("the Red Cross said", [("Red Cross", O)], "the Red Cross", SourceKind.ORGANISATION, "Red Cross"),
        ("A doctor who asked not to be named said", [], "A doctor who asked not to be named", SourceKind.PERSON,
         "A doctor"),
    ],
)  # fmt: skip
def test_a_source_is_the_entity_that_its_words_name(text, named, source, kind, expected):
    article = _article(text)
    statement = _statement(article, source, kind)
    entities = _entities(article, named, (statement,))
    assert statement.source
    found = entity_of(article, statement.source, entities)
    assert next((entity.name for entity in entities if entity.id == found), None) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("the younger Ana Ruiz left", "the younger Ana Ruiz", "e1"),
        ("Ana Ruiz, a nurse, left", "Ana Ruiz, a nurse", "e1"),
        ("Ana Ruiz’s house fell", "Ana Ruiz’s house", None),
        ("members of Ana Ruiz left", "members of Ana Ruiz", None),
        ("the Ana Ruiz family left", "the Ana Ruiz family", None),
        ("nobody left", "nobody", None),
    ],
)
def test_a_span_is_the_entity_that_its_head_names(text, words, expected):
    article = _article(text)
    at = text.find("Ana Ruiz")
    mentions = (Mention(Span(at, at + 8)),) if at >= 0 else ()
    entity = Entity("e1", P, "Ana Ruiz", mentions)
    start = text.index(words)
    assert entity_at(article, Span(start, start + len(words)), (entity,)) == expected


def test_a_country_carries_its_code():
    entities = _entities(_article("Kenya and Nairobi"), [("Kenya", L), ("Nairobi", L)])
    assert [entity.country for entity in entities] == ["KE", None]


def test_who_is_not_named_is_kept_if_a_person_or_a_source():
    article = _article("A nurse saw a house. The army said so.")
    statement = _statement(article, "The army", SourceKind.MILITARY)
    assert [entity.name for entity in _entities(article, [], (statement,))] == ["A nurse", "The army"]
    assert [entity.name for entity in _entities(article, [])] == ["A nurse"]


def test_entities_come_in_the_order_of_their_first_mention_each_mention_in_one():
    article = _article("She met Ana Ruiz. Ruiz saw a guard and the guard saw Omar Haddad.")
    entities = _entities(article, [("Ana Ruiz", P), ("Ruiz", P), ("Omar Haddad", P)])
    starts = [entity.mentions[0].span for entity in entities]
    assert starts == sorted(starts)
    assert [entity.id for entity in entities] == [f"e{n}" for n in range(1, len(entities) + 1)]
    spans = [mention.span for entity in entities for mention in entity.mentions]
    assert len(spans) == len(set(spans))
    assert entities == tuple(replace(entity) for entity in entities)

from __future__ import annotations

import pytest

from onrecord.record.mentions import entity_of, find_entities
from onrecord.types import Act, Article, EntityType, Form, Name, Source, SourceKind, Span, Statement

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
        ("U.S. and US", [("U.S.", L), ("US", L)], [("U.S.", 2)]),
        ("Jordan met in Jordan.", [("Jordan", P), ("Jordan", L)], [("Jordan", 1), ("Jordan", 1)]),
    ],
)
def test_the_same_name_is_the_same_entity(text, named, expected):
    article = _article(text)
    entities = find_entities(article, _names(article, named), ())
    assert [(entity.name, len(entity.mentions)) for entity in entities] == expected


@pytest.mark.parametrize(
    ("text", "named", "source", "kind", "expected"),
    [
        ("Kenya said so.", [("Kenya", L)], "Kenya", SourceKind.STATE, EntityType.STATE),
        ("Harbour Post said so.", [("Harbour Post", O)], "Harbour Post", SourceKind.MEDIA, EntityType.MEDIA),
        (
            "The Kenya Army said so.",
            [("Kenya Army", O)],
            "The Kenya Army",
            SourceKind.MILITARY,
            EntityType.MILITARY,
        ),
        (
            "A driver in Kenya said so.",
            [("Kenya", L)],
            "A driver in Kenya",
            SourceKind.WITNESS,
            EntityType.PLACE,
        ),
        ("Kenya’s critics said so.", [("Kenya", L)], "Kenya’s critics", SourceKind.GROUP, EntityType.PLACE),
    ],
)
def test_what_speaks_is_what_it_speaks_as(text, named, source, kind, expected):
    article = _article(text)
    entities = find_entities(article, _names(article, named), (_statement(article, source, kind),))
    assert [entity.type for entity in entities] == [expected]


@pytest.mark.parametrize(
    ("text", "named", "source", "kind", "expected"),
    [
        ("Ana Ruiz said", [("Ana Ruiz", P)], "Ana Ruiz", SourceKind.PERSON, "Ana Ruiz"),
        ("Ruiz’s lawyer, Omar Haddad, said", [("Ruiz", P), ("Omar Haddad", P)], "Ruiz’s lawyer, Omar Haddad",
         SourceKind.PERSON, "Omar Haddad"),
        ("Ana Ruiz, lawyer of Omar Haddad, said", [("Ana Ruiz", P), ("Omar Haddad", P)],
         "Ana Ruiz, lawyer of Omar Haddad", SourceKind.PERSON, "Ana Ruiz"),
        ("Kenya’s police said", [("Kenya", L)], "Kenya’s police", SourceKind.ORGANISATION, None),
        ("the Red Cross said", [("Red Cross", O)], "the Red Cross", SourceKind.ORGANISATION, "Red Cross"),
    ],
)  # fmt: skip
def test_a_source_is_the_entity_that_its_words_name(text, named, source, kind, expected):
    article = _article(text)
    names = _names(article, named)
    statement = _statement(article, source, kind)
    entities = find_entities(article, names, (statement,))
    assert statement.source
    found = entity_of(article, statement.source, entities)
    assert next((entity.name for entity in entities if entity.id == found), None) == expected


def test_a_country_carries_its_code():
    article = _article("Kenya and Nairobi")
    entities = find_entities(article, _names(article, [("Kenya", L), ("Nairobi", L)]), ())
    assert [entity.country for entity in entities] == ["KE", None]

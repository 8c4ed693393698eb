from __future__ import annotations

import re

import pytest

from onrecord.record.names import settle_names
from onrecord.types import Article, EntityType, Name, Span

P, O, L = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE  # noqa: E741


def _settled(
    headline: str, body: str, named: list[tuple[str, EntityType]]
) -> list[tuple[str, EntityType | None]]:
    text = f"{headline}\n\n{body}"
    head = Span(0, len(headline))
    article = Article("a", text, (head, Span(len(headline) + 2, len(text))), "en", headline=head)
    names = tuple(Name(Span(at := text.index(words), at + len(words)), kind) for words, kind in named)
    return [(article[name.span], name.type) for name in settle_names(article, names)]


@pytest.mark.parametrize(
    ("headline", "body", "named", "expected"),
    [
        ("Chad Kills Rebel Quartermaster", "A rebel quartermaster was killed.", [("Kills Rebel Quartermaster", O)], []),
        ("Chad Kills Abakar Torone In Raid", "A raid killed him.", [("Kills Abakar Torone In", P)],
         [("Abakar Torone", P)]),
        ("Leader Spurns Amnesty Again", "He left.", [("Spurns Amnesty", P)], []),
        ("Leader Spurns Harbour Pact In Rage", "He left.", [("Spurns Harbour Pact", O)], [("Harbour Pact", O)]),
        ("Heavy rain falls on the town of Abakar Torone", "A torone fell.", [("Abakar Torone", P)],
         [("Abakar Torone", P)]),
        ("Oman Kills Guard Chief In Airstrike", "It struck twice.", [("Chief In Airstrike", O)], []),
        ("Rebel Radio Confirms Raid", "Our radio and a rebel said so. Radio is loud.", [("Rebel Radio", O)], []),
        ("Rain", "Thimphu praised it.", [("Thimphu", P)], [("Thimphu", L)]),
        ("Rain", "Ruth Jordan left. Later Jordan called.", [("Ruth Jordan", P), ("Jordan", P)],
         [("Ruth Jordan", P), ("Jordan", P)]),
        ("Rain", "Radio Enneri said so.", [("Radio Enneri", P)], [("Radio Enneri", EntityType.MEDIA)]),
        ("Rain", "Former Osh Board director Ana Ruiz left.", [("Former Osh Board", O), ("Ana Ruiz", P)],
         [("Osh Board", O), ("Ana Ruiz", P)]),
        # a body that is known by name is no person; whoever is named in full is no body by his last name
        ("Rain", "Reuters said so.", [("Reuters", P)], [("Reuters", EntityType.MEDIA)]),
        ("Rain", "Omar Haddad left. It is a case against Haddad.", [("Omar Haddad", P), ("Haddad", O)],
         [("Omar Haddad", P), ("Haddad", P)]),
        ("Rain", "Omar Haddad left. Haddad Mills closed.", [("Omar Haddad", P), ("Haddad Mills", O)],
         [("Omar Haddad", P), ("Haddad Mills", O)]),
        # of which party, and what office: no names
        ("Rain", "He met Sen. Ana Ruiz (D-Ohio) there.", [("Sen", P), ("Ana Ruiz", P), ("D-Ohio", L)],
         [("Ana Ruiz", P)]),
        ("Rain", "Ana Ruiz, R-Texas, left. It was D-Day.", [("Ana Ruiz", P), ("R-Texas", O), ("D-Day", O)],
         [("Ana Ruiz", P), ("D-Day", O)]),
        ("Rain", "Omar “Ferry” Haddad left.", [("Omar", P), ("Ferry” Haddad", P)], [("Omar “Ferry” Haddad", P)]),
        ("Rain", "Omar said “Yes” and Haddad left.", [("Omar", P), ("Haddad", P)], [("Omar", P), ("Haddad", P)]),
        ("Rain", "N’Djamena said so.", [("N’Djamena", P)], [("N’Djamena", L)]),
    ],
)  # fmt: skip
def test_capitals_of_a_headline_make_no_names_and_countries_no_persons(headline, body, named, expected):
    assert _settled(headline, body, named) == expected


@pytest.mark.parametrize(
    ("body", "name", "expected"),
    [
        (
            "It was Ana Ruiz and Omar Haddad.",
            "Ana Ruiz and Omar Haddad",
            [("Ana Ruiz", P), ("Omar Haddad", P)],
        ),
        ("It was Ana Ruiz\n\nOMAR: Yes.", "Ana Ruiz\n\nOMAR", [("Ana Ruiz", P), ("OMAR", P)]),
        ("It was Ana Ruiz of Osh.", "Ana Ruiz of Osh", [("Ana Ruiz", P)]),
        ("It was Joan of Osh.", "Joan of Osh", [("Joan of Osh", P)]),
        ("It was Haddad speechwriter Ana Ruiz.", "Haddad speechwriter Ana Ruiz", [("Ana Ruiz", P)]),
        ("It was Democrat Ana Ruiz.", "Democrat Ana Ruiz", [("Ana Ruiz", P)]),
        ("It was Baker Ana Ruiz.", "Baker Ana Ruiz", [("Baker Ana Ruiz", P)]),
        ("It was Ana van Ruiz.", "Ana van Ruiz", [("Ana van Ruiz", P)]),
        ("Ana Ruiz 2012.", "Ana Ruiz 2012", [("Ana Ruiz", P)]),
        ("Ana Ruiz/Osh Photos.", "Ana Ruiz/Osh Photos", [("Ana Ruiz", P)]),
        ("Ana Ruiz, D-Ohio, left.", "D-Ohio", []),
        ("It was Abd-Ana Ruiz.", "Abd-Ana Ruiz", [("Abd-Ana Ruiz", P)]),
        ("Democrats left.", "Democrats", [("Democrats", EntityType.GROUP)]),
        ("Ms Roberts left.", "Roberts", [("Roberts", P)]),
    ],
)
def test_a_person_is_named_by_a_name_and_no_more(body, name, expected):
    assert _settled("Rain", body, [(name, P)]) == expected


def test_a_whole_name_that_people_bear_is_no_place():
    text = "The Ana Ruiz inquiry. Ana Ruiz fell. Ruiz was a nurse. She met the Islamic State."
    article = Article("a", text, (Span(0, len(text)),), "en")
    spans = [
        Span(found.start(), found.end())
        for found in re.finditer("Ana Ruiz|(?<!Ana )Ruiz|Islamic State", text)
    ]
    names = tuple(Name(span, kind) for span, kind in zip(spans, (L, P, P, L), strict=True))
    settled = [name.type for name in settle_names(article, names)]
    assert settled[:3] == [P, P, P]
    assert settled[3] is not L
    alone = (Name(spans[0], L), Name(spans[3], O))
    assert [name.type for name in settle_names(article, alone)] == [L, O]


def test_what_is_mostly_a_place_is_one():
    text = "In Osh it rained. Osh was wet. Nobody left Osh."
    article = Article("a", text, (Span(0, len(text)),), "en")
    spans = [Span(found.start(), found.end()) for found in re.finditer("Osh", text)]
    names = tuple(Name(span, kind) for span, kind in zip(spans, (L, P, L), strict=True))
    assert [name.type for name in settle_names(article, names)] == [L, L, L]
    names = tuple(Name(span, kind) for span, kind in zip(spans, (L, P, P), strict=True))
    assert [name.type for name in settle_names(article, names)] == [L, P, P]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Enneri Front", O),
        ("Enneri Liberation Army", O),
        ("Front", EntityType.FACILITY),
        ("Enneri Mill", EntityType.FACILITY),
    ],
)
def test_a_force_is_no_facility(name: str, kind: EntityType) -> None:
    body = f"They bombed a camp of the {name} on Monday."
    assert _settled("Rain", body, [(name, EntityType.FACILITY)]) == [(name, kind)]

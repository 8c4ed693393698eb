from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.entities.countries import settle_countries
from onrecord.record.entities.roles import find_roles
from onrecord.types import Entity, Place
from tests.marked_entities import read_entities


def _read(marked: str) -> dict[str, Entity]:
    article, entities = read_entities(marked)
    found = find_roles(article, entities, article.paragraphs)
    assert [one.id for one in found] == [one.id for one in entities]
    return {entity.name: entity for entity in found}


def _roles(marked: str, name: str) -> list[tuple[str, str | None, bool]]:
    return [(role.title, role.of, role.current) for role in _read(marked)[name].roles]


@pytest.mark.parametrize(
    ("marked", "roles"),
    [
        ("Chadian Prime Minister [p Ana Ruiz] said so.", [("Prime Minister", None, True)]),
        (
            "[s Chad] is calm. Former Chadian President, [p Ana Ruiz], left.",
            [("President", "Chad", False)],
        ),
        ("The [o White House] spokeswoman [p Ana Ruiz] spoke.", [("spokeswoman", "White House", True)]),
        ("[m Harbour Brigade] commander [p Ana Ruiz] fled.", [("commander", "Harbour Brigade", True)]),
        (
            "Police spokesman Lt. Col. [p Ana Ruiz] said so.",
            [("Police spokesman", None, True), ("Lt. Col.", None, True)],
        ),
        (
            "Then-President [p Omar Haddad] met ex-minister [p Ana Ruiz] there.",
            [("minister", None, False)],
        ),
        ("The slain Harbour Front leader [p Ana Ruiz] was 40.", [("leader", None, False)]),
        ("The outgoing mayor, [p Ana Ruiz], waved.", [("mayor", None, True)]),
        # a title and its short form are one role, and once it is past it is past
        (
            "[p Ana Ruiz], a former secretary of state, left. Secretary [p Ana Ruiz] smiled.",
            [("secretary of state", None, False)],
        ),
        ("[p Ana Ruiz], a [p Omar Haddad] spokesman, said so.", [("spokesman", None, True)]),
        ("[p Ana Ruiz], a [p Omar Haddad] admirer and mayor, said so.", []),
        ("Acting president [p Ana Ruiz] signed it.", [("Acting president", None, True)]),
        ("The incoming governor, [p Ana Ruiz], waved.", [("governor", None, False)]),
        ("A former textile executive [p Ana Ruiz] won.", [("textile executive", None, False)]),
        ("The [l Osh] police chief, [p Ana Ruiz], said so.", [("police chief", "Osh", True)]),
        ("[s US] life: former Michigan Gov. [p Ana Ruiz] won.", [("Gov.", None, False)]),  # not of the US
        ("[s Chad] mourns Chadian journalist [p Ana Ruiz].", [("journalist", None, True)]),
        ("They accused then-[o Fed] chair [p Ana Ruiz].", [("chair", "Fed", False)]),
        ("It was a defeat President [p Ana Ruiz] regrets.", [("President", None, True)]),
        ("He told Minister of Fisheries [p Ana Ruiz] so.", [("Minister of Fisheries", None, True)]),
        ("The Petty Officer [p Ana Ruiz] died.", [("Petty Officer", None, True)]),
        ("Director [p Ana Ruiz] of the [o Osh Institute] spoke.", [("Director", "Osh Institute", True)]),
        (
            "[s Peru]’s ambassador to [s Chad], [p Ana Ruiz], left.",
            [],
        ),  # what follows a noun is not read backwards
    ],
)
def test_a_role_stands_before_the_name(marked, roles):
    assert _roles(marked, "Ana Ruiz") == roles


@pytest.mark.parametrize(
    ("marked", "roles"),
    [
        ("[p Ana Ruiz], 54, a doctor at the [f Osh Hospital], said so.", [("doctor", "Osh Hospital", True)]),
        (
            "[p Ana Ruiz], secretary of the [o Harbour Council], was ill.",
            [("secretary", "Harbour Council", True)],
        ),
        (
            "The [o Harbour Council]'s secretary, [p Ana Ruiz], was ill.",
            [("secretary", "Harbour Council", True)],
        ),
        (
            "[p Ana Ruiz], a respected 26-year-old tax lawyer, was shot.",
            [("tax lawyer", None, True)],
        ),
        ("[p Ana Ruiz], [s Peru]’s ambassador to [s Chad], left.", [("ambassador", "Peru", True)]),
        (
            "[p Ana Ruiz] (left), founder and chairwoman of [o Osh Oil], left.",
            [("chairwoman", "Osh Oil", True), ("founder", "Osh Oil", True)],
        ),
        (
            "[p Ana Ruiz], director of research at the [o Osh Institute], spoke.",
            [("director", "Osh Institute", True)],
        ),
        ("[p Ana Ruiz], an attorney for [p Omar Haddad], spoke.", [("attorney", "Omar Haddad", True)]),
        ("[p Ana Ruiz], an officer in the shooting, spoke.", [("officer", None, True)]),
    ],
)
def test_a_role_stands_in_apposition(marked, roles):
    assert sorted(_roles(marked, "Ana Ruiz"), key=str) == sorted(roles, key=str)


@pytest.mark.parametrize(
    ("marked", "roles"),
    [
        (
            "[p Ana Ruiz] was the head of the [o Harbour Council] until May.",
            [("head", "Harbour Council", False)],
        ),
        (
            "[p Ana Ruiz] is a former minister and a nurse.",
            [("minister", None, False), ("nurse", None, True)],
        ),
        (
            "[p Ana Ruiz], who served as secretary of the [o Harbour Council], left.",
            [("secretary", "Harbour Council", False)],
        ),
        ("[p Ana Ruiz] was elected president of [s Peru].", [("president", "Peru", True)]),
        ("[p Ana Ruiz] resigned as mayor of [l Osh].", [("mayor", "Osh", False)]),
        ("They appointed [p Ana Ruiz] as governor of [l Osh].", [("governor", "Osh", True)]),
        ("As head of the [o Osh Water Board], [p Ana Ruiz] refused.", [("head", "Osh Water Board", True)]),
        ("[p Ana Ruiz] has met nobody since being named governor.", [("governor", None, True)]),
        ("[p Ana Ruiz] was once a miner.", [("miner", None, False)]),
    ],
)
def test_a_verb_gives_a_role(marked, roles):
    assert _roles(marked, "Ana Ruiz") == roles


@pytest.mark.parametrize(
    "marked",
    [
        "Mr [p Ana Ruiz] and Dr [p Ana Ruiz] and Ayatollah [p Ana Ruiz] came.",
        "The alleged leader of the gang, [p Ana Ruiz], fled.",
        "[p Ana Ruiz] is not the mayor.",
        "[p Ana Ruiz], who is no longer mayor, spoke.",
        "The doctor shortage hit [p Ana Ruiz].",
        "[p Ana Ruiz], the mayor of [l Osh] and [p Omar Haddad] met.",  # three people
        "[p Ana Ruiz] would be a good mayor.",
        "According to the minister, [p Ana Ruiz] is ill.",
        "[p Ana Ruiz]’s spokesman denied it.",
        "[p Ana Ruiz], President [p Omar Haddad] and others met.",
        "The mayor met [p Ana Ruiz].",
        "[p Ana Ruiz], Osh bomb kills photojournalist",
        "A senior Chadian official praised [p Ana Ruiz].",
    ],
)
def test_what_is_no_role_of_hers_is_not_given_to_her(marked):
    assert _roles(marked, "Ana Ruiz") == []


def test_a_role_told_twice_is_one_with_the_fullest_words():
    marked = (
        "Gen. [p Ana Ruiz] left. General [p Ana Ruiz], Chadian fisheries minister, knew. [s Chad] did not.\n"
        "Minister [p Ana Ruiz] spoke."
    )
    article, _ = read_entities(marked)
    ana = _read(marked)["Ana Ruiz"]
    assert [(article[role.span], role.of) for role in ana.roles] == [
        ("General", None),
        ("Chadian fisheries minister", "Chad"),
    ]


def test_what_is_past_once_is_past():
    marked = "Former mayor [p Ana Ruiz] came. Mayor [p Ana Ruiz] left."
    assert _roles(marked, "Ana Ruiz") == [("mayor", None, False)]


def test_a_description_says_more_of_a_role_told_beside_the_name():
    marked = "President [p Ana Ruiz] left. [s Peru] was calm. [p Ana Ruiz~the Peruvian president] slept."
    assert _roles(marked, "Ana Ruiz") == [("president", "Peru", True)]
    marked = "[p Ana Ruiz] left. [s Peru] was calm. [p Ana Ruiz~the Peruvian president] slept."
    assert _roles(marked, "Ana Ruiz") == []  # no words beside the name bear it out


def test_a_description_takes_no_role_from_one_body_to_another():
    marked = (
        "[p Ana Ruiz], president of the [o Water Board], left. [p Ana Ruiz~the president of the Harbour Council] slept."
        " The [o Harbour Council] met."
    )
    assert _roles(marked, "Ana Ruiz") == [("president", "Water Board", True)]


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("Chadian Prime Minister [p Ana Ruiz] said so.", "TD"),
        ("A Chadian nurse, [p Ana Ruiz], said so.", "TD"),
        ("[p Ana Ruiz], a spokeswoman for the Chadian army, said so.", "TD"),
        ("[o Hezbollah] commander [p Ana Ruiz] fled.", "LB"),
        ("[o IRNA] reporter [p Ana Ruiz] wrote it.", None),  # a journalist can be from anywhere
        ("[s Peru] analyst [p Ana Ruiz] wrote it.", None),
        ("[p Ana Ruiz], the [o UN] envoy to [s Peru], left.", None),
        ("[p Ana Ruiz], [s Peru]’s ambassador to [s Chad], left.", "PE"),
        ("A Chad-born nurse, [p Ana Ruiz], left.", None),
        (
            "Peruvian minister [p Ana Ruiz] left. Chadian minister [p Ana Ruiz] slept.",
            None,
        ),  # one of them is wrong
        ("Mayor [p Ana Ruiz] left.", None),
    ],
)
def test_a_person_has_the_country_that_her_role_tells(marked, country):
    assert _read(marked)["Ana Ruiz"].country == country


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("[d IRNA] said so.", "IRNA", "IR"),
        ("Iran’s [o Foreign Ministry] said so.", "Foreign Ministry", "IR"),
        ("The [o Foreign Ministry] said so.", "Foreign Ministry", None),
        ("The [m Chadian army] said so.", "Chadian army", "TD"),
        ("The Turkish [o Red Crescent] came.", "Red Crescent", None),
        ("The [o UN] came.", "UN", None),
        ("[s Chad] came.", "Chad", "TD"),
        ("The [g Chadians] came.", "Chadians", "TD"),
        ("[p an official~a senior Chadian official] came.", "an official", "TD"),
        ("[p a friend~a friend of the Chadian army] came.", "a friend", None),
        ("[o Friends of Chad] came.", "Friends of Chad", None),
        ("Peru’s [o Osh Oil] paid.", "Osh Oil", "PE"),
        ("She knows Peru, [o Osh Oil] and others.", "Osh Oil", None),
    ],
)
def test_a_body_has_the_country_that_its_words_or_the_lexicon_tell(marked, name, country):
    assert _read(marked)[name].country == country


def test_a_mayor_has_the_country_of_the_town_once_its_place_is_known():
    article, entities = read_entities(
        "The mayor of [l Osh], [p Ana Ruiz], left. [p Ana Ruiz] is mayor of [l Osh]."
    )
    found = find_roles(article, entities, article.paragraphs)
    osh = next(one for one in found if one.name == "Osh")
    place = Place("p1", osh.mentions[0].span, "Osh", country="KG", entity="Osh")
    assert {one.name: one.country for one in settle_countries(found, [place])} == {
        "Osh": "KG",
        "Ana Ruiz": "KG",
    }


@pytest.mark.parametrize(
    "text",
    ["", "x", "the", "As", "(", "[p A]", "[p A],", "[p A] (", "[p A]’s", "of [p A] of", "[p A] was the"],
)
def test_texts_that_stop_short_give_nothing_and_do_no_harm(text):
    assert all(not one.roles for one in _read(text).values())


WORDS = [
    "[p Ana Ruiz]", "[p Omar]", "[o Water Board]", "[s Chad]", "[l Osh]", "[p Omar=his]", "[p Ana Ruiz~the mayor]",
    "the", "a", "former", "ex-mayor", "mayor", "Chadian", "president", "of", "and", "as", "As", ",", ",", ".", "’s",
    "\n", "(", ")", "who", "is", "was elected", "son", "succeeded", "named", "led by", "then-Chadian", "army",
    "spokesman", "for", "54", "Gen.",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_whatever_the_words_spans_lie_in_the_text_and_ids_resolve(parts):
    article, entities = read_entities(" ".join(parts))
    found = find_roles(article, entities, article.paragraphs)
    ids = {one.id for one in found}
    for one in found:
        assert all(role.title and role.title in article[role.span] for role in one.roles)
        assert {role.of for role in one.roles} <= {None, *ids} - {one.id}
        assert {relation.to for relation in one.relations} <= ids - {one.id}
        assert all(relation.span.end <= len(article.text) for relation in one.relations)
    assert found == find_roles(article, entities, article.paragraphs)

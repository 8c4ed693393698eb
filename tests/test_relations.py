from __future__ import annotations

import pytest

from onrecord.record.entities.roles import find_roles
from tests.marked_entities import read_entities


def _relations(marked: str) -> set[tuple[str, str, str]]:
    article, entities = read_entities(marked)
    found = find_roles(article, entities, article.paragraphs)
    assert all(one.id != relation.to for one in found for relation in one.relations)
    return {(one.name, relation.kind.value, relation.to) for one in found for relation in one.relations}


@pytest.mark.parametrize(
    ("marked", "relations"),
    [
        ("[p Omar], son of [p Ana], came.", {("Omar", "child_of", "Ana")}),
        ("[p Ana]’s son, [p Omar], came.", {("Omar", "child_of", "Ana")}),
        (
            "They mourn [p Ali Haddad], and his son and successor, [p Omar].",
            {("Omar", "child_of", "Ali Haddad"), ("Omar", "successor_of", "Ali Haddad")},
        ),
        ("[p Ana Ruiz] met [p Ana Ruiz=her] brother [p Omar].", {("Omar", "sibling_of", "Ana Ruiz")}),
        ("[p Ana] is [p Omar]’s widow.", {("Ana", "spouse_of", "Omar")}),
        ("[p Ana], the former wife of [p Omar], came.", set()),
        ("[p Ana], the late wife of [p Omar], sang.", {("Ana", "spouse_of", "Omar")}),
        ("[p Ana], a cousin of [p Omar], came.", {("Ana", "relative_of", "Omar")}),
        ("Her brother [p Omar] came.", set()),  # whose, nobody has said
        ("[p Ana] met the son of [p Omar].", set()),
    ],
)
def test_kin_stand_as_the_words_say_and_no_other_way(marked, relations):
    assert _relations(marked) == relations


@pytest.mark.parametrize(
    ("marked", "relations"),
    [
        (
            "[p Ana] succeeded [p Omar] as mayor of [l Osh].",
            {("Ana", "successor_of", "Omar"), ("Ana", "head_of", "Osh")},
        ),
        ("[p Omar], who was succeeded by [p Ana], left.", {("Ana", "successor_of", "Omar")}),
        ("[p Ana] was named last week to replace [p Omar].", {("Ana", "successor_of", "Omar")}),
        ("[p Ana] replaced [p Omar] in the second half.", set()),
        ("[p Ana] replaced [p Omar] as chairman.", {("Ana", "successor_of", "Omar")}),
        ("[p Ana] will succeed [p Omar].", set()),
        ("[p Ana], the predecessor of [p Omar], spoke.", {("Ana", "predecessor_of", "Omar")}),
    ],
)
def test_who_came_after_whom_is_told_by_noun_and_verb(marked, relations):
    assert _relations(marked) == relations


@pytest.mark.parametrize(
    ("marked", "relations"),
    [
        ("[p Ana], head of the [o Water Board], came.", {("Ana", "head_of", "Water Board")}),
        ("[p Ana], former head of the [o Water Board], came.", set()),
        ("[p Ana], deputy head of the [o Water Board], came.", set()),
        ("[p Ana], who leads the [o Water Board], came.", {("Ana", "head_of", "Water Board")}),
        ("The [o Water Board], led by retired general [p Ana], met.", {("Ana", "head_of", "Water Board")}),
        ("President [p Ana] of [s Peru] left.", {("Ana", "head_of", "Peru")}),
        ("The [l Osh] police chief, [p Ana], left.", set()),
        ("A [o Harbour Front] leader, [p Ana], left.", {("Ana", "member_of", "Harbour Front")}),
        ("[p Ana], a member of the [o Harbour Front], left.", {("Ana", "member_of", "Harbour Front")}),
        ("[o NATO] member [s Turkey] left.", {("Turkey", "member_of", "NATO")}),
        (
            "[p Ana], a spokeswoman for the [o Water Board], came.",
            {("Ana", "spokesperson_for", "Water Board")},
        ),
        ("[s Chad] is calm, Chadian army spokesman [p Ana] said.", set()),  # not for Chad
        (
            "The [m Dawn Brigades], the armed wing of the [o Harbour Front], left.",
            {("Dawn Brigades", "part_of", "Harbour Front")},
        ),
        (
            "The [o Harbour Front]’s armed wing, the [m Dawn Brigades], left.",
            {("Dawn Brigades", "part_of", "Harbour Front")},
        ),
        ("[p Ana], commander of the [m Dawn Brigade], left.", {("Ana", "head_of", "Dawn Brigade")}),
        ("[p Ana], commander, [m Dawn Brigade], left.", {("Ana", "head_of", "Dawn Brigade")}),
        ("The [m Dawn Brigade] commander, Lt. Gen. [p Ana], left.", {("Ana", "head_of", "Dawn Brigade")}),
        ("[m Dawn Brigade] commander [p Ana] left.", {("Ana", "member_of", "Dawn Brigade")}),
        ("The [l county] police commander, [p Ana], left.", set()),
        ("A raid at [f Osh Airport], led by [p Ana], failed.", set()),
        ("[o Water Board] employee [p Ana] left.", set()),
    ],
)
def test_bodies_have_heads_members_voices_and_parts(marked, relations):
    assert _relations(marked) == relations

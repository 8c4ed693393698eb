"""Who is not told to have done it together."""

from dataclasses import replace

import pytest

from onrecord.types import ContradictionKind, EventType, Part, Role
from onrecord.views.rivals import find_disputed
from tests.raided import matter

FRONT, ARMY, POLICE = (Part(Role.ACTOR, name, None, ()) for name in ("the Front", "the army", "the police"))


def story(harm, *, kind=ContradictionKind.ACTOR, **changed):
    """An attack of which it is disputed whether the Front or the army did it, and what else is told of that day."""
    known = matter().story
    attack = next(
        one for one in known.incidents if one.type is EventType.ASSAULT and one.where and one.first_day
    )
    attack = replace(attack, id="i1", parts=(FRONT, ARMY))
    other = replace(attack, id="i2", type=EventType.DEATH, parts=harm)
    contradiction = replace(known.contradictions[0], incident="i1", kind=kind)
    return replace(known, incidents=(attack, replace(other, **changed)), contradictions=(contradiction,))


def test_where_it_is_disputed_who_attacked_it_is_who_killed():
    assert find_disputed(story((FRONT, ARMY))) == {"i1", "i2"}
    assert find_disputed(story((FRONT, POLICE))) == {"i1", "i2"}  # whatever else the army is called there
    assert find_disputed(story((FRONT,))) == {"i1", "i2"}  # told alone, it is no surer


def test_the_army_of_a_country_is_that_country() -> None:
    told = story((Part(Role.ACTOR, "Chad’s army", None, ()),))
    attack, harm = told.incidents
    accused = replace(attack, parts=(FRONT, Part(Role.ACTOR, "Chad", None, ())))
    assert find_disputed(replace(told, incidents=(accused, harm))) == {"i1", "i2"}
    assert find_disputed(told) == {"i1"}


@pytest.mark.parametrize(
    ("harm", "changed"),
    [
        ((POLICE, Part(Role.ACTOR, "guards", None, ())), {}),
        ((FRONT, ARMY), {"type": EventType.PROTEST}),
        ((FRONT, ARMY), {"first_day": "2020-01-01"}),
        ((FRONT, ARMY), {"where": None}),
    ],
)
def test_what_is_no_harm_of_that_attack_is_not_disputed(harm, changed):
    assert find_disputed(story(harm, **changed)) == {"i1"}


def test_other_contradictions_leave_alone_who_did_it():
    assert find_disputed(story((FRONT, ARMY), kind=ContradictionKind.COUNT)) == frozenset()

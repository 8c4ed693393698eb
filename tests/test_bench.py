"""The rules by which the measurements match what was found with what was to be found."""

from __future__ import annotations

import pytest

from bench.people import b_cubed
from bench.templates import ROLES, Template, agree, plain
from bench.victims import Victim, gold_victims, matched, same_name


def _template(kind: str, **fillers: str) -> Template:
    """`Victim="ruiz / the mayor; ode"`: two fillers, the first with two mentions."""
    return Template(
        kind,
        tuple(
            tuple(frozenset(map(plain, one.split("/"))) for one in fillers.get(role, "").split(";") if one)
            for role in ROLES
        ),
    )


GOLD = _template("bombing", Victim="Ana Ruiz / the mayor; Ben Ode", Weapon="bomb / car bomb")


@pytest.mark.parametrize(
    ("found", "right", "met"),
    [
        (_template("bombing"), 1, 1),  # the kind alone
        (_template("bombing", Victim="mayor"), 2, 2),
        (_template("bombing", Victim="Ana Ruiz; the mayor"), 3, 2),  # one gold filler, found twice
        (_template("bombing", Victim="Ana Ruiz / a clerk"), 1, 1),  # all mentions of a filler must be gold's
        (_template("bombing", Victim="Ana"), 1, 1),
        (_template("bombing", Weapon="The car-bomb"), 1, 1),  # punctuation goes, and the words run together
        (_template("bombing", Weapon="a car bomb"), 2, 2),
        (_template("attack", Victim="Ben Ode"), 0, 0),  # of another kind: nothing is right
    ],
)
def test_a_filler_is_right_if_all_its_mentions_are_golds(found, right, met):
    agreement = agree([found], [GOLD])
    assert (agreement.right.total(), agreement.met.total()) == (right, met)
    assert agreement.gold.total() == 4


def test_templates_are_laid_so_that_most_agrees():
    other = _template("bombing", Victim="Cem Abay")
    first, second = (
        _template("bombing", Victim="Cem Abay"),
        _template("bombing", Victim="Ben Ode", Weapon="bomb"),
    )
    assert agree([first, second], [GOLD, other]).right.total() == 5


def test_each_template_counts_once():
    twice = [_template("bombing", Victim="Ben Ode")] * 2
    assert (agree(twice, [GOLD]).right.total(), agree(twice, [GOLD]).found.total()) == (2, 4)


def test_gold_of_two_kinds_takes_either():
    gold = _template("bombing / attack", Victim="Ben Ode")
    assert agree([_template("attack", Victim="Ben Ode")], [gold]).f1 == 1


def test_nothing_found_where_nothing_is_adds_nothing():
    agreement = agree([], [])
    assert (agreement.found.total(), agreement.gold.total(), agreement.f1) == (0, 0, 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Ruiz", "Ana M. Ruiz", True),
        ("Ruiz", "Ana Ruiz", True),
        ("Ana Ruiz Jr.", "Ana Ruiz", True),
        ("Ana Ruiz", "Ana Ode", False),
        ("", "Ana Ode", False),
        ("J.", "J. Ode", False),  # an initial names nobody
    ],
)
def test_names_agree_where_one_holds_the_other(one, other, same):
    assert same_name(one, other) is same


def test_a_victim_is_matched_once():
    ours = [Victim("Ana Ruiz", True), Victim("Ruiz", False)]
    assert matched(ours, [Victim("Ana Ruiz", True)]) == [(ours[0], Victim("Ana Ruiz", True))]


def test_a_form_tells_each_named_victim_once():
    entry = {"name": {"value": "Ana Ruiz "}, "victim-was": ["injured", "hospitalized"]}
    silent = {"name": {"value": "Ben Ode"}, "victim-was": []}
    nameless = {"name": {"value": ""}, "victim-was": ["killed"]}
    form = {"victim-section": [entry, entry, silent, nameless]}
    assert gold_victims(form) == [Victim("Ana Ruiz", False), Victim("Ben Ode", None)]


def test_a_victim_is_known_by_each_name_that_the_record_has():
    ours = [Victim("Robert Ode", True, ("Bob Ode",))]
    assert len(matched(ours, [Victim("Bob Ode", True)])) == 1
    assert matched(ours, [Victim("Ben Ode", True)]) == []


def _mentions(**clusters: str) -> dict[tuple[str, int], str]:
    return {("d", int(at)): name for name, places in clusters.items() for at in places}


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        (_mentions(a="123", b="4"), _mentions(x="123", y="4"), 1, 1),
        (_mentions(a="12", b="34"), _mentions(x="1234"), 0.5, 1),
        (_mentions(a="1234"), _mentions(x="12", y="34"), 1, 0.5),
        (_mentions(a="12"), _mentions(x="12", y="56"), 0.5, 1),  # mentions that are none count against us
        (_mentions(a="12"), _mentions(), 0, 0),
    ],
)
def test_b_cubed_is_the_share_of_a_mentions_cluster_that_both_have(gold, found, precision, recall):
    assert b_cubed(gold, found) == (precision, recall)

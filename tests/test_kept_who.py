"""Somebody is found under every name that a story has for them; those who share a name are told apart."""

import pytest

from onrecord.errors import NotKept
from tests.sharing_a_name import osmans


@pytest.fixture
def shared(kept):
    list(kept.file(osmans()))
    assert kept.counts().stories == 2
    return kept


def said(dossier):
    return {hit.article for hit in dossier.said}


@pytest.mark.parametrize("asked", ["Sara Osman", "sara osman", "Gen. Sara Osman"])
def test_somebody_is_found_where_their_story_has_only_a_part_of_their_name(shared, asked):
    dossier = shared.who(asked)
    assert dossier.name == "Sara Osman"
    assert said(dossier) == {"a1.html", "a2.html"}
    assert dossier.articles == 2
    (one,) = dossier.bearers
    assert (one.name, one.country, one.aliases, one.articles) == ("Sara Osman", "TZ", ("Osman",), 2)


def test_those_who_share_a_name_are_told_and_asked_for_one_by_one(shared):
    every = shared.who("Osman")
    assert {one.name for one in every.bearers} == {"Sara Osman", "Yusuf Osman"}
    assert said(every) == {"a1.html", "a2.html", "a3.html"}
    ids = {one.name: one.id for one in every.bearers}
    assert said(shared.who("Osman", bearer=ids["Yusuf Osman"])) == {"a3.html"}
    assert said(shared.who("Osman", bearer=ids["Sara Osman"])) == {"a1.html", "a2.html"}


def test_nobody_of_the_name_with_that_id_is_said_so(shared):
    with pytest.raises(NotKept, match="onrecord who 'Osman'"):
        shared.who("Osman", bearer="p0000000000")


def test_a_country_is_found_by_its_other_names(crossed):
    assert {one.country for one in crossed.who("Turkey").bearers} == {"TR"}
    assert crossed.who("Turkey").said.items == crossed.who("Türkiye").said.items


def test_what_is_said_of_somebody_is_what_others_say(crossed):
    dossier = crossed.who("the Front")
    own = {(hit.article, hit.finding) for hit in dossier.said}
    assert own
    assert dossier.said_of.items
    assert not own & {(hit.article, hit.finding) for hit in dossier.said_of}

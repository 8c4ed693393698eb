"""The same people, bodies, states and places across articles."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.story.identity import asked_keys, find_identities, join_identities, name_keys
from onrecord.types import EntityType, Filed, Identity, Judgement, JudgementKind, Ref
from tests.stories import tell


def told(*texts: str) -> tuple[Filed, ...]:
    """Each text as an article of its own: a, b, c …, a day apart."""
    return tuple(tell("abcdefgh"[n], f"2026-03-0{n + 1}", text) for n, text in enumerate(texts))


def joined(*texts: str) -> list[str]:
    """Each identity by its members, in order of the first."""
    groups = [
        [f"{ref.article}#{ref.finding}" for ref in one.members] for one in find_identities(told(*texts))
    ]
    return sorted(" ".join(group) for group in groups)


@pytest.mark.parametrize(
    "texts",
    [
        # in full, with and without what stands before or between
        ("[person Sara Osman|Sara Osman] spoke.", "[person Gen. Sara Osman|Gen. Sara Osman] spoke."),
        ("[person Sara K. Osman|Sara K. Osman] spoke.", "[person Sara Osman|Sara Osman] spoke."),
        ("[person Robert Osman|Robert Osman] spoke.", "[person Bob Osman|Bob Osman] spoke."),
        # a surname, and its only bearer in the story
        ("[person Sara Osman|Sara Osman] spoke.", "[person Osman|Osman] spoke."),
        # nobody has the full name
        ("[person Osman|Osman] spoke.", "[person Osman|Osman] spoke."),
        # one article calls her by two names
        ("[person Sara Osman|Sara Osman], [person Sara Osman|Umm Nour Zein].", "[person Umm Nour Zein|Umm Nour Zein] spoke."),
        # taken for a body where she stands alone
        ("[person Sara Osman|Sara Osman] spoke to [person Sara Osman|Osman].", "[organisation Osman|Osman] spoke."),
        # a state and its other names
        ("[state United States|United States] spoke.", "[state U.S.|U.S.] spoke."),
        ("[place Lebanon|Lebanon] is small.", "[state Lebanon|Lebanon] spoke."),
        ("[place Tyre|Tyre] is old.", "[place Tyre|Tyre] is on the sea."),
        # bodies by the table, by their capitals
        ("[organisation Hezbollah|Hezbollah] spoke.", "[military Hizbullah|Hizbullah] spoke."),
        ("[organisation Osh Relief Union|Osh Relief Union] spoke.", "[organisation ORU|ORU] spoke."),
        ("[military Israeli military|Israeli military] spoke.", "[military IDF|IDF] spoke."),
        ("[organisation Ituri Front|the Ituri Front] spoke.", "[military Ituri Front|Ituri Front] spoke."),
    ],
)  # fmt: skip
def test_those_who_are_one_are_joined(texts):
    assert joined(*texts) == ["a#e1 b#e1"]


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        # two bear the surname: nobody can tell whom the third article means
        (
            ("[person Sara Osman|Sara Osman] spoke.", "[person Nour Osman|Nour Osman] spoke.", "[person Osman|Osman] spoke."),
            ["a#e1", "b#e1", "c#e1"],
        ),
        # … but for an office that only one of them holds
        (
            ("[person Sara Osman; actor; mayor|Sara Osman] spoke.", "[person Nour Osman|Nour Osman] spoke.",
             "[person Osman; actor; mayor|Osman] spoke."),
            ["a#e1 c#e1", "b#e1"],
        ),
        # short for two full names: neither
        (
            ("[person Sami Zein|Sami Zein] spoke.", "[person Salim Zein|Salim Zein] spoke.", "[person S. Zein|S. Zein] spoke."),
            ["a#e1", "b#e1", "c#e1"],
        ),
        # father and son
        (("[person Sami Zein Sr.|Sami Zein Sr.] spoke.", "[person Sami Zein Jr.|Sami Zein Jr.] spoke."), ["a#e1", "b#e1"]),
        # those who are not named are in none
        (("[person an official; actor|an official] spoke.", "[person an official; actor|an official] spoke."), []),
        # each country has its own
        (
            ("[organisation Lebanese Foreign Ministry|Lebanese Foreign Ministry] spoke.",
             "[organisation Georgian Foreign Ministry|Georgian Foreign Ministry] spoke."),
            ["a#e1", "b#e1"],
        ),
        (("[place Tyre|Tyre] is old.", "[place Sidon|Sidon] is on the sea."), ["a#e1", "b#e1"]),
    ],
)  # fmt: skip
def test_those_who_are_two_stay_apart(texts, groups):
    assert joined(*texts) == groups


def judge(
    kind: JudgementKind, *subjects: str, at: str = "2026-03-09T10:00:00Z", **facts: object
) -> Judgement:
    """A judgement about entities."""
    return replace(Judgement(f"j{at}", kind, subjects, "Lena", at, "I know her"), **facts)


SAME, OTHER = JudgementKind.SAME_ENTITY, JudgementKind.OTHER_ENTITY
SARA = (
    "[person Sara Osman|Sara Osman] spoke.",
    "[person Umm Nour|Umm Nour] spoke.",
    "[person Sara Osman|Sara Osman] left.",
)


@pytest.mark.parametrize(
    ("judgements", "groups"),
    [
        ([judge(SAME, "a#e1", "b#e1")], ["a#e1 b#e1 c#e1"]),
        ([judge(OTHER, "a#e1", "c#e1")], ["a#e1", "b#e1", "c#e1"]),
        ([judge(OTHER, "a#e1", "c#e1", undone_by="Ada", undone_at="2026-03-10")], ["a#e1 c#e1", "b#e1"]),
        # the last word holds
        ([judge(SAME, "a#e1", "b#e1"), judge(OTHER, "b#e1", "a#e1", at="2026-03-10T09:00:00Z")], ["a#e1 c#e1", "b#e1"]),
        # of an article that the story has not
        ([judge(SAME, "a#e1", "x#e1")], ["a#e1 c#e1", "b#e1"]),
    ],
)  # fmt: skip
def test_what_people_decide_is_taken_as_given(judgements, groups):
    found = find_identities(told(*SARA), judgements)
    assert sorted(" ".join(f"{r.article}#{r.finding}" for r in one.members) for one in found) == groups


def test_an_identity_bears_the_name_in_full_and_the_roles_it_is_given():
    one, *_ = find_identities(
        told(
            "[person Osman; actor; mayor|Osman] spoke.", "[person Sara Osman; actor; mayor|Sara Osman] spoke."
        )
    )
    assert (one.name, one.aliases, one.roles, one.type) == (
        "Sara Osman",
        ("Osman",),
        ("mayor",),
        EntityType.PERSON,
    )


def test_the_order_of_articles_never_matters():
    articles = told(*SARA, "[person Osman|Osman] spoke.", "[place Tyre|Tyre] is old.")
    assert find_identities(articles[::-1]) == find_identities(articles)


def identity(name: str, country: str | None, article: str, kind: EntityType = EntityType.PERSON) -> Identity:
    """An identity of a story."""
    return Identity(f"p-{article}", kind, name, (Ref(article, "e1"),), (), country)


def test_across_stories_a_name_in_two_countries_is_two_people():
    stories = [
        identity("Ana Ruiz", "ES", "a"), identity("Ana Ruiz", "PE", "b"), identity("Ana Ruiz", "ES", "c"),
        identity("Tyre", "LB", "d", EntityType.PLACE),
    ]  # fmt: skip
    found = sorted(" ".join(ref.article for ref in one.members) for one in join_identities(stories))
    assert found == ["a c", "b", "d"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Ruiz", "Ana Ruiz"),
        ("ana ruiz", "Gen. Ana Ruiz"),
        ("al-Zein", "Sami al-Zein"),
        ("Zein", "Sami al-Zein"),
    ],
)
def test_somebody_is_found_by_the_surname_and_in_plain_letters(asked, name):
    assert set(asked_keys(asked)) & set(name_keys(identity(name, None, "a")))


def test_a_state_is_found_by_any_of_its_names():
    iran = identity("Iran", "IR", "a", EntityType.STATE)
    assert set(asked_keys("Islamic Republic of Iran")) & set(name_keys(iran))


def test_a_title_tells_which_of_a_couple_is_meant():
    couple = "[person Omar Haddad|Omar Haddad] and [person Mary Haddad|Mary Haddad] spoke."
    assert joined(couple, "[person Mr. Haddad|Mr. Haddad] left.") == ["a#e1 b#e1", "a#e2"]
    assert joined(couple, "[person Mrs. Haddad|Mrs. Haddad] left.") == ["a#e1", "a#e2 b#e1"]
    assert joined(couple, "[person Haddad|Haddad] left.") == ["a#e1", "a#e2", "b#e1"]


def test_other_middle_names_are_other_people():
    told = (
        "[person Robert Reed Osman|Robert Reed Osman] left.",
        "[person Bob Karim Osman|Bob Karim Osman] left.",
    )
    assert joined(*told) == ["a#e1", "b#e1"]

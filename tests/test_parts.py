"""Who takes part in an incident, over small articles of ours."""

# ruff: noqa: E501  (a text stands on one line)

from dataclasses import replace

import pytest

from onrecord.story import make_story
from onrecord.types import Filed, Role, Version
from tests.stories import tell


def told(role, *sentences):
    articles = [
        tell(f"a{number}", "2026-03-02", sentence, headline=f"Depot at Tyre hit {number}")
        for number, sentence in enumerate(sentences)
    ]
    (incident,) = make_story(articles).incidents
    return [part.name for part in incident.parts if part.role is role]


def hit(whom, *, who="[military Lebanese army; actor|The Lebanese army]"):
    return f"{who} <ASSAULT|hit> {whom} in [place Tyre|Tyre] on [time 2026-03-01|Sunday]."


DEPOT, STATE_DEPOT = (
    "[facility the depot; recipient|the depot]",
    "[facility depot; recipient|a state fuel depot]",
)


def test_descriptions_with_one_head_are_one_part_in_the_words_that_most_have():
    assert told(Role.RECIPIENT, hit(DEPOT), hit(STATE_DEPOT), hit(DEPOT)) == ["the depot"]


def test_of_equals_the_fullest_words_are_shown():
    assert told(Role.RECIPIENT, hit(DEPOT), hit(STATE_DEPOT)) == ["a state fuel depot"]


def test_two_things_are_two_parts():
    school = "[facility school; recipient|the school]"
    assert told(Role.RECIPIENT, hit(DEPOT), hit(f"{DEPOT} and {school}")) == ["the depot", "the school"]


def test_what_one_of_many_articles_has_in_words_of_its_own_is_left_out():
    odd = hit("[facility gate; recipient|the gate]")
    assert told(Role.RECIPIENT, *[hit(DEPOT)] * 4, odd) == ["the depot"]
    assert told(Role.RECIPIENT, hit(DEPOT), odd) == ["the depot", "the gate"]


@pytest.mark.parametrize(
    "who", ["[weapon drones; actor|Drones]", "[time 2026-03-01|Sunday]"], ids=["a weapon", "a day"]
)
def test_what_did_nothing_is_no_actor(who):
    assert told(Role.ACTOR, hit(DEPOT, who=who)) == []


ISRAEL = "[state Israel; actor|Israel]"


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (ISRAEL, "[military its planes; actor|its planes]", ["Israel"]),  # whose, is told beside it
        (ISRAEL, "[group rebels; actor|rebels]", ["Israel", "rebels"]),
        ("[group they; actor|they]", "[group rebels; actor|the rebels]", ["the rebels"]),
    ],
)
def test_who_is_described_beside_whose_it_is_is_one_with_it(first, second, names):
    assert told(Role.ACTOR, hit(DEPOT, who=first), hit(DEPOT, who=second)) == names


@pytest.mark.parametrize(
    ("words", "shown"),
    [("A lone gunman", "a lone gunman"), ("The Cedar Front", "The Cedar Front"), ("Rebels", "Rebels")],
)
def test_a_description_is_shown_as_inside_a_sentence(words, shown):
    sentence = f"[group gunman; actor|{words}] <ASSAULT|hit> [place Tyre|Tyre] on [time 2026-03-01|Sunday]."
    filed = tell("a", "2026-03-02", sentence, headline="Tyre hit")
    version = filed.versions[0]
    nameless = replace(
        version.record, entities=tuple(one for one in version.record.entities if one.type != "group")
    )
    unknown = replace(filed, versions=(replace(version, record=nameless),))
    (incident,) = make_story([unknown]).incidents
    assert [part.name for part in incident.parts if part.role is Role.ACTOR] == [shown]


def test_a_thing_is_not_arrested():
    sentence = (
        "[organisation Police; actor|Police] <COERCE|arrested> [group two men; recipient|two men] over the fire at"
        " [facility the depot; recipient|the depot] in [place Tyre|Tyre] on [time 2026-03-01|Sunday]."
    )
    assert told(Role.RECIPIENT, sentence) == ["two men"]


@pytest.mark.parametrize(
    "sentence",
    [
        "[place Lebanon; actor|Lebanon] was hit by an <DISASTER|earthquake> in [place Tyre|Tyre] on [time 2026-03-01|Sunday].",
        "[group people; actor|[count killed 12 12|12 people]] were <DEATH|killed> in [place Tyre|Tyre] on [time 2026-03-01|Sunday].",
    ],
)
def test_nobody_did_a_quake_and_who_is_counted_among_the_dead_killed_nobody(sentence):
    assert told(Role.ACTOR, sentence) == []


def test_the_outlet_of_a_credit_is_no_actor():
    filed = tell(
        "a", "2026-03-02", hit(DEPOT, who="[organisation Gulf Wire; actor|Gulf Wire]"), headline="Depot hit"
    )
    record = filed.record
    ours = replace(record, article=replace(record.article, outlet="Gulf Wire"))
    (incident,) = make_story([Filed("a", (Version(1, None, ours),))]).incidents
    assert [part.name for part in incident.parts if part.role is Role.ACTOR] == []


def test_nobody_does_to_himself_what_he_suffered():
    sami = "[person Sami Zein; {}|Sami Zein]"
    texts = (
        f"A shell <INJURY|hurt> {sami.format('victim')} in [place Tyre|Tyre].",
        f"{sami.format('actor')} was <INJURY|hurt> by a shell in [place Tyre|Tyre].",
    )
    assert told(Role.VICTIM, *texts) == ["Sami Zein"]
    assert told(Role.ACTOR, *texts) == []


def test_who_is_told_to_have_hurt_himself_did_it():
    text = "[person Sami Zein; actor|Sami Zein] <INJURY|hurt> [person Sami Zein; victim|himself] in [place Tyre|Tyre]."
    assert told(Role.ACTOR, text) == told(Role.VICTIM, text) == ["Sami Zein"]

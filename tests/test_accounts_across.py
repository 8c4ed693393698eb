"""Whose word it is across articles: origins, what copies print again, what earlier versions had."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.standing.telling import tell_testimony
from onrecord.story.accounts import voice_name
from onrecord.story.earlier import REWORDED, share, words_of
from onrecord.types import Side, Stance, Status
from tests.build import article
from tests.corroborated import settled, told


def story(*articles: dict[str, object], entities: tuple[str, ...] = ()):
    rows = [{"day": f"2026-03-0{n}", "outlet": f"Paper {n}"} | row for n, row in enumerate(articles, 1)]
    return told({"articles": rows, "entities": entities})


def origins(*texts: str, entities: tuple[str, ...] = ()) -> list[str]:
    incident, _ = settled(story(*({"text": text} for text in texts), entities=entities))
    return [one.origin.name for one in incident.testimonies]


SAID = "<c1 say>said</c1> <t1>the mill was <e ASSAULT>shelled</e></t1>"


@pytest.mark.parametrize(
    ("texts", "entities", "many"),
    [
        (  # the short name of a body
            (f"<s1 organisation>The Tibesti Front</s1> {SAID}.", f"<s1 organisation>The Front</s1> {SAID}."),
            ("Tibesti Front; organisation",),
            1,
        ),
        (  # "the rebels" beside the one armed body
            (
                f"<s1 organisation>The Tibesti Front</s1> {SAID}. <s2 group unnamed>The rebels</s2> <c2 say>said</c2>"
                " <t2>it was <m>hit</m></t2>.",
            ),
            ("Tibesti Front; organisation",),
            1,
        ),
        (  # … and its spokesman, who is a person and not who "the rebels" are
            (
                f"<s1 organisation>The Tibesti Front</s1> {SAID}. <s2 group unnamed>Rebels</s2> <c2 say>said</c2>"
                " <t2>it was <m>hit</m></t2>. <s3 person>Ana Ruiz</s3> <c3 say>said</c3> <t3>it was <m>hit</m></t3>.",
            ),
            ("Tibesti Front; organisation", "Ana Ruiz; person"),
            2,
        ),
        (  # whose army, where only one state's is heard
            (f"<s1 military>The Chadian army</s1> {SAID}.", f"<s1 military>The army</s1> {SAID}."),
            ("Chadian army; military; TD",),
            1,
        ),
        (  # a railway and the union of its workers
            (
                f"<s1 organisation unnamed>The railway</s1> {SAID}.",
                f"<s1 organisation unnamed>The railway workers’ union</s1> {SAID}.",
            ),
            (),
            2,
        ),
        (  # a ministry is of the state that its article has it of, not of the one where it happened
            (
                f"<s1 organisation>The Kenyan defence ministry</s1> {SAID}. <s2 organisation>The defence ministry</s2>"
                " <c2 say>said</c2> <t2>it was <m>hit</m></t2>. <s3 state>Norway</s3> <c3 say>said</c3> <t3>it was"
                " <m>hit</m></t3>.",
            ),
            ("Norway; state; NO",),
            2,
        ),
        (  # two states
            (f"<s1 state>Norway</s1> {SAID}.", f"<s1 state>Kenya</s1> {SAID}."),
            ("Norway; state; NO", "Kenya; state; KE"),
            2,
        ),
    ],
)
def test_who_is_one_origin(texts, entities, many):
    assert len(origins(*texts, entities=entities)) == many


@pytest.mark.parametrize(
    ("who", "many"),
    [("<s1 person>Sara Baz</s1>, of the Tibesti Front,", 1), ("<s1 person>Sara Baz</s1>, a teacher,", 2)],
)
def test_a_spokeswoman_is_of_her_body_in_every_article(who, many):
    """Where one article tells that she speaks for it, her bare name does in the next as well."""
    office = "Sara Baz; person; spokesperson_for Tibesti Front" if many == 1 else "Sara Baz; person"
    front = "Tibesti Front; organisation"
    incident, _ = settled(
        story(
            {"text": f"{who} {SAID}.", "entities": [office, front] if many == 1 else [office]},
            {"text": f"<s1 person>Sara Baz</s1> {SAID}.", "entities": ["Sara Baz; person"]},
            {"text": f"<s1 organisation>The Tibesti Front</s1> {SAID}.", "entities": [front]},
        )
    )
    assert len(incident.testimonies) == many
    assert incident.status is (Status.CLAIMED if many == 1 else Status.CORROBORATED)


def test_it_is_who_spoke_just_before():
    text = (
        f"<s1 organisation>The Tibesti Front</s1> {SAID}. <s2 organisation>It</s2> <c2 say>said</c2> "
        "<t2>four men died in the <m>shelling</m></t2>."
    )
    assert origins(text, entities=("Tibesti Front; organisation",)) == ["The Tibesti Front"]


def test_an_unnamed_official_is_told_apart_from_his_state():
    incident, _ = settled(
        story(
            {"text": f"<s1 state>Norway</s1> {SAID}."},
            {
                "text": f"<s1 official_unnamed unnamed terms>A Norwegian official who would not be named</s1> {SAID}."
            },
            entities=("Norway; state; NO",),
        )
    )
    assert [(one.origin.name, one.origin.named) for one in incident.testimonies] == [
        ("Norway", True),
        ("A Norwegian official", False),
    ]


def test_an_origin_has_one_id_in_every_story():
    once, _ = settled(story({"text": f"<s1 state>Norway</s1> {SAID}."}, entities=("Norway; state; NO",)))
    twice, _ = settled(
        story(
            {"text": f"<s1 witness unnamed>Herders</s1> {SAID}."},
            {"text": f"<s1 state>Norway</s1> {SAID}."},
            entities=("Norway; state; NO",),
        )
    )
    assert once.testimonies[0].origin.id in {one.origin.id for one in twice.testimonies}


def test_the_copies_of_a_testimony_are_named_and_are_no_evidence_of_their_own():
    incident, _ = settled(
        story(
            {"text": f"<s1 state>Norway</s1> {SAID}."},
            {"text": f"<s1 state>Norway</s1> {SAID}.", "of": 1, "kind": "exact"},
            {"text": f"<s1 state>Norway</s1> {SAID}.", "of": 2},  # a copy of the copy
            entities=("Norway; state; NO",),
        )
    )
    (testimony,) = incident.testimonies
    assert testimony.copies == ("a2", "a3")
    assert [one.article for one in testimony.evidence] == ["a1"]


def test_where_the_original_says_nothing_of_it_its_earliest_copy_stands_for_it():
    incident, _ = settled(
        story(
            {"text": "Rain fell on Wau. The <e MOVE>march</e> went on."},
            {"text": "A bridge at Wau was <e DAMAGE>blown up</e>.", "of": 1, "kind": "exact"},
            {"text": "A bridge at Wau was <e DAMAGE>blown up</e>.", "of": 1, "kind": "exact"},
        )
    )
    assert "Paper 1" in [one.origin.name for one in incident.testimonies]
    assert len(incident.testimonies) == 1  # the copies tell it in their original's voice


def test_a_testimony_tells_stance_side_day_and_last_count():
    said = "<s1 organisation unnamed>Police</s1> <c1 say>said</c1>"
    toll = said + " <t1><n killed {n} {n} {n}>{n} people</n> were <e DEATH>killed</e></t1>."
    incident, _ = settled(
        story(
            {"text": toll.format(n=2)},
            {"text": toll.format(n=5)},
        )
    )
    (testimony,) = incident.testimonies
    assert (testimony.stance, testimony.side, testimony.day) == (Stance.AFFIRMS, Side.AUTHORITY, "2026-03-01")
    assert [one.best for one in testimony.counts] == [5]
    assert [(one.best, one.day) for one in incident.tolls] == [(2, "2026-03-01"), (5, "2026-03-02")]
    assert {one.origin for one in incident.tolls} == {testimony.origin.id}


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (
            "The attack killed six people, the army said.",
            "The attack killed eight people, the army said.",
            True,
        ),
        (
            "Soldiers fired on the queue at the ferry.",
            "Soldiers fired at people who queued for the ferry.",
            True,
        ),
        ("Soldiers fired on the queue at the ferry.", "The ferry company raised its prices in March.", False),
        ("Residents said shells hit the old market.", "The mayor said the market opens on Monday.", False),
    ],
)
def test_a_sentence_is_another_reworded_if_it_has_half_its_longer_words(before, after, same):
    assert (share(words_of(before), words_of(after)) >= REWORDED) is same


def test_what_an_earlier_version_told_is_cited_from_that_version():
    incident, _ = settled(
        story(
            {
                "day": "2026-03-02",
                "again": "2026-03-05",
                "before": f"<s1 witness unnamed>Herders</s1> {SAID}.",
                "text": "The mill was <e ASSAULT>shelled</e>.",
            }
        )
    )
    assert [one.status for one in incident.history] == [Status.CLAIMED, Status.REPORTED]
    (first,) = incident.history[0].because
    assert first.evidence[0].version == 1
    assert first.evidence[0].text == "Herders said the mill was shelled."
    assert all(one.version is None for because in incident.because for one in because.evidence)


# ---- how an origin is told -------------------------------------------------------------------------------

KENYA = ("Kenya; state; KE", "Kenyan army; military; KE")


def heard(*articles: dict[str, object], entities: tuple[str, ...] = KENYA):
    (only,) = settled(story(*articles, entities=entities))[0].testimonies
    return only


def test_an_origin_is_called_as_where_its_words_are_cited() -> None:
    """A state and its army are one: what the state says is not told of the army, however many have that."""
    told = heard(
        {"text": f"<s1 state>Kenya</s1> {SAID}."},
        {"text": f"<s1 military>The Kenyan army</s1> {SAID}."},
        {"text": f"<s1 military>The Kenyan army</s1> {SAID}."},
    )
    assert (told.origin.name, told.evidence[0].article) == ("Kenya", "a1")


def test_who_takes_it_back_does_so_on_the_day_on_which_he_does() -> None:
    told = heard(
        {"text": f"<s1 state>Kenya</s1> {SAID}."},
        {
            "text": "<s1 state>Kenya</s1> <c1 retract>withdrew</c1> <t1>its report that the mill was <e ASSAULT>shelled</e></t1>."
        },
    )
    assert (told.stance, told.day, told.since) == (Stance.RETRACTS, "2026-03-01", "2026-03-02")


def test_what_is_only_done_in_words_is_told_so() -> None:
    told = heard(
        {
            "text": "<actor><s1 state>Kenya</s1></actor> <c1 demand><e REQUEST>demanded</e></c1> <t1>a recount</t1>."
        }
    )
    assert told.performed
    assert tell_testimony(told) == "did so"


def test_the_body_of_an_article_tells_who_speaks_before_its_headline_does() -> None:
    told = heard(
        {
            "text": "Mill shelled, <s1 state>Kenya</s1> <c1 say>says</c1> <t1>it was <m>hit</m></t1>\n\nThe mill burned. <s2 state>Kenya</s2> <c2 say>said</c2> <t2>the mill was <e ASSAULT>shelled</e></t2>.",
            "headline": True,
        }
    )
    assert told.evidence[0].text.startswith("Kenya said")


@pytest.mark.parametrize(
    ("outlet", "id_", "url", "name"),
    [
        ("Jos Post", "a.html", None, "Jos Post"),
        (None, "https://www.jospost.example/a", None, "a page of jospost.example"),
        (None, "pages/a.txt", "http://jospost.example/a", "a page of jospost.example"),
        (None, "pages/a.txt", None, "the page a.txt"),
    ],
)
def test_an_outlet_that_is_not_known_is_told_by_its_page(outlet, id_, url, name) -> None:
    assert voice_name(replace(article("It rained."), outlet=outlet, id=id_, url=url)) == name


def test_a_pronoun_that_nobody_knows_names_nobody() -> None:
    assert heard({"text": f"<s1 unknown>Their</s1> {SAID}."}, entities=()).origin.name == "whoever “Their” is"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "<s1 witness>A pilot</s1> <c1 say>said</c1> <t1><n killed 12 12 12>12 people</n> were <e DEATH>killed</e></t1>.",
            [12],
        ),
        (
            "<s1 witness>A pilot</s1> <c1 believe>feared</c1> <t1><n killed 12 12 12>12 people</n> were <e DEATH>killed</e></t1>.",
            [],
        ),
    ],
)
def test_what_is_only_feared_is_no_toll(text: str, figures: list[int]) -> None:
    incident, _ = settled(story({"text": text}))
    assert [toll.best for toll in incident.tolls] == figures

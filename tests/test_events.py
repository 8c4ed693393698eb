"""Events: each once, with what all its mentions tell."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.events import find_events
from onrecord.types import (
    Act,
    Event,
    EventType,
    Form,
    Modality,
    Place,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
)
from tests.build import span
from tests.event_texts import Marked, mark


def events(marked: Marked, **more: object) -> tuple[Event, ...]:
    return find_events(replace(marked.record, **more), marked.with_arguments())


def statement(
    id: str, text: str, cue: str, content: str | None, act: Act = Act.SAY, *, parent: str | None = None
) -> Statement:
    return Statement(
        id,
        None,
        span(text, cue),
        act,
        (span(text, content),) if content else (),
        Form.INDIRECT,
        "test",
        parent=parent,
    )


KILLING = (
    "{state e1 actor|Oman} <DEATH|Kills> {person e2 victim|Port Chief}, {person e3 victim|Guard Head}\n\n"
    "{state e1 actor|Oman} said it had <DEATH|killed> {person e2 victim|Sara Osman}.\n\n"
    "The <DEATH|killing> of {person e2 victim|Osman} was confirmed by the guards."
)


def test_an_event_tells_all_its_mentions_its_trigger_and_whom_it_was_done_to():
    marked = mark(KILLING, headline=True)
    killed, other = events(marked)
    assert (killed.id, marked.article[killed.trigger]) == ("v1", "killed")
    assert [marked.article[one] for one in killed.mentions] == ["Kills", "killing"]
    assert {(one.role, one.entity) for one in killed.arguments} == {(Role.ACTOR, "e1"), (Role.VICTIM, "e2")}
    assert {one.entity for one in other.arguments if one.role is Role.VICTIM} == {"e3"}


def test_whoever_takes_part_is_told_with_by_whose_word_alone():
    marked = mark(
        "{place e4 place|Gao} <ASSAULT|attack>\n\n"
        "Guards said {organisation e1 actor|the Front} had <ASSAULT|attacked> {place e4 recipient|Gao}. "
        "Clerks said {organisation e2 actor|the League} had <ASSAULT|attacked> {place e4 recipient|Gao}. "
        "{organisation e3 actor|The Union} <ASSAULT|attacked> {place e4 recipient|Gao}.",
        headline=True,
    )
    said = (
        statement("s1", marked.article.text, "said", "the Front had attacked Gao"),
        statement("s2", marked.article.text, "Clerks said", "the League had attacked Gao"),
    )
    (event,) = events(marked, statements=said)
    heard = {one.entity: one.statements for one in event.arguments if one.role is Role.ACTOR}
    assert heard == {"e1": ("s1",), "e2": ("s2",), "e3": ()}


def test_what_only_the_headline_has_is_marked():
    killed, other = events(mark(KILLING, headline=True))
    assert not killed.headline_only
    assert other.headline_only


def test_a_victim_of_whom_the_body_tells_the_same_is_borne_out():
    text = (
        "{state e1 actor|Oman} <DEATH|Kills> {person e2 victim|Guard Head}\n\n"
        "It was a long war. {person e2|The guard head} had died in it."
    )
    assert [one.headline_only for one in events(mark(text, headline=True))] == [False]


def test_an_event_is_heard_from_every_statement_that_carries_it_however_deep():
    marked = mark(
        "An envoy said rebels admitted they had <ASSAULT|shelled> {facility e1 recipient|the port}. It rained."
    )
    text = marked.article.text
    outer = statement("s1", text, "said", "rebels admitted they had shelled the port")
    inner = statement("s2", text, "admitted", "they had shelled the port", parent="s1")
    other = statement("s3", text, "It", "rained")
    assert [one.statements for one in events(marked, statements=(outer, inner, other))] == [("s1", "s2")]


@pytest.mark.parametrize(
    ("text", "content", "mentions"),
    [
        ("Rebels <ASSAULT|shelled> {facility e1 recipient|the port}. The envoy confirmed it.", "it", ["it"]),
        ("Rebels <ASSAULT|shelled> {facility e1 recipient|the port}. The envoy denied the claim.", "the claim", ["the claim"]),
        ("Rebels <ASSAULT|shelled> {facility e1 recipient|the port}. The envoy confirmed.", None, []),
    ],
)  # fmt: skip
def test_a_statement_that_points_back_carries_what_was_told_before_it(text, content, mentions):
    marked = mark(text)
    cue, act = ("denied", Act.DENY) if "denied" in text else ("confirmed", Act.CONFIRM)
    said = statement("s1", marked.article.text, cue, content, act)
    (event,) = events(marked, statements=(said,))
    assert event.statements == ("s1",)
    assert [marked.article[one] for one in event.mentions] == mentions


@pytest.mark.parametrize(
    ("denied", "pointing", "pointed"),
    [
        ("it", "it", EventType.DEATH),  # what was told last
        ("any part in it", "it", EventType.ASSAULT),  # nobody has a part in a death, but in what brought it
        ("its role", "its role", EventType.DEATH),
    ],
)
def test_a_part_is_denied_in_the_deed_and_not_in_its_outcome(
    denied: str, pointing: str, pointed: EventType
) -> None:
    marked = mark(
        "The <ASSAULT|raid> on {facility e1 recipient|the port} <DEATH|killed> {person e2 victim|six clerks}. "
        f"Oman denied {denied}."
    )
    said = statement("s1", marked.article.text, "denied", denied, Act.DENY)
    heard = [one for one in events(marked, statements=(said,)) if one.statements]
    assert [one.type for one in heard] == [pointed]
    assert [marked.article[one] for one in heard[0].mentions] == [pointing]


def test_what_is_in_no_statement_is_in_the_reporters_voice():
    assert [
        one.statements for one in events(mark("Rebels <ASSAULT|shelled> {facility e1 recipient|the port}."))
    ] == [()]


def test_counts_go_with_the_word_that_they_count_and_with_what_brought_it():
    marked = mark(
        "A <ASSAULT|blast> <DEATH|killed> {person e1 victim|12 people} and <INJURY|wounded> {person e2 victim|40}."
    )
    found = {one.type.value: [(count.what, count.best) for count in one.counts] for one in events(marked)}
    assert found == {
        "ASSAULT": [("killed", 12), ("injured", 40)],
        "DEATH": [("killed", 12)],
        "INJURY": [("injured", 40)],
    }


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # an attack and the harm that it brought tell of each other
        ("{person e1 victim|Six guards} were <DEATH|killed> in an <ASSAULT|attack>.", {"DEATH": "e1", "ASSAULT": "e1"}),
        ("An <ASSAULT|attack> that <DEATH|killed> {person e1 victim|six guards}.", {"DEATH": "e1", "ASSAULT": "e1"}),
    ],
)  # fmt: skip
def test_a_deed_and_its_harm_share_who_suffered(text, kinds):
    marked = mark(text)
    given = [
        one if one.type.value == "DEATH" else replace(one, arguments=()) for one in marked.with_arguments()
    ]
    found = find_events(marked.record, tuple(given))
    assert {one.type.value: one.arguments[0].entity for one in found} == kinds


def test_an_adverb_of_harm_has_the_parties_of_its_deed():
    marked = mark(
        "{person e1 victim|Six guards} were <DEATH|fatally> <ASSAULT|shot> by {person e2 actor|rebels}."
    )
    given = [
        one if one.type.value == "ASSAULT" else replace(one, arguments=()) for one in marked.with_arguments()
    ]
    found = {one.type.value: one.arguments for one in find_events(marked.record, tuple(given))}
    assert {(one.role.value, one.entity) for one in found["DEATH"]} == {("victim", "e1"), ("actor", "e2")}


def test_a_named_victim_is_one():
    (event,) = events(mark("{person e1 victim|Sara Osman} was <DEATH|killed>."))
    assert [(one.what, one.low, one.best, one.high) for one in event.counts] == [("killed", 1, 1, 1)]


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("A bomb went off, <DEATH|killing> at least seven {person e1 victim|people}.", "seven people"),
        ("A bomb went off, <DEATH|killing> {person e1 victim|30 people}.", "30 people"),
        ("A bomb went off, <DEATH|killing> {person e1 victim|Osman} and seven people.", "Osman"),
    ],
)
def test_whom_a_number_counts_is_told_with_it(text, victim):
    marked = mark(text)
    (found,) = events(marked)
    assert [marked.article[one.span] for one in found.arguments if one.role is Role.VICTIM] == [victim]


def test_victims_that_are_only_described_are_not_counted():
    (event,) = events(mark("{person e1 victim|the guards} were <DEATH|killed>."))
    assert event.counts == ()


def test_a_deed_and_its_harm_complete_each_other_across_sentences():
    text = (
        "{state e1 actor|Oman} <ASSAULT|shelled> {place e3 recipient|Zakho} and {person e2 victim|Sara Osman}. "
        "It rained. {person e2 victim|Osman} had been <DEATH|killed>."
    )
    deed, harm = events(mark(text))
    assert "e1" in [one.entity for one in harm.arguments if one.role is Role.ACTOR]
    assert [one.what for one in deed.counts] == ["killed"]


def test_whoever_is_said_to_have_killed_in_a_raid_made_the_raid():
    marked = mark(
        "{state e1 actor|Oman} had <DEATH|killed> {person e2 victim|Sara Osman}. {person e2 victim|Osman} died in a <ASSAULT|raid>."
    )
    raid = next(one for one in events(marked) if one.type.value == "ASSAULT")
    assert (Role.ACTOR, "e1") in {(one.role, one.entity) for one in raid.arguments}


def test_shot_and_killed_is_an_attack_and_a_death():
    found = events(
        mark("{person e1 actor|A gunman} <ASSAULT|shot and killed> {person e2 victim|Sara Osman}.")
    )
    assert [(one.type.value, [count.best for count in one.counts]) for one in found] == [
        ("ASSAULT", [1]),
        ("DEATH", [1]),
    ]
    assert all((Role.VICTIM, "e2") in {(a.role, a.entity) for a in one.arguments} for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "{person e1 actor|A gunman} fatally <ASSAULT|shot> {person e2 victim|Sara Osman}.",
        "Rain fell after the fatal <ASSAULT|shooting> of {person e2 victim|Sara Osman}.",
        "Rain fell after the fatal police <ASSAULT|shooting> of {person e2 victim|Sara Osman}.",
    ],
)
def test_an_attack_that_is_told_to_be_fatal_is_a_death_as_well(text):
    found = events(mark(text))
    assert [one.type.value for one in found] == ["DEATH", "ASSAULT"]
    assert all((Role.VICTIM, "e2") in {(a.role, a.entity) for a in one.arguments} for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell after a fatal crash and the <ASSAULT|shooting> of {person e2 victim|Sara Osman}.",
        "Rain fell after a fatal <ASSAULT|shooting>.",
    ],
)
def test_nobody_dies_of_another_word_or_without_being_told_of(text):
    assert "DEATH" not in [one.type.value for one in events(mark(text))]


def test_whoever_did_it_is_not_whom_it_was_done_to():
    (event,) = events(
        mark("Guards were <ASSAULT|shot> at by {person e1 actor|her aide}, {person e1 victim|Osman}.")
    )
    assert [one.role for one in event.arguments] == [Role.ACTOR]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("{person e1 victim|A man} and {person e2 victim|a woman} were <DEATH|killed>.", [2]),
        ("{person e1 victim|A man}, 24, and {person e2 victim|a 30-year-old woman} were <DEATH|killed>.", [2]),
        ("{person e1 victim|A man}, {person e3 victim|a boy} and {person e2 victim|a woman} were <DEATH|killed>.", [3]),
        # numbers are as they are told
        ("{person e1 victim|Three guards} and {person e2 victim|two clerks} were <DEATH|killed>.", [3, 2]),
    ],
)  # fmt: skip
def test_of_single_people_that_an_and_joins_there_are_as_many(text, killed):
    (event,) = events(mark(text))
    assert [one.best for one in event.counts] == killed


def test_a_word_for_a_deed_alone_brings_no_death():
    assert [
        one.type.value for one in events(mark("A gunman <ASSAULT|shot> {person e2 victim|Sara Osman}."))
    ] == ["ASSAULT"]


def test_a_thing_that_is_retired_left_no_office():
    assert (
        events(mark("The <RESIGN|retirement> of {organisation e1 recipient|the old ferry} came soon.")) == ()
    )


def test_what_is_only_described_again_is_told_once():
    marked = mark(
        "{person e1 actor|Osman} <REJECT|rejected> {thing e8 recipient|all offers}. {person e1 actor|He} <REJECT|rejected> {thing e9 recipient|proposals}."
    )
    (event,) = events(marked)
    assert [marked.article[one.span] for one in event.arguments if one.role is Role.RECIPIENT] == [
        "all offers"
    ]


@pytest.mark.parametrize(
    ("told", "cue", "content", "act", "actors"),
    [
        (
            "claimed responsibility for the <ASSAULT|raid>",
            "claimed responsibility for",
            "the raid",
            Act.CLAIM,
            {"e1"},
        ),
        (
            "claimed responsibility for the <ASSAULT|raid>",
            "claimed",
            "responsibility for the raid",
            Act.CLAIM,
            {"e1"},
        ),
        ("claimed responsibility", "claimed", "responsibility", Act.CLAIM, {"e1"}),
        ("denied responsibility", "denied", "responsibility", Act.DENY, set()),
        ("claimed the <ASSAULT|raid> had failed", "claimed", "the raid had failed", Act.CLAIM, set()),
    ],
)
def test_who_claims_responsibility_says_that_he_did_it(told, cue, content, act, actors):
    marked = mark(f"The <ASSAULT|raid> hit {{place e4 recipient|Gao}}. {{organisation e1|The Front}} {told}.")
    text = marked.article.text
    who = Source(span(text, "The Front"), SourceKind.ORGANISATION, True, entity="e1")
    said = replace(statement("s1", text, cue, None, act), source=who)
    at = text.rindex(content)
    said = replace(said, content=(Span(at, at + len(content)),))
    event = events(marked, statements=(said,))[0]
    assert {(one.entity, one.statements) for one in event.arguments if one.role is Role.ACTOR} == {
        (one, ("s1",)) for one in actors
    }


def test_a_deck_that_confirms_the_headline_confirms_not_what_only_that_has():
    marked = mark(KILLING.replace("\n\n", "\nTehran Confirms\n\n", 1), headline=True)
    text = marked.article.text
    head, deck = (span(text, line) for line in text.split("\n")[:2])
    article = replace(marked.article, deck=deck)
    said = replace(statement("s1", text, "Confirms", None, Act.CONFIRM), content=(head,))
    killed, other = find_events(
        replace(marked.record, article=article, statements=(said,)), marked.with_arguments()
    )
    assert (killed.statements, other.statements) == (("s1",), ())


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("{state e1|Oman} said {state e1 actor|it} had <ASSAULT|shelled> {facility e2 recipient|the port}.", "Oman"),
        ("{state e1|Oman} spoke. Then {state e1 actor|it} <ASSAULT|shelled> {facility e2 recipient|the port}.", "it"),
    ],
)  # fmt: skip
def test_a_pronoun_is_told_by_the_words_that_it_stands_for_where_its_sentence_has_them(text, actor):
    marked = mark(text)
    (found,) = events(marked)
    assert [marked.article[one.span] for one in found.arguments if one.role is Role.ACTOR] == [actor]


def test_they_are_the_two_who_were_named_together():
    text = (
        "It was done by {state e1|Oman} and {state e2|Yemen}, years after {person _ actor|they} "
        "<DEATH|killed> {person e3 victim|Sara Osman}."
    )
    marked = mark(text)
    without = tuple(one for one in marked.entities if one.id != "_")
    (event,) = find_events(replace(marked.record, entities=without), marked.with_arguments())
    assert [one.entity for one in event.arguments if one.role is Role.ACTOR] == ["e1", "e2"]


def test_an_attack_that_is_only_planned_brought_nothing():
    text = (
        "{state e1 actor|Oman} will <ASSAULT planned|attack> {person e2 victim|Sara Osman}. "
        "It rained. {person e2 victim|Osman} had been <DEATH|killed>."
    )
    _, harm = events(mark(text))
    assert [one.role for one in harm.arguments] == [Role.VICTIM]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("There may be more <ASSAULT|attacks>.", 0),
        ("There was a <REQUEST|call>.", 0),
        ("The <ASSAULT|attack> went on.", 1),
    ],
)
def test_a_mere_mention_is_no_event(text, count):
    assert len(events(mark(text))) == count


def test_what_one_mention_asserts_is_asserted():
    text = (
        "It may have <ASSAULT possible|struck> {facility e1 recipient|the port}. {state e2 actor|Oman} <ASSAULT|struck> "
        "{facility e1 recipient|the port}."
    )
    assert [one.modality for one in events(mark(text))] == [Modality.ASSERTED]


def test_a_town_tells_more_than_its_country():
    marked = mark(
        "{state e1 actor|Oman} <ASSAULT|struck> in {place e2 place|Iraq}. {state e1 actor|Oman} <ASSAULT|struck> in {place e3 place|Zakho}."
    )
    text = marked.article.text
    places = (
        Place("p1", span(text, "Iraq"), "Iraq", 99237, "IQ"),
        Place("p2", span(text, "Zakho"), "Zakho", 1, "IQ"),
    )
    assert [one.place for one in events(marked, places=places)] == ["p2"]

"""Who does what words do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.events.speaking import with_speakers
from onrecord.types import Act, Role
from tests.event_texts import mark
from tests.test_sifting import said


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        # nobody is told to have done it: whoever is heard
        ("{person e1 topic|The mayor} left. Ruiz <REQUEST|urged> {group e2 recipient|villagers} to go.", {"Ruiz"}),
        # somebody is
        ("{person e1 actor|The mayor} and Ruiz <REQUEST|urged> {group e2 recipient|villagers} to go.", {"The mayor"}),
        # it is no deed of words
        ("Later Ruiz <MOVE|urged> {group e2 recipient|villagers} to go.", set()),
        # it was done to the one who is taken for the speaker
        ("Later {person e2 recipient|Ruiz} was <ACCUSE|urged> to go.", set()),
        ("{person e2 recipient|Ruiz} had been publicly <REQUEST|urged> to go.", set()),
        # … and was not: the verb is an active one
        ("{person e2 recipient|Ruiz} has again <REQUEST|urged> villagers to go.", {"Ruiz"}),
    ],
)  # fmt: skip
def test_whoever_is_heard_in_a_deed_of_words_does_it(text: str, actors: set[str]) -> None:
    marked = mark(text)
    one = said(marked, "Ruiz", "urged", "to go", Act.DEMAND)
    record = replace(marked.record, statements=(one,))
    found = with_speakers(record, marked.with_arguments())[0].arguments
    assert {marked.article[it.span] for it in found if it.role is Role.ACTOR} == actors


def test_whoever_draws_words_of_others_has_not_said_them() -> None:
    marked = mark("Ruiz drew <ACCUSE|criticism> for the ball.")
    one = said(marked, "Ruiz", "drew criticism", "the ball", Act.CRITICISE)
    found = with_speakers(replace(marked.record, statements=(one,)), marked.with_arguments())
    assert found[0].arguments == ()


@pytest.mark.parametrize(
    ("text", "content", "act", "actors"),
    [
        ("{state e1|Oman} announced a full <RETREAT|withdrawal>.", "a full withdrawal", Act.ANNOUNCE, {"Oman"}),
        ("{state e1|Oman} announced <SANCTION|sanctions> on two banks.", "sanctions on", Act.ANNOUNCE, {"Oman"}),
        # others withdrew, or did something else first
        ("{state e1|Oman} announced a <RETREAT|withdrawal> of rebels.", "a withdrawal of", Act.ANNOUNCE, set()),
        ("{state e1|Oman} announced it saw a <RETREAT|withdrawal>.", "it saw a withdrawal", Act.ANNOUNCE, set()),
        # it is not announced, or not his to do
        ("{state e1|Oman} announced a full <RETREAT|withdrawal> from Tyre.", "a full withdrawal", Act.SAY, set()),
        ("{state e1|Oman} announced a <DEATH|death>.", "a death", Act.ANNOUNCE, set()),
    ],
)  # fmt: skip
def test_whoever_announces_what_is_his_to_do_does_it(
    text: str, content: str, act: Act, actors: set[str]
) -> None:
    marked = mark(text)
    one = said(marked, "Oman", "announced", content, act)
    record = replace(marked.record, statements=(one,))
    found = with_speakers(record, marked.with_arguments())[0].arguments
    assert {marked.article[it.span] for it in found if it.role is Role.ACTOR} == actors


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("{person e1|Ruiz} <REQUEST|called> on {state e2|Oman} to close its border.", {"Oman"}),
        ("{person e1|Ruiz} <REQUEST|appealed> to {group e2|rebels of Oman} to stop.", {"rebels of Oman"}),
        ("{person e1 actor|Ruiz} <REQUEST|called> on {state e2|Oman} to stop.", {"Oman"}),
        ("{person e1|Ruiz} <REQUEST|called> for help on {state e2|Oman}.", set()),
        # whom it is put to is told already; it is no request
        ("{person e1|Ruiz} <REQUEST|called> on {state e2|Oman} and {group e3 recipient|rebels}.", {"rebels"}),
        ("{person e1|Ruiz} <ACCUSE|called> on {state e2|Oman}.", set()),
    ],
)  # fmt: skip
def test_a_request_is_put_to_whoever_is_called_on(text: str, asked: set[str]) -> None:
    marked = mark(text)
    cue = marked.article[marked.triggers[0].span]
    record = replace(marked.record, statements=(said(marked, "Ruiz", cue, ".", Act.DEMAND),))
    found = with_speakers(record, marked.with_arguments())[0].arguments
    assert {marked.article[it.span] for it in found if it.role is Role.RECIPIENT} == asked
    assert [marked.article[it.span] for it in found if it.role is Role.ACTOR] == ["Ruiz"]

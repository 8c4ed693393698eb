"""The parties of an event, when all its mentions are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.events import find_events
from tests.event_texts import mark


def told(text: str, *, headline: bool = False) -> set[str]:
    """The parties of the first event: "actor Oman"."""
    marked = mark(text, headline=headline)
    event = find_events(marked.record, marked.with_arguments())[0]
    return {f"{one.role.value} {marked.article[one.span]}" for one in event.arguments}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # misread in the headline, told in the body
        ("{person e1 actor|Osman} <DEATH|Killed>\n\n{person e1 victim|Osman} was <DEATH|killed>.", {"victim Osman"}),
        ("Osman tried to <INJURY|hurt> {person e1 victim|himself}.", {"victim himself"}),
    ],
)  # fmt: skip
def test_nobody_is_on_both_sides_of_an_event(text, parties):
    assert told(text, headline="\n\n" in text) == parties


def test_whoever_is_said_to_have_done_it_to_himself_did_it():
    text = "{person e1 actor|Osman} <ASSAULT|shot> {person e1 victim|himself}."
    assert told(text) == {"actor Osman", "victim himself"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Drones <ASSAULT|hit> {facility e1 recipient|the depot} and {place e2 recipient|Zakho}.",
         {"recipient the depot", "place Zakho"}),
        ("Drones <ASSAULT|hit> {place e2 recipient|Zakho}.", {"recipient Zakho"}),
        # a camp that has no name is no town
        ("Oman <ASSAULT|bombed> {place e2 recipient|a camp} and killed {person e1 victim|14 rebels}.",
         {"recipient a camp", "victim 14 rebels"}),
    ],
)  # fmt: skip
def test_of_a_town_and_what_was_hit_in_it_the_town_is_where(text, parties):
    assert told(text) == parties


def test_whoever_flees_was_not_driven_out_by_everybody_in_the_sentence():
    marked = mark(
        "Thousands <DISPLACEMENT|flee> as {state e1 actor|Oman} <ASSAULT|bombs> {facility e2 recipient|the port}."
    )
    flight, deed = marked.with_arguments()
    event = find_events(marked.record, (replace(flight, arguments=()), deed))[0]
    assert {f"{one.role.value} {marked.article[one.span]}" for one in event.arguments} == {"victim Thousands"}

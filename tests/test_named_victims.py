"""Victims whose names are told after what befell them."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

import pytest

from onrecord.record.events import find_events
from onrecord.types import EventType, Role
from tests.event_texts import mark

OSMAN, RUIZ = "{person e2|Sara Osman}", "{person e3|Ana Ruiz}"
SHOT = "{person e1 victim|two women} were <ASSAULT|shot>. "


def victims(text: str) -> list[tuple[str, set[str]]]:
    """The type of each event of harm, and who its victims are."""
    marked = mark(text)
    found = find_events(marked.record, marked.with_arguments())
    return [
        (str(event.type), {one.entity or "" for one in event.arguments if one.role is Role.VICTIM})
        for event in found
        if event.type in (EventType.ASSAULT, EventType.DEATH, EventType.INJURY)
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{SHOT}The victims were identified as {OSMAN}, 23, of Zakho, and {RUIZ}, 29.",
        f"{SHOT}The victims have been identified by the coroner as 23-year-old {OSMAN} and 29-year-old {RUIZ}.",
        f"{SHOT}Police identified the victims as {OSMAN} and {RUIZ}.",
        f"{SHOT}The victims, {OSMAN} and {RUIZ}, were at home.",
        f"{SHOT}The victims are {OSMAN}, 23; and {RUIZ}, 29.",
        f"{SHOT}{OSMAN}, 23, and 29-year-old {RUIZ} were the victims.",
        f"{SHOT}{OSMAN} and {RUIZ}, 29, were two of the victims.",
    ],
)
def test_the_victims_who_are_named_are_those_of_whom_it_was_told(text):
    assert victims(text) == [("ASSAULT", {"e1", "e2", "e3"})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an attack and the deaths that it brought were told of the same two
        (
            "{person e1 victim|two women} were <ASSAULT|shot>. Then {person e1 victim|the two} <DEATH|died>. The victims are "
            f"{OSMAN} and {RUIZ}.",
            [("ASSAULT", {"e1", "e2", "e3"}), ("DEATH", {"e1", "e2", "e3"})],
        ),
        # the nearest
        (
            "Here {person e1 victim|six men} were <ASSAULT|stabbed>. There {person e4 victim|two women} were <INJURY|hurt>. "
            f"The victims are {OSMAN} and {RUIZ}.",
            [("ASSAULT", {"e1"}), ("INJURY", {"e4", "e2", "e3"})],
        ),
        # of whom more is told already, no more is
        (
            "{person e2 victim|Sara Osman} was <ASSAULT|shot>. The victims are {person e2|Sara Osman} and no other.",
            [("ASSAULT", {"e2"})],
        ),
        # what befell somebody else, by name; what is only feared; what was told long before
        ("{person e1 victim|Omar Haddad} was <ASSAULT|shot>. " f"The victim, {OSMAN}, left.", [("ASSAULT", {"e1"})]),
        ("{person e1 victim|six men} may be <ASSAULT threatened|shot>. " f"The victim, {OSMAN}, left.", [("ASSAULT", {"e1"})]),
        (f"{SHOT}It rained. It rained. It rained. It rained. The victims were {OSMAN} and {RUIZ}.", [("ASSAULT", {"e1"})]),
        # who tells of the victims is none
        (f"{SHOT}The victims, {OSMAN} said, knew {RUIZ}.", [("ASSAULT", {"e1"})]),
    ],
)  # fmt: skip
def test_nobody_is_a_victim_of_anything_else(text, expected):
    assert victims(text) == expected

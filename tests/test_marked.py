"""Attacks and harm get the victims, doers and weapons that the reader marks in their sentences."""

from __future__ import annotations

import re

import pytest

from onrecord.record.events.harm import Harm, HarmPart
from onrecord.record.events.marked import lay_harm
from onrecord.record.sentences import find_sentences
from onrecord.types import Argument, EventType, Modality, Role, Span, Trigger

MARK = re.compile(r"\[(?P<kind>[A-Za-z]+) (?P<words>[^\]]*)\]")
ROLES = {role.value: role for role in Role}
PARTS = {part.value.upper(): part for part in HarmPart}  # "[VICTIM …]" is a mark, "[victim …]" an argument


def _laid(marked: str, kind: EventType) -> list[tuple[str, str]]:
    """The arguments of the one event, "[event …]", after the marks are laid."""
    text, found = "", []
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        found.append((match["kind"], Span(len(text), len(text) + len(match["words"]))))
        text += match["words"]
        at = match.end()
    text += marked[at:]
    (event,) = [span for name, span in found if name == "event"]
    arguments = tuple(Argument(ROLES[name], span) for name, span in found if name in ROLES)
    harm = tuple(Harm(span, PARTS[name], 0.9) for name, span in found if name in PARTS)
    trigger = Trigger(event, kind, None, Modality.ASSERTED, arguments)
    (laid,) = lay_harm([trigger], harm, find_sentences(text, (Span(0, len(text)),)))
    return [
        (argument.role.value, text[argument.span.start : argument.span.end]) for argument in laid.arguments
    ]


@pytest.mark.parametrize(
    ("marked", "kind", "arguments"),
    [
        (
            "Deputies found [VICTIM Ed Malloy], who was [event killed].",
            EventType.DEATH,
            [("victim", "Ed Malloy")],
        ),
        (
            "[PERPETRATOR Two men] with [WEAPON rifles] [event shot] [victim Mia Torrence].",
            EventType.ASSAULT,
            [("actor", "Two men"), ("instrument", "rifles"), ("victim", "Mia Torrence")],
        ),
        # the sentence has a victim already: a mark adds none
        ("[VICTIM Ode] saw how they [event killed] [victim Abay].", EventType.DEATH, [("victim", "Abay")]),
        # a thing attacked is no victim of an assault, but of damage it is
        ("The [event attack] on [TARGET the depot].", EventType.ASSAULT, [("recipient", "the depot")]),
        ("The blast [event destroyed] [TARGET the depot].", EventType.DAMAGE, [("victim", "the depot")]),
        # other events take nothing
        ("[VICTIM Abay] [event met] the mayor.", EventType.CONSULT, []),
        # the next sentence is another's
        ("They [event killed] her. [VICTIM Abay] was mourned.", EventType.DEATH, []),
        # the body stands in where no single doer is marked
        (
            "[BODY The Front] [event killed] [victim Abay].",
            EventType.DEATH,
            [("actor", "The Front"), ("victim", "Abay")],
        ),
    ],
)
def test_marks_fill_what_an_event_has_not(marked, kind, arguments):
    assert _laid(marked, kind) == arguments


def test_who_is_marked_as_a_doer_is_no_victim():
    laid = lay_harm(
        [
            Trigger(
                Span(7, 12), EventType.ASSAULT, None, Modality.ASSERTED, (Argument(Role.VICTIM, Span(0, 6)),)
            )
        ],
        [Harm(Span(0, 6), HarmPart.PERPETRATOR, 0.8)],
        [Span(0, 20)],
    )
    assert [argument.role for argument in laid[0].arguments] == [Role.ACTOR]


def test_who_is_marked_as_both_stays_a_victim():
    both = [Harm(Span(0, 6), part, 0.8) for part in (HarmPart.PERPETRATOR, HarmPart.VICTIM)]
    trigger = Trigger(
        Span(7, 12), EventType.DEATH, None, Modality.ASSERTED, (Argument(Role.VICTIM, Span(0, 6)),)
    )
    assert lay_harm([trigger], both, [Span(0, 20)]) == (trigger,)


def test_without_marks_nothing_changes():
    trigger = Trigger(Span(7, 12), EventType.DEATH, None, Modality.ASSERTED)
    assert lay_harm([trigger], [], [Span(0, 20)]) == (trigger,)

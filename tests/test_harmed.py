"""Whom a death or an injury is told of: people; what is done to anything else in these words is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.events import find_events
from onrecord.types import Mention, MentionKind, Role
from tests.build import span
from tests.event_texts import mark


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The vote <DEATH|killed> {thing x victim|the bill}.", None),
        ("The row <INJURY|hurt> {thing x victim|his chances}.", None),
        ("The law would <INJURY|hurt> {thing x victim|democracy} in Tunisia.", None),
        ("Shells <DEATH|killed> {thing x victim|six of the brigade}.", ["six of the brigade"]),
        ("Shells <DEATH|killed> {thing x victim|the poor} first.", ["the poor"]),
        ("The flood <DEATH|claimed> {thing x victim|at least 40 lives}.", ["at least 40 lives"]),
        ("Shells <INJURY|hurt> {thing x victim|dozens}.", ["dozens"]),
        ("Shells <INJURY|hurt> {thing x victim|the driver} in Tyre.", ["the driver"]),
        ("Shells <DEATH|killed> {person e1 victim|Sara Osman}.", ["Sara Osman"]),
        ("Shells <DAMAGE|hit> {thing x victim|the depot}.", ["the depot"]),
    ],
)
def test_only_people_die_or_are_hurt(text: str, victims: list[str] | None) -> None:
    marked = mark(text)
    record = replace(marked.record, entities=tuple(one for one in marked.entities if one.id != "x"))
    found = find_events(record, marked.with_arguments())
    told = [[marked.article[argument.span] for argument in event.arguments] for event in found]
    assert told == ([] if victims is None else [victims])


def test_what_is_done_to_a_part_of_a_body_is_done_to_whom_it_belongs_to() -> None:
    marked = mark("{person e1|He} said a shell had <INJURY|broken> {thing x victim|his left arm}.")
    his = Mention(span(marked.article.text, "his"), MentionKind.PRONOUN)
    him = replace(marked.entities[0], mentions=(*marked.entities[0].mentions, his))
    (broken,) = find_events(replace(marked.record, entities=(him,)), marked.with_arguments())
    assert [(one.role, one.span, one.entity) for one in broken.arguments] == [(Role.VICTIM, his.span, "e1")]

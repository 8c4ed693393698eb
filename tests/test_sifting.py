"""Words that seem to take part in an event, and cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.events.sifting import sift_arguments
from onrecord.types import Act, Argument, Form, Role, Source, SourceKind, Statement, Time, TimeType
from tests.build import span
from tests.event_texts import Marked, mark


def kept(marked: Marked, **more: object) -> set[str]:
    """The words that stay with the first trigger."""
    record = replace(marked.record, **more)
    found = sift_arguments(record, marked.with_arguments())[0].arguments
    return {marked.article[one.span] for one in found}


def said(marked: Marked, source: str, cue: str, content: str, act: Act) -> Statement:
    text = marked.article.text
    return Statement(
        "s1",
        Source(span(text, source), SourceKind.MILITARY, named=True),
        span(text, cue),
        act,
        (span(text, content),),
        Form.INDIRECT,
        "test",
    )


@pytest.mark.parametrize(
    ("text", "cue", "events"),
    [
        ("Ruiz told a <CONSULT|news conference> that it was over.", "told", 0),
        ("Ruiz said at a crowded <CONSULT|news conference> that it was over.", "said", 0),
        ("Ruiz said the <CONSULT|talks> were over.", "said", 1),
        ("Ruiz told a <DEATH|dying> man that it was over.", "told", 1),
    ],
)
def test_where_something_was_said_is_no_event(text: str, cue: str, events: int):
    marked = mark(text)
    record = replace(marked.record, statements=(said(marked, "Ruiz", cue, "over", Act.SAY),))
    assert len(sift_arguments(record, marked.with_arguments())) == events


def test_a_day_is_nobody_and_was_not_hit():
    marked = mark("Drones <ASSAULT|hit> {facility e1 recipient|the port} on {thing e2 recipient|Monday}.")
    day = Time("t1", span(marked.article.text, "Monday"), TimeType.DATE, "2026-03-02")
    assert kept(marked, times=(day,)) == {"the port"}


@pytest.mark.parametrize(
    ("text", "content", "act", "names"),
    [
        # who only tells of it did not do it
        ("{military e1 actor|The army} said drones <ASSAULT|hit> {facility e2 recipient|the port}.",
         "drones hit the port", Act.SAY, {"the port"}),
        # a headline leaves the subject of what was said out: it is who says it
        ("{military e1 actor|The army} said <ASSAULT|hit> {facility e2 recipient|the port}.",
         "hit the port", Act.SAY, {"The army", "the port"}),
        # whoever admits a deed admits his own
        ("{military e1 actor|The army} said drones <ASSAULT|hit> {facility e2 recipient|the port}.",
         "drones hit the port", Act.ADMIT, {"The army", "the port"}),
    ],
)  # fmt: skip
def test_whoever_tells_of_it_is_not_in_it(text, content, act, names):
    marked = mark(text)
    assert kept(marked, statements=(said(marked, "The army", "said", content, act),)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # only people are wounded or held
        ("{person e1 victim|Two clerks} of {place e2 victim|Zakho} were <INJURY|wounded>.", {"Two clerks"}),
        ("They <COERCE|held> {person e1 recipient|two clerks} on {facility e2 recipient|the road}.", {"two clerks"}),
        ("They <COERCE|seized> {facility e2 recipient|the port}.", {"the port"}),
        # the town, and its name
        ("A mine <ASSAULT|went off> in {place e1 place|the town} of {place e2 place|Zakho}.", {"Zakho"}),
        ("A mine <ASSAULT|went off> in {place e1 place|the town} near {place e2 place|Zakho}.", {"the town", "Zakho"}),
    ],
)  # fmt: skip
def test_a_place_is_where_it_was(text, names):
    assert kept(mark(text)) == names


@pytest.mark.parametrize(
    ("text", "harmed"),
    [
        (
            "{person e1|Osman} was <TRIAL|charged> with the <DEATH|murder> of {person e2|a clerk}.",
            {"a clerk"},
        ),
        (
            "{person e1|Osman} was <TRIAL|charged>, and rebels <DEATH|killed> {person e2|a clerk}.",
            {"Osman", "a clerk"},  # nothing says that the charge was about it
        ),
    ],
)
def test_who_is_charged_with_a_deed_did_not_suffer_it(text, harmed):
    marked = mark(text)
    who = {marked.article[m.span]: m.span for one in marked.entities for m in one.mentions}
    charge, deed = marked.triggers
    given = (
        replace(charge, arguments=(Argument(Role.RECIPIENT, who["Osman"]),)),
        replace(deed, arguments=tuple(Argument(Role.VICTIM, one) for one in who.values())),
    )
    found = sift_arguments(marked.record, given)
    assert {marked.article[one.span] for one in found[1].arguments} == harmed
    assert found[0] == given[0]

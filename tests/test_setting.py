"""When and where a mention of an event has it happen."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.record.events.setting import find_settings
from onrecord.record.times import find_times
from onrecord.types import Act, Argument, Form, Place, Role, Statement
from tests.build import span
from tests.event_texts import mark

PUBLISHED = date(2031, 5, 8)  # a Thursday


def when(text: str, content: str | None = None, nth: int = 0) -> str | None:
    """The value of the time of one of the text's events; `content` is what somebody said."""
    marked = mark(text)
    said = ()
    if content:
        said = (
            Statement(
                "s1",
                None,
                span(marked.article.text, "said"),
                Act.SAY,
                (span(marked.article.text, content),),
                Form.INDIRECT,
                "test",
            ),
        )
    record = replace(
        marked.record,
        statements=said,
        times=find_times(marked.article.text, published=PUBLISHED, sentences=marked.sentences),
    )
    time = find_settings(record, marked.triggers)[nth].time
    return time.value if time else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A guard was <DEATH|killed> on May 2.", "2031-05-02"),
        ("On Monday, a guard was <DEATH|killed>.", "2031-05-05"),
        # when it was confirmed is not when it was
        ("The <DEATH|killing> of a guard was confirmed on Monday.", None),
        ("The <PROTEST|protest> was held on Monday.", "2031-05-05"),
        # the nearer of two
        ("He left on May 1 and was <DEATH|killed> on May 2.", "2031-05-02"),
        # by what else happened one is known who was in it; but what is told of the deed is its own
        ("Police <COERCE|arrested> the driver of the train that <ACCIDENT|derailed> on Monday.", None),
        ("Police <COERCE|arrested> the driver, they said, of the train on Monday.", "2031-05-05"),
        ("A <ASSAULT|raid> that <DEATH|killed> six on Monday was soon over.", "2031-05-05"),
        # how long it took is not when it was
        ("A guard was <DEATH|killed> after a strike of two weeks.", None),
        ("They fought for three days. A guard was <DEATH|killed>.", None),
        # a clause between commas keeps its day, and takes no other's
        ("The mill, where a guard was <DEATH|killed>, stayed shut on Monday.", None),
        ("Osman, who fled on May 1, was <DEATH|killed> here.", None),
        # of "his slain father" nobody says when
        ("He was named on May 1 to replace his <DEATH|slain> father.", None),
    ],
)
def test_an_event_has_the_nearest_day_of_its_sentence(text, value):
    assert when(text) == value


@pytest.mark.parametrize(
    ("text", "content", "value"),
    [
        ("The mayor said on Friday that a guard was <DEATH|killed>.", "that a guard was killed", None),
        ("The mayor said on Friday that a guard was <DEATH|killed> on May 1.", "that a guard was killed on May 1", "2031-05-01"),
    ],
)  # fmt: skip
def test_the_day_of_saying_is_not_the_day_of_the_event(text, content, value):
    assert when(text, content) == value


def test_a_day_that_stands_right_before_another_event_is_its_own():
    text = "The <DEATH|death>, like the May 1 <DEATH|death> of a clerk, came soon."
    assert when(text, nth=0) is None
    assert when(text, nth=1) == "2031-05-01"


def where(text: str, *arguments: tuple[Role, str]) -> str | None:
    """The name of the place of the text's first event, with these arguments; places are Zakho, Basra and Iraq."""
    marked = mark(text)
    words = marked.article.text
    names = [name for name in ("Zakho", "Basra", "Iraq", "the Front") if name in words]
    places = tuple(
        Place(f"p{n}", span(words, name), name, None if name == "the Front" else n, "IQ")
        for n, name in enumerate(sorted(names, key=words.index), 1)
    )
    trigger = replace(
        marked.triggers[0], arguments=tuple(Argument(role, span(words, part)) for role, part in arguments)
    )
    place = find_settings(replace(marked.record, places=places), (trigger,))[0].place
    return place.name if place else None


@pytest.mark.parametrize(
    ("text", "arguments", "place"),
    [
        ("A guard was <DEATH|killed> in Zakho.", [(Role.PLACE, "Zakho")], "Zakho"),
        ("A guard was <DEATH|killed> in the old town of Zakho.", [(Role.PLACE, "the old town of Zakho")], "Zakho"),
        # of an attack, what was hit
        ("Gunmen <ASSAULT|shelled> Zakho from Basra.", [(Role.RECIPIENT, "Zakho"), (Role.ORIGIN, "Basra")], "Zakho"),
        # a body that bears a place's look is nowhere
        ("Gunmen <ASSAULT|shelled> the Front.", [(Role.RECIPIENT, "the Front")], None),
        # whose it is is not where it is
        ("A guard was <DEATH|killed> in one of Iraq’s ports.", [], None),
        # where something was carried to is not where it was refused
        ("The rebels <REJECT|rejected> terms carried to Basra.", [], None),
        # who did it is not where
        ("A guard was <DEATH|killed> on orders of Iraq.", [(Role.ACTOR, "Iraq")], None),
        ("A guard was <DEATH|killed>. It rained in Zakho.", [], None),
    ],
)  # fmt: skip
def test_an_event_has_the_place_that_its_sentence_gives_it(text, arguments, place):
    assert where(text, *arguments) == place

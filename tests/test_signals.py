from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.record.circumstances import find_unnamed
from onrecord.record.signals import find_signals
from onrecord.types import EntityType
from tests.readings import TAGS, read_marked


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[Source1 Ruiz] [Cue1 said] [Content1 the bridge was shut] .",
            [("Ruiz", "said", ["the bridge was shut"])],
        ),
        (
            "[Content1 The bridge] , [Source1 Ruiz] [Cue1 said] , [Content1 was shut] .",
            [("Ruiz", "said", ["The bridge", "was shut"])],
        ),
        ("It [Cue1 reportedly] [Content1 rained] .", [(None, "reportedly", ["rained"])]),
        (
            "[Source1 Ruiz] [Cue1 said] [Content1 yes] and [Source2 Osman] [Cue2 denied] [Content2 it] .",
            [("Ruiz", "said", ["yes"]), ("Osman", "denied", ["it"])],
        ),
        ("[Source1 The rebels] have [Cue1 not commented] .", [("The rebels", "not commented", [])]),
        ("It was [Cue1 said] .", []),
        ("Nobody spoke.", []),
        ("", []),
    ],
)
def test_a_cue_finds_its_own_source_and_content(marked, expected):
    text, reading = read_marked(marked)
    found = find_signals(reading).attributions
    words = [
        (one.source and text[one.source.start : one.source.end], text[one.cue.start : one.cue.end],
         [text[piece.start : piece.end] for piece in one.content])
        for one in found
    ]  # fmt: skip
    assert words == expected


def test_what_only_tells_who_speaks_is_no_cue():
    text, reading = read_marked(
        "[Source1 An official who] [Cue1 asked] [Content1 not to be named] [Source2 ,] [Cue2 said] [Content2 no] ."
    )
    (one,) = find_signals(reading, unnamed=find_unnamed(text)).attributions
    assert text[one.cue.start : one.cue.end] == "said"


def test_names_have_our_types_and_dates_are_left_to_others():
    text, reading = read_marked(
        "[Person Ana Ruiz] left [Location Tripoli] on [Date Monday] with [NORP Libyans]"
    )
    named = [(text[name.span.start : name.span.end], name.type) for name in find_signals(reading).names]
    assert named == [
        ("Ana Ruiz", EntityType.PERSON), ("Tripoli", EntityType.PLACE), ("Libyans", EntityType.GROUP)
    ]  # fmt: skip


def test_spans_are_shifted_by_where_the_text_starts():
    _, reading = read_marked("[Source1 Ruiz] [Cue1 said] [Content1 no]")
    here, there = find_signals(reading).attributions[0], find_signals(reading, base=100).attributions[0]
    assert there.cue.start == here.cue.start + 100


def test_a_content_that_runs_over_a_window_stays_one():
    _, reading = read_marked("[Source1 Ruiz] [Cue1 said] [Content1 one two three four five six]")
    cut = replace(reading, windows=np.array([[0, 5], [5, 8]], np.int32))
    assert find_signals(cut).attributions == find_signals(reading).attributions


@given(
    st.integers(1, 12).flatmap(
        lambda n: arrays(np.float32, (n, len(TAGS)), elements=st.floats(-5, 5, width=32))
    )
)
def test_whatever_the_emissions_an_inner_label_never_opens_a_span_of_another_class(tags):
    _, blank = read_marked(" ".join("a" * len(tags)))
    reading = replace(blank, tags=tags)
    for one in find_signals(reading).attributions:
        spans = [one.cue, *one.content, *([one.source] if one.source else [])]
        assert not any(a.overlaps(b) for i, a in enumerate(spans) for b in spans[:i])

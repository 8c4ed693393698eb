from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.layout import find_paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("  One \n\n\n Two\t", ["One", "Two"]),
        ("A headline\nThe body of it.", ["A headline", "The body of it."]),
        ("A bomb killed six, officials\nsay.", ["A bomb killed six, officials\nsay."]),
        ("It ended.\nlower case begins", ["It ended.", "lower case begins"]),
        ("officials\n\nsay", ["officials", "say"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_a_line_is_a_paragraph_unless_it_goes_on(text, expected):
    assert [text[span.start : span.end] for span in find_paragraphs(text)] == expected


def test_in_a_wrapped_text_a_line_may_go_on_with_a_capital():
    text = (
        "Nine people were held on Monday in the port of\nTripoli after a night of fires that\n"
        "burned two stores, a school and\nthe old customs house, said the\ncity’s mayor.\n"
    )
    assert len(find_paragraphs(text)) == 1


@given(st.text(st.sampled_from("ab A.\n\r\t\u2028”"), max_size=120))
def test_paragraphs_hold_every_visible_character_once_and_in_order(text):
    spans = find_paragraphs(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())

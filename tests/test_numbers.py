from __future__ import annotations

import pytest

from onrecord.record.events.numbers import find_numbers
from onrecord.record.events.numbers.words import cut_words
from onrecord.types import Span


def numbers(text):
    words = cut_words(text, Span(0, len(text)))
    return [(text[words[one.first].start : words[one.end - 1].end], one.best) for one in find_numbers(words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two dozen crates", [("two dozen", 24)]),
        ("two thousand three hundred tents", [("two thousand three hundred", 2300)]),
        ("one hundred and fifty-two bags", [("one hundred and fifty-two", 152)]),
        ("half a dozen, half a million", [("half a dozen", 6), ("half a million", 500000)]),
        ("3.5 million", [("3.5 million", 3500000)]),
        ("hundreds of thousands of tents", [("hundreds of thousands", 100000)]),
        ("a few hundred tents", [("a few hundred", 300)]),
        ("as many as 30 tents", [("as many as 30", 30)]),
        ("the other three", [("the other three", 3)]),
        ("between 3 and 5 tents", [("between 3 and 5", 3)]),
        ("from 12 to 15", [("12", 12), ("15", 15)]),
        ("no tents, not a single tent", [("no", 0), ("not a single", 0)]),
        ("1300 tents", [("1300", 1300)]),
    ],
)
def test_a_number_has_one_value_and_all_its_words(text, expected):
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    ["on 6 December 1989", "in 2012,", "Nov. 29", "at 10:30", "0815 GMT", "$3", "20 percent", "20%", "magnitude 6.3",
     "a 5-year-old", "M-72", "No. 6", "Flight 804", "aged 41", "Osman, 29, a nurse", "the 20th", "one by one",
     "one day", "no longer", "how many", "all but one"],
)  # fmt: skip
def test_what_names_dates_or_measures_counts_nothing(text):
    assert numbers(text) == []

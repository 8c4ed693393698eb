from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.models.words import (
    CAPITALISED,
    DIGITS,
    INSIDE,
    LOWER,
    MARK,
    MIXED,
    NO_LETTER,
    OUTSIDE,
    UPPER,
    lay_windows,
    split_words,
)

TOKENIZER = Tokenizer.from_str(
    (files("onrecord.models") / "weights/tokenizer.json").read_text(encoding="utf8")
)
TOKENIZER.no_truncation()
TOKENIZER.no_padding()


@pytest.mark.parametrize(
    ("word", "shape"),
    [("rain", LOWER), ("Ruiz", CAPITALISED), ("A", CAPITALISED), ("UN", UPPER), ("McIver", MIXED),
     ("12", DIGITS), (",", NO_LETTER)],
)  # fmt: skip
def test_capitals_are_kept_beside_the_uncased_pieces(word, shape):
    assert split_words(word, TOKENIZER).shapes.tolist() == [shape]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We stay,” he said.", ["We", "stay", ","]),
        ('He said "no" twice.', ["no"]),
        ("“We stay.\n“We fight.”", ["We", "stay", ".", "We", "fight", "."]),
        ('It is 5" wide.\nHe left.', ["wide", "."]),
    ],
)
def test_quotation_marks_open_and_close_within_a_paragraph(text, inside):
    words = split_words(text, TOKENIZER)
    states = (words.places % 3).tolist()
    assert [text[a:b] for (a, b), state in zip(words.spans, states, strict=True) if state == INSIDE] == inside
    assert set(states) <= {OUTSIDE, INSIDE, MARK}


@given(st.text(st.sampled_from("ab Z9.,“”\"'\n\u00ad\u0130ß漢é\t"), max_size=300), st.integers(8, 40))
def test_windows_cover_every_word_once_and_keep_to_their_size(text, size):
    words = split_words(text, TOKENIZER)
    windows = lay_windows(words, size=size)
    assert [a for a, _ in windows] == [0, *(b for _, b in windows)][: len(windows)]
    assert (windows[-1][1] if windows else 0) == len(words.spans)
    assert all(words.first[b] - words.first[a] <= size - 2 or b - a == 1 for a, b in windows)


@given(st.text(max_size=200))
def test_words_stand_where_they_say_in_any_text(text):
    words = split_words(text, TOKENIZER)
    assert all(0 <= a < b <= len(text) and "\n" not in text[a:b] for a, b in words.spans.tolist())
    assert all(x[1] <= y[0] for x, y in pairwise(words.spans.tolist()))

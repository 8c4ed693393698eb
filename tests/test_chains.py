"""The measures of coreference, on cases whose answers are known."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.chains import Agreement, b_cubed, ceaf_e, conll, muc


def chains(*words: str) -> list[frozenset[str]]:
    """Each word a chain of its letters."""
    return [frozenset(word) for word in words]


GOLD = chains("abc", "defg")


@pytest.mark.parametrize(
    ("measure", "found", "expected"),
    [
        # the case of the paper on the reference scorer: Pradhan and others, 2014
        (muc, chains("ab", "cd", "fghi"), (0.4, 0.4)),
        (b_cubed, chains("ab", "cd", "fghi"), (0.5, 5 / 12)),
        (ceaf_e, chains("ab", "cd", "fghi"), (1.3 / 3, 1.3 / 2)),
        (muc, GOLD, (1, 1)),
        (b_cubed, GOLD, (1, 1)),
        (ceaf_e, GOLD, (1, 1)),
        # everything in one, nothing in any
        (muc, chains("abcdefg"), (5 / 6, 1)),
        (b_cubed, chains("abcdefg"), ((9 + 16) / 49, 1)),
        (muc, chains(*"abcdefg"), (0, 0)),
        (b_cubed, chains(*"abcdefg"), (1, 2 / 7)),
    ],
)
def test_a_measure_gives_the_known_answer(measure, found, expected):
    got: Agreement = measure(GOLD, found)
    assert (got.precision, got.recall) == pytest.approx(expected)


def test_the_mean_is_of_the_three_f1():
    found = chains("ab", "cd", "fghi")
    assert conll(GOLD, found) == pytest.approx((0.4 + 2 * 0.5 * (5 / 12) / (11 / 12) + 0.52) / 3)


PARTITION = st.lists(st.integers(0, 4), min_size=1, max_size=7).map(
    lambda homes: [frozenset(n for n, home in enumerate(homes) if home == one) for one in sorted(set(homes))]
)


@settings(max_examples=60, deadline=None)
@given(PARTITION, PARTITION)
def test_chains_are_matched_as_well_as_can_be(gold, found):
    def alike(a, b):
        return 2 * len(a & b) / (len(a) + len(b))

    short, long = sorted((gold, found), key=len)
    best = max(
        sum(alike(a, b) for a, b in zip(short, order, strict=True))
        for order in permutations(long, len(short))
    )
    assert ceaf_e(gold, found).precision * len(found) == pytest.approx(best)

"""Who did harm, to whom or what, and with what, as the reader marks it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.harm import HarmPart, find_harm
from onrecord.types import Article, Reading, Span
from tests.readings import HARM, read_marked

TEXT = "Two masked men shot Ana Ruiz and Ben Ode with rifles."


def _article(text: str = TEXT) -> Article:
    return Article("a", text, (Span(0, len(text)),) if text else (), "en")


def _reading(chances: dict[str, dict[str, float]], text: str = TEXT) -> Reading:
    """A Reading that gives words (first of that form) these chances; the rest goes to O."""
    _, reading = read_marked(text)
    board = np.full((len(reading.words), len(HARM)), 1e-9, np.float32)
    for row, (start, end) in zip(board, reading.words.tolist(), strict=True):
        given = chances.get(text[start:end], {})
        for label, chance in given.items():
            row[HARM.index(label)] = chance
        row[0] = 1 - sum(given.values())
    return replace(reading, harm=np.log(np.maximum(board, 1e-9)))


def _found(reading: Reading, text: str = TEXT, **options: float) -> list[tuple[str, str]]:
    article = _article(text)
    return [(article[harm.span], harm.part.value) for harm in find_harm(article, reading, **options)]


def test_words_of_one_part_are_one_mention():
    reading = _reading({"masked": {"B-perpetrator": 0.9}, "men": {"I-perpetrator": 0.8}})
    assert _found(reading) == [("masked men", "perpetrator")]


def test_a_word_that_opens_a_mention_starts_a_new_one():
    reading = _reading(
        {
            "Ana": {"B-victim": 0.9},
            "Ruiz": {"I-victim": 0.9},
            "and": {"I-victim": 0.6},
            "Ben": {"B-victim": 0.7},
            "Ode": {"I-victim": 0.7},
        }
    )
    assert _found(reading) == [("Ana Ruiz", "victim"), ("Ben Ode", "victim")]


def test_a_mention_ends_before_what_only_leads_on():
    reading = _reading({word: {"I-victim": 0.9} for word in ("shot", "Ben", "Ode", "with")})
    assert ("Ben Ode", "victim") in _found(reading)


@pytest.mark.parametrize(
    ("text", "marked", "found"),
    [
        ("It hit offices of the mill.", ("offices", "mill"), ["offices of the mill"]),
        ("It hit offices of mills.", ("offices", "of", "mills"), ["offices of mills"]),
        ("It hit offices and mills.", ("offices", "mills"), ["offices", "mills"]),
    ],
)
def test_of_and_the_do_not_part_a_mention(text, marked, found):
    reading = _reading({word: {"B-target": 0.9} for word in marked}, text)
    assert [words for words, _ in _found(reading, text)] == found


def test_opening_and_going_on_count_together():
    assert _found(_reading({"rifles": {"B-weapon": 0.3, "I-weapon": 0.25}})) == [("rifles", "weapon")]


@pytest.mark.parametrize(("least", "found"), [(0.5, []), (0.4, [("rifles", "weapon")])])
def test_what_is_less_likely_than_asked_is_not_found(least, found):
    assert _found(_reading({"rifles": {"B-weapon": 0.45}}), least=least) == found


def test_the_score_is_the_mean_chance_of_the_words():
    reading = _reading({"Ana": {"B-victim": 0.9}, "Ruiz": {"I-victim": 0.7}})
    (harm,) = find_harm(_article(), reading)
    assert (harm.part, round(harm.score, 3)) == (HarmPart.VICTIM, 0.8)


def test_a_word_may_have_two_parts_where_little_is_asked():
    reading = _reading({"men": {"B-perpetrator": 0.5, "B-victim": 0.4}})
    assert _found(reading, least=0.3) == [("men", "perpetrator"), ("men", "victim")]


def test_an_empty_text_has_none():
    _, reading = read_marked("")
    assert find_harm(_article(""), reading) == ()


def test_words_beyond_the_article_are_left_alone():
    reading = _reading({"rifles": {"B-weapon": 0.9}, "Two": {"B-weapon": 0.9}})
    assert [harm.span for harm in find_harm(_article(TEXT[:20]), reading)] == [Span(0, 3)]


def test_a_model_without_the_labels_finds_nothing():
    reading = _reading({"rifles": {"B-weapon": 0.9}})
    blind = replace(reading, labels=replace(reading.labels, harm=("O",)), harm=reading.harm[:, :1])
    assert find_harm(_article(), blind) == ()

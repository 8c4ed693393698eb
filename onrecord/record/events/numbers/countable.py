"""Which numbers count nobody and nothing: dates, ages, prices, shares, names with numbers."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.lexicons.counting import count_words
from onrecord.lexicons.times import time_words
from onrecord.record.events.numbers.words import DASHES, Word, text_at, touches

GLUE = DASHES | {"/", ":", "."}
MONEY = frozenset("$£€")
PERCENT = frozenset({"%", "percent", "pct", "per"})
YEARS = range(1900, 2100)
MONTH_DAYS = 31


def may_count(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the number can count people or things at all."""
    if _is_named(words, at) or _is_measure(words, at, end):
        return False
    if words[at].text[0].isdigit():
        return not any(one(words, at, end) for one in (_is_glued, _is_dated, _is_age, _is_code))
    after = text_at(words, end)
    if words[at].text == "one" and after in count_words("after_one"):
        return False
    return not (after in DASHES and touches(words, end))


def _is_named(words: Sequence[Word], at: int) -> bool:
    """«Flight 804», «No. 6», «aged 41»; «all but one», «one by one»"""
    before, two = text_at(words, at - 1), text_at(words, at - 2)
    named = two if before == "." else before
    return named in count_words("numbered") or (two, before) in (("all", "but"), ("one", "by"))


def _is_measure(words: Sequence[Word], at: int, end: int) -> bool:
    """«$3», «20 percent»"""
    return text_at(words, at - 1) in MONEY or text_at(words, end) in PERCENT


def _is_glued(words: Sequence[Word], at: int, end: int) -> bool:
    """«M-72», «5-year-old», «10:30», «9/11»"""
    before = text_at(words, at - 1) in GLUE and touches(words, at - 1) and touches(words, at)
    return before or (text_at(words, end) in GLUE - {"."} and touches(words, end))


def _is_dated(words: Sequence[Word], at: int, end: int) -> bool:
    """«6 December», «Nov. 29», «in 2012»"""
    value = int(float(words[at].text.replace(",", "")))
    months = time_words().months
    if (
        end == at + 1
        and value <= MONTH_DAYS
        and any(text_at(words, near) in months for near in (end, at - 1, at - 2) if 0 <= near < len(words))
    ):
        return (
            text_at(words, end) in months or text_at(words, at - 1) in months or text_at(words, at - 1) == "."
        )
    return (
        end == at + 1
        and words[at].text.isdigit()
        and len(words[at].text) == 4
        and value in YEARS
        and (not text_at(words, end).endswith(("s", "e")))
    )


def _is_age(words: Sequence[Word], at: int, end: int) -> bool:
    """«Sara Osman, 29, a nurse», «Sara Osman, 29»; not «In all, 29 people»"""
    return text_at(words, at - 1) == "," and not text_at(words, end).isalpha() and at > 1


def _is_code(words: Sequence[Word], at: int, end: int) -> bool:
    """«2nd», «A4», «100m»: figures and letters in one word"""
    near = [words[end]] if end < len(words) and touches(words, end) else []
    near += [words[at - 1]] if at and touches(words, at) else []
    return any(word.text.isalpha() or word.text[0].isdigit() for word in near)

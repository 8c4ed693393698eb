"""Numbers of a sentence that may count something, with what is said about them: «at least 12», «three or four»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons.counting import Bound, afterwords, count_words, qualifiers
from onrecord.record.events.numbers.amounts import find_amount, find_range
from onrecord.record.events.numbers.countable import may_count
from onrecord.record.events.numbers.words import Word


@dataclass(frozen=True, slots=True)
class Number:
    """A number and what is said about it; `first` and `end` are the words it takes, half-open.

    `core` is the first word of the number itself: what stands before are determiners and qualifiers.
    """

    first: int
    core: int
    end: int
    low: int | None
    best: int
    high: int | None
    qualifier: str | None = None


def find_numbers(words: Sequence[Word]) -> tuple[Number, ...]:
    """Every number that may count something: no dates, ages, prices, shares, distances or names with numbers."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = _number(words, at, found[-1].end if found else 0)
        if number:
            found.append(number)
        at = number.end if number else max(at + 1, _skipped(words, at))
    return tuple(found)


def _number(words: Sequence[Word], at: int, floor: int) -> Number | None:
    amount = find_range(words, at)
    if amount is None or not may_count(words, at, amount.end):
        return None
    number = Number(at, at, amount.end, amount.value, amount.value, amount.top, amount.word)
    return _with_afterword(words, _with_qualifiers(words, number, floor))


def _skipped(words: Sequence[Word], at: int) -> int:
    """Where to read on after words that are a number but count nothing: "6 December 1989"."""
    amount = find_amount(words, at)
    return amount.end if amount else at


# ---- what is said about it -------------------------------------------------------------------------------


def _with_qualifiers(words: Sequence[Word], number: Number, floor: int) -> Number:
    """The number with all that stands before it: «[at least another] 12», «[the other] three»"""
    found: list[tuple[Bound, str]] = []
    first = number.first
    if number.qualifier == "between":
        first -= 1
    while first > floor:
        length, bound = _qualifier_before(words, first, floor)
        if not length:
            break
        first -= length
        if bound is not Bound.PLAIN:
            found.append((bound, " ".join(word.text for word in words[first : first + length])))
        if words[first].text in count_words("closing"):
            break
    number = replace(number, first=first)
    strict = [one for one in found if one[0] is not Bound.ABOUT] or found
    return bounded(number, *strict[-1]) if strict else number


def _qualifier_before(words: Sequence[Word], end: int, floor: int) -> tuple[int, Bound]:
    for length in range(min(5, end - floor), 0, -1):
        bound = qualifiers().get(tuple(word.text for word in words[end - length : end]))
        if bound:
            return length, bound
    return (1, Bound.PLAIN) if words[end - 1].text in count_words("determiners") else (0, Bound.PLAIN)


def _with_afterword(words: Sequence[Word], number: Number) -> Number:
    """«12 or more», «100 or so»"""
    length, bound = afterword(words, number.end)
    if not length:
        return number
    phrase = " ".join(word.text for word in words[number.end : number.end + length])
    return replace(bounded(number, bound, phrase), end=number.end + length)


def afterword(words: Sequence[Word], at: int) -> tuple[int, Bound]:
    """How many words at `at` qualify a number before them, and what they leave open."""
    for length in range(min(3, len(words) - at), 0, -1):
        bound = afterwords().get(tuple(word.text for word in words[at : at + length]))
        if bound:
            return length, bound
    return 0, Bound.PLAIN


def bounded(number: Number, bound: Bound, phrase: str) -> Number:
    """The number with a qualifier's bounds; a range keeps its own."""
    if number.low != number.high and number.high is not None:
        return replace(number, qualifier=phrase)
    low = number.low if bound is Bound.FLOOR else None
    high = number.high if bound is Bound.CEILING else None
    return replace(number, low=low, high=high, qualifier=phrase)

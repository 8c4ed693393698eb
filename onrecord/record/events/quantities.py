"""What numbers count: "at least 12 people", "two of the five men", "15 of those arrested", "a policeman"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.lexicons.counting import HarmPart, count_words, people_nouns
from onrecord.record.events.harms import HarmWord
from onrecord.record.events.numbers import Number, afterword, bounded
from onrecord.record.events.numbers.words import Word
from onrecord.record.events.phrases import PRONOUNS, Quantity, headed
from onrecord.record.events.singles import find_single


def find_quantities(
    words: Sequence[Word], numbers: Sequence[Number], harms: Sequence[HarmWord]
) -> tuple[Quantity, ...]:
    """The counted phrases in order; a number inside another's phrase ("two of the five") is only its `of`."""
    starts = {harm.first: harm for harm in harms}
    by_first = {number.first: number for number in numbers}
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        number = by_first.get(at)
        quantity = _phrase(words, number, starts, by_first) if number else find_single(words, at, starts)
        if quantity:
            found.append(quantity)
        at = max(at + 1, quantity.end if quantity else 0)
    return tuple(found)


def _phrase(
    words: Sequence[Word], number: Number, harms: Mapping[int, HarmWord], numbers: Mapping[int, Number]
) -> Quantity:
    """The number with what it counts, and what is said behind it: «66 people or more»"""
    at = number.end
    if _text(words, at) == "of":
        return _share(words, number, harms, numbers)
    quantity = headed(words, Quantity(number.first, at, number), at, harms)
    length, bound = afterword(words, quantity.end)
    if length:
        phrase = " ".join(word.text for word in words[quantity.end : quantity.end + length])
        quantity = replace(quantity, end=quantity.end + length, number=bounded(number, bound, phrase))
    return quantity


def _share(
    words: Sequence[Word], number: Number, harms: Mapping[int, HarmWord], numbers: Mapping[int, Number]
) -> Quantity:
    """«dozens of people», «one of them», «two of the five men», «15 of those arrested», «12 of the dead»"""
    at, bare = number.end + 1, Quantity(number.first, number.end, number)
    inner = numbers.get(at)
    if inner:
        whole = _phrase(words, inner, harms, numbers)
        return replace(whole, first=number.first, number=number, of=whole)
    if _text(words, at) in PRONOUNS:
        return replace(bare, end=at + 1)
    start = at + 1 if _text(words, at) in count_words("of_determiners") else at
    if start in harms and start > at and harms[start].part is not HarmPart.NOUN:
        part = Quantity(at, harms[start].end, number, harm=harms[start])
        if _text(words, harms[start].end) not in people_nouns():
            return replace(bare, end=harms[start].end, harm=harms[start], of=part)
    return headed(words, replace(bare, end=at), start, harms)


def _text(words: Sequence[Word], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""

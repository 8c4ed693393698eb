"""One or a few without a number: "a policeman", "an 8-year-old boy", "a man, his wife and their two children"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.lexicons.counting import count_words, people_nouns
from onrecord.lexicons.times import time_words
from onrecord.record.events.harms import HarmWord
from onrecord.record.events.numbers import Number
from onrecord.record.events.numbers.words import Word
from onrecord.record.events.phrases import OWNERS, Quantity, ends_of_phrases, headed

ARTICLES = frozenset({"a", "an"})
COUPLES = frozenset({"couple", "pair", "duo"})
MANY = frozenset({"men", "women", "people", "children", "police"})
AGES = frozenset({"-", "year-old", "month-old"})


def find_single(words: Sequence[Word], at: int, harms: Mapping[int, HarmWord]) -> Quantity | None:
    """Who an article here tells of, one or as many as the list has; None where it tells of nobody.

    Not «a wounded man»: who he is, not what happened; not «Osman, a nurse»: he is named already.
    """
    if words[at].text not in ARTICLES or _is_apposed(words, at):
        return None
    start = at + 1
    if _text(words, start)[:1].isdigit():  # "an 8-year-old"
        while start < len(words) and (words[start].text[0].isdigit() or words[start].text in AGES):
            start += 1
    phrase = headed(words, Quantity(at, at + 1, Number(at, at, at + 1, 1, 1, 1)), start, harms)
    if phrase.head is None or not phrase.known or phrase.harm:
        return None
    noun = words[phrase.head].text
    if noun in COUPLES:
        return replace(phrase, number=Number(at, at, at + 1, 2, 2, 2))
    if _is_many(noun) or _text(words, phrase.end) in ("'s", "'") or noun in count_words("wholes"):
        return None
    return _with_kin(words, phrase)


def _is_many(noun: str) -> bool:
    return noun in MANY or (noun.endswith("s") and noun[:-1] in people_nouns())


def _is_apposed(words: Sequence[Word], at: int) -> bool:
    """«Osman, a 37-year-old nurse,»: somebody who is named already"""
    return at > 1 and words[at - 1].text == "," and words[at - 2].capital


def _with_kin(words: Sequence[Word], phrase: Quantity) -> Quantity:
    """«a man[, his wife] and [their two children]»: four"""
    count, end = phrase.number.best, phrase.end
    at = end
    while True:
        while _text(words, at) in (",", "and"):
            at += 1
        if at == end or _text(words, at) not in OWNERS:
            break
        more = _kin(words, at + 1)
        if not more:
            break
        at = end = more[0]
        count += more[1]
    number = replace(phrase.number, low=count, best=count, high=count)
    return replace(phrase, end=end, head=end - 1, number=number)


def _kin(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Where «[his] wife», «[their] two children» ends, and how many they are."""
    number = time_words().numbers.get(_text(words, at), 0)
    start = at + 1 if number else at
    for near in range(start, min(start + 4, len(words))):
        if words[near].text in people_nouns():
            many = _is_many(words[near].text)
            return (near + 1, number or 1) if number or not many else None
        if words[near].text in ends_of_phrases() or not words[near].text[0].isalnum():
            return None
    return None


def _text(words: Sequence[Word], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""

"""A sentence laid out for counting: its words, its words of harm, its counted phrases, and what joins them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicons.counting import count_words
from onrecord.record.events.harms import HarmWord
from onrecord.record.events.numbers.words import Word
from onrecord.record.events.phrases import PRONOUNS, Quantity


@dataclass(frozen=True, slots=True)
class Link:
    """A counted phrase and the harm it counts; `part` where it is among others counted."""

    quantity: Quantity
    harm: HarmWord
    part: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as words, its words of harm and its counted phrases, each found by where it begins or ends."""

    words: tuple[Word, ...]
    harms: tuple[HarmWord, ...]
    quantities: tuple[Quantity, ...]

    def text(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def texts(self, start: int, end: int) -> set[str]:
        return {word.text for word in self.words[max(start, 0) : max(end, 0)]}

    def starting(self, at: int) -> Quantity | None:
        return next((one for one in self.quantities if one.first == at), None)

    def ending(self, end: int) -> Quantity | None:
        return next((one for one in self.quantities if one.end == end), None)

    def harm_at(self, at: int) -> HarmWord | None:
        return next((one for one in self.harms if one.first == at), None)


def is_of_them(read: Sentence, quantity: Quantity) -> bool:
    """Whether these are some of others: «three of whom», «of which three»"""
    before, two = read.text(quantity.first - 1), read.text(quantity.first - 2)
    return read.text(quantity.end - 1) in PRONOUNS or (before in PRONOUNS and two == "of")


def is_lost(read: Sentence, lives: Quantity | HarmWord) -> bool:
    """«45 lives were [lost]»"""
    near = read.texts(lives.first - 4, lives.first) | read.texts(lives.end, lives.end + 6)
    return bool(near & count_words("losses"))


def is_passive(read: Sentence, harm: HarmWord) -> bool:
    """«[were] shot»"""
    at = harm.first - 1
    while read.text(at) in count_words("chains"):
        if read.text(at) in count_words("be"):
            return True
        at -= 1
    return False

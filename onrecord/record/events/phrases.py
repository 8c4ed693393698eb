"""The phrase that a number counts, up to its head: "12 | heavily armed Somali and Yemeni pirates"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.lexicons import words as word_list
from onrecord.lexicons.counting import HarmPart, count_words, people_nouns, uncounted_nouns
from onrecord.record.events.harms import HarmWord
from onrecord.record.events.numbers import Number
from onrecord.record.events.numbers.words import Word

MOST_BEFORE_HEAD = 8  # words: "23 heavily armed Somali and Yemeni pirates" has five before its head
ADJECTIVE_ENDS = ("an", "ese", "ish", "i", "ic", "ed", "ous", "al", "ian")
QUOTES = frozenset('"“”')
ORDINAL_ENDS = frozenset({"th", "st", "nd", "rd"})
HEADS = frozenset({HarmPart.NOUN, HarmPart.BODY, HarmPart.WHO, HarmPart.LIFE})
PRONOUNS = frozenset({"them", "whom", "which"})
OWNERS = frozenset({"his", "her", "their"})
NAMELESS = frozenset({"who", "that", "which", "whom", "whose"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; words are half-open.

    `head` is the last word of what is counted, None where only the number stands; `harm` the harm word that is
    its head ("three murders") or stands before it ("the two arrested men"), or that it is taken of
    ("15 of those held").
    """

    first: int
    end: int
    number: Number
    head: int | None = None
    people: bool = True  # or may be
    known: bool = False  # its head is a word for people
    harm: HarmWord | None = None
    of: Quantity | None = None  # "two [of the five men]"


def headed(words: Sequence[Word], bare: Quantity, at: int, harms: Mapping[int, HarmWord]) -> Quantity:
    """The phrase up to its head: a harm noun, else the last word that means people, else a thing, else any word."""
    last, people, thing, premodifier, end = None, None, None, None, at
    while end < len(words) and end - at < MOST_BEFORE_HEAD:
        harm = harms.get(end)
        if harm and harm.part in HEADS:
            if bare.number.best == 1 or _is_plural(words, harm):
                return replace(bare, end=harm.end, head=harm.end - 1, harm=harm)
            last, end = harm.end - 1, harm.end  # "two murder charges"
        elif harm:
            if people is not None or thing is not None or not _before_people(words, harm.end, harms):
                break
            premodifier, end = harm, harm.end
        elif _goes_on(words, end, at):
            last = end if words[end].text[0].isalnum() else last
            people = end if words[end].text in people_nouns() else people
            thing = end if words[end].text in uncounted_nouns() else thing
            end = _closing(words, end) if words[end].text == "(" else end + 1
        else:
            break
    head = next((one for one in (people, thing, last) if one is not None), None)
    if head is None:
        return bare
    counted = people is not None or (thing is None and bare.number.best > 0)  # "no soldiers", not "no fear"
    return replace(bare, end=head + 1, head=head, people=counted, known=people is not None, harm=premodifier)


def _is_plural(words: Sequence[Word], harm: HarmWord) -> bool:
    return words[harm.end - 1].text.endswith("s")


def _before_people(words: Sequence[Word], at: int, harms: Mapping[int, HarmWord]) -> bool:
    """Whether the word before `at` stands before those it is about: «the two arrested | men»"""
    for near in range(at, min(at + 3, len(words))):
        if near in harms or words[near].text in ends_of_phrases() or not words[near].text[0].isalpha():
            return False
        if words[near].text in people_nouns():
            return True
    return False


def _goes_on(words: Sequence[Word], at: int, start: int) -> bool:
    """Whether a counted phrase may go on with this word."""
    text = words[at].text
    if text in MARKS:
        return (at > start or text in QUOTES) and MARKS[text](words, at)
    if text[0].isdigit():  # "17 COVID-19 deaths", "398 4th Brigade soldiers"
        return words[at - 1].text == "-" or _text(words, at + 1) in ORDINAL_ENDS
    if not text[0].isalpha() or text in ends_of_phrases():
        return False
    return not text.endswith("ly") or text in people_nouns() or _before_people(words, at + 1, {})


def _is_aside(words: Sequence[Word], at: int) -> bool:
    """«457 Popular Front (FP) guerrillas»"""
    return _closing(words, at) - at <= 4 and _before_people(words, _closing(words, at), {})


def _is_joined(words: Sequence[Word], at: int) -> bool:
    """«23 Somali | and Yemeni pirates», not «two women | and three men»"""
    return (
        _text(words, at + 1) not in OWNERS
        and _text(words, at + 2) in people_nouns()
        and (words[at - 1].text.endswith(ADJECTIVE_ENDS))
    )


MARKS: Mapping[str, Callable[[Sequence[Word], int], bool]] = {
    "(": _is_aside,
    "and": _is_joined,
    "-": lambda words, at: words[at - 1].end == words[at].start,
    **dict.fromkeys(QUOTES, lambda words, at: _text(words, at + 1).isalpha()),  # "4,000 “probable” deaths"
}


def _closing(words: Sequence[Word], at: int) -> int:
    return next((near + 1 for near in range(at, min(at + 6, len(words))) if words[near].text == ")"), at + 1)


@cache
def ends_of_phrases() -> frozenset[str]:
    """The words that a counted phrase never goes on with."""
    return count_words("phrase_ends") | word_list("phrase_ends")


def _text(words: Sequence[Word], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""

"""What numbers count: the phrase around each number, "at least 12 people", "two of the five men", "a policeman"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.lexicons import words as word_list
from onrecord.lexicons.counting import HarmPart, count_words, people_nouns, uncounted_nouns
from onrecord.lexicons.times import time_words
from onrecord.record.events.harms import HarmWord
from onrecord.record.events.numbers import Number, Word, afterword, bounded

MOST_BEFORE_HEAD = (
    8  # words of a phrase: "23 heavily armed Somali and Yemeni pirates" has five before its head
)
ARTICLES = frozenset({"a", "an"})
ADJECTIVE_ENDS = ("an", "ese", "ish", "i", "ic", "ed", "ous", "al", "ian")
QUOTES = frozenset('"“”')
ORDINAL_ENDS = frozenset({"th", "st", "nd", "rd"})
HEADS = frozenset({HarmPart.NOUN, HarmPart.BODY, HarmPart.WHO, HarmPart.LIFE})
PRONOUNS = frozenset({"them", "whom", "which"})
OWNERS = frozenset({"his", "her", "their"})
COUPLES = frozenset({"couple", "pair", "duo"})
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
        quantity = _phrase(words, number, starts, by_first) if number else _single(words, at, starts)
        if quantity:
            found.append(quantity)
        at = max(at + 1, quantity.end if quantity else 0)
    return tuple(found)


def _phrase(
    words: Sequence[Word], number: Number, harms: Mapping[int, HarmWord], numbers: Mapping[int, Number]
) -> Quantity | None:
    at = number.end
    if _text(words, at) == "of":
        return _share(words, number, harms, numbers)
    quantity = _headed(words, Quantity(number.first, at, number), at, harms)
    length, bound = afterword(words, quantity.end)
    if length:  # "66 people or more"
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
        return (
            replace(bare, end=whole.end, head=whole.head, people=whole.people, harm=whole.harm, of=whole)
            if whole
            else bare
        )
    if _text(words, at) in PRONOUNS:
        return replace(bare, end=at + 1)
    start = at + 1 if _text(words, at) in count_words("of_determiners") else at
    if start in harms and start > at and harms[start].part is not HarmPart.NOUN:
        part = Quantity(at, harms[start].end, number, harm=harms[start])
        if _text(words, harms[start].end) not in people_nouns():
            return replace(bare, end=harms[start].end, harm=harms[start], of=part)
    return _headed(words, replace(bare, end=at), start, harms)


def _headed(words: Sequence[Word], bare: Quantity, at: int, harms: Mapping[int, HarmWord]) -> Quantity:
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


def _single(words: Sequence[Word], at: int, harms: Mapping[int, HarmWord]) -> Quantity | None:
    """«a policeman», «an 8-year-old boy», «a man and his wife»: one, or as many as the list has"""
    if words[at].text not in ARTICLES or _is_apposed(words, at):
        return None
    start = at + 1
    if _text(words, start)[:1].isdigit():  # "an 8-year-old"
        while start < len(words) and (
            words[start].text[0].isdigit() or words[start].text in ("-", "year-old", "month-old")
        ):
            start += 1
    one = Number(at, at, at + 1, 1, 1, 1)
    phrase = _headed(words, Quantity(at, at + 1, one), start, harms)
    if (
        phrase.head is None or not phrase.known or phrase.harm
    ):  # "a wounded man": who he is, not what happened
        return None
    noun = words[phrase.head].text
    if noun in COUPLES:
        return replace(phrase, number=Number(at, at, at + 1, 2, 2, 2))
    if _is_many(noun) or _text(words, phrase.end) in ("of", "'s", "'") or noun in count_words("wholes"):
        return None
    return _with_kin(words, phrase)


def _is_many(noun: str) -> bool:
    return (noun.endswith("s") and noun[:-1] in people_nouns()) or noun in (
        "men",
        "women",
        "people",
        "children",
        "police",
    )


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
            return (near + 1, number or 1) if bool(number) or not many else None
        if words[near].text in ends_of_phrases() or not words[near].text[0].isalnum():
            return None
    return None


def _text(words: Sequence[Word], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""

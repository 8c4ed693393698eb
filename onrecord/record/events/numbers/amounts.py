"""The bare number that stands at a place: «12», «two dozen», «3-5», «dozens», «nobody»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicons.counting import count_words, vague_numbers
from onrecord.lexicons.times import time_words
from onrecord.record.events.numbers.words import DASHES, Word, text_at, touches

NOBODY = (
    *(("no", "one"), ("no-one",), ("nobody",), ("none",)),
    *(("not", "a", "single"), ("not", "one"), ("not", "yet", "one"), ("not", "a")),
)
UNCOUNTING = frozenset({"as", "how", "so", "too", "not"})  # before "many": "as many as 30", "how many"


@dataclass(frozen=True, slots=True)
class Amount:
    """The bare number: no `top` where the word leaves it open above, `word` where it is one that ACLED reads."""

    end: int
    value: int
    top: int | None
    word: str | None = None


def find_range(words: Sequence[Word], at: int) -> Amount | None:
    """«10 to 15», «3-5», «two or three», «[between] 3 and 5»; the lower figure is the best one.

    UCDP takes the lower figure where two are equally good; so does ACLED.
    """
    first = find_amount(words, at)
    if first is None or first.end + 1 >= len(words) or first.word:
        return first
    joint, before = words[first.end].text, words[at - 1].text if at else ""
    joined = joint == "or" or (joint == "to" and before != "from") or (joint == "and" and before == "between")
    if not joined and not (joint in DASHES and touches(words, first.end) and touches(words, first.end + 1)):
        return first
    second = find_amount(words, first.end + 1)
    if second is None or second.word or second.value <= first.value:
        return first
    return Amount(second.end, first.value, second.value, "between" if joint == "and" else None)


def find_amount(words: Sequence[Word], at: int) -> Amount | None:
    """One figure, in numerals or in words."""
    return (
        _nobody(words, at)
        or _vague(words, at)
        or _article(words, at)
        or _figures(words, at)
        or _spelt(words, at)
    )


def _nobody(words: Sequence[Word], at: int) -> Amount | None:
    """«no one», «nobody», «none», «not a single», «no [soldiers]»"""
    phrase = _phrase_at(words, at, _nobodies())
    if phrase:
        return Amount(at + len(phrase), 0, 0)
    after = text_at(words, at + 1)
    if words[at].text == "no" and after.isalpha() and after not in count_words("not_none"):
        return Amount(at + 1, 0, 0)
    return None


def _vague(words: Sequence[Word], at: int) -> Amount | None:
    """«dozens», «tens of thousands», «several hundred»: open above."""
    phrase = _phrase_at(words, at, _vague_phrases())
    if phrase is None or (phrase == ("many",) and text_at(words, at - 1) in UNCOUNTING):
        return None
    value, end = vague_numbers()[phrase], at + len(phrase)
    if (text_at(words, end),) in vague_numbers():  # "many thousands"
        value, end = vague_numbers()[text_at(words, end),], end + 1
    if (
        text_at(words, end) == "of"
        and (text_at(words, end + 1),) in vague_numbers()
        and phrase[0].endswith("s")
    ):
        value, end = value * vague_numbers()[text_at(words, end + 1),], end + 2
    elif text_at(words, end) in time_words().scales:
        value, end = value * time_words().scales[text_at(words, end)], end + 1
    return Amount(end, value, None, " ".join(word.text for word in words[at:end]))


def _article(words: Sequence[Word], at: int) -> Amount | None:
    """«a dozen», «half a million», «a hundred and fifty-two», «a couple of», «half a dozen»"""
    if (
        words[at].text == "half"
        and text_at(words, at + 1) == "a"
        and text_at(words, at + 2) in time_words().scales
    ):
        value = time_words().scales[text_at(words, at + 2)] // 2
        return Amount(at + 3, value, value)
    if words[at].text not in ("a", "one"):
        return None
    after = text_at(words, at + 1)
    if after == "couple" and text_at(words, at + 2) == "of":
        return Amount(at + 2, 2, 2, "a couple")
    if after not in time_words().scales:
        return None
    return _scaled(words, at + 1, 1)


def _figures(words: Sequence[Word], at: int) -> Amount | None:
    """«12», «1,200», «1.2 million»"""
    figure = words[at].text.replace(",", "")
    if not figure[:1].isdigit() or not figure.isascii() or (figure[0] == "0" and len(figure) > 1):
        return None
    if text_at(words, at + 1) in time_words().scales:
        value = round(float(figure) * time_words().scales[text_at(words, at + 1)])
        return Amount(at + 2, value, value)
    return Amount(at + 1, int(figure), int(figure)) if figure.isdigit() else None


def _spelt(words: Sequence[Word], at: int) -> Amount | None:
    """«twelve», «sixty-six», «two dozen», «two hundred and six», «both»"""
    if words[at].text == "both":
        return Amount(at + 1, 2, 2)
    value = _spelt_value(words[at].text)
    if value is None:
        return None
    end = at + 1
    if value >= 20 and value % 10 == 0 and 0 < (_spelt_value(text_at(words, end)) or 0) < 10:
        value, end = value + (_spelt_value(words[end].text) or 0), end + 1
    if text_at(words, end) in time_words().scales:
        return _scaled(words, end, value)
    return Amount(end, value, value)


def _scaled(words: Sequence[Word], at: int, times: int) -> Amount:
    """A multiple of the scale word at `at`, with what is added to it: «two | thousand three hundred»"""
    scale = time_words().scales[words[at].text]
    value, end = times * scale, at + 1
    rest = end + 1 if text_at(words, end) == "and" else end
    more = _spelt(words, rest) if rest < len(words) and scale != 12 else None
    if more and words[rest].text != "both" and more.value < scale:
        return Amount(more.end, value + more.value, value + more.value)
    return Amount(end, value, value)


def _spelt_value(word: str) -> int | None:
    numbers = time_words().numbers
    if word in numbers:
        return numbers[word]
    tens, _, units = word.partition("-")
    if tens in numbers and units in numbers and numbers[tens] >= 20 > numbers[units]:
        return numbers[tens] + numbers[units]
    return None


def _phrase_at(
    words: Sequence[Word], at: int, phrases: Mapping[str, Sequence[tuple[str, ...]]]
) -> tuple[str, ...] | None:
    """The longest of these phrases that stands here."""
    for phrase in phrases.get(words[at].text, ()):
        if tuple(word.text for word in words[at : at + len(phrase)]) == phrase:
            return phrase
    return None


@cache
def _nobodies() -> Mapping[str, Sequence[tuple[str, ...]]]:
    return _by_first(NOBODY)


@cache
def _vague_phrases() -> Mapping[str, Sequence[tuple[str, ...]]]:
    return _by_first(vague_numbers())


def _by_first(phrases: Iterable[tuple[str, ...]]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return found

"""Numbers in words and figures, with what is said about them: "at least 12", "two dozen", "between 3 and 5"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.lexicons.counting import Bound, afterwords, count_words, qualifiers, vague_numbers
from onrecord.lexicons.times import time_words
from onrecord.types import Span

# "1,200" · "6.3" · "twenty-five" · "co-pilot" · "don't" · "U.S." · "," ; not of one word: "5-year-old", "3-5"
WORD = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*|--+|[^\w\s]|_"
)
DASHES = frozenset("-–—")
GLUE = DASHES | {"/", ":", "."}
MONEY = frozenset("$£€")
PERCENT = frozenset({"%", "percent", "pct", "per"})
NOBODY = (
    *(("no", "one"), ("no-one",), ("nobody",), ("none",)),
    *(("not", "a", "single"), ("not", "one"), ("not", "yet", "one"), ("not", "a")),
)
UNCOUNTING = frozenset({"as", "how", "so", "too", "not"})  # before "many": "as many as 30", "how many"
YEARS = range(1900, 2100)
MONTH_DAYS = 31


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a sentence: lower case, and where it stands in the article."""

    text: str
    start: int
    end: int
    capital: bool = False


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


@dataclass(frozen=True, slots=True)
class _Amount:
    """The bare number: `more` where the word leaves it open above, `word` where it is one that ACLED reads."""

    end: int
    value: int
    top: int | None
    word: str | None = None


def cut_words(text: str, sentence: Span) -> tuple[Word, ...]:
    """The words and marks of one sentence; in a sentence all in capitals none counts as capital."""
    shouted = text[sentence.start : sentence.end].isupper()
    return tuple(
        Word(
            match[0].lower().replace("’", "'"),
            match.start(),
            match.end(),
            match[0][0].isupper() and not shouted,
        )
        for match in WORD.finditer(text, sentence.start, sentence.end)
    )


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
    amount = _range(words, at)
    if amount is None or not _is_plain(words, at, amount.end):
        return None
    number = Number(at, at, amount.end, amount.value, amount.value, amount.top, amount.word)
    return _with_afterword(words, _with_qualifiers(words, number, floor))


def _skipped(words: Sequence[Word], at: int) -> int:
    """Where to read on after words that are a number but count nothing: "6 December 1989"."""
    amount = _amount(words, at)
    return amount.end if amount else at


# ---- the number itself -----------------------------------------------------------------------------------


def _range(words: Sequence[Word], at: int) -> _Amount | None:
    """«10 to 15», «3-5», «two or three», «[between] 3 and 5»; the lower figure is the best one.

    UCDP takes the lower figure where two are equally good; so does ACLED.
    """
    first = _amount(words, at)
    if first is None or first.end + 1 >= len(words) or first.word:
        return first
    joint, before = words[first.end].text, words[at - 1].text if at else ""
    joined = joint == "or" or (joint == "to" and before != "from") or (joint == "and" and before == "between")
    if not joined and not (joint in DASHES and _touches(words, first.end) and _touches(words, first.end + 1)):
        return first
    second = _amount(words, first.end + 1)
    if second is None or second.word or second.value <= first.value:
        return first
    return _Amount(second.end, first.value, second.value, "between" if joint == "and" else None)


def _amount(words: Sequence[Word], at: int) -> _Amount | None:
    return (
        _nobody(words, at)
        or _vague(words, at)
        or _article(words, at)
        or _figures(words, at)
        or _spelt(words, at)
    )


def _nobody(words: Sequence[Word], at: int) -> _Amount | None:
    """«no one», «nobody», «none», «not a single», «no [soldiers]»"""
    phrase = _phrase_at(words, at, _nobodies())
    if phrase:
        return _Amount(at + len(phrase), 0, 0)
    after = _text(words, at + 1)
    if words[at].text == "no" and after.isalpha() and after not in count_words("not_none"):
        return _Amount(at + 1, 0, 0)
    return None


def _vague(words: Sequence[Word], at: int) -> _Amount | None:
    """«dozens», «tens of thousands», «several hundred»: open above."""
    phrase = _phrase_at(words, at, _vague_phrases())
    if phrase is None or (phrase == ("many",) and _text(words, at - 1) in UNCOUNTING):
        return None
    value, end = vague_numbers()[phrase], at + len(phrase)
    if (_text(words, end),) in vague_numbers():  # "many thousands"
        value, end = vague_numbers()[_text(words, end),], end + 1
    if _text(words, end) == "of" and (_text(words, end + 1),) in vague_numbers() and phrase[0].endswith("s"):
        value, end = value * vague_numbers()[_text(words, end + 1),], end + 2
    elif _text(words, end) in time_words().scales:
        value, end = value * time_words().scales[_text(words, end)], end + 1
    return _Amount(end, value, None, " ".join(word.text for word in words[at:end]))


def _article(words: Sequence[Word], at: int) -> _Amount | None:
    """«a dozen», «half a million», «a hundred and fifty-two», «a couple of», «half a dozen»"""
    if (
        words[at].text == "half"
        and _text(words, at + 1) == "a"
        and _text(words, at + 2) in time_words().scales
    ):
        value = time_words().scales[_text(words, at + 2)] // 2
        return _Amount(at + 3, value, value)
    if words[at].text not in ("a", "one"):
        return None
    after = _text(words, at + 1)
    if after == "couple" and _text(words, at + 2) == "of":
        return _Amount(at + 2, 2, 2, "a couple")
    if after not in time_words().scales:
        return None
    return _scaled(words, at + 1, 1)


def _figures(words: Sequence[Word], at: int) -> _Amount | None:
    """«12», «1,200», «1.2 million»"""
    figure = words[at].text.replace(",", "")
    if not figure[:1].isdigit() or not figure.isascii() or (figure[0] == "0" and len(figure) > 1):
        return None
    if _text(words, at + 1) in time_words().scales:
        value = round(float(figure) * time_words().scales[_text(words, at + 1)])
        return _Amount(at + 2, value, value)
    return _Amount(at + 1, int(figure), int(figure)) if figure.isdigit() else None


def _spelt(words: Sequence[Word], at: int) -> _Amount | None:
    """«twelve», «sixty-six», «two dozen», «two hundred and six», «both»"""
    if words[at].text == "both":
        return _Amount(at + 1, 2, 2)
    value = _spelt_value(words[at].text)
    if value is None:
        return None
    end = at + 1
    if value >= 20 and value % 10 == 0 and 0 < (_spelt_value(_text(words, end)) or 0) < 10:
        value, end = value + (_spelt_value(words[end].text) or 0), end + 1
    if _text(words, end) in time_words().scales:
        return _scaled(words, end, value)
    return _Amount(end, value, value)


def _scaled(words: Sequence[Word], at: int, times: int) -> _Amount:
    """A multiple of the scale word at `at`, with what is added to it: «two | thousand three hundred»"""
    scale = time_words().scales[words[at].text]
    value, end = times * scale, at + 1
    rest = end + 1 if _text(words, end) == "and" else end
    more = _spelt(words, rest) if rest < len(words) and scale != 12 else None
    if more and words[rest].text != "both" and more.value < scale:
        return _Amount(more.end, value + more.value, value + more.value)
    return _Amount(end, value, value)


def _spelt_value(word: str) -> int | None:
    numbers = time_words().numbers
    if word in numbers:
        return numbers[word]
    tens, _, units = word.partition("-")
    if tens in numbers and units in numbers and numbers[tens] >= 20 > numbers[units]:
        return numbers[tens] + numbers[units]
    return None


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


# ---- what counts nothing ---------------------------------------------------------------------------------


def _is_plain(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the number can count people or things at all."""
    if _is_named(words, at) or _is_measure(words, at, end):
        return False
    if words[at].text[0].isdigit():
        return not any(one(words, at, end) for one in (_is_glued, _is_dated, _is_age, _is_code))
    after = _text(words, end)
    if words[at].text == "one" and after in count_words("after_one"):
        return False
    return not (after in DASHES and _touches(words, end))


def _is_named(words: Sequence[Word], at: int) -> bool:
    """«Flight 804», «No. 6», «aged 41»; «all but one», «one by one»"""
    before, two = _text(words, at - 1), _text(words, at - 2)
    named = two if before == "." else before
    return named in count_words("numbered") or (two, before) in (("all", "but"), ("one", "by"))


def _is_measure(words: Sequence[Word], at: int, end: int) -> bool:
    """«$3», «20 percent»"""
    return _text(words, at - 1) in MONEY or _text(words, end) in PERCENT


def _is_glued(words: Sequence[Word], at: int, end: int) -> bool:
    """«M-72», «5-year-old», «10:30», «9/11»"""
    before = _text(words, at - 1) in GLUE and _touches(words, at - 1) and _touches(words, at)
    return before or (_text(words, end) in GLUE - {"."} and _touches(words, end))


def _is_dated(words: Sequence[Word], at: int, end: int) -> bool:
    """«6 December», «Nov. 29», «in 2012»"""
    value = int(float(words[at].text.replace(",", "")))
    months = time_words().months
    if (
        end == at + 1
        and value <= MONTH_DAYS
        and any(_text(words, near) in months for near in (end, at - 1, at - 2) if 0 <= near < len(words))
    ):
        return _text(words, end) in months or _text(words, at - 1) in months or _text(words, at - 1) == "."
    return (
        end == at + 1
        and words[at].text.isdigit()
        and len(words[at].text) == 4
        and value in YEARS
        and (not _text(words, end).endswith(("s", "e")))
    )


def _is_age(words: Sequence[Word], at: int, end: int) -> bool:
    """«Sara Osman, 29, a nurse», «Sara Osman, 29»; not «In all, 29 people»"""
    return _text(words, at - 1) == "," and not _text(words, end).isalpha() and at > 1


def _is_code(words: Sequence[Word], at: int, end: int) -> bool:
    """«2nd», «A4», «100m»: figures and letters in one word"""
    near = [words[end]] if end < len(words) and _touches(words, end) else []
    near += [words[at - 1]] if at and _touches(words, at) else []
    return any(word.text.isalpha() or word.text[0].isdigit() for word in near)


def _touches(words: Sequence[Word], at: int) -> bool:
    """Whether nothing stands between this word and the one before it."""
    return 0 < at < len(words) and words[at - 1].end == words[at].start


def _text(words: Sequence[Word], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""


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

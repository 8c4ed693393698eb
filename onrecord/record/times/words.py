"""Text → words, each with the kind the grammar knows it by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.lexicons.times import time_words

_WORD = re.compile(
    r"""
      (?P<iso>\d{4}-\d\d-\d\d                                              # 2013-02-14
        (?:T(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?)?(?!\d))                # 2013-02-14T09:30
    | (?P<slashed>(?<!\d)\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\d/]))    # 14/02/2013 · 2/14/13
    | (?P<hm>(?<!\d)\d{1,2}:\d\d(?![\d:])|(?<!\d)\d{1,2}\.\d\d(?=\s?[ap]\.?m\b))  # 10:35 · 10.35am
    | (?P<decade>(?<![\d$£€])(?:[12]\d\d0|['’]?[2-9]0)['’]?s\b)            # 1990s · '90s
    | (?P<nth>(?<!\d)\d{1,3}(?:st|nd|rd|th)\b)                             # 11th
    | (?P<quartered>q[1-4]\b)                                              # Q3 2012
    | (?P<fraction>\d/\d(?!\d))                                            # the half of 2 1/2
    | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
    | (?P<ampm>[ap]\.\s?m\.?(?!\w)|[ap]m\b)
    | (?P<word>o['’]clock\b|[^\W\d_]+)
    | (?P<clitic>['’](?:s|ll)\b)
    | (?P<mark>[^\s\w]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {
    ",": "comma",
    ".": "dot",
    "-": "hyphen",
    "–": "hyphen",
    ":": "colon",
    "(": "open",
    ")": "close",
    "%": "percent",
    **dict.fromkeys("$£€", "money"),
    **dict.fromkeys("!?;", "stop"),
}
_SHORT = 4  # letters: "jan", "sept", "tues" are abbreviations; "may", "june" and "july" are not
_SPELT_OUT = frozenset({"may", "june", "july"})
KINDS = (
    *("other", "break", "comma", "dot", "hyphen", "money", "percent", "stop", "colon", "open", "close"),
    *("clitic", "iso", "slashed", "hm", "decade", "nth", "quartered", "fraction", "dd", "digits", "year"),
    *("decimal", "ampm", "month", "mon", "weekday", "wkd", "weekdays", "season", "daypart", "dayparts"),
    *("turn", "deictic", "tonight", "day", "quarter", "century", "span", "spans", "second", "numeral"),
    *("scale", "ordinal", "decade_word", "set", "reference", "holiday", "zone"),
    *sorted(time_words().function_words),
)
CODES = {kind: chr(0x4E00 + n) for n, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in parallel; `kinds` is a string with one of `CODES` for each word."""

    texts: tuple[str, ...]  # lower case
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: str


def find_words(text: str) -> Words:
    """Every word of a text with its kind; a blank line is a word of kind `break`."""
    found: list[tuple[str, int, int, str]] = []
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start - end > 1 and text.count("\n", end, start) > 1:
            found.append(("\n", end, start, "break"))
        end = match.end()
        found.append((match.group().lower().replace("’", "'"), start, end, _kind(match)))
    found = list(_with_holidays(found))
    texts, starts, ends, kinds = zip(*found, strict=True) if found else ((), (), (), ())
    return Words(texts, starts, ends, "".join(CODES[kind] for kind in kinds))


def _kind(match: re.Match[str]) -> str:
    group, word = match.lastgroup or "", match.group()
    if group == "word":
        return _word_kind(word)
    if group == "number":
        return _number_kind(word)
    return _MARKS.get(word, "other") if group == "mark" else group


def _number_kind(word: str) -> str:
    if not word.isdecimal():
        return "decimal"
    if len(word) <= 2:
        return "dd"
    return "year" if len(word) == 4 and word[0] in "12" else "digits"


def _word_kind(word: str) -> str:
    kind = _kinds_by_word().get(word.lower(), "other")
    named = kind in ("month", "mon", "weekday", "wkd", "weekdays", "zone")
    return (
        "other" if named and word[0].islower() else kind
    )  # "may", "march" and "sun" in lower case are no dates


@cache
def _kinds_by_word() -> dict[str, str]:
    """One kind for each word; of two tables that hold a word, the later one here wins."""
    words = time_words()
    kinds: dict[str, str] = dict.fromkeys(words.zones, "zone")
    kinds |= {word: "month" if len(word) > _SHORT or word in _SPELT_OUT else "mon" for word in words.months}
    kinds |= {
        word: "weekdays" if word.endswith("days") else "weekday" if word.endswith("day") else "wkd"
        for word in words.weekdays
    }
    kinds |= {word: "dayparts" if word.endswith("s") else "daypart" for word in words.dayparts}
    kinds |= {word: "tonight" if word == "tonight" else "deictic" for word in words.days}
    kinds |= {word: "spans" if word.endswith("s") or word == "millennia" else "span" for word in words.units}
    for table, kind in (
        (words.seasons, "season"),
        (words.turns, "turn"),
        (words.numbers, "numeral"),
        (words.scales, "scale"),
        (words.ordinals, "ordinal"),
        (words.decades, "decade_word"),
        (words.sets, "set"),
        (words.references, "reference"),
    ):
        kinds |= dict.fromkeys((word for word in table if " " not in word), kind)
    for kind, members in words.function_words.items():
        kinds |= dict.fromkeys(members, kind)
    return kinds | {word: word for word in ("day", "quarter", "century", "second")}


def _with_holidays(found: list[tuple[str, int, int, str]]) -> Iterator[tuple[str, int, int, str]]:
    """The words with each holiday's made one, written as in the lexicon: New | Year | 's | Eve."""
    holidays = phrases(tuple(time_words().holidays))
    at = 0
    while at < len(found):
        word, start, _, _ = found[at]
        for phrase, parts in holidays.get(word, ()):
            if tuple(other for other, *_ in found[at : at + len(parts)]) == parts:
                yield phrase, start, found[at + len(parts) - 1][2], "holiday"
                at += len(parts)
                break
        else:
            yield found[at]
            at += 1


@cache
def phrases(texts: tuple[str, ...]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Each phrase and its words, by first word, longest first."""
    by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for text in texts:
        parts = tuple(match.group().lower() for match in _WORD.finditer(text))
        by_first.setdefault(parts[0], []).append((text, parts))
    return {
        first: tuple(sorted(several, key=lambda each: -len(each[1]))) for first, several in by_first.items()
    }

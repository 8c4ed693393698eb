"""How long and how often: amounts and units as TIMEX3 durations (P3D, PT5H, P2Y6M, PXW)."""

from __future__ import annotations

from fractions import Fraction

from onrecord.lexicons.times import time_words

_WHOLE = {
    "DE": (10, "Y"),
    "CE": (100, "Y"),
    "ML": (1000, "Y"),
    "Q": (3, "M"),
    "FN": (2, "W"),
}  # a decade is 10 years
_SPLIT = {
    "Y": (12, "M"),
    "M": (30, "D"),
    "W": (7, "D"),
    "D": (24, "TH"),
    "TH": (60, "TM"),
    "TM": (60, "TS"),
}  # 1½ years is 1 year 6 months
_VAGUE = {"FN": "W"}
_RANGE = frozenset({"to", "or"})
_MOST_DIGITS = 12  # more are no amount of time


def duration(amount: Fraction | None, unit: str) -> str:
    """The TIMEX3 value of so many units; None is an amount that the words leave open.

    >>> duration(Fraction(5, 2), "Y"), duration(Fraction(16), "TH"), duration(None, "W")
    ('P2Y6M', 'PT16H', 'PXW')
    """
    if amount is None:
        return _written("X", _VAGUE.get(unit, unit))
    scale, unit = _WHOLE.get(unit, (1, unit))
    amount *= scale
    whole, rest = divmod(amount, 1)
    if not rest:
        return _written(str(whole), unit)
    parts, smaller = _SPLIT.get(unit, (1, unit))
    if not whole:
        return _written(str(round(rest * parts)), smaller)
    tail = _written(str(round(rest * parts)), smaller).removeprefix("P")
    head = _written(str(whole), unit)
    return head + (tail.removeprefix("T") if unit.startswith("T") else tail)


def _written(count: str, unit: str) -> str:
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def find_unit(word: str) -> str:
    """The TIMEX3 designator of a unit's word, `T…` below the day."""
    return time_words().units[word]


def find_amount(words: tuple[str, ...]) -> Fraction | None:
    """The number the words name, or None where they leave it open ("a few", "two or three").

    >>> find_amount(("twenty", "-", "four")), find_amount(("2", "1/2")), find_amount(("a", "couple", "of"))
    (Fraction(24, 1), Fraction(5, 2), Fraction(2, 1))
    """
    if "couple" in words:
        return Fraction(2)
    if {"few", "several", "many"} & set(words):
        return None
    if _RANGE & set(words) or _is_span(words):
        return None
    if words[:2] == ("half", "a") or words[:2] == ("half", "an"):
        return Fraction(1, 2)
    total = running = Fraction(0)
    for word in words:
        if word in time_words().scales:
            running = (running or Fraction(1)) * time_words().scales[word]
            if running >= 1000:
                total, running = total + running, Fraction(0)
        else:
            running += _number(word)
    return total + running or Fraction(1)


def _is_span(words: tuple[str, ...]) -> bool:
    """10-20, but not twenty-four."""
    digits = [word for word in words if word[0].isdecimal() and "/" not in word]
    return len(digits) > 1


def _number(word: str) -> Fraction:
    if word == "half":  # two and a half
        return Fraction(1, 2)
    if word in time_words().numbers:
        return Fraction(time_words().numbers[word])
    digits = word.replace(",", "")
    if not digits[0].isdecimal() or len(digits) > _MOST_DIGITS:
        return Fraction(0)
    top, _, bottom = digits.partition("/")
    return Fraction(top) / int(bottom) if bottom and int(bottom) else Fraction(top)

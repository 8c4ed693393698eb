"""Countries and peoples, as they are called."""

from __future__ import annotations

import unicodedata
from functools import cache

from onrecord.lexicons import rows


def is_country(tokens: list[str]) -> bool:
    """Whether the words are a country, or a capital that stands for its government."""
    return _plain(" ".join(tokens)).removeprefix("the ") in _countries()


def is_people(name: str) -> bool:
    """ "Omanis", "Omani"."""
    return name.lower() in _peoples()


@cache
def _peoples() -> frozenset[str]:
    return frozenset(
        form
        for row in rows("countries")
        for name in row[8].split(";")
        for form in (name.lower(), f"{name.lower()}s")
    )


@cache
def _countries() -> frozenset[str]:
    """Countries and their capitals, which stand for their governments when they speak."""
    return frozenset(
        _plain(name)
        for row in rows("countries")
        for name in (row[2], row[3], *row[7].split(";"))
        if len(name) > 1
    )


def _plain(name: str) -> str:
    """A name without case, accents, points and apostrophes: "N’DJAMENA" and "N'Djamena" are one."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKD", name.lower())
        if not unicodedata.combining(c) and c not in ".'’"
    )

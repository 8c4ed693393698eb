"""What names say: their parts and titles, which of them can be one person's, one body's, one country's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lexicons import rows, words
from onrecord.lexicons.gazetteer import countries

POSSESSIVE = re.compile(r"['’]s?$")  # "Haddad’s" → "Haddad"
POINTS = str.maketrans("", "", ".',\"")
BRACKETS = re.compile(r"[\[\]]")
SPACES = re.compile(r"\s+")
PARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "bint",
        "de",
        "van",
        "von",
        "der",
        "da",
        "di",
        "del",
        "della",
        "le",
        "la",
    }
)
REMEMBERED = 16_384  # names of which the answer is kept: those of a story are asked for again and again
ENDINGS = frozenset({"jr", "sr", "ii", "iii", "iv", "qc", "kc", "mp", "md", "phd"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name without titles and endings: its words in lower case, without accents and points."""

    parts: tuple[str, ...]
    titles: frozenset[str]
    ending: str


@lru_cache(maxsize=REMEMBERED)
def tidy_name(surface: str) -> str:
    """A name as it is shown: no possessive, no brackets of an editor, single spaces.

    >>> tidy_name("Ana [Ruiz’s")
    'Ana Ruiz'
    """
    return SPACES.sub(" ", BRACKETS.sub("", POSSESSIVE.sub("", surface))).strip()


@lru_cache(maxsize=REMEMBERED)
def split_name(surface: str) -> Named:
    """The parts of a name.

    >>> split_name("Gen. Sara Osman’s").parts
    ('sara', 'osman')
    """
    parts = [
        plain_name(part) for part in tidy_name(surface).removeprefix("the ").removeprefix("The ").split(" ")
    ]
    parts = [part for part in parts if part]
    titles = []
    while len(parts) > 1 and parts[0] in words("titles"):
        titles.append(parts.pop(0))
    ending = ""
    while len(parts) > 1 and (parts[-1] in ENDINGS or (parts[-1] == "i" and surface.rstrip().endswith(" I"))):
        ending = parts.pop()  # "Harun I"
    return Named(tuple(parts), frozenset(titles), ending if ending in ("jr", "sr", "ii", "iii", "iv") else "")


def are_one(a: Named, b: Named) -> bool:
    """Whether two names of several words can be one person's: "J. Ruiz Haddad", "José Haddad"."""
    if a.ending != b.ending and a.ending and b.ending:
        return False
    if not _surname_fits(a.parts, b.parts):
        return False
    return _initials_fit(a.parts[0], b.parts[0])


def is_acronym(short: str, long: str) -> bool:
    """Whether a name's capitals are the first letters of another's words.

    >>> is_acronym("PKK", "Partiya Karkerên Kurdistanê")
    True
    """
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 7 and letters.isupper() and letters.isalpha()):
        return False
    parts = [part for part in re.split(r"[\s-]+", tidy_name(long)) if part]
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    every = "".join(part[0] for part in parts).upper()
    return len(parts) > 1 and letters in (capitals, every)


@lru_cache(maxsize=REMEMBERED)
def country_of(surface: str) -> str | None:
    """The ISO code of the country that a name is a name of; capitals are none."""
    return _codes().get(plain_name(tidy_name(surface).removeprefix("the ").removeprefix("The ")))


def capital_of(surface: str) -> str | None:
    """The ISO code of the country whose capital a name is."""
    return _capitals().get(plain_name(tidy_name(surface)))


def _surname_fits(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter name is the longer one with words left out: "Mario J. Lucero", "Mario Lucero"."""
    short, long = sorted((a, b), key=len)
    if bare_surname(short[-1]) != bare_surname(long[-1]):
        return False
    rest = list(long[1:-1])
    for part in short[1:-1]:
        at = next((n for n, other in enumerate(rest) if _initials_fit(part, other)), None)
        if at is None:
            return False
        rest = rest[at + 1 :]
    return True


def _initials_fit(a: str, b: str) -> bool:
    """ "a" for "ana", "bob" for "robert"."""
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or is_nickname(a, b)


def is_nickname(a: str, b: str) -> bool:
    """Whether one of two given names, in plain letters, is a short form of the other, or both of a third.

    >>> is_nickname("bob", "robert"), is_nickname("bob", "rob"), is_nickname("bob", "bill")
    (True, True, False)
    """
    table = _nicknames()
    return not table.get(a, frozenset({a})).isdisjoint(table.get(b, frozenset({b})))


def bare_surname(part: str) -> str:
    """A surname without its article: "al-Haddad" → "haddad"."""
    head, _, tail = part.partition("-")
    return tail if tail and head in PARTICLES else part


@lru_cache(maxsize=REMEMBERED)
def plain_name(name: str) -> str:
    """A name without case, accents, points and apostrophes: "N’DJAMENA" and "N'Djamena" are one."""
    if name.isascii():  # nearly all, and many times faster
        return name.lower().translate(POINTS)
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char) and char not in ".'’,\"“”")


@cache
def _codes() -> dict[str, str]:
    return {
        plain_name(name.removeprefix("the ")): country.iso
        for country in countries()
        for name in country.names
    }


@cache
def _capitals() -> dict[str, str]:
    return {plain_name(country.capital): country.iso for country in countries() if country.capital}


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Each short form with the given names that it stands for, itself among them: there are Jacks who are no Johns."""
    return {short: frozenset({short, *names.split(";")}) for short, names in rows("nicknames")}

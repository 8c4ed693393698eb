"""Words as they are looked up: folded, put together as a query, or hashed into a word that no text holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

CONSONANTS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrtv")  # what no stemmer shortens
TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
EITHER = "OR"
UNSAFE = re.compile("[\x00\ud800-\udfff]")  # what a database does not take as text


def fold(text: str) -> str:
    """Text as names are compared: small letters without marks, one space between words.

    >>> fold("N’DJAMENA  Türkiye's")
    "n'djamena turkiye's"
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def clean(text: str) -> str:
    """Text with what a database does not take made U+FFFD."""
    return text if text.isascii() and "\0" not in text else UNSAFE.sub("\ufffd", text)


@lru_cache(maxsize=65_536)
def find_token(facet: str, value: str) -> str:
    """A facet's value as one word: searched like any other, held by no text."""
    digest = blake2b(f"{facet}={value}".encode(errors="replace"), digest_size=7).hexdigest()
    return "zz" + digest.translate(CONSONANTS)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that is looked for, or must not be there."""

    words: str
    wanted: bool = True
    other: bool = False  # or instead of the one before


def parse(query: str) -> tuple[Term, ...]:
    """The terms of a query: words that must all be there, "a phrase", -without, one OR another.

    >>> parse('strike "fuel depot" -drill raid OR attack')[1].words
    'fuel depot'
    """
    terms: list[Term] = []
    other = False
    for match in TERM.finditer(query):
        words = match["phrase"] if match["phrase"] is not None else match["word"]
        if match["word"] == EITHER:
            other = bool(terms)
        elif any(letter.isalnum() for letter in words):
            terms.append(Term(words, not match["minus"], other and not match["minus"]))
            other = False
    return tuple(terms)


def fts5(terms: Iterable[Term], facets: Iterable[tuple[str, ...]], unwanted: Iterable[str] = ()) -> str:
    """The query as SQLite's FTS5 has it; "" where nothing is looked for."""
    groups: list[list[str]] = [list(tokens) for tokens in facets]
    without: list[str] = list(unwanted)
    for term in terms:
        quoted = '"' + term.words.replace('"', " ") + '"'
        if not term.wanted:
            without.append(quoted)
        elif term.other and groups:
            groups[-1].append(quoted)
        else:
            groups.append([quoted])
    found = " AND ".join("(" + " OR ".join(group) + ")" for group in groups)
    return f"({found}) NOT ({' OR '.join(without)})" if found and without else found


def websearch(terms: Iterable[Term]) -> str:
    """The terms as PostgreSQL's websearch_to_tsquery reads them, folded."""
    return " ".join(
        ("or " if term.other else "") + ("" if term.wanted else "-") + f'"{fold(term.words)}"'
        for term in terms
    )


def tsquery(facets: Iterable[tuple[str, ...]], unwanted: Iterable[str] = ()) -> str:
    """The facets as PostgreSQL's to_tsquery reads them."""
    wanted = ["(" + " | ".join(tokens) + ")" for tokens in facets]
    return " & ".join([*wanted, *(f"!{token}" for token in unwanted)])

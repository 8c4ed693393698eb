"""Nouns that tell what sort of source it is: "official", "state media", "residents"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.lexicons import rows
from onrecord.types import SourceKind


class Noun(NamedTuple):
    """What sort of source a noun tells of, in the singular and in the plural."""

    one: SourceKind
    many: SourceKind
    office: bool
    many_of: bool  # the form met is a plural


def find_noun(phrase: str) -> Noun | None:
    """The noun of sources that the words are, in lower case."""
    return _nouns().get(phrase)


def find_last_noun(tokens: list[str]) -> Noun | None:
    """The longest known noun that ends the phrase: "Iranian state media" → "state media"."""
    low = [token.lower().rstrip(".'’") for token in tokens]
    for size in range(min(5, len(low)), 0, -1):
        noun = find_noun(" ".join(low[-size:]))
        if noun:
            return noun
    return find_noun(low[-1].rsplit("-", 1)[-1]) if "-" in low[-1] else None


@cache
def _nouns() -> dict[str, Noun]:
    """Every known noun of sources, in both numbers."""
    nouns: dict[str, Noun] = {}
    for noun, one, many, holder in rows("kinds"):
        for form in _plurals(noun):
            nouns.setdefault(form, Noun(SourceKind(one), SourceKind(many), holder == "office", True))
    for noun, one, many, holder in rows("kinds"):
        nouns[noun] = Noun(SourceKind(one), SourceKind(many), holder == "office", False)
    return nouns


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith("man"):
        return (f"{noun[:-3]}men",)
    if noun.endswith("person"):
        return (f"{noun}s", f"{noun[:-6]}people")
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (f"{noun[:-1]}ies",)
    return (f"{noun}es",) if noun.endswith(("s", "x", "ch", "sh")) else (f"{noun}s",)

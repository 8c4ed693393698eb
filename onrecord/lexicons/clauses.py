"""Small words that hold a clause together, by what they do in it."""

from __future__ import annotations

from functools import cache

from onrecord.lexicons import rows


@cache
def clause_words(kind: str) -> frozenset[str]:
    """The words of one kind in `clause_words.tsv`."""
    return frozenset(word for word, of in rows("clause_words") if of == kind)

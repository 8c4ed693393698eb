"""Which word a form may belong to: inflections of English, the regular ones made, the others listed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from onrecord.lexicons import rows


def forms_of(known: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Every inflected form of every word of a vocabulary, and of irregular.tsv, and the words it may belong to.

    A word is not its own form here, and words of two letters have only the forms that irregular.tsv lists. The
    forms of one word share one set: looked up afresh, they cost less memory than what was asked, remembered.

    >>> sorted(forms_of({"deny", "ban"})["banned"])
    ['ban']
    """
    forms: dict[str, frozenset[str]] = {}
    alone = {word: frozenset((word,)) for word in (*known, *(base for _, base in rows("irregular")))}
    made = ((form, word) for word in known if word.isalpha() and len(word) > 2 for form in inflections(word))
    for form, word in (*made, *rows("irregular")):
        forms[form] = forms[form] | alone[word] if form in forms else alone[word]
    return forms


def inflections(word: str) -> Iterator[str]:
    """The regular forms of a verb or noun, and some that do not exist and so are never met."""
    stem = word.removesuffix("e")
    yield from plurals(word)
    yield from (f"{stem}ed", f"{stem}ing", f"{word}ing")
    if word.endswith("ie"):
        yield f"{word[:-2]}ying"  # lie, lying
    if word.endswith("y"):
        yield f"{word[:-1]}ied"  # deny, denied
    if word[-1] in "bdgklmnprst":
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")  # admit, admitted
    if word.endswith("c"):
        yield from (f"{word}ked", f"{word}king")  # panic, panicked


def plurals(word: str) -> Iterator[str]:
    """The forms of a word in -s, of a noun or a verb."""
    yield from (f"{word}s", f"{word}es")
    if word.endswith("y"):
        yield f"{word[:-1]}ies"

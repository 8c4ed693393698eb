"""Descriptions that the reader does not see, told by a noun that we know: "the governor", "two gunmen"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.lexicons import words as words_of
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.entities.extents import find_opening
from onrecord.record.entities.reading_words import CAPITALISED, Words, is_title
from onrecord.types import MentionKind, Nominal


def find_by_nouns(words: Words, taken: set[int], people: Mapping[int, int]) -> Iterator[tuple[int, Nominal]]:
    """Phrases that end in a noun we know: "the governor", "two gunmen", "residents"; not titles before a name."""
    n = 0
    while n < len(words.low):
        size = 0 if n in taken else _known(words, n, taken)
        if not size:
            n += 1
            continue
        head = n + size - 1
        n = head + 1
        past = n + (n < len(words.low) and words.low[n] == ".")  # "that Mr" · "." · "Osman"
        follows = words.spans[past][0] if past < len(words.spans) else -1
        if follows in people or (n < len(words.low) and n not in taken and _known(words, n, taken)):
            continue  # "Governor Osman", "police officers"
        found = None if _describes(words, head, size) else _ruled_one(words, head, size)
        if found:
            yield head, found


def _describes(words: Words, head: int, size: int) -> bool:
    """ "Senior" of "a senior member": an adjective, with its noun to come."""
    known = find_nominal_noun(words.low[head]) if size == 1 else None
    if known is None or known.sort != "adj" or known.many or head + 1 >= words.bounds[head][1]:
        return False
    after = words.low[head + 1]
    return after[0].isalpha() and after not in words_of("phrase_breaks")


def _known(words: Words, n: int, taken: set[int]) -> int:
    """How many words, from here on, are a noun that we know: the most that are."""
    bound = words.bounds[n][1]
    for size in (3, 2, 1):
        if n + size <= bound and not any(n + k in taken for k in range(size)):
            phrase = " ".join(words.article[words.span(n, n + size - 1)].lower().split())
            if find_nominal_noun(phrase):
                return size
    return 0


def _ruled_one(words: Words, head: int, size: int) -> Nominal | None:
    begin = head - size + 1
    known = find_nominal_noun(" ".join(words.article[words.span(begin, head)].lower().split()))
    first, opened = find_opening(words, begin, head)
    capital = CAPITALISED.match(words.article.text, words.spans[head][0])
    if is_title(words, head):
        return None
    if known is None or known.lemma in words_of("quantities") or (known.sort == "adj" and begin - first != 1):
        return None  # "the poor", but not "a long time left"
    if not opened and (not known.many or capital):
        return None
    return Nominal(
        words.span(first, head), words.span(head, head), known.type, MentionKind.DESCRIPTION, "nouns"
    )

"""Descriptions that the reader sees: "the 45-year-old glazier of the mill"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from onrecord.lexicons import words as words_of
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.entities.extents import OPENS, REACH, find_extent, find_opening, pronoun_owns
from onrecord.record.entities.reading_words import CAPITALISED, Words, is_title
from onrecord.record.sources.nouns import find_noun
from onrecord.types import EntityType, MentionKind, Nominal, SourceKind

STATES = frozenset({"dead", "alive", "injured", "wounded"})
OWNS_NOUN = re.compile(r"['’]s?\s")
TOGETHER = frozenset(
    {EntityType.ORGANISATION, EntityType.MILITARY, EntityType.MEDIA}
)  # of "team", "army", "outlet"
TITLE_RUN = re.compile(r"(?:\s[A-Z][a-z]+){1,3}\s")  # "Vice" · " President " · "Osman"
PERCENT = re.compile(
    r"(?:\d[\d.,]*\s?)?(?:%|per\s?cent\b)"
)  # "54 percent", "percent": a share of people, and nobody


def find_seen(
    words: Words, taken: set[int], starts: Mapping[int, EntityType | None]
) -> Iterator[tuple[int, Nominal]]:
    """What the reader takes for a head, with the words that it says belong to it; no titles: "Governor" · "Osman"."""
    if not len(words.chances):
        return
    for n in np.flatnonzero(words.chances.argmax(1)).tolist():
        word = words.low[n]
        if (
            n in taken
            or not word[0].isalnum()
            or word in words_of("headless_words")
            or PERCENT.match(words.article.text, words.spans[n][0])
            or _tells_of_somebody(words, n)
            or _modifies(words, n, starts)
        ):
            continue
        if words.in_headline(n) and not find_nominal_noun(word):
            continue  # its capitals mislead: "Chad Rebuffs Envoy"
        if is_title(words, n):
            continue
        first, last = find_extent(words, n)
        while {last, last + 1} <= taken and words.spans[last + 1][0] not in starts:
            last += 1  # "head of Osh" · "Guard": a name is all of it or none
        kind = _sharpened(words, n, words.type(n))
        head = words.span(n, n)
        yield (
            n,
            Nominal(words.span(first, last), head, kind, MentionKind.DESCRIPTION, words.reading.labels.by),
        )


def _tells_of_somebody(words: Words, n: int) -> bool:
    """An age or a state, and no mention of its own: "Omar Haddad, " · "19", "was found" · "dead"."""
    before = words.low[n - 1] if n else ""
    after = words.low[n + 1] if n + 1 < len(words.low) else ""
    aged = words.low[n].isdigit() and before == "," and not after[:1].isalnum()
    return aged or (words.low[n] in STATES and before not in OPENS and not after[:1].isalnum())


def _modifies(words: Words, n: int, starts: Mapping[int, EntityType | None]) -> bool:
    """Part of a title, a place or a compound: "Vice" · "Governor Osman", "central" · "Peru", "thief-in-" · "chief"."""
    start, end = words.spans[n]
    text = words.article.text
    if text[start - 1 : start] == "-" or _stands_before_noun(words, n):
        return True
    after = end + 1 + (text[end : end + 1] == ".")  # "Mr" · ". Osman"
    if after in starts:
        person = starts[after] is EntityType.PERSON
        if person:
            return not (_is_owned_kin(words, n) or _is_told_of(words, n))
        return find_nominal_noun(words.low[n]) is None
    follows = TITLE_RUN.match(text, end)
    return bool(follows and text[start].isupper() and starts.get(follows.end()) is EntityType.PERSON)


def _is_owned_kin(words: Words, n: int) -> bool:
    """ "His" · "father" · "Omar": whose father it is tells of somebody, where "farmer" · "Omar" is a name's title."""
    noun = find_nominal_noun(words.low[n])
    return noun is not None and noun.sort == "kin" and n > 0 and pronoun_owns(words.low[n - 1])


def _is_told_of(words: Words, n: int) -> bool:
    """ "The" · "mayor" · "Omar Osman", "Osh’s" · "coach": one of whom the article tells, where "farmer" is a title."""
    noun = find_nominal_noun(words.low[n])
    if noun is None or noun.type is not EntityType.PERSON or noun.many or words.in_headline(n):
        return False
    if CAPITALISED.match(words.article.text, words.spans[n][0]):
        return False
    first, opened = find_opening(words, n, n)
    return opened and (
        words.low[first] == "the" or OWNS_NOUN.search(words.article[words.span(first, n)]) is not None
    )


def _stands_before_noun(words: Words, n: int) -> bool:
    """«a rebel» · "commander", "radio": of two such nouns the second is who is meant."""
    noun = find_nominal_noun(words.low[n])
    if noun is None or noun.type is not EntityType.PERSON or noun.many or n + 1 >= words.bounds[n][1]:
        return False
    after, outlet = find_nominal_noun(words.low[n + 1]), find_noun(words.low[n + 1])
    beside = words.article.text[words.spans[n][1] : words.spans[n + 1][0]] == " "
    people = after is not None and after.type is EntityType.PERSON
    return beside and (people or (outlet is not None and outlet.one is SourceKind.MEDIA))


def _sharpened(words: Words, n: int, kind: EntityType | None) -> EntityType | None:
    """What the noun tells beyond the reader's classes: "the army" is the military, "state television" media."""
    known = find_nominal_noun(words.low[n])
    if kind is EntityType.ORGANISATION and _is_of_people(words, n):
        return EntityType.PERSON
    if known is None or known.type is None or kind is None:
        return kind
    if kind is EntityType.PERSON:
        return known.type if known.type in TOGETHER else kind
    return known.type if kind is EntityType.ORGANISATION else kind


def _is_of_people(words: Words, n: int) -> bool:
    """ "A small group" · " of young writers", "a crowd of men": some people, and no body."""
    if words.low[n] not in words_of("quantities") or n + 1 >= len(words.low) or words.low[n + 1] != "of":
        return False
    for k in range(n + 2, min(n + 2 + REACH, words.bounds[n][1])):
        noun = find_nominal_noun(words.low[k])
        if noun is not None and noun.many:
            return noun.type is EntityType.PERSON
        if words.low[k] in words_of("phrase_breaks"):
            break
    return False

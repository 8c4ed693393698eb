"""Words that mean somebody or something: names, descriptions, pronouns, each with its head; not yet said who."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.lexicons.nominals import pronouns
from onrecord.record.entities.by_nouns import find_by_nouns
from onrecord.record.entities.reading_words import CAPITALISED, Words
from onrecord.record.entities.seen import find_seen
from onrecord.types import Article, EntityType, MentionKind, Name, Nominal, Reading, Span

LEAST_RULED = 0.05  # probability that a word heads a mention, below which the reader's no outweighs a rule
# That it heads one of a person: of 21 less likely ("pilot" schemes, "sources" of a river) none was right (bench people,
# the 35 and the 26 documents of figures.md).
LEAST_RULED_PERSON = 0.1
PERSONAL = frozenset({"person", "self", "us", "you", "relative"})
RELATIVES = frozenset({"who", "whom", "whose"})
STREET = re.compile(
    r"\b(?P<name>[A-Z][a-z]+) (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Highway|Bridge|Square)\b"
)
TITLED_NAME = re.compile(r"\s+(?:[A-Z][a-z]*\.?\s+){0,3}")  # "the coach" · " Dr " · "Ana Ruiz"
APPOSED_NAME = re.compile(r",\s+(?:[A-Z][a-z]*\.?\s+){0,3}$")  # "the mayor of Osh" · ", Dr " · "Ana Ruiz"
COUNTS = re.compile(  # "hundreds of thousands of" · " people"
    r"\b(?:(?:tens|dozens|scores|hundreds|thousands|millions)(?:\s+of\s+(?:thousands|millions))?"
    r"|an?\s+(?:couple|handful|bunch|number|dozen|few|majority))\s+of\s+$",
    re.IGNORECASE,
)
COUNTS_REACH = 40  # characters
THOUSANDS = re.compile(r"(?<![\d.,])\d[\d.,]*[.,]\Z")
PARTED_THOUSANDS = re.compile(r"(?<![\d.,])\d[\d.,\s]*\Z")
COMMA = re.compile(r"(?:\s+of\s+[A-Z][\w.’-]*)?(?:\s+\([^()\n]{1,12}\))?\s*,\s+")  # "Ana Ruiz" · " of Osh, "


def find_nominals(
    article: Article, reading: Reading, names: tuple[Name, ...], sentences: tuple[Span, ...]
) -> tuple[Nominal, ...]:
    """Every mention of a person, body, place or thing, in the order of the text: names as they were settled,
    pronouns, and descriptions seen by the reader or told by their nouns ("two gunmen", "a hospital doctor").
    """
    words = Words(article, reading, sentences)
    named = [_named(article, name) for name in _with_people(article, names)]
    taken = words.inside(name.span for name in names)
    referring = list(_pronouns(words, taken))
    taken |= {n for n, _ in referring}
    people = {name.span.start: name.span.end for name in names if name.type is EntityType.PERSON}
    called = frozenset(article[name.span].split()[-1] for name in names if name.type is EntityType.PERSON)
    seen = [
        (n, _renamed(article, one, called))
        for n, one in find_seen(words, taken, {name.span.start: name.type for name in names})
    ]
    heads = {head for head, _ in seen}
    silent = not seen
    ruled = [
        found
        for n, found in find_by_nouns(words, taken, people)
        if n not in heads and (silent or _is_likely(words, n, found))
    ]
    whole = [_with_thousands(article, one) for one in (*(one for _, one in seen), *ruled)]
    described = list(_with_numbers(article, whole))
    apart = [_without_apposed(article, one, people) for one in described]
    found = [*named, *(one for _, one in referring), *apart]
    return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end)))


def _with_thousands(article: Article, one: Nominal) -> Nominal:
    """A description with the whole of its number: "160," · "000 refugees", "5 " · "000 others"."""
    opens = article.text[one.span.start]
    if not opens.isdigit():
        return one
    parted = PARTED_THOUSANDS if opens == "0" else THOUSANDS
    cut = parted.search(article.text, max(0, one.span.start - COUNTS_REACH), one.span.start)
    return replace(one, span=Span(cut.start(), one.span.end)) if cut else one


def _with_numbers(article: Article, described: list[Nominal]) -> Iterator[Nominal]:
    """People with how many they are: "hundreds of thousands of · people", "a couple of · professors"."""
    counted: dict[int, int] = {}  # where a number begins, and where its people do
    for one in described:
        before = COUNTS.search(article.text, max(0, one.span.start - COUNTS_REACH), one.span.start)
        if before and one.type is EntityType.PERSON:
            counted[before.start()] = one.span.start
    begins = {people: number for number, people in counted.items()}
    for one in described:
        if one.type is EntityType.PERSON and one.span.start in begins:
            yield replace(one, span=Span(begins[one.span.start], one.span.end))
        elif not one.span.start <= one.head.start < counted.get(one.span.start, 0):
            yield one


def _is_likely(words: Words, n: int, one: Nominal) -> bool:
    """Whether the reader does not gainsay that a word heads a mention of that sort."""
    person = one.type is not EntityType.PERSON or words.is_person(n) > LEAST_RULED_PERSON
    return person and words.likely(n) > LEAST_RULED


def _with_people(article: Article, names: tuple[Name, ...]) -> Iterator[Name]:
    """The names, those of no type a person's where the same words mostly are: «the [Omar Haddad] video».

    A lone name that a street has is no person: «at 26th and [Haddad]», «on Haddad Street».
    """
    called = Counter(article[name.span] for name in names if name.type is EntityType.PERSON)
    streets = {match["name"] for match in STREET.finditer(article.text)}
    untyped = Counter(article[name.span] for name in names if name.type is None)
    for name in names:
        surface = article[name.span]
        full = name.type is None and " " in surface and 0 < untyped[surface] <= called[surface]
        if full:
            yield replace(name, type=EntityType.PERSON)
        elif name.type is EntityType.PERSON and surface in streets and called[surface] == 1:
            yield replace(name, type=EntityType.PLACE)
        else:
            yield name


def _named(article: Article, name: Name) -> Nominal:
    """Its head is its last word: "Ali Haddad’s" → "Haddad’s"."""
    cut = max(article.text.rfind(mark, name.span.start, name.span.end) for mark in " \n\u00a0")
    return Nominal(
        name.span, Span(max(cut + 1, name.span.start), name.span.end), name.type, MentionKind.NAME, name.by
    )


def _pronouns(words: Words, taken: set[int]) -> Iterator[tuple[int, Nominal]]:
    for n, word in enumerate(words.low):
        known = pronouns().get(word)
        if known is None or n in taken or (known.looks_for == "relative" and word not in RELATIVES):
            continue
        span = words.span(n, n)
        surface = words.article[span]
        if surface.isupper() and len(surface) > 1:
            continue  # "US troops"
        if word == "i" and (surface != "I" or words.article.text[span.end : span.end + 1] in (".", "-")):
            continue
        kind = EntityType.PERSON if known.looks_for in PERSONAL else None
        if known.looks_for in ("many", "us") and words.chances[n].argmax():
            kind = words.type(n)
        yield n, Nominal(span, span, kind, MentionKind.PRONOUN, "lexicon")


def _renamed(article: Article, one: Nominal, called: frozenset[str]) -> Nominal:
    """What heads a mention by somebody's last name is his name: "President" · "Osman", unseen as a name."""
    if one.type is EntityType.PERSON and article[one.head] in called and CAPITALISED.match(article[one.head]):
        return replace(one, span=one.head, kind=MentionKind.NAME)
    return one


def _without_apposed(article: Article, one: Nominal, people: Mapping[int, int]) -> Nominal:
    """A description without the person's name beside it: "Ana Ruiz, " · "head of the port authority", "the head" ·
    ", Major Ana Ruiz".
    """
    span = one.span
    for start, end in people.items():
        after = COMMA.match(article.text, end)
        if after and start < one.head.start and span.start < end and after.end() <= one.head.start:
            span = Span(after.end(), span.end)
        runs_on = one.type is EntityType.PERSON and one.head.end < start <= span.end + 1
        if runs_on and TITLED_NAME.fullmatch(article.text, one.head.end, start):
            span = Span(span.start, one.head.end)
        elif runs_on and (before := APPOSED_NAME.search(article.text, one.head.end, start)):
            span = Span(span.start, before.start())
    return replace(one, span=span)

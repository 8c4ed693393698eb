"""Who came after whom in an office, by the verb between two names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.lexicons.roles import RoleSort, RoleWord, role_nouns, role_words
from onrecord.record.entities.page import DETERMINERS, OWNS, Head, Named, Page, Phrase, Standing
from onrecord.record.entities.phrases_after import phrases_at
from onrecord.types import EntityType, MentionKind, Span

REACH = 90  # characters between two names, the titles of the second among them
WHO = r"(?:,?\s+who)?"
HAS = r"\s+(?:has\s+|had\s+|has\s+since\s+)?"
NAMED = r"\s+(?:was|has\s+been)\s+(?:named|appointed|elected|chosen|picked)(?:\s+\w+){0,3}?"
CHOSEN = rf"{NAMED}\s+to\s+(?:succeed|replace)\s+"
# "Ana Ruiz succeeded" · "Omar Haddad"; "Ruiz was named last week to replace" · "Haddad"
SUCCEEDED = re.compile(rf"{WHO}(?:{HAS}(?:succeeded|succeeds|took\s+over\s+from)\s+|{CHOSEN})")
# "Ana Ruiz replaced" · "Omar Haddad" · "as mayor": without the office it may be a football match
REPLACED = re.compile(rf"{WHO}{HAS}(?:replaced|replaces)\s+")
# "Omar Haddad was succeeded by" · "Ana Ruiz"
SUCCEEDED_BY = re.compile(r"(?:,\s+who)?\s+(?:was|has\s+been|had\s+been)\s+succeeded\s+by\s+")
REPLACED_BY = re.compile(r"(?:,\s+who)?\s+(?:was|has\s+been|had\s+been)\s+replaced\s+by\s+")


def find_successions(page: Page) -> Iterator[Standing]:
    """The later one as successor of the earlier, and both in the office that is told after "as"."""
    people = [
        one for one in page.named if one.kind is MentionKind.NAME and one.entity.type is EntityType.PERSON
    ]
    for n, one in enumerate(people):
        other = next((later for later in people[n + 1 : n + 3] if later.start >= one.end), None)
        if other is None or other.entity.id == one.entity.id or other.start - one.end > REACH:
            continue
        for pattern, turned, asks in (
            (SUCCEEDED, False, False), (REPLACED, False, True), (SUCCEEDED_BY, True, False), (REPLACED_BY, True, True),
        ):  # fmt: skip
            match = pattern.match(page.text, one.end, other.start)
            if match and _only_titles(page, match.end(), other.start):
                yield from _told(page, *((other, one) if turned else (one, other)), _as(page, other), asks)


def _only_titles(page: Page, start: int, end: int) -> bool:
    """Whether all words of a stretch are titles, countries' people and the like."""
    between = [token for token in page.tokens[page.at(start) : page.at(end)] if token.text != ","]
    return all(
        token.word in role_words()
        or token.word in DETERMINERS | OWNS
        or token.word in _title_words()
        or token.text[:1].isupper()
        for token in between
    )


def _title_words() -> frozenset[str]:
    return frozenset(word for noun in role_nouns() for word in noun.split(" "))


def _as(page: Page, one: Named) -> Phrase | None:
    at = page.at(one.end)
    if at + 1 < len(page.tokens) and page.tokens[at].word == "as":
        phrases, _ = phrases_at(page, at + 1, one.entity.id)
        return phrases[0] if phrases else None
    return None


def _told(page: Page, later: Named, earlier: Named, office: Phrase | None, asks: bool) -> Iterator[Standing]:
    if asks and office is None:
        return
    first, last = min(later.start, earlier.start), max(later.end, earlier.end)
    words = Span(first, max(last, office.span.end) if office else last)
    noun = role_nouns()["successor"]
    yield Standing(
        later, Phrase((Head(words, noun),), words, RoleWord.NOW, owner=earlier.entity.id, owned=True)
    )
    if office and all(head.noun.sort is not RoleSort.KIN for head in office.heads):
        yield Standing(later, office)
        yield Standing(earlier, replace(office, holds=RoleWord.PAST))

"""What a phrase about somebody takes in word by word, and where it ends; the same to either side of a name."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from onrecord.lexicons import rows, words
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.roles import RoleWord
from onrecord.record.acts import find_act
from onrecord.record.entities.page import BEFORE, Head, Named, Page, Phrase, Token
from onrecord.types import Span

TELLING = frozenset({RoleWord.PAST, RoleWord.DEAD, RoleWord.NEXT, RoleWord.UNSURE})


def with_mention(phrase: Phrase, mention: Named, owned: bool) -> Phrase:
    span = Span(min(mention.start, phrase.span.start), max(mention.end, phrase.span.end))
    if owned:
        return replace(phrase, owner=mention.entity.id, owned=True, span=span)
    return replace(phrase, inner=phrase.inner or mention.entity.id, span=span)


def with_nations(phrase: Phrase, nations: tuple[str, ...], surface: str) -> Phrase:
    states = find_nations(surface, parts=False)
    return replace(phrase, nations=(*phrase.nations, *nations), states=(*phrase.states, *states))


def is_verb(token: Token) -> bool:
    if not token.text[:1].islower():
        return False
    past = token.word.endswith("ed") or token.word in _irregular()
    return past or (token.word.endswith("s") and find_act(token.word).known)


@cache
def stops() -> frozenset[str]:
    """Words that no noun phrase goes on with."""
    return words("phrase_ends") | words("role_stops")


@cache
def _irregular() -> frozenset[str]:
    return frozenset(row[0] for row in rows("irregular"))


@cache
def times() -> frozenset[str]:
    return frozenset(row[2].lower() for row in rows("calendar"))


def title_span(page: Page, first: int, last: int) -> Span:
    """The words of a title, "ex-" left out, and no point at its end."""
    start, end = page.tokens[first].start, page.tokens[last].end
    prefix = BEFORE.match(page.tokens[first].text)
    return Span(start + (prefix.end() if prefix else 0), end)


def prefixed_as(page: Page, head: Head) -> RoleWord:
    """PAST of an "ex-" before the title."""
    before = page.text[max(0, head.title.start - 7) : head.title.start].lower()
    return RoleWord.PAST if before.endswith(("ex-", "then-", "former-")) else RoleWord.NOW

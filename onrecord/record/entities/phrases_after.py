"""What follows a name, a verb or a comma and says what somebody is: "former head of the port authority"."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.lexicons import words
from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.lexicons.roles import RoleSort, RoleWord, role_words
from onrecord.record.entities.page import (
    BODIES,
    DETERMINERS,
    OWNS,
    POSSESSIVE,
    Head,
    Page,
    Phrase,
    is_body,
)
from onrecord.record.entities.phrase_parts import (
    TELLING,
    is_verb,
    prefixed_as,
    stops,
    times,
    title_span,
    with_mention,
    with_nations,
)
from onrecord.types import EntityType, MentionKind, RelationKind, Span

NUMBER = re.compile(r"\d")
MOST_LOOSE = (
    4  # words between an article and the noun that no list knows: "a 26-year-old Osh-based tax lawyer"
)
MOST_WORDS = 10  # of a complement: "of the Joint Committee on …"
OPENS_COMPLEMENT = frozenset({"of", "for", "at", "in", "to", "with", "on"})


def phrases_at(page: Page, first: int, holder: str) -> tuple[tuple[Phrase, ...], int]:
    """The phrases that begin with the word `first`, "and" between them, and the index of the word after; none, and it.

    "the former head of the port authority" · ", said"; of "the head office" nothing, nor of "the mayor Omar Haddad".
    """
    found: list[Phrase] = []
    at = first
    while met := _phrase(page, at, holder):
        found.append(met[0])
        at = met[1]
        joined = at + 1 < len(page.tokens) and page.tokens[at].word == "and" and page.adjacent(at, at + 1)
        if not joined or not _phrase(page, at + 1, holder):
            return tuple(found), at
        at += 1
    return tuple(found), at


def _phrase(page: Page, first: int, holder: str) -> tuple[Phrase, int] | None:
    """One phrase with its complement; "founder and chairman of the bank" is one, "a nurse and the mayor" two."""
    phrase, at, from_ = None, first, first
    opened = _opening(page, first)
    if opened is None:
        return None
    phrase, at, from_ = opened
    met = _to_head(page, phrase, at, from_, holder)
    if met is None:
        return None
    phrase, at = met
    if at + 1 < len(page.tokens) and page.tokens[at].word == "and" and page.adjacent(at, at + 1):
        bare = page.noun_starting(at + 1)
        if bare and bare[1].sort is not RoleSort.HONORIFIC and _may_end(page, at + 1 + bare[0]):
            last = at + bare[0]
            head = Head(title_span(page, at + 1, last), bare[1])
            phrase = replace(
                phrase, heads=(*phrase.heads, head), span=Span(phrase.span.start, head.title.end)
            )
            at = last + 1
    return _complemented(page, phrase, at)


def _opening(page: Page, first: int) -> tuple[Phrase, int, int] | None:
    """A phrase without its noun yet, after its article or "his"; the index of the next word, and of its first."""
    if not 0 <= first < len(page.tokens):
        return None
    token = page.tokens[first]
    empty = Phrase((), Span(token.start, token.end), RoleWord.NOW)
    if token.word in DETERMINERS:
        return replace(empty, article="the" if token.word == "the" else "a"), first + 1, first + 1
    if token.word in OWNS:
        return replace(empty, owned=True, pronoun=Span(token.start, token.end)), first + 1, first
    return empty, first, first


def _to_head(page: Page, phrase: Phrase, at: int, from_: int, holder: str) -> tuple[Phrase, int] | None:
    """The phrase up to its last noun, and the index of the word after; None where no noun comes, or more after it."""
    title: int | None = None
    loose = 0
    while at < len(page.tokens) and (at == from_ or page.adjacent(at - 1, at)):
        noun = page.noun_starting(at)
        if noun and noun[1].sort is not RoleSort.HONORIFIC and not _goes_on(page, at + noun[0]):
            last = at + noun[0] - 1
            if not _may_end(page, last + 1):
                return None
            head = Head(title_span(page, at if title is None else title, last), noun[1])
            span = Span(page.tokens[from_].start, page.tokens[last].end)
            holds = prefixed_as(page, head) if phrase.holds is RoleWord.NOW else phrase.holds
            return replace(phrase, heads=(head,), span=span, holds=holds), last + 1
        step = _step(page, phrase, at, holder)
        if step is None:
            return None
        phrase, size, part = step
        title = (at if title is None else title) if part == "title" else None
        loose += part == "unknown"
        if loose > MOST_LOOSE:
            return None
        from_ = at + size if part == "reset" else from_
        at += size
    return None


def _step(page: Page, phrase: Phrase, at: int, holder: str) -> tuple[Phrase, int, str] | None:
    """One word or mention before the noun, how many words that was, and what it does."""
    token = page.tokens[at]
    mention = next(
        (
            one
            for one in page.starting.get(token.start, ())
            if one.kind is MentionKind.NAME and one.entity.id != holder
        ),
        None,
    )
    if mention:
        after = max(page.at(mention.end), at + 1)
        owned = (
            bool(POSSESSIVE.search(page.tokens[after - 1].text)) and page.tokens[after - 1].end > mention.end
        )
        owned = owned or page.text[mention.end : mention.end + 2] in ("'s", "’s")
        if owned:
            after = page.at(mention.end + 1) if page.tokens[after - 1].end <= mention.end else after
        if mention.entity.type is EntityType.PERSON and not owned:
            serves = phrase.article and _serves(page, after)  # "a Ruiz" · "spokesman"
            return (with_mention(phrase, mention, owned=False), after - at, "name") if serves else None
        grown = with_mention(phrase, mention, owned) if owned or is_body(mention) else phrase
        if mention.entity.type is EntityType.GROUP:
            grown = with_nations(grown, find_nations(mention.entity.name), mention.entity.name)
        return grown, after - at, "name"
    if POSSESSIVE.search(token.text):
        return replace(phrase, owned=True, article="the"), 1, "reset"
    return _step_word(page, phrase, at)


def _serves(page: Page, at: int) -> bool:
    """Whether a noun follows that is somebody's: his spokesman, his aide."""
    met = page.noun_starting(at) if at < len(page.tokens) else None
    if met is None:
        return False
    return met[1].relation is RelationKind.SPOKESPERSON_FOR or met[1].noun in words("served_by")


def _step_word(page: Page, phrase: Phrase, at: int) -> tuple[Phrase, int, str] | None:
    token = page.tokens[at]
    does = role_words().get(token.word)
    for size in (2, 1):
        last = page.tokens[min(at + size, len(page.tokens)) - 1]
        nations = find_nations(page.text[token.start : last.end]) if token.text[:1].isupper() else ()
        before = page.tokens[max(0, at - 1)]
        part = at > 0 and not find_nations(page.text[before.start : last.end])  # "Latin" · "America"
        if nations and not part and (size == 1 or nations != find_nations(token.text)):
            return with_nations(phrase, nations, page.text[token.start : last.end]), size, "nation"
    if does is RoleWord.TITLE:
        return phrase, 1, "title"
    if does in TELLING:
        return replace(phrase, holds=does), 1, "word"
    if does is not None:
        return (
            replace(phrase, loose=(*phrase.loose, token.word)) if does is RoleWord.LOOSE else phrase,
            1,
            "word",
        )
    if page.noun_starting(at):
        return phrase, 1, "title"
    if not token.text[:1].isalnum() or token.word in stops() | OWNS or is_verb(token):
        return None
    plural = token.text.islower() and token.word.endswith("s") and not token.word.endswith("ss")
    return None if plural else (phrase, 1, "unknown")  # "Osh bomb · kills · photojournalist"


def _goes_on(page: Page, at: int) -> bool:
    """Whether another noun of a role follows directly: "army general" · "secretary"."""
    if at >= len(page.tokens) or not page.adjacent(at - 1, at):
        return False
    if page.noun_starting(at):
        return True
    return role_words().get(page.tokens[at].word) is RoleWord.TITLE and bool(
        at + 1 < len(page.tokens) and page.adjacent(at, at + 1) and page.noun_starting(at + 1)
    )


def _may_end(page: Page, at: int) -> bool:
    """Whether a noun phrase can end before a word: a mark, a preposition, a verb; not "the doctor · shortage"."""
    if at >= len(page.tokens) or not page.adjacent(at - 1, at):
        return True
    if any(one.kind is MentionKind.DESCRIPTION for one in page.ending.get(page.tokens[at - 1].end, ())):
        return True
    token = page.tokens[at]
    return not token.text[:1].isalnum() or token.word in stops() or is_verb(token)


def _complemented(page: Page, phrase: Phrase, at: int) -> tuple[Phrase, int]:
    """The phrase with what follows its noun: "of the council", "of research at the Osh Institute"."""
    for _ in range(2):
        if (
            at >= len(page.tokens)
            or not page.adjacent(at - 1, at)
            or page.tokens[at].word not in OPENS_COMPLEMENT
        ):
            break
        found = object_of(page, at + 1)
        if found is None:
            break
        entity, end = found
        if page.tokens[at].word == "in" and (entity is None or page.entities[entity].type not in BODIES):
            break  # "an officer in the shooting"
        span = Span(phrase.span.start, page.tokens[end - 1].end)
        span = Span(
            span.start, span.end - len((POSSESSIVE.search(page.text[span.start : span.end]) or [""])[0])
        )
        object_ = page.text[page.tokens[at + 1].start : span.end]
        inside = find_nations(object_) if known_body(object_) else ()
        phrase = replace(
            phrase, span=span, preposition=page.tokens[at].word, complement=entity, within=inside
        )
        at = end
        if entity:
            break
    return phrase, at


def object_of(page: Page, first: int) -> tuple[str | None, int] | None:
    """What the noun phrase that begins with a word names, if a mention ends it, and the index of the word after."""
    at = first
    entity: str | None = None
    while at < len(page.tokens) and at - first < MOST_WORDS and page.adjacent(at - 1, at):
        token = page.tokens[at]
        mention = next(
            (one for one in page.starting.get(token.start, ()) if one.kind is not MentionKind.PRONOUN), None
        )
        if mention and (mention.kind is MentionKind.NAME or is_body(mention)):
            at = max(page.at(mention.end), at + 1)
            entity = None if POSSESSIVE.search(page.tokens[at - 1].text) else mention.entity.id
            continue
        ends = not token.text[:1].isalnum() or token.word in stops()
        ends = ends or (at > first and is_verb(token))
        if ends or NUMBER.match(token.text) or token.word in times():
            break
        if entity and not (
            token.text[:1].isupper() or find_nominal_noun(token.word) or known_body(token.word)
        ):
            break  # "envoy to Peru" · "resigns"
        entity = None if token.word not in DETERMINERS else entity
        at += 1
    return (entity, at) if at > first and page.tokens[at - 1].word not in DETERMINERS | OWNS else None

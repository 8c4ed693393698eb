"""Where a role is told: beside a name, by a verb, by a description, "as head of the council"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons import words
from onrecord.lexicons.roles import RoleSort, RoleVerb, RoleWord, role_verbs
from onrecord.record.entities.page import BODIES, LANDS, OWNS, Named, Page, Phrase, Standing
from onrecord.record.entities.phrases_after import object_of, phrases_at
from onrecord.record.entities.phrases_before import phrases_before
from onrecord.record.entities.successions import find_successions
from onrecord.types import EntityType, MentionKind, Span

NAME = MentionKind.NAME
GONE = frozenset({RoleWord.PAST, RoleWord.DEAD, RoleWord.NEXT})
AGE = re.compile(r"(?:aged\s+)?\d{1,3}$")
# "since being named" · "governor", "after becoming" · "the town’s mayor"
SINCE = re.compile(
    r"\b(?:since|after|upon)\s+(?:(?:being|he\s+was|she\s+was)\s+(?:named|appointed|elected)|becoming)\s+(?:as\s+)?"
)
ASIDE = 12  # words and marks: "Ana Ruiz (left, in blue)"
VERB_WORDS = 4  # of the longest verb phrase: "has been elected as"
APPOINTS = frozenset(
    {"named", "appointed", "elected", "re-elected", "reelected", "installed", "proclaimed", "crowned"}
)
CONDITIONS = frozenset({"if", "whether", "unless", "until", "once", "should", "were"})
CLOSES = frozenset(',.;:)—–”"')
GOES_ON = frozenset({"who", "whose", "in", "of", "for", "at", "on", "from", "with", "since", "under"})
LINKS = {RoleVerb.NOW: RoleWord.NOW, RoleVerb.PAST: RoleWord.PAST}


def find_standings(page: Page, sentences: Sequence[Span]) -> Iterator[Standing]:
    """Every phrase that says what an entity is, in no order."""
    for one in page.named:
        if one.kind is NAME:
            start = _after_titles(page, one) if one.entity.type is EntityType.PERSON else one.start
            yield from _left(page, one)
            yield from _inside(page, one, start)
            yield from _right(page, one)
    yield from _described(page)
    yield from _as(page, sentences)
    yield from _since(page, sentences)
    yield from find_successions(page)


def _after_titles(page: Page, one: Named) -> int:
    """Where the name proper begins in "President Ana Ruiz"."""
    at = page.at(one.start)
    while (noun := page.noun_starting(at)) and page.at(one.end) > at + noun[0]:
        if noun[1].sort not in (RoleSort.OFFICE, RoleSort.RANK, RoleSort.HONORIFIC, RoleSort.JOB):
            break
        at += noun[0]
    return page.tokens[at].start if at < len(page.tokens) else one.start


def _left(page: Page, one: Named) -> Iterator[Standing]:
    """ "Chadian Prime Minister" · "Ana Ruiz"; "the army’s spokesman," · "Omar Haddad" · ","."""
    near, far = phrases_before(page, one.start, one.entity.id)
    yield from (Standing(one, phrase) for phrase in _of_after(page, one, near))
    if far and _is_apposed(page, one, far[0]):
        yield from (Standing(one, phrase) for phrase in far)


def _is_apposed(page: Page, one: Named, phrase: Phrase) -> bool:
    """Whether a name between commas is the one whom the phrase before it means."""
    after = page.at(one.end)
    closed = (
        after >= len(page.tokens) or page.tokens[after].text in CLOSES or not page.adjacent(after - 1, after)
    )
    listed = after + 1 < len(page.tokens) and page.tokens[after + 1].word == "and"
    his = listed and page.tokens[min(after + 2, len(page.tokens) - 1)].word in OWNS
    honoured = (
        page.tokens[page.at(one.start) - 1].text != ","
    )  # "the Supreme Leader, Ayatollah" · "Omar Haddad"
    told = phrase.article or phrase.owned or phrase.nations or phrase.inner or phrase.holds in GONE
    return bool(closed and told and (honoured or his or not listed))


def _inside(page: Page, one: Named, start: int) -> Iterator[Standing]:
    """Titles that the name itself begins with: "President Ana Ruiz", "Chadian General Omar Haddad"."""
    if start > one.start:
        near, _ = phrases_before(page, start, one.entity.id)
        yield from (Standing(one, phrase) for phrase in _of_after(page, one, near))


def _of_after(page: Page, one: Named, phrases: tuple[Phrase, ...]) -> Iterator[Phrase]:
    """The phrases before a name, the nearest with the body after it: "President" · "Ana Ruiz" · "of Peru"."""
    at = page.at(one.end)
    found = object_of(page, at + 1) if at < len(page.tokens) and page.tokens[at].word == "of" else None
    for n, phrase in enumerate(phrases):
        named = phrase.owned or phrase.inner or phrase.nations or phrase.unknown
        body = found[0] if found and n == 0 and not named else None
        public = phrase.heads[-1].noun.sort is RoleSort.OFFICE
        if found and body and page.entities[body].type in (BODIES if public else BODIES - LANDS):
            span = Span(phrase.span.start, page.tokens[found[1] - 1].end)
            yield replace(phrase, preposition="of", complement=body, span=span)
        else:
            yield phrase


def _right(page: Page, one: Named) -> Iterator[Standing]:
    """ "Ana Ruiz" · ", 54, the mayor of Osh,"; "Ana Ruiz" · "was elected mayor"; "appointed Ana Ruiz" · "as mayor"."""
    at = page.at(one.end)
    if (
        at >= len(page.tokens)
        or page.text[one.end : one.end + 1] in ("'", "’")
        or not page.adjacent(at - 1, at)
    ):
        return
    appointed = _appointed(page, one, at)
    found = appointed or _by_verb(page, one, at)
    if page.tokens[at].text == "(":
        at = next(
            (n + 1 for n in range(at, min(at + ASIDE, len(page.tokens))) if page.tokens[n].text == ")"), at
        )
        at = min(at, len(page.tokens) - 1)
    if found:
        yield from found
    elif page.tokens[at].text in ",–—" and at + 1 < len(page.tokens):
        yield from _apposed(page, one, at + 1)


def _apposed(page: Page, one: Named, at: int) -> Iterator[Standing]:
    if AGE.match(page.tokens[at].text) and page.tokens[min(at + 1, len(page.tokens) - 1)].text == ",":
        at += 2
    if at < len(page.tokens) and page.tokens[at].word == "who":
        yield from _by_verb(page, one, at + 1)
        return
    phrases, after = phrases_at(page, at, one.entity.id)
    if phrases and _is_closed(page, after, phrases[-1]):
        *others, last = phrases
        yield from (Standing(one, phrase) for phrase in (*others, _with_next(page, last, after)))


def _with_next(page: Page, phrase: Phrase, at: int) -> Phrase:
    """ "Ana Ruiz, commander" · ", Osh Water Brigade," : a bare noun with its body after a comma."""
    bare = not (phrase.article or phrase.owned or phrase.inner or phrase.nations or phrase.preposition)
    if not bare or at + 1 >= len(page.tokens) or page.tokens[at].text != ",":
        return phrase
    for one in page.starting.get(page.tokens[at + 1].start, ()):
        after = page.at(one.end)
        closed = after >= len(page.tokens) or page.tokens[after].text in CLOSES
        if one.kind is NAME and one.entity.type in BODIES - LANDS and closed:
            return replace(
                phrase, preposition="of", complement=one.entity.id, span=Span(phrase.span.start, one.end)
            )
    return phrase


def _is_closed(page: Page, at: int, phrase: Phrase) -> bool:
    """Whether an apposition ends at a word: not "Ana Ruiz, the mayor of Osh and Omar Haddad", who are three."""
    if at >= len(page.tokens) or not page.adjacent(at - 1, at):
        return True
    token = page.tokens[at]
    follows = page.tokens[at + 1] if at + 1 < len(page.tokens) else token
    if token.word == "and":
        return follows.text[:1].islower() and follows.word != "the"
    if token.text == "," and follows.word == "and":
        return not (phrase.article == "the" and phrase.complement is None)
    return token.text in CLOSES or token.word in GOES_ON


def _by_verb(page: Page, one: Named, at: int) -> tuple[Standing, ...]:
    """ "is", "was elected" and what follows them; not "if Ana Ruiz is the nominee"."""
    if page.tokens[page.at(one.start) - 1].word in CONDITIONS:
        return ()
    for size in range(VERB_WORDS, 0, -1):
        told = role_verbs().get(" ".join(token.word for token in page.tokens[at : at + size]))
        if told is None or told not in LINKS:
            continue
        at += size
        while at < len(page.tokens) and page.tokens[at].word in words("role_adverbs"):
            told = RoleVerb.PAST if page.tokens[at].word in ("once", "previously", "formerly") else told
            at += 1
        phrases, _ = phrases_at(page, at, one.entity.id)
        return tuple(_held(one, phrase, LINKS[told]) for phrase in phrases if _is_predicate(phrase))
    return ()


def _is_predicate(phrase: Phrase) -> bool:
    """Not "the mood was general": a bare rank after a verb is an adjective as often as not."""
    return bool(
        phrase.article or phrase.owned or phrase.preposition or phrase.heads[-1].noun.sort is RoleSort.OFFICE
    )


def _held(one: Named, phrase: Phrase, holds: RoleWord) -> Standing:
    return Standing(one, replace(phrase, holds=holds) if phrase.holds is RoleWord.NOW else phrase)


def _appointed(page: Page, one: Named, at: int) -> tuple[Standing, ...]:
    """ "appointed" · "Ana Ruiz" · "as head of the port authority"."""
    before = page.at(one.start) - 1
    if before < 0 or page.tokens[before].word not in APPOINTS:
        return ()
    at += page.tokens[at].word == "as"
    return tuple(Standing(one, phrase) for phrase in phrases_at(page, at, one.entity.id)[0])


def _described(page: Page) -> Iterator[Standing]:
    """Who has no name is what his first description says: "an army spokesman"."""
    met: set[str] = set()
    named = {one.entity.id for one in page.named if one.kind is NAME}
    for one in page.named:
        if one.kind is not MentionKind.DESCRIPTION or one.entity.id in named or one.entity.id in met:
            continue
        phrases, _ = phrases_at(page, page.at(one.start), one.entity.id)
        if _tells_office(page, phrases) and phrases[0].heads[0].title.start < one.end:
            met.add(one.entity.id)
            yield Standing(one, phrases[0])


def _tells_office(page: Page, phrases: tuple[Phrase, ...]) -> bool:
    """Of which body or state: "the official" says nothing."""
    if not phrases or phrases[0].heads[0].noun.sort is not RoleSort.OFFICE:
        return False
    return bool(page.body_of(phrases[0], phrases[0].heads[0]) or phrases[0].nations or phrases[0].within)


def _since(page: Page, sentences: Sequence[Span]) -> Iterator[Standing]:
    """ "Ana Ruiz has met nobody" · "since being named governor": of the one person whom the sentence has named."""
    for sentence in sentences:
        for match in SINCE.finditer(page.text, sentence.start, sentence.end):
            people = [
                one
                for one in page.named
                if sentence.start <= one.start < match.start()
                and one.kind is NAME
                and one.entity.type is EntityType.PERSON
            ]
            if len({one.entity.id for one in people}) == 1:
                phrases, _ = phrases_at(page, page.at(match.end()), people[-1].entity.id)
                yield from (Standing(people[-1], phrase) for phrase in phrases)


def _as(page: Page, sentences: Sequence[Span]) -> Iterator[Standing]:
    """ "As head of the council, " · "Ana Ruiz"."""
    for sentence in sentences:
        first = page.at(sentence.start)
        if first + 1 >= len(page.tokens) or page.tokens[first].text != "As":
            continue
        phrases, after = phrases_at(page, first + 1, "")
        if not phrases or after + 1 >= len(page.tokens) or page.tokens[after].text != ",":
            continue
        for one in page.starting.get(page.tokens[after + 1].start, ()):
            if one.kind is NAME and one.entity.type is EntityType.PERSON:
                yield from (Standing(one, phrase) for phrase in phrases)

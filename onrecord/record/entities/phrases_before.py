"""What stands before a name and says what somebody is: "Chad’s deputy fisheries minister" · "Ana Ruiz"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicons import words
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.roles import RoleSort, RoleWord, role_words
from onrecord.record.entities.page import (
    BEFORE,
    DETERMINERS,
    OWNS,
    POSSESSIVE,
    Head,
    Page,
    Phrase,
    Token,
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
from onrecord.types import EntityType, MentionKind, Span

PORTFOLIO = 7  # words: "Minister of" · "Transport and the Blue Economy"


def phrases_before(page: Page, start: int, holder: str) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The phrases right before a name, the nearest first, and those that a comma parts from it.

    "The army’s spokesman, police Col. " · "Omar Haddad" → "police Col."; "army’s spokesman".
    """
    last = page.at(start) - 1
    last -= last > 0 and page.tokens[last].word == "the"  # "its armed wing, the" · "Dawn Brigades"
    near: list[Phrase] = []
    far: list[Phrase] = []
    comma = False
    while last >= 0 and page.adjacent(last, last + 1):
        noun = page.noun_ending(last)
        if page.tokens[last].text == "," and not comma and all(_is_rank(phrase) for phrase in near):
            comma, last = True, last - 1
        elif noun and noun[1].sort is RoleSort.HONORIFIC:
            last -= noun[0]
        elif noun:
            phrase, last = _left(page, last, holder)
            (far if comma else near).append(phrase if comma else _sure(phrase))
            if phrase.article or phrase.owned:
                break
        else:
            portfolio = None if near or far else _with_portfolio(page, last, holder)
            (far if comma else near).extend([portfolio] if portfolio else [])
            break
    return tuple(near), tuple(far)


def _is_rank(phrase: Phrase) -> bool:
    return all(head.noun.sort is RoleSort.RANK for head in phrase.heads)


def _sure(phrase: Phrase) -> Phrase:
    """ "The mayor and coach Omar Haddad" may be two: the nearest noun alone."""
    if len(phrase.heads) == 1 or phrase.article != "the":
        return phrase
    nearest = phrase.heads[-1]
    return replace(phrase, heads=(nearest,), span=Span(nearest.title.start, phrase.span.end))


def _with_portfolio(page: Page, last: int, holder: str) -> Phrase | None:
    """ "Minister of Fisheries" · "Ana Ruiz": an office whose title goes on after "of", in capitals."""
    for n in range(last, max(last - PORTFOLIO, 0), -1):
        token = page.tokens[n]
        if token.word == "of" and page.noun_ending(n - 1) and page.adjacent(n - 1, n):
            phrase, _ = _left(page, n - 1, holder)
            office = (
                phrase.heads[-1].noun.sort is RoleSort.OFFICE
                and page.text[phrase.heads[-1].title.start].isupper()
            )
            end = page.tokens[last].end
            body = next((one.entity.id for one in page.ending.get(end, ()) if is_body(one)), None)
            heads = (
                *phrase.heads[:-1],
                replace(phrase.heads[-1], title=Span(phrase.heads[-1].title.start, end)),
            )
            grown = replace(phrase, span=Span(phrase.span.start, end))
            grown = replace(grown, preposition="of", complement=body) if body else replace(grown, heads=heads)
            return grown if office else None
        if not (token.text[:1].isupper() or token.word in ("and", "the")) or not page.adjacent(n, n + 1):
            return None
    return None


def _left(page: Page, last: int, holder: str) -> tuple[Phrase, int]:
    """The phrase whose noun ends with the word `last`, and the index of the word before it."""
    heads, at = _heads_left(page, last)
    begins = page.tokens[page.at(heads[0].title.start + 1) - 1].start  # before the "ex-" of "ex-mayor"
    phrase = Phrase(heads, Span(begins, page.tokens[last].end), prefixed_as(page, heads[0]))
    titled = True
    while at >= 0 and page.adjacent(at, at + 1):
        grown = _grown_left(page, phrase, at, titled, holder)
        if grown is None:
            break
        phrase, size, titled = grown
        at -= size
        if phrase.article or phrase.owned:
            break
    return phrase, at


def _heads_left(page: Page, last: int) -> tuple[tuple[Head, ...], int]:
    """The nouns that end with a word, "son and successor" both, and the index of the word before them."""
    heads: list[Head] = []
    at = last
    while noun := page.noun_ending(at):
        heads.insert(0, Head(title_span(page, at - noun[0] + 1, at), noun[1]))
        at -= noun[0]
        joined = at > 0 and page.tokens[at].word == "and" and page.adjacent(at - 1, at)
        if not (joined and page.noun_ending(at - 1)):
            break
        at -= 1
    return tuple(heads), at


def _grown_left(
    page: Page, phrase: Phrase, at: int, titled: bool, holder: str
) -> tuple[Phrase, int, bool] | None:
    """The phrase with one more word or mention at its left, how many words that was, and whether the title goes on."""
    token = page.tokens[at]
    owned = bool(POSSESSIVE.search(token.text))
    ends = token.end - (len(POSSESSIVE.search(token.text)[0]) if owned else 0)  # type: ignore[index]
    mention = next(
        (
            one
            for one in page.ending.get(ends, ())
            if one.kind is not MentionKind.PRONOUN and one.entity.id != holder
        ),
        None,
    )
    if mention and (owned or is_body(mention) or mention.entity.type is EntityType.PERSON):
        size = at - page.at(mention.start) + 1
        return _prefixed(with_mention(phrase, mention, owned), token), max(size, 1), False
    if owned:
        return replace(phrase, owned=True), 1, False
    if token.word in OWNS:
        return (
            replace(phrase, owned=True, pronoun=Span(token.start, token.end), span=_from(phrase, token)),
            1,
            False,
        )
    if token.word in DETERMINERS:
        return replace(phrase, article="the" if token.word == "the" else "a"), 1, False
    return _with_word(page, phrase, at, titled)


def _with_word(page: Page, phrase: Phrase, at: int, titled: bool) -> tuple[Phrase, int, bool] | None:
    """One more word of a list: "former", "deputy", "Chadian"."""
    token = page.tokens[at]
    for size in (2, 1):
        first = page.tokens[max(0, at - size + 1)]
        nations = find_nations(page.text[first.start : token.end]) if token.text[:1].isupper() else ()
        if nations and (
            size == 1 or len(find_nations(token.text)) == 0 or nations != find_nations(token.text)
        ):
            grown = with_nations(phrase, nations, page.text[first.start : token.end])
            return replace(_prefixed(grown, first), span=_from(phrase, first)), size, False
    does = role_words().get(token.word)
    if does is None and _is_unknown_name(page, at):
        grown = replace(phrase, unknown=True, span=_from(phrase, token))
        if titled and page.text[phrase.heads[0].title.start].isupper():  # "Chief Petty" · "Officer"
            grown = replace(grown, heads=(_longer(phrase.heads[0], token), *phrase.heads[1:]))
        return grown, 1, titled
    lower = page.text[phrase.heads[0].title.start].islower()
    if does is None and titled and lower and _is_unknown_noun(page, at):
        heads = (_longer(phrase.heads[0], token), *phrase.heads[1:])
        return replace(phrase, heads=heads, span=_from(phrase, token)), 1, True
    if does is None or (page.noun_ending(at) and does is not RoleWord.TITLE and does is not RoleWord.LOOSE):
        return None
    grown = replace(phrase, span=_from(phrase, token))
    if does is RoleWord.TITLE and titled:
        return replace(grown, heads=(_longer(phrase.heads[0], token), *phrase.heads[1:])), 1, True
    if does in TELLING:
        return replace(grown, holds=does), 1, False
    if does is RoleWord.LOOSE:
        return replace(grown, loose=(*phrase.loose, token.word)), 1, False
    return grown, 1, False


def _prefixed(phrase: Phrase, token: Token) -> Phrase:
    """ "then-Fed" · "chair", "ex-Chadian" · "minister": past."""
    return replace(phrase, holds=RoleWord.PAST) if BEFORE.match(token.text) else phrase


def _longer(head: Head, token: Token) -> Head:
    return replace(head, title=Span(token.start, head.title.end))


def _is_unknown_name(page: Page, at: int) -> bool:
    """Capitals inside a sentence that no list knows, no day or month, no noun of a role."""
    token = page.tokens[at]
    starts = at == 0 or not page.adjacent(at - 1, at) or not page.tokens[at - 1].text[:1].isalnum()
    return (
        token.text[:1].isupper()
        and not starts
        and token.word not in times() | words("role_stops")
        and not page.noun_ending(at)
    )


def _is_unknown_noun(page: Page, at: int) -> bool:
    """ "former textile" · "executive": words that no list knows, up to two, between one that is known and the noun."""
    for n in range(at, max(at - 2, 0), -1):
        token, left = page.tokens[n], page.tokens[n - 1]
        known = token.word in stops() | OWNS | DETERMINERS or is_verb(token) or page.noun_ending(n)
        if known or not token.text.isalpha() or not token.text.islower() or not page.adjacent(n - 1, n):
            return False
        if (
            role_words().get(left.word) in TELLING
            or left.word in DETERMINERS | OWNS
            or POSSESSIVE.search(left.text)
        ):
            return True
    return False


def _from(phrase: Phrase, token: Token) -> Span:
    return Span(min(token.start, phrase.span.start), phrase.span.end)

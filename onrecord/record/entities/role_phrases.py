"""Noun phrases that say what somebody is: "former head of the port authority", "Chad’s deputy fisheries minister"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from onrecord.lexicons import rows, words
from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.gazetteer import countries
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.lexicons.roles import RoleNoun, RoleSort, RoleWord, role_nouns, role_words
from onrecord.record.acts import find_act
from onrecord.types import Article, Entity, EntityType, MentionKind, RelationKind, Span

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # "U.S."
    r"|[^\W_]+(?:[-.’'&/][^\W_]+)*(?:(?<=s)['’](?=\s))?"  # "Iran’s", "Houthis’", "secretary-general"
    r"|[^\w\s]"
)
POSSESSIVE = re.compile(r"(?:(?<=s)['’]|['’]s)$")
BEFORE = re.compile(r"^(ex|then|former)-(?=\w)", re.IGNORECASE)  # "ex-minister", "then-President"
NUMBER = re.compile(r"\d")
LONGEST_NOUN = 4  # words: "chief of general staff"
MOST_LOOSE = (
    4  # words between an article and the noun that no list knows: "a 26-year-old Osh-based tax lawyer"
)
PORTFOLIO = 7  # words: "Minister of" · "Transport and the Blue Economy"
MOST_WORDS = 10  # of a complement: "of the Joint Committee on …"
DETERMINERS = frozenset({"the", "a", "an"})
TELLING = frozenset({RoleWord.PAST, RoleWord.DEAD, RoleWord.NEXT, RoleWord.UNSURE})
OWNS = frozenset({"his", "her", "its", "their"})
OPENS_COMPLEMENT = frozenset({"of", "for", "at", "in", "to", "with", "on"})
LANDS = frozenset({EntityType.STATE, EntityType.PLACE})
BODIES = LANDS | {EntityType.ORGANISATION, EntityType.FACILITY, EntityType.MEDIA, EntityType.MILITARY}


@dataclass(frozen=True, slots=True)
class Head:
    """One noun of a phrase: where its title stands, and what it is."""

    title: Span
    noun: RoleNoun


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase says somebody is.

    `owner` is whose it is ("Chad’s", "his"), `inner` the body named before the noun ("Basij commander"),
    `complement` the body or person after it ("of the council"); all are ids of entities.
    """

    heads: tuple[Head, ...]
    span: Span
    holds: RoleWord  # PAST, DEAD, NEXT, UNSURE or NOW
    article: str = ""  # "the", "a", or none
    loose: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()  # codes of the countries whose people the words name: "Chadian", "Texan"
    states: tuple[str, ...] = ()  # those of them that are named as a whole: "Chadian"
    owner: str | None = None
    pronoun: Span | None = None  # "his": whose it is, not yet resolved
    owned: bool = False  # it is somebody's, known or not: "the city’s mayor"
    inner: str | None = None
    preposition: str = ""
    complement: str | None = None
    within: tuple[str, ...] = ()  # codes of the countries named inside the complement: "of the Chadian army"
    unknown: bool = False  # capitals before the noun that name nobody we know: "Harbour Front leader"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one mention's entity is, by a phrase beside it."""

    holder: Named
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `word` without possessive, in lower case and without points."""

    start: int
    end: int
    text: str
    word: str


@dataclass(frozen=True, slots=True)
class Named:
    """A mention, its end without possessive."""

    start: int
    end: int
    entity: Entity
    kind: MentionKind


class Page:
    """An article's words and mentions, for looking left and right of a mention."""

    def __init__(self, article: Article, entities: Sequence[Entity]) -> None:
        self.article = article
        self.text = article.text
        self.tokens = _tokens(article.text)
        self.starts = [token.start for token in self.tokens]
        self.entities = {entity.id: entity for entity in entities}
        self.named = sorted(
            (
                Named(one.span.start, _bare_end(article, one.span), entity, one.kind)
                for entity in entities
                for one in entity.mentions
            ),
            key=lambda one: (one.start, -one.end),
        )

    @cached_property
    def ending(self) -> dict[int, list[Named]]:
        """Mentions by their end, the longest first."""
        return _by(self.named, "end")

    @cached_property
    def starting(self) -> dict[int, list[Named]]:
        """Mentions by their start, the longest first."""
        return _by(self.named, "start")

    @cached_property
    def mentions(self) -> dict[str, list[Named]]:
        """Mentions by their entity."""
        found: dict[str, list[Named]] = defaultdict(list)
        for one in self.named:
            found[one.entity.id].append(one)
        return found

    @cached_property
    def land_names(self) -> frozenset[str]:
        """The names that places and states have in the article."""
        lands = (one for one in self.named if one.entity.type in LANDS and one.kind is MentionKind.NAME)
        return frozenset(self.text[one.start : one.end] for one in lands)

    @cached_property
    def name_ends(self) -> frozenset[int]:
        """Where names of bodies end."""
        return frozenset(one.end for one in self.named if one.kind is MentionKind.NAME and _is_body(one))

    @cached_property
    def lands(self) -> dict[str, str]:
        """Country's code → the entity that is this country."""
        found: dict[str, str] = {}
        for entity in self.entities.values():
            codes = find_nations(entity.name) if entity.type in LANDS else ()
            if len(codes) == 1 and _is_country(entity.name, codes[0]):
                found.setdefault(codes[0], entity.id)
        return found

    def body_of(self, phrase: Phrase, head: Head) -> str | None:
        """The entity in which a role is held, as far as the words name one: the country of "Chadian minister" too.

        "Chad’s ambassador to Peru" is Chad's, a "UN envoy for Peru" the UN's, the "adviser on Peru" nobody's.
        """
        after = phrase.complement
        land = after is not None and self.entities[after].type in LANDS
        speaks = head.noun.relation is RelationKind.SPOKESPERSON_FOR
        if after and (
            phrase.preposition == "of"
            or (phrase.preposition in ("for", "at", "with") and (speaks or not land))
        ):
            return after
        named = phrase.inner or phrase.owner
        if named or phrase.owned:
            return named
        codes = set(phrase.states)
        if phrase.within or phrase.unknown or (head.noun.sort is RoleSort.JOB and phrase.nations):
            return None  # an "American journalist" is nobody's
        if phrase.nations:
            return self.lands.get(min(codes)) if len(codes) == 1 else None
        here = phrase.preposition == "in" and head.noun.relation is RelationKind.HEAD_OF
        return after if here else None

    def at(self, offset: int) -> int:
        """The index of the first word that starts at the offset or after it."""
        return bisect_left(self.starts, offset)

    def adjacent(self, left: int, right: int) -> bool:
        """Whether no line ends between two neighbouring words."""
        inside = 0 <= left < len(self.tokens) and 0 <= right < len(self.tokens)
        return inside and "\n" not in self.text[self.tokens[left].end : self.tokens[right].start]

    def noun_ending(self, last: int) -> tuple[int, RoleNoun] | None:
        """The longest noun of a role that ends with a word: how many words it has, and what it is."""
        if BEFORE.sub("", self.tokens[last].word) not in _last_words():
            return None
        for size in range(min(LONGEST_NOUN, last + 1), 0, -1):
            noun = self._noun(last - size + 1, last)
            if noun:
                return size, noun
        return None

    def noun_starting(self, first: int) -> tuple[int, RoleNoun] | None:
        """The longest noun of a role that begins with a word."""
        if BEFORE.sub("", self.tokens[first].word) not in _first_words():
            return None
        for size in range(min(LONGEST_NOUN, len(self.tokens) - first), 0, -1):
            noun = self._noun(first, first + size - 1)
            if noun:
                return size, noun
        return None

    def _noun(self, first: int, last: int) -> RoleNoun | None:
        inside = self.tokens[first : last + 1]
        if (
            any(POSSESSIVE.search(token.text) for token in inside)
            or "\n" in self.text[inside[0].start : inside[-1].end]
        ):
            return None
        if any(token.end in self.name_ends for token in inside[:-1]):
            return None  # "Harbour Brigade" · "commander"
        return role_nouns().get(" ".join(BEFORE.sub("", token.word) for token in inside))


# ---- Left of a name --------------------------------------------------------------------------------------


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
            body = next((one.entity.id for one in page.ending.get(end, ()) if _is_body(one)), None)
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
    phrase = Phrase(heads, Span(begins, page.tokens[last].end), _prefix(page, heads[0]))
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
        heads.insert(0, Head(_title(page, at - noun[0] + 1, at), noun[1]))
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
    if mention and (owned or _is_body(mention) or mention.entity.type is EntityType.PERSON):
        size = at - page.at(mention.start) + 1
        return _prefixed(_with_mention(phrase, mention, owned), token), max(size, 1), False
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


def _with_mention(phrase: Phrase, mention: Named, owned: bool) -> Phrase:
    span = Span(min(mention.start, phrase.span.start), max(mention.end, phrase.span.end))
    if owned:
        return replace(phrase, owner=mention.entity.id, owned=True, span=span)
    return replace(phrase, inner=phrase.inner or mention.entity.id, span=span)


def _with_word(page: Page, phrase: Phrase, at: int, titled: bool) -> tuple[Phrase, int, bool] | None:
    """One more word of a list: "former", "deputy", "Chadian"."""
    token = page.tokens[at]
    for size in (2, 1):
        first = page.tokens[max(0, at - size + 1)]
        nations = find_nations(page.text[first.start : token.end]) if token.text[:1].isupper() else ()
        if nations and (
            size == 1 or len(find_nations(token.text)) == 0 or nations != find_nations(token.text)
        ):
            grown = _with_nations(phrase, nations, page.text[first.start : token.end])
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


def _with_nations(phrase: Phrase, nations: tuple[str, ...], surface: str) -> Phrase:
    states = find_nations(surface, parts=False)
    return replace(phrase, nations=(*phrase.nations, *nations), states=(*phrase.states, *states))


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
        and token.word not in _times() | words("role_stops")
        and not page.noun_ending(at)
    )


def _is_unknown_noun(page: Page, at: int) -> bool:
    """ "former textile" · "executive": words that no list knows, up to two, between one that is known and the noun."""
    for n in range(at, max(at - 2, 0), -1):
        token, left = page.tokens[n], page.tokens[n - 1]
        known = token.word in stops() | OWNS | DETERMINERS or _is_verb(token) or page.noun_ending(n)
        if known or not token.text.isalpha() or not token.text.islower() or not page.adjacent(n - 1, n):
            return False
        if (
            role_words().get(left.word) in TELLING
            or left.word in DETERMINERS | OWNS
            or POSSESSIVE.search(left.text)
        ):
            return True
    return False


# ---- Right of a name, a verb, a comma --------------------------------------------------------------------


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
            head = Head(_title(page, at + 1, last), bare[1])
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
            head = Head(_title(page, at if title is None else title, last), noun[1])
            span = Span(page.tokens[from_].start, page.tokens[last].end)
            holds = _prefix(page, head) if phrase.holds is RoleWord.NOW else phrase.holds
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
            return None
        grown = _with_mention(phrase, mention, owned) if owned or _is_body(mention) else phrase
        if mention.entity.type is EntityType.GROUP:
            grown = _with_nations(grown, find_nations(mention.entity.name), mention.entity.name)
        return grown, after - at, "name"
    if POSSESSIVE.search(token.text):
        return replace(phrase, owned=True, article="the"), 1, "reset"
    return _step_word(page, phrase, at)


def _step_word(page: Page, phrase: Phrase, at: int) -> tuple[Phrase, int, str] | None:
    token = page.tokens[at]
    does = role_words().get(token.word)
    for size in (2, 1):
        last = page.tokens[min(at + size, len(page.tokens)) - 1]
        nations = find_nations(page.text[token.start : last.end]) if token.text[:1].isupper() else ()
        if nations and (size == 1 or nations != find_nations(token.text)):
            return _with_nations(phrase, nations, page.text[token.start : last.end]), size, "nation"
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
    if not token.text[:1].isalnum() or token.word in stops() | OWNS or _is_verb(token):
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
    return not token.text[:1].isalnum() or token.word in stops() or _is_verb(token)


def _is_verb(token: Token) -> bool:
    if not token.text[:1].islower():
        return False
    past = token.word.endswith("ed") or token.word in _irregular()
    return past or (token.word.endswith("s") and find_act(token.word).known)


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
        if mention and (mention.kind is MentionKind.NAME or _is_body(mention)):
            at = max(page.at(mention.end), at + 1)
            entity = None if POSSESSIVE.search(page.tokens[at - 1].text) else mention.entity.id
            continue
        ends = not token.text[:1].isalnum() or token.word in stops()
        ends = ends or (at > first and _is_verb(token))
        if ends or NUMBER.match(token.text) or token.word in _times():
            break
        if entity and not (
            token.text[:1].isupper() or find_nominal_noun(token.word) or known_body(token.word)
        ):
            break  # "envoy to Peru" · "resigns"
        entity = None if token.word not in DETERMINERS else entity
        at += 1
    return (entity, at) if at > first and page.tokens[at - 1].word not in DETERMINERS | OWNS else None


# ---- Words and mentions ----------------------------------------------------------------------------------


def _tokens(text: str) -> tuple[Token, ...]:
    """Words and marks; the point of "Gen." belongs to it."""
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        if (
            match[0] == "."
            and found
            and found[-1].end == match.start()
            and found[-1].text in _abbreviations()
        ):
            found[-1] = replace(found[-1], end=match.end(), text=found[-1].text + ".")
            continue
        word = POSSESSIVE.sub("", match[0]).lower().replace(".", "").replace("’", "'")
        found.append(Token(match.start(), match.end(), match[0], word))
    return tuple(found)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row[0] for row in rows("abbreviations") if row[1] == "never")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(noun.split(" ")[0] for noun in role_nouns())


@cache
def _last_words() -> frozenset[str]:
    return frozenset(noun.split(" ")[-1] for noun in role_nouns())


@cache
def stops() -> frozenset[str]:
    """Words that no noun phrase goes on with."""
    return words("phrase_ends") | words("role_stops")


@cache
def _irregular() -> frozenset[str]:
    return frozenset(row[0] for row in rows("irregular"))


@cache
def _times() -> frozenset[str]:
    return frozenset(row[2].lower() for row in rows("calendar"))


def _bare_end(article: Article, span: Span) -> int:
    owner = POSSESSIVE.search(article[span])
    return span.end - len(owner[0]) if owner and owner.start() else span.end


def _by(named: Sequence[Named], side: str) -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = defaultdict(list)
    for one in sorted(named, key=lambda one: one.start - one.end):
        found[getattr(one, side)].append(one)
    return found


def _is_body(mention: Named) -> bool:
    return mention.entity.type in BODIES


def _is_country(name: str, code: str) -> bool:
    return any(name.removeprefix("the ").casefold() == other.casefold() for other in _country_names()[code])


@cache
def _country_names() -> dict[str, tuple[str, ...]]:
    return {country.iso: country.names for country in countries()}


def _title(page: Page, first: int, last: int) -> Span:
    """The words of a title, "ex-" left out, and no point at its end."""
    start, end = page.tokens[first].start, page.tokens[last].end
    prefix = BEFORE.match(page.tokens[first].text)
    return Span(start + (prefix.end() if prefix else 0), end)


def _prefix(page: Page, head: Head) -> RoleWord:
    """PAST of an "ex-" before the title."""
    before = page.text[max(0, head.title.start - 7) : head.title.start].lower()
    return RoleWord.PAST if before.endswith(("ex-", "then-", "former-")) else RoleWord.NOW


def _from(phrase: Phrase, token: Token) -> Span:
    return Span(min(token.start, phrase.span.start), phrase.span.end)

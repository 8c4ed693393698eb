"""An article's words and mentions, for looking left and right of a mention, and what is said there of an entity."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from onrecord.lexicons import rows
from onrecord.lexicons.gazetteer import countries
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.roles import RoleNoun, RoleSort, RoleWord, role_nouns
from onrecord.types import Article, Entity, EntityType, MentionKind, RelationKind, Span

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # "U.S."
    r"|[^\W_]+(?:[-.’'&/][^\W_]+)*(?:(?<=s)['’](?=\s))?"  # "Iran’s", "Houthis’", "secretary-general"
    r"|[^\w\s]"
)
POSSESSIVE = re.compile(r"(?:(?<=s)['’]|['’]s)$")
BEFORE = re.compile(r"^(ex|then|former)-(?=\w)", re.IGNORECASE)  # "ex-minister", "then-President"
LONGEST_NOUN = 4  # words: "chief of general staff"
DETERMINERS = frozenset({"the", "a", "an"})
OWNS = frozenset({"his", "her", "its", "their"})
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
        return frozenset(one.end for one in self.named if one.kind is MentionKind.NAME and is_body(one))

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


def _bare_end(article: Article, span: Span) -> int:
    owner = POSSESSIVE.search(article[span])
    return span.end - len(owner[0]) if owner and owner.start() else span.end


def _by(named: Sequence[Named], side: str) -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = defaultdict(list)
    for one in sorted(named, key=lambda one: one.start - one.end):
        found[getattr(one, side)].append(one)
    return found


def is_body(mention: Named) -> bool:
    return mention.entity.type in BODIES


def _is_country(name: str, code: str) -> bool:
    return any(name.removeprefix("the ").casefold() == other.casefold() for other in _country_names()[code])


@cache
def _country_names() -> dict[str, tuple[str, ...]]:
    return {country.iso: country.names for country in countries()}

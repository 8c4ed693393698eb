"""What sort of source a phrase names by its last words: a noun we know, a country, a typed name, the look of a name."""

from __future__ import annotations

import re

from onrecord.lexicons import words
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.sources.countries import is_country, is_people
from onrecord.record.sources.kinds import (
    DETERMINERS,
    INDEFINITE,
    NEVER_NAMED,
    NOT_KNOWN,
    PUBLIC,
    WORD,
    Speaker,
)
from onrecord.record.sources.nouns import Noun, find_last_noun, find_noun
from onrecord.types import EntityType, SourceKind

NAME_KINDS = {
    EntityType.PERSON: SourceKind.PERSON,
    EntityType.ORGANISATION: SourceKind.ORGANISATION,
    EntityType.STATE: SourceKind.STATE,  # "Tehran said": a place that speaks stands for its government
    EntityType.PLACE: SourceKind.STATE,
    EntityType.GROUP: SourceKind.GROUP,
    EntityType.FACILITY: SourceKind.ORGANISATION,
    EntityType.MEDIA: SourceKind.MEDIA,
    EntityType.MILITARY: SourceKind.MILITARY,
    EntityType.WEAPON: SourceKind.UNKNOWN,
}
FORCES = frozenset(
    {"army", "military", "navy", "naval", "marine", "idf", "pentagon", "defence force", "air force"}
)
SHARE = re.compile(  # "about four in 10 voters", "47%", "half of them" stand for people
    r"%|\bper ?cent\b|\b\w+ (?:in|out of) (?:\d+|ten|three|four|five)\b|^(?:half|most|many|some|others)\b",
    re.IGNORECASE,
)
SPEAKS_FOR = re.compile(r"^spokes(?:man|woman|person|people|men|women|persons)$", re.IGNORECASE)
HUMAN = frozenset({SourceKind.PERSON, SourceKind.OFFICIAL_UNNAMED, SourceKind.WITNESS, SourceKind.MILITARY})

Inside = tuple[tuple[int, int, EntityType], ...]


def find_by_head(text: str, core: str, start: int, names: Inside) -> Speaker:
    """By its last words: a noun we know, a country, a typed name, the look of a name."""
    tokens = WORD.findall(core)
    first = tokens[0].lower()
    tail = _titled_name(tokens)
    if tail:
        return Speaker(SourceKind.PERSON, True)
    named = [kind for a, b, kind in names if abs(b - (start + len(core.rstrip()))) <= 2]
    proper = any(is_capital(token) for token in tokens[1:]) or bool(named) or start > 0
    if len(tokens) > 1 and is_capital(tokens[-1]) and _masthead(tokens):
        return Speaker(SourceKind.MEDIA, True)
    if is_country(tokens):
        return Speaker(SourceKind.STATE, True)
    known = find_last_noun(tokens)
    if known and not (named and known.one is SourceKind.PERSON and is_capital(tokens[-1])):
        return _of_noun(known, tokens, first, proper or (is_capital(tokens[0]) and first not in DETERMINERS))
    if named:
        kind = NAME_KINDS[named[0]]
        return Speaker(kind, kind not in NEVER_NAMED)
    if is_capital(tokens[-1]):
        return _by_look(tokens, first)
    if SHARE.search(text) or (tokens[-1].endswith("s") and not tokens[-1].endswith("ss")):
        return Speaker(SourceKind.GROUP, False)  # "glaziers"
    inner = next((noun for n in (1, 2, 3) if tokens[:-n] and (noun := find_last_noun(tokens[:-n]))), None)
    return (
        _of_noun(inner, tokens, first, proper) if inner else NOT_KNOWN
    )  # "residents here", "reports relating"


def _titled_name(tokens: list[str]) -> bool:
    """ "police spokesman Omar Haddad", "Gen. Silva": a role, then capitals that are no role."""
    if (
        len(tokens) == 2
        and tokens[0].lower().rstrip(".") in words("forms_of_address")
        and is_capital(tokens[1])
    ):
        return True
    for i in range(1, min(len(tokens), 4)):
        name, title = tokens[-i:], tokens[-i - 1] if len(tokens) > i else ""
        if not all(is_capital(token) and find_noun(token.lower()) is None for token in name):
            return False
        role = find_noun(title.lower().rstrip("."))
        if (
            SPEAKS_FOR.match(title)
            or (role and not role.many_of and role.one in HUMAN)
            or title.lower().rstrip(".") in words("titles")
        ):
            return True
    return False


def _of_noun(noun: Noun, tokens: list[str], first: str, proper: bool) -> Speaker:
    if noun.many_of:
        told = noun.many not in NEVER_NAMED | {SourceKind.PERSON} and (proper or first == "the")
        return Speaker(_armed(noun.many, tokens), told)
    loose = first in INDEFINITE or (first not in DETERMINERS and not proper and noun.one in HUMAN)
    if noun.one is SourceKind.PERSON and noun.office:
        if loose and noun.many is SourceKind.OFFICIAL_UNNAMED:
            return Speaker(SourceKind.OFFICIAL_UNNAMED, False)  # "a minister"
        return Speaker(SourceKind.PERSON, not loose)  # "the prime minister"
    kind = _armed(noun.one, tokens)
    if noun.one in NEVER_NAMED | {SourceKind.PERSON}:
        return Speaker(kind, False)
    if kind in PUBLIC:
        meant = find_nominal_noun(tokens[-1].lower())
        somebody = meant is not None and meant.type is EntityType.PERSON  # "the commander": one of them
        return Speaker(kind, first not in INDEFINITE and not somebody)
    return Speaker(kind, proper)


def _armed(kind: SourceKind, tokens: list[str]) -> SourceKind:
    """ "Army officials" are the military's."""
    if kind is SourceKind.OFFICIAL_UNNAMED and FORCES & {token.lower() for token in tokens[:-1]}:
        return SourceKind.MILITARY
    return kind


def _by_look(tokens: list[str], first: str) -> Speaker:
    """What unknown capitals look like: "UNRF" a body, "the Harbour Order" a body, "Ana Ruiz" a person."""
    last = tokens[-1]
    caps = [token for token in tokens if token.lower() not in DETERMINERS]
    if last.isupper() and 2 <= len(last.replace(".", "")) <= 7:
        return Speaker(SourceKind.ORGANISATION, True)
    if first == "the":
        many = last.endswith("s") and len(caps) == 1
        return Speaker(SourceKind.GROUP, False) if many else Speaker(SourceKind.ORGANISATION, True)
    if last.endswith(("ians", "ans", "ese", "is")) and len(caps) <= 2 and is_people(last):
        return Speaker(SourceKind.GROUP, False)
    return Speaker(SourceKind.PERSON, True)


def is_capital(token: str) -> bool:
    """Whether a word begins with a capital."""
    return token[:1].isupper()


def _masthead(tokens: list[str]) -> bool:
    """ "Harbour Post"; and "the Post", where it was named before."""
    short = len(tokens) == 2 and tokens[0].lower() == "the"
    return tokens[-1].rsplit("-", 1)[-1] in words("mastheads") and (short or is_capital(tokens[-2]))

"""What sort of source some words name, and whether they say who it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.lexicons import rows, words
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.types import Article, EntityType, Name, SourceKind, Span

FAR = 900  # characters: how far back a pronoun looks; about five sentences of news
INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "any", "two", "three", "several", "many", "few", "other"}
)
DETERMINERS = INDEFINITE | {
    "the",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "both",
    "all",
    "each",
    "no",
}
NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing", "no-one"})
PUBLIC = frozenset({SourceKind.ORGANISATION, SourceKind.STATE, SourceKind.MILITARY})
NEVER_NAMED = frozenset(
    {SourceKind.OFFICIAL_UNNAMED, SourceKind.WITNESS, SourceKind.GROUP, SourceKind.UNKNOWN}
)
ANTECEDENTS = {
    "person": frozenset(
        {
            SourceKind.PERSON,
            SourceKind.OFFICIAL_UNNAMED,
            SourceKind.WITNESS,
            SourceKind.MILITARY,
            SourceKind.UNKNOWN,
        }
    ),
    "thing": PUBLIC | {SourceKind.MEDIA, SourceKind.DOCUMENT},
    "many": PUBLIC
    | {
        SourceKind.GROUP,
        SourceKind.OFFICIAL_UNNAMED,
        SourceKind.WITNESS,
        SourceKind.MEDIA,
        SourceKind.DOCUMENT,
    },
}
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
WORD = re.compile(r"[^\W_][\w.&’'%-]*|%")
POSSESSIVE = re.compile(r"(?:['’]s|s['’])(?=\s|$)")
INFORMED = re.compile(  # "two people familiar with the talks", "a person briefed on the plan"
    r"\b(?:person|people|persons|someone|those|individuals?|sources?|officials?)\s+(?:\w+\s+)?"
    r"(?:familiar|close|briefed|with (?:(?:direct|first-?hand|intimate|detailed)\s+)?knowledge)\b",
    re.IGNORECASE,
)
SHARE = re.compile(  # "about four in 10 voters", "47%", "half of them" stand for people
    r"%|\bper ?cent\b|\b\w+ (?:in|out of) (?:\d+|ten|three|four|five)\b|^(?:half|most|many|some|others)\b",
    re.IGNORECASE,
)
BEFORE_HEAD = re.compile(  # "only about", "at least": no part of the head
    r"(?:(?:only|about|nearly|almost|roughly|around|at least|more than|less than|fewer than|up to|just|even"
    r"|also|mostly|especially|particularly|both)\s+)+",
    re.IGNORECASE,
)
# what one is besides: "retired officer and border specialist" · Ali Sofan; not "residents and mayor" · Ana Ruiz
OFFICES = re.compile(r"(?:[\w’'-]+\s)*[a-z][\w-]*[^s\W]\sand\s(?:[a-z][\w-]*\s)+")
SPEAKS_FOR = re.compile(r"^spokes(?:man|woman|person|people|men|women|persons)$", re.IGNORECASE)


class Speaker(NamedTuple):
    """What sort of source it is, and whether the words say which one."""

    kind: SourceKind
    named: bool


class Heard(NamedTuple):
    """A source met before, for pronouns that come after it."""

    end: int
    speaker: Speaker


NOT_KNOWN = Speaker(SourceKind.UNKNOWN, False)


def find_speaker(
    article: Article, span: Span, names: tuple[Name, ...], heard: Sequence[Heard], above: Speaker | None
) -> Speaker:
    """What sort of source the words of `span` name.

    Pronouns look first to `above`, whose words these are ("said he would"), then back on `heard`.
    """
    text = article[span]
    tokens = WORD.findall(text)
    if not tokens:
        return NOT_KNOWN
    pronoun = _pronouns().get(tokens[0].lower()) if len(tokens) == 1 else None
    if pronoun == "relative":
        return _antecedent(article, span, names) or _back(span, "person", names, heard)
    if pronoun and above and (pronoun in ("self", "us") or above.kind in ANTECEDENTS[pronoun]):
        return above
    if pronoun:
        return _back(span, pronoun, names, heard)
    inside = tuple(
        (name.span.start - span.start, name.span.end - span.start, name.type)
        for name in names
        if name.type and name.span in span
    )
    return _of_phrase(text, inside)


_Inside = tuple[tuple[int, int, EntityType], ...]


def _of_phrase(text: str, names: _Inside) -> Speaker:
    """The sort of source of a noun phrase; `names` are offsets in it."""
    first = (WORD.search(text) or [""])[0].lower()
    if first in NOBODY:
        return NOT_KNOWN  # "No group has admitted"
    if INFORMED.search(text) and not any(kind is EntityType.PERSON for _, _, kind in names):
        return Speaker(SourceKind.OFFICIAL_UNNAMED, False)
    if any(
        b == len(text) and kind is EntityType.PERSON and OFFICES.fullmatch(text[:a]) for a, b, kind in names
    ):
        return Speaker(SourceKind.PERSON, True)
    lead = BEFORE_HEAD.match(text)
    if lead and text[lead.end() :].strip():
        return _of_phrase(text[lead.end() :], _shift(names, lead.end()))
    core, start = _core(text)
    if _person_heads(text, start + len(core.rstrip()), names):
        return Speaker(SourceKind.PERSON, True)
    tokens = WORD.findall(core)
    if not tokens:
        return NOT_KNOWN
    rest = _complement(text, start + len(core))
    if tokens[-1].lower() in words("quantities") and rest:
        counted, cut = rest
        return _unnamed_many(_of_phrase(counted, _shift(names, cut)), first)
    if SPEAKS_FOR.match(tokens[-1]):
        return _spokesman(text, start, core, names)
    return _by_head(text, core, start, names)


def _core(text: str) -> tuple[str, int]:
    """The head phrase without what follows and what owns it: "Ruiz’s letter to staff" → "letter"."""
    end = len(text)
    for match in re.finditer(r"[,(;:—–]|\S+", text):
        if match.start() and (match[0][0] in ",(;:—–" or match[0].lower() in words("phrase_ends")):
            end = match.start()
            break
    comma = text.find(",", 0, end)
    end = comma if comma > 0 else end
    owners = [m.end() for m in POSSESSIVE.finditer(text, 0, end) if text[m.end() : end].strip()]
    start = owners[-1] if owners else 0
    core = POSSESSIVE.sub(lambda m: m[0].strip("'’") if m[0][0] == "s" else "", text[start:end])
    return core, start


def _person_heads(text: str, core_end: int, names: _Inside) -> bool:
    """Whether a person's name is the head, or stands in apposition to it."""
    for start, end, kind in names:
        if kind is not EntityType.PERSON:
            continue
        if abs(end - core_end) <= 2 or (start < core_end <= end):
            return True  # "police spokesman Omar Haddad"
        before = text[:start]
        if start > core_end and re.search(
            r",\s*(?:(?!\b(?:of|for|by|to|with|from)\b)[\w.’'-]+\s+){0,4}$", before
        ):
            return True  # "the mayor, Ana Ruiz"
    return False


def _complement(text: str, at: int) -> tuple[str, int] | None:
    """What follows "of" right after the core, and where it starts."""
    match = re.match(r"\s*of\s+", text[at:])
    return (
        (text[at + match.end() :], at + match.end()) if match and text[at + match.end() :].strip() else None
    )


def _shift(names: _Inside, by: int) -> _Inside:
    return tuple((start - by, end - by, kind) for start, end, kind in names if start >= by)


def _unnamed_many(speaker: Speaker, first: str) -> Speaker:
    """Some of them: "two-thirds of Americans" is a group, "one of the officers" a person without a name."""
    if (
        speaker.kind in PUBLIC | {SourceKind.PERSON}
        and speaker.named
        and first not in {"one", "a", "the", "members"}
    ):
        return Speaker(SourceKind.GROUP, False)
    return Speaker(speaker.kind, False)


def _spokesman(text: str, start: int, core: str, names: _Inside) -> Speaker:
    """A voice has the kind of the body it speaks for: "an army spokesman" is military; nobody is named."""
    tokens = WORD.findall(core)
    if len(tokens) > 1 and _capital(tokens[-1]):
        return Speaker(SourceKind.PERSON, True)
    owner = (
        core[: core.rfind(tokens[-1])].strip()
        if len(tokens) > 1
        else POSSESSIVE.sub("", text[:start].strip())
    )
    for_whom = re.search(r"\s(?:for|of|from|at)\s+(.+)$", text[start + len(core) - 1 :], re.DOTALL)
    if for_whom:
        cut = len(text) - len(for_whom[1])
        speaker = _of_phrase(for_whom[1], _shift(names, cut))
    else:
        speaker = (
            _of_phrase(owner, tuple(n for n in names if n[1] <= len(owner)))
            if WORD.search(owner)
            else NOT_KNOWN
        )
    kind = speaker.kind if speaker.kind in PUBLIC | {SourceKind.MEDIA} else SourceKind.OFFICIAL_UNNAMED
    return Speaker(kind, False)


def _by_head(text: str, core: str, start: int, names: _Inside) -> Speaker:
    """By its last words: a noun we know, a country, a typed name, the look of a name."""
    tokens = WORD.findall(core)
    first = tokens[0].lower()
    tail = _titled_name(tokens)
    if tail:
        return Speaker(SourceKind.PERSON, True)
    named = [kind for a, b, kind in names if abs(b - (start + len(core.rstrip()))) <= 2]
    proper = any(_capital(token) for token in tokens[1:]) or bool(named) or start > 0
    if len(tokens) > 1 and _capital(tokens[-1]) and _masthead(tokens):
        return Speaker(SourceKind.MEDIA, True)
    if is_country(tokens):
        return Speaker(SourceKind.STATE, True)
    known = _known_noun(tokens)
    if known and not (named and known.one is SourceKind.PERSON and _capital(tokens[-1])):
        return _of_noun(known, tokens, first, proper or (_capital(tokens[0]) and first not in DETERMINERS))
    if named:
        kind = NAME_KINDS[named[0]]
        return Speaker(kind, kind not in NEVER_NAMED)
    if _capital(tokens[-1]):
        return _by_look(tokens, first)
    if SHARE.search(text) or (tokens[-1].endswith("s") and not tokens[-1].endswith("ss")):
        return Speaker(SourceKind.GROUP, False)  # "glaziers"
    inner = next((noun for n in (1, 2, 3) if tokens[:-n] and (noun := _known_noun(tokens[:-n]))), None)
    return (
        _of_noun(inner, tokens, first, proper) if inner else NOT_KNOWN
    )  # "residents here", "reports relating"


def _titled_name(tokens: list[str]) -> bool:
    """ "police spokesman Omar Haddad", "Gen. Silva": a role, then capitals that are no role."""
    if (
        len(tokens) == 2
        and tokens[0].lower().rstrip(".") in words("forms_of_address")
        and _capital(tokens[1])
    ):
        return True
    for i in range(1, min(len(tokens), 4)):
        name, title = tokens[-i:], tokens[-i - 1] if len(tokens) > i else ""
        if not all(_capital(token) and find_noun(token.lower()) is None for token in name):
            return False
        role = find_noun(title.lower().rstrip("."))
        if (
            SPEAKS_FOR.match(title)
            or (role and not role.many_of and role.one in _HUMAN)
            or title.lower().rstrip(".") in words("titles")
        ):
            return True
    return False


class _Noun(NamedTuple):
    one: SourceKind
    many: SourceKind
    office: bool
    many_of: bool  # the form met is a plural


_HUMAN = frozenset({SourceKind.PERSON, SourceKind.OFFICIAL_UNNAMED, SourceKind.WITNESS, SourceKind.MILITARY})


def _known_noun(tokens: list[str]) -> _Noun | None:
    """The longest known noun that ends the phrase: "Iranian state media" → "state media"."""
    low = [token.lower().rstrip(".'’") for token in tokens]
    for size in range(min(5, len(low)), 0, -1):
        noun = find_noun(" ".join(low[-size:]))
        if noun:
            return noun
    return find_noun(low[-1].rsplit("-", 1)[-1]) if "-" in low[-1] else None


def _of_noun(noun: _Noun, tokens: list[str], first: str, proper: bool) -> Speaker:
    if noun.many_of:
        told = noun.many not in NEVER_NAMED | {SourceKind.PERSON} and (proper or first == "the")
        return Speaker(_armed(noun.many, tokens), told)
    loose = first in INDEFINITE or (first not in DETERMINERS and not proper and noun.one in _HUMAN)
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
    if last.endswith(("ians", "ans", "ese", "is")) and len(caps) <= 2 and last.lower() in _peoples():
        return Speaker(SourceKind.GROUP, False)
    return Speaker(SourceKind.PERSON, True)


def _back(span: Span, looks_for: str, names: tuple[Name, ...], heard: Sequence[Heard]) -> Speaker:
    """Who a pronoun stands for, among the sources before it; a person's name where no source fits."""
    if looks_for == "self":
        return Speaker(SourceKind.PERSON, False)
    if looks_for == "us":
        return Speaker(SourceKind.MEDIA, True)  # "As we reported": the outlet of itself
    wanted = ANTECEDENTS[looks_for]
    for end, speaker in reversed(heard):
        if (
            end <= span.start
            and span.start - end <= FAR
            and speaker.kind in wanted
            and speaker is not NOT_KNOWN
        ):
            return speaker
    if looks_for != "person":
        return NOT_KNOWN
    people = any(name.type is EntityType.PERSON and 0 <= span.start - name.span.end <= FAR for name in names)
    return Speaker(SourceKind.PERSON, people)


def _antecedent(article: Article, span: Span, names: tuple[Name, ...]) -> Speaker | None:
    """The phrase right before a relative pronoun: "the militia" · "that claimed the attack"."""
    begin = max(0, span.start - 90)
    before = article.text[begin : span.start].rstrip(" ,")
    cut = max(before.rfind(mark) for mark in ',.;:\n“"')
    before = before[cut + 1 :]
    heads = [m.start() for m in re.finditer(r"\S+", before) if m[0].lower() in DETERMINERS]
    phrase = before[heads[-1] :] if heads else " ".join(re.findall(r"\S+", before)[-3:])
    at = article.text.rfind(phrase, begin, span.start) if phrase else -1
    if at < 0 or not WORD.search(phrase):
        return None
    inside = tuple(
        (n.span.start - at, n.span.end - at, n.type)
        for n in names
        if n.type and at <= n.span.start and n.span.end <= at + len(phrase)
    )
    speaker = _of_phrase(phrase, inside)
    return None if speaker is NOT_KNOWN else speaker


def _capital(token: str) -> bool:
    return token[:1].isupper()


def _masthead(tokens: list[str]) -> bool:
    """ "Harbour Post"; and "the Post", where it was named before."""
    short = len(tokens) == 2 and tokens[0].lower() == "the"
    return tokens[-1].rsplit("-", 1)[-1] in words("mastheads") and (short or _capital(tokens[-2]))


def is_country(tokens: list[str]) -> bool:
    return _plain(" ".join(tokens)).removeprefix("the ") in _countries()


@cache
def _countries() -> frozenset[str]:
    """Countries and their capitals, which stand for their governments when they speak."""
    return frozenset(
        _plain(name)
        for row in rows("countries")
        for name in (row[2], row[3], *row[7].split(";"))
        if len(name) > 1
    )


def _plain(name: str) -> str:
    """A name without case, accents, points and apostrophes: "N’DJAMENA" and "N'Djamena" are one."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKD", name.lower())
        if not unicodedata.combining(c) and c not in ".'’"
    )


@cache
def _peoples() -> frozenset[str]:
    return frozenset(
        form
        for row in rows("countries")
        for name in row[8].split(";")
        for form in (name.lower(), f"{name.lower()}s")
    )


@cache
def _pronouns() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("pronouns")}


@cache
def _nouns() -> dict[str, _Noun]:
    """Every known noun of sources, in both numbers."""
    nouns: dict[str, _Noun] = {}
    for noun, one, many, holder in rows("kinds"):
        for form in _plurals(noun):
            nouns.setdefault(form, _Noun(SourceKind(one), SourceKind(many), holder == "office", True))
    for noun, one, many, holder in rows("kinds"):
        nouns[noun] = _Noun(SourceKind(one), SourceKind(many), holder == "office", False)
    return nouns


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith("man"):
        return (f"{noun[:-3]}men",)
    if noun.endswith("person"):
        return (f"{noun}s", f"{noun[:-6]}people")
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (f"{noun[:-1]}ies",)
    return (f"{noun}es",) if noun.endswith(("s", "x", "ch", "sh")) else (f"{noun}s",)


def find_noun(words_: str) -> _Noun | None:
    return _nouns().get(words_)

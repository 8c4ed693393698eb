"""What the words of a mention tell of whom they mean: gender, number, noun, owner, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicons import words
from onrecord.lexicons.nominals import Gender, Noun, find_nominal_noun, given_names, pronouns, title_genders
from onrecord.types import Article, EntityType, MentionKind, Nominal, Span, Statement

WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
OWNS = re.compile(r"['’]s?\s")
OF = re.compile(r"\s+(?:of|to)\s+")
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
ONE = frozenset({"a", "an", "one", "another", "this", "each", "every"})
MANY = frozenset({"these", "those", "both", "many", "several", "some", "most", "few", "all"})
NUMERAL = re.compile(
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands)$"
)
NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
           "ten": "10", "eleven": "11", "twelve": "12"}  # fmt: skip
COUNTED = re.compile(rf"\b(?:\d[\d,]*|{'|'.join(NUMBERS)})\b(?!-)", re.IGNORECASE)
# "slain leader", "the late mayor"; "the killing of Osman", "killed Osman" · "Osman, who was killed"
DEAD = re.compile(r"\b(?:slain|late|dead|killed|murdered|assassinated|deceased|fallen)\s*$", re.IGNORECASE)
KILLS = re.compile(
    r"\b(?:kill(?:ed|s|ing)?(?: of)?|assassinat(?:ed|es|ion of)|murder(?:ed|s)?(?: of)?|death of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
NEW = re.compile(r"\b(?:new|current|incoming)\s+(?:\w+\s+)?$", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:of|in|at|on|for|from|to|by|with|about|against|between|among|into|over|under|near|than|like|after|before"
    r"|including|via|per|toward|towards)\s+(?:the\s+|a\s+|an\s+)?$",
    re.IGNORECASE,
)
AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b[^,.;]*$")  # up to whose it is no mark stands
AGE_AFTER = re.compile(r",\s(\d{1,3})(?=[,.;]\s)")
AGED = 14  # characters before a mention in which its age may begin
FURTHER = [[word] for word in ("second", "third", "fourth", "fifth", "further")]
LOOK = 40  # characters before a mention that tell how it stands


@dataclass(frozen=True, slots=True)
class Traits:
    """What one mention tells; `owner` and `within` are indexes of other mentions, `sentence` of its sentence."""

    lemma: str  # of its head, in the singular and in lower case: "officials" → "official"
    noun: Noun | None
    modifiers: frozenset[str]
    gender: Gender
    many: bool | None  # None: the words do not tell
    definite: bool
    looks_for: str  # of a pronoun, what it looks for; else empty
    form: str
    sentence: int
    paragraph: int
    owner: int | None  # who "his" is in "his father", "Haddad’s" in "Haddad’s brother"
    within: frozenset[int]  # mentions that this one stands in
    prepositional: bool
    quoted: str | None  # the statement in whose verbatim words it stands
    told: str | None  # the innermost statement in whose content it stands
    dead: bool
    new: bool
    fresh: bool = False  # "another man", "a third man": nobody told of before
    some: bool = False  # "a man", "several men": some, of whom nothing says which
    bare: bool = False  # "men": not even that
    counted: str = ""  # "11" of "11 people"
    age: str = ""  # "24" of "a 24-year-old man", "a man, 24,"


def find_traits(
    article: Article,
    nominals: Sequence[Nominal],
    sentences: tuple[Span, ...],
    statements: Sequence[Statement],
) -> tuple[Traits, ...]:
    """The traits of each mention, in the same order."""
    starts = [sentence.start for sentence in sentences]
    opens = [paragraph.start for paragraph in article.paragraphs]
    inside = _inside(nominals)
    quoted = _holders(nominals, [(piece, s.id) for s in statements for piece in s.quotes])
    told = _holders(nominals, [(piece, s.id) for s in statements for piece in s.content])
    return tuple(
        _traits(
            article,
            nominals,
            n,
            _Standing(
                bisect_right(starts, one.span.start) - 1,
                bisect_right(opens, one.span.start) - 1,
                inside[n],
                quoted[n],
                told[n],
            ),
        )
        for n, one in enumerate(nominals)
    )


def _inside(nominals: Sequence[Nominal]) -> list[frozenset[int]]:
    """For each mention those that hold it; the mentions come in the order of the text, the longer first."""
    found: list[frozenset[int]] = []
    open_: list[int] = []
    for n, one in enumerate(nominals):
        open_ = [m for m in open_ if nominals[m].span.end > one.span.start]
        found.append(frozenset(m for m in open_ if one.span in nominals[m].span))
        open_.append(n)
    return found


def _holders(nominals: Sequence[Nominal], pieces: list[tuple[Span, str]]) -> list[str | None]:
    """For each mention the statement whose piece holds it, the smallest piece where several do."""
    pieces.sort(key=lambda piece: (piece[0].start, -piece[0].end))
    found: list[str | None] = []
    open_: list[tuple[Span, str]] = []
    at = 0
    for one in nominals:
        while at < len(pieces) and pieces[at][0].start <= one.head.start:
            open_.append(pieces[at])
            at += 1
        open_ = [piece for piece in open_ if piece[0].end > one.head.start]
        found.append(min(open_, key=lambda piece: len(piece[0]))[1] if open_ else None)
    return found


class _Standing(NamedTuple):
    """Where a mention stands: sentence, paragraph, the mentions and the statements it stands in."""

    sentence: int
    paragraph: int
    within: frozenset[int]
    quoted: str | None
    told: str | None


def _traits(article: Article, nominals: Sequence[Nominal], n: int, at: _Standing) -> Traits:
    one = nominals[n]
    before = article.text[max(0, one.span.start - LOOK) : one.span.start]
    lead = article.text[one.span.start : one.head.start]
    known = pronouns().get(article[one.span].lower()) if one.kind is MentionKind.PRONOUN else None
    noun = None if one.kind is MentionKind.NAME else _noun(article, one)
    tokens = [token.lower() for token in WORD.findall(lead)]
    owner = _owner(article, nominals, n)
    definite = bool(tokens and tokens[0] in DEFINITE) or owner is not None
    some = bool(tokens) and (tokens[0] in ONE | MANY or NUMERAL.match(tokens[0]) is not None)
    return Traits(
        lemma=noun.lemma if noun else POSSESSIVE.sub("", article[one.head].lower()),
        noun=noun,
        modifiers=frozenset(tokens) - words("phrase_openers")
        if one.kind is MentionKind.DESCRIPTION
        else frozenset(),
        gender=known.gender if known else _gender(article, one, noun, before),
        many=_many(known.number if known else None, one, noun, tokens, article[one.head].lower()),
        definite=definite,
        looks_for=known.looks_for if known else "",
        form=known.form if known else "",
        sentence=at.sentence,
        paragraph=at.paragraph,
        owner=owner,
        within=at.within,
        prepositional=bool(PREPOSITION.search(before)),
        quoted=at.quoted,
        told=at.told,
        dead=bool(DEAD.search(before + lead) or KILLS.search(before)),
        new=bool(NEW.search(before + lead)),
        fresh=_is_fresh(tokens),
        some=some and not definite,
        bare=one.kind is MentionKind.DESCRIPTION and not definite and not some,
        counted=_counted(lead),
        age=_age(article, one),
    )


def _is_fresh(tokens: list[str]) -> bool:
    """ "another man", "a third man": nobody told of before."""
    return bool(tokens) and (tokens[0] == "another" or (tokens[0] in ("a", "an") and tokens[1:2] in FURTHER))


def _noun(article: Article, one: Nominal) -> Noun | None:
    """The noun at the head, the longest that we know: "vice president" before "president"."""
    tokens = article.text[one.span.start : one.head.end].lower().split()
    for size in (3, 2, 1):
        found = find_nominal_noun(" ".join(tokens[-size:])) if len(tokens) >= size else None
        if found:
            return found
    return find_nominal_noun(article[one.head].lower())


def _gender(article: Article, one: Nominal, noun: Noun | None, before: str) -> Gender:
    """By title, given name or noun: "Mrs Haddad", "Omar Haddad", "a policewoman"."""
    if one.kind is MentionKind.DESCRIPTION:
        if noun:
            return noun.gender
        return Gender.ANY if one.type is EntityType.PERSON else Gender.THING
    if one.type is not EntityType.PERSON:
        return Gender.THING
    tokens = [token.lower().rstrip(".") for token in WORD.findall(article[one.span])]
    title = next(reversed(WORD.findall(before[-16:])), "").lower().rstrip(".")
    for token in (title, *tokens[:-1][:2]):
        titled = title_genders().get(token)
        if titled:
            return titled
    first = next((token for token in tokens if token not in words("titles")), "")
    return given_names().get(POSSESSIVE.sub("", first), Gender.ANY)


def _many(number: str | None, one: Nominal, noun: Noun | None, tokens: list[str], head: str) -> bool | None:
    if number:
        return {"one": False, "many": True}.get(number)
    if one.kind is MentionKind.NAME:
        return False if one.type is EntityType.PERSON else None
    if tokens and (tokens[0] in ONE):
        return False
    if tokens and (tokens[0] in MANY or NUMERAL.match(tokens[0])):
        return True
    if noun is None and one.kind is MentionKind.DESCRIPTION and one.type is EntityType.PERSON:
        return _looks_many(head)
    return noun.many if noun else None


def _counted(lead: str) -> str:
    """How many, as a number that is told exactly: "11" of "at least 11 ", "the two "; else empty."""
    found = COUNTED.search(lead)
    return NUMBERS.get(found[0].lower(), found[0]) if found else ""


def _age(article: Article, one: Nominal) -> str:
    """As its own words tell, or what stands right beside them: "18-year-" · "old man", "Omar Haddad" · ", 24,"."""
    before = AGE.search(article.text, max(0, one.span.start - AGED), one.head.end)
    after = AGE_AFTER.match(article.text, one.span.end)
    return before[1] if before else after[1] if after else ""


def _looks_many(head: str) -> bool | None:
    """Of a noun that we do not know: "figures", "figure"; of "the wounded" the ending tells nothing."""
    if head.endswith("s"):
        return not head.endswith("ss") or None
    return None if head.endswith(("ed", "less", "ing", "en")) else False


def _owner(article: Article, nominals: Sequence[Nominal], n: int) -> int | None:
    """Whose it is: "his" of "his father", "Haddad’s" of "Haddad’s brother", "the mayor" of "the wife of the mayor"."""
    one = nominals[n]
    if one.kind is not MentionKind.DESCRIPTION:
        return None
    before = [m for m in _near(nominals, n) if nominals[m].span.end <= one.head.start]
    for m in reversed(before):
        other = nominals[m]
        if other.span.start < one.span.start:
            continue
        known = pronouns().get(article[other.span].lower())
        if (known and known.form == "owner") or OWNS.match(article.text, other.span.end):
            return m
        if POSSESSIVE.search(article[other.span]) and other.kind is MentionKind.NAME:
            return m
    for m in _near(nominals, n):
        other = nominals[m]
        if other.span.start > one.head.end and OF.fullmatch(article.text, one.head.end, other.span.start):
            return m
    return None


def _near(nominals: Sequence[Nominal], n: int) -> Iterator[int]:
    """The mentions around one, those before it and after it in the text, a dozen each way."""
    return (m for m in range(max(0, n - 12), min(len(nominals), n + 13)) if m != n)

"""Bodies that act and speak: governments and their organs, forces, armed groups, news media, international bodies."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from onrecord.lexicons import rows
from onrecord.lexicons.nations import find_nations
from onrecord.types import EntityType

LONGEST = 9  # words in a body's name
OWNER = re.compile(r"^(?P<owner>.+?)['’]s?\s+(?P<rest>\S.*)$")
LEAD = re.compile(r"^(?:the|a|an|its|their|his|her|our|this|that)\s+", re.IGNORECASE)
AFTER = re.compile(r"\s+(?:of|in|for|at|on|from|based in|near)\s+|\s*[,(]|\s+(?:that|which|who)\s")
OFFICE_OF = re.compile(  # "Ministry of Health of Ruritania", "Department of Justice", "Bank of Ruritania"
    r"^(?:\S+\s+)*(?P<head>ministry|department|office|court|house|joint chiefs)\s+(?:of|for)\s", re.IGNORECASE
)
OF_HEADS = {
    "ministry": "ministry",
    "department": "state department",
    "court": "court",
    "house": "house of representatives",
    "joint chiefs": "joint chiefs of staff",
}
ASIDE = re.compile(r"\s*\([^()]*\)$")  # "Doctors Without Borders (MSF)"
RUN_BY = re.compile(r"-(?:run|controlled|held)\b")  # "the Houthi-run health ministry"
PUNCTUATION = re.compile(r"[.’'`]")
TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is known by name, or by what its description says it is."""

    name: str  # as the table has it; of a description, its own words
    kind: EntityType
    country: str | None = None  # ISO 3166-1 alpha-2
    state_run: bool = False  # an organ of its country's state, or an outlet that speaks for it
    office: str | None = (
        None  # police court coroner hospital ministry regulator election-commission monitor un …
    )
    of: str | None = None  # the body it belongs to or speaks for: Hamas, of the Qassam Brigades
    described: bool = False  # known by what it is ("the Chadian army"), not by a name of its own


@lru_cache(maxsize=4096)  # the names of a story are asked for again and again
def known_body(words: str) -> Body | None:
    """The body that a name or a description means: "IRNA", "the Israeli military", "Iran’s Foreign Ministry".

    A country that the words name themselves is taken before the table's. None: the words mean no body we know.
    """
    words = LEAD.sub("", ASIDE.sub("", " ".join(words.split())).strip(" ,.;:"))
    named = _named(words)
    if named:
        return named
    owned = OWNER.match(words)
    core = LEAD.sub("", owned["rest"]) if owned else words
    inner = _named(core) or _named(AFTER.split(core)[0])
    if inner:
        return _in_country(inner, words)
    return _without_country(words) or _described(words, core)


def bodies_in(words: str) -> tuple[Body, ...]:
    """Every body whose own name stands among the words, in their order: "a Hezbollah commander" → Hezbollah."""
    tokens = list(TOKEN.finditer(words))
    found: list[Body] = []
    at = 0
    while at < len(tokens):
        size, body = _longest(words, tokens, at)
        if body and body not in found:
            found.append(body)
        at += size
    return tuple(found)


def _longest(words: str, tokens: list[re.Match[str]], at: int) -> tuple[int, Body | None]:
    for size in range(min(LONGEST, len(tokens) - at), 0, -1):
        name = words[tokens[at].start() : tokens[at + size - 1].end()].strip(" ,.;:()“”\"'’")
        body = _named(re.sub(r"['’]s?$", "", name))
        if body and name != name.lower():
            return size, body
    return 1, None


def _named(words: str) -> Body | None:
    """The row of that name; acronyms count in capitals only: "who" is not the WHO."""
    return _acronyms().get(words.replace(".", "")) or _names().get(_plain(words))


def _without_country(words: str) -> Body | None:
    """ "Lebanese Hezbollah", "Russian news agency TASS", "Basij militia" less what is said beside the name."""
    tokens = words.split(" ")
    for size in range(len(tokens) - 1, 0, -1):
        for start in (len(tokens) - size, 0):
            body = _named(" ".join(tokens[start : start + size]))
            rest = [*tokens[:start], *tokens[start + size :]]
            if body and tokens[start][:1].isupper() and _only_describes(rest):
                return (
                    _in_country(body, words) if start else body
                )  # the place in "Harbour Post Lima" is an edition's
    return None


def _only_describes(rest: list[str]) -> bool:
    """Whether words say only where from and what it is: "Lebanese", "news agency", "militia group"."""
    return all(bool(find_nations(word)) or word.lower() in _describing() for word in rest)


@cache
def _describing() -> frozenset[str]:
    nouns = {word for row in rows("body_nouns") for word in row[0].split(" ")}
    return frozenset(
        {*nouns, "group", "movement", "party", "organisation", "organization", "network", "the"}
    ) - {
        "court",
        "house",
    }


def _in_country(body: Body, words: str) -> Body:
    """The body, or one of its name elsewhere, where the words name another country than the table."""
    nations = find_nations(words)
    if not nations or body.country in nations:
        return body
    if body.country is None and body.office in ("un", "international", "monitor", "aid", "armed-group"):
        return body  # "Iran's Red Cross …" is told by its words; the UN is nobody's
    return replace(
        body, name=words, country=nations[0] if len(nations) == 1 else None, of=None, described=True
    )


def _described(words: str, core: str) -> Body | None:
    """By the words that end its head: "Iranian state media", "the police in Osh", "Ministry of Health"."""
    noun = _noun(AFTER.split(words)[0]) or _noun(AFTER.split(core)[0]) or _noun_of(core)
    if noun is None:
        return None
    kind, state, office = noun
    nations = find_nations(words)
    owners = bodies_in(RUN_BY.sub(" ", words))
    country = nations[0] if len(nations) == 1 else None
    if owners and not nations:
        country = owners[0].country
    of = next((owner.name for owner in owners if owner.country == country or not nations), None)
    organ = state == "state" and not (owners and not owners[0].state_run)
    return Body(words, EntityType(kind), country, organ, office or None, of, described=True)


def _noun(head: str) -> tuple[str, str, str] | None:
    """What the longest known words at the end of a head say that it is."""
    tokens = _plain(head).split(" ")
    for size in range(min(5, len(tokens)), 0, -1):
        found = _nouns().get(" ".join(tokens[-size:]))
        if found:
            return found
    return None


def _noun_of(words: str) -> tuple[str, str, str] | None:
    match = OFFICE_OF.match(words)
    return _nouns().get(_plain(OF_HEADS.get(match["head"].lower(), match["head"]))) if match else None


def _plain(name: str) -> str:
    """A name without case, accents, points and apostrophes, and without "the"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return PUNCTUATION.sub("", bare).casefold().removeprefix("the ")


@cache
def _bodies() -> tuple[tuple[Body, tuple[str, ...]], ...]:
    return tuple(
        (
            Body(name, EntityType(kind), country or None, run == "state", office or None, of or None),
            (name, *(other for other in others.split(";") if other)),
        )
        for name, kind, country, run, office, of, others in rows("bodies")
    )


@cache
def _acronyms() -> dict[str, Body]:
    return {name.replace(".", ""): body for body, names in _bodies() for name in names if _is_acronym(name)}


@cache
def _names() -> dict[str, Body]:
    return {_plain(name): body for body, names in _bodies() for name in names if not _is_acronym(name)}


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name.replace(".", "")) <= 6


@cache
def _nouns() -> dict[str, tuple[str, str, str]]:
    return {_plain(noun): (kind, state, office) for noun, kind, state, office in rows("body_nouns")}

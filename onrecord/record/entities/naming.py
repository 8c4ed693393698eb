"""Which names are one: full names and surnames, initials, titles, acronyms, other names of one country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.lexicons import words
from onrecord.lexicons.names import (
    PARTICLES,
    Named,
    are_one,
    bare_surname,
    country_of,
    is_acronym,
    plain_name,
    split_name,
    tidy_name,
)
from onrecord.types import Article, EntityType, MentionKind, Nominal, Span

LONG = 5  # letters of a surname; of shorter ones a letter makes another: "Lee", "Lea"
BODIES = frozenset({EntityType.ORGANISATION, EntityType.MEDIA, EntityType.MILITARY, EntityType.FACILITY})
LANDS = frozenset({EntityType.PLACE, EntityType.STATE})
TITLE = re.compile(r"(?P<title>[A-Za-z]+)\.?\s$")
GENERATION = re.compile(
    r"\b(?P<which>younger|elder|older|slain|late)\s$", re.IGNORECASE
)  # "the younger" · Haddad
# "Haddad, also known as the Ferryman", "the Red River Party (Reds)"
_KNOWN_AS = (
    r"(?:(?:which|who)\s+(?:is|are|was)\s+)?(?:also|better|formerly|commonly|otherwise)?\s*"
    r"(?:known|called|referred to)\s+(?:also\s+)?as\s+(?:the\s+)?"
)
_ALIAS_WORD = r"(?:a\.?k\.?a\.?|alias|né|née|nicknamed|dubbed)\s+"
ALIAS = re.compile(rf"\s*,?\s*\(?{_KNOWN_AS}[“\"'‘]?|\s*,?\s*{_ALIAS_WORD}[“\"'‘]?|\s\(", re.IGNORECASE)


def group_names(article: Article, nominals: Sequence[Nominal]) -> tuple[tuple[int, ...], ...]:
    """The names that are one by their words alone, as groups of indexes.

    A lone surname or first name belongs to its one bearer: of two Ruizes «Ruiz» is neither, unless only one of them
    is "General Ruiz", or one was called so before the other came: «Ana Ruiz left. Ruiz said … an aide, Omar Ruiz».
    """
    named = {
        n: _without_particle(split_name(article[one.span]))
        for n, one in enumerate(nominals)
        if one.kind is MentionKind.NAME and one.type and _sounds(article[one.span])
    }
    known = {
        named[n].parts for n in named if nominals[n].type is EntityType.PERSON and len(named[n].parts) > 1
    }
    people = [n for n in named if nominals[n].type is EntityType.PERSON or named[n].parts in known]
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, key in _people(article, nominals, {n: named[n] for n in people}).items():
        groups["person", key].append(n)
    for n in named.keys() - set(people):
        kind = nominals[n].type
        if kind in LANDS:
            groups["land", _land(article[nominals[n].span])].append(n)
        else:
            sort = "body" if kind in BODIES else kind
            groups[sort, " ".join(named[n].parts)].append(n)
    return tuple(tuple(sorted(group)) for group in _with_acronyms(article, nominals, groups))


def _without_particle(name: Named) -> Named:
    """A surname with its particle is a surname alone: "bin Haddad", "Van Ruiz"."""
    lone = len(name.parts) == 2 and name.parts[0] in PARTICLES
    return replace(name, parts=name.parts[1:]) if lone else name


def is_alias(article: Article, before: Span, after: Span) -> bool:
    """Whether the words between two names of one type say that they are one's."""
    return bool(ALIAS.fullmatch(article.text, before.end, after.start))


def _people(article: Article, nominals: Sequence[Nominal], named: dict[int, Named]) -> dict[int, object]:
    """For each person's name the key of its bearer."""
    bearers: list[Named] = []
    for name in sorted({named[n] for n in named if len(named[n].parts) > 1}, key=_fullest):
        if not any(_is_one(name, other) for other in bearers):
            bearers.append(name)
    full = [name for name in named.values() if len(name.parts) > 1]
    spelt = {
        name.parts[-1]: one.parts[-1] for name in full for one in bearers if _is_spelt_otherwise(name, one)
    }
    titled = _titled(article, nominals, named, bearers)
    met = _meetings(article, nominals, named, bearers)
    keys: dict[int, object] = {}
    called: dict[str, int] = {}  # surname → who went by it alone while nobody else of that name was met
    for n, name in sorted(named.items()):
        if len(name.parts) > 1:
            keys[n] = next(m for m, bearer in enumerate(bearers) if _is_one(name, bearer))
            continue
        fitting = _bearers_of(spelt.get(name.parts[0], name.parts[0]), bearers)
        if len(fitting) > 1:
            fitting = [called[name.parts[0]]] if name.parts[0] in called else fitting
            alone = [m for m in fitting if met[m] < n]
            if len(alone) == 1:
                called[name.parts[0]], fitting = alone[0], alone
        if len(fitting) > 1:
            title = _title_before(article, nominals[n].span) | name.titles
            fitting = [m for m in fitting if title & titled[m]] if title else fitting
        which = len(fitting) > 1 and GENERATION.search(
            article.text, max(0, nominals[n].span.start - 20), nominals[n].span.start
        )
        keys[n] = fitting[0] if len(fitting) == 1 else (name.parts, n) if which else name.parts
    return keys


def _is_one(name: Named, other: Named) -> bool:
    """Whether two full names are one's, be it that one is spelt otherwise: "Osman Haddad", "Osman Hadad"."""
    return are_one(name, other) or _is_spelt_otherwise(name, other)


def _is_spelt_otherwise(name: Named, other: Named) -> bool:
    first, last = name.parts[0] == other.parts[0], (name.parts[-1], other.parts[-1])
    return first and min(map(len, last)) >= LONG and _is_a_letter_apart(*last)


def _is_a_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is another, is left out or is put in."""
    differs = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    at = min(len(one), len(other)) if differs is None else differs
    rests = ((one[at + 1 :], other[at + 1 :]), (one[at:], other[at + 1 :]), (one[at + 1 :], other[at:]))
    return one != other and any(a == b for a, b in rests)


def _meetings(
    article: Article, nominals: Sequence[Nominal], named: dict[int, Named], bearers: list[Named]
) -> list[int]:
    """For each bearer the first mention below the headline with more than the surname: "Ana Ruiz", "Ana"."""
    below = max((part.end for part in (article.headline, article.deck) if part), default=0)
    first = [len(nominals)] * len(bearers)
    for n, name in named.items():
        for m, bearer in enumerate(bearers):
            fits = _is_one(name, bearer) if len(name.parts) > 1 else name.parts[0] == bearer.parts[0]
            if fits and nominals[n].span.start >= below:
                first[m] = min(first[m], n)
    return first


def _fullest(name: Named) -> tuple[int, tuple[str, ...], str]:
    return -len(name.parts), name.parts, name.ending


def _bearers_of(part: str, bearers: list[Named]) -> list[int]:
    """Whose surname it is; failing that, whose first name; failing that, whose name it stands in."""
    last = [
        m for m, bearer in enumerate(bearers) if part in (bearer.parts[-1], bare_surname(bearer.parts[-1]))
    ]
    first = [m for m, bearer in enumerate(bearers) if part == bearer.parts[0]]
    return last or first or [m for m, bearer in enumerate(bearers) if part in bearer.parts]


def _titled(
    article: Article, nominals: Sequence[Nominal], named: dict[int, Named], bearers: list[Named]
) -> list[frozenset[str]]:
    """The titles that stand before each bearer's full name."""
    found: list[set[str]] = [set() for _ in bearers]
    for n, name in named.items():
        if len(name.parts) > 1:
            m = next(m for m, bearer in enumerate(bearers) if _is_one(name, bearer))
            found[m] |= name.titles | _title_before(article, nominals[n].span)
    return [frozenset(titles) for titles in found]


def _title_before(article: Article, span: Span) -> frozenset[str]:
    match = TITLE.search(article.text, max(0, span.start - 20), span.start)
    title = match["title"].lower() if match else ""
    return frozenset({title} if title in words("titles") else ())


def _with_acronyms(
    article: Article, nominals: Sequence[Nominal], groups: dict[tuple[object, ...], list[int]]
) -> Iterable[list[int]]:
    """Groups of bodies, each with those of its acronym or shorter name, if that is of one alone: "Osh Post-Courier",
    "the Post-Courier".
    """
    joined = dict(groups)
    long = {key: article[nominals[group[0]].span] for key, group in groups.items() if key[0] == "body"}
    called = {key for key in long if all(_is_called(article, nominals[n].span) for n in groups[key])}
    for key, short in long.items():
        fitting = [
            other
            for other, name in long.items()
            if other != key
            and (is_acronym(short, name) or _shortens(str(key[1]), str(other[1]), called=key in called))
        ]
        if len(fitting) == 1 and fitting[0] in joined and key in joined:
            joined[fitting[0]] = joined[fitting[0]] + joined.pop(key)
    return joined.values()


def _shortens(short: str, long: str, *, called: bool) -> bool:
    """Whether a body's name is another's without its first words; one plain word tells only after "the"."""
    return (" " in short or "-" in short or called) and long.endswith(f" {short}")


def _is_called(article: Article, span: Span) -> bool:
    """«the Front», after «the Free Chaco Front»."""
    return article.text[max(0, span.start - 4) : span.start].lower() == "the "


def _land(surface: str) -> str:
    return country_of(surface) or plain_name(tidy_name(surface).removeprefix("the "))


def _sounds(surface: str) -> bool:
    return any(char.isalnum() for char in surface)

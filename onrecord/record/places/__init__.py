"""The places an article names, each resolved to one place of the gazetteer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from onrecord.lexicons import words
from onrecord.lexicons.gazetteer import Gazetteer, KnownPlace, demonyms
from onrecord.lexicons.places import place_cues, place_weights
from onrecord.record.places.senses import Home, Toponym, find_senses
from onrecord.record.places.toponyms import find_toponyms
from onrecord.types import Article, EntityType, Name, Place, Span

# Chances above which a name that only the gazetteer knows is taken for a place: best found F1 on half of LGL
LIKELY = (
    0.5  # no reader looked at the text, or it saw the name inside another: "Henrico Police"; flat from 0.4
)
SURE = 0.7  # the reader looked, and saw no name there; flat from 0.4 to 0.8


def find_places(article: Article, names: tuple[Name, ...], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The place names of an article in the order of the text, with the GeoNames place each stands for.

    Names that the reader took for places come first; those that the gazetteer knows are added where
    what stands beside them speaks for it. A place that has no entry keeps its name and has no point.
    Demonyms ("Israeli") are no places, but tell which places are meant.
    """
    home = home_of(article, gazetteer)
    weights = place_weights()
    guesses = find_toponyms(article.text, gazetteer, home, place_cues(), weights)
    toponyms = _merged(article, names, guesses, gazetteer)
    context = sorted((*toponyms, *peoples(article.text)), key=lambda toponym: toponym.span)
    senses = find_senses(article.text, context, home, weights.senses)
    return tuple(
        _place(number, toponym, senses.get(toponym.text)) for number, toponym in enumerate(toponyms, start=1)
    )


def home_of(article: Article, gazetteer: Gazetteer) -> Home:
    """What outlet and address tell: "oxfordpost.example.co.uk" is British, and may be of Oxford."""
    host = urlsplit(article.url or "").hostname or ""
    outlet = (article.outlet or "").casefold()
    domain = host or (outlet if _DOMAIN.fullmatch(outlet) else "")
    country = _COUNTRY_DOMAINS.get(domain.rpartition(".")[2])
    parts = re.findall(r"\w+", domain.rpartition(".")[0] + " " + outlet)
    found = dict.fromkeys(places for part in parts for places in _named(part[:LONGEST_PART], gazetteer))
    return Home(country, "".join(parts), tuple(found))


def _named(word: str, gazetteer: Gazetteer) -> Iterator[tuple[KnownPlace, ...]]:
    """The longest place names that open and that close a word of an address: "oxfordpost", "dailyoxford"."""
    pieces = ([word[:n] for n in range(len(word), 4, -1)], [word[n:] for n in range(len(word) - 4)])
    for longest_first in pieces:
        for piece in longest_first:
            places = tuple(place for place in gazetteer.lookup(piece.capitalize()) if place.official)
            if places and piece not in words("place_words") | NO_HOMES:
                yield places
                break


NO_HOMES = frozenset(("press", "daily", "telegraph"))  # names of hamlets, and of half of all outlets
LONGEST_PART = 40  # characters of an address between two points that are searched for names
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_COUNTRY_DOMAINS = {"uk": "GB", "ca": "CA", "au": "AU", "ie": "IE", "nz": "NZ", "in": "IN", "za": "ZA"}


def _merged(
    article: Article, names: tuple[Name, ...], guesses: Sequence[tuple[Toponym, float]], gazetteer: Gazetteer
) -> list[Toponym]:
    """The reader's places, and the likely ones that the gazetteer adds."""
    seen = sorted(names, key=lambda name: name.span)
    likely = [toponym for toponym, chance in guesses if chance >= LIKELY]
    read: list[Toponym] = []
    for name in seen:
        if name.type is EntityType.PLACE and article[name.span] not in demonyms():
            read += _read_as(article, name, likely, gazetteer)
    least = SURE if names else LIKELY
    added = [toponym for toponym, chance in guesses if chance >= _least(toponym.span, seen, least)]
    return sorted((*read, *added), key=lambda toponym: toponym.span)


def _read_as(article: Article, name: Name, likely: Sequence[Toponym], gazetteer: Gazetteer) -> list[Toponym]:
    """A name of the reader's; where nobody knows it, the names inside that one knows: "Kano, Nigeria".

    "Earth" is the town in Texas where the words say so alone.
    """
    text = article[name.span]
    known = known_places(text, gazetteer) if text.casefold() not in words("heavenly_bodies") else ()
    at = bisect_left(likely, name.span.start, key=lambda toponym: toponym.span.start)
    until = bisect_left(likely, name.span.end, key=lambda toponym: toponym.span.start)
    inside = [toponym for toponym in likely[at:until] if _stands_alone(article, toponym.span, name.span)]
    if known or not inside:
        return [Toponym(name.span, text, known, name.by)]
    return [replace(toponym, by=name.by) for toponym in inside]


def _stands_alone(article: Article, inner: Span, outer: Span) -> bool:
    """Whether a name inside another is a place's: "metro Kano", "Kano Airport"; not "Lake Kano", "Kano River"."""
    if inner not in outer or article[inner].casefold() in words("place_words"):
        return False
    before = article.text[outer.start : inner.start].split()
    after = article.text[inner.end : outer.end].split()
    named_way = bool(after) and after[-1].casefold().strip(".,") in place_cues().ways
    part_of_name = bool(before) and before[-1][0].isupper() and before[-1][-1].isalpha()
    return not named_way and not part_of_name


def _least(span: Span, names: Sequence[Name], alone: float) -> float:
    """The chance that a name must have which the reader saw as something else, or inside of it, or not at all."""
    at = bisect_right(names, span.start, key=lambda name: name.span.start)
    for name in names[max(0, at - 1) : at + 1]:
        if name.span.overlaps(span):
            inside = span in name.span and len(span) < len(name.span)
            return LIKELY if inside and name.type not in (EntityType.PERSON, EntityType.PLACE) else NEVER
    return alone


NEVER = 2.0  # more than any chance: "Lincoln" of "Adam Lincoln"


def known_places(name: str, gazetteer: Gazetteer) -> tuple[KnownPlace, ...]:
    """The places of a name, or of the name without the word that says what it is: "Idlib Governorate"."""
    return gazetteer.lookup(name) or gazetteer.lookup(_SORT.sub("", name))


_SORT = re.compile(
    r"^(?:[Tt]he|[Nn]orth(?:ern|east|west)?|[Ss]outh(?:ern|east|west)?|[Ee]ast(?:ern)?|[Ww]est(?:ern)?|[Cc]entral)\s"
    r"|\s(?:Township|Twp\.?|Governorate|[Pp]rovince|[Oo]blast|[Ss]tate|[Rr]egion|[Dd]istrict|City|[Vv]illage)$"
)


def peoples(text: str) -> Iterator[Toponym]:
    """The demonyms of a text, as mentions of their countries: "Syrian city of Manbij"."""
    for match in _CAPITALISED.finditer(text):
        place = demonyms().get(match.group())
        if place:
            yield Toponym(Span(*match.span()), match.group(), (place,), "demonym")


_CAPITALISED = re.compile(r"\b[A-Z][a-zé]+(?:\s(?:African|Korean|Lankan|Rican|Arabian|Sudanese))?\b")


def _place(number: int, toponym: Toponym, sense: KnownPlace | None) -> Place:
    if sense is None:
        return Place(f"p{number}", toponym.span, toponym.text, by=toponym.by)
    return Place(
        f"p{number}", toponym.span, sense.name, sense.geonameid, sense.country, sense.lat, sense.lon,
        kind=sense.kind, by=f"{toponym.by}, geonames",
    )  # fmt: skip

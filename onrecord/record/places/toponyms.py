"""Which words name places: capitalised runs that the gazetteer knows, weighed by what stands beside them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicons import words
from onrecord.lexicons.gazetteer import Gazetteer, KnownPlace, demonyms, listed_places, regions
from onrecord.lexicons.places import PlaceCues, PlaceWeights
from onrecord.record.places.senses import Home, Toponym, find_senses, is_named_in
from onrecord.types import PlaceKind, Span

FEATURES = (
    "bias",
    "people",  # log10 of the population of the largest place of that name
    "table",  # a country, region, sea … that our tables have
    "division",  # "Walker County": the name says that it is one
    "other_name",  # known only as another name of some place
    "words",  # more than one
    "letters",  # three or fewer
    "code",  # a postal code that follows no town: "OK, she said"
    "common",  # also a word of English: "Reading", "Police"
    "person",  # also a name of people: "Lincoln"
    "first",  # first of its sentence
    "capitals",  # all of it
    "after_in",  # "in Manbij"
    "after_of",  # "of Manbij", "at Manbij"
    "after_the",
    "after_name",  # "Adam Lincoln"
    "after_title",  # "Judge Lincoln"
    "before_name",  # "Lincoln Moore"
    "before_body",  # "Lincoln Police"
    "before_way",  # "Lincoln Street"
    "before_verb",  # "Lincoln said"
    "before_own",  # "Lincoln's"
    "qualified",  # "Lincoln, Nebraska"
    "qualifies",  # the Nebraska of it
    "dateline",  # "LINCOLN, Neb. (AP)": opens a paragraph and a dash or bracket follows
    "elsewhere_in",  # the name stands after "in", or is qualified, elsewhere in the article
    "elsewhere_person",  # the name stands after a given name or a title elsewhere
    "home",  # the outlet is named after it
)
AGAIN = (
    "bias",
    "score",  # what the features above gave
    "near",  # log of how many certain names have their sense within some 50 km of a place of this name
    "same_region",  # one of them lies in the first-level division of a place of this name
    "same_country",
)
LONGEST = 5  # words in a name
CERTAIN = 0.8  # a chance above which a name tells where the article plays
REACH = 50.0  # km at which nearness has fallen to 1/e


@dataclass(frozen=True, slots=True)
class Sighting:
    """A run of words that the gazetteer knows, and what speaks for and against its being a place here."""

    toponym: Toponym
    features: tuple[float, ...]


def find_toponyms(
    text: str, gazetteer: Gazetteer, home: Home, cues: PlaceCues, weights: PlaceWeights
) -> tuple[tuple[Toponym, float], ...]:
    """The names that may be places, in the order of the text, each with the chance that it is one."""
    sightings = find_sightings(text, gazetteer, home, cues)
    scores = [_score(weights.toponyms, FEATURES, sighting.features) for sighting in sightings]
    toponyms = [sighting.toponym for sighting in sightings]
    again = look_again(text, toponyms, scores, home, weights.senses)
    return tuple(
        (toponym, _chance(_score(weights.again, AGAIN, row)))
        for toponym, row in zip(toponyms, again, strict=True)
    )


def look_again(
    text: str, toponyms: Sequence[Toponym], scores: Sequence[float], home: Home, senses: Mapping[str, float]
) -> list[tuple[float, ...]]:
    """For each name the features of AGAIN: its score, and whether it fits where the certain ones are."""
    certain = [toponym for toponym, score in zip(toponyms, scores, strict=True) if _chance(score) >= CERTAIN]
    found = find_senses(text, certain, home, senses)
    rows: dict[str, tuple[float, float, float]] = {}
    for toponym in toponyms:
        if toponym.text not in rows:
            others = [place for name, place in found.items() if name != toponym.text]
            rows[toponym.text] = _fit(toponym.places, others)
    return [(1.0, score, *rows[toponym.text]) for toponym, score in zip(toponyms, scores, strict=True)]


def _fit(places: Sequence[KnownPlace], others: Sequence[KnownPlace]) -> tuple[float, float, float]:
    """How many others are near one of the places, and whether any shares its division, its country."""
    pointed = [other for other in others if other.kind in (PlaceKind.CITY, PlaceKind.COUNTY)]
    near = max((sum(_nearness(place, other) for other in pointed) for place in places), default=0.0)
    divisions = {(other.country, other.region) for other in others if other.region}
    countries = {other.country for other in others if other.country}
    return (
        math.log1p(near),
        float(any((place.country, place.region) in divisions for place in places)),
        float(any(place.country in countries for place in places)),
    )


def _nearness(place: KnownPlace, other: KnownPlace) -> float:
    """exp(-distance / REACH), on a plane that touches the earth there: right for what is near."""
    north = place.lat - other.lat
    if abs(north) > 3.0 or place.kind not in (PlaceKind.CITY, PlaceKind.COUNTY):
        return 0.0
    east = (place.lon - other.lon) * math.cos(math.radians(place.lat))
    return math.exp(-math.hypot(north, east) * KM_A_DEGREE / REACH)


KM_A_DEGREE = 111.2  # of latitude


def find_sightings(text: str, gazetteer: Gazetteer, home: Home, cues: PlaceCues) -> tuple[Sighting, ...]:
    """The runs of words that the gazetteer knows, the longest at each point, with their features."""
    tokens = _tokens(text, gazetteer)
    runs = list(_known_runs(text, tokens, gazetteer, cues))
    beside = [_beside(text, tokens, runs, n, cues) for n in range(len(runs))]
    placed = {run.text for run, row in zip(runs, beside, strict=True) if row["after_in"] or row["qualified"]}
    people = {run.text for run, row in zip(runs, beside, strict=True) if _is_person(run, row)}
    sightings = []
    for run, row in zip(runs, beside, strict=True):
        if run.text.casefold() in words("heavenly_bodies") and not row["qualified"]:
            continue
        elsewhere = {"elsewhere_in": run.text in placed, "elsewhere_person": run.text in people}
        full = {**row, **_of_itself(run, home), **elsewhere}
        full["code"] = bool(_CODE.fullmatch(run.text)) and not row["qualifies"]
        sightings.append(Sighting(run.toponym, tuple(float(full[feature]) for feature in FEATURES)))
    return tuple(sightings)


_CODE = re.compile(r"(?!US|UK|EU|UN)[A-Z]{2}")  # "OK", "LA"


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens [start, end) as a name that the gazetteer knows."""

    start: int
    end: int
    toponym: Toponym

    @property
    def text(self) -> str:
        return self.toponym.text


def _tokens(text: str, gazetteer: Gazetteer) -> tuple[re.Match[str], ...]:
    """The words of a text; a hyphen parts what is no name together: "Guinea-Bissau", but "Kano", "Lagos"."""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if "-" in token.group() and not gazetteer.lookup(token.group()):
            tokens += _PART.finditer(text, *token.span())
        else:
            tokens.append(token)
    return tuple(tokens)


# "U.S." · "W.Va." · "Guinea-Bissau" · "O'Fallon" · "St." before a name; the "-led" of "U.S.-led", the "'s"
# of "Iran's" and the "'ll" of "I'll" are no part of it
_INITIALS = r"(?:[A-Z]\.){2,}|[A-Z]\.\s?(?:Va|Dak|Mex)\."
_SAINT = r"(?:St|Ste|Mt|Ft)\.(?=\s[A-Z])"
_SMALL_PART = r"(?:al|el|de|la|le|les|sur|sous|on|upon|in|ul)-"  # "Stow-on-the-Wold"
_WORD = rf"[^\W\d_]+(?:['’ʻ](?!(?:s|ll|ve|re|d|m|t)\b)[^\W\d_]+|-(?=[A-ZÀ-Þ]|{_SMALL_PART})[^\W\d_]+)*"
_TOKEN = re.compile(f"{_INITIALS}|{_SAINT}|{_WORD}")
_PART = re.compile(rf"{_INITIALS}|[^\W\d_]+")


def _known_runs(
    text: str, tokens: Sequence[re.Match[str]], gazetteer: Gazetteer, cues: PlaceCues
) -> Iterator[_Run]:
    """From left to right, the longest run at each capitalised word."""
    n = 0
    while n < len(tokens):
        run = _run_at(text, tokens, n, gazetteer, cues) if tokens[n].group()[0].isupper() else None
        if run:
            yield run
        n = run.end if run else n + 1


def _run_at(
    text: str, tokens: Sequence[re.Match[str]], start: int, gazetteer: Gazetteer, cues: PlaceCues
) -> _Run | None:
    for end in range(_reach(text, tokens, start, cues), start, -1):
        if not tokens[end - 1].group()[0].isupper():
            continue
        span = Span(tokens[start].start(), _with_point(text, tokens[end - 1]))
        name = text[span.start : span.end]
        places = gazetteer.lookup(name) if name not in demonyms() else ()
        if places:
            return _Run(start, end, Toponym(span, name, places, "gazetteer"))
    return None


def _reach(text: str, tokens: Sequence[re.Match[str]], start: int, cues: PlaceCues) -> int:
    """The end of the words that may be one name: capitalised, or small words inside, one space apart."""
    end = start + 1
    while (
        end < len(tokens)
        and end - start < LONGEST
        and text[tokens[end - 1].end() : tokens[end].start()] == " "
    ):
        word = tokens[end].group()
        if not word[0].isupper() and word not in cues.inside:
            break
        end += 1
    return end


def _with_point(text: str, token: re.Match[str]) -> int:
    """The end of a word, with its point where it is an abbreviation: "Va.", not "Paris." """
    end = token.end()
    return end + 1 if text[end : end + 1] == "." and token.group() in _shortened() else end


@cache
def _shortened() -> frozenset[str]:
    """The names of regions that are written with one point at the end: "Calif", "Ont"."""
    names = (name for region in regions() for name in region.names)
    return frozenset(name[:-1] for name in names if name.endswith(".") and name[:-1].isalpha())


def _beside(
    text: str, tokens: Sequence[re.Match[str]], runs: Sequence[_Run], number: int, cues: PlaceCues
) -> dict[str, float]:
    """What stands directly before and after a run."""
    run = runs[number]
    before = tokens[run.start - 1] if run.start else None
    after = tokens[run.end] if run.end < len(tokens) else None
    a, b = run.toponym.span.start, run.toponym.span.end
    joined_before = (
        before is not None and text[before.end() : a] in (" ", ". ") and not _ends_sentence(text, before)
    )
    joined_after = after is not None and text[b : after.start()] == " "
    left = before.group() if before and joined_before else ""
    right = after.group() if after and joined_after else ""
    low_left, low_right = left.casefold().rstrip("."), right.casefold().rstrip(".")
    return {
        "first": not joined_before and (before is None or bool(_STOP.search(text[before.end() : a]))),
        "after_in": low_left in cues.before,
        "after_of": low_left in ("of", "at"),
        "after_the": low_left == "the",
        "after_name": left[:1].isupper()
        and left not in demonyms()
        and low_left not in cues.before | cues.titles | cues.small,
        "after_title": low_left in cues.titles and left[:1].isupper(),
        "before_name": right[:1].isupper() and low_right not in cues.bodies | cues.ways,
        "before_body": low_right in cues.bodies and right[:1].isupper(),
        "before_way": low_right in cues.ways and right[:1].isupper(),
        "before_verb": low_right in cues.speaks,
        "before_own": text[b : b + 2] in ("'s", "’s"),
        "qualified": _qualifies(text, run, runs[number + 1] if number + 1 < len(runs) else None),
        "qualifies": _qualifies(text, runs[number - 1] if number else None, run),
        "dateline": bool(_DATELINE.match(text, b)) and (a == 0 or text[:a].endswith("\n") or left == ""),
    }


_STOP = re.compile(r"[.!?:\n“\"—]")
_DATELINE = re.compile(r"(?:,\s[\w. ]{2,20})?\s?(?:\([A-Z][\w. ]*\)|[-–—]{1,2}\s)")  # " (AP)", ", Neb. — "


def _ends_sentence(text: str, token: re.Match[str]) -> bool:
    """Whether a full stop parts a word from the next: not after an initial or a title ("Mr. Lincoln")."""
    end = token.end()
    if text[end : end + 1] != ".":
        return False
    return len(token.group()) > 4 and token.group().casefold() not in ("judge",)


def _qualifies(text: str, left: _Run | None, right: _Run | None) -> bool:
    """Whether the right name tells where the left one is: "Lincoln, Nebraska"."""
    if left is None or right is None:
        return False
    if text[left.toponym.span.end : right.toponym.span.start] not in (", ", " ("):
        return False
    above = {
        (p.country, p.region) for p in right.toponym.places if p.kind in (PlaceKind.REGION, PlaceKind.COUNTRY)
    }
    return any((p.country, None) in above or (p.country, p.region) in above for p in left.toponym.places)


def _is_person(run: _Run, row: dict[str, float]) -> bool:
    """Whether a name stands as people's do; a country after a capital ("Former US envoys") does not."""
    named = row["after_title"] or (row["after_name"] and not row["before_body"])
    return bool(named) and _listed().isdisjoint(run.toponym.places)


def _of_itself(run: _Run, home: Home) -> dict[str, float]:
    """What a name tells wherever it stands."""
    name, places = run.text, run.toponym.places
    single = run.end - run.start == 1
    return {
        "bias": 1.0,
        "people": max(math.log10(place.population + 10) for place in places),
        "table": not _listed().isdisjoint(places),
        "division": name.endswith((" County", " Parish", " Province", " Governorate", " COUNTY")),
        "other_name": not any(place.official for place in places),
        "words": not single,
        "letters": len(name) <= 3,
        "common": name.casefold() in words("place_words"),
        "person": single and name.capitalize() in words("given_names"),
        "capitals": name.isupper(),
        "home": any(is_named_in(place, home.address) for place in places[:3]),
    }


@cache
def _listed() -> frozenset[KnownPlace]:
    return frozenset(place for _, place in listed_places())


def _score(weights: Mapping[str, float], names: Sequence[str], features: Sequence[float]) -> float:
    return sum(weights[name] * x for name, x in zip(names, features, strict=True))


def _chance(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

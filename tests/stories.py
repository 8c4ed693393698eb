"""Small articles of a story, marked by hand, as reading them would have given: who, what, where, when.

    [person Sara Osman; victim|Osman] was <DEATH|killed> in [place Tyre|Tyre] on [time 2026-03-01|Sunday].

`[type Name; role|words]`: an entity, its role in the events of the sentence (none: named only). `<TYPE|word>`: an
event; `<TYPE modality 2|word>`: planned …, and the number that its other mentions have. `[count killed 12 15|12 to
15]`: a count of the first event of the sentence. `[time VALUE|words]`, and a place, are those of the sentence's events.
A description or pronoun is told by small letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.types import (
    Argument,
    Basis,
    Count,
    Entity,
    EntityType,
    Event,
    EventType,
    Filed,
    HeldRole,
    Mention,
    MentionKind,
    Modality,
    Place,
    PlaceKind,
    Precision,
    Published,
    Record,
    Role,
    Span,
    Time,
    TimeType,
    Version,
)
from tests.build import article

PLACES = {  # real ones, from GeoNames
    "Tyre": (267008, "LB", 33.27, 35.19),
    "Sidon": (268064, "LB", 33.56, 35.37),
    "Tripoli": (266826, "LB", 34.43, 35.84),
    "Beirut": (276781, "LB", 33.89, 35.5),
    "Lebanon": (272103, "LB", 33.83, 35.83),
    "Tbilisi": (611717, "GE", 41.69, 44.83),
}
MARK = re.compile(
    r"\[(?P<kind>\w+) (?P<name>[^\[\];|]+)(?:; (?P<role>\w+))?(?:; (?P<title>[^|\]]+))?\|(?P<words>[^\[\]]+)\]"
    r"|<(?P<type>[A-Z]+)(?: (?P<modality>[a-z]+))?(?: (?P<number>\d+))?\|(?P<trigger>[^<>]+)>"
)
COUNTRIES = {"Iran": "IR", "Israel": "IL", "Lebanon": "LB", "Georgia": "GE"}


@dataclass(slots=True)
class _Sentence:
    events: list[int] = field(default_factory=list)
    arguments: list[Argument] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    time: str | None = None
    place: str | None = None


@dataclass(slots=True)
class _Page:
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


def tell(
    name: str, day: str | None, *sentences: str, headline: str = "", country: str | None = None
) -> Filed:
    """An article of the sentences, published on a day; its id is its name."""
    page = _Page()
    for sentence in ([headline] if headline else []) + list(sentences):
        _read(page, sentence, country)
    whole = article(page.text, id=name)
    whole = replace(
        whole,
        published=Published(day, Precision.DAY, Basis.METADATA) if day else None,
        headline=whole.paragraphs[0] if headline else None,
    )
    head = whole.headline
    events = tuple(
        replace(
            event,
            headline_only=head is not None and all(s in head for s in (event.trigger, *event.mentions)),
        )
        for event in page.events.values()
    )
    record = Record(
        article=whole,
        sentences=tuple(page.sentences),
        entities=tuple(page.entities.values()),
        times=tuple(page.times),
        places=tuple(page.places),
        events=events,
    )
    return Filed(name, (Version(1, None, record),))


def _read(page: _Page, marked: str, country: str | None) -> None:
    start, at, told = len(page.text), 0, _Sentence()
    numbers: list[str] = []
    for match in MARK.finditer(marked):
        page.text += marked[at : match.start()]
        words = match["words"] or match["trigger"]
        span = Span(len(page.text), len(page.text) + len(words))
        page.text += words
        at = match.end()
        if match["type"]:
            numbers.append(_event(page, match, span))
        else:
            _finding(page, match, span, told, country)
    page.text += marked[at:]
    page.sentences.append(Span(start, len(page.text)))
    page.text += "\n"
    for number in numbers:
        event = page.events[number]
        page.events[number] = replace(
            event,
            arguments=(*event.arguments, *(a for a in told.arguments if a not in event.arguments)),
            counts=(*event.counts, *(told.counts if number == numbers[0] else ())),
            time=event.time or told.time,
            place=event.place or told.place,
        )


def _event(page: _Page, match: re.Match[str], span: Span) -> str:
    number = match["number"] or f"-{len(page.events)}"
    if number in page.events:
        event = page.events[number]
        page.events[number] = replace(event, mentions=(*event.mentions, span))
    else:
        modality = Modality(match["modality"] or "asserted")
        page.events[number] = Event(
            f"v{len(page.events) + 1}", EventType(match["type"]), span, modality=modality
        )
    return number


def _finding(page: _Page, match: re.Match[str], span: Span, told: _Sentence, country: str | None) -> None:
    kind, name = match["kind"], match["name"]
    if kind == "time":
        page.times.append(Time(f"t{len(page.times) + 1}", span, TimeType.DATE, name))
        told.time = told.time or page.times[-1].id
    elif kind == "count":
        what, *bounds = name.split(" ")
        low, high = int(bounds[0]), int(bounds[-1])
        told.counts.append(Count(what, span, low, (low + high) // 2, high))
    else:
        entity = _entity(page, match, span, country)
        if kind == "place":
            page.places.append(
                Place(f"p{len(page.places) + 1}", span, name, *PLACES[name], entity.id, _kind(name))
            )
            told.place = told.place or page.places[-1].id
        if match["role"]:
            told.arguments.append(Argument(Role(match["role"]), span, entity.id))


def _entity(page: _Page, match: re.Match[str], span: Span, country: str | None) -> Entity:
    name, words = match["name"], match["words"]
    kind = MentionKind.NAME if words != words.lower() else MentionKind.DESCRIPTION
    if name not in page.entities:
        home = COUNTRIES.get(name) or (PLACES[name][1] if name in PLACES else country)
        page.entities[name] = Entity(
            f"e{len(page.entities) + 1}", EntityType(match["kind"]), name, (), (), home
        )
    entity = page.entities[name]
    roles = (HeldRole(match["title"], span),) if match["title"] else ()
    aliases = {*entity.aliases, *([words] if kind is MentionKind.NAME and words != name else [])}
    page.entities[name] = replace(
        entity,
        mentions=(*entity.mentions, Mention(span, kind)),
        roles=(*entity.roles, *roles),
        aliases=tuple(sorted(aliases)),
    )
    return page.entities[name]


def _kind(name: str) -> PlaceKind:
    return PlaceKind.COUNTRY if name in COUNTRIES else PlaceKind.CITY


def ids(articles: Sequence[Filed]) -> list[str]:
    """The ids of articles, for a failed test's message."""
    return [one.id for one in articles]

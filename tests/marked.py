"""Statements, entities and events marked in a sentence, so that a case reads as a text.

    <s1 military>The army</s1> <c1 say>said</c1> <t1><victim>13 of its soldiers</victim> were <e DEATH>killed</e></t1>.

`s`, `c`, `t` are a statement's source with its kind, its cue with its act, its content; the number keeps statements
apart. `in=1` after an act: nested in statement 1; `not`: the act did not happen. After a source's kind: `unnamed`,
`terms`, and `@Name` where a pronoun or a description means an entity. `e` is the event with its type, mode and
modality, `m` another mention of it, an argument's role an argument, `n` a count with what, low, best, high. A second
event has its number: `e2`, `actor2`. `w` is the day it happened on (TIMEX3), `at` a town: name, latitude, longitude,
country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.types import (
    Act,
    Argument,
    Article,
    Count,
    Entity,
    EntityType,
    Event,
    EventType,
    Form,
    HeldRole,
    Mention,
    Modality,
    Place,
    PlaceKind,
    Relation,
    RelationKind,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Time,
    TimeType,
)
from tests.build import article

TAG = re.compile(r"<(/?)([a-z]+)(\d*)((?: [^<>]*)?)>")


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked piece of the text."""

    kind: str
    number: int
    words: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """What a marked text holds."""

    article: Article
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(slots=True)
class _Open:
    kind: str
    number: int
    words: tuple[str, ...]
    start: int


def read_marked(text: str, entities: Sequence[str] = (), headline: bool = False) -> Marked:
    """The article, events, statements and entities of a marked text.

    An entity is "Name; type; country; role of Body; kind_of Other" with as many parts as are known.
    """
    plain, marks = _marks(text)
    page = article(plain)
    page = replace(page, headline=page.paragraphs[0]) if headline else page
    known = _entities(plain, entities, marks)
    times = tuple(
        Time(f"t{n}", mark.span, TimeType.DATE, mark.words[0])
        for n, mark in enumerate((mark for mark in marks if mark.kind == "w"), 1)
    )
    places = tuple(_place(f"p{n}", mark) for n, mark in enumerate((m for m in marks if m.kind == "at"), 1))
    events = tuple(
        replace(one, time=times[0].id if times else None, place=places[0].id if places else None)
        for one in _events(marks, known)
    )
    return Marked(page, events, _statements(marks, known), known, times, places)


def _place(id_: str, mark: Mark) -> Place:
    name, lat, lon, country = mark.words
    number = sum(map(ord, name))  # any, the same for the same town
    return Place(id_, mark.span, name, number, country, float(lat), float(lon), kind=PlaceKind.CITY)


def _marks(text: str) -> tuple[str, list[Mark]]:
    plain, marks, open_tags, at = "", [], [], 0
    for tag in TAG.finditer(text):
        plain += text[at : tag.start()]
        at = tag.end()
        if tag[1]:
            last = open_tags.pop()
            assert (last.kind, str(last.number or "")) == (tag[2], tag[3]), f"{tag[0]} closes {last}"
            marks.append(Mark(last.kind, last.number, last.words, Span(last.start, len(plain))))
        else:
            open_tags.append(_Open(tag[2], int(tag[3] or 0), tuple(tag[4].split()), len(plain)))
    return plain + text[at:], marks


def _entities(plain: str, told: Sequence[str], marks: list[Mark]) -> tuple[Entity, ...]:
    rows = [[part.strip() for part in one.split(";")] for one in told]
    ids = {row[0]: f"e{n}" for n, row in enumerate(rows, 1)}
    found = []
    for name, type_, *more in rows:
        spans = [Span(m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(name)}\b", plain)]
        spans += [mark.span for mark in marks if f"@{name.replace(' ', '_')}" in mark.words]
        country = next((part for part in more if re.fullmatch("[A-Z]{2}", part)), None)
        roles = [part.split(" of ") for part in more if " of " in part]
        links = [part.split(" ") for part in more if re.match(r"[a-z]+_", part)]
        found.append(
            Entity(
                ids[name],
                EntityType(type_),
                name,
                tuple(Mention(span) for span in sorted(spans)),
                country=country,
                roles=tuple(HeldRole(title, spans[0], ids.get(of)) for title, of in roles),
                relations=tuple(
                    Relation(RelationKind(kind), ids[" ".join(to)], spans[0]) for kind, *to in links
                ),
            )
        )
    return tuple(found)


def _held(mark: Mark, known: Sequence[Entity]) -> str | None:
    bare = mark.span.start, mark.span.start + len("the "), mark.span.start + len("a ")
    return next((one.id for one in known if any(m.span.start in bare for m in one.mentions)), None)


def _statements(marks: list[Mark], known: Sequence[Entity]) -> tuple[Statement, ...]:
    return tuple(
        _statement(cue, [mark for mark in marks if mark.number == cue.number], known)
        for cue in marks
        if cue.kind == "c"
    )


def _statement(cue: Mark, marks: list[Mark], known: Sequence[Entity]) -> Statement:
    source = next((mark for mark in marks if mark.kind == "s"), None)
    act, *more = cue.words
    parent = next((word.removeprefix("in=") for word in more if word.startswith("in=")), None)
    return Statement(
        f"s{cue.number}",
        _source(source, known) if source else None,
        cue.span,
        Act(act),
        tuple(mark.span for mark in marks if mark.kind == "t"),
        Form.INDIRECT,
        "marked",
        negated="not" in more,
        parent=f"s{parent}" if parent else None,
    )


def _source(mark: Mark, known: Sequence[Entity]) -> Source:
    return Source(
        mark.span,
        SourceKind(mark.words[0]),
        named="unnamed" not in mark.words,
        terms=mark.span if "terms" in mark.words else None,
        entity=_held(mark, known),
    )


def _events(marks: list[Mark], known: Sequence[Entity]) -> tuple[Event, ...]:
    return tuple(
        _event(trigger, [mark for mark in marks if mark.number == trigger.number], known)
        for trigger in sorted((mark for mark in marks if mark.kind == "e"), key=lambda mark: mark.number)
    )


def _event(trigger: Mark, marks: list[Mark], known: Sequence[Entity]) -> Event:
    kind, *more = trigger.words
    modality = next((word for word in more if word in set(Modality)), "asserted")
    mode = next((word for word in more if word != modality), None)
    roles = [mark for mark in marks if mark.kind in set(Role)]
    return Event(
        f"v{trigger.number}",
        EventType(kind),
        trigger.span,
        mode=mode,
        mentions=tuple(mark.span for mark in marks if mark.kind == "m"),
        arguments=tuple(Argument(Role(mark.kind), mark.span, _held(mark, known)) for mark in roles),
        counts=tuple(_count(mark) for mark in marks if mark.kind == "n"),
        modality=Modality(modality),
    )


def _count(mark: Mark) -> Count:
    what, *figures = mark.words
    low, best, high = (None if figure == "-" else int(figure) for figure in figures)
    return Count(what, mark.span, low, best, high)

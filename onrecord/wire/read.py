"""JSON → Record."""

from __future__ import annotations

from datetime import date

from onrecord.errors import NotARecord
from onrecord.types import (
    Act,
    Article,
    Basis,
    Byline,
    Entity,
    EntityType,
    Form,
    Furniture,
    Mention,
    MentionKind,
    Place,
    Precision,
    Published,
    Record,
    Source,
    SourceKind,
    Span,
    Statement,
    Time,
    TimeType,
)
from onrecord.wire.write import SCHEMA, Json


def record_from_json(value: Json) -> Record:
    """The record that a JSON form was made of; fields it does not know are passed over.

    Raises NotARecord for another schema version, a missing or wrong field, a span that does not carry the
    text beside it, an id that nothing on the record has, or a statement that stands inside itself.
    """
    found = value.get("schema") if isinstance(value, dict) else None
    if found != SCHEMA:
        raise NotARecord(
            f'this JSON has schema {found!r}, not "{SCHEMA}": read the page again with this Onrecord'
        )
    try:
        record = _read_record(value)
        _resolve(record)
    except KeyError as error:
        raise NotARecord(f"this JSON is no record: there is no field {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise NotARecord(f"this JSON is no record: {error}") from error
    return record


def _read_record(value: Json) -> Record:
    article = _read_article(value["article"])
    text = article.text
    if value["events"]:
        raise ValueError("it has events, which this Onrecord does not read yet")
    return Record(
        article=article,
        sentences=_read_pairs(text, value["article"]["sentences"]),
        entities=tuple(_read_entity(text, entity) for entity in value["entities"]),
        statements=tuple(_read_statement(text, statement) for statement in value["statements"]),
        times=tuple(_read_time(text, time) for time in value["times"]),
        places=tuple(_read_place(text, place) for place in value["places"]),
        notes=tuple(value["notes"]),
    )


def _read_span(text: str, value: Json) -> Span:
    span = _read_pair(text, (value["start"], value["end"]))
    if text[span.start : span.end] != value["text"]:
        raise ValueError(f"the text at {span.start} to {span.end} is not the text the record gives for it")
    return span


def _read_span_or_none(text: str, value: Json | None) -> Span | None:
    return None if value is None else _read_span(text, value)


def _read_pairs(text: str, pairs: list[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(_read_pair(text, pair) for pair in pairs)


def _read_pair(text: str, pair: tuple[int, int]) -> Span:
    span = Span(*pair)
    if span.end > len(text):
        raise ValueError(f"the span {span.start} to {span.end} runs over the end of the text, {len(text)}")
    return span


def _read_article(value: Json) -> Article:
    text = value["text"]
    return Article(
        id=value["id"],
        text=text,
        paragraphs=_read_pairs(text, value["paragraphs"]),
        language=value["language"],
        url=value["url"],
        outlet=value["outlet"],
        headline=_read_span_or_none(text, value["headline"]),
        deck=_read_span_or_none(text, value["deck"]),
        byline=_read_byline(text, value["byline"]),
        dateline=_read_span_or_none(text, value["dateline"]),
        published=_read_published(value["published"]),
        furniture=tuple(Furniture(line["text"], line["reason"]) for line in value["furniture"]),
    )


def _read_published(value: Json | None) -> Published | None:
    if value is None:
        return None
    published = Published(value["value"], Precision(value["precision"]), Basis(value["basis"]))
    _ = published.day  # which is a day of the calendar, or ValueError says that it is not
    return published


def _read_byline(text: str, value: Json | None) -> Byline | None:
    if value is None:
        return None
    if value["start"] is None:
        return Byline(value["text"])
    return Byline(value["text"], _read_span(text, value))


def _read_entity(text: str, value: Json) -> Entity:
    return Entity(
        id=value["id"],
        type=EntityType(value["type"]),
        name=value["name"],
        mentions=tuple(
            Mention(_read_span(text, mention), MentionKind(mention["kind"])) for mention in value["mentions"]
        ),
        aliases=tuple(value["aliases"]),
        country=value["country"],
        by=value["by"],
    )


def _read_statement(text: str, value: Json) -> Statement:
    day = value["date"]
    return Statement(
        id=value["id"],
        source=_read_source(text, value["source"]),
        cue=_read_span(text, value["cue"]),
        act=Act(value["act"]),
        content=tuple(_read_span(text, piece) for piece in value["content"]),
        form=Form(value["form"]),
        by=value["by"],
        negated=value["negated"],
        quotes=tuple(_read_span(text, quote) for quote in value["quotes"]),
        medium=_read_span_or_none(text, value["medium"]),
        parent=value["parent"],
        date=day and date.fromisoformat(day).isoformat(),
    )


def _read_source(text: str, value: Json | None) -> Source | None:
    if value is None:
        return None
    return Source(
        span=_read_span(text, value),
        kind=SourceKind(value["kind"]),
        named=value["named"],
        terms=_read_span_or_none(text, value["terms"]),
        entity=value["entity"],
    )


def _read_time(text: str, value: Json) -> Time:
    return Time(value["id"], _read_span(text, value), TimeType(value["type"]), value["value"], value["by"])


def _read_place(text: str, value: Json) -> Place:
    return Place(
        id=value["id"],
        span=_read_span(text, value),
        name=value["name"],
        geonameid=value["geonameid"],
        country=value["country"],
        lat=value["lat"],
        lon=value["lon"],
        entity=value["entity"],
        by=value["by"],
    )


def _resolve(record: Record) -> None:
    """Raises ValueError for an id that nothing on the record has."""
    entities = {entity.id for entity in record.entities}
    statements = {statement.id for statement in record.statements}
    wanted = {place.entity for place in record.places}
    wanted |= {statement.source.entity for statement in record.statements if statement.source}
    parents = {statement.parent for statement in record.statements}
    ids = [*(entity.id for entity in record.entities), *(statement.id for statement in record.statements)]
    if len(set(ids)) < len(ids):
        raise ValueError("two of its findings have the same id")
    for missing in (wanted - entities - {None}) | (parents - statements - {None}):
        raise ValueError(f"it speaks of {missing!r}, which is not on it")
    above = {statement.id: statement.parent for statement in record.statements}
    for statement in record.statements:
        _climb(above, statement.id)


def _climb(above: dict[str, str | None], start: str) -> None:
    """Raises ValueError where a statement's parents lead back to it."""
    seen: set[str] = set()
    step: str | None = start
    while step is not None:
        if step in seen:
            raise ValueError(f"the statement {start!r} stands inside itself")
        seen.add(step)
        step = above[step]

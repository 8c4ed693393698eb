"""JSON → Record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from onrecord.errors import NotARecord
from onrecord.types import (
    Account,
    Act,
    Argument,
    Article,
    Basis,
    Byline,
    Count,
    Entity,
    EntityType,
    Event,
    EventType,
    Form,
    Furniture,
    HeldRole,
    Mention,
    MentionKind,
    Modality,
    Place,
    PlaceKind,
    Precision,
    Published,
    Reason,
    Record,
    Relation,
    RelationKind,
    Role,
    Side,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Status,
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
    return Record(
        article=article,
        sentences=_read_pairs(text, value["article"]["sentences"]),
        entities=tuple(_read_entity(text, entity) for entity in value["entities"]),
        statements=tuple(_read_statement(text, statement) for statement in value["statements"]),
        times=tuple(_read_time(text, time) for time in value["times"]),
        places=tuple(_read_place(text, place) for place in value["places"]),
        events=tuple(_read_event(text, event) for event in value["events"]),
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
        roles=tuple(_read_role(text, role) for role in value["roles"]),
        relations=tuple(_read_relation(text, relation) for relation in value["relations"]),
        by=value["by"],
    )


def _read_role(text: str, value: Json) -> HeldRole:
    return HeldRole(value["title"], _read_span(text, value["span"]), value["of"], value["current"])


def _read_relation(text: str, value: Json) -> Relation:
    if value["to"] is None:
        raise ValueError("a relation leads to no entity")
    return Relation(RelationKind(value["kind"]), value["to"], _read_span(text, value))


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
        kind=value["kind"] and PlaceKind(value["kind"]),
        by=value["by"],
    )


def _read_event(text: str, value: Json) -> Event:
    return Event(
        id=value["id"],
        type=EventType(value["type"]),
        trigger=_read_span(text, value["trigger"]),
        mode=value["mode"],
        mentions=tuple(_read_span(text, mention) for mention in value["mentions"]),
        arguments=tuple(_read_argument(text, argument) for argument in value["arguments"]),
        counts=tuple(_read_count(text, count) for count in value["counts"]),
        time=value["time"],
        place=value["place"],
        modality=Modality(value["modality"]),
        statements=tuple(value["statements"]),
        headline_only=value["headline_only"],
        status=Status(value["status"]),
        because=tuple(_read_reason(text, reason) for reason in value["because"]),
        accounts=tuple(
            _read_account(text, account, value["counts"]) for account in value.get("accounts", ())
        ),
        by=value["by"],
    )


def _read_argument(text: str, value: Json) -> Argument:
    heard = tuple(value.get("statements", ()))  # records of before told of none
    return Argument(Role(value["role"]), _read_span(text, value), value["entity"], heard)


def _read_count(text: str, value: Json) -> Count:
    count = Count(
        what=value["what"],
        span=_read_span(text, value),
        low=value["low"],
        best=value["best"],
        high=value["high"],
        qualifier=value["qualifier"],
        part=value["part"],
    )
    bounds = [bound for bound in (count.low, count.best, count.high) if bound is not None]
    if bounds != sorted(bounds) or any(bound < 0 for bound in bounds):
        raise ValueError(f"a count of {count.low}, {count.best}, {count.high} does not go from low to high")
    return count


def _read_reason(text: str, value: Json) -> Reason:
    span = _read_span(text, value) if "start" in value else None
    return Reason(value["why"], value["statement"], span)


def _read_account(text: str, value: Json, counts: list[Json]) -> Account:
    given = tuple(value["counts"])
    if not set(given) <= set(range(len(counts))):
        raise ValueError(f"an account gives counts {list(given)} of an event that has {len(counts)}")
    return Account(
        stance=Stance(value["stance"]),
        side=Side(value["side"]),
        span=_read_span(text, value),
        statement=value["statement"],
        who=_read_span_or_none(text, value["who"]),
        entity=value["entity"],
        kind=value["kind"] and SourceKind(value["kind"]),
        keys=tuple(value["keys"]),
        counts=given,
        faceless=value["faceless"],
        relayed=value["relayed"],
        acts=value["acts"],
        accused=value.get("accused", False),
        aside=value["aside"],
        performed=value["performed"],
    )


def _resolve(record: Record) -> None:
    """Raises ValueError for an id that nothing on the record has, or that two of its findings have."""
    for held, named in _ids(record):
        if len(set(held)) < len(held):
            raise ValueError("two of its findings have the same id")
        for missing in named - {*held, None}:
            raise ValueError(f"it speaks of {missing!r}, which is not on it")
    _climb({statement.id: statement.parent for statement in record.statements})


def _ids(record: Record) -> Iterator[tuple[list[str], set[str | None]]]:
    """Of each kind of finding: the ids that are on the record, and those it speaks of."""
    events, entities, statements = record.events, record.entities, record.statements
    yield [entity.id for entity in entities], {*_entities_named(record)}
    yield (
        [statement.id for statement in statements],
        {statement.parent for statement in statements}
        | {statement for event in events for statement in event.statements}
        | {one for event in events for argument in event.arguments for one in argument.statements}
        | {reason.statement for event in events for reason in event.because}
        | {account.statement for event in events for account in event.accounts},
    )
    yield [time.id for time in record.times], {event.time for event in events}
    yield [place.id for place in record.places], {event.place for event in events}
    yield [event.id for event in events], set()


def _entities_named(record: Record) -> Iterator[str | None]:
    yield from (place.entity for place in record.places)
    yield from (statement.source.entity for statement in record.statements if statement.source)
    yield from (argument.entity for event in record.events for argument in event.arguments)
    yield from (account.entity for event in record.events for account in event.accounts)
    for entity in record.entities:
        yield from (role.of for role in entity.roles)
        yield from (relation.to for relation in entity.relations)


def _climb(above: dict[str, str | None]) -> None:
    """Raises ValueError where a statement's parents lead back to it; each step up is taken once."""
    sound: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        step: str | None = start
        while step is not None and step not in sound:
            if step in path:
                raise ValueError(f"the statement {step!r} stands inside itself")
            path[step] = None
            step = above[step]
        sound |= path.keys()

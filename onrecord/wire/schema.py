"""The JSON Schema of a record, made of the same vocabularies as the types."""

from __future__ import annotations

from enum import StrEnum

from onrecord.types import (
    Act,
    Basis,
    EntityType,
    EventType,
    Form,
    MentionKind,
    Modality,
    PlaceKind,
    Precision,
    RelationKind,
    Role,
    Side,
    SourceKind,
    Stance,
    Status,
    TimeType,
)
from onrecord.wire.write import SCHEMA, Json

_STRING: Json = {"type": "string"}
_NULLABLE: Json = {"type": ["string", "null"]}
_BOOLEAN: Json = {"type": "boolean"}
_OFFSET: Json = {"type": "integer", "minimum": 0}
_WHOLE_OR_NULL: Json = {"type": ["integer", "null"], "minimum": 0}
_COUNTRY: Json = {"type": ["string", "null"], "pattern": "^[A-Z]{2}$", "description": "ISO 3166-1 alpha-2"}
_DAY: Json = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_SPAN_FIELDS: Json = {"start": _OFFSET, "end": _OFFSET, "text": {"type": "string", "minLength": 1}}


def json_schema() -> Json:
    """The JSON Schema (2020-12) of what --json prints, and of each line that --jsonl prints."""
    record = {
        "schema": {"const": SCHEMA},
        "article": _ref("article"),
        "entities": _list(_ref("entity")),
        "statements": _list(_ref("statement")),
        "times": _list(_ref("time")),
        "places": _list(_ref("place")),
        "events": _list(_ref("event")),
        "notes": _list(_STRING) | {"description": "What was not read on this page, and why."},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The record of one news article, as Onrecord writes it",
        "anyOf": [_ref("record"), _ref("failure")],
        "$defs": {
            "record": _object(
                record, optional={"id": _text("The page's id as handed in; on a line of --jsonl.")}
            ),
            "failure": _object({"id": _STRING, "error": _text("Why the page could not be read.")}),
            "span": _object(_SPAN_FIELDS),
            "pair": {"type": "array", "items": _OFFSET, "minItems": 2, "maxItems": 2},
            **_article_parts(),
            **_findings(),
        },
    }


def _article_parts() -> Json:
    published = {"value": _STRING, "precision": _one_of(Precision), "basis": _one_of(Basis)}
    byline = {"text": _STRING, "start": _WHOLE_OR_NULL, "end": _WHOLE_OR_NULL}
    article = {
        "id": _STRING,
        "url": _NULLABLE,
        "outlet": _NULLABLE,
        "language": _text('ISO 639-1, or "und" where it cannot be told.'),
        "headline": _or_null("span"),
        "deck": _or_null("span"),
        "byline": _or_null("byline"),
        "dateline": _or_null("span"),
        "published": _or_null("published"),
        "text": _text("The clean text; every offset on the record counts its Unicode code points."),
        "paragraphs": _list(_ref("pair")),
        "sentences": _list(_ref("pair")),
        "furniture": _list(_object({"text": _STRING, "reason": _STRING})),
    }
    return {"article": _object(article), "byline": _object(byline), "published": _object(published)}


def _findings() -> Json:
    source = {"entity": _NULLABLE, "kind": _one_of(SourceKind), "named": _BOOLEAN, "terms": _or_null("span")}
    statement = {
        "id": _STRING,
        "source": _or_null("source"),
        "cue": _ref("span"),
        "act": _one_of(Act),
        "negated": _BOOLEAN,
        "content": _list(_ref("span")),
        "quotes": _list(_ref("span")),
        "form": _one_of(Form),
        "medium": _or_null("span"),
        "parent": _NULLABLE,
        "date": _DAY,
        "by": _STRING,
    }
    time = {"id": _STRING, **_SPAN_FIELDS, "type": _one_of(TimeType), "value": _STRING, "by": _STRING}
    return {
        "source": _object(_SPAN_FIELDS | source),
        "statement": _object(statement),
        "entity": _entity(),
        "time": _object(time),
        "place": _place(),
        "event": _event(),
    }


def _entity() -> Json:
    role = {"title": _STRING, "of": _NULLABLE, "span": _ref("span"), "current": _BOOLEAN}
    relation = {"kind": _one_of(RelationKind), "to": _STRING, **_SPAN_FIELDS}
    return _object(
        {
            "id": _STRING,
            "type": _one_of(EntityType),
            "name": _STRING,
            "aliases": _list(_STRING),
            "country": _COUNTRY,
            "roles": _list(_object(role)),
            "relations": _list(_object(relation)),
            "mentions": _list(_object(_SPAN_FIELDS | {"kind": _one_of(MentionKind)})),
            "by": _STRING,
        }
    )


def _place() -> Json:
    found = {
        "name": _STRING,
        "geonameid": {"type": ["integer", "null"]},
        "country": _COUNTRY,
        "lat": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
        "lon": {"type": ["number", "null"], "minimum": -180, "maximum": 180},
        "entity": _NULLABLE,
        "kind": {"enum": [*map(str, PlaceKind), None]},
        "by": _STRING,
    }
    return _object({"id": _STRING, **_SPAN_FIELDS, **found})


def _event() -> Json:
    argument = {"role": _one_of(Role), **_SPAN_FIELDS, "entity": _NULLABLE}
    heard = _list(_STRING) | {
        "description": "By whose words alone it takes part so; none: the reporter's voice has it."
    }
    bounds = {"low": _WHOLE_OR_NULL, "best": _WHOLE_OR_NULL, "high": _WHOLE_OR_NULL}
    count = {"what": _STRING, **bounds, "qualifier": _NULLABLE, "part": _BOOLEAN, **_SPAN_FIELDS}
    reason = {"statement": _NULLABLE, "why": _text("What the status rests on, in words.")}
    accounts = _list(_account()) | {
        "description": "Whom the status was settled from; records of old have none."
    }
    return _object(
        {
            "id": _STRING,
            "type": _one_of(EventType),
            "mode": _NULLABLE,
            "trigger": _ref("span"),
            "mentions": _list(_ref("span")),
            "arguments": _list(_object(argument, optional={"statements": heard})),
            "counts": _list(_object(count)),
            "time": _NULLABLE,
            "place": _NULLABLE,
            "modality": _one_of(Modality),
            "statements": _list(_STRING),
            "headline_only": _BOOLEAN,
            "status": _one_of(Status),
            "because": _list(_object(reason, optional=_SPAN_FIELDS)),
            "by": _STRING,
        },
        optional={"accounts": accounts},
    )


def _account() -> Json:
    return _object(
        {
            "stance": _one_of(Stance),
            "side": _one_of(Side),
            **_SPAN_FIELDS,
            "statement": _NULLABLE,
            "who": _or_null("span"),
            "entity": _NULLABLE,
            "kind": {"enum": [*(str(kind) for kind in SourceKind), None]},
            "keys": _list(_STRING),
            "counts": _list(_OFFSET) | {"description": "Their places among the event's counts."},
            **dict.fromkeys(("faceless", "relayed", "acts", "aside", "performed"), _BOOLEAN),
        },
        optional={"accused": _BOOLEAN},
    )


# ---- Words of JSON Schema --------------------------------------------------------------------------------


def _object(fields: Json, optional: Json | None = None) -> Json:
    # Other fields may stand beside these: a later Onrecord may add some within the version.
    return {"type": "object", "required": list(fields), "properties": (optional or {}) | fields}


def _list(item: Json) -> Json:
    return {"type": "array", "items": item}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(name: str) -> Json:
    return {"anyOf": [_ref(name), {"type": "null"}]}


def _one_of(vocabulary: type[StrEnum]) -> Json:
    return {"enum": [str(word) for word in vocabulary]}


def _text(description: str) -> Json:
    return _STRING | {"description": description}

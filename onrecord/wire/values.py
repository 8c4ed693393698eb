"""Story, judgement and all that they are made of ↔ JSON: one field a field, told by the types themselves.

A span stands flat, as in a record: `start`, `end`. A record inside (a version's) has the record's own form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from onrecord.errors import NotARecord
from onrecord.types import Record, Span
from onrecord.wire.read import record_from_json
from onrecord.wire.schema import json_schema
from onrecord.wire.write import Json, record_to_json

Value = TypeVar("Value")

_PLAIN: Mapping[type, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
}
_OFFSETS: Json = {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1}}


def value_to_json(value: object) -> Json:
    """A frozen value of `onrecord.types` as plain dicts, lists, strings and numbers, its fields in their order."""
    written: Json = _write(value)
    return written


def value_from_json(kind: type[Value], found: Json) -> Value:
    """The value that a JSON form was made of; fields it does not know are passed over.

    Raises NotARecord where a field is missing or wrong.
    """
    read: Callable[[Json], Value] = _reader(kind)  # type: ignore[arg-type]  # a class is hashable
    try:
        value = read(found)
    except KeyError as error:
        raise NotARecord(f"this JSON is no {kind.__name__.lower()}: there is no field {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise NotARecord(f"this JSON is no {kind.__name__.lower()}: {error}") from error
    return value


def value_schema(kind: type) -> Json:
    """The JSON Schema (2020-12) of what `value_to_json` makes of a value of that type."""
    defs: dict[str, Json] = {}
    whole = _schema(kind, defs)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": defs}


def _write(value: Any) -> Any:
    kind: Any = type(value)
    return _write_as(kind)(value)


@cache
def _write_as(kind: Any) -> Callable[[Any], Any]:
    """What makes JSON of a value of the type."""
    if issubclass(kind, Record):
        return record_to_json
    if issubclass(kind, StrEnum):
        return str
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, tuple):
        return lambda value: [_write(one) for one in value]
    return _object_writer(kind) if is_dataclass(kind) else lambda value: value


def _object_writer(kind: Any) -> Callable[[Any], Json]:
    names = tuple(field.name for field in fields(kind))

    def write(value: Any) -> Json:
        written: Json = {}
        for name in names:
            held = getattr(value, name)
            if type(held) is str or held is None:  # most are
                written[name] = held
            elif name == "span" and type(held) is Span:
                written["start"], written["end"] = held.start, held.end
            else:
                written[name] = _write(held)
        return written

    return write


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of the type out of its JSON."""
    if kind is Record:
        return record_from_json
    if kind is date:
        return date.fromisoformat
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if isinstance(kind, UnionType):
        return _optional_reader(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _object_reader(kind) if is_dataclass(get_origin(kind) or kind) else _plain_reader(kind)


def _plain_reader(kind: type) -> Callable[[Any], Any]:
    def read(found: Any) -> Any:
        if kind is float and type(found) is int:
            return float(found)
        if type(found) is not kind:
            raise TypeError(f"{found!r} is no {kind.__name__}")
        return found

    return read


def _tuple_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _reader(parts[0])
        return lambda found: tuple(each(one) for one in found)
    readers = [_reader(part) for part in parts]
    return lambda found: tuple(read(one) for read, one in zip(readers, found, strict=True))


def _optional_reader(kind: UnionType) -> Callable[[Any], Any]:
    inner = _reader(_inner(kind))
    return lambda found: None if found is None else inner(found)


def _object_reader(kind: Any) -> Callable[[Any], Any]:
    readers = {name: _reader(hint) for name, hint in _hints(kind).items()}

    def read(found: Any) -> Any:
        return (get_origin(kind) or kind)(
            **{name: read_field(name, each, found) for name, each in readers.items()}
        )

    def read_field(name: str, each: Callable[[Any], Any], found: Any) -> Any:
        flat = name == "span" and "span" not in found
        return Span(found["start"], found["end"]) if flat else each(found[name])

    return read


def _schema(kind: Any, defs: dict[str, Json]) -> Json:
    if kind is Record:
        defs |= {name: schema for name, schema in json_schema()["$defs"].items() if name != "failure"}
        return {"$ref": "#/$defs/record"}
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return {"type": "array", "items": _schema(parts[0], defs)}
        each = [_schema(part, defs) for part in parts]
        return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}
    if isinstance(kind, UnionType):
        return {"anyOf": [_schema(_inner(kind), defs), {"type": "null"}]}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(member) for member in kind]}
    return _named_schema(kind, defs) if is_dataclass(get_origin(kind) or kind) else dict(_PLAIN[kind])


def _named_schema(kind: Any, defs: dict[str, Json]) -> Json:
    named = _name(kind)
    if named not in defs:
        defs[named] = {}  # holds the place of a type that holds itself
        properties: Json = {}
        for name, hint in _hints(kind).items():
            properties |= _OFFSETS if (name, hint) == ("span", Span) else {name: _schema(hint, defs)}
        defs[named] = {
            "type": "object",
            "description": ((get_origin(kind) or kind).__doc__ or "").split("\n")[0],
            "properties": properties,
            "required": list(properties),
        }
    return {"$ref": f"#/$defs/{named}"}


def _name(kind: Any) -> str:
    """ "Story"; "ListingHit" of a listing of hits."""
    parts = "".join(_name(part) for part in get_args(kind))
    return f"{(get_origin(kind) or kind).__name__}{parts}"


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    """The fields' types; a generic type's own parameter is what it is given."""
    origin = get_origin(kind) or kind
    hints = get_type_hints(origin)
    given = dict(zip(getattr(origin, "__parameters__", ()), get_args(kind), strict=True))
    return {field.name: _given(hints[field.name], given) for field in fields(origin)}


def _given(hint: Any, given: Mapping[Any, Any]) -> Any:
    held = getattr(hint, "__parameters__", ())
    if hint in given:
        return given[hint]
    return hint[tuple(given[one] for one in held)] if given and held else hint


def _inner(kind: UnionType) -> Any:
    """What an optional type is when it is there: none of our values is one of several types."""
    (inner,) = (part for part in get_args(kind) if part is not NoneType)
    return inner

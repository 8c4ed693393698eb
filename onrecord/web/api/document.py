"""The OpenAPI document (3.1), made of the table of calls and of the types that they take and give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from onrecord.web.api.calls import Call, Json, Parameter
from onrecord.web.asking import Answer, Ask, View
from onrecord.web.values import Right
from onrecord.wire import value_schema

ERROR: Json = {
    "type": "object",
    "description": "Why it was not done.",
    "properties": {"error": {"type": "string"}, "what": {"type": "string"}},
    "required": ["error", "what"],
}
COMPONENTS = "#/components/schemas/"
REFUSALS = {
    "400": "Not to be asked so.", "401": "A token is needed.", "403": "Not yours to do.", "404": "Not on the record.",
    "413": "Too large.", "422": "No record came of it.", "429": "Too often.", "503": "Busy, or too slow.",
}  # fmt: skip


def describe(calls: Sequence[Call], base: str, version: str) -> Json:
    """The document of the calls under a base address."""
    schemas: Json = {"Error": ERROR}
    paths: Json = {}
    for call in calls:
        paths.setdefault(call.path, {})["get" if call.takes is None else "post"] = _operation(call, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Onrecord",
            "version": version,
            "description": "Who says what, and on whose word it stands.",
        },
        "servers": [{"url": base}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {status: _refusal(told) for status, told in REFUSALS.items()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def document_page(calls: Sequence[Call], base: str, version: str) -> Any:
    """What answers with the document, made once."""
    made = describe(calls, base, version)

    def page(_: Ask) -> Answer:
        return View("", {}, made)

    return page


def _operation(call: Call, schemas: Json) -> Json:
    kind = "text/event-stream" if call.streams else "application/json"
    gives = _ref(call.gives, schemas)
    body = {kind: {"schema": {"type": "string"} if call.streams else gives}}
    parameters = [_parameter(call, one) for one in call.parameters]
    operation: Json = {
        "operationId": re.sub(r"\W+", "_", f"{'post' if call.takes else 'get'}{call.path}").strip("_"),
        "summary": call.told,
        "description": _rights(call.right),
        "parameters": parameters,
        "responses": {"200": {"description": call.told, "content": body}}
        | {status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS},
    }
    if call.takes:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _request_schema(call.takes, schemas)}},
        }
    return operation


def _rights(right: Right) -> str:
    return "Needs a write token of a reviewer or admin." if right is Right.JUDGE else "Needs a read token."


def _parameter(call: Call, one: Parameter) -> Json:
    where = "path" if f"{{{one.name}}}" in call.path else "query"
    return {
        "name": one.name,
        "in": where,
        "required": one.required,
        "description": one.told,
        "schema": one.schema,
    }


def _refusal(told: str) -> Json:
    schema = {"$ref": f"{COMPONENTS}Error"}
    kinds = {kind: {"schema": schema} for kind in ("application/json",)} | {
        "text/plain": {"schema": {"type": "string"}}
    }
    return {"description": told, "content": kinds}


def _ref(kind: Any, schemas: Json) -> Json:
    """The schema of a type, its parts put among the document's."""
    whole = _moved(value_schema(kind))
    schemas |= {name: schema for name, schema in whole.pop("$defs").items() if name not in schemas}
    del whole["$schema"]
    found: Json = whole
    return found


def _request_schema(kind: type, schemas: Json) -> Json:
    """As `_ref`, but what has a default may be left out, and nothing else may be given."""
    found = _ref(kind, schemas)
    assert is_dataclass(kind)
    needed = [field.name for field in fields(kind) if field.default is MISSING]
    schemas[kind.__name__] |= {"required": needed, "additionalProperties": False}
    return found


def _moved(value: Any) -> Any:
    """The schema with its references led to the document's components."""
    if isinstance(value, dict):
        return {
            key: inner.replace("#/$defs/", COMPONENTS) if key == "$ref" else _moved(inner)
            for key, inner in value.items()
        }
    return [_moved(one) for one in value] if isinstance(value, list) else value

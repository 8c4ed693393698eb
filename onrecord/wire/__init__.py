"""The JSON form of every value, versioned: the only place that knows it.

What each field means is told in docs/reference/json.md. Field names are fixed within a version; fields may be
added. Offsets are in Unicode code points of `article.text`.
"""

from onrecord.wire.read import record_from_json
from onrecord.wire.schema import json_schema
from onrecord.wire.values import value_from_json, value_schema, value_to_json
from onrecord.wire.write import SCHEMA, Json, dumps, failure_to_json, page_to_json, record_to_json

__all__ = [
    "SCHEMA",
    "Json",
    "dumps",
    "failure_to_json",
    "json_schema",
    "page_to_json",
    "record_from_json",
    "record_to_json",
    "value_from_json",
    "value_schema",
    "value_to_json",
]

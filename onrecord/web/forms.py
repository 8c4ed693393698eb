"""The forms of an answer: a page as HTML, its data as JSON, its tables as CSV."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from onrecord.cells import as_cell
from onrecord.types import Record
from onrecord.web.asking import Table
from onrecord.wire import record_to_json, value_to_json

# In JSON that a browser may show: what breaks lines or reorders is escaped, and reads back the same
_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(value: object) -> str:
    """Any of our values as JSON; fields have the names they have in Python."""
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, indent=1)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def to_csv(table: Table) -> str:
    """A table by RFC 4180; words that a spreadsheet would take for a formula have an apostrophe before them."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(table.columns)
    rows.writerows([as_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _plain(value: object) -> Any:
    if isinstance(value, Record):
        return record_to_json(value)
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return value_to_json(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [_plain(inner) for inner in value]
    return value

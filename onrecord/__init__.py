"""Onrecord reads raw news pages and keeps the record: who says what happened, on whose word, in which words.

import onrecord
record = onrecord.read("page.html")
for statement in record.statements:
    print(statement.act, record.article[statement.cue])
for event in record.events:
    print(event.type, event.status, record.article[event.trigger])
"""

from importlib import import_module
from typing import TYPE_CHECKING

from onrecord.errors import NotKept, OnrecordError, PageError, ReaderError, StoreError
from onrecord.types import (
    Article,
    Entity,
    Event,
    EventType,
    Page,
    PageKind,
    Place,
    Record,
    Span,
    Statement,
    Status,
    Time,
)
from onrecord.views.html import render_fragment
from onrecord.wire import json_schema, record_from_json, record_to_json

if TYPE_CHECKING:
    from onrecord.fetch import Limits
    from onrecord.kept import KeptRecord, open_record
    from onrecord.kept.frames import to_frame
    from onrecord.kept.values import Query, StoryQuery
    from onrecord.pipeline import Outcome, Tools, load, read, read_many

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Entity",
    "Event",
    "EventType",
    "KeptRecord",
    "Limits",
    "NotKept",
    "OnrecordError",
    "Outcome",
    "Page",
    "PageError",
    "PageKind",
    "Place",
    "Query",
    "ReaderError",
    "Record",
    "Span",
    "Statement",
    "Status",
    "StoreError",
    "StoryQuery",
    "Time",
    "Tools",
    "json_schema",
    "load",
    "open_record",
    "read",
    "read_many",
    "record_from_json",
    "record_to_json",
    "to_frame",
]

# what reads pages, or keeps records, is imported when it is first asked for: a command waits for no library that it
# does not use
_LATER = {
    "Limits": "onrecord.fetch",
    "KeptRecord": "onrecord.kept",
    "open_record": "onrecord.kept",
    "to_frame": "onrecord.kept.frames",
    "Query": "onrecord.kept.values",
    "StoryQuery": "onrecord.kept.values",
    "Outcome": "onrecord.pipeline",
    "Tools": "onrecord.pipeline",
    "load": "onrecord.pipeline",
    "read": "onrecord.pipeline",
    "read_many": "onrecord.pipeline",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """One of the names above, from the module that defines it."""
        if name not in _LATER:
            raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(_LATER[name]), name)
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


# how a record shows itself in a notebook: set here because the view knows the types, and the types know no view
Record._repr_html_ = render_fragment  # type: ignore[attr-defined]

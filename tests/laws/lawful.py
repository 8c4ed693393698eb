"""The laws that bind every record, as one check for any test that has made one."""

from __future__ import annotations

from onrecord.types import Record
from onrecord.wire import dumps, record_from_json, record_to_json


def assert_lawful(record: Record) -> None:
    """Fails where a span lies outside the text, an id does not resolve, or a record read back differs."""
    length = len(record.article.text)
    for span in record.spans():
        assert 0 <= span.start < span.end <= length, f"{span} lies outside a text of {length}"
    assert record_from_json(record_to_json(record)) == record
    assert dumps(record_to_json(record)) == dumps(record_to_json(record_from_json(record_to_json(record))))

"""Stories and their articles in the formats of others: tables, ACLED, UCDP GED, PLOVER, linked data, annotations.

What each field holds is told in docs/reference/exports.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.export.acled import ACLED
from onrecord.export.annotations import annotation_page
from onrecord.export.delimited import write_csv
from onrecord.export.frames import to_arrow, write_parquet
from onrecord.export.gold import gold_record
from onrecord.export.jsonld import story_document
from onrecord.export.plover import plover_events
from onrecord.export.tables import TABLES as RECORD_TABLES
from onrecord.export.ucdp import UCDP
from onrecord.export.values import Column, Matter, Table

__all__ = [
    "TABLES",
    "Column",
    "Matter",
    "Table",
    "annotation_page",
    "gold_record",
    "plover_events",
    "story_document",
    "to_arrow",
    "write_csv",
    "write_parquet",
]

TABLES: Mapping[str, Table] = {**RECORD_TABLES, ACLED.name: ACLED, UCDP.name: UCDP}

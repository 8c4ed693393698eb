"""The desk for programs: the record as JSON, typed, paged by cursors, under /api/v1; described by OpenAPI."""

from onrecord.web.api.document import describe
from onrecord.web.api.table import API_ROWS, CALLS

__all__ = ["API_ROWS", "CALLS", "describe"]

"""The article alone, as text."""

from __future__ import annotations

from onrecord.cells import visible
from onrecord.types import Record


def render_text(record: Record) -> str:
    """The clean article, to the letter but for characters that act on a terminal; offsets hold in it."""
    return visible(record.article.text)

"""The article alone, as text; and text from a page made safe to show."""

from __future__ import annotations

import re

from onrecord.types import Record

# What could act on a terminal, reorder what a reader sees, or fail to encode: control characters other than
# tab and newline, line and paragraph separators, bidirectional embeddings, overrides and isolates, lone
# surrogates, tag characters.
_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


def render_text(record: Record) -> str:
    """The clean article, to the letter but for characters that act on a terminal; offsets hold in it."""
    return visible(record.article.text)


def visible(text: str) -> str:
    """The text with every character that could act, and not only be read, replaced by �, one for one.

    >>> visible("red \x1b[31m")
    'red �[31m'
    """
    return _ACTS.sub("\ufffd", text)


def on_one_line(text: str) -> str:
    """Visible text with every run of white space as one space."""
    return " ".join(visible(text).split())

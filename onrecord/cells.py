"""Text from a page made safe to show on a line, in a terminal or in a cell of a table."""

from __future__ import annotations

import re

Cell = str | int | float | bool | None

# What could act on a terminal, reorder what a reader sees, or fail to encode: control characters other than
# tab and newline, line and paragraph separators, bidirectional embeddings, overrides and isolates, lone
# surrogates, tag characters.
_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)

# A cell that begins so is a formula to a spreadsheet: "=HYPERLINK(…)", "+1", "@SUM(…)", the wide forms in East Asia
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    """The text with every character that could act, and not only be read, replaced by �, one for one.

    >>> visible("red \x1b[31m")
    'red �[31m'
    """
    return _ACTS.sub("\ufffd", text)


def on_one_line(text: str) -> str:
    """Visible text with every run of white space as one space."""
    return " ".join(visible(text).split())


def as_cell(value: Cell) -> str:
    """The value as a cell of CSV; words that a spreadsheet would take for a formula have an apostrophe before them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return "" if value is None else str(value)
    words = on_one_line(value)
    return f"'{words}" if words.startswith(FORMULA) else words

"""What sort of source it is, and the small words that tell of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.types import SourceKind

INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "any", "two", "three", "several", "many", "few", "other"}
)
DETERMINERS = INDEFINITE | {
    "the",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "both",
    "all",
    "each",
    "no",
}
PUBLIC = frozenset({SourceKind.ORGANISATION, SourceKind.STATE, SourceKind.MILITARY})
NEVER_NAMED = frozenset(
    {SourceKind.OFFICIAL_UNNAMED, SourceKind.WITNESS, SourceKind.GROUP, SourceKind.UNKNOWN}
)
WORD = re.compile(r"[^\W_][\w.&’'%-]*|%")


class Speaker(NamedTuple):
    """What sort of source it is, and whether the words say which one."""

    kind: SourceKind
    named: bool


NOT_KNOWN = Speaker(SourceKind.UNKNOWN, False)

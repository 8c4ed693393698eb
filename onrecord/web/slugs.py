"""Ids as pieces of an address: readable, one to one, whatever stands in an id."""

from __future__ import annotations

import re

_KEPT = re.compile(r"[A-Za-z0-9_.-]")
_CODED = re.compile(r"~([0-9A-F]{2})")
_ENDS = re.compile(r"\.(?=(json|csv|svg|txt)$)")  # would ask for another form of the page
_DOTS = re.compile(r"^\.(?=\.?$)")  # "." and "..", which browsers resolve


def slug(words: str) -> str:
    """The id as one piece of an address.

    >>> slug("pages/a b.html"), slug("feed.json")
    ('pages~2Fa~20b.html', 'feed~2Ejson')
    """
    coded = "".join(c if _KEPT.fullmatch(c) else _code(c) for c in words)
    return _DOTS.sub("~2E", _ENDS.sub("~2E", coded)) or "~"


def unslug(piece: str) -> str:
    """The id that a piece of an address stands for.

    >>> unslug("pages~2Fa~20b.html"), unslug(slug("~"))
    ('pages/a b.html', '~')
    """
    if piece == "~":
        return ""
    coded = _CODED.sub(lambda match: chr(int(match[1], 16)), piece)
    return coded.encode("latin-1", "replace").decode("utf-8", "replace")


def _code(character: str) -> str:
    return "".join(f"~{byte:02X}" for byte in character.encode("utf-8", "replace"))

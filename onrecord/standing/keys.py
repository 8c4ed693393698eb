"""Keys: who stands behind an origin, so that two can be told to be of one side.

"state:TD" is a state, "body:…" a body known by name, "entity:…" one the article names, "words:resident" what stands
for it where nobody is named, "voice:…" an outlet in its own voice.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from onrecord.lexicons.status import status_words

UNKNOWN_STATE = "state:?"
UNKNOWN_ORIGIN = "words:?"  # "he", and nobody can tell who

OF = frozenset({"of", "in", "on", "from", "at", "near", "with", "for"})  # after the noun of a phrase

Keys = AbstractSet[str]


def states(keys: Keys) -> frozenset[str]:
    """The states that are spoken or acted for: "state:TR"; "state:?" where it is not told which."""
    return frozenset(key for key in keys if key.startswith("state:"))


def meet(one: Keys, other: Keys) -> bool:
    """Whether both are, or may be, of one side: a state that is not named may be any."""
    if one & other:
        return True
    ours, theirs = states(one), states(other)
    return bool(ours and theirs) and UNKNOWN_STATE in ours | theirs


def are_same(one: Keys, other: Keys) -> bool:
    """Whether the same origin speaks, not only the same side."""
    return any(not key.startswith("state:") for key in one & other)


def words_key(words: str) -> str:
    """What words without an entity are known by: their noun, and whether it is another one of them.

    >>> words_key("two residents of the port"), words_key("another witness")
    ('words:resident', 'words:another witness')
    """
    tokens = re.findall(r"[^\W\d_]+", words.lower())
    if not tokens or words.lower() in status_words().words["pronouns"]:
        return UNKNOWN_ORIGIN
    cut = next((i for i, token in enumerate(tokens) if i and token in OF), len(tokens))
    other = "another " if set(tokens[:cut]) & status_words().words["others"] else ""
    return f"words:{other}{tokens[cut - 1].removesuffix('s')}"

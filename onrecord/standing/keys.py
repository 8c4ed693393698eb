"""Keys: who stands behind an origin, so that two can be told to be of one side.

"state:TD" is a state, "body:…" a body known by name, "entity:…" one the article names, "words:resident" what stands
for it where nobody is named, "voice:…" an outlet in its own voice.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

UNKNOWN_STATE = "state:?"
UNKNOWN_ORIGIN = "words:?"  # "he", and nobody can tell who

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

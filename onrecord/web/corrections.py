"""What of a finding a person can correct, and the words they may use."""

from __future__ import annotations

from onrecord.types import Act, EntityType, EventType, Form, Modality, SourceKind, Status

YES_NO = ("yes", "no")

# By the letter that the finding's id begins with: field → the words it may have; none: any words
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "s": {
        "act": tuple(Act),
        "form": tuple(Form),
        "kind": tuple(SourceKind),
        "named": YES_NO,
        "negated": YES_NO,
    },
    "v": {"type": tuple(EventType), "mode": (), "modality": tuple(Modality), "status": tuple(Status)},
    "e": {"type": tuple(EntityType), "name": (), "country": ()},
}

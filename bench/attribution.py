"""Sources, cues, contents and whole attributions on PolNeAR's development part, by score.py."""

from __future__ import annotations

from bench import Figure, Setup
from bench.records import read_documents, score

FLOORS = {"source exact": 79, "cue exact": 71, "content exact": 64, "attribution, overlapping": 60}


def measure(setup: Setup) -> list[Figure]:
    """Exact F1 of each part and F1 of whole attributions, exact and overlapping."""
    gold = setup.data / "data/polnear/dev"
    rows = score(setup.data, "attribution", gold, read_documents(setup, "attribution", gold))
    wanted = (
        "source exact",
        "cue exact",
        "content exact",
        "attribution, all exact",
        "attribution, overlapping",
    )
    return [Figure(f"{name} F1", rows[name].f1, floor=FLOORS.get(name)) for name in wanted]

"""Sources, cues, contents and whole attributions on PolNeAR's development part, by score.py."""

from __future__ import annotations

from pathlib import Path

from bench import Figure
from bench.records import read_documents, score

FLOORS = {"source exact": 79, "cue exact": 71, "content exact": 64, "attribution, overlapping": 60}


def measure(data: Path) -> list[Figure]:
    """Exact F1 of each part and F1 of whole attributions, exact and overlapping."""
    gold = data / "data/polnear/dev"
    rows = score(data, "attribution", gold, read_documents(data, "attribution", gold))
    wanted = (
        "source exact",
        "cue exact",
        "content exact",
        "attribution, all exact",
        "attribution, overlapping",
    )
    return [Figure(f"{name} F1", rows[name], floor=FLOORS.get(name)) for name in wanted]

"""Names of persons, organisations and places, on the 15% of worldwide-newswire's files that training never sees."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import Figure, Setup
from bench.records import read_documents, score
from training.splits import kept_out


def measure(setup: Setup) -> list[Figure]:
    """Exact F1 of each type and of all."""
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((setup.data / "data/worldwide-newswire").glob("*.tsv")):
            if kept_out(path.name):
                (Path(folder) / path.name).symlink_to(path.resolve())
        gold = Path(folder)
        rows = score(setup.data, "names", gold, read_documents(setup, "names", gold))
    floors = {"all names": 83}
    return [
        Figure(f"{name} F1", rows[name].f1, floor=floors.get(name))
        for name in ("person", "organisation", "place", "all names")
    ]

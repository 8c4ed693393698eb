"""Names of persons, organisations and places, on the 15% of worldwide-newswire's files that training never sees."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import Figure
from bench.records import read_documents, score
from training.splits import kept_out


def measure(data: Path) -> list[Figure]:
    """Exact F1 of each type and of all."""
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((data / "data/worldwide-newswire").glob("*.tsv")):
            if kept_out(path.name):
                (Path(folder) / path.name).symlink_to(path.resolve())
        gold = Path(folder)
        rows = score(data, "names", gold, read_documents(data, "names", gold))
    floors = {"all names": 83}
    return [
        Figure(f"{name} F1", rows[name], floor=floors.get(name))
        for name in ("person", "organisation", "place", "all names")
    ]

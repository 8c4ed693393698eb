"""Articles grouped by matter: basil (dated, three outlets on one event) and ecbplus (two events of one kind a topic).

One setting for both, chosen on odd topics of ecbplus while all were looked at; the even ones stand beside.
They come in three random orders, through the look-up by marks; the result must be the same each time.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Collection
from pathlib import Path

from bench import Figure, Setup
from bench.blocks import Blocks
from bench.records import Score, read_documents, score
from onrecord.types import Record
from onrecord.wire import record_from_json

ORDERS = 3
Stories = tuple[tuple[str, ...], ...]


def measure(setup: Setup) -> list[Figure]:
    """B-cubed of both corpora, and whether the order changes anything."""
    return [figure for corpus in ("basil", "ecbplus") for figure in _measure(setup, corpus)]


def _measure(setup: Setup, corpus: str) -> list[Figure]:
    gold = setup.data / "data" / corpus
    records = [record_from_json(read) for read in read_documents(setup, "stories", gold).values()]
    found = [_come(records, random.Random(seed)) for seed in range(ORDERS)]
    stories = found[0]
    whole = _score(setup, gold, stories)
    floor = {"basil": 95.0, "ecbplus": 91.0}[corpus]
    figures = [
        Figure(f"{corpus}, B-cubed F1", whole.f1, floor=floor, note=f"P {whole.precision} R {whole.recall}"),
        Figure(f"{corpus}, orders with one result", sum(one == stories for one in found), "of 3", ORDERS),
    ]
    if corpus == "ecbplus":
        even = {record.article.id for record in records if int(record.article.id.split("_")[0]) % 2 == 0}
        half = _score(setup, gold, stories, only=even)
        figures.append(
            Figure("ecbplus, even topics, B-cubed F1", half.f1, note=f"P {half.precision} R {half.recall}")
        )
    return figures


def _come(records: list[Record], chance: random.Random) -> Stories:
    blocks = Blocks()
    for record in chance.sample(records, len(records)):
        blocks.add(record)
    return blocks.stories()


def _score(setup: Setup, gold: Path, stories: Stories, *, only: Collection[str] = ()) -> Score:
    """What score.py says of the stories, written as `onrecord stories --json` has them; of `only` those named."""
    with tempfile.TemporaryDirectory() as folder:
        path, part = Path(folder) / "stories.json", Path(folder) / "gold"
        told = [
            {"id": f"s{n}", "title": "", "articles": [{"id": id} for id in ids]}
            for n, ids in enumerate(stories)
        ]
        path.write_text(json.dumps(told), encoding="utf8")
        if only:
            for file in gold.glob("*/*.xml"):
                if file.stem in only:
                    (part / file.parent.name).mkdir(parents=True, exist_ok=True)
                    (part / file.parent.name / file.name).symlink_to(file.resolve())
        return score(setup.data, "stories", part if only else gold, path)["stories, B-cubed"]

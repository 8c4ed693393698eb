"""times: TIMEX3 on TimeBank and AQUAINT (TimeML), by the scorer that stands beside the data.

The grammar was written while looking at AQUAINT and at the `seen` half of TimeBank;
the `unseen` half was only scored.
"""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from types import ModuleType
from typing import Any

from bench import Figure, Setup
from bench.records import scorer
from onrecord.record.times import find_times

FLOORS = {"strict": 78.0, "value": 65.0}
_LINE = re.compile(r"times (?P<what>\w+) .*F1 +(?P<f1>[\d.]+)")
_Document = tuple[str, str, list[tuple[int, int, str, str]], str | None]


def measure(setup: Setup) -> list[Figure]:
    """Strict, relaxed, type and value F1 on all of TimeBank, its two halves, and AQUAINT."""
    module = scorer(setup.data)
    timebank, aquaint = (str(setup.data / "data" / "timeml" / name) for name in ("TimeBank", "AQUAINT"))
    figures = [
        Figure(f"TimeBank, {what}", value, floor=FLOORS.get(what))
        for what, value in _score(module, timebank, lambda _: True).items()
    ]
    for name, folder, keep in (
        ("TimeBank, seen half", timebank, _seen),
        ("TimeBank, unseen half", timebank, lambda name: not _seen(name)),
        ("AQUAINT", aquaint, lambda _: True),
    ):
        scores = _score(module, folder, keep)
        figures += [Figure(f"{name}, {what}", scores[what]) for what in FLOORS]
    return figures


def _seen(name: str) -> bool:
    return zlib.crc32(name.encode()) % 2 == 0


def _score(module: ModuleType, folder: str, keep: Callable[[str], bool]) -> dict[str, float]:
    """F1 by name, as the scorer prints them, over the documents kept."""
    documents: list[_Document] = [document for document in module.timeml(folder) if keep(document[0])]
    records = {name: _record(text, published) for name, text, _, published in documents}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), _only(module, documents):
        module.score_times(folder, records)
    return {match["what"]: float(match["f1"]) for match in _LINE.finditer(printed.getvalue())}


@contextlib.contextmanager
def _only(module: ModuleType, documents: list[_Document]) -> Iterator[None]:
    """The scorer reading these documents instead of a whole folder."""
    whole = module.timeml
    module.__dict__["timeml"] = lambda _: documents
    try:
        yield
    finally:
        module.__dict__["timeml"] = whole


def _record(text: str, published: str | None) -> dict[str, Any]:
    times = find_times(text, published=date.fromisoformat(published) if published else None)
    return {
        "times": [
            {"start": time.span.start, "end": time.span.end, "type": str(time.type), "value": time.value}
            for time in times
        ]
    }

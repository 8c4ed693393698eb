"""Published dates of real pages (htmldate's evaluation set): the day right, by ours and by htmldate alone."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from htmldate import find_date

from bench import Figure, Setup
from onrecord.article import make_article
from onrecord.errors import PageError
from onrecord.types import Basis, Page, PageKind

READ_ON = date(
    2026, 11, 1
)  # the day of reading, after the latest page; fixed, so that a figure is the same next year
FLOOR = 92.0


def measure(setup: Setup) -> list[Figure]:
    """The share of pages whose day is right; rules were made on the dev half, by a hash of the file name."""
    rows = list(_rows(setup.data / "data" / "pages" / "dated"))
    parts = {
        "published day right": rows,
        "… dev half": [row for row in rows if row[0]],
        "… held-out half": [row for row in rows if not row[0]],
    }
    figures = [
        Figure(
            name,
            _share([ours == gold for _, gold, ours, _, _ in part]),
            floor=FLOOR if part is rows else None,
            note=f"n={len(part)}",
        )
        for name, part in parts.items()
    ]
    figures.append(
        Figure(
            "htmldate alone, original date, extensive",
            _share([theirs == gold for _, gold, _, _, theirs in rows]),
        )
    )
    right = Counter(basis for _, gold, ours, basis, _ in rows if ours == gold)
    told = Counter(basis for _, _, _, basis, _ in rows)
    figures += [
        Figure(f"… by {basis}", 100 * right[basis] / told[basis], note=f"n={told[basis]}")
        for basis in sorted(filter(None, told))
    ]
    return figures


def _rows(folder: Path) -> Iterator[tuple[bool, str, str | None, Basis | None, str | None]]:
    """For each page: whether it is of the dev half, the right day, ours, how we know it, htmldate's."""
    for url, gold in json.loads((folder / "gold.json").read_text(encoding="utf-8")).items():
        path = folder / gold["file"]
        if not path.is_file():  # the set names more pages than it holds
            continue
        body = path.read_bytes()
        page = Page(path.name, body, PageKind.HTML, url=url, fetched=READ_ON)
        try:
            published = make_article(page).published
        except PageError:
            published = None
        day, basis = (published.value[:10], published.basis) if published else (None, None)
        yield (
            _of_dev(path.name),
            gold["date"],
            day,
            basis,
            find_date(body, original_date=True, extensive_search=True),
        )


def _of_dev(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


def _share(hits: list[bool]) -> float:
    return 100 * sum(hits) / len(hits)

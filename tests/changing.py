"""Articles of one event: its actor claims it, then the side that it was done to confirms it; one unnamed says it."""

from __future__ import annotations

from typing import Any

from onrecord.types import Page, PageKind, Record
from tests.corroborated import told

CASE = {
    "entities": ["Kenya; state; KE", "Yusuf Adan; person; SO", "Somalia; state; SO"],
    "articles": [
        {
            "day": "2026-03-02",
            "outlet": "Courier",
            "text": "<s1 state><actor>Kenya</actor></s1> <c1 say>said</c1> <t1>it had <e DEATH>killed</e> "
            "<victim>Yusuf Adan</victim></t1>.",
        },
        {
            "day": "2026-03-04",
            "outlet": "Herald",
            "text": "<s1 state>Somalia</s1> <c1 confirm>confirmed</c1> <t1>that <actor>Kenya</actor> had "
            "<e DEATH>killed</e> <victim>Yusuf Adan</victim></t1>.",
        },
    ],
}
UNNAMED = {
    "entities": CASE["entities"],
    "articles": [
        {
            "day": "2026-03-02",
            "outlet": "Courier",
            "text": "<s1 official_unnamed unnamed terms>An official who would not be named</s1> <c1 say>said</c1> "
            "<t1>that <actor>Kenya</actor> had <e DEATH>killed</e> <victim>Yusuf Adan</victim></t1>.",
        }
    ],
}


def claimed_then_confirmed() -> list[tuple[Page, Record]]:
    """The two articles with their records, in the order in which they appeared."""
    return file_told(CASE)


def unnamed_alone() -> list[tuple[Page, Record]]:
    """An article whose one event stands on the word of somebody it does not name."""
    return file_told(UNNAMED)


def file_told(case: dict[str, Any]) -> list[tuple[Page, Record]]:
    """The articles of a case, as `tests/corroborated.py` tells it, with their records."""
    return [(Page(f"{one.id}.html", one.id.encode(), PageKind.HTML), one.record) for one in told(case).filed]

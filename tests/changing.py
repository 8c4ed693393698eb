"""Two articles of one event: its actor claims it, then the side that it was done to confirms it."""

from __future__ import annotations

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


def claimed_then_confirmed() -> list[tuple[Page, Record]]:
    """The two articles with their records, in the order in which they appeared."""
    return [(Page(f"{one.id}.html", one.id.encode(), PageKind.HTML), one.record) for one in told(CASE).filed]

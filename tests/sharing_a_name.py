"""Articles of two matters with two people called Osman, one of them by her surname alone in her second article."""

from __future__ import annotations

from onrecord.types import Page, Record
from tests.changing import file_told
from tests.matters import FERRY, VOTE

SINKING, OTHERS, *_ = FERRY[1:]
VOTED = VOTE[1]
PEOPLE = {
    "articles": [
        {
            "day": "2026-03-02",
            "outlet": "Courier",
            "entities": ["Sara Osman; person; TZ"],
            "text": f"{SINKING} <s1 person>Sara Osman</s1> <c1 say>said</c1> <t1>the ferry <e ACCIDENT>sank</e></t1>.",
        },
        {
            "day": "2026-03-03",
            "outlet": "Herald",
            "entities": ["Osman; person; TZ"],
            "text": f"{OTHERS} <s1 person>Osman</s1> <c1 deny>denied</c1> <t1>that divers <e MOVE>left</e></t1>.",
        },
        {
            "day": "2026-05-20",
            "outlet": "Lantern",
            "entities": ["Yusuf Osman; person; BA"],
            "text": f"{VOTED} <s1 person>Yusuf Osman</s1> <c1 say>said</c1> <t1>he would <e RESIGN>resign</e></t1>.",
        },
    ]
}


def osmans() -> list[tuple[Page, Record]]:
    """The articles with their records."""
    return file_told(PEOPLE)

"""Articles of two invented matters, each with its record: a ferry that sank, a budget that was voted down."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.types import Basis, Event, EventType, Page, PageKind, Precision, Published, Record
from tests.build import article, span

FERRY = (
    "Ferry Marisol sinks off Zanzibar port, coastguard says",
    "The ferry Marisol sank off Zanzibar on Monday. Coastguard divers searched the Marisol wreck near Stone Town pier.",
    "Divers from the coastguard found the Marisol ferry wreck off Stone Town. The Zanzibar ferry sank in heavy swell.",
    "Zanzibar ferry Marisol lies in forty metres, coastguard divers say. The wreck sank off Stone Town pier.",
)
VOTE = (
    "Parliament in Sarajevo votes down budget of premier Hodzic",
    "Parliament in Sarajevo voted down the budget of premier Hodzic. Deputies rejected the budget by nine votes.",
    "Premier Hodzic lost the budget vote in Sarajevo. Deputies of parliament rejected his budget late at night.",
)


def one(matter: str, number: int, text: str, day: int) -> tuple[Page, Record]:
    """A page with its record: an event at every "sank" and "voted", and nothing else."""
    id = f"{matter}{number}.html"
    published = Published((date(2026, 6, 1) + timedelta(day)).isoformat(), Precision.DAY, Basis.METADATA)
    body = article(text, id=id, outlet=f"Outlet {number}", published=published)
    kinds = {"sank": EventType.ACCIDENT, "voted down": EventType.REJECT}
    found = [(word, kind) for word, kind in kinds.items() if word in text]
    events = tuple(Event(f"v{n}", kind, span(text, word)) for n, (word, kind) in enumerate(found, start=1))
    return Page(id, text.encode(), PageKind.ARTICLE), Record(body, events=events, sentences=body.paragraphs)


PAIRS = [
    *(one("ferry", n, FERRY[0] + "\n" + text, n) for n, text in enumerate(FERRY[1:])),
    *(one("vote", n, VOTE[0] + "\n" + text, n) for n, text in enumerate(VOTE[1:])),
]
MATTERS = {
    frozenset({"ferry0.html", "ferry1.html", "ferry2.html"}),
    frozenset({"vote0.html", "vote1.html"}),
}

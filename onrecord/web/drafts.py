"""Pages that were read and not yet kept: for a while, in memory, each its reader's own."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass

from onrecord.types import Page, Record

KEPT = 200  # the oldest goes first


@dataclass(frozen=True, slots=True)
class Draft:
    """A page with its record, and who read it."""

    owner: str
    page: Page
    record: Record


class Drafts:
    """Drafts by a number that cannot be guessed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drafts: OrderedDict[str, Draft] = OrderedDict()

    def add(self, draft: Draft) -> str:
        """The number of a new draft."""
        number = secrets.token_urlsafe(9).replace("-", "x")
        with self._lock:
            self._drafts[number] = draft
            while len(self._drafts) > KEPT:
                self._drafts.popitem(last=False)
        return number

    def find(self, number: str, owner: str) -> Draft | None:
        """The draft of that number, if it is theirs and still here."""
        draft = self._drafts.get(number)
        return draft if draft and draft.owner == owner else None

    def drop(self, number: str) -> None:
        """Forgets a draft."""
        with self._lock:
            self._drafts.pop(number, None)

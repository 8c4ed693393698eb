"""What the words mean, and the keys."""

from __future__ import annotations

from onrecord.web.asking import Answer, Ask, View

KEYS = (
    ("/", "to the search"),
    ("j, k", "to the next or last finding, or row"),
    ("Enter", "open it"),
    ("n", "to the note of the marked words, and back"),
    ("g then f, s, c, q, r", "to the front page, stories, contradictions, what to check, read"),
    ("?", "this page"),
)


def show_help(ask: Ask) -> Answer:
    """The words for status and marks, each with its meaning; and the keys."""
    return View("help.html", {"keys": KEYS}, {"keys": [list(pair) for pair in KEYS]})

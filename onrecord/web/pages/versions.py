"""Two versions of an article compared: in terms of the record, and word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.types import (
    Article,
)
from onrecord.web.asking import Answer, Ask, Table, View
from onrecord.web.pages.articles import find_filed, headline_of, version_of

COMPARED = 4_000  # words of a paragraph compared word by word; longer ones are shown whole


def show_versions(ask: Ask) -> Answer:
    """Two versions compared: what changed in terms of the record, and word by word."""
    filed = find_filed(ask)
    newer = version_of(filed, ask.query.get("newer"))
    before = next((v for v in reversed(filed.versions) if v.number < newer.number), newer)
    older = version_of(filed, ask.query.get("older") or str(before.number))
    changes = [
        change for change in ask.desk.changes(filed.id) if older.number < change.version <= newer.number
    ]
    values = {
        "filed": filed,
        "headline": headline_of(filed.article),
        "older": older,
        "newer": newer,
        "changes": changes,
        "compared": tuple(compare(older.record.article, newer.record.article)),
    }
    data = {"article": filed.id, "older": older.number, "newer": newer.number, "changes": changes}
    rows = ((c.article, c.version, c.kind, c.what, c.before, c.after) for c in changes)
    table = Table(("article", "version", "kind", "what", "before", "after"), tuple(rows))
    return View("versions.html", values, data, {"": table})


@dataclass(frozen=True, slots=True)
class Compared:
    """A paragraph of two versions: pieces that are the same, gone, or new."""

    sort: str  # same, changed
    pieces: tuple[tuple[str, str], ...]  # "same", "gone" or "new", and the words


def compare(older: Article, newer: Article) -> Iterator[Compared]:
    """The newer text paragraph by paragraph, with what is gone and what is new."""
    one, other = ([article[span] for span in article.paragraphs] for article in (older, newer))
    for kind, i, j, k, m in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Compared("same", (("same", text),)) for text in one[i:j])
            continue
        for place in range(max(j - i, m - k)):
            gone = one[i + place] if i + place < j else ""
            new = other[k + place] if k + place < m else ""
            yield Compared("changed", tuple(_words_compared(gone, new)))


def _words_compared(gone: str, new: str) -> Iterator[tuple[str, str]]:
    one, other = re.findall(r"\S+\s*", gone), re.findall(r"\S+\s*", new)
    if not one or not other or max(len(one), len(other)) > COMPARED:
        yield from ((sort, text) for sort, text in (("gone", gone), ("new", new)) if text)
        return
    for kind, i, j, k, m in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(one[i:j])
        else:
            yield from (("gone", "".join(one[i:j])),) if i < j else ()
            yield from (("new", "".join(other[k:m])),) if k < m else ()

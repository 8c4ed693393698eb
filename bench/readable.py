"""Article text of real HTML pages (Mozilla Readability's test pages), by ours and by trafilatura alone.

F1 of four-word pieces, as scrapinghub's article-extraction-benchmark counts it: precision and recall are means
over pages. Of half the pages the gold has no headline, because a browser's reader view shows it above the text;
ours has it by contract. So a headline and deck that the gold has not are left out of both texts before they are
compared; the figures with everything in stand beside them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import trafilatura
from lxml import html

from bench import Figure, Setup
from onrecord.article import make_article
from onrecord.errors import PageError
from onrecord.types import Article, Page, PageKind

WORD = re.compile(r"\w+")
LEAST = (
    25  # words of gold, or the page is a test of a parser ("abc def ghi") and by contract holds no article
)


@dataclass(frozen=True, slots=True)
class _Row:
    dev: bool
    gold: str
    ours: Article | None
    theirs: str

    @property
    def whole(self) -> tuple[str, str]:
        """Gold and our text."""
        return self.gold, self.ours.text if self.ours else ""

    @property
    def fair(self) -> tuple[str, str]:
        """Gold and our text, less the headline and deck that the gold has not."""
        return self.gold, self._less_headline(self.whole[1])

    @property
    def theirs_fair(self) -> tuple[str, str]:
        """Gold and trafilatura's text, less the same."""
        return self.gold, self._less_headline(self.theirs)

    def _less_headline(self, text: str) -> str:
        spans = (self.ours.headline, self.ours.deck) if self.ours else ()
        named = {_words(self.ours[span]) for span in spans if span and self.ours}
        absent = {words for words in named if words not in _words(self.gold)}
        return "\n".join(line for line in text.splitlines() if _words(line) not in absent)


def measure(setup: Setup) -> list[Figure]:
    """F1 of ours and of trafilatura, over all pages and both halves; how many pages kept their headline."""
    rows = tuple(_rows(setup.data / "data" / "pages" / "readable"))
    theirs = _f1([row.theirs_fair for row in rows])
    read = [row.ours for row in rows if row.ours]
    return [
        Figure("trafilatura alone", theirs, note=f"n={len(rows)}"),
        Figure("article text", _f1([row.fair for row in rows]), floor=theirs),
        Figure("… dev half: trafilatura", _f1([row.theirs_fair for row in rows if row.dev])),
        Figure("… dev half: ours", _f1([row.fair for row in rows if row.dev])),
        Figure("… held-out half: trafilatura", _f1([row.theirs_fair for row in rows if not row.dev])),
        Figure("… held-out half: ours", _f1([row.fair for row in rows if not row.dev])),
        Figure("headline and deck left in: trafilatura", _f1([(row.gold, row.theirs) for row in rows])),
        Figure("headline and deck left in: ours", _f1([row.whole for row in rows])),
        Figure("pages read", 100 * len(read) / len(rows)),
        Figure(
            "pages read that have a headline",
            100 * sum(bool(article.headline) for article in read) / len(read),
        ),
    ]


def _rows(folder: Path) -> Iterator[_Row]:
    for case in sorted(folder.iterdir()):
        gold = _gold(case)
        if len(WORD.findall(gold)) < LEAST:
            continue
        body = (case / "source.html").read_bytes()
        try:
            ours = make_article(Page(case.name, body, PageKind.HTML))
        except PageError:
            ours = None
        dev = int(hashlib.sha256(case.name.encode()).hexdigest(), 16) % 2 == 0
        yield _Row(dev, gold, ours, trafilatura.extract(body) or "")


def _gold(case: Path) -> str:
    """The words of the expected HTML, text node by text node."""
    markup = (case / "expected.html").read_text(encoding="utf-8")
    return "\n".join(map(str, html.fromstring(f"<div>{markup}</div>").itertext()))


def _f1(pairs: list[tuple[str, str]]) -> float:
    counts = [_counts(gold, found) for gold, found in pairs]
    precision = mean(_ratio(tp, fp) for tp, fp, _ in counts if tp + fp)
    recall = mean(_ratio(tp, fn) for tp, _, fn in counts if tp + fn)
    return 200 * precision * recall / (precision + recall)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _counts(gold: str, found: str) -> tuple[int, int, int]:
    left, right = _pieces(gold), _pieces(found)
    return (left & right).total(), (right - left).total(), (left - right).total()


def _ratio(right: int, wrong: int) -> float:
    return right / (right + wrong)


def _pieces(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(piece for i in range(max(1, len(words) - 3)) if (piece := tuple(words[i : i + 4])))

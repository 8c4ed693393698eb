"""Pages flattened to text, read back: article text by 4-gram F1 against the gold of pages/readable.

The gold is Mozilla's expected article of each page. A page is flattened in two ways: every block element a line of
its own ("blocks"), and every piece of text between two tags a line of its own, so that links break sentences
("pieces"). Pages are halved by the hash of their name: rules and weights were made on one half, the other was only
measured. The gold holds no headline, so the headline found is left out of the comparison.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree, html

from bench import Figure, Setup
from onrecord.article.flat import read_flat

SHINGLE = 4  # words; the rule of scrapinghub's article-extraction-benchmark
UNSEEN = frozenset({"script", "style", "template", "head", "svg", "textarea", "select", "object", "iframe"})
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


class Flattening(StrEnum):
    """Where a flattened page breaks its lines."""

    BLOCKS = "blocks"  # at block elements, as a browser would
    PIECES = "pieces"  # at every tag, inside sentences too


@dataclass(frozen=True, slots=True)
class Counts:
    """Shingles found, invented and lost in one document, as shares of all three together."""

    true: float
    false: float
    missed: float


def measure(setup: Setup) -> list[Figure]:
    """F1 and article words lost, for both flattenings and both halves; and what keeping everything would give."""
    pages = tuple(_pages(setup.data / "data" / "pages" / "readable"))
    figures = []
    for flattening in Flattening:
        for half in ("dev", "held out"):
            texts = [
                (flatten(source, flattening), gold) for name, source, gold in pages if half_of(name) == half
            ]
            label = f"{flattening}, {half} ({len(texts)} pages)"
            floor = 92.0 if half == "held out" else None
            figures += [
                Figure(f"4-gram F1, {label}", 100 * _f1(texts, read_body), floor=floor),
                Figure(f"article words lost, {label}", 100 * _lost(texts), floor=1.0, at_most=True),
                Figure(f"4-gram F1 keeping all, {label}", 100 * _f1(texts, str)),
            ]
    return figures


def half_of(name: str) -> str:
    """The half a page belongs to, by the hash of its name."""
    return "dev" if zlib.crc32(name.encode()) % 2 else "held out"


def flatten(source: bytes, flattening: Flattening) -> str:
    """All text of an HTML page, line by line."""
    root = html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8"))
    lines = "".join(_pieces(root, flattening)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def read_body(text: str) -> str:
    """The article found on a flattened page, without its headline."""
    article = read_flat(text)
    return "\n".join(p for i, p in enumerate(article.paragraphs) if i != article.headline)


def count_shingles(gold: str, found: str) -> Counts:
    """How two texts agree in their runs of four words."""
    one, other = _shingles(gold), _shingles(found)
    true, false, missed = (sum(c.values()) for c in (one & other, other - one, one - other))
    whole = true + false + missed or 1
    return Counts(true / whole, false / whole, missed / whole)


def words(text: str) -> list[str]:
    """The words of a text as the benchmark counts them."""
    return re.findall(r"\w+", text)


def _pages(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    for page in sorted(folder.iterdir()):
        gold = flatten((page / "expected.html").read_bytes(), Flattening.BLOCKS)
        yield page.name, (page / "source.html").read_bytes(), gold


def _pieces(element: html.HtmlElement, flattening: Flattening) -> Iterator[str]:
    """Depth first without recursion: some pages nest thousands of elements."""
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        unseen = not isinstance(node.tag, str) or node.tag in UNSEEN
        broken = not unseen and (node.tag in BLOCKS or flattening is Flattening.PIECES)
        if event == "start" and not _inside_unseen(node):
            yield ("\n" if broken else "") + ("" if unseen else _one_line(node.text))
        elif event != "start" and not _inside_unseen(node.getparent()):
            yield ("\n" if broken else "") + _one_line(node.tail)


def _inside_unseen(node: html.HtmlElement | None) -> bool:
    return node is not None and (node.tag in UNSEEN or any(up.tag in UNSEEN for up in node.iterancestors()))


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = words(text)
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(max(1, len(tokens) - SHINGLE + 1)))


def _f1(texts: Iterable[tuple[str, str]], read: Callable[[str], str]) -> float:
    counts = [count_shingles(gold, read(text)) for text, gold in texts]
    true, false, missed = (sum(getattr(c, part) for c in counts) for part in ("true", "false", "missed"))
    return float(2 * true / (2 * true + false + missed))


def _lost(texts: Iterable[tuple[str, str]]) -> float:
    """The share of the gold's words (of those the flattened page has) that reading the page lost."""
    lost = whole = 0
    for text, gold in texts:
        there = Counter(words(gold)) & Counter(words(text))
        article = read_flat(text)
        lost += (there - Counter(words("\n".join(article.paragraphs)))).total()
        whole += there.total()
    return lost / whole

"""A tree → the lines that a reader of the page sees, and what part of the page each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from onrecord.lexicons import rows

REST = "not part of the article"
SOFT = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero-width space, joiner, byte order mark
NAME_WORD = re.compile(r"[A-Za-z]+")
WORD = re.compile(r"\w+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SEPARATE = frozenset({"a", "span", "time"})


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line of a page: words, element, and why it is furniture if the article has it not."""

    text: str
    tag: str
    names: str  # class, id and itemprop of its element
    reason: str


def find_lines(tree: HtmlElement) -> Iterator[Line]:
    """Every line a reader may see, in page order, with the reason its surroundings give to leave it out."""
    elements = _elements()
    walk = etree.iterwalk(tree, events=("start", "end"))
    reasons = [REST]
    blocks: list[HtmlElement] = [tree]
    words: list[str] = []
    for event, element in walk:
        tag = element.tag
        if event == "start":
            skipped = not isinstance(tag, str) or tag in elements.skipped or _hidden(element)
            if skipped or tag not in elements.inline:
                yield from _line(words, blocks[-1], reasons[-1])
                words = []
            if skipped:
                walk.skip_subtree()
            elif tag in SEPARATE and _touches(element):
                words.append(" ")
            reasons.append(_reason(element, reasons[-1]))
            if tag not in elements.inline:
                blocks.append(element)
            if element.text and not skipped:
                words.append(element.text)
        else:
            if tag not in elements.inline:
                yield from _line(words, blocks.pop(), reasons[-1])
                words = []
            reasons.pop()
            if element.tail:
                words.append(element.tail)
    yield from _line(words, tree, REST)


def _touches(element: HtmlElement) -> bool:
    """`<a>World</a><a>Sport</a>`: two links, which the page's style sets apart; not `<b>W</b><i>orld</i>`."""
    before = element.getprevious()
    return before is not None and before.tag in SEPARATE and not before.tail


def _line(words: list[str], block: HtmlElement, reason: str) -> Iterator[Line]:
    text = clean("".join(words))
    if text:
        yield Line(text, str(block.tag), _names(block), reason)


def _hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))


def _names(element: HtmlElement) -> str:
    return " ".join(
        filter(None, (element.get(key) for key in ("class", "id", "itemprop", "role", "data-testid")))
    ).lower()


def _reason(element: HtmlElement, inherited: str) -> str:
    if inherited != REST or not isinstance(element.tag, str):
        return inherited
    elements = _elements()
    if element.tag in elements.by_tag:
        return elements.by_tag[element.tag]
    if element.tag in ("html", "body"):  # their classes speak of the whole page: `has-sidebar`
        return inherited
    found = (
        elements.by_name[word] for word in NAME_WORD.findall(_names(element)) if word in elements.by_name
    )
    return next(found, inherited)


@dataclass(frozen=True, slots=True)
class _Elements:
    inline: frozenset[str]
    skipped: frozenset[str]
    by_tag: dict[str, str]
    by_name: dict[str, str]


@cache
def _elements() -> _Elements:
    table = rows("elements")

    def of(kind: str) -> dict[str, str]:
        return {word: reason for row_kind, word, reason in table if row_kind == kind}

    return _Elements(frozenset(of("inline")), frozenset(of("skipped")), of("tag"), of("name"))


def clean(text: str) -> str:
    """A text as a reader sees it: white space collapsed, invisible characters gone."""
    return " ".join(SOFT.sub("", text).split())


def words_of(text: str) -> str:
    """The words of a text alone, to tell whether two lines say the same."""
    return " ".join(WORD.findall(text.lower()))

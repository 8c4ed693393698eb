"""HTML → the article's paragraphs, told from the rest by trafilatura, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from onrecord.article.chrome import is_certain, name_reasons
from onrecord.article.dates import find_date_in
from onrecord.article.facts import find_facts
from onrecord.article.markup import flatten_html, parse_html
from onrecord.article.opening import find_deck, find_headline
from onrecord.article.signs import known_phrase
from onrecord.article.visible import REST, WORD, Line, clean, find_lines, words_of
from onrecord.lexicons.furniture import phrase_form
from onrecord.types import Furniture

SHORT = 250  # characters of an article, below which JSON-LD may know more; trafilatura's own bound
KEPT_SHARE = 0.8  # of a line's four-word pieces, from which the article has it: inline markup splits a few
NO_DATE = {
    "extensive_search": False,
    "original_date": True,
    "max_date": "2100-01-01",
}  # published.py dates pages
UNSEEN_PARTS = ("//*[@hidden]", "//*[contains(translate(@style, ' ', ''), 'display:none')]")
PARAGRAPHS = frozenset({"p", "head", "item", "quote", "code", "row", "fw", "ab"})  # of trafilatura's own tree

BOXES = frozenset({"cookie bar", "ad slot", "share buttons", "newsletter box", "related articles", "poll"})
UNBOXED = 0.85  # of the article's characters that stand outside boxes
LABEL = 12  # words of a line that may be a label
BESIDE_DATE = 12  # characters a date line may have beside the date: a time zone, a weekday
COPYRIGHT = re.compile(r"©|\(c\)\s?\d{4}", re.IGNORECASE)
SUBHEADS = frozenset(
    {"menu", "byline box", "weather box", "comments"}
)  # reasons whose phrases are subheads as well
GAP = 6  # lines from one paragraph of the article to the next, up to which what stands between may be its own
SENTENCE = 5  # words of a line that may be a sentence of the article
ENDED = re.compile(r"[.!?…؟।。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """What an HTML page holds: paragraphs, headline and deck among them, and what it says of itself."""

    lines: tuple[Line, ...]
    paragraphs: tuple[str, ...] = ()
    headline: int | None = None
    deck: int | None = None
    furniture: tuple[Furniture, ...] = ()
    author: str | None = None
    outlet: str | None = None
    language: str | None = None
    address: str | None = None
    claims: bool = False  # the page calls itself an article
    tree: HtmlElement | None = None


def read_html(markup: str, url: str | None = None) -> HtmlArticle:
    """The article of an HTML page; one too large or too deep for a tree gives its lines and no paragraphs."""
    tree = parse_html(markup)
    if tree is None:
        return HtmlArticle(lines=tuple(Line(text, "", "", REST) for text in flatten_html(markup)))
    lines = tuple(find_lines(tree))
    facts = find_facts(tree)
    document = _extracted(tree, url)
    title, author, outlet = (
        (document.title, document.author, document.sitename) if document else (None, None, None)
    )
    body = _body(document, facts.body, lines)
    titles = (*facts.titles, title) if title else facts.titles
    paragraphs, headline = _with_headline(body, find_headline(lines, titles))
    paragraphs, deck = _with_deck(
        paragraphs, headline, find_deck(lines, paragraphs, headline, facts.descriptions)
    )
    return HtmlArticle(
        lines=lines,
        paragraphs=paragraphs,
        headline=headline,
        deck=deck,
        furniture=tuple(_furniture(lines, paragraphs)),
        author=facts.author or author,
        outlet=facts.outlet or outlet,
        language=facts.language,
        address=facts.address,
        claims=facts.claims,
        tree=tree,
    )


def _extracted(tree: HtmlElement, url: str | None) -> Document | None:
    """What trafilatura finds of what is seen; of all, where more is hidden than seen, as behind `Read more`."""
    document = _run(tree, url, prune=list(UNSEEN_PARTS))
    hidden = sum(len(p.text_content()) for part in UNSEEN_PARTS for p in tree.xpath(f"{part}//p"))
    seen = len(document.text or "") if document is not None else 0
    return _run(tree, url, prune=[]) if hidden > max(seen, SHORT) else document


def _run(tree: HtmlElement, url: str | None, *, prune: list[str]) -> Document | None:
    """Trafilatura with a bias to keeping text: on bench/readable it cuts less and is no less precise."""
    try:
        found = bare_extraction(
            tree,
            url=url,
            favor_recall=True,
            include_comments=False,  # they are readers', not the outlet's
            with_metadata=True,
            date_extraction_params=NO_DATE,
            prune_xpath=prune,
        )
    except RecursionError:
        return None
    return found if isinstance(found, Document) else None


# ---- Paragraphs ------------------------------------------------------------------------------------------


def _body(document: Document | None, told: tuple[str, ...], lines: tuple[Line, ...]) -> tuple[str, ...]:
    """What trafilatura found, or the text that the page tells machines where that is longer than next to nothing."""
    found = _paragraphs(document.body) if document is not None and document.body is not None else ()
    if _length(found) < SHORT:
        found = max(found, told, key=_length)
    unlabelled = tuple(text for text in found if not _is_label(text))
    return _with_lost(_without_boxes(unlabelled, lines), lines)


def _paragraphs(body: HtmlElement) -> tuple[str, ...]:
    """One text for each paragraph, heading, list item, table row or line break of trafilatura's tree."""
    return tuple(text for text in map(clean, "".join(_pieces(body)).split("\0")) if text)


def _pieces(body: HtmlElement) -> Iterator[str]:
    """The texts of the tree in order, with a NUL wherever a paragraph ends."""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        parts = element.tag in PARAGRAPHS or element.tag == "lb"
        if parts:
            yield "\0"
        elif element.tag == "cell":
            yield " "
        if event == "start":
            yield element.text or ""
        else:
            yield element.tail or ""


def _length(paragraphs: Iterable[str]) -> int:
    return sum(map(len, paragraphs))


def _without_boxes(body: tuple[str, ...], lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The paragraphs less those that stand in a box only; all, if that were more of them than boxes have.

    A class that names a box may stand on the whole article: `<main class="ad-free subscribe-view">`.
    """
    free = {words_of(line.text) for line in lines if line.reason not in BOXES}
    boxed = {key for line in lines if line.reason in BOXES and (key := words_of(line.text)) not in free}
    kept = tuple(text for text in body if words_of(text) not in boxed)
    return kept if _length(kept) >= UNBOXED * _length(body) else body


def _is_label(text: str) -> bool:
    """`Link copied to clipboard`, `Subscribe for $3 a month`, `© 2026 Harbour Post`, `3 March 2026, 14:05`.

    Not a subhead that is a menu entry elsewhere (`Health`), nor a sentence that begins as labels do.
    """
    if is_certain(text):
        return True
    if len(WORD.findall(text)) > LABEL:
        return False
    date = find_date_in(text)
    if date is not None and len(text) - (date.end - date.start) <= BESIDE_DATE:
        return True
    if ENDED.search(text):
        return False
    known = known_phrase(phrase_form(text))
    return COPYRIGHT.match(text) is not None or (known is not None and known[0] not in SUBHEADS)


def _with_lost(body: tuple[str, ...], lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The paragraphs, with sentences that stand on the page between two of them and that trafilatura dropped.

    Only short gaps are looked at: a long one is a box, a piece of code, or readers' comments.
    """
    places = {words_of(text): i for i, text in reversed(tuple(enumerate(body)))}
    kept = [
        (i, place) for i, line in enumerate(lines) if (place := places.get(words_of(line.text))) is not None
    ]
    grams = {gram for text in body for gram in _grams(text)}
    lost: dict[int, list[str]] = {}
    for (i, place), (j, _) in pairwise(kept):
        if 1 < j - i <= GAP:
            lost[place] = [line.text for line in lines[i + 1 : j] if _is_lost(line, grams)]
    return tuple(text for i, kept_text in enumerate(body) for text in (kept_text, *lost.get(i, ())))


def _is_lost(line: Line, grams: set[tuple[str, ...]]) -> bool:
    """`Nobody was hurt, the mayor said.` in a part of the page that is no box; not `Read more about the bridge`."""
    words = WORD.findall(line.text)
    sentence = len(words) >= SENTENCE and ENDED.search(line.text) is not None
    return line.reason == REST and sentence and not is_certain(line.text) and not _within(line.text, grams)


# ---- Headline, deck, furniture ---------------------------------------------------------------------------


def _with_headline(body: tuple[str, ...], headline: str | None) -> tuple[tuple[str, ...], int | None]:
    if headline is None or not body:
        return body, None
    key = words_of(headline)
    found = next((i for i, text in enumerate(body) if words_of(text) == key), None)
    return (body, found) if found is not None else ((headline, *body), 0)


def _with_deck(
    paragraphs: tuple[str, ...], headline: int | None, deck: str | None
) -> tuple[tuple[str, ...], int | None]:
    if headline is None or deck is None:
        return paragraphs, None
    found = next((i for i, text in enumerate(paragraphs) if words_of(text) == words_of(deck)), None)
    after = headline + 1
    return (
        (paragraphs, found)
        if found is not None
        else ((*paragraphs[:after], deck, *paragraphs[after:]), after)
    )


def _furniture(lines: tuple[Line, ...], paragraphs: tuple[str, ...]) -> Iterator[Furniture]:
    """The visible lines whose words the article has not, in page order."""
    whole = {words_of(text) for text in paragraphs}
    grams = {gram for text in paragraphs for gram in _grams(text)}
    kept = {i for i, line in enumerate(lines) if words_of(line.text) in whole or _within(line.text, grams)}
    reasons = name_reasons([line.text for line in lines], kept)
    for i, line in enumerate(lines):
        if i not in kept:
            yield Furniture(line.text, line.reason if line.reason != REST else reasons[i])


def _within(text: str, grams: set[tuple[str, ...]]) -> bool:
    own = _grams(text)
    return bool(own) and sum(gram in grams for gram in own) >= KEPT_SHARE * len(own)


def _grams(text: str) -> list[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return [tuple(words[i : i + 4]) for i in range(len(words) - 3)]

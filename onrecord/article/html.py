"""HTML → the article's paragraphs, told from the rest by trafilatura, and what the page says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from onrecord.article.chrome import is_certain, name_reasons
from onrecord.article.dates import find_date_in
from onrecord.article.signs import known_phrase
from onrecord.lexicons import rows
from onrecord.lexicons.furniture import phrase_form
from onrecord.types import Furniture

MAX_MARKUP = 8_000_000  # characters that are read as a tree; a large page has 1,000,000
MAX_TAGS = 60_000  # a live blog of 500 posts has 40,000; up to here trafilatura takes under 4 s
MAX_TAG = 8_000  # characters of one tag, and
MAX_ATTRIBUTES = 500  # attributes, above which it loses them: libxml2 needs 50 s for 200,000 of them
SHORT = 250  # characters of an article, below which JSON-LD may know more; trafilatura's own bound
TITLE_OVERLAP = 0.6  # of the words of headline and page title, for one to be the other
NEAR = 12  # lines below the headline in which a deck may stand, behind byline, date and picture
DECK_LENGTH = (20, 400)  # characters
KEPT_SHARE = 0.8  # of a line's four-word pieces, from which the article has it: inline markup splits a few
REST = "not part of the article"
NO_DATE = {
    "extensive_search": False,
    "original_date": True,
    "max_date": "2100-01-01",
}  # article/published.py dates
UNSEEN_PARTS = ("//*[@hidden]", "//*[contains(translate(@style, ' ', ''), 'display:none')]")

QUOTED = r"""=\s*+(?:"[^"]*+"|'[^']*+')"""  # ="a > b"
# <p class="a > b">, and one that never closes; not < 3. Each match goes on to its end, so that all are found in one go.
TAG = re.compile(rf"""<([a-zA-Z][\w:-]*+)(?:[^"'>=]++|{QUOTED}|["'=])*+>?""")
QUOTE = re.compile(QUOTED)
NO_TEXT = r"<(script|style|noscript|template|svg|head)\b.*?(?:</\1\s*>|\Z)"
COMMENT = r"<!--.*?(?:-->|\Z)"
UNSEEN = re.compile(rf"{NO_TEXT}|{COMMENT}", re.DOTALL | re.IGNORECASE)
BLOCKS = "p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section|article|main|nav|footer|header"
BLOCK_TAG = re.compile(rf"</?(?:{BLOCKS})\b[^<>]*>?", re.IGNORECASE)
ANY_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>?")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SOFT = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero-width space, joiner, byte order mark
NAME_WORD = re.compile(r"[A-Za-z]+")
WORD = re.compile(r"\w+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# `Bridge shut after flood | Harbour Post` → `Bridge shut after flood`; not `Anti-flood bridge`
SITE_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+[^|–—·•»]{1,40}$")
# class="article__dek", "sub-headline", "c-standfirst", "chapo"; not "description-list"
DECK_NAMES = r"\bdek|\bdeck|standfirst|sub-?(?:title|head)|strapline|\bchapo|\btagline|article-?_*summary"
DECK_NAME = re.compile(DECK_NAMES)

BOXES = frozenset({"cookie bar", "ad slot", "share buttons", "newsletter box", "related articles", "poll"})
UNBOXED = 0.85  # of the article's characters that stand outside boxes
LABEL = 12  # words of a line that may be a label
BESIDE_DATE = 12  # characters a date line may have beside the date: a time zone, a weekday
COPYRIGHT = re.compile(r"©|\(c\)\s?\d{4}", re.IGNORECASE)
SUBHEADS = frozenset(
    {"menu", "byline box", "weather box", "comments"}
)  # reasons whose phrases are subheads as well
SEPARATE = frozenset({"a", "span", "time"})
GAP = 6  # lines from one paragraph of the article to the next, up to which what stands between may be its own
SENTENCE = 5  # words of a line that may be a sentence of the article
ENDED = re.compile(r"[.!?…؟।。！？][\"'”’»)\]]*$")

PARAGRAPHS = frozenset({"p", "head", "item", "quote", "code", "row", "fw", "ab"})  # of trafilatura's own tree
NEWS_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog")
PAGE_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog|WebPage")


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line of a page: words, element, and why it is furniture if the article has it not."""

    text: str
    tag: str
    names: str  # class, id and itemprop of its element
    reason: str


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
    claims: bool = False  # the page calls itself an article
    tree: HtmlElement | None = None


def read_html(markup: str, url: str | None = None) -> HtmlArticle:
    """The article of an HTML page; one too large or too deep for a tree gives its lines and no paragraphs."""
    tree = _tree(markup)
    if tree is None:
        return HtmlArticle(lines=tuple(Line(text, "", "", REST) for text in _flattened(markup)))
    lines = tuple(_lines(tree))
    objects = tuple(_json_objects(tree))
    document = _extracted(tree, url)
    body = _paragraphs(document.body) if document is not None and document.body is not None else ()
    body = max(body, _json_body(objects), key=_length) if _length(body) < SHORT else body
    body = _with_lost(_without_boxes(tuple(text for text in body if not _is_label(text)), lines), lines)
    paragraphs, headline = _with_headline(body, _headline(lines, _titles(tree, objects, document)))
    paragraphs, deck = _with_deck(
        paragraphs, headline, _deck(lines, paragraphs, headline, _descriptions(tree))
    )
    return HtmlArticle(
        lines=lines,
        paragraphs=paragraphs,
        headline=headline,
        deck=deck,
        furniture=tuple(_furniture(lines, paragraphs)),
        author=_author(objects, document),
        outlet=_outlet(tree, objects, document),
        language=_language(tree),
        claims=_meta(tree, "og:type") == "article"
        or any(NEWS_TYPES.search(str(o.get("@type"))) for o in objects),
        tree=tree,
    )


# ---- The tree --------------------------------------------------------------------------------------------


def _tree(markup: str) -> HtmlElement | None:
    if len(markup) > MAX_MARKUP or markup.count("<") > MAX_TAGS:
        return None
    parser = HTMLParser(
        collect_ids=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    clean = TAG.sub(_short_tag, NOT_XML.sub("", markup))
    try:
        tree = document_fromstring(clean.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing but comments or white space
        return None
    too_deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return None if too_deep else tree


def _short_tag(tag: re.Match[str]) -> str:
    if len(tag[0]) < MAX_TAG:
        return tag[0]
    bare = QUOTE.sub("= ", tag[0])
    return f"<{tag[1]}>" if max(bare.count("="), len(bare.split())) > MAX_ATTRIBUTES else tag[0]


def _flattened(markup: str) -> tuple[str, ...]:
    """The lines of a page that is no tree: tags cut out, a line for each block; linear in its length."""
    text = ANY_TAG.sub("", BLOCK_TAG.sub("\n", UNSEEN.sub("\n", markup)))
    return tuple(filter(None, map(_clean, unescape(text).split("\n"))))


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


# ---- Visible lines ---------------------------------------------------------------------------------------


def _lines(tree: HtmlElement) -> Iterator[Line]:
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
    text = _clean("".join(words))
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


def _clean(text: str) -> str:
    return " ".join(SOFT.sub("", text).split())


# ---- Paragraphs ------------------------------------------------------------------------------------------


def _paragraphs(body: HtmlElement) -> tuple[str, ...]:
    """One text for each paragraph, heading, list item, table row or line break of trafilatura's tree."""
    return tuple(text for text in map(_clean, "".join(_pieces(body)).split("\0")) if text)


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


def _json_body(objects: tuple[dict[str, object], ...]) -> tuple[str, ...]:
    """The text that the page tells machines (JSON-LD `articleBody`), where it tells any."""
    bodies = [value for o in objects if isinstance(value := o.get("articleBody"), str)]
    return max(map(_flattened, bodies), key=_length, default=())


def _with_lost(body: tuple[str, ...], lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The paragraphs, with sentences that stand on the page between two of them and that trafilatura dropped.

    Only short gaps are looked at: a long one is a box, a piece of code, or readers' comments.
    """
    places = {_key(text): i for i, text in reversed(tuple(enumerate(body)))}
    kept = [(i, place) for i, line in enumerate(lines) if (place := places.get(_key(line.text))) is not None]
    grams = {gram for text in body for gram in _grams(text)}
    lost: dict[int, list[str]] = {}
    for (i, place), (j, _) in pairwise(kept):
        if 1 < j - i <= GAP:
            lost[place] = [line.text for line in lines[i + 1 : j] if _is_lost(line, grams)]
    return tuple(text for i, kept_text in enumerate(body) for text in (kept_text, *lost.get(i, ())))


def _without_boxes(body: tuple[str, ...], lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The paragraphs less those that stand in a box only; all, if that were more of them than boxes have.

    A class that names a box may stand on the whole article: `<main class="ad-free subscribe-view">`.
    """
    free = {_key(line.text) for line in lines if line.reason not in BOXES}
    boxed = {key for line in lines if line.reason in BOXES and (key := _key(line.text)) not in free}
    kept = tuple(text for text in body if _key(text) not in boxed)
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


def _is_lost(line: Line, grams: set[tuple[str, ...]]) -> bool:
    """`Nobody was hurt, the mayor said.` in a part of the page that is no box; not `Read more about the bridge`."""
    words = WORD.findall(line.text)
    sentence = len(words) >= SENTENCE and ENDED.search(line.text) is not None
    return line.reason == REST and sentence and not is_certain(line.text) and not _within(line.text, grams)


# ---- Headline and deck -----------------------------------------------------------------------------------


def _titles(
    tree: HtmlElement, objects: tuple[dict[str, object], ...], document: Document | None
) -> tuple[str, ...]:
    """What the page says its title is, the surest first."""
    title = tree.findtext(".//title")
    told = [o.get("headline") for o in objects]
    told += [
        _meta(tree, "og:title"),
        _meta(tree, "twitter:title"),
        title and SITE_SUFFIX.sub("", _clean(title)),
    ]
    told.append(document.title if document is not None else None)
    return tuple(dict.fromkeys(_clean(unescape(t)) for t in told if isinstance(t, str) and t.strip()))


def _headline(lines: tuple[Line, ...], titles: tuple[str, ...]) -> str | None:
    """The heading that says what a title says; else the title, less the name of the site."""
    headings = [line for line in lines if line.tag in ("h1", "h2")]
    for title in titles:
        for tag in ("h1", "h2"):
            for line in headings:
                if line.tag == tag and _same(line.text, title):
                    return line.text
    only = [line.text for line in headings if line.tag == "h1"]
    if len(only) == 1 and not titles:
        return only[0]
    return SITE_SUFFIX.sub("", titles[0]) if titles else None


def _same(heading: str, title: str) -> bool:
    """Whether a heading is what a title names, which may have the site behind it: `Bridge shut_Harbour Post`."""
    if len(heading) >= len(title) / 2 and title.startswith(heading):
        return True
    a, b = set(WORD.findall(heading.lower())), set(WORD.findall(title.lower()))
    return bool(a and b) and len(a & b) >= TITLE_OVERLAP * len(a | b)


def _with_headline(body: tuple[str, ...], headline: str | None) -> tuple[tuple[str, ...], int | None]:
    if headline is None or not body:
        return body, None
    key = _key(headline)
    found = next((i for i, text in enumerate(body) if _key(text) == key), None)
    return (body, found) if found is not None else ((headline, *body), 0)


def _descriptions(tree: HtmlElement) -> tuple[str, ...]:
    return tuple(
        filter(None, (_meta(tree, name) for name in ("og:description", "description", "twitter:description")))
    )


def _deck(
    lines: tuple[Line, ...], paragraphs: tuple[str, ...], headline: int | None, descriptions: tuple[str, ...]
) -> str | None:
    """The line below the headline that the page names a deck, or repeats as its own description."""
    if headline is None:
        return None
    at = next((i for i, line in enumerate(lines) if _key(line.text) == _key(paragraphs[headline])), None)
    body = {_key(text) for text in paragraphs[headline + 1 :]}
    told = {_key(text) for text in descriptions}
    for line in lines[at + 1 : at + 1 + NEAR] if at is not None else ():
        named = bool(DECK_NAME.search(line.names))
        if (named or _key(line.text) in told) and DECK_LENGTH[0] <= len(line.text) <= DECK_LENGTH[1]:
            return line.text
        if line.tag == "p" and _key(line.text) in body:
            return None
    return None


def _with_deck(
    paragraphs: tuple[str, ...], headline: int | None, deck: str | None
) -> tuple[tuple[str, ...], int | None]:
    if headline is None or deck is None:
        return paragraphs, None
    found = next((i for i, text in enumerate(paragraphs) if _key(text) == _key(deck)), None)
    after = headline + 1
    return (
        (paragraphs, found)
        if found is not None
        else ((*paragraphs[:after], deck, *paragraphs[after:]), after)
    )


def _key(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


# ---- Furniture -------------------------------------------------------------------------------------------


def _furniture(lines: tuple[Line, ...], paragraphs: tuple[str, ...]) -> Iterator[Furniture]:
    """The visible lines whose words the article has not, in page order."""
    whole = {_key(text) for text in paragraphs}
    grams = {gram for text in paragraphs for gram in _grams(text)}
    kept = {i for i, line in enumerate(lines) if _key(line.text) in whole or _within(line.text, grams)}
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


# ---- What the page says of itself ------------------------------------------------------------------------


def _author(objects: tuple[dict[str, object], ...], document: Document | None) -> str | None:
    """The names that JSON-LD gives, else what trafilatura finds."""
    told = [author for o in objects for author in _as_list(o.get("author"))]
    names = [author.get("name") if isinstance(author, dict) else author for author in told]
    clean = dict.fromkeys(
        _clean(unescape(name)) for name in names if isinstance(name, str) and "://" not in name
    )
    return "; ".join(filter(None, clean)) or (document.author if document is not None else None)


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _outlet(
    tree: HtmlElement, objects: tuple[dict[str, object], ...], document: Document | None
) -> str | None:
    publishers = (o.get("publisher") for o in objects)
    names = [p.get("name") for p in publishers if isinstance(p, dict)]
    told = [_meta(tree, "og:site_name"), *names, document.sitename if document is not None else None]
    return next((_clean(name) for name in told if isinstance(name, str) and name.strip()), None)


def _language(tree: HtmlElement) -> str | None:
    return tree.get("lang") or tree.get("xml:lang") or _meta(tree, "og:locale")


def _meta(tree: HtmlElement, name: str) -> str | None:
    for element in tree.iterfind(".//meta[@content]"):
        if name in (element.get("property", "").lower(), element.get("name", "").lower()):
            return element.get("content") or None
    return None


def _json_objects(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """Every JSON-LD object of the page that is about the article itself."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "null", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (o for o in _objects(data) if PAGE_TYPES.search(str(o.get("@type", ""))))


def _objects(data: object) -> Iterator[dict[str, object]]:
    pending = [data]
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending += reversed(item)
        elif isinstance(item, dict):
            yield item
            pending += [item[key] for key in ("mainEntityOfPage", "mainEntity", "@graph") if key in item]

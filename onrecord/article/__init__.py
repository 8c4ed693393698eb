"""Page → Article: clean text, its parts, when it appeared, and every line that was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from lxml.html import HtmlElement

from onrecord.article.decode import decode_page
from onrecord.article.flat import normal_line, read_flat
from onrecord.article.html import HtmlArticle, read_html
from onrecord.article.language import find_language
from onrecord.article.outlets import find_outlet
from onrecord.article.parts import Parts, byline_names, find_parts, is_byline
from onrecord.article.published import Clues, find_published
from onrecord.article.visible import REST
from onrecord.errors import NoArticle, TooLarge
from onrecord.layout import find_paragraphs
from onrecord.types import Article, Byline, Furniture, Page, PageKind, Span

__all__ = ["make_article"]

BETWEEN = "\n\n"  # two paragraphs
HEAD = 4  # paragraphs of the text, or lines below the headline, in which the signature of an article stands
MAX_CHARACTERS = 500_000  # of a text: 85,000 words, a novel; the reader needs a minute or two for it
MAX_LINES = 20_000  # of a text: a day's live blog has 3,000
PROSE = 40  # characters from which a paragraph may show that the page holds an article
ENOUGH = 300  # … and of all of these, where none ends a sentence: links with notes, verse, Chinese
EXCUSE = 400  # characters up to which a text that asks for JavaScript is all that the page has to say
RECURS = "stands on many pages of the outlet"

# `… was shut on Monday.` `“No.”` `桥已关闭。`; not `Home`, `Read more`, `3.5`
SENTENCE_END = re.compile(r"[.!?…؟।][\"'”’»)\]]*(?:\s|$)|[。！？]")
UNSPACED = re.compile(
    "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]"
)  # Thai, Japanese, Chinese: shorter for as much
# `You need to enable JavaScript to run this app.`, `This site requires cookies`
ASKING = r"\b(?:enable|requires?|turn on|activate|allow|without|support)\b"
ASKS = re.compile(rf"{ASKING}.{{0,60}}\b(?:java\s?script|cookies)\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article before its remaining parts are looked for; `lines` are those a reader of the page sees."""

    text: str
    paragraphs: tuple[Span, ...]
    lines: tuple[str, ...]
    headline: Span | None = None
    deck: Span | None = None
    byline: str | None = None
    outlet: str | None = None
    language: str | None = None
    address: str | None = None
    furniture: tuple[Furniture, ...] = ()
    tree: HtmlElement | None = None


def make_article(page: Page, *, recurring: frozenset[str] = frozenset()) -> Article:
    """The article of a page; `recurring` are lines, as `normal_line` writes them, that its outlet repeats.

    Raises NoArticle where the page holds none, NotAPage where its bytes are no text, TooLarge over 20 MB of page
    or 500,000 characters of text.
    """
    draft = _draft(page, decode_page(page), recurring)
    parts = find_parts(draft.text, draft.paragraphs)
    headline = draft.headline or parts.headline
    return Article(
        id=page.id,
        text=draft.text,
        paragraphs=draft.paragraphs,
        language=find_language(draft.text, draft.language),
        url=page.url or draft.address,
        outlet=page.outlet or draft.outlet or _outlet(page, draft),
        headline=headline,
        deck=draft.deck or parts.deck,
        byline=_byline(draft, parts, headline),
        dateline=parts.dateline,
        published=find_published(page, _clues(draft, headline, parts.dateline)),
        furniture=draft.furniture,
    )


def _outlet(page: Page, draft: _Draft) -> str | None:
    return None if page.kind is PageKind.ARTICLE else find_outlet(draft.lines)


def _draft(page: Page, text: str, recurring: frozenset[str]) -> _Draft:
    match page.kind:
        case PageKind.ARTICLE:
            return _from_article(page, text)
        case PageKind.FLAT:
            return _from_flat(page, text, recurring)
        case PageKind.HTML:
            return _from_html(page, read_html(text, page.url), recurring)


# ---- An article as it stands -----------------------------------------------------------------------------


def _from_article(page: Page, text: str) -> _Draft:
    """The text to the letter; a headline handed in stands before it, unless the text begins with it."""
    _check_length(page, text)
    paragraphs = find_paragraphs(text)
    if not paragraphs:
        raise NoArticle(
            f"{page.id}: the text is nothing but white space; look at the field or file it was taken from"
        )
    told = _collapsed(page.headline or "")
    if told and text[paragraphs[0].start : paragraphs[0].end] != told:
        text = f"{told}{BETWEEN}{text}"
        paragraphs = find_paragraphs(text)
    return _Draft(text, paragraphs, tuple(_lines(text)), headline=paragraphs[0] if told else None)


# ---- A page flattened to text ----------------------------------------------------------------------------


def _from_flat(page: Page, text: str, recurring: frozenset[str]) -> _Draft:
    _check_length(page, text)
    flat = read_flat(text, recurring)
    if not _holds_prose(flat.paragraphs, claims=True):
        raise NoArticle(
            f"{page.id}: no article text in {len(text.splitlines()):,} lines, only menus, labels and the like; "
            "if it is an article as it stands, read it again with --as article"
        )
    draft = _joined(page, flat.paragraphs, flat.headline, flat.deck)
    return replace(draft, lines=tuple(_lines(text)), byline=flat.byline, furniture=flat.furniture)


# ---- An HTML page ----------------------------------------------------------------------------------------


def _from_html(page: Page, html: HtmlArticle, recurring: frozenset[str]) -> _Draft:
    found = _holds_prose(html.paragraphs, claims=html.claims)
    draft = _from_tree(page, html, recurring) if found else _from_lines(page, html, recurring)
    return replace(
        draft,
        lines=tuple(line.text for line in html.lines),
        byline=draft.byline or html.author,
        outlet=html.outlet,
        language=html.language,
        address=html.address,
        tree=html.tree,
    )


def _from_tree(page: Page, html: HtmlArticle, recurring: frozenset[str]) -> _Draft:
    named = {html.headline, html.deck}
    kept = [i for i, text in enumerate(html.paragraphs) if i in named or normal_line(text) not in recurring]
    paragraphs = tuple(html.paragraphs[i] for i in kept)
    dropped = tuple(Furniture(text, RECURS) for i, text in enumerate(html.paragraphs) if i not in kept)
    headline, deck = (kept.index(i) if i is not None else None for i in (html.headline, html.deck))
    return replace(_joined(page, paragraphs, headline, deck), furniture=html.furniture + dropped)


def _from_lines(page: Page, html: HtmlArticle, recurring: frozenset[str]) -> _Draft:
    """For a page whose article no library finds: its visible lines, read as a page flattened to text."""
    open_lines = [line.text for line in html.lines if line.reason == REST]
    closed = tuple(Furniture(line.text, line.reason) for line in html.lines if line.reason != REST)
    text = "\n".join(open_lines)
    _check_length(page, text)
    flat = read_flat(text, recurring)
    if not _holds_prose(flat.paragraphs):
        raise NoArticle(
            f"{page.id}: found no article text in {len(page.body):,} bytes of HTML; "
            "if the page needs JavaScript, save it from a browser and read the file"
        )
    return replace(
        _joined(page, flat.paragraphs, flat.headline, flat.deck),
        byline=flat.byline,
        furniture=closed + flat.furniture,
    )


def _holds_prose(paragraphs: tuple[str, ...], *, claims: bool = False) -> bool:
    """Whether the paragraphs are an article's: one has a sentence in it, and it is not the page's excuse.

    Without any sentence, long lines will do on a page that `claims` to be an article, and where words have no
    spaces between them: such writing may do without stops as well.
    """
    unspaced = [text for text in paragraphs if len(text) >= PROSE / 2 and UNSPACED.search(text)]
    blocks = [text for text in paragraphs if len(text) >= PROSE]
    if sum(map(len, blocks)) <= EXCUSE and any(map(ASKS.search, blocks)):
        return False
    long = sum(map(len, blocks if claims else unspaced)) >= ENOUGH
    return long or any(map(SENTENCE_END.search, blocks + unspaced))


# ---- What all three share --------------------------------------------------------------------------------


def _joined(page: Page, paragraphs: tuple[str, ...], headline: int | None, deck: int | None) -> _Draft:
    """The paragraphs as one text, a blank line between two; a headline handed in comes first if it is missing."""
    told = _collapsed(page.headline or "")
    if told:
        if told not in paragraphs:
            paragraphs = (told, *paragraphs)
            deck = deck + 1 if deck is not None else None
        headline = paragraphs.index(told)
    text = BETWEEN.join(paragraphs)
    _check_length(page, text)
    ends = tuple(accumulate(len(paragraph) + len(BETWEEN) for paragraph in paragraphs))
    spans = tuple(
        Span(end - len(p) - len(BETWEEN), end - len(BETWEEN)) for end, p in zip(ends, paragraphs, strict=True)
    )
    return _Draft(
        text,
        spans,
        lines=(),
        headline=spans[headline] if headline is not None else None,
        deck=spans[deck] if deck is not None else None,
    )


def _byline(draft: _Draft, parts: Parts, headline: Span | None) -> Byline | None:
    """The byline at the head of the text, else the page's own, else the line below the headline, else any."""
    top = draft.paragraphs[HEAD - 1].end if len(draft.paragraphs) >= HEAD else len(draft.text)
    if parts.byline and parts.byline.span and parts.byline.span.end <= top:
        return parts.byline
    if draft.byline:
        return Byline(draft.byline)
    title = _collapsed(draft.text[headline.start : headline.end]) if headline else ""
    start = draft.lines.index(title) + 1 if title in draft.lines else 0
    near = (line for line in draft.lines[start : start + HEAD] if title and is_byline(line))
    return next((Byline(byline_names(line)) for line in near), parts.byline)


def _clues(draft: _Draft, headline: Span | None, dateline: Span | None) -> Clues:
    def words(span: Span | None) -> str | None:
        return _collapsed(draft.text[span.start : span.end]) if span else None

    return Clues(
        lines=draft.lines,
        paragraphs=tuple(draft.text[span.start : span.end] for span in draft.paragraphs if span != headline),
        headline=words(headline),
        dateline=words(dateline),
        tree=draft.tree,
    )


def _lines(text: str) -> Iterator[str]:
    return filter(None, map(_collapsed, text.splitlines()))


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _check_length(page: Page, text: str) -> None:
    for number, limit, unit in (
        (len(text), MAX_CHARACTERS, "characters"),
        (text.count("\n"), MAX_LINES, "lines"),
    ):
        if number > limit:
            raise TooLarge(
                f"{page.id}: {number:,} {unit} of text, the limit is {limit:,}; "
                "cut the page into the articles it is made of"
            )

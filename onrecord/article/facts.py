"""What an HTML page tells machines about its article: titles, authors, outlet, language, and at times its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from lxml.html import HtmlElement

from onrecord.article.markup import flatten_html
from onrecord.article.visible import clean

# `Bridge shut after flood | Harbour Post` → `Bridge shut after flood`; not `Anti-flood bridge`
SITE_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+[^|–—·•»]{1,40}$")
NEWS_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog")
WHOLE_ADDRESS = re.compile(r"https?://[^/\s]+\.[^\s]+$", re.IGNORECASE)  # not `/news/1`, `https://localhost`
PAGE_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog|WebPage")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says of itself; `titles` the surest first, `claims` whether it calls itself an article."""

    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    author: str | None
    outlet: str | None
    language: str | None
    claims: bool
    body: tuple[str, ...]
    address: str | None


def find_facts(tree: HtmlElement) -> Facts:
    """What the page says of itself in JSON-LD, in its fields, and in its title."""
    objects = tuple(_json_objects(tree))
    news = any(NEWS_TYPES.search(str(o.get("@type"))) for o in objects)
    return Facts(
        titles=_titles(tree, objects),
        descriptions=_descriptions(tree),
        author=_author(objects),
        outlet=_outlet(tree, objects),
        language=tree.get("lang") or tree.get("xml:lang") or _meta(tree, "og:locale"),
        claims=news or _meta(tree, "og:type") == "article",
        body=_body(objects),
        address=_address(tree),
    )


def without_site(title: str) -> str:
    """A title less the name of the site behind it."""
    return SITE_SUFFIX.sub("", title)


def _titles(tree: HtmlElement, objects: tuple[dict[str, object], ...]) -> tuple[str, ...]:
    title = tree.findtext(".//title")
    told = [o.get("headline") for o in objects]
    told += [_meta(tree, "og:title"), _meta(tree, "twitter:title"), title and without_site(clean(title))]
    return tuple(dict.fromkeys(clean(unescape(t)) for t in told if isinstance(t, str) and t.strip()))


def _descriptions(tree: HtmlElement) -> tuple[str, ...]:
    names = ("og:description", "description", "twitter:description")
    return tuple(filter(None, (_meta(tree, name) for name in names)))


def _author(objects: tuple[dict[str, object], ...]) -> str | None:
    told = [author for o in objects for author in _as_list(o.get("author"))]
    names = [author.get("name") if isinstance(author, dict) else author for author in told]
    known = dict.fromkeys(
        clean(unescape(name)) for name in names if isinstance(name, str) and "://" not in name
    )
    return "; ".join(filter(None, known)) or None


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _outlet(tree: HtmlElement, objects: tuple[dict[str, object], ...]) -> str | None:
    publishers = (o.get("publisher") for o in objects)
    names = [p.get("name") for p in publishers if isinstance(p, dict)]
    told = [_meta(tree, "og:site_name"), *names]
    return next((clean(unescape(name)) for name in told if isinstance(name, str) and name.strip()), None)


def _address(tree: HtmlElement) -> str | None:
    """The address under which the page wants to be known, where it is a whole one."""
    links = (link.get("href") for link in tree.iterfind(".//link[@href]") if link.get("rel") == "canonical")
    told = (link.strip() for link in (*links, _meta(tree, "og:url")) if link)
    return next((link for link in told if WHOLE_ADDRESS.match(link)), None)


def _body(objects: tuple[dict[str, object], ...]) -> tuple[str, ...]:
    bodies = [value for o in objects if isinstance(value := o.get("articleBody"), str)]
    return max(map(flatten_html, bodies), key=lambda lines: sum(map(len, lines)), default=())


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

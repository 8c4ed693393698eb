"""When an article appeared, and how we know: metadata, address, date lines, dateline, weekday arithmetic."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from itertools import takewhile

from htmldate import find_date
from lxml.html import HtmlElement, document_fromstring

from onrecord.article.dates import find_date_in, find_dated_weekday, find_wire_day
from onrecord.lexicons import rows
from onrecord.types import Basis, Page, Precision, Published

EARLIEST = "1995-01-01"  # no page on the web is older; it is htmldate's own bound
LATEST = "2100-01-01"  # where the day of reading is not known
GRACE = timedelta(days=1)  # a page of the Pacific is read in America on the day before it is dated
NEAR = 8  # lines below the headline in which a date line is the article's own: deck, byline, sections come between
ABOVE = 3  # … and above it
PARAGRAPH = (
    140  # characters from which a line is a paragraph, and what stands below it is beside other things
)
BESIDE = 70  # characters that a date line may hold beside its date: a byline, a section, a reading time
MAX_LINE = 400  # characters of a line that are searched
MAX_LEAD = 2000  # … and of a paragraph
LEAD = 6  # paragraphs in which a weekday with its date is the day of the article

PUBLISHED_FIELDS = frozenset(
    {"article:published_time", "article:published", "og:published_time", "datepublished"}
)
ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog")

# `2026-03-02`, `2026-03-02T10:00:00.000Z`, `2026-03-02 10:00 +0100`; not `2026-03`, not `20260302`
ISO_DAY = r"(?P<day>\d{4}-\d\d-\d\d)"
ISO_CLOCK = r"(?P<clock>[012]\d:[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?"
ISO_ZONE = r"(?P<zone>Z|[+-]\d\d:?\d\d)?"
ISO = re.compile(rf"{ISO_DAY}(?:[T ]\s?{ISO_CLOCK}\s?{ISO_ZONE})?")


@dataclass(frozen=True, slots=True)
class Clues:
    """What a page shows of its date: visible lines, headline, paragraphs, dateline, its tree if it is HTML."""

    lines: tuple[str, ...]
    paragraphs: tuple[str, ...]
    headline: str | None = None
    dateline: str | None = None
    tree: HtmlElement | None = None


def find_published(page: Page, clues: Clues) -> Published | None:
    """When the article of `page` appeared, from the clue that is trusted most; None where nothing tells.

    No day after `page.fetched` (and one of grace) is believed; without `page.fetched` a weekday names no year.
    """
    believable = (
        published for published in _candidates(page, clues) if published and _past(published, page.fetched)
    )
    return next(believable, None)


def _candidates(page: Page, clues: Clues) -> Iterator[Published | None]:
    """From the most to the least trusted; bench/dated measured the order on its dev half, 2026-11-22.

    What stands below the headline is the day that the newsroom shows its readers; fields for machines are often
    written in UTC, or by the publishing system on the day before (dev half: 73 of 78 right, against 72).
    """
    yield _handed_in(page)
    fields = _fields(clues.tree) if clues.tree is not None else ()
    told = _told(clues.tree, page) if clues.tree is not None else None
    for day in filter(None, (_beside(_below(clues)), told)):
        yield from (
            field for field in fields if field.value[:10] == day.value[:10]
        )  # the same, with its time
        yield day
    yield from fields
    yield _address(clues.tree, page)
    yield _beside(_above(clues))
    yield _labelled(clues, _Label.PUBLISHED)
    if clues.tree is not None:
        yield _known(_htmldate(clues.tree, page, extensive_search=False), Basis.VISIBLE)
    yield _labelled(clues, _Label.UPDATED)
    if clues.dateline:
        yield _printed(clues.dateline, Basis.DATELINE)
    if page.fetched is not None:
        yield _weekday(clues.paragraphs, page.fetched)
    if clues.tree is not None:
        yield _guessed(clues.tree, page)


def _past(published: Published, fetched: date | None) -> bool:
    day = published.value[:10]
    latest = (fetched + GRACE).isoformat() if fetched else LATEST
    return day <= latest[: len(day)]


# ---- Told --------------------------------------------------------------------------------------------------


def _handed_in(page: Page) -> Published | None:
    """`2026-03-02`, `2026-03`, `2026`, `2026-03-02T10:00Z`, or in words: `2 March 2026`."""
    told = (page.published or "").strip()
    if re.fullmatch(r"(?:19|20)\d\d", told):
        return Published(told, Precision.YEAR, Basis.METADATA)
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", told):
        return Published(told, Precision.MONTH, Basis.METADATA)
    return _iso(told) or _printed(told, Basis.METADATA)


def _told(tree: HtmlElement, page: Page) -> Published | None:
    """The day that htmldate finds in the fields and scripts for machines."""
    bare = _empty()
    scripts = (script for script in tree.iterfind(".//script[@type]") if "json" in script.get("type", ""))
    bare[0].extend(deepcopy(element) for element in (*tree.iterfind(".//meta"), *scripts))
    return _known(_htmldate(bare, page, extensive_search=False), Basis.METADATA)


def _fields(tree: HtmlElement) -> tuple[Published, ...]:
    """The page's own fields that are ISO dates: schema.org's first, which are the article's, then `<meta>`."""
    values = _json_dates(tree)
    for element in tree.iterfind(".//meta[@content]"):
        names = {(element.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        if names & PUBLISHED_FIELDS:
            values.append(element.get("content") or "")
    return tuple(filter(None, map(_iso, values)))


def _json_dates(tree: HtmlElement) -> list[str]:
    """`datePublished` of the page's JSON-LD objects: the article's own before those of the page around it."""
    found: list[tuple[bool, str]] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            pending = [json.loads(script.text or "null", strict=False)]
        except (ValueError, RecursionError):  # not JSON, or nested without end
            continue
        while pending:
            item = pending.pop()
            if isinstance(item, list):
                pending += reversed(item)
            elif isinstance(item, dict):
                if isinstance(value := item.get("datePublished"), str):
                    found.append((not ARTICLE_TYPES.search(str(item.get("@type", ""))), value))
                pending += [item[key] for key in ("mainEntityOfPage", "mainEntity", "@graph") if key in item]
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def _address(tree: HtmlElement | None, page: Page) -> Published | None:
    """The day in the page's own address, or in the one it calls canonical: `/2026/03/02/bridge`."""
    link = tree.find('.//link[@rel="canonical"]') if tree is not None else None
    addresses = (page.url, link.get("href") if link is not None else None)
    days = (_htmldate(_empty(), page, extensive_search=False, url=url) for url in addresses if url)
    return _known(next(filter(None, days), None), Basis.URL)


def _htmldate(tree: HtmlElement, page: Page, *, extensive_search: bool, url: str = "") -> str | None:
    latest = (page.fetched + GRACE).isoformat() if page.fetched else LATEST
    found = find_date(
        tree,
        extensive_search=extensive_search,
        original_date=True,
        url=url,
        min_date=EARLIEST,
        max_date=latest,
    )
    return str(found) if found else None


def _empty() -> HtmlElement:
    return document_fromstring("<html><head></head><body></body></html>")


# ---- Seen --------------------------------------------------------------------------------------------------


class _Label(Enum):
    """What a date line says of its date."""

    PUBLISHED = "published"
    UPDATED = "updated"
    NONE = ""


def _below(clues: Clues) -> tuple[str, ...]:
    """The lines between the headline and the first paragraph of the article."""
    at = _headline_at(clues)
    return tuple(takewhile(_no_paragraph, clues.lines[at + 1 : at + 1 + NEAR])) if at is not None else ()


def _above(clues: Clues) -> tuple[str, ...]:
    """The few lines above the headline, the nearest first; further up stands the day on which the page was read."""
    at = _headline_at(clues)
    return tuple(reversed(clues.lines[max(0, at - ABOVE) : at])) if at is not None else ()


def _headline_at(clues: Clues) -> int | None:
    """The line of the headline, or of its first half where the page breaks it in two."""
    headline = clues.headline or ""
    lines = enumerate(clues.lines)
    return next(
        (i for i, line in lines if headline.startswith(line) and len(line) >= len(headline) / 2), None
    )


def _no_paragraph(line: str) -> bool:
    return len(line) < PARAGRAPH or _date_line(line) is not None


def _beside(lines: tuple[str, ...]) -> Published | None:
    """The first date line that is called published, else the first that is called nothing; never an update."""
    dated = [(_label(line), found) for line in lines if (found := _date_line(line))]
    called = [found for label, found in dated if label is _Label.PUBLISHED]
    return next(iter(called + [found for label, found in dated if label is _Label.NONE]), None)


def _labelled(clues: Clues, wanted: _Label) -> Published | None:
    """The date that a line anywhere on the page calls by that label, if there is but one such day."""
    found = [date for line in clues.lines if _label(line) is wanted and (date := _date_line(line))]
    return found[0] if len({date.value[:10] for date in found}) == 1 else None


def _label(line: str) -> _Label:
    """`Posted 2 March 2026, updated 3 March` is PUBLISHED, `Stand: 2.3.2026` UPDATED."""
    published, updated = _label_patterns()
    if published.search(line[:MAX_LINE]):
        return _Label.PUBLISHED
    return _Label.UPDATED if updated.search(line[:MAX_LINE]) else _Label.NONE


@cache
def _label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = rows("date_labels")
    words = (
        "|".join(re.escape(word) for kind, word in table if kind == label.value)
        for label in _Label
        if label.value
    )
    published, updated = (re.compile(rf"\b(?:{alternatives})", re.IGNORECASE) for alternatives in words)
    return published, updated


def _date_line(line: str) -> Published | None:
    """`Published: 3 March 2026, 14:05 GMT`; not a sentence of the article that names a date."""
    seen = find_date_in(line[:MAX_LINE])
    if seen is None or len(line) - (seen.end - seen.start) > BESIDE:
        return None
    return _value(seen.value, Basis.VISIBLE)


def _guessed(tree: HtmlElement, page: Page) -> Published | None:
    """What htmldate finds anywhere in the markup; where that is a copyright year, the year alone."""
    day = _htmldate(tree, page, extensive_search=True)
    if day and day.endswith("-01-01"):
        return Published(day[:4], Precision.YEAR, Basis.VISIBLE)
    return _known(day, Basis.VISIBLE)


def _printed(text: str, basis: Basis) -> Published | None:
    seen = find_date_in(text)
    return _value(seen.value, basis) if seen else None


def _weekday(paragraphs: tuple[str, ...], today: date) -> Published | None:
    """The day that a weekday with its date names in the first paragraphs, or that a wire's dateline does."""
    leads = [paragraph[:MAX_LEAD] for paragraph in paragraphs[:LEAD]]
    days = [find_dated_weekday(lead, today) for lead in leads] + [
        find_wire_day(lead, today) for lead in leads
    ]
    day = next(filter(None, days), None)
    return _known(day.isoformat() if day else None, Basis.WEEKDAY)


# ---- Values ------------------------------------------------------------------------------------------------


def _iso(value: str) -> Published | None:
    found = ISO.match(value.strip())
    if found is None:
        return None
    try:
        date.fromisoformat(found["day"])
    except ValueError:
        return None
    zone = (found["zone"] or "").replace("Z", "+00:00")
    return _value(
        f"{found['day']}T{found['clock']}{zone}" if found["clock"] else found["day"], Basis.METADATA
    )


def _value(value: str, basis: Basis) -> Published:
    return Published(value, Precision.MINUTE if "T" in value else Precision.DAY, basis)


def _known(day: str | None, basis: Basis) -> Published | None:
    return Published(day, Precision.DAY, basis) if day else None

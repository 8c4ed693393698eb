"""How values are told in templates: days, numbers, names and addresses of words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from onrecord.cells import on_one_line
from onrecord.standing.telling import tell_testimony
from onrecord.types import (
    ChangeKind,
    ContradictionKind,
    Count,
    Evidence,
    Incident,
    JudgementKind,
    Side,
    SourceKind,
    Status,
    Toll,
)
from onrecord.views.events import tell_bounds
from onrecord.views.marks import MEANINGS, STATUSES
from onrecord.views.markup import LOUD
from onrecord.web.fixed import fixed_address
from onrecord.web.slugs import slug

TOLLS = 4  # counts told with an incident in a list
MONTH = 7  # characters of "2026-06"
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

KINDS = {
    SourceKind.PERSON: "a person",
    SourceKind.ORGANISATION: "an organisation",
    SourceKind.STATE: "a state",
    SourceKind.OFFICIAL_UNNAMED: "an official, not named",
    SourceKind.MILITARY: "armed forces",
    SourceKind.MEDIA: "a news outlet",
    SourceKind.DOCUMENT: "a document",
    SourceKind.WITNESS: "a witness",
    SourceKind.GROUP: "a group",
    SourceKind.UNKNOWN: "of no known kind",
}
SIDE_WORDS = {
    Side.PARTY: "a party to it",
    Side.ITSELF: "of itself",
    Side.AFFECTED: "the side it was done to",
    Side.AUTHORITY: "an authority",
    Side.DECLARER: "whose word is the act",
}
JUDGED = {
    JudgementKind.ACCEPT: "right",
    JudgementKind.REJECT: "misread",
    JudgementKind.CORRECT: "corrected",
    JudgementKind.NOTE: "note",
    JudgementKind.SAME_EVENT: "the same event",
    JudgementKind.OTHER_EVENT: "not the same event",
    JudgementKind.SAME_ENTITY: "the same",
    JudgementKind.OTHER_ENTITY: "not the same",
    JudgementKind.SAME_STORY: "one story",
    JudgementKind.OTHER_STORY: "not one story",
}
PICTURES = {  # what is told to those who do not see it
    "map": "A map of the events; each is told with its place under “What is known”.",
    "status": "The status of each event by day; each event’s own page tells it in words.",
    "voices": "Which origin says what of which event; told in words under “Accounts side by side”.",
    "timeline": "The events by the day they happened; told in words under “Timeline”.",
}
CHANGES = {
    ChangeKind.HEADLINE: "headline",
    ChangeKind.STATEMENT_NEW: "statement new",
    ChangeKind.STATEMENT_GONE: "statement gone",
    ChangeKind.STATEMENT_REWORDED: "statement reworded",
    ChangeKind.ATTRIBUTION_WEAKER: "attribution weaker",
    ChangeKind.ATTRIBUTION_STRONGER: "attribution stronger",
    ChangeKind.EVENT_NEW: "event new",
    ChangeKind.EVENT_GONE: "event gone",
    ChangeKind.COUNT: "count",
    ChangeKind.STATUS: "status",
}
CONTRADICTIONS = {
    ContradictionKind.COUNT: "How many",
    ContradictionKind.ACTOR: "Who did it",
    ContradictionKind.PLACE: "Where",
    ContradictionKind.TIME: "When",
    ContradictionKind.DENIAL: "Whether it happened",
}


def tell_day(value: str | date | None) -> str:
    """A day as people write it, as precise as it is known.

    >>> tell_day("2026-06-05"), tell_day("2026-06"), tell_day("2026-06-05T18:22"), tell_day(None)
    ('5 June 2026', 'June 2026', '5 June 2026, 18:22', 'no date')
    """
    if value is None or value == "":
        return "no date"
    text = str(value)
    try:
        day = date.fromisoformat(text[:10] if len(text) >= 10 else f"{text}-01")
    except ValueError:
        return on_one_line(text)
    if len(text) == MONTH:
        return f"{day:%B %Y}"
    clock = text[11:16]
    return f"{day.day} {day:%B %Y}" + (f", {clock}" if clock else "")


def tell_days_in(text: str) -> str:
    """A claim with its ISO days as people write them.

    >>> tell_days_in("on 2026-09-07")
    'on 7 September 2026'
    """
    return ISO_DAY.sub(lambda day: tell_day(day[0]), text)


def tell_span(first: str | None, last: str | None) -> str:
    """From one day to another.

    >>> tell_span("2026-06-05", "2026-06-09"), tell_span("2026-06-05", "2026-06-05"), tell_span(None, None)
    ('5 June 2026 – 9 June 2026', '5 June 2026', 'no date')
    """
    days = dict.fromkeys(tell_day(day) for day in (first, last) if day)
    return " – ".join(days) or "no date"


def tell_number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> tell_number(1, "article"), tell_number(1200, "story", "stories")
    ('1 article', '1,200 stories')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def tell_brief(text: object, most: int = 160) -> str:
    """The beginning of words on one line, whole words where there are any."""
    line = on_one_line(str(text))
    if len(line) <= most:
        return line
    cut = line[:most].rsplit(" ", 1)[0]
    return f"{cut or line[:most]} …"


def find_words_address(evidence: Evidence) -> str:
    """Where the words of a piece of evidence stand, marked in their article."""
    return words_address(evidence.article, evidence.span.start, evidence.span.end)


def words_address(article: str, start: int, end: int, version: int | None = None) -> str:
    """The stable address of some words of an article."""
    of = f"&version={version}" if version else ""
    return f"/articles/{slug(article)}?at={start}-{end}{of}#at"


def subject_address(subject: str) -> str:
    """Where the subject of a judgement is shown: "ARTICLE" or "ARTICLE#FINDING"."""
    article, _, finding = subject.rpartition("#")
    return f"/articles/{slug(article)}/{slug(finding)}" if article else f"/articles/{slug(subject)}"


def safe_address(url: str | None) -> str | None:
    """The address where it is one that a browser may follow, else None."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def tell_toll(toll: Toll) -> str:
    """ "12 killed", "at least 30 injured"."""
    bounds = tell_bounds(Count(toll.what, toll.evidence.span, toll.low, toll.best, toll.high))
    return f"{bounds} {on_one_line(toll.what)}".strip()


def toll_lines(incident: Incident) -> tuple[str, ...]:
    """The last word of each origin on each thing counted, each number told once: "12 killed", "3–5 injured"."""
    last: dict[tuple[str, str | None], Toll] = {}
    for toll in sorted(incident.tolls, key=lambda toll: toll.day or ""):
        last[toll.what, toll.origin] = toll
    return tuple(dict.fromkeys(tell_toll(toll) for toll in last.values()))[:TOLLS]


def addressed(address: str, cursor: str) -> str:
    """The query of an address, from a cursor on."""
    fields = [(name, value) for name, value in parse_qsl(urlsplit(address).query) if name != "cursor"]
    return urlencode([*fields, ("cursor", cursor)])


def as_form(address: str, ending: str) -> str:
    """The address of a page in another form.

    >>> as_form("/search?text=a", ".csv")
    '/search.csv?text=a'
    """
    path, mark, query = address.partition("?")
    return f"{path}{ending}{mark}{query}"


FILTERS: dict[str, Callable[..., Any]] = {
    "day": tell_day,
    "days_in": tell_days_in,
    "brief": tell_brief,
    "line": lambda text: on_one_line(str(text)),
    "slug": slug,
    "safe_address": safe_address,
    "count": tell_number,
    "words_address": find_words_address,
    "subject_address": subject_address,
    "stance": tell_testimony,
    "toll": tell_toll,
    "toll_lines": toll_lines,
    "addressed": addressed,
    "as_form": as_form,
}
WORDS: dict[str, object] = {
    "STATUSES": STATUSES,
    "KINDS": KINDS,
    "CHANGES": CHANGES,
    "CONTRADICTIONS": CONTRADICTIONS,
    "SIDE_WORDS": SIDE_WORDS,
    "JUDGED": JUDGED,
    "PICTURES": PICTURES,
    "MEANINGS": MEANINGS,
    "LOUD": LOUD,
    "Status": Status,
    "fixed": fixed_address,
    "span_of_days": tell_span,
    "at_words": words_address,
}

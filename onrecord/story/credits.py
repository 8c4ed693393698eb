"""Whom an article credits with its text: the agency in dateline, byline or last lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.lexicons import rows, words
from onrecord.types import Article

LINES = 3  # at the head and at the end of an article in which a credit is looked for
NAME = r"[^\W\d_][\w.&’' -]{1,40}?"
DASH = r"(?:[-–—]|--)"

# "MOGADISHU, June 4 (Harbour Wire) — At least"; not "The ministry (MoD) said it"
DATELINE = re.compile(rf"^[^\W\d_a-z][^()\n]{{0,70}}\((?P<name>{NAME})\)\s*{DASH}")
# "(Harbour Wire)", "— Harbour Wire", "Source: Harbour Wire"; a line of its own
SIGNED = re.compile(rf"^(?:\((?P<name>{NAME})\)|(?:{DASH}|Source:|Via:?)\s*(?P<after>{NAME}))\.?$")
# "© 2026 Harbour Wire", "Copyright 2026 The Associated Press. All rights reserved."; not "Copyright law was broken"
COPYRIGHT = re.compile(
    rf"^(?:©|\(c\)|Copyright)\s*(?:©\s*)?\d{{4}}\s+(?P<name>{NAME})(?:\.|,|$)", re.IGNORECASE
)
# "This report was first published by Harbour Wire."
REPRINT = re.compile(
    rf"\b(?:first|originally) (?:published|appeared|reported) (?:by|in|on)\s+(?P<name>{NAME})(?:\.|,|$)"
)
# "Reporting by Ana Ruiz; Editing by Lee Ok"; not "Reporting by the paper has shown that"
REPORTING = re.compile(
    r"^\(?(?:Additional )?[Rr]eporting by [^\W\d_a-z][^.]{2,80}(?:;|[Ee]diting by|\)|\.?$)"
)
PARTS = re.compile(r"\s*(?:[,/|;]|\bfor\b|\bof\b|\band\b|\s[-–—]\s)\s*")


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency's credit: its name, None where only the manner is an agency's ("Reporting by …"), and the words."""

    name: str | None
    words: str


def find_credit(article: Article) -> Credit | None:
    """Whom the article credits; None where it credits nobody."""
    return next(_credits(article), None)


def same_outlet(name: str, outlet: str | None) -> bool:
    """Whether a credited name is an outlet's: by any of an agency's names, the article and case left out.

    >>> same_outlet("AP", "The Associated Press"), same_outlet("Harbour Wire", "harbour wire"), same_outlet("AP", None)
    (True, True, False)
    """
    return outlet is not None and _usual(name) == _usual(outlet)


def _credits(article: Article) -> Iterator[Credit]:
    lines = [article[span].strip() for span in article.paragraphs]
    first, last = lines[: LINES + 1], lines[-LINES:]
    for line in first:
        if found := DATELINE.match(line):
            yield Credit(found["name"], f"({found['name']})")
    byline = article.byline.text if article.byline else ""
    yield from (Credit(part, byline) for part in PARTS.split(_unprefixed(byline)) if _agency(part))
    for line in reversed(last):
        if (found := SIGNED.match(line)) and _agency(name := found["name"] or found["after"]):
            yield Credit(name, line)
        elif (found := COPYRIGHT.match(line)) and _agency(found["name"]):
            yield Credit(found["name"], line)
        elif found := REPRINT.search(line):
            yield Credit(found["name"], found[0])
        elif REPORTING.match(line):
            yield Credit(None, line)


def _unprefixed(byline: str) -> str:
    return re.sub(r"^by\s+", "", byline.strip(), flags=re.IGNORECASE)


def _agency(name: str) -> bool:
    plain = _plain(name)
    return plain in _agencies() or any(plain.endswith(f" {word}") for word in words("agency_words"))


def _usual(name: str) -> str:
    return _agencies().get(_plain(name), _plain(name))


def _plain(name: str) -> str:
    return " ".join(name.lower().removeprefix("the ").split())


@cache
def _agencies() -> dict[str, str]:
    return {
        _plain(other): _plain(name)
        for name, others in rows("agencies")
        for other in (name, *others.split(";"))
        if other.strip()
    }

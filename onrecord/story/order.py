"""The order that makes a story a function of the set of its articles, and the ids made from it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from onrecord.types import Filed, Ref

UNDATED = "9999"  # after every date
NUMBER = re.compile(r"\d+")


def in_order(articles: Iterable[Filed]) -> tuple[Filed, ...]:
    """The articles by when they first appeared, then by id; undated ones last."""
    return tuple(sorted(articles, key=lambda one: (_first_seen(one), one.id)))


def day_of(article: Filed) -> date | None:
    """The day on which the article, in the version told by, appeared: published, else seen."""
    published = article.article.published
    return (published.day if published else None) or article.versions[-1].seen


def make_id(letter: str, anchor: str) -> str:
    """An id that is made from a member: "s" and ten digits of a digest of its earliest article's id.

    >>> make_id("i", "harbour.html#v3")
    'i7cd58b95b7'
    """
    return letter + hashlib.sha256(anchor.encode()).hexdigest()[:10]


def finding_number(ref: Ref) -> int:
    """The place of a finding among its kind: 3 of "v3"."""
    found = NUMBER.search(ref.finding)
    return int(found.group()) if found else 0


def _first_seen(article: Filed) -> str:
    first = article.versions[0]
    if first.record.article.published:
        return first.record.article.published.value
    return first.seen.isoformat() if first.seen else UNDATED

"""Which mention a statement comes from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.types import Article, EntityType, MentionKind, Nominal, Source


def source_mention(article: Article, source: Source, nominals: Sequence[Nominal]) -> int | None:
    """The mention that a source's words are: the same span, else the person named in it, else what it begins with."""
    first = bisect_left(nominals, source.span.start, key=lambda one: one.span.start)
    inside = []
    for n in range(first, len(nominals)):
        if nominals[n].span.start >= source.span.end:
            break
        inside.append(n)
    same = [n for n in inside if nominals[n].span == source.span]
    if same:
        return same[0]
    owned = re.compile(r"['’]s?\s")
    people = [
        n
        for n in inside
        if nominals[n].kind is MentionKind.NAME
        and nominals[n].type is EntityType.PERSON
        and not owned.match(article.text, nominals[n].span.end)
    ]
    if people and source.kind == "person":
        return people[0]
    opening = [
        n
        for n in inside
        if article.text[source.span.start : nominals[n].span.start].lower().strip() in ("", "the")
    ]
    return next((n for n in opening if not owned.match(article.text, nominals[n].span.end)), None)

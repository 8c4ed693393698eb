"""Words of an article as evidence: where they stand, the text itself, and the statement that carries them."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from onrecord.types import Evidence, Filed, Record, Span

# ` (Concord Press) - ` after the place and day of a dateline; not the sentence that follows
AFTER_DATELINE = re.compile(r"\s*(?:\([^()\n]{1,40}\))?\s*[-–—:]*\s*")
START = attrgetter("start")


def cite(article: Filed, span: Span) -> Evidence:
    """The words at the span, with the innermost statement in whose content they stand."""
    return Evidence(article.id, span, article.article[span], carrier(article.record, span))


def sentence_of(record: Record, span: Span) -> Span:
    """The sentence that the span stands in, without the dateline before it: "LIMA, 3 May (Reuters) - "."""
    at = bisect_right(record.sentences, span.start, key=START) - 1
    sentence = record.sentences[at] if at >= 0 and span in record.sentences[at] else span
    dateline = record.article.dateline
    if dateline is None or dateline not in sentence:
        return sentence
    after = AFTER_DATELINE.match(record.article.text, dateline.end)
    start = after.end() if after else dateline.end
    return Span(start, sentence.end) if start <= span.start else sentence


def carrier(record: Record, span: Span) -> str | None:
    """The id of the innermost statement whose content holds the span; None: it stands in the reporter's voice."""
    holding = [
        (len(piece), -piece.start, statement.id)
        for statement in record.statements
        for piece in statement.content
        if span in piece
    ]
    return min(holding)[2] if holding else None

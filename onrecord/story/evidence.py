"""Words of an article as evidence: where they stand, the text itself, and the statement that carries them."""

from __future__ import annotations

from onrecord.types import Evidence, Filed, Record, Span


def cite(article: Filed, span: Span) -> Evidence:
    """The words at the span, with the innermost statement in whose content they stand."""
    return Evidence(article.id, span, article.article[span], carrier(article.record, span))


def carrier(record: Record, span: Span) -> str | None:
    """The id of the innermost statement whose content holds the span; None: it stands in the reporter's voice."""
    holding = [
        (len(piece), -piece.start, statement.id)
        for statement in record.statements
        for piece in statement.content
        if span in piece
    ]
    return min(holding)[2] if holding else None

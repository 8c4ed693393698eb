"""An article's findings as W3C Web Annotations: each with its words, by position and by quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from onrecord.types import Article, Event, Filed, Span, Statement

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix: enough to find the words again on a page that moved


def annotation_page(filed: Filed) -> Json:
    """An AnnotationPage with an annotation for each statement and each event of the newest version.

    Positions count Unicode code points of the clean text, as the model has it ("characters").
    """
    items = [*_statements(filed), *_events(filed)]
    return {
        "@context": CONTEXT,
        "id": _id(filed, "annotations"),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }


def _statements(filed: Filed) -> Iterator[Json]:
    for one in filed.record.statements:
        words = (one.source.span if one.source else None, one.cue, *one.content)
        told = f"statement: {one.act}{' (negated)' if one.negated else ''}{_sort(one)}"
        yield _annotation(filed, one.id, told, (span for span in words if span))


def _sort(statement: Statement) -> str:
    return f"; source: {statement.source.kind}" if statement.source else "; no source named"


def _events(filed: Filed) -> Iterator[Json]:
    for one in filed.record.events:
        yield _annotation(filed, one.id, _told(one), (one.trigger, *one.mentions))


def _told(event: Event) -> str:
    mode = f" {event.mode}" if event.mode else ""
    why = "; ".join(reason.why for reason in event.because)
    return f"event: {event.type}{mode}; {event.modality}; {event.status}" + (f" ({why})" if why else "")


def _annotation(filed: Filed, finding: str, told: str, words: Iterable[Span]) -> Json:
    source = filed.article.url or f"urn:onrecord:article:{quote(filed.id)}"
    targets = [{"source": source, "selector": _selectors(filed.article, span)} for span in sorted(set(words))]
    return {
        "id": _id(filed, finding),
        "type": "Annotation",
        "motivation": "describing",
        "body": [{"type": "TextualBody", "value": told, "format": "text/plain", "language": "en"}],
        "target": targets,
    }


def _selectors(article: Article, span: Span) -> list[Json]:
    text = article.text
    quoted: Json = {"type": "TextQuoteSelector", "exact": article[span]}
    if before := text[max(0, span.start - AROUND) : span.start]:
        quoted["prefix"] = before
    if after := text[span.end : span.end + AROUND]:
        quoted["suffix"] = after
    return [quoted, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _id(filed: Filed, finding: str) -> str:
    return f"urn:onrecord:article:{quote(filed.id)}#{finding}"

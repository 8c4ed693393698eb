"""Record → JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from onrecord.types import (
    Account,
    Argument,
    Article,
    Byline,
    Count,
    Entity,
    Event,
    HeldRole,
    Place,
    Reason,
    Record,
    Relation,
    Source,
    Span,
    Statement,
    Time,
)

SCHEMA = "onrecord/1"

Json = dict[str, Any]

# Characters that JSON lets stand raw but that break a line, a terminal or an encoder: DEL and the C1
# controls, line and paragraph separators, bidirectional overrides, lone surrogates. Escaped, they read back
# the same.
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def record_to_json(record: Record) -> Json:
    """A record as plain lists, dicts and strings, with the text of every span beside its offsets."""
    text = record.article.text
    return {
        "schema": SCHEMA,
        "article": _article(record.article, record.sentences),
        "entities": [_entity(text, entity) for entity in record.entities],
        "statements": [_statement(text, statement) for statement in record.statements],
        "times": [_time(text, time) for time in record.times],
        "places": [_place(text, place) for place in record.places],
        "events": [_event(text, event) for event in record.events],
        "notes": list(record.notes),
    }


def page_to_json(page_id: str, record: Record) -> Json:
    """A record as one line of a run: the page's id as it was handed in, then the record."""
    return {"id": page_id, **record_to_json(record)}


def failure_to_json(page_id: str, error: Exception) -> Json:
    """What stands in a run's output for a page that could not be read."""
    return {"id": page_id, "error": str(error)}


def dumps(value: Json, *, indent: int | None = None) -> str:
    """A JSON text, the same byte for byte for the same value; on one line unless indented."""
    separators = (",", ": ") if indent else (", ", ": ")
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _span(text: str, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _span_or_null(text: str, span: Span | None) -> Json | None:
    return _span(text, span) if span else None


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _article(article: Article, sentences: tuple[Span, ...]) -> Json:
    text, published = article.text, article.published
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "language": article.language,
        "headline": _span_or_null(text, article.headline),
        "deck": _span_or_null(text, article.deck),
        "byline": _byline(article.byline),
        "dateline": _span_or_null(text, article.dateline),
        "published": published
        and {"value": published.value, "precision": str(published.precision), "basis": str(published.basis)},
        "text": text,
        "paragraphs": _pairs(article.paragraphs),
        "sentences": _pairs(sentences),
        "furniture": [{"text": line.text, "reason": line.reason} for line in article.furniture],
    }


def _byline(byline: Byline | None) -> Json | None:
    if not byline:
        return None
    start, end = (byline.span.start, byline.span.end) if byline.span else (None, None)
    return {"text": byline.text, "start": start, "end": end}


def _entity(text: str, entity: Entity) -> Json:
    return {
        "id": entity.id,
        "type": str(entity.type),
        "name": entity.name,
        "aliases": list(entity.aliases),
        "country": entity.country,
        "roles": [_role(text, role) for role in entity.roles],
        "relations": [_relation(text, relation) for relation in entity.relations],
        "mentions": [_span(text, mention.span) | {"kind": str(mention.kind)} for mention in entity.mentions],
        "by": entity.by,
    }


def _role(text: str, role: HeldRole) -> Json:
    return {"title": role.title, "of": role.of, "span": _span(text, role.span), "current": role.current}


def _relation(text: str, relation: Relation) -> Json:
    return {"kind": str(relation.kind), "to": relation.to} | _span(text, relation.span)


def _statement(text: str, statement: Statement) -> Json:
    return {
        "id": statement.id,
        "source": _source(text, statement.source),
        "cue": _span(text, statement.cue),
        "act": str(statement.act),
        "negated": statement.negated,
        "content": [_span(text, piece) for piece in statement.content],
        "quotes": [_span(text, quote) for quote in statement.quotes],
        "form": str(statement.form),
        "medium": _span_or_null(text, statement.medium),
        "parent": statement.parent,
        "date": statement.date,
        "by": statement.by,
    }


def _source(text: str, source: Source | None) -> Json | None:
    if not source:
        return None
    return _span(text, source.span) | {
        "entity": source.entity,
        "kind": str(source.kind),
        "named": source.named,
        "terms": _span_or_null(text, source.terms),
    }


def _time(text: str, time: Time) -> Json:
    found = {"type": str(time.type), "value": time.value, "by": time.by}
    return {"id": time.id} | _span(text, time.span) | found


def _place(text: str, place: Place) -> Json:
    found = {
        "name": place.name,
        "geonameid": place.geonameid,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "entity": place.entity,
        "kind": place.kind and str(place.kind),
        "by": place.by,
    }
    return {"id": place.id} | _span(text, place.span) | found


def _event(text: str, event: Event) -> Json:
    return {
        "id": event.id,
        "type": str(event.type),
        "mode": event.mode,
        "trigger": _span(text, event.trigger),
        "mentions": [_span(text, mention) for mention in event.mentions],
        "arguments": [_argument(text, argument) for argument in event.arguments],
        "counts": [_count(text, count) for count in event.counts],
        "time": event.time,
        "place": event.place,
        "modality": str(event.modality),
        "statements": list(event.statements),
        "headline_only": event.headline_only,
        "status": str(event.status),
        "because": [_reason(text, reason) for reason in event.because],
        "accounts": [_account(text, account) for account in event.accounts],
        "by": event.by,
    }


def _argument(text: str, argument: Argument) -> Json:
    heard = {"entity": argument.entity, "statements": list(argument.statements)}
    return {"role": str(argument.role)} | _span(text, argument.span) | heard


def _count(text: str, count: Count) -> Json:
    bounds = {"low": count.low, "best": count.best, "high": count.high, "qualifier": count.qualifier}
    return {"what": count.what} | bounds | {"part": count.part} | _span(text, count.span)


def _reason(text: str, reason: Reason) -> Json:
    words = _span(text, reason.span) if reason.span else {}
    return {"statement": reason.statement, "why": reason.why} | words


def _account(text: str, account: Account) -> Json:
    return {
        "stance": str(account.stance),
        "side": str(account.side),
        **_span(text, account.span),
        "statement": account.statement,
        "who": _span_or_null(text, account.who),
        "entity": account.entity,
        "kind": account.kind and str(account.kind),
        "keys": list(account.keys),
        "counts": list(account.counts),
        "faceless": account.faceless,
        "relayed": account.relayed,
        "acts": account.acts,
        "accused": account.accused,
        "aside": account.aside,
        "performed": account.performed,
    }

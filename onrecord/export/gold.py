"""Judged records as training data: what people found right, set right, or misread, in the form of a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.types import Filed, Judgement, JudgementKind
from onrecord.wire import record_to_json

Json = dict[str, Any]

LISTS = {"s": "statements", "v": "events", "e": "entities"}  # by the letter that a finding's id begins with
JUDGED = frozenset({JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT})
WITHIN = {"kind": "source", "named": "source"}  # fields of a statement that stand in a part of it


def gold_record(filed: Filed, judgements: Iterable[Judgement]) -> Json | None:
    """The newest version's record with findings that were rejected taken out and corrections made; None if unjudged.

    Under `judged`, each finding that somebody looked at: `accept`, `correct` or `reject`, by whom, when, why. What
    nobody looked at stands as the reader found it, and is no gold.
    """
    latest = _latest(filed.id, judgements)
    if not latest:
        return None
    record: Json = record_to_json(filed.record)
    for finding, judgement in latest.items():
        if judgement.kind is JudgementKind.CORRECT:
            _correct(record, finding, judgement.correction)
    rejected = {finding for finding, one in latest.items() if one.kind is JudgementKind.REJECT}
    _take_out(record, rejected)
    judged = [
        {"finding": finding, "kind": str(one.kind), "author": one.author, "at": one.at, "reason": one.reason}
        for finding, one in sorted(latest.items())
    ]
    return {"id": filed.id, **record, "judged": judged}


def _latest(article: str, judgements: Iterable[Judgement]) -> Mapping[str, Judgement]:
    """The last word on each finding of the article that still holds."""
    found: dict[str, Judgement] = {}
    for one in sorted(judgements, key=lambda judgement: (judgement.at, judgement.id)):
        if one.kind in JUDGED and one.undone_at is None:
            for subject in one.subjects:
                of, _, finding = subject.rpartition("#")
                if of == article and finding[:1] in LISTS:
                    found[finding] = one
    return found


def _correct(record: Json, finding: str, correction: Iterable[tuple[str, str]]) -> None:
    for value in record[LISTS[finding[0]]]:
        if value["id"] == finding:
            for field, right in correction:
                part = value.get(WITHIN[field]) if finding[0] == "s" and field in WITHIN else value
                if part is not None:
                    part[field] = {"yes": True, "no": False}.get(right, right or None)


def _take_out(record: Json, rejected: set[str]) -> None:
    """Findings out of their lists, and out of whatever refers to them."""
    for name in LISTS.values():
        record[name] = [value for value in record[name] if value["id"] not in rejected]
    for statement in record["statements"]:
        _forget(statement, ("parent",), rejected)
        _forget(statement["source"] or {}, ("entity",), rejected)
    for event in record["events"]:
        event["statements"] = [one for one in event["statements"] if one not in rejected]
        event["because"] = [one for one in event["because"] if one["statement"] not in rejected]
        event["accounts"] = [one for one in event["accounts"] if one["statement"] not in rejected]
        for part in (*event["arguments"], *event["accounts"]):
            _forget(part, ("entity",), rejected)
    for place in record["places"]:
        _forget(place, ("entity",), rejected)
    for entity in record["entities"]:
        entity["relations"] = [one for one in entity["relations"] if one["to"] not in rejected]
        for role in entity["roles"]:
            _forget(role, ("of",), rejected)


def _forget(value: Json, fields: Iterable[str], rejected: set[str]) -> None:
    for field in fields:
        if value.get(field) in rejected:
            value[field] = None

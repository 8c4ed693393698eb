"""Whole texts, read by the reader that ships: who says it and by which act, what happened, who did it to whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from onrecord.gazetteer import open_gazetteer
from onrecord.models.reader import load_reader
from onrecord.record import Read, make_record
from onrecord.types import Event, Record, Role, Span
from tests.build import article

CASES = tomllib.loads((Path(__file__).parent / "reading_sentences.toml").read_text(encoding="utf-8"))["case"]


def _asking(what: str) -> list[dict]:
    return [case for case in CASES if what in case]


@pytest.mark.parametrize("case", _asking("says"), ids=lambda case: case["text"])
def test_who_says_it_and_by_which_act(case):
    record = _record(case["text"])
    told = [_said(record, n) for n in range(len(record.statements))]
    assert [one for one in case["says"] if one not in told] == [], told


@pytest.mark.parametrize("case", _asking("cues"), ids=lambda case: case["text"])
def test_what_only_looks_like_a_word_of_somebody_is_none(case):
    record = _record(case["text"])
    assert [record.article[one.cue] for one in record.statements] == case["cues"]


@pytest.mark.parametrize("case", _asking("did"), ids=lambda case: case["text"])
def test_who_did_it_to_whom(case):
    record = _record(case["text"])
    told = [_done(record, event) for event in record.events]
    assert [one for one in case["did"] if one not in told] == [], told


@pytest.mark.parametrize("case", _asking("status"), ids=lambda case: case["text"])
def test_on_whose_word_it_stands(case):
    record = _record(case["text"])
    told = [f"{record.article[event.trigger]}: {event.status.value}" for event in record.events]
    assert [one for one in case["status"] if one not in told] == [], told


def _said(record: Record, n: int) -> str:
    """«[parent’s number] source (kind): act · content», the number only of what stands in another's words."""
    one, page = record.statements[n], record.article
    who = f"{page[one.source.span]} ({one.source.kind.value})" if one.source else "-"
    act = f"not {one.act.value}" if one.negated else one.act.value
    inside = f"[{one.parent}] " if one.parent else ""
    return f"{inside}{who}: {act} · {' … '.join(page[piece] for piece in one.content)}"


def _done(record: Record, event: Event) -> str:
    """«TYPE word: actors > those it was done to»."""
    page = record.article
    return (
        f"{event.type.value} {page[event.trigger]}: {', '.join(_who(record, event, Role.ACTOR)) or '-'}"
        f" > {', '.join(_who(record, event, Role.VICTIM, Role.RECIPIENT)) or '-'}"
    )


def _who(record: Record, event: Event, *roles: Role) -> Iterator[str]:
    return (record.article[one.span] for one in event.arguments if one.role in roles)


@cache
def _record(text: str) -> Record:
    """Of a text; a first line that an empty one follows is its headline."""
    head = Span(0, text.index("\n\n")) if "\n\n" in text else None
    return make_record(article(text, headline=head), read=_reader(), gazetteer=open_gazetteer())


@cache
def _reader() -> Read:
    return load_reader(threads=1).read

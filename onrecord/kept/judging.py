"""What people decided about findings: filed, undone, read back; and which articles it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row

from onrecord.errors import NotKept
from onrecord.kept.cursors import whole
from onrecord.kept.values import MOST, Listing
from onrecord.store.articles import find_article
from onrecord.store.judgements import (
    articles_judged,
    find_judgement,
    list_judgements,
    put_judgement,
    set_undone,
)
from onrecord.store.packing import unpack
from onrecord.types import Judgement, JudgementKind
from onrecord.wire import value_from_json, value_to_json

FINDING = re.compile(r"#[a-z]+\d+$")  # "…#v3"; an address may have a # of its own

OF_ARTICLES = frozenset({JudgementKind.SAME_STORY, JudgementKind.OTHER_STORY})


def file_judgement(connection: Connection, judgement: Judgement) -> tuple[Judgement, tuple[int, ...]]:
    """Files a judgement, with an id and a time if it has none; and the numbers of the articles it is about.

    Raises NotKept for a subject that is not on record.
    """
    at = judgement.at or datetime.now(UTC).isoformat(timespec="seconds")
    made = replace(judgement, at=at, subjects=tuple(_subject(connection, one) for one in judgement.subjects))
    made = replace(made, id=judgement.id or _id(made))
    numbers = tuple(_number(connection, subject_article(subject)) for subject in made.subjects)
    if find_judgement(connection, made.id):
        return made, numbers
    values = {
        "id": made.id,
        "kind": made.kind.value,
        "author": made.author,
        "at": at,
        "undone_at": made.undone_at,
    }
    put_judgement(connection, values, value_to_json(made), numbers)
    return made, numbers


def undo_judgement(connection: Connection, id: str, author: str) -> tuple[Judgement, tuple[int, ...]]:
    """Marks a judgement as undone, by whom and when; and the numbers of the articles it was about.

    Raises NotKept for a judgement that is not on record, or was undone before.
    """
    row = find_judgement(connection, id)
    if row is None:
        raise NotKept(f"{id}: no such judgement on record")
    if row.undone_at:
        raise NotKept(f"{id}: this judgement was undone before, at {row.undone_at}")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    undone = replace(read_judgement(row), undone_by=author, undone_at=at)
    set_undone(connection, id, at, value_to_json(undone))
    return undone, tuple(articles_judged(connection, row.number))


def find_judgements(
    connection: Connection, *, subject: str | None, author: str | None, cursor: str | None, limit: int
) -> Listing[Judgement]:
    """Judgements, those undone too, the newest first; about an article with all in it, or about one finding."""
    article = subject_article(subject) if subject else None
    number = _number(connection, article) if article else None
    most = max(1, min(limit, MOST))
    before = whole(cursor, cursor) if cursor else None
    rows = list_judgements(connection, author=author, article=number, before=before, limit=most + 1)
    following = str(rows[most - 1].number) if len(rows) > most else None
    found = tuple(map(read_judgement, rows[:most]))
    if subject and subject != article:
        found = tuple(judgement for judgement in found if subject in judgement.subjects)
    return Listing(found, following)


def read_judgement(row: Row[Any]) -> Judgement:
    """The judgement that a row holds."""
    return value_from_json(Judgement, unpack(row.body))


def subject_article(subject: str) -> str:
    """The article that a subject is, or is of.

    >>> subject_article("https://courier.example/live#top#v3")
    'https://courier.example/live#top'
    """
    return FINDING.sub("", subject)


def _subject(connection: Connection, subject: str) -> str:
    """The subject with its article's own id, whichever of its names it was called by."""
    article = subject_article(subject)
    row = find_article(connection, article)
    if row is None:
        raise NotKept(f"{article}: no such article on record")
    return str(row.id) + subject[len(article) :]


def _number(connection: Connection, article: str) -> int:
    row = find_article(connection, article)
    if row is None:
        raise NotKept(f"{article}: no such article on record")
    return int(row.number)


def _id(judgement: Judgement) -> str:
    told: Iterable[str] = (
        judgement.kind,
        *judgement.subjects,
        judgement.author,
        judgement.at,
        judgement.reason,
    )
    return "j" + sha256("\0".join(told).encode("utf-8", errors="replace")).hexdigest()[:10]

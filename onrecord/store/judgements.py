"""Judgements of people: rows in, rows out; none is ever taken away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from onrecord.store.batches import batches
from onrecord.store.packing import pack
from onrecord.store.schema import judged, judgements


def put_judgement(
    connection: Connection, values: dict[str, Any], body: Any, subjects: Collection[int]
) -> None:
    """Files a judgement under the articles (by number) that it is about."""
    result = connection.execute(insert(judgements).values(**values, body=pack(body)))
    number = result.inserted_primary_key[0] if result.inserted_primary_key else None
    if subjects:
        connection.execute(
            insert(judged), [{"article": one, "judgement": number} for one in sorted(set(subjects))]
        )


def set_undone(connection: Connection, id: str, at: str, body: Any) -> None:
    connection.execute(update(judgements).where(judgements.c.id == id).values(undone_at=at, body=pack(body)))


def find_judgement(connection: Connection, id: str) -> Row[Any] | None:
    return connection.execute(select(judgements).where(judgements.c.id == id)).one_or_none()


def find_judged(connection: Connection, numbers: Collection[int]) -> Sequence[Row[Any]]:
    """The judgements that hold about articles, in the order in which they were made."""
    told: dict[int, Row[Any]] = {}
    query = (
        select(judgements)
        .join(judged, judged.c.judgement == judgements.c.number)
        .where(judgements.c.undone_at.is_(None))
    )
    for some in batches(numbers):
        told |= {row.number: row for row in connection.execute(query.where(judged.c.article.in_(some)))}
    return [told[number] for number in sorted(told)]


def list_judgements(
    connection: Connection, *, author: str | None, article: int | None, before: int | None, limit: int
) -> Sequence[Row[Any]]:
    """Judgements, those undone too, the newest first."""
    query = select(judgements)
    if author:
        query = query.where(judgements.c.author == author)
    if article is not None:
        query = query.join(judged, judged.c.judgement == judgements.c.number).where(
            judged.c.article == article
        )
    if before is not None:
        query = query.where(judgements.c.number < before)
    return connection.execute(query.order_by(judgements.c.number.desc()).limit(limit)).all()


def articles_judged(connection: Connection, number: int) -> list[int]:
    """The numbers of the articles that a judgement is about."""
    return list(connection.scalars(select(judged.c.article).where(judged.c.judgement == number)))

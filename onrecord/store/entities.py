"""Whom articles name, as it is looked up by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, distinct, func, or_, select

from onrecord.store.batches import batches
from onrecord.store.packing import unpack
from onrecord.store.schema import articles, entities, stories
from onrecord.store.words import clean


def find_stories_naming(connection: Connection, keys: Collection[str], most: int) -> Iterator[Any]:
    """The JSON of the stories with the newest articles that name somebody by one of the keys."""
    newest = (
        select(articles.c.story)
        .join(entities, entities.c.article == articles.c.number)
        .where(entities.c.key.in_(_cleaned(keys)), articles.c.story.is_not(None))
        .group_by(articles.c.story)
        .order_by(func.max(articles.c.number).desc())
        .limit(most)
        .subquery()
    )
    for row in connection.execute(select(stories.c.body).where(stories.c.id.in_(select(newest.c.story)))):
        yield unpack(row.body)


def find_ways(connection: Connection, keys: Collection[str], members: Collection[int]) -> Sequence[Row[Any]]:
    """How entities with one of the keys are named and in how many articles: of all, or in some articles only.

    Those of most articles come first; each has `name`, `type`, `country`, `roles`, `articles`.
    """
    many = func.count(distinct(entities.c.article)).label("articles")
    facts = (entities.c.name, entities.c.type, entities.c.country, entities.c.roles)
    query = select(*facts, many).where(entities.c.key.in_(_cleaned(keys)))
    if members:
        query = query.where(entities.c.article.in_(members))
    return connection.execute(query.group_by(*facts).order_by(many.desc(), entities.c.name)).all()


def count_articles(connection: Connection, keys: Collection[str], members: Collection[int]) -> int:
    """How many articles have an entity with one of the keys."""
    query = select(func.count(distinct(entities.c.article))).where(entities.c.key.in_(_cleaned(keys)))
    if members:
        query = query.where(entities.c.article.in_(members))
    return connection.scalar(query) or 0


def find_names_in(connection: Connection, numbers: Collection[int]) -> Sequence[Any]:
    """By what names articles name anybody: rows of `name` and `type`, each once, those of most articles first."""
    query = (
        select(entities.c.name, entities.c.type)
        .where(entities.c.article.in_(numbers), entities.c.whole)
        .group_by(entities.c.name, entities.c.type)
        .order_by(func.count(distinct(entities.c.article)).desc(), entities.c.name)
    )
    return connection.execute(query).all()


def find_names_of(connection: Connection, members: Collection[tuple[str, str]]) -> Sequence[Row[Any]]:
    """The whole names of entities, told by article's id and finding: rows of `article`, `finding`, `key`."""
    found: list[Row[Any]] = []
    for some in batches(sorted(members), 200):
        each = [and_(articles.c.id == id, entities.c.finding == finding) for id, finding in some]
        found += connection.execute(
            select(entities.c.article, entities.c.finding, entities.c.key)
            .join(articles, articles.c.number == entities.c.article)
            .where(entities.c.whole, or_(*each))
        )
    return found


def _cleaned(keys: Collection[str]) -> list[str]:
    return sorted(clean(key) for key in keys)

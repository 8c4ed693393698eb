"""Which articles may be of one story: marks to find candidates by, links between two, blocks that hang together."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from onrecord.store.batches import batches
from onrecord.store.rows import put_rows
from onrecord.store.schema import articles, links, marks, sketches

Marks = tuple[int, ...]


def put_sketches(connection: Connection, sketched: Mapping[int, tuple[bytes, Marks]]) -> None:
    """Files the sketch and the marks of articles, in place of those they had."""
    drop_sketches(connection, sketched)
    rows = [
        {"article": number, "body": body, "marks": array("q", keys).tobytes()}
        for number, (body, keys) in sketched.items()
    ]
    put_rows(connection, sketches, rows)
    keyed = sorted({(key, number) for number, (_, keys) in sketched.items() for key in keys})
    put_rows(connection, marks, [{"key": key, "article": number} for key, number in keyed])


def drop_sketches(connection: Connection, numbers: Iterable[int]) -> None:
    for some in batches(numbers):
        had = connection.execute(
            select(sketches.c.article, sketches.c.marks).where(sketches.c.article.in_(some))
        ).all()
        for row in had:
            for few in batches(_keys(row.marks)):
                connection.execute(delete(marks).where(marks.c.article == row.article, marks.c.key.in_(few)))
        if had:
            connection.execute(delete(sketches).where(sketches.c.article.in_([row.article for row in had])))


def find_sketches(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, bytes, Marks]]:
    """Numbers of articles → their ids, sketches and marks."""
    query = select(articles.c.number, articles.c.id, sketches.c.body, sketches.c.marks).join(
        sketches, sketches.c.article == articles.c.number
    )
    found: dict[int, tuple[str, bytes, Marks]] = {}
    for some in batches(numbers):
        for row in connection.execute(query.where(articles.c.number.in_(some))):
            found[row.number] = (row.id, row.body, _keys(row.marks))
    return found


def find_marked(connection: Connection, keys: Collection[int]) -> dict[int, list[int]]:
    """Marks → the numbers of the articles that bear them."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(sorted(keys)):
        for row in connection.execute(select(marks.c.key, marks.c.article).where(marks.c.key.in_(some))):
            found[row.key].append(row.article)
    return found


def put_links(connection: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Links pairs of articles, each way, those that are not linked yet."""
    wanted = {pair for one, other in pairs for pair in ((one, other), (other, one)) if one != other}
    had: set[tuple[int, int]] = set()
    for some in batches({one for one, _ in wanted}):
        rows = connection.execute(select(links.c.article, links.c.other).where(links.c.article.in_(some)))
        had |= {(row.article, row.other) for row in rows}
    put_rows(connection, links, [{"article": one, "other": other} for one, other in sorted(wanted - had)])


def drop_links(connection: Connection, numbers: Iterable[int]) -> None:
    for some in batches(numbers):
        connection.execute(delete(links).where(or_(links.c.article.in_(some), links.c.other.in_(some))))


def find_links(connection: Connection, numbers: Collection[int]) -> list[tuple[int, int]]:
    """The links that go out from articles."""
    found: list[tuple[int, int]] = []
    for some in batches(numbers):
        rows = connection.execute(select(links.c.article, links.c.other).where(links.c.article.in_(some)))
        found += [(row.article, row.other) for row in rows]
    return found


def find_blocks(connection: Connection, numbers: Collection[int]) -> dict[int, int]:
    """Numbers of articles → their blocks."""
    found: dict[int, int] = {}
    for some in batches(numbers):
        rows = connection.execute(
            select(articles.c.number, articles.c.block).where(articles.c.number.in_(some))
        )
        found |= {row.number: row.block for row in rows}
    return found


def find_members(connection: Connection, blocks: Collection[int]) -> Sequence[Row[Any]]:
    """The articles of blocks, in the order they were filed."""
    found: list[Row[Any]] = []
    for some in batches(sorted(blocks)):
        found += connection.execute(
            select(articles).where(articles.c.block.in_(some)).order_by(articles.c.number)
        )
    return found


def set_blocks(connection: Connection, blocks: Mapping[int, int]) -> None:
    """Puts articles into blocks."""
    by_block: dict[int, list[int]] = defaultdict(list)
    for number, block in blocks.items():
        by_block[block].append(number)
    for block, numbers in by_block.items():
        for some in batches(numbers):
            connection.execute(update(articles).where(articles.c.number.in_(some)).values(block=block))


def _keys(body: bytes) -> Marks:
    keys = array("q")
    keys.frombytes(body)
    return tuple(keys)

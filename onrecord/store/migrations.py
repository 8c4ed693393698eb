"""Numbered steps that bring a database, new or old, to the schema of this version; each part counts its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)

from onrecord.errors import NotAStore
from onrecord.store.engine import OURS, Store
from onrecord.store.schema import articles, dirty, findings, incident_events, incidents, metadata, stories

PART = "store"  # the desk has a part of its own, with its own numbers

migrations = Table(
    "migrations",
    MetaData(),
    Column("part", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("applied", String, nullable=False),
)

FULL_TEXT = {
    "sqlite": (
        # the words stay in `findings` alone; removing what follows a letter makes "Türkiye" found by "turkiye"
        """CREATE VIRTUAL TABLE found USING fts5(words, text, facets, content='findings', content_rowid='number',
           columnsize=0, tokenize='porter unicode61 remove_diacritics 2')""",
        """CREATE TRIGGER findings_in AFTER INSERT ON findings BEGIN
           INSERT INTO found(rowid, words, text, facets) VALUES (new.number, new.words, new.text, new.facets); END""",
        """CREATE TRIGGER findings_out AFTER DELETE ON findings BEGIN
           INSERT INTO found(found, rowid, words, text, facets)
           VALUES ('delete', old.number, old.words, old.text, old.facets); END""",
    ),
    "postgresql": ("CREATE INDEX findings_found ON findings USING gin (vector)",),
}


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: does what its name says, in one transaction with its own entry in the list."""

    number: int
    name: str
    apply: Callable[[Connection], None]


def migrate(store: Store, steps: Sequence[Migration], part: str = PART) -> None:
    """Takes the steps of a part that the database has not taken yet, in order.

    Raises NotAStore where it has taken one that this version does not know.
    """
    last = max((step.number for step in steps), default=0)
    with store.reading() as connection:
        done = _done(connection, part)
    if done > last:
        raise NotAStore(
            f"{store.address}: was made by a newer Onrecord; update with: pip install --upgrade onrecord"
        )
    if done == last:
        return
    with store.writing() as connection:
        done = _done(connection, part)  # another process may have been here first
        for step in sorted(steps, key=lambda step: step.number):
            if step.number > done:
                _take(connection, step, part)


def _done(connection: Connection, part: str) -> int:
    if not inspect(connection).has_table("migrations"):
        return 0
    taken = connection.scalar(select(func.max(migrations.c.number)).where(migrations.c.part == part))
    return taken or 0


def _take(connection: Connection, step: Migration, part: str) -> None:
    migrations.create(connection, checkfirst=True)
    step.apply(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(migrations).values(part=part, number=step.number, name=step.name, applied=now))


def _make_tables(connection: Connection) -> None:
    metadata.create_all(connection)
    for statement in FULL_TEXT[connection.dialect.name]:
        connection.execute(text(statement))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={OURS}")


def _index_standing(connection: Connection) -> None:
    """Stories are found by the ids they had, events by how they stand, without looking at all of them."""
    _add_column(connection, articles.c.anchor)
    _add_column(connection, findings.c.stands)
    for row in connection.execute(
        select(articles.c.number, articles.c.id).where(articles.c.anchor.is_(None))
    ).all():
        anchor = "s" + sha256(row.id.encode()).hexdigest()[:10]
        connection.execute(update(articles).where(articles.c.number == row.number).values(anchor=anchor))
    stands = (
        select(incidents.c.status)
        .join(incident_events, incident_events.c.incident == incidents.c.id)
        .where(
            incident_events.c.article == findings.c.article, incident_events.c.finding == findings.c.finding
        )
        .scalar_subquery()
    )
    unset = update(findings).where(findings.c.stands.is_(None), findings.c.status.is_not(None))
    connection.execute(unset.values(stands=func.coalesce(stands, findings.c.status)))
    for index in sorted((*articles.indexes, *findings.indexes), key=lambda index: str(index.name)):
        index.create(connection, checkfirst=True)


def _index_counts(connection: Connection) -> None:
    """The incidents of all stories are counted without looking at them: the front page tells how many there are."""
    for index in stories.indexes:
        index.create(connection, checkfirst=True)


def _await_stories(connection: Connection) -> None:
    """Stories kept in a form that is no more are worked out anew, by the next who may write."""
    waiting = select(articles.c.number).where(
        articles.c.story.is_not(None), articles.c.number.not_in(select(dirty.c.article))
    )
    connection.execute(insert(dirty).from_select(["article"], waiting))


def _add_column(connection: Connection, column: Column[Any]) -> None:
    """Adds a column to a table that was made without it."""
    table = column.table.name
    if column.name not in {told["name"] for told in inspect(connection).get_columns(table)}:
        kind = column.type.compile(connection.dialect)
        connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {column.name} {kind}"))


MIGRATIONS = (
    Migration(1, "pages, articles, findings, stories", _make_tables),
    Migration(2, "stories by their first ids, events by how they stand", _index_standing),
    Migration(3, "incidents counted by story", _index_counts),
    Migration(4, "stories with since when an origin says what it says", _await_stories),
)

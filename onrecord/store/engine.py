"""A connection to the database: how it is opened, read, written by one at a time, and what its errors mean."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from onrecord.errors import MissingExtra, NotAStore, StoreBusy, StoreError, StoreFull, StoreNotFound
from onrecord.store.addresses import shown

OURS = 0x4F6E5265  # "OnRe": tells a file of ours (SQLite's application_id), and names the lock of writers
WAIT_SECONDS = 30.0  # for another process to finish writing: a chunk takes less than one
CACHE_KIB = 64_000
POOL = 8  # connections kept open; a desk with many readers opens more for a while
OVERFLOW = 32

PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers never wait for the writer
    "PRAGMA synchronous=FULL",  # what was told to be filed is there after the power went
    "PRAGMA foreign_keys=ON",
    f"PRAGMA cache_size=-{CACHE_KIB}",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA journal_size_limit=67108864",
)
MEANS: dict[
    str, tuple[type[StoreError], str]
] = {  # what a database says → what it means here, and what to do
    "database is locked": (StoreBusy, "another process is writing to it; try again when it is done"),
    "lock timeout": (StoreBusy, "another process is writing to it; try again when it is done"),
    "database or disk is full": (
        StoreFull,
        "there is no room left; make room, and run the same command again",
    ),
    "no space left": (StoreFull, "there is no room left; make room, and run the same command again"),
    "could not extend file": (StoreFull, "there is no room left; make room, and run the same command again"),
    "disk i/o error": (
        StoreFull,
        "the disk cannot be written (full, or broken); what was filed before stays filed",
    ),
    "readonly database": (StoreFull, "it may not be written; check the rights of the file and of its folder"),
    "permission denied": (StoreFull, "it may not be written; check your rights"),
    "not a database": (NotAStore, "holds something else; name a record made by onrecord add"),
    "malformed": (NotAStore, "is damaged; restore it from a copy, or add the pages anew to another --db"),
    "unable to open": (StoreNotFound, "cannot be opened; check the path and your rights"),
    "does not exist": (StoreNotFound, "is not there; make it first, as in: createdb NAME"),
    "connection failed": (StoreNotFound, "no server answers there; check host, port and password"),
    "connection refused": (StoreNotFound, "no server answers there; check host, port and password"),
}


@dataclass(frozen=True, slots=True)
class Store:
    """A database that is open; safe to use from several threads."""

    address: str
    engine: Engine
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the record as it stood at the first look; never waits for a writer."""
        with self._told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write; all of it is kept when the block ends, or none of it if it raises.

        Raises StoreBusy where another process holds on to it too long, StoreFull where there is no room.
        """
        with (
            self.lock,
            self._told(),
            self.engine.connect() as plain,
            plain.execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise tell_error(self.address, error) from error


def open_engine(url: URL, *, wait: float = WAIT_SECONDS) -> Engine:
    """The engine for a database, its connections prepared; nothing is opened yet."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, pool_size=POOL, max_overflow=OVERFLOW, connect_args={"timeout": wait})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(url, pool_size=POOL, max_overflow=OVERFLOW, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise MissingExtra(
            f"{shown(url)}: PostgreSQL needs its extra; install it: pip install 'onrecord[postgresql]'"
        ) from error
    event.listen(engine, "begin", lambda connection: _begin_postgresql(connection, wait))
    return engine


def tell_error(address: str, error: DBAPIError) -> StoreError:
    """What a database's error means for the one who asked, and what to do about it."""
    said = str(error.orig)
    low = said.lower()
    for words, (kind, meaning) in MEANS.items():
        if words in low:
            return kind(f"{address}: {meaning}")
    return StoreError(
        f"{address}: the database refused ({said.splitlines()[0] if said else error}); please report it"
    )


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    asked: Any = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if asked.get("writing") else "BEGIN")


def _begin_postgresql(connection: Connection, wait: float) -> None:
    asked: Any = connection.get_execution_options()
    if asked.get("writing"):
        connection.execute(text(f"SET LOCAL lock_timeout = {int(wait * 1000)}"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({OURS})"))


def is_new(url: URL) -> bool:
    """Whether there is no file yet where an SQLite record would be."""
    path = Path(str(url.database))
    return not path.exists() or path.stat().st_size == 0

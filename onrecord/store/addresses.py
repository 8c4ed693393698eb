"""An address as people write it → where the record is kept."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.errors import StoreNotFound

SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(?://)?", re.I)  # "sqlite:///a.db"; not "C:\\a.db"
DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def find_url(address: str | Path) -> URL:
    """The database that an address means: a path, `sqlite:///PATH`, or `postgresql://USER@HOST/NAME`.

    Raises StoreNotFound for another kind of database.
    """
    match = SCHEME.match(str(address))
    if isinstance(address, Path) or not match:
        return URL.create(DRIVERS["sqlite"], database=str(Path(address).expanduser()))
    driver = DRIVERS.get(match[1].lower())
    try:
        url = make_url(str(address))
    except ArgumentError as error:
        raise StoreNotFound(f"{address}: is no address of a record; {_LIKE}") from error
    if driver is None or not url.database or url.database == ":memory:":
        raise StoreNotFound(f"{shown(url)}: is no address of a record; {_LIKE}")
    return url.set(drivername=driver)


def shown(url: URL) -> str:
    """The address to tell people, without a password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


_LIKE = (
    "name a file, as in --db record.db, or a PostgreSQL database, as in --db postgresql://me@localhost/news"
)

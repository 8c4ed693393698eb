"""What tests of the record kept share: databases of both kinds, each test with one of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from onrecord.kept import KeptRecord, open_record
from tests.crossed import crossing_pages

NUMBERS = count(1)
KINDS = ("sqlite", "postgresql")
WITHOUT = (
    "PostgreSQL is not installed; the same tests ran on SQLite (to run them here: apt-get install postgresql)"
)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A server of the test session's own, in a folder of its own; its address."""
    programs = _programs()
    if programs is None:
        pytest.skip(WITHOUT)
    with tempfile.TemporaryDirectory(prefix="onrecord-pg-", ignore_cleanup_errors=True) as folder:
        user = _other_user()
        if user:
            shutil.chown(folder, user)
        run = lambda *words: subprocess.run(words, user=user, check=True, capture_output=True, cwd=folder)  # noqa: E731
        data = f"{folder}/data"
        run(f"{programs}/initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = (
            f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
        )
        run(f"{programs}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", settings, "start")
        try:
            yield f"postgresql://tests@/postgres?host={folder}"
        finally:
            run(f"{programs}/pg_ctl", "-D", data, "-m", "immediate", "stop")


def _programs() -> Path | None:
    """Where the server's programs are; Debian keeps them out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    here = shutil.which("initdb")
    return found[-1].parent if found else Path(here).parent if here else None


def _other_user() -> str | None:
    """Somebody to run the server as, which it refuses to be for root."""
    if os.getuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def new_database(server: str) -> str:
    """The address of an empty schema of its own on the server, which costs less than a database of its own."""
    psycopg = pytest.importorskip("psycopg")
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"


def new_address(request: pytest.FixtureRequest, folder: Path) -> str:
    """Where a record of the kind that the test is run for is kept: a new file, or a new schema in a real PostgreSQL."""
    if request.param == "sqlite":
        return str(folder / "record.db")
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to keep a record: a new file, and once more in a real PostgreSQL."""
    return new_address(request, tmp_path)


@pytest.fixture
def kept(address: str) -> Iterator[KeptRecord]:
    """A record kept, empty, in each kind of database."""
    with open_record(address) as record:
        yield record


@pytest.fixture
def crossed(address: str) -> Iterator[KeptRecord]:
    """The crossing and the raid on record, in each kind of database, for a test that changes them."""
    with open_record(address) as record:
        list(record.file(crossing_pages()))
        yield record


@pytest.fixture(scope="module", params=KINDS)
def standing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KeptRecord]:
    """The same, for tests that only look: one record for all of a module."""
    with open_record(new_address(request, tmp_path_factory.mktemp("desk"))) as record:
        list(record.file(crossing_pages()))
        yield record

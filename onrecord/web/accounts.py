"""Accounts of the desk: passwords, sessions and saved searches, kept apart from the record itself.

A record can so be handed on, copied or published without anybody's password. In a file beside it
(`record.db` → `record.desk.db`), or in the same PostgreSQL database in tables of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.errors import OnrecordError
from onrecord.store import Store, migrate
from onrecord.store.addresses import find_url, shown
from onrecord.store.engine import open_engine
from onrecord.web import account_tables as tables
from onrecord.web.values import Role, User

SESSION_DAYS = 14  # after which one signs in anew
IDLE_HOURS = 24  # without a request, after which one signs in anew
SEEN_MINUTES = 5  # how exactly it is kept when a session was last seen: one write in so many minutes
SHORTEST = (
    12  # characters of a password: NIST SP 800-63B-4 asks for 15 where it stands alone, 8 beside others
)
LONGEST = 256  # longer ones only keep the hasher busy
NAME = re.compile(r"[^\W_][\w.@-]{0,63}")  # "ana", "a.ruiz@paper.example"; not "_x", not "a b"


class AccountError(OnrecordError):
    """An account cannot be made or changed so; the text says what can."""


@dataclass(frozen=True, slots=True)
class Token:
    """A program's leave to use the API, in the name of an account."""

    title: str
    owner: str
    writes: bool  # may do what its owner may; else it only reads
    made: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search somebody comes back to."""

    id: int
    title: str
    query: str  # as it stands in the address
    made: str


def find_accounts_address(record: str) -> str:
    """Where the accounts of a record are kept.

    >>> find_accounts_address("news/record.db"), find_accounts_address("postgresql://db/news")
    ('news/record.desk.db', 'postgresql://db/news')
    """
    if record.startswith(("postgresql", "postgres:")):
        return record
    path = Path(record.removeprefix("sqlite:///"))
    return str(path.with_name(f"{path.stem}.desk.db"))


def open_accounts(
    address: str,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    hasher: PasswordHasher | None = None,
) -> Accounts:
    """The accounts at an address, made if there are none; on SQLite in a file that its owner alone may read.

    Raises StoreError (one of its kinds).
    """
    url = find_url(address)
    if url.get_backend_name() == "sqlite":
        Path(str(url.database)).touch(mode=0o600)
    store = Store(shown(url), open_engine(url))
    migrate(store, tables.STEPS, tables.PART)
    return Accounts(store, now, hasher or PasswordHasher())


class Accounts:
    """Users, sessions and saved searches; every call is one transaction, and may come from any thread."""

    def __init__(self, store: Store, now: Callable[[], datetime], hasher: PasswordHasher) -> None:
        self._store, self._now, self._hasher = store, now, hasher
        self._secret = self._find_secret()
        self._nobody = hasher.hash(secrets.token_hex())

    def close(self) -> None:
        """Lets go of the database."""
        self._store.close()

    # -- users --

    def users(self) -> tuple[User, ...]:
        """Everybody who has an account, by name."""
        with self._store.reading() as connection:
            rows = connection.execute(
                sa.select(tables.users.c.name, tables.users.c.role).order_by(tables.users.c.name)
            )
            return tuple(User(row.name, Role(row.role)) for row in rows)

    def add(self, name: str, password: str, role: Role) -> User:
        """A new account. Raises AccountError for a name that is taken or odd, or a password that is too short."""
        if not NAME.fullmatch(name):
            raise AccountError(
                f"{name!r} cannot be a name: up to 64 letters, digits, dots, hyphens and @, a letter or digit first"
            )
        hashed = self._hash(name, password)
        with self._store.writing() as connection:
            if connection.execute(sa.select(tables.users.c.name).where(tables.users.c.name == name)).first():
                raise AccountError(f"there is an account {name!r} already; onrecord user list shows them all")
            connection.execute(
                tables.users.insert().values(name=name, hash=hashed, role=role.value, made=self._stamp())
            )
        return User(name, role)

    def remove(self, name: str) -> None:
        """Takes the account away and signs it out everywhere; what it judged stays under its name."""
        with self._change(name) as connection:
            connection.execute(tables.users.delete().where(tables.users.c.name == name))
            connection.execute(tables.sessions.delete().where(tables.sessions.c.name == name))
            connection.execute(tables.tokens.delete().where(tables.tokens.c.owner == name))

    def set_role(self, name: str, role: Role) -> None:
        """Gives the account another role, from its next request on."""
        with self._change(name) as connection:
            connection.execute(
                tables.users.update().where(tables.users.c.name == name).values(role=role.value)
            )

    def set_password(self, name: str, password: str) -> None:
        """Gives the account another password and signs it out everywhere."""
        hashed = self._hash(name, password)
        with self._change(name) as connection:
            connection.execute(tables.users.update().where(tables.users.c.name == name).values(hash=hashed))
            connection.execute(tables.sessions.delete().where(tables.sessions.c.name == name))

    def check(self, name: str, password: str) -> User | None:
        """The user of that name and password, None where there is none; takes as long either way."""
        with self._store.reading() as connection:
            row = connection.execute(sa.select(tables.users).where(tables.users.c.name == name)).first()
        fits = self._verify(row.hash if row else self._nobody, password[: LONGEST + 1])
        return User(row.name, Role(row.role)) if row and fits else None

    # -- sessions --

    def open_session(self, user: User) -> str:
        """What the browser's cookie is to hold."""
        key = secrets.token_urlsafe(32)
        now = self._now()
        with self._store.writing() as connection:
            connection.execute(tables.sessions.delete().where(tables.sessions.c.until < self._stamp()))
            until = (now + timedelta(days=SESSION_DAYS)).isoformat()
            values = {"key": _digest(key), "name": user.name, "seen": now.isoformat(), "until": until}
            connection.execute(tables.sessions.insert().values(values))
        return key

    def find_session(self, key: str) -> User | None:
        """Who is signed in with that key, None where nobody is."""
        digest, now = _digest(key), self._now()
        asked = (
            sa.select(
                tables.users.c.name,
                tables.users.c.role,
                tables.sessions.c.seen,
                tables.sessions.c.until,
            )
            .join(tables.users, tables.users.c.name == tables.sessions.c.name)
            .where(tables.sessions.c.key == digest)
        )
        with self._store.reading() as connection:
            row = connection.execute(asked).first()
        if row is None or now.isoformat() > row.until:
            return None
        idle = now - datetime.fromisoformat(row.seen)
        if idle > timedelta(hours=IDLE_HOURS):
            return None
        if idle > timedelta(minutes=SEEN_MINUTES):
            with self._store.writing() as connection:
                seen = (
                    tables.sessions.update()
                    .where(tables.sessions.c.key == digest)
                    .values(seen=now.isoformat())
                )
                connection.execute(seen)
        return User(row.name, Role(row.role))

    def close_session(self, key: str) -> None:
        """Signs out whoever is signed in with that key."""
        with self._store.writing() as connection:
            connection.execute(tables.sessions.delete().where(tables.sessions.c.key == _digest(key)))

    def token(self, key: str) -> str:
        """What a form sent by the browser with that key must hold."""
        return hmac.new(self._secret, key.encode(), hashlib.sha256).hexdigest()

    # -- tokens --

    def add_token(self, title: str, owner: str, *, writes: bool = False) -> str:
        """A new token of an account: the words a program sends, to be had this once.

        Raises AccountError for a title that is taken or odd, or an account that is not there.
        """
        if not NAME.fullmatch(title):
            raise AccountError(f"{title!r} cannot be a title: letters, digits, dots, hyphens and @, up to 64")
        token = f"onr_{secrets.token_urlsafe(32)}"
        values = {
            "hash": _digest(token),
            "title": title,
            "owner": owner,
            "writes": writes,
            "made": self._stamp(),
        }
        with self._change(owner) as connection:
            if connection.execute(
                sa.select(tables.tokens.c.title).where(tables.tokens.c.title == title)
            ).first():
                raise AccountError(f"there is a token {title!r} already; onrecord token list shows them all")
            connection.execute(tables.tokens.insert().values(values))
        return token

    def find_token(self, token: str) -> User | None:
        """Whose token it is, as a reader if it only reads; None where it is nobody's."""
        asked = (
            sa.select(tables.users.c.name, tables.users.c.role, tables.tokens.c.writes)
            .join(tables.users, tables.users.c.name == tables.tokens.c.owner)
            .where(tables.tokens.c.hash == _digest(token))
        )
        with self._store.reading() as connection:
            row = connection.execute(asked).first()
        return User(row.name, Role(row.role) if row.writes else Role.READER) if row else None

    def tokens(self) -> tuple[Token, ...]:
        """Every token, by title."""
        with self._store.reading() as connection:
            rows = connection.execute(sa.select(tables.tokens).order_by(tables.tokens.c.title))
            return tuple(Token(row.title, row.owner, row.writes, row.made) for row in rows)

    def remove_token(self, title: str) -> None:
        """Takes a token back. Raises AccountError where there is none of that title."""
        with self._store.writing() as connection:
            gone = connection.execute(tables.tokens.delete().where(tables.tokens.c.title == title))
        if not gone.rowcount:
            raise AccountError(f"there is no token {title!r}; onrecord token list shows them all")

    # -- saved searches --

    def searches(self, owner: str) -> tuple[SavedSearch, ...]:
        """What somebody saved, the newest first."""
        asked = (
            sa.select(tables.searches)
            .where(tables.searches.c.owner == owner)
            .order_by(tables.searches.c.id.desc())
        )
        with self._store.reading() as connection:
            rows = connection.execute(asked)
            return tuple(SavedSearch(row.id, row.title, row.query, row.made) for row in rows)

    def save_search(self, owner: str, title: str, query: str) -> None:
        """Keeps a search under a title."""
        values = {"owner": owner, "title": title[:200], "query": query[:4000], "made": self._stamp()}
        with self._store.writing() as connection:
            connection.execute(tables.searches.insert().values(values))

    def drop_search(self, owner: str, number: int) -> None:
        """Forgets a search, if it is theirs."""
        theirs = (tables.searches.c.owner == owner) & (tables.searches.c.id == number)
        with self._store.writing() as connection:
            connection.execute(tables.searches.delete().where(theirs))

    # -- helpers --

    @contextmanager
    def _change(self, name: str) -> Iterator[sa.Connection]:
        """A transaction on an account that is there; the last admin stays one."""
        with self._store.writing() as connection:
            if not connection.execute(
                sa.select(tables.users.c.name).where(tables.users.c.name == name)
            ).first():
                raise AccountError(f"there is no account {name!r}; onrecord user list shows them all")
            had = self._admins(connection)
            yield connection
            if had and not self._admins(connection):
                raise AccountError(f"{name!r} is the last admin; make somebody else one first")

    def _admins(self, connection: sa.Connection) -> int:
        asked = sa.select(sa.func.count()).where(tables.users.c.role == Role.ADMIN.value)
        return connection.execute(asked).scalar_one()

    def _hash(self, name: str, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise AccountError(f"a password has {SHORTEST} to {LONGEST} characters; several words do well")
        if name.lower() in password.lower() and len(password) < SHORTEST + len(name):
            raise AccountError("the password is little more than the name; several words do well")
        return self._hasher.hash(password)

    def _verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    def _find_secret(self) -> bytes:
        """The desk's own secret, made on first use: forms stay good when the desk is started again."""
        asked = sa.select(tables.secrets.c.value).where(tables.secrets.c.name == "forms")
        with self._store.writing() as connection:
            found = connection.execute(asked).scalar_one_or_none()
            if found is None:
                found = secrets.token_hex(32)
                connection.execute(tables.secrets.insert().values(name="forms", value=found))
        return bytes.fromhex(found)

    def _stamp(self) -> str:
        return self._now().isoformat()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()

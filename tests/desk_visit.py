"""Visits to the desk in tests: a desk over a record in memory, and a client that fills in forms."""

from __future__ import annotations

import re
import weakref
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from tempfile import TemporaryDirectory

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from onrecord.errors import NoArticle
from onrecord.types import Copy, CopyKind, Page
from onrecord.web import make_desk
from onrecord.web.accounts import Accounts, open_accounts
from onrecord.web.values import DeskSettings, Role, User
from tests.build import crossing, raid
from tests.desk_memory import MemoryDesk, desk_of, file_record

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)
PASSWORDS = {role: f"a long word for {role}" for role in Role}
TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class HandReaders:
    """Reads every page as one record, or says that there is no article."""

    record: object = field(default_factory=crossing)
    seen: list = field(default_factory=list)

    def start(self):
        return

    def close(self):
        return

    def read(self, source):
        self.seen.append(source)
        if isinstance(source, str) and "empty" in source:
            raise NoArticle(f"{source}: found no article text")
        page = source if isinstance(source, Page) else Page(source, b"<p>words</p>", "html", url=source)
        return page, self.record


def crossing_desk() -> MemoryDesk:
    """The crossing in two versions, and the raid with a copy: two stories."""
    record = crossing()
    older = replace(record, article=replace(record.article, text=record.article.text.replace("noon", "nine")))
    crossed = file_record("crossing", older, record)
    desk = desk_of(
        [raided := file_record("raid.html", raid()), file_record("news/copy of it.html", raid())], [crossed]
    )
    copy = Copy("news/copy of it.html", raided.id, CopyKind.NEAR, 0.93, "credits the agency")
    desk.told[0] = replace(desk.told[0], copies=(copy,))
    return desk


def accounts(*, users: bool = True) -> Accounts:
    """Accounts in a file that goes with the process: one of each role, named for it, or none."""
    folder = TemporaryDirectory()
    found = open_accounts(f"{folder.name}/record.desk.db", now=lambda: NOW, hasher=QUICK)
    weakref.finalize(found, _end, found._store, folder)
    if users:
        for role in Role:
            found.add(role.value, PASSWORDS[role], role)
    return found


def _end(store, folder):
    store.close()
    folder.cleanup()


def open_desk(desk=None, *, settings=None, kept=None, readers=None, now=NOW) -> TestClient:
    """A client at a desk without accounts, where everybody is Ana, an admin."""
    settings = settings or DeskSettings(open_to=User("ana", Role.ADMIN))
    kept = kept or accounts(users=False)
    app = make_desk(desk or crossing_desk(), kept, readers or HandReaders(), settings, now=lambda: now)
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


def guarded_desk(role: Role | None = None, *, desk=None, kept=None) -> TestClient:
    """A client at a desk with accounts, signed in with a role or not at all."""
    client = open_desk(desk, settings=DeskSettings(), kept=kept or accounts())
    if role:
        assert sign_in(client, role.value, PASSWORDS[role]).status_code == 303
    return client


def sign_in(client: TestClient, name: str, password: str):
    return send(client, "/sign-in", {"name": name, "password": password}, form_at="/sign-in")


def token_at(client: TestClient, address: str) -> str:
    found = TOKEN.search(client.get(address).text)
    return found[1] if found else ""


def send(client: TestClient, address: str, fields: dict, *, form_at: str = "/read"):
    """Fills in a form and sends it, with the token that the page it is on has."""
    return client.post(address, data={"token": token_at(client, form_at), **fields})

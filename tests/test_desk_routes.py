"""No page or call is to be had without its right: every route, every role."""

from pathlib import Path

import pytest
from starlette.routing import Route

from onrecord.web import make_desk
from onrecord.web.api import API_ROWS
from onrecord.web.routes import ROWS
from onrecord.web.values import RIGHTS, DeskSettings, Right, Role
from tests.desk_visit import HandReaders, accounts, crossing_desk, guarded_desk, send

NAMES = {
    "story": lambda desk: desk.told[0].id,
    "picture": lambda desk: "map",
    "incident": lambda desk: desk.told[0].incidents[0].id if desk.told[0].incidents else "i0",
    "article": lambda desk: "crossing",
    "finding": lambda desk: "s1",
    "name": lambda desk: "Zakho",
    "draft": lambda desk: "none",
}
ADDRESSES = [(row, address, form) for row in ROWS for address, form in row.addresses()]
OPEN = {"/help", "/help.json", "/sign-in", "/sign-out"}


def filled(address, desk):
    for name, value in NAMES.items():
        address = address.replace(f"{{{name}}}", value(desk))
    return address


def visit(client, row, address):
    if row.post:
        return send(client, address, {}, form_at="/sign-in")
    return client.get(address)


@pytest.mark.parametrize(
    ("row", "address", "form"), ADDRESSES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_address_needs_its_right(row, address, form, kept):
    desk = crossing_desk()
    for role in (None, *Role):
        client = guarded_desk(role, desk=desk, kept=kept)
        answer = visit(client, row, filled(address, desk))
        allowed = row.right is Right.NOBODY or (role is not None and row.right in RIGHTS[role])
        if allowed:
            assert (
                answer.status_code not in (401, 403) or "out of date" in answer.text or row.path == "/sign-in"
            )
            assert answer.status_code < 500
        elif role is None and form == "html" and not row.post:
            assert (answer.status_code, answer.headers["location"][:9]) == (303, "/sign-in?")
        else:
            assert answer.status_code == (401 if role is None else 403)


@pytest.fixture(scope="module")
def kept():
    return accounts()


def test_only_what_is_meant_to_be_is_open_to_anybody():
    assert {address for row, address, _ in ADDRESSES if row.right is Right.NOBODY} == OPEN


def test_every_route_of_the_application_stands_in_the_table_or_is_a_fixed_file():
    app = make_desk(crossing_desk(), accounts(users=False), HandReaders(), DeskSettings())
    called = {row.path for row in API_ROWS}
    known = called | {address for _, address, _ in ADDRESSES} | {"/static/{name}", "/robots.txt", "/health"}
    assert all(isinstance(route, Route) for route in app.routes)
    assert {route.path for route in app.routes} == known


def test_what_changes_something_is_never_to_be_had_by_a_link():
    for row in ROWS:
        if row.right in (Right.JUDGE,):
            assert row.post


def test_a_role_has_all_rights_of_the_lesser_ones():
    assert RIGHTS[Role.READER] < RIGHTS[Role.REVIEWER] < RIGHTS[Role.ADMIN] == frozenset(Right)


def test_every_address_is_told_in_the_reference():
    told = (Path(__file__).parent.parent / "docs" / "reference" / "desk.md").read_text(encoding="utf-8")
    assert [row.path for row in ROWS if f"`{row.path}`" not in told] == []

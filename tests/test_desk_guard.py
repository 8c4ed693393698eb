"""What stands before every page: names, sizes, origins, headers, rates."""

import time

import anyio
import pytest

from onrecord.web.guard import Guard
from onrecord.web.rates import Pace, Rate, Rates
from onrecord.web.values import DeskSettings, Role, User
from tests.desk_memory import MemoryDesk
from tests.desk_visit import PASSWORDS, accounts, guarded_desk, open_desk, send, sign_in, token_at

EVERYWHERE = ("/", "/stories", "/nowhere", "/static/desk.css", "/front.json", "/help", "/health")


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_forbids_what_is_not_the_desks_own(address):
    headers = open_desk().get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_are_not_stored_and_style_sheets_are():
    client = open_desk()
    assert client.get("/").headers["cache-control"] == "no-store"
    assert "immutable" in client.get("/static/desk.css").headers["cache-control"]


@pytest.mark.parametrize(
    ("host", "status"), [("localhost", 200), ("127.0.0.1:8000", 200), ("evil.example", 421), ("", 421)]
)
def test_a_desk_without_accounts_answers_only_to_the_names_of_this_machine(host, status):
    settings = DeskSettings(open_to=User("ana", Role.ADMIN), hosts=("localhost", "127.0.0.1", "::1"))
    assert open_desk(settings=settings).get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"origin": "http://localhost"}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": "http://localhost:9999"}, 403),  # another program of this machine
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_form_from_elsewhere_is_refused(headers, status):
    client = open_desk()
    fields = {"token": token_at(client, "/search?text=a"), "query": "text=bridge"}
    assert client.post("/searches", data=fields, headers=headers).status_code == status


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_without_the_right_token_is_refused(token):
    client = open_desk()
    client.get("/")
    assert client.post("/searches", data={"token": token, "query": "text=bridge"}).status_code == 403
    assert "Saved searches" not in client.get("/search").text


def test_the_token_of_another_browser_is_refused():
    kept = accounts()
    one, other = (guarded_desk(Role.READER, kept=kept) for _ in range(2))
    fields = {"token": token_at(one, "/read"), "query": "text=bridge"}
    assert other.post("/searches", data=fields).status_code == 403


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_that_is_too_large_is_refused(declared):
    client = open_desk(settings=DeskSettings(open_to=User("ana", Role.ADMIN), body_bytes=10_000))
    body = b"text=" + b"x" * 20_000
    sent = body if declared else iter([body])
    answer = client.post("/read", content=sent, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


def test_a_body_that_never_comes_is_not_waited_for():
    sent = []

    async def receive():
        await anyio.sleep_forever()

    async def send_on(message):
        sent.append(message)

    async def application(scope, receive, send):
        raise AssertionError("the application is not to be reached")

    async def visit():
        guard = Guard(application, DeskSettings(body_seconds=0.05))
        scope = {"type": "http", "method": "POST", "headers": [(b"host", b"localhost")]}
        await guard(scope, receive, send_on)

    anyio.run(visit)
    assert sent[0]["status"] == 408


class SlowDesk(MemoryDesk):
    def stories(self, query=None):
        time.sleep(0.6)
        return super().stories()


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_served():
    client = open_desk(SlowDesk(), settings=DeskSettings(open_to=User("ana", Role.ADMIN), page_seconds=0.3))
    answer = client.get("/stories")
    assert (answer.status_code, "takes too long" in answer.text) == (503, True)
    assert client.get("/articles").status_code == 200


def test_guesses_at_a_password_are_slowed_down_whoever_makes_them():
    kept = accounts()
    client = guarded_desk(kept=kept)
    answers = [sign_in(client, "admin", f"guess number {n}").status_code for n in range(8)]
    assert answers[:5] == [401] * 5
    assert answers[5:] == [429] * 3
    assert sign_in(client, "admin", PASSWORDS[Role.ADMIN]).status_code == 429
    assert sign_in(client, "reader", PASSWORDS[Role.READER]).status_code == 303


def test_tries_come_back_with_time_and_are_each_ones_own():
    clock = [0.0]
    rates = Rates(clock=lambda: clock[0])
    pace = Rate.PASSWORD.value
    assert isinstance(pace, Pace)
    assert [rates.wait(Rate.PASSWORD, "ana") for _ in range(pace.tries)] == [0.0] * pace.tries
    assert rates.wait(Rate.PASSWORD, "ana") == pytest.approx(pace.seconds)
    assert rates.wait(Rate.PASSWORD, "bea") == 0
    clock[0] += pace.seconds
    assert rates.wait(Rate.PASSWORD, "ana") == 0
    assert rates.wait(Rate.PASSWORD, "ana") > 0


def test_signing_in_gives_another_key_and_signing_out_takes_it_back():
    client = guarded_desk()
    client.get("/sign-in")
    before = client.cookies["onrecord"]
    assert sign_in(client, "reader", PASSWORDS[Role.READER]).headers["location"] == "/"
    key = client.cookies["onrecord"]
    assert key != before
    assert client.get("/stories").status_code == 200
    assert send(client, "/sign-out", {}).status_code == 303
    client.cookies.set("onrecord", key)
    assert client.get("/stories").status_code == 303


def test_the_cookie_is_not_for_scripts_nor_other_sites():
    cookie = guarded_desk().get("/sign-in").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    secure = open_desk(settings=DeskSettings(https=True), kept=accounts()).get("/sign-in").headers
    assert "secure" in secure["set-cookie"].lower()
    assert secure["strict-transport-security"]


@pytest.mark.parametrize(
    "after", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(after):
    fields = {"name": "reader", "password": PASSWORDS[Role.READER], "next": after}
    answer = send(guarded_desk(), "/sign-in", fields, form_at="/sign-in")
    assert answer.headers["location"] == "/"

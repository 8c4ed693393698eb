import json
import re
from itertools import islice
from pathlib import Path

import anyio
import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from onrecord.types import Because, EventType, Judgement, JudgementKind, Status, StatusChange
from onrecord.web.accounts import AccountError
from onrecord.web.api import API_ROWS, CALLS
from onrecord.web.api.stream import stream_changes
from onrecord.web.asking import Ask
from onrecord.web.values import RIGHTS, Right, Role
from tests.build import raid
from tests.desk_visit import HandReaders, accounts, crossing_desk, guarded_desk, open_desk

READS = [call for call in CALLS if call.takes is None and not call.streams]
NAMES = {"article": "crossing", "name": "Zakho"}


@pytest.fixture(scope="module")
def kept():
    return accounts()


@pytest.fixture(scope="module")
def tokens(kept):
    """A write token of each role, and a read token of the admin."""
    found = {role: kept.add_token(f"w-{role}", role.value, writes=True) for role in Role}
    return found | {"reads": kept.add_token("r", Role.ADMIN.value)}


def bearing(token):
    return {"authorization": f"Bearer {token}"}


def address(call, story):
    filled = call.path.replace("{story}", story)
    for name, value in NAMES.items():
        filled = filled.replace(f"{{{name}}}", value)
    return f"/api/v1{filled}"


def schema_of(document, call, method="get"):
    operation = document["paths"][call.path][method]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return {"components": document["components"], **schema}


# ---- what it gives -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", READS, ids=lambda call: call.path)
def test_every_answer_keeps_to_its_schema(call, standing):
    client = open_desk(standing)
    document = client.get("/api/v1/openapi.json").json()
    answer = client.get(address(call, next(row.id for row in standing.stories() if len(row.articles) > 1)))
    assert answer.status_code == 200, answer.text
    Draft202012Validator(schema_of(document, call)).validate(answer.json())


def test_the_document_is_one_of_openapi_and_every_reference_leads_somewhere():
    document = open_desk().get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {call.path for call in CALLS}
    for ref in re.findall(r'"\$ref": "#/components/(\w+)/([^"]+)"', json.dumps(document)):
        assert ref[1] in document["components"][ref[0]]
    ids = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids))


def test_every_call_is_told_in_the_reference():
    told = (Path(__file__).parent.parent / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    for call in CALLS:
        (row,) = (
            line
            for line in told.splitlines()
            if f"| `{'POST' if call.takes else 'GET'} {call.path}` |" in line
        )
        asked = call.takes.__dataclass_fields__ if call.takes else [one.name for one in call.parameters]
        assert [name for name in asked if f"{{{name}}}" not in call.path and f"`{name}`" not in row] == []


@pytest.mark.parametrize(
    "asked",
    ["/articles?", "/search?text=army&", "/statements?", "/events?", "/stories?", "/stories?order=largest&"],
)
def test_a_listing_is_gone_through_to_its_end_with_its_cursor(standing, asked):
    client = open_desk(standing)
    whole = client.get(f"/api/v1{asked}limit=500").json()
    assert whole["cursor"] is None
    pieces, cursor = [], ""
    while cursor is not None:
        answer = client.get(f"/api/v1{asked}limit=1{'&cursor=' if cursor else ''}{cursor}").json()
        assert len(answer["items"]) == 1
        pieces += answer["items"]
        cursor = answer["cursor"]
    assert pieces == whole["items"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/statements?limit=0", "limit is a number from 1 to"), ("/statements?limit=ten", "limit is a number"),
        ("/events?status=sure", "status is one of"), ("/search?since=monday", "since is a day"),
        ("/changes?since=monday", "since is a day"),
        ("/stream?after=x", "after is the number"), ("/stories?order=best", "order is one of"),
        ("/contradictions?revisions=maybe", "revisions is true or false"),
        ("/events?colour=red", "there is no colour; this call is asked with: text, source"),
        ("/totals?text=x", "this call is asked without any"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(asked, told):
    answer = open_desk().get(f"/api/v1{asked}")
    assert answer.status_code == 400
    assert told in answer.json()["what"]


@pytest.mark.parametrize(
    "path",
    ["articles", "search", "statements", "events", "stories", "contradictions", "changes", "judgements"],
)
@pytest.mark.parametrize("cursor", ["zz!", "x|", "9" * 40, "-1"])
def test_what_is_no_cursor_is_refused(standing, path, cursor):
    answer = open_desk(standing).get(f"/api/v1/{path}?cursor={cursor}")
    assert answer.status_code == 400
    assert "begin without one" in answer.json()["what"]


@pytest.mark.parametrize(
    ("send", "status"),
    [
        (lambda client: client.get("/api/v1/nothing"), 404),
        (lambda client: client.put("/api/v1/totals"), 405),
        (lambda client: client.post("/api/v1/read", content=b"x" * 5_000_000), 413),
        (
            lambda client: client.post("/api/v1/read", json={}, headers={"origin": "https://evil.example"}),
            403,
        ),
    ],
)
def test_whatever_goes_wrong_a_call_is_answered_in_json(send, status):
    answer = send(open_desk())
    assert answer.status_code == status
    assert {"error", "what"} == set(answer.json())
    assert all(answer.json().values())


def test_a_fault_of_ours_is_told_in_json_too():
    desk = crossing_desk()
    desk.counts = lambda: 1 / 0
    client = TestClient(open_desk(desk).app, base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get("/api/v1/totals")
    assert answer.status_code == 500
    assert answer.json()["error"] == "A fault in Onrecord"


def test_judgements_are_found_by_what_they_are_about(crossed):
    crossed.judge(Judgement("", JudgementKind.NOTE, ("crossing",), "ana", "", "look again"))
    client = open_desk(crossed)
    assert len(client.get("/api/v1/judgements?subject=crossing").json()["items"]) == 1
    assert client.get("/api/v1/judgements?subject=nowhere").status_code == 404


# ---- who may ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", API_ROWS, ids=lambda row: f"{'POST' if row.post else 'GET'} {row.path}")
def test_every_call_needs_its_right(row, kept, tokens):
    desk = crossing_desk()
    client = guarded_desk(desk=desk, kept=kept)
    where = (
        row.path.replace("{article}", "crossing")
        .replace("{name}", "Zakho")
        .replace("{story}", desk.told[0].id)
    )
    if row.path.endswith("/stream"):
        assert client.get(where).status_code == 401
        return
    send = (
        (lambda **kw: client.post(where, json={}, **kw))
        if row.post
        else (lambda **kw: client.get(where, **kw))
    )
    assert send().status_code == 401
    assert send(headers=bearing("onr_guess")).status_code == 401
    for role in Role:
        answer = send(headers=bearing(tokens[role]))
        assert (answer.status_code == 403) is (row.right not in RIGHTS[role])
        assert answer.status_code < 500
    assert (send(headers=bearing(tokens["reads"])).status_code == 403) is (row.right is Right.JUDGE)


def test_a_browser_that_is_signed_in_can_look_but_not_write():
    client = guarded_desk(Role.ADMIN)
    assert client.get("/api/v1/totals").status_code == 200
    answer = client.post("/api/v1/judgements", json={"kind": "note", "subjects": ["crossing"], "reason": "x"})
    assert (answer.status_code, answer.json()["error"]) == (401, "A token is needed")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_a_foreign_form_could_send_is_not_taken(kind):
    answer = open_desk().post("/api/v1/judgements", content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415


def test_a_token_that_is_taken_back_opens_nothing(kept):
    token = kept.add_token("short-lived", Role.READER.value)
    assert kept.find_token(token).role is Role.READER
    kept.remove_token("short-lived")
    assert kept.find_token(token) is None


def test_a_token_goes_with_its_account(kept):
    kept.add("guest", "several words for a guest", Role.REVIEWER)
    token = kept.add_token("guests", "guest", writes=True)
    kept.remove("guest")
    assert kept.find_token(token) is None


@pytest.mark.parametrize(
    ("title", "owner"), [("", "admin"), ("a b", "admin"), ("fine", "nobody"), ("twice", "admin")]
)
def test_a_token_needs_a_title_of_its_own_and_an_account(kept, title, owner):
    if title == "twice":
        kept.add_token(title, owner)
    with pytest.raises(AccountError):
        kept.add_token(title, owner)


# ---- writing ------------------------------------------------------------------------------------------------


def test_a_judgement_is_made_and_undone_in_the_name_of_the_tokens_owner(kept, tokens):
    client = guarded_desk(desk=crossing_desk(), kept=kept)
    headers = bearing(tokens[Role.REVIEWER])
    asked = {
        "kind": "correct",
        "subjects": ["crossing#s1"],
        "reason": "no",
        "correction": [{"name": "act", "value": "deny"}],
    }
    made = client.post("/api/v1/judgements", json=asked, headers=headers).json()
    assert (made["author"], made["correction"]) == ("reviewer", [["act", "deny"]])
    undone = client.post("/api/v1/judgements/undo", json={"id": made["id"]}, headers=headers).json()
    assert undone["undone_by"] == "reviewer"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "maybe"}, "maybe"), ({"subjects": []}, "Choose what it is about"),
        ({"subjects": "crossing#s1"}, "is no"),
        ({"subjects": ["crossing#s99"]}, "There is no crossing#s99"), ({"colour": "red"}, "there is no colour"),
        ({"kind": "correct", "correction": [{"name": "colour", "value": "red"}]}, "can be corrected"),
        ({"kind": "correct", "correction": [{"name": "act", "value": "sing"}]}, "act is one of"),
        ({"kind": "same_event"}, "choose both"),
    ],
)  # fmt: skip
def test_a_judgement_that_says_too_little_is_refused(change, told):
    asked = {"kind": "reject", "subjects": ["crossing#s1"], "reason": "misread"} | change
    answer = open_desk().post("/api/v1/judgements", json=asked)
    assert answer.status_code in (400, 404)
    assert told in answer.json()["what"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"null", b'"text"', b"[" * 50_000])
def test_a_body_that_is_no_object_is_refused(body):
    answer = open_desk().post("/api/v1/read", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


# ---- reading a page ------------------------------------------------------------------------------------------


def test_a_page_is_read_at_once_and_not_kept():
    desk = crossing_desk()
    answer = open_desk(desk).post("/api/v1/read", json={"text": "Words.\n"}).json()
    assert answer["kept"] is False
    assert answer["record"]["schema"] == "onrecord/1"
    assert answer["id"] not in desk.filed


def test_a_page_is_kept_where_that_is_asked_for():
    desk, readers = crossing_desk(), HandReaders(raid())
    client = open_desk(desk, readers=readers)
    asked = {
        "html": "<p>Words.</p>",
        "url": "https://lantern.example/1",
        "published": "2026-03-17",
        "keep": True,
    }
    answer = client.post("/api/v1/read", json=asked).json()
    assert (answer["id"], answer["kept"]) == ("https://lantern.example/1", True)
    assert (readers.seen[0].kind, readers.seen[0].published) == ("html", "2026-03-17")
    assert answer["id"] in desk.filed


def test_keeping_needs_a_write_token(kept, tokens):
    client = guarded_desk(desk=crossing_desk(), kept=kept)
    asked = {"text": "Words.", "keep": True}
    assert client.post("/api/v1/read", json=asked, headers=bearing(tokens["reads"])).status_code == 403
    assert client.post("/api/v1/read", json=asked, headers=bearing(tokens[Role.REVIEWER])).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"text": "a", "html": "b"}, 400),
        ({"text": " "}, 400),
        ({"address": "https://x.example/empty"}, 422),
    ],
)
def test_a_page_that_gives_no_record_says_why(asked, status):
    answer = open_desk().post("/api/v1/read", json=asked)
    assert answer.status_code == status
    assert answer.json()["what"]


# ---- the stream ----------------------------------------------------------------------------------------------


def change(day, after):
    because = (Because("the radio confirms it", None),)
    return StatusChange("s1", "i1", "killed <b>", EventType.DEATH, Status.CLAIMED, after, day, because)


@pytest.mark.parametrize(("after", "first"), [("0", "disputed"), (None, "confirmed"), ("1", "confirmed")])
def test_changes_are_sent_as_they_come_and_earlier_ones_where_asked_for(after, first):
    desk = crossing_desk()
    desk.changed.append(change("2026-03-17", Status.DISPUTED))
    asking = Ask(_tools(desk), None, {}, {"after": after} if after else {})
    stream = stream_changes(asking)
    desk.changed.append(change("2026-03-18", Status.CONFIRMED))

    async def read():
        found = []
        async for piece in stream.events():
            found.append(piece.decode())
            if len(found) == 2:
                return found
        return found

    opening, event = anyio.run(read)
    assert opening.startswith(":")
    kind, number, data = event.strip().split("\n")
    assert (kind, number) == ("event: status", "id: 1" if first == "disputed" else "id: 2")
    assert json.loads(data.removeprefix("data: "))["after"] == first


def _tools(desk):
    client = open_desk(desk)
    server = next(iter(islice((route for route in client.app.routes if route.path == "/api/v1/totals"), 1)))
    return server.endpoint.func.__self__.tools

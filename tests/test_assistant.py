"""An assistant asks the record by the protocol, and gets words that it can quote."""

import sys

import anyio
import pytest

from onrecord.kept import open_record
from onrecord.types import Page, PageKind
from tests.build import RAID, crossing, raid

mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")

from onrecord.assistant import make_server  # noqa: E402


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    with open_record(tmp_path_factory.mktemp("kept") / "record.db") as found:
        for record in (raid(), crossing()):
            page = Page(
                record.article.id, record.article.text.encode(), PageKind.ARTICLE, url=record.article.url
            )
            list(found.file([(page, record)]))
        found.settle()
        yield found


@pytest.fixture
def ask(kept):
    def call(tool, **arguments):
        async def asking():
            async with mcp.Client(make_server(kept)) as client:
                return await client.call_tool(tool, arguments)

        return anyio.run(asking).structured_content

    return call


def test_every_tool_says_what_it_is_for(kept):
    async def listing():
        async with mcp.Client(make_server(kept)) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(listing)
    assert {tool.name for tool in tools} == {"search", "stories", "story", "timeline", "who", "words"}
    assert all(tool.description for tool in tools)


def test_a_hit_has_its_words_and_where_they_stand(ask):
    hits = ask("search", text="villagers", what="statements")["hits"]
    assert any("12 villagers" in hit["words"] for hit in hits)
    assert all({"article", "start", "end", "url", "status"} <= set(hit) for hit in hits)


def test_hits_are_narrowed_and_gone_through(ask):
    events = ask("search", type="ASSAULT", outlet="Ruwenzori Lantern")["hits"]
    assert events
    assert {hit["type"] for hit in events} == {"ASSAULT"}
    pieces, cursor = [], None
    while True:
        answer = ask("search", type="ASSAULT", outlet="Ruwenzori Lantern", limit=1, cursor=cursor)
        pieces += answer["hits"]
        cursor = answer["cursor"]
        if cursor is None:
            break
    assert pieces == events


def test_a_story_gives_each_origins_words_with_the_sentence(ask):
    story = ask("story", id=ask("stories", text="villagers")["stories"][0]["id"])
    accounts = [account for incident in story["incidents"] for account in incident["accounts"]]
    assert accounts
    for account in accounts:
        for quoted in account["words"]:
            assert quoted["text"] == RAID[quoted["start"] : quoted["end"]]
            assert quoted["text"] in quoted["sentence"]


def test_words_are_given_with_what_stands_around_them(ask):
    start = RAID.index("Jean Losimba")
    found = ask("words", article="raid.html", start=start, end=start + 12, around=10)
    assert (found["words"], found["outlet"]) == ("Jean Losimba", "Ruwenzori Lantern")
    assert found["before"].endswith("killed ")


def test_who_said_what_is_told(ask):
    assert ask("who", name="Losimba")["events"]["items"]


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("search", {"act": "sing"}, "sing"),
        ("search", {"since": "monday"}, "monday"),
        ("stories", {"until": "monday"}, "monday"),
        ("search", {"text": "villagers", "cursor": "!"}, "begin without one"),
        ("story", {"id": "s0000000000"}, "no such story"),
        ("timeline", {"id": "nothing"}, "no such story"),
        ("words", {"article": "raid.html", "start": 9, "end": 2}, "offsets run from 0"),
        ("words", {"article": "none", "start": 0, "end": 2}, "no such article"),
        ("who", {"name": "Nobody At All"}, "Nobody At All"),
    ],
)
def test_what_cannot_be_answered_is_told(ask, tool, arguments, told):
    assert told in ask(tool, **arguments)["error"]


def test_it_is_served_over_standard_input_and_output(kept):
    server = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "onrecord", "mcp", "--db", kept.address]
    )

    async def listing():
        with anyio.fail_after(120):
            async with mcp.Client(server) as client:
                return (await client.call_tool("stories", {})).structured_content

    assert len(anyio.run(listing)["stories"]) == 2

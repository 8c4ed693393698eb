import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from onrecord.errors import NotAPage, NotARecord
from onrecord.types import Act, Byline, Form, Record, Span, Statement
from onrecord.wire import (
    dumps,
    failure_to_json,
    json_schema,
    page_to_json,
    record_from_json,
    record_to_json,
)
from tests.build import CROSSING, RAID, article, crossing, raid
from tests.laws.lawful import assert_lawful
from tests.laws.strategies import LAW, records

SCHEMA_FILE = Path(__file__).parent.parent / "docs" / "reference" / "onrecord-1.schema.json"


@LAW
@given(records())
def test_a_record_written_and_read_back_is_equal(record):
    assert_lawful(record)
    assert record_from_json(json.loads(dumps(record_to_json(record)))) == record


@LAW
@given(records())
def test_every_span_carries_the_text_at_its_offsets(record):
    for value in _spans(record_to_json(record)):
        assert record.article.text[value["start"] : value["end"]] == value["text"]


@LAW
@given(records())
def test_every_record_keeps_to_the_schema(record):
    validator = Draft202012Validator(json_schema()["$defs"]["record"] | {"$defs": json_schema()["$defs"]})
    validator.validate(json.loads(dumps(record_to_json(record))))


@LAW
@given(records())
def test_a_line_is_one_line_of_utf8_without_control_characters(record):
    line = dumps(page_to_json("page", record))
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert not set(line) & set("\x1b\x9b\x7f\u202e\n")


def test_the_field_names_are_the_contract():
    value = record_to_json(crossing())
    assert list(value) == [
        "schema",
        "article",
        "entities",
        "statements",
        "times",
        "places",
        "events",
        "notes",
    ]
    assert value["schema"] == "onrecord/1"
    assert value["article"] | {"text": "", "paragraphs": [], "sentences": []} == {
        "id": "crossing.html",
        "url": "https://courier.example/world/zakho-crossing",
        "outlet": "Northern Courier",
        "language": "en",
        "headline": {"start": 0, "end": 48, "text": "Zakho crossing to reopen within days, envoy says"},
        "deck": {"start": 49, "end": 91, "text": "Mayor will not say who ordered the closure"},
        "byline": {"text": "By Lena Haddad", "start": 92, "end": 106},
        "dateline": {"start": 107, "end": 118, "text": "ZAKHO, Iraq"},
        "published": {"value": "2026-03-17", "precision": "day", "basis": "weekday"},
        "text": "",
        "paragraphs": [],
        "sentences": [],
        "furniture": [
            {"text": "Share this <story>", "reason": "share button"},
            {"text": "14 C Duhok", "reason": "weather box"},
        ],
    }
    assert value["article"]["text"] == CROSSING
    assert value["article"]["paragraphs"][0] == value["article"]["sentences"][0] == [0, 48]


def test_a_statement_tells_source_cue_content_quotes_and_parent():
    official, governor = record_to_json(crossing())["statements"][5:7]
    promised = CROSSING.index("had promised")
    assert official["source"]["start"] == CROSSING.index("A senior")
    assert official["source"]["terms"]["text"] == "who asked not to be named because the talks go on"
    assert {key: official["source"][key] for key in ("entity", "kind", "named")} == {
        "entity": None,
        "kind": "official_unnamed",
        "named": False,
    }
    assert [quote["text"] for quote in official["quotes"]] == ["every truck will be searched"]
    assert governor == {
        "id": "s7",
        "source": governor["source"],
        "cue": {"start": promised, "end": promised + 12, "text": "had promised"},
        "act": "promise",
        "negated": False,
        "content": governor["content"],
        "quotes": official["quotes"],
        "form": "mixed",
        "medium": None,
        "parent": "s6",
        "date": None,
        "by": "second reading",
    }


def test_a_statement_without_source_has_null_for_it():
    assert record_to_json(crossing())["statements"][8]["source"] is None


def test_entities_times_and_places_point_to_their_words():
    value = record_to_json(crossing())
    second = CROSSING.index("Zakho", 5)
    assert value["entities"][1] == {
        "id": "e2",
        "type": "place",
        "name": "Zakho",
        "aliases": ["ZAKHO"],
        "country": "IQ",
        "roles": [],
        "relations": [],
        "mentions": [
            {"start": 0, "end": 5, "text": "Zakho", "kind": "name"},
            {"start": second, "end": second + 5, "text": "Zakho", "kind": "name"},
        ],
        "by": "reader",
    }
    assert value["times"][0] | {"start": 0, "end": 0} == {
        "id": "t1", "start": 0, "end": 0, "text": "Monday",
        "type": "DATE", "value": "2026-03-16", "by": "grammar",
    }  # fmt: skip
    assert value["places"][0] == {
        "id": "p1", "start": second, "end": second + 5, "text": "Zakho", "name": "Zakho", "geonameid": 90150,
        "country": "IQ", "lat": 37.14, "lon": 42.69, "entity": "e2", "kind": "city", "by": "geonames",
    }  # fmt: skip


def test_an_account_tells_whose_word_it_is_and_what_it_gives():
    of_the_radio, of_the_army = record_to_json(raid())["events"][3]["accounts"]
    died, radio = RAID.index("died"), RAID.index("the Front’s radio")
    assert of_the_radio == {
        "stance": "affirms",
        "side": "affected",
        "start": died,
        "end": died + 4,
        "text": "died",
        "statement": "s3",
        "who": {"start": radio, "end": radio + 17, "text": "the Front’s radio"},
        "entity": None,
        "kind": "media",
        "keys": ["entity:e3"],
        "counts": [0],
        "faceless": False,
        "relayed": False,
        "acts": False,
        "accused": False,
        "aside": False,
        "performed": False,
    }
    assert (of_the_army["keys"], of_the_army["counts"]) == (["entity:e1", "state:CD"], [1])


def test_a_record_from_before_accounts_were_written_down_is_read_without_them():
    value = record_to_json(raid())
    for event in value["events"]:
        del event["accounts"]
    Draft202012Validator(json_schema()).validate(value)
    assert all(event.accounts == () for event in record_from_json(value).events)


def test_an_event_tells_who_whom_where_when_how_many_and_on_whose_word():
    toll = record_to_json(raid())["events"][3]
    died, dead, villagers = RAID.index("died"), RAID.index("dead"), RAID.index("at least 12")
    words = {"start": villagers, "end": villagers + 21, "text": "at least 12 villagers"}
    other = toll["counts"][1]
    assert toll == {
        "id": "v4",
        "type": "DEATH",
        "mode": None,
        "trigger": {"start": died, "end": died + 4, "text": "died"},
        "mentions": [{"start": dead, "end": dead + 4, "text": "dead"}],
        "arguments": [{"role": "victim", **words, "entity": None, "statements": []}],
        "counts": [
            {
                "what": "killed",
                "low": 12,
                "best": 12,
                "high": None,
                "qualifier": "at least",
                "part": False,
                **words,
            },
            other,
        ],
        "time": "t1",
        "place": "p1",
        "modality": "asserted",
        "statements": ["s3", "s4"],
        "headline_only": False,
        "status": "disputed",
        "because": [
            {"statement": "s3", "why": "the Front’s radio says at least 12"},
            {"statement": "s4", "why": "the army says three to five"},
        ],
        "accounts": toll["accounts"],
        "by": "reader",
    }
    assert {key: other[key] for key in ("low", "best", "high", "qualifier", "text")} == {
        "low": 3, "best": 4, "high": 5, "qualifier": None, "text": "three to five",
    }  # fmt: skip


def test_a_reason_in_the_reporters_voice_points_to_its_words():
    fled = RAID.index("fled")
    assert record_to_json(raid())["events"][8]["because"] == [
        {"statement": None, "why": "the reporter’s own voice", "start": fled, "end": fled + 4, "text": "fled"}
    ]


def test_a_person_has_roles_and_relations_with_the_words_that_tell_them():
    losimba = record_to_json(raid())["entities"][1]
    assert [
        (role["title"], role["of"], role["current"], role["span"]["text"]) for role in losimba["roles"]
    ] == [
        ("deputy commander", "e3", True, "deputy commander of the Ituri Front"),
        ("colonel", "e1", False, "a colonel in the army until 2019"),
    ]
    start = RAID.index("a brother")
    assert losimba["relations"] == [
        {
            "kind": "sibling_of", "to": "e4", "start": start, "end": start + 32,
            "text": "a brother of the Front’s founder",
        }
    ]  # fmt: skip


def test_a_byline_that_only_metadata_has_stands_nowhere_in_the_text():
    record = Record(article("Rain fell on Duhok.", byline=Byline("Lena Haddad")))
    assert record_to_json(record)["article"]["byline"] == {"text": "Lena Haddad", "start": None, "end": None}
    assert_lawful(record)


def test_a_line_of_a_run_begins_with_the_id_handed_in():
    assert list(page_to_json("row 7", crossing()))[:3] == ["id", "schema", "article"]
    assert failure_to_json("row 8", NotAPage("row 8: binary")) == {"id": "row 8", "error": "row 8: binary"}


def test_the_made_up_records_and_a_failure_keep_to_the_schema():
    validator = Draft202012Validator(json_schema())
    validator.validate(record_to_json(crossing()))
    validator.validate(record_to_json(raid()))
    validator.validate(page_to_json("row 7", crossing()))
    validator.validate(failure_to_json("row 8", NotAPage("row 8: binary")))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("schema",), "onrecord/2"),
        (("statements", 0, "act"), "sneeze"),
        (("statements", 0, "cue", "start"), -1),
        (("article", "published", "basis"), "guess"),
        (("entities", 0, "type"), "weather"),
        (("places", 0, "lat"), 91),
        (("events", 0, "type"), "WEATHER"),
        (("events", 1, "status"), "proven"),
        (("events", 1, "arguments", 0, "role"), "guest"),
        (("events", 3, "counts", 0, "low"), -1),
        (("events", 3, "counts", 0, "best"), "twelve"),
        (("events", 0, "because", 0, "why"), None),
        (("events", 3, "accounts", 0, "stance"), "shrugs"),
        (("events", 3, "accounts", 0, "side"), "ours"),
        (("entities", 1, "relations", 0, "kind"), "rival_of"),
        (("entities", 1, "roles", 0, "current"), "yes"),
    ],
)
def test_what_is_not_in_the_vocabulary_breaks_the_schema(path, wrong):
    assert not Draft202012Validator(json_schema()).is_valid(_changed(path, wrong, raid()))


def test_ten_thousand_statements_one_inside_the_other_are_read_back_at_once():
    record = _chained(10_000)
    written = record_to_json(record)
    began = time.process_time()
    assert record_from_json(written) == record
    assert time.process_time() - began < 20  # a second; each of them climbed to the top of all, it was 72


def _chained(count: int) -> Record:
    text = "said " * count + "\n"
    cues = [Span(5 * number, 5 * number + 4) for number in range(count)]
    statements = tuple(
        Statement(
            f"s{n}", None, cue, Act.SAY, (cue,), Form.INDIRECT, "hand", parent=f"s{n - 1}" if n else None
        )
        for n, cue in enumerate(cues)
    )
    return Record(article(text), statements=statements)


def test_the_schema_in_the_docs_is_the_one_the_code_emits():
    Draft202012Validator.check_schema(json_schema())
    assert SCHEMA_FILE.read_text(encoding="utf-8") == dumps(json_schema(), indent=2) + "\n"


@pytest.mark.parametrize(
    ("path", "wrong", "complaint"),
    [
        (("schema",), "onrecord/2", "not \"onrecord/1\""),
        (("statements", 0, "act"), "sneeze", "sneeze"),
        (("statements", 0, "cue", "text"), "told", "is not the text"),
        (("statements", 0, "cue", "end"), 99_999, "runs over the end"),
        (("statements", 0, "date"), "Monday", "Monday"),
        (("article", "published", "value"), "2026-02-30", "day is out of range"),
        (("statements", 6, "parent"), "s99", "'s99'"),
        (("statements", 6, "parent"), "s7", "inside itself"),
        (("statements", 6, "id"), "s6", "same id"),
        (("statements", 2, "source", "entity"), "e99", "'e99'"),
        (("places", 0, "entity"), "e99", "'e99'"),
        (("times",), None, "NoneType"),
        (("article",), "text", "string indices"),
    ],
)  # fmt: skip
def test_json_that_is_no_lawful_record_is_refused(path, wrong, complaint):
    with pytest.raises(NotARecord, match=complaint):
        record_from_json(_changed(path, wrong, crossing()))


@pytest.mark.parametrize(
    ("path", "wrong", "complaint"),
    [
        (("events", 0, "status"), "proven", "proven"),
        (("events", 0, "trigger", "text"), "took", "is not the text"),
        (("events", 0, "arguments", 0, "entity"), "e99", "'e99'"),
        (("events", 0, "time"), "t99", "'t99'"),
        (("events", 0, "place"), "p99", "'p99'"),
        (("events", 1, "statements"), ["s99"], "'s99'"),
        (("events", 1, "because", 0, "statement"), "s99", "'s99'"),
        (("events", 0, "because", 0, "end"), 99_999, "runs over the end"),
        (("events", 3, "accounts", 0, "statement"), "s99", "'s99'"),
        (("events", 3, "accounts", 0, "entity"), "e99", "'e99'"),
        (("events", 3, "accounts", 0, "counts"), [2], "an event that has 2"),
        (("events", 3, "accounts", 0, "text"), "lived", "is not the text"),
        (("events", 1, "id"), "v1", "same id"),
        (("events", 3, "counts", 1, "low"), 7, "from low to high"),
        (("entities", 1, "roles", 0, "of"), "e99", "'e99'"),
        (("entities", 1, "relations", 0, "to"), "e99", "'e99'"),
        (("entities", 1, "relations", 0, "to"), None, "no entity"),
        (("times", 1, "id"), "t1", "same id"),
    ],
)  # fmt: skip
def test_events_and_people_that_are_not_lawful_are_refused(path, wrong, complaint):
    with pytest.raises(NotARecord, match=complaint):
        record_from_json(_changed(path, wrong, raid()))


@pytest.mark.parametrize("value", [[], None, "onrecord/1", {}, {"schema": "onrecord/1"}])
def test_json_that_is_something_else_is_refused(value):
    with pytest.raises(NotARecord):
        record_from_json(value)


def test_a_field_that_a_later_version_added_is_passed_over():
    value = record_to_json(crossing())
    value["statements"][0]["mood"] = "grave"
    value["weather"] = []
    assert record_from_json(value) == crossing()


def _changed(path, wrong, record):
    value = record_to_json(record)
    place = value
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = wrong
    return value


def _spans(value):
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and "reason" not in value and "precision" not in value:
            yield value
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)

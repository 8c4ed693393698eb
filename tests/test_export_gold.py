import json

import pytest

from onrecord.export import gold_record
from onrecord.types import Filed, Judgement, JudgementKind, Version
from onrecord.wire import record_from_json
from tests.build import raid

RAID = Filed("raid.html", (Version(1, None, raid()),))


def judged(kind, finding, *, at="2026-03-18T09:00:00+00:00", correction=(), undone=None, article="raid.html"):
    subjects = (f"{article}#{finding}" if finding else article,)
    return Judgement(
        f"j{finding}{at}", JudgementKind(kind), subjects, "ana", at, "seen", correction, undone, undone and at
    )


def gold(*judgements):
    found = gold_record(RAID, judgements)
    return found and json.loads(json.dumps(found))


@pytest.mark.parametrize(
    "judgements",
    [
        (),
        (judged("accept", "s1", undone="ben"),),
        (judged("accept", "s1", article="other.html"),),
        (judged("note", "s1"),),
        (judged("same_event", "v1"),),
    ],
    ids=["none", "undone", "of another article", "a note", "a merging"],
)
def test_an_article_that_nobody_judged_is_no_gold(judgements):
    assert gold(*judgements) is None


def test_what_was_looked_at_is_told_with_who_and_why():
    assert gold(judged("accept", "s1"))["judged"] == [
        {
            "finding": "s1",
            "kind": "accept",
            "author": "ana",
            "at": "2026-03-18T09:00:00+00:00",
            "reason": "seen",
        }
    ]


@pytest.mark.parametrize(
    "finding", [one.id for one in (*raid().statements, *raid().events, *raid().entities)]
)
def test_a_record_without_a_rejected_finding_is_a_sound_record(finding):
    found = gold(judged("reject", finding))
    record = record_from_json(found)
    assert finding not in {one.id for one in (*record.statements, *record.events, *record.entities)}


@pytest.mark.parametrize(
    ("finding", "correction", "value"),
    [
        ("s1", ("act", "claim"), lambda record: record["statements"][0]["act"] == "claim"),
        ("s1", ("kind", "state"), lambda record: record["statements"][0]["source"]["kind"] == "state"),
        ("s1", ("negated", "yes"), lambda record: record["statements"][0]["negated"] is True),
        ("v3", ("mode", ""), lambda record: record["events"][2]["mode"] is None),
        ("e1", ("country", "UG"), lambda record: record["entities"][0]["country"] == "UG"),
    ],
)
def test_a_correction_is_made(finding, correction, value):
    found = gold(judged("correct", finding, correction=(correction,)))
    assert value(found)
    record_from_json(found)


def test_the_last_word_on_a_finding_holds():
    later = "2026-03-19T09:00:00+00:00"
    found = gold(judged("reject", "s1"), judged("accept", "s1", at=later))
    assert found["judged"][0]["kind"] == "accept"
    assert found["statements"][0]["id"] == "s1"

import json
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from onrecord import types
from onrecord.errors import NotARecord
from onrecord.types import Evidence, Filed, Judgement, JudgementKind, Span, Story, Version
from onrecord.wire import dumps, value_from_json, value_schema, value_to_json
from tests.build import crossing
from tests.laws.strategies import LAW

st.register_type_strategy(
    Span, st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda p: Span(p[0], sum(p)))
)
st.register_type_strategy(float, st.floats(-180, 180))


@pytest.mark.parametrize("kind", [Story, Judgement], ids=lambda kind: kind.__name__)
@LAW
@given(data=st.data())
def test_a_value_written_and_read_back_is_equal_and_keeps_to_its_schema(kind, data):
    value = data.draw(st.from_type(kind))
    found = json.loads(dumps(value_to_json(value)))
    assert value_from_json(kind, found) == value
    Draft202012Validator(value_schema(kind)).validate(found)


def test_a_filed_article_is_written_with_the_records_of_its_versions():
    filed = Filed("a", (Version(1, date(2026, 3, 17), crossing()), Version(2, None, crossing())))
    assert value_from_json(Filed, json.loads(dumps(value_to_json(filed)))) == filed


def test_a_span_stands_flat_beside_its_text():
    evidence = Evidence("a", Span(4, 8), "said", "s1")
    assert value_to_json(evidence) == {
        "article": "a", "start": 4, "end": 8, "text": "said", "statement": "s1", "version": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "maybe"}, "'maybe' is not a valid JudgementKind"),
        ({"subjects": [1]}, "1 is no str"),
        ({"reason": None}, "None is no str"),
        ({"at": ...}, "there is no field 'at'"),
        ({"correction": [["act"]]}, "zip()"),
    ],
)
def test_what_is_wrong_with_a_value_is_told(change, told):
    judgement = Judgement("j1", JudgementKind.NOTE, ("a#s1",), "Ana", "2026-03-17T10:00:00Z", "why")
    found = value_to_json(judgement) | change
    with pytest.raises(NotARecord, match="this JSON is no judgement: ") as error:
        value_from_json(Judgement, {name: value for name, value in found.items() if value is not ...})
    assert told in str(error.value)


def test_a_field_that_is_not_known_is_passed_over():
    judgement = Judgement("j1", JudgementKind.NOTE, ("a",), "Ana", "2026-03-17T10:00:00Z", "why")
    assert value_from_json(Judgement, value_to_json(judgement) | {"colour": "red"}) == judgement


def test_every_field_of_a_story_is_described():
    schema = value_schema(Story)["$defs"]
    for name, found in schema.items():
        kind = getattr(types, name)
        assert len(found["properties"]) >= len(fields(kind))
        assert found["description"]

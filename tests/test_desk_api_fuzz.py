"""The API against what its own document allows and forbids, over a record that is kept: no server error, ever."""

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.web.api import CALLS
from tests.desk_visit import open_desk

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

# Who may is tested in test_desk_api; what a schema cannot say ("one of text, html and address") is refused with 400
NOT_ASKED = [schemathesis.checks.ignored_auth, schemathesis.checks.positive_data_acceptance]
CALLED = [call for call in CALLS if not call.streams]  # a stream never ends


@pytest.fixture(scope="module")
def schema(standing):
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", open_desk(standing).app)


@pytest.mark.parametrize("call", CALLED, ids=lambda call: f"{'post' if call.takes else 'get'} {call.path}")
def test_whatever_is_asked_the_answer_keeps_to_the_document(schema, call):
    operation = schema[call.path]["post" if call.takes else "get"]

    @settings(
        max_examples=6,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(case=operation.as_strategy())
    def answers(case):
        case.call_and_validate(excluded_checks=NOT_ASKED)

    answers()

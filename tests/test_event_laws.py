from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Page, PageKind
from tests.laws.events import assert_events_lawful
from tests.laws.lawful import assert_lawful

TODAY = date(2026, 11, 20)
HEADLINES = (
    "At least 12 killed in Lubin mine blast",
    "Army strikes Zakho, 3-5 dead",
    "Osman held hostage",
    "Rain",
)
SENTENCES = (
    "Between 3 and 5 soldiers were killed on Tuesday when rebels shelled the port of Tyre, the army said.",
    "The army denied that it had bombed the camp.",
    "At least 12 people, including two children, died in the blast at the Lubin mine.",
    "No one was hurt.",
    "It was not clear whether Osman had been arrested.",
    "Sara Osman, 29, a nurse, said dozens had fled.",
    "“We will strike back,” a senior official who would not be named told Radio Enneri.",
    "The ministry confirmed it.",
    "The death toll rose from 12 to 15 — “nearly 200” were wounded.",
    "He was charged with the murder of six clerks and two guards in Cartagena.",
    "KILLED 5 (AND WOUNDED) ;;; up to 1,000,000,000,000 dead 3–5–7 of whom",
)


@pytest.fixture(scope="module")
def tools():
    return onrecord.load(threads=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(HEADLINES),
    st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=4),
)
def test_whatever_is_told_in_whatever_order_events_keep_the_laws(tools, headline, paragraphs):
    text = "\n\n".join([headline, *(" ".join(paragraph) for paragraph in paragraphs)])
    page = Page("a", text.encode(), PageKind.ARTICLE, published="2026-11-18", fetched=TODAY)
    record = onrecord.read(page, tools=tools)
    assert_lawful(record)
    assert_events_lawful(record)


def test_a_count_is_on_the_event_whose_word_it_counts(tools):
    text = "Blast in Lubin\n\nAt least 12 miners were killed and 20 injured in Lubin on Tuesday.\n"
    page = Page("a", text.encode(), PageKind.ARTICLE, published="2026-11-18", fetched=TODAY)
    record = onrecord.read(page, tools=tools)
    counted = {
        (str(event.type), count.what, count.low, count.high)
        for event in record.events
        for count in event.counts
    }
    assert ("DEATH", "killed", 12, None) in counted
    assert ("INJURY", "injured", 20, 20) in counted

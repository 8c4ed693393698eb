"""What a search finds is counted by what it may be narrowed to; each value finds what was counted for it."""

from calendar import monthrange
from dataclasses import replace

import pytest

from onrecord.kept.facets import count_facets
from onrecord.kept.values import Query, What
from onrecord.types import Act, EventType, SourceKind, Status

WORDS = {"what": What, "kind": SourceKind, "act": Act, "type": EventType, "status": Status}
ASKED = (
    Query("army"),
    Query(what=What.STATEMENTS),
    Query(what=What.EVENTS),
    Query(source="the army"),
    Query(act=Act.DENY),
    Query(place="Zakho"),
    Query("bridge", since="2026-03-01"),
)


def narrowed(query, facet, value):
    if facet == "month":
        last = monthrange(int(value[:4]), int(value[5:]))[1]
        return replace(query, since=f"{value}-01", until=f"{value}-{last}")
    return replace(query, **{facet: WORDS[facet](value) if facet in WORDS else value})


@pytest.mark.parametrize("query", ASKED, ids=str)
def test_each_value_finds_as_many_as_are_counted_for_it(standing, query):
    found = standing.facets(query)
    assert found.counted == len(standing.search(replace(query, limit=500)).items) > 0
    assert not found.more
    for facet in found.facets:
        for one in facet.values:
            hits = standing.search(narrowed(replace(query, limit=500), facet.name, one.value))
            assert len(hits) == one.count, (facet.name, one.value)


def test_everything_that_narrows_is_told_the_most_frequent_first(standing):
    found = {facet.name: facet.values for facet in standing.facets(Query(person="Front")).facets}
    assert set(found) >= {"what", "kind", "act", "type", "status", "source", "place"}
    for name, values in found.items():
        if name != "month":
            assert [one.count for one in values] == sorted((one.count for one in values), reverse=True)


def test_what_is_asked_for_and_what_all_have_is_left_out(standing):
    found = standing.facets(Query(act=Act.DENY))
    assert not {"act", "what"} & {facet.name for facet in found.facets}
    assert all(one.count < found.counted for facet in found.facets for one in facet.values)


def test_no_more_than_the_newest_are_counted_and_that_is_told(standing):
    with standing.store.reading() as connection:
        found = count_facets(connection, Query(what=What.STATEMENTS), most=5)
    assert (found.counted, found.more) == (5, True)


def test_a_name_is_found_with_its_article_and_without(standing):
    assert len(standing.search(Query(source="The Front"))) == len(standing.search(Query(source="Front"))) > 0

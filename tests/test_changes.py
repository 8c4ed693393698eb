"""What changed between versions of an article is told in terms of the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.story.changes import find_changes
from onrecord.types import Act, ChangeKind, Count, Filed, Source, SourceKind, Status, Version
from tests.build import CROSSING, RAID, crossing, raid, span


def versions(*records):
    return Filed(
        "a", tuple(Version(n, date(2026, 3, 16 + n), record) for n, record in enumerate(records, start=1))
    )


def told(*records):
    return [(change.kind, change.what) for change in find_changes(versions(*records))]


def with_statement(record, id, **facts):
    return replace(
        record, statements=tuple(replace(s, **facts) if s.id == id else s for s in record.statements)
    )


def without(record, id):
    left = tuple(statement for statement in record.statements if statement.id != id)
    return replace(record, statements=left, events=tuple(event for event in record.events if event.id != id))


def with_event(record, id, **facts):
    return replace(record, events=tuple(replace(e, **facts) if e.id == id else e for e in record.events))


MAYOR = "Mayor Dilovan Resh"
UNNAMED = Source(span(CROSSING, "A senior Turkish official"), SourceKind.OFFICIAL_UNNAMED, False)
AT_LEAST_12 = next(count for event in raid().events for count in event.counts if count.low == 12)
RAISED = Count("killed", AT_LEAST_12.span, 15, 15, None, "at least")


@pytest.mark.parametrize(
    ("older", "newer", "changes"),
    [
        (crossing(), crossing(), []),
        (crossing(), without(crossing(), "s4"), [(ChangeKind.STATEMENT_GONE, MAYOR)]),
        (without(crossing(), "s4"), crossing(), [(ChangeKind.STATEMENT_NEW, MAYOR)]),
        (
            with_statement(crossing(), "s3", act=Act.CONFIRM),
            crossing(),
            [(ChangeKind.ATTRIBUTION_WEAKER, "Türkiye announced → Türkiye announced")],
        ),
        (
            with_statement(crossing(), "s3", source=UNNAMED),
            crossing(),
            [(ChangeKind.ATTRIBUTION_STRONGER, "A senior Turkish official announced → Türkiye announced")],
        ),
        (
            with_statement(crossing(), "s4", content=(span(CROSSING, "Nobody was told"),)),
            crossing(),
            [],
        ),
        (
            with_event(raid(), "v9", status=Status.CLAIMED),
            raid(),
            [(ChangeKind.STATUS, "fled: claimed → reported")],
        ),
        (raid(), without(raid(), "v9"), [(ChangeKind.EVENT_GONE, "fled")]),
        (without(raid(), "v9"), raid(), [(ChangeKind.EVENT_NEW, "fled")]),
    ],
)
def test_a_change_is_told_as_what_it_does_to_the_record(older, newer, changes):
    assert told(older, newer) == changes


def test_a_count_revised_is_told_in_figures_and_in_words():
    event = next(event for event in raid().events if AT_LEAST_12 in event.counts)
    counts = tuple(RAISED if count == AT_LEAST_12 else count for count in event.counts)
    (change,) = find_changes(versions(raid(), with_event(raid(), event.id, counts=counts)))
    assert change.kind is ChangeKind.COUNT
    assert "at least 12 → at least 15" in change.what
    assert change.before == RAID[AT_LEAST_12.span.start : AT_LEAST_12.span.end]


def test_a_headline_rewritten_is_told_with_both():
    headed = replace(crossing().article, headline=crossing().article.deck)
    (change,) = find_changes(versions(crossing(), replace(crossing(), article=headed)))
    assert (change.kind, change.version, change.seen) == (ChangeKind.HEADLINE, 2, date(2026, 3, 18))
    assert change.before == "Zakho crossing to reopen within days, envoy says"
    assert change.after == "Mayor will not say who ordered the closure"


def test_changes_of_three_versions_are_told_one_after_the_other():
    changes = find_changes(versions(crossing(), without(crossing(), "s4"), crossing()))
    assert [(change.version, change.kind) for change in changes] == [
        (2, ChangeKind.STATEMENT_GONE),
        (3, ChangeKind.STATEMENT_NEW),
    ]


def test_another_article_in_the_same_place_is_all_gone_and_all_new():
    kinds = {kind for kind, _ in told(crossing(), raid())}
    assert {
        ChangeKind.HEADLINE,
        ChangeKind.STATEMENT_GONE,
        ChangeKind.STATEMENT_NEW,
        ChangeKind.EVENT_NEW,
    } <= kinds

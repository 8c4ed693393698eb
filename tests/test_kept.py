"""A record kept behaves the same on both databases: what is filed is found again, once, in all its versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.errors import NotKept
from onrecord.kept.values import Filing, Query, What
from onrecord.story.traces import MOST_EVENTS
from onrecord.types import (
    Act,
    Event,
    EventType,
    Page,
    PageKind,
    Record,
    SourceKind,
    Span,
    Status,
    Time,
    TimeType,
)
from tests.build import article, crossing, raid

CROSSING = Page("crossing.html", b"<p>the crossing</p>", PageKind.HTML, fetched=date(2026, 3, 17))
RAID = Page(
    "raid.html", b"<p>the raid\x00\xff</p>", PageKind.HTML, charset="latin-1", fetched=date(2026, 3, 18)
)


def again(page: Page, body: bytes, day: int = 19) -> Page:
    return replace(page, body=body, fetched=date(2026, 3, day))


def reworded(record: Record, old: str, new: str) -> Record:
    """The record with words of its text changed for others of the same length."""
    assert len(old) == len(new)
    article = record.article
    return replace(record, article=replace(article, text=article.text.replace(old, new)))


def file(kept, *pairs):
    return [(added.id, added.outcome) for added in kept.file(pairs)]


@pytest.fixture
def full(kept):
    file(kept, (CROSSING, crossing()), (RAID, raid()))
    return kept


def test_what_is_filed_reads_back_equal(full):
    assert full.article("crossing.html").record == crossing()
    assert full.article("raid.html").record == raid()
    assert full.page("raid.html") == RAID


def test_an_article_is_found_by_its_address_too(full):
    assert full.article("courier.example/world/zakho-crossing").id == "crossing.html"


def test_the_same_page_is_filed_once(full):
    later = replace(CROSSING, fetched=date(2026, 5, 1))
    assert file(full, (later, crossing())) == [("crossing.html", Filing.KNOWN)]
    assert len(full.article("crossing.html").versions) == 1


def test_a_page_twice_in_one_chunk_is_filed_once(kept):
    assert file(kept, (RAID, raid()), (RAID, raid())) == [
        ("raid.html", Filing.NEW),
        ("raid.html", Filing.KNOWN),
    ]


def test_other_words_at_the_same_address_are_a_new_version(full):
    edited = reworded(crossing(), "At least 40 trucks", "At least 50 trucks")
    page = again(replace(CROSSING, id="other.html"), b"<p>edited</p>")
    assert file(full, (page, edited)) == [("crossing.html", Filing.VERSION)]
    versions = full.article("crossing.html").versions
    assert [(version.number, version.seen) for version in versions] == [
        (1, date(2026, 3, 17)),
        (2, date(2026, 3, 19)),
    ]
    assert [version.record for version in versions] == [crossing(), edited]
    assert full.page("crossing.html", 1) == CROSSING
    assert full.page("crossing.html") == page


def test_other_furniture_around_the_same_words_is_no_version(full):
    assert file(full, (again(CROSSING, b"<p>other adverts</p>"), crossing())) == [
        ("crossing.html", Filing.KNOWN)
    ]


def test_versions_stand_in_the_order_in_which_they_were_seen(full):
    early, late = (reworded(crossing(), "40 trucks", f"{n} trucks") for n in (10, 90))
    file(full, (again(CROSSING, b"late", 20), late), (again(CROSSING, b"early", 1), early))
    versions = full.article("crossing.html").versions
    assert [version.record for version in versions] == [early, crossing(), late]
    assert [version.number for version in versions] == [1, 2, 3]
    assert full.page("crossing.html", 1).body == b"early"


def test_a_version_seen_before_the_newest_leaves_what_is_searched(full):
    early = reworded(crossing(), "40 trucks", "10 trucks")
    file(full, (again(CROSSING, b"early", 1), early))
    assert [hit.article for hit in full.search(Query('"40 trucks"', What.ARTICLES))] == ["crossing.html"]
    assert not full.search(Query('"10 trucks"'))


def test_two_articles_handed_in_under_one_id_are_kept_apart(full):
    other = replace(
        raid(), article=replace(raid().article, id="crossing.html", url="https://other.example/a")
    )
    page = Page("crossing.html", b"other", PageKind.HTML, url="https://other.example/a")
    assert file(full, (page, other)) == [("other.example/a", Filing.NEW)]
    assert full.article("crossing.html").record == crossing()


def test_pages_from_a_pipe_are_told_apart(kept):
    first, second = (replace(RAID, id="-", body=body) for body in (b"one", b"two"))
    ids = [id for id, _ in file(kept, (first, raid()), (second, crossing()))]
    assert len(set(ids)) == 2
    assert all(id.startswith("stdin:") for id in ids)


@pytest.mark.parametrize(
    "ask",
    [
        lambda kept: kept.article("nowhere"),
        lambda kept: kept.page("nowhere"),
        lambda kept: kept.who("Nobody At All"),
    ],
)
def test_what_is_not_on_record_says_so(full, ask):
    with pytest.raises(NotKept, match="on record"):
        ask(full)


def test_articles_are_listed_newest_first(full):
    rows = full.articles().items
    assert [(row.id, row.day) for row in rows] == [
        ("raid.html", "2026-03-17"),
        ("crossing.html", "2026-03-17"),
    ]
    assert rows[1].headline == "Zakho crossing to reopen within days, envoy says"
    assert full.counts().articles == 2
    assert full.counts().statements == len(crossing().statements) + len(raid().statements)


def found(kept, **asked):
    return {(hit.article.removesuffix(".html"), hit.finding) for hit in kept.search(Query(**asked))}


@pytest.mark.parametrize(
    ("asked", "findings"),
    [
        ({"text": "gave order", "what": What.STATEMENTS}, {("crossing", "s5")}),
        ({"text": '"fired warning shots"', "what": What.STATEMENTS}, {("crossing", "s8")}),
        ({"text": "turkiye announced", "what": What.STATEMENTS}, {("crossing", "s3")}),
        ({"source": "Resh"}, {("crossing", "s4"), ("crossing", "s5")}),
        ({"source": "dilovan resh", "act": Act.WITHHOLD}, {("crossing", "s5")}),
        ({"kind": SourceKind.MILITARY, "what": What.STATEMENTS, "outlet": "northern courier"}, {("crossing", "s8")}),
        ({"type": EventType.DISPLACEMENT}, {("raid", "v9")}),
        ({"person": "Losimba", "type": EventType.MOVE}, set()),
        ({"text": "truck -senior", "what": What.STATEMENTS}, {("crossing", "s7")}),
        ({"text": "zebra OR announced", "source": "turkiye"}, {("crossing", "s3")}),
        ({"place": "IQ", "what": What.ARTICLES}, {("crossing", "")}),
        ({"text": "…"}, None),
        ({"text": '"'}, None),
    ],
)  # fmt: skip
def test_findings_are_searched_by_words_and_by_what_they_are(full, asked, findings):
    if findings is None:
        assert len(full.search(Query(**asked))) == len(full.search(Query()))
    else:
        assert found(full, **asked) == findings


def test_a_word_that_every_text_has_finds_them_whatever_the_database(full):
    """«the» alone asks PostgreSQL for nothing, and would find nothing."""
    assert full.search(Query("the")).items


def test_events_are_searched_by_how_they_stand(full):
    every = full.search(Query(what=What.EVENTS, limit=100)).items
    assert {hit.finding for hit in every} == {event.id for event in raid().events}
    for status in Status:
        found = full.search(Query(what=What.EVENTS, status=status, limit=100)).items
        assert found == tuple(hit for hit in every if hit.status is status)


def test_a_search_goes_on_where_its_cursor_says(full):
    whole = full.search(Query(limit=500))
    assert whole.cursor is None
    pieces, cursor = [], None
    while True:
        listing = full.search(Query(limit=4, cursor=cursor))
        pieces += listing.items
        cursor = listing.cursor
        if cursor is None:
            break
    assert pieces == list(whole.items)


def test_who_tells_what_somebody_said_and_what_was_said_of_them(full):
    dossier = full.who("resh")
    assert dossier.name == "Dilovan Resh"
    assert {hit.finding for hit in dossier.said} == {"s4", "s5"}
    of = full.who("Losimba").said_of
    assert of.items
    assert {hit.article for hit in of} == {"raid.html"}
    assert any("Losimba" in hit.words for hit in of)


def test_a_hit_leads_to_its_words(full):
    for hit in full.search(Query(what=What.STATEMENTS, limit=100)):
        text = full.article(hit.article).article.text
        assert text[hit.start : hit.end] == hit.words


def test_of_an_article_with_very_many_events_all_are_on_record_and_the_first_are_looked_for_in_others(kept):
    count = MOST_EVENTS + 20
    text = "Planes struck. " * count + "\n"
    events = tuple(
        Event(f"v{n + 1}", EventType.ASSAULT, Span(15 * n + 7, 15 * n + 13), "aerial", time="t1")
        for n in range(count)
    )
    day = Time("t1", Span(0, 6), TimeType.DATE, "2026-03-17", "hand")
    record = Record(article(text, id="crowded"), times=(day,), events=events)
    [added] = kept.file([(Page("crowded", text.encode(), PageKind.ARTICLE), record)])
    assert added.notes == (
        f"{count} events: all are on record, the first {MOST_EVENTS} are looked for in other articles",
    )
    assert len(kept.article("crowded").record.events) == count
    assert kept.counts().events == count
    found = {ref.finding for one in kept.story("crowded").incidents for ref in one.events}
    assert found == {f"v{n + 1}" for n in range(MOST_EVENTS)}

"""Stories are worked out as articles come, the same in whatever order they come, and kept ready."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace

import pytest
from sqlalchemy import update

from onrecord.errors import NotKept
from onrecord.kept import open_record
from onrecord.kept.values import Filing, Order, Query, StoryQuery, What
from onrecord.store.migrations import MIGRATIONS
from onrecord.store.packing import pack
from onrecord.store.schema import stories
from onrecord.story.order import make_id
from onrecord.types import Judgement, JudgementKind, Status, Story
from onrecord.wire import value_schema, value_to_json
from tests.changing import claimed_then_confirmed
from tests.matters import MATTERS, PAIRS, VOTE, one


def matters(kept):
    return {
        frozenset(article.id for article in story.articles) for story in kept.stories(StoryQuery(limit=500))
    }


@pytest.fixture
def full(kept):
    list(kept.file(PAIRS))
    return kept


def judgement(kind, *subjects):
    return Judgement("", kind, subjects, "ana", "", "I was there")


def test_articles_of_one_matter_are_one_story(full):
    assert matters(full) == MATTERS
    totals = full.counts()
    assert (totals.stories, totals.waiting) == (2, 0)


def test_a_story_kept_is_the_one_worked_out(full):
    row = full.stories().items[0]
    story = full.story(row.id)
    assert (story.id, story.title) == (row.id, row.title)
    assert set(story.articles) == {article.id for article in row.articles}
    assert len(story.incidents) == row.incidents


@pytest.mark.parametrize("seed", range(4))
def test_the_order_in_which_articles_come_changes_nothing(tmp_path, full, seed):
    shuffled = list(PAIRS)
    random.Random(seed).shuffle(shuffled)
    with open_record(tmp_path / "other.db") as other:
        for pair in shuffled:
            list(other.file([pair]))
        assert matters(other) == MATTERS
        assert {row.id: other.story(row.id) for row in other.stories()} == {
            row.id: full.story(row.id) for row in full.stories()
        }


def test_an_old_address_leads_to_the_story_its_article_is_in_now(kept):
    list(kept.file(PAIRS[1:2]))
    (old,) = kept.stories()
    list(kept.file(PAIRS))
    assert old.id not in {row.id for row in kept.stories()}
    assert "ferry1.html" in kept.story(old.id).articles
    assert kept.story("ferry1.html").id == kept.story(old.id).id


def test_what_is_no_story_says_so(full):
    with pytest.raises(NotKept, match="onrecord stories"):
        full.story("s0000000000")


def test_stories_are_listed_page_after_page(full):
    for order in Order:
        whole = full.stories(StoryQuery(order=order)).items
        first = full.stories(StoryQuery(order=order, limit=1))
        second = full.stories(StoryQuery(order=order, limit=1, cursor=first.cursor))
        assert (*first.items, *second.items) == whole
        assert second.cursor is None
    assert [len(row.articles) for row in full.stories(StoryQuery(order=Order.LARGEST))] == [3, 2]


def test_stories_are_found_by_the_words_of_their_articles(full):
    assert [row.id for row in full.stories(StoryQuery(text="stone town"))] == [full.story("ferry0.html").id]
    assert not full.stories(StoryQuery(text="zebra"))
    assert len(full.stories(StoryQuery(least=3))) == 1


def test_findings_are_searched_within_a_story(full):
    story = full.story("vote0.html").id
    hits = full.search(Query(what=What.ARTICLES, story=story))
    assert {hit.article for hit in hits} == {"vote0.html", "vote1.html"}
    ferry = full.story("ferry0.html")
    hits = full.search(Query(what=What.EVENTS, story=ferry.id))
    assert {hit.incident for hit in hits} - {None} == {incident.id for incident in ferry.incidents}


def test_a_new_version_takes_its_article_to_another_story(full):
    page, record = one("ferry", 2, VOTE[0] + "\n" + VOTE[2], 2)
    assert [added.outcome for added in full.file([(replace(page, body=b"edited"), record)])] == [
        Filing.VERSION
    ]
    assert matters(full) == {
        frozenset({"ferry0.html", "ferry1.html"}),
        frozenset({"vote0.html", "vote1.html", "ferry2.html"}),
    }


def test_people_join_and_part_stories_and_take_it_back(full):
    joined = full.judge(judgement(JudgementKind.SAME_STORY, "ferry0.html", "vote0.html"))
    assert full.story("ferry0.html").id == full.story("vote0.html").id
    undone = full.undo(joined.id, author="ben")
    assert matters(full) == MATTERS
    assert (undone.undone_by, undone.reason) == ("ben", "I was there")
    assert [one.id for one in full.judgements()] == [joined.id]
    full.judge(judgement(JudgementKind.OTHER_STORY, "ferry2.html", "ferry0.html"))
    assert full.story("ferry2.html").id != full.story("ferry0.html").id


def test_a_judgement_about_what_is_not_on_record_is_refused(full):
    with pytest.raises(NotKept):
        full.judge(judgement(JudgementKind.REJECT, "gone.html#v1"))
    assert not full.judgements()


def test_a_judgement_is_undone_once(full):
    made = full.judge(judgement(JudgementKind.NOTE, "ferry0.html#v1"))
    full.undo(made.id, author="ben")
    with pytest.raises(NotKept, match="undone before"):
        full.undo(made.id, author="ben")


def test_an_incident_that_comes_to_stand_otherwise_is_told(kept):
    for pair in claimed_then_confirmed():
        list(kept.file([pair]))
    (change,) = kept.status_changes()
    assert (change.before, change.after, change.day) == (Status.CLAIMED, Status.CONFIRMED, "2026-03-04")
    assert change.because
    assert [noticed for _, noticed in kept.noticed(0)] == [change]
    assert not kept.status_changes("2026-03-05")
    assert kept.noticed(kept.noticed()[-1][0]) == ()
    (hit,) = kept.search(Query(status=Status.CONFIRMED, text="confirmed"))
    assert hit.incident == change.incident


def test_a_status_that_came_about_before_it_was_filed_is_on_record_by_its_day(kept):
    list(kept.file(claimed_then_confirmed()))
    assert [change.day for change in kept.status_changes()] == ["2026-03-04"]
    assert kept.noticed(0) == ()


def test_a_record_of_an_older_onrecord_is_brought_to_this_one(address):
    with open_record(address) as kept:
        list(kept.file(claimed_then_confirmed()))
        confirmed = kept.search(Query(status=Status.CONFIRMED)).items
        (story,) = kept.stories()
        with kept.store.writing() as connection:
            for statement in (
                "DROP INDEX articles_by_anchor",
                "DROP INDEX findings_by_standing",
                "ALTER TABLE articles DROP COLUMN anchor",
                "ALTER TABLE findings DROP COLUMN stands",
                "DELETE FROM migrations WHERE number > 1",
            ):
                connection.exec_driver_sql(statement)
    with open_record(address) as kept:
        assert confirmed
        assert kept.search(Query(status=Status.CONFIRMED)).items == confirmed
        list(kept.file([(replace(page, id="z.html", body=b"z"), record) for page, record in PAIRS[:1]]))
        assert kept.story(make_id("s", "a1.html")).id == story.id


def test_a_story_in_a_form_that_is_no_more_is_worked_out_anew(address):
    with open_record(address) as kept:
        list(kept.file(claimed_then_confirmed()))
        (row,) = kept.stories()
        story = kept.story(row.id)
        with kept.store.writing() as connection:
            old = value_to_json(story)
            for incident in old["incidents"]:
                for testimony in incident["testimonies"]:
                    del testimony["since"]
            connection.execute(update(stories).values(body=pack(old)))
            connection.exec_driver_sql("DELETE FROM migrations WHERE part = 'store' AND number > 3")
    with open_record(address) as kept:
        assert kept.story(row.id) == story


def test_whoever_changes_the_form_of_a_story_adds_a_step_that_works_stories_out_anew():
    """A story that was kept in another form cannot be read: see `_await_stories` among the migrations."""
    values = value_schema(Story)["$defs"]
    fields = sorted(
        f"{name}.{field}" for name, value in values.items() for field in value.get("properties", ())
    )
    form = hashlib.sha256(" ".join(fields).encode()).hexdigest()[:12]
    assert (form, MIGRATIONS[-1].number) == ("7fd3ce8ab96a", 4)


def test_what_a_killed_run_left_is_settled_by_the_next(address):
    with open_record(address) as kept:
        kept.settle = lambda: 0  # as if it were killed before
        list(kept.file(PAIRS))
        assert kept.counts().waiting == len(PAIRS)
    with open_record(address) as kept:
        assert kept.settle() == len(PAIRS)
        assert matters(kept) == MATTERS

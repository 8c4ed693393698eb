"""The commands over a record kept: what goes in, what comes out, and what they say when they cannot."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from onrecord.cli import main
from onrecord.kept import KeptRecord, open_record
from onrecord.types import Page, PageKind
from tests.build import crossing, raid
from tests.matters import MATTERS, PAIRS

STORY = "Ministry denies attack\n\nThe ministry denied on Tuesday that its planes had bombed the camp near Aleppo.\n"


@pytest.fixture(autouse=True)
def _width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.delenv("ONRECORD_DB", raising=False)


@pytest.fixture
def onrecord(capsys, tmp_path, monkeypatch):
    """Runs a command line in a folder of its own; gives exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def kept(tmp_path):
    """record.db with two articles, one of them in two versions."""
    pages = [
        Page(f"{name}.html", name.encode(), PageKind.HTML, fetched=date(2026, 3, 17))
        for name in ("crossing", "raid")
    ]
    shorter = replace(crossing(), statements=crossing().statements[:3])
    text = crossing().article.text.replace("40 trucks", "50 trucks")
    edited = replace(shorter, article=replace(crossing().article, text=text))
    later = replace(pages[0], body=b"edited", fetched=date(2026, 3, 19))
    with open_record(tmp_path / "record.db") as record:
        list(record.file([(pages[0], crossing()), (pages[1], raid()), (later, edited)]))
    return tmp_path / "record.db"


def test_pages_are_added_once_and_the_run_can_be_repeated(onrecord, tmp_path):
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(STORY * number)
    code, out, _ = onrecord("add", "1.txt", "2.txt", "none.txt", "--as", "article", "--today", "2026-11-20")
    assert (code, out) == (3, "2 new, 1 failed; record.db holds 2 articles in 0 stories\n") or out.startswith(
        "2 new"
    )
    code, out, err = onrecord("add", "1.txt", tmp_path / "2.txt", "--as", "article", "--json")
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == [
        {"id": name, "outcome": "known", "error": None, "notes": []} for name in ("1.txt", "2.txt")
    ]


def test_a_run_that_is_stopped_tells_what_the_record_holds(onrecord, monkeypatch):
    """What was read and not yet told of is filed on the way out: the tally would say that there is no page."""

    def stopped(record, *_, **__):
        list(record.file(PAIRS))
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(KeptRecord, "add", stopped)
    code, out, _ = onrecord("add", "x.html")
    assert code == 130
    assert out.startswith(
        f"stopped: record.db holds {len(PAIRS)} articles in {len(MATTERS)} stories; nothing that was read"
    )


def test_the_only_page_that_fails_is_told_with_exit_code_1(onrecord):
    code, out, err = onrecord("add", "none.txt")
    assert code == 1
    assert "1 failed" in out
    assert "no such file" in err


def test_what_is_found_is_shown_in_a_table(onrecord, kept):
    code, out, err = onrecord("search", "warning", "shots", "--what", "statements")
    assert (code, err) == (0, "")
    assert "Nothing on record." in out
    code, out, _ = onrecord("search", "--source", "turkiye")
    assert code == 0
    assert "announce" in out
    assert "crossing.html#s3" in out


def test_what_is_found_is_a_list_in_json(onrecord, kept):
    (hit,) = json.loads(onrecord("search", "--type", "displacement", "--json")[1])
    assert (hit["article"], hit["finding"], hit["what"], hit["type"]) == (
        "raid.html", "v9", "events", "DISPLACEMENT"
    )  # fmt: skip


def test_json_is_not_cut_where_a_table_would_be(onrecord, kept):
    every = json.loads(onrecord("search", "--json")[1])
    assert len(every) > 20
    assert every[:3] == json.loads(onrecord("search", "--limit", 3, "--json")[1])


def test_who_shows_what_they_said(onrecord, kept):
    code, out, _ = onrecord("who", "Türkiye")
    assert code == 0
    assert "it would reopen the bridge" in " ".join(out.split())


def test_changes_are_told_in_terms_of_the_record(onrecord, kept):
    code, out, _ = onrecord("changes")
    assert code == 0
    assert "no longer said" in out
    assert {change["kind"] for change in json.loads(onrecord("changes", "crossing.html", "--json")[1])} == {
        "statement_gone"
    }
    assert json.loads(onrecord("changes", "--since", "2026-03-20", "--json")[1]) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["search", "x", "--act", "shout"], "choose one of say, announce"),
        (["who", "Nobody"], "nobody on record bears this name"),
        (["changes", "gone.html"], "no such article on record"),
        (["search", "x", "--db", "other.db"], "make one: onrecord add PAGES --db other.db"),
        (["search", "x", "--db", "mysql://a/b"], "name a file, as in --db record.db"),
        (["search", "x", "--db", "foreign.db"], "is another program's database"),
        (["search", "x", "--db", "text.db"], "holds something else"),
    ],
)
def test_what_cannot_be_done_is_one_line_that_says_what_can(onrecord, kept, arguments, says):
    (kept.parent / "text.db").write_text("no database at all, but a text of some length\n" * 20)
    with sqlite3.connect(kept.parent / "foreign.db") as connection:
        connection.execute("CREATE TABLE accounts (number)")
    connection.close()
    code, out, err = onrecord(*arguments)
    assert (code, out) == (1, "")
    assert says in err
    assert err.count("\n") == 1


def test_a_day_that_is_none_is_told_with_one_that_is(onrecord, kept):
    code, out, err = onrecord("search", "x", "--since", "last week")
    assert (code, out) == (1, "")
    assert "'last week' is no day; write it as 2026-03-17" in err
    assert onrecord("search", "x", "--since", "2026-03-17")[0] == 0


def test_a_feed_that_was_saved_is_told_to_be_one(onrecord, tmp_path):
    (tmp_path / "feed.xml").write_text(
        "<?xml version='1.0'?>\n<rss><channel><title>Jos Post</title></channel></rss>"
    )
    code, _, err = onrecord("add", "feed.xml")
    assert code == 1
    assert "feed.xml: is a feed (RSS or Atom)" in err


def test_the_environment_names_the_record(onrecord, kept, monkeypatch):
    elsewhere = kept.rename(kept.parent / "war.db")
    monkeypatch.setenv("ONRECORD_DB", str(elsewhere))
    assert json.loads(onrecord("search", "--limit", 1, "--json")[1])
    assert not os.path.exists(kept)


@pytest.fixture
def told(tmp_path):
    """record.db with two stories."""
    with open_record(tmp_path / "record.db") as record:
        list(record.file(PAIRS))
        return record.story("ferry0.html").id


def test_stories_are_a_list_with_the_ids_that_were_handed_in(onrecord, told):
    rows = json.loads(onrecord("stories", "--json")[1])
    assert {frozenset(article["id"] for article in row["articles"]) for row in rows} == MATTERS
    code, out, err = onrecord("stories", "stone", "town")
    assert (code, err) == (0, "")
    assert told in out
    assert "Sarajevo" not in out


def test_a_story_is_shown_by_its_id_or_by_an_article(onrecord, told):
    code, out, _ = onrecord("story", told)
    assert code == 0
    assert "Ferry Marisol sinks off Zanzibar port" in out
    assert "ferry1.html" in out
    assert onrecord("story", "ferry1.html")[1] == out
    assert json.loads(onrecord("story", told, "--json")[1])["id"] == told


def test_a_timeline_is_asked_by_id_or_by_words(onrecord, told):
    by_id = json.loads(onrecord("timeline", told, "--json")[1])
    assert json.loads(onrecord("timeline", "Marisol", "--json")[1]) == by_id
    assert json.loads(onrecord("timeline", told, "--until", "2020-01-01", "--json")[1]) == []
    assert onrecord("timeline", told)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["story", "s0000000000"], "list them with: onrecord stories"),
        (["timeline", "zebra"], "no story has this id"),
        (["stories", "--order", "oldest"], "choose one of newest, largest"),
        (["contradictions", "--kind", "colour"], "choose one of count, actor"),
        (["story", "ferry0.html", "--chart", "x.svg", "--of", "mood"], "choose one of timeline, map"),
    ],
)
def test_what_is_no_story_says_what_to_do(onrecord, told, arguments, says):
    code, out, err = onrecord(*arguments)
    assert (code, out) == (1, "")
    assert says in err


def test_no_contradiction_is_told_plainly(onrecord, told):
    assert onrecord("contradictions")[:2] == (0, "No contradictions on record.\n")
    assert json.loads(onrecord("contradictions", "--revisions", "--json")[1]) == []

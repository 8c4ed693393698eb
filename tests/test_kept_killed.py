"""Nothing that was told to be kept is ever lost, and nothing is kept twice or by half, whatever ends a process."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from onrecord.errors import NotAStore, StoreBusy, StoreFull
from onrecord.kept import KeptRecord, open_record
from onrecord.kept.values import Filing, Query
from onrecord.store import open_store
from onrecord.store.migrations import MIGRATIONS, Migration, migrate
from onrecord.store.schema import findings
from tests.adding_process import pages

KILLS = 50
COUNT = 120
ROOT = Path(__file__).parent.parent


class Adding:
    """A process that forks others, which file pages."""

    def __enter__(self):
        command = [sys.executable, "-m", "tests.adding_process"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.line() == ["ready"]
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(60)

    def line(self):
        return self.process.stdout.readline().split()

    def run(self, path, killed_after="never"):
        """Files the pages; the ids that were told to be kept, and whether the process came to its end."""
        self.process.stdin.write(f"{path} {COUNT} {killed_after}\n")
        self.process.stdin.flush()
        told = set()
        while (line := self.line())[0] != "end":
            told.add(line[1])
        return told, line[1] == "0"


def is_sound(path):
    with sqlite3.connect(path) as connection:
        checks = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'found'").fetchone():  # killed later
            connection.execute(
                "INSERT INTO found(found) VALUES ('integrity-check')"
            )  # raises where it is not
    connection.close()
    return checks == ["ok"] and not broken


def everything(kept):
    """All that is on record: articles with their versions, what is searched, stories."""
    rows = kept.articles(Query(limit=500))
    assert rows.cursor is None
    filed = {row.id: kept.article(row.id) for row in rows}
    hits = {(hit.article, hit.finding, hit.words) for hit in kept.search(Query("village", limit=500))}
    stories = {row.id: kept.story(row.id) for row in kept.stories()}
    return filed, hits, stories, replace(kept.counts(), waiting=0)


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_double(tmp_path):
    with open_record(tmp_path / "whole.db") as kept:
        list(kept.file(pages(COUNT)))
        expected = everything(kept)
    chance = random.Random(7)
    path, told, midway = tmp_path / "1.db", set(), 0
    with Adding() as adding:
        began = time.monotonic()
        adding.run(tmp_path / "timed.db")
        takes = time.monotonic() - began
        for number in range(KILLS):
            kept_now, ended = adding.run(path, killed_after=chance.random() * takes)
            told |= kept_now
            midway += not ended
            if path.exists() and path.stat().st_size:
                assert is_sound(path)
            with open_record(path) as kept:
                assert told <= {row.id for row in kept.articles(Query(limit=500))}
                if kept.counts().versions == COUNT:  # all is filed: once more from the start
                    assert kept.counts().articles == expected[-1].articles
                    path, told = tmp_path / f"{number + 2}.db", set()
    assert midway >= KILLS // 4  # enough of them were in the middle of it
    with open_record(path) as kept:
        list(kept.file(pages(COUNT)))
        assert everything(kept) == expected
        assert {added.outcome for added in kept.file(pages(COUNT))} == {Filing.KNOWN}
    assert is_sound(path)


def test_a_chunk_is_filed_whole_or_not_at_all(kept: KeptRecord, monkeypatch):
    chunk = pages(30)
    monkeypatch.setattr("onrecord.kept.filing.put_entities", _broken)
    with pytest.raises(RuntimeError):
        list(kept.file(chunk))
    monkeypatch.undo()
    assert kept.counts().articles == 0
    assert not kept.search(Query())
    assert {added.outcome for added in kept.file(chunk)} == {Filing.NEW, Filing.VERSION}


def _broken(*_):
    raise RuntimeError("the power went")


def test_a_full_disk_is_told_and_what_was_filed_stays(tmp_path):
    with open_record(tmp_path / "record.db") as kept:
        few = {added.id for added in kept.file(pages(30))}
        size = _limit_pages(kept, more=40)
        with pytest.raises(StoreFull, match="no room left; make room, and run the same command again"):
            list(kept.file(pages(3_000)))
        assert few <= {row.id for row in kept.articles(Query(limit=500))}
        _limit_pages(kept, to=size * 100)
        assert {added.id for added in kept.file(pages(300))} >= few
    assert is_sound(tmp_path / "record.db")


def _limit_pages(kept, more=0, to=0):
    """Lets the file grow by so many pages only; every connection is made to know it."""
    with kept.store.reading() as connection:
        pages_now = connection.exec_driver_sql("PRAGMA page_count").scalar()
    kept.store.engine.dispose()
    limit = to or pages_now + more

    def limited(connection, _):
        connection.execute(f"PRAGMA max_page_count={limit}")

    event.listen(kept.store.engine, "connect", limited)
    return pages_now


def test_a_record_that_another_process_writes_to_is_told_to_be_busy_and_can_be_read(tmp_path):
    path = tmp_path / "record.db"
    with open_record(path) as kept:
        list(kept.file(pages(9)))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = open_store(path, wait=0.2)
    with KeptRecord(store) as kept:
        assert kept.counts().articles == 6
        with pytest.raises(StoreBusy, match="another process is writing to it; try again"):
            list(kept.file(pages(30)))
    other.close()


def test_writers_take_turns_and_readers_never_wait(address):
    first, second = open_record(address), open_record(address)
    failures = []

    def add(kept, part):
        try:
            list(kept.file(part))
        except Exception as error:
            failures.append(error)

    halves = (pages(120)[:60], pages(120)[60:])
    writers = [
        threading.Thread(target=add, args=(kept, half))
        for kept, half in zip((first, second), halves, strict=True)
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        first.counts()
        second.articles()
    for writer in writers:
        writer.join()
    assert failures == []
    assert first.counts().versions == 120
    first.settle()
    assert first.counts().waiting == 0
    first.close()
    second.close()


def test_a_record_made_by_a_newer_onrecord_is_left_alone(address):
    newer = (*MIGRATIONS, Migration(len(MIGRATIONS) + 1, "what is to come", lambda _: None))
    store = open_store(address)
    migrate(store, newer)
    store.close()
    with pytest.raises(NotAStore, match="update with"):
        open_record(address)


def test_another_part_has_steps_of_its_own_each_taken_once(kept: KeptRecord):
    taken = []
    steps = [Migration(1, "one", lambda _: taken.append(1)), Migration(2, "two", lambda _: taken.append(2))]
    kept.migrate("desk", steps[:1])
    kept.migrate("desk", steps)
    kept.migrate("desk", steps)
    assert taken == [1, 2]


def test_a_step_that_fails_leaves_nothing_behind(kept: KeptRecord):
    def half(connection):
        connection.execute(findings.delete())
        raise RuntimeError("half way")

    list(kept.file(pages(1)))
    with pytest.raises(RuntimeError):
        kept.migrate("desk", [Migration(1, "half", half)])
    assert kept.search(Query("village"))
    kept.migrate("desk", [Migration(1, "whole", lambda _: None)])

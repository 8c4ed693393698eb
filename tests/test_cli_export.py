"""`onrecord export` over a record kept: each format on real rows, and what it says when it cannot."""

import csv
import io
import json

import pytest

import onrecord
from onrecord.cli import main
from onrecord.export import TABLES
from onrecord.kept import open_record
from onrecord.types import Judgement, JudgementKind, Page, PageKind
from onrecord.wire import record_from_json
from tests.build import crossing, raid


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    path = tmp_path_factory.mktemp("kept") / "record.db"
    with open_record(path) as kept:
        for record in (raid(), crossing()):
            page = Page(
                record.article.id, record.article.text.encode(), PageKind.ARTICLE, url=record.article.url
            )
            assert [added.error for added in kept.file([(page, record)])] == [None]
        at = "2026-03-18T09:00:00+00:00"
        kept.judge(Judgement("j1", JudgementKind.REJECT, ("raid.html#s6",), "ana", at, "no statement"))
    return path


@pytest.fixture
def export(capfd, db, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = main(["export", *map(str, arguments), "--db", str(db)])
        return code, *capfd.readouterr()

    return run


@pytest.mark.parametrize("name", TABLES)
def test_one_table_is_written_as_csv(export, name, tmp_path):
    code, _, told = export("csv", "--table", name, "--out", tmp_path / "it.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "it.csv").read_bytes().decode(), newline="")))
    assert code == 0
    assert tuple(rows[0]) == TABLES[name].header
    assert f"{len(rows) - 1} row" in told


def test_every_table_goes_into_a_folder(export, tmp_path):
    code, _, _ = export("csv", "--out", tmp_path / "tables")
    assert code == 0
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == set(TABLES)


@pytest.mark.parametrize("format", ["acled", "ucdp"])
def test_event_rows_come_out_on_standard_output(export, format):
    code, out, _ = export(format)
    assert code == 0
    assert tuple(next(csv.reader(io.StringIO(out)))) == TABLES[format].header


@pytest.mark.parametrize("format", ["jsonld", "annotations", "stories", "records"])
def test_each_line_is_an_object(export, format):
    code, out, _ = export(format)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert lines
    assert all(isinstance(line, dict) for line in lines)


def test_records_come_out_as_they_were_read(export):
    lines = [json.loads(line) for line in export("records")[1].splitlines()]
    assert {line["id"]: record_from_json(line) for line in lines} == {
        record.article.id: record for record in (raid(), crossing())
    }


def test_one_story_is_exported_alone(export, db):
    with open_record(db) as kept:
        ids = [row.id for row in kept.stories()]
    lines = export("stories", "--story", ids[0])[1].splitlines()
    assert [json.loads(line)["id"] for line in lines] == [ids[0]]
    assert len(ids) == 2


def test_what_was_judged_is_gold(export):
    (line,) = export("--gold")[1].splitlines()
    found = json.loads(line)
    assert found["id"] == "raid.html"
    assert "s6" not in [one["id"] for one in found["statements"]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say in which format: csv, parquet"),
        (("csv",), "name a folder with --out, or one of them with --table"),
        (("csv", "--table", "people"), "there is no table 'people'; there are articles"),
        (("jsonld", "--table", "events"), "--table goes with csv and parquet"),
        (("csv", "--gold"), "choose one"),
        (("parquet", "--table", "events"), "name a file or a folder with --out"),
        (("stories", "--story", "s0000000000"), "no such story on record"),
    ],
)
def test_what_cannot_be_exported_is_told(export, arguments, told):
    code, out, error = export(*arguments)
    assert (code, out) == (1, "")
    assert told in error


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_table_becomes_a_frame(db, library):
    pytest.importorskip(library, reason="the extra frames is not installed")
    with open_record(db) as kept:
        frame = onrecord.to_frame(kept, "statements", library=library)
        assert list(frame.columns) == list(TABLES["statements"].header)
        assert len(frame) == len(raid().statements) + len(crossing().statements)


@pytest.mark.parametrize(("table", "library"), [("people", "pandas"), ("events", "excel")])
def test_a_frame_that_there_is_not_is_told(db, table, library):
    with open_record(db) as kept, pytest.raises(ValueError, match=r"there (is no table|are frames)"):
        onrecord.to_frame(kept, table, library=library)

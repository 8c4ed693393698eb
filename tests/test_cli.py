import csv
import io
import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from onrecord.cli import main
from onrecord.cli.progress import Bar, Lines, Quiet, count_pages
from onrecord.cli.running import run
from onrecord.errors import NoArticle, PageNotFound, ReaderError
from onrecord.pipeline import Outcome
from onrecord.settings import Settings
from onrecord.types import Event, EventType, PageKind, Record
from onrecord.views.rows import COLUMNS
from onrecord.wire import json_schema, record_from_json
from tests.build import CROSSING, article, crossing, raid, span

RAIN = Record(article("Rain fell on Duhok.", id="rain.txt"))
GONE = PageNotFound("gone.html: no such file or folder; check the path")


class Pages:
    """A pipeline whose outcomes are given; remembers what it was asked."""

    def __init__(self, **results):
        self.results = results

    def __call__(self, sources, settings):
        self.settings = settings
        for source in sources:
            result = self.results[source]
            if callable(result):
                result = result()
            if isinstance(result, ReaderError):
                raise result
            yield Outcome(f"{source}.html", result)


PAGES = {"crossing": crossing(), "raid": raid(), "rain": RAIN, "gone": GONE}


@pytest.fixture
def onrecord(capsys):
    """Runs a command line; gives exit code, standard output, standard error."""

    def run(*arguments, pages=None):
        code = main([str(argument) for argument in arguments], read_pages=pages or Pages(**PAGES))
        return code, *capsys.readouterr()

    return run


@pytest.fixture(autouse=True)
def _width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


# ---- One page --------------------------------------------------------------------------------------------


def test_a_page_is_shown_for_reading(onrecord):
    code, out, err = onrecord("read", "crossing")
    assert code == 0
    assert "Türkiye [state] · announced · that it would reopen the bridge" in out
    assert "\x1b" not in out
    assert err == ""


def test_json_is_one_record_that_reads_back_equal(onrecord):
    code, out, _ = onrecord("read", "crossing", "--json")
    assert code == 0
    assert record_from_json(json.loads(out)) == crossing()


def test_text_is_the_clean_article_only(onrecord):
    assert onrecord("read", "crossing", "--text") == (0, CROSSING, "")
    assert onrecord("read", "rain", "--text")[1] == "Rain fell on Duhok.\n"


def test_events_are_a_table(onrecord):
    code, out, err = onrecord("read", "raid", "--events")
    assert (code, err) == (0, "")
    assert "Who → whom" in out.splitlines()[0] + out.splitlines()[1]
    assert "Congolese army" in out
    assert "\x1b" not in out


def test_a_table_in_a_pipe_is_as_wide_as_it_reads_best(onrecord, monkeypatch):
    monkeypatch.delenv("COLUMNS")
    assert "Whom" in onrecord("read", "raid", "--events")[1].splitlines()[0]


@pytest.mark.parametrize("options", [["--csv"], ["--events", "--csv"], ["--csv", "--events"]])
def test_events_are_rows_of_csv(onrecord, options):
    code, out, err = onrecord("read", "raid", *options)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    assert [row["event"] for row in rows] == [f"v{number}" for number in range(1, 10)]
    assert {row["article"] for row in rows} == {"raid.html"}
    assert rows[1]["status"] == "confirmed"


def test_csv_of_a_page_without_events_is_the_header_and_what_was_not_read_is_said(onrecord):
    code, out, err = onrecord("read", "crossing", "--csv")
    assert (code, out) == (0, ",".join(COLUMNS) + "\r\n")
    assert err == "onrecord: crossing.html: the caption of a photo was not read\n"


def test_html_is_written_whole_to_the_file_named(onrecord, tmp_path):
    code, out, err = onrecord("read", "crossing", "--html", tmp_path / "new" / "crossing.html")
    page = (tmp_path / "new" / "crossing.html").read_text(encoding="utf-8")
    assert (code, out, err) == (0, "", "")
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["crossing.html"]


def test_the_page_that_fails_alone_is_one_line_and_exit_code_1(onrecord):
    assert onrecord("read", "gone") == (1, "", f"onrecord: {GONE}\n")


@pytest.mark.parametrize("mode", ["--json", "--text", "--events", "--csv"])
def test_a_failed_page_prints_nothing_to_standard_output(onrecord, mode):
    assert onrecord("read", "gone", mode) == (1, "", f"onrecord: {GONE}\n")


# ---- Several pages ---------------------------------------------------------------------------------------


def test_jsonl_is_one_line_a_page_in_order_with_failures_among_them(onrecord):
    code, out, err = onrecord("read", "rain", "gone", "crossing", "--jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 3
    assert [line["id"] for line in lines] == ["rain.html", "gone.html", "crossing.html"]
    assert lines[1] == {"id": "gone.html", "error": str(GONE)}
    assert [record_from_json(lines[at]) for at in (0, 2)] == [RAIN, crossing()]
    assert err.splitlines() == [
        f"onrecord: {GONE}",
        "onrecord: crossing.html: the caption of a photo was not read",
        "onrecord: 2 pages read, 1 failed",
    ]


def test_every_line_of_jsonl_keeps_to_the_schema_the_command_prints(onrecord):
    schema = json.loads(onrecord("schema")[1])
    assert schema == json_schema()
    for line in onrecord("read", "rain", "gone", "crossing", "--jsonl")[1].splitlines():
        Draft202012Validator(schema).validate(json.loads(line))


def test_a_page_that_fails_does_not_end_the_run(onrecord):
    code, out, err = onrecord("read", "gone", "crossing")
    assert code == 3
    assert "crossing.html ─" in out
    assert f"onrecord: {GONE}" in err


def test_several_texts_stand_below_their_ids(onrecord):
    assert onrecord("read", "rain", "rain", "--text")[1] == "==> rain.html <==\nRain fell on Duhok.\n\n" * 2


def test_csv_of_several_pages_is_one_table_with_the_page_in_each_row(onrecord):
    code, out, err = onrecord("read", "raid", "gone", "rain", "raid", "--csv")
    rows = list(csv.reader(io.StringIO(out)))
    assert code == 3
    assert rows[0] == list(COLUMNS)
    assert rows[1:10] == rows[10:]
    assert str(GONE) in err


def test_tables_of_several_pages_stand_below_their_ids(onrecord):
    out = onrecord("read", "raid", "rain", "--events")[1]
    assert out.startswith("raid.html ─")
    assert out.rstrip().splitlines()[-2].startswith("rain.html ─")
    assert out.rstrip().endswith("No events.")


def test_json_of_several_pages_points_to_jsonl(onrecord):
    code, out, err = onrecord("read", "rain", "crossing", "--json")
    assert (code, out) == (1, "")
    assert "use --jsonl" in err


def test_html_of_several_pages_is_a_numbered_file_each(onrecord, tmp_path):
    code, _, _ = onrecord("read", "rain", "gone", "crossing", "--html", tmp_path / "records")
    assert code == 3
    assert sorted(path.name for path in (tmp_path / "records").iterdir()) == [
        "0001-rain.html",
        "0003-crossing.html",
    ]


def test_html_of_several_pages_into_one_file_is_refused(onrecord, tmp_path):
    code, _, err = onrecord("read", "rain", "crossing", "--html", tmp_path / "all.html")
    assert code == 1
    assert "name a folder" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("page_id", "name"),
    [
        ("https://courier.example/world/zakho-crossing", "0001-world-zakho-crossing.html"),
        ("../../etc/passwd", "0001-etc-passwd.html"),
        ("a\x1b[31m/.\n..", "0001-a-31m.html"),
        ("///", "0001-page.html"),
        ("é" * 300, f"0001-{'é' * 60}.html"),
    ],
)
def test_a_page_id_cannot_lead_its_file_out_of_the_folder(tmp_path, page_id, name):
    pages = lambda sources, settings: iter([Outcome(page_id, RAIN)])  # noqa: E731
    assert main(["read", "x", "--html", str(tmp_path / "out")], read_pages=pages) == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]


# ---- What goes wrong -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["read", "rain", "--colour"], "No such option"),
        (["read", "rain", "--as", "poem"], "poem"),
        (["read", "rain", "--today", "Tuesday"], "Tuesday"),
        (["write"], "No such command"),
        (["read", "rain", "--json", "--text"], "--json and --text do not go together"),
        (["read", "rain", "--json", "--csv"], "--json and --csv do not go together"),
        (["read", "rain", "--events", "--html", "x.html"], "--events and --html do not go together"),
    ],
)
def test_a_wrong_command_line_is_exit_code_1(onrecord, arguments, complaint):
    code, out, err = onrecord(*arguments)
    assert (code, out) == (1, "")
    assert complaint in err


def test_a_fault_of_ours_is_exit_code_2_with_the_traceback(onrecord):
    def fault():
        raise ZeroDivisionError("an \x1b[31m escape")

    code, _, err = onrecord("read", "x", pages=Pages(x=fault))
    assert code == 2
    assert "ZeroDivisionError: an �[31m escape" in err
    assert "please report" in err


def test_a_broken_reader_is_ours_and_a_wrong_model_folder_the_users(onrecord, tmp_path):
    broken = Pages(x=ReaderError("no model in it"))
    assert onrecord("read", "x", pages=broken) == (2, "", "onrecord: no model in it\n")
    assert onrecord("read", "x", "--model", tmp_path, pages=broken) == (1, "", "onrecord: no model in it\n")


def test_text_from_a_page_cannot_act_on_the_terminal(onrecord):
    evil = "Evil \x1b]0;title\x07 \x9b2J \u202egnp [bold]word[/bold] :smile:"
    event = Event("v1", EventType.ASSAULT, span(evil, "[bold]word[/bold] :smile:"))
    record = Record(article(evil, id=evil), events=(event,))
    pages = Pages(a=record, b=NoArticle(f"{evil}: no\x1b[2J article"))
    for mode in ([], ["--text"], ["--jsonl"], ["--events"], ["--csv"]):
        _, out, err = onrecord("read", "a", "b", *mode, pages=pages)
        assert not set(out + err) & set("\x1b\x07\x9b\u202e"), mode
        assert "[bold]" in out
        assert ":smile:" in out


def test_ctrl_c_finishes_the_line_and_says_how_far_the_run_came(onrecord):
    def interrupted():
        os.kill(os.getpid(), signal.SIGINT)
        return RAIN

    pages = Pages(rain=RAIN, crossing=crossing(), stop=interrupted)
    code, out, err = onrecord("read", "rain", "crossing", "stop", "rain", "--jsonl", pages=pages)
    assert code == 130
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["rain.html", "crossing.html"]
    assert "onrecord: stopped: 2 pages read" in err


def test_ctrl_c_loses_no_row_of_csv(onrecord):
    def interrupted():
        os.kill(os.getpid(), signal.SIGINT)
        return RAIN

    code, out, err = onrecord(
        "read", "raid", "crossing", "stop", "--csv", pages=Pages(**PAGES, stop=interrupted)
    )
    assert code == 130
    assert len(list(csv.reader(io.StringIO(out)))) == 10
    assert "onrecord: stopped: 2 pages read" in err


class Interrupted:
    """An output during which Ctrl-C is pressed."""

    tells_notes = True

    def __init__(self):
        self.whole = []

    def begin(self, several):
        return

    def write(self, page_id, record):
        os.kill(os.getpid(), signal.SIGINT)
        self.whole.append(page_id)

    def fail(self, page_id, error):
        self.write(page_id, error)


@pytest.mark.parametrize("result", [RAIN, GONE])
def test_ctrl_c_while_a_page_is_put_out_waits_until_it_is_whole(capsys, result):
    output = Interrupted()
    outcomes = iter([Outcome("a", result), Outcome("b", result)])
    assert run(outcomes, output, lambda several: Quiet(sys.stderr, None, time.monotonic)) == 130
    assert output.whole == ["a"]
    assert "onrecord: stopped: " in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        "['read', 'rain', 'rain', '--jsonl']",
        "['read', 'raid', '--events']",
        "['read', 'raid', '--csv']",
        "['read', 'crossing']",
        "['schema']",
    ],
)
def test_a_reader_that_went_away_is_no_error(command):
    program = f"from tests.test_cli import *; sys.exit(main({command}, read_pages=Pages(**PAGES)))"
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run([sys.executable, "-c", program], stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (run.returncode, run.stderr) == (0, b"")


# ---- Options, help ---------------------------------------------------------------------------------------


def test_every_choice_reaches_the_pipeline(onrecord):
    pages = Pages(**PAGES)
    onrecord(
        "read",
        "rain",
        "--as",
        "flat",
        "--today",
        "2026-11-22",
        "--allow-private",
        "--model",
        "m",
        pages=pages,
    )
    assert pages.settings.kind is PageKind.FLAT
    assert pages.settings.today.isoformat() == "2026-11-22"
    assert pages.settings.allow_private
    assert pages.settings.model == Path("m")
    onrecord("read", "rain", pages=pages)
    assert pages.settings == Settings()


def test_the_version_is_told(onrecord):
    code, out, _ = onrecord("--version")
    assert code == 0
    assert out.startswith("onrecord 0.")


def test_help_shows_whole_commands_to_copy(onrecord):
    code, out, _ = onrecord("read", "--help")
    assert code == 0
    assert "  onrecord read corpus/ --jsonl > out.jsonl   one record a line, for a whole folder" in out
    assert "Exit code: 0 all pages were read" in out


def test_a_command_alone_shows_its_help(onrecord):
    assert "onrecord [OPTIONS] COMMAND" in "".join(onrecord()[1:])
    assert "read page.html" in "".join(onrecord("read")[1:])


def test_logs_of_libraries_are_silent_and_ours_cannot_act_on_a_terminal(onrecord):
    def logging_page():
        logging.getLogger("trafilatura.core").warning("odd page")
        logging.getLogger("onrecord.pipeline").warning("a \x1b[31m fault")
        return RAIN

    assert onrecord("read", "x", pages=Pages(x=logging_page))[2] == "onrecord: a �[31m fault\n"


# ---- Progress --------------------------------------------------------------------------------------------


class Ticking:
    """A clock that goes on by the same step at every look."""

    def __init__(self, step):
        self.now, self.step = -step, step

    def __call__(self):
        self.now += self.step
        return self.now


def test_a_log_gets_a_line_now_and_then(capsys):
    with Lines(sys.stderr, 40, Ticking(2.5)) as progress:
        for page in range(9):
            progress.advance(failed=page == 3)
    assert capsys.readouterr().err.splitlines() == [
        "onrecord: 4 of 40 pages, 0.4 a second, 1:30 to go, 1 failed",
        "onrecord: 8 of 40 pages, 0.4 a second, 1:20 to go, 1 failed",
    ]


def test_where_the_number_of_pages_is_not_known_no_time_is_guessed(capsys):
    with Lines(sys.stderr, None, Ticking(10)) as progress:
        progress.advance(failed=False)
    assert capsys.readouterr().err == "onrecord: 1 page, 0.1 a second\n"


def test_the_bar_shows_messages_on_lines_of_their_own(capsys):
    with Bar(sys.stderr, 2) as progress:
        progress.advance(failed=False)
        progress.say("gone.html: no \x1b[2J article")
    assert "onrecord: gone.html: no �[2J article\n" in capsys.readouterr().err


def test_pages_are_counted_where_that_takes_no_reading(tmp_path):
    (tmp_path / "a.html").write_text("<p>")
    (tmp_path / "b.txt").write_text("x")
    (tmp_path / "c.jsonl").write_text('{"id": 1}\n\n{"id": 2}\n')
    assert count_pages([str(tmp_path), "https://courier.example/1"]) == 5
    assert count_pages(["-"]) is None
    assert count_pages(["a.html", "b.warc.gz"]) is None
    assert count_pages([str(tmp_path / "missing.jsonl")]) is None

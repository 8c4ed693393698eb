"""The docs keep up with the code: every word of the record is explained, every link leads somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bench.__main__ import TASKS
from onrecord import types
from onrecord.errors import PageError
from onrecord.store.schema import metadata
from onrecord.views.rows import COLUMNS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"])
RECORD = (ROOT / "docs" / "reference" / "record.md").read_text(encoding="utf-8")
STORY = (ROOT / "docs" / "reference" / "story.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
COMMANDS = (
    "read",
    "add",
    "watch",
    "stories",
    "story",
    "timeline",
    "contradictions",
    "search",
    "who",
    "changes",
)
PROGRAM = re.compile(r"```python\n(.*?)```", re.DOTALL)
EXAMPLE = re.compile(r"\bexamples/([\w-]+\.[\w.]*\w)")

VOCABULARIES = (
    types.PageKind,
    types.Basis,
    types.Precision,
    types.Act,
    types.Form,
    types.SourceKind,
    types.EntityType,
    types.MentionKind,
    types.TimeType,
    types.EventType,
    types.Role,
    types.Modality,
    types.Status,
    types.RelationKind,
    types.Side,
    types.Stance,
)
EXEMPLIFIED = (
    *(types.Act, types.Form, types.SourceKind),
    *(types.EventType, types.Modality, types.Status, types.RelationKind),
)


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)
def test_every_word_of_a_vocabulary_is_explained(vocabulary):
    assert [
        word.value
        for word in vocabulary
        if not re.search(rf"`(?:[a-z ]+ )?{word.value}(?: [a-z ]+)?`", RECORD)
    ] == []


def test_every_act_form_kind_type_and_status_has_a_row_with_an_example():
    rows = [row.split("|") for row in RECORD.splitlines() if row.startswith("| `")]
    explained = {row[1].strip(" `"): row[-2].strip() for row in rows if len(row) > 3}
    for vocabulary in EXEMPLIFIED:
        assert [word.value for word in vocabulary if not explained.get(word.value)] == []


@pytest.mark.parametrize(
    "value",
    [
        types.Article,
        types.Statement,
        types.Source,
        types.Entity,
        types.Event,
        types.Count,
        types.Reason,
        types.Account,
    ],
    ids=lambda value: value.__name__,
)
def test_every_field_is_explained(value):
    named = [field.name for field in fields(value) if field.name != "span"]
    assert [name for name in named if f"`{name}`" not in RECORD] == []


@pytest.mark.parametrize(
    "value",
    [
        types.Story, types.Copy, types.Identity, types.Incident, types.Part, types.Toll, types.Where, types.Testimony,
        types.Origin, types.Because, types.Standing, types.Contradiction, types.Claim, types.Moment, types.Evidence,
    ],
)  # fmt: skip
def test_every_field_of_a_story_is_explained(value):
    assert [field.name for field in fields(value) if f"`{field.name}`" not in STORY] == []


@pytest.mark.parametrize(
    "vocabulary", [types.CopyKind, types.ContradictionKind, types.PlaceKind, types.JudgementKind]
)
def test_every_word_of_a_storys_vocabularies_is_explained(vocabulary):
    assert [word.value for word in vocabulary if f"`{word.value}`" not in STORY] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_sample_page_that_is_named_is_there(page):
    named = EXAMPLE.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / "examples" / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_program_in_the_docs_is_python(page):
    for program in PROGRAM.findall(page.read_text(encoding="utf-8")):
        compile(program, page.name, "exec")


def test_the_index_leads_to_every_page():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert sorted(pages - set(LINK.findall(index)) - {"index.md"}) == []


def test_every_measurement_is_told():
    told = (ROOT / "docs" / "how-to" / "measure.md").read_text(encoding="utf-8")
    assert [task for task in TASKS if f"`{task}`" not in told] == []


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
def test_every_option_is_told(command):
    told = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    asked = [sys.executable, "-m", "onrecord", *command, "--help"]
    shown = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    options = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", shown))
    assert options
    assert sorted(option for option in options if f"`{option}" not in told) == []


def test_every_column_of_the_events_as_csv_is_told_in_order():
    told = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    rows = told[told.index("### The columns of `--csv`") :].splitlines()
    named = [
        name for row in rows if row.startswith("| `") for name in re.findall(r"`(\w+)`", row.split("|")[1])
    ]
    assert tuple(named[: len(COLUMNS)]) == COLUMNS


def test_every_table_of_the_store_is_told():
    told = (ROOT / "docs" / "reference" / "store.md").read_text(encoding="utf-8")
    assert [name for name in metadata.tables if f"`{name}`" not in told] == []


def test_every_error_a_page_can_give_is_told():
    told = (ROOT / "docs" / "how-to" / "use-from-python.md").read_text(encoding="utf-8")
    assert [error.__name__ for error in PageError.__subclasses__() if error.__name__ not in told] == []


def test_every_sample_page_is_listed():
    listed = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "examples").iterdir() if path.name != "README.md"]
    assert [name for name in pages if f"`{name}`" not in listed] == []

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord import Outcome, Page, PageError, PageKind, Record
from onrecord.errors import NoArticle, NotAPage, PageNotFound, ReaderError

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 11, 20)
STORY = "Ministry denies attack\n\nThe ministry denied on Tuesday that its planes had bombed the camp near Aleppo.\n"


@pytest.fixture(scope="module")
def tools():
    return onrecord.load(threads=1)


def _page(identity: str, text: str = STORY, kind: PageKind = PageKind.ARTICLE) -> Page:
    return Page(identity, text.encode(), kind, published="2026-11-18", fetched=TODAY)


def test_a_page_becomes_a_record(tools):
    record = onrecord.read(_page("a"), tools=tools)
    said = [(record.article[s.source.span], str(s.act)) for s in record.statements if s.source]
    assert ("The ministry", "deny") in said
    assert [(record.article[place.span], place.country) for place in record.places] == [("Aleppo", "SY")]
    assert [(record.article[time.span], time.value) for time in record.times] == [("Tuesday", "2026-11-17")]


def test_reading_twice_gives_the_same_record_byte_for_byte(tools):
    once, again = (
        json.dumps(onrecord.record_to_json(onrecord.read(_page("a"), tools=tools))) for _ in range(2)
    )
    assert once == again


def test_a_record_shows_itself_in_a_notebook(tools):
    shown = onrecord.read(_page("a"), tools=tools)._repr_html_()
    assert "<mark" in shown
    assert "The ministry" in shown


def test_an_article_handed_in_is_kept_to_the_letter(tools):
    text = "One  space\ttoo many.\r\n\n\n  Odd \u00a0 text, said Ana Ruiz. \n"
    assert onrecord.read(_page("a", text), tools=tools).article.text == text


def test_an_article_in_another_language_is_kept_and_not_read(tools):
    french = "Le ministre a déclaré mardi que les négociations avec les rebelles avaient échoué. " * 6
    record = onrecord.read(_page("a", french), tools=tools)
    assert record.article.language == "fr"
    assert record.statements == record.entities == record.times == ()
    assert record.notes == ("Statements, names, times and places are not read in French.",)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("no/such/page.html", PageNotFound),
        (EXAMPLES / "mixed.jsonl", PageError),
        (EXAMPLES / "app-shell.html", NoArticle),
    ],
)
def test_what_is_no_single_article_says_so(source, error, tools):
    with pytest.raises(error):
        onrecord.read(source, tools=tools, today=TODAY)


def _told(outcomes: list[Outcome]) -> list[tuple[str, bool]]:
    return [(outcome.id, isinstance(outcome.result, Record)) for outcome in outcomes]


def test_a_page_that_fails_stands_in_its_place_and_the_run_goes_on(tmp_path):
    lines = [
        {"id": "one", "text": STORY},
        ["no object"],
        {"id": "three", "page": ""},
        {"id": "four", "text": STORY},
    ]
    file = tmp_path / "pages.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf8")
    outcomes = list(onrecord.read_many([file, tmp_path / "none.html"], today=TODAY, workers=1))
    assert _told(outcomes) == [
        ("one", True), (f"{file}:2", False), ("three", False), ("four", True), (str(tmp_path / "none.html"), False)
    ]  # fmt: skip


def test_several_processes_give_what_one_gives_in_the_same_order():
    pages = [_page(f"p{n}", STORY + f"\nParagraph {n} said so.\n" * n) for n in range(14)]
    bad = Page("bad", b"\x89PNG\r\n\x1a\n" + bytes(200), PageKind.HTML)
    pages.insert(5, bad)
    alone, together = (list(onrecord.read_many(pages, workers=workers)) for workers in (1, 2))
    assert _told(alone) == _told(together)
    assert [outcome.result for outcome in alone if outcome.id != "bad"] == [
        outcome.result for outcome in together if outcome.id != "bad"
    ]
    assert isinstance(together[5].result, NotAPage)


def test_a_model_that_cannot_be_loaded_is_told_from_pages_that_fail(tmp_path):
    pages = [_page(f"p{n}") for n in range(14)]
    for workers in (1, 2):
        with pytest.raises(ReaderError, match=r"no reader\.onnx"):
            list(onrecord.read_many(pages, model=tmp_path, workers=workers))


def test_a_line_that_recurs_over_an_outlets_pages_is_furniture():
    slogan = "The truth from the harbour to the hills every single day of the year."
    stories = [
        (
            "Council shuts the old quay",
            "The council of Harbourtown voted on Monday to close the old quay to lorries.",
        ),
        (
            "Rain floods the market",
            "Heavy rain drove two hundred stallholders from the market hall on Friday night.",
        ),
        (
            "Ferry crews walk out",
            "Ferry crews left their ships at noon, and their union said no talks were planned.",
        ),
        (
            "School wins a reprieve",
            "A judge ruled that the hillside school may stay open until the end of the year.",
        ),
    ]
    bodies = [
        f"{title}\n\n{slogan}\n\n{body}\n\nNobody was hurt, its mayor said.\n" for title, body in stories
    ]
    pages = [
        Page(f"p{n}", body.encode(), PageKind.FLAT, outlet="harbour.example", fetched=TODAY)
        for n, body in enumerate(bodies)
    ]
    for outcome in onrecord.read_many(pages, workers=1):
        assert isinstance(outcome.result, Record)
        assert slogan not in outcome.result.article.text
        assert slogan in [line.text for line in outcome.result.article.furniture]

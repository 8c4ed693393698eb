import io

import pytest
from hypothesis import given
from rich.cells import cell_len
from rich.console import Console

from onrecord.types import Act, Form, Record, Source, SourceKind, Statement
from onrecord.views.terminal import render_terminal
from tests.build import article, crossing, span
from tests.laws.strategies import LAW, records


def shown(record, width=100, **console):
    stream = io.StringIO()
    Console(file=stream, width=width, markup=False, highlight=False, emoji=False, **console).print(
        render_terminal(record)
    )
    return stream.getvalue()


def test_the_facts_of_the_article_come_first():
    lines = shown(crossing()).splitlines()
    assert lines[:4] == [
        "Zakho crossing to reopen within days, envoy says",
        "Mayor will not say who ordered the closure",
        "Northern Courier · By Lena Haddad · 2026-03-17 (year told from the weekday) · language en · 128",
        "words · 2 lines of furniture removed",
    ]
    assert "! the caption of a photo was not read" in lines


@pytest.mark.parametrize(
    "line",
    [
        "s1  envoy [headline] [unnamed] · says · Zakho crossing to reopen within days",
        "s2  Mayor [deck] [withheld] · will not say · who ordered the closure",
        "s4  Mayor Dilovan Resh · said · “Nobody was told,” · medium: in an interview with Radio Tigris",
        "s5  He [withheld] · declined to say · who gave the order",
        "s7  └ the governor · had promised · that “every truck will be searched” before it crosses",
        "s8  The army [military] [did not] · did not confirm · that its soldiers had fired warning shots",
        "s9  somebody [no source] · is widely viewed as (believe) · The bridge … the last open road to Mosul",
        "[unnamed]      a source the article does not name",
        "“…”            word for word",
        "People         Dilovan Resh",
        "Places named   Zakho ×2",
        "Times          Monday 2026-03-16 · 2 March 2026-03-02 · noon 2026-03-17T12:00",
        "Places         Zakho IQ 37.14, 42.69 · Mosul IQ 36.34, 43.13 · northern bank",
    ],
)
def test_a_statement_is_who_how_what_on_one_line(line):
    assert line in shown(crossing()).splitlines()


def test_a_long_statement_hangs_below_its_first_word():
    lines = shown(crossing(), width=60).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("s7"))
    assert lines[at : at + 2] == [
        "s7  └ the governor · had promised · that “every truck will",
        "      be searched” before it crosses",
    ]


@pytest.mark.parametrize(
    ("text", "quote", "told"),
    [
        ("He said “never” to it", "never", "“never” to it"),
        ("He said “never” to it", "“never”", "“never” to it"),
        ('He said "never" to it', "never", '"never" to it'),
        ("He said never to it", "never", "“never” to it"),
    ],
)
def test_verbatim_words_stand_between_quotation_marks_with_or_without_colour(text, quote, told):
    content = span(text, text.removeprefix("He said "))
    source = Source(span(text, "He"), SourceKind.PERSON, True)
    statement = Statement(
        "s1", source, span(text, "said"), Act.SAY, (content,), Form.MIXED, "tags", quotes=(span(text, quote),)
    )
    assert f"s1  He · said · {told}" in shown(Record(article(text), statements=(statement,))).splitlines()


def test_colour_comes_with_a_terminal_and_goes_with_no_color():
    assert "\x1b[" not in shown(crossing())
    assert "\x1b[" in shown(crossing(), force_terminal=True, color_system="standard")
    plain = shown(crossing(), force_terminal=True, no_color=True)
    assert not any(f"\x1b[{code}m" in plain for code in range(30, 38))


def test_markup_in_a_page_is_shown_as_it_stands():
    assert "[bold red]Rain[/] :smile: fell" in shown(
        Record(article("x", byline=None, outlet="[bold red]Rain[/] :smile: fell"))
    )


def test_an_article_without_anything_found_says_so():
    assert "Who says what  0 statements" in shown(Record(article("Rain fell on Duhok.", id="rain.txt")))


@LAW
@given(records())
def test_no_record_can_act_on_the_terminal(record):
    out = shown(record)
    assert not set(out) & {
        chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2028)
    }
    out.encode("utf-8")


@LAW
@given(records())
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(record):
    for line in shown(record, width=70).split("\n"):
        assert cell_len(line) <= 70
        assert line == line.rstrip(" ")

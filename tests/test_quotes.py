"""Quotations: what is verbatim, whatever the marks; [ … ] in a text shows what must be found."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.quotes import find_quotes
from onrecord.types import Span


def paragraphs(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"[^\n]+", text))


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_quotes(text, paragraphs(text))]


@pytest.mark.parametrize(
    "marked",
    [
        'He said "[no]" and left.',
        "“[Stay,]” she said, “[and wait.]”",
        "‘[I don’t know,]’ he said. ‘[It’s the boys’ car,]’ she said.",
        "‘[The soldiers’ families came,]’ he said.",
        "'[We won't go,]' he said, and the boys' car left.",
        "«[Non]», dit-il. «\u00a0[Oui]\u00a0», dit-elle.",
        "„[Nein]“, sagte er.",
        "``[Old,]'' he said.",
        "‹[No]› he said",
        '"[a]" "[b]"',
        'He was 6\'2" tall. "[Right,]" he said.',
        "the boys’ cars and the girls’ “[toys]”",
        "Back in the ’90s ‘[it was]’ fun",
        "‘[Rock ’n’ roll]’ is dead",
        "Tell ’em I’m home, ‘[now]’.",
        '("[no]") he wrote—"[yes]"—twice',
        "Nothing is quoted in Ruiz's and the Haddads' house.",
        '“” and "" are empty',
        'The "so-called "[experts]" said',
        # over lines, where a line that has no other mark closes it
        "“[We stay.]\n[All of us.]\n[So it is,]” he said.",
        '"[We stay.]\n[So it is,]" he said.',
        '" [spaced out] " he said',
    ],
)
def test_what_stands_inside_the_marks_is_found(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert quoted(text) == re.findall(r"\[([^]]*)\]", marked)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice,", "go home"]),
        ("\"He told me 'go home' twice,\" she said.", ["He told me 'go home' twice,", "go home"]),
        ("‘He told me “go home” twice,’ she said.", ["He told me “go home” twice,", "go home"]),
        ('"One "two" three" he said', ['One "two" three', "two"]),
        ("« Il a dit “non” », dit-elle", ["Il a dit “non”", "non"]),
    ],
)
def test_an_outer_quotation_comes_before_those_inside_it(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“One goes on.\n“Two ends,” she said.", ["One goes on.", "Two ends,"]),
        ('"One goes on.\n"Two too.\n"Three ends."', ["One goes on.", "Two too.", "Three ends."]),
        ("She said: “One goes on.\n\n“Two ends.” It rained.", ["One goes on.", "Two ends."]),
        ("‘One goes on.\n‘Two ends,’ he said.", ["One goes on.", "Two ends,"]),
    ],
)
def test_a_quotation_over_paragraphs_is_one_span_in_each(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“One never closed.\nTwo is plain.", []),
        ('He said "and nobody knows.\nTwo says "yes" here.', ["yes"]),
        ("“One was cut. “Two” was not.", ["Two"]),
        ("One closes only” here.", []),
        ("“One goes on.\n“Two never closes.\nThree is plain.", ["One goes on."]),
    ],
)
def test_a_mark_that_is_never_closed_swallows_nothing(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="as. ,“”‘’\"'«»\n", max_size=150))
def test_quotes_lie_in_one_paragraph_each_and_are_nested_or_apart(text: str) -> None:
    blocks = paragraphs(text)
    found = find_quotes(text, blocks)
    assert all(any(quote in block for block in blocks) for quote in found)
    assert list(found) == sorted(found, key=lambda span: (span.start, -span.end))
    for n, one in enumerate(found):
        assert all(not one.overlaps(two) or two in one for two in found[n + 1 :])


@pytest.mark.parametrize("unit", ['"', "'", "“", "‘a", "‘as’ b", '"a', " 's"])
def test_a_hostile_line_takes_time_in_proportion(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    began = time.process_time()
    find_quotes(text, (Span(0, len(text)),))
    assert time.process_time() - began < 3

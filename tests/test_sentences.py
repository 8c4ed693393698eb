"""Sentences: where they end, and that they hold every word."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.sentences import find_sentences
from onrecord.types import Span


def paragraphs(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"[^\n]+", text))


@pytest.mark.parametrize(
    "text",  # | parts the sentences
    [
        "The port is shut.| Nobody came.",
        "Mr. Otieno met Gen. Silva.| He left.",
        "It hit the U.S. Embassy.| Two died.",
        "She flew to the U.S.| The army waited.",
        "He lives in Washington, D.C.| She does not.",
        "J. R. Ruiz spoke.| M. Haddad did not.",
        "It began on Feb. 3 and ended on Sept. 9.| Rain fell.",
        "See No. 5 and Fig. 2.| It cost $3.5 million.",
        "They left at 5 p.m. on Monday.| Rain fell.",
        "They left at 5 p.m.| The rain fell.",
        "“Why?” she asked.| “Go!” he cried.",
        "“Stop!” Ana Ruiz said.| Nobody did.",
        "“We stay.| We wait.”| The crowd left.",
        "“We stay,” she said.| “We wait.”",
        "Was it late?| Yes!| No?!| Perhaps.",
        "Wait... what?| Then...| Nothing came.",
        "He felt ill.| Rescuers came.",
        "It closed on Sat.| The mayor agreed.",
        "Visit example.com today.| It is v2.1 now.",
        "Haddad Inc. and Silva Ltd. merged.| Shares rose.",
        "He has a Ph.D. in law.| So has she.",
        "talks.|The minister left",
        "(It was late.)| He left.",
        "No final point here",
        "‘It is over.’| He left.",
        "Lt. Col. Ana Silva and Maj. Otieno vs. the state.| It lasted.",
        "It began at 9 a.m.| Police came at noon.",
        "Maj.-Gen. Silva of the U.N. force spoke.| He left.",
        "A plan B.| It failed.",
        "the port of tyre is shut until monday.|  nobody came to the gate.|    rain fell all day.",
        "mr. otieno met gen. silva in the u.s. embassy.| the two left at 5 p.m. on monday.| it rained.",
        "“why was the port shut?” ana ruiz asked.| “because it was late.”| nobody else spoke there.",
        "THE PORT OF TYRE IS SHUT.| NOBODY CAME.| GEN. SILVA WAS ASKED. ",
        "it is over. he left",  # too few letters to tell how it is written
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str) -> None:
    plain = text.replace("|", "")
    found = [plain[span.start : span.end] for span in find_sentences(plain, paragraphs(plain))]
    assert found == [part.strip() for part in text.split("|")]


def test_no_sentence_crosses_a_paragraph() -> None:
    text = "The mayor of\nNairobi left. He\n\n  \nwill return"
    found = [text[span.start : span.end] for span in find_sentences(text, paragraphs(text))]
    assert found == ["The mayor of", "Nairobi left.", "He", "will return"]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="aTU.!?…,“”\"'’ )\n\u00a0é1", max_size=200))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    blocks = paragraphs(text)
    found = find_sentences(text, blocks)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {at for span in found for at in range(span.start, span.end)}
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())
    assert all(any(span in block for block in blocks) for span in found)
    assert all(not text[s.start].isspace() and not text[s.end - 1].isspace() for s in found)


@pytest.mark.parametrize("unit", [".", "a. ", "U.S. ", "A.", "?” ", "...a", " ", "“!”"])
def test_a_hostile_line_takes_time_in_proportion(unit: str) -> None:
    text = unit * (40_000 // len(unit)) + "a"
    began = time.process_time()
    find_sentences(text, (Span(0, len(text)),))
    assert time.process_time() - began < 3

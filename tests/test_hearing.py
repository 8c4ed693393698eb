"""In whose voice a mention stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.hearing import lineage, pointers, voices
from onrecord.types import Act, Form, Source, SourceKind, Span, Statement
from tests.build import article, span

ENVOY = "The envoy said on Monday that rebels had admitted shelling Tyre after the truce collapsed."


def statement(id: str, text: str, cue: str, *content: str, parent: str | None = None) -> Statement:
    pieces = tuple(span(text, piece) for piece in content)
    return Statement(id, None, span(text, cue), Act.SAY, pieces, Form.INDIRECT, "test", parent=parent)


OUTER = statement("s1", ENVOY, "said", "rebels had admitted shelling Tyre after the truce collapsed")
INNER = statement("s2", ENVOY, "had admitted", "shelling Tyre", parent="s1")


@pytest.mark.parametrize(
    ("mention", "voice"),
    [
        ("shelling", ["s2"]),  # the rebels', passed on by the envoy
        ("collapsed", ["s1"]),
        ("admitted", ["s1"]),  # a cue is no part of its own content
        ("said", [None]),
    ],
)
def test_a_mention_is_in_the_voice_of_the_innermost_statement(mention, voice):
    assert [one for _, one in voices((span(ENVOY, mention),), (OUTER, INNER))] == voice


def test_a_content_in_pieces_holds_what_stands_in_any_of_them():
    text = "The pier, the harbour master said, was shelled at dawn."
    said = statement("s1", text, "said", "The pier", "was shelled at dawn")
    assert voices((span(text, "shelled"), span(text, "master")), (said,)) == (
        (span(text, "shelled"), "s1"),
        (span(text, "master"), None),
    )


def test_a_mention_in_two_contents_side_by_side_is_in_both_voices():
    text = "The mill burned down, the mayor said, and the fire chief agreed."
    mayor = statement("s1", text, "said", "The mill burned down")
    chief = statement("s2", text, "agreed", "The mill burned down")
    assert [one for _, one in voices((span(text, "burned"),), (mayor, chief))] == ["s1", "s2"]


def test_the_lineage_goes_from_the_origin_outwards():
    assert lineage("s2", {"s1": OUTER, "s2": INNER}) == ("s2", "s1")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=5), st.randoms())
def test_every_mention_has_a_voice_and_the_order_of_statements_does_not_matter(places, chance):
    mentions = tuple(Span(start, start + length) for start, length in places)
    said = [
        Statement(f"s{n}", None, Span(0, 1), Act.SAY, (Span(n, n + 9),), Form.INDIRECT, "test")
        for n in range(4)
    ]
    heard = voices(mentions, said)
    assert {mention for mention, _ in heard} == set(mentions)
    chance.shuffle(said)
    assert set(voices(mentions, said)) == set(heard)


@pytest.mark.parametrize(
    ("text", "cue", "content", "act", "points"),
    [
        ("An envoy confirmed it.", "confirmed", "it", Act.CONFIRM, True),
        ("An envoy denied the accusation.", "denied", "the accusation", Act.DENY, True),
        ("An envoy withdrew his claim.", "withdrew", "his claim", Act.RETRACT, True),
        # what he said himself is not what was told before
        ("An envoy stood by his account.", "stood by", "his account", Act.CONFIRM, False),
        ("An envoy confirmed that it rained.", "confirmed", "that it rained", Act.CONFIRM, False),
    ],
)
def test_what_is_confirmed_or_denied_in_a_word_points_back(text, cue, content, act, points):
    page = article(text)
    who = Source(span(text, "An envoy"), SourceKind.OFFICIAL_UNNAMED, False)
    one = Statement("s1", who, span(text, cue), act, (span(text, content),), Form.INDIRECT, "test")
    assert bool(pointers(page, (one,))) is points

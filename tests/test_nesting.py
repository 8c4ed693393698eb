"""Attributions inside others' contents, and those of rules beside those that were seen."""

from __future__ import annotations

import pytest

from onrecord.record.nesting import find_nested
from onrecord.types import Article, Attribution, Span
from tests.build import span


def _unread(texts):
    """A reader that sees nothing more."""
    raise AssertionError(f"asked to read {texts}")


@pytest.mark.parametrize(
    ("content", "cue", "left"),
    [
        ("that it sank and praised the crew", "praised", "that it sank"),
        ("that it sank and burned", None, "that it sank and burned"),
        ("that, as he said, it sank", "said", "that, as he said, it sank"),
    ],
)
def test_what_a_rule_attributes_ends_where_the_next_verb_of_speech_joins_it(content, cue, left):
    text = f"He denied {content}."
    article = Article("a", text, (Span(0, len(text)),), "en")
    seen = (Attribution(span(text, "He"), span(text, cue), ()),) if cue else ()
    rule = Attribution(span(text, "He"), span(text, "denied"), (span(text, content),), by="rule:denial")
    found = find_nested(article, seen, (rule,), read=_unread)
    assert [article[piece] for one in found if one.by == rule.by for piece in one.content] == [left]

"""Whose word another passes on."""

from __future__ import annotations

import pytest

from onrecord.record.citing import with_cited
from onrecord.record.signals import find_signals
from onrecord.types import Article, Span
from tests.readings import read_marked


def _told(marked: str) -> list[str]:
    """Each statement as «source | cue | content», the cue of the one it stands in before it."""
    text, reading = read_marked(marked)
    article = Article("a", text, (Span(0, len(text)),), "en")
    found = with_cited(article, find_signals(reading).attributions, (Span(0, len(text)),), ())
    return [
        (f"[{article[found[one.parent].cue]}] " if one.parent is not None else "")
        + f"{article[one.source] if one.source else '-'} | {article[one.cue]} | "
        + " … ".join(article[piece] for piece in one.content)
        for one in found
    ]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        (
            "[Source1 Radio Osh], citing port officials, [Cue1 said] [Content1 two ships had sunk].",
            ["Radio Osh | said | two ships had sunk", "[said] port officials | citing | two ships had sunk"],
        ),
        (  # who is cited is no part of what is said
            "[Source1 Radio Osh] [Cue1 said] [Content1 two ships had sunk, citing two witnesses].",
            ["Radio Osh | said | two ships had sunk", "[said] two witnesses | citing | two ships had sunk"],
        ),
        (  # a reason is nobody
            "[Source1 Radio Osh] [Cue1 said] [Content1 the port was shut, citing a threat of storms].",
            ["Radio Osh | said | the port was shut, citing a threat of storms"],
        ),
        (
            "He would be freed, [Source1 Radio Osh] [Cue1 quoted] [Content1 two guards as saying].",
            ["Radio Osh | quoted | He would be freed", "[quoted] two guards | saying | He would be freed"],
        ),
    ],
)
def test_whoever_is_cited_says_it_inside_what_is_said(marked, told):
    assert _told(marked) == told

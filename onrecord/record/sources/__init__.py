"""What sort of source some words name, and whether they say who it is."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record.sources.kinds import NOT_KNOWN, WORD, Speaker
from onrecord.record.sources.phrases import find_by_phrase
from onrecord.record.sources.pronouns import Heard, find_by_pronoun
from onrecord.types import Article, Name, Span

__all__ = ["find_speaker"]


def find_speaker(
    article: Article, span: Span, names: tuple[Name, ...], heard: Sequence[Heard], above: Speaker | None
) -> Speaker:
    """What sort of source the words of `span` name.

    Pronouns look first to `above`, whose words these are ("said he would"), then back on `heard`.
    """
    text = article[span]
    if not WORD.search(text):
        return NOT_KNOWN
    meant = find_by_pronoun(article, span, names, heard, above)
    if meant is not None:
        return meant
    inside = tuple(
        (name.span.start - span.start, name.span.end - span.start, name.type)
        for name in names
        if name.type and name.span in span
    )
    return find_by_phrase(text, inside)

"""Attributions told by set phrases alone: headlines, "according to", "declined to comment", "reportedly"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.rules.headlines import find_in_headlines
from onrecord.record.rules.phrases import find_in_sentence
from onrecord.types import Article, Attribution, Span

__all__ = ["find_rule_attributions"]

# "“We stay.” — Ana Ruiz, nurse"
DASHED = re.compile(r"[”\"’'»]\s*(?P<cue>[—–―]|--?)\s*(?P<source>[A-Z][^.!?\n“\"]{2,80})\.?\s*$")


def find_rule_attributions(
    article: Article, sentences: tuple[Span, ...], quotes: tuple[Span, ...]
) -> tuple[Attribution, ...]:
    """What set phrases alone attribute, in the order of the text; `by` names the rule."""
    heads = tuple(span for span in (article.headline, article.deck) if span)
    body = [one for one in sentences if not any(one.overlaps(head) for head in heads)]
    found = [*find_in_headlines(article, heads, quotes)]
    for sentence in body:
        found += find_in_sentence(article, sentence)
    found += _dashed(article, quotes)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.cue, one.by)))


def _dashed(article: Article, quotes: tuple[Span, ...]) -> Iterator[Attribution]:
    """A quotation with its speaker's name under it, after a dash."""
    for paragraph in article.paragraphs:
        match = DASHED.search(article.text, paragraph.start, paragraph.end)
        if not match:
            continue
        quote = next(
            (q for q in quotes if q in paragraph and match.start() - 1 <= q.end <= match.start() + 1), None
        )
        if quote and quote.start - paragraph.start <= 2:
            source = Span(*match.span("source"))
            yield Attribution(source, Span(*match.span("cue")), (quote,), by="rule:dash")

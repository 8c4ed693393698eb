"""An article's text as the blocks a page is set in: headline, deck, byline, paragraphs; nothing left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from onrecord.types import Article, Span


class BlockKind(StrEnum):
    """What a block is set as."""

    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text that is set as one."""

    kind: BlockKind
    span: Span


def find_blocks(article: Article) -> tuple[Block, ...]:
    """The blocks in the order of the text; every character that is no white space stands in exactly one."""
    text = article.text
    byline = article.byline.span if article.byline else None
    parts = [part for part in (article.headline, article.deck, byline) if part]
    edges = {0, len(text)} | {
        edge for span in (*parts, *article.paragraphs) for edge in (span.start, span.end)
    }
    blocks = []
    for start, end in pairwise(sorted(edges)):
        if text[start:end].strip():
            span = Span(start, end)
            blocks.append(Block(_kind(article, byline, span), span))
    return tuple(blocks)


def _kind(article: Article, byline: Span | None, span: Span) -> BlockKind:
    whole = (
        (article.headline, BlockKind.HEADLINE),
        (article.deck, BlockKind.DECK),
        (byline, BlockKind.BYLINE),
    )
    return next((kind for part, kind in whole if part and span in part), BlockKind.PARAGRAPH)

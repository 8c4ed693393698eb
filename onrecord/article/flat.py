"""A page already flattened to text: which of its lines are the article, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.article.chrome import PAGE_TITLE, is_certain, name_reasons, toll
from onrecord.article.mending import Paragraph, mend_lines
from onrecord.article.parts import byline_names, is_byline, pick_deck, pick_headline, without_outlet
from onrecord.article.signs import count_words, find_signs, is_sentence, sign_names
from onrecord.errors import TooLarge
from onrecord.lexicons.furniture import phrase_form, trees
from onrecord.types import Furniture

# Log-odds and costs: PROSE_ODDS, OTHER_ODDS, GAP and GAP_LINE are the best of a few on scores cross-validated over the
# pages that training/furniture.py learns from, weighing words lost above F1, 2026-11-22; the others hold by example.
PROSE_ODDS = (
    -1.4
)  # from which a sentence is the article's: one in five, since cutting it is worse than keeping
OTHER_ODDS = -1.0  # and from which a line that is no sentence is: one in four
KNOWN_ODDS = -0.5  # and from which one is that begins as furniture is known to: "We use cookies to …"
GAP = 2.0  # cost of leaving the body for a box inside it and coming back
GAP_LINE = 0.1  # and of every line of that box, before its toll
SENTENCE_ODDS = -2.0  # from which a sentence that follows on the body is kept
FREE_TOLL = 2.0  # "Recommended for you" may stand before such a sentence, "Comments" may not
SURE = 4.0  # log-odds beyond which a line is not heard any louder

MAX_LINES = 50_000  # of a page: read in two seconds; the longest in pages/readable has 4,600


@dataclass(frozen=True, slots=True)
class FlatArticle:
    """What was read from a flattened page; `headline` and `deck` are indexes into `paragraphs`."""

    paragraphs: tuple[str, ...]
    furniture: tuple[Furniture, ...]
    headline: int | None
    deck: int | None
    byline: str | None


def read_flat(text: str, recurring: frozenset[str] = frozenset()) -> FlatArticle:
    """The article on a flattened page; `recurring` are lines, as `normal_line` writes them, that its outlet repeats.

    Raises TooLarge over 50,000 lines.
    """
    paragraphs = mend_lines(text)
    if len(paragraphs) > MAX_LINES:
        raise TooLarge(
            f"a page of {len(paragraphs):,} lines, the limit is {MAX_LINES:,}; cut it into the pages it holds"
        )
    if not paragraphs:
        return FlatArticle((), (), None, None, None)
    texts = [paragraph.text for paragraph in paragraphs]
    kept = _body(texts, recurring)
    headline = pick_headline(texts, kept)
    deck = pick_deck(texts, kept, headline)
    byline = next((i for i in _around(headline, kept) if is_byline(texts[i])), None)
    kept = {
        i for i in kept if headline is None or i > headline
    }  # no sentence stands above the headline picked
    kept |= {i for i in (headline, deck, byline) if i is not None}
    order = sorted(kept)
    title = "" if headline is None else without_outlet(texts[headline], texts)
    return FlatArticle(
        tuple(title if i == headline else texts[i] for i in order),
        tuple(_furniture(paragraphs, kept, title)),
        None if headline is None else order.index(headline),
        None if deck is None else order.index(deck),
        None if byline is None else byline_names(texts[byline]),
    )


def normal_line(line: str) -> str:
    """The form in which lines are compared for recurrence: case, spacing, punctuation, the value of numbers aside."""
    return phrase_form(line)


def _body(texts: Sequence[str], recurring: frozenset[str]) -> set[int]:
    """The lines on the best path down the page; lines that are furniture wherever they stand do not count."""
    signs = find_signs(texts, recurring)
    prose, known = (signs[:, sign_names().index(name)] > 0 for name in ("prose", "start_phrase"))
    odds = score_lines(signs)
    needed = np.where(known, KNOWN_ODDS, np.where(prose, PROSE_ODDS, OTHER_ODDS))
    scores = np.clip(odds - needed, -SURE, SURE)
    weights = np.sqrt(np.minimum([count_words(text) for text in texts], 60) + 2) / 4
    certain = {i for i, text in enumerate(texts) if phrase_form(text) in recurring or is_certain(text)}
    counted = np.where([i in certain for i in range(len(texts))], 0.0, scores * weights)
    tolls = [toll(text) for text in texts]
    path = set(_best_path(counted.tolist(), tolls)) - certain
    return path | _next_sentences(texts, path, certain, tolls, odds)


def _next_sentences(
    texts: Sequence[str], path: set[int], certain: set[int], tolls: Sequence[float], odds: NDArray[np.float64]
) -> set[int]:
    """Sentences that follow on the body, with no more between than an ad or a button: too short to win a path back."""
    found: set[int] = set()
    follows = False
    for i, text in enumerate(texts):
        if i in path:
            follows = True
        elif i in certain:
            follows = follows and tolls[i] <= FREE_TOLL
        else:
            follows = follows and odds[i] > SENTENCE_ODDS and is_sentence(text)
            found |= {i} if follows else set()
    return found


def score_lines(signs: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log-odds of each line being the article's, by the fitted trees."""
    forest = trees()
    if forest.names != sign_names():
        raise ValueError("furniture_trees.tsv was made for other signs; run training/furniture.py")
    total = np.full(len(signs), forest.base)
    rows = np.arange(len(signs))
    for tree in range(len(forest.signs)):
        node = np.zeros(len(signs), dtype=np.int64)
        while True:
            sign = forest.signs[tree][node]
            if (sign < 0).all():
                break
            left = signs[rows, sign] <= forest.thresholds[tree][node]
            step = np.where(left, forest.lefts[tree][node], forest.rights[tree][node])
            node = np.where(sign < 0, node, step)
        total += forest.values[tree][node]
    return total


def _best_path(scores: Sequence[float], tolls: Sequence[float]) -> Iterator[int]:
    """The lines of the body, where page → body ⇄ box inside it → page is the cheapest way down the page."""
    outside, body, box, after = range(4)
    best = [0.0, -np.inf, -np.inf, -np.inf]
    came = []
    for score, cost in zip(scores, tolls, strict=True):
        into_body = max((best[outside], outside), (best[body] - cost, body), (best[box] - cost, box))
        into_box = max((best[body] - GAP, body), (best[box], box))
        into_after = max((best[outside], outside), (best[body], body), (best[after], after))
        came.append((outside, into_body[1], into_box[1], into_after[1]))
        best = [best[outside], into_body[0] + score, into_box[0] - GAP_LINE - cost, into_after[0]]
    state = int(np.argmax(best))
    for i in range(len(scores) - 1, -1, -1):
        if state == body:
            yield i
        state = came[i][state]


def _around(headline: int | None, kept: set[int]) -> range:
    """Where a byline may stand: between the headline and the third line of the body."""
    body = sorted(kept)
    if not body:
        return range(0)
    return range(headline if headline is not None else max(0, body[0] - 5), body[min(2, len(body) - 1)] + 1)


def _furniture(paragraphs: Sequence[Paragraph], kept: set[int], title: str) -> Iterator[Furniture]:
    """Every line of every paragraph that is not kept; a headline that lost its outlet is there as the page's title."""
    reasons = name_reasons([paragraph.text for paragraph in paragraphs], kept, title)
    for i, paragraph in enumerate(paragraphs):
        shortened = title and paragraph.text.startswith(title) and paragraph.text != title
        if i not in kept or (shortened and reasons[i] == PAGE_TITLE):
            yield from (Furniture(line, reasons[i]) for line in paragraph.lines)

"""Deeds that the reader took for ways of saying, given back to the contents they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from onrecord.lexicons import rows
from onrecord.lexicons.events import Part, Weight, event_bases, event_senses
from onrecord.types import Article, Attribution, EventType, Span

LONGEST = 8  # words of a clause's beginning: who did it, and the deed
# what may stand between what is said and the comma before its speaker: "… near Urambo | on Tuesday, the chief said"
TAIL = re.compile(r"(?:\s(?:on|in|at|late|early|last|this)\b[^“”\"‘;:,()\n]{1,25})?\s*(?=,\s)")
# `Police in Pemba arrested`; not `But police arrested`, `On Monday, police arrested`
SUBJECT_AND_DEED = re.compile(r"(?!(?:But|And|Yet|So)\b)[^“”\"‘;:,()\n]*\b(?P<deed>\w+)\s+$")
SPEAKS = 12  # words of a line that only tells who speaks
GOES_ON = re.compile(r"\s*\n\s*[“«\"]?\s*")  # from one line of a quotation to the next
OPEN_QUOTE = re.compile(r",[”\"’']\s*\n\s*")  # the end of «“We stay,”», and the line's
# What is left of a sentence behind a content: ", in a raid on the port"
ENDING = re.compile(r"(?P<said>,\s(?:in|at|near|during|with)\s[^“”\"‘;:,()\n]{3,80}?)[.\s]*", re.IGNORECASE)
DONE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.DEATH,
        EventType.INJURY,
        EventType.ABDUCTION,
        EventType.DAMAGE,
        EventType.DISPLACEMENT,
        EventType.ACCIDENT,
    }
)


def settle_contents(
    article: Article,
    attributions: tuple[Attribution, ...],
    sentences: tuple[Span, ...],
    quotes: tuple[Span, ...] = (),
) -> tuple[Attribution, ...]:
    """The attributions less those whose cue is a deed, the contents that began behind one with all of their clause.

    «Police arrested two porters, the mayor said»: the mayor said all of it, and "arrested" says nothing.
    Where lines cut a quotation from its speaker, what the line before says is his: «“We stay,”» · «Ruiz said.»
    """
    bodies = [_without_dateline(article, sentence) for sentence in sentences]
    whole = [_whole(article, one, bodies) for one in attributions if not is_deed(article[one.cue])]
    taken = {piece for one in whole for piece in one.content}
    whole = [_with_line_before(article, one, quotes, taken) for one in whole]
    runs = _runs(article, quotes)
    whole = [_with_rest(article, one, runs, whole) for one in whole]
    starts = sorted(span.start for one in whole for span in (one.source, one.cue, *one.content) if span)
    return tuple(_with_ending(article, one, sentences, starts) for one in whole)


def _runs(article: Article, quotes: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """Quotations that go on over lines, each as its lines: nothing closes between them."""
    runs: list[list[Span]] = []
    for quote in quotes:
        if runs and GOES_ON.fullmatch(article.text, runs[-1][-1].end, quote.start):
            runs[-1].append(quote)
        elif not runs or quote not in runs[-1][-1]:
            runs.append([quote])
    return [tuple(run) for run in runs if len(run) > 1]


def _with_rest(
    article: Article, one: Attribution, runs: Sequence[tuple[Span, ...]], others: Sequence[Attribution]
) -> Attribution:
    """A quotation that goes on over lines with all of them: whoever says one says all, if nobody else speaks there."""
    held = next(
        (run for run in runs if any(line.overlaps(piece) for line in run for piece in one.content)), None
    )
    if held is None or any(one.cue in line for line in held):
        return one
    taken = [
        span for other in others if other is not one and not any(other.cue in line for line in held)
        for span in other.content
    ]  # fmt: skip
    if any(line.overlaps(span) for line in held for span in taken):
        return one
    new = [_bare(article, line) for line in held if not any(line.overlaps(piece) for piece in one.content)]
    return replace(one, content=tuple(sorted((*one.content, *new))))


def _bare(article: Article, line: Span) -> Span:
    """A line of a quotation without the mark that ends it."""
    return Span(line.start, line.start + len(article[line].rstrip(".,")))


def _with_ending(
    article: Article, one: Attribution, sentences: tuple[Span, ...], starts: Sequence[int]
) -> Attribution:
    """«said that planes had sunk the Mersin, | in a raid on the port.»: where no more is left, it is said too."""
    last = one.content[-1] if one.content else None
    if last is None or last.start < one.cue.end or (one.source and one.source.start > last.start):
        return one
    at = bisect_right(sentences, last.start, key=lambda sentence: sentence.start) - 1
    rest = ENDING.fullmatch(article.text, last.end, sentences[at].end) if at >= 0 else None
    if rest is None or bisect_left(starts, last.end) < bisect_left(starts, rest.end()):
        return one  # no such end, or another statement stands in it
    return replace(one, content=(*one.content[:-1], Span(last.start, rest.end("said"))))


def _with_line_before(
    article: Article, one: Attribution, quotes: tuple[Span, ...], taken: set[Span]
) -> Attribution:
    """«“We stay,”» on a line of its own, «Ruiz said.» on the next: a comma leaves the quotation to be ended."""
    line = next((paragraph for paragraph in article.paragraphs if one.cue in paragraph), None)
    if line is None or one.source is None or one.source not in line:
        return one
    if len(article[line].split()) > SPEAKS or any(piece.start < line.end for piece in one.content):
        return one
    quote = next(
        (quote for quote in quotes if OPEN_QUOTE.fullmatch(article.text, quote.end - 1, line.start)), None
    )
    if quote is None or any(quote.overlaps(piece) for piece in taken):
        return one
    return replace(one, content=(Span(quote.start, quote.end - 1), *one.content))


@lru_cache(maxsize=4096)
def is_deed(cue: str) -> bool:
    """Whether a word tells something done to somebody, and no way of saying.

    >>> is_deed("arrested"), is_deed("charged"), is_deed("said"), is_deed("had arrested")
    (True, False, False, True)
    """
    word = cue.lower().split()[-1:]
    if not word or any(base in _sayings() for base in event_bases(word[0])):
        return False
    senses = event_senses(word[0], part=Part.VERB)
    return bool(senses) and senses[0].type in DONE and senses[0].weight is not Weight.SELDOM


@cache
def _sayings() -> frozenset[str]:
    return frozenset(row[0].split()[0] for table in ("acts", "tellings") for row in rows(table))


def _whole(article: Article, one: Attribution, bodies: list[Span]) -> Attribution:
    """A content that stands before its source and cue, from where its sentence begins, if a deed was taken from it."""
    if not one.content or not one.source or one.content[0].end > min(one.source.start, one.cue.start):
        return one
    first, speaks = one.content[0], min(one.source.start, one.cue.start)
    within = next((body for body in bodies if first in body and one.cue in body), None)
    if within is None or first.start <= within.start:
        return one
    tail = TAIL.match(article.text, first.end, speaks)
    missed = SUBJECT_AND_DEED.fullmatch(article.text, within.start, first.start)
    if not tail or article.text[tail.end() : speaks].strip() != "," or not missed:
        return one
    if len(missed[0].split()) > LONGEST or not is_deed(missed["deed"]):
        return one
    end = max(first.end, tail.start() + len(tail[0].rstrip()))
    return replace(one, content=(Span(within.start, end), *one.content[1:]))


def _without_dateline(article: Article, sentence: Span) -> Span:
    line = article.dateline
    if line is None or line.start < sentence.start or line.end >= sentence.end:
        return sentence
    rest = article.text[line.end : sentence.end]
    return Span(line.end + len(rest) - len(rest.lstrip(" -–—:.")), sentence.end)

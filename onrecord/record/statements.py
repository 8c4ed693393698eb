"""Attributions → statements: who says what, by which act, in which form, on what terms, where and when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass

from onrecord.record.acts import find_act
from onrecord.record.circumstances import find_day, find_medium, find_terms
from onrecord.record.sources import NOBODY, Heard, Speaker, find_speaker
from onrecord.types import Act, Article, Attribution, Form, Name, Source, SourceKind, Span, Statement, Time

BESIDE = 25  # characters from a cue to a content that finishes it: "declined" · " on Monday " · "to comment"
AHEAD = 80  # characters of that content that are looked at


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else was found in the article, each in the order of the text."""

    sentences: tuple[Span, ...]
    quotes: tuple[Span, ...] = ()
    names: tuple[Name, ...] = ()
    times: tuple[Time, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scene:
    """The sentence a cue stands in, and the words in it that belong to others or to the content."""

    within: Span
    taken: tuple[Span, ...]
    times: tuple[Time, ...]


def find_statements(
    article: Article, attributions: tuple[Attribution, ...], around: Surroundings
) -> tuple[Statement, ...]:
    """One statement for each attribution, in the order of the text; ids s1, s2, …; parents by id."""
    order = _in_text_order(attributions)
    ids = {index: f"s{n}" for n, index in enumerate(order, 1)}
    scenes = _scenes(article, attributions, around)
    speakers: dict[int, Speaker] = {}
    heard: list[Heard] = []
    statements = []
    for index in order:
        one = attributions[index]
        if one.source:
            above = None if one.parent is None else speakers.get(one.parent)
            speakers[index] = find_speaker(article, one.source, around.names, heard, above)
            insort(heard, Heard(one.source.end, speakers[index]))
        parent = None if one.parent is None else ids[one.parent]
        statements.append(
            _statement(article, one, scenes[index], (ids[index], parent, speakers.get(index)), around)
        )
    return tuple(statements)


def _in_text_order(attributions: tuple[Attribution, ...]) -> list[int]:
    """By where each begins; of two that begin together first the longer, which holds the other."""

    def place(index: int) -> tuple[int, int, int]:
        spans = _spans(attributions[index])
        return min(span.start for span in spans), -max(span.end for span in spans), index

    return sorted(range(len(attributions)), key=place)


def _spans(one: Attribution) -> tuple[Span, ...]:
    return (one.cue, *one.content, *((one.source,) if one.source else ()))


def _scenes(article: Article, attributions: tuple[Attribution, ...], around: Surroundings) -> list[_Scene]:
    """For each attribution the sentence around its cue, and what is spoken for in it."""
    starts = [sentence.start for sentence in around.sentences]
    here: dict[int, list[Span]] = defaultdict(list)
    for span in dict.fromkeys(span for one in attributions for span in (one.cue, *one.content)):
        for at in range(max(bisect_right(starts, span.start) - 1, 0), bisect_left(starts, span.end)):
            here[at].append(span)
    when = [time.span.start for time in around.times]
    scenes = []
    for one in attributions:
        first, last = bisect_right(starts, one.cue.start) - 1, bisect_left(starts, one.cue.end) - 1
        within = _from_to(article, around.sentences, first, last, one.cue)
        within = _inside_parent(one, attributions, within)
        taken = tuple(
            span
            for at in range(first, last + 1)
            for span in here[at]
            if span != one.cue and one.cue not in span
        )
        times = around.times[bisect_left(when, within.start) : bisect_left(when, within.end)]
        scenes.append(_Scene(within, taken, times))
    return scenes


def _from_to(article: Article, sentences: tuple[Span, ...], first: int, last: int, cue: Span) -> Span:
    if 0 <= first <= last < len(sentences):
        return Span(min(sentences[first].start, cue.start), max(sentences[last].end, cue.end))
    return Span(cue.start, min(max(cue.end, cue.start + 1), len(article.text)))


def _inside_parent(one: Attribution, attributions: tuple[Attribution, ...], within: Span) -> Span:
    """ "He said on Monday that he wanted": the day is that of the saying, not of the wanting."""
    pieces = () if one.parent is None else attributions[one.parent].content
    for piece in pieces:
        if one.cue in piece:
            return Span(max(within.start, piece.start), min(within.end, piece.end))
    return within


def _statement(
    article: Article,
    one: Attribution,
    scene: _Scene,
    known: tuple[str, str | None, Speaker | None],
    around: Surroundings,
) -> Statement:
    identity, parent, speaker = known
    doing = find_act(article[one.cue], _before(article, one, scene), _ahead(article, one, scene))
    medium = find_medium(article, one.cue, scene.within, scene.taken, around.names)
    aside = tuple(span for span in (one.source, medium) if span)
    quotes = _verbatim(one, around.quotes)
    return Statement(
        id=identity,
        source=_source(article, one, scene, speaker),
        cue=one.cue,
        act=doing.act,
        content=one.content,
        form=_form(article, one.content, quotes),
        by=one.by,
        negated=doing.act is not Act.WITHHOLD and (doing.negated != _nobody(article, one.source)),
        quotes=quotes,
        medium=medium,
        parent=parent,
        date=find_day(article, one.cue, scene.times, scene.taken, aside),
    )


def _source(article: Article, one: Attribution, scene: _Scene, speaker: Speaker | None) -> Source | None:
    """The source with its sort; terms only where the words do not say who it is."""
    if one.source is None or speaker is None:
        return None
    nameless = not (speaker.kind is SourceKind.PERSON and speaker.named)
    terms = find_terms(article, one.source, scene.within, one.content) if nameless else None
    return Source(one.source, speaker.kind, speaker.named, terms)


def _nobody(article: Article, source: Span | None) -> bool:
    """ "No group has admitted": the act did not happen."""
    return source is not None and article[source].split()[0].lower() in NOBODY


def _before(article: Article, one: Attribution, scene: _Scene) -> str:
    """The words between the source, or the sentence's start, and the cue: "did not" · "say"."""
    start = scene.within.start
    if one.source and one.source.end <= one.cue.start:
        start = max(start, one.source.end)
    return article.text[start : one.cue.start]


def _ahead(article: Article, one: Attribution, scene: _Scene) -> str:
    """The words after the cue that may finish it: "declined" · "to comment"."""
    after = [piece for piece in one.content if 0 <= piece.start - one.cue.end <= BESIDE]
    end = min((piece.end for piece in after), default=one.cue.end if one.content else scene.within.end)
    return article.text[one.cue.end : min(end, one.cue.end + BESIDE + AHEAD)]


def _verbatim(one: Attribution, quotes: tuple[Span, ...]) -> tuple[Span, ...]:
    """The outermost quoted stretches inside the content; one that the cue itself stands in is another's."""
    found: list[Span] = []
    for piece in sorted(one.content):
        for quote in quotes:
            if quote.overlaps(piece) and one.cue not in quote:
                part = Span(max(quote.start, piece.start), min(quote.end, piece.end))
                if not any(part in earlier for earlier in found):
                    found.append(part)
    return tuple(found)


def _form(article: Article, content: tuple[Span, ...], quotes: tuple[Span, ...]) -> Form:
    """Direct where no word of the content stands outside the quotes, indirect where there are none."""
    if not quotes:
        return Form.INDIRECT
    for piece in content:
        inside = [quote for quote in quotes if quote in piece]
        at = piece.start
        for quote in (*inside, Span(piece.end, piece.end + 1)):
            if any(char.isalnum() for char in article.text[at : quote.start]):
                return Form.MIXED
            at = max(at, quote.end)
    return Form.DIRECT

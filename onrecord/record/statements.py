"""Attributions → statements: who says what, by which act, in which form, on what terms, where and when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass

from onrecord.record.acts import find_act
from onrecord.record.circumstances import find_day, find_medium, find_terms
from onrecord.record.sources import find_speaker
from onrecord.record.sources.kinds import Speaker
from onrecord.record.sources.phrases import NOBODY
from onrecord.record.sources.pronouns import FAR, Heard
from onrecord.types import Act, Article, Attribution, Form, Name, Source, SourceKind, Span, Statement, Time

BESIDE = 25  # characters from a cue to a content that finishes it: "declined" · " on Monday " · "to comment"
AHEAD = 80  # characters of that content that are looked at
REACH = 400  # characters on each side of a cue, within its sentence, where medium, day and terms may stand
BLOCK = 256  # characters: spans are looked up by block, so that a page of nothing but cues stays cheap


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
    names: tuple[Name, ...]
    times: tuple[Time, ...]
    quotes: tuple[Span, ...]


def find_statements(
    article: Article, attributions: tuple[Attribution, ...], around: Surroundings
) -> tuple[Statement, ...]:
    """One statement for each attribution, in the order of the text; ids s1, s2, …; parents by id."""
    order = _in_text_order(attributions)
    ids = {index: f"s{n}" for n, index in enumerate(order, 1)}
    scenes = _scenes(attributions, around)
    names = [name.span.start for name in around.names]
    speakers: dict[int, Speaker] = {}
    heard: list[Heard] = []
    statements = []
    for index in order:
        one = attributions[index]
        if one.source:
            above = None if one.parent is None else speakers.get(one.parent)
            near = around.names[
                bisect_left(names, one.source.start - FAR) : bisect_left(names, one.source.end)
            ]
            speakers[index] = find_speaker(article, one.source, near, heard, above)
            if one.parent is None:  # "He" after "the official said that Ruiz declared" is the official
                insort(heard, Heard(one.source.end, speakers[index]))
        parent = None if one.parent is None else ids[one.parent]
        statements.append(_statement(article, one, scenes[index], (ids[index], parent, speakers.get(index))))
    return tuple(statements)


def _in_text_order(attributions: tuple[Attribution, ...]) -> list[int]:
    """By where each begins; of those that begin together what holds the others first, then by their cues."""

    def place(index: int) -> tuple[int, int, int, int]:
        one = attributions[index]
        spans = (one.cue, *one.content, *((one.source,) if one.source else ()))
        return min(span.start for span in spans), _depth(attributions, index), one.cue.start, index

    return sorted(range(len(attributions)), key=place)


def _depth(attributions: tuple[Attribution, ...], index: int) -> int:
    """How many statements an attribution stands inside of."""
    depth, above = 0, attributions[index].parent
    while above is not None and depth <= len(attributions):
        depth, above = depth + 1, attributions[above].parent
    return depth


def _scenes(attributions: tuple[Attribution, ...], around: Surroundings) -> list[_Scene]:
    """For each attribution the sentence around its cue, and what is spoken for in it."""
    starts = [sentence.start for sentence in around.sentences]
    when = [time.span.start for time in around.times]
    named = [name.span.start for name in around.names]
    opened, longest = [quote.start for quote in around.quotes], max(map(len, around.quotes), default=0)
    blocks: dict[int, list[Span]] = defaultdict(list)
    for span in dict.fromkeys(span for one in attributions for span in (one.cue, *one.content)):
        for block in range(span.start // BLOCK, (span.end - 1) // BLOCK + 1):
            blocks[block].append(span)
    scenes = []
    for one in attributions:
        within = _inside_parent(one, attributions, _sentence(starts, around.sentences, one.cue))
        near = (span for at in range(within.start // BLOCK, within.end // BLOCK + 1) for span in blocks[at])
        taken = tuple(span for span in dict.fromkeys(near) if span != one.cue and one.cue not in span)
        times = around.times[bisect_left(when, within.start) : bisect_left(when, within.end)]
        names = around.names[bisect_left(named, within.start) : bisect_left(named, within.end)]
        quotes = around.quotes[_reach(opened, one.content, longest)]
        scenes.append(_Scene(within, taken, names, times, quotes))
    return scenes


def _reach(opened: list[int], content: tuple[Span, ...], longest: int) -> slice:
    """Which quotes may touch a content, by where they begin."""
    start = min((piece.start for piece in content), default=0) - longest
    end = max((piece.end for piece in content), default=0)
    return slice(bisect_left(opened, start), bisect_left(opened, end))


def _sentence(starts: list[int], sentences: tuple[Span, ...], cue: Span) -> Span:
    """The sentence, or sentences, that hold a cue, as far as its circumstances may stand from it."""
    first, last = bisect_right(starts, cue.start) - 1, bisect_left(starts, cue.end) - 1
    if not 0 <= first <= last:
        return cue
    start, end = min(sentences[first].start, cue.start), max(sentences[last].end, cue.end)
    return Span(max(start, cue.start - REACH), min(end, cue.end + REACH))


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
) -> Statement:
    identity, parent, speaker = known
    doing = find_act(article[one.cue], _before(article, one, scene), _ahead(article, one, scene))
    medium = find_medium(article, one.cue, scene.within, scene.taken, scene.names)
    if medium and one.source and medium.overlaps(one.source):
        medium = None  # "shown by state television": it is who says so, not where somebody else did
    aside = tuple(span for span in (one.source, medium) if span)
    quotes = _verbatim(one, scene.quotes)
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
    terms = find_terms(article, one.source, scene.within, (one.cue, *one.content)) if nameless else None
    return Source(one.source, speaker.kind, speaker.named, terms)


def _nobody(article: Article, source: Span | None) -> bool:
    """ "No group has admitted": the act did not happen."""
    return source is not None and article[source].partition(" ")[0].lower() in NOBODY


def _before(article: Article, one: Attribution, scene: _Scene) -> str:
    """The words between the source, or the sentence's start, and the cue: "did not" · "say"."""
    start = scene.within.start
    if one.source and one.source.end <= one.cue.start:
        start = max(start, one.source.end)
    return article.text[start : one.cue.start]


def _ahead(article: Article, one: Attribution, scene: _Scene) -> str:
    """The content right after the cue, which may finish it: "declined" · "to comment"."""
    if not one.content:
        return article.text[one.cue.end : min(scene.within.end, one.cue.end + AHEAD)]
    after = [piece for piece in one.content if 0 <= piece.start - one.cue.end <= BESIDE]
    return article[min(after)][:AHEAD] if after else ""


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

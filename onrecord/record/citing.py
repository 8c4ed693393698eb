"""Whose word another passes on: "Reuters, citing port officials, said", "state radio quoted him as saying"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.rules.clauses import trim
from onrecord.record.sources import find_speaker
from onrecord.types import Article, Attribution, EntityType, Name, SourceKind, Span

# "citing" · "port officials"; up to where what is cited ends
CITES = re.compile(r"\b(?P<cue>citing|quoting)\s(?P<source>[^,;:.“”\"\n]{3,120})", re.IGNORECASE)
# "quoted" · "two officials" · "as" · "saying", "was quoted by state radio as" · "saying"
QUOTES = re.compile(
    r"\b(?P<outer>quoted|quotes|cited|cites)\s(?P<by>by\s)?(?P<who>[^,;:.“”\"\n]{2,80}?)\sas\s(?P<cue>saying)\b",
    re.IGNORECASE,
)
PAPERS = re.compile(
    r"\b(?:reports?|documents?|memos?|statements?|letters?|records|files|filings?|affidavits?|e-?mails?)\b",
    re.IGNORECASE,
)
PEOPLE = frozenset(
    {SourceKind.OFFICIAL_UNNAMED, SourceKind.WITNESS, SourceKind.MILITARY, SourceKind.MEDIA, SourceKind.STATE}
)
UNKNOWN_PEOPLE = re.compile(r"\b(?:sources|people|persons|aides|insiders|witnesses)\b", re.IGNORECASE)
BEFORE_WHERE = re.compile(r"\s(?:at|of|in|from|with|who|on|for|within|inside|close|near)\b")
MARKS = " ,;:“”\"'‘’.\n"


def with_cited(
    article: Article,
    attributions: tuple[Attribution, ...],
    sentences: tuple[Span, ...],
    names: tuple[Name, ...],
) -> tuple[Attribution, ...]:
    """The attributions, with those whose word it is inside those who pass it on.

    «Reuters, citing port officials, said that two ships had sunk»: Reuters says so, and the officials do.
    """
    found = list(attributions)
    for sentence in sentences:
        for match in CITES.finditer(article.text, sentence.start, sentence.end):
            _cite(article, found, sentence, match, names)
        for match in QUOTES.finditer(article.text, sentence.start, sentence.end):
            _quote(article, found, sentence, match)
    return tuple(found)


def _cite(
    article: Article, found: list[Attribution], sentence: Span, match: re.Match[str], names: Sequence[Name]
) -> None:
    """Puts those cited inside the statement that rests on them, in place of what was made of the word "citing"."""
    source, cue = Span(*match.span("source")), Span(*match.span("cue"))
    if not _speaks(article, source, names):
        return
    made = next((n for n, one in enumerate(found) if cue in one.cue), None)
    host = _host(found, sentence, cue, made)
    if host is None:
        return
    kept = [_without(article, piece, cue) for piece in found[host].content]
    if made is not None and made != host:
        kept += [_beyond(article, piece, source) for piece in found[made].content]
    content = tuple(sorted(piece for piece in kept if piece))
    if not content:
        return
    found[host] = replace(found[host], content=content, cue=_own(found[host], cue))
    inner = Attribution(source, cue, found[host].content, by="rule:cited", parent=host)
    if made is None or made == host:
        found.append(inner)
    else:
        found[made] = inner


def _host(found: Sequence[Attribution], sentence: Span, cue: Span, made: int | None) -> int | None:
    """Which attribution of the sentence the citing word belongs to: that of the same source; else the nearest."""
    source = found[made].source if made is not None else None
    if made is not None and cue != found[made].cue:
        return made  # "said, citing"
    fitting = [
        n
        for n, one in enumerate(found)
        if n != made and one.content and one.source and one.cue in sentence and one.parent is None
        and not (one.source.start >= cue.end and found[n].cue.start < cue.start)
    ]  # fmt: skip
    same = [n for n in fitting if source is not None and found[n].source == source]
    return min(same or fitting, key=lambda n: abs(found[n].cue.start - cue.start), default=None)


def _own(one: Attribution, cue: Span) -> Span:
    """The cue without the citing word: "said, citing" → "said"."""
    return (
        Span(one.cue.start, cue.start - 2)
        if one.cue.start < cue.start - 2 and cue.end == one.cue.end
        else one.cue
    )


def _without(article: Article, piece: Span, cue: Span) -> Span | None:
    """A piece of content up to the citing word that stands in it, or without who is cited."""
    if piece.start >= cue.start and piece.end <= cue.end + 130 and piece.start - cue.end <= 1:
        return None  # it is who is cited
    if cue not in piece:
        return piece
    return trim(article, piece.start, cue.start)


def _beyond(article: Article, piece: Span, source: Span) -> Span | None:
    """What goes on behind who is cited: «the mayor, it said, citing two aides, [will resign]»."""
    return trim(article, source.end, piece.end) if piece.end > source.end else None


def _speaks(article: Article, source: Span, names: Sequence[Name]) -> bool:
    """Whether it is somebody, or a paper, that can be cited; not «citing a threat to health»."""
    near = tuple(name for name in names if name.span in source)
    speaker = find_speaker(article, source, near, (), None)
    words = article[source]
    if speaker.kind is SourceKind.PERSON:
        return any(name.type is EntityType.PERSON for name in near)
    if speaker.kind is SourceKind.ORGANISATION:
        return speaker.named
    if speaker.kind is SourceKind.GROUP:  # "engineers at the water board"; not "security concerns"
        head = find_nominal_noun(BEFORE_WHERE.split(words, maxsplit=1)[0].rpartition(" ")[2].lower())
        return head is not None and head.type is EntityType.PERSON
    return speaker.kind in PEOPLE or bool(
        UNKNOWN_PEOPLE.search(words) or (speaker.kind is SourceKind.DOCUMENT and PAPERS.search(words))
    )


def _quote(article: Article, found: list[Attribution], sentence: Span, match: re.Match[str]) -> None:
    """«Z, state radio quoted officials as saying»: the officials say so inside what the radio says."""
    outer, cue, who = Span(*match.span("outer")), Span(*match.span("cue")), Span(*match.span("who"))
    made = next((n for n, one in enumerate(found) if outer in one.cue), None)
    said = next(iter(_said(article, found, sentence, match)), None)
    if made is None or said is None or any(one.cue == cue for one in found):
        return
    inner, source = who, found[made].source
    if match["by"]:  # "was quoted by state radio as saying"
        before = next((piece for piece in found[made].content if piece.end <= outer.start), None)
        if before is None:
            return
        inner, source = before, who
    if source is None:
        return
    found[made] = replace(found[made], source=source, cue=outer, content=(said,))
    found.append(Attribution(inner, cue, (said,), by="rule:quoted", parent=made))


def _said(
    article: Article, found: Sequence[Attribution], sentence: Span, match: re.Match[str]
) -> Iterator[Span]:
    """What is quoted: behind "as saying", or before whoever quotes it."""
    after = article.text[match.end() : sentence.end]
    lead = len(after) - len(after.lstrip(MARKS))
    if len(after.split()) > 1:
        yield Span(match.end() + lead, match.end() + len(after.rstrip(MARKS)))
        return
    made = next((one for one in found if Span(*match.span("outer")) in one.cue), None)
    if made is None or made.source is None or made.source.start > match.start():
        return
    pieces = [piece for piece in made.content if piece.end <= made.source.start]
    if pieces:
        yield pieces[0]
        return
    before = article.text[sentence.start : made.source.start].rstrip(MARKS)
    if len(before.split()) > 1:
        yield Span(sentence.start, sentence.start + len(before))

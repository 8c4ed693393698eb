"""What headlines and decks attribute: "Army Says Bridge Is Held", "Bridge held: army"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.lexicons import words
from onrecord.record.rules.clauses import trim
from onrecord.record.sources import find_speaker
from onrecord.types import Article, Attribution, SourceKind, Span

MARK = re.compile(r"[,:”\"]|(?<!\w)['’]|['’](?!\w)")  # not that of "Oman’s minister"
TAIL_KINDS = frozenset(
    set(SourceKind) - {SourceKind.UNKNOWN, SourceKind.PERSON, SourceKind.STATE, SourceKind.GROUP}
)


def find_in_headlines(
    article: Article, heads: tuple[Span, ...], quotes: tuple[Span, ...]
) -> Iterator[Attribution]:
    """ "Army Says Bridge Is Held", "Bridge Is Held, Army Says", "Bridge held: army", "Ministry Confirms"."""
    news: tuple[Span, ...] = ()  # what the headline attributes, for a deck that only confirms or denies it
    for head in heads:
        found = [*_clauses(article, head, quotes, news), *_after_colon(article, head)]
        yield from found
        news = next((one.content for one in found if head == article.headline), (head,))


def _clauses(
    article: Article, head: Span, quotes: tuple[Span, ...], news: tuple[Span, ...]
) -> Iterator[Attribution]:
    start = head.start
    for cut in (*re.finditer(r",\s(?:as|while|but|and)\s|;\s", article[head], re.IGNORECASE), None):
        end = head.start + cut.start() if cut else head.end
        clause = trim(article, start, end)
        one = clause and _clause(article, clause, quotes, news)
        if one:
            yield one
        start = head.start + cut.end() if cut else head.end


def _clause(
    article: Article, clause: Span, quotes: tuple[Span, ...], news: tuple[Span, ...]
) -> Attribution | None:
    """One clause of a headline: who, verb, what; or what, who, verb."""
    for match in _says().finditer(article.text, clause.start, clause.end):
        if any(quote.overlaps(Span(*match.span())) for quote in quotes):
            continue
        marks = [mark.end() for mark in MARK.finditer(article.text, clause.start, match.start())]
        begin = marks[-1] if marks else clause.start
        source = trim(article, begin, match.start())
        if source is None or not _subject(article, source, match[0]):
            return None
        after, before = trim(article, match.end(), clause.end), trim(article, clause.start, source.start)
        content = _spoken(article, after, before, news)
        return Attribution(source, Span(*match.span()), content, by="rule:headline") if content else None
    return None


def _spoken(
    article: Article, after: Span | None, before: Span | None, news: tuple[Span, ...]
) -> tuple[Span, ...]:
    """ "'We Stay,' Mayor Tells Crowd" is what stands before; "Mayor Says Bridge Is Held" what comes after."""
    quoted = before is not None and article.text[before.end : before.end + 2].strip(" ,")[:1] in "”’\"'"
    if before and (after is None or quoted):
        return (before,)
    return (after,) if after else news


def _subject(article: Article, source: Span, verb: str) -> bool:
    """Whether the words before a headline's verb are its subject: few, no question, and in number with it."""
    tokens = article[source].split()
    if len(tokens) > 7 or tokens[0].lower() in words("no_subjects") or not tokens[0][:1].isalnum():
        return False
    return verb.lower().endswith(("s", "said")) or tokens[-1].lower().endswith(
        ("s", "police", "people", "men")
    )


def _after_colon(article: Article, head: Span) -> Iterator[Attribution]:
    """ "Twelve dead in market blast: police"."""
    match = re.search(r"(?<=\w)(?P<cue>:)\s+(?P<source>[\w’'. -]{2,40})$", article[head])
    if not match:
        return
    source = Span(head.start + match.start("source"), head.start + match.end("source"))
    tokens = article[source].split()
    known = find_speaker(article, source, (), (), None).kind in TAIL_KINDS
    if known and len(tokens) <= 4:
        cue, content = (
            head.start + match.start("cue"),
            trim(article, head.start, head.start + match.start("cue")),
        )
        if content:
            yield Attribution(source, Span(cue, cue + 1), (content,), by="rule:headline")


@cache
def _says() -> re.Pattern[str]:
    """Any headline verb, singular or plural: "Says", "say"."""
    verbs = sorted(words("headline_verbs"))
    plural = [re.sub(r"(?<=[^aeiou])ies$", "y", verb) for verb in verbs]
    plural = [
        verb[:-2] if verb.endswith(("sses", "shes", "ches")) else verb.removesuffix("s") for verb in plural
    ]
    return re.compile(rf"\b(?:{'|'.join(dict.fromkeys((*verbs, *plural)))}|said)\b", re.IGNORECASE)

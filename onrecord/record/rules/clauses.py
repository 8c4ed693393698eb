"""Where the clause of a verb begins and ends, and which words of it are the subject."""

from __future__ import annotations

import re

from onrecord.types import Article, Span

CLAUSE = 800  # characters: no clause of news is longer; keeps hostile pages cheap
LONG = 14  # words: a subject longer than this was cut at the wrong place

# What may stand before a subject: "On Monday, the ministry …", "However, …"
_INTRO = re.compile(
    r"(?:(?:in|on|at|after|before|since|when|while|as|despite|during|by|for|with|asked|late|early|earlier|however|but|and"
    r"|meanwhile|still|also)\b[^,]{0,80},\s*)+|(?:but|and|while|yet|although|though|because|as)\s+",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"(?:[;:—(]|,\s(?:and|but|while|although|though|yet)\b)\s*")
_CLAUSE_END = re.compile(
    r"\s?(?:[;—)]|,\s(?:and|but|while|although|though|which|who|according|as)\b|[.!?]?[”\"')]{0,4}$)"
)
# "Police in Pemba | on Thursday | withdrew"
_DAY_BEFORE = re.compile(
    r"\s(?:late |early )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?\s*$"
)


def subject_before(article: Article, sentence: Span, end: int) -> Span | None:
    """The subject of a verb that starts at `end`, without what introduces it and its relative clause."""
    start = clause_start(article, sentence, end)
    line = article.dateline
    start = line.end if line and start <= line.start and line.end < end else start
    intro = _INTRO.match(article.text, start, end)
    start = intro.end() if intro else start
    comma = article.text.find(",", start, end)
    stop = (
        comma if comma > 0 and re.match(r",\s(?:who|which|whose)\b", article.text[comma : comma + 8]) else end
    )
    day = _DAY_BEFORE.search(article.text, start, stop)
    source = trim(article, start, day.start() if day else stop)
    few = source is not None and len(article[source].split()) <= LONG
    return source if few else None


def clause_start(article: Article, sentence: Span, end: int) -> int:
    """Where the clause begins that goes on to `end`."""
    start = max(sentence.start, end - CLAUSE)
    cuts = [match.end() for match in _CLAUSE_START.finditer(article.text, start, end)]
    return cuts[-1] if cuts else start


def clause_end(article: Article, start: int, end: int) -> int:
    """Where the clause ends that goes on at `start`, at `end` at the latest."""
    reach = min(end, start + CLAUSE)
    match = _CLAUSE_END.search(article.text, min(start, reach), reach)
    return match.start() if match else reach


def trim(article: Article, start: int, end: int) -> Span | None:
    """The stretch without the spaces, commas and marks at its ends; None where no word is left."""
    text = article.text
    while end > start and text[end - 1] in " \n\t\u00a0,;:—–*“”\"‘’'":
        end -= 1
    while start < end and text[start] in " \n\t\u00a0,;:—–*“”\"‘’'.)":
        start += 1
    return Span(start, end) if any(char.isalnum() for char in text[start:end]) else None

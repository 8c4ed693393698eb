"""Which names of countries and capitals stand for a government: those that speak or act."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from onrecord.lexicons import words
from onrecord.lexicons.events import Part, event_senses
from onrecord.lexicons.names import capital_of, country_of
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.acts import find_act
from onrecord.types import Article, EntityType, MentionKind, Nominal, Reading, SourceKind, Span, Statement

LANDS = frozenset({EntityType.PLACE, EntityType.STATE})
# "Chad, on Tuesday, June 9," · "said"; "Chad also" · "said"
ASIDE = re.compile(
    r"(?:\s*,\s(?:on|in|at|late|early|which|whose)\s[^,.;:]{1,40}(?:,\s[^,.;:]{1,30})?,)?\s+(?:also\s+)?(?P<word>[a-z]+)"
)
HEADLINE_VERB = re.compile(r"\s+(?P<word>[A-Z]?[a-z]+s)\b")  # "Chad Says", "Chad confirms"
DONE_BY = re.compile(
    r"\b\w+(?:ed|en|wn|lt|ld|nt|ught)\s+by\s+(?:both\s+)?(?:the\s+)?$", re.IGNORECASE
)  # "killed by" · "Chad"
AND = re.compile(r"\s*,?\s+and\s+(?:the\s+)?|\s*,\s+(?:the\s+)?")
WORD_BEFORE = re.compile(r"(?P<word>\w+)\s+(?:the\s+)?$")
OWNS = re.compile(r"['’]s?\s+(?P<first>[\w-]+)(?:\s+(?P<second>[\w-]+))?")
AUXILIARIES = frozenset(
    {"has", "had", "have", "will", "would", "could", "may", "might", "must", "should", "did", "does"}
)
BEFORE = 30  # characters
REACH = 40  # words around a name in which a word may tell what it does


def find_actors(
    article: Article, nominals: Sequence[Nominal], statements: Sequence[Statement], reading: Reading
) -> frozenset[int]:
    """The names of countries and capitals, as indexes, that say or do something where they stand.

    "Lima said", "killed by Peru and Chile", "Lima’s capacity to strike"; not "in Peru", "Lima’s suburbs".
    """
    lands = [n for n, one in enumerate(nominals) if one.kind is MentionKind.NAME and one.type in LANDS]
    spoken = _speakers(article, nominals, statements)
    acting = {
        n for n in lands if n in spoken or _acts(article, nominals[n].span) or _seen(reading, nominals[n])
    }
    for before, n in pairwise(lands):
        if (
            AND.fullmatch(article.text, nominals[before].span.end, nominals[n].span.start)
            and {before, n} & acting
        ):
            acting |= {before, n}  # "by Peru" · " and " · "Chile"
    return frozenset(
        n
        for n in acting
        if country_of(article[nominals[n].span]) or capital_of(article[nominals[n].span]) or n in spoken
    )


def _speakers(
    article: Article, nominals: Sequence[Nominal], statements: Sequence[Statement]
) -> frozenset[int]:
    """The mentions that are all of what a statement has for a state that speaks, but for "the"."""
    found = set()
    for source in (s.source for s in statements if s.source and s.source.kind is SourceKind.STATE):
        first = bisect_left(nominals, source.span.start, key=lambda one: one.span.start)
        last = bisect_left(nominals, source.span.end, key=lambda one: one.span.start)
        for n in range(first, last):
            lead = article.text[source.span.start : nominals[n].span.start].strip().lower()
            rest = article.text[nominals[n].span.end : source.span.end].strip(" ,’'s")
            if lead in ("", "the") and not rest:
                found.add(n)
    return frozenset(found)


def _acts(article: Article, span: Span) -> bool:
    """Whether its own clause has it for a doer."""
    text = article.text
    if DONE_BY.search(text, max(0, span.start - BEFORE), span.start):
        return True
    owns = OWNS.match(text, span.end)
    if owns:
        return bool(capital_of(article[span])) and not _is_local(owns)
    before = WORD_BEFORE.search(text, max(0, span.start - BEFORE), span.start)
    if before and before["word"].lower() in words("phrase_ends"):
        return False
    after = ASIDE.match(text, span.end) or HEADLINE_VERB.match(text, span.end)
    return after is not None and _is_verb(after["word"].lower())


def _is_local(owns: re.Match[str]) -> bool:
    """Whether what a city owns lies in it: streets, a hospital, its mayor."""
    nouns = [find_nominal_noun(word.lower()) for word in owns.groups() if word]
    return any(
        noun is not None and noun.type in (EntityType.FACILITY, EntityType.PLACE, EntityType.PERSON)
        for noun in nouns
    )


def _is_verb(word: str) -> bool:
    if word in AUXILIARIES:
        return True
    inflected = word.endswith(("ed", "s", "id", "ld", "ok", "ew", "ent", "ought"))
    return inflected and (find_act(word).known or bool(event_senses(word, part=Part.VERB)))


def _seen(reading: Reading, one: Nominal) -> bool:
    """Whether the reader sees a word that tells of an event and has this name for its doer."""
    first, last = np.searchsorted(reading.words[:, 0], [one.span.start, one.span.end])
    labels = reading.labels
    window = int(np.searchsorted(reading.windows[:, 1], first, side="right"))
    if first >= last or window >= len(reading.windows):
        return False
    begin, end = (int(word) for word in reading.windows[window])
    a, b = max(begin, int(first) - REACH), min(end, int(last) + REACH)
    tells = reading.events[a:b].argmax(1) > 0
    channel = labels.channels.index("actor")
    logits = reading.asks[a:b, channel] @ reading.answers[first:last, channel].T * labels.link_scale
    return bool(tells.any() and (logits.max(1)[tells] + labels.link_bias[channel] > 0).any())

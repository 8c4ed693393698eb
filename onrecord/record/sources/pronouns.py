"""Whom a pronoun that speaks stands for: a source before it, or the phrase that it relates to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.lexicons import rows
from onrecord.record.sources.kinds import DETERMINERS, NOT_KNOWN, PUBLIC, WORD, Speaker
from onrecord.record.sources.phrases import find_by_phrase
from onrecord.types import Article, EntityType, Name, SourceKind, Span

FAR = 900  # characters: how far back a pronoun looks; about five sentences of news
ANTECEDENTS = {
    "person": frozenset(
        {
            SourceKind.PERSON,
            SourceKind.OFFICIAL_UNNAMED,
            SourceKind.WITNESS,
            SourceKind.MILITARY,
            SourceKind.UNKNOWN,
        }
    ),
    "thing": PUBLIC | {SourceKind.MEDIA, SourceKind.DOCUMENT},
    "many": PUBLIC
    | {
        SourceKind.GROUP,
        SourceKind.OFFICIAL_UNNAMED,
        SourceKind.WITNESS,
        SourceKind.MEDIA,
        SourceKind.DOCUMENT,
    },
}


class Heard(NamedTuple):
    """A source met before, for pronouns that come after it."""

    end: int
    speaker: Speaker


def find_by_pronoun(
    article: Article, span: Span, names: tuple[Name, ...], heard: Sequence[Heard], above: Speaker | None
) -> Speaker | None:
    """The sort of source that a pronoun stands for; None where the words are no pronoun.

    It looks first to `above`, whose words these are ("said he would"), then back on `heard`.
    """
    tokens = WORD.findall(article[span])
    pronoun = _pronouns().get(tokens[0].lower()) if len(tokens) == 1 else None
    if pronoun is None:
        return None
    if pronoun == "relative":
        return _antecedent(article, span, names) or _back(span, "person", names, heard)
    if above and (pronoun in ("self", "us") or above.kind in ANTECEDENTS[pronoun]):
        return above
    return _back(span, pronoun, names, heard)


def _back(span: Span, looks_for: str, names: tuple[Name, ...], heard: Sequence[Heard]) -> Speaker:
    """Who a pronoun stands for, among the sources before it; a person's name where no source fits."""
    if looks_for == "self":
        return Speaker(SourceKind.PERSON, False)
    if looks_for == "us":
        return Speaker(SourceKind.MEDIA, True)  # "As we reported": the outlet of itself
    wanted = ANTECEDENTS[looks_for]
    for end, speaker in reversed(heard):
        if (
            end <= span.start
            and span.start - end <= FAR
            and speaker.kind in wanted
            and speaker is not NOT_KNOWN
        ):
            return speaker
    if looks_for != "person":
        return NOT_KNOWN
    people = any(name.type is EntityType.PERSON and 0 <= span.start - name.span.end <= FAR for name in names)
    return Speaker(SourceKind.PERSON, people)


def _antecedent(article: Article, span: Span, names: tuple[Name, ...]) -> Speaker | None:
    """The phrase right before a relative pronoun: "the militia" · "that claimed the attack"."""
    begin = max(0, span.start - 90)
    before = article.text[begin : span.start].rstrip(" ,")
    cut = max(before.rfind(mark) for mark in ',.;:\n“"')
    before = before[cut + 1 :]
    heads = [m.start() for m in re.finditer(r"\S+", before) if m[0].lower() in DETERMINERS]
    phrase = before[heads[-1] :] if heads else " ".join(re.findall(r"\S+", before)[-3:])
    at = article.text.rfind(phrase, begin, span.start) if phrase else -1
    if at < 0 or not WORD.search(phrase):
        return None
    inside = tuple(
        (n.span.start - at, n.span.end - at, n.type)
        for n in names
        if n.type and at <= n.span.start and n.span.end <= at + len(phrase)
    )
    speaker = find_by_phrase(phrase, inside)
    return None if speaker is NOT_KNOWN else speaker


@cache
def _pronouns() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("pronouns")}

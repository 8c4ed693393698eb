"""Article text → its time expressions, as TIMEX3."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from onrecord.record.times.grammar import Hit, find_hits
from onrecord.record.times.meaning import Setting
from onrecord.record.times.tense import find_way
from onrecord.record.times.values import find_meaning
from onrecord.record.times.words import Words, find_words
from onrecord.types import Span, Time

_NEAR = 45  # words: about two sentences of news, within which "at 6 a.m." is of the day just named
_PRESS = range(1600, 2200)  # the years a published day is believed in; the first newspaper is of 1605


def find_times(text: str, *, published: date | None, sentences: tuple[Span, ...] = ()) -> tuple[Time, ...]:
    """The time expressions of a text in its order, none overlapping, with TIMEX3 types and values.

    Values are seen from the published day; without one, digits that only it could tell are X.
    Where no sentences are given, their ends are guessed from the punctuation.
    """
    words = find_words(text)
    times: list[Time] = []
    setting = Setting(published if published and published.year in _PRESS else None, 0)
    spoken = 0
    for hit in find_hits(words):
        setting = _around(hit, words, replace(setting, near=hit.first - spoken <= _NEAR), sentences)
        meaning = find_meaning(hit, setting)
        if meaning is None:
            continue
        span = Span(words.starts[hit.first], words.ends[hit.last - 1])
        times.append(Time(f"t{len(times) + 1}", span, meaning.type, meaning.value))
        if meaning.moment and "earlier" not in hit["way"]:
            setting, spoken = replace(setting, focus=meaning.moment), hit.last
        if meaning.moment and hit.rule == "quarter":
            setting = replace(setting, quarter=meaning.moment)
    return tuple(times)


def _around(hit: Hit, words: Words, setting: Setting, sentences: tuple[Span, ...]) -> Setting:
    at = bisect_right(sentences, words.starts[hit.first], key=lambda sentence: sentence.start) - 1
    return replace(
        setting,
        way=find_way(words, hit.first, hit.last, sentences[at] if at >= 0 else None),
        before=words.texts[hit.first - 1] if hit.first else "",
        after=words.texts[hit.last] if hit.last < len(words.texts) else "",
    )

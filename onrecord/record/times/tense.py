"""Whether the clause around a time looks back or ahead."""

from __future__ import annotations

from onrecord.lexicons.times import TimeWords, time_words
from onrecord.record.times.words import CODES, Words
from onrecord.types import Span

_REACH = 12  # words to each side
_STOPS = frozenset(CODES[kind] for kind in ("stop", "break"))
_AS_SOON_AS = (("early", "as"), ("soon", "as"))
_ABBREVIATION = 3  # letters: after more, a full stop ends a sentence; with sentences given it is not asked
_ED = 5  # letters: the shortest regular past tense taken for one ("ended")


def find_way(words: Words, first: int, last: int, sentence: Span | None = None) -> int:
    """-1 where the clause looks back, 1 where it looks ahead, 0 where no word tells.

    The nearest telling word before the time decides, else the nearest after it, within the sentence.
    "said Tuesday" → -1 · "will meet on Tuesday" → 1
    """
    if last < len(words.texts) and words.kinds[last] == CODES["clitic"]:  # Wednesday's ruling
        return -1
    if first and (words.texts[first - 1] == "by" or words.texts[max(first - 2, 0) : first] in _AS_SOON_AS):
        return 1  # by February · as early as Tuesday
    known = time_words()
    before = range(first - 1, max(first - 1 - _REACH, -1), -1)
    after = range(last, min(last + _REACH, len(words.texts)))
    for side in (before, after):
        for at in side:
            if _ends_sentence(words, at, sentence):
                break
            if way := _way(words, at, known):
                return way
    return 0


def _ends_sentence(words: Words, at: int, sentence: Span | None) -> bool:
    if words.kinds[at] in _STOPS:
        return True
    if sentence:
        return not sentence.start <= words.starts[at] < sentence.end
    return words.kinds[at] == CODES["dot"] and at > 0 and len(words.texts[at - 1]) > _ABBREVIATION


def _way(words: Words, at: int, known: TimeWords) -> int:
    word = words.texts[at]
    after = words.texts[at + 1] if at + 1 < len(words.texts) else ""
    if word in known.future:
        return 1
    if (
        word == "could"
    ):  # "could still open on Wednesday"; "could not reach them", "could have known" look back
        return 0 if after in ("not", "n't", "have", "only") else 1
    if word == "to":  # "to meet Tuesday", not "to Cuba" or "to the port"; "tried to meet them on Tuesday"
        ahead = 1 if after in known.bare else 0
        return -ahead if at and words.texts[at - 1] in known.tried else ahead
    if word in known.past:
        return -1
    if at and words.texts[at - 1] == "be":  # "may be resolved"
        return 0
    regular = len(word) >= _ED and word.endswith("ed") and word not in known.not_past
    return -1 if regular else 0

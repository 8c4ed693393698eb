"""Whether the clause around a time looks back or ahead."""

from __future__ import annotations

from onrecord.lexicons.times import TimeWords, time_words
from onrecord.record.times.words import CODES, Words

_REACH = 12  # words to each side
_STOPS = frozenset(CODES[kind] for kind in ("stop", "break"))
_ED = 5  # letters: the shortest regular past tense taken for one ("ended")


def find_way(words: Words, first: int, last: int) -> int:
    """-1 where the clause looks back, 1 where it looks ahead, 0 where no word tells.

    The nearest telling word before the time decides, else the nearest after it, within the sentence.
    "said Tuesday" → -1 · "will meet on Tuesday" → 1
    """
    known = time_words()
    if last < len(words.texts) and words.kinds[last] == CODES["clitic"]:  # Wednesday's ruling
        return -1
    if first and (
        words.texts[first - 1] == "by"
        or words.texts[max(first - 2, 0) : first] in (("early", "as"), ("soon", "as"))
    ):
        return 1  # by February · as early as Tuesday
    for at in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if _ends_sentence(words, at):
            break
        if way := _way(words, at, known):
            return way
    for at in range(last, min(last + _REACH, len(words.texts))):
        if _ends_sentence(words, at):
            break
        if way := _way(words, at, known):
            return way
    return 0


def _ends_sentence(words: Words, at: int) -> bool:
    if words.kinds[at] in _STOPS:
        return True
    is_dot = words.kinds[at] == CODES["dot"]
    return (
        is_dot
        and at > 0
        and len(words.texts[at - 1]) > 3
        and at + 1 < len(words.texts)
        and words.starts[at + 1] > words.ends[at]
    )


def _way(words: Words, at: int, known: TimeWords) -> int:
    word = words.texts[at]
    if word in known.future:
        return 1
    if word == "to":  # "to meet Tuesday", not "to Cuba" or "to the port"
        return 1 if at + 1 < len(words.texts) and words.texts[at + 1] in known.bare else 0
    if word in known.past:
        return -1
    if at and words.texts[at - 1] == "be":  # "may be resolved"
        return 0
    regular = len(word) >= _ED and word.endswith("ed") and word not in known.not_past
    return -1 if regular else 0

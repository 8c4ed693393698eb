"""Which event a statement speaks of that only points back: «an envoy confirmed it»."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.record.events.sharing import DEEDS
from onrecord.record.events.telling import Told
from onrecord.record.hearing import is_of_a_part, pointers
from onrecord.types import Record, Span, Statement

BACK = 3  # sentences that "confirmed it" may look back
Pointer = tuple[Statement, Span | None]  # and the words that point, if any


def find_pointers(record: Record, groups: Sequence[Sequence[Told]]) -> list[list[Pointer]]:
    """For each event, given as its mentions, the statements that speak of it by pointing back."""
    found: list[list[Pointer]] = [[] for _ in groups]
    mentions = sorted(
        (told.trigger.span, n, told.sentence) for n, group in enumerate(groups) for told in group
    )
    starts = [sentence.start for sentence in record.sentences]
    for statement, words in pointers(record.article, record.statements):
        at = bisect_left(mentions, (statement.cue,))
        if at == 0:
            continue
        _, n, sentence = mentions[at - 1]
        if is_of_a_part(statement, words):
            n = _deed(groups, n, sentence)
        if bisect_right(starts, statement.cue.start) - 1 - sentence <= BACK:
            found[n].append((statement, words))
    return found


def _deed(groups: Sequence[Sequence[Told]], last: int, sentence: int) -> int:
    """«The [raid] killed six. Oman denied any part in it»: in the raid; the event told last, where it tells no deed."""
    deeds = (
        n
        for n, group in enumerate(groups)
        if group[0].trigger.type in DEEDS and any(told.sentence == sentence for told in group)
    )
    return next(deeds, last)

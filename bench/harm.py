"""Who did harm, to whom or what, and with what: the names and descriptions that the reader marks article-wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons import words as word_list
from onrecord.types import Article, Reading, Span

LINKS = frozenset({"of", "the"})
LEAST = 0.5  # of the chance that a word has this part: more likely than not


class HarmPart(StrEnum):
    """The part that somebody or something has in the harm that an article tells of."""

    PERPETRATOR = "perpetrator"  # "two hooded men"
    BODY = "body"  # the group, force or state behind them
    TARGET = "target"  # a thing attacked: "the substation"
    VICTIM = "victim"
    WEAPON = "weapon"


@dataclass(frozen=True, slots=True)
class Harm:
    """Words that have a part in harm; `score` is the chance of it, from 0 to 1, mean over the words."""

    span: Span
    part: HarmPart
    score: float


def find_harm(article: Article, reading: Reading, *, least: float = LEAST) -> tuple[Harm, ...]:
    """Every mention with a part in harm, in the order of the text; words of less chance than `least` have none.

    The reader learned it from MUC's reports of attacks and gvdb's of shootings: which attack a mention belongs to, it
    does not say.
    """
    words = reading.words[reading.words[:, 1] <= len(article.text)]
    texts = [article.text[start:end].lower() for start, end in words.tolist()]
    chances = _chances(reading)[: len(words)]
    found: list[Harm] = []
    for part, (opens, goes_on) in _columns(reading.labels.harm).items():
        whole = chances[:, opens] + chances[:, goes_on]
        runs = _joined(texts, _runs(whole >= least, chances[:, opens] > chances[:, goes_on]))
        for first, last in (_trimmed(texts, *run) for run in runs):
            if first <= last:
                span = Span(int(words[first, 0]), int(words[last, 1]))
                found.append(Harm(span, part, float(whole[first : last + 1].mean())))
    return tuple(sorted(found, key=lambda harm: (harm.span, harm.part)))


def _chances(reading: Reading) -> NDArray[np.float64]:
    logits = reading.harm.astype(np.float64)
    raised = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _columns(labels: tuple[str, ...]) -> dict[HarmPart, tuple[int, int]]:
    """Each part's "B-" and "I-" among the labels, where the model has them."""
    return {
        part: (labels.index(f"B-{part}"), labels.index(f"I-{part}"))
        for part in HarmPart
        if f"B-{part}" in labels and f"I-{part}" in labels
    }


def _runs(inside: NDArray[np.bool_], opens: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last word of each run of words inside; a word that opens a mention starts a run of its own.

    Inside at 1, 2, 3 and 4, opening at 1 and 4  →  (1, 3), (4, 4).
    """
    runs: list[tuple[int, int]] = []
    for at in np.flatnonzero(inside).tolist():
        if runs and runs[-1][1] == at - 1 and not opens[at]:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _joined(texts: Sequence[str], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs, those as one between which only "of" and "the" stand: "offices" of the "salt company"."""
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        before = joined[-1] if joined else None
        if before and _is_one(texts, before, first):
            joined[-1] = (before[0], last)
        else:
            joined.append((first, last))
    return joined


def _is_one(texts: Sequence[str], before: tuple[int, int], first: int) -> bool:
    between = texts[before[1] + 1 : first]
    bound = "of" in (texts[before[1]], texts[first])
    return len(between) <= len(LINKS) and LINKS.issuperset(between) and (bound or bool(between))


def _trimmed(texts: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """A run without what no mention begins or ends with: "masked men" of "masked men who"."""
    while first <= last and not _opens(texts[first]):
        first += 1
    while first <= last and not _closes(texts[last]):
        last -= 1
    return first, last


def _opens(word: str) -> bool:
    return word[:1].isalnum() and word not in word_list("leading_words")


def _closes(word: str) -> bool:
    return word[-1:].isalnum() and word not in word_list("phrase_ends") and word not in LINKS

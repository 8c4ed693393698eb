"""Remarks that tell of no one event: what such people do, what is done every year, what a law forbids."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from onrecord.lexicons import rows, words
from onrecord.lexicons.events import Part
from onrecord.record.events.grammar.clauses import is_participle
from onrecord.record.events.tokens import is_adverb
from onrecord.record.events.wordings import Wording

NEAR = 4  # words between a "who" and its verb, adverbs and helpers
REACH = 8  # words between a verb and the adverb that tells of a habit
WHO = frozenset({"who", "that"})
WHEN = frozenset({"when", "whenever", "where", "wherever"})
ENDS = frozenset(',;:.?!“”"()')
INTENT = frozenset({"to", "would", "want", "seek", "try", "can", "could", "do", "still"})


def is_remark(sentence: Sequence[str], phrase: Wording) -> bool:
    """Whether the words of a phrase are of no event that came about, is planned or was threatened.

    «people who | burn | fuel», «when people | harm | guards», «usually | kill | themselves», «a crime to | kill | a
    guard»; not «those who killed him», «people who were killed».
    """
    return (
        _is_forbidden(sentence, phrase)
        or _is_sentence(sentence, phrase)
        or _is_burden(sentence, phrase)
        or (_is_present(sentence, phrase) and (_is_of_such(sentence, phrase) or _is_habit(sentence, phrase)))
    )


def _is_present(sentence: Sequence[str], phrase: Wording) -> bool:
    """Whether the phrase begins with a verb in the present, of which nobody says that he has done it."""
    word = sentence[phrase.start]
    lemmas = {sense.lemma.split()[0] for sense in phrase.senses if sense.part is Part.VERB}
    told = word in lemmas or (word.endswith("s") and not phrase.noun and bool(lemmas))
    past = is_participle(word) and word not in lemmas
    return told and not phrase.noun and not past and not _small("past") & set(_before(sentence, phrase.start))


def _before(sentence: Sequence[str], at: int) -> Sequence[str]:
    """The helpers and adverbs right before a verb."""
    first = at
    while (
        first > 0
        and at - first < NEAR
        and (
            sentence[first - 1] in _small("past") | INTENT | _small("habit") or is_adverb(sentence[first - 1])
        )
    ):
        first -= 1
    return sentence[first:at]


def _is_of_such(sentence: Sequence[str], phrase: Wording) -> bool:
    """«[people] who | burn | fuel», «when [people] | harm | guards»."""
    at = phrase.start - len(_before(sentence, phrase.start)) - 1
    such = _small("whoever") | _small("anyone")
    if at > 0 and sentence[at] in WHO:
        return sentence[at - 1] in such
    return at > 0 and sentence[at] in such and sentence[at - 1] in WHEN


def _is_habit(sentence: Sequence[str], phrase: Wording) -> bool:
    """«usually | kill | themselves», «| die | in such crashes every year»."""
    first, last = phrase.start, phrase.end
    while first > 0 and phrase.start - first < REACH and sentence[first - 1] not in ENDS:
        first -= 1
    while last < len(sentence) and last - phrase.end < REACH and sentence[last] not in ENDS:
        last += 1
    near = sentence[first:last]
    return bool(_small("habit") & set(_before(sentence, phrase.start))) or any(
        one in _small("each") and other in _small("time") for one, other in pairwise(near)
    )


def _is_forbidden(sentence: Sequence[str], phrase: Wording) -> bool:
    """«a federal crime to | kill | a guard», «laws against | killing», «wide powers to | arrest»."""
    before = sentence[max(0, phrase.start - REACH) : phrase.start]
    asked, link = (("", "", *before))[-2:]
    if link == "to":
        named = "for" in before and any(word in _small("law") for word in before)  # «a crime for guards to»
        return named or asked in _small("law") | _small("power")
    return link == "against" and asked in _small("laws")


def _is_sentence(sentence: Sequence[str], phrase: Wording) -> bool:
    """«sentenced four clerks to | death |»: they live; not «beaten to death», «sentenced for the death of»."""
    judged = set(sentence[max(0, phrase.start - REACH) : phrase.start]) & _small("sentence")
    return bool(judged) and tuple(sentence[phrase.start - 1 : phrase.end]) == ("to", "death")


def _is_burden(sentence: Sequence[str], phrase: Wording) -> bool:
    """«high prices | hurt | farmers», «the scandal has | hurt | the mayor»: nobody was wounded."""
    if sentence[phrase.start] not in _small("smart") or phrase.start == 0:
        return False
    at = phrase.start - 1
    while at > 0 and (sentence[at] in words("auxiliaries") | _small("past") or is_adverb(sentence[at])):
        at -= 1
    return sentence[at] in _small("burden")


@cache
def _small(kind: str) -> frozenset[str]:
    return frozenset(word for word, of in rows("remark_words") if of == kind)

"""Words of harm in a sentence, and how each is built: "were killed", "killing", "dead", "the death toll"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons.counting import HarmPart, HarmSense, What, count_words, harm_bases, harm_senses, whats
from onrecord.record.events.numbers.words import Word

JOINTS = frozenset({"and", "or", "/", "&"})
BLOWS = frozenset({"shot", "stabbed"})  # what they led to says more: "shot and wounded"


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A harm word of a sentence; `first` and `end` are its words, half-open; `past`: its form may be a passive's."""

    first: int
    end: int
    part: HarmPart
    what: What
    subject: bool  # the counted are its subject without a passive: "5 died"
    past: bool


def find_harms(words: Sequence[Word]) -> tuple[HarmWord, ...]:
    """The harm words in order, none overlapping; words that tell one harm together are one: "shot and killed"."""
    joined: list[HarmWord] = []
    for one in _harms(words):
        before = joined[-1] if joined else None
        together = before and _together(words, before, one)
        if before and together:
            part = before.part if before.part is HarmPart.ADJECTIVE else one.part
            joined[-1] = replace(
                one, first=before.first, what=together, part=part, subject=before.subject or one.subject
            )
        else:
            joined.append(one)
    return tuple(joined)


def _harms(words: Sequence[Word]) -> Iterator[HarmWord]:
    at = 0
    while at < len(words):
        found = _harm(words, at)
        if found:
            yield found
        at = found.end if found else at + 1


def _harm(words: Sequence[Word], at: int) -> HarmWord | None:
    """The longest phrase at this word; of equal ones a noun where an article or a number's neighbour asks for it."""
    senses = [
        sense
        for base in harm_bases(words[at].text)
        for sense in harm_senses().get(base, ())
        if _fits(words, at, sense)
    ]
    if not senses:
        return None
    longest = max(len(sense.lemma) for sense in senses)
    sense = min(
        (one for one in senses if len(one.lemma) == longest), key=lambda one: _rank(words[at].text, one)
    )
    form = words[at].text
    past = (
        sense.part is HarmPart.VERB
        and not form.endswith("ing")
        and (form != sense.lemma[0] or form in ("hurt", "shot"))
    )
    past = past and form != f"{sense.lemma[0]}s"
    return HarmWord(at, at + longest, sense.part, sense.what, sense.subject, past)


def _fits(words: Sequence[Word], at: int, sense: HarmSense) -> bool:
    after = words[at + 1 : at + len(sense.lemma)]
    return len(after) == len(sense.lemma) - 1 and all(
        lemma in harm_bases(word.text) for lemma, word in zip(sense.lemma[1:], after, strict=True)
    )


def _rank(form: str, sense: HarmSense) -> int:
    """«killings», «the wounded»: a form in -s or -ing of a noun's own is the noun; one in -ed is the verb"""
    if sense.part is HarmPart.BODY and form == sense.lemma[0]:
        return 4  # "holds 500 people hostage"
    own = form in (sense.lemma[0], f"{sense.lemma[0]}s")
    return {HarmPart.VERB: 1, HarmPart.ADJECTIVE: 3}.get(sense.part, 0 if own else 2)


def _together(words: Sequence[Word], before: HarmWord, after: HarmWord) -> What | None:
    """What two harm words tell together where they share those harmed: «killed or wounded», «shot and killed»."""
    between = [word.text for word in words[before.end : after.first]]
    if (
        not between
        or between[0] not in JOINTS
        or not set(between[1:]) <= count_words("manners")
        or before.part is HarmPart.TOLL
    ):
        return None
    if before.what.name in BLOWS and before.part is after.part:
        return after.what
    if {before.what.name, after.what.name} == {"killed", "injured"}:
        return whats()["casualties"]
    return None

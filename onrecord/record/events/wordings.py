"""Words of a sentence that the lexicon of events knows: the longest phrase, and as what part of speech it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicons import rows, words
from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import EventWord, Part, event_bases, event_senses, event_words
from onrecord.record.events.tokens import Tree, is_adverb


@dataclass(frozen=True, slots=True)
class Wording:
    """Words [start, end) of a sentence, what the lexicon knows of them, and as what part of speech they stand."""

    start: int
    end: int
    senses: tuple[EventWord, ...]
    part: Part | None

    @property
    def noun(self) -> bool:
        return self.part is Part.NOUN or (
            self.part is None and all(sense.part is not Part.VERB for sense in self.senses)
        )


def find_wording(sentence: Sequence[str], at: int) -> Wording:
    """The longest phrase of the lexicon that begins here, or the one word, known or not."""
    longest, senses = at + 1, event_senses(sentence[at])
    for end, several in _tree().matches(sentence, at, bases=event_bases, skips=_is_between):
        if end > max(longest, at + 1) and not _is_gerund_of(sentence[end - 1], several):
            longest, senses = end, several
    if longest > at + 1:  # no phrase of several words is both noun and verb
        return Wording(at, longest, senses, senses[0].part)
    before, after = _part_before(sentence, at), _part_after(sentence, at)
    for part in (before, after):
        fitting = tuple(sense for sense in senses if _agree(sense.part, part))
        if fitting and part:
            return Wording(at, longest, fitting, part)
    if before is Part.NOUN and not sentence[at].endswith(("ed", "ing")):
        return Wording(
            at, longest, (), before
        )  # "the club" is no clubbing; "the displaced families" were displaced
    return Wording(
        at, longest, senses, senses[0].part if len({sense.part for sense in senses}) == 1 else None
    )


def _is_gerund_of(last: str, senses: Sequence[EventWord]) -> bool:
    """«go on striking» is no form of "go on strike": a phrase bends its verb alone."""
    return last.endswith("ing") and not any(sense.lemma.endswith(last) for sense in senses)


def _part_before(sentence: Sequence[str], at: int) -> Part | None:
    """Noun or verb, where the word before tells: "the strike", "they strike"."""
    before = next((word for word in reversed(sentence[max(0, at - 3) : at]) if not is_adverb(word)), "")
    if before == "to" and sentence[at].endswith("s"):
        return Part.NOUN  # "a response to strikes"
    if before in clause_words("undergo") and any(
        _is_participle(sentence[at], sense) for sense in event_senses(sentence[at])
    ):
        return Part.VERB  # "was shot in", "found shot in"; not "it was murder"
    return _signs("before").get(before)


def _is_participle(word: str, sense: EventWord) -> bool:
    return sense.part is Part.VERB and sense.lemma != word and not word.endswith(("s", "ing"))


def _part_after(sentence: Sequence[str], at: int) -> Part | None:
    """Noun or verb, where the word after tells, less surely: "strikes against", "strikes the"."""
    after = sentence[at + 1] if at + 1 < len(sentence) else "."
    return Part.NOUN if after == "of" else _signs("after").get(after)


def _agree(sense: Part, part: Part | None) -> bool:
    return sense is part or (sense is Part.ADJECTIVE and part is Part.NOUN)


def _is_between(word: str) -> bool:
    """What may stand inside a phrase: «laid siege», «took three villagers hostage» is too much, «took him hostage»."""
    return word == "-" or word in words("between") or is_adverb(word)


def told_by(sentence: Sequence[str], phrase: Wording) -> int:
    """Where the words end that tell of it: «recalled [its ambassador]», «charged [him with]»; not «took [hostage]»."""
    end = phrase.end
    if not phrase.noun and sentence[phrase.start] not in words("holding_verbs"):
        while end > phrase.start + 1 and (
            any(base in words("event_phrase_ends") for base in event_bases(sentence[end - 1]))
            or (end < phrase.end and _is_between(sentence[end - 1]))
        ):
            end -= 1
    return end


@cache
def _tree() -> Tree[tuple[EventWord, ...]]:
    tree: Tree[tuple[EventWord, ...]] = Tree()
    for lemma, senses in event_words().items():
        tree.add(lemma, senses)
    return tree


@cache
def _signs(side: str) -> Mapping[str, Part]:
    return {word: Part(part) for word, where, part in rows("noun_signs") if where == side}

"""Those counted before the word of harm, as its subject: «5 were killed», «5 died», «5 dead»."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from onrecord.lexicons import words as word_list
from onrecord.lexicons.counting import HarmPart, count_words, people_nouns
from onrecord.record.events.harms import HarmWord
from onrecord.record.events.phrases import NAMELESS, Quantity
from onrecord.record.events.sentence import Link, Sentence, is_of_them, is_passive

REACH = 25  # words between a harm and those harmed, asides and all; a sentence of news has about as many
NEAR = 5  # words between them where only a place parts them: "12 people in Zakho killed"
# the mark that ends an aside: the one that opens it
ASIDES = {",": ",", ")": "(", "--": "--", "–": "–", "—": "—"}
SAYING = frozenset({"said", "say", "says", "reported", "stated", "announced", "confirmed"})


def find_subjects(read: Sentence, objects: AbstractSet[Quantity]) -> Iterator[Link]:
    """«5 were killed», «5 died», «5 dead»; `objects` have their harm already"""
    for harm in read.harms:
        if harm.part not in (HarmPart.VERB, HarmPart.ADJECTIVE) or not _takes_subject(read, harm):
            continue
        found = find_subject(read, harm)
        if found is None or (
            found in objects and found.harm is None and not _is_harmed_twice(read, found, harm)
        ):
            continue
        for quantity in (found, *_listed_before(read, found, objects)):
            yield from _shared(read, quantity, harm)


def _takes_subject(read: Sentence, harm: HarmWord) -> bool:
    """Whether those harmed stand before this word: «5 killed in a raid», not «5 killed the mayor»"""
    if read.text(harm.first - 1) in count_words("closing"):
        return False  # "many in the protests"
    if harm.subject:
        return True
    if not harm.past:
        return False
    if is_passive(read, harm):
        return True
    after = read.text(harm.end)
    if read.starting(harm.end) or after in count_words("openers"):
        return False
    return not after or not after[0].isalnum() or after in _after_participle() or after.endswith("ly")


def _is_harmed_twice(read: Sentence, quantity: Quantity, harm: HarmWord) -> bool:
    """«killed two policemen [who had been kidnapped]», «the loss of five officers [shot] in May»"""
    return read.text(quantity.end) in NAMELESS or quantity.end == harm.first


def _shared(read: Sentence, quantity: Quantity, harm: HarmWord) -> Iterator[Link]:
    """«30 of the 80 wounded»: 80, and 30 of them; «30 of the 80 men were wounded»: 30"""
    inner = quantity.of if quantity.of and quantity.of.number != quantity.number else None
    if inner and read.text(quantity.end) in NAMELESS:
        yield Link(inner, harm)  # "one of the two women who were hurt"
    elif inner and quantity.end == harm.first:
        yield Link(inner, harm)
        yield Link(quantity, harm, part=True)
    else:
        yield Link(quantity, harm, part=is_of_them(read, quantity))


def find_subject(read: Sentence, harm: HarmWord) -> Quantity | None:
    """Those who stand before the harm as its subject, however many asides and places stand between."""
    at, finite = harm.first - 1, harm.part is HarmPart.VERB and harm.subject
    asides = 2
    while at >= 0 and not read.ending(at + 1):
        text = read.text(at)
        if text in count_words("chains"):
            finite = finite or text in count_words("finite")
            at -= 1
        elif text in ASIDES and asides:
            back = _aside_before(read, at)
            if back is None or not (finite or read.ending(back) or read.text(back - 1) in count_words("be")):
                return None
            asides, at = asides - 1, back - 1
        elif text in NAMELESS and read.text(at - 1) not in SAYING:
            at -= 2 if read.text(at - 1) == "," else 1
            finite = False
            break
        else:
            break
    found = read.ending(at + 1)
    if found:
        return None if _is_not_subject(read, found, harm, finite) else found
    return _beyond_place(read, at, finite)


def _aside_before(read: Sentence, at: int) -> int | None:
    """Where the aside that ends at this mark begins: «Two men [, both nurses ,] were shot»"""
    opener = ASIDES[read.text(at)]
    return next((near for near in range(at - 1, max(at - REACH, -1), -1) if read.text(near) == opener), None)


def _beyond_place(read: Sentence, at: int, finite: bool) -> Quantity | None:
    """«[Two people] from Zinbar village were hurt», «[several officers] and marchers were»: no verb between"""
    for back in range(at, max(at - (REACH if finite else NEAR), -1), -1):
        found, text = read.ending(back), read.text(back)
        joined = text in count_words("prepositions") or (text == "and" and at - back < NEAR)
        joined = joined or (finite and _opens_relative(read, back, at))
        if found and joined and found.people and not _is_governed(read, found):
            return found
        if text in _blocks() or (read.harm_at(back) and text != "dead"):
            return None
    return None


def _opens_relative(read: Sentence, at: int, end: int) -> bool:
    """«11,000 people [related to the cartel] have been arrested»; not «two men fired at it and a guard was killed»"""
    participle = read.text(at).endswith(("ed", "ing")) and read.text(at + 1) in count_words("prepositions")
    return participle and "and" not in read.texts(at, end)


def _is_not_subject(read: Sentence, quantity: Quantity, harm: HarmWord, finite: bool) -> bool:
    """«in 12 villages were killed», «a mother of 12 killed», «the two missing pieces»"""
    if finite:
        return _is_governed(read, quantity)
    if quantity.head is not None:
        return False
    after = read.text(harm.end)
    attribute = harm.part is HarmPart.ADJECTIVE and after.isalpha() and after not in _after_participle()
    parent = read.text(quantity.first - 1) == "of" and read.text(quantity.first - 2) in people_nouns()
    return parent or attribute


def _is_governed(read: Sentence, quantity: Quantity) -> bool:
    return read.text(quantity.first - 1) in count_words("prepositions")


def _listed_before(read: Sentence, last: Quantity, objects: AbstractSet[Quantity]) -> Iterator[Quantity]:
    """«[three soldiers], [a guard] and | two civilians were killed»"""
    at, joined = last.first, False
    while True:
        if read.text(at - 1) == "and":
            at, joined = at - 1, True
            at -= read.text(at - 1) == ","
        elif read.text(at - 1) == "," and joined:
            at -= 1
        else:
            return
        if read.text(at - 1).isdigit() and read.text(at - 2) == ",":
            at -= 2  # "a man[, 24,] and a woman"
        before = read.ending(at)
        if before is None or before in objects or not before.people or before.harm:
            return
        yield before
        at = before.first


@cache
def _blocks() -> frozenset[str]:
    """What no subject stands before: «20 people heard [that he was] killed»"""
    return count_words("breaks") | count_words("be") | NAMELESS


@cache
def _after_participle() -> frozenset[str]:
    """What follows a participle that is a passive's: «killed [in] a raid», «killed [on] Monday»"""
    ends = count_words("phrase_ends") | word_list("phrase_ends") | count_words("prepositions")
    return ends - count_words("openers")

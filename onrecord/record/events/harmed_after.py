"""Those counted after the word of harm that was done to them: «killed 5», «the killing of 5»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.lexicons.counting import HarmPart, count_words
from onrecord.lexicons.times import time_words
from onrecord.record.events.harms import JOINTS, HarmWord
from onrecord.record.events.phrases import Quantity, ends_of_phrases
from onrecord.record.events.sentence import Link, Sentence, is_lost, is_passive

REACH = 25  # words between a harm and those harmed, asides and all; a sentence of news has about as many
NAMED = 9  # words of a name or description before "and three guards"
BESIDE = ("along", "together")  # "was killed along with two guards"
WITHOUT_OBJECT = frozenset({HarmPart.ADJECTIVE, HarmPart.TOLL, HarmPart.WHO})


def find_objects(read: Sentence) -> Iterator[Link]:
    """«killed 5», «the killing of 5», «was shot dead along with 2»"""
    for harm in read.harms:
        if harm.part in WITHOUT_OBJECT or (harm.part is HarmPart.LIFE and not is_lost(read, harm)):
            continue
        done_to = harm.subject or (harm.past and is_passive(read, harm))
        first = _beside(read, harm) if done_to else _object(read, harm, harm.end, 2)
        if first:
            yield from (Link(quantity, harm) for quantity in _listed_after(read, first))


def _object(read: Sentence, harm: HarmWord, at: int, joints: int) -> Quantity | None:
    """What the harm was done to, where it is counted; of harms joined, what the last has: «kidnapped and killed 5»"""
    noun = harm.part is not HarmPart.VERB
    while read.text(at) in _adverbs():
        at += 1
    of = noun and read.text(at) == "of"
    found = read.starting(at + of)
    if found:
        return found
    if read.text(at) in JOINTS and joints:
        joined = next((one for one in read.harms if at < one.first <= at + 3), None)
        if joined and not joined.subject and joined.part in (HarmPart.VERB, HarmPart.NOUN):
            return _object(read, joined, joined.end, joints - 1)
    return None if noun and not of else _after_name(read, at + of, noun)


def _beside(read: Sentence, harm: HarmWord) -> Quantity | None:
    """«Osman was shot dead in Kano on Monday, [along with two aides]»"""
    for at in range(harm.end, min(harm.end + REACH, len(read.words))):
        if read.text(at) in BESIDE and read.text(at + 1) == "with":
            return read.starting(at + 2)
        if read.harm_at(at) or read.text(at) in count_words("be") or read.text(at) == ";":
            return None
    return None


def _after_name(read: Sentence, at: int, after_noun: bool) -> Quantity | None:
    """«killed Mayor Osman [and three guards]», «his son [and two aides]», «the murder of Osman [and two others]»"""
    for near in range(at, min(at + NAMED, len(read.words))):
        text = read.text(near)
        if text == "and" and near > at:
            found = read.starting(near + 1)
            return found if found and not _has_own_harm(read, found, after_noun) else None
        named = text in (",", ".") or (text[0].isalpha() and text not in ends_of_phrases())
        owned = near == at and text in count_words("openers")
        if read.harm_at(near) or not (named or owned):
            return None
    return None


def _listed_after(read: Sentence, first: Quantity) -> Iterator[Quantity]:
    """«killed [three soldiers], [two guards] and [a child]»; not «killed three and 20 were wounded»"""
    yield first
    pending: list[Quantity] = []
    at = first.end
    while read.text(at) in (",", "and"):
        closed = "and" in (read.text(at), read.text(at + 1))
        at += 2 if read.text(at + 1) == "and" else 1
        after = read.starting(at)
        if after is None or _has_own_harm(read, after):
            return
        pending.append(after)
        at = after.end
        if closed or "and" in read.texts(after.first, after.end):
            yield from pending  # a list that no "and" closes may be none: "killed three, a doctor said"
            pending = []


def _has_own_harm(read: Sentence, quantity: Quantity, after_noun: bool = False) -> bool:
    """Whether what follows those counted tells what became of them: «… and 20 were wounded»

    After a noun it tells of the noun, unless it is harm: «the death of Osman and two aides was confirmed».
    """
    at = quantity.end
    while read.text(at) in count_words("chains"):
        at += 1
    verb = bool(read.texts(quantity.end, at) & count_words("be"))
    return read.harm_at(at) is not None or (verb and not after_noun)


@cache
def _adverbs() -> frozenset[str]:
    """What may part a harm from its object: «kidnapped [today] two drivers»"""
    days = frozenset(time_words().days) | {day for day in time_words().weekdays if day.endswith("day")}
    return count_words("manners") | days | {"also", "reportedly", "allegedly", "off"}

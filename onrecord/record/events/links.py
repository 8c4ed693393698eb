"""Which number belongs to which word of harm: by how the sentence is built, never by nearness alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from onrecord.lexicons.counting import HarmPart, count_words
from onrecord.record.events.harmed_after import find_objects
from onrecord.record.events.harmed_before import find_subject, find_subjects
from onrecord.record.events.harms import BLOWS, HarmWord
from onrecord.record.events.numbers.words import Word
from onrecord.record.events.phrases import Quantity
from onrecord.record.events.sentence import Link, Sentence, is_lost
from onrecord.record.events.totals import find_parts, find_tolls

EARLIER = frozenset({"prior", "previous", "past"})  # "five prior arrests": one man's
OUTCOMES = frozenset({"killed", "injured", "casualties"})


def find_links(
    words: tuple[Word, ...], harms: tuple[HarmWord, ...], quantities: tuple[Quantity, ...]
) -> tuple[Link, ...]:
    """Every number with its harm: first those that are one phrase, then objects, subjects, tolls, parts."""
    read = Sentence(words, harms, quantities)
    links = [*_heads(read), *find_objects(read)]
    links += find_subjects(read, {link.quantity for link in links})
    links += find_tolls(read, {link.quantity for link in links})
    links += _among(read)
    links += find_parts(read, links)
    links += _crowds(read, {link.quantity for link in links})
    return _without_doubles(links)


def _without_doubles(links: Sequence[Link]) -> tuple[Link, ...]:
    """One link for each number and harm, none that another says better: «shot 41 people dead», «freed 12 hostages»"""
    outcomes = {link.quantity.number for link in links if link.harm.what.name in OUTCOMES}
    deeds = {link.quantity.number for link in links if link.harm.part is not HarmPart.BODY}
    kept = {
        (link.quantity.number, link.harm.what): link
        for link in reversed(links)
        if not (link.harm.what.name in BLOWS and link.quantity.number in outcomes)
        and not (link.harm.part is HarmPart.BODY and link.quantity.number in deeds)
    }
    return tuple(kept.values())


def _heads(read: Sentence) -> Iterator[Link]:
    """«three murders», «two hostages», «the two arrested men», «15 of those held», «45 lives were lost»"""
    for quantity in read.quantities:
        harm = quantity.harm
        if harm is None or harm.part is HarmPart.WHO or EARLIER & read.texts(quantity.first, quantity.end):
            continue
        if harm.part is HarmPart.LIFE and not is_lost(read, quantity):
            continue
        yield Link(quantity, harm, part=quantity.of is not None)
        if quantity.of and quantity.of.number != quantity.number:
            yield Link(quantity.of, harm)


def _among(read: Sentence) -> Iterator[Link]:
    """«[One child] was among the dead», «among those killed were [two guards]»"""
    for harm in read.harms:
        start = _among_before(read, harm)
        if start is None:
            continue
        at = harm.end
        while read.text(at) in count_words("be"):
            at += 1
        after = read.starting(at) if at > harm.end else None
        before = find_subject(read, replace(harm, first=start, end=start + 1, part=HarmPart.ADJECTIVE))
        yield from (Link(found, harm, part=True) for found in (after, before) if found)


def _among_before(read: Sentence, harm: HarmWord) -> int | None:
    """Where «among the», «among those who» before a harm begins."""
    who = read.text(harm.first - 1) == "who"
    start = harm.first - (3 if who else 2)
    those = read.text(start + 1) in ("the", "those")
    return start if those and read.text(start) == "among" else None


def _crowds(read: Sentence, taken: AbstractSet[Quantity]) -> Iterator[Link]:
    """«400 protesters», «two gunmen»: where no harm to them is told"""
    for quantity in read.quantities:
        if quantity.harm and quantity.harm.part is HarmPart.WHO and quantity not in taken:
            yield Link(quantity, quantity.harm)

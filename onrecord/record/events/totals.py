"""Totals and what they are made of: tolls that rise, and those counted among others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from onrecord.lexicons.counting import HarmPart, count_words
from onrecord.record.events.harms import HarmWord
from onrecord.record.events.phrases import PRONOUNS, Quantity
from onrecord.record.events.sentence import Link, Sentence, is_of_them

REACH = 25  # words between "death toll" and its number; a sentence of news has about as many
NAMED = 9  # words between "including" and a number after an aside
INCLUDING = frozenset({"including", "include", "includes", "included"})
SPELLING = frozenset({",", ":", "--", "–", "—"})  # before those that a total is made of
COUNTED_AS = frozenset({HarmPart.NOUN, HarmPart.BODY})


def find_tolls(read: Sentence, taken: AbstractSet[Quantity]) -> Iterator[Link]:
    """«the death toll rose from 12 to 45», «a toll of 45», «the rise in deaths to 45»"""
    for harm in read.harms:
        found = _toll(read, harm, taken) if _is_numbered(read, harm) or _is_moved(read, harm) else None
        if found:
            yield Link(found, harm)


def _is_moved(read: Sentence, harm: HarmWord) -> bool:
    """«the [rise] in deaths», «deaths [rose] to»"""
    return harm.part in COUNTED_AS and bool(read.texts(harm.first - 6, harm.end + 9) & count_words("rises"))


def _is_numbered(read: Sentence, harm: HarmWord) -> bool:
    """«the [number] of people killed»"""
    return harm.part is HarmPart.TOLL or "number" in read.texts(harm.first - 6, harm.first)


def _toll(read: Sentence, harm: HarmWord, taken: AbstractSet[Quantity]) -> Quantity | None:
    for quantity in read.quantities:
        if not harm.end <= quantity.first <= harm.end + REACH or quantity in taken:
            continue
        if read.texts(harm.end, quantity.first) & {";", "when", "after", "while"}:
            return None
        lead = read.text(quantity.first - 1)
        qualified = quantity.number.core > quantity.first  # "surpassed 45"
        leads = lead in count_words("toll_leads") or lead in count_words("rises") or qualified
        if (
            quantity.people
            and lead != "from"
            and leads
            and (_is_numbered(read, harm) or lead in ("to", "at"))
        ):
            return quantity
    return None


def find_parts(read: Sentence, links: Sequence[Link]) -> Iterator[Link]:
    """«12, [including two children]», «20 people, [12 of them children]», «23 men ([12 Somali] and [11 Omani])»"""
    yield from _spelt_out(read, links)
    linked = {link.quantity for link in links}
    last: Quantity | None = None
    for quantity in read.quantities:
        if quantity in linked:
            continue
        follows = last and last.end < quantity.first and read.texts(last.end, quantity.first) <= {",", "and"}
        before = [one for one in links if one.quantity.end <= quantity.first and not one.part]
        before = [one for one in before if one.quantity.number.best]  # of nobody, nobody is a part
        if before and (follows or _is_part(read, quantity)):
            total = max(before, key=lambda one: one.quantity.first)
            if ";" not in read.texts(total.quantity.end, quantity.first):
                last = quantity
                yield Link(quantity, total.harm, part=True)


def _spelt_out(read: Sentence, links: Sequence[Link]) -> Iterator[Link]:
    """«four people, [two men] and [two women],», «85 civilians -- [33 boys], [32 women] and [20 men]»: they add up"""
    linked = {link.quantity for link in links}
    for total in links:
        listed: list[Quantity] = []
        at = total.quantity.end
        while read.text(at) in SPELLING or (listed and read.text(at) == "and"):
            at += 2 if read.text(at + 1) == "and" else 1
            found = read.starting(at)
            if found is None or found in linked:
                break
            listed.append(found)
            at = found.end
        if len(listed) > 1 and sum(one.number.best for one in listed) == total.quantity.number.best:
            yield from (Link(one, total.harm, part=True) for one in listed)


def _is_part(read: Sentence, quantity: Quantity) -> bool:
    before, two = read.text(quantity.first - 1), read.text(quantity.first - 2)
    return bool(
        before in INCLUDING
        or (two == "among" and before in PRONOUNS)
        or is_of_them(read, quantity)
        or (before == "(" and read.ending(quantity.first - 1))
        or (before == "," and INCLUDING & read.texts(quantity.first - NAMED, quantity.first))
    )

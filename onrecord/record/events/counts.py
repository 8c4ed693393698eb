"""How many were harmed: numbers joined to the words of harm that they count, with low, best and high."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicons.counting import HarmPart
from onrecord.record.events.harms import find_harms
from onrecord.record.events.links import find_links
from onrecord.record.events.numbers import find_numbers
from onrecord.record.events.numbers.words import Word, cut_words
from onrecord.record.events.quantities import find_quantities
from onrecord.record.events.sentence import Link
from onrecord.record.events.totals import COUNTED_AS
from onrecord.types import Article, Count, EventType, Role, Span

PER = r"(?:a|per|each|every)\s(?:single\s)?(?:day|week|month|year|hour|night|minute)\b"  # "a day"
NOT_AGO = r"(?!\s(?:ago|later|earlier|after|before|since))"  # not: "20 people died a year ago"
SHARE = r"per\s(?:\d|capita|head)|(?:daily|weekly|monthly|yearly|annually)\b"  # "27 deaths per 100,000"
RATE = re.compile(
    rf"(?:[^.;]{{0,30}}\s)?(?:{PER}{NOT_AGO}|{SHARE})", re.IGNORECASE
)  # "people die in floods every year"
FLIGHT = frozenset({"flee", "flees", "fled", "fleeing"})
LEAST_FLEEING = 10  # fewer are as a rule suspects; seen, not measured


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and the word of harm that it belongs to.

    trigger  the word of harm: "killed", "deaths", "dead", "hostages"
    types    the events that such a word can tell of, the likeliest first
    role     what the counted are to that event
    who      the words that mean them, None where only harms are counted: "45 deaths"
    """

    count: Count
    trigger: Span
    types: tuple[EventType, ...]
    role: Role
    who: Span | None = None


def find_counts(article: Article, sentences: Sequence[Span]) -> tuple[Counted, ...]:
    """How many were killed, injured, arrested, displaced …, in the order of the text, each with its word of harm.

    «At least 12»: low and best 12, high None. «Up to 12», «nearly 12»: best and high 12, low None. «About 12»: best
    alone. «Dozens»: low and best by ACLED's rule, high None. «Between 3 and 5»: the lower is the best, as UCDP codes
    where neither figure is the more reliable. A rate ("32 deaths a day") is no count. Nothing is added up: "three
    guards and two drivers were killed" gives 3 and 2.
    """
    return tuple(one for sentence in sentences for one in _counts(article, sentence))


def _counts(article: Article, sentence: Span) -> Iterator[Counted]:
    words = cut_words(article.text, sentence)
    harms = find_harms(words)
    if not harms:
        return
    quantities = find_quantities(words, find_numbers(words), harms)
    links = find_links(words, harms, quantities) if quantities else ()
    for link in sorted(links, key=lambda link: (link.quantity.first, link.harm.first)):
        if _is_counted(link) and _happened(words, link) and not _is_rate(article, words, link, sentence):
            yield _counted(words, link)


def _is_counted(link: Link) -> bool:
    """People are killed, houses destroyed: what is counted must be what this harm is done to."""
    harm, quantity = link.harm, link.quantity
    if quantity.harm and quantity.harm is not harm and quantity.harm.part in (*COUNTED_AS, HarmPart.LIFE):
        return quantity.harm.part is HarmPart.BODY  # "two hostages were killed", not "12 deaths were injured"
    if quantity.head is None:
        return harm.what.people
    return quantity.known if harm.what.known else quantity.people == harm.what.people


def _happened(words: Sequence[Word], link: Link) -> bool:
    """Not «the three have not been arrested»; «two men fled» are robbers, «400 fled» are displaced."""
    start, end = sorted((link.quantity.end, link.harm.first))
    between = {word.text for word in words[start:end]}
    fled = words[link.harm.first].text in FLIGHT and link.quantity.number.best < LEAST_FLEEING
    return not (between & {"not", "never"} or fled)


def _is_rate(article: Article, words: Sequence[Word], link: Link, sentence: Span) -> bool:
    end = words[max(link.quantity.end, link.harm.end) - 1].end
    return bool(RATE.match(article.text, end, sentence.end))


def _counted(words: Sequence[Word], link: Link) -> Counted:
    quantity, harm = link.quantity, link.harm
    number, what = quantity.number, harm.what
    span = Span(words[quantity.first].start, words[quantity.end - 1].end)
    count = Count(what.name, span, number.low, number.best, number.high, number.qualifier, link.part)
    trigger = Span(words[harm.first].start, words[harm.end - 1].end)
    harms_alone = quantity.harm and quantity.harm.part in (HarmPart.NOUN, HarmPart.LIFE)
    return Counted(count, trigger, what.types, what.role, None if harms_alone else span)

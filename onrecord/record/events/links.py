"""Which number belongs to which word of harm: by how the sentence is built, never by nearness alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from onrecord.lexicons import words as word_list
from onrecord.lexicons.counting import HarmPart, count_words, people_nouns
from onrecord.lexicons.times import time_words
from onrecord.record.events.harms import BLOWS, JOINTS, HarmWord
from onrecord.record.events.numbers import Word
from onrecord.record.events.phrases import NAMELESS, Quantity, ends_of_phrases
from onrecord.record.events.sentence import Link, Sentence, is_of_them
from onrecord.record.events.totals import find_parts, find_tolls

REACH = 25  # words between a harm and those harmed, asides and all; a sentence of news has about as many
NEAR = 5  # words between them where only a place parts them: "12 people in Zakho killed"
NAMED = 9  # words of a name or description before "and three guards"
BESIDE = ("along", "together")  # "was killed along with two guards"
# the mark that ends an aside: the one that opens it
ASIDES = {",": ",", ")": "(", "--": "--", "–": "–", "—": "—"}
SAYING = frozenset({"said", "say", "says", "reported", "stated", "announced", "confirmed"})
EARLIER = frozenset({"prior", "previous", "past"})  # "five prior arrests": one man's
OUTCOMES = frozenset({"killed", "injured", "casualties"})
WITHOUT_OBJECT = frozenset({HarmPart.ADJECTIVE, HarmPart.TOLL, HarmPart.WHO})


def find_links(
    words: tuple[Word, ...], harms: tuple[HarmWord, ...], quantities: tuple[Quantity, ...]
) -> tuple[Link, ...]:
    """Every number with its harm: first those that are one phrase, then objects, subjects, tolls, parts."""
    read = Sentence(words, harms, quantities)
    links = [*_heads(read), *_objects(read)]
    links += _subjects(read, {link.quantity for link in links})
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


# ---- one phrase ------------------------------------------------------------------------------------------


def _heads(read: Sentence) -> Iterator[Link]:
    """«three murders», «two hostages», «the two arrested men», «15 of those held», «45 lives were lost»"""
    for quantity in read.quantities:
        harm = quantity.harm
        if harm is None or harm.part is HarmPart.WHO or EARLIER & read.texts(quantity.first, quantity.end):
            continue
        if harm.part is HarmPart.LIFE and not _is_lost(read, quantity):
            continue
        yield Link(quantity, harm, part=quantity.of is not None)
        if quantity.of and quantity.of.number != quantity.number:
            yield Link(quantity.of, harm)


def _is_lost(read: Sentence, lives: Quantity | HarmWord) -> bool:
    near = read.texts(lives.first - 4, lives.first) | read.texts(lives.end, lives.end + 6)
    return bool(near & count_words("losses"))


# ---- objects ---------------------------------------------------------------------------------------------


def _objects(read: Sentence) -> Iterator[Link]:
    """«killed 5», «the killing of 5», «was shot dead along with 2»"""
    for harm in read.harms:
        if harm.part in WITHOUT_OBJECT or (harm.part is HarmPart.LIFE and not _is_lost(read, harm)):
            continue
        done_to = harm.subject or (harm.past and _is_passive(read, harm))
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


def _is_passive(read: Sentence, harm: HarmWord) -> bool:
    at = harm.first - 1
    while read.text(at) in count_words("chains"):
        if read.text(at) in count_words("be"):
            return True
        at -= 1
    return False


# ---- subjects --------------------------------------------------------------------------------------------


def _subjects(read: Sentence, objects: AbstractSet[Quantity]) -> Iterator[Link]:
    """«5 were killed», «5 died», «5 dead»; `objects` have their harm already"""
    for harm in read.harms:
        if harm.part not in (HarmPart.VERB, HarmPart.ADJECTIVE) or not _takes_subject(read, harm):
            continue
        found = _subject(read, harm)
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
    if _is_passive(read, harm):
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


def _subject(read: Sentence, harm: HarmWord) -> Quantity | None:
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
        before = read.ending(at)
        if before is None or before in objects or not before.people or before.harm:
            return
        yield before
        at = before.first


# ---- the rest -------------------------------------------------------------------------------------------


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
        before = _subject(read, replace(harm, first=start, end=start + 1, part=HarmPart.ADJECTIVE))
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


# ---- small words -----------------------------------------------------------------------------------------


@cache
def _blocks() -> frozenset[str]:
    """What no subject stands before: «20 people heard [that he was] killed»"""
    return count_words("breaks") | count_words("be") | NAMELESS


@cache
def _adverbs() -> frozenset[str]:
    """What may part a harm from its object: «kidnapped [today] two drivers»"""
    days = frozenset(time_words().days) | {day for day in time_words().weekdays if day.endswith("day")}
    return count_words("manners") | days | {"also", "reportedly", "allegedly", "off"}


@cache
def _after_participle() -> frozenset[str]:
    """What follows a participle that is a passive's: «killed [in] a raid», «killed [on] Monday»"""
    ends = count_words("phrase_ends") | word_list("phrase_ends") | count_words("prepositions")
    return ends - count_words("openers")

"""Which words a mention has, of which the head is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.lexicons import words as words_of
from onrecord.lexicons.events import Part, event_senses
from onrecord.lexicons.nominals import find_nominal_noun, pronouns
from onrecord.record.entities.reading_words import CAPITALISED, Words
from onrecord.record.sources.kinds import DETERMINERS
from onrecord.types import EntityType

# Logit below which a word stands in no mention, whatever opens before it. Of 0 … -8 the best on GUM's train part and
# its dev part without news and interviews: of 5,082 mentions 46 more begin where they should (2026-11-28).
LEAST_INSIDE = -4.0
REACH = 6  # words left of a head in which its determiner stands
LONGEST = 40  # words of a mention on each side of its head
OPENS = DETERMINERS | {"former", "unnamed", "unidentified"}
AGES = (["year"], ["years"], ["month"], ["months"])
OWNER = re.compile(r"['’]s?")
NUMBER = re.compile(r"\d[\d,.]*")
NUMERAL = re.compile(r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)$")
LEAVE_OPEN = frozenset({"the", "a", "an", "my", "our", "your", "its", "their"})  # a noun is to come
AFTER_DEED = frozenset({"to", "by", "from", "with", "for"})
BEFORE_DETERMINER = frozenset({"all", "both", "half", "such", "many", "what", "quite"})


def find_extent(words: Words, n: int) -> tuple[int, int]:
    """The first and the last word of the mention that has its head here: an unbroken run, within the sentence."""
    a, b = words.bounds[n]
    a, b = max(a, n - LONGEST), min(b, n + LONGEST + 1)
    inside = _inside(words, n, a, b)
    first, last = _run(words, n, inside)
    first = max([first, *(k for k in range(first + 1, n) if _opens_after_verb(words, k))])
    first = _without_leads(words, _determined(words, first, n), n)
    last = _without_ends(words, n, last)
    if _opens_after_verb(words, first):
        return first, last
    if words.low[first] in words_of("determiners") | {"one"} and not (
        first and words.low[first - 1] in BEFORE_DETERMINER
    ):
        return first, last  # "a blaze that left" · "one man", "ships carry" · "their soldiers"
    opening, opened = find_opening(words, first, n)
    unlikely = [k for k in range(opening, first) if inside[k] < LEAST_INSIDE]
    if unlikely:
        return min(first, unlikely[-1] + 1), last  # «the board requires · members»
    if words.low[opening] == "that" and _brings_verb(words, opening, n):
        return max(first, opening + 2), last  # "a blast that killed" · "Osh mayor"
    if words.low[opening] == "that" and _joins(words, opening, n):
        return (min(first, opening + 1) if opened else first), last
    alone = inside.get(n - 1, 0.0) <= 0 and inside.get(n + 1, 0.0) <= 0
    return (opening if opened or alone else first), last


def _inside(words: Words, n: int, a: int, b: int) -> dict[int, float]:
    """The reader's logits that each word from `a` to `b` stands in the mention that has its head at `n`."""
    reading, labels = words.reading, words.reading.labels
    channel = labels.channels.index("extent")
    logits = (
        reading.answers[a:b, channel] @ reading.asks[n, channel] * labels.link_scale
        + labels.link_bias[channel]
    )
    return dict(zip(range(a, b), logits.tolist(), strict=True))


def _run(words: Words, n: int, inside: Mapping[int, float]) -> tuple[int, int]:
    """The run of words around the head that the reader has inside; «three workers | had been killed»: over no verb."""
    first = last = n
    while inside.get(first - 1, 0.0) > 0 and not (_parts(words, first - 1) or _lists(words, first - 1)):
        first -= 1
    while inside.get(last + 1, 0.0) > 0 and not _parts(words, last + 1):
        if last + 2 in inside and _opens_after_verb(words, last + 2):
            break  # «a mass stabbing» · "killed three people"
        last += 1
    return first, last


def _without_leads(words: Words, first: int, n: int) -> int:
    while first < n and (
        not words.low[first][0].isalnum()
        or words.low[first] in words_of("leading_words")
        or words.low[first] == "s"
    ):
        if words.low[first] == "that" and not _joins(words, first, n):
            break  # "that man", but not "says that" · "guards"
        first += 1
    return first


def _without_ends(words: Words, n: int, last: int) -> int:
    while last > n and not words.low[last][0].isalnum():
        last -= 1
    if last > n and words.low[last] == "s" and OWNER.fullmatch(words.low[last - 1]):
        last = n  # "the guard’s", "a cousin of the column’s" · "founder"
    while last > n and words.low[last] in words_of("phrase_breaks") | words_of("phrase_ends") | LEAVE_OPEN:
        last -= 1  # "the official who", "a depot near", "the president of the"
    return n if last == n + 1 and _is_cut_short(words, last) else last


def _is_cut_short(words: Words, n: int) -> bool:
    """ "terms carried" · "to Doha": what was done with them runs on, so that the noun alone is whole."""
    return words.low[n].endswith("ed") and n + 1 < words.bounds[n][1] and words.low[n + 1] in AFTER_DEED


def _determined(words: Words, first: int, head: int) -> int:
    """Where a mention begins that the reader has begin at `first`: «I have seen · [the] doctor», «all · [the] men»."""
    inner = next((k for k in range(head - 1, first, -1) if words.low[k] in words_of("determiners")), first)
    if inner == first or (words.low[inner - 1] == "of" and _owner_follows(words, inner, head)):
        return first  # "the mayor of the city’s son"
    return inner - 1 if words.low[inner - 1] in BEFORE_DETERMINER else inner


def _owner_follows(words: Words, first: int, head: int) -> bool:
    return any(OWNER.fullmatch(words.low[k]) or words.low[k] == "s" for k in range(first, head))


def _parts(words: Words, n: int) -> bool:
    """Whether a word belongs to no mention: an auxiliary, what opens a clause."""
    return words.low[n] in words_of("auxiliaries") | words_of("clause_openers")


def _lists(words: Words, n: int) -> bool:
    """«the security chief, · head of the militia»: after a comma behind a person's noun somebody else may be meant."""
    noun = find_nominal_noun(words.low[n - 1]) if n and words.low[n] == "," else None
    return noun is not None and noun.type is EntityType.PERSON


def _opens_after_verb(words: Words, n: int) -> bool:
    """«a blast killed» · "three people", «he suggested» · "the border": a new phrase, after a verb."""
    opens = words.low[n] in OPENS or bool(NUMERAL.match(words.low[n]))
    before = words.low[n - 1] if n else ""
    return opens and any(sense.part is Part.VERB for sense in event_senses(before)) and before.endswith("ed")


def _brings_verb(words: Words, that: int, head: int) -> bool:
    after = words.low[that + 1]
    return that + 1 < head and after.endswith("ed") and any(s.part is Part.VERB for s in event_senses(after))


def _joins(words: Words, that: int, head: int) -> bool:
    """Whether "that" brings in a clause: "said that" · "guards fled", "its planes", "Peru’s army"; not "that army"."""
    after = words.low[that + 1]
    named = CAPITALISED.match(words.article.text, words.spans[that + 1][0])
    return after in OPENS or pronoun_owns(after) or bool(named) or _is_plural(words.low[head])


def _is_plural(noun: str) -> bool:
    known = find_nominal_noun(noun)
    return known.many if known else noun.endswith("s")


def find_opening(words: Words, begin: int, head: int) -> tuple[int, bool]:
    """Where the phrase of a noun begins, and whether a determiner, an owner or a number opens it."""
    first = max(words.bounds[head][0], begin - REACH)
    aged: int | None = None
    for n in range(begin - 1, first - 1, -1):
        word = words.low[n]
        if OWNER.fullmatch(word) or (word == "s" and n > first and OWNER.fullmatch(words.low[n - 1])):
            return _owner(words, n, first), True
        if NUMBER.fullmatch(word) and words.low[n + 1] == "-":
            aged = n if words.low[n + 2 : n + 3] in AGES else aged
            continue  # "a" · "25-year-old man"
        if word in OPENS or word == "one" or NUMBER.fullmatch(word) or pronoun_owns(word):
            inner = n > first and word not in DETERMINERS and words.low[n - 1] in words_of("determiners")
            return n - inner, True  # "the" · "11 people", "the" · "former mayor"
        if word in words_of("phrase_breaks") | words_of("mention_breaks") or not (
            word[0].isalnum() or word == "-"
        ):
            break
    return (aged, True) if aged is not None else (begin, False)  # "Police: " · "25-year-old man"


def _owner(words: Words, n: int, first: int) -> int:
    """The first word of who owns it: "the late mayor’s" brother."""
    while (n > first and not words.low[n][0].isalpha()) or words.low[n] == "s":
        n -= 1
    while n > first and CAPITALISED.match(words.article.text, words.spans[n - 1][0]):
        n -= 1
    return n - 1 if n > first and words.low[n - 1] in OPENS else n


def pronoun_owns(word: str) -> bool:
    """Whether the word is "his", "their", …"""
    known = pronouns().get(word)
    return known is not None and known.form == "owner"

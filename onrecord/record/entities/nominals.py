"""Words that mean somebody or something: names, descriptions, pronouns, each with its head; not yet said who."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons import words as words_of
from onrecord.lexicons.events import Part, event_senses
from onrecord.lexicons.nominals import find_nominal_noun, pronouns
from onrecord.record.sources import DETERMINERS, find_noun
from onrecord.types import Article, EntityType, MentionKind, Name, Nominal, Reading, SourceKind, Span

LEAST_RULED = 0.05  # probability that a word heads a mention, below which the reader's no outweighs a rule
# That it heads one of a person: of 21 less likely ("pilot" schemes, "sources" of a river) none was right (bench people,
# the 35 and the 26 documents of figures.md).
LEAST_RULED_PERSON = 0.1
# Logit below which a word stands in no mention, whatever opens before it. Of 0 … -8 the best on GUM's train part and
# its dev part without news and interviews: of 5,082 mentions 46 more begin where they should (2026-11-28).
LEAST_INSIDE = -4.0
REACH = 6  # words left of a head in which its determiner stands
STATES = frozenset({"dead", "alive", "injured", "wounded"})
LONGEST = 40  # words of a mention on each side of its head
TYPES = {  # the reader's classes of heads → ours; a vehicle or a thing has no type of ours
    "person": EntityType.PERSON,
    "organisation": EntityType.ORGANISATION,
    "place": EntityType.PLACE,
    "facility": EntityType.FACILITY,
    "weapon": EntityType.WEAPON,
}
PERSONAL = frozenset({"person", "self", "us", "you", "relative"})
RELATIVES = frozenset({"who", "whom", "whose"})
OPENS = DETERMINERS | {"former", "unnamed", "unidentified"}
OWNS_NOUN = re.compile(r"['’]s?\s")
OWNER = re.compile(r"['’]s?")
TOGETHER = frozenset(
    {EntityType.ORGANISATION, EntityType.MILITARY, EntityType.MEDIA}
)  # of "team", "army", "outlet"
NUMBER = re.compile(r"\d[\d,.]*")
TITLE_RUN = re.compile(r"(?:\s[A-Z][a-z]+){1,3}\s")  # "Vice" · " President " · "Osman"
STREET = re.compile(
    r"\b(?P<name>[A-Z][a-z]+) (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Highway|Bridge|Square)\b"
)
TITLED_NAME = re.compile(r"\s+(?:[A-Z][a-z]*\.?\s+){0,3}")  # "the coach" · " Dr " · "Ana Ruiz"
APPOSED_NAME = re.compile(r",\s+(?:[A-Z][a-z]*\.?\s+){0,3}$")  # "the mayor of Osh" · ", Dr " · "Ana Ruiz"
COUNTS = re.compile(  # "hundreds of thousands of" · " people"
    r"\b(?:(?:tens|dozens|scores|hundreds|thousands|millions)(?:\s+of\s+(?:thousands|millions))?"
    r"|an?\s+(?:couple|handful|bunch|number|dozen|few|majority))\s+of\s+$",
    re.IGNORECASE,
)
COUNTS_REACH = 40  # characters
NUMERAL = re.compile(r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)$")
CLAUSE_OPENERS = frozenset(
    {"because", "when", "while", "where", "although", "though", "if", "until", "after", "before"}
)
DETERMINES = frozenset(
    {"the", "a", "an", "this", "these", "those", "my", "our", "your", "his", "her", "its", "their"}
)
LEAVE_OPEN = frozenset({"the", "a", "an", "my", "our", "your", "its", "their"})  # a noun is to come
BEFORE_DETERMINER = frozenset({"all", "both", "half", "such", "many", "what", "quite"})
CAPITALISED = re.compile(r"[A-Z]")
PERCENT = re.compile(
    r"(?:\d[\d.,]*\s?)?(?:%|per\s?cent\b)"
)  # "54 percent", "percent": a share of people, and nobody
TITLED = re.compile(r"\s[A-Z][a-z]+")  # "President" · " Osman"
COMMA = re.compile(r"(?:\s+of\s+[A-Z][\w.’-]*)?(?:\s+\([^()\n]{1,12}\))?\s*,\s+")  # "Ana Ruiz" · " of Osh, "


def find_nominals(
    article: Article, reading: Reading, names: tuple[Name, ...], sentences: tuple[Span, ...]
) -> tuple[Nominal, ...]:
    """Every mention of a person, body, place or thing, in the order of the text: names as they were settled,
    pronouns, and descriptions seen by the reader or told by their nouns ("two gunmen", "a hospital doctor").
    """
    words = _Words(article, reading, sentences)
    named = [_named(article, name) for name in _with_people(article, names)]
    taken = words.inside(name.span for name in names)
    referring = list(_pronouns(words, taken))
    taken |= {n for n, _ in referring}
    people = {name.span.start: name.span.end for name in names if name.type is EntityType.PERSON}
    called = frozenset(article[name.span].split()[-1] for name in names if name.type is EntityType.PERSON)
    seen = [
        (n, _renamed(article, one, called))
        for n, one in _seen(words, taken, {name.span.start: name.type for name in names})
    ]
    heads = {head for head, _ in seen}
    silent = not seen
    ruled = [
        found
        for n, found in _ruled(words, taken, people)
        if n not in heads and (silent or _is_likely(words, n, found))
    ]
    described = list(_with_numbers(article, [*(one for _, one in seen), *ruled]))
    apart = [_without_apposed(article, one, people) for one in described]
    found = [*named, *(one for _, one in referring), *apart]
    return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end)))


def _with_numbers(article: Article, described: list[Nominal]) -> Iterator[Nominal]:
    """People with how many they are: "hundreds of thousands of · people", "a couple of · professors"."""
    counted: dict[int, int] = {}  # where a number begins, and where its people do
    for one in described:
        before = COUNTS.search(article.text, max(0, one.span.start - COUNTS_REACH), one.span.start)
        if before and one.type is EntityType.PERSON:
            counted[before.start()] = one.span.start
    begins = {people: number for number, people in counted.items()}
    for one in described:
        if one.type is EntityType.PERSON and one.span.start in begins:
            yield replace(one, span=Span(begins[one.span.start], one.span.end))
        elif not one.span.start <= one.head.start < counted.get(one.span.start, 0):
            yield one


def _is_likely(words: _Words, n: int, one: Nominal) -> bool:
    """Whether the reader does not gainsay that a word heads a mention of that sort."""
    person = one.type is not EntityType.PERSON or words.is_person(n) > LEAST_RULED_PERSON
    return person and words.likely(n) > LEAST_RULED


@dataclass(frozen=True, eq=False)
class _Words:
    """The text's words, each with its sentence, and what the reader says of them."""

    article: Article
    reading: Reading
    sentences: tuple[Span, ...]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [(int(a), int(b)) for a, b in self.reading.words.tolist()]

    @cached_property
    def starts(self) -> list[int]:
        return [a for a, _ in self.spans]

    @cached_property
    def low(self) -> list[str]:
        return [self.article.text[a:b].lower() for a, b in self.spans]

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """For each word the range of words of its sentence."""
        found: list[tuple[int, int]] = []
        for sentence in self.sentences:
            first = bisect_right(self.starts, sentence.start - 1)
            last = bisect_right(self.starts, sentence.end - 1)
            found += [(len(found), len(found) + 1)] * max(0, first - len(found))
            found += [(first, last)] * (last - max(first, len(found)))
        return found + [(n, n + 1) for n in range(len(found), len(self.spans))]

    @cached_property
    def chances(self) -> NDArray[np.float32]:
        """[n, h]: how likely each word is a head of each class."""
        logits = self.reading.heads - self.reading.heads.max(1, keepdims=True, initial=-np.inf)
        grown = np.exp(logits)
        return np.asarray(grown / grown.sum(1, keepdims=True), np.float32)

    def likely(self, n: int) -> float:
        """How likely the word heads a mention of any class."""
        return 1 - float(self.chances[n, 0])

    def is_person(self, n: int) -> float:
        """How likely the word heads a mention of a person."""
        return float(self.chances[n, self.reading.labels.heads.index("person")])

    def type(self, n: int) -> EntityType | None:
        """What the reader takes the mention for of which the word is the head."""
        classes = self.reading.labels.heads
        return TYPES.get(classes[1 + int(self.chances[n, 1:].argmax())])

    def in_headline(self, n: int) -> bool:
        """Whether the word stands in the headline or below it, in the deck."""
        tops = (self.article.headline, self.article.deck)
        return any(top is not None and top.start <= self.spans[n][0] < top.end for top in tops)

    def inside(self, spans: Iterator[Span]) -> set[int]:
        """The words that stand in one of the spans."""
        found: set[int] = set()
        for span in spans:
            first = max(0, bisect_right(self.starts, span.start) - 1)
            for n in range(first, len(self.spans)):
                if self.spans[n][0] >= span.end:
                    break
                if self.spans[n][1] > span.start:
                    found.add(n)
        return found

    def span(self, first: int, last: int) -> Span:
        """From the first word to the last, both included."""
        return Span(self.spans[first][0], self.spans[last][1])


def _with_people(article: Article, names: tuple[Name, ...]) -> Iterator[Name]:
    """The names, those of no type a person's where the same words mostly are: «the [Omar Haddad] video».

    A lone name that a street has is no person: «at 26th and [Haddad]», «on Haddad Street».
    """
    called = Counter(article[name.span] for name in names if name.type is EntityType.PERSON)
    streets = {match["name"] for match in STREET.finditer(article.text)}
    untyped = Counter(article[name.span] for name in names if name.type is None)
    for name in names:
        surface = article[name.span]
        full = name.type is None and " " in surface and 0 < untyped[surface] <= called[surface]
        if full:
            yield replace(name, type=EntityType.PERSON)
        elif name.type is EntityType.PERSON and surface in streets and called[surface] == 1:
            yield replace(name, type=EntityType.PLACE)
        else:
            yield name


def _named(article: Article, name: Name) -> Nominal:
    """Its head is its last word: "Ali Haddad’s" → "Haddad’s"."""
    cut = max(article.text.rfind(mark, name.span.start, name.span.end) for mark in " \n\u00a0")
    return Nominal(
        name.span, Span(max(cut + 1, name.span.start), name.span.end), name.type, MentionKind.NAME, name.by
    )


def _pronouns(words: _Words, taken: set[int]) -> Iterator[tuple[int, Nominal]]:
    for n, word in enumerate(words.low):
        known = pronouns().get(word)
        if known is None or n in taken or (known.looks_for == "relative" and word not in RELATIVES):
            continue
        span = words.span(n, n)
        surface = words.article[span]
        if surface.isupper() and len(surface) > 1:
            continue  # "US troops"
        if word == "i" and (surface != "I" or words.article.text[span.end : span.end + 1] in (".", "-")):
            continue
        kind = EntityType.PERSON if known.looks_for in PERSONAL else None
        if known.looks_for in ("many", "us") and words.chances[n].argmax():
            kind = words.type(n)
        yield n, Nominal(span, span, kind, MentionKind.PRONOUN, "lexicon")


def _seen(
    words: _Words, taken: set[int], starts: Mapping[int, EntityType | None]
) -> Iterator[tuple[int, Nominal]]:
    """What the reader takes for a head, with the words that it says belong to it; no titles: "Governor" · "Osman"."""
    if not len(words.chances):
        return
    for n in np.flatnonzero(words.chances.argmax(1)).tolist():
        word = words.low[n]
        if (
            n in taken
            or not word[0].isalnum()
            or word in words_of("headless_words")
            or PERCENT.match(words.article.text, words.spans[n][0])
            or _tells_of_somebody(words, n)
            or _modifies(words, n, starts)
        ):
            continue
        if words.in_headline(n) and not find_nominal_noun(word):
            continue  # its capitals mislead: "Chad Rebuffs Envoy"
        if _titles(words, n):
            continue
        first, last = _extent(words, n)
        kind = _sharpened(words, n, words.type(n))
        head = words.span(n, n)
        yield (
            n,
            Nominal(words.span(first, last), head, kind, MentionKind.DESCRIPTION, words.reading.labels.by),
        )


def _tells_of_somebody(words: _Words, n: int) -> bool:
    """An age or a state, and no mention of its own: "Omar Haddad, " · "19", "was found" · "dead"."""
    before = words.low[n - 1] if n else ""
    after = words.low[n + 1] if n + 1 < len(words.low) else ""
    aged = words.low[n].isdigit() and before == "," and not after[:1].isalnum()
    return aged or (words.low[n] in STATES and before not in OPENS and not after[:1].isalnum())


def _renamed(article: Article, one: Nominal, called: frozenset[str]) -> Nominal:
    """What heads a mention by somebody's last name is his name: "President" · "Osman", unseen as a name."""
    if one.type is EntityType.PERSON and article[one.head] in called and CAPITALISED.match(article[one.head]):
        return replace(one, span=one.head, kind=MentionKind.NAME)
    return one


def _modifies(words: _Words, n: int, starts: Mapping[int, EntityType | None]) -> bool:
    """Part of a title, a place or a compound: "Vice" · "Governor Osman", "central" · "Peru", "thief-in-" · "chief"."""
    start, end = words.spans[n]
    text = words.article.text
    if text[start - 1 : start] == "-" or _stands_before_noun(words, n):
        return True
    after = end + 1 + (text[end : end + 1] == ".")  # "Mr" · ". Osman"
    if after in starts:
        person = starts[after] is EntityType.PERSON
        if person:
            return not (_is_owned_kin(words, n) or _is_told_of(words, n))
        return find_nominal_noun(words.low[n]) is None
    follows = TITLE_RUN.match(text, end)
    return bool(follows and text[start].isupper() and starts.get(follows.end()) is EntityType.PERSON)


def _titles(words: _Words, n: int) -> bool:
    """ "President" · "Osman", whom the reader did not see: it tells of nobody else."""
    start, end = words.spans[n]
    capital = CAPITALISED.match(words.article.text, start) and not words.in_headline(n)
    return bool(capital and words.low[n] in words_of("titles") and TITLED.match(words.article.text, end))


def _is_owned_kin(words: _Words, n: int) -> bool:
    """ "His" · "father" · "Omar": whose father it is tells of somebody, where "farmer" · "Omar" is a name's title."""
    noun = find_nominal_noun(words.low[n])
    return noun is not None and noun.sort == "kin" and n > 0 and pronoun_owns(words.low[n - 1])


def _is_told_of(words: _Words, n: int) -> bool:
    """ "The" · "mayor" · "Omar Osman", "Osh’s" · "coach": one of whom the article tells, where "farmer" is a title."""
    noun = find_nominal_noun(words.low[n])
    if noun is None or noun.type is not EntityType.PERSON or noun.many or words.in_headline(n):
        return False
    if CAPITALISED.match(words.article.text, words.spans[n][0]):
        return False
    first, opened = _opening(words, n, n)
    return opened and (
        words.low[first] == "the" or OWNS_NOUN.search(words.article[words.span(first, n)]) is not None
    )


def _stands_before_noun(words: _Words, n: int) -> bool:
    """«a rebel» · "commander", "radio": of two such nouns the second is who is meant."""
    noun = find_nominal_noun(words.low[n])
    if noun is None or noun.type is not EntityType.PERSON or noun.many or n + 1 >= words.bounds[n][1]:
        return False
    after, outlet = find_nominal_noun(words.low[n + 1]), find_noun(words.low[n + 1])
    beside = words.article.text[words.spans[n][1] : words.spans[n + 1][0]] == " "
    people = after is not None and after.type is EntityType.PERSON
    return beside and (people or (outlet is not None and outlet.one is SourceKind.MEDIA))


def _extent(words: _Words, n: int) -> tuple[int, int]:
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
    if words.low[first] in DETERMINES | {"one"} and not (first and words.low[first - 1] in BEFORE_DETERMINER):
        return first, last  # "a blaze that left" · "one man", "ships carry" · "their soldiers"
    opening, opened = _opening(words, first, n)
    unlikely = [k for k in range(opening, first) if inside[k] < LEAST_INSIDE]
    if unlikely:
        return min(first, unlikely[-1] + 1), last  # «the board requires · members»
    if words.low[opening] == "that" and _brings_verb(words, opening, n):
        return max(first, opening + 2), last  # "a blast that killed" · "Osh mayor"
    if words.low[opening] == "that" and _joins(words, opening, n):
        return (min(first, opening + 1) if opened else first), last
    alone = inside.get(n - 1, 0.0) <= 0 and inside.get(n + 1, 0.0) <= 0
    return (opening if opened or alone else first), last


def _inside(words: _Words, n: int, a: int, b: int) -> dict[int, float]:
    """The reader's logits that each word from `a` to `b` stands in the mention that has its head at `n`."""
    reading, labels = words.reading, words.reading.labels
    channel = labels.channels.index("extent")
    logits = (
        reading.answers[a:b, channel] @ reading.asks[n, channel] * labels.link_scale
        + labels.link_bias[channel]
    )
    return dict(zip(range(a, b), logits.tolist(), strict=True))


def _run(words: _Words, n: int, inside: Mapping[int, float]) -> tuple[int, int]:
    """The run of words around the head that the reader has inside; «three workers | had been killed»: over no verb."""
    first = last = n
    while inside.get(first - 1, 0.0) > 0 and not _parts(words, first - 1):
        first -= 1
    while inside.get(last + 1, 0.0) > 0 and not _parts(words, last + 1):
        if last + 2 in inside and _opens_after_verb(words, last + 2):
            break  # «a mass stabbing» · "killed three people"
        last += 1
    return first, last


def _without_leads(words: _Words, first: int, n: int) -> int:
    while first < n and (
        not words.low[first][0].isalnum()
        or words.low[first] in words_of("leading_words")
        or words.low[first] == "s"
    ):
        if words.low[first] == "that" and not _joins(words, first, n):
            break  # "that man", but not "says that" · "guards"
        first += 1
    return first


def _without_ends(words: _Words, n: int, last: int) -> int:
    while last > n and not words.low[last][0].isalnum():
        last -= 1
    if last > n and words.low[last] == "s" and OWNER.fullmatch(words.low[last - 1]):
        last = n  # "the guard’s", "a cousin of the column’s" · "founder"
    while last > n and words.low[last] in words_of("phrase_breaks") | words_of("phrase_ends") | LEAVE_OPEN:
        last -= 1  # "the official who", "a depot near", "the president of the"
    return last


def _determined(words: _Words, first: int, head: int) -> int:
    """Where a mention begins that the reader has begin at `first`: «I have seen · [the] doctor», «all · [the] men»."""
    inner = next((k for k in range(head - 1, first, -1) if words.low[k] in DETERMINES), first)
    if inner == first or (words.low[inner - 1] == "of" and _owner_follows(words, inner, head)):
        return first  # "the mayor of the city’s son"
    return inner - 1 if words.low[inner - 1] in BEFORE_DETERMINER else inner


def _owner_follows(words: _Words, first: int, head: int) -> bool:
    return any(OWNER.fullmatch(words.low[k]) or words.low[k] == "s" for k in range(first, head))


def _parts(words: _Words, n: int) -> bool:
    """Whether a word belongs to no mention: an auxiliary, what opens a clause."""
    return words.low[n] in words_of("auxiliaries") | CLAUSE_OPENERS


def _opens_after_verb(words: _Words, n: int) -> bool:
    """«a blast killed» · "three people", «he suggested» · "the border": a new phrase, after a verb."""
    opens = words.low[n] in OPENS or bool(NUMERAL.match(words.low[n]))
    before = words.low[n - 1] if n else ""
    return opens and any(sense.part is Part.VERB for sense in event_senses(before)) and before.endswith("ed")


def _brings_verb(words: _Words, that: int, head: int) -> bool:
    after = words.low[that + 1]
    return that + 1 < head and after.endswith("ed") and any(s.part is Part.VERB for s in event_senses(after))


def _joins(words: _Words, that: int, head: int) -> bool:
    """Whether "that" brings in a clause: "said that" · "guards fled", "its planes", "Peru’s army"; not "that army"."""
    after = words.low[that + 1]
    named = CAPITALISED.match(words.article.text, words.spans[that + 1][0])
    return after in OPENS or pronoun_owns(after) or bool(named) or _is_plural(words.low[head])


def _is_plural(noun: str) -> bool:
    known = find_nominal_noun(noun)
    return known.many if known else noun.endswith("s")


def _sharpened(words: _Words, n: int, kind: EntityType | None) -> EntityType | None:
    """What the noun tells beyond the reader's classes: "the army" is the military, "state television" media."""
    known = find_nominal_noun(words.low[n])
    if kind is EntityType.ORGANISATION and _is_of_people(words, n):
        return EntityType.PERSON
    if known is None or known.type is None or kind is None:
        return kind
    if kind is EntityType.PERSON:
        return known.type if known.type in TOGETHER else kind
    return known.type if kind is EntityType.ORGANISATION else kind


def _is_of_people(words: _Words, n: int) -> bool:
    """ "A small group" · " of young writers", "a crowd of men": some people, and no body."""
    if words.low[n] not in words_of("quantities") or n + 1 >= len(words.low) or words.low[n + 1] != "of":
        return False
    for k in range(n + 2, min(n + 2 + REACH, words.bounds[n][1])):
        noun = find_nominal_noun(words.low[k])
        if noun is not None and noun.many:
            return noun.type is EntityType.PERSON
        if words.low[k] in words_of("phrase_breaks"):
            break
    return False


def _without_apposed(article: Article, one: Nominal, people: Mapping[int, int]) -> Nominal:
    """A description without the person's name beside it: "Ana Ruiz, " · "head of the port authority", "the head" ·
    ", Major Ana Ruiz".
    """
    span = one.span
    for start, end in people.items():
        after = COMMA.match(article.text, end)
        if after and start < one.head.start and span.start < end and after.end() <= one.head.start:
            span = Span(after.end(), span.end)
        runs_on = one.type is EntityType.PERSON and one.head.end < start <= span.end + 1
        if runs_on and TITLED_NAME.fullmatch(article.text, one.head.end, start):
            span = Span(span.start, one.head.end)
        elif runs_on and (before := APPOSED_NAME.search(article.text, one.head.end, start)):
            span = Span(span.start, before.start())
    return replace(one, span=span)


def _ruled(words: _Words, taken: set[int], people: Mapping[int, int]) -> Iterator[tuple[int, Nominal]]:
    """Phrases that end in a noun we know: "the governor", "two gunmen", "residents"; not titles before a name."""
    n = 0
    while n < len(words.low):
        size = 0 if n in taken else _known(words, n, taken)
        if not size:
            n += 1
            continue
        head = n + size - 1
        n = head + 1
        past = n + (n < len(words.low) and words.low[n] == ".")  # "that Mr" · "." · "Osman"
        follows = words.spans[past][0] if past < len(words.spans) else -1
        if follows in people or (n < len(words.low) and n not in taken and _known(words, n, taken)):
            continue  # "Governor Osman", "police officers"
        found = None if _describes(words, head, size) else _ruled_one(words, head, size)
        if found:
            yield head, found


def _describes(words: _Words, head: int, size: int) -> bool:
    """ "Senior" of "a senior member": an adjective, with its noun to come."""
    known = find_nominal_noun(words.low[head]) if size == 1 else None
    if known is None or known.sort != "adj" or known.many or head + 1 >= words.bounds[head][1]:
        return False
    after = words.low[head + 1]
    return after[0].isalpha() and after not in words_of("phrase_breaks")


def _known(words: _Words, n: int, taken: set[int]) -> int:
    """How many words, from here on, are a noun that we know: the most that are."""
    bound = words.bounds[n][1]
    for size in (3, 2, 1):
        if n + size <= bound and not any(n + k in taken for k in range(size)):
            phrase = " ".join(words.article[words.span(n, n + size - 1)].lower().split())
            if find_nominal_noun(phrase):
                return size
    return 0


def _ruled_one(words: _Words, head: int, size: int) -> Nominal | None:
    begin = head - size + 1
    known = find_nominal_noun(" ".join(words.article[words.span(begin, head)].lower().split()))
    first, opened = _opening(words, begin, head)
    capital = CAPITALISED.match(words.article.text, words.spans[head][0])
    if _titles(words, head):
        return None
    if known is None or known.lemma in words_of("quantities") or (known.sort == "adj" and begin - first != 1):
        return None  # "the poor", but not "a long time left"
    if not opened and (not known.many or capital):
        return None
    return Nominal(
        words.span(first, head), words.span(head, head), known.type, MentionKind.DESCRIPTION, "nouns"
    )


def _opening(words: _Words, begin: int, head: int) -> tuple[int, bool]:
    """Where the phrase of a noun begins, and whether a determiner, an owner or a number opens it."""
    first = max(words.bounds[head][0], begin - REACH)
    for n in range(begin - 1, first - 1, -1):
        word = words.low[n]
        if OWNER.fullmatch(word) or (word == "s" and n > first and OWNER.fullmatch(words.low[n - 1])):
            return _owner(words, n, first), True
        if NUMBER.fullmatch(word) and words.low[n + 1] == "-":
            continue  # "a" · "25-year-old man"
        if word in OPENS or word == "one" or NUMBER.fullmatch(word) or pronoun_owns(word):
            inner = n > first and word not in DETERMINERS and words.low[n - 1] in DETERMINES
            return n - inner, True  # "the" · "11 people", "the" · "former mayor"
        if word in words_of("phrase_breaks") | words_of("mention_breaks") or not (
            word[0].isalnum() or word == "-"
        ):
            break
    return begin, False


def _owner(words: _Words, n: int, first: int) -> int:
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

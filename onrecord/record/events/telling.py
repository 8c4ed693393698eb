"""What each mention of an event tells, ready to be compared: who is in it, how definitely, where and when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import event_bases
from onrecord.lexicons.gazetteer import countries
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import pronouns
from onrecord.record.entities import entity_at
from onrecord.record.events.channels import ONESELF
from onrecord.record.events.counts import Counted
from onrecord.record.events.numbers import find_numbers
from onrecord.record.events.numbers.words import cut_words
from onrecord.record.events.setting import Setting
from onrecord.record.events.sharing import HARM
from onrecord.record.hearing import lineage
from onrecord.types import (
    Act,
    Argument,
    Article,
    Entity,
    EntityType,
    EventType,
    MentionKind,
    Record,
    Role,
    Span,
    Trigger,
)

LOOK = 60  # characters before a trigger in which its determiner stands
WORDS = r"(?:[\w’'-]+\s+){0,3}$"  # what may stand between: "the deadly suicide" · "attack"
DEFINITE = re.compile(rf"\b(?:{'|'.join(sorted(clause_words('which')))})\s+{WORDS}", re.IGNORECASE)
LOOSE = re.compile(rf"\b(?:{'|'.join(sorted(clause_words('loose')))})\s+{WORDS}", re.IGNORECASE)
OF_WHICH = re.compile(r"\w+\s+of\s+", re.IGNORECASE)  # "another of " · "the attacks"
FRESH = re.compile(r"(?:an?|another|other)\b", re.IGNORECASE)
AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
OF = re.compile(r"\bof\s", re.IGNORECASE)
ADJECTIVE = re.compile(r"[A-Z]\w+(?:[ -][A-Z]\w+)?")  # "Omani", "South Korean", of which nobody is
SPACES = re.compile(r"\W+")
# Of harm the reader knows better whom it was done to than who did it
ON_OTHERS = frozenset(EventType) - HARM - {EventType.DISASTER, EventType.ACCIDENT}
SMALL = 4  # letters: shorter words of a description tell little
AFFECTED = frozenset({Role.VICTIM, Role.RECIPIENT})
PARTIES = (Role.ACTOR, Role.VICTIM, Role.RECIPIENT)
DENYING = frozenset({Act.DENY, Act.REJECT})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of an event. A party is an entity's id, or its words in lower case where it has none."""

    trigger: Trigger  # its arguments know their entities
    parties: tuple[str, ...]  # one for each argument
    named: frozenset[str]  # the parties that the article has a name for
    described: frozenset[str]  # the words of whom it was done to
    numbers: frozenset[int]  # how many those are
    fresh: bool  # «a clerk»: somebody not spoken of before
    lemmas: frozenset[str]
    sentence: int
    headed: bool  # in the headline, in the deck, or in a line that repeats them
    definite: bool  # «the attack»
    loose: bool  # «such attacks», «another strike»: not the one spoken of
    denied: bool  # in what somebody denied
    setting: Setting
    singled: bool = False  # one victim of a mention that has several

    @property
    def pairs(self) -> tuple[tuple[Argument, str], ...]:
        """Each argument with its party."""
        return tuple(zip(self.trigger.arguments, self.parties, strict=True))

    def who(self, role: Role) -> frozenset[str]:
        """The parties in a role."""
        return frozenset(party for argument, party in self.pairs if argument.role is role)

    def without(self, role: Role, *, but: str) -> Told:
        """The mention with only one party in a role."""
        kept = [
            (argument, party) for argument, party in self.pairs if argument.role is not role or party == but
        ]
        trigger = replace(self.trigger, arguments=tuple(argument for argument, _ in kept))
        return replace(self, trigger=trigger, parties=tuple(party for _, party in kept), singled=True)


def find_told(
    record: Record, triggers: Sequence[Trigger], settings: Sequence[Setting], counted: Sequence[Counted] = ()
) -> tuple[Told, ...]:
    """One Told for each trigger, in their order."""
    reader = _Reader.of(record, counted)
    return tuple(reader.told(trigger, setting) for trigger, setting in zip(triggers, settings, strict=True))


@dataclass(frozen=True, slots=True)
class _Reader:
    """What it takes to read one mention."""

    article: Article
    starts: list[int]  # of sentences
    mentions: list[tuple[Span, Entity]]
    longest: int  # of the mentions, in characters
    named: frozenset[str]
    states: Mapping[str, str]  # by the country's code
    denied: list[Span]
    heads: list[Span]
    counted: Sequence[Counted]

    @classmethod
    def of(cls, record: Record, counted: Sequence[Counted]) -> _Reader:
        mentions = sorted(
            ((m.span, one) for one in record.entities for m in one.mentions), key=lambda found: found[0]
        )
        return cls(
            record.article,
            [sentence.start for sentence in record.sentences],
            mentions,
            max((len(span) for span, _ in mentions), default=0),
            frozenset(
                one.id for one in record.entities if any(m.kind is MentionKind.NAME for m in one.mentions)
            ),
            _states(record.entities),
            _denied(record),
            list(_head_lines(record.article)),
            counted,
        )

    def told(self, trigger: Trigger, setting: Setting) -> Told:
        arguments = tuple(one for given in trigger.arguments for one in self._understood(given))
        if trigger.type in ON_OTHERS:
            arguments = tuple(_on_others(self.article, arguments))
        parties = tuple(one.entity or _plain(self.article[one.span]) for one in arguments)
        affected = [self.article[one.span] for one in arguments if one.role in PARTIES[1:]]
        before = self.article.text[max(0, trigger.span.start - LOOK) : trigger.span.start]
        return Told(
            trigger=replace(trigger, arguments=arguments),
            parties=parties,
            named=frozenset(parties) & self.named,
            described=frozenset(
                w.removesuffix("s") for text in affected for w in _plain(text).split() if len(w) > SMALL
            ),
            numbers=frozenset(n for text in affected for n in _numbers(text)) | self._counted(trigger),
            fresh=any(FRESH.match(text) for text in affected),
            lemmas=_lemmas(self.article[trigger.span]),
            sentence=bisect_right(self.starts, trigger.span.start) - 1,
            headed=any(trigger.span in line for line in self.heads),
            definite=bool(DEFINITE.search(before)),
            loose=_is_loose(before),
            denied=any(trigger.span in piece for piece in self.denied),
            setting=setting,
        )

    def _understood(self, argument: Argument) -> Iterator[Argument]:
        """The argument with its entity; «they» as the two last named together; no pronoun that means nobody."""
        known = self._known(argument)
        word = self.article[argument.span].lower()
        if known.entity is None and word in pronouns():
            yield from (
                replace(argument, span=span, entity=one.id) for span, one in self._both(argument.span, word)
            )
        else:
            yield known

    def _both(self, pronoun: Span, word: str) -> Iterator[tuple[Span, Entity]]:
        """«[Oman] and [the Emirates] … when they struck»: the last two names of the sentence joined by "and"."""
        if word not in ("they", "them"):
            return
        at = bisect_right(self.starts, pronoun.start) - 1
        floor = self.starts[at] if at >= 0 else 0
        first, last = (
            bisect_left(self.mentions, n, key=lambda found: found[0].start) for n in (floor, pronoun.start)
        )
        named = [found for found in self.mentions[first:last] if found[1].id in self.named]
        for one, other in reversed(list(pairwise(named))):
            if one[1].id != other[1].id and AND.fullmatch(
                self.article.text, one[0].end, max(one[0].end, other[0].start)
            ):
                yield from (one, other)
                return

    def _known(self, argument: Argument) -> Argument:
        """The argument with its entity; only mentions that touch it are held against it."""
        first = bisect_left(
            self.mentions, argument.span.start - self.longest, key=lambda found: found[0].start
        )
        near: dict[str, Entity] = {}
        for span, entity in self.mentions[first:]:
            if span.start >= argument.span.end:
                break
            if span.overlaps(argument.span) and not self._is_behind(argument.span, span):
                held = near[entity.id].mentions if entity.id in near else ()
                touching = tuple(m for m in entity.mentions if m.span == span)
                near[entity.id] = replace(entity, mentions=(*held, *touching))
        meant = entity_at(self.article, argument.span, tuple(near.values()))
        return replace(argument, entity=self._state(argument.span, near.get(meant or "")) or meant)

    def _counted(self, trigger: Trigger) -> frozenset[int]:
        """How many it was done to, by the words of the sentence: «shelling has killed at least 30»."""
        return frozenset(
            one.count.best
            for one in self.counted
            if one.count.best is not None and not one.count.part and one.trigger.overlaps(trigger.span)
        )

    def _is_behind(self, words: Span, mention: Span) -> bool:
        """«Head Of [Port Guards]»: the head is not the guards."""
        return bool(OF.search(self.article.text[words.start : max(words.start, mention.start)]))

    def _state(self, span: Span, entity: Entity | None) -> str | None:
        """«an [Omani] strike» is Oman's, where the article has Oman: its people are not who struck."""
        words = self.article[span]
        people = entity is None or entity.type is EntityType.GROUP
        if not people or words.endswith("s") or (entity is None and not ADJECTIVE.fullmatch(words)):
            return None
        nations = find_nations(words)
        return self.states.get(nations[0]) if len(nations) == 1 else None


def _on_others(article: Article, arguments: Sequence[Argument]) -> Iterator[Argument]:
    """«shot at by [Osman]»: whoever did it is not whom it was done to; but «Osman shot [himself]»."""
    doers = {one.entity for one in arguments if one.role is Role.ACTOR and one.entity}
    yield from (
        one
        for one in arguments
        if one.role not in PARTIES[1:] or one.entity not in doers or ONESELF.match(article[one.span])
    )


def _is_loose(before: str) -> bool:
    """«such attacks», «another of the attacks»; not «any part in the attack»."""
    loose, definite = LOOSE.search(before), DEFINITE.search(before)
    if loose is None or definite is None or definite.start() < loose.start():
        return loose is not None
    return OF_WHICH.fullmatch(before, loose.start(), definite.start()) is not None


def _head_lines(article: Article) -> Iterator[Span]:
    """Headline and deck, and paragraphs that only repeat them."""
    heads = [part for part in (article.headline, article.deck) if part]
    yield from heads
    said = {_plain(article[head]) for head in heads}
    yield from (paragraph for paragraph in article.paragraphs if _plain(article[paragraph]) in said)


def _plain(words: str) -> str:
    return SPACES.sub(" ", words).strip().lower()


def _states(entities: Sequence[Entity]) -> dict[str, str]:
    """The entities that are whole countries, told by a country's own name and not its capital's."""
    codes = {name: country.iso for country in countries() for name in country.names}
    found: dict[str, str] = {}
    for one in entities:
        named = next((codes[name] for name in (one.name, *one.aliases) if name in codes), None)
        if named and one.type in (EntityType.STATE, EntityType.PLACE):
            found.setdefault(named, one.id)
    return found


def _denied(record: Record) -> list[Span]:
    """What statements deny, and what those within them say."""
    known = {statement.id: statement for statement in record.statements}
    return [
        piece
        for one in record.statements
        if any(known[above].act in DENYING and not known[above].negated for above in lineage(one.id, known))
        for piece in one.content
    ]


def _numbers(words: str) -> Iterator[int]:
    return (number.best for number in find_numbers(cut_words(words, Span(0, max(1, len(words))))))


def _lemmas(surface: str) -> frozenset[str]:
    """The base forms that the trigger's last word may have: "strikes" → "strike"."""
    words = surface.lower().split()
    return frozenset(event_bases(words[-1])) if words else frozenset()

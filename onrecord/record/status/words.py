"""What is said of one event, and by whom: each origin's own words, however many passed them on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.lexicons.status import offices, status_words
from onrecord.record.hearing import lineage, seconds_headline, voices
from onrecord.record.status.stances import Told, piece_of, read_stance
from onrecord.types import (
    Act,
    Article,
    Entity,
    Event,
    MentionKind,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
)

NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}"
LISTED = re.compile(rf"{NAME},\s(?:{NAME},\s)*(?:{NAME}\s)?and\s")
AND = re.compile(r",?\s+(?:and|as well as)\s+")  # "residents | and | a hospital doctor"
BOTH = re.compile(r"both\s+", re.IGNORECASE)
JOINT = re.compile(
    r",?\s+(?:and|as well as)\s+(?:the\s+)?|,\s+"
)  # … of a list of names: "Oman, Iran, and Russia"
LOOSE = re.compile(  # stands on its own: "residents", "a doctor", "hospital officials", and not "industry"
    r"(?:(?:an?|the|two|three|several|some|many|other|local)\s|(?:[a-z-]+\s){0,3}(?:[a-z]+s|police)$|[A-Z][a-z]+s$)",
)
ASIDE = re.compile(r",\s(?:who|whom|whose|which|where)\b[^,]*\Z")
OWN_DENIAL = re.compile(r"\b((?:[Tt]he |[A-Z])[\w -]*?)['’]s? denials? (?:that|of)\b")

OPPOSITE = {Stance.AFFIRMS: Stance.DENIES, Stance.DENIES: Stance.AFFIRMS}

PASSED_ON = {  # by the outer act, whether the inner word stands: told by a clause, by a noun
    "tells": (True, True),
    "reacts": (True, True),
    "denies": (False, True),  # "denied that rebels had admitted …", "denied the rebels' claim that …"
    "retracts": (False, True),
    "withholds": (False, True),
    "plans": (False, False),  # "demanded that it admit …"
    "supposes": (False, False),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One origin's word on one mention, not yet placed: without a statement the reporter's, without `who` nobody's."""

    stance: Stance
    mention: Span
    statement: str | None = None
    act: Act | None = None
    who: Span | None = None
    entity: str | None = None
    kind: SourceKind | None = None
    anonymous: bool = False  # no name, and nobody's office to speak
    relayed: bool = False  # by somebody anonymous
    piece: Span | None = None  # of the statement's content, in which the mention stands
    aside: bool = False  # told by the way
    performed: bool = False  # the mention is the cue: "[charged] him" is the charge

    @property
    def faceless(self) -> bool:
        """Whether nobody answers for the word, or for its having been said."""
        return self.anonymous or self.relayed


def find_words(
    article: Article, event: Event, statements: Sequence[Statement], entities: Sequence[Entity]
) -> tuple[Word, ...]:
    """Every word on the event, in the order of its mentions.

    The innermost source is the origin: "an envoy said the rebels had admitted shelling Tyre" is the rebels' word.
    Where a headline names no source, it speaks only if nothing else does; where it only describes one ("aid group
    says"), that is one whom the text below names, so it is not heard beside its like who say the same there.
    """
    known = {statement.id: statement for statement in statements}
    ears = _Ears(article, event, known, tuple(entities), _promised(statements))
    spoken = [one for one in statements if not (event.headline_only and seconds_headline(article, one))]
    heard = voices((event.trigger, *event.mentions), spoken)
    found = {word for mention, voice in heard for word in ears.hear(mention, voice)}
    body = {word for word in found if not _is_bare_headline(word, article)}
    kept = body - set(ears.echoes(body)) or found
    return tuple(sorted(kept, key=lambda one: (one.mention, one.statement or "", one.who or one.mention)))


def _is_bare_headline(word: Word, article: Article) -> bool:
    """A headline's word without a source: "Two boats sunk off Sohar"."""
    above = (part for part in (article.headline, article.deck) if part)
    return word.statement is None and any(word.mention in part for part in above)


@dataclass(frozen=True, slots=True)
class _Ears:
    """What it takes to hear what is said of one event."""

    article: Article
    event: Event
    known: Mapping[str, Statement]
    entities: tuple[Entity, ...]
    promised: frozenset[str]  # entities that speak on terms of anonymity anywhere in the article

    def hear(self, mention: Span, voice: str | None) -> Iterator[Word]:
        """The words on one mention in one voice."""
        if voice and self._is_by_the_way(mention, self.known[voice]):
            yield self._reporters(mention, None, None)
            return
        cued = self._cued_by(mention)
        if voice is None or (cued and self._same_source(cued, self.known[voice])):
            yield self._reporters(mention, cued, self.known[voice] if voice else None)
            return
        chain = [self.known[one] for one in lineage(voice, self.known)]
        yield from self._passed_on(mention, chain)

    def _is_by_the_way(self, mention: Span, statement: Statement) -> bool:
        """«did not say whether Osman, who had [fled] in May, was there»: the reporter adds it."""
        piece = piece_of(statement, mention)
        if piece is None or status_words().acts[statement.act] != "withholds":
            return False
        text = self.article.text
        closes = text.find(",", mention.end, piece.end) > 0
        return closes and bool(ASIDE.search(text[piece.start : mention.start]))

    def echoes(self, words: set[Word]) -> Iterator[Word]:
        """Words of a headline or deck whose source has no name, where one of the same kind says the same below."""
        above = [part for part in (self.article.headline, self.article.deck) if part]
        low = {one for one in words if one.who and not any(one.mention in part for part in above)}
        named = {one.id for one in self.entities for it in one.mentions if it.kind is MentionKind.NAME}
        for one in words - low:
            like = any(one.stance is other.stance and one.kind is other.kind for other in low)
            if one.who and one.entity not in named and like:
                yield one

    def _cued_by(self, mention: Span) -> Statement | None:
        """The statement whose cue the mention is: "accused", "threatened", "charged"."""
        if self.event.type not in status_words().kinds["spoken"]:
            return None  # "they [left] to cheers"
        cued = (one for one in self.known.values() if one.cue.overlaps(mention))
        return min(cued, key=lambda one: (one.cue, one.id), default=None)

    def _same_source(self, one: Statement, other: Statement) -> bool:
        """«She said she wanted the officers charged»: the wish is hers, and the article tells it."""
        if one.source is None or other.source is None:
            return False
        if one.source.entity is not None:
            return one.source.entity == other.source.entity
        return one.source.span == other.source.span or self._is_pronoun(one.source.span)

    def _is_pronoun(self, span: Span) -> bool:
        return self.article[span].lower() in status_words().words["pronouns"]

    def _reporters(self, mention: Span, cued: Statement | None, outer: Statement | None) -> Word:
        """The reporter's own word; an act performed in words has its speaker beside it.

        «The court said it had sentenced him»: "it" is the court.
        """
        if cued and cued.source and not cued.negated:
            source = outer.source if outer and outer.source and cued.source.entity is None else cued.source
            return replace(
                self._of_source(Stance.AFFIRMS, mention, cued, source), performed=True, statement=cued.id
            )
        told = self._told(mention, None)
        return Word(told.stance, mention, anonymous=told.hearsay, aside=told.aside)

    def _passed_on(self, mention: Span, chain: list[Statement]) -> Iterator[Word]:
        """The innermost statement's word, and what those around it make of it."""
        inner = chain[0]
        told = self._told(mention, inner)
        stance = told.stance
        for within, outer in pairwise(chain):
            does, noun = status_words().acts[outer.act], self._is_noun(within)
            if outer.negated or not PASSED_ON[does][noun]:
                stance = Stance.GRANTS if told.aside else Stance.SILENT
            elif told.asked:
                continue  # "denied the army's account of how they [died]"
            elif noun and (does == "denies" or outer.act is Act.REJECT):
                yield from self._spoken(OPPOSITE.get(stance, Stance.SILENT), mention, outer, chain)
        yield from (replace(one, aside=told.aside) for one in self._spoken(stance, mention, inner, chain))
        yield from self._quoted_denial(mention, inner)

    def _quoted_denial(self, mention: Span, statement: Statement) -> Iterator[Word]:
        """«dismissed the army's denial that …»: the army's denial is told along with its dismissal."""
        piece = piece_of(statement, mention)
        owner = piece and OWN_DENIAL.search(self.article.text, piece.start, mention.start)
        if owner and self._told(mention, statement).stance is Stance.AFFIRMS:
            who = Span(owner.start(1), owner.end(1))
            yield Word(Stance.DENIES, mention, statement.id, Act.DENY, who, self._held(who), piece=piece)

    def _is_noun(self, within: Statement) -> bool:
        """Whether the inner cue is a noun: the army's "denial", the rebels' "claim"."""
        nouns = status_words().words["report_nouns"] | status_words().words["denial_nouns"]
        return any(word.lower() in nouns for word in re.findall(r"\w+", self.article[within.cue]))

    def _told(self, mention: Span, statement: Statement | None) -> Told:
        return read_stance(self.article, self.event, mention, statement)

    def _spoken(
        self, stance: Stance, mention: Span, statement: Statement, chain: list[Statement]
    ) -> Iterator[Word]:
        """The statement's word, one for each who speaks in it; of no source, the nearest around it."""
        inside = chain[chain.index(statement) :]
        speaking = next((one for one in inside if one.source), None)
        if speaking is None or speaking.source is None:
            yield Word(stance, mention, statement.id, statement.act, kind=None, anonymous=True)
            return
        first = self.article[speaking.source.span].partition(" ")[0].lower()
        if first in status_words().words["negations"] and stance is Stance.GRANTS:
            yield Word(stance, mention)  # "No group has admitted it": the reporter tells, nobody speaks
            return
        if speaking is not statement and stance is Stance.AFFIRMS:
            stance = Stance.SUPPOSES  # «the mayor said the mill was reportedly sold»
        outer = inside[inside.index(speaking) + 1 :]
        relayed = any(one.source and self._is_anonymous(one.source) for one in outer)
        for source in self._speakers(speaking.source):
            yield replace(self._of_source(stance, mention, statement, source), relayed=relayed)

    def _of_source(self, stance: Stance, mention: Span, statement: Statement, source: Source) -> Word:
        return Word(
            stance, mention, statement.id, statement.act, source.span, source.entity, source.kind,
            anonymous=self._is_anonymous(source), piece=piece_of(statement, mention),
        )  # fmt: skip

    def _speakers(self, source: Source) -> tuple[Source, ...]:
        """Who speaks together: "Residents and a doctor" are two; "the Ministry of Trade and Industry" is one."""
        parts = list(_conjuncts(self.article.text, source.span))
        held = [self._held(part) for part in parts]
        alone = [
            bool(LOOSE.match(self.article[part])) or entity is not None
            for part, entity in zip(parts, held, strict=True)
        ]
        named = [entity for entity in held if entity]
        if len(parts) < 2 or not all(alone) or len(set(named)) < len(named):
            return (source,)
        return tuple(
            replace(source, span=part, entity=entity) for part, entity in zip(parts, held, strict=True)
        )

    def _held(self, part: Span) -> str | None:
        """The entity that is named in the part, by its longest mention."""
        inside = (
            (-len(mention.span), one.id)
            for one in self.entities
            for mention in one.mentions
            if mention.span in part
        )
        return min(inside, default=(0, None))[1]

    def _is_anonymous(self, source: Source) -> bool:
        """Whether nobody's name or office stands for the words: "a senior official", "people close to the talks"."""
        if source.terms is not None or (source.kind is SourceKind.UNKNOWN and source.entity is None):
            return True
        if source.entity is not None and source.entity in self.promised:
            return True
        words = re.findall(r"[a-z]+", self.article[source.span].lower())
        faceless = status_words().offices["faceless"] & set(words) - {"officials"}
        return source.kind is SourceKind.OFFICIAL_UNNAMED and bool(faceless) and not _answerable(words)


def _promised(statements: Sequence[Statement]) -> frozenset[str]:
    sources = (one.source for one in statements if one.source and one.source.terms)
    return frozenset(source.entity for source in sources if source.entity)


def _conjuncts(text: str, span: Span) -> Iterator[Span]:
    """The pieces of a source that "and" joins: "both" · Oman · "and" · Iran."""
    both = BOTH.match(text, span.start, span.end)
    start = both.end() if both else span.start
    joints = JOINT if LISTED.match(text, span.start, span.end) else AND
    for joint in joints.finditer(text, span.start, span.end):
        if joint.start() > start:
            yield Span(start, joint.start())
        start = joint.end()
    if start < span.end:
        yield Span(start, span.end)


def _answerable(words: Sequence[str]) -> bool:
    """Whether an unnamed one speaks for a body that answers for it: "a hospital official"."""
    held = {offices().get(word) for word in words} | {
        offices().get(" ".join(pair)) for pair in pairwise(words)
    }
    return bool(held & status_words().offices["answerable"])

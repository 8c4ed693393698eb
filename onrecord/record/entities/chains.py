"""Mentions that mean the same, while they are being gathered, and what two such groups have against each other."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass

from onrecord.lexicons.nominals import Gender
from onrecord.record.entities.scene import Scene
from onrecord.record.entities.traits import Traits
from onrecord.types import (
    EntityType,
    MentionKind,
)


@dataclass(slots=True, eq=False)
class Chain:
    """Mentions that mean the same, while they are being gathered.

    `voices` are the statements, or the paragraphs of nobody's quotation, in which it calls itself "I" or "we".
    """

    members: list[int]
    first: int
    voices: set[tuple[str | None, int]]
    gender: Gender
    many: bool | None
    type: EntityType | None
    named: bool
    lemmas: set[str]
    words: set[str]
    nations: set[str]
    former: set[str]
    dead: bool
    new: bool


class Chains:
    """Chains in the making, and what joins two of them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._chain = [_fresh(scene, n) for n in range(len(scene.nominals))]
        self._bearing: dict[str, list[int]] = defaultdict(list)  # noun or last name → its mentions, in order
        self._kin: list[int] = []
        for n, traits in enumerate(scene.traits):
            if scene.nominals[n].kind is not MentionKind.PRONOUN:
                self._bearing[traits.lemma].append(n)
            if traits.owner is not None and traits.noun and traits.noun.sort == "kin":
                self._kin.append(n)

    def of(self, n: int) -> Chain:
        """The chain that a mention is in."""
        return self._chain[n]

    def chains(self) -> tuple[tuple[int, ...], ...]:
        """Every chain once, its mentions in the order of the text."""
        return tuple(sorted(tuple(sorted(chain.members)) for chain in set(self._chain)))

    def join(self, n: int, m: int, *, only_fitting: bool = False) -> None:
        """Makes one chain of two, unless they are two people by their names, gender or number."""
        one, other = self._chain[n], self._chain[m]
        if one is other or (only_fitting and not are_compatible(one, other)):
            return
        big, small = (one, other) if len(one.members) >= len(other.members) else (other, one)
        big.members += small.members
        big.first = min(big.first, small.first)
        big.voices |= small.voices
        big.gender = small.gender if big.gender is Gender.ANY else big.gender
        big.many = small.many if big.many is None else big.many
        big.type = _joint_type(big, small)
        big.named, big.dead, big.new = big.named or small.named, big.dead or small.dead, big.new or small.new
        big.lemmas |= small.lemmas
        big.words |= small.words
        big.nations |= small.nations
        big.former |= small.former
        for k in small.members:
            self._chain[k] = big

    def give(self, n: int, office: str, standing: str) -> None:
        """Notes that a named person bears a title or an office, or bore it."""
        chain = self.of(n)
        for noun in {office, office.rpartition(" ")[2]}:
            chain.lemmas.add(noun)
            insort(self._bearing[noun], n)
            if standing == "former":
                chain.former.add(noun)
                chain.words.add("former")
        chain.dead |= standing == "dead"


def are_compatible(one: Chain, other: Chain) -> bool:
    """Whether two chains can be one: not two people by name, nor of two genders or numbers."""
    if Gender.ANY not in (one.gender, other.gender) and one.gender != other.gender:
        return False
    if None not in (one.many, other.many) and one.many != other.many:
        return False
    if one.named and other.named and (one.type is not other.type or one.type is EntityType.PERSON):
        return False
    if (one.dead and other.new) or (one.new and other.dead):
        return False  # "the new governor" is not the slain one
    return (
        one.type is None
        or other.type is None
        or (one.type is EntityType.PERSON) == (other.type is EntityType.PERSON)
    )


def voice_of(traits: Traits) -> tuple[str | None, int]:
    """In whose words a mention stands: a quotation, or a paragraph outside quotations."""
    return traits.quoted, -1 if traits.quoted else traits.paragraph


def _fresh(scene: Scene, n: int) -> Chain:
    one, traits, bodily = scene.nominals[n], scene.traits[n], scene.is_bodys_we(n)
    return Chain(
        members=[n],
        first=n,
        voices={voice_of(traits)} if traits.looks_for in ("self", "us") else set(),
        gender=traits.gender,
        many=None if bodily else traits.many,
        type=None if bodily else one.type,
        named=one.kind is MentionKind.NAME,
        lemmas={traits.lemma} if one.kind is not MentionKind.PRONOUN else set(),
        words=set(traits.modifiers),
        nations=set(scene.nations[n]),
        former=set(),
        dead=traits.dead,
        new=traits.new,
    )


def _joint_type(big: Chain, small: Chain) -> EntityType | None:
    """The type of the named one, or of the one that has any."""
    if small.named and not big.named and small.type:
        return small.type
    return big.type or small.type

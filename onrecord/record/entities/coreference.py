"""Who is meant: mentions → chains of those that mean the same, precise rules first, then the best earlier mention.

The order is that of Lee et al. 2013 (Deterministic coreference resolution based on entity-centric, precision-ranked
rules); what is left is ranked by weights that `python -m training.coreference` fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons.nominals import Gender
from onrecord.record.entities.features import class_of, describe_pairs, lay_columns, weights
from onrecord.record.entities.naming import GENERATION, group_names
from onrecord.record.entities.offices import find_offices
from onrecord.record.entities.pairs import Bar, Chain, Scene, bars_of, fits_mention, voice_of
from onrecord.record.entities.speakers import source_mention
from onrecord.record.entities.sure import find_aliases, find_sure_pairs
from onrecord.record.entities.traits import Traits, find_traits
from onrecord.types import (
    Article,
    EntityType,
    Form,
    MentionKind,
    Nominal,
    Reading,
    SourceKind,
    Span,
    Statement,
)

VOICES = frozenset({"self", "us", "you", "relative"})  # who they are is told by whose words they stand in
BACK = 6  # sentences that a pronoun looks back: over a quotation, to him who speaks
LEAST_DEFINITE = 0.35  # "the president" most likely means somebody told of, "people" as likely as not
LEAST = {"person": 0.0, "many": 0.7, "thing": 1.0, "description": 1.0, "named": 2.0}
UNNAMED = frozenset({SourceKind.OFFICIAL_UNNAMED, SourceKind.WITNESS, SourceKind.MILITARY})  # "a commander"
NEAR = 60  # mentions that any mention looks back
JOINED_OWNER = re.compile(r"\s*,?\s+(?:and|with)\s+")  # "Ruiz and" · "his son"
# "Ruiz" · " mourned " · "his son"; not "Ruiz said " · "his son"
DOES_TO_HIS = re.compile(r"(?!.*\b(?:said|says|that|who|and|but|when|as|of)\b)\s+(?:\w+\s+){1,3}")
DEED = re.compile(
    r"\b(?P<deed>kill|arrest|detain|charg|abduct|captur|sentenc|releas|assassinat|murder|convict|wound|free)"
    r"(?:s|ed|ing|es|d|e)?\s+(?:(?:of|a|an|the)\s+)?$",
    re.IGNORECASE,
)
CHILDREN, PARENTS = (
    frozenset({"son", "daughter", "child"}),
    frozenset({"father", "mother", "parent", "dad", "mum", "mom"}),
)
SIBLINGS = frozenset({"brother", "sister", "sibling", "twin"})
SPOUSES = frozenset({"husband", "wife", "spouse", "partner"})
INVERSE = ((CHILDREN, PARENTS), (PARENTS, CHILDREN), (SIBLINGS, SIBLINGS), (SPOUSES, SPOUSES))


def find_chains(
    article: Article,
    nominals: Sequence[Nominal],
    sentences: tuple[Span, ...],
    statements: Sequence[Statement],
    reading: Reading,
) -> tuple[tuple[int, ...], ...]:
    """The mentions, as indexes, that mean the same, each in exactly one chain; chains by their first mention."""
    return gather(lay_scene(article, nominals, sentences, statements, reading), statements).chains()


def lay_scene(
    article: Article,
    nominals: Sequence[Nominal],
    sentences: tuple[Span, ...],
    statements: Sequence[Statement],
    reading: Reading,
) -> Scene:
    """What is known of each mention before any is joined to another."""
    traits = find_traits(article, nominals, sentences, statements)
    sources = {
        n: s.source.kind
        for s in statements
        if s.source and (n := source_mention(article, s.source, nominals)) is not None
    }
    speakers = {
        s.id: n
        for s in statements
        if s.source
        and s.form is Form.DIRECT
        and (n := source_mention(article, s.source, nominals)) is not None
    }
    says: dict[int, frozenset[str]] = {}
    for s in statements:
        n = source_mention(article, s.source, nominals) if s.source else None
        if n is not None:
            says[n] = says.get(n, frozenset()) | {s.id}
    leads: dict[int, int] = {}
    for n, one in enumerate(traits):
        if not one.prepositional and one.form != "relative":
            leads.setdefault(one.sentence, n)
    return Scene(article, nominals, traits, sources, speakers, says, frozenset(leads.values()), reading)


def gather(scene: Scene, statements: Sequence[Statement], *, into: Gathering | None = None) -> Gathering:
    """The chains after all rules and the ranking; `into` is what gathers, if not the plain one."""
    found = into or Gathering(scene)
    for group in group_names(scene.article, scene.nominals):
        for n in group[1:]:
            found.join(group[0], n)
    for n, m in find_aliases(scene):
        found.join(n, m)
    for n, m in tuple(find_sure_pairs(scene, statements)):
        found.join(n, m, only_fitting=True)
    for n, office, standing in find_offices(scene):
        found.give(n, office, standing)
    for n in sorted(range(len(scene.nominals)), key=lambda n: (scene.nominals[n].head.start, n)):
        found.settle(n)
    found.settle_offices()
    return found


class Gathering:
    """Chains in the making, and what joins two of them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._columns = lay_columns(scene)
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
        if one is other or (only_fitting and not _compatible(one, other)):
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

    def settle(self, n: int) -> None:
        """Joins one mention to what it most likely means among those before it."""
        nominal, traits = self.scene.nominals[n], self.scene.traits[n]
        if any(m < n and self.scene.traits[m].looks_for not in VOICES for m in self.of(n).members):
            return  # a rule has told
        if nominal.kind is MentionKind.NAME:
            self._settle_name(n)
            if self.of(n).first == n and not self._settle_deed(n):
                self._settle_met(n)
        elif traits.looks_for in VOICES:
            self._settle_voice(n)
        elif not any(
            settle(n)
            for settle in (
                self._settle_kin,
                self._settle_owner,
                self._settle_source,
                self._settle_speaker,
                self._settle_deed,
            )
        ):
            self._settle_best(n)

    def _settle_name(self, n: int) -> None:
        """ "The younger Haddad" is the son, where the article has a Haddad who is another's son."""
        if self.scene.nominals[n].type is not EntityType.PERSON:
            return
        start = self.scene.nominals[n].span.start
        which = GENERATION.search(self.scene.article.text, max(0, start - 20), start)
        surname = self.scene.traits[n].lemma
        bearers = [
            chain
            for chain in self._bearers(surname, len(self._chain))
            if chain.named and chain.type is EntityType.PERSON
        ]
        if not which or len(bearers) < 2:
            return
        sons = [chain for chain in bearers if chain.lemmas & CHILDREN]
        dead = [chain for chain in bearers if chain.dead]
        old = [chain for chain in bearers if chain not in sons]
        fitting = {"younger": sons, "slain": dead, "late": dead}.get(which["which"].lower(), old)
        if len(fitting) == 1:
            self.join(fitting[0].members[0], n)

    def _bearers(self, noun: str, before: int) -> list[Chain]:
        """The chains with a mention before this one that has the noun or last name, those met last first; not all."""
        bearing = self._bearing.get(noun, [])
        last = bisect_left(bearing, before)
        return list(dict.fromkeys(self.of(m) for m in reversed(bearing[max(0, last - NEAR) : last])))

    def _settle_voice(self, n: int) -> None:
        """The second "I", "we" or "you" of one quotation is the first, and so it is in nobody's quotation.

        In an interview the next paragraph's "I" and "you" may be others.
        """
        traits = self.scene.traits[n]
        if traits.looks_for == "relative":
            return
        for m in range(n - 1, max(-1, n - NEAR), -1):
            other = self.scene.traits[m]
            if other.looks_for != traits.looks_for or other.quoted != traits.quoted:
                continue
            if traits.quoted or self._same_voice(traits, other):
                self.join(m, n)
                return

    def _same_voice(self, traits: Traits, other: Traits) -> bool:
        """Whether nobody else can speak in the one paragraph than in the other, and to nobody else."""
        if other.paragraph == traits.paragraph:
            return True
        turns = self.scene.turns
        if turns and traits.looks_for != "us":
            return turns[traits.paragraph] == turns[other.paragraph]
        if traits.looks_for == "us":
            return True
        asked = self.scene.asked
        return (
            not asked
            if traits.looks_for == "self"
            else (traits.paragraph in asked) == (other.paragraph in asked)
        )

    def _settle_kin(self, n: int) -> bool:
        """ "His father" is the one whose son he is; the same kin of the same person is one."""
        traits = self.scene.traits[n]
        if traits.owner is None or traits.noun is None or traits.noun.sort != "kin":
            return False
        owner = self.of(traits.owner)
        at = bisect_left(self._kin, n)
        for m in reversed(self._kin[max(0, at - NEAR) : at]):
            other = self.scene.traits[m]
            if other.owner is None:
                continue
            theirs = self.of(other.owner)
            same = (theirs is owner and other.lemma == traits.lemma) or _one_child(
                traits, other, owner, theirs
            )
            inverse = self.of(m) is owner and any(other.lemma in a and traits.lemma in b for a, b in INVERSE)
            target = m if same else other.owner if inverse else None
            if (
                target is not None
                and _compatible(self.of(target), self.of(n))
                and self.of(target) is not owner
            ):
                self.join(target, n)
                return True
        return False

    def _settle_owner(self, n: int) -> bool:
        """ "Omar Haddad and his son", "Haddad praised his son", "the guard who fled with his son": his is theirs."""
        traits = self.scene.traits[n]
        if traits.form != "owner" or traits.looks_for != "person":
            return False
        for m in range(n - 1, max(-1, n - 8), -1):
            if m in traits.within:
                continue
            fits = self.of(m).type is EntityType.PERSON and _compatible(self.of(m), self.of(n))
            if fits and self._owns(n, m):
                self.join(m, n)
                return True
            if fits:
                return False  # somebody stands between
        return False

    def _owns(self, n: int, m: int) -> bool:
        """Whether what stands between a mention and "his" leaves no doubt."""
        text, start = self.scene.article.text, self.scene.nominals[n].span.start
        end = self.scene.nominals[m].span.end
        if end > start:
            return False
        relative = self.scene.traits[m].form == "relative"
        if relative and self.scene.traits[m].sentence == self.scene.traits[n].sentence:
            return True
        verb = m in self.scene.leads and DOES_TO_HIS.fullmatch(text, end, start)
        return bool(verb or JOINED_OWNER.fullmatch(text, end, start))

    def _settle_source(self, n: int) -> bool:
        """ "The official gave no details, but said Osman had left. He did not say why": he is the official."""
        kind = self.scene.sources.get(n)
        if kind not in UNNAMED or self.scene.traits[n].looks_for != "person" or self.scene.traits[n].told:
            return False
        for m in range(n - 1, max(-1, n - NEAR), -1):
            if self.scene.sources.get(m) is kind and not self.scene.traits[m].told:
                fits = self.of(m).type is EntityType.PERSON and _compatible(self.of(m), self.of(n))
                if fits:
                    self.join(m, n)
                return fits
        return False

    def _settle_speaker(self, n: int) -> bool:
        """ "Ruiz would not say whether Osman had left. She threatened to go": who goes on speaking, if she can."""
        traits = self.scene.traits[n]
        if not self._opens_speaking(n) or traits.looks_for != "person":
            return False
        for m in range(n - 1, max(-1, n - NEAR), -1):
            before = self.scene.traits[m].sentence
            if before < traits.sentence - 1:
                return False
            if before == traits.sentence - 1 and self._opens_speaking(m) and self._can_be(n, self.of(m)):
                self.join(m, n)
                return True
        return False

    def _opens_speaking(self, n: int) -> bool:
        """Whether a sentence begins with somebody who speaks, and not in another's words."""
        return n in self.scene.sources and n in self.scene.leads and not self.scene.traits[n].told

    def _can_be(self, n: int, chain: Chain) -> bool:
        """Whether a mention can be a person met before."""
        return chain.type is EntityType.PERSON and self._fits(n, chain, bars_of(self.scene, n))

    def _settle_deed(self, n: int) -> bool:
        """ "Chad said it had killed the rebel quartermaster. Chad announced it had killed Omar Haddad": one man.

        The lead describes whom the next paragraphs name: the same deed by the same doer on somebody alone.
        """
        nominal, traits = self.scene.nominals[n], self.scene.traits[n]
        deed = self._deed(n)
        if deed is None or nominal.kind is MentionKind.PRONOUN or nominal.type is not EntityType.PERSON:
            return False
        for m in range(n - 1, max(-1, n - NEAR), -1):
            other = self.scene.traits[m]
            if traits.sentence - other.sentence > BACK + 1:
                break
            if (
                traits.sentence == other.sentence
                or self.scene.nominals[m].kind is not MentionKind.DESCRIPTION
            ):
                continue
            if self.of(m).many or not (other.definite or other.many is None) or self._deed(m) != deed:
                continue
            if self.of(m).type is EntityType.PERSON and _compatible(self.of(m), self.of(n)):
                self.join(m, n)
                return True
        return False

    def _settle_met(self, n: int) -> None:
        """ "A clerk fled. … Ana Ruiz, 34, was found": who is named here may have been told of before."""
        if self.scene.nominals[n].type is EntityType.PERSON:
            best = self.ranked(n)
            if best is not None:
                self.join(best, n)

    def _deed(self, n: int) -> tuple[str, str] | None:
        """What is said to have been done to the mention, and the first name of the sentence, whose deed it is."""
        one, traits = self.scene.nominals[n], self.scene.traits[n]
        done = DEED.search(self.scene.article.text, max(0, one.span.start - 30), one.span.start)
        first = next(
            (m for m in range(max(0, n - 20), n) if self.scene.traits[m].sentence == traits.sentence), None
        )
        if done is None or first is None or self.scene.nominals[first].kind is not MentionKind.NAME:
            return None
        return done["deed"].lower(), str(self.of(first).first)

    def _settle_best(self, n: int) -> None:
        """Joins the mention to the best-ranked one before it, where that is likelier than nobody; "another" is new."""
        if self.scene.traits[n].fresh:
            return
        best = self.ranked(n)
        if best is not None:
            self.join(best, n)

    def ranked(self, n: int) -> int | None:
        """The earlier mention that weighs most, None where none weighs enough."""
        found = self.candidates(n)
        if not found:
            return None
        weight = weights()[class_of(self.scene, n)]
        scores = np.exp(np.minimum(self.described(n, found) @ weight, 30))
        odds: dict[Chain, tuple[float, int]] = {}  # of each, and its nearest mention
        for m, score in zip(found, scores.tolist(), strict=True):
            chain = self._chain[m]
            mass, nearest = odds.get(chain, (0.0, m))
            odds[chain] = mass + score, nearest
        mass, best = max(odds.values())
        least = LEAST[class_of(self.scene, n)]
        return best if mass > (LEAST_DEFINITE if self.scene.traits[n].definite else least) else None

    def described(self, n: int, found: Sequence[int]) -> NDArray[np.float64]:
        """What speaks for each of the earlier mentions [m, f]."""
        low = max(0, n - NEAR)
        logits = self.scene.seen(n, low).tolist()
        seen = np.array([logits[m - low] if m >= low else 0.0 for m in found])
        return describe_pairs(self._columns, n, found, [self._chain[m] for m in found], seen)

    def candidates(self, n: int) -> list[int]:
        """The earlier mentions that nothing forbids, the nearest first."""
        traits, low, bars = self.scene.traits, max(0, n - NEAR), bars_of(self.scene, n)
        first = traits[n].sentence - BACK if traits[n].looks_for else 0
        fits: dict[Chain, bool] = {}
        found: list[int] = []
        for m in (*range(n - 1, low - 1, -1), *self._alike(n, low)):
            if traits[m].sentence < first:
                break
            if traits[m].looks_for in VOICES:
                continue  # who that is a rule has told, or nobody can
            chain = self._chain[m]
            if chain not in fits:
                fits[chain] = self._fits(n, chain, bars)
            if fits[chain] and fits_mention(self.scene, n, m):
                found.append(m)
        return found

    def _fits(self, n: int, chain: Chain, bars: Sequence[Bar]) -> bool:
        """Whether nothing forbids that a mention is one of an earlier chain."""
        mine = self._chain[n]
        allowed = chain is not mine and _compatible(chain, mine)
        return allowed and not any(bar(self.scene, n, chain) for bar in bars)

    def _alike(self, n: int, low: int) -> Iterator[int]:
        """The last mention, farther back than NEAR, of each chain that has the noun of a description."""
        traits = self.scene.traits[n]
        if traits.looks_for:
            return
        bearing = self._bearing.get(traits.lemma, [])
        last = bisect_left(bearing, low)
        near = set(self._chain[low:n]) if last else set()
        for m in reversed(bearing[max(0, last - NEAR) : last]):
            if self.of(m) not in near:
                near.add(self.of(m))
                yield m

    def settle_offices(self) -> None:
        """Descriptions without a name go to the one named person who holds the office, were he named later."""
        for n, traits in enumerate(self.scene.traits):
            chain = self.of(n)
            if (
                chain.named
                or not traits.definite
                or traits.fresh
                or traits.many
                or traits.noun is None
                or traits.noun.sort != "-"
            ):
                continue
            if (
                self.scene.nominals[n].kind is not MentionKind.DESCRIPTION
                or chain.type is not EntityType.PERSON
            ):
                continue
            holders = [
                other
                for other in self._bearers(traits.lemma, len(self._chain))
                if _holds_office(other, chain, traits)
            ]
            if len(holders) == 1 and _compatible(holders[0], chain):
                self.join(holders[0].members[0], n)


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


def _compatible(one: Chain, other: Chain) -> bool:
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


def _one_child(traits: Traits, other: Traits, owner: Chain, theirs: Chain) -> bool:
    """ "Their child", later "his daughter": he is one of two."""
    child = {traits.lemma, other.lemma} <= CHILDREN and (
        traits.lemma == other.lemma or "child" in (traits.lemma, other.lemma)
    )
    return child and bool(theirs.many) != bool(owner.many)


def _joint_type(big: Chain, small: Chain) -> EntityType | None:
    """The type of the named one, or of the one that has any."""
    if small.named and not big.named and small.type:
        return small.type
    return big.type or small.type


def _holds_office(holder: Chain, chain: Chain, traits: Traits) -> bool:
    """Whether a named person can be "the slain leader", "the new mayor"."""
    if not holder.named or holder.type is not EntityType.PERSON or traits.lemma not in holder.lemmas:
        return False
    if (chain.dead and not holder.dead) or (traits.lemma in holder.former and "former" not in chain.words):
        return False
    return not (holder.dead and traits.new)

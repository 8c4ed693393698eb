"""Rules that settle whom a mention means, and the rank of what they leave."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.record.entities.chains import Chain, are_compatible
from onrecord.record.entities.naming import GENERATION
from onrecord.record.entities.pairs import bars_of
from onrecord.record.entities.ranking import BACK, NEAR, VOICES, Ranking
from onrecord.record.entities.traits import Traits
from onrecord.types import (
    EntityType,
    MentionKind,
    SourceKind,
)

UNNAMED = frozenset({SourceKind.OFFICIAL_UNNAMED, SourceKind.WITNESS, SourceKind.MILITARY})  # "a commander"
BODIES = frozenset({EntityType.ORGANISATION, EntityType.MILITARY, EntityType.GROUP, EntityType.MEDIA})
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


class Gathering(Ranking):
    """Chains in the making, joined by rules, the precise ones first, then by rank."""

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
                self._settle_spoken_for,
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
                and are_compatible(self.of(target), self.of(n))
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
            fits = self.of(m).type is EntityType.PERSON and are_compatible(self.of(m), self.of(n))
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
                fits = self.of(m).type is EntityType.PERSON and are_compatible(self.of(m), self.of(n))
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

    def _settle_spoken_for(self, n: int) -> bool:
        """ "The Front confirmed it. Four died, its spokesman said": whose man speaks is the body that spoke before."""
        traits = self.scene.traits[n]
        if traits.form != "owner" or traits.looks_for != "thing" or traits.told or not self._has_a_man(n):
            return False
        for m in range(n - 1, max(-1, n - NEAR), -1):
            before = self.scene.traits[m].sentence
            if before < traits.sentence - 1:
                return False
            if before == traits.sentence - 1 and m in self.scene.sources and not self.scene.traits[m].told:
                fits = self.of(m).type in BODIES and self._fits(n, self.of(m), bars_of(self.scene, n))
                if fits:
                    self.join(m, n)
                return fits
        return False

    def _has_a_man(self, n: int) -> bool:
        """ "[its] spokesman", "[its] chairman": one person, of a body."""
        after = range(n - 1, min(len(self.scene.nominals), n + 3))
        owned = (m for m in after if m >= 0 and self.scene.traits[m].owner == n)
        return any(
            self.scene.nominals[m].type is EntityType.PERSON and not self.scene.traits[m].many for m in owned
        )

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
            if self.of(m).type is EntityType.PERSON and are_compatible(self.of(m), self.of(n)):
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
            if len(holders) == 1 and are_compatible(holders[0], chain):
                self.join(holders[0].members[0], n)


def _one_child(traits: Traits, other: Traits, owner: Chain, theirs: Chain) -> bool:
    """ "Their child", later "his daughter": he is one of two."""
    child = {traits.lemma, other.lemma} <= CHILDREN and (
        traits.lemma == other.lemma or "child" in (traits.lemma, other.lemma)
    )
    return child and bool(theirs.many) != bool(owner.many)


def _holds_office(holder: Chain, chain: Chain, traits: Traits) -> bool:
    """Whether a named person can be "the slain leader", "the new mayor"."""
    if not holder.named or holder.type is not EntityType.PERSON or traits.lemma not in holder.lemmas:
        return False
    if (chain.dead and not holder.dead) or (traits.lemma in holder.former and "former" not in chain.words):
        return False
    return not (holder.dead and traits.new)

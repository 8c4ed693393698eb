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

from onrecord.lexicons.nominals import Gender, find_nominal_noun
from onrecord.record.entities.naming import GENERATION, LANDS, group_names, is_alias
from onrecord.record.entities.pairs import (
    Chain,
    Near,
    Scene,
    class_of,
    describe_pair,
    may_join,
    voice_of,
    weights,
)
from onrecord.record.entities.traits import Traits, find_traits
from onrecord.types import (
    Article,
    EntityType,
    MentionKind,
    Nominal,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
)

VOICES = frozenset({"self", "us", "you", "relative"})  # who they are is told by whose words they stand in
BACK = 6  # sentences that a pronoun looks back: over a quotation, to him who speaks
LEAST = {"person": 0.0, "many": 0.7, "thing": 1.0, "description": 0.35}
UNNAMED = frozenset({SourceKind.OFFICIAL_UNNAMED, SourceKind.WITNESS, SourceKind.MILITARY})  # "a commander"
NEAR = 60  # mentions that any mention looks back
# "Ana Ruiz" · ", " · "the mayor", "his son" · " and heir, " · "Omar"
BESIDE = re.compile(
    r"(?:\s+and\s+(?P<second>\w+))?(?P<comma>,)?\s+[“\"‘']?(?:\d{1,3}-year-old\s+)?"
)  # "another man" · ", 43-year-old " · "Omar Haddad"
CLOSES = re.compile(
    r"\s*(?:[,.;:)—–!?”\"]|$|\n|(?:who|whose|was|were|is|has|had|said|says|told|and|will|would)\b"
    r"|(?:\w+ed|shot|slain|born|found|known|held)\s+(?:in|by|at|on|during|when|for|as|to|near|outside)\b)"
)
LISTED = re.compile(
    r"\s*,?\s+and\s+(?:(?:the|an?|his|her|their)\s+[^,.;\n]*(?:[.;\n]|$)|[A-Z])"
)  # "… and a guard left."
# "Ana Ruiz" · " is " · "the mayor"; "this boy" · " named " · "Omar"
IS = re.compile(
    r"\s*(?:['’]m|\s(?:is|was|are|were|became|becomes|remains|remained|served as|serves as|worked as|works as))\s+"
    r"(?:(?:also|now|still|then|once|already|himself|herself)\s+)?(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_TITLED = r"(?:(?:\d{1,3}-year-old|[A-Z][\w.]*)\s+){0,4}"  # "34-year-old Officer" · "Omar Haddad"
IDENTIFIED = re.compile(  # "a man" · ", who was later identified by police as "
    r",?\s+(?:(?:who|whom)\s+)?(?:(?:has|have|had|was|is|been|police|officials|later|since)\s+){0,4}identified"
    rf"(?:\s+by\s+[\w ]{{1,40}})?\s+as\s+{_TITLED}"
)
IDENTIFIES = re.compile(r"\b(?:identified|identify|identifies|named)\s+$")
AS = re.compile(rf"(?:^|[\s,])as\s+{_TITLED}$")
CALLED = re.compile(r"\s+(?:named|called)\s+[“\"‘']?", re.IGNORECASE)
RELATIVE = re.compile(r"[\s,–—-]*(?:(?:with|to|for|of|from|by|in)\s+)?", re.IGNORECASE)
JOINED_OWNER = re.compile(r"\s*,?\s+(?:and|with)\s+")  # "Ruiz and" · "his son"
# "Ruiz" · " mourned " · "his son"; not "Ruiz said " · "his son"
DOES_TO_HIS = re.compile(r"(?!.*\b(?:said|says|that|who|and|but|when|as|of)\b)\s+(?:\w+\s+){1,3}")
TITLE_BEFORE = re.compile(r"(?P<words>(?:[\w’'-]+\s+){0,3}[\w’'-]+)\s*,?\s+$")
# "since being named" · "governor", "he became" · "the new mayor"
NAMED_AS = re.compile(
    r"\b(?:named|elected|appointed|becoming|became|sworn in as|proclaimed|installed as|served as|serving as)\s+"
    r"(?:as\s+)?(?:the\s+|its\s+|their\s+)?(?:new\s+)?(?P<office>[a-z-]+(?:\s[a-z-]+){0,2})"
)
# "that " · "it had sunk", "its ships"; not "it was too early to tell"
OPENS_WITH_IT = re.compile(
    r"(?:that\s+)?(?P<it>its|it(?=\s+(?:(?:has|had|will|would|did|does|can|could|may|might|must|should)(?:\s+not)?\s+(?!be\b)"
    r"|(?:was|is)\s+(?:not\s+)?\w+ing\b|\w+ed\b)))\b",
    re.IGNORECASE,
)
PERSONS = frozenset({EntityType.PERSON, EntityType.GROUP, None})
DEED = re.compile(
    r"\b(?P<deed>kill|arrest|detain|charg|abduct|captur|sentenc|releas|assassinat|murder|convict|wound|free)"
    r"(?:s|ed|ing|es|d|e)?\s+(?:(?:of|a|an|the)\s+)?$",
    re.IGNORECASE,
)
GONE = re.compile(r"\b(?:slain|late|assassinated|murdered|killed)\b", re.IGNORECASE)
CHILDREN, PARENTS = (
    frozenset({"son", "daughter", "child"}),
    frozenset({"father", "mother", "parent", "dad", "mum", "mom"}),
)
SIBLINGS = frozenset({"brother", "sister", "sibling", "twin"})
SPOUSES = frozenset({"husband", "wife", "spouse", "partner"})
INVERSE = ((CHILDREN, PARENTS), (PARENTS, CHILDREN), (SIBLINGS, SIBLINGS), (SPOUSES, SPOUSES))
YOUNGER = frozenset({"younger"})


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
    leads: dict[int, int] = {}
    for n, one in enumerate(traits):
        if not one.prepositional and one.form != "relative":
            leads.setdefault(one.sentence, n)
    return Scene(article, nominals, traits, sources, frozenset(leads.values()), reading)


def gather(scene: Scene, statements: Sequence[Statement], *, into: Gathering | None = None) -> Gathering:
    """The chains after all rules and the ranking; `into` is what gathers, if not the plain one."""
    found = into or Gathering(scene)
    for group in group_names(scene.article, scene.nominals):
        for n in group[1:]:
            found.join(group[0], n)
    for n, m in _aliases(scene):
        found.join(n, m)
    for n, m in (
        *_appositions(scene),
        *_predicates(scene),
        *_relatives(scene),
        *_selves(scene, statements),
        *_themselves(scene, statements),
        *_named_to(scene),
        *_turns(scene),
        *_interviewed(scene),
    ):
        found.join(n, m, only_fitting=True)
    for n, office, dead in _offices(scene):
        found.give(n, office, dead=dead)
    for n in sorted(range(len(scene.nominals)), key=lambda n: (scene.nominals[n].head.start, n)):
        found.settle(n)
    found.settle_offices()
    return found


def source_mention(article: Article, source: Source, nominals: Sequence[Nominal]) -> int | None:
    """The mention that a source's words are: the same span, else the person named in it, else what it begins with."""
    first = bisect_left(nominals, source.span.start, key=lambda one: one.span.start)
    inside = []
    for n in range(first, len(nominals)):
        if nominals[n].span.start >= source.span.end:
            break
        inside.append(n)
    same = [n for n in inside if nominals[n].span == source.span]
    if same:
        return same[0]
    owned = re.compile(r"['’]s?\s")
    people = [
        n
        for n in inside
        if nominals[n].kind is MentionKind.NAME
        and nominals[n].type is EntityType.PERSON
        and not owned.match(article.text, nominals[n].span.end)
    ]
    if people and source.kind == "person":
        return people[0]
    opening = [
        n
        for n in inside
        if article.text[source.span.start : nominals[n].span.start].lower().strip() in ("", "the")
    ]
    return next((n for n in opening if not owned.match(article.text, nominals[n].span.end)), None)


class Gathering:
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
        once = {id(chain): chain for chain in self._chain}
        return tuple(sorted(tuple(sorted(chain.members)) for chain in once.values()))

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
        for k in small.members:
            self._chain[k] = big

    def give(self, n: int, office: str, *, dead: bool) -> None:
        """Notes that a named person bears a title or an office."""
        chain = self.of(n)
        for noun in {office, office.rpartition(" ")[2]}:
            chain.lemmas.add(noun)
            insort(self._bearing[noun], n)
        chain.dead |= dead

    def settle(self, n: int) -> None:
        """Joins one mention to what it most likely means among those before it."""
        nominal, traits = self.scene.nominals[n], self.scene.traits[n]
        if any(m < n and self.scene.traits[m].looks_for not in VOICES for m in self.of(n).members):
            return  # a rule has told
        if nominal.kind is MentionKind.NAME:
            self._settle_name(n)
            if len(self.of(n).members) == 1 or self.of(n).first == n:
                self._settle_deed(n)
        elif traits.looks_for in VOICES:
            self._settle_voice(n)
        elif not any(
            settle(n)
            for settle in (self._settle_kin, self._settle_owner, self._settle_source, self._settle_deed)
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
        once = {id(self.of(m)): self.of(m) for m in reversed(bearing[max(0, last - NEAR) : last])}
        return list(once.values())

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
        """Whether nobody else can speak in the one paragraph than in the other."""
        if other.paragraph == traits.paragraph:
            return True
        turns = self.scene.turns
        if turns and traits.looks_for != "us":
            return traits.looks_for == "self" and turns[traits.paragraph] == turns[other.paragraph]
        return traits.looks_for == "us" or (traits.looks_for == "self" and not self.scene.asked)

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
        candidates = self.candidates(n)
        if not candidates:
            return None
        weight = weights()[class_of(self.scene.traits[n])]
        scores = np.exp(np.minimum(np.array([features for _, features in candidates]) @ weight, 30))
        odds: dict[int, tuple[float, int]] = {}  # of each chain, and its nearest mention
        for (m, _), score in zip(candidates, scores.tolist(), strict=True):
            mass, nearest = odds.get(id(self.of(m)), (0.0, m))
            odds[id(self.of(m))] = mass + score, nearest
        mass, best = max(odds.values())
        return best if mass > LEAST[class_of(self.scene.traits[n])] else None

    def candidates(self, n: int) -> list[tuple[int, list[float]]]:
        """The earlier mentions that nothing forbids, with what speaks for each."""
        traits = self.scene.traits[n]
        low = max(0, n - NEAR)
        seen = self.scene.seen(n, low)
        found: list[tuple[int, list[float]]] = []
        for m in (*range(n - 1, low - 1, -1), *self._alike(n, low)):
            other = self.scene.traits[m]
            if traits.looks_for and traits.sentence - other.sentence > BACK:
                break
            if other.looks_for in VOICES:
                continue  # who that is a rule has told, or nobody can
            fits = self.of(m) is not self.of(n) and _compatible(self.of(m), self.of(n))
            if fits and may_join(self.scene, n, m, self.of(m)):
                near = float(seen[m - low]) if m >= low else 0.0
                pair = describe_pair(self.scene, n, m, self.of(m), Near(near, not found))
                found.append((m, pair))
        return found

    def _alike(self, n: int, low: int) -> Iterator[int]:
        """The last mention, farther back than NEAR, of each chain that has the noun of a description."""
        traits = self.scene.traits[n]
        if traits.looks_for:
            return
        near = {id(self.of(m)) for m in range(low, n)}
        bearing = self._bearing.get(traits.lemma, [])
        last = bisect_left(bearing, low)
        for m in reversed(bearing[max(0, last - NEAR) : last]):
            if id(self.of(m)) not in near:
                near.add(id(self.of(m)))
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
    one, traits = scene.nominals[n], scene.traits[n]
    return Chain(
        members=[n],
        first=n,
        voices={voice_of(traits)} if traits.looks_for in ("self", "us") else set(),
        gender=traits.gender,
        many=traits.many,
        type=one.type,
        named=one.kind is MentionKind.NAME,
        lemmas={traits.lemma} if one.kind is not MentionKind.PRONOUN else set(),
        words=set(traits.modifiers),
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


def _aliases(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Omar Haddad, also known as the Ferryman or the Pilot": the second is the first, and so is the third."""
    aliases: set[int] = set()
    for n, m in _neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        named = a.kind is b.kind is MentionKind.NAME and a.type is b.type
        either = n in aliases and scene.article.text[a.span.end : b.span.start] == " or "
        if named and a.type not in LANDS and (either or is_alias(scene.article, a.span, b.span)):
            aliases.add(m)
            yield n, m


def _appositions(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Ana Ruiz, the mayor, …", "the mayor, Ana Ruiz", "his son and heir, Omar"; not "Ruiz, the mayor and a guard"."""
    text = scene.article.text
    for n, m in _neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        kinds = {a.kind, b.kind}
        if kinds != {MentionKind.NAME, MentionKind.DESCRIPTION} or not _same_sort(a, b):
            continue
        between = BESIDE.fullmatch(text, a.span.end, b.span.start)
        if not between or scene.traits[n].many or scene.traits[m].many:
            continue
        if b.kind is MentionKind.DESCRIPTION and not (between["comma"] and not between["second"]):
            continue
        if (
            b.kind is MentionKind.NAME
            and not between["comma"]
            and a.by == "nouns"
            and not scene.traits[n].owner
        ):
            continue
        if b.kind is MentionKind.NAME or (
            CLOSES.match(text, b.span.end) and not LISTED.match(text, b.span.end)
        ):
            yield n, m


def _predicates(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Ana Ruiz is the mayor", "a boy named Omar", "I’m Omar"."""
    for n, m in _neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        between = (a.span.end, b.span.start)
        if (
            IS.fullmatch(scene.article.text, *between)
            and b.kind is not MentionKind.PRONOUN
            and _same_sort(a, b)
        ):
            if scene.traits[m].owner is None or scene.traits[m].owner not in (n,):
                yield n, m
        elif b.kind is MentionKind.NAME and (
            CALLED.fullmatch(scene.article.text, *between)
            or (_is_identified(scene, n, m) and b.type is a.type is EntityType.PERSON)
        ):
            yield n, m


def _is_identified(scene: Scene, n: int, m: int) -> bool:
    """ "a man, later identified as" · "Omar Haddad", "identified the victim as" · "Omar Haddad"."""
    a, b, text = scene.nominals[n], scene.nominals[m], scene.article.text
    between = text[a.span.end : b.span.start]
    if (
        a.kind is MentionKind.NAME
        or scene.traits[n].many
        or scene.traits[n].sentence != scene.traits[m].sentence
    ):
        return False
    before = text[max(0, a.span.start - 40) : a.span.start]
    return bool(IDENTIFIED.fullmatch(between) or (IDENTIFIES.search(before) and AS.search(between)))


def _relatives(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "The guard who fled": who is the guard."""
    for m, traits in enumerate(scene.traits):
        if traits.form != "relative":
            continue
        start = scene.nominals[m].span.start
        for n in range(m - 1, max(-1, m - 6), -1):
            one = scene.nominals[n]
            end = one.span.end if one.span.end <= start else one.head.end
            if RELATIVE.fullmatch(scene.article.text, end, start) and one.type is not EntityType.PLACE:
                yield n, m
                break


def _selves(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """ "“I saw it,” said Ruiz": I is Ruiz."""
    speakers = {
        s.id: n
        for s in statements
        if s.source and (n := source_mention(scene.article, s.source, scene.nominals)) is not None
    }
    for m, traits in enumerate(scene.traits):
        if traits.looks_for == "self" and traits.quoted in speakers and speakers[traits.quoted] != m:
            yield speakers[traits.quoted], m


def _themselves(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """ "The army said it had left", "Oman said that its ships had left": it is who speaks, where that is a body."""
    starts = [one.span.start for one in scene.nominals]
    for said in statements:
        speaker = source_mention(scene.article, said.source, scene.nominals) if said.source else None
        if speaker is None or not said.content or scene.nominals[speaker].type in PERSONS:
            continue
        opens = OPENS_WITH_IT.match(scene.article.text, said.content[0].start, said.content[0].end)
        n = bisect_left(starts, opens.start("it")) if opens else len(starts)
        if opens and n < len(starts) and starts[n] == opens.start("it") and said.cue.end <= starts[n]:
            yield speaker, n


def _named_to(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Osman has not spoken since being named governor": the governor is Osman."""
    for holder, match in _named_as(scene):
        for m, one in enumerate(scene.nominals):
            held = match.start("office") <= one.head.start < match.end("office")
            if held and one.kind is MentionKind.DESCRIPTION and one.type is EntityType.PERSON:
                yield holder, m


def _turns(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Osman: I left." at the start of a paragraph: I is Osman, until the next one speaks."""
    if not scene.turns:
        return
    people: dict[str, int] = {}
    for n, one in enumerate(scene.nominals):
        if one.kind is MentionKind.NAME and one.type is EntityType.PERSON:
            people.setdefault(scene.traits[n].lemma, n)
    for m, traits in enumerate(scene.traits):
        speaker = people.get(scene.turns[traits.paragraph].split(" ")[-1])
        if traits.looks_for == "self" and not traits.quoted and speaker is not None:
            yield speaker, m


def _interviewed(scene: Scene) -> Iterator[tuple[int, int]]:
    """Who answers in an interview with one person alone: "I" outside quotations and questions, "you" is not read."""
    asked = scene.asked
    if not asked or scene.turns:
        return
    people = [
        n
        for n, one in enumerate(scene.nominals)
        if one.kind is MentionKind.NAME
        and one.type is EntityType.PERSON
        and scene.traits[n].paragraph < min(asked)
    ]
    surnames = {scene.traits[n].lemma for n in people}
    if len(surnames) != 1:
        return
    for m, traits in enumerate(scene.traits):
        answers = traits.paragraph > min(asked) and traits.paragraph not in asked
        if traits.looks_for == "self" and not traits.quoted and answers:
            yield people[0], m


def _offices(scene: Scene) -> Iterator[tuple[int, str, bool]]:
    """The nouns that stand before a person's name, or that he is said to have become, and whether he is dead:
    "Prime Minister Ana Ruiz", "slain governor Omar Haddad".
    """
    text = scene.article.text
    for n, one in enumerate(scene.nominals):
        if one.kind is not MentionKind.NAME or one.type is not EntityType.PERSON:
            continue
        before = TITLE_BEFORE.search(text, max(0, one.span.start - 60), one.span.start)
        noun = _last_noun(before["words"]) if before else None
        if noun and before:
            yield n, noun, bool(GONE.search(before["words"]))
    for holder, match in _named_as(scene):
        noun = _first_noun(match["office"])
        if noun:
            yield holder, noun, False


def _named_as(scene: Scene) -> Iterator[tuple[int, re.Match[str]]]:
    """Whoever is named first in a sentence, and what he is said in it to have become."""
    firsts: dict[int, int] = {}
    for n, one in enumerate(scene.nominals):
        if one.type is EntityType.PERSON and one.kind is MentionKind.NAME:
            firsts.setdefault(scene.traits[n].sentence, n)
    ends = [one.span.start for one in scene.nominals]
    for match in NAMED_AS.finditer(scene.article.text):
        n = bisect_left(ends, match.start()) - 1
        holder = firsts.get(scene.traits[n].sentence) if n >= 0 else None
        if holder is not None and holder <= n:
            yield holder, match


def _last_noun(phrase: str) -> str | None:
    """The noun that a phrase ends in, its title left out: "Supreme Leader, Ayatollah" → "leader"."""
    parts = phrase.lower().replace(",", " ").split()
    for size in range(min(3, len(parts)), 0, -1):
        noun = find_nominal_noun(" ".join(parts[-size:]))
        if noun and noun.type is EntityType.PERSON:
            return noun.lemma
    return None


def _first_noun(phrase: str) -> str | None:
    parts = phrase.split()
    for end in range(len(parts), 0, -1):
        noun = _last_noun(" ".join(parts[:end]))
        if noun:
            return noun
    return None


def _holds_office(holder: Chain, chain: Chain, traits: Traits) -> bool:
    """Whether a named person can be "the slain leader", "the new mayor"."""
    if not holder.named or holder.type is not EntityType.PERSON or traits.lemma not in holder.lemmas:
        return False
    if chain.dead and not holder.dead:
        return False
    return not (holder.dead and traits.new)


def _same_sort(a: Nominal, b: Nominal) -> bool:
    return a.type is b.type or (
        a.type is not None and b.type is not None and EntityType.PERSON not in (a.type, b.type)
    )


def _neighbours(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of mentions that follow upon each other, with at most two between."""
    for n in range(len(scene.nominals)):
        for m in range(n + 1, min(n + 4, len(scene.nominals))):
            if scene.nominals[m].span.start >= scene.nominals[n].span.end:
                yield n, m

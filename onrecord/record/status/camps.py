"""Whose people somebody is: the bodies, the state and the nation that stand behind a source or a participant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.lexicons.bodies import Body, bodies_in, known_body
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.status import offices, status_words
from onrecord.standing.keys import UNKNOWN_ORIGIN, UNKNOWN_STATE, meet, states, words_key
from onrecord.types import Article, Entity, EntityType, MentionKind, RelationKind, SourceKind, Span

DEPTH = 3  # steps from a spokesman to his ministry to its government
LONGEST = 3  # words in an office's name
WORD = re.compile(r"[^\W_][\w-]*(?:['’]s\b)?|\.")
FORMER = re.compile(r"\b(?:former|ex|late|retired|ousted|then)[ -]+(?:\w+ ){0,2}$", re.IGNORECASE)
CLAUSE = re.compile(
    r"\s*(?:[,(]|\bwho\b|\bwhich\b|\bthat\b)"
)  # what a source is ends where more is told of it
BOUND = frozenset(
    {RelationKind.MEMBER_OF, RelationKind.SPOKESPERSON_FOR, RelationKind.HEAD_OF, RelationKind.PART_OF}
)
KIN = frozenset(
    {
        RelationKind.CHILD_OF,
        RelationKind.PARENT_OF,
        RelationKind.SIBLING_OF,
        RelationKind.SPOUSE_OF,
        RelationKind.RELATIVE_OF,
    }
)
BODIES = frozenset({EntityType.ORGANISATION, EntityType.MILITARY, EntityType.STATE})
BY_WHOM = re.compile(r"\b(?:by|from|against|with|who|which|that|in)\b|,")
BODY_OFFICES = {  # of onrecord.lexicons.bodies → ours
    "armed-group": "armed",
    "military": "military",
    "police": "police",
    "government": "government",
    "parliament": "government",
    "ministry": "government",
    "regulator": "government",
    "election-commission": "government",
    "court": "court",
    "prosecutor": "prosecution",
    "hospital": "medical",
    "coroner": "coroner",
    "emergency": "rescue",
    "un": "monitor",
}
STATE_KINDS = frozenset({SourceKind.STATE, SourceKind.MILITARY, SourceKind.OFFICIAL_UNNAMED})
STATE_TYPES = frozenset({EntityType.STATE, EntityType.MILITARY})


@dataclass(frozen=True, slots=True)
class Camp:
    """Who stands behind somebody: `keys` that two of one side share, the nation, the offices held."""

    keys: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()  # entities of whose family they are

    @property
    def states(self) -> frozenset[str]:
        """The states they speak or act for: "state:TR"; "state:?" where the article does not tell which."""
        return states(self.keys)

    @property
    def own(self) -> frozenset[str]:
        """The keys that are theirs alone, their state's left out."""
        return self.keys - self.states

    def belongs(self, other: Camp) -> bool:
        """Whether both are of one side by more than the same word: "residents" may be others than "residents"."""
        shared = {key for key in self.keys & other.keys if not key.startswith("words:")}
        return bool(shared) or (self.meets(other) and not self.keys & other.keys)

    def meets(self, other: Camp) -> bool:
        """Whether both are, or may be, of one side: a state that is not named may be any."""
        return meet(self.keys, other.keys)


NOBODY = Camp()


@dataclass(frozen=True, slots=True)
class Camps:
    """Finds camps in one article, each once."""

    article: Article
    entities: Mapping[str, Entity]
    found: dict[tuple[Span, str | None, SourceKind | None, str | None], Camp] = field(default_factory=dict)

    def of(
        self, span: Span, entity: str | None, kind: SourceKind | None = None, home: str | None = None
    ) -> Camp:
        """The camp of the words, of the entity they name, and of those inside them: "Iran's envoy".

        `home` is the country an event happened in, for "the army", "officials".
        """
        asked = (span, entity, kind, home)
        if asked not in self.found:
            self.found[asked] = self._camp(span, entity, kind, home)
        return self.found[asked]

    def is_named_later(self, span: Span, entity: str | None) -> bool:
        """Whether words for a force stand before any that tell whose it is: "the army said … Chad’s army denied"."""
        one = self.entities.get(entity or "")
        if one is None or one.type is not EntityType.MILITARY:
            return False
        told = [
            mention.span.start for mention in one.mentions if is_proper(f"x {self.article[mention.span]}")
        ]
        return bool(told) and span.start < min(told)

    def _camp(self, span: Span, entity: str | None, kind: SourceKind | None, home: str | None) -> Camp:
        words = self.article[span]
        head = words[: end.start()] if (end := CLAUSE.search(words, 1)) and end.start() else words
        ids = dict.fromkeys(
            [*([entity] if entity else []), *self._inside(Span(span.start, span.start + len(head)))]
        )
        chain = tuple(dict.fromkeys(one for start in ids for one in self._chain(start)))
        held = frozenset(self._offices(head, chain, entity))
        nations = self._nations(head, chain)
        keys = {f"entity:{one}" for one in chain} | {
            f"body:{name}" for name in _body_names(head, self._names(chain))
        }
        keys |= {f"armed:{noun}" for noun in self._banner(head, ids)}
        if self._is_state(held, chain, kind):
            at_home = home if not is_proper(words) and not any(map(is_proper, self._names(chain))) else None
            keys |= {f"state:{code}" for code in nations or {at_home} - {None}} or {UNKNOWN_STATE}
        if entity is None and words.lower() in status_words().words["pronouns"]:
            keys.add(UNKNOWN_ORIGIN)
        if not keys:
            keys = {words_key(head)}
        return Camp(frozenset(keys), frozenset(nations), held, frozenset(self._kin(chain)))

    def _banner(self, head: str, ids: Iterable[str]) -> Iterator[str]:
        """«the quartermaster of the rebel alliance», «the rebels’ own station»: whose they are, where no name tells."""
        known = status_words().words
        people = [self.entities[one] for one in ids if one in self.entities]
        if any(one.type in BODIES for one in people):
            return
        told = [
            self.article[m.span] for one in people for m in one.mentions if m.kind is not MentionKind.PRONOUN
        ]
        for words in (head, *told):
            cut = BY_WHOM.split(words)[0].lower()
            tokens = {token.removesuffix("s") for token in re.findall(r"[a-z]+", cut)}
            if not tokens & known["not_theirs"]:
                yield from tokens & known["banners"]

    def _inside(self, span: Span) -> Iterator[str]:
        """Entities named inside the words: they own it, or it is one of theirs."""
        for one in self.entities.values():
            if any(mention.span in span for mention in one.mentions):
                yield one.id

    def _chain(self, entity: str) -> tuple[str, ...]:
        """The entity, and the bodies it belongs to, heads or speaks for."""
        chain, edge = [entity], [entity]
        for _ in range(DEPTH):
            edge = [
                target for one in edge if one in self.entities for target in _bound(self.entities[one])
                if target not in chain
            ]  # fmt: skip
            chain += edge
        return tuple(dict.fromkeys(one for one in chain if one in self.entities))

    def _names(self, chain: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            self.entities[one].name for one in chain if self.entities[one].type is not EntityType.PERSON
        )

    def _offices(self, words: str, chain: Sequence[str], entity: str | None) -> Iterator[str]:
        """The offices that a body's name tells; else the words, the current roles; else the bodies behind them."""
        one = self.entities.get(entity or "")
        if one and one.type is not EntityType.PERSON and (known := {*_offices_of_bodies(one.name)}):
            yield from known
            return
        own = {*_offices_in(words)}
        if one:
            own |= {office for role in one.roles if role.current for office in _offices_in(role.title)}
        if one and not own:
            described = (mention.span for mention in one.mentions if mention.kind is MentionKind.DESCRIPTION)
            own |= {office for span in described for office in _offices_in(self.article[span])}
        if own:
            yield from own & {"advocate", "kin"} or own
            return
        for name in self._names(chain):
            yield from _offices_in(name)

    def _nations(self, words: str, chain: Sequence[str]) -> set[str]:
        """The countries the words name; else those of the entities behind them."""
        named = set(find_nations(words))
        if named:
            return named
        return {code for one in chain[:1] if (code := self.entities[one].country)} or {
            code for one in chain if (code := self.entities[one].country)
        }

    def _is_state(self, held: frozenset[str], chain: Sequence[str], kind: SourceKind | None) -> bool:
        if held & {"armed", "advocate", "kin"}:
            return False
        if held & status_words().offices["state"]:
            return True
        if held:
            return False  # a court, a hospital: public, and nobody's voice
        if kind in STATE_KINDS:
            return True
        return any(self.entities[one].type in STATE_TYPES for one in chain)

    def _kin(self, chain: Sequence[str]) -> Iterator[str]:
        for one in chain[:1]:
            yield from (link.to for link in self.entities[one].relations if link.kind in KIN)


def _bound(entity: Entity) -> Iterator[str]:
    yield from (role.of for role in entity.roles if role.of and role.current)
    yield from (link.to for link in entity.relations if link.kind in BOUND)


def _offices_in(words: str) -> Iterator[str]:
    """The offices that the words name, longest phrases first, those once held left out."""
    tokens = list(WORD.finditer(words))
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST, len(tokens) - at), 0, -1):
            phrase = words[tokens[at].start() : tokens[at + size - 1].end()].lower()
            office = offices().get(re.sub(r"['’]s$", "", phrase))
            if office:
                if not FORMER.search(words[: tokens[at].start()]):
                    yield office
                at += size
                break
        else:
            at += 1
    yield from _offices_of_bodies(words)


def _offices_of_bodies(words: str) -> Iterator[str]:
    """The offices of the bodies that are known by name or description."""
    for body in _bodies_of(words):
        if body.kind is EntityType.MEDIA:
            yield from ["state media"] if body.state_run else []
        elif body.office in BODY_OFFICES and not FORMER.search(words[: max(words.find(body.name), 0)]):
            yield BODY_OFFICES[body.office]


def _bodies_of(words: str) -> tuple[Body, ...]:
    whole = known_body(words)
    return (*([whole] if whole else []), *bodies_in(words))


def _body_names(words: str, names: Sequence[str]) -> Iterator[str]:
    """The known bodies that are named, and those they belong to; state organs are known by their state."""
    for body in (body for said in (words, *names) for body in _bodies_of(said)):
        if not body.state_run and not body.described:
            yield body.name
        if body.of:
            yield body.of


def is_proper(words: str) -> bool:
    """Whether a name stands in the words: "the Northern Command", and not "the army"."""
    return any(word[:1].isupper() for word in words.split()[1:])

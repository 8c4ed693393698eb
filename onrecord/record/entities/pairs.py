"""How well an earlier mention fits a later one: hard conditions, and a weighted sum of what speaks for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons import rows
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import Gender
from onrecord.record.entities.traits import Traits
from onrecord.types import Article, EntityType, MentionKind, Nominal, Reading, SourceKind

FEATURES = (
    "bias",  # that there is an earlier mention at all
    "same_sentence",
    "one_back",
    "two_back",
    "far",  # logarithm of the sentences between, from the third on
    "between",  # logarithm of the mentions between
    "name",
    "description",
    "pronoun",
    "size",  # logarithm of the mentions that the earlier one's chain has so far
    "leads",  # the earlier one opens its sentence
    "leads_here",  # … and it is the later one's sentence too
    "nearest",  # nobody nearer fits
    "prepositional",
    "gender",  # both are known, and the same
    "number",
    "source",  # both are sources
    "quote",  # both inside the same quotation, or both outside
    "voice",  # both in the reporter's voice, or in the same statement's content
    "same_words",
    "same_head",
    "head_in_chain",  # the earlier one's chain has a mention, or a title, of that noun
    "more_words",  # the later one has modifiers that the chain does not have
    "definite",
    "some",
    "bare",
    "same_head_some",
    "same_head_bare",
    "pronoun_same",  # the same pronoun
    "apart",  # the reader read them in different windows, and cannot have compared them
    "seen",  # the reader's logit that they mean the same
)
ALWAYS = frozenset({"person"})  # "he" and "she" mean somebody
FEWEST_QUESTIONS = 3  # paragraphs that end in a question mark: an interview
FEWEST_ASKED = 2  # paragraphs with a question: whoever has so many, and most of his, is the one who asks
FEWEST_SPEAKERS = 2  # labels of two speakers make it a transcript: a lone "Note:" does not
FEWEST_TURNS = 2  # of a speaker, where anybody has as many
LABEL = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})\s?:\s")  # "Ana Ruiz: I left."
MOST_SEEN = 6.0  # logits beyond tell no more
BESIDE = re.compile(r"\s*(?:,|and|or|&|,\s*and)\s*(?:the\s+)?", re.IGNORECASE)
ENDS = (
    ".",
    "!",
    "?",
    "”",
    "’",
    "\n",
)  # what stands before the first word of a sentence, opening quotes left out
OPENERS = " “\"‘'"
SHORT = 8  # characters
SHORT_CLAUSE = re.compile(r"[^,;:.“”\"]{0,30}")
CLAUSE_WORDS = re.compile(r"\b(?:that|who|which|and|but|because|as|when|if|said|says)\b", re.IGNORECASE)
PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP, None})
BODIES = frozenset(
    {EntityType.ORGANISATION, EntityType.MEDIA, EntityType.MILITARY, EntityType.STATE, EntityType.PLACE}
    | {EntityType.FACILITY, EntityType.GROUP, None}
)


@dataclass(frozen=True, eq=False)
class Scene:
    """All that is known of an article's mentions; `sources`: those that a statement comes from, with their kind;
    `speakers`: the source of each statement that is quoted whole.
    """

    article: Article
    nominals: Sequence[Nominal]
    traits: Sequence[Traits]
    sources: Mapping[int, SourceKind]
    speakers: Mapping[str, int]
    leads: frozenset[int]
    reading: Reading

    @cached_property
    def asked(self) -> frozenset[int]:
        """The paragraphs, as indexes, that are an interview's questions; none where it is no interview."""
        article = self.article
        found = frozenset(
            n for n, paragraph in enumerate(article.paragraphs) if article[paragraph].rstrip().endswith("?")
        )
        return found if len(found) >= FEWEST_QUESTIONS else frozenset()

    @cached_property
    def turns(self) -> tuple[str, ...]:
        """For each paragraph who speaks in it, in lower case, as labels tell ("Osman: We left."); else empty."""
        labels = [LABEL.match(self.article.text, said.start, said.end) for said in self.article.paragraphs]
        often = Counter(label["who"].lower() for label in labels if label)
        least = min(
            FEWEST_TURNS, max(often.values(), default=0)
        )  # of a "Photo:" in an interview there is one
        told, found = "", []
        for label in labels:
            who = label["who"].lower() if label else ""
            told = who if often[who] >= least and who else told
            found.append(told)
        return tuple(found) if len(set(found)) >= FEWEST_SPEAKERS else ()

    @cached_property
    def asker(self) -> str:
        """Who asks, as labels tell: the one alone whose paragraphs are questions more often than not; else nobody."""
        article = self.article
        spoken = Counter(self.turns)
        asking = Counter(
            who for who, said in zip(self.turns, article.paragraphs, strict=False) if "?" in article[said]
        )
        askers = [
            who for who, asks in asking.items() if who and asks >= FEWEST_ASKED and 2 * asks >= spoken[who]
        ]
        return askers[0] if len(askers) == 1 else ""

    @cached_property
    def hearers(self) -> tuple[str, ...]:
        """For each paragraph of whoever asks, as labels tell, who answers, if it is one alone; else empty."""
        others = {who for who in self.turns if who} - {self.asker}
        answers = others.pop() if self.asker and len(others) == 1 else ""
        return tuple(answers if who == self.asker else "" for who in self.turns)

    @cached_property
    def nations(self) -> tuple[frozenset[str], ...]:
        """For each mention the countries, by code, that its words name."""
        return tuple(frozenset(find_nations(self.article[one.span])) for one in self.nominals)

    @cached_property
    def _words(self) -> list[NDArray[np.int64]]:
        """For each mention the words of the reading that can be its head: of a name all, three at most."""
        starts = self.reading.words[:, 0]
        found = []
        for one in self.nominals:
            span = one.span if one.kind is MentionKind.NAME else one.head
            first, last = np.searchsorted(starts, [span.start, span.end])
            found.append(np.arange(max(first, last - 3), last))
        return found

    @cached_property
    def _vectors(self) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]:
        """What the heads ask for and answer on coreference, mention after mention, and where each mention's begin."""
        channel = self.reading.labels.channels.index("coreference")
        counts = [len(words) for words in self._words]
        flat = np.concatenate([*self._words, np.zeros(0, np.int64)]).astype(np.int64)
        first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return self.reading.asks[flat, channel], self.reading.answers[flat, channel], first

    @cached_property
    def _windows(self) -> NDArray[np.int64]:
        first = np.array([words[0] if len(words) else 0 for words in self._words], np.int64)
        return np.asarray(np.searchsorted(self.reading.windows[:, 1], first, side="right"), np.int64)

    def window(self, n: int) -> int:
        """Which of the reader's forward passes saw a mention."""
        return int(self._windows[n])

    def seen(self, n: int, low: int) -> NDArray[np.float32]:
        """The reader's logits that the mentions from `low` to `n` mean the same as mention `n`."""
        asks, answers, first = self._vectors
        mine, theirs = slice(first[n], first[n + 1]), slice(first[low], first[n])
        logits = np.full(n - low, -MOST_SEEN, np.float32)
        labels = self.reading.labels
        if mine.start == mine.stop or theirs.start == theirs.stop:
            return logits
        there, back = answers[theirs] @ asks[mine].T, asks[theirs] @ answers[mine].T
        both = (
            (there + back) / 2 * labels.link_scale + labels.link_bias[labels.channels.index("coreference")]
        ).max(1)
        counts = np.diff(first[low : n + 1])
        held = np.flatnonzero(counts)
        logits[held] = np.maximum.reduceat(both, (first[low:n] - first[low])[held])
        return np.clip(logits, -MOST_SEEN, MOST_SEEN)


@dataclass(slots=True)
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
    dead: bool
    new: bool


class Near(NamedTuple):
    """What is known of an earlier mention beside its words: the reader's logit, and that none nearer fits."""

    seen: float
    first: bool


def may_join(scene: Scene, n: int, m: int, chain: Chain) -> bool:
    """Whether nothing forbids that the later mention `n` means what `m` and its chain do."""
    mine, nominal = scene.traits[n], scene.nominals[n]
    if m in mine.within or (mine.owner is not None and mine.owner in chain.members):
        return False
    if any(n in scene.traits[k].within and scene.traits[k].form != "relative" for k in chain.members[-3:]):
        return False
    if _are_of_two_nations(scene, n, chain):
        return False
    if Gender.ANY not in (mine.gender, chain.gender) and mine.gender != chain.gender:
        return False
    if not _number_fits(mine, chain) or not _type_fits(mine, nominal, chain):
        return False
    if mine.owner is not None and mine.noun and mine.noun.sort == "kin" and mine.lemma not in chain.lemmas:
        return False  # whose kin it is decides, and that rules have told
    if (mine.new and chain.dead) or (mine.dead and (chain.new or (chain.named and not chain.dead))):
        return False  # "the new governor" is not the slain one
    if mine.looks_for in ("person", "many") and voice_of(mine) in chain.voices:
        return False  # who speaks calls himself "I"
    if mine.looks_for == "person" and _speaks(scene, mine.quoted, chain):
        return False
    if _is_named_beside(scene, n, chain):
        return False
    between = (scene.nominals[m].span.end, nominal.span.start)
    if BESIDE.fullmatch(scene.article.text, *between):
        return False
    return not _same_clause(scene, n, m)


def _is_named_beside(scene: Scene, n: int, chain: Chain) -> bool:
    """«[He] demanded that Musa Osman resign»: a sentence that opens with "he" tells of others by name."""
    nominal, traits = scene.nominals[n], scene.traits[n]
    if nominal.kind is not MentionKind.PRONOUN or not _opens(scene.article.text, nominal.span.start):
        return False
    return any(
        k > n and scene.traits[k].sentence == traits.sentence and scene.nominals[k].kind is MentionKind.NAME
        for k in chain.members
    )


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins there."""
    before = text[max(0, at - SHORT) : at].rstrip(OPENERS)
    return before.endswith(ENDS) or (not before and at < SHORT)


def _speaks(scene: Scene, quoted: str | None, chain: Chain) -> bool:
    """Whether a chain is who is quoted: himself, or, where the speaker is told after his words, by his noun."""
    speaker = scene.speakers.get(quoted or "")
    if speaker is None:
        return False
    described = scene.nominals[speaker].kind is MentionKind.DESCRIPTION
    return speaker in chain.members or (described and scene.traits[speaker].lemma in chain.lemmas)


def _are_of_two_nations(scene: Scene, n: int, chain: Chain) -> bool:
    """«Peru’s army» is not «Chile’s army», though both are armies."""
    return bool(scene.nations[n] and chain.nations) and scene.nations[n].isdisjoint(chain.nations)


def voice_of(traits: Traits) -> tuple[str | None, int]:
    """In whose words a mention stands: a quotation, or a paragraph outside quotations."""
    return traits.quoted, -1 if traits.quoted else traits.paragraph


def describe_pair(scene: Scene, n: int, m: int, chain: Chain, near: Near) -> list[float]:
    """What speaks for it that `n` means what the earlier `m` does, as numbers in the order of FEATURES."""
    mine, theirs = scene.traits[n], scene.traits[m]
    apart = mine.sentence - theirs.sentence
    kind = scene.nominals[m].kind
    told = {
        "bias": 1.0,
        "same_sentence": apart == 0,
        "one_back": apart == 1,
        "two_back": apart == 2,
        "far": log1p(apart - 2) if apart > 2 else 0.0,
        "between": log1p(n - m),
        "name": kind is MentionKind.NAME,
        "description": kind is MentionKind.DESCRIPTION,
        "pronoun": kind is MentionKind.PRONOUN,
        "size": log1p(len(chain.members)),
        "leads": m in scene.leads,
        "leads_here": apart == 0 and m in scene.leads,
        "nearest": near.first,
        "prepositional": theirs.prepositional,
        "gender": mine.gender is chain.gender is not Gender.ANY,
        "number": mine.many is not None and mine.many == chain.many,
        "source": n in scene.sources and m in scene.sources,
        "quote": mine.quoted == theirs.quoted,
        "voice": mine.told == theirs.told,
        "same_words": _surface(scene, n) == _surface(scene, m) and not mine.looks_for,
        "same_head": mine.lemma == theirs.lemma and not mine.looks_for,
        "head_in_chain": mine.lemma in chain.lemmas and not mine.looks_for,
        "more_words": bool(mine.modifiers - chain.words),
        "definite": mine.definite,
        "some": mine.some,
        "bare": mine.bare,
        "same_head_some": mine.some and mine.lemma in chain.lemmas,
        "same_head_bare": mine.bare and mine.lemma in chain.lemmas,
        "pronoun_same": bool(mine.looks_for)
        and mine.looks_for == theirs.looks_for
        and mine.gender == theirs.gender,
        "apart": scene.window(n) != scene.window(m),
        "seen": near.seen if scene.window(n) == scene.window(m) else 0.0,
    }
    return [float(told[name]) for name in FEATURES]


@cache
def weights() -> dict[str, NDArray[np.float64]]:
    """For each class of mentions one weight a feature."""
    header, *table = rows("coreference_weights")
    if tuple(row[0] for row in table) != FEATURES:
        raise ValueError("coreference_weights.tsv does not fit these features: fit it anew")
    return {name: np.array([float(row[k]) for row in table]) for k, name in enumerate(header) if k}


def class_of(scene: Scene, n: int) -> str:
    """The column of the weights that a mention is judged by."""
    if scene.nominals[n].kind is MentionKind.NAME:
        return "named"
    return {"person": "person", "many": "many", "thing": "thing"}.get(
        scene.traits[n].looks_for, "description"
    )


def _number_fits(mine: Traits, chain: Chain) -> bool:
    if mine.many is None or chain.many is None:
        return True
    if mine.looks_for == "many" and not mine.many:
        return True
    return mine.many == chain.many


def _type_fits(mine: Traits, nominal: Nominal, chain: Chain) -> bool:
    if mine.looks_for == "person":
        return chain.type is EntityType.PERSON
    if mine.looks_for == "thing":
        return chain.type not in (EntityType.PERSON, EntityType.GROUP)
    if mine.looks_for == "many":
        return chain.type is not None and (chain.many is not False)
    if nominal.type is EntityType.PERSON or chain.type is EntityType.PERSON:
        return nominal.type is chain.type
    return nominal.type is chain.type or {nominal.type, chain.type} <= BODIES


def _same_clause(scene: Scene, n: int, m: int) -> bool:
    """ "Ruiz praised him": somebody else, with no more than a verb between."""
    mine = scene.traits[n]
    done_to = mine.form == "object" or (mine.looks_for == "thing" and mine.form == "subject")
    if not done_to or mine.sentence != scene.traits[m].sentence:
        return False
    start, end = scene.nominals[m].span.end, scene.nominals[n].span.start
    between = SHORT_CLAUSE.fullmatch(scene.article.text, start, end)
    return bool(between) and not CLAUSE_WORDS.search(scene.article.text, start, end)


def _surface(scene: Scene, n: int) -> str:
    words = scene.article[scene.nominals[n].span].lower().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)

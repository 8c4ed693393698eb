"""Whether an earlier mention can be what a later one means: what is known of all of them, and what forbids it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import Gender
from onrecord.record.entities.traits import Traits
from onrecord.types import Article, EntityType, MentionKind, Nominal, Reading, SourceKind

FEWEST_QUESTIONS = 3  # paragraphs that end in a question mark: an interview
FEWEST_ASKED = (
    2  # paragraphs with a question, a third of his, half as many again as anybody else's third: he asks
)
LEAST_ASKED, MORE_ASKED = 1 / 3, 1.5
FEWEST_SPEAKERS = 2  # labels of two speakers make it a transcript: a lone "Note:" does not
FEWEST_TURNS = 2  # of a speaker, where anybody has as many
TALKING = 2
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
LONGEST_BETWEEN = 80  # characters between two mentions that tell something of them
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
    `speakers`: the source of each statement that is quoted whole; `says`: what each of `sources` says, by statement.
    """

    article: Article
    nominals: Sequence[Nominal]
    traits: Sequence[Traits]
    sources: Mapping[int, SourceKind]
    speakers: Mapping[str, int]
    says: Mapping[int, frozenset[str]]
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
        """Who asks, as labels tell: by far the largest share of whose paragraphs are questions; else nobody."""
        article = self.article
        spoken = Counter(self.turns)
        asking = Counter(
            who
            for who, said in zip(self.turns, article.paragraphs, strict=False)
            if who and "?" in article[said]
        )
        shares = sorted(((asks / spoken[who], asks, who) for who, asks in asking.items()), reverse=True)
        second = shares[1][0] if len(shares) > 1 else 0.0
        if not shares or shares[0][0] < max(LEAST_ASKED, MORE_ASKED * second):
            return ""
        return shares[0][2] if shares[0][1] >= FEWEST_ASKED else ""

    @cached_property
    def hearers(self) -> tuple[str, ...]:
        """For each paragraph of whoever asks, as labels tell, who answers, if it is one alone; else empty.

        Of two who talk, neither of whom asks more, each asks the other.
        """
        speakers = {who for who in self.turns if who}
        if not self.asker and len(speakers) == TALKING:
            return tuple("".join(speakers - {who}) if who else "" for who in self.turns)
        others = speakers - {self.asker}
        answers = others.pop() if self.asker and len(others) == 1 else ""
        return tuple(answers if who == self.asker else "" for who in self.turns)

    @cached_property
    def nations(self) -> tuple[frozenset[str], ...]:
        """For each mention the countries, by code, that its words name."""
        return tuple(frozenset(find_nations(self.article[one.span])) for one in self.nominals)

    @cached_property
    def _spoken_by(self) -> dict[str, int]:
        """For each statement the mention that it comes from."""
        return {said: n for n, every in self.says.items() for said in every}

    def speaker(self, n: int) -> int | None:
        """The mention that the words come from in which a mention stands, the reporter's apart."""
        return self._spoken_by.get(self.traits[n].told or "")

    def is_bodys_we(self, n: int) -> bool:
        """Whether a body says "we" in words that are not quoted: «Ships off [our] coast, Oman says»."""
        mine, speaker = self.traits[n], self.speaker(n)
        if mine.looks_for != "us" or mine.quoted or speaker is None:
            return False
        return self.nominals[speaker].type not in PEOPLE

    @cached_property
    def holding(self) -> frozenset[int]:
        """The mentions that others stand in."""
        return frozenset().union(*(one.within for one in self.traits))

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
        held = np.flatnonzero(first[low + 1 : n + 1] - first[low:n])
        logits[held] = np.maximum.reduceat(both, (first[low:n] - first[low])[held])
        return np.clip(logits, -MOST_SEEN, MOST_SEEN)


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


Bar = Callable[[Scene, int, Chain], bool]


def bars_of(scene: Scene, n: int) -> tuple[Bar, ...]:
    """What can forbid that the mention `n` is one of an earlier chain, as far as its words give cause."""
    mine, nominal = scene.traits[n], scene.nominals[n]
    kin = mine.owner is not None and mine.noun is not None and mine.noun.sort == "kin"
    person = mine.looks_for == "person"
    causes = (
        (mine.owner is not None, _has_owner),
        (n in scene.holding, _stands_in_it),
        (bool(scene.nations[n]), _is_of_another_nation),
        (bool(mine.counted), _is_otherwise_counted),
        (bool(mine.noun) and "former" not in mine.modifiers, _is_no_longer),
        (mine.gender is not Gender.ANY, _is_of_another_gender),
        (mine.many is not None, _is_of_another_number),
        (True, _is_of_another_type),
        (kin, _is_no_such_kin),
        (mine.new or mine.dead, _lives_or_is_dead),
        (mine.looks_for in ("person", "many"), _calls_itself_i),
        (person and (mine.quoted or "") in scene.speakers, _speaks),
        (nominal.kind is MentionKind.PRONOUN and n in scene.says, _is_named_in_his_words),
        (
            nominal.kind is MentionKind.PRONOUN and _opens(scene.article.text, nominal.span.start),
            _is_named_beside,
        ),
    )
    return tuple(bar for cause, bar in causes if cause)


def fits_mention(scene: Scene, n: int, m: int) -> bool:
    """Whether nothing in where they stand forbids that `n` means what the earlier `m` does."""
    start, end = scene.nominals[n].span.start, scene.nominals[m].span.end
    if start - end > LONGEST_BETWEEN:
        return True
    if m in scene.traits[n].within or BESIDE.fullmatch(scene.article.text, end, start):
        return False
    return not _same_clause(scene, n, m)


def _has_owner(scene: Scene, n: int, chain: Chain) -> bool:
    """«[Ruiz]’s brother» is not Ruiz."""
    return scene.traits[n].owner in chain.members


def _stands_in_it(scene: Scene, n: int, chain: Chain) -> bool:
    """«a friend of [hers]»: no part of the mention means what all of it does, but for "who"."""
    return any(n in scene.traits[k].within and scene.traits[k].form != "relative" for k in chain.members[-3:])


def _is_of_another_nation(scene: Scene, n: int, chain: Chain) -> bool:
    """«Peru’s army» is not «Chile’s army», though both are armies."""
    return bool(chain.nations) and scene.nations[n].isdisjoint(chain.nations)


def _is_otherwise_counted(scene: Scene, n: int, chain: Chain) -> bool:
    """«It killed 11 people and wounded [17 people]»: two counts of one sentence; of two, they may rival each other."""
    mine = scene.traits[n]
    return any(
        scene.traits[k].counted not in ("", mine.counted) and scene.traits[k].sentence == mine.sentence
        for k in chain.members
    )


def _is_no_longer(scene: Scene, n: int, chain: Chain) -> bool:
    """«the vice president» is not «former Vice President Omar Haddad»."""
    return scene.traits[n].lemma in chain.former


def _is_of_another_gender(scene: Scene, n: int, chain: Chain) -> bool:
    return chain.gender is not Gender.ANY and scene.traits[n].gender is not chain.gender


def _is_of_another_number(scene: Scene, n: int, chain: Chain) -> bool:
    mine = scene.traits[n]
    if chain.many is None or (mine.looks_for == "many" and not mine.many):
        return False
    return mine.many != chain.many


def _is_of_another_type(scene: Scene, n: int, chain: Chain) -> bool:
    looks_for, own = scene.traits[n].looks_for, scene.nominals[n].type
    if looks_for == "person":
        return chain.type is not EntityType.PERSON
    if looks_for == "thing":
        return chain.type in (EntityType.PERSON, EntityType.GROUP)
    if looks_for == "many":
        return chain.type is None or chain.many is False
    if own is chain.type:
        return False
    return EntityType.PERSON in (own, chain.type) or not (own in BODIES and chain.type in BODIES)


def _is_no_such_kin(scene: Scene, n: int, chain: Chain) -> bool:
    """«his son»: whose kin it is decides, and that rules have told."""
    return scene.traits[n].lemma not in chain.lemmas


def _lives_or_is_dead(scene: Scene, n: int, chain: Chain) -> bool:
    """«the new governor» is not the slain one."""
    mine = scene.traits[n]
    return (mine.new and chain.dead) or (mine.dead and (chain.new or (chain.named and not chain.dead)))


def _calls_itself_i(scene: Scene, n: int, chain: Chain) -> bool:
    """Who speaks calls himself "I"."""
    return voice_of(scene.traits[n]) in chain.voices


def _speaks(scene: Scene, n: int, chain: Chain) -> bool:
    """Whether a chain is who is quoted: himself, or, where the speaker is told after his words, by his noun."""
    speaker = scene.speakers[scene.traits[n].quoted or ""]
    described = scene.nominals[speaker].kind is MentionKind.DESCRIPTION
    return speaker in chain.members or (described and scene.traits[speaker].lemma in chain.lemmas)


def _is_named_in_his_words(scene: Scene, n: int, chain: Chain) -> bool:
    """«“I mourn Musa Osman,” [he] said», «[he] said Osman had left»: nobody calls himself by name."""
    return any(
        scene.nominals[k].kind is MentionKind.NAME and scene.traits[k].told in scene.says[n]
        for k in chain.members
    )


def _is_named_beside(scene: Scene, n: int, chain: Chain) -> bool:
    """«[He] demanded that Musa Osman resign»: a sentence that opens with "he" tells of others by name."""
    sentence = scene.traits[n].sentence
    return any(
        k > n and scene.traits[k].sentence == sentence and scene.nominals[k].kind is MentionKind.NAME
        for k in chain.members
    )


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins there."""
    before = text[max(0, at - SHORT) : at].rstrip(OPENERS)
    return before.endswith(ENDS) or (not before and at < SHORT)


def voice_of(traits: Traits) -> tuple[str | None, int]:
    """In whose words a mention stands: a quotation, or a paragraph outside quotations."""
    return traits.quoted, -1 if traits.quoted else traits.paragraph


def _same_clause(scene: Scene, n: int, m: int) -> bool:
    """ "Ruiz praised him": somebody else, with no more than a verb between."""
    mine = scene.traits[n]
    done_to = mine.form == "object" or (mine.looks_for == "thing" and mine.form == "subject")
    if not done_to or mine.sentence != scene.traits[m].sentence:
        return False
    start, end = scene.nominals[m].span.end, scene.nominals[n].span.start
    between = SHORT_CLAUSE.fullmatch(scene.article.text, start, end)
    return bool(between) and not CLAUSE_WORDS.search(scene.article.text, start, end)

"""All that is known of an article's mentions before any is joined to another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons.nations import find_nations
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
PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP, None})


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

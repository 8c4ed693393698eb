"""What grouping needs to know of an article, and nothing else: its day, and how much each of its words tells."""

from __future__ import annotations

import hashlib
import math
import re
import struct
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicons.frequencies import find_words, rarities
from onrecord.types import Article, Basis, MentionKind, Record

MOST_TERMS = 200  # of an article are kept, those that tell most; see bench/stories.py for all that follows
LEAST_RARITY = 0.3  # words that three articles of four have tell nothing
NAMED = 1.5  # how much more a word tells where it is part of a name

# `Mining`, `Front page | National`; not `Court sentences banker.`, nor a line as long as a sentence
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
SENTENCE = 12  # words from which a line is taken for prose though it ends without a stop
# `Copyright 2026 The Post.`, `(c) 2026`, `All rights reserved`
_OWNED = re.compile(r"©|\(c\) ?\d{4}|\bcopyright (?:\(c\) |© )?\d{4}|all rights reserved", re.IGNORECASE)

_HEAD = struct.Struct(">iIH")
_TERM = struct.Struct(">If")


@dataclass(frozen=True, slots=True)
class Sketch:
    """An article as far as grouping looks: `terms` are numbers of words with weights, of length 1 together."""

    id: str
    day: int | None  # as date.toordinal() has it
    outlet: int  # a number for it; 0: not known
    terms: tuple[tuple[int, float], ...]  # by number

    def to_bytes(self) -> bytes:
        """The sketch without its id, to be kept."""
        head = _HEAD.pack(self.day or 0, self.outlet, len(self.terms))
        return head + b"".join(_TERM.pack(number, weight) for number, weight in self.terms)

    @classmethod
    def from_bytes(cls, id: str, kept: bytes) -> Sketch:
        """The sketch that `to_bytes` wrote down."""
        day, outlet, _ = _HEAD.unpack_from(kept)
        return cls(id, day or None, outlet, tuple(_TERM.iter_unpack(kept[_HEAD.size :])))


def find_sketch(record: Record) -> Sketch:
    """The sketch of a record."""
    lines = tuple(_prose(record.article)) or (record.article.text,)
    counts = Counter(find_words("\n".join(lines)))
    named, rarity = _named(record), rarities()
    weights = {
        _number(word): (1 + math.log(count)) * rarity[word] * (NAMED if word in named else 1)
        for word, count in counts.items()
        if rarity[word] > LEAST_RARITY
    }
    kept = sorted(weights.items(), key=lambda term: (-term[1], term[0]))[:MOST_TERMS]
    length = math.sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    single = array("f", (weight / length for _, weight in kept))  # so that a sketch read back is the same
    terms = sorted(zip((number for number, _ in kept), single, strict=True))
    outlet = " ".join((record.article.outlet or "").casefold().split())
    return Sketch(record.article.id, _day(record), _number(outlet) if outlet else 0, tuple(terms))


def _prose(article: Article) -> Iterator[str]:
    """The lines that tell something: not those of a menu that was left in, nor whose page it is."""
    heads = (article.headline, article.deck)
    for span in article.paragraphs:
        line = article[span].strip()
        told = _ENDED.search(line) or len(line.split()) >= SENTENCE or span in heads
        if told and not _OWNED.search(line):
            yield line


def _named(record: Record) -> frozenset[str]:
    names = {
        record.article[mention.span]
        for entity in record.entities
        for mention in entity.mentions
        if mention.kind is MentionKind.NAME
    }
    return frozenset(find_words("\n".join(names)))


def _day(record: Record) -> int | None:
    """When the article appeared, where that is told and not only concluded from the name of a weekday."""
    published = record.article.published
    if published is None or published.day is None or published.basis is Basis.WEEKDAY:
        return None
    return published.day.toordinal()


@lru_cache(maxsize=65_536)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest())

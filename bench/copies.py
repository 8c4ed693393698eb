"""Edited copies of many-outlets' articles, found again among the originals through the look-up by marks.

The recipe: 500 articles of 150 words or more, and one copy of each, edited in turn by the ways of `EDITS`: sentences
cut, paragraphs put in another order, words changed for others of the corpus, all of it put into another article that
is not among the 500. Each copy has another headline, and lines of a page before and after it. Thresholds were chosen
on others, told apart by a digest of their ids (`tuning=True`); the very first thresholds came from 300 of both.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bench import Figure, Setup, share
from onrecord.layout import find_paragraphs
from onrecord.story.copies import find_copies
from onrecord.types import Article, Basis, Copy, Filed, Precision, Published, Record, Version
from training.splits import kept_out

ORIGINALS = 500
LEAST_WORDS = 150
SEED = 20261128
SENTENCE = re.compile(r"(?<=[.!?])\s+")
HEADLINES = ("What we know so far this morning", "Reactions after a long day", "Five points to take from it")
BEFORE = ("Home | World | Sport | Weather", "Share this with your friends", "Listen to this article (4 min)")
AFTER = (
    "Sign up for our letter and get the best of the week in your inbox.",
    "More from this section",
    "We welcome comments that add to the discussion; they are closed after three days.",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to a copy: the share of sentences kept, of words changed; whether reordered, whether embedded."""

    kept: float = 1.0
    changed: float = 0.0
    reordered: bool = False
    embedded: bool = False


EDITS = (
    Edit(),
    Edit(kept=0.5),
    Edit(reordered=True),
    Edit(changed=0.1),
    Edit(changed=0.25),
    Edit(changed=0.4),
    Edit(embedded=True),
    Edit(kept=0.7, changed=0.2, reordered=True),
    Edit(changed=0.3, embedded=True),
    Edit(kept=0.6, changed=0.1, embedded=True),
    Edit(changed=0.4, reordered=True),
    Edit(kept=0.6, changed=0.4),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """An article of the corpus."""

    id: str
    outlet: str
    day: str
    title: str
    text: str


def measure(setup: Setup, *, tuning: bool = False) -> list[Figure]:
    """How many copies are found, and how much of what is found with a copy in it is right."""
    chance = random.Random(SEED)
    pieces = [piece for piece in _read(setup) if kept_out(f"copies {piece.id}", 0.5) is not tuning]
    chosen, fillers = pieces[:ORIGINALS], pieces[ORIGINALS : 2 * ORIGINALS]
    if len(fillers) < 10:
        raise ValueError(f"many-outlets has {len(pieces)} articles for this, fewer than {ORIGINALS + 10}")
    words = [word for piece in fillers for word in piece.text.split()]
    edits = [EDITS[n % len(EDITS)] for n in range(len(chosen))]
    copies = [
        _filed(
            f"copy-{n}",
            f"Outlet {n % 40}",
            "2021-01-01",
            _edited(piece, fillers[n % len(fillers)], words, edits[n], chance),
        )
        for n, piece in enumerate(chosen)
    ]
    originals = [
        _filed(piece.id, piece.outlet, piece.day, f"{piece.title}\n\n{piece.text}") for piece in chosen
    ]
    found = find_copies([*originals, *copies])
    pairs = {frozenset((copy.article, copy.original)) for copy in found}
    right = [frozenset((f"copy-{n}", piece.id)) in pairs for n, piece in enumerate(chosen)]
    told = [pair for pair in pairs if any(id.startswith("copy-") for id in pair)]
    return [
        share("edited copies found", sum(right), len(right), floor=95),
        share("right, of pairs found with an edited copy", sum(right), len(told), floor=99),
        *_by_edit(edits, right),
        Figure(
            "copies among the originals themselves", _natural(found), "articles", note="no gold; look at them"
        ),
    ]


def _by_edit(edits: Iterable[Edit], right: Iterable[bool]) -> list[Figure]:
    by: dict[str, list[bool]] = {}
    for edit, found in zip(edits, right, strict=True):
        names = ("embedded" * edit.embedded, "reordered" * edit.reordered, "cut" * (edit.kept < 1))
        name = " ".join(filter(None, (*names, f"{edit.changed:.0%} changed" * (edit.changed > 0)))) or "whole"
        by.setdefault(name, []).append(found)
    return [share(f"… {name}", sum(found), len(found)) for name, found in by.items()]


def _natural(found: Iterable[Copy]) -> int:
    return sum(
        not copy.article.startswith("copy-") and not copy.original.startswith("copy-") for copy in found
    )


def _edited(piece: Piece, filler: Piece, words: list[str], edit: Edit, chance: random.Random) -> str:
    paragraphs = [SENTENCE.split(line) for line in piece.text.split("\n") if line.strip()]
    kept = [[one for one in lines if chance.random() < edit.kept] for lines in paragraphs]
    lines = [_changed(" ".join(ones), words, edit.changed, chance) for ones in kept if ones]
    if edit.reordered:
        chance.shuffle(lines)
    if edit.embedded:
        around = [line for line in filler.text.split("\n") if line.strip()]
        at = chance.randrange(len(around) + 1)
        lines = [*around[:at], *lines, *around[at:]]
    head = (chance.choice(HEADLINES), *chance.sample(BEFORE, 2))
    return "\n\n".join((*head, *lines, *chance.sample(AFTER, 2)))


def _changed(line: str, words: list[str], share: float, chance: random.Random) -> str:
    return " ".join(chance.choice(words) if chance.random() < share else word for word in line.split())


def _filed(id: str, outlet: str, day: str, text: str) -> Filed:
    published = Published(day, Precision.DAY, Basis.METADATA)
    article = Article(id, text, find_paragraphs(text), "en", outlet=outlet, published=published)
    return Filed(id, (Version(1, None, Record(article)),))


def _read(setup: Setup) -> list[Piece]:
    """The corpus' articles of some length, each once, in an order of their ids' digests."""
    rows = map(json.loads, (setup.data / "data/many-outlets/articles.jsonl").open(encoding="utf8"))
    pieces = {
        row["ID"]: Piece(row["ID"], row["source"], row["date"], row["title"], row["content_original"])
        for row in rows
        if len(row["content_original"].split()) >= LEAST_WORDS
    }
    return random.Random(SEED).sample(sorted(pieces.values(), key=lambda piece: piece.id), len(pieces))

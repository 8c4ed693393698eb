"""What pages are known to carry around their articles: phrases with their reasons, and words that prose is woven of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

FOLDER = files("onrecord.lexicons")
PIECE = re.compile(r"#|[^\W_]+(?:['&.+_-][^\W_]+)*|[:©»›«→←▶►$£€*+]")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
QUOTES = str.maketrans("’‘ʼ“”", "'''\"\"")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of furniture, in `phrase_form`, each with the reason it stands for."""

    whole: dict[str, str]  # the whole line: "related articles"
    starts: dict[str, str]  # a short line begins so: "photo by"
    longest: int  # pieces in the longest start


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """A fitted scorer of lines: small decision trees whose leaves sum to the log-odds of a line being the article's.

    signs, thresholds, lefts, rights, values: [trees, nodes]; a leaf has sign -1 and is its own child.
    """

    base: float
    names: tuple[str, ...]  # of the signs, in the order in which the trees number them
    signs: NDArray[np.int64]
    thresholds: NDArray[np.float64]
    lefts: NDArray[np.int64]
    rights: NDArray[np.int64]
    values: NDArray[np.float64]
    depth: int


@cache
def trees() -> Trees:
    """The scorer, read once; `training/furniture.py` writes its file."""
    names_row, base_row, _header, *rows = (
        FOLDER.joinpath("furniture_trees.tsv").read_text("utf-8").splitlines()
    )
    table = [row.split("\t") for row in rows]
    shape = (1 + max(int(row[0]) for row in table), 1 + max(int(row[1]) for row in table))
    signs, lefts, rights = (np.full(shape, fill, dtype=np.int64) for fill in (-1, 0, 0))
    thresholds, values = np.zeros(shape), np.zeros(shape)
    for tree, node, sign, threshold, left, right, value in table:
        at = int(tree), int(node)
        signs[at], lefts[at], rights[at] = int(sign), int(left), int(right)
        thresholds[at], values[at] = float(threshold), float(value)
    names = tuple(names_row.split("\t"))
    return Trees(float(base_row), names, signs, thresholds, lefts, rights, values, shape[1] // 2 + 1)


@cache
def phrases() -> Phrases:
    """The phrase table, read once."""
    whole: dict[str, str] = {}
    starts: dict[str, str] = {}
    for row in FOLDER.joinpath("furniture.tsv").read_text("utf-8").splitlines()[1:]:
        reason, how, phrase = row.split("\t")
        (whole if how == "is" else starts)[phrase_form(phrase)] = reason
    return Phrases(whole, starts, max(len(phrase.split()) for phrase in starts))


def phrase_form(line: str) -> str:
    """The form in which lines are compared: case, quotes, spacing, most punctuation and the value of numbers aside.

    >>> phrase_form("  12 Comments — Leave a Reply! ")
    '# comments leave a reply'
    """
    return " ".join(PIECE.findall(DIGITS.sub("#", line.translate(QUOTES).casefold()))).strip(" :*")


@cache
def function_words() -> frozenset[str]:
    """Words that prose is woven of, in ten languages, case-folded."""
    rows = FOLDER.joinpath("furniture_function_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())

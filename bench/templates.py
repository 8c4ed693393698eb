"""GTT's rule for filled templates (Du, Rush & Cardie 2021, "Template Filling with Generative Transformers").

Found templates are laid beside gold ones, one to one and of the same kind, so that the document's F1 is highest; a
filler is right if all its mentions are among the mentions of one gold filler of that role, articles and punctuation
left out. Precision counts found fillers that are right, recall gold ones that were found; the kind of a template
counts as a filler of its own.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KIND = "incident type"
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")  # "the bomb" as "bomb", not "another bomb" as "nother bomb"
_PUNCTUATION = str.maketrans("", "", string.punctuation)

Mentions = frozenset[str]


@dataclass(frozen=True, slots=True)
class Template:
    """One incident: its kind, and for each of ROLES its fillers, each a set of mentions in plain words."""

    kind: str
    fillers: tuple[tuple[Mentions, ...], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often each line (KIND and ROLES) was found, and right; how often it was there to find, and was found."""

    right: Counter[str]
    found: Counter[str]
    met: Counter[str]
    gold: Counter[str]

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.right + other.right, self.found + other.found, self.met + other.met, self.gold + other.gold
        )

    @property
    def f1(self) -> float:
        """The balance of precision and recall over all lines, from 0 to 1."""
        right, met = self.right.total() * self.gold.total(), self.met.total() * self.found.total()
        return (
            2 * right * met / (self.found.total() * self.gold.total() * (right + met))
            if right and met
            else 0.0
        )


def agree(found: Sequence[Template], gold: Sequence[Template]) -> Agreement:
    """How a document's templates agree with the gold ones, laid beside them as they fit best."""
    pairs = {(n, m): _pair(one, other) for n, one in enumerate(found) for m, other in enumerate(gold)}
    laid = (_laid([pairs[pair] for pair in way], found, gold) for way in _alignments(found, gold))
    return max(laid, key=lambda agreement: agreement.f1)


def plain(words: str) -> str:
    """Words as the rule compares them.

    >>> plain('The "El Roble"  bridge')
    'el roble bridge'
    """
    return " ".join(_ARTICLE.sub(" ", words.lower().translate(_PUNCTUATION)).split())


def _laid(
    pairs: list[tuple[Counter[str], Counter[str]]], found: Sequence[Template], gold: Sequence[Template]
) -> Agreement:
    right = sum((right for right, _ in pairs), Counter[str]())
    met = sum((met for _, met in pairs), Counter[str]())
    return Agreement(right, _sizes(found), met, _sizes(gold))


def _sizes(templates: Sequence[Template]) -> Counter[str]:
    sizes = Counter({KIND: len(templates)})
    for template in templates:
        sizes.update({role: len(fillers) for role, fillers in zip(ROLES, template.fillers, strict=True)})
    return sizes


def _pair(found: Template, gold: Template) -> tuple[Counter[str], Counter[str]]:
    """Of one found template beside one gold: fillers found that are right, and gold fillers that were found."""
    right, met = Counter({KIND: 1}), Counter({KIND: 1})
    for role, ours, theirs in zip(ROLES, found.fillers, gold.fillers, strict=True):
        right[role] = sum(any(mine <= one for one in theirs) for mine in ours)
        met[role] = sum(any(mine <= one for mine in ours) for one in theirs)
    return right, met


def _alignments(
    found: Sequence[Template], gold: Sequence[Template], first: int = 0, taken: frozenset[int] = frozenset()
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to lay found templates beside gold ones of their kind, each at most once; gold may name two kinds."""
    if first == len(found):
        yield ()
        return
    yield from _alignments(found, gold, first + 1, taken)
    for other, template in enumerate(gold):
        if other not in taken and found[first].kind in template.kind:
            for rest in _alignments(found, gold, first + 1, taken | {other}):
                yield ((first, other), *rest)

"""What speaks for it that a mention means one of the earlier ones, as numbers, and how much each weighs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons import rows
from onrecord.lexicons.nominals import Gender
from onrecord.record.entities.chains import Chain
from onrecord.record.entities.scene import Scene
from onrecord.types import MentionKind

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
AT = {name: column for column, name in enumerate(FEATURES)}
ALWAYS = frozenset({"person"})  # "he" and "she" mean somebody


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What each mention of a scene tells, as arrays; of words and the like only whether two are the same counts."""

    scene: Scene
    sentence: NDArray[np.int64]
    own: NDArray[np.float64]  # what of FEATURES it tells by itself
    leads: NDArray[np.bool_]
    source: NDArray[np.bool_]
    quoted: NDArray[np.int64]
    told: NDArray[np.int64]
    surface: NDArray[np.int64]
    lemma: NDArray[np.int64]
    pronoun: NDArray[np.int64]  # what it looks for, and its gender
    window: NDArray[np.int64]
    logarithm: NDArray[np.float64]  # of each whole number and one


def lay_columns(scene: Scene) -> Columns:
    """The columns of a scene."""
    traits, count = scene.traits, len(scene.traits)
    return Columns(
        scene=scene,
        sentence=np.array([one.sentence for one in traits], np.int64),
        own=_own(scene),
        leads=np.array([n in scene.leads for n in range(count)], bool),
        source=np.array([n in scene.sources for n in range(count)], bool),
        quoted=_numbered(one.quoted for one in traits),
        told=_numbered(one.told for one in traits),
        surface=_numbered(_surface(scene, n) for n in range(count)),
        lemma=_numbered(one.lemma for one in traits),
        pronoun=_numbered((one.looks_for, one.gender) for one in traits),
        window=np.array([scene.window(n) for n in range(count)], np.int64),
        logarithm=np.array(
            [log1p(k) for k in range(max([count, *(one.sentence for one in traits)]) + 1)], np.float64
        ),
    )


def describe_pairs(
    columns: Columns, n: int, found: Sequence[int], chains: Sequence[Chain], seen: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What speaks for it that `n` means what each of the earlier mentions does [m, f], in the order of FEATURES.

    `found` are the mentions that can be meant, the nearest first, `chains` theirs, `seen` the reader's logits.
    """
    scene = columns.scene
    mine, m = scene.traits[n], np.array(found, np.int64)
    apart = mine.sentence - columns.sentence[m]
    told: dict[str, NDArray[np.generic]] = {
        "same_sentence": apart == 0,
        "one_back": apart == 1,
        "two_back": apart == 2,
        "far": columns.logarithm[np.maximum(apart - 2, 0)],
        "between": columns.logarithm[n - m],
        "leads_here": columns.leads[m] & (apart == 0),
        "nearest": np.arange(len(m)) == 0,
        "source": columns.source[m] & columns.source[n],
        "quote": columns.quoted[m] == columns.quoted[n],
        "voice": columns.told[m] == columns.told[n],
        "apart": columns.window[m] != columns.window[n],
        "seen": np.where(columns.window[m] == columns.window[n], seen, 0.0),
    }
    if mine.looks_for:
        told["pronoun_same"] = columns.pronoun[m] == columns.pronoun[n]
    else:
        told["same_words"] = columns.surface[m] == columns.surface[n]
        told["same_head"] = columns.lemma[m] == columns.lemma[n]
    told |= _of_chains(columns, n, chains)
    table = columns.own[m]
    table[:, AT["definite"] : AT["bare"] + 1] = mine.definite, mine.some, mine.bare
    for name, column in told.items():
        table[:, AT[name]] = column
    return table


def _of_chains(columns: Columns, n: int, chains: Sequence[Chain]) -> dict[str, NDArray[np.float64]]:
    """What the chains of the earlier mentions tell, each looked at once."""
    mine = columns.scene.traits[n]
    once: dict[Chain, tuple[float, ...]] = {}
    for chain in chains:
        if chain not in once:
            bears = mine.lemma in chain.lemmas
            once[chain] = (
                columns.logarithm[len(chain.members)],
                mine.gender is chain.gender is not Gender.ANY,
                mine.many is not None and mine.many == chain.many,
                bears and not mine.looks_for,
                not mine.modifiers <= chain.words,
                bears and mine.some,
                bears and mine.bare,
            )
    names = ("size", "gender", "number", "head_in_chain", "more_words", "same_head_some", "same_head_bare")
    return dict(zip(names, np.array([once[chain] for chain in chains]).T, strict=True))


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


def _own(scene: Scene) -> NDArray[np.float64]:
    """What each mention tells by itself [n, f], in the order of FEATURES; nothing of the others."""
    table = np.zeros((len(scene.nominals), len(FEATURES)))
    for n, one in enumerate(scene.nominals):
        names = ["bias", one.kind.value]
        names += ["leads"] if n in scene.leads else []
        names += ["prepositional"] if scene.traits[n].prepositional else []
        table[n, [AT[name] for name in names]] = 1.0
    return table


def _numbered(values: Iterable[Hashable]) -> NDArray[np.int64]:
    """The same number for the same value, in the order in which they come first."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)


def _surface(scene: Scene, n: int) -> str:
    words = scene.article[scene.nominals[n].span].lower().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)

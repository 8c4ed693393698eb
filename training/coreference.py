"""python -m training.coreference: fits the weights by which an earlier mention is chosen, on part of GUM.

The reader has seen GUM's train part, so its word on it is too good to learn from; the documents are those of the dev
part, without news and interviews, which `bench people` measures on.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from bench.people import GENRES, Tree, read_chains, read_tree
from onrecord.article import make_article
from onrecord.lexicons import rows
from onrecord.pipeline import Tools, load
from onrecord.record import make_record
from onrecord.record.entities.coreference import gather, lay_scene
from onrecord.record.entities.features import ALWAYS, FEATURES, class_of, weights
from onrecord.record.entities.nominals import find_nominals
from onrecord.record.entities.scene import Scene
from onrecord.record.entities.settling import Gathering
from onrecord.record.names import settle_names
from onrecord.record.signals import find_signals
from onrecord.types import Page, PageKind, Span, Statement

CLASSES = ("person", "many", "thing", "description", "named")
ROUNDS = 3  # what stands before a mention depends on what was chosen before; nothing changes after the second
SHRINK = 0.02  # L2: keeps what is rare from weighing much
HEADER = (
    "# What speaks for it that a mention means what an earlier one does: `python -m training.coreference`.\n"
)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One mention: the earlier ones as features [m, f], and which of them are right [m]; none may be."""

    kind: str
    features: NDArray[np.float64]
    right: NDArray[np.bool_]


class Noting(Gathering):
    """Gathers as ever, and notes what there was to choose from."""

    def __init__(self, scene: Scene, gold: Sequence[str | None]) -> None:
        super().__init__(scene)
        self.gold, self.choices = gold, list[Choice]()

    def ranked(self, n: int) -> int | None:
        """The choice made, after noting it."""
        found = self.candidates(n)
        if found:
            right = np.array([self.gold[m] is not None and self.gold[m] == self.gold[n] for m in found])
            self.choices.append(Choice(class_of(self.scene, n), self.described(n, found), right))
        return super().ranked(n)


def main() -> None:
    """Fits and writes the table that the package carries."""
    parser = argparse.ArgumentParser(prog="python -m training.coreference", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with gum/")
    parser.add_argument("--out", type=Path, default=Path("onrecord/lexicons/coreference_weights.tsv"))
    parser.add_argument("--model", type=Path, help="a reader's folder other than the package's")
    options = parser.parse_args()
    tools = load(options.model, threads=1)
    folder = options.data / "gum"
    scenes = [lay(folder, name, tools) for name in documents(folder)]
    for number in range(ROUNDS):
        choices = [choice for scene, statements, gold in scenes for choice in note(scene, statements, gold)]
        fitted = {kind: fit([choice for choice in choices if choice.kind == kind]) for kind in CLASSES}
        write(options.out, fitted)
        weights.cache_clear()
        rows.cache_clear()
        right = sum(chosen_right(choice, fitted[choice.kind]) for choice in choices)
        print(f"round {number + 1}: {right} of {len(choices)} choices right")


def documents(folder: Path) -> list[str]:
    """GUM's dev documents of other genres than those that are measured."""
    part = (folder / "splits.md").read_text(encoding="utf8").partition("## dev")[2].partition("## test")[0]
    names = re.findall(r"\* (GUM_\w+)", part)
    return [
        name
        for name in names
        if name.split("_")[1] not in GENRES and (folder / f"coref/{name}.conll").exists()
    ]


def lay(folder: Path, name: str, tools: Tools) -> tuple[Scene, tuple[Statement, ...], list[str | None]]:
    """A document's mentions as we see them, its statements, and the gold chain of each mention."""
    tree = read_tree(folder / f"dep/{name}.conllu")
    page = Page(id=name, body=tree.text.encode(), kind=PageKind.ARTICLE, charset="utf-8")
    article = make_article(page)
    record = make_record(article, read=tools.read, gazetteer=tools.gazetteer)
    reading = tools.read([article.text])[0]
    names = settle_names(article, find_signals(reading).names)
    nominals = find_nominals(article, reading, names, record.sentences)
    coref = (folder / f"coref/{name}.conll").read_text(encoding="utf8")
    chains = read_chains(coref, tree, kinds="[a-z]+")
    gold = [chains.get(head_of(tree, one.span)) for one in nominals]
    return lay_scene(article, nominals, record.sentences, record.statements, reading), record.statements, gold


def head_of(tree: Tree, span: Span) -> int:
    """The token that the words of a span hang on; -1 where there is none."""
    inside = [n for n, other in enumerate(tree.spans) if other.overlaps(span)]
    return tree.head(inside[0], inside[-1]) if inside else -1


def note(scene: Scene, statements: tuple[Statement, ...], gold: list[str | None]) -> list[Choice]:
    """What there was to choose from, gathering with the weights as they are."""
    noting = Noting(scene, gold)
    gather(scene, statements, into=noting)
    return noting.choices


def fit(choices: list[Choice]) -> NDArray[np.float64]:
    """Weights under which the right ones together outweigh the wrong ones and nobody (whose score is 0).

    "He" and "she" always mean somebody: from those that none is right for nothing is learned.
    """
    choices = [choice for choice in choices if choice.right.any() or choice.kind not in ALWAYS]
    sizes = [len(choice.right) for choice in choices]
    features = torch.tensor(np.concatenate([choice.features for choice in choices]))
    right = torch.tensor(np.concatenate([choice.right for choice in choices]))
    owner = torch.repeat_interleave(torch.arange(len(choices)), torch.tensor(sizes))
    nobody = torch.tensor([not choice.right.any() for choice in choices])
    surely = torch.tensor([choice.kind in ALWAYS for choice in choices]).double()
    weight = torch.zeros(len(FEATURES), dtype=torch.float64, requires_grad=True)
    learner = torch.optim.LBFGS([weight], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        learner.zero_grad()
        scores = (features @ weight).clamp(-30, 30).exp()
        total = torch.ones(len(choices), dtype=torch.float64).index_add(0, owner, scores)
        total = total - surely
        good = nobody.double().index_add(0, owner, scores * right)
        value = (total.log() - good.log()).mean() + SHRINK * (weight**2).sum() / 2
        value.backward()
        return value

    learner.step(loss)
    return np.asarray(weight.detach().numpy())


def chosen_right(choice: Choice, weight: NDArray[np.float64]) -> bool:
    """Whether the best one is right, or nobody is chosen where nobody is."""
    scores = choice.features @ weight
    best = int(scores.argmax())
    return bool(choice.right[best]) if scores[best] > 0 or choice.kind in ALWAYS else not choice.right.any()


def write(path: Path, fitted: dict[str, NDArray[np.float64]]) -> None:
    """The table: one row a feature, one column a class."""
    rows = ["\t".join(["feature", *CLASSES])]
    rows += [
        "\t".join([name, *(f"{fitted[kind][n]:.3f}" for kind in CLASSES)]) for n, name in enumerate(FEATURES)
    ]
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()

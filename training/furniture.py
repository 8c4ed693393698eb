"""Fit the trees that tell lines of an article from furniture, and write them to the lexicons.

    python -m training.furniture ../shared

Learns from the training half of pages/readable (gold) and from pages/dated, whose article text trafilatura finds in
the HTML (silver). The other half of pages/readable is never read here. Needs scikit-learn (the `training` extra).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import trafilatura
from lxml.etree import ParserError
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.flattened import Flattening, flatten, half_of, words
from onrecord.article.mending import mend_lines
from onrecord.article.signs import find_signs, sign_names

OUT = Path(__file__).parent.parent / "onrecord" / "lexicons" / "furniture_trees.tsv"
LEAST_SILVER = 120  # words; less means that trafilatura found no article
MOST_LINES = 3000  # of one page, lest it outweigh the others
RUNS_LOST = 0.25  # of the runs of furniture in a torn page
PARAGRAPHS_LOST = 0.6  # at most, of the paragraphs in half of the torn pages
SETTINGS = {  # the best of a few by 4-fold cross-validation over the pages named above
    "max_iter": 160, "max_leaf_nodes": 12, "learning_rate": 0.07, "min_samples_leaf": 80,
    "l2_regularization": 2.0, "max_features": 0.5, "random_state": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A page's lines as signs, which of them are the article's, and how much each counts."""

    signs: NDArray[np.float64]
    kept: NDArray[np.bool_]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gold:
    """The article of a page; for silver also a narrow and a wide reading: lines on which they differ do not count."""

    article: str
    narrow: str
    wide: str


def main() -> None:
    """Reads the pages, fits, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder with data/pages")
    pages = parser.parse_args().data / "data" / "pages"
    chance = random.Random(1)
    texts = ((text, gold) for source, gold in _sources(pages) for text in _texts(source))
    examples = [example for text, gold in texts for example in _examples(text, gold, chance)]
    print(f"{len(examples)} flattened pages, {sum(len(e.kept) for e in examples):,} lines")
    model = HistGradientBoostingClassifier(**SETTINGS)
    weights = np.concatenate([e.weights for e in examples])
    signs, kept = np.vstack([e.signs for e in examples]), np.concatenate([e.kept for e in examples])
    model.fit(signs, kept, sample_weight=weights / weights.mean())
    OUT.write_text("\n".join(_rows(model)) + "\n", "utf-8")
    print(f"wrote {OUT.name}: {OUT.stat().st_size:,} bytes")


def _sources(pages: Path) -> Iterator[tuple[bytes, Gold]]:
    for folder in sorted((pages / "readable").iterdir()):
        if half_of(folder.name) == "dev":
            gold = flatten((folder / "expected.html").read_bytes(), Flattening.BLOCKS)
            yield (folder / "source.html").read_bytes(), Gold(gold, gold, gold)
    for path in sorted((pages / "dated").glob("*.htm*")):
        source = _as_utf8(path.read_bytes())
        silver = _extracted(source)
        if len(silver.split()) >= LEAST_SILVER:
            narrow, wide = _extracted(source, favor_precision=True), _extracted(source, favor_recall=True)
            yield source, Gold(silver, narrow, wide)


def _extracted(source: bytes, **favour: bool) -> str:
    return trafilatura.extract(source.decode(), include_comments=False, **favour) or ""


def _as_utf8(source: bytes) -> bytes:
    try:
        return source.decode("utf-8").encode()
    except UnicodeDecodeError:
        return source.decode("latin-1").encode()


def _texts(source: bytes) -> Iterator[str]:
    for flattening in Flattening:
        try:
            yield flatten(source, flattening)
        except ParserError:
            print("skipped a page without any element")


def _examples(text: str, gold: Gold, chance: random.Random) -> Iterator[Example]:
    """The page as it is, and the page with some of it torn out, so that no layout is learned by heart."""
    lines = [paragraph.text for paragraph in mend_lines(text)][:MOST_LINES]
    held = _held(lines, gold.article)
    sure = _held(lines, gold.narrow) == _held(lines, gold.wide)
    for left in (np.ones(len(lines), dtype=bool), _torn(held, chance)):
        yield _example(
            [line for line, stays in zip(lines, left, strict=True) if stays], held[left], sure[left]
        )


def _example(lines: list[str], held: NDArray[np.bool_], sure: NDArray[np.bool_]) -> Example:
    counts = np.array([len(line.split()) for line in lines])
    weights = np.sqrt(counts.clip(1, 100)) / np.sqrt(counts.sum() + 200)
    return Example(find_signs(lines)[sure], held[sure], weights[sure])


def _torn(held: NDArray[np.bool_], chance: random.Random) -> NDArray[np.bool_]:
    """Which lines stay when the page is cropped above and below, loses runs of furniture and often some paragraphs."""
    left = np.ones(len(held), dtype=bool)
    if not held.any():
        return left
    first, last = np.flatnonzero(held)[[0, -1]]
    left[: chance.choice([0, chance.randint(0, first), max(0, first - chance.randint(0, 6))])] = False
    left[
        chance.choice([len(held), chance.randint(last + 1, len(held)), last + 1 + chance.randint(0, 8)]) :
    ] = False
    at = 0
    while at < len(held):
        run = chance.randint(1, 12)
        if chance.random() < RUNS_LOST:
            left[at : at + run] &= held[at : at + run]
        at += run
    lost = chance.random() * PARAGRAPHS_LOST if chance.random() < 0.5 else 0.0
    thinned = left & ~(held & np.array([chance.random() < lost for _ in held]))
    return thinned if (thinned & held).any() else left


def _held(lines: list[str], gold: str) -> NDArray[np.bool_]:
    """Whether the alignment with the gold text holds most words of a line."""
    tokens = [words(line) for line in lines]
    owners = [i for i, line in enumerate(tokens) for _ in line]
    matcher = SequenceMatcher(None, [word for line in tokens for word in line], words(gold), autojunk=False)
    blocks = matcher.get_matching_blocks()
    held = Counter(owners[k] for block in blocks for k in range(block.a, block.a + block.size))
    return np.array([held[i] > len(line) / 2 for i, line in enumerate(tokens)])


def _rows(model: HistGradientBoostingClassifier) -> Iterator[str]:
    yield "\t".join(sign_names())
    yield f"{model._baseline_prediction.item():.6g}"
    yield "tree\tnode\tsign\tthreshold\tleft\tright\tvalue"
    for tree, (predictor,) in enumerate(model._predictors):
        for node, row in enumerate(predictor.nodes):
            if row["is_leaf"]:
                yield f"{tree}\t{node}\t-1\t0\t{node}\t{node}\t{row['value']:.5g}"
            else:
                split = f"{row['feature_idx']}\t{row['num_threshold']:.6g}\t{row['left']}\t{row['right']}"
                yield f"{tree}\t{node}\t{split}\t0"


if __name__ == "__main__":
    main()

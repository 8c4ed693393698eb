"""python -m training.places LGL.xml: fits `onrecord/lexicons/place_weights.toml` on half of a corpus.

The corpus is the Local-Global Lexicon (Lieberman et al. 2010); documents whose id hashes to an even number
are fitted, the others are left for `python -m bench places`. Two models: the chance that a capitalised run
which the gazetteer knows is a place where it stands (logistic), and which of its candidates a name means
(conditional logit, with weights drawn to PRIOR).
"""

from __future__ import annotations

import argparse
import math
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.gazetteer import open_gazetteer
from onrecord.lexicons.gazetteer import Gazetteer, KnownPlace, demonyms
from onrecord.lexicons.places import place_cues
from onrecord.record.places import home_of, known_places, peoples
from onrecord.record.places import senses as sense_model
from onrecord.record.places import toponyms as toponym_model
from onrecord.record.places.senses import Home, Table, Toponym, group
from onrecord.types import Article, Span

Array = NDArray[np.float64]
OUT = Path(__file__).parent.parent / "onrecord/lexicons/place_weights.toml"
NEAR = 161.0  # km: the field's measure (100 miles) of a place that is right
PULL = 0.001  # towards PRIOR: 0.01, 0.003, 0.001 put 85.3, 86.7, 86.9% of the fitted half's names within NEAR
PRIOR = {  # what a corpus of local papers has too few cases of to tell
    "qualified": 2.0, "placed": 2.0, "capital": 2.5, "people": 1.0, "official": 1.0, "same_country": 1.0,
    "home_country": 2.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One article of the corpus: gold spans with their points."""

    text: str
    home: Home
    gold: dict[Span, tuple[float, float] | None]


def main() -> None:
    """Writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.places", description=__doc__)
    parser.add_argument("corpus", type=Path)
    gazetteer = open_gazetteer()
    documents = list(_documents(parser.parse_args().corpus, gazetteer))
    lines = [
        "# Made by `python -m training.places` on half of the Local-Global Lexicon: one weight a feature."
    ]
    toponyms, senses = fit_toponyms(documents, gazetteer), fit_senses(documents, gazetteer)
    for title, features, weights in (
        ("toponyms", toponym_model.FEATURES, toponyms),
        ("senses", sense_model.FEATURES, senses),
        ("again", toponym_model.AGAIN, fit_again(documents, gazetteer, toponyms, senses)),
    ):
        lines += ["", f"[{title}]", *(f"{name} = {x:.3f}" for name, x in zip(features, weights, strict=True))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fit_toponyms(documents: list[Document], gazetteer: Gazetteer) -> Array:
    """Weights of the chance that a run which the gazetteer knows is a name of a place where it stands."""
    rows, labels = [], []
    for document in documents:
        for sighting in toponym_model.find_sightings(document.text, gazetteer, document.home, place_cues()):
            rows.append(sighting.features)
            labels.append(any(sighting.toponym.span.overlaps(span) for span in document.gold))
    return _logistic(np.array(rows), np.array(labels, float))


def fit_again(documents: list[Document], gazetteer: Gazetteer, toponyms: Array, senses: Array) -> Array:
    """Weights of the same chance, seen again where the names are that surely are places."""
    by_name = dict(zip(sense_model.FEATURES, senses.tolist(), strict=True))
    rows: list[tuple[float, ...]] = []
    labels: list[bool] = []
    for document in documents:
        sightings = toponym_model.find_sightings(document.text, gazetteer, document.home, place_cues())
        names = [sighting.toponym for sighting in sightings]
        scores = [float(np.dot(sighting.features, toponyms)) for sighting in sightings]
        rows += toponym_model.look_again(document.text, names, scores, document.home, by_name)
        labels += [any(name.span.overlaps(span) for span in document.gold) for name in names]
    return _logistic(np.array(rows), np.array(labels, float))


def _logistic(x: Array, y: Array) -> Array:
    def slope(weights: Array) -> Array:
        return np.asarray(x.T @ (1 / (1 + np.exp(-x @ weights)) - y) / len(y) + 1e-4 * weights)

    return _descend(slope, np.zeros(x.shape[1]), 3000)


def fit_senses(documents: list[Document], gazetteer: Gazetteer) -> Array:
    """Weights of the choice among the places of a name; neighbours weigh as the model itself has chosen."""
    tables = [table for document in documents if (table := _table(document, gazetteer)) is not None]
    prior = np.array([PRIOR.get(feature, 0.0) for feature in sense_model.FEATURES])
    weights = prior
    owner = _numbered([table.owner for table, _, _ in tables])
    right = np.concatenate([right for _, right, _ in tables])
    mass = np.concatenate([mass for _, _, mass in tables])
    for turn in range(6):  # the weights and the neighbours' senses, in turn; both stand still after the fifth
        x = np.vstack(
            [table.features(table.chances(weights) if turn else table.first()) for table, _, _ in tables]
        )

        def slope(w: Array, x: Array = x) -> Array:
            chances = _softmax(x @ w, owner)
            hoped = chances * right
            hoped /= np.maximum(np.bincount(owner, hoped)[owner], 1e-12)
            return np.asarray(
                -(x * ((hoped - chances) * mass)[:, None]).sum(0) / mass.sum() + PULL * (w - prior)
            )

        weights = _descend(slope, weights, 600)
    return weights


def _documents(corpus: Path, gazetteer: Gazetteer) -> Iterator[Document]:
    for article in ET.parse(corpus).getroot().iter("article"):
        if is_held_out(article.get("docid", "")):
            continue
        text = article.findtext("text") or ""
        gold: dict[Span, tuple[float, float] | None] = {}
        for toponym in article.iter("toponym"):
            span = Span(int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0))
            lat, lon = toponym.findtext("gaztag/lat"), toponym.findtext("gaztag/lon")
            gold[span] = (float(lat), float(lon)) if lat and lon else None
        page = Article("a", text, (Span(0, len(text)),), "en", outlet=article.findtext("domain"))
        yield Document(text, home_of(page, gazetteer), gold)


def is_held_out(docid: str) -> bool:
    """Whether a document is kept from fitting."""
    return sha256(docid.encode()).digest()[0] % 2 == 1


def _table(document: Document, gazetteer: Gazetteer) -> tuple[Table, Array, Array] | None:
    """The candidates of the gold names, which of them are right, and how much each name weighs."""
    named = [
        Toponym(
            span,
            document.text[span.start : span.end],
            known_places(document.text[span.start : span.end], gazetteer),
            "gold",
        )
        for span in document.gold
        if document.text[span.start : span.end] not in demonyms()
    ]
    toponyms = sorted((*named, *peoples(document.text)), key=lambda toponym: toponym.span)
    names = group(document.text, toponyms)
    if not names:
        return None
    table = Table(list(names.values()), document.home)
    right = np.zeros(len(table.places))
    count: Counter[str] = Counter()
    for toponym in named:
        point = document.gold[toponym.span]
        if point is None or not toponym.places:
            continue
        count[toponym.text] += 1
        for row in np.flatnonzero(table.owner == list(names).index(toponym.text)):
            right[row] = max(right[row], _km(point, table.places[row]) <= NEAR)
    solvable = np.bincount(table.owner, right) > 0
    mass = np.array([math.sqrt(count[name]) for name in names] + [0.0] * len(document.home.names)) * solvable
    return table, right, mass[table.owner]


def _km(point: tuple[float, float], place: KnownPlace) -> float:
    lat, lon, lat2, lon2 = map(math.radians, (*point, place.lat, place.lon))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * sense_model.EARTH * math.asin(math.sqrt(half))


def _numbered(owners: list[NDArray[np.intp]]) -> NDArray[np.intp]:
    """The names of all tables, numbered through."""
    base, out = 0, []
    for owner in owners:
        out.append(owner + base)
        base += int(owner.max()) + 1
    return np.concatenate(out)


def _softmax(scores: Array, owner: NDArray[np.intp]) -> Array:
    top = np.full(int(owner.max()) + 1, -np.inf)
    np.maximum.at(top, owner, scores)
    odds = np.exp(scores - top[owner])
    return np.asarray(odds / np.bincount(owner, odds)[owner])


def _descend(slope: Callable[[Array], Array], weights: Array, steps: int, rate: float = 0.05) -> Array:
    """Adam (Kingma and Ba 2015) down a slope."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        gradient = slope(weights)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


if __name__ == "__main__":
    main()

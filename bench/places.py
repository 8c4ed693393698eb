"""Places on LGL and GeoWebNews: names found, and how many of those lie within 161 km of the gold point.

Three ways: with the reader's names (what a record has), by the gazetteer alone, and on the gold names (the choice
of place by itself).
"""

from __future__ import annotations

import importlib.util
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import Figure, Setup
from onrecord.gazetteer import open_gazetteer
from onrecord.lexicons.gazetteer import Gazetteer
from onrecord.models.reader import Reader, load_reader
from onrecord.record.places import find_places
from onrecord.record.signals import find_signals
from onrecord.types import Article, EntityType, Name, Place, Span
from training.places import is_held_out

Point = tuple[float, float]
NEAR = 161.0  # km, the field's measure: 100 miles


@dataclass(frozen=True, slots=True)
class Document:
    """One article of a corpus, the names that the reader sees in it, and its gold places."""

    id: str
    article: Article
    names: tuple[Name, ...]
    gold: dict[Span, Point | None]


def measure(setup: Setup) -> list[Figure]:
    """The figures of both corpora; LGL whole, and the half that no weight was fitted on."""
    score = _scorer(setup.data)
    gazetteer, reader = open_gazetteer(), load_reader(setup.reader)
    lgl, web = (
        _documents(score, reader, setup.data / "data/places" / name) for name in ("lgl.xml", "GWN.xml")
    )
    figures: list[Figure] = []
    for name, documents, floors in (
        ("LGL", lgl, (65.0, 74.0)),
        ("LGL, held-out half", [d for d in lgl if is_held_out(d.id)], (None, None)),
        ("GeoWebNews", web, (None, None)),
    ):
        figures += _figures(name, documents, gazetteer, score.km, floors)
    return figures


def _figures(
    name: str,
    documents: list[Document],
    gazetteer: Gazetteer,
    km: Callable[[Point, Point], float],
    floors: tuple[float | None, float | None],
) -> list[Figure]:
    read = _count(documents, [find_places(d.article, d.names, gazetteer) for d in documents], km)
    start = time.perf_counter()
    alone = _count(documents, [find_places(d.article, (), gazetteer) for d in documents], km)
    spent = (time.perf_counter() - start) / len(documents)
    named = _count(documents, [find_places(d.article, _gold_names(d), gazetteer) for d in documents], km)
    return [
        *_found(name, read, floors),
        *_found(f"{name}, no reader", alone, (None, None)),
        Figure(
            f"{name}, gold names: within 161 km",
            _share(named, "near", "point"),
            note=f"{named['point']} names",
        ),
        Figure(f"{name}: time an article, reader apart", 1000 * spent, "ms"),
    ]


def _found(name: str, count: Counter[str], floors: tuple[float | None, float | None]) -> list[Figure]:
    f1 = 200 * count["hit"] / max(1, count["found"] + count["gold"])
    note = f"P {_share(count, 'hit', 'found'):.1f} R {_share(count, 'hit', 'gold'):.1f}"
    return [
        Figure(f"{name}: found F1", f1, floor=floors[0], note=note),
        Figure(f"{name}: within 161 km, of those found", _share(count, "near", "point"), floor=floors[1]),
    ]


def _gold_names(document: Document) -> tuple[Name, ...]:
    return tuple(Name(span, EntityType.PLACE, "gold") for span in sorted(document.gold))


def _count(
    documents: Iterable[Document], found: Iterable[tuple[Place, ...]], km: Callable[[Point, Point], float]
) -> Counter[str]:
    """As score.py counts: the place of the same span, else the first that overlaps."""
    count: Counter[str] = Counter()
    for document, places in zip(documents, found, strict=True):
        count["found"] += len(places)
        count["gold"] += len(document.gold)
        for span, point in document.gold.items():
            touching = [place for place in places if place.span.overlaps(span)]
            if not touching:
                continue
            place = next((place for place in touching if place.span == span), touching[0])
            count["hit"] += 1
            count["point"] += point is not None
            if point and place.lat is not None and place.lon is not None:
                count["near"] += km(point, (place.lat, place.lon)) <= NEAR
    return count


def _share(count: Counter[str], part: str, whole: str) -> float:
    return 100 * count[part] / max(1, count[whole])


def _documents(score: Any, reader: Reader, path: Path) -> list[Document]:
    documents = []
    for docid, text, spans, _, domain in score.geo(path):
        article = Article(docid, text, (Span(0, max(1, len(text))),), "en", outlet=domain)
        names = find_signals(reader.read([text])[0]).names
        documents.append(Document(docid, article, names, {Span(a, b): point for a, b, point in spans}))
    return documents


def _scorer(data: Path) -> Any:
    """The scorer of the corpora, from outside the project."""
    spec = importlib.util.spec_from_file_location("score", data / "score/score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

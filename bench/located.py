"""Where the event of a verb takes place, on the fifth of event-location's sentences that training leaves out.

The verb is given, the place is the one that a record would give its event, also where the record would not take the
verb for an event. A sentence without a gold place is right if no place is given. Sentences
with several gold places are told apart: one of them is asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import Figure, Setup, share
from onrecord.gazetteer import open_gazetteer
from onrecord.layout import find_paragraphs
from onrecord.lexicons.gazetteer import Gazetteer
from onrecord.models.reader import load_reader
from onrecord.record.entities.nominals import find_nominals
from onrecord.record.events.arguments import find_arguments, find_scenes
from onrecord.record.events.setting import find_settings
from onrecord.record.events.triggers import find_triggers
from onrecord.record.events.whereabouts import Scene
from onrecord.record.names import settle_names
from onrecord.record.places import find_places
from onrecord.record.sentences import find_sentences
from onrecord.record.signals import find_signals
from onrecord.types import Article, EventType, Modality, Name, Nominal, Reading, Record, Span, Trigger
from training.corpora.events import located_spans
from training.splits import location_held_out

FLOOR = 78.0
NONE, ONE, SEVERAL = "no place", "one place", "several places"
BATCH = 200  # sentences read at a time


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its verb, and where that happens."""

    text: str
    verb: Span
    places: tuple[Span, ...]

    @property
    def kind(self) -> str:
        """How many gold places it has."""
        return (NONE, ONE)[len(self.places)] if len(self.places) < 2 else SEVERAL


def measure(setup: Setup) -> list[Figure]:
    """The share of sentences whose place is right, by how many there are; of verbs, how many are events to a record."""
    path = setup.data / "data/event-location/labeled.jsonl"
    sentences = list(dict.fromkeys(read_sentences(path, held_out=True)))
    reader = load_reader(setup.reader, threads=setup.workers or 0)
    gazetteer = open_gazetteer()
    right, whole, seen = Counter[str](), Counter[str](), 0
    for at in range(0, len(sentences), BATCH):
        batch = sentences[at : at + BATCH]
        for sentence, reading in zip(batch, reader.read([one.text for one in batch]), strict=True):
            place, known = place_of(sentence, reading, gazetteer)
            seen += known
            whole[sentence.kind] += 1
            right[sentence.kind] += is_right(place, sentence)
    return [
        share(f"sentences with {ONE}", right[ONE], whole[ONE], floor=FLOOR),
        share(f"sentences with {NONE}", right[NONE], whole[NONE]),
        share(f"sentences with {SEVERAL}", right[SEVERAL], whole[SEVERAL]),
        share("all sentences", right.total(), whole.total(), floor=FLOOR),
        share("verbs that a record takes for events", seen, whole.total()),
    ]


def place_of(sentence: Sentence, reading: Reading, gazetteer: Gazetteer) -> tuple[Span | None, bool]:
    """The words of the place that a record gives the verb's event, and whether a record would have that event."""
    laid = _lay(sentence, reading)
    triggers = find_arguments(laid.article, reading, laid.triggers, laid.nominals, laid.homes)
    places = find_places(laid.article, laid.names, gazetteer)
    setting = find_settings(Record(laid.article, laid.homes, places=places), triggers)[-1]
    return triggers[-1].where or (setting.place.span if setting.place else None), laid.known


def scene_of(sentence: Sentence, reading: Reading) -> tuple[Scene, tuple[Nominal, ...]]:
    """What the place is chosen by: how the sentence's mentions stand to the verb, and those mentions."""
    laid = _lay(sentence, reading)
    return find_scenes(laid.article, reading, laid.triggers, laid.nominals, laid.homes)[-1]


def is_right(place: Span | None, sentence: Sentence) -> bool:
    """Whether the place is one of the gold ones, or there is none in either."""
    if place is None:
        return not sentence.places
    return any(place.overlaps(gold) for gold in sentence.places)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A sentence as the first steps of a record have it."""

    article: Article
    homes: tuple[Span, ...]
    names: tuple[Name, ...]
    nominals: tuple[Nominal, ...]
    triggers: tuple[Trigger, ...]  # the verb's is the last
    known: bool  # whether a record takes the verb for an event


def _lay(sentence: Sentence, reading: Reading) -> _Laid:
    article = Article("sentence", sentence.text, find_paragraphs(sentence.text), "en")
    homes = find_sentences(sentence.text, article.paragraphs)
    names = settle_names(article, find_signals(reading).names)
    triggers = find_triggers(article, reading, names, homes)
    found = next((one for one in triggers if one.span.overlaps(sentence.verb)), None)
    trigger = found or Trigger(sentence.verb, EventType.ASSAULT, None, Modality.ASSERTED)
    return _Laid(
        article,
        homes,
        names,
        find_nominals(article, reading, names, homes),
        (*(one for one in triggers if not one.span.overlaps(sentence.verb)), trigger),
        found is not None,
    )


def read_sentences(path: Path, *, held_out: bool) -> Iterator[Sentence]:
    """The corpus' sentences that have one verb, those kept out or the others."""
    for line in path.read_text(encoding="utf8").splitlines():
        item = json.loads(line)
        spans = [(label, Span(*span)) for label, span in located_spans(item)]
        verbs = [span for label, span in spans if label == "VERB"]
        if len(verbs) == 1 and location_held_out(item["text"]) is held_out:
            yield Sentence(
                item["text"], verbs[0], tuple(span for label, span in spans if label == "LOCATION")
            )

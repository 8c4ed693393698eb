"""Where the event of a verb takes place, on the fifth of event-location's sentences that training leaves out.

The verb is given, the place is what `find_arguments` takes for its place: on the path of a record, but also where the
record would not take the verb for an event. A sentence without a gold place is right if no place is given. Sentences
with several gold places are told apart: one of them is asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bench import Figure, Setup, share
from onrecord.layout import find_paragraphs
from onrecord.models.reader import load_reader
from onrecord.record.entities.nominals import find_nominals
from onrecord.record.events.arguments import find_arguments
from onrecord.record.events.triggers import find_triggers
from onrecord.record.names import settle_names
from onrecord.record.sentences import find_sentences
from onrecord.record.signals import find_signals
from onrecord.types import Article, EventType, Modality, Reading, Role, Span, Trigger
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
    sentences = list(dict.fromkeys(_sentences(setup)))
    reader = load_reader(setup.reader, threads=setup.workers or 0)
    right, whole, seen = Counter[str](), Counter[str](), 0
    for at in range(0, len(sentences), BATCH):
        batch = sentences[at : at + BATCH]
        for sentence, reading in zip(batch, reader.read([one.text for one in batch]), strict=True):
            place, known = place_of(sentence, reading)
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


def place_of(sentence: Sentence, reading: Reading) -> tuple[Span | None, bool]:
    """The place that the verb's event is given, and whether a record would have that event."""
    text = sentence.text
    article = Article("sentence", text, find_paragraphs(text), "en")
    homes = find_sentences(text, article.paragraphs)
    names = settle_names(article, find_signals(reading).names)
    nominals = find_nominals(article, reading, names, homes)
    known = next(
        (one for one in find_triggers(article, reading, names, homes) if one.span.overlaps(sentence.verb)),
        None,
    )
    trigger = known or Trigger(sentence.verb, EventType.ASSAULT, None, Modality.ASSERTED)
    (told,) = find_arguments(article, reading, (trigger,), nominals, homes)
    places = [argument.span for argument in told.arguments if argument.role is Role.PLACE]
    return (places[0] if places else None), known is not None


def is_right(place: Span | None, sentence: Sentence) -> bool:
    """Whether the place is one of the gold ones, or there is none in either."""
    if place is None:
        return not sentence.places
    return any(place.overlaps(gold) for gold in sentence.places)


def _sentences(setup: Setup) -> Iterator[Sentence]:
    path = setup.data / "data/event-location/labeled.jsonl"
    for line in path.read_text(encoding="utf8").splitlines():
        item = json.loads(line)
        told = [span for span in item["spans"] if span["start"] < span["end"]]  # a few mark nothing
        spans = [(span["label"], Span(span["start"], span["end"])) for span in told]
        verbs = [span for label, span in spans if label == "VERB"]
        if len(verbs) == 1 and location_held_out(item["text"]):
            yield Sentence(
                item["text"], verbs[0], tuple(span for label, span in spans if label == "LOCATION")
            )

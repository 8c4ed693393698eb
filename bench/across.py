"""Events of ECB+ merged across its documents, by the whole path: groups of articles, stories, incidents.

Five topics are measured that nobody tuned the merging on; the reader's heads that find events saw all 35 topics in
training, so which mentions are found is no measure here, only which of them are merged. Mentions are those of ours that
stand where gold has one, in the sentences that the corpus' makers checked. The same mentions are merged by their lemma
alone for comparison: all of one lemma in a topic are one event.
"""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple

from bench import Figure, Setup, balance
from bench.chains import Agreement, b_cubed, ceaf_e, conll, muc
from bench.records import as_page, read_pages
from onrecord import Page, Record
from onrecord.story import make_story
from onrecord.story.grouping import find_sketch, group
from onrecord.story.traces import lemmas_of
from onrecord.types import Filed, Span, Version

HELD_BACK = ("5", "12", "18", "24", "33")  # topics that merging was not tuned on
BETTER = 5.0  # points by which the lemma alone is to be beaten


MEASURES = {"MUC": muc, "B-cubed": b_cubed, "CEAFe": ceaf_e}


class Mention(NamedTuple):
    """A place where an event is told, counted in characters that are no blanks: these are a reader's own."""

    document: str
    start: int
    end: int


Chain = frozenset[Mention]
Aligned = Mapping[Mention, tuple[str, frozenset[str]]]
Grouped = Callable[[Mapping[str, Record]], Sequence[Sequence[Filed]]]
Measure = Callable[[Sequence[Chain], Sequence[Chain]], Agreement]


@dataclass(frozen=True, slots=True)
class Topic:
    """The documents of a topic, as pages, and which mentions gold has in one chain."""

    number: str
    pages: tuple[Page, ...]
    gold: Mapping[Mention, str]


def measure(setup: Setup) -> list[Figure]:
    """CoNLL F1 of merging on the topics held back, beside the lemma's."""
    topics = [read_topic(setup.data / "data" / "ecbplus", number) for number in HELD_BACK]
    records = read_pages(setup, (page for topic in topics for page in topic.pages))
    return compare(topics, records, _by_matter)


def compare(topics: Sequence[Topic], records: Mapping[str, Record], grouped: Grouped) -> list[Figure]:
    """The figures of merging inside the groups of articles that `grouped` makes of each topic's."""
    gold, ours, lemma = list[Chain](), list[Chain](), list[Chain]()
    for topic in topics:
        held = {page.id: records[page.id] for page in topic.pages}
        aligned = {name: _aligned(name, record, topic.gold) for name, record in held.items()}
        met = {mention for told in aligned.values() for mention in told}
        gold += _chains({mention: topic.gold[mention] for mention in met})
        ours += _chains(_merged(grouped(held), aligned))
        lemma += _chains(
            {mention: min(lemmas) for told in aligned.values() for mention, (_, lemmas) in told.items()}
        )
    note = f"{sum(map(len, gold))} mentions of {sum(map(len, (topic.gold for topic in topics)))}, {len(gold)} events"
    best, plain = 100 * conll(gold, ours), 100 * conll(gold, lemma)
    return [
        Figure("merging, CoNLL F1", best, note=note),
        Figure("by the lemma alone in a topic, CoNLL F1", plain),
        Figure("better by", best - plain, "points", floor=BETTER),
        *(_figure(name, gold, ours, of) for name, of in MEASURES.items()),
    ]


def _figure(name: str, gold: Sequence[Chain], found: Sequence[Chain], of: Measure) -> Figure:
    agreement = of(gold, found)
    return balance(name, 100 * agreement.precision, 100 * agreement.recall)


def read_topic(folder: Path, number: str) -> Topic:
    """One topic's documents, and the chains of its events in the sentences that the makers checked."""
    checked = _checked(folder)
    pages, gold = list[Page](), dict[Mention, str]()
    for path in sorted((folder / number).glob("*.xml")):
        page, mentions = _read_document(path, checked[path.stem])
        pages.append(page)
        gold.update(mentions)
    return Topic(number, tuple(pages), gold)


def _checked(folder: Path) -> Mapping[str, frozenset[int]]:
    """The sentences of each document that the makers checked."""
    found: dict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf8") as lines:
        for row in csv.DictReader(lines):
            found[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return defaultdict(frozenset, {name: frozenset(numbers) for name, numbers in found.items()})


def _read_document(path: Path, checked: frozenset[int]) -> tuple[Page, dict[Mention, str]]:
    """A document as score.py gives it to a reader (its first line the headline), and its events' chains."""
    root = ET.parse(path).getroot()
    lines: dict[int, list[tuple[str, str]]] = defaultdict(list)
    home: dict[str, int] = {}
    for token in root.iter("token"):
        number, sentence = token.get("t_id") or "", int(token.get("sentence") or 0)
        lines[sentence].append((number, token.text or ""))
        home[number] = sentence
    kept = [lines[n] for n in sorted(lines) if not ("plus" in path.stem and n == 0)]  # there: an address
    text, spans = _written(kept)
    chains = {
        source.get("m_id"): relation.get("note") or f"{path.stem} {relation.get('r_id')}"
        for relation in root.iter()
        if relation.tag.endswith("_COREF")
        for source in relation.iter("source")
    }
    gold = {}
    for markable in root.iter():
        words = [anchor.get("t_id") or "" for anchor in markable.iter("token_anchor")]
        if "ACTION" in markable.tag and words and words[0] in spans and home[words[0]] in checked:
            mention = Mention(path.stem, spans[words[0]].start, spans[words[-1]].end)
            gold[mention] = chains.get(markable.get("m_id"), f"{path.stem} {markable.get('m_id')}")
    headline, _, body = text.partition("\n")
    return as_page(path.stem, body, headline=headline), gold


def _written(lines: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, dict[str, Span]]:
    """The words with blanks between them, a sentence a line, and where each stands, blanks not counted."""
    spans, at = dict[str, Span](), 0
    for number, word in chain.from_iterable(lines):
        if word:
            spans[number] = Span(at, at + len(word))
            at += len(word)
    return "\n".join(" ".join(word for _, word in line if word) for line in lines), spans


def _aligned(
    name: str, record: Record, gold: Mapping[Mention, str]
) -> dict[Mention, tuple[str, frozenset[str]]]:
    """Gold mentions that an event of the record overlaps, with the event and the lemmas of its word there."""
    theirs = [mention for mention in gold if mention.document == name]
    before = [0, *accumulate(not char.isspace() for char in record.article.text)]
    found: dict[Mention, tuple[str, frozenset[str]]] = {}
    for event in record.events:
        for span in (event.trigger, *event.mentions):
            start, end = before[span.start], before[span.end]
            met = [one for one in theirs if start < one.end and one.start < end]
            for mention in met[:1]:
                found.setdefault(mention, (event.id, lemmas_of(record.article[span])))
    return found


def _merged(groups: Sequence[Sequence[Filed]], aligned: Mapping[str, Aligned]) -> dict[Mention, str]:
    """For each mention, the incident it is of in its story; of events that no story shows, each is alone."""
    home = {
        (ref.article, ref.finding): f"{story.id} {incident.id}"
        for story in map(make_story, groups)
        for incident in story.incidents
        for ref in incident.events
    }
    return {
        mention: home.get((name, event), f"{name} {event}")
        for name, told in aligned.items()
        for mention, (event, _) in told.items()
    }


def _chains(homes: Mapping[Mention, str]) -> list[Chain]:
    found: dict[str, set[Mention]] = defaultdict(set)
    for mention, home in homes.items():
        found[home].add(mention)
    return [frozenset(told) for _, told in sorted(found.items())]


def _by_matter(records: Mapping[str, Record]) -> list[list[Filed]]:
    """The articles of each story, as they are grouped by matter."""
    sketches = [replace(find_sketch(record), id=name) for name, record in records.items()]
    return [[file_record(name, records[name]) for name in names] for names in group(sketches)]


def file_record(name: str, record: Record) -> Filed:
    """A record as an article that was seen once."""
    return Filed(name, (Version(1, None, record),))

"""What happened: m2e2, RAMS and WikiEvents with types and arguments; TimeML, ECB+, MEANTIME and others without."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from training.corpora.documents import Document, Layer, Mark, Tie, Writer, head_of
from training.schemes import (
    ANY_EVENT,
    CHANNEL_OF,
    ENTITY_HEADS,
    EVENTS,
    HAPPENED_OR_NOT_YET,
    M2E2_EVENTS,
    NO_EVENT,
    NO_MENTION,
    PRONOUNS,
    ontology_event,
)
from training.splits import fold_of, location_held_out

Guess = Callable[[str, bool], frozenset[str]]  # a trigger's words, and whether it is a verb → what it may be
ARGUMENTS = ("actor", "affected", "place", "instrument", "origin", "destination")
TAG = re.compile(r"(<[^>]+>)")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def read_m2e2(folder: Path, *, without: int | None = None, only: int | None = None) -> Iterator[Document]:
    """VOA's sentences, put together by article; without one fold of five, or that fold alone."""
    articles: dict[str, dict[int, Any]] = defaultdict(dict)
    for name in ("text_only_event.json", "text_multimedia_event.json"):
        for item in json.loads((folder / name).read_text(encoding="utf8")):
            article, number = item["sentence_id"].rsplit("_", 1)
            articles[article][int(number)] = item
    absent = frozenset(EVENTS) - frozenset().union(*M2E2_EVENTS.values()) | NO_EVENT
    for article, sentences in sorted(articles.items()):
        if fold_of(article) == without or (only is not None and fold_of(article) != only):
            continue
        writer, events, heads, ties = Writer(), list[Mark](), list[Mark](), list[Tie]()
        for _, item in sorted(sentences.items()):
            base = len(writer.at)
            for word in item["words"]:
                writer.add(word)
            writer.end_line()
            for entity in item["golden-entity-mentions"]:
                may = frozenset(ENTITY_HEADS.get(entity["entity-type"], {"thing"}))
                heads += _head_mark(writer, base + entity["start"], base + entity["end"], may)
            for event in item["golden-event-mentions"]:
                trigger = writer.span(base + event["trigger"]["start"], base + event["trigger"]["end"] - 1)
                events.append(Mark(*trigger, frozenset(M2E2_EVENTS[event["event_type"]])))
                spans = [
                    (a["role"], writer.span(base + a["start"], base + a["end"] - 1))
                    for a in event["arguments"]
                ]
                ties += _argument_ties(trigger, spans)
        yield Document(
            article,
            writer.text,
            words={"events": Layer(tuple(events), absent), "heads": Layer(tuple(heads), None)},
            ties=tuple(ties),
        )


def read_rams(path: Path) -> Iterator[Document]:
    """RAMS's five-sentence passages: one trigger each, its arguments wherever they stand."""
    for line in path.read_text(encoding="utf8").splitlines():
        item = json.loads(line)
        writer = Writer()
        for sentence in item["sentences"]:
            for token in sentence:
                writer.add(token)
            writer.end_line()
        marks = [
            Mark(*writer.span(a, b), ontology_event(kinds[0][0])) for a, b, kinds in item["evt_triggers"]
        ]
        spans = [
            (re.sub(r"^evt\d+arg\d+", "", role), writer.span(*argument))
            for _, argument, role in item["gold_evt_links"]
        ]
        ties = _argument_ties(writer.span(*item["evt_triggers"][0][:2]), spans)
        yield Document(
            item["doc_key"], writer.text, words={"events": Layer(tuple(marks), None)}, ties=tuple(ties)
        )


def read_wikievents(path: Path) -> Iterator[Document]:
    """WikiEvents' articles: all triggers of KAIROS' types, arguments, entities of its types with pronouns."""
    for line in path.read_text(encoding="utf8").splitlines():
        item = json.loads(line)
        writer = Writer()
        count = [len(sentence) for sentence, _ in item["sentences"]]
        bounds = {sum(count[: n + 1]) for n in range(len(count))}
        for n, token in enumerate(item["tokens"], 1):
            writer.add(token)
            if n in bounds:
                writer.end_line()
        where = {entity["id"]: entity for entity in item["entity_mentions"]}
        heads = [
            mark
            for entity in where.values()
            if entity["entity_type"] in ENTITY_HEADS
            for mark in _head_mark(
                writer, entity["start"], entity["end"], frozenset(ENTITY_HEADS[entity["entity_type"]])
            )
        ]
        events, ties = list[Mark](), list[Tie]()
        for event in item["event_mentions"]:
            trigger = writer.span(event["trigger"]["start"], event["trigger"]["end"] - 1)
            events.append(Mark(*trigger, ontology_event(event["event_type"])))
            spans = [
                (argument["role"], writer.span(entity["start"], entity["end"] - 1))
                for argument in event["arguments"]
                if (entity := where.get(argument["entity_id"]))
            ]
            ties += _argument_ties(trigger, spans)
        yield Document(
            item["doc_id"],
            writer.text,
            words={"events": Layer(tuple(events), NO_EVENT), "heads": Layer(tuple(heads), NO_MENTION)},
            ties=tuple(ties),
        )


def read_timeml(folder: Path, guess: Guess) -> Iterator[Document]:
    """TimeBank's and AQUAINT's events, types guessed by the lexicon; polarity, modals and hypothetical contexts."""
    for path in sorted(folder.rglob("*.tml")):
        raw = path.read_text(encoding="utf8")
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
        if not body:
            continue
        instances = {
            found["eventID"]: found
            for tag in re.findall(r"<MAKEINSTANCE[^>]*>", raw)
            if (found := dict(ATTRIBUTE.findall(tag))).get("eventID")
        }
        unreal = {
            found["subordinatedEventInstance"]: found["relType"]
            for tag in re.findall(r"<SLINK[^>]*>", raw)
            if "subordinatedEventInstance" in (found := dict(ATTRIBUTE.findall(tag)))
        }
        text, events, told = "", list[Mark](), list[Mark]()
        opened: tuple[int, dict[str, str]] | None = None
        for piece in TAG.split(body.group(1)):
            if piece.startswith("<EVENT"):
                opened = len(text), dict(ATTRIBUTE.findall(piece))
            elif piece == "</EVENT>" and opened:
                start, facts = opened
                instance = instances.get(facts.get("eid", ""), {})
                words, verb = text[start:], instance.get("pos") == "VERB"
                events.append(
                    Mark(start, len(text), _timeml_type(facts.get("class", ""), words, verb, guess))
                )
                told.append(
                    Mark(start, len(text), _timeml_modality(instance, unreal.get(instance.get("eiid", ""))))
                )
                opened = None
            elif not piece.startswith("<"):
                text += unescape(piece)
        yield Document(
            path.stem,
            text,
            words={"events": Layer(tuple(events), frozenset({"O"})), "modality": Layer(tuple(told), None)},
        )


def read_ecb(folder: Path, guess: Guess) -> Iterator[Document]:
    """ECB+'s articles: events and those who take part in them, in the sentences that were annotated."""
    for path in sorted(folder.rglob("*.xml")):
        root, writer, marked = _read_cat(path)
        events, told, heads = list[Mark](), list[Mark](), list[Mark]()
        for mention, at in marked:
            kind, span = mention.tag, writer.span(at[0], at[-1])
            if "ACTION" in kind:
                words = writer.text[slice(*span)]
                plain = any(part in kind for part in ("REPORTING", "PERCEPTION", "ASPECTUAL", "STATE"))
                events.append(Mark(*span, frozenset({"other"}) if plain else guess(words, False)))
                told.append(
                    Mark(*span, frozenset({"negated"}) if kind.startswith("NEG") else HAPPENED_OR_NOT_YET)
                )
            elif kind in ENTITY_HEADS:
                heads += _head_mark(writer, at[0], at[-1] + 1, frozenset(ENTITY_HEADS[kind]))
        yield Document(
            path.stem,
            writer.text,
            words={
                "events": Layer(tuple(events), frozenset({"O"}), _noted(root, writer, marked)),
                "modality": Layer(tuple(told), None),
                "heads": Layer(tuple(heads), None),
            },
        )


def read_meantime(folder: Path, guess: Guess) -> Iterator[Document]:
    """MEANTIME's articles (their annotated beginnings): events with factuality, and PropBank's first arguments."""
    for path in sorted(folder.glob("*.xml")):
        root, writer, marked = _read_cat(path)
        where, events, told = dict[str, tuple[int, int]](), list[Mark](), list[Mark]()
        for mention, at in marked:
            span = writer.span(at[0], at[-1])
            where[mention.get("m_id") or ""] = span
            if mention.tag == "EVENT_MENTION":
                words = writer.text[slice(*span)]
                events.append(Mark(*span, guess(words, mention.get("pos") == "VERB")))
                told.append(Mark(*span, meantime_modality(mention.attrib)))
        ties: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        channels = {"Arg0": "actor", "Arg1": "affected", "Argm-LOC": "place"}
        for relation in root.iter("HAS_PARTICIPANT"):
            source, target = (_first(relation, name) for name in ("source", "target"))
            if source in where and target in where and relation.get("sem_role") in channels:
                ties[source, channels[relation.get("sem_role") or ""]].append(where[target])
        yield Document(
            path.stem,
            writer.text,
            words={
                "events": Layer(tuple(events), frozenset({"O"}), _noted(root, writer, marked)),
                "modality": Layer(tuple(told), None),
            },
            ties=tuple(
                Tie(channel, where[source], tuple(spans)) for (source, channel), spans in ties.items()
            ),
        )


def read_event_locations(path: Path) -> Iterator[Document]:
    """Sentences with one verb and the place where it happens, if any is told; our own kept-out fifth left out."""
    seen = set[str]()
    for line in path.read_text(encoding="utf8").splitlines():
        item = json.loads(line)
        text, marked = item["text"], located_spans(item)
        verbs = [span for label, span in marked if label == "VERB"]
        if text in seen or location_held_out(text) or len(verbs) != 1:
            continue
        seen.add(text)
        places = tuple(span for label, span in marked if label == "LOCATION")
        yield Document(f"place-{len(seen)}", text, ties=(Tie("place", verbs[0], places),))


def located_spans(item: dict[str, Any]) -> list[tuple[str, tuple[int, int]]]:
    """The label and the characters of each span of a sentence of event-location.

    Of one place in seven the corpus gives the number of its word where its first character should stand; what it calls
    the number of the word is right, but for two spans that end beyond their sentence.
    """
    tokens = {token["id"]: (token["start"], token["end"]) for token in item["tokens"]}
    found = []
    for span in item["spans"]:
        first = tokens[span["token_start"]]
        found.append((span["label"], (first[0], tokens.get(span["token_end"], first)[1])))
    return found


def read_re3d(folder: Path) -> Iterator[Document]:
    """Reports on Syria and Iraq: who and what is named or described in them."""
    for documents in sorted(folder.glob("*/documents.json")):
        entities: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for item in _lines(documents.with_name("entities.json")):
            entities[item["documentId"]].append(item)
        for item in _lines(documents):
            text = item["text"]
            marks = [
                Mark(start, end, frozenset(ENTITY_HEADS[entity["type"]]))
                for entity in entities[item["_id"]]
                if entity["type"] in ENTITY_HEADS
                for start, end in _text_head(text, entity["begin"], entity["end"])
            ]
            yield Document(
                item["_id"], text, words={"heads": Layer((*marks, *_pronouns(text, marks)), NO_MENTION)}
            )


def meantime_modality(facts: dict[str, str]) -> frozenset[str]:
    """What MEANTIME's certainty, polarity and time make an event."""
    if facts.get("polarity") == "NEG":
        return frozenset({"negated"})
    if facts.get("certainty") in ("POSSIBLE", "PROBABLE"):
        return frozenset({"possible"})
    if facts.get("time") == "FUTURE":
        return frozenset({"planned", "possible"})
    return frozenset({"asserted"}) if facts.get("certainty") == "CERTAIN" else HAPPENED_OR_NOT_YET


def _read_cat(path: Path) -> tuple[ET.Element, Writer, list[tuple[ET.Element, list[int]]]]:
    """A file of the annotation tool CAT: its tree, its text, and each mention with the tokens it stands on."""
    root = ET.parse(path).getroot()
    tokens = list(root.iter("token"))
    writer, sentence = Writer(), None
    for token in tokens:
        if sentence is not None and token.get("sentence") != sentence:
            writer.end_line()
        sentence = token.get("sentence")
        writer.add(token.text or "-")
    number = {token.get("t_id"): n for n, token in enumerate(tokens)}
    marked = []
    for mention in root.find("Markables") or ():
        at = sorted(number[a.get("t_id")] for a in mention.iter("token_anchor") if a.get("t_id") in number)
        if at:
            marked.append((mention, at))
    return root, writer, marked


def _noted(
    root: ET.Element, writer: Writer, marked: list[tuple[ET.Element, list[int]]]
) -> tuple[tuple[int, int], ...]:
    """The sentences that were annotated: those with a mention."""
    sentences = [token.get("sentence") or "" for token in root.iter("token")]
    lines: dict[str, list[int]] = defaultdict(list)
    for n, sentence in enumerate(sentences):
        lines[sentence].append(n)
    noted = sorted({sentences[at[0]] for _, at in marked})
    return tuple(writer.span(lines[name][0], lines[name][-1]) for name in noted)


def _argument_ties(trigger: tuple[int, int], arguments: Iterable[tuple[str, tuple[int, int]]]) -> list[Tie]:
    board: dict[str, list[tuple[int, int]]] = {channel: [] for channel in ARGUMENTS}
    for role, span in arguments:
        channel = CHANNEL_OF.get(role.lower())
        if channel:
            board[channel].append(span)
    return [Tie(channel, trigger, tuple(spans)) for channel, spans in board.items()]


def _head_mark(writer: Writer, first: int, end: int, may: frozenset[str]) -> list[Mark]:
    tokens = [writer.text[slice(*writer.at[n])] for n in range(first, min(end, len(writer.at)))]
    return [Mark(*writer.at[first + head_of(tokens)], may)] if tokens else []


def _text_head(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = [
        (start + found.start(), start + found.end()) for found in re.finditer(r"\w+|[^\w\s]", text[start:end])
    ]
    return [words[head_of([text[a:b] for a, b in words])]] if words else []


def _pronouns(text: str, marks: list[Mark]) -> list[Mark]:
    """Pronouns that a corpus does not annotate: nothing is said of them."""
    taken = {mark.start for mark in marks}
    return [
        Mark(found.start(), found.end(), frozenset({"O", "person", "organisation", "place", "thing"}))
        for found in re.finditer(r"\w+", text)
        if found.group().lower() in PRONOUNS and found.start() not in taken
    ]


def _timeml_type(kind: str, words: str, verb: bool, guess: Guess) -> frozenset[str]:
    if kind in ("OCCURRENCE", "I_ACTION"):
        return guess(words, verb)
    return frozenset({"other"}) if kind in ("REPORTING", "PERCEPTION", "ASPECTUAL") else NO_EVENT


def _timeml_modality(instance: dict[str, str], unreal: str | None) -> frozenset[str]:
    if instance.get("polarity") == "NEG" or unreal in ("NEG_EVIDENTIAL", "COUNTER_FACTIVE"):
        return frozenset({"negated"})
    modal = instance.get("modality", "").lower()
    if modal in ("would", "could", "may", "might", "can"):
        return frozenset({"possible", "planned"})
    if instance.get("tense") == "FUTURE":
        return frozenset({"planned", "possible"})
    if unreal in ("MODAL", "CONDITIONAL"):
        return frozenset({"planned", "possible"})
    return frozenset({"asserted"}) if modal in ("", "none") else HAPPENED_OR_NOT_YET


def _first(relation: ET.Element, name: str) -> str:
    found = relation.find(name)
    return (found.get("m_id") or "") if found is not None else ""


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf8").splitlines():
        if line.strip():
            yield json.loads(line)


def lexicon_guess(senses: Callable[[str], Iterable[tuple[str, str]]]) -> Guess:
    """What a trigger may be, by the lexicon's (type, weight) for its words: sure ones alone decide."""

    def guess(words: str, verb: bool) -> frozenset[str]:
        found = list(senses(words))
        sure = {kind for kind, weight in found if weight == "sure"}
        if sure:
            return frozenset(sure)
        return frozenset({"other", *(kind for kind, _ in found)}) if found else ANY_EVENT

    return guess

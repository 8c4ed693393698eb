"""Our records of the three worked examples beside what careful readers wrote down: statements, events, people.

How the readers' own judges match is not known, so each is matched by two rules. A statement is found, leniently, if a
cue of ours in its sentence shares a word with its cue, and the sources share a word or are both missing; strictly, if
half of the characters of both contents are shared too. An event is found, leniently, if a mention of ours stands on one
of its words (trigger or "also"); strictly, if that is the trigger itself, and the type is of the same family. One of
ours for one of theirs; events marked optional are neither missed nor too many. What is right is counted among those
found leniently. Three articles are few: a figure moves by some points with one event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bench import Figure, Setup, share, tally
from bench.records import as_page, read_pages
from bench.victims import same_name
from onrecord import Page
from onrecord.types import Argument, EntityType, Event, EventType, MentionKind, Record, Role, Span, Statement

FLOORS = {
    "statements": 75.0, "act": 80.0, "kind": 80.0,
    "events": 50.0, "type": 75.0, "status": 65.0, "actor": 65.0, "victim": 65.0,
}  # fmt: skip
E = EventType
FAMILIES = (
    {E.ASSAULT, E.DEATH, E.INJURY, E.DAMAGE, E.ABDUCTION, E.DISPLACEMENT, E.DISASTER, E.ACCIDENT},
    {E.COERCE, E.TRIAL, E.SANCTION, E.RESIGN, E.APPOINT},
    {E.AGREE, E.CONSULT, E.SUPPORT, E.COOPERATE, E.AID, E.CONCEDE},
    {E.REQUEST, E.ACCUSE, E.REJECT, E.THREATEN, E.PROTEST},
    {E.MOBILIZE, E.MOVE, E.RETREAT},
)
_SENTENCE = re.compile(r"\[(?P<number>H|\d+)\] ?(?P<text>.*)")
_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "his", "her", "its", "their", "s"]
)
Gold = dict[str, Any]
Ours = TypeVar("Ours")


@dataclass(frozen=True, slots=True)
class Example:
    """An article, where its numbered sentences stand in the text, and what readers wrote down."""

    page: Page
    text: str  # as the article will have it
    sentences: dict[str, Span]
    gold: Gold


@dataclass(slots=True)
class Count:
    """Right, found and gold, added up over the examples."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """One article more."""
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold


@dataclass(slots=True)
class Board:
    """All the counts, by name."""

    counts: dict[str, Count] = field(default_factory=dict)

    def add(self, name: str, right: int, found: int, gold: int) -> None:
        """One article more for one name."""
        self.counts.setdefault(name, Count()).add(right, found, gold)

    def ask(self, name: str, answers: Iterable[bool]) -> None:
        """Questions that are answered right or wrong."""
        told = list(answers)
        self.add(name, sum(told), len(told), len(told))


def measure(setup: Setup) -> list[Figure]:
    """F1 of statements, events and people, and what is right of those found."""
    examples = {
        path.stem: read_example(path) for path in sorted((setup.data / "data/worked-examples").glob("*.json"))
    }
    records = read_pages(setup, (example.page for example in examples.values()))
    board = Board()
    for name, example in examples.items():
        _tell_statements(board, example, records[name])
        _tell_events(board, example, records[name])
        _tell_people(board, example, records[name])
    counts = board.counts
    return [
        _f1(counts, "statements", floor="statements"),
        _f1(counts, "statements, strictly"),
        *(
            _of_found(counts, f"statements: {name} right", name)
            for name in ("act", "kind", "form", "nesting")
        ),
        _f1(counts, "events", floor="events"),
        _f1(counts, "events, strictly"),
        *(
            _of_found(counts, f"events: {name} right", name)
            for name in ("type", "status", "actor", "victim", "modality", "counts")
        ),
        _f1(counts, "people"),
        _of_found(counts, "people: roles found", "roles"),
    ]


def read_example(path: Path) -> Example:
    """The article with its headline apart, its sentences a line each."""
    lines = path.with_suffix(".txt").read_text(encoding="utf8").splitlines()
    facts = dict(line.split(": ", 1) for line in lines if re.match(r"(?:outlet|published): ", line))
    told = {match["number"]: match["text"] for line in lines if (match := _SENTENCE.match(line))}
    headline = told.pop("H")
    text, sentences = headline + "\n\n", {"H": Span(0, len(headline))}
    for number, words in told.items():
        if words == headline:  # the article says it again: it is the same line
            sentences[number] = sentences["H"]
        elif words:
            sentences[number] = Span(len(text), len(text) + len(words))
            text += words + "\n"
    body = text[len(headline) :].strip()
    page = as_page(path.stem, body, headline=headline, published=facts.get("published"))
    return Example(page, text.strip(), sentences, json.loads(path.read_text(encoding="utf8")))


def match_statements(
    example: Example, record: Record, *, strict: bool = False
) -> list[tuple[Statement, Gold]]:
    """Which of our statements is which of theirs, each at most once."""
    return _pairs(
        record.statements,
        example.gold["statements"],
        lambda ours, theirs: _statement_fits(example, record, ours, theirs, strict=strict),
    )


def match_events(example: Example, record: Record, *, strict: bool = False) -> list[tuple[Event, Gold]]:
    """Which of our events is which of theirs, each at most once, the same type first."""
    return _pairs(
        record.events,
        example.gold["events"],
        lambda ours, theirs: _event_fits(example, ours, theirs, strict=strict),
    )


def _pairs(
    ours: Sequence[Ours], theirs: Sequence[Gold], fit: Callable[[Ours, Gold], float]
) -> list[tuple[Ours, Gold]]:
    """The best fits first; 0 is none."""
    fits = [(fit(one, other), n, m) for n, one in enumerate(ours) for m, other in enumerate(theirs)]
    pairs: list[tuple[int, int]] = []
    for value, n, m in sorted(fits, key=lambda fit: (-fit[0], fit[1:])):
        if value > 0 and not any(n == a or m == b for a, b in pairs):
            pairs.append((n, m))
    return [(ours[n], theirs[m]) for n, m in sorted(pairs)]


def _statement_fits(
    example: Example, record: Record, ours: Statement, theirs: Gold, *, strict: bool
) -> float:
    article, home = record.article, example.sentences[str(theirs["sent"])]
    source = article[ours.source.span] if ours.source else ""
    if not ours.cue.overlaps(home) or not _words(article[ours.cue]) & _words(theirs["cue"]):
        return 0.0
    if not (_words(source) & _words(theirs["source"] or "") or not (source or theirs["source"])):
        return 0.0
    mine = {n for span in ours.content for n in range(span.start, span.end)}
    gold = _gold_content(example, article.text, theirs)
    shared = 2 * len(mine & gold) / (len(mine) + len(gold)) if mine or gold else 0.0
    return 0.0 if strict and shared < 0.5 else 1.0 + shared


def _gold_content(example: Example, text: str, theirs: Gold) -> set[int]:
    here = theirs["sent"]
    start = _locate(
        text, example.sentences[str(theirs.get("content_start_sent", here))], theirs["content_start"]
    )
    end = _locate(text, example.sentences[str(theirs.get("content_end_sent", here))], theirs["content_end"])
    return set(range(start.start, end.end)) if start and end else set()


def _event_fits(example: Example, ours: Event, theirs: Gold, *, strict: bool) -> float:
    spans = gold_mentions(example, theirs)
    mentions = (ours.trigger, *ours.mentions)
    hits = sum(any(mention.overlaps(span) for mention in mentions) for span in spans)
    first = bool(spans) and any(mention.overlaps(spans[0]) for mention in mentions)
    same = ours.type == theirs["type"]
    kin = any({ours.type, EventType(theirs["type"])} <= family for family in FAMILIES)
    if not hits or (strict and not (first and kin)):
        return 0.0
    return float(4 * same + 2 * kin + first + hits / (1 + len(spans)))


def gold_mentions(example: Example, theirs: Gold) -> list[Span]:
    """Where the words of a gold event stand, its trigger first."""
    text = example.text
    told = [(theirs["sent"], theirs["trigger"]), *theirs["also"]]
    found = (_locate(text, example.sentences[str(number)], words) for number, words in told)
    return [span for span in found if span]


def _locate(text: str, home: Span, words: str) -> Span | None:
    """Where words stand in a sentence, however they are capitalised; as a word, not in the middle of one."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    match = pattern.search(text, home.start, home.end)
    return Span(*match.span()) if match else None


def _tell_statements(board: Board, example: Example, record: Record) -> None:
    gold, pairs = example.gold["statements"], match_statements(example, record)
    strict = match_statements(example, record, strict=True)
    board.add("statements", len(pairs), len(record.statements), len(gold))
    board.add("statements, strictly", len(strict), len(record.statements), len(gold))
    board.ask("act", (ours.act == theirs["act"] for ours, theirs in pairs))
    kinds = ((str(ours.source.kind) if ours.source else "unknown", theirs["kind"]) for ours, theirs in pairs)
    board.ask("kind", (ours == theirs for ours, theirs in kinds))
    board.ask("form", (ours.form == theirs["form"] for ours, theirs in pairs))
    board.ask("nesting", ((ours.parent is not None) == theirs["nested"] for ours, theirs in pairs))


def _tell_events(board: Board, example: Example, record: Record) -> None:
    gold, pairs = example.gold["events"], match_events(example, record)
    for name, matched in (
        ("events", pairs),
        ("events, strictly", match_events(example, record, strict=True)),
    ):
        optional = [theirs for _, theirs in matched if theirs.get("optional")]
        needed = sum(not theirs.get("optional") for theirs in gold)
        board.add(name, len(matched) - len(optional), len(record.events) - len(optional), needed)
    board.ask("type", (ours.type == theirs["type"] for ours, theirs in pairs))
    board.ask(
        "status", (ours.status in (theirs["status"], theirs.get("status_also")) for ours, theirs in pairs)
    )
    board.ask("actor", (_is_role_right(record, ours, Role.ACTOR, theirs["actor"]) for ours, theirs in pairs))
    board.ask(
        "victim", (_is_role_right(record, ours, Role.VICTIM, theirs["victim"]) for ours, theirs in pairs)
    )
    board.ask("modality", (ours.modality == theirs["modality"] for ours, theirs in pairs))
    board.ask("counts", (_are_counts_right(ours, theirs) for ours, theirs in pairs if theirs["counts"]))


def _is_role_right(record: Record, ours: Event, role: Role, wanted: Sequence[str]) -> bool:
    """Whether somebody wanted is there, or nobody is where nobody is wanted."""
    told = [argument for argument in ours.arguments if argument.role is role]
    if not wanted or not told:
        return not wanted and not told
    return any(
        _words(words) & _words(name)
        for argument in told
        for words in _known_as(record, argument)
        for name in wanted
    )


def _known_as(record: Record, argument: Argument) -> Iterator[str]:
    yield record.article[argument.span]
    for entity in record.entities:
        if entity.id == argument.entity:
            yield from (entity.name, *entity.aliases)


def _are_counts_right(ours: Event, theirs: Gold) -> bool:
    told = {(count.low, count.best, count.high) for count in ours.counts}
    return all((count["low"], count["best"], count["high"]) in told for count in theirs["counts"])


def _tell_people(board: Board, example: Example, record: Record) -> None:
    ours = [
        entity
        for entity in record.entities
        if entity.type is EntityType.PERSON and any(m.kind is MentionKind.NAME for m in entity.mentions)
    ]
    pairs = _pairs(ours, example.gold["people"], lambda one, other: float(same_name(one.name, other["name"])))
    board.add("people", len(pairs), len(ours), len(example.gold["people"]))
    for entity, theirs in pairs:
        told = [_words(record.article[role.span]) | _words(role.title) for role in entity.roles]
        board.ask("roles", (any(_words(wanted) & words for words in told) for wanted in theirs["roles"]))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _SMALL


def _f1(counts: dict[str, Count], name: str, *, floor: str = "") -> Figure:
    count = counts[name]
    return tally(name, count.right, count.found, count.gold, floor=FLOORS.get(floor))


def _of_found(counts: dict[str, Count], name: str, key: str) -> Figure:
    count = counts.get(key, Count())
    return share(name, count.right, count.found, floor=FLOORS.get(key))

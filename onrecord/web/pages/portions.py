"""An article in portions: paragraphs with what is found in them marked, told beside them, and counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from onrecord.cells import on_one_line
from onrecord.types import (
    Act,
    Article,
    Event,
    Form,
    Record,
    Span,
    Statement,
)
from onrecord.views.annotated import Layer, find_layers, render_block
from onrecord.views.blocks import Block, find_blocks
from onrecord.views.events import Told, tell_events
from onrecord.views.marks import (
    act_beside,
    find_event_marks,
    find_marks,
    in_order,
)

MARKED = 600  # findings marked in one paragraph: what overlaps costs their square
NOTED = 300  # notes beside one paragraph
PORTION = 150_000  # of characters, and of marks at MARK characters each, on one page
MARK = 300
FORMS = {Form.DIRECT: "word for word", Form.MIXED: "partly word for word"}
CITED = "cited"


@dataclass(frozen=True, slots=True)
class Note:
    """A statement as it is told beside its paragraph."""

    number: int
    id: str
    depth: int
    who: str
    marks: tuple[str, ...]
    cue: str
    act: str | None
    form: str | None
    content: bool
    within: int | None
    medium: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is told below the text and labelled beside its paragraph."""

    number: int
    told: Told
    marks: tuple[str, ...]

    @property
    def event(self) -> Event:
        return self.told.event


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with what is found in it."""

    block: Block
    words: Markup
    notes: tuple[Note, ...]
    entries: tuple[Entry, ...]
    more: int = 0  # findings that are not shown beside or in it


@dataclass(frozen=True, slots=True)
class Portion:
    """As much of an article as one page shows."""

    rows: tuple[Row, ...]
    part: int  # from 1
    parts: int


def make_portion(record: Record, cited: Span | None, part: str | None) -> Portion:
    """The part of the article that is asked for: by number, else where the cited words stand, else the first."""
    blocks = find_blocks(record.article)
    layers = _by_block(record, blocks, cited)
    bounds = _bounds(blocks, layers)
    number = int(part) if part and part.isdecimal() and 1 <= int(part) <= len(bounds) else None
    if number is None:
        starts = [blocks[first].span.start for first, _ in bounds]
        number = max(1, bisect_right(starts, cited.start)) if cited and starts else 1
    first, end = bounds[number - 1] if bounds else (0, 0)
    rows = tuple(_rows(record, blocks, layers, range(first, end)))
    return Portion(rows, number, max(1, len(bounds)))


def _bounds(blocks: tuple[Block, ...], layers: list[list[Layer]]) -> list[tuple[int, int]]:
    """From which block to which each part goes."""
    bounds, first, size = [], 0, 0
    for place, (block, inside) in enumerate(zip(blocks, layers, strict=True)):
        size += len(block.span) + MARK * min(len(inside), MARKED)
        if size > PORTION:
            bounds.append((first, place + 1))
            first, size = place + 1, 0
    return [*bounds, (first, len(blocks))] if first < len(blocks) else bounds


def _rows(
    record: Record, blocks: tuple[Block, ...], layers: list[list[Layer]], shown: range
) -> Iterator[Row]:
    starts = [block.span.start for block in blocks]
    notes: dict[int, list[Note]] = {}
    cues = {statement.id: statement.cue.start for statement in record.statements}
    for note in find_notes(record):
        notes.setdefault(max(0, bisect_right(starts, cues[note.id]) - 1), []).append(note)
    entries = find_entries(record)
    for place in shown:
        block, inside, beside = blocks[place], layers[place], notes.get(place, [])
        triggers = sorted(
            (layer for layer in inside if layer.kind == "trigger"), key=lambda layer: layer.span
        )
        here = tuple(dict.fromkeys(entries[layer.event - 1] for layer in triggers))
        yield Row(
            block,
            render_block(record.article, block.span, _most(inside), ""),
            tuple(beside[:NOTED]),
            here[:NOTED],
            max(0, len(beside) - NOTED) + max(0, len(here) - NOTED),
        )


def _most(layers: list[Layer]) -> list[Layer]:
    """The layers that are marked: what is cited always, then statements and events before names."""
    if len(layers) <= MARKED:
        return layers
    order = (CITED, "source", "cue", "content", "trigger", "quote", "part")
    rank = {kind: place for place, kind in enumerate(order)}
    return sorted(layers, key=lambda layer: rank.get(layer.kind, len(order)))[:MARKED]


def _by_block(record: Record, blocks: tuple[Block, ...], cited: Span | None) -> list[list[Layer]]:
    """The layers that overlap each block; only the first block of a layer has its anchor."""
    starts = [block.span.start for block in blocks]
    found: list[list[Layer]] = [[] for _ in blocks]
    cite = (Layer(cited, CITED, anchor="at", title="the words you came for"),) if cited else ()
    for layer in (*cite, *find_layers(record)):
        first = max(0, bisect_right(starts, layer.span.start) - 1)
        anchor = layer.anchor
        for number in range(first, bisect_right(starts, layer.span.end - 1)):
            if blocks[number].span.overlaps(layer.span):
                found[number].append(layer if anchor == layer.anchor else replace(layer, anchor=anchor))
                anchor = ""
    return found


def find_notes(record: Record) -> Iterator[Note]:
    """The statements as they are told beside the text, in its order."""
    told = in_order(record.statements)
    numbers = {statement.id: number for number, (statement, _) in enumerate(told, 1)}
    for statement, depth in told:
        yield _note(record.article, statement, depth, numbers)


def _note(article: Article, statement: Statement, depth: int, numbers: dict[str, int]) -> Note:
    cue = on_one_line(article[statement.cue])
    return Note(
        number=numbers[statement.id],
        id=statement.id,
        depth=min(depth, 2),
        who=on_one_line(article[statement.source.span]) if statement.source else "",
        marks=find_marks(article, statement),
        cue=cue,
        act=act_beside(cue, statement.act),
        form=FORMS.get(statement.form) if statement.content else None,
        content=bool(statement.content) or statement.act is Act.WITHHOLD,
        within=numbers.get(statement.parent or ""),
        medium=on_one_line(article[statement.medium]) if statement.medium else None,
        day=statement.date,
    )


def find_entries(record: Record) -> tuple[Entry, ...]:
    """The events as they are told below the text, in its order."""
    return tuple(
        Entry(number, told, find_event_marks(told.event))
        for number, told in enumerate(tell_events(record), 1)
    )

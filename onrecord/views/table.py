"""The events of a record as a table for reading, as wide as there is room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from onrecord.types import Record
from onrecord.views.events import Told, tell_events
from onrecord.views.marks import HEADLINE_ONLY, find_event_marks
from onrecord.views.terminal import MARK, QUIET, STATUS_STYLES, render_entries, render_notes

WIDE = 120  # columns from which each thing has a column of its own; below, what belongs together shares one
NARROW = 64  # columns below which no table can be read: entries one below the other
WIDEST = 170  # columns; wider tables are hard to read along
# heading, share of the room
APART = (
    *(("What", 4), ("Who", 4), ("Whom", 4), ("Where", 4)),
    *(("When", 3), ("How many", 4), ("Status", 4), ("On whose word", 5)),
)
SHARED = (("What", 4), ("Who → whom", 5), ("Where, when", 4), ("How many", 4), ("Status, on whose word", 5))


def render_table(record: Record) -> RenderableType:
    """What rich prints: one row an event, cells wrapped; of no event, a line that says so."""
    return _Events(record)


@dataclass(frozen=True, slots=True)
class _Events:
    record: Record

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield render_notes(self.record)
        events = tell_events(self.record)
        if not events:
            yield Text("No events.")
            return
        if options.max_width < NARROW:
            yield render_entries(self.record)
            return
        for line in console.render_lines(_table(events, min(options.max_width, WIDEST)), options):
            yield from _without_blanks(line)
            yield Segment.line()


def _table(events: tuple[Told, ...], width: int) -> Table:
    wide = width >= WIDE
    table = Table(
        width=width, box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), leading=1, header_style="bold"
    )
    for heading, share in APART if wide else SHARED:
        table.add_column(heading, ratio=share, overflow="fold")
    for told in events:
        table.add_row(*(_cells(told) if wide else _shared_cells(told)))
    return table


def _without_blanks(line: list[Segment]) -> list[Segment]:
    """The line without the blanks it ends in, which only pad out its last cells."""
    kept = list(line)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return [*kept[:-1], Segment(kept[-1].text.rstrip(), kept[-1].style)] if kept else []


def _cells(told: Told) -> tuple[Text, ...]:
    lists = (told.who, told.whom, told.where, (told.when,), dict.fromkeys(told.counts))
    return (_what(told), *map(_lines, lists), _status(told), _word(told))


def _shared_cells(told: Told) -> tuple[Text, ...]:
    where_and_when = _lines(filter(None, (*told.where, told.when)))
    status = _status(told).append("\n").append_text(_word(told))
    return (_what(told), Text(told.sides), where_and_when, _lines(dict.fromkeys(told.counts)), status)


def _lines(words: Iterable[str]) -> Text:
    return Text("\n".join(words))


def _what(told: Told) -> Text:
    """The words, the type, what is told besides; and whether it has happened at all."""
    what = Text.assemble((told.words, "bold"), "\n", (told.kind, QUIET))
    for words in told.further:
        what.append(f"\n{words}")
    for mark in find_event_marks(told.event):
        if mark != HEADLINE_ONLY:  # stands with the sources
            what.append(f"\n[{mark}]", style=MARK)
    return what


def _status(told: Told) -> Text:
    return Text(told.event.status.value, style=STATUS_STYLES[told.event.status])


def _word(told: Told) -> Text:
    """Who is on record for it; said aloud where that is the headline only."""
    only = Text(f"only the {told.only} says this\n", style="bold red") if told.only else Text()
    return only.append_text(_lines(told.sources))

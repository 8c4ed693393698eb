"""A record for the terminal: the facts of the article, what happened, who says what, then names, times and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from onrecord.cells import on_one_line
from onrecord.types import Act, Article, Entity, Event, Record, Span, Statement, Status
from onrecord.views.events import NOBODY, Told, tell_events
from onrecord.views.marks import (
    BASES,
    HEADLINE_ONLY,
    act_beside,
    find_event_marks,
    find_legend,
    find_marks,
    find_statuses,
    in_order,
)
from onrecord.views.people import Fact, has_line, list_entities, tell_entities

WIDEST = 100  # columns; longer lines are hard to read
LEGEND = 15  # columns of the gutter below the statements
STATUS_WIDTH = max(len(status) for status in Status) + 1
DEEPEST = 6  # levels of nesting that are still indented further

SOURCE, CUE, QUOTE, MARK, QUIET, TITLE = "bold", "cyan", "italic green", "yellow", "dim", "bold underline"
LOUD_MARKS = {
    "withheld": "bold red",
    "did not": "bold red",
    "retracted": "bold red",
    "unnamed": "bold yellow",
}
STATUS_STYLES = {
    Status.CONFIRMED: "bold green",
    Status.CORROBORATED: "green",
    Status.REPORTED: "bold",
    Status.CLAIMED: "yellow",
    Status.DISPUTED: "bold red",
    Status.DENIED: "red",
    Status.RETRACTED: "red",
    Status.UNCLEAR: "magenta",
}
LEFT_MARKS, RIGHT_MARKS = "\"“„«‹‘'", "\"”“»›’'"

PARTICIPLE = re.compile(
    r"(?:\w+ly )?(?:said|told|thought|known|\w+ed)$", re.IGNORECASE
)  # "said" · "to be ill"


def render_terminal(record: Record) -> RenderableType:
    """What rich prints of a record; text from the page is shown as text, never as markup or control codes."""
    lines: list[RenderableType] = [*_facts(record), Text()]
    lines += [*_notes(record), Text(), *_events(record), Text(), *_statements(record)]
    lines += [Text(), *_names(record), *_times(record), *_places(record)]
    return Group(*_without_gaps(lines))


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A text behind a gutter: wrapped lines stand under the first word, not under the gutter."""

    gutter: Text
    body: Text
    width: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = max(20, min(options.max_width, WIDEST) - self.width)
        for number, line in enumerate(self.body.wrap(console, room)):
            first = self.gutter if number == 0 else Text()
            whole = Text.assemble(first, " " * (self.width - first.cell_len), line)
            whole.rstrip()
            yield whole


def _quiet(words: str) -> Text:
    return Text(words, style=QUIET)


def _joined(parts: list[Text], between: str = " · ") -> Text:
    joined = Text()
    for number, part in enumerate(parts):
        joined.append(between if number else "", style=QUIET).append_text(part)
    return joined


def _without_gaps(lines: list[RenderableType]) -> Iterator[RenderableType]:
    """The lines with no two empty ones together and none at the end."""
    waiting = False
    for line in lines:
        empty = isinstance(line, Text) and not line
        if not empty:
            if waiting:
                yield Text()
            yield line
        waiting = empty


# ---- The article -----------------------------------------------------------------------------------------


def _facts(record: Record) -> Iterator[RenderableType]:
    article = record.article
    title = on_one_line(article[article.headline]) if article.headline else on_one_line(article.id)
    yield _Hanging(Text(), Text(title or "(no headline)", style="bold"), 0)
    if article.deck:
        yield _Hanging(Text(), Text(on_one_line(article[article.deck]), style="italic"), 0)
    yield _Hanging(Text(), _joined([Text(fact) for fact in _known(article)]), 0)
    if article.url:
        yield _Hanging(Text(), _quiet(on_one_line(article.url)), 0)


def _known(article: Article) -> Iterator[str]:
    if article.outlet:
        yield on_one_line(article.outlet)
    if article.byline:
        yield on_one_line(article.byline.text)
    if article.published:
        yield f"{on_one_line(article.published.value)} ({BASES[article.published.basis]})"
    else:
        yield "no date found"
    yield f"language {on_one_line(article.language)}"
    yield f"{len(article.text.split()):,} words"
    yield f"{_count(len(article.furniture), 'line')} of furniture removed"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _notes(record: Record) -> Iterator[RenderableType]:
    for note in record.notes:
        yield _Hanging(Text("! ", style=MARK), Text(on_one_line(note), style=MARK), 2)


# ---- Events ----------------------------------------------------------------------------------------------


def render_notes(record: Record) -> RenderableType:
    """What rich prints of what was not read."""
    return Group(*_notes(record))


def render_entries(record: Record) -> RenderableType:
    """What rich prints of the record's events alone: an entry each, its status and on whose word below it."""
    return Group(*_entries(record))


def _events(record: Record) -> Iterator[RenderableType]:
    yield Text.assemble(("What happened", TITLE), _quiet(f"  {_count(len(record.events), 'event')}"))
    yield from _entries(record)
    yield Text()
    for status, meaning in find_statuses(record):
        yield _Hanging(Text(status, style=STATUS_STYLES[status]), _quiet(meaning), LEGEND)


def _entries(record: Record) -> Iterator[RenderableType]:
    gutter = max((len(on_one_line(event.id)) for event in record.events), default=0) + 2
    for told in tell_events(record):
        yield _Hanging(_quiet(on_one_line(told.event.id)), _event(told), gutter)
        if told.only:
            yield _Hanging(Text(), Text(f"! only the {told.only} says this", style="bold red"), gutter)
        yield from _because(told.event, gutter)


def _event(told: Told) -> Text:
    """what (type) [marks] · who → whom · where · when · how many."""
    what = Text.assemble((told.words, SOURCE), _quiet(f" ({told.kind})"))
    for mark in find_event_marks(told.event):
        if mark != HEADLINE_ONLY:  # has a line of its own
            what.append(" ").append(f"[{mark}]", style=MARK)
    rest = (told.sides, ", ".join(told.where), told.when, *told.further, *dict.fromkeys(told.counts))
    return _joined([what, *(Text(part) for part in rest if part)])


def _because(event: Event, gutter: int) -> Iterator[RenderableType]:
    """The status, and beside it, one below the other, on whose word."""
    status = Text.assemble(" " * gutter, (event.status.value, STATUS_STYLES[event.status]))
    if not event.because:
        yield _Hanging(status, Text(), gutter + STATUS_WIDTH)
    for number, reason in enumerate(event.because):
        rests_on = on_one_line(reason.statement or "")
        says = Text.assemble(on_one_line(reason.why), _quiet(f" {rests_on}" if rests_on else ""))
        yield _Hanging(Text() if number else status, says, gutter + STATUS_WIDTH)


# ---- Statements ------------------------------------------------------------------------------------------


def _statements(record: Record) -> Iterator[RenderableType]:
    yield Text.assemble(("Who says what", TITLE), _quiet(f"  {_count(len(record.statements), 'statement')}"))
    told = in_order(record.statements)
    gutter = max((len(statement.id) for statement, _ in told), default=0) + 2
    for statement, depth in told:
        indent = gutter + 2 * min(depth, DEEPEST)
        name = _quiet(
            f"{on_one_line(statement.id):<{gutter}}" + "  " * min(depth - 1, DEEPEST - 1) + "└ " * (depth > 0)
        )
        yield _Hanging(name, _sentence(record.article, statement), indent)
    yield Text()
    yield from _legend(record)


def _sentence(article: Article, statement: Statement) -> Text:
    """who [marks] · how · what, with where and when it was said."""
    cue = on_one_line(article[statement.cue])
    act = act_beside(cue, statement.act)
    loud = statement.negated or statement.act is Act.WITHHOLD
    how = Text.assemble((cue, "red" if loud else CUE), _quiet(f" ({act})" if act else ""))
    what = [_what(article, statement)] if statement.content else []
    return _joined([_who(article, statement), how, *what, *_where_and_when(article, statement)])


def _who(article: Article, statement: Statement) -> Text:
    source = statement.source
    who = (
        Text(on_one_line(article[source.span]), style=SOURCE)
        if source
        else _quiet(_nobody(article, statement))
    )
    for mark in find_marks(article, statement):
        who.append(" ").append(f"[{mark}]", style=LOUD_MARKS.get(mark, MARK))
    return who


def _nobody(article: Article, statement: Statement) -> str:
    """Who stands for a source that the text has not: «said to be ill» as it is said to be ill."""
    opens = article[statement.content[0]].partition(" ")[0].lower() if statement.content else ""
    return "it is" if opens in ("to", "as") and PARTICIPLE.fullmatch(article[statement.cue]) else NOBODY


def _what(article: Article, statement: Statement) -> Text:
    pieces = [_piece(article, piece, statement.quotes) for piece in statement.content]
    return _joined(pieces, " … ")


def _piece(article: Article, piece: Span, quotes: tuple[Span, ...]) -> Text:
    """The words of a piece of content; what is verbatim stands between quotation marks and in colour."""
    told, here = Text(), piece.start
    for quote in sorted(quotes):
        start, end = max(quote.start, here), min(quote.end, piece.end)
        if start >= end:
            continue
        told.append(_words(article.text[here:start]))
        told.append(_between_marks(article.text, piece, Span(start, end)), style=QUOTE)
        here = end
    told.append(_words(article.text[here : piece.end]))
    return told


def _between_marks(text: str, piece: Span, quote: Span) -> str:
    """The words of a quote, with quotation marks added where the piece itself does not show them."""
    words = text[quote.start : quote.end]
    before = text[quote.start - 1] if quote.start > piece.start else ""
    after = text[quote.end] if quote.end < piece.end else ""
    left = "" if words[0] in LEFT_MARKS or before in tuple(LEFT_MARKS) else "“"
    right = "" if words[-1] in RIGHT_MARKS or after in tuple(RIGHT_MARKS) else "”"
    return f"{left}{_words(words)}{right}"


def _words(text: str) -> str:
    """On one line, with a space kept where the text begins or ends with white space."""
    words = on_one_line(text)
    if not words:
        return " " if text else ""
    return " " * text[0].isspace() + words + " " * text[-1].isspace()


def _where_and_when(article: Article, statement: Statement) -> Iterator[Text]:
    source = statement.source
    if source and source.terms and source.terms not in source.span:
        yield Text.assemble(_quiet("terms: "), on_one_line(article[source.terms]))
    if statement.medium and not any(statement.medium in piece for piece in statement.content):
        yield Text.assemble(_quiet("medium: "), on_one_line(article[statement.medium]))
    if statement.date:
        yield _quiet(on_one_line(statement.date))


def _legend(record: Record) -> Iterator[RenderableType]:
    for mark, meaning in find_legend(record):
        if mark == HEADLINE_ONLY:  # is told in words
            continue
        yield _Hanging(Text(f"[{mark}]", style=LOUD_MARKS.get(mark, MARK)), _quiet(meaning), LEGEND)
    if any(statement.quotes for statement in record.statements):
        yield _Hanging(Text("“…”", style=QUOTE), _quiet("word for word"), LEGEND)


# ---- Names, times, places --------------------------------------------------------------------------------


def _names(record: Record) -> Iterator[RenderableType]:
    facts = tell_entities(record)
    for title, named in list_entities(record):
        lines = [_entity(entity, facts[entity.id]) for entity in named if has_line(entity)]
        rest = [_name(entity) for entity in named if not has_line(entity)]
        for number, line in enumerate([*lines, *([_joined(rest)] if rest else [])]):
            yield _Hanging(Text("" if number else title, style="bold"), line, LEGEND)


def _entity(entity: Entity, facts: tuple[Fact, ...]) -> Text:
    return _joined([_name(entity), *(Text(fact.words) for fact in facts)])


def _name(entity: Entity) -> Text:
    times = f" ×{len(entity.mentions)}" if len(entity.mentions) > 1 else ""
    return Text.assemble(on_one_line(entity.name), _quiet(times))


def _times(record: Record) -> Iterator[RenderableType]:
    told = {on_one_line(record.article[time.span]): on_one_line(time.value) for time in record.times}
    if told:
        yield _row("Times", [Text.assemble(words, _quiet(f" {value}")) for words, value in told.items()])


def _places(record: Record) -> Iterator[RenderableType]:
    told = {on_one_line(place.name): place for place in record.places}
    if not told:
        return
    found = []
    for name, place in told.items():
        at = "" if place.lat is None or place.lon is None else f" {place.lat:.2f}, {place.lon:.2f}"
        found.append(Text.assemble(name, _quiet(f" {on_one_line(place.country or '')}".rstrip() + at)))
    yield _row("Places", found)


def _row(title: str, found: list[Text]) -> _Hanging:
    return _Hanging(Text(title, style="bold"), _joined(found), LEGEND)

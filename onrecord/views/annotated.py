"""A block of text as HTML with everything found in it marked; findings may overlap in any way.

The text is cut wherever a finding begins or ends. Pieces inside the same contents share one <mark>; within
it, pieces of the same source or cue share one link to the statement's note, and the words of an event that
stand in neither one link to the event; within that, each piece carries the names, times, places and quotes
it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup

from onrecord.types import Article, Entity, Event, MentionKind, Record, Span, Statement
from onrecord.views.events import tell_count
from onrecord.views.marks import in_order
from onrecord.views.people import tell_entities

DEEPEST = 3  # depths of nesting that have a tint of their own
LINKS = ("source", "cue")  # kinds of words that lead to the note of their statement


@dataclass(frozen=True, slots=True)
class Layer:
    """One finding's claim on the text."""

    span: Span
    kind: str  # content, source, cue, or the class of the words: quote, trigger, part, name, time, place, …
    statement: int = 0  # number of the statement, from 1
    depth: int = 0  # of nesting, for contents
    event: int = 0  # number of the event, from 1
    title: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    inside: tuple[Layer, ...]
    anchors: tuple[str, ...]
    ends: tuple[Layer, ...]

    @property
    def contents(self) -> tuple[Layer, ...]:
        return tuple(layer for layer in self.inside if layer.kind == "content")

    @property
    def link(self) -> tuple[str, int]:
        """The source or cue the piece belongs to, else the event: of several, what begins last, as the closest."""
        own = [layer for layer in self.inside if layer.kind in LINKS]
        own = own or [layer for layer in self.inside if layer.kind == "trigger"]
        closest = max(own, key=_closeness, default=None)
        return (closest.kind, closest.statement or closest.event) if closest else ("", 0)


def find_layers(record: Record) -> tuple[Layer, ...]:
    """Everything on the record that stands in the text; statements and events are numbered as they are told."""
    told = list(enumerate(in_order(record.statements), start=1))
    layers = [layer for number, (statement, depth) in told for layer in _statement(number, statement, depth)]
    for number, event in enumerate(record.events, start=1):
        layers += _event(number, event, record.article)
    facts = tell_entities(record)
    for entity in record.entities:
        layers += _entity(entity)
        for number, fact in enumerate(facts[entity.id], start=1):
            if fact.span:
                anchor = f"fact-{entity.id}-{number}"
                layers.append(Layer(fact.span, "fact", title=f"{entity.name}: {fact.words}", anchor=anchor))
    for time in record.times:
        layers.append(Layer(time.span, "time", title=time.value, anchor=f"time-{time.id}"))
    for place in record.places:
        title = ", ".join(filter(None, (place.name, place.country)))
        layers.append(Layer(place.span, "place", title=title, anchor=f"place-{place.id}"))
    if record.article.dateline:
        layers.append(Layer(record.article.dateline, "dateline"))
    return tuple(layers)


def render_block(article: Article, span: Span, layers: Iterable[Layer], prefix: str) -> Markup:
    """The words of a span with the layers, all of which overlap it, marked; ids begin with the prefix."""
    pieces = _pieces(article, span, layers)
    marked = (
        _mark(contents, list(run), prefix)
        for contents, run in groupby(pieces, key=lambda piece: piece.contents)
    )
    return Markup("").join(marked)


def _statement(number: int, statement: Statement, depth: int) -> Iterator[Layer]:
    for piece in statement.content[:1]:
        yield Layer(piece, "content", number, depth, anchor=f"what-{number}")
    for piece in statement.content[1:]:
        yield Layer(piece, "content", number, depth)
    for quote in statement.quotes:
        yield Layer(quote, "quote", number)
    if statement.medium:
        yield Layer(statement.medium, "medium", number, title="where it was said")
    if statement.source:
        yield Layer(statement.source.span, "source", number, anchor=f"who-{number}")
    yield Layer(statement.cue, "cue", number, anchor=f"how-{number}")


def _event(number: int, event: Event, article: Article) -> Iterator[Layer]:
    title = " ".join(filter(None, (event.type, event.mode))) + f", {event.status}"
    for span in dict.fromkeys((event.trigger, *event.mentions)):
        anchor = f"word-{number}" if span == event.trigger else ""
        yield Layer(span, "trigger", event=number, title=title, anchor=anchor)
    for place, argument in enumerate(event.arguments, start=1):
        title = f"{argument.role} in v{number}"
        yield Layer(argument.span, "part", event=number, title=title, anchor=f"part-{number}-{place}")
    for place, count in enumerate(event.counts, start=1):
        title = f"{tell_count(article, count)}, in v{number}"
        yield Layer(count.span, "part", event=number, title=title, anchor=f"count-{number}-{place}")


def _entity(entity: Entity) -> Iterator[Layer]:
    for count, mention in enumerate(entity.mentions):
        anchor = "" if count else f"name-{entity.id}"
        kind = "name" if mention.kind is MentionKind.NAME else "mention"
        yield Layer(mention.span, kind, title=f"{entity.type}: {entity.name}", anchor=anchor)


def _closeness(layer: Layer) -> tuple[int, int, int]:
    return (layer.span.start, -layer.span.end, -(layer.statement or layer.event))


def _pieces(article: Article, span: Span, layers: Iterable[Layer]) -> Iterator[_Piece]:
    beginning, ending = defaultdict(list), defaultdict(list)
    for layer in layers:
        beginning[max(layer.span.start, span.start)].append(layer)
        ending[min(layer.span.end, span.end)].append(layer)
    inside: dict[Layer, None] = {}
    for start, end in pairwise(sorted({span.start, span.end, *beginning, *ending})):
        for layer in ending[start]:
            inside.pop(layer, None)
        inside |= dict.fromkeys(beginning[start])
        anchors = tuple(layer.anchor for layer in beginning[start] if layer.anchor)
        ends = tuple(layer for layer in ending[end] if layer.span.end == end)
        yield _Piece(article.text[start:end], tuple(inside), anchors, ends)


def _mark(contents: tuple[Layer, ...], run: list[_Piece], prefix: str) -> Markup:
    linked = (
        _link(link, list(pieces), prefix) for link, pieces in groupby(run, key=lambda piece: piece.link)
    )
    inner = Markup("").join(linked)
    if not contents:
        return inner
    depth = min(max(layer.depth for layer in contents) + 1, DEEPEST)
    return Markup('<mark class="c{} {}">{}</mark>').format(depth, _owners(contents), inner)


def _link(link: tuple[str, int], run: list[_Piece], prefix: str) -> Markup:
    kind, number = link
    if not kind:
        return Markup("").join(_words(piece, prefix) for piece in run)
    ends = dict.fromkeys(layer.event for piece in run for layer in piece.ends if layer.kind == "trigger")
    if kind == "trigger":
        linked = _happened(number, run, prefix)
        ends.pop(number, None)
    else:
        linked = _spoken(kind, number, run, prefix)
    beside = Markup('<a class="happened" href="#{}event-{}">{}</a>')
    return linked + Markup("").join(beside.format(prefix, event, _number(event)) for event in ends)


def _spoken(kind: str, number: int, run: list[_Piece], prefix: str) -> Markup:
    """Words of a source or cue, which lead to the note of their statement."""
    inner = Markup("").join(_words(piece, prefix) for piece in run)
    owners = _owners(layer for piece in run for layer in piece.inside if layer.kind in LINKS)
    return Markup('<a class="{} {}" href="#{}note-{}">{}</a>').format(kind, owners, prefix, number, inner)


def _happened(event: int, run: list[_Piece], prefix: str) -> Markup:
    """Words that tell of an event, in one box whatever else stands in them, which lead to its entry."""
    own = [
        layer for piece in run for layer in piece.inside if layer.kind == "trigger" and layer.event == event
    ]
    inner = Markup("").join(_words(piece, prefix, boxed=event) for piece in run)
    number = _number(event) if any(layer in own for piece in run for layer in piece.ends) else ""
    box = Markup(
        '<a class="happened" href="#{}event-{}"><span class="trigger of-{}" title="{}">{}</span>{}</a>'
    )
    return box.format(prefix, event, event, own[0].title, inner, number)


def _number(event: int) -> Markup:
    return Markup('<sup class="v">v{}</sup>').format(event)


def _owners(layers: Iterable[Layer]) -> str:
    return " ".join(dict.fromkeys(f"in-{layer.statement}" for layer in layers))


def _words(piece: _Piece, prefix: str, boxed: int = 0) -> Markup:
    """The words of a piece with the marks they stand in, but for those of the event that is boxed already."""
    plain = [layer for layer in piece.inside if layer.kind not in ("content", *LINKS)]
    plain = [layer for layer in plain if layer.kind != "trigger" or layer.event != boxed]
    words = Markup.escape(piece.text)
    if plain:
        owners = (f"of-{layer.event}" for layer in plain if layer.event)
        kinds = " ".join(dict.fromkeys((*(layer.kind for layer in plain), *owners)))
        title = "; ".join(dict.fromkeys(layer.title for layer in plain if layer.title))
        named = Markup(' title="{}"').format(title) if title else ""
        words = Markup('<span class="{}"{}>{}</span>').format(kinds, named, words)
    anchors = (Markup('<i id="{}{}"></i>').format(prefix, anchor) for anchor in piece.anchors)
    numbers = (Markup("<sup>{}</sup>").format(layer.statement) for layer in piece.ends if layer.kind == "cue")
    return Markup("").join((*anchors, words, *numbers))

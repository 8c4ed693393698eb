"""A block of text as HTML with everything found in it marked; findings may overlap in any way.

The text is cut wherever a finding begins or ends. Pieces inside the same contents share one <mark>; within
it, pieces of the same source or cue share one link to the statement's note; within that, each piece carries
the names, times, places and quotes it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup

from onrecord.types import Article, Record, Span, Statement
from onrecord.views.marks import in_order

DEEPEST = 3  # depths of nesting that have a tint of their own


@dataclass(frozen=True, slots=True)
class Layer:
    """One finding's claim on the text."""

    span: Span
    kind: str  # content, source, cue, or the class of the words: quote, medium, name, time, place, dateline
    statement: int = 0  # number of the statement, from 1
    depth: int = 0  # of nesting, for contents
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
        """The source or cue the piece belongs to: of several, the one that begins last, as the closest."""
        own = [layer for layer in self.inside if layer.kind in ("source", "cue")]
        closest = max(
            own, key=lambda layer: (layer.span.start, -layer.span.end, -layer.statement), default=None
        )
        return (closest.kind, closest.statement) if closest else ("", 0)


def find_layers(record: Record) -> tuple[Layer, ...]:
    """Everything on the record that stands in the text; statements are numbered as they are told."""
    told = list(enumerate(in_order(record.statements), start=1))
    layers = [layer for number, (statement, depth) in told for layer in _statement(number, statement, depth)]
    for entity in record.entities:
        for count, mention in enumerate(entity.mentions):
            anchor = "" if count else f"name-{entity.id}"
            layers.append(Layer(mention.span, "name", title=f"{entity.type}: {entity.name}", anchor=anchor))
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
    inner = Markup("").join(_words(piece, prefix) for piece in run)
    kind, number = link
    if not kind:
        return inner
    owners = _owners(layer for piece in run for layer in piece.inside if layer.kind in ("source", "cue"))
    return Markup('<a class="{} {}" href="#{}note-{}">{}</a>').format(kind, owners, prefix, number, inner)


def _owners(layers: Iterable[Layer]) -> str:
    return " ".join(dict.fromkeys(f"in-{layer.statement}" for layer in layers))


def _words(piece: _Piece, prefix: str) -> Markup:
    plain = [layer for layer in piece.inside if layer.kind not in ("content", "source", "cue")]
    words = Markup.escape(piece.text)
    if plain:
        kinds = " ".join(dict.fromkeys(layer.kind for layer in plain))
        title = "; ".join(dict.fromkeys(layer.title for layer in plain if layer.title))
        named = Markup(' title="{}"').format(title) if title else ""
        words = Markup('<span class="{}"{}>{}</span>').format(kinds, named, words)
    anchors = (Markup('<i id="{}{}"></i>').format(prefix, anchor) for anchor in piece.anchors)
    numbers = (Markup("<sup>{}</sup>").format(layer.statement) for layer in piece.ends if layer.kind == "cue")
    return Markup("").join((*anchors, words, *numbers))

"""The annotated article as HTML: one file, or a fragment for a notebook.

Pages are hostile until shown otherwise: every word goes through MarkupSafe's escaping formatter, characters
that act are shown as �, and the file forbids itself scripts and every request.
"""

from __future__ import annotations

import base64
import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from markupsafe import Markup

from onrecord.cells import on_one_line, visible
from onrecord.types import Act, Article, Form, Record, Statement
from onrecord.views.annotated import Layer, find_layers, render_block
from onrecord.views.back import render_back
from onrecord.views.blocks import Block, BlockKind, find_blocks
from onrecord.views.ledger import render_events, render_headline_only, render_labels
from onrecord.views.marks import (
    BASES,
    HEADLINE_ONLY,
    STATUSES,
    act_beside,
    find_legend,
    find_marks,
    in_order,
)
from onrecord.views.markup import meanings, tag, together
from onrecord.views.style import DARK, LIGHT, style_sheet

FORMS = {Form.DIRECT: "word for word", Form.MIXED: "partly word for word"}
TALLIES = {
    "unnamed": "{} from unnamed sources",
    "no source": "{} with no source",
    "withheld": "{} withheld",
    "did not": "{} that did not happen",
}
NESTED_INDENTS = 2  # depths of nesting that the notes still indent further

KEY = (
    ("source", "who says it"),
    ("cue", "how, with the number of its note"),
    ("content", "what is said"),
    ("nested", "said by somebody who is quoted"),
    ("quote", "word for word"),
    ("trigger", "what happened, with the number of its entry"),
    ("part", "who or what took part"),
    ("name", "name"),
    ("time", "time"),
    ("place", "place"),
)
SAMPLES = {
    "content": Markup('<mark class="c1">words</mark>'),
    "nested": Markup('<mark class="c2">words</mark>'),
}


def render_html(record: Record) -> str:
    """A whole HTML file that needs nothing beside itself and runs no script."""
    ground = f"html{{background:{LIGHT['paper']}}}body{{margin:0}}"
    dark = f"@media screen and (prefers-color-scheme:dark){{html{{background:{DARK['paper']}}}}}"
    style = ground + dark + style_sheet(len(record.statements), len(record.events), "")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _FILE.format(
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        title=f"{_title(record.article)} — on record",
        style=Markup(style),
        view=_view(record, ""),
    )
    return visible(page)


def render_fragment(record: Record) -> str:
    """The same inside one <div>, for a page of others: styles and ids keep to themselves."""
    article = record.article
    digest = hashlib.sha256(f"{article.id}\0{article.text}".encode("utf-8", "surrogatepass")).hexdigest()
    prefix = f"r{digest[:8]}-"
    style = Markup(style_sheet(len(record.statements), len(record.events), prefix))
    return visible(Markup("<div><style>{}</style>{}</div>").format(style, _view(record, prefix)))


_FILE = Markup("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{view}
</body>
</html>
""")


def _title(article: Article) -> str:
    return (
        on_one_line(article[article.headline]) if article.headline else on_one_line(article.id) or "Untitled"
    )


def _view(record: Record, prefix: str) -> Markup:
    rows = list(_rows(record, prefix))
    head = next(
        (place for place, (block, _) in enumerate(rows) if block.kind is BlockKind.PARAGRAPH), len(rows)
    )
    return Markup(
        '<div class="onrecord"><main class="sheet">\n<article>\n<header>\n{}{}{}{}{}</header>\n'
        '<div lang="{}">\n{}</div>\n</article>\n{}{}</main></div>'
    ).format(
        _kicker(record.article),
        together(row for _, row in rows[:head]),
        _facts(record, prefix),
        _warnings(record) + render_headline_only(record, prefix),
        _legend(record),
        record.article.language,
        together(row for _, row in rows[head:]),
        render_events(record, prefix),
        render_back(record, prefix),
    )


# ---- The article, row by row -----------------------------------------------------------------------------


def _rows(record: Record, prefix: str) -> Iterator[tuple[Block, Markup]]:
    """Each block with the notes of the statements whose cue stands in it, and the labels of its events."""
    blocks = find_blocks(record.article)
    starts = [block.span.start for block in blocks]
    layers = _by_block(record, blocks, starts)
    notes: list[list[Markup]] = [[] for _ in blocks]
    numbers = {statement.id: number for number, (statement, _) in enumerate(in_order(record.statements), 1)}
    for statement, depth in in_order(record.statements):
        row = max(0, bisect_right(starts, statement.cue.start) - 1)
        notes[row].append(_note(record.article, statement, depth, numbers, prefix))
    for block, inside, beside in zip(blocks, layers, notes, strict=True):
        happened = dict.fromkeys(
            layer.event for layer in sorted(inside, key=lambda layer: layer.span) if layer.kind == "trigger"
        )
        margin = _listed(beside) + render_labels(happened, record, prefix)
        yield block, _row(block, render_block(record.article, block.span, inside, prefix), margin)


def _by_block(record: Record, blocks: tuple[Block, ...], starts: list[int]) -> list[list[Layer]]:
    """The layers that overlap each block; only the first block of a layer has its anchor."""
    layers: list[list[Layer]] = [[] for _ in blocks]
    for layer in find_layers(record):
        first = max(0, bisect_right(starts, layer.span.start) - 1)
        touched = range(first, bisect_right(starts, layer.span.end - 1))
        anchor = layer.anchor
        for number in (number for number in touched if blocks[number].span.overlaps(layer.span)):
            layers[number].append(replace(layer, anchor=anchor))
            anchor = ""
    return layers


def _listed(notes: list[Markup]) -> Markup:
    listed = Markup('<ol class="notes" role="list" aria-label="Statements here">{}</ol>')
    return listed.format(together(notes)) if notes else Markup()


def _row(block: Block, words: Markup, margin: Markup) -> Markup:
    name = "h1" if block.kind is BlockKind.HEADLINE else "p"
    beside = Markup('<div class="margin">{}</div>').format(margin) if margin else ""
    return Markup('<div class="row"><{} class="{}">{}</{}>{}</div>\n').format(
        name, block.kind.value, words, name, beside
    )


def _note(article: Article, statement: Statement, depth: int, numbers: dict[str, int], prefix: str) -> Markup:
    number = numbers[statement.id]
    cue = on_one_line(article[statement.cue])
    act = act_beside(cue, statement.act)
    who = Markup('<a class="who" href="#{}who-{}">{}</a>').format(prefix, number, _who(article, statement))
    return Markup(
        '<li class="note{}" id="{}note-{}">'
        '<a class="number" href="#{}how-{}" aria-label="Statement {}">{}</a>'
        '{} {}<a class="how" href="#{}how-{}">{}</a>{}{}</li>'
    ).format(
        f" d{min(depth, NESTED_INDENTS)}" if depth else "",
        *(prefix, number, prefix, number, number, number),
        who if statement.source else Markup('<span class="who">Somebody</span>'),
        together(tag(mark) + " " for mark in find_marks(article, statement)),
        *(prefix, number, cue, f" ({act})" if act else ""),
        _details(article, statement, numbers, prefix),
    )


def _who(article: Article, statement: Statement) -> str:
    return on_one_line(article[statement.source.span]) if statement.source else ""


def _details(article: Article, statement: Statement, numbers: dict[str, int], prefix: str) -> Markup:
    """How much is verbatim, in what it is nested, where and when it was said."""
    parts: list[Markup | str] = []
    if statement.content and statement.form in FORMS:
        link = Markup('<a class="what" href="#{}what-{}">{}</a>')
        parts.append(link.format(prefix, numbers[statement.id], FORMS[statement.form]))
    elif not statement.content and statement.act is not Act.WITHHOLD:
        parts.append("content not given")
    if statement.parent in numbers:
        above = numbers[statement.parent]
        parts.append(Markup('within <a href="#{}note-{}">{}</a>').format(prefix, above, above))
    if statement.medium:
        parts.append(on_one_line(article[statement.medium]))
    if statement.date:
        parts.append(statement.date)
    return Markup("<br>") + Markup(" · ").join(parts) if parts else Markup()


# ---- What stands above the text --------------------------------------------------------------------------


def _kicker(article: Article) -> Markup:
    heading = "" if article.headline else Markup('<h1 class="deck">No headline found</h1>\n')
    return Markup('<p class="kicker">{}</p>\n{}').format(article.outlet or "Article on record", heading)


def _facts(record: Record, prefix: str) -> Markup:
    article = record.article
    facts: list[Markup | str] = []
    if article.byline and not article.byline.span:
        facts.append(article.byline.text)
    facts.append(_published(article))
    facts.append(Markup("{} words, language {}").format(f"{len(article.text.split()):,}", article.language))
    if article.url:
        facts.append(_address(article.url))
    told = (Markup(" · ").join(facts), _tally(record), *_events_tally(record, prefix))
    return Markup('<p class="facts">{}</p>\n').format(Markup("<br>").join(told))


def _published(article: Article) -> Markup:
    published = article.published
    if not published:
        return Markup("No date found")
    day = published.day
    shown = f"{day.day} {day:%B %Y}{published.value[10:].replace('T', ', ')}" if day else published.value
    time = Markup('<time datetime="{}"><strong>{}</strong></time>').format(published.value, shown)
    return Markup("Published {} ({})").format(time, BASES[published.basis])


def _address(url: str) -> Markup:
    """The address as a link where it is one that a browser should follow, else as words."""
    shown = url if len(url) <= 80 else f"{url[:79]}…"
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # "http://[half" is no address
        scheme = ""
    if scheme not in ("http", "https"):
        return Markup.escape(shown)
    return Markup('<a href="{}" rel="noreferrer nofollow noopener">{}</a>').format(url, shown)


def _tally(record: Record) -> Markup:
    marks = Counter(mark for item in record.statements for mark in find_marks(record.article, item))
    count = len(record.statements)
    total = Markup("<strong>{} statement{}</strong>").format(count or "No", "" if count == 1 else "s")
    found = [words.format(marks[mark]) for mark, words in TALLIES.items() if marks[mark]]
    return Markup(", ").join((total, *found))


def _events_tally(record: Record, prefix: str) -> Iterator[Markup]:
    """How many events there are, and on whose word, where there are any."""
    if not record.events:
        return
    statuses = Counter(event.status for event in record.events)
    only = sum(event.headline_only for event in record.events)
    count = len(record.events)
    total = Markup('<a href="#{}events"><strong>{} event{}</strong></a>').format(
        prefix, count, "" if count == 1 else "s"
    )
    found = [f"{statuses[status]} {status}" for status in STATUSES if statuses[status]]
    yield Markup(", ").join((total, *found, *([f"{only} of them in headline or deck only"] if only else [])))


def _warnings(record: Record) -> Markup:
    return together(Markup('<p class="warning">{}</p>\n').format(note) for note in record.notes)


def _legend(record: Record) -> Markup:
    def sample(kind: str) -> Markup:
        return SAMPLES.get(kind, Markup('<span class="{}">words</span>').format(kind))

    key = together(
        Markup('<li><b class="{}">{}</b>{}</li>').format(kind, sample(kind), means) for kind, means in KEY
    )
    rows = ((tag(mark), means) for mark, means in find_legend(record) if mark != HEADLINE_ONLY)
    return Markup(
        '<section class="legend" aria-label="How to read the marks"><ul role="list">{}</ul>{}</section>\n'
    ).format(key, meanings("What the tags mean", rows))

"""An article: its text with everything found marked, each finding on a page of its own, its versions compared."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from onrecord.cells import Cell, on_one_line
from onrecord.errors import NotKept
from onrecord.types import (
    Act,
    Article,
    Entity,
    Event,
    Filed,
    Form,
    Identity,
    Incident,
    Judgement,
    MentionKind,
    Record,
    Ref,
    Span,
    Statement,
    Story,
    Version,
)
from onrecord.views.annotated import Layer, find_layers, render_block
from onrecord.views.blocks import Block, BlockKind, find_blocks
from onrecord.views.events import Told, tell_events
from onrecord.views.marks import (
    BASES,
    STATUSES,
    act_beside,
    find_event_marks,
    find_legend,
    find_marks,
    in_order,
)
from onrecord.views.people import list_entities, tell_entities
from onrecord.views.rows import COLUMNS, find_rows
from onrecord.web.asking import Answer, Ask, Download, Refusal, Table, View, not_found
from onrecord.web.corrections import FIELDS
from onrecord.web.desk import MANY
from onrecord.web.slugs import slug, unslug

MARKED = 600  # findings marked in one paragraph: what overlaps costs their square
NOTED = 300  # notes beside one paragraph
PORTION = 150_000  # of characters, and of marks at MARK characters each, on one page
MARK = 300
FORMS = {Form.DIRECT: "word for word", Form.MIXED: "partly word for word"}
OTHERS = 200  # of a story that are offered as the same
CITED = "cited"
AT = re.compile(r"(\d{1,9})-(\d{1,9})")
COMPARED = 4_000  # words of a paragraph compared word by word; longer ones are shown whole

STATEMENT_COLUMNS = (
    "article", "statement", "source", "kind", "named", "terms", "cue", "act", "negated", "form", "content",
    "medium", "date", "parent", "start", "end", "by",
)  # fmt: skip
ENTITY_COLUMNS = ("article", "entity", "type", "name", "aliases", "country", "roles", "mentions", "by")


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


def show_article(ask: Ask) -> Answer:
    """The article with everything found in it, as it stands in one of its versions."""
    filed = find_filed(ask)
    version = _version(filed, ask.query.get("version"))
    values = article_values(version.record, ask.query)
    values |= {
        "filed": filed,
        "version": version,
        "story": find_story_of(ask, filed.id),
        "judged": judged_findings(ask, filed.id),
        "draft": None,
    }
    return View("article.html", values, version.record, article_tables(filed.id, version.record))


def article_values(record: Record, asked: Mapping[str, str]) -> dict[str, object]:
    """What the page of an article shows of its record."""
    cited = find_cited(record.article, asked.get("at", ""))
    portion = make_portion(record, cited, asked.get("part"))
    statuses = Counter(event.status for event in record.events)
    entries = [entry for row in portion.rows for entry in row.entries]
    return {
        "record": record,
        "article": record.article,
        "portion": portion,
        "cited": cited,
        "entries": sorted(dict.fromkeys(entries), key=lambda entry: entry.number),
        "statuses": [(status, statuses[status]) for status in STATUSES if statuses[status]],
        "legend": find_legend(record),
        "bases": BASES,
        "people": list_entities(record),
        "facts": tell_entities(record),
        "headline": _headline(record.article),
    }


def show_finding(ask: Ask) -> Answer:
    """One finding: its words where they stand, what is said of it, what was judged."""
    filed = find_filed(ask)
    record, name = filed.record, unslug(ask.path["finding"])
    found = next((one for one in _findings(record) if one.id == name), None)
    if found is None:
        raise not_found(f"{filed.id} has no finding {name}.")
    subject = f"{filed.id}#{name}"
    layers = list(_layers_of(record, found))
    block = _block_of(record.article, _words_of(found))
    story = find_story_of(ask, filed.id)
    values = {
        "filed": filed,
        "record": record,
        "article": record.article,
        "headline": _headline(record.article),
        "found": found,
        "subject": subject,
        "sort": type(found).__name__.lower(),
        "words": render_block(record.article, block.span, _inside(block, layers), ""),
        "at": _words_of(found),
        "note": next((n for n in _notes(record) if n.id == name), None),
        "entry": next((e for e in _entries(record) if e.event.id == name), None),
        "facts": tell_entities(record).get(name, ()),
        "judgements": judgements_on(ask, subject),
        "story": story,
        "incident": _incident(story, filed.id, name),
        "identity": _identity(story, filed.id, name),
        "named": isinstance(found, Entity) and any(m.kind is MentionKind.NAME for m in found.mentions),
        "fields": tuple(correctable(found)),
        "alike": tuple(_alike(story, subject)) if isinstance(found, Entity) else (),
        "others": tuple(_others(story, subject)) if isinstance(found, Entity) else (),
    }
    return View("finding.html", values, {"finding": found, "judgements": values["judgements"]})


def show_versions(ask: Ask) -> Answer:
    """Two versions compared: what changed in terms of the record, and word by word."""
    filed = find_filed(ask)
    newer = _version(filed, ask.query.get("newer"))
    before = next((v for v in reversed(filed.versions) if v.number < newer.number), newer)
    older = _version(filed, ask.query.get("older") or str(before.number))
    changes = [
        change for change in ask.desk.changes(filed.id) if older.number < change.version <= newer.number
    ]
    values = {
        "filed": filed,
        "headline": _headline(filed.article),
        "older": older,
        "newer": newer,
        "changes": changes,
        "compared": tuple(compare(older.record.article, newer.record.article)),
    }
    data = {"article": filed.id, "older": older.number, "newer": newer.number, "changes": changes}
    rows = ((c.article, c.version, c.kind, c.what, c.before, c.after) for c in changes)
    table = Table(("article", "version", "kind", "what", "before", "after"), tuple(rows))
    return View("versions.html", values, data, {"": table})


def download_page(ask: Ask) -> Answer:
    """The page as it was fetched or handed in; to be saved, never shown."""
    filed = find_filed(ask)
    version = _version(filed, ask.query.get("version"))
    return Download(ask.desk.page(filed.id, version.number).body, f"{slug(filed.id)[:80]}.txt")


# ---- What other pages use --------------------------------------------------------------------------------


def find_filed(ask: Ask) -> Filed:
    """The article that the address names."""
    id = unslug(ask.path["article"])
    try:
        return ask.desk.article(id)
    except NotKept as error:
        raise not_found(f"There is no article {id}.") from error


def find_story_of(ask: Ask, article: str) -> Story | None:
    """The story that holds the article, if one does."""
    try:
        return ask.desk.story(article)
    except NotKept:
        return None


def judged_findings(ask: Ask, article: str) -> dict[str, Judgement]:
    """Findings of an article → the last judgement on each that still holds."""
    standing = [one for one in judgements_on(ask, article) if not one.undone_at]
    found: dict[str, Judgement] = {}
    for one in sorted(standing, key=lambda one: one.at):
        for subject in one.subjects:
            of, _, finding = subject.rpartition("#")
            if of == article:
                found[finding] = one
    return found


def judgements_on(ask: Ask, subject: str) -> tuple[Judgement, ...]:
    """All judgements on a finding, or on an article and everything in it; the newest first."""
    return ask.desk.judgements(subject=subject, limit=MANY).items


def find_cited(article: Article, at: str) -> Span | None:
    """The span that an address names: "120-141"."""
    match = AT.fullmatch(at)
    if not match:
        return None
    start, end = int(match[1]), min(int(match[2]), len(article.text))
    return Span(start, end) if start < end else None


def article_tables(id: str, record: Record) -> dict[str, Table]:
    """Statements, events and entities of an article as tables."""
    return {
        "statements": Table(STATEMENT_COLUMNS, _statement_rows(id, record)),
        "events": Table(COLUMNS, _event_rows(id, record)),
        "entities": Table(ENTITY_COLUMNS, _entity_rows(id, record)),
    }


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


# ---- Rows ------------------------------------------------------------------------------------------------


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
    for note in _notes(record):
        notes.setdefault(max(0, bisect_right(starts, cues[note.id]) - 1), []).append(note)
    entries = _entries(record)
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


def _notes(record: Record) -> Iterator[Note]:
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


def _entries(record: Record) -> tuple[Entry, ...]:
    return tuple(
        Entry(number, told, find_event_marks(told.event))
        for number, told in enumerate(tell_events(record), 1)
    )


def _headline(article: Article) -> str:
    return on_one_line(article[article.headline]) if article.headline else on_one_line(article.id)


# ---- One finding -----------------------------------------------------------------------------------------


Finding = Statement | Event | Entity


def _findings(record: Record) -> Iterator[Finding]:
    yield from record.statements
    yield from record.events
    yield from record.entities


def _words_of(found: Finding) -> Span:
    match found:
        case Statement():
            return found.cue
        case Event():
            return found.trigger
        case Entity():
            return found.mentions[0].span if found.mentions else Span(0, 1)


def _layers_of(record: Record, found: Finding) -> Iterator[Layer]:
    """What of the text belongs to the finding."""
    alone = replace(
        record,
        statements=(replace(found, parent=None),) if isinstance(found, Statement) else (),
        events=(found,) if isinstance(found, Event) else (),
        entities=(found,) if isinstance(found, Entity) else (),
        times=(),
        places=(),
    )
    yield from (replace(layer, anchor="") for layer in find_layers(alone))


def _block_of(article: Article, words: Span) -> Block:
    blocks = find_blocks(article)
    return next((block for block in blocks if block.span.overlaps(words)), Block(BlockKind.PARAGRAPH, words))


def _inside(block: Block, layers: Iterable[Layer]) -> list[Layer]:
    return [layer for layer in layers if layer.span.overlaps(block.span)][:MARKED]


def _incident(story: Story | None, article: str, finding: str) -> Incident | None:
    incidents = story.incidents if story else ()
    return next((one for one in incidents if Ref(article, finding) in one.events), None)


def _identity(story: Story | None, article: str, finding: str) -> Identity | None:
    identities = story.identities if story else ()
    return next((one for one in identities if Ref(article, finding) in one.members), None)


def _alike(story: Story | None, subject: str) -> Iterator[tuple[str, str]]:
    """What is taken for the same in other articles: subject and name."""
    for one in _identities(story, subject, own=True):
        members = (f"{ref.article}#{ref.finding}" for ref in one.members)
        yield from ((member, f"{one.name}, in {member}") for member in members if member != subject)


def _others(story: Story | None, subject: str) -> Iterator[tuple[str, str]]:
    """Who or what else the story speaks of: subject and name."""
    for one in _identities(story, subject, own=False)[:OTHERS]:
        yield f"{one.members[0].article}#{one.members[0].finding}", f"{one.name} ({one.type})"


def _identities(story: Story | None, subject: str, *, own: bool) -> list[Identity]:
    identities = story.identities if story else ()
    return [
        one
        for one in identities
        if own == any(f"{ref.article}#{ref.finding}" == subject for ref in one.members)
    ]


def correctable(found: Finding) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """What of a finding can be corrected: the field, the words it may have (none: any), the one it has."""
    for name, words in FIELDS[found.id[0]].items():
        holder = found.source if isinstance(found, Statement) and name in ("kind", "named") else found
        value = getattr(holder, name, None)
        told = {True: "yes", False: "no", None: ""}.get(value, value) if not isinstance(value, str) else value
        if holder is not None:
            yield name, words, str(told)


# ---- Versions --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compared:
    """A paragraph of two versions: pieces that are the same, gone, or new."""

    sort: str  # same, changed
    pieces: tuple[tuple[str, str], ...]  # "same", "gone" or "new", and the words


def compare(older: Article, newer: Article) -> Iterator[Compared]:
    """The newer text paragraph by paragraph, with what is gone and what is new."""
    one, other = ([article[span] for span in article.paragraphs] for article in (older, newer))
    for kind, i, j, k, m in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Compared("same", (("same", text),)) for text in one[i:j])
            continue
        for place in range(max(j - i, m - k)):
            gone = one[i + place] if i + place < j else ""
            new = other[k + place] if k + place < m else ""
            yield Compared("changed", tuple(_words_compared(gone, new)))


def _words_compared(gone: str, new: str) -> Iterator[tuple[str, str]]:
    one, other = re.findall(r"\S+\s*", gone), re.findall(r"\S+\s*", new)
    if not one or not other or max(len(one), len(other)) > COMPARED:
        yield from ((sort, text) for sort, text in (("gone", gone), ("new", new)) if text)
        return
    for kind, i, j, k, m in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(one[i:j])
        else:
            yield from (("gone", "".join(one[i:j])),) if i < j else ()
            yield from (("new", "".join(other[k:m])),) if k < m else ()


def _version(filed: Filed, number: str | None) -> Version:
    if not number:
        return filed.versions[-1]
    found = next((version for version in filed.versions if str(version.number) == number), None)
    if found is None:
        raise Refusal(404, "Not on the record", f"{filed.id} has no version {number}.")
    return found


# ---- Tables ----------------------------------------------------------------------------------------------


def _statement_rows(id: str, record: Record) -> Iterator[tuple[Cell, ...]]:
    article = record.article
    for one in record.statements:
        source = one.source
        yield (
            *(id, one.id, article[source.span] if source else None, source.kind if source else None),
            "yes" if source and source.named else "no",
            article[source.terms] if source and source.terms else None,
            *(article[one.cue], one.act, "yes" if one.negated else "no", one.form),
            " … ".join(article[span] for span in one.content),
            article[one.medium] if one.medium else None,
            *(one.date, one.parent, one.cue.start, one.cue.end, one.by),
        )


def _event_rows(id: str, record: Record) -> Iterator[tuple[Cell, ...]]:
    yield from find_rows(id, record)  # not worked out unless it is asked for


def _entity_rows(id: str, record: Record) -> Iterator[tuple[Cell, ...]]:
    for one in record.entities:
        roles = "; ".join(role.title for role in one.roles)
        yield (
            *(id, one.id, one.type, one.name, "; ".join(one.aliases), one.country, roles, len(one.mentions)),
            one.by,
        )

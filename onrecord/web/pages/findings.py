"""One finding: its words where they stand, what is said of it, what was judged, what could be put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.types import (
    Article,
    Entity,
    Event,
    Identity,
    Incident,
    MentionKind,
    Record,
    Ref,
    Span,
    Statement,
    Story,
)
from onrecord.views.annotated import Layer, find_layers, render_block
from onrecord.views.blocks import Block, BlockKind, find_blocks
from onrecord.views.people import tell_entities
from onrecord.web.asking import Answer, Ask, View, not_found
from onrecord.web.corrections import FIELDS
from onrecord.web.pages.articles import find_filed, find_story_of, headline_of, judgements_on
from onrecord.web.pages.portions import MARKED, find_entries, find_notes
from onrecord.web.slugs import unslug

OTHERS = 200  # of a story that are offered as the same


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
        "headline": headline_of(record.article),
        "found": found,
        "subject": subject,
        "sort": type(found).__name__.lower(),
        "words": render_block(record.article, block.span, _inside(block, layers), ""),
        "at": _words_of(found),
        "note": next((n for n in find_notes(record) if n.id == name), None),
        "entry": next((e for e in find_entries(record) if e.event.id == name), None),
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

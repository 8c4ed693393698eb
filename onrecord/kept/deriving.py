"""Articles whose stories are out of date → stories as they stand now, kept ready to be shown.

Everything here can be worked out again from what was filed: a run that is killed leaves its articles marked, and the
next one goes on with them.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from onrecord.kept.judging import read_judgement
from onrecord.kept.reading import Shelf
from onrecord.store import Store
from onrecord.store.batches import batches
from onrecord.store.blocks import find_blocks, find_members, find_sketches
from onrecord.store.judgements import find_judged
from onrecord.store.stories import (
    StoryRows,
    clear_dirty,
    drop_stories,
    find_dirty,
    find_statuses,
    put_noticed,
    put_stories,
)
from onrecord.story import make_story
from onrecord.story.grouping import Sketch, group
from onrecord.types import EntityType, Filed, Incident, Judgement, Status, StatusChange, Story
from onrecord.wire import value_to_json

log = logging.getLogger(__name__)

AT_ONCE = 400  # dirty articles taken up in one go
TOGETHER = 16  # blocks in one transaction: each costs a wait for the disk
PEOPLE = 8  # names kept with a story for lists


@dataclass(frozen=True, slots=True)
class _Block:
    """Articles that hang together, as they stood when they were looked at."""

    rows: tuple[Row[Any], ...]
    dirty: frozenset[int]
    judgements: tuple[Judgement, ...]
    sketches: Mapping[int, Sketch]

    @property
    def stamp(self) -> tuple[Any, ...]:
        """What must be the same when the stories are written: members, their versions, judgements."""
        return (*((row.number, row.newest, row.versions, row.story) for row in self.rows), *self.judgements)


@dataclass(frozen=True, slots=True)
class _Derived:
    block: _Block
    stories: tuple[tuple[Story, tuple[int, ...]], ...]  # those that are not as they were, with their articles
    gone: frozenset[str]  # ids of stories that they replace


def derive(store: Store, shelf: Shelf) -> Iterator[int]:
    """Works out the stories of all articles that wait for it; yields how many articles were done, block after block."""
    while True:
        with store.reading() as connection:
            waiting = find_dirty(connection, AT_ONCE)
            blocks = _blocks(connection, waiting)
        if not blocks:
            return
        for some in batches(blocks, TOGETHER):
            with store.reading() as connection:
                derived = [_derive(connection, block, shelf) for block in some]
            with store.writing() as connection:
                done = [one for one in derived if _put(connection, one)]
            yield sum(len(one.block.dirty) for one in done)


def _blocks(connection: Connection, waiting: Sequence[int]) -> list[_Block]:
    blocks = find_blocks(connection, waiting)
    by_block: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in find_members(connection, set(blocks.values())):
        by_block[row.block].append(row)
    dirty = frozenset(waiting)
    return [_look(connection, tuple(rows), dirty) for rows in by_block.values()]


def _look(connection: Connection, rows: tuple[Row[Any], ...], dirty: frozenset[int]) -> _Block:
    numbers = [row.number for row in rows]
    judgements = tuple(map(read_judgement, find_judged(connection, numbers)))
    sketches = {
        number: Sketch.from_bytes(id, body)
        for number, (id, body, _) in find_sketches(connection, numbers).items()
    }
    return _Block(rows, dirty & set(numbers), judgements, sketches)


def _derive(connection: Connection, block: _Block, shelf: Shelf) -> _Derived:
    by_id = {row.id: row for row in block.rows}
    stood: dict[str | None, set[str]] = defaultdict(set)
    for row in block.rows:
        stood[row.story].add(row.id)
    stories: list[tuple[Story, tuple[int, ...]]] = []
    gone: set[str] = set()
    for ids in group(list(block.sketches.values()), block.judgements):
        rows = [by_id[id] for id in ids]
        before = {row.story for row in rows if row.story}
        unchanged = len(before) == 1 and stood[rows[0].story] == set(ids)
        if unchanged and not any(row.number in block.dirty for row in rows):
            continue
        articles = shelf.read(connection, rows)
        stories.append(
            (make_story(articles, _about(block.judgements, articles)), tuple(row.number for row in rows))
        )
        gone |= before
    return _Derived(block, tuple(stories), frozenset(gone))


def _about(judgements: Sequence[Judgement], articles: Sequence[Filed]) -> tuple[Judgement, ...]:
    ids = tuple(article.id for article in articles)
    return tuple(one for one in judgements if any(subject.startswith(ids) for subject in one.subjects))


def _put(connection: Connection, derived: _Derived) -> bool:
    """Whether the stories were filed: not where the block was changed by another process meanwhile."""
    block = derived.block
    numbers = [row.number for row in block.rows]
    now = _look(connection, tuple(find_members(connection, {block.rows[0].block})), block.dirty)
    if now.stamp != block.stamp:
        return False
    gone = derived.gone | {story.id for story, _ in derived.stories}
    before = find_statuses(connection, gone)
    drop_stories(connection, gone)
    put_stories(connection, [_rows(story, articles, block) for story, articles in derived.stories])
    noticed = [
        _change(story, incident, Status(before[incident.id]))
        for story, _ in derived.stories
        for incident in story.incidents
        if incident.id in before and before[incident.id] != incident.status
    ]
    put_noticed(connection, [value_to_json(change) for change in noticed])
    clear_dirty(connection, set(numbers) & block.dirty)
    return True


def _change(story: Story, incident: Incident, before: Status | None) -> StatusChange:
    last = incident.history[-1].day if incident.history else None
    return StatusChange(
        story.id,
        incident.id,
        incident.words,
        incident.type,
        before,
        incident.status,
        last or incident.first_day or story.last_day or "",
        incident.because,
    )


def _rows(story: Story, articles: tuple[int, ...], block: _Block) -> StoryRows:
    numbers = {row.id: row.number for row in block.rows}
    people = [one.name for one in story.identities if one.type is EntityType.PERSON]
    statuses = Counter(incident.status.value for incident in story.incidents)
    days = {incident.id: incident.last_day or incident.first_day for incident in story.incidents}
    own = {
        "id": story.id,
        "title": story.title,
        "first_day": story.first_day,
        "last_day": story.last_day or "",
        "articles": len(story.articles),
        "copies": len(story.copies),
        "incidents": len(story.incidents),
        "contradictions": sum(not one.revision for one in story.contradictions),
        "people": "\n".join(people[:PEOPLE]),
        "statuses": "\n".join(f"{status} {count}" for status, count in statuses.most_common()),
        "body": value_to_json(story),
    }
    return StoryRows(
        own,
        articles,
        tuple(
            {
                "id": one.id,
                "story": story.id,
                "type": one.type.value,
                "status": one.status.value,
                "words": one.words,
                "first_day": one.first_day,
            }
            for one in story.incidents
        ),
        tuple(
            {"article": numbers[ref.article], "finding": ref.finding, "incident": one.id}
            for one in story.incidents
            for ref in one.events
        ),
        tuple(
            {
                "id": one.id,
                "story": story.id,
                "kind": one.kind.value,
                "revision": one.revision,
                "day": max(
                    (claim.day for claim in one.claims if claim.day), default=days.get(one.incident) or ""
                ),
                "body": value_to_json(one),
            }
            for one in story.contradictions
        ),
        tuple(_standings(story)),
    )


def _standings(story: Story) -> Iterator[dict[str, Any]]:
    """Each change of an incident's status after its first."""
    for incident in story.incidents:
        for ordinal, (was, now) in enumerate(
            zip(incident.history, incident.history[1:], strict=False), start=1
        ):
            if was.status is now.status:
                continue
            change = StatusChange(
                story.id,
                incident.id,
                incident.words,
                incident.type,
                was.status,
                now.status,
                now.day or "",
                now.because,
            )
            yield {
                "incident": incident.id,
                "ordinal": ordinal,
                "day": now.day or "",
                "body": value_to_json(change),
            }

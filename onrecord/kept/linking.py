"""Articles just filed → the blocks of those that may be of one story with them.

Whether two are linked depends on the two alone, so that the blocks are the same in whatever order articles come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection

from onrecord.kept.judging import OF_ARTICLES, read_judgement, subject_article
from onrecord.store.articles import find_articles, set_dirty
from onrecord.store.blocks import (
    drop_links,
    find_blocks,
    find_links,
    find_marked,
    find_members,
    find_sketches,
    put_links,
    put_sketches,
    set_blocks,
)
from onrecord.store.judgements import find_judged
from onrecord.story.grouping import Sketch, find_matter_marks, find_sketch, linked
from onrecord.types import Judgement, JudgementKind, Record

Pair = tuple[int, int]


def link_articles(connection: Connection, touched: Mapping[int, Record], fresh: Collection[int]) -> None:
    """Sketches articles, links them with those that may be of one story, and marks dirty whose stories may change.

    `fresh` are those that are linked with none yet.
    """
    sketches = {number: find_sketch(record) for number, record in touched.items()}
    sketched = {number: (sketch, find_matter_marks(sketch)) for number, sketch in sketches.items()}
    put_sketches(
        connection, {number: (sketch.to_bytes(), keys) for number, (sketch, keys) in sketched.items()}
    )
    before = find_blocks(connection, touched)
    drop_links(connection, set(touched) - set(fresh))
    pairs = _linked(connection, sketched) | judged_pairs(connection, touched)
    put_links(connection, pairs)
    linked_now = {number for pair in pairs for number in pair}
    join_blocks(connection, touched.keys(), {*before.values(), *find_blocks(connection, linked_now).values()})


def reopen(connection: Connection, judgement: Judgement, numbers: Collection[int]) -> None:
    """Marks as to be settled the stories that a judgement concerns; what is said of stories links articles anew."""
    if judgement.kind in OF_ARTICLES:
        _relink(connection, numbers)
    else:
        set_dirty(connection, numbers)


def _relink(connection: Connection, numbers: Collection[int]) -> None:
    """Links articles anew by what people say of them now, beside what their words say."""
    if not numbers:
        return
    sketched = {
        number: (Sketch.from_bytes(id, body), keys)
        for number, (id, body, keys) in find_sketches(connection, numbers).items()
    }
    before = set(find_blocks(connection, numbers).values())
    drop_links(connection, numbers)
    pairs = _linked(connection, sketched) | judged_pairs(connection, numbers)
    put_links(connection, pairs)
    linked_now = {number for pair in pairs for number in pair}
    join_blocks(connection, numbers, before | set(find_blocks(connection, linked_now).values()))


def join_blocks(connection: Connection, numbers: Collection[int], blocks: Collection[int] = ()) -> None:
    """Sets the blocks of articles, and of all in their blocks, anew from the links; one of each block is dirty then."""
    touched = set(find_blocks(connection, numbers).values()) | set(blocks)
    stood = {row.number: row.block for row in find_members(connection, touched)}
    joined = _components(stood, find_links(connection, stood))
    set_blocks(connection, {number: block for number, block in joined.items() if stood[number] != block})
    reached = {joined[number] for number in numbers}
    set_dirty(connection, {*numbers, *(set(joined.values()) - reached)})


def judged_pairs(connection: Connection, numbers: Collection[int]) -> set[Pair]:
    """Pairs of articles of which somebody said that they are of one story."""
    same = [
        judgement
        for judgement in map(read_judgement, find_judged(connection, numbers))
        if judgement.kind is JudgementKind.SAME_STORY
    ]
    ids = {subject_article(subject) for judgement in same for subject in judgement.subjects}
    known = {row.id: row.number for row in find_articles(connection, ids)}
    pairs: set[Pair] = set()
    for judgement in same:
        of = [known[id] for id in map(subject_article, judgement.subjects) if id in known]
        pairs |= {(of[0], other) for other in of[1:]}
    return pairs


def _linked(connection: Connection, sketched: Mapping[int, tuple[Sketch, tuple[int, ...]]]) -> set[Pair]:
    marked = find_marked(connection, {key for _, keys in sketched.values() for key in keys})
    candidates = {
        number: {other for key in keys for other in marked[key]} - {number}
        for number, (_, keys) in sketched.items()
    }
    others = {other for near in candidates.values() for other in near} - set(sketched)
    sketches = {
        number: Sketch.from_bytes(id, body)
        for number, (id, body, _) in find_sketches(connection, others).items()
    } | {number: sketch for number, (sketch, _) in sketched.items()}
    return {
        (number, other)
        for number, near in candidates.items()
        for other in near
        if other in sketches and linked(sketches[number], sketches[other])
    }


def _components(members: Iterable[int], pairs: Iterable[Pair]) -> dict[int, int]:
    """Members → the least of those they hang together with."""
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    found: dict[int, int] = {}
    for first in sorted(members):
        waiting = [first] if first not in found else []
        while waiting:
            here = waiting.pop()
            if here not in found:
                found[here] = first
                waiting += near[here]
    return found

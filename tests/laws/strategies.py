"""Any record there could be, for laws: arbitrary text, findings anywhere in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from onrecord.types import (
    Account,
    Act,
    Argument,
    Article,
    Basis,
    Byline,
    Count,
    Entity,
    EntityType,
    Event,
    EventType,
    Form,
    Furniture,
    HeldRole,
    Mention,
    MentionKind,
    Modality,
    Place,
    Precision,
    Published,
    Reason,
    Record,
    Relation,
    RelationKind,
    Role,
    Side,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Status,
    Time,
    TimeType,
)

# Text as hostile pages have it: markup, terminal escapes, overrides, separators, quotation marks.
HOSTILE = (
    "<script>alert(1)</script>",
    "\x1b[31m",
    "\x9b2J",
    "[bold red]",
    "\u202e",
    "\u2028",
    "&amp;",
    '"',
    "'>",
)
DAYS = ("2026", "2026-03", "2026-03-17", "2026-03-17T08:30", "2026-03-17T08:30+01:00")
words = st.one_of(
    st.text(max_size=12), st.sampled_from((*HOSTILE, "said", " ", "\n", "“", "”", "Zakho", "😀"))
)
texts = st.lists(words, min_size=1, max_size=12).map("".join).filter(str.strip)
known = st.one_of(st.none(), words)

LAW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

T = TypeVar("T")
Spans = st.SearchStrategy[Span]
Ids = st.SearchStrategy[str | None]


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A lawful record: every span lies in its text, ids resolve, no statement stands inside itself."""
    text = draw(texts)
    spans = _spans(text)
    bare = _numbered(draw, "e", lambda name: _entity(name, spans))
    ids = _ids(bare)
    entities = tuple(draw(_connected(entity, spans, bare)) for entity in bare)
    statements: list[Statement] = []
    for number in range(draw(st.integers(0, 4))):
        parents = st.sampled_from([None, *(statement.id for statement in statements)])
        statements.append(draw(_statement(f"s{number}", spans, ids, parents)))
    times = _numbered(
        draw, "t", lambda name: st.builds(Time, st.just(name), spans, st.sampled_from(TimeType), words)
    )
    places = _numbered(draw, "p", lambda name: _place(name, spans, ids))
    held = (ids, _ids(statements), _ids(times), _ids(places))
    return Record(
        article=draw(_article(text, spans)),
        sentences=draw(_several(spans)),
        entities=entities,
        statements=tuple(statements),
        times=times,
        places=places,
        events=_numbered(draw, "v", lambda name: _event(name, spans, held)),
        notes=tuple(draw(st.lists(words, max_size=2))),
    )


def _ids(findings: Sequence[Entity | Statement | Time | Place]) -> Ids:
    return st.sampled_from([None, *(finding.id for finding in findings)])


def _numbered(draw: st.DrawFn, letter: str, make: Callable[[str], st.SearchStrategy[T]]) -> tuple[T, ...]:
    return tuple(draw(make(f"{letter}{number}")) for number in range(draw(st.integers(0, 3))))


def _spans(text: str) -> Spans:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(
        lambda pair: pair[0] != pair[1]
    )
    pairs = ends.map(sorted).filter(lambda pair: text[slice(*pair)].strip())  # what is found has words
    return pairs.map(lambda pair: Span(*pair))


def _several(spans: Spans) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(spans, max_size=3).map(tuple)


def _maybe(spans: Spans) -> st.SearchStrategy[Span | None]:
    return st.one_of(st.none(), spans)


def _article(text: str, spans: Spans) -> st.SearchStrategy[Article]:
    published = st.builds(
        Published, st.sampled_from(DAYS), st.sampled_from(Precision), st.sampled_from(Basis)
    )
    return st.builds(
        Article,
        id=words,
        text=st.just(text),
        paragraphs=_several(spans),
        language=st.sampled_from(("en", "und")),
        url=known,
        outlet=known,
        headline=_maybe(spans),
        deck=_maybe(spans),
        byline=st.one_of(st.none(), words.map(Byline), spans.map(lambda span: _byline(text, span))),
        dateline=_maybe(spans),
        published=st.one_of(st.none(), published),
        furniture=st.lists(st.builds(Furniture, words, words), max_size=2).map(tuple),
    )


def _byline(text: str, span: Span) -> Byline:
    return Byline(text[span.start : span.end], span)


def _entity(name: str, spans: Spans) -> st.SearchStrategy[Entity]:
    mention = st.builds(Mention, spans, st.sampled_from(MentionKind))
    return st.builds(
        Entity,
        id=st.just(name),
        type=st.sampled_from(EntityType),
        name=words,
        mentions=st.lists(mention, max_size=3).map(tuple),
        aliases=st.lists(words, max_size=2).map(tuple),
        country=st.sampled_from((None, "IQ", "TR")),
        by=words,
    )


def _connected(entity: Entity, spans: Spans, others: tuple[Entity, ...]) -> st.SearchStrategy[Entity]:
    role = st.builds(HeldRole, words, spans, _ids(others), st.booleans())
    named = st.sampled_from([other.id for other in others])
    relation = st.builds(Relation, st.sampled_from(RelationKind), named, spans)
    return st.builds(
        lambda roles, relations: replace(entity, roles=tuple(roles), relations=tuple(relations)),
        st.lists(role, max_size=2),
        st.lists(relation, max_size=2),
    )


def _statement(name: str, spans: Spans, entities: Ids, parents: Ids) -> st.SearchStrategy[Statement]:
    source = st.builds(Source, spans, st.sampled_from(SourceKind), st.booleans(), _maybe(spans), entities)
    return st.builds(
        Statement,
        id=st.just(name),
        source=st.one_of(st.none(), source),
        cue=spans,
        act=st.sampled_from(Act),
        content=_several(spans),
        form=st.sampled_from(Form),
        by=words,
        negated=st.booleans(),
        quotes=_several(spans),
        medium=_maybe(spans),
        parent=parents,
        date=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat)),
    )


def _place(name: str, spans: Spans, entities: Ids) -> st.SearchStrategy[Place]:
    return st.builds(
        Place,
        id=st.just(name),
        span=spans,
        name=words,
        geonameid=st.one_of(st.none(), st.integers(1, 10**8)),
        country=st.sampled_from((None, "IQ", "TR")),
        lat=st.one_of(st.none(), st.floats(-90, 90)),
        lon=st.one_of(st.none(), st.floats(-180, 180)),
        entity=entities,
    )


def _event(name: str, spans: Spans, held: tuple[Ids, Ids, Ids, Ids]) -> st.SearchStrategy[Event]:
    entities, statements, times, places = held
    event = st.builds(
        Event,
        id=st.just(name),
        type=st.sampled_from(EventType),
        trigger=spans,
        mode=known,
        mentions=_several(spans),
        arguments=_some(st.builds(Argument, st.sampled_from(Role), spans, entities)),
        counts=_some(
            st.builds(_count, known.map(lambda what: what or "killed"), spans, _bounds(), st.booleans())
        ),
        time=times,
        place=places,
        modality=st.sampled_from(Modality),
        statements=_named(statements),
        headline_only=st.booleans(),
        status=st.sampled_from(Status),
        because=_some(st.builds(Reason, words, statements, _maybe(spans))),
        by=words,
    )
    return event.flatmap(lambda one: _with_accounts(one, spans, entities, statements))


def _with_accounts(event: Event, spans: Spans, entities: Ids, statements: Ids) -> st.SearchStrategy[Event]:
    account = st.builds(
        Account,
        stance=st.sampled_from(Stance),
        side=st.sampled_from(Side),
        span=spans,
        statement=statements,
        who=_maybe(spans),
        entity=entities,
        kind=st.sampled_from((None, *SourceKind)),
        keys=st.lists(words, max_size=2).map(tuple),
        counts=st.sampled_from(((), *((at,) for at in range(len(event.counts))))),
        faceless=st.booleans(),
        acts=st.booleans(),
        aside=st.booleans(),
    )
    return _some(account).map(lambda accounts: replace(event, accounts=accounts))


def _named(ids: Ids) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(ids, max_size=2).map(lambda drawn: tuple(name for name in drawn if name))


def _some(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=2).map(tuple)


def _bounds() -> st.SearchStrategy[tuple[int | None, int | None, int | None]]:
    """Low, best and high in order, any of them unknown."""
    known_bounds = st.tuples(*[st.integers(0, 10**6)] * 3).map(sorted)
    kept = st.tuples(*[st.booleans()] * 3)
    return st.builds(
        lambda bounds, keep: tuple(b if k else None for b, k in zip(bounds, keep, strict=True)),
        known_bounds,
        kept,
    )


def _count(what: str, span: Span, bounds: tuple[int | None, int | None, int | None], part: bool) -> Count:
    low, best, high = bounds
    return Count(what, span, low, best, high, "about" if part else None, part)

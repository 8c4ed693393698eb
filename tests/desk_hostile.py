"""Articles that mean harm: script in every field, words that turn the page round, giant words, far too much."""

from __future__ import annotations

from onrecord.types import (
    Act,
    Argument,
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
    Place,
    Precision,
    Published,
    Reason,
    Record,
    Relation,
    RelationKind,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Status,
    Time,
    TimeType,
)
from tests.build import article, span

SCRIPT = "<script>harm()</script>"
IMAGE = '"><img src=x onerror=harm()>'
ATTRIBUTE = "' onmouseover='harm()' x='{{ 7*7 }}"
TURNED = "\u202egnorw eht\u202c"
GIANT = "giant" * 2_000
EVIL = f"{SCRIPT} {IMAGE} {ATTRIBUTE} {TURNED}"


def hostile_record() -> Record:
    """Every field that a page can fill holds markup, and characters that act."""
    text = f"HEAD {EVIL}\nDECK {EVIL}\nBy {EVIL}\nSOURCE {EVIL} CUE {EVIL} CONTENT {EVIL} END {GIANT} STRUCK {EVIL}\n"
    source, cue = span(text, f"SOURCE {EVIL}"), span(text, f"CUE {EVIL}")
    content, struck = span(text, f"CONTENT {EVIL}"), span(text, f"STRUCK {EVIL}")
    head, deck = span(text, f"HEAD {EVIL}"), span(text, f"DECK {EVIL}")
    return Record(
        article=article(
            text,
            id=f"evil/{EVIL}",
            url=f"javascript:harm('{EVIL}')",
            outlet=EVIL,
            headline=head,
            deck=deck,
            byline=Byline(f"By {EVIL}", span(text, f"By {EVIL}")),
            published=Published("2026-03-17", Precision.DAY, Basis.METADATA),
            furniture=(Furniture(EVIL, EVIL),),
        ),
        sentences=(head, deck),
        entities=(
            Entity(
                "e1", EntityType.PERSON, EVIL, (Mention(source), Mention(struck)), (EVIL, "other"), EVIL,
                (HeldRole(EVIL, cue, "e1"),), (Relation(RelationKind.CHILD_OF, "e1", cue),), EVIL,
            ),
        ),
        statements=(
            Statement(
                "s1", Source(source, SourceKind.PERSON, True, cue, "e1"), cue, Act.SAY, (content,), Form.MIXED, EVIL,
                False, (content,), content, None, "2026-03-17",
            ),
            Statement("s2", None, content, Act.DENY, (struck,), Form.INDIRECT, EVIL, parent="s1"),
        ),
        times=(Time("t1", struck, TimeType.DATE, EVIL, EVIL),),
        places=(Place("p1", struck, EVIL, 1, EVIL, 1.0, 2.0, entity="e1", by=EVIL),),
        events=(
            Event(
                "v1", EventType.ASSAULT, struck, EVIL, (content,), (Argument(Role.ACTOR, source, "e1"),),
                (Count(EVIL, struck, 1, 1, 1, EVIL),), "t1", "p1", statements=("s1",), headline_only=True,
                status=Status.CLAIMED, because=(Reason(EVIL, "s1", struck),), by=EVIL,
            ),
        ),
        notes=(EVIL,),
    )  # fmt: skip


def crowded_record(count: int = 10_000) -> Record:
    """So many statements and events, all in one paragraph, half of them one inside the other."""
    text = "said " * count + "\n"
    statements, events = [], []
    for number in range(count):
        cue = Span(number * 5, number * 5 + 4)
        content = Span(max(0, cue.start - 500), min(len(text) - 1, cue.end + 500)) if number % 2 else cue
        parent = f"s{number}" if number % 10 else None
        statements.append(
            Statement(f"s{number + 1}", None, cue, Act.SAY, (content,), Form.INDIRECT, "hand", parent=parent)
        )
        events.append(Event(f"v{number + 1}", EventType.ASSAULT, cue))
    return Record(article(text, id="crowded"), statements=tuple(statements), events=tuple(events))


def long_record(paragraphs: int = 1_200) -> Record:
    """A long article, a statement in every paragraph."""
    line = "The clerk said that the road was shut and that nobody knew for how long it would stay so.\n"
    text = line * paragraphs
    statements = []
    for number in range(paragraphs):
        start = number * len(line)
        source = Source(Span(start, start + 9), SourceKind.PERSON, True)
        content = (Span(start + 15, start + len(line) - 1),)
        cue = Span(start + 10, start + 14)
        statements.append(Statement(f"s{number + 1}", source, cue, Act.SAY, content, Form.INDIRECT, "hand"))
    return Record(article(text, id="long"), statements=tuple(statements))

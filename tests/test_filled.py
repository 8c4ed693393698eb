"""Templates of incidents: what is one, of which kind, by whom."""

from __future__ import annotations

import pytest

from bench.filled import Filler, fill
from bench.harm import Harm, HarmPart
from bench.incidents import marked_fillers, on_record
from bench.templates import ROLES, Template
from onrecord.record.sentences import find_sentences
from onrecord.types import (
    Argument,
    Article,
    Entity,
    EntityType,
    Event,
    EventType,
    Mention,
    MentionKind,
    Modality,
    Record,
    Role,
    Span,
)

TEXT = (
    "Rebels bombed the depot in Osh. Nobody was hurt. The mayor spoke. "
    "Ana Ruiz was kidnapped in Tyre. Two soldiers and a clerk were shot."
)
P = HarmPart


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _event(name: str, kind: EventType, trigger: str, *arguments: Argument, mode: str | None = None) -> Event:
    return Event(name, kind, _span(trigger), mode=mode, arguments=arguments, modality=Modality.ASSERTED)


def _record(*events: Event, entities: tuple[Entity, ...] = ()) -> Record:
    whole = (Span(0, len(TEXT)),)
    return Record(Article("a", TEXT, whole, "en"), find_sentences(TEXT, whole), entities, events=events)


BOMBED = _event("v1", EventType.ASSAULT, "bombed", mode="bombing")
KIDNAPPED = _event("v2", EventType.ABDUCTION, "kidnapped")


def _filler(part: HarmPart, words: str) -> Filler:
    return Filler(part, words, (_span(words),))


def _told(templates: list[Template]) -> list[tuple[str, dict[str, list[str]]]]:
    return [
        (
            one.kind,
            {
                role: [words for filler in fillers for words in filler]
                for role, fillers in zip(ROLES, one.fillers, strict=True)
                if fillers
            },
        )
        for one in templates
    ]


@pytest.mark.parametrize(
    ("fillers", "templates"),
    [
        ((), []),
        (
            ((P.TARGET, "depot"), (P.VICTIM, "Ana Ruiz")),  # three sentences apart: two incidents
            [("bombing", {"Target": ["depot"]}), ("kidnapping", {"Victim": ["Ana Ruiz"]})],
        ),
        (
            ((P.VICTIM, "Ana Ruiz"), (P.VICTIM, "clerk")),  # one sentence and the next: one
            [("kidnapping", {"Victim": ["Ana Ruiz", "clerk"]})],
        ),
        (
            (
                (P.PERPETRATOR, "Rebels"),
                (P.TARGET, "depot"),
                (P.VICTIM, "clerk"),
            ),  # who is named near one did only that; the clerk's kind is told beside him
            [
                ("bombing", {"PerpInd": ["Rebels"], "Target": ["depot"]}),
                ("kidnapping", {"Victim": ["clerk"]}),
            ],
        ),
        (((P.PERPETRATOR, "Rebels"),), [("bombing", {"PerpInd": ["Rebels"]})]),
    ],
)
def test_what_is_told_together_is_one_incident(fillers, templates):
    found = fill(_record(BOMBED, KIDNAPPED), [_filler(*one) for one in fillers])
    assert _told(found) == templates


@pytest.mark.parametrize(("weapon", "kind"), [("car bomb", "bombing"), ("rifles", "attack")])
def test_a_bomb_makes_a_bombing(weapon, kind):
    fillers = [_filler(P.VICTIM, "clerk"), Filler(P.WEAPON, weapon, (_span("shot"),))]
    assert [one.kind for one in fill(_record(), fillers)] == [kind]


def test_mentions_in_the_same_words_are_one_by_the_surest():
    marks = [Harm(_span("Ana Ruiz"), P.VICTIM, 0.6), Harm(_span("Ruiz"), P.VICTIM, 0.7)]
    (filler,) = marked_fillers(TEXT, marks)
    assert filler == Filler(P.VICTIM, "ruiz", (_span("Ana Ruiz"), _span("Ruiz")))


def test_who_is_marked_only_doubtfully_is_left_out():
    assert marked_fillers(TEXT, [Harm(_span("clerk"), P.VICTIM, 0.3)]) == []


ANA = Entity("e1", EntityType.PERSON, "Ana Ruiz", mentions=(Mention(_span("Ana Ruiz"), MentionKind.NAME),))


@pytest.mark.parametrize(
    ("role", "words", "entity", "found"),
    [
        (Role.VICTIM, "Ana Ruiz", "e1", [(P.VICTIM, "ana ruiz")]),
        (Role.VICTIM, "a clerk", None, [(P.VICTIM, "clerk")]),
        (Role.VICTIM, "the depot", None, [(P.TARGET, "depot")]),
        (Role.VICTIM, "Two soldiers", None, []),  # fell in battle: no act of terror
        (Role.ACTOR, "Rebels", None, [(P.PERPETRATOR, "rebels")]),
        (Role.PLACE, "Osh", None, []),
    ],
)
def test_the_parts_of_the_records_events_are_in_the_terms_of_the_templates(role, words, entity, found):
    event = _event("v1", EventType.ASSAULT, "shot", Argument(role, _span(words), entity))
    fillers = on_record(_record(event, entities=(ANA,)))
    assert [(one.part, one.words) for one in fillers] == found

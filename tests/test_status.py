"""On whose word an event stands: short texts with their status, and laws."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons.status import offices, status_words
from onrecord.record.status import settle_statuses
from onrecord.record.status.wording import Manner
from onrecord.standing import Fact
from onrecord.standing.telling import tell
from onrecord.types import (
    Account,
    Act,
    Event,
    EventType,
    Modality,
    Side,
    SourceKind,
    Span,
    Stance,
    Statement,
    Status,
)
from tests.marked import Marked, read_marked

CASES = tomllib.loads((Path(__file__).parent / "status_cases.toml").read_text(encoding="utf-8"))["case"]


def marked(case: dict) -> Marked:
    return read_marked(case["text"], case.get("entities", ()), case.get("headline", False))


def settled(read: Marked, statements: tuple[Statement, ...] | None = None) -> Event:
    said = read.statements if statements is None else statements
    return settle_statuses(read.article, read.events, said, read.entities)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_case_has_its_status_and_what_it_rests_on(case):
    event = settled(marked(case))
    assert event.status == case["status"], [reason.why for reason in event.because]
    if "because" in case:
        assert sorted({reason.statement or "-" for reason in event.because}) == sorted(case["because"])


def test_there_are_cases_of_every_status():
    assert {case["status"] for case in CASES} == {status.value for status in Status}


def test_the_reasons_name_the_sources_in_the_articles_words():
    event = settled(marked(CASES[1]))
    assert [reason.why for reason in event.because] == [
        "Somali state media, the side it was done to, confirms it",
        "Kenya, the side that did it, says so",
    ]


@pytest.mark.parametrize(
    ("who", "kind", "side", "told"),
    [
        ("both governments", SourceKind.STATE, Side.OTHER, "both governments say so"),
        ("Honduras", SourceKind.STATE, Side.OTHER, "Honduras says so"),
        ("Reuters", SourceKind.MEDIA, Side.REPORTER, "Reuters, in its own voice, says so"),
        ("Protesters", SourceKind.PERSON, Side.OTHER, "Protesters say so"),
        ("Roscosmos", SourceKind.ORGANISATION, Side.OTHER, "Roscosmos says so"),
        ("an analysis", SourceKind.DOCUMENT, Side.OTHER, "an analysis says so"),
        # one of a side is not the side
        ("Oman", SourceKind.STATE, Side.PARTY, "Oman, the side that did it, says so"),
        ("an Omani official", SourceKind.OFFICIAL_UNNAMED, Side.PARTY, "an Omani official, of the side that did it, says so"),
        ("the mayor", SourceKind.PERSON, Side.AFFECTED, "the mayor, of the side it was done to, says so"),
    ],
)  # fmt: skip
def test_an_account_is_told_in_plain_english(who, kind, side, told):
    account = Account(Stance.AFFIRMS, side, Span(0, 1), who=Span(0, 1), kind=kind, acts=side is Side.PARTY)
    assert tell(account, who, Act.SAY) == told


def test_who_is_only_said_to_have_done_it_is_not_told_to_have():
    blamed = Account(
        Stance.AFFIRMS, Side.PARTY, Span(0, 1), who=Span(0, 1), kind=SourceKind.STATE, acts=True, accused=True
    )
    assert tell(blamed, "Oman", Act.SAY) == "Oman, accused of it, says so"
    assert tell(replace(blamed, stance=Stance.DENIES), "Oman", Act.DENY) == "Oman, accused of it, denies it"
    alone = replace(blamed, stance=Stance.DENIES, accused=False)
    assert tell(alone, "Oman", Act.DENY) == "Oman denies it"


def test_what_an_authority_only_mentions_is_told_as_such():
    account = Account(
        Stance.AFFIRMS,
        Side.AUTHORITY,
        Span(0, 1),
        who=Span(0, 1),
        aside=True,
        kind=SourceKind.ORGANISATION,
    )
    assert tell(account, "Police", Act.SAY) == "Police mention it in passing"


def test_capitals_of_a_dateline_are_no_part_of_a_countrys_name():
    read = marked(
        {
            "text": "<s1 state>OMAN</s1> <c1 say>said</c1> <t1><actor>it</actor> had <e ASSAULT>shelled</e> <recipient>the port</recipient></t1>."
        }
    )
    assert next(reason.why for reason in settled(read).because).startswith("Oman")


# ---- Laws ----------------------------------------------------------------------------------------------


@given(st.sampled_from(CASES), st.randoms())
def test_the_order_of_statements_and_entities_does_not_matter(case, chance):
    read = marked(case)
    statements, entities = list(read.statements), list(read.entities)
    chance.shuffle(statements)
    chance.shuffle(entities)
    assert settle_statuses(read.article, read.events, statements, entities) == settle_statuses(
        read.article, read.events, read.statements, read.entities
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_saying_it_again_raises_no_status(case):
    read = marked(case)
    again = tuple(
        replace(one, id=f"{one.id}b", parent=one.parent and f"{one.parent}b") for one in read.statements
    )
    assert settled(read, read.statements + again).status is settled(read).status


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_status_never_rests_on_nothing(case):
    read = marked(case)
    event = settled(read)
    assert event.because
    spans = [event.trigger, *event.mentions]
    assert all(reason.span in spans and reason.why for reason in event.because)
    assert {reason.statement for reason in event.because} <= {None, *(one.id for one in read.statements)}


@given(st.data())
def test_any_statements_at_all_give_a_status(data):
    """Spans that cross, parents that go round, sources that are nobody: a sound status still."""
    text = "The envoy said the army denied on Monday that it had not shelled Tyre, if at all."
    read = read_marked(text)
    spans = st.tuples(st.integers(0, len(text) - 2), st.integers(1, 30)).map(
        lambda ends: Span(ends[0], min(sum(ends), len(text)))
    )
    source = marked(CASES[0]).statements[0].source
    said = [
        Statement(
            f"s{n}",
            data.draw(st.none() | spans.map(lambda span: replace(source, span=span, entity=None))),
            data.draw(spans),
            data.draw(st.sampled_from(Act)),
            tuple(data.draw(st.lists(spans, min_size=1, max_size=2))),
            marked(CASES[0]).statements[0].form,
            "drawn",
            negated=data.draw(st.booleans()),
            parent=data.draw(st.sampled_from([None, "s0", "s1", "s2", "s9"])),
        )
        for n in range(data.draw(st.integers(0, 3)))
    ]
    event = Event(
        "v1",
        data.draw(st.sampled_from(EventType)),
        data.draw(spans),
        modality=data.draw(st.sampled_from(Modality)),
    )
    assert settle_statuses(read.article, (event,), said, ())[0].because


# ---- The tables ----------------------------------------------------------------------------------------


def test_every_act_does_something_and_every_manner_gives_a_stance():
    known = status_words()
    assert set(known.acts) == {act.value for act in Act}
    for does in set(known.acts.values()):
        assert set(known.stances[does]) == set(Manner)
        assert {Stance(stance) for stance in known.stances[does].values()} <= set(Stance)


def test_every_rule_is_written_in_facts_and_has_an_example_of_its_own():
    rules = status_words().rules
    assert {Fact(word) for rule in rules for word in (*rule.when, *rule.unless)} == set(Fact)
    assert {rule.status for rule in rules} == {status.value for status in Status}
    assert len({rule.example for rule in rules}) == len(rules)


def test_the_docs_show_the_whole_table():
    page = (Path(__file__).parent.parent / "docs" / "reference" / "status.md").read_text(encoding="utf-8")
    told = [
        tuple(cell.strip(" `") for cell in line.split("|")[1:4]) for line in page.splitlines() if "|" in line
    ]
    rows = [(rule.status, ", ".join(rule.when), rule.example) for rule in status_words().rules]
    assert [(row[0], row[1].split(";")[0], row[2]) for row in told if row[0] in set(Status)] == rows
    assert [stance for stance in Stance if f"| `{stance}` |" not in page] == []


def test_every_office_and_event_type_of_the_tables_exists():
    known = status_words()
    types = {kind.value for kind in EventType}
    held = set(offices().values())
    assert set(known.establishes) | set().union(*known.declares.values()) <= held
    assert set().union(*known.establishes.values()) | set(known.declares) <= types
    assert set(known.sides) - {"actor", "accused", "planner"} < {side.value for side in Side}
    assert set(known.does) - {"passing"} == {stance.value for stance in Stance}

"""On whose word an incident stands, told by many articles: cases of each status, and the two laws."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.types import (
    Copy,
    CopyKind,
    Evidence,
    Filed,
    Incident,
    Judgement,
    JudgementKind,
    Stance,
    Status,
    Version,
)
from tests.corroborated import CASES, Told, settled, told

# How strong a word each status is: what more copies must never raise
STRENGTH = {
    Status.UNCLEAR: 0,
    Status.DENIED: 0,
    Status.RETRACTED: 0,
    Status.REPORTED: 1,
    Status.CLAIMED: 1,
    Status.DISPUTED: 1,
    Status.CORROBORATED: 2,
    Status.CONFIRMED: 3,
}
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])


def why(incident: Incident) -> str:
    return " · ".join(f"{one.why}" for one in incident.because) + f" {incident.history}"


@each_case
def test_every_case_has_its_status_and_its_history(case):
    incident, _ = settled(told(case))
    days = [row["day"] for row in case["articles"] if "day" in row]
    history = case.get("history", [[min(days), case["status"]]])
    assert [[one.day, one.status.value] for one in incident.history] == history, why(incident)
    assert incident.status == case["status"]


@each_case
def test_every_case_has_its_contradictions_revisions_and_origins(case):
    incident, found = settled(told(case))
    if "contradictions" in case:
        assert [one.kind.value for one in found if not one.revision] == case["contradictions"], found
    assert sum(one.revision for one in found) == case.get("revisions", 0), found
    if "origins" in case:
        names = [one.origin.name for one in incident.testimonies]
        assert len(names) == case["origins"], names


def test_there_are_cases_of_every_status():
    assert {case["status"] for case in CASES} == {status.value for status in Status}
    assert len(CASES) >= 40


@each_case
def test_the_words_of_every_reason_testimony_and_claim_stand_in_their_articles(case):
    story = told(case)
    incident, found = settled(story)
    filed = {one.id: one for one in story.filed}
    cited = [
        *(one for because in incident.because for one in because.evidence),
        *(one for standing in incident.history for because in standing.because for one in because.evidence),
        *(one for testimony in incident.testimonies for one in testimony.evidence),
        *(toll.evidence for toll in incident.tolls),
        *(one for contradiction in found for claim in contradiction.claims for one in claim.evidence),
    ]
    assert cited
    for one in cited:
        assert one.text == text_of(filed[one.article], one)


def text_of(article: Filed, one: Evidence) -> str:
    version = next((v for v in article.versions if v.number == one.version), article.versions[-1])
    return version.record.article[one.span]


@each_case
def test_a_status_rests_on_origins_that_are_heard(case):
    incident, _ = settled(told(case))
    heard = {one.origin.id for one in incident.testimonies}
    assert incident.because
    assert {because.origin for because in incident.because} <= heard
    assert incident.history[-1].status is incident.status
    assert incident.history[-1].because == incident.because


def test_the_reasons_say_who_says_so_and_who_they_are():
    case = next(case for case in CASES if case["name"] == "the affected side confirms two days later")
    incident, _ = settled(told(case))
    assert [one.why for one in incident.because] == [
        "Somali state media, the side it was done to, confirms it",
        "Kenya, the side that did it, says so",
    ]
    assert [one.evidence[0].article for one in incident.because] == ["a2", "a1"]


# ---- The two laws ----------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CASES), st.randoms())
def test_the_order_in_which_articles_arrive_never_changes_the_result(case, chance):
    story = told(case)
    filed, copies = list(story.filed), list(story.copies)
    chance.shuffle(filed)
    chance.shuffle(copies)
    assert settled(Told(tuple(filed), tuple(copies))) == settled(story)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_adding_a_copy_never_raises_a_status(case, data):
    story = told(case)
    before, contradicted = settled(story)
    copied = data.draw(st.lists(st.sampled_from(story.filed), min_size=1, max_size=4))
    days = st.sampled_from(["2026-03-01", "2026-03-04", "2026-03-09"])
    added = [
        _copy(one, f"b{n}", data.draw(days), data.draw(st.sampled_from(CopyKind)))
        for n, one in enumerate(copied)
    ]
    more = Told((*story.filed, *(one for one, _ in added)), (*story.copies, *(copy for _, copy in added)))
    after, found = settled(more)
    assert STRENGTH[after.status] <= STRENGTH[before.status], why(after)
    assert after.status is before.status, why(after)
    assert len(after.testimonies) == len(before.testimonies)
    assert len(found) == len(contradicted)


def _copy(one: Filed, name: str, day: str, kind: CopyKind) -> tuple[Filed, Copy]:
    """Another outlet's copy of the article as it is now."""
    record = one.record
    published = record.article.published and replace(record.article.published, value=day)
    article = replace(record.article, id=name, outlet=f"Paper {name}", published=published)
    return Filed(name, (Version(1, None, replace(record, article=article)),)), Copy(
        name, one.id, kind, 0.9, "printed later"
    )


@each_case
def test_an_article_filed_twice_over_under_its_own_name_is_the_same(case):
    story = told(case)
    again = tuple(
        replace(one, versions=(*one.versions, replace(one.versions[-1], number=len(one.versions) + 1)))
        for one in story.filed
    )
    assert settled(replace(story, filed=again))[0].status is settled(story)[0].status


# ---- What people decided ---------------------------------------------------------------------------------


def judged(kind: JudgementKind, subject: str, correction: tuple[tuple[str, str], ...] = ()) -> Judgement:
    return Judgement("j1", kind, (subject,), "ana", "2026-03-09T10:00:00Z", "misread", correction)


def case_of(name: str) -> Told:
    return told(next(case for case in CASES if case["name"] == name))


def test_a_statement_that_was_misread_gives_no_account():
    story = case_of("rebels affirm, the army denies on another day in another paper")
    incident, found = settled(story, [judged(JudgementKind.REJECT, "a2#s2")])
    assert incident.status is Status.CLAIMED
    assert found == ()


def test_an_event_that_was_misread_gives_no_account():
    story = case_of("residents in one article, a priest in another")
    incident, _ = settled(story, [judged(JudgementKind.REJECT, "a1#v0")])
    assert [one.origin.name for one in incident.testimonies] == ["Father Anselm"]
    assert incident.status is Status.CLAIMED


def test_an_act_that_is_corrected_changes_the_stance():
    story = case_of("rebels affirm, the army denies on another day in another paper")
    incident, _ = settled(story, [judged(JudgementKind.CORRECT, "a2#s2", (("act", "confirm"),))])
    assert {one.stance for one in incident.testimonies} == {Stance.AFFIRMS}
    assert incident.status is Status.CORROBORATED


def test_a_source_that_is_corrected_to_be_unnamed_confirms_nothing():
    story = case_of("the affected side confirms two days later")
    incident, _ = settled(story, [judged(JudgementKind.CORRECT, "a2#s2", (("named", "false"),))])
    assert incident.status is Status.CORROBORATED


def test_a_judgement_that_was_undone_holds_no_more():
    story = case_of("rebels affirm, the army denies on another day in another paper")
    undone = replace(judged(JudgementKind.REJECT, "a2#s2"), undone_by="ana", undone_at="2026-03-09T11:00:00Z")
    assert settled(story, [undone]) == settled(story)


def test_of_two_judgements_the_last_one_holds():
    story = case_of("rebels affirm, the army denies on another day in another paper")
    reject = judged(JudgementKind.REJECT, "a2#s2")
    accept = replace(reject, id="j2", kind=JudgementKind.ACCEPT, at="2026-03-09T12:00:00Z")
    assert settled(story, [accept, reject]) == settled(story)


def test_events_without_accounts_leave_it_unclear():
    story = case_of("two aid groups")
    bare = tuple(
        replace(
            one,
            versions=tuple(
                replace(
                    v,
                    record=replace(v.record, events=tuple(replace(e, accounts=()) for e in v.record.events)),
                )
                for v in one.versions
            ),
        )
        for one in story.filed
    )
    incident, found = settled(replace(story, filed=bare))
    assert (incident.status, incident.because, incident.testimonies, found) == (Status.UNCLEAR, (), (), ())

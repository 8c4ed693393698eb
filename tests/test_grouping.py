"""Which articles are of one story: by their words and days, in whatever order they came, as people decided."""

# ruff: noqa: E501  (texts stand as they are)

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.story.grouping import Sketch, find_matter_marks, find_sketch, group, likeness, linked
from onrecord.types import Basis, Judgement, JudgementKind, Precision, Published, Record
from tests.build import article

FERRY = (
    "Ferry Sinks Off Kalymnos\nThe ferry Astypalea Star sank off Kalymnos on Monday with 40 aboard. Coastguards from Kos "
    "pulled 31 passengers from the water. Its master, Stelios Varnas, was among the missing."
)
FERRY_AGAIN = (
    "Captain of Sunken Ferry Is Found\nDivers found the body of Stelios Varnas, master of the Astypalea Star, the ferry that "
    "sank off Kalymnos. Of its passengers 31 were pulled from the water by coastguards from Kos."
)
STRIKE = (
    "Miners Walk Out at Kiruna\nSome 900 miners at the iron mine of Kiruna laid down their tools over pay, their union said. "
    "The mine's owner called the walkout unlawful and asked the labour court in Luleå to end it."
)


def record(id: str, text: str, day: str | None = None, basis: Basis = Basis.METADATA) -> Record:
    published = Published(day, Precision.DAY, basis) if day else None
    return Record(article(text, id=id, published=published))


def sketches(*texts: str) -> list[Sketch]:
    return [find_sketch(record(f"a{n}", text)) for n, text in enumerate(texts)]


def judged(kind: JudgementKind, *subjects: str, at: str = "2026-06-05T10:00:00Z", **facts: str) -> Judgement:
    return Judgement(f"j{at}", kind, subjects, "Ana", at, "read both", **facts)


def test_articles_about_one_matter_are_one_story_and_another_matter_is_another() -> None:
    assert group(sketches(FERRY, STRIKE, FERRY_AGAIN)) == (("a0", "a2"), ("a1",))


def test_nothing_gives_no_story() -> None:
    assert group([]) == ()


@pytest.mark.parametrize(
    ("day", "alike"), [("2026-06-01", True), ("2026-06-03", True), ("2026-09-01", False)]
)
def test_articles_of_days_far_apart_are_of_two_matters(day: str, alike: bool) -> None:
    one, other = find_sketch(record("a", FERRY, "2026-06-01")), find_sketch(record("b", FERRY_AGAIN, day))
    assert linked(one, other) is alike


def test_a_reprint_of_the_very_same_words_is_of_one_matter_whenever_it_appears() -> None:
    one, other = find_sketch(record("a", FERRY, "2026-06-01")), find_sketch(record("b", FERRY, "2026-09-01"))
    assert linked(one, other)
    assert group([one, other]) == (("a", "b"),)


def test_an_undated_article_is_measured_by_its_words_alone() -> None:
    dated, undated = find_sketch(record("a", FERRY, "2026-06-01")), find_sketch(record("b", FERRY_AGAIN))
    assert undated.day is None
    assert linked(dated, undated)


def test_a_day_concluded_from_a_weekday_is_not_relied_on() -> None:
    assert find_sketch(record("a", FERRY, "2026-06-01", Basis.WEEKDAY)).day is None
    assert find_sketch(record("a", FERRY, "2026-06-01")).day == date(2026, 6, 1).toordinal()


def test_two_matters_of_one_kind_are_told_apart_by_what_each_has_for_itself() -> None:
    shared = "The coastguard said the ferry had sunk in a storm off the island with passengers and crew aboard. Rescue "
    told = "boats searched the sea for survivors through the night, a spokesman said at the harbour. "
    one = [
        f"{shared}{told}The Astypalea Star, under Stelios Varnas, had left Kalymnos for Piraeus. {n}"
        for n in range(6)
    ]
    two = [
        f"{shared}{told}The Medea, under Ilir Hoxha, had left Durrës for Brindisi with lorries. {n}"
        for n in range(6)
    ]
    assert len(group(sketches(*one, *two))) == 2
    assert len(group(sketches(*one))) == 1


def test_people_have_the_last_word_on_which_articles_belong_together() -> None:
    three = sketches(FERRY, STRIKE, FERRY_AGAIN)
    same, other = judged(JudgementKind.SAME_STORY, "a0", "a1"), judged(JudgementKind.OTHER_STORY, "a0", "a2")
    assert group(three, [same]) == (("a0", "a1", "a2"),)
    assert group(three, [other]) == (("a0",), ("a1",), ("a2",))
    assert group(three, [same, other]) in ((("a0", "a1"), ("a2",)),)


def test_of_two_judgements_that_contradict_each_other_the_later_holds() -> None:
    two = sketches(FERRY, FERRY_AGAIN)
    apart = judged(JudgementKind.OTHER_STORY, "a0", "a1", at="2026-06-05T10:00:00Z")
    together = judged(JudgementKind.SAME_STORY, "a0", "a1", at="2026-06-06T10:00:00Z")
    assert group(two, [apart, together]) == group(two, [together, apart]) == (("a0", "a1"),)


def test_a_judgement_that_was_undone_and_one_on_other_articles_change_nothing() -> None:
    two = sketches(FERRY, FERRY_AGAIN)
    undone = judged(JudgementKind.OTHER_STORY, "a0", "a1", undone_at="2026-06-07T10:00:00Z", undone_by="Bo")
    elsewhere = judged(JudgementKind.OTHER_STORY, "a0", "b7")
    assert group(two, [undone, elsewhere]) == (("a0", "a1"),)


def test_a_sketch_kept_and_read_back_is_the_same() -> None:
    for day in ("2026-06-01", None):
        sketch = find_sketch(record("a", FERRY, day))
        assert Sketch.from_bytes("a", sketch.to_bytes()) == sketch


def test_articles_about_one_matter_have_a_mark_in_common_and_others_none() -> None:
    for days in (("2026-06-01", "2026-06-09"), ("2026-06-01", None), (None, None)):
        ferry, again = (
            set(find_matter_marks(find_sketch(record("a", text, day))))
            for text, day in zip((FERRY, FERRY_AGAIN), days, strict=True)
        )
        strike = set(find_matter_marks(find_sketch(record("c", STRIKE, days[0]))))
        assert ferry & again, days
        assert not strike & (ferry | again), days
        assert all(0 <= mark < 2**63 for mark in ferry)


WORDS = (
    "ferry",
    "harbour",
    "strike",
    "mine",
    "Kiruna",
    "Kalymnos",
    "court",
    "Varnas",
    "pay",
    "divers",
    "quake",
    "Durrës",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(" ".join)
DAYS = st.sampled_from([None, "2026-06-01", "2026-06-02", "2026-06-08", "2026-07-20"])
MANY = st.lists(st.tuples(TEXTS, DAYS), min_size=1, max_size=14)


@settings(deadline=None, max_examples=40)
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_in_which_articles_come_changes_nothing(
    articles: list[tuple[str, str | None]], chance: Random
) -> None:
    came = [find_sketch(record(f"a{n}", text, day)) for n, (text, day) in enumerate(articles)]
    expected = group(came)
    chance.shuffle(came)
    assert group(came) == expected
    assert sorted(id for story in expected for id in story) == sorted(sketch.id for sketch in came)


@settings(deadline=None, max_examples=40)
@given(MANY, st.data())
def test_an_exact_copy_joins_its_story_and_never_splits_one(
    articles: list[tuple[str, str | None]], data: st.DataObject
) -> None:
    came = [find_sketch(record(f"a{n}", text, day)) for n, (text, day) in enumerate(articles)]
    text, day = data.draw(st.sampled_from(articles))
    copy = find_sketch(record("z", text, day))
    before, after = group(came), group([*came, copy])
    assert (
        tuple(sorted(kept for story in after if (kept := tuple(id for id in story if id != "z")))) == before
    )
    assert any("z" in story and len(story) > 1 for story in after)


@settings(deadline=None, max_examples=40)
@given(
    MANY,
    st.lists(
        st.tuples(st.sampled_from(["same", "other"]), st.integers(0, 13), st.integers(0, 13)), max_size=4
    ),
)
def test_whatever_is_decided_is_obeyed_the_latest_first(
    articles: list[tuple[str, str | None]], decided: list[tuple[str, int, int]]
) -> None:
    came = [find_sketch(record(f"a{n}", text, day)) for n, (text, day) in enumerate(articles)]
    judgements = [
        judged(JudgementKind(f"{word}_story"), f"a{one}", f"a{other}", at=f"2026-06-05T10:00:0{n}Z")
        for n, (word, one, other) in enumerate(decided)
    ]
    story = {id: n for n, ids in enumerate(group(came, judgements)) for id in ids}
    texts = {sketch.id: sketch.terms for sketch in came}
    for judgement in judgements[-1:]:
        one, other = judgement.subjects
        if one in story and other in story and texts[one] != texts[other]:
            assert (story[one] == story[other]) is (judgement.kind is JudgementKind.SAME_STORY)


@settings(deadline=None, max_examples=40)
@given(MANY)
def test_a_story_never_reaches_over_the_bounds_of_a_block(articles: list[tuple[str, str | None]]) -> None:
    came = [find_sketch(record(f"a{n}", text, day)) for n, (text, day) in enumerate(articles)]
    whole = group(came)
    blocks = _blocks(came)
    assert tuple(sorted(story for block in blocks for story in group(block))) == whole


def _blocks(came: list[Sketch]) -> list[list[Sketch]]:
    blocks: list[list[Sketch]] = []
    for sketch in came:
        touched = [block for block in blocks if any(linked(sketch, other) for other in block)]
        blocks = [block for block in blocks if block not in touched] + [
            [sketch, *(one for block in touched for one in block)]
        ]
    return blocks


@settings(deadline=None, max_examples=40)
@given(TEXTS, TEXTS, DAYS, DAYS)
def test_likeness_is_the_same_from_either_side(
    one: str, other: str, day: str | None, another: str | None
) -> None:
    a, b = find_sketch(record("a", one, day)), find_sketch(record("b", other, another))
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert 0 <= likeness(a, b) <= 1.26

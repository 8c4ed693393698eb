"""Copies: found whole, edited or inside longer articles; whose text it is; what only looks alike is none."""

# ruff: noqa: E501  (texts stand as they are)

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.story.copies import find_copies, find_copy_marks
from onrecord.types import Basis, Byline, Copy, CopyKind, Filed, Precision, Published, Record, Version
from tests.build import article

WIRE = """TAWILA, June 4 (Sahel Wire) — Shells fell on the cattle market of Tawila on Thursday morning, and doctors at the
field hospital counted eleven dead, four of them children who had been tending goats beside the wells.
A nurse said ambulances could not pass the checkpoint at Kabkabiya until noon because soldiers there were asking for fuel.
The army denied that its guns had fired, and said rebels holding the ridge above the town had shelled their own traders.
Merchants who fled to the dry river bed told of three salvoes a quarter of an hour apart, the last as people came back for
the wounded. The price of millet in the camps doubled within the day, according to a grain dealer reached by telephone.
The governor promised an inquiry, the fourth since the rains ended; none of the others has reported."""

OTHER = """Officials in Valletta have opened the tender for a second breakwater at the Grand Harbour, which fishermen say
will drive the swell onto the slipways of Senglea. The ministry puts its cost at forty million euros, a third of it paid by
the port's operator. Councillors want the rock to be brought by barge and not through the narrow streets, as for the first
one, when lorries cracked the vaults of two cellars. Work is to begin after the summer regatta, the minister told
parliament, and end before the cruise ships come back. A petition against it has nine thousand names."""

LEADER = """Every spring this council discovers that buses exist, and every autumn it forgets them again. The timetable
that hangs in the shelter on Quay Street names a line that was cut nine years ago, and nobody has been sent to take it down."""


def filed(id: str, text: str, **facts: object) -> Filed:
    day = facts.pop("day", None)
    published = Published(str(day), Precision.DAY, Basis.METADATA) if day else None
    return Filed(id, (Version(1, None, Record(article(text, id=id, published=published, **facts))),))


def shuffled(text: str, seed: int = 1) -> str:
    lines = text.split("\n")
    Random(seed).shuffle(lines)
    return "\n".join(lines)


def reworded(text: str, share: float, seed: int = 1) -> str:
    chance = Random(seed)
    return " ".join("sparrow" if chance.random() < share else word for word in text.split())


@pytest.mark.parametrize(
    ("edited", "kind"),
    [
        (WIRE.upper().replace("\n", "  "), CopyKind.EXACT),
        (f"Market Is Shelled\n{WIRE}\nSubscribe to our letter.", CopyKind.NEAR),
        (shuffled(WIRE), CopyKind.NEAR),
        (reworded(WIRE, 0.3), CopyKind.NEAR),
        ("\n".join(WIRE.split("\n")[:4]), CopyKind.NEAR),
        (f"{OTHER}\n{WIRE}\n{LEADER}", CopyKind.PART),
        (f"{OTHER}\n{reworded(WIRE, 0.2)}\n{LEADER}", CopyKind.PART),
    ],
)
def test_a_copy_is_found_however_it_was_edited(edited: str, kind: CopyKind) -> None:
    (copy,) = find_copies([filed("b", edited, day="2026-06-05"), filed("a", WIRE, day="2026-06-04")])
    assert (copy.article, copy.original, copy.kind) == ("b", "a", kind)
    assert 0.5 < copy.share <= 1


def test_two_reports_of_one_event_are_no_copies() -> None:
    theirs = """Eleven people died when a livestock market near Tawila came under fire, a field hospital said. The military
    blamed fighters on a ridge over the town and denied shooting. Witnesses spoke of several rounds of shells, and of
    ambulances that were kept waiting at Kabkabiya. It is the fourth such attack since the rains."""
    assert find_copies([filed("a", WIRE), filed("b", theirs)]) == ()


def test_a_speech_that_both_quote_makes_no_copy() -> None:
    speech = f"“{' '.join(WIRE.split()[10:80])}”"
    one, two = (
        f"{OTHER}\nThe envoy told the chamber: {speech}",
        f"{LEADER}\nWhat she said was this: {speech} Few clapped.",
    )
    assert find_copies([filed("a", one), filed("b", two)]) == ()
    assert find_copies([filed("a", one), filed("b", two.replace("“", "").replace("”", ""))]) != ()


def test_what_an_outlet_puts_under_all_its_articles_makes_no_copies() -> None:
    foot = " ".join(WIRE.split()[:60])
    one, two = (
        filed("a", f"{OTHER}\n{foot}", outlet="Quay Echo"),
        filed("b", f"{LEADER}\n{foot}", outlet="Quay Echo"),
    )
    assert find_copies([one, two]) == ()


@pytest.mark.parametrize(
    ("facts", "original", "why"),
    [
        ({"a": {"day": "2026-06-04"}, "b": {"day": "2026-06-05"}}, "a", "it was published first, 2026-06-04"),
        (
            {"a": {"day": "2026-06-05"}, "b": {"day": "2026-06-05"}},
            "a",
            "it is among the first published, 2026-06-05",
        ),
        ({"a": {"day": "2026-06-05"}, "b": {}}, "a", "it was published first, 2026-06-05"),
        ({"a": {}, "b": {}}, "a", "none of them is dated; this one is the longest"),
        (
            {
                "a": {"day": "2026-06-04"},
                "b": {"day": "2026-06-05", "byline": Byline("Ana Ruiz, Harbour News Agency")},
            },
            "b",
            "it carries an agency’s credit: “Ana Ruiz, Harbour News Agency”",
        ),
        (
            {
                "a": {"day": "2026-06-05", "outlet": "Harbour News Agency"},
                "b": {"day": "2026-06-04", "byline": Byline("Harbour News Agency")},
            },
            "a",
            "Harbour News Agency is credited with the text",
        ),
    ],
)
def test_whose_text_it_is_is_told_with_the_reason(
    facts: dict[str, dict[str, object]], original: str, why: str
) -> None:
    (copy,) = find_copies([filed(id, OTHER, **told) for id, told in facts.items()])
    assert (copy.original, copy.why) == (original, why)


def test_copies_of_copies_are_copies_of_the_one_original() -> None:
    articles = [filed(f"a{n}", reworded(WIRE, 0.05 * n, seed=n), day=f"2026-06-0{n + 1}") for n in range(5)]
    assert {copy.original for copy in find_copies(articles)} == {"a0"}


def test_a_round_up_of_two_reports_does_not_make_one_a_copy_of_the_other() -> None:
    a, b = filed("a", WIRE, day="2026-06-04"), filed("b", OTHER, day="2026-06-04")
    roundup = filed("c", f"{OTHER}\n{WIRE}", day="2026-06-05")
    (copy,) = find_copies([a, b, roundup])
    assert copy.article == "c"


def test_empty_pages_and_captions_are_nobody_s_copies() -> None:
    assert find_copies([filed(id, "Photo gallery of the day") for id in "abc"]) == ()
    assert find_copies([]) == ()


def test_marks_are_few_and_copies_share_them() -> None:
    marks = set(find_copy_marks(article(WIRE)))
    assert 0 < len(marks) <= 96
    assert all(0 <= mark < 2**63 for mark in marks)
    assert len(marks & set(find_copy_marks(article(reworded(WIRE, 0.3))))) >= 2
    assert not marks & set(find_copy_marks(article(OTHER)))


SENTENCES = [line for text in (WIRE, OTHER, LEADER) for line in text.split("\n")]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10, unique=True).map("\n".join)
DAYS = st.sampled_from([None, "2026-06-04", "2026-06-05"])
MANY = st.lists(st.tuples(TEXTS, DAYS), min_size=1, max_size=6)


@settings(deadline=None, max_examples=40)
@given(MANY, st.randoms(use_true_random=False))
def test_copies_depend_on_no_order_and_lead_to_an_original(
    texts: list[tuple[str, str | None]], chance: Random
) -> None:
    articles = [filed(f"a{n}", text, day=day) for n, (text, day) in enumerate(texts)]
    copies = find_copies(articles)
    chance.shuffle(articles)
    assert find_copies(articles) == copies
    held = {copy.article: copy for copy in copies}
    assert len(held) == len(copies)
    for copy in copies:
        assert 0 < copy.share <= 1
        assert copy.article != copy.original
        assert not _of_one_text(copy, held)


def _of_one_text(copy: Copy, held: dict[str, Copy]) -> bool:
    """Whether the original is itself held to be the same words as another: then that one is the original."""
    further = held.get(copy.original)
    return further is not None and further.kind is CopyKind.EXACT


@settings(deadline=None, max_examples=40)
@given(MANY, st.data())
def test_an_added_exact_copy_is_a_copy_and_takes_no_original_from_another(
    texts: list[tuple[str, str | None]], data: st.DataObject
) -> None:
    articles = [filed(f"a{n}", text, day=day) for n, (text, day) in enumerate(texts)]
    before = find_copies(articles)
    text, day = data.draw(st.sampled_from(texts))
    after = find_copies([*articles, filed("z", text, day=day)])
    assert "z" in {copy.article for copy in after} or len(text.split()) < 14
    assert {copy.article for copy in before} <= {copy.article for copy in after}

"""A story is a function of the set of its articles."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from onrecord.story import make_story
from onrecord.story.evidence import sentence_of
from onrecord.types import Record, Span
from tests.build import article, span
from tests.stories import tell

ARTICLES = (
    tell(
        "evening", "2026-03-02",
        "A market in [place Tyre|Tyre] was <ASSAULT|shelled> on [time 2026-03-01|Sunday].",
        headline="Market in Tyre shelled",
    ),
    tell(
        "morning", "2026-03-03",
        "Rebels <ASSAULT|shelled> the market of [place Tyre|Tyre] on [time 2026-03-01|March 1].",
        "[person Sami Zein; victim|Sami Zein] was <DEATH|killed> there on [time 2026-03-01|that day].",
        headline="Grocer among dead of Tyre market",
    ),
    tell(
        "late", "2026-03-05",
        "The <DEATH|death> of [person Zein; victim|Zein] was mourned in [place Tyre|Tyre].",
        headline="Town mourns its grocer",
    ),
)  # fmt: skip


def test_a_story_holds_its_articles_by_day_and_what_they_tell():
    story = make_story(ARTICLES)
    assert story.articles == ("evening", "morning", "late")
    assert (story.first_day, story.last_day) == ("2026-03-02", "2026-03-05")
    assert story.title == "Market in Tyre shelled"
    assert [(one.type.value, len(one.events)) for one in story.incidents] == [("ASSAULT", 2), ("DEATH", 2)]
    assert {one.name for one in story.identities} == {"Tyre", "Sami Zein"}


def test_the_order_of_articles_never_matters():
    assert len({make_story(order) for order in permutations(ARTICLES)}) == 1


def test_ids_are_those_of_the_earliest_member_and_stay_as_others_come():
    early, whole = make_story(ARTICLES[:2]), make_story(ARTICLES)
    assert early.id == whole.id
    assert [one.id for one in early.incidents] == [one.id for one in whole.incidents]


def test_the_timeline_tells_days_in_order_in_the_words_of_an_article():
    story = make_story(ARTICLES)
    assert [(moment.day, moment.articles) for moment in story.timeline] == [("2026-03-01", 2)] * 2
    assert all(any(moment.words in one.article.text for one in ARTICLES) for moment in story.timeline)
    assert {moment.incident for moment in story.timeline} == {one.id for one in story.incidents}


def test_what_one_article_recalls_of_long_ago_is_no_part_of_the_timeline():
    recalling = tell(
        "late", "2026-03-05",
        "Rebels <ASSAULT|shelled> [place Sidon|Sidon] in [time 1982|1982].",
        "Rebels <ASSAULT|shelled> [place Tyre|Tyre] on [time 2026-03-01|Sunday].",
    )  # fmt: skip
    story = make_story((recalling,))
    assert len(story.incidents) == 2
    assert [moment.day for moment in story.timeline] == ["2026-03-01"]


def test_articles_without_a_day_make_a_story_too():
    undated = tuple(
        replace(
            one,
            versions=tuple(
                replace(v, record=replace(v.record, article=replace(v.record.article, published=None)))
                for v in one.versions
            ),
        )
        for one in ARTICLES
    )
    assert make_story(undated).first_day is None


def test_no_articles_are_no_story():
    with pytest.raises(ValueError, match="at least one"):
        make_story(())


@pytest.mark.parametrize(
    ("dateline", "sentence"),
    [
        ("TYRE, 3 May (Gulf Wire)", "TYRE, 3 May (Gulf Wire) - [Two boats sank.]"),
        ("TYRE", "TYRE — [Two boats sank.]"),
        ("TYRE", "TYRE (Gulf Wire) – [Two boats sank.]"),
        (None, "[TYRE: two boats sank.]"),
    ],
)
def test_a_sentence_is_quoted_without_its_dateline(dateline, sentence):
    text = sentence.replace("[", "").replace("]", "")
    shown = sentence[sentence.index("[") + 1 : sentence.index("]")]
    found = article(text, dateline=Span(0, len(dateline)) if dateline else None)
    record = Record(found, sentences=(Span(0, len(text)),))
    assert text[slice(*_ends(sentence_of(record, span(text, "sank"))))] == shown


def _ends(one):
    return one.start, one.end


@pytest.mark.parametrize(
    ("sentences", "lines"),
    [
        # a raid and those killed in it
        (["A <ASSAULT|raid> on [time 2026-03-01|Sunday] <DEATH|killed> [person Sami Zein; victim|Sami Zein] in [place Tyre|Tyre]."], 1),
        # two things of one day
        (["A <ASSAULT|raid> hit [place Tyre|Tyre] on [time 2026-03-01|Sunday].",
          "[person Sami Zein; victim|Sami Zein] <DEATH|died> in bed on [time 2026-03-01|Sunday]."], 2),
    ],
)  # fmt: skip
def test_harm_and_what_brought_it_are_one_line_of_a_timeline(sentences, lines):
    story = make_story((tell("a", "2026-03-02", *sentences, headline="A day in Tyre"),))
    assert len(story.incidents) == 2
    assert len(story.timeline) == lines


def test_one_sentence_is_one_line_of_a_day_however_many_events_it_tells():
    """«Relatives marched and demanded the names»: of two statuses it would stand twice."""
    sentence = "[group relatives; actor|Relatives] <PROTEST|marched> through [place Tyre|Tyre] on [time 2026-03-01|Sunday] and <REQUEST|demanded> the names."
    story = make_story((tell("a", "2026-03-02", sentence, headline="A day in Tyre"),))
    assert [moment.words for moment in story.timeline] == [story.timeline[0].words]

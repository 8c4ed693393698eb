"""The same event across articles, and similar ones that are others."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.story.identity import find_identities
from onrecord.story.incidents import find_incidents
from onrecord.story.traces import find_traces
from onrecord.types import EventType, Filed, Incident, Judgement, JudgementKind, Modality, Role
from tests.stories import tell

Told = tuple[str, ...]


def told(texts: Told) -> tuple[Filed, ...]:
    """Each text as an article of its own: a, b, c …, all of one day."""
    return tuple(tell("abcdefgh"[n], "2026-03-03", text) for n, text in enumerate(texts))


def incidents(articles: tuple[Filed, ...], *judgements: Judgement) -> tuple[Incident, ...]:
    return find_incidents(articles, find_identities(articles), (), judgements)


def groups(articles: tuple[Filed, ...], *judgements: Judgement) -> list[str]:
    """Each incident by its events, in order of the first."""
    found = incidents(articles, *judgements)
    return sorted(" ".join(f"{ref.article}#{ref.finding}" for ref in one.events) for one in found)


SHELLED = "The [organisation Cedar Front; actor|Cedar Front] <ASSAULT|shelled> the market in [place Tyre|Tyre] on [time 2026-03-01|Sunday]."


@pytest.mark.parametrize(
    "texts",
    [
        # the same word, place and day
        (SHELLED, "In [place Tyre|Tyre] a market was <ASSAULT|shelled> on [time 2026-03-01|Sunday]."),
        # the same man, by his surname, in another word
        ("Rebels <DEATH|killed> [person Sami Zein; victim|Sami Zein].", "The <DEATH|death> of [person Zein; victim|Zein] was mourned."),
        # nobody dies twice, whatever the day and place
        (
            "Rebels <DEATH|killed> [person Sami Zein; victim|Sami Zein] in [place Tyre|Tyre] on [time 2026-03-01|Sunday].",
            "Rebels <DEATH|killed> [person Sami Zein; victim|Sami Zein] in [place Sidon|Sidon] on [time 2026-02-20|February 20].",
        ),
        # a country holds its towns
        (SHELLED, "A market in [place Lebanon|Lebanon] was <ASSAULT|shelled> by the [organisation Cedar Front; actor|Cedar Front]."),
        # counts are revised
        (
            "A ferry <ACCIDENT|sank> off [place Tyre|Tyre] with [count killed 12 12|12 dead].",
            "A ferry <ACCIDENT|sank> off [place Tyre|Tyre] with [count killed 19 19|19 dead].",
        ),
        # a day read wrongly, with the same number of people
        (
            "On [time 2026-03-01|Sunday] shells <INJURY|wounded> [count injured 17 17|17 people].",
            "On [time 2026-03-03|Tuesday] doctors spoke of [count injured 17 17|17 people] <INJURY|wounded>.",
        ),
        # a denial speaks of what others affirm
        (SHELLED, "The [organisation Cedar Front; actor|Cedar Front] has not <ASSAULT negated|shelled> [place Tyre|Tyre]."),
    ],
)  # fmt: skip
def test_what_two_articles_tell_of_one_happening_is_one_incident(texts):
    assert groups(told(texts)) == ["a#v1 b#v1"]


@pytest.mark.parametrize(
    "texts",
    [
        # another town, another day, another victim
        (SHELLED, SHELLED.replace("Tyre", "Tripoli")),
        (SHELLED, SHELLED.replace("2026-03-01", "2026-02-22")),
        (
            "Rebels <DEATH|killed> [person Sami Zein; victim|Sami Zein] in [place Tyre|Tyre].",
            "Rebels <DEATH|killed> [person Ana Ruiz; victim|Ana Ruiz] in [place Tyre|Tyre].",
        ),
        # the deed and the harm that it brings
        (SHELLED, "Shells brought <DEATH|deaths> to [place Tyre|Tyre] on [time 2026-03-01|Sunday]."),
        # a plan for another place and somebody else
        (SHELLED, "The [state Iran; actor|Iran] will <ASSAULT planned|shell> [place Sidon|Sidon]."),
        # two who demand something
        ("[state Iran; actor|Iran] <REQUEST|demanded> talks in [place Tyre|Tyre].", "[state Georgia; actor|Georgia] <REQUEST|demanded> talks in [place Tyre|Tyre]."),
        # … nobody of them known by name
        ("[group miners; actor|The miners] <REQUEST|demanded> their pay on [time 2026-03-01|Sunday].", "[group relatives; actor|Several relatives] <REQUEST|demanded> the names on [time 2026-03-01|Sunday]."),
        # so many, and one who is named
        ("Rebels <DEATH|killed> [count killed 14 14|14 guards] in [place Tyre|Tyre].", "Rebels <DEATH|killed> [person Sami Zein; victim|Sami Zein] in [place Tyre|Tyre]."),
        # nothing in common but the type
        (SHELLED, "[state Iran; actor|Iran] <ASSAULT|bombed> [state Georgia; recipient|Georgia]."),
    ],
)  # fmt: skip
def test_similar_happenings_stay_apart(texts):
    assert groups(told(texts)) == ["a#v1", "b#v1"]


def test_what_describes_nobody_is_nothing_to_have_in_common():
    (fined,) = find_traces(told(("A court <SANCTION|fined> [group x; recipient|matters of policy].",)), ())
    assert fined.described == {"policy"}


STORY = (
    SHELLED,
    "In [place Tyre|Tyre] a market was <ASSAULT|shelled> on [time 2026-03-01|Sunday].",
    "Rebels <DEATH|killed> [person Sami Zein; victim|Sami Zein], a grocer, when they <ASSAULT|shelled> [place Tyre|Tyre].",
    "The <DEATH|death> of [person Zein; victim|Zein] was mourned.",
    "Two boats <ACCIDENT|collided> off [place Sidon|Sidon].",
)


def test_the_order_of_articles_never_matters():
    articles = told(STORY)
    found = incidents(articles)
    assert len(found) > 2
    assert incidents(articles[::-1]) == found
    assert incidents(articles[2:] + articles[:2]) == found


@pytest.mark.parametrize("name", ["0", "z"])
def test_a_copy_brings_no_incident(name):
    articles = told(STORY)
    for article in articles:
        copy = replace(article, id=name)
        found = incidents((*articles, copy))
        assert len(found) == len(incidents(articles))
        assert [one.articles for one in found] == [one.articles for one in incidents(articles)]


def judge(
    kind: JudgementKind, *subjects: str, at: str = "2026-03-09T10:00:00Z", **facts: object
) -> Judgement:
    return replace(Judgement(f"j{at}", kind, subjects, "Lena", at, "I was there"), **facts)


SAME, OTHER = JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([judge(OTHER, "a#v1", "b#v1")], ["a#v1", "b#v1", "c#v1"]),
        ([judge(SAME, "a#v1", "c#v1")], ["a#v1 b#v1 c#v1"]),
        ([judge(SAME, "c#v1", "b#v1"), judge(OTHER, "b#v1", "c#v1", at="2026-03-10")], ["a#v1 b#v1", "c#v1"]),
        ([judge(SAME, "a#v1", "c#v1", undone_by="Ada", undone_at="2026-03-10")], ["a#v1 b#v1", "c#v1"]),
    ],
)
def test_what_people_decide_is_taken_as_given(judgements, expected):
    texts = (SHELLED, STORY[1], "Two boats <ACCIDENT|collided> off [place Sidon|Sidon].")
    assert groups(told(texts), *judgements) == expected


def test_an_event_that_was_judged_to_be_none_is_in_no_incident():
    articles = told((SHELLED, "Two boats <ACCIDENT|collided> off [place Sidon|Sidon]."))
    assert groups(articles, judge(JudgementKind.REJECT, "a#v1")) == ["b#v1"]


def test_an_event_is_of_the_type_that_was_corrected():
    articles = told(
        (SHELLED, "In [place Tyre|Tyre] a market was <DAMAGE|shelled> on [time 2026-03-01|Sunday].")
    )
    correction = judge(JudgementKind.CORRECT, "b#v1", correction=(("type", "ASSAULT"),))
    assert [one.type.value for one in incidents(articles, correction)] == ["ASSAULT"]


def test_two_that_are_said_to_be_two_stay_so_though_a_copy_has_both():
    articles = told((SHELLED, SHELLED.replace("The ", "Again the ")))
    assert groups(articles, judge(OTHER, "a#v1", "b#v1")) == ["a#v1", "b#v1"]
    copy = replace(articles[0], id="c")
    assert groups((*articles, copy), judge(OTHER, "a#v1", "b#v1")) == ["a#v1 c#v1", "b#v1"]


def test_an_incident_gathers_who_where_and_when():
    articles = told(
        (
            "The [organisation Cedar Front; actor|Cedar Front] <DEATH|killed> [person Sami Zein; victim|Sami Zein] in [place Lebanon|Lebanon].",
            "[person Sami Zein; victim|Zein] was <DEATH|killed> in [place Tyre|Tyre] on [time 2026-03-01|Sunday].",
        )
    )  # fmt: skip
    one, *others = incidents(articles)
    assert not others
    assert [(part.role, part.name, len(part.evidence)) for part in one.parts] == [
        (Role.ACTOR, "Cedar Front", 1),
        (Role.VICTIM, "Sami Zein", 2),
    ]
    assert one.where is not None
    assert (one.type, one.where.name, one.first_day, one.last_day) == (
        EventType.DEATH,
        "Tyre",
        "2026-03-01",
        "2026-03-01",
    )
    assert (one.words, one.articles, one.modality) == ("killed", 2, Modality.ASSERTED)


def test_what_no_article_dates_happened_by_the_day_of_the_first_report():
    one, *_ = incidents(told(("Rebels <DEATH|killed> [person Sami Zein; victim|Sami Zein].",)))
    assert (one.first_day, one.last_day) == (None, "2026-03-03")


@pytest.mark.parametrize(
    ("body", "alone"),
    [
        ("Two boats <ACCIDENT|collided> off [place Sidon|Sidon].", True),
        ("Rebels <DEATH|killed> [person Sami Zein; victim|Sami Zein].", False),
    ],
)
def test_what_the_body_of_another_article_bears_out_is_no_mere_headline(body, alone):
    head = "Rebels <DEATH|kill> [person Sami Zein; victim|Sami Zein]"
    articles = (tell("a", "2026-03-03", "It rained.", headline=head), tell("b", "2026-03-03", body))
    found = next(one for one in incidents(articles) if one.type is EventType.DEATH)
    assert found.headline_only is alone


def test_a_third_who_fits_both_does_not_make_one_of_two_strangers():
    """A chairman may demand for his union, and one with him: the relatives' demand is another."""
    told_by = (
        "group miners; actor|The miners",
        "person Sami Zein; actor|Sami Zein",
        "group kin; actor|several relatives",
    )
    texts = [
        f"[{who}] <REQUEST|demanded> the names in [place Tyre|Tyre] on [time 2026-03-01|Sunday]."
        for who in told_by
    ]
    found = groups(told(tuple(nameless.replace("The miners", "the miners") for nameless in texts)))
    assert not any("a#v1" in group and "c#v1" in group for group in found)


@pytest.mark.parametrize(
    ("headline", "one"),
    [
        ("Railway head <RESIGN|quits> after fire", True),  # in another word
        ("[person Ana Ruiz; actor|Ana Ruiz] <RESIGN|quits> after fire", False),
    ],
)
def test_what_a_headline_tells_in_another_word_its_text_tells(headline, one):
    text = "[person Sami Zein; actor|Sami Zein] has <RESIGN|resigned>, the ministry said."
    found = incidents((tell("a", "2026-03-03", text, headline=headline),))
    assert (len(found) == 1) is one
    assert any(incident.headline_only for incident in found) is not one


DEMANDED = "{who} <REQUEST|demanded> a count in [place Tyre|Tyre]."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("[person Sami Zein; actor|Sami Zein]", "[person Sami Zein; actor|Sami Zein]", True),
        ("[person Sami Zein; actor; chairman|Sami Zein]", "[person boss; actor|the chairman]", True),
        # nothing tells that he is one of them
        ("[person Sami Zein; actor; chairman|Sami Zein]", "[group deputies; actor|the deputies]", False),
    ],
)
def test_whoever_is_not_called_so_demands_something_else(one: str, other: str, same: bool) -> None:
    articles = told((DEMANDED.format(who=one), DEMANDED.format(who=other)))
    assert ("a#v1 b#v1" in groups(articles)) is same


@pytest.mark.parametrize(
    ("day", "will", "same"),
    [
        ("2026-03-05", "will <ASSAULT threatened|shell>", False),  # what is to come has not been
        ("2026-03-05", "will <ASSAULT planned|shell>", False),
        ("2026-03-05", "<ASSAULT|shelled>", True),
        ("2026-03-01", "will <ASSAULT planned|shell>", True),  # it was told before it was done
    ],
)
def test_what_is_threatened_after_a_deed_is_another(day: str, will: str, same: bool) -> None:
    front = "The [organisation Cedar Front; actor|Cedar Front]"
    port = "[facility port; recipient|the port] in [place Tyre|Tyre]"
    articles = (
        tell("a", "2026-03-03", f"{front} <ASSAULT|shelled> {port}."),
        tell("b", day, f"{front} {will} {port}."),
    )
    assert (len(groups(articles)) == 1) is same


def test_what_is_denied_was_not_done_by_the_day_of_the_first_report() -> None:
    one, *_ = incidents(told(("Rebels never <DEATH negated|killed> [person Sami Zein; victim|Sami Zein].",)))
    assert (one.first_day, one.last_day) == (None, "2026-03-03")

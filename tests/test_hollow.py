from __future__ import annotations

import pytest

from onrecord.record.hollow import without_hollow
from onrecord.record.signals import find_signals
from onrecord.types import Article, Attribution, Span
from tests.readings import read_marked


def _kept(marked: str) -> list[str]:
    """The cues of the statements that are left."""
    text, reading = read_marked(marked)
    article = Article("a", text, (Span(0, len(text)),), "en")
    return [article[one.cue] for one in without_hollow(article, find_signals(reading).attributions)]


@pytest.mark.parametrize(
    "marked",
    [
        # nobody speaks, and no act of speech is told
        "[Content1 Loud blasts] [Cue1 were heard] as far away as Sohar.",
        # a happening tells nothing itself
        "[Source1 The raid] [Cue1 suggests] [Content1 that the army can fly at night].",
        "[Source1 These attacks] [Cue1 show] [Content1 that the port is open].",
        # what sort of article it is
        "[Source1 OPINION]: Osh [Cue1 proves] [Content1 that bridges pay].",
        # a camera's pictures are evidence
        "[Source1 Video footage from the port] [Cue1 shows] [Content1 a wreck].",
        "[Source1 The union] [Cue1 released a video that showed] [Content1 a wreck].",
        # a gathering is only named
        "[Source1 It comes after weeks of] [Cue1 protests against] [Content1 the law].",
        "The law brought [Source1 nationwide] [Cue1 protests against] [Content1 the mayor].",
        # what is done is no word on it
        "[Source1 The ministry] [Cue1 imposed] [Content1 sanctions on Oman].",
        "[Source1 The mayor] [Cue1 is withdrawing] [Content1 the harbour bill].",
        "[Content1 The bill] [Cue1 was suspended].",
        "[Cue1 Protests against] [Content1 the bill] went on.",
        # no act of speech that is known
        "[Source1 The studio] [Cue1 premiered] [Content1 a film on how the port burned].",
        "[Content1 Rain] was hard [Cue1 to resist].",
        # what is done before a court or in an office
        "[Source1 The mayor] [Cue1 will appeal] [Content1 the ruling].",
        "[Source1 The office] [Cue1 is looking into] [Content1 whether laws were broken].",
        "[Source1 He] [Cue1 fired] [Content1 a live shot at the attacker].",
        # where it was said
        "[Source1 Ruiz] [Cue1 in a statement].",
        # police who question somebody do it to him
        "[Source1 Harbour police] [Cue1 questioned] two porters.",
        # what is done to somebody before a court
        "[Source1 Osman] [Cue1 will be charged with] [Content1 theft].",
        "[Content1 Osman] [Cue1 had been indicted].",
        # what is only heard, may be done, or began to be
        "[Source1 She] [Cue1 heard] [Content1 two shots].",
        "[Source1 The board] [Cue1 could force] [Content1 him to leave].",
        "[Source1 Oman] [Cue1 started supporting] [Content1 the rebels].",
        "[Content1 His record] [Cue1 meant] [Content1 he was well known].",
        # whoever reads, or is spoken to
        "[Source1 You] [Cue1 agree to] [Content1 our terms].",
        # it is still the video
        "The video was made in Osh. [Source1 It] [Cue1 shows] [Content1 a guide kneeling].",
        "[Source1 Radio Osh] [Cue1 broadcast footage of] [Content1 five men].",
        # what a thing is called is no word on it
        "[Content1 The law], [Cue1 also known as] [Content1 the Harbour Order], is old.",
        # nobody says it, and nothing is said
        "[Cue1 Support for] [Content1 the law] is small.",
        "[Source1 The mayor] [Cue1 agreed].",
        # nothing is said
        "Yesterday it gave orders. Today [Source1 it] [Cue1 gives] [Content1 none].",
    ],
)
def test_what_only_looks_like_a_statement_is_none(marked):
    assert _kept(marked) == []


@pytest.mark.parametrize(
    ("headline", "source", "kept"),
    [
        ("Shooting Spurs Calls for Change", "Shooting Spurs", 0),
        ("Bombing Victims Calls for Change", "Bombing Victims", 1),
        ("Harbour Workers Calls for Change", "Harbour Workers", 1),
    ],
)
def test_what_a_headlines_happening_brings_about_says_nothing(headline, source, kept):
    whole = Span(0, len(headline))
    page = Article("a", headline, (whole,), "en", headline=whole)
    end = len(source)
    one = Attribution(Span(0, end), Span(end + 1, end + 10), (Span(end + 11, len(headline)),))
    assert len(without_hollow(page, (one,))) == kept


@pytest.mark.parametrize(
    ("marked", "cue"),
    [
        ("[Source1 The report] [Cue1 suggests] [Content1 that the army can fly at night].", "suggests"),
        ("[Source1 The envoy] [Cue1 said] [Content1 that blasts were heard].", "said"),
        ("[Content1 The port] [Cue1 is believed] [Content1 to be open].", "is believed"),
        ("[Source1 It] [Cue1 denied] [Content1 that ships had sunk].", "denied"),
        ("[Source1 The attacker] [Cue1 said] [Content1 no].", "said"),
        ("[Source1 The photographer] [Cue1 said] [Content1 pictures showed a wreck].", "said"),
        ("[Source1 Students] [Cue1 protest against] [Content1 the law].", "protest against"),
        ("[Source1 Voters] [Cue1 questioned] [Content1 what police had done].", "questioned"),
        ("[Source1 The mayor] [Cue1 agreed] [Content1 to leave].", "agreed"),
        ("[Source1 The mayor] [Cue1 withdrew] [Content1 his claim].", "withdrew"),
        ("[Source1 The mayor] [Cue1 appeals for] [Content1 calm].", "appeals for"),
        ("[Content1 The port is shut], [Cue1 according to] [Source1 the mayor].", "according to"),
        ("[Source1 The mayor] [Cue1 vowed to suspend] [Content1 the bill].", "vowed to suspend"),
    ],
)
def test_a_statement_stays_one(marked, cue):
    assert _kept(marked) == [cue]


def test_a_pronouns_doings_in_what_is_said_are_no_statement():
    text = "Police said they were walking it."
    outer = Attribution(Span(0, 6), Span(7, 11), (Span(12, 32),))
    inner = Attribution(Span(12, 16), Span(17, 29), (Span(30, 32),), 0)
    article = Article("a", text, (Span(0, len(text)),), "en")
    assert without_hollow(article, (outer, inner)) == (outer,)


def test_what_somebody_is_called_on_to_say_is_not_said_yet():
    text = "An envoy urged the mayor to apologise for it."
    outer = Attribution(Span(0, 8), Span(9, 14), (Span(15, 44),))
    inner = Attribution(Span(15, 24), Span(25, 37), (Span(38, 44),), 0)
    article = Article("a", text, (Span(0, len(text)),), "en")
    assert without_hollow(article, (outer, inner)) == (outer,)


def test_who_is_told_what_he_ought_to_know_says_nothing():
    text = "An envoy said rebels should know the law."
    outer = Attribution(Span(0, 8), Span(9, 13), (Span(14, 40),))
    inner = Attribution(Span(14, 20), Span(21, 32), (Span(33, 40),), 0)
    article = Article("a", text, (Span(0, len(text)),), "en")
    assert without_hollow(article, (outer, inner)) == (outer,)


def test_what_stands_inside_something_hollow_stands_where_that_stood():
    text = "An envoy said the raid suggests that rebels said no."
    article = Article("a", text, (Span(0, len(text)),), "en")

    def attribution(source: str, cue: str, content: str, parent: int | None) -> Attribution:
        spans = (Span(text.index(words), text.index(words) + len(words)) for words in (source, cue, content))
        who, verb, said = spans
        return Attribution(who, verb, (said,), parent)

    outer = attribution("An envoy", "said", "the raid suggests that rebels said no", None)
    hollow = attribution("the raid", "suggests", "that rebels said no", 0)
    inner = Attribution(Span(37, 43), Span(44, 48), (Span(49, 51),), 1)
    kept = without_hollow(article, (outer, hollow, inner))
    assert [one.parent for one in kept] == [None, 0]


def test_whom_a_question_is_about_says_nothing():
    text = "An envoy said rebels would ask the clerk about its guards."
    article = Article("a", text, (Span(0, len(text)),), "en")
    outer = Attribution(Span(0, 8), Span(9, 13), (Span(14, 57),))
    inner = Attribution(Span(31, 40), Span(41, 46), (Span(47, 57),), 0)
    assert without_hollow(article, (outer, inner)) == (outer,)


@pytest.mark.parametrize(
    ("cue", "kept"),
    [("were conveyed", False), ("was sent", False), ("was attributed", True), ("conveyed", True)],
)
def test_whom_a_passive_tells_something_is_not_who_says_it(cue, kept):
    text = f"An envoy said proposals that {cue} to the ministry were fair."
    start = text.index(cue)
    source = Span(start + len(cue) + 4, start + len(cue) + 16)
    outer = Attribution(Span(0, 8), Span(9, 13), (Span(14, len(text) - 1),))
    inner = Attribution(source, Span(start, start + len(cue)), (Span(14, 23),), 0)
    article = Article("a", text, (Span(0, len(text)),), "en")
    assert without_hollow(article, (outer, inner)) == ((outer, inner) if kept else (outer,))

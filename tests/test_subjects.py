from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.rules import find_rule_attributions
from onrecord.record.sentences import find_sentences
from onrecord.record.signals import find_signals
from onrecord.record.subjects import settle_sources, with_antecedent
from onrecord.types import Article, Attribution, Span
from tests.readings import read_marked


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "They met [Source1 Osman] , [Cue1 widely seen] [Content1 as his heir] .",
            [(None, "widely seen", ["as his heir"], None)],
        ),
        (
            "[Source1 Ruiz] [Cue1 denied] [Content1 it] and [Cue2 praised] [Content2 the guards] .",
            [("Ruiz", "denied", ["it"], None), ("Ruiz", "praised", ["the guards"], None)],
        ),
        (
            "[Source1 The guard] [Cue1 added] [Content1 that Sara Osman had met them] ,"
            " and [Cue2 had vowed] [Content2 to stay] .",
            [
                ("The guard", "added", ["that Sara Osman had met them , and had vowed to stay"], None),
                ("Sara Osman", "had vowed", ["to stay"], 0),
            ],
        ),
        # the reader gives her to the nearer verb alone
        (
            "[Source2 Ruiz] [Cue1 condemned] [Content1 the raid] and [Cue2 said] [Content2 it was late] .",
            [("Ruiz", "condemned", ["the raid"], None), ("Ruiz", "said", ["it was late"], None)],
        ),
        (
            "[Source1 Ruiz] [Cue1 left] [Content1 early] . It was late . [Cue2 Said] [Content2 to be ill] .",
            [("Ruiz", "left", ["early"], None), (None, "Said", ["to be ill"], None)],
        ),
        # whom one accuses does not accuse
        (
            "[Source1 Osman] [Cue1 is accused of] [Content1 theft] .",
            [(None, "is accused of", ["Osman", "theft"], None)],
        ),
        (
            "[Source1 Oman expelled two guards] [Cue1 accused of] [Content1 theft] .",
            [(None, "accused of", ["theft"], None)],
        ),
        (
            "[Source1 Osman] , [Cue1 accused of] [Content1 theft] , was fined .",
            [(None, "accused of", ["theft"], None)],
        ),
        (
            "[Source1 Officials] [Cue1 have blamed] [Content1 the mayor] .",
            [("Officials", "have blamed", ["the mayor"], None)],
        ),
        (
            "LAGOS , on Friday , [Cue1 announced] [Content1 that it had won] .",
            [("LAGOS", "announced", ["that it had won"], None)],
        ),
        (
            "In a report , the Nile Council [Cue1 warned] [Content1 that it was dry] .",
            [("the Nile Council", "warned", ["that it was dry"], None)],
        ),
        (
            "[Content1 It] was [Cue1 confirmed] by [Source1 the station , which] [Cue2 named] [Content2 an aide] .",
            [("the station", "confirmed", ["It"], None), ("the station", "named", ["an aide"], None)],
        ),
        (
            "[Source1 An officer] [Source2 who] [Cue2 asked] [Content2 not to be named] [Cue1 said] [Content1 no] .",
            [("An officer", "said", ["no"], None)],
        ),
        (
            "Oman , Iran , and [Source1 Chad] [Cue1 have pledged] [Content1 funds for the road] .",
            [("Oman , Iran , and Chad", "have pledged", ["funds for the road"], None)],
        ),
        (
            "On Monday , Oman , and [Source1 Chad] [Cue1 pledged] [Content1 funds] .",
            [("Chad", "pledged", ["funds"], None)],
        ),
        ("[Cue1 Reportedly] [Content1 it rained] .", [(None, "Reportedly", ["it rained"], None)]),
        (
            "[Source1 An envoy] left . Caracas [Cue1 denied] [Content1 that it knew] .",
            [("Caracas", "denied", ["that it knew"], None)],
        ),
        (
            "[Content1 The raid] [Cue1 was confirmed] by the Kurdish militia he led .",
            [("the Kurdish militia", "was confirmed", ["The raid"], None)],
        ),
        (
            "[Content1 The raid] [Cue1 was confirmed by] state radio in Tartus .",
            [("state radio", "was confirmed by", ["The raid"], None)],
        ),
        (
            "[Content1 The raid] [Cue1 was confirmed] by accident.",
            [(None, "was confirmed", ["The raid"], None)],
        ),
        (
            "A cadet who [Cue1 asked] [Content1 that his name be withheld] [Cue2 said] [Content2 no] .",
            [("A cadet who asked that his name be withheld", "said", ["no"], None)],
        ),
    ],
)  # fmt: skip
def test_a_clause_tells_the_source_that_the_reader_did_not(marked, expected):
    text, reading = read_marked(marked)
    whole = (Span(0, len(text)),)
    article = Article("a", text, whole, "en")
    ruled = find_rule_attributions(article, find_sentences(text, whole), ())
    settled = settle_sources(article, find_signals(reading).attributions, ruled, find_sentences(text, whole))
    found = [
        (
            one.source and article[one.source],
            article[one.cue],
            [article[piece] for piece in one.content],
            one.parent,
        )
        for one in settled
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "pronoun", "source"),
    [
        ("He met the old militia that claimed the raid.", "that", "the old militia"),
        ("They met Li Osman, who warned them.", "who", "Li Osman"),
        ("He said that it left.", "that", "that"),
        ("Osman, who warned them, left.", "who", "who"),  # one word may be the start of a sentence
    ],
)
def test_a_relative_pronoun_is_whoever_stands_right_before_it(text, pronoun, source):
    at = text.index(f" {pronoun} ") + 1
    article = Article("a", text, (Span(0, len(text)),), "en")
    one = Attribution(Span(at, at + len(pronoun)), Span(len(text) - 2, len(text) - 1), (), parent=0)
    assert with_antecedent(article, replace(one, parent=None)).source == one.source
    found = with_antecedent(article, one).source
    assert found
    assert article[found] == source

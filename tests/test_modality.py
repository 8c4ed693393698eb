"""How events are told of: tables of invented sentences, the event in brackets, a verb unless marked "n"."""

from __future__ import annotations

import re

import pytest

from onrecord.lexicons import rows
from onrecord.record.events.modality import GOVERNS, Told, find_modality
from onrecord.record.events.tokens import find_tokens
from onrecord.types import Modality, Span

MARKED = re.compile(r"\[(n )?([^\]]+)\]")


def told(marked: str) -> Told:
    """The sentence without its brackets, and where the event stands in it."""
    match = MARKED.search(marked)
    assert match
    text = marked[: match.start()] + match[2] + marked[match.end() :]
    tokens = find_tokens(text, Span(0, len(text)))
    inside = [n for n, t in enumerate(tokens) if match.start() <= t.start < match.start() + len(match[2])]
    return Told([token.word for token in tokens], inside[0], inside[-1] + 1, noun=bool(match[1]))


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Rebels [shelled] the port of Tyre.", "asserted"),
        ("The [n talks] ended on Monday.", "asserted"),
        ("The army denied that it [shelled] the port.", "asserted"),  # a denial is for the status
        ("The minister condemned the [n attack].", "asserted"),
        ("They will investigate the [n attack].", "asserted"),
        ("The alleged [n attack] took place in Sfax.", "asserted"),
        ("He did not say who [killed] the guard.", "asserted"),
        ("The envoy said that he was not told, and that Osman [resigned].", "asserted"),
        ("Not only [attacked] but also robbed, the driver fled.", "asserted"),
        ("The army will [withdraw] from Zakho.", "planned"),
        ("The army won’t [withdraw].", "negated"),
        ("She plans to [resign] in June.", "planned"),
        ("The union plans a [n strike] for May.", "planned"),
        ("The two ministers are due to [meet] in Tunis.", "planned"),
        ("The upcoming [n talks] worry Amman.", "planned"),
        ("The [n talks] are scheduled for Friday.", "planned"),
        ("The [n talks] will resume in Oslo.", "planned"),
        ("He ordered the brigade to [withdraw].", "planned"),
        ("The cabinet agreed to [release] nine drivers.", "planned"),
        ("The group threatened to [execute] the hostages.", "threatened"),
        ("They threatened a general [n strike].", "threatened"),
        ("Officials warned of an [n attack] on the dam.", "threatened"),
        ("If the army [attacked], they would flee.", "possible"),
        ("Nine people may have been [injured].", "possible"),
        ("A [n strike] could come within days.", "possible"),
        ("The threat of an [n attack] keeps schools shut.", "threatened"),
        ("They may face [n sanctions].", "possible"),
        ("Doctors urged the mayor to [resign].", "possible"),
        ("Protesters demanded that the mayor [resign].", "possible"),
        ("Protesters demanded that Mr. Osman [resign].", "possible"),
        ("The mayor should “[resign],” she said.", "possible"),
        ("Tunis was full of talk that Mr. Osman would soon [resign].", "possible"),
        ("He ordered U.S. troops to be [withdrawn].", "planned"),
        ("He asked whether they had [fled].", "possible"),
        ("Whoever [burned] the depot will be tried.", "possible"),
        ("Gunmen tried to [kidnap] a judge.", "possible"),
        ("Perhaps they [fled].", "possible"),
        ("Osman did not [resign].", "negated"),
        ("Osman refused to [resign].", "negated"),
        ("They never [met].", "negated"),
        ("She pleaded with the crowd not to “[attack]” anybody.", "negated"),
        ("No one was [hurt].", "negated"),
        ("No [n injuries] were reported.", "negated"),
        ("The blast [killed] no one.", "negated"),
        ("Police foiled an [n attack] on the dam.", "negated"),
        ("The [n talks] were called off.", "negated"),
        ("They asked the mayor, who is new to the town, to [resign].", "possible"),
        ("They left without [firing] on the crowd.", "negated"),
        ("The two sides have not signed a [n ceasefire].", "negated"),
        ("Nobody in the town was [killed].", "negated"),
        ("He has no memory of the night she was [shot].", "asserted"),
    ],
)
def test_the_words_around_an_event_tell_how_it_is_told_of(sentence: str, modality: str) -> None:
    assert find_modality(told(sentence), {}) == modality


def test_the_reader_is_followed_where_no_rule_speaks_and_it_is_sure() -> None:
    silent = told("The brigade [withdrew].")
    assert find_modality(silent, {Modality.ASSERTED: 0.3, Modality.PLANNED: 0.7}) is Modality.PLANNED
    assert find_modality(silent, {Modality.ASSERTED: 0.45, Modality.PLANNED: 0.55}) is Modality.ASSERTED


def test_the_reader_overrules_a_rule_only_where_it_is_almost_certain() -> None:
    ruled = told("The brigade will [withdraw].")
    assert find_modality(ruled, {Modality.POSSIBLE: 0.8}) is Modality.PLANNED
    assert find_modality(ruled, {Modality.POSSIBLE: 0.95}) is Modality.POSSIBLE


@pytest.mark.parametrize("sentence", ["No one was [killed].", "It foiled an [n attack] on Gao."])
def test_what_befell_nobody_or_was_foiled_is_no_fact_however_sure_the_reader_is(sentence: str) -> None:
    assert find_modality(told(sentence), {Modality.ASSERTED: 0.99}) is Modality.NEGATED


def test_nothing_is_denied_without_a_word_that_can_deny() -> None:
    sure = {Modality.ASSERTED: 0.05, Modality.NEGATED: 0.95}
    assert find_modality(told("The union has [asked] the mayor to resign."), sure) is Modality.ASSERTED
    assert find_modality(told("Clerks [met], calling for calm."), sure) is Modality.ASSERTED
    assert find_modality(told("Clerks had [met], then called off the rest."), sure) is Modality.NEGATED
    assert find_modality(told("It was a myth that the brigade [withdrew]."), sure) is Modality.NEGATED


def test_what_may_have_been_is_no_fact_however_sure_the_reader_is() -> None:
    sure = {Modality.ASSERTED: 0.99, Modality.POSSIBLE: 0.01}
    assert find_modality(told("Clerks may also have been [hurt]."), sure) is Modality.POSSIBLE
    assert find_modality(told("On May 25 guards [hurt] a clerk."), sure) is Modality.ASSERTED


def test_a_threat_is_for_the_rules_alone() -> None:
    assert (
        find_modality(told("They threatened to [attack]."), {Modality.PLANNED: 0.99}) is Modality.THREATENED
    )


def test_every_cue_has_a_way_of_governing() -> None:
    assert {kind for _, _, kind in rows("modality_cues")} == set(GOVERNS)

"""Where a mention of an event has it happen: which of the places that its sentence names."""

from __future__ import annotations

import pytest

from onrecord.lexicons.places import where_weights
from onrecord.record.events.arguments import find_arguments, find_scenes
from onrecord.record.events.whereabouts import FEATURES, LEAST, find_whereabouts, weigh_places
from tests.event_texts import mark


def where(text: str) -> str | None:
    """The place of the text's first event; its reader hears nothing, so that the words decide."""
    marked = mark(text)
    found = find_arguments(marked.article, marked.reading, marked.triggers, marked.nominals, marked.sentences)
    return marked.article[found[0].where] if found[0].where else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A guard was <DEATH|killed> in {place|Zakho}.", "Zakho"),
        ("A guard was <DEATH|killed> near the bridge of {place|Zakho}.", "Zakho"),
        ("In {place|Zakho}, {person|gunmen} <ASSAULT|shot> {person|a guard}.", "Zakho"),
        # where it was done, not where they came from
        ("{person|Gunmen} from {place|Mersin} <ASSAULT|shot> {person|a guard} in {place|Zakho}.", "Zakho"),
        ("{person|Gunmen} <ASSAULT|shelled> {place|Zakho} from {place|Mersin}.", "Zakho"),
        # whose chief he was is not where
        ("The <DEATH|slaying> of {place|Zakho} Officer {person|Omar Haddad}.", None),
        ("Rebels <DEATH|killed> {place|Zakho}’s harbour {person|chief}.", None),
        # the clause between commas is over
        (
            "At the port, where {weapon|shells} <DEATH|killed> {person|six}, sirens rang in {place|Mersin}.",
            None,
        ),
        ("{person|A guard} was <DEATH|killed>. It rained in {place|Zakho}.", None),
        # of somebody between commas another thing is told
        ("{person|Haddad}, accused of theft in {place|Mersin}, was <COERCE|arrested>.", None),
        ("{person|Haddad}, wanted for a <DEATH|killing>, was held in {place|Mersin}.", None),
        # where it is condemned is not where it was done; where it is told may be
        ("In {place|Zakho}, {person|Omar Haddad} condemned the deadly <ASSAULT|attack>.", None),
        ("In {place|Zakho}, {person|villagers} saw the <ASSAULT|attack>.", "Zakho"),
    ],
)
def test_an_event_is_where_its_sentence_has_it(text, place):
    assert where(text) == place


def test_a_place_with_two_events_is_weighed_for_each():
    marked = mark(
        "In {place|Zakho}, {person|they} <CONSULT|met> after {person|a guard} was <DEATH|killed> in {place|Mersin}."
    )
    found = find_arguments(marked.article, marked.reading, marked.triggers, marked.nominals, marked.sentences)
    assert marked.article[found[1].where] == "Mersin"


def test_likely_places_come_first():
    marked = mark("{person|Rebels} <ASSAULT|shelled> {place|Zakho} and {place|Mersin}.")
    ((scene, nominals),) = find_scenes(
        marked.article, marked.reading, marked.triggers, marked.nominals, marked.sentences
    )
    weights = where_weights()
    scores = {
        one.span: sum(weights[name] * value for name, value in row.items())
        for one, row in weigh_places(scene, nominals)
    }
    ranked = [scores[one.span] for one in find_whereabouts(scene, nominals)]
    assert len(scores) == 2
    assert ranked
    assert ranked == sorted(ranked, reverse=True)
    assert min(ranked) > LEAST


def test_every_feature_has_a_weight():
    assert set(where_weights()) == set(FEATURES)

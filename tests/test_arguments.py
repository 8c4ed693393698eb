"""Who and what take part in an event."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

import pytest

from onrecord.record.events.arguments import find_arguments
from onrecord.types import Reading
from tests.event_texts import Marked, mark


def told(marked: Marked, reading: Reading | None = None) -> set[str]:
    """The arguments of the first trigger: "victim two guards"."""
    found = find_arguments(
        marked.article, reading or marked.reading, marked.triggers, marked.nominals, marked.sentences
    )
    return {f"{one.role.value} {marked.article[one.span]}" for one in found[0].arguments}


VERBS = [
    (
        "{organisation|The Enneri Front} <ASSAULT|shelled> {facility|the port}.",
        {"actor The Enneri Front", "recipient the port"},
    ),
    (
        "{person|Gunmen} <ASSAULT|shot> {person|two guards} in {place|Zakho}.",
        {"actor Gunmen", "victim two guards", "place Zakho"},
    ),
    ("{person|Two guards} were <DEATH|killed> by {person|gunmen}.", {"victim Two guards", "actor gunmen"}),
    ("{person|Two guards}, who had already been <DEATH|shot>, fell.", {"victim Two guards"}),
    ("{person|Two guards} <DEATH|died> in {place|Zakho}.", {"victim Two guards", "place Zakho"}),
    ("It was a day for {person|a woman} <DEATH|killed> in {place|Zakho}.", {"victim a woman", "place Zakho"}),
    (
        "{person|A guard of the bridge} was <COERCE|arrested> by {organisation|police}.",
        {"recipient A guard of the bridge", "actor police"},
    ),
    ("{person|The envoy} <RESIGN|resigned>.", {"actor The envoy"}),
    ("{person|The mayor} <RESIGN|fired> {person|the clerk}.", {"actor The mayor", "recipient the clerk"}),
    (
        "{person|Refugees} <MOVE|travelled> from {place|Zakho} to {place|Mersin}.",
        {"actor Refugees", "origin Zakho", "destination Mersin"},
    ),
    (
        "{person|He} <ASSAULT|stabbed> {person|the clerk} with {weapon|a knife}.",
        {"actor He", "victim the clerk", "instrument a knife"},
    ),
    ("{weapon|A mine} <DEATH|killed> {person|six}.", {"instrument A mine", "victim six"}),
    (
        "In {place|Zakho}, {person|gunmen} <ASSAULT|shot> {person|a guard}.",
        {"place Zakho", "actor gunmen", "victim a guard"},
    ),
    (
        "He went to {place|Zakho}, where {person|gunmen} <ASSAULT|shot> {person|a guard}.",
        {"place Zakho", "actor gunmen", "victim a guard"},
    ),
]
VERBS += [
    ("{person|Two gunmen} <DEATH|shot and killed> {person|Mia Torrence}.", {"actor Two gunmen", "victim Mia Torrence"}),
    ("{person|Weller} <ASSAULT|fired> at {person|them} first.", {"actor Weller", "victim them"}),
    ("{person|Jon Halvorsen}, 34, was fatally <ASSAULT|shot> outside {facility|a bar}.", {"victim Jon Halvorsen", "place a bar"}),
    ("{group|Miners} <PROTEST|marched> in {place|Zakho}.", {"actor Miners", "place Zakho"}),
]  # fmt: skip
NOUNS = [
    ("{state|Oman}’s <ASSAULT|strike> on {place|Zakho} failed.", {"actor Oman", "recipient Zakho"}),
    ("An {group|Omani} air <ASSAULT|strike> failed.", {"actor Omani"}),
    ("The {place|Zakho} <ASSAULT|bombing> was long ago.", {"place Zakho"}),
    ("The <DEATH|killing> of {person|Sara Osman} by {person|gunmen} went on.", {"victim Sara Osman", "actor gunmen"}),
    ("{person|Osman}’s <DEATH|killing> by {person|gunmen} in {place|Zakho}.", {"victim Osman", "actor gunmen", "place Zakho"}),
    ("{person|Rebels} carried out three <ASSAULT|raids> on {facility|the depot}.", {"actor Rebels", "recipient the depot"}),
    ("A <ASSAULT|raid> on the old town of {place|Zakho}.", {"recipient Zakho"}),
    ("{person|The envoys} held <CONSULT|talks> with {state|Oman} in {place|Mersin}.", {"actor The envoys", "recipient Oman", "place Mersin"}),
    ("The <DEATH|death> in custody of {person|Sara Osman}.", {"victim Sara Osman"}),
]  # fmt: skip
NOUNS += [
    ("The <ASSAULT|blast> in {place|Zakho}, a quiet port, was carried out by {person|a bomber}.", {"place Zakho", "actor a bomber"}),
    ("There were <ASSAULT|bombings> at the hands of both {person|rebels} and {person|smugglers}.", {"actor rebels", "actor smugglers"}),
]  # fmt: skip
APART = [
    # whose words they are is not who did it
    ("{person|Rebels} <ASSAULT|shelled> {place|Zakho}, {person|officials} said.", {"actor Rebels", "recipient Zakho"}),
    # an apposition is no second victim
    ("{person|Rebels} <DEATH|killed> {person|Osman}, {person|a clerk}.", {"actor Rebels", "victim Osman"}),
    ("{person|Rebels} <DEATH|killed> {person|Osman}, {person|Haddad} and {person|a clerk}.", {"actor Rebels", "victim Osman", "victim Haddad", "victim a clerk"}),
    # a headline's comma is an "and"
    ("{group|Rebels} <DEATH|Kill> {person|Mayor}, {person|Head of Port}", {"actor Rebels", "victim Mayor", "victim Head of Port"}),
    # what stands before the next event word is that one's
    ("The <DEATH|death> of {person|Osman} and {organisation|police} killings elsewhere.", {"victim Osman"}),
    ("He left after the <DEATH|death> of {person|a clerk} in the {place|Zakho} shooting.", {"victim a clerk"}),
    # the man and what he is are one
    ("{person|Osman}, {person|a clerk}, was <DEATH|killed>.", {"victim Osman"}),
    ("They had <TRIAL|dropped the charges>, {person|he} said.", set()),
    # of a headline's list, one that nobody saw; and its own subject
    (
        "{state|Oman} Says <DEATH|Kills> {person|Port Chief}, Head Of {organisation|Port Guards} In {place|Zakho}",
        {"actor Oman", "victim Port Chief", "victim Head Of Port Guards", "place Zakho"},
    ),
    ("a friend of <DEATH|slain> Leader, {person|Sara Osman}, and {person|her son}", {"victim Sara Osman"}),
    # a people's name that only says whose
    ("The <DEATH|killing> of {person|Osman} was confirmed by {group|Omani} state media.", {"victim Osman"}),
    ("the bodies of <DEATH|slain> {person|guards} and of {person|a clerk}.", {"victim guards"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arguments"), VERBS)
def test_a_verb_takes_its_subject_its_object_and_what_prepositions_bring(text, arguments):
    assert told(mark(text)) == arguments


@pytest.mark.parametrize(("text", "arguments"), NOUNS)
def test_a_noun_takes_whose_it_is_whom_it_is_of_and_what_stands_before_it(text, arguments):
    assert told(mark(text)) == arguments


@pytest.mark.parametrize(("text", "arguments"), APART)
def test_what_belongs_to_something_else_is_left_out(text, arguments):
    assert told(mark(text)) == arguments

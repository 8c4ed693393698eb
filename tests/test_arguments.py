"""Who and what take part in an event."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.events.arguments import find_arguments
from onrecord.types import (
    CHANNELS,
    EntityType,
    EventType,
    MentionKind,
    Modality,
    Nominal,
    Reading,
    Span,
    Trigger,
)
from tests.event_texts import Marked, mark
from tests.readings import read_marked


def told(marked: Marked, reading: Reading | None = None) -> set[str]:
    """The arguments of the first trigger: "victim two guards"."""
    found = find_arguments(
        marked.article, reading or marked.reading, marked.triggers, marked.nominals, marked.sentences
    )
    return {f"{one.role.value} {marked.article[one.span]}" for one in found[0].arguments}


VERBS = [
    (
        "{person|A clerk} at {organisation|the port police} <ASSAULT|shot> {person|a porter}.",
        {"actor A clerk", "victim a porter"},
    ),
    # whom nobody saw, but whose he is
    (
        "{person|Osman} was killed, and {person|his} nephew <INJURY|wounded>, in {place|Sohar}.",
        {"victim his nephew", "place Sohar"},
    ),
    # whoever is busy with something, and not what he is busy with
    (
        "{person|A porter} carrying {thing|a sack} <ASSAULT|stabbed> {person|Osman}.",
        {"actor A porter", "victim Osman"},
    ),
    # whoever has the means, and not the means
    (
        "{state|Oman} had both {thing|the means} and {thing|the right} to <ASSAULT|bomb> {facility|the dam}.",
        {"actor Oman", "recipient the dam"},
    ),
    (
        "Clerks met in {place|Oman}, and {state|Mali} <ACCUSE|blamed> {person|Osman}.",
        {"actor Mali", "recipient Osman"},
    ),
    # what bounds or rounds a number governs nobody
    ("At least {person|40 traders} were <COERCE|arrested>.", {"recipient 40 traders"}),
    (
        "Over {person|100 traders} were <COERCE|arrested> in {place|Sohar}.",
        {"recipient 100 traders", "place Sohar"},
    ),
    # a word or two on how between who does it and the verb
    (
        "{person|Guards} in response <ASSAULT|fired> at {person|the crowd}.",
        {"actor Guards", "victim the crowd"},
    ),
    ("{person|Osman} was further <SANCTION|sanctioned> in May.", {"recipient Osman"}),
    (
        "{person|The mayor} was <ASSAULT|car bombed> by {group|smugglers}.",
        {"victim The mayor", "actor smugglers"},
    ),
    (
        "{state|Niger} and the {state|United Kingdom} have <ACCUSE|accused> {state|Oman}.",
        {"actor Niger", "actor United Kingdom", "recipient Oman"},
    ),
    # who is to go, and not who asks for it
    (
        "{person|The bishop} demanded {military|the troops} in {place|Sohar} <RETREAT|withdraw>.",
        {"actor the troops", "place Sohar"},
    ),
    (
        "{person|The bishop} <ACCUSE|attributed> it to {group|rebels}.",
        {"actor The bishop", "recipient rebels"},
    ),
    # a court judges, and did not do it
    (
        "{person|Osman} was <COERCE|jailed> for {person|his aunt}’s murder by {organisation|a court}.",
        {"recipient Osman", "actor a court"},
    ),
    # whose craft or weapons they are did it; craft of nobody's did it themselves
    (
        "{organisation|The army} said {organisation|its} {thing|helicopters} <DEATH|killed> {person|six guards}.",
        {"actor its", "instrument helicopters", "victim six guards"},
    ),
    (
        "{military|Oman}’s {weapon|missiles} <ASSAULT|hit> {facility|the port}.",
        {"actor Oman", "instrument missiles", "recipient the port"},
    ),
    ("{thing|Warplanes} <ASSAULT|bombed> {facility|the port}.", {"actor Warplanes", "recipient the port"}),
    # what is fired is not what was fired at
    (
        "{organisation|Rebels} <ASSAULT|fired> {weapon|the shells} at {facility|the port}.",
        {"actor Rebels", "instrument the shells", "place the port"},
    ),
    # nobody saw a mention of the patrol, only of whose it is
    (
        "{state|Omani} patrol <COERCE|seized> {thing|a survey boat}.",
        {"actor Omani patrol", "recipient a survey boat"},
    ),
    ("{person|Eleven people} with <INJURY|shrapnel wounds> lay there.", {"victim Eleven people"}),
    # a column is a force, wherever the reader puts it
    (
        "{person|The chief} of the {place|Eastern Column} was <DEATH|killed> in {place|Zakho}.",
        {"victim The chief", "place Zakho"},
    ),
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
    # whoever "who" stands for, whatever governs him
    (
        "{person|Osman} was held over the murder of {person|a clerk}, who later <DEATH|died>.",
        {"victim a clerk"},
    ),
    (
        "{person|Two guards} were both <DEATH|pronounced dead> in {place|Zakho}.",
        {"victim Two guards", "place Zakho"},
    ),
    ("{person|A clerk} <INJURY|suffered two gunshot wounds>.", {"victim A clerk"}),
    ("{person|Two guards} <DEATH|died> in {place|Zakho}.", {"victim Two guards", "place Zakho"}),
    ("It was a day for {person|a woman} <DEATH|killed> in {place|Zakho}.", {"victim a woman", "place Zakho"}),
    (
        "{person|A guard of the bridge} was <COERCE|arrested> by {organisation|police}.",
        {"recipient A guard of the bridge", "actor police"},
    ),
    (  # a list goes on past whose its members are, to people whom nobody saw
        "{organisation|The Front} <DEATH|killed> {person|the governor}, {person|other members} of his household and six "
        "other senior officials.",
        {
            "actor The Front",
            "victim the governor",
            "victim other members",
            "victim six other senior officials",
        },
    ),
    (  # … and a member of two closes it
        "{organisation|The Front} <DEATH|killed> {person|the governor}, {person|clerks of his and six guards}.",
        {"actor The Front", "victim the governor", "victim clerks of his and six guards"},
    ),
    (
        "{organisation|The Front} <DEATH|killed> {person|the governor}, and officials fled.",
        {"actor The Front", "victim the governor"},
    ),
    (
        "{organisation|Police} used gas and <COERCE|arrested> at least {person|30 people} on Friday.",
        {"actor Police", "recipient 30 people"},
    ),
    (
        "{person|Gunmen} <DEATH|killed> as many as {person|40 farmers}.",
        {"actor Gunmen", "victim 40 farmers"},
    ),
    (  # the chief did it, not his town
        "{place|Zakho} police chief <RESIGN|fired> {person|a guard}.",
        {"actor Zakho police chief", "recipient a guard"},
    ),
    (
        "{person|Osman} was <COERCE|arrested> by {place|Zakho} police.",
        {"recipient Osman", "actor Zakho police"},
    ),
    ("Six {person|shells} <ASSAULT|hit> {facility|the mill}.", {"instrument shells", "recipient the mill"}),
    (  # nowhere that can be told
        "{person|Osman} was <DEATH|shot dead> and mourned around {place|the world}.",
        {"victim Osman"},
    ),
    (
        "{person|The guards} knocked before forcing {facility|entry} and were <ASSAULT|shot> by {person|Osman}.",
        {"victim The guards", "actor Osman"},
    ),
    (  # over a clause between, the subject of the verb before the "and"
        "{person|The guards} had knocked before they went in, and were <ASSAULT|shot> by {person|Osman}.",
        {"victim The guards", "actor Osman"},
    ),
    (
        "{person|A patrol} <COERCE|seized> {facility|a boat} on {place|the Cuyuni}.",
        {"actor A patrol", "recipient a boat", "place the Cuyuni"},
    ),
    (
        "{person|A clerk} was charged with {person|the manslaughter of two traders} who were <ASSAULT|shot>.",
        set(),
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
    ("{organisation|Police} hold {person|two men} over depot <ASSAULT|attack>", set()),
    ("{military|Guards} of {place|Zakho} <ASSAULT|attack> {facility|the port}.", {"actor Guards", "place Zakho", "recipient the port"}),
    ("{organisation|Police} <ASSAULT|attack> {facility|the port}.", {"actor Police", "recipient the port"}),
    ("{group|Supporters} of {place|U.S.} President {person|Sami Osman} <ASSAULT|struck> {person|a clerk}.", {"actor Supporters", "victim a clerk"}),
    ("{state|Oman} was shaken by violence, which <DEATH|killed> {person|two guards}.", {"victim two guards"}),
    ("He fled {facility|the mine}, which had <DEATH|killed> {person|two guards}.", {"actor the mine", "victim two guards"}),
]  # fmt: skip
NOUNS = [
    # whoever threatens is to do it, to the one who is threatened
    ("{person|The bishop} threatened {state|Mali} with <SANCTION|sanctions>.", {"actor The bishop", "recipient Mali"}),
    ("{person|Osman} was jailed for {person|his aunt}’s <DEATH|murder> by {organisation|a court}.", {"victim his aunt"}),
    ("{person|The bishop} drew sharp <ACCUSE|criticism>.", {"recipient The bishop"}),
    ("{person|The guard} survived a knife <ASSAULT|attack> in {place|Sohar}.", {"victim The guard", "place Sohar"}),
    ("{state|Oman}’s <ASSAULT|strike> on {place|Zakho} failed.", {"actor Oman", "recipient Zakho"}),
    ("An {group|Omani} air <ASSAULT|strike> failed.", {"actor Omani"}),
    ("The {place|Zakho} <ASSAULT|bombing> was long ago.", {"place Zakho"}),
    ("The <DEATH|killing> of {person|Sara Osman} by {person|gunmen} went on.", {"victim Sara Osman", "actor gunmen"}),
    ("{person|Osman}’s <DEATH|killing> by {person|gunmen} in {place|Zakho}.", {"victim Osman", "actor gunmen", "place Zakho"}),
    ("{person|Rebels} carried out three <ASSAULT|raids> on {facility|the depot}.", {"actor Rebels", "recipient the depot"}),
    ("A <ASSAULT|raid> on the old town of {place|Zakho}.", {"recipient Zakho"}),
    ("{person|The envoys} held <CONSULT|talks> with {state|Oman} in {place|Mersin}.", {"actor The envoys", "recipient Oman", "place Mersin"}),
    ("The <DEATH|death> in custody of {person|Sara Osman}.", {"victim Sara Osman"}),
    ("The clashes left {person|six guards} <DEATH|dead>.", {"victim six guards"}),
    ("The <ASSAULT|explosion> of {weapon|a mine} in {place|Zakho}.", {"instrument a mine", "place Zakho"}),
    ("{person|He} condemned the <ASSAULT|raid> in {thing|an interview} with {organisation|the station}.", set()),
]  # fmt: skip
NOUNS += [
    # who removed whom
    ("{military|The army}’s <RESIGN|removal> of {person|the mayor} was quick.", {"actor The army", "recipient the mayor"}),
    ("{person|Osman}’s <DEATH|killing> of {person|a guard} was seen.", {"actor Osman", "victim a guard"}),
    # what follows the verb that the noun is the subject of is none of its own
    ("The <COERCE|crackdown> followed six weeks of attempts by {person|envoys} to talk.", set()),
    ("The <ASSAULT|raid> prompted the fall of {person|the mayor}.", set()),
    # who did something else in the sentence did not do this
    ("{person|Clerks} were held in the {person|Osman} <ASSAULT|shooting>", {"victim Osman"}),
    ("The <ASSAULT|blast> in {place|Zakho}, a quiet port, was carried out by {person|a bomber}.", {"place Zakho", "actor a bomber"}),
    ("There were <ASSAULT|bombings> at the hands of both {person|rebels} and {person|smugglers}.", {"actor rebels", "actor smugglers"}),
]  # fmt: skip
NOUNS += [
    ("The army said {thing|it} was targeting “enemy {facility|sites}” with <ASSAULT|strikes> in {place|Zakho}.", {"actor it", "recipient enemy sites", "place Zakho"}),
    ("{thing|It} hit {facility|depots} with <ASSAULT|strikes> across {place|Zakho}, as well as {facility|a mill}.", {"actor It", "recipient depots", "place Zakho", "recipient a mill"}),
]  # fmt: skip
NOUNS += [
    ("The <ASSAULT|strikes> across {place|Zakho}, as well as on {facility|sites} in {place|Mersin}.", {"place Zakho", "recipient sites", "place Mersin"}),
]  # fmt: skip
APPOINTED = [
    # the office is nobody, and whom he follows is not who was named
    ("{person|Osman} was <APPOINT|named> to replace {person|his father}.", {"recipient Osman"}),
    ("{person|Osman} has held {thing|one session} since <APPOINT|being named> {person|governor}.", {"recipient Osman"}),
    ("{person|Osman}, {person|who} has not been seen since <APPOINT|being named> last week.", {"recipient who"}),
]  # fmt: skip
FOUND = [
    # over what is told of a name between commas
    ("{person|Sara Osman}, a 31-year-old {person|woman}, was <ASSAULT|shot> in {place|Zakho}.", {"victim Sara Osman", "place Zakho"}),
    ("{person|Sara Osman}, 23, of {place|Mersin}, <DEATH|died> in {place|Zakho}.", {"victim Sara Osman", "place Zakho"}),
    # a phrase that nothing follows is passive
    ("Officers found {person|Sara Osman} <ASSAULT|shot to death> in {place|Zakho}.", {"victim Sara Osman", "place Zakho"}),
    ("They found {person|a clerk} fatally <ASSAULT|stabbed>.", {"victim a clerk"}),
    ("{person|A clerk} was <DEATH|killed> along with {person|her son}.", {"victim A clerk", "victim her son"}),
    # whose officer he is
    ("The <DEATH|slaying> of {place|Zakho} Officer {person|Omar Haddad}.", {"victim Omar Haddad"}),
    # whoever is heard after a quotation is not in it
    ("“He jumped out and kept <ASSAULT|shooting>,” {person|Osman} said.", set()),
    # «’s» after a pronoun is a verb; «his arrest» is of whoever he is
    ("“{person|He}’s been <COERCE|arrested>,” {person|an aide} said.", {"recipient He"}),
    ("{person|The guards} sought {person|his} <COERCE|arrest>.", {"recipient his"}),
    # who does it stands right before, whatever governs him; some of those who are told of; a day does nothing
    ("{organisation|Coastguards} saw boats of {person|refugees} <MOVE|crossing> {place|the strait}.", {"actor refugees"}),
    ("{state|Oman} says five of {person|the attackers} were <COERCE|captured> alive.", {"recipient the attackers"}),
    ("He talks between {person|the mayor} and {person|generals}, who <ASSAULT|shelled> {place|Zakho}.", {"actor generals", "recipient Zakho"}),
    ("{person|The mayor} <RESIGN|stepped down>, replaced by {person|a clerk}.", {"actor The mayor"}),
    ("{person|Guards} stormed {facility|the hall} to <RETREAT|lift> the siege.", {"actor Guards"}),
    ("{organisation|Police} <COERCE|arrested> two of {person|the men} accused of harming {person|Ana Ruiz}.", {"actor Police", "recipient the men"}),
    ("{person|The mayor} wants to <RESIGN|dismiss> one of {person|three guards} held over the loss of {person|Ana Ruiz}.", {"actor The mayor", "recipient three guards"}),
    ("{organisation|Police} held {person|a man} in connection with the <DEATH|death> of {person|Ana Ruiz}.", {"victim Ana Ruiz"}),
    ("{person|Omar Haddad}, accused of the theft of a bus that cost {person|40 people} their jobs, was <COERCE|arrested>.", {"recipient Omar Haddad"}),
    ("{person|Omar Haddad}, <ACCUSE|accused> of theft, left.", {"recipient Omar Haddad"}),
    ("Asked whether {organisation|the Front} was behind the <ASSAULT|raid>, she said nothing.", set()),
    ("{person|Her uncle} stayed and {person|the clerk} is due to <CONSULT|meet> {person|guards}.", {"actor the clerk", "recipient guards"}),
    ("{person|She} plans a trip {thing|Thursday} to <CONSULT|meet> with {person|the clerks}.", {"actor She", "recipient the clerks"}),
    # where a way led, and where it began
    ("{person|Clerks} <MOVE|reached> {place|Zakho}.", {"actor Clerks", "destination Zakho"}),
    ("{person|Clerks} <MOVE|arrived> at {facility|a camp}.", {"actor Clerks", "destination a camp"}),
    ("{person|Clerks} <MOVE|left> {facility|the clinic}.", {"actor Clerks", "origin the clinic"}),
    ("{person|Clerks} <MOVE|flew> in {place|Zakho}.", {"actor Clerks", "place Zakho"}),
    # who guards the camp held nobody; the camp shot nobody; a caption tells where he stands
    ("{person|He} was <COERCE|held> at {facility|a camp} guarded by {military|soldiers}.", {"recipient He", "place a camp"}),
    ("{person|He} spoke of a raid on {facility|a base} that <DEATH|killed> {person|six}.", {"victim six"}),
    ("{person|Osman}, {thing|right}, <CONSULT|meets> with {person|a clerk}.", {"actor Osman", "recipient a clerk"}),
    ("{person|Clerks} gathered in the biggest port, {place|Mersin}, to <PROTEST|protest>.", {"actor Clerks"}),
    ("{organisation|Police} <ASSAULT|fired> {thing|tear gas}.", {"actor Police", "instrument tear gas"}),
    # two verbs of one subject, one of them with no object
    ("{organisation|Police} soon <MOVE|arrived> and held {person|a clerk}.", {"actor Police"}),
    ("{weapon|A mine} killed {person|six} and <INJURY|wounded> {person|nine}.", {"instrument A mine", "victim nine"}),
    ("{person|Osman} <THREATEN|threatened> to shut down {facility|the port}.", {"actor Osman"}),
]  # fmt: skip
ASIDES = [
    # what follows the comma that ends a relative clause is the main clause's
    ("In {place|Zakho}, where {weapon|shells} <DEATH|killed> {person|six}, sirens rang in {place|Mersin}.", {"place Zakho", "instrument shells", "victim six"}),
    # over such a clause the subject stands before it
    ("{person|Osman}, who fled to see {person|her father}, had <CONSULT|attended> {thing|the talks}.", {"actor Osman", "recipient the talks"}),
]  # fmt: skip
HEADED = [
    # quoted words are not cut short
    ("{military|The army} went on <ASSAULT|striking> “{facility|nests} of smugglers” in {place|Zakho}.", {"actor The army", "recipient nests of smugglers", "place Zakho"}),
    # a headline tells what was done in the present, what was done to one in the past
    ("{person|Minister} <ASSAULT|Stabbed> in {place|Zakho}", {"victim Minister", "place Zakho"}),
    ("{group|Drones} hit {facility|grain store}, six <DEATH|killed>", set()),
    ("{group|Farmers} <DEATH|killed>", {"victim Farmers"}),
    ("{person|Depot Manager} <COERCE|Arrested> As Blaze Spreads", {"recipient Depot Manager"}),
    ("{person|Rebels} <ASSAULT|attacked> in {place|Zakho}.", {"actor Rebels", "place Zakho"}),
    ("{person|Envoy} <RESIGN|Resigned>", {"actor Envoy"}),
    # a title's country is no subject's
    ("{person|Two friends} of {state|Oman} President {person|Sara Osman} <ASSAULT|struck> {person|a clerk}.", {"actor Two friends", "victim a clerk"}),
    # those who leave their homes are whom it is done to
    ("{person|Forty families} <DISPLACEMENT|left their homes>.", {"victim Forty families"}),
]  # fmt: skip
LISTED = [
    # ages and commas between those who were harmed
    ("{person|Sara Osman}, 23, and {person|Ana Ruiz}, 29, were both <DEATH|pronounced dead>.", {"victim Sara Osman", "victim Ana Ruiz"}),
    ("{person|Tim Ode}, {person|Sara Osman}, 23, and 29-year-old {person|Ana Ruiz} were <DEATH|killed>.", {"victim Tim Ode", "victim Sara Osman", "victim Ana Ruiz"}),
    ("In {place|Zakho}, {person|Sara Osman} and {person|Ana Ruiz} were <DEATH|killed>.", {"place Zakho", "victim Sara Osman", "victim Ana Ruiz"}),
    ("{person|A man}, {person|a boy} and {person|a woman} were <INJURY|hurt>.", {"victim A man", "victim a boy", "victim a woman"}),
    ("{person|The mayor}, {person|a farmer}, and {person|a guard} were <INJURY|hurt>.", {"victim a farmer", "victim a guard"}),
    # whom a predicate tells of
    ("{person|Osman} and {person|Ruiz} were {person|the two clerks} <DEATH|killed> in {place|Zakho}.", {"victim Osman", "victim Ruiz", "victim the two clerks", "place Zakho"}),
    ("{person|Osman} was among {person|the clerks} <DEATH|killed> in {place|Zakho}.", {"victim Osman", "victim the clerks", "place Zakho"}),
    ("{person|Ruiz} was one of {person|three people} <INJURY|wounded>.", {"victim Ruiz", "victim three people"}),
    ("{person|One clerk} is <DEATH|dead> after a row.", {"victim One clerk"}),
    # who is found was harmed, not who found him
    ("{person|Guards} found {person|Osman} of {place|Zakho} <DEATH|shot to death>.", {"victim Osman"}),
    ("{person|Guards} told of {person|a clerk} <ASSAULT|shot> in {place|Zakho}.", {"victim a clerk", "place Zakho"}),
    # an aside that tells who he is
    ("{person|Osman}, identified by police as {person|a clerk}, <DEATH|died>.", {"victim Osman"}),
    # what opens a sentence is no apposition's head
    ("In spite of {person|two doctors}, {person|the clerk} <DEATH|died>.", {"victim the clerk"}),
    # who has a wound is not who finds him
    ("{person|A clerk} found the body of {person|a man} with <INJURY|wounds>.", {"victim a man"}),
    # whose gun it is was not shot
    ("{person|Osman} <ASSAULT|fired> {person|his} duty gun.", {"actor Osman"}),
    # how many wounds one had
    ("{person|Osman} had two <INJURY|gunshot wounds>.", {"victim Osman"}),
    # whoever does it to himself is whom it is done to
    ("{person|Haddad} shot {person|Osman} before <ASSAULT|turning the gun on himself>.", {"victim Haddad"}),
    ("{person|Haddad} later <DEATH|shot himself>.", {"victim Haddad"}),
    ("{person|Haddad} <DEATH|took his own life>.", {"victim Haddad"}),
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


@pytest.mark.parametrize(("text", "arguments"), APPOINTED)
def test_who_is_appointed_is_not_the_office(text, arguments):
    assert told(mark(text)) == arguments


@pytest.mark.parametrize(("text", "arguments"), FOUND)
def test_the_harmed_are_found_as_crime_reports_tell_of_them(text, arguments):
    assert told(mark(text)) == arguments


@pytest.mark.parametrize(("text", "arguments"), ASIDES)
def test_a_clause_between_commas_keeps_its_own(text, arguments):
    assert told(mark(text)) == arguments


@pytest.mark.parametrize(("text", "arguments"), HEADED)
def test_headlines_and_titles_have_a_grammar_of_their_own(text, arguments):
    assert told(mark(text)) == arguments


@pytest.mark.parametrize(("text", "arguments"), LISTED)
def test_whoever_is_told_to_have_been_harmed_is_a_victim(text, arguments):
    assert told(mark(text)) == arguments


@pytest.mark.parametrize(("text", "arguments"), APART)
def test_what_belongs_to_something_else_is_left_out(text, arguments):
    assert told(mark(text)) == arguments


def heard(marked: Marked, links: dict[tuple[str, str], float]) -> Reading:
    """A reading in which the first trigger asks for words by channel: {("actor", "Rebels"): 6.0}."""
    reading = marked.reading
    size = (len(reading.words), len(CHANNELS), 1)
    asks, answers = np.zeros(size, np.float32), np.full(size, -9, np.float32)
    asks[_words(marked, marked.triggers[0].span)] = 1
    for (channel, word), logit in links.items():
        start = marked.article.text.index(word)
        answers[_words(marked, Span(start, start + len(word))), CHANNELS.index(channel)] = logit
    labels = replace(reading.labels, link_bias=np.zeros(len(CHANNELS), np.float32))
    return replace(reading, asks=asks, answers=answers, labels=labels)


def _words(marked: Marked, span: Span) -> list[int]:
    return [n for n, (a, b) in enumerate(marked.reading.words.tolist()) if Span(a, b).overlaps(span)]


@pytest.mark.parametrize(
    ("text", "link", "arguments"),
    [
        ("The mayor in {place|Mersin} said {person|a man} was <DEATH|killed>.", ("actor", "Mersin"), set()),
        ("The mayor in {place|Oman} said {person|a man} was <DEATH|killed>.", ("actor", "Oman"), {"actor Oman"}),
        ("{person|Osman} was <TRIAL|charged>, but {person|a judge} freed her.", ("actor", "judge"), set()),
        # whom an active verb is done to does not stand before who does it
        ("{person|A guard} was hit and {person|a clerk} <ASSAULT|shot> back.", ("affected", "guard"), set()),
        # of what is added after a comma
        ("{person|Osman} was <ACCUSE|blamed>, which {person|a friend} denied.", ("actor", "friend"), set()),
        # who did it is asked
        ("{organisation|The ministry} should show who <ASSAULT|shelled> {facility|the mill}.", ("actor", "ministry"), set()),
        # a thing did it that nobody saw; nor did the victim of it
        ("{person|A clerk} spoke of the fire that <DEATH|killed> {person|six}.", ("actor", "clerk"), set()),
        ("{person|Osman} was the victim of a vile <ASSAULT|attack>.", ("actor", "Osman"), set()),
        # the suspect did it, if anybody; where it was tells of nobody
        ("Guards hold the <ASSAULT|shooting> suspect, {person|Osman}.", ("affected", "Osman"), set()),
        ("Guards said <ASSAULT|shooting> suspect {person|Osman} fled.", ("affected", "Osman"), set()),
        ("{person|Osman} lives where the <ASSAULT|shooting> occurred.", ("affected", "Osman"), set()),
        # whose envoy he is, and no more
        ("{state|Oman}’s {person|envoy} <CONSULT|met> {person|a judge}.", ("actor", "Oman"), set()),
    ],
)  # fmt: skip
def test_a_town_does_nothing_by_the_readers_word_alone_nor_does_whoever_comes_after_a_but(
    text, link, arguments
):
    marked = mark(text)
    assert told(marked, heard(marked, {link: 6.0})) == arguments


SHELLED = "{organisation|Rebels} <ASSAULT|shelled> {facility|the port} near {place|Zakho}."


@pytest.mark.parametrize(
    ("links", "arguments"),
    [
        ({("actor", "Rebels"): 3, ("affected", "port"): 3, ("place", "Zakho"): 3}, {"actor Rebels", "recipient the port", "place Zakho"}),
        # sure that it is none of it, the reader outweighs grammar
        ({("affected", "port"): 3, ("place", "Zakho"): 3}, {"recipient the port", "place Zakho"}),
        # sure that it is another, too
        ({("affected", "Rebels"): 9, ("place", "Zakho"): 3}, {"recipient Rebels", "place Zakho"}),
        # where grammar has found one, another needs more
        ({("actor", "Rebels"): 3, ("actor", "Zakho"): 1, ("affected", "port"): 3}, {"actor Rebels", "recipient the port"}),
    ],
)  # fmt: skip
def test_the_reader_and_grammar_are_added_up(links, arguments):
    marked = mark(SHELLED)
    assert told(marked, heard(marked, links)) == arguments


@pytest.mark.parametrize(
    ("who", "arguments"),
    [("It", {"actor It", "recipient the port"}), ("Rebels", {"recipient the port"})],
)
def test_of_a_pronoun_the_readers_word_is_no_bar_to_what_grammar_finds(who, arguments):
    marked = mark(f"{{organisation|{who}}} <ASSAULT|shelled> {{facility|the port}}.")
    assert told(marked, heard(marked, {("affected", "port"): 3.0})) == arguments


def test_whom_the_reader_takes_for_one_of_those_who_met_is_whom_the_other_met():
    marked = mark("{person|Osman} <CONSULT|met> with {person|the envoy}.")
    links = {("actor", "Osman"): 3.0, ("actor", "envoy"): 0.0}
    assert told(marked, heard(marked, links)) == {"actor Osman", "recipient the envoy"}


def test_whoever_is_convicted_of_it_did_it_though_his_mention_runs_on():
    marked = mark("{person|A judge} convicted {person|a guard} of <DEATH|killing> {person|a clerk}.")
    judge, guard, clerk = sorted(marked.nominals, key=lambda one: one.span)
    long = replace(guard, span=Span(guard.span.start, clerk.span.end))
    marked = replace(marked, nominals=(judge, long, clerk))
    assert told(marked) == {"actor a guard of killing a clerk", "victim a clerk"}


def test_whom_the_reader_takes_for_moved_by_a_verb_of_going_is_who_goes():
    marked = mark("{person|160,000 refugees} have <MOVE|arrived>.")
    assert told(marked, heard(marked, {("affected", "refugees"): -1.0})) == {"actor 160,000 refugees"}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("{organisation|Rebels} <COERCE|captured> {place|the village}.", "seize"),
        ("{organisation|Rebels} <COERCE|seized> {thing|the grain}.", "seize"),
        ("{organisation|Rebels} <COERCE|captured> {person|a guard} in {place|the village}.", "arrest"),
        ("{organisation|Rebels} <COERCE|captured> {person|a guard} and {place|the village}.", "arrest"),
        ("{organisation|Police} <COERCE|detained> {thing|the lot}.", "arrest"),
        ("Rebels had <COERCE|captured> more.", "arrest"),
    ],
)
def test_a_village_is_seized_and_not_arrested(text, mode):
    marked = mark(text)
    marked = replace(marked, triggers=(replace(marked.triggers[0], mode="arrest"),))
    (found,) = find_arguments(
        marked.article, marked.reading, marked.triggers, marked.nominals, marked.sentences
    )
    assert found.mode == mode


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{person|The mayor} <ASSAULT|fired> one of {person|the guards}.", "RESIGN"),
        ("{person|The guards} <ASSAULT|fired> at {person|the mayor}.", "ASSAULT"),
        ("{person|The guards} <ASSAULT|fired> {weapon|rockets}.", "ASSAULT"),
    ],
)
def test_whom_nobody_fired_at_was_dismissed(text, kind):
    marked = mark(text)
    (found,) = find_arguments(
        marked.article, marked.reading, marked.triggers, marked.nominals, marked.sentences
    )
    assert found.type.value == kind


def test_words_that_no_mention_covers_can_be_an_argument():
    marked = mark("{organisation|Rebels} <ASSAULT|shelled> the rolling stock.")
    links = {("actor", "Rebels"): 3.0, ("affected", "the rolling stock"): 3.0}
    assert told(marked, heard(marked, links)) == {"actor Rebels", "recipient the rolling stock"}


def test_no_mark_and_no_title_alone_is_an_argument():
    marked = mark("Former Rep. {person|Sara Osman} (Sfax) <TRIAL|pleaded guilty>.")
    links = {("actor", word): 3.0 for word in ("Rep", "Osman", ")")}
    assert told(marked, heard(marked, links)) == {"actor Sara Osman"}


def test_the_object_that_the_treebanks_teach_counts_for_whom_it_was_done_to():
    marked = mark("{person|Osman}, it turned out, was the man whom rebels had <ASSAULT|shelled>.")
    links = {("affected", "Osman"): -0.5, ("object", "Osman"): 2.0}
    assert told(marked, heard(marked, links)) == {"victim Osman"}


@given(st.text(alphabet="ab .,“”\"’'s\n-", min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 9))
def test_arguments_are_spans_of_the_text_whatever_it_says(text, start, length):
    start = min(start, len(text) - 1)
    span = Span(start, min(start + length, len(text)))
    article = replace(mark("").article, text=text)
    nominal = Nominal(span, span, EntityType.PERSON, MentionKind.NAME)
    trigger = Trigger(Span(0, 1), EventType.ASSAULT, None, Modality.ASSERTED)
    (found,) = find_arguments(article, read_marked(text)[1], (trigger,), (nominal,), (Span(0, len(text)),))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found.arguments)

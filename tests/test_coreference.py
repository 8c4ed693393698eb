from __future__ import annotations

import re
from itertools import pairwise

import pytest

from onrecord.record.entities import find_entities
from onrecord.record.entities.nominals import find_nominals
from onrecord.record.quotes import find_quotes
from onrecord.record.sentences import find_sentences
from onrecord.record.signals import find_signals
from onrecord.record.statements import Surroundings, find_statements
from onrecord.types import Article, Entity, EntityType, Name, Span
from tests.readings import read_marked, with_head, with_link


def _entities(
    marked: str,
    seen: dict[str, tuple[str, str]] | None = None,
    named: tuple[str, ...] = (),
    linked: tuple[tuple[str, str], ...] = (),
) -> tuple[Article, tuple[Entity, ...]]:
    """The entities of a text whose names, sources, cues and contents are marked, line by line a paragraph.

    `seen`: head word → the class and the words that a reader sees; `named`: people's names inside other marks;
    `linked`: words that it takes for one.
    """
    text, reading = read_marked(marked)
    for word, other in linked:
        reading = with_link(text, reading, word, other)
    for head, (kind, words) in (seen or {}).items():
        reading = with_head(text, reading, head, kind, words)
    ends = [0, *(n + 1 for n, char in enumerate(text) if char == "\n"), len(text) + 1]
    paragraphs = tuple(Span(a, b - 1) for a, b in pairwise(ends) if b - 1 > a)
    article = Article("a", text, paragraphs, "en")
    sentences = find_sentences(text, paragraphs)
    signals = find_signals(reading)
    inner = (Name(Span(*m.span()), EntityType.PERSON) for name in named for m in re.finditer(name, text))
    names = tuple(sorted((*signals.names, *inner), key=lambda name: name.span))
    around = Surroundings(sentences, find_quotes(text, paragraphs), names)
    statements = find_statements(article, signals.attributions, around)
    nominals = find_nominals(article, reading, names, sentences)
    return article, find_entities(article, nominals, sentences, statements, reading)


def _chains(
    marked: str, seen: dict[str, tuple[str, str]] | None = None, named: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    article, entities = _entities(marked, seen, named)
    return {entity.name: [article[mention.span] for mention in entity.mentions] for entity in entities}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # names
        ("[Person Ana Ruiz] left. [Person Ruiz] came back.", "Ana Ruiz", ["Ana Ruiz", "Ruiz"]),
        ("[Person Ana Ruiz] left. [Person Ana] came back.", "Ana Ruiz", ["Ana Ruiz", "Ana"]),
        ("[Person Ana M. Ruiz] left. [Person A. Ruiz] and [Person Ana Ruiz].", "Ana M. Ruiz",
         ["Ana M. Ruiz", "A. Ruiz", "Ana Ruiz"]),
        ("[Person Ana Ruiz] and [Person Omar Ruiz] left. [Person Ruiz] came back.", "Ruiz", ["Ruiz"]),
        # called so before the other came, and after it
        ("[Person Ana Ruiz] left. [Person Ruiz] sent an aide, [Person Omar Ruiz]. [Person Ruiz] came back.", "Ana Ruiz",
         ["Ana Ruiz", "Ruiz", "Ruiz"]),
        ("General [Person Sara Osman] and [Person Omar Osman] met. General [Person Osman] left.", "Sara Osman",
         ["Sara Osman", "Osman"]),
        ("[Person Omar bin Haddad] left. [Person Bin Haddad] came.", "Omar bin Haddad",
         ["Omar bin Haddad", "Bin Haddad"]),
        ("[Person ANA RUIZ] left. [Person Ana Ruiz] came.", "Ana Ruiz", ["ANA RUIZ", "Ana Ruiz"]),
        ("[Person Robert Haddad] left. [Person Bob Haddad] came.", "Robert Haddad", ["Robert Haddad", "Bob Haddad"]),
        ("[Person Robert Haddad] left. [Person Bill Haddad] came.", "Robert Haddad", ["Robert Haddad"]),
        ("[Person Karim Zog] ruled. [Person Zog I] fled.", "Karim Zog", ["Karim Zog", "Zog I"]),
        ("[Person Mr. Osman] left. [Person Osman] came.", "Osman", ["Mr. Osman", "Osman"]),
        ("[Organization Red River Front] fighters left, the [Organization RRF].", "Red River Front",
         ["Red River Front", "RRF"]),
        ("The [Organization Grey Falcons], also known as the [Organization Night Guard], left.", "Grey Falcons",
         ["Grey Falcons", "Night Guard"]),
        ("The [Organization Grey Falcons], which is known as [Organization Night Guard] or [Organization Owls].",
         "Grey Falcons", ["Grey Falcons", "Night Guard", "Owls"]),
        ("The [Organization Osh Post-Courier] wrote it; the [Organization Post-Courier] was alone.", "Osh Post-Courier",
         ["Osh Post-Courier", "Post-Courier"]),
        ("[Location Ana Ruiz] left. [Person Ana Ruiz] came back.", "Ana Ruiz", ["Ana Ruiz", "Ana Ruiz"]),
        # appositions and predicates
        ("[Person Ana Ruiz], the mayor, left.", "Ana Ruiz", ["Ana Ruiz", "the mayor"]),
        ("The mayor, [Person Ana Ruiz], left.", "Ana Ruiz", ["The mayor", "Ana Ruiz"]),
        ("They mourn [Person Ana Ruiz], a clerk killed in a raid.", "Ana Ruiz", ["Ana Ruiz", "a clerk"]),
        ("[Person Ana Ruiz], the mayor and a guard left.", "Ana Ruiz", ["Ana Ruiz"]),
        ("[Person Ana Ruiz] is a teacher.", "Ana Ruiz", ["Ana Ruiz", "a teacher"]),
        ("A boy named [Person Omar] fled.", "Omar", ["A boy", "Omar"]),
        ("[Person Ana Ruiz], a clerk from the mill, left.", "Ana Ruiz", ["Ana Ruiz", "a clerk"]),
        ("[Person Ana Ruiz], a clerk from the mill and a guard left.", "Ana Ruiz", ["Ana Ruiz"]),
        ("[Person Omar Haddad], 43, a guard, left.", "Omar Haddad", ["Omar Haddad", "a guard"]),
        ("The trip took [Location Peru]’s [Location Osh Province] by car.", "Peru", ["Peru"]),
        ("[Person Omar Haddad] left. He’s a guard.", "Omar Haddad", ["Omar Haddad", "He", "a guard"]),
        ("[Person Sara Osman], who is [Person Omar Haddad]’s mother, left.", "Omar Haddad", ["Omar Haddad"]),
        ("They saw [Person Ana Ruiz], [Person Ruiz]’s guard.", "Ana Ruiz", ["Ana Ruiz", "Ruiz"]),
        # … over what the office is of
        ("The governor of [Location Osh], [Person Ana Ruiz], left.", "Ana Ruiz", ["The governor", "Ana Ruiz"]),
        ("The head of the port union (PU), [Person Ana Ruiz], left.", "Ana Ruiz", ["The head", "Ana Ruiz"]),
        ("The governor of [Location Osh], [Person Ana Ruiz], and a guard left.", "Ana Ruiz", ["Ana Ruiz"]),
        ("The governor of [Location Osh], [Person Ana Ruiz], [Person Omar Haddad] and a guard left.", "Ana Ruiz",
         ["Ana Ruiz"]),
        ("They met a cousin of the governor, [Person Ana Ruiz].", "Ana Ruiz", ["the governor", "Ana Ruiz"]),
        ("A guard of the mill in Osh, [Person Ana Ruiz] said, fled.", "Ana Ruiz", ["Ana Ruiz"]),
        ("The mayor, Dr. [Person Ana Ruiz], left.", "Ana Ruiz", ["The mayor", "Ana Ruiz"]),
        ("[Person Eva Ruiz], [Person Ana Ruiz]’s guard, left.", "Eva Ruiz", ["Eva Ruiz", "Ana Ruiz’s guard"]),
        ("According to [Person Ana Ruiz], a guard from the mill fled.", "Ana Ruiz", ["Ana Ruiz"]),
        ("According to [Person Ana Ruiz], a guard from the mill, it rained.", "Ana Ruiz", ["Ana Ruiz", "a guard"]),
        ("The governor for whom it was made, [Person Ana Ruiz], left.", "Ana Ruiz", ["Ana Ruiz"]),
        # who is identified
        ("A 28-year-old man, later identified as [Person Omar Haddad], fled.", "Omar Haddad",
         ["A 28-year-old man", "Omar Haddad"]),
        ("Police identified the victim Monday as 32-year-old [Person Omar Haddad].", "Omar Haddad",
         ["the victim", "Omar Haddad"]),
        # the victim is whom the report told to be hurt, if it told of one
        ("A man was shot dead in Osh. The victim was identified as [Person Omar Haddad].", "Omar Haddad",
         ["A man", "The victim", "Omar Haddad"]),
        ("Ben shot and killed a man in Osh. The victim, [Person Omar Haddad], was loved.", "Omar Haddad",
         ["a man", "The victim", "Omar Haddad"]),
        ("A man died in Osh. Rain fell. Police identified the victim as [Person Omar Haddad].", "Omar Haddad",
         ["A man", "the victim", "Omar Haddad"]),
        ("A man was shot in Osh. A woman was killed in Tyre. The victim was identified as [Person Omar Haddad].",
         "Omar Haddad", ["The victim", "Omar Haddad"]),
        ("A man was shot by a guard in Osh. The victim was identified as [Person Omar Haddad].", "Omar Haddad",
         ["A man", "The victim", "Omar Haddad"]),
        ("A man was shot in Osh. The man died. The victim was identified as [Person Omar Haddad].", "Omar Haddad",
         ["A man", "The man", "The victim", "Omar Haddad"]),
        ("[Person Omar Haddad] was shot in Osh. The victim was taken home.", "Omar Haddad",
         ["Omar Haddad", "The victim"]),
        ("[Person Omar Haddad] was shot. [Person Ana Haddad] was killed. The victim was rich.", "Omar Haddad",
         ["Omar Haddad"]),
        ("A man heard shots in Osh. The victim was identified as [Person Omar Haddad].", "Omar Haddad",
         ["The victim", "Omar Haddad"]),
        ("A man was shot. [Person Ana Ruiz] was killed. The victim was identified as [Person Omar Haddad].",
         "Omar Haddad", ["The victim", "Omar Haddad"]),
        # … by that report's words so far: of his age, whatever noun a headline has for him
        ("A teen was shot in Osh. A 17-year-old boy was killed. The victim was [Person Omar Haddad].", "Omar Haddad",
         ["A teen", "A 17-year-old boy", "The victim", "Omar Haddad"]),
        ("A man, 24, was shot. A 30-year-old man was shot. The victim was [Person Omar Haddad].", "Omar Haddad",
         ["The victim", "Omar Haddad"]),
        ("A man was shot. A third man was shot. The victim was [Person Omar Haddad].", "Omar Haddad",
         ["The victim", "Omar Haddad"]),
        ("A man, 24, of Osh, was shot. The victim, [Person Omar Haddad], died. A girl was shot.", "Omar Haddad",
         ["A man", "The victim", "Omar Haddad"]),
        ("A boy shot and killed his 9-year-old sister. Police identified the girl as [Person Ana Ruiz].", "Ana Ruiz",
         ["his 9-year-old sister", "the girl", "Ana Ruiz"]),
        ("A boy shot and killed his brother. Police identified the girl as [Person Ana Ruiz].", "Ana Ruiz",
         ["the girl", "Ana Ruiz"]),
        ("[Person Omar Haddad], identified by the coroner’s office as a 17-year-old man, died.", "Omar Haddad",
         ["Omar Haddad", "a 17-year-old man"]),
        # who does it to himself
        ("[Person Omar Haddad] shot [Person Tim Ode] before turning the gun on himself.", "Omar Haddad",
         ["Omar Haddad", "himself"]),
        ("[Person Omar Haddad], 23, of Osh, shot [Person Tim Ode] and then shot himself.", "Omar Haddad",
         ["Omar Haddad", "himself"]),
        ("18-year-old man shot in Osh. The 18-year-old man died.", "The 18-year-old man",
         ["18-year-old man", "The 18-year-old man"]),
        # he of a clause that hangs on another's; whom the reporter puts in
        ("[Person Omar Haddad] was taken to Osh, where he died.", "Omar Haddad", ["Omar Haddad", "he"]),
        ("[Person Omar Haddad] had left his daughter when he was shot.", "Omar Haddad", ["Omar Haddad", "his", "he"]),
        ("[Person Ana Ruiz] said it rained. He [[Person Omar Haddad]] fell ill.", "Omar Haddad", ["He", "Omar Haddad"]),
        ("[Person Ana Ruiz] left. As for [Person Omar Haddad], his wounds are healed.", "Omar Haddad",
         ["Omar Haddad", "his"]),
        # who is hurt is who was told to be hurt, not who tells of it
        ("[Content1 A man was shot], [Source1 Lt. Omar Haddad] [Cue1 said]. He was suffering from a wound.", "A man",
         ["A man", "He"]),
        ("[Content1 The victim came by car], [Source1 Lt. Omar Haddad] [Cue1 said]. He was suffering from a wound.",
         "The victim", ["The victim", "He"]),
        ("[Person Omar Haddad], 48, was the man killed in Osh.", "Omar Haddad", ["Omar Haddad", "the man"]),
        ("They saw another man, 43-year-old [Person Omar Haddad].", "Omar Haddad", ["another man", "Omar Haddad"]),
        ("A guard fled. They saw another guard.", "A guard", ["A guard"]),
        # an office that somebody is named to
        ("[Person Omar Haddad] has held one session since being named the new governor.", "Omar Haddad",
         ["Omar Haddad", "the new governor"]),
        # it is the body that says so
        ("[Source1 The army] [Cue1 said] [Content1 it had sunk a tug].", "The army", ["The army", "it"]),
        ("[Source1 The army] [Cue1 said] [Content1 that its boats had left].", "The army", ["The army", "its"]),
        ("[Content1 Ships are on our coast], [Source1 the army] [Cue1 says].", "the army", ["our", "the army"]),
        # descriptions
        ("A guard fled. The guard was found.", "A guard", ["A guard", "The guard"]),
        ("Mayor [Person Ana Ruiz] left. The mayor came back.", "Ana Ruiz", ["Ana Ruiz", "The mayor"]),
        # pronouns
        ("[Person Ana Ruiz] left. She came back.", "Ana Ruiz", ["Ana Ruiz", "She"]),
        ("[Person Ana Ruiz] met [Person Omar Haddad]. He left.", "Omar Haddad", ["Omar Haddad", "He"]),
        ("The guard who fled is back.", "The guard", ["The guard", "who"]),
        ("The nurse met a guard who, said radio reports on Monday, had replaced his father.", "a guard",
         ["a guard", "who", "his"]),
        ("[Person Omar Haddad] praised him.", "Omar Haddad", ["Omar Haddad"]),
        # an office of old
        ("Former mayor [Person Omar Haddad] left. The mayor fled.", "Omar Haddad", ["Omar Haddad"]),
        ("Former mayor [Person Omar Haddad] left. The former mayor fled.", "Omar Haddad",
         ["Omar Haddad", "The former mayor"]),
    ],
)  # fmt: skip
def test_mentions_that_mean_the_same_are_one(text, name, expected):
    assert _chains(text).get(name) == expected


@pytest.mark.parametrize(
    ("text", "head", "words", "expected"),
    [
        ("[Person Ana Ruiz], head of the mill, left.", "head", "head", ["Ana Ruiz", "head"]),
        ("[Person Ana Ruiz], head of the mill, left.", "head", "Ana Ruiz, head", ["Ana Ruiz", "head"]),
        ("[Person Ana Ruiz], [Location Osh] coach, left.", "coach", "coach", ["Ana Ruiz", "coach"]),
        ("[Person Ana Ruiz], near [Location Osh] coach parks, left.", "coach", "coach", ["Ana Ruiz"]),
        ("It was her father [Person Ana Ruiz].", "father", "her father", ["her father", "Ana Ruiz"]),
        ("It was farmer [Person Ana Ruiz].", "farmer", "farmer", ["Ana Ruiz"]),
        ("It was the mayor [Person Ana Ruiz].", "mayor", "the mayor", ["the mayor", "Ana Ruiz"]),
        ("[Location Osh]’s coach [Person Ana Ruiz] left.", "coach", "Osh’s coach", ["Osh’s coach", "Ana Ruiz"]),
        ("The guards [Person Ana Ruiz] saw left.", "guards", "The guards", ["Ana Ruiz"]),
        ("[Person Ana Ruiz] is a teacher and writer.", "writer", "writer", ["Ana Ruiz", "a teacher", "writer"]),
        ("[Location Osh]’s coach [Person Ana Ruiz] left.", "coach", "Osh’s coach Ana Ruiz",
         ["Osh’s coach", "Ana Ruiz"]),
        ("[Person Ana Ruiz] is a teacher and a writer came.", "writer", "a writer", ["Ana Ruiz", "a teacher"]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_says_who_it_is(text, head, words, expected):
    assert _chains(text, {head: ("person", words)})["Ana Ruiz"] == expected


FAMILY = (
    "Rebels killed the slain ruler, [Person Idris Kamara], and his son and heir, [Person Sorie], fled.\n"
    "The younger [Person Kamara] mourned his slain father.\n"
)


def test_a_father_and_his_son_stay_apart():
    chains = _chains(FAMILY.replace("[Person Sorie]", "[Person Sorie Kamara]"))
    assert chains["Idris Kamara"] == ["the slain ruler", "Idris Kamara", "his", "his slain father"]
    assert chains["Sorie Kamara"] == ["his son", "Sorie Kamara", "Kamara", "his"]


def test_the_younger_is_the_son_though_he_is_fully_named_later():
    chains = _chains(FAMILY + "[Person Sorie Kamara] has not been seen.\n")
    assert chains["Sorie Kamara"] == ["his son", "Sorie", "Kamara", "his", "Sorie Kamara"]


def test_a_surname_of_two_is_given_to_neither():
    chains = _chains("[Person Ana Ruiz] met [Person Eva Ruiz].\n[Person Ruiz] left.")
    assert chains == {"Ana Ruiz": ["Ana Ruiz"], "Eva Ruiz": ["Eva Ruiz"], "Ruiz": ["Ruiz"]}


def test_the_armies_of_two_nations_are_two():
    chains = _chains("Peru’s army came. Chile’s army left. Chile’s army said so.\n")
    assert not any({"Peru’s army", "Chile’s army"} <= set(mentions) for mentions in chains.values())
    assert ["Chile’s army", "Chile’s army"] in chains.values()


def test_many_are_not_one_whose_noun_we_do_not_know():
    chains = _chains("It hit the most senior figure since they left.")
    assert all("they" not in mentions for mentions in chains.values() if len(mentions) > 1)


def test_an_unnamed_commander_is_he_and_not_the_man_he_spoke_of():
    chains = _chains(
        "[Source1 A rebel commander] [Cue1 said] [Content1 Omar Haddad had left].\n"
        "[Source2 He] [Cue2 did not say] [Content2 why].\n"
    )
    assert chains["A rebel commander"] == ["A rebel commander", "He"]


def test_two_who_held_one_office_stay_two():
    chains = _chains(
        "Mayor [Person Ana Ruiz] left.\nThe mayor, [Person Omar Haddad], came. The mayor spoke. The mayor said so.\n"
    )
    assert "Omar Haddad" not in " ".join(chains["Ana Ruiz"])
    assert "Ana Ruiz" not in " ".join(chains["Omar Haddad"])


def test_the_one_described_in_the_lead_is_the_one_named_below():
    chains = _chains(
        "[Location Chad] said it had killed the rebel quartermaster on Monday.\n"
        "[Location Chad] announced it had killed [Person Omar Haddad] in a raid.\n"
    )
    assert chains["Omar Haddad"] == ["the rebel quartermaster", "Omar Haddad"]


def test_whoever_is_quoted_is_i():
    chains = _chains(
        'Mayor [Person Ana Ruiz] left.\n[Content1 "I saw it and my son saw it,"] [Source1 the mayor] [Cue1 said].\n'
    )
    assert chains["Ana Ruiz"] == ["Ana Ruiz", "I", "my", "the mayor"]


def test_the_unnamed_official_goes_on_speaking():
    chains = _chains(
        "[Source1 A senior official] [Cue1 said] [Content1 the talks with the envoy had failed].\n"
        "[Source2 The official] [Cue2 added] [Content2 that nobody would return].\n"
        "[Source3 He] [Cue3 did not say] [Content3 why].\n"
    )
    assert chains["A senior official"] == ["A senior official", "The official", "He"]


def test_an_interview_with_one_person_is_hers():
    chains = _chains(
        "Radio Sol interviews [Person Ana Ruiz]\nWhere do you live?\nI live in a boat.\n"
        "Alone?\nWith my son.\nWhy?\nI like it.\n"
    )
    assert chains["Ana Ruiz"] == ["Ana Ruiz", "you", "I", "my", "I"]


def test_who_speaks_in_turns_is_told_by_the_label():
    chains = _chains("[Person Ana Ruiz]: I left.\n[Person Omar Haddad]: I came.\n")
    assert chains == {"Ana Ruiz": ["Ana Ruiz", "I"], "Omar Haddad": ["Omar Haddad", "I"]}


INTERVIEW = (
    "Radio Sol: Where do you live?\n[Person Ana Ruiz]: I live in a boat. You need a lamp.\n"
    "Radio Sol: Is your boat old?\n[Person Ana Ruiz]: As old as you can think.\n"
)


def test_in_an_interview_you_is_the_one_who_answers():
    assert _chains(INTERVIEW)["Ana Ruiz"] == ["you", "Ana Ruiz", "I", "your", "Ana Ruiz"]


def test_you_in_an_answer_is_nobody_in_particular_and_the_same_in_the_next():
    assert ["You", "you"] in _chains(INTERVIEW).values()


def test_whoever_asks_may_say_more_than_he_asks():
    said = "Radio Sol: It rained.\nRadio Sol: It stopped.\nRadio Sol: Well.\n[Person Ana Ruiz]: I sang.\n"
    assert _chains(INTERVIEW + said)["Ana Ruiz"][:4] == ["you", "Ana Ruiz", "I", "your"]


def test_of_two_who_talk_each_is_the_others_you():
    talk = (
        "[Person Ana Ruiz]: Do you row?\n[Person Omar Haddad]: Do you?\n"
        "[Person Ana Ruiz]: Why do you ask?\n[Person Omar Haddad]: Are you well?\n"
    )
    chains = _chains(talk)
    assert chains["Ana Ruiz"].count("you") == chains["Omar Haddad"].count("you") == 2


WILL_NOT_SAY = (
    "[Source1 Ana Ruiz] [Cue1 would not say] [Content1 whether the leader, {leader}, was dead].\n"
    "[Source2 She] [Cue2 threatened] [Content2 that the port would burn].\n"
)
NAMED = ("Ana Ruiz", "Sasha Bello")


def test_who_goes_on_speaking_is_she():
    chains = _chains(WILL_NOT_SAY.format(leader="Sasha Bello"), named=NAMED)
    assert chains["Ana Ruiz"] == ["Ana Ruiz", "She"]


def test_who_says_what_she_will_do_is_she():
    chains = _chains(
        "Sasha Bello left.\n[Source1 Ana Ruiz] [Cue1 said] [Content1 that she would go].\n", named=NAMED
    )
    assert chains["Ana Ruiz"] == ["Ana Ruiz", "she"]


def test_nobody_calls_himself_by_name():
    chains = _chains('[Content1 "I mourn Sasha Bello,"] [Source1 he] [Cue1 said].\n', named=NAMED)
    assert chains["Sasha Bello"] == ["Sasha Bello"]


@pytest.mark.parametrize(
    "text",
    [
        "[Content1 The shot hurt an innocent guard], [Source1 Ana Ruiz] [Cue1 said].",
        "[Content1 The shot hurt an innocent guard], [Source1 Ana Ruiz’s letter] [Cue1 said].",
    ],
)
def test_who_says_so_is_not_whom_she_speaks_of(text):
    assert "an innocent guard" not in _chains(text, named=NAMED)["Ana Ruiz"]


def test_the_two_are_neither_of_the_two():
    chains = _chains(
        "[Person Ana Ruiz] and [Person Omar Haddad] were the two guards killed. The two guards lived here."
    )
    assert chains["Ana Ruiz"] == ["Ana Ruiz"]
    assert chains["Omar Haddad"] == ["Omar Haddad"]


def test_so_many_people_are_not_as_many_others_of_the_same_sentence():
    chains = _chains("Ruiz met 11 people and freed 17 people. Ruiz met the 11 people.")
    assert ["11 people", "the 11 people"] in chains.values()
    assert ["17 people"] in chains.values()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A man, 24, was shot. A man, 30, was shot.", 2),
        ("A 24-year-old man was shot. A 30-year-old man fled. The 24-year-old man died.", 2),
        ("Another man was shot. A third man was stabbed.", 2),
        ("A man, 24, was shot. The man, 24, died.", 1),
    ],
)
def test_two_ages_are_two_people(text, people):
    assert len(_entities(text)[1]) == people


def test_who_is_looked_for_is_not_the_man_who_was_hurt():
    text = "A blaze left one man hurt. Police believe [Person Omar Haddad] is the man they look for."
    assert "one man" not in _chains(text, {"man": ("person", "one man")})["Omar Haddad"]


def test_of_two_who_answer_neither_is_you():
    chains = _chains(INTERVIEW + "[Person Omar Haddad]: I row.\n[Person Omar Haddad]: I swim.\n")
    assert all(
        "you" not in mentions for name, mentions in chains.items() if name in ("Ana Ruiz", "Omar Haddad")
    )


def test_a_label_that_stands_once_among_turns_is_no_speaker():
    chains = _chains(INTERVIEW + "Photo: The boat.\nWhere did you buy it?\n")
    assert chains["Ana Ruiz"][:3] == ["you", "Ana Ruiz", "I"]


def test_whoever_is_quoted_is_not_he():
    said = '[Content1 "He left the boat,"] [Source1 the mayor] [Cue1 said].\n'
    assert _chains("A guard left.\nThe mayor came.\n" + said)["A guard"] == ["A guard", "He"]


def test_he_who_opens_a_sentence_is_nobody_named_in_it():
    text = "[Person Musa Bello] rules Gao. [Person Idris Sow] is against [Person Bello].\nHe wants [Person Bello] out."
    chains = _chains(text)
    assert chains["Idris Sow"] == ["Idris Sow", "He"]
    assert chains["Musa Bello"] == ["Musa Bello", "Bello", "Bello"]


def test_a_title_after_that_is_nobody_beside_its_name():
    assert list(_chains("Voters want that Mr. [Person Bello] resigns.")) == ["Bello"]


def test_of_a_bare_noun_it_is_told_whose_it_is():
    _, entities = _entities(
        "Head of [Organization Osh Guard] left.", {"Head": ("person", "Head of Osh Guard")}
    )
    assert [one.name for one in entities if one.type is EntityType.PERSON] == ["Head of Osh Guard"]


NAVY = (
    "[Source1 The navy] [Cue1 confirmed] [Content1 the raid], and so did the [Organization Osh Tribune].\n"
    "[Content2 Four had died], [Source2 {who}] [Cue2 said].\n"
)


@pytest.mark.parametrize(
    ("text", "navy"),
    [
        (NAVY.format(who="its spokesman"), ["The navy", "its"]),
        (NAVY.format(who="its letter"), ["The navy"]),  # nobody of the navy
        # the navy did not speak just before
        (NAVY.format(who="its spokesman").replace("\n", "\nIt rained.\n", 1), ["The navy"]),
    ],
)
def test_whose_spokesman_speaks_is_who_spoke_before(text: str, navy: list[str]) -> None:
    assert _chains(text)["The navy"] == navy


@pytest.mark.parametrize(
    ("place", "chain"),
    [("Zakho", ["Zakho"]), ("Oman", ["Oman", "The ministry"])],  # of a country it may be the word
)
def test_a_ministry_is_no_town(place: str, chain: list[str]) -> None:
    marked = f"A camp in [Location {place}] burned. The ministry mourned."
    article, entities = _entities(marked, linked=(("ministry", place),))
    assert [article[mention.span] for mention in entities[0].mentions] == chain

"""Words that tell of events: invented sentences, read by a reader that sees in each bracket what it is told to."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.layout import find_paragraphs
from onrecord.lexicons import rows
from onrecord.lexicons.events import event_senses, event_words
from onrecord.record.events.triggers import find_triggers
from onrecord.record.sentences import find_sentences
from onrecord.types import (
    Act,
    Article,
    EntityType,
    EventType,
    Form,
    Modality,
    Name,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
    Trigger,
)
from tests.readings import EVENTS, read_marked

MARKED = re.compile(r"\[(?P<kind>[a-zA-Z]+) (?P<words>[^\]]*)\]")
NAMED = (("Osman", EntityType.PERSON), ("Oman", EntityType.STATE))
NO_EVENT, SOMETHING = (
    0.97,
    0.6,
)  # chances of no event, and of what a word is marked as


def read(marked: str) -> tuple[Article, Reading]:
    """The text without its marks; "[ASSAULT hit]" is seen as that type, "[other met]" as an event of no type."""
    text, seen, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        seen.append((len(text), len(text) + len(match["words"]), match["kind"]))
        text, at = text + match["words"], match.end()
    text += marked[at:]
    reading = read_marked(text)[1]
    chances = np.full((len(reading.words), len(EVENTS)), (1 - NO_EVENT) / (len(EVENTS) - 1), np.float32)
    chances[:, 0] = NO_EVENT
    for start, end, kind in seen:
        inside = (reading.words[:, 0] >= start) & (reading.words[:, 1] <= end)
        chances[inside] = (1 - SOMETHING) / (len(EVENTS) - 1)
        chances[inside, EVENTS.index(kind)] = SOMETHING
    article = Article("x", text, tuple(find_paragraphs(text)), "en")
    return article, replace(reading, events=np.log(chances))


def triggers(marked: str, *names: tuple[str, EntityType | None]) -> tuple[str, tuple[Trigger, ...]]:
    article, reading = read(marked)
    spans = [
        (Span(article.text.index(name), article.text.index(name) + len(name)), kind) for name, kind in names
    ]
    found = find_triggers(
        article,
        reading,
        tuple(Name(span, kind) for span, kind in spans),
        find_sentences(article.text, article.paragraphs),
    )
    return article.text, found


def told(marked: str, *names: tuple[str, EntityType | None]) -> list[tuple[str, str]]:
    """The events with their types; "Tyre" and "Derna" are read as places."""
    places = [(place, EntityType.PLACE) for place in ("Tyre", "Derna", "Zakho") if place in marked]
    text, found = triggers(marked, *names, *places)
    return [(text[one.span.start : one.span.end], one.type.value) for one in found]


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("Gunmen [other killed] two guards.", [("killed", "DEATH")]),
        ("Gunmen [other opened fire] on a patrol.", [("opened fire", "ASSAULT")]),
        ("Rebels [other took] him hostage.", [("took him hostage", "ABDUCTION")]),
        ("The chief was [other fired] for misconduct.", [("fired", "RESIGN")]),
        ("The officers [other fired] in self-defence on Monday.", [("fired", "ASSAULT")]),
        ("Shells [other hit] the market.", [("hit", "ASSAULT")]),
        ("She [other rejected] the offer.", [("rejected", "REJECT")]),
        ("Prosecutors in Tirana [other charged] him with fraud.", [("charged", "TRIAL")]),
        ("Troops [other fired] rockets at Tyre.", [("fired", "ASSAULT")]),
        ("Miners went on [other strike] for better pay.", [("went on strike", "PROTEST")]),
        ("A [other strike] by Israeli jets hit Tyre.", [("strike", "ASSAULT")]),
        ("Agents with a warrant [other raided] his office.", [("raided", "COERCE")]),
        ("Militants [other raided] two villages.", [("raided", "ASSAULT")]),
        ("A patrol [other seized] a survey boat.", [("seized", "COERCE")]),
        ("Miners [other clashed] with guards in Sfax.", [("clashed", "ASSAULT")]),
        (
            "The bishop [other attributed] the ambush to smugglers.",
            [("attributed", "ACCUSE")],
        ),
        ("She was [other charged] with fraud.", [("charged", "TRIAL")]),
        ("The minister [other stepped down] on Friday.", [("stepped down", "RESIGN")]),
        ("The [DISPLACEMENT evacuation] of Derna began.", [("evacuation", "DISPLACEMENT")]),
        ("A [other blast] at the refinery woke the town.", [("blast", "ACCIDENT")]),
        ("The two sides signed a [other peace agreement].", [("peace agreement", "AGREE")]),
        ("Peru [other recalled] its ambassador.", [("recalled", "SANCTION")]),
        (
            "The [other earthquake] [other destroyed] the bridge.",
            [("earthquake", "DISASTER"), ("destroyed", "DAMAGE")],
        ),
        # a participle after "was", whatever follows it
        ("A clerk was [ASSAULT shot] in the leg.", [("shot", "ASSAULT")]),
        ("A clerk was found [ASSAULT shot] on the quay.", [("shot", "ASSAULT")]),
        ("Police [other questioned] two porters.", [("questioned", "COERCE")]),
        ("Police [other released] them two days later without charge.", [("released", "RETREAT")]),
        ("Two porters [other were named as suspects].", [("were named as suspects", "ACCUSE")]),
        ("The two [other spoke on the phone].", [("spoke on the phone", "CONSULT")]),
        # the reader alone
        ("They [ASSAULT zorched] the camp.", []),
        ("He was [COERCE nabbed] at noon.", [("nabbed", "COERCE")]),
    ],
)
def test_the_lexicon_types_what_the_reader_sees(sentence: str, events: list[tuple[str, str]]) -> None:
    assert told(sentence) == events


@pytest.mark.parametrize(
    ("seen", "events"),
    [
        # types that the reader has met often: its word is asked for …
        ("Families [other fled] the town.", []),
        ("Families [DISPLACEMENT fled] the town.", [("fled", "DISPLACEMENT")]),
        ("They told of [other attacks] in the hills.", []),
        ("They told of [ASSAULT attacks] in the hills.", [("attacks", "ASSAULT")]),
        # … but not of what was done to people by a verb that the lexicon is sure of, …
        ("Gunmen [other stabbed] a clerk.", [("stabbed", "ASSAULT")]),
        ("The floods [other displaced] whole villages.", [("displaced", "DISPLACEMENT")]),
        # … nor of a headline's verb, …
        ("Oman [other Bombs] Camp", [("Bombs", "ASSAULT")]),
        # … nor of what is somebody's
        ("On May 9 rebels spoke of Osman’s [other death].", [("death", "DEATH")]),
        ("On May 9 rebels spoke of [other death], Osman said.", []),
        # types that it has met seldom are the lexicon's
        ("Osman was [other criticized] by porters.", [("criticized", "ACCUSE")]),
        ("Osman [other expressed anger] at the bishop.", [("expressed anger", "ACCUSE")]),
        ("The union called a [other general strike].", [("general strike", "PROTEST")]),
        ("Oman [other withdrew] its troops from Tyre.", [("withdrew", "RETREAT")]),
    ],
)
def test_of_types_that_the_reader_has_met_often_its_word_is_asked_for(
    seen: str, events: list[tuple[str, str]]
) -> None:
    names = [(name, kind) for name, kind in NAMED if name in seen]
    assert told(seen, *names) == events


@pytest.mark.parametrize(
    ("sensed", "events"),
    [(0.85, [("attack", "ASSAULT")]), (0.5, [])],
)
def test_the_attack_spoken_of_before_is_one_where_the_reader_senses_some_event(
    sensed: float, events: list[tuple[str, str]]
) -> None:
    article, reading = read("Oman said rebels had carried out the attack.")
    chances = np.exp(reading.events)
    word = reading.words[:, 0].tolist().index(article.text.index("attack"))
    chances[word] = (1 - sensed) / (len(EVENTS) - 1)
    chances[word, EVENTS.index("other")] = sensed
    found = find_triggers(
        article,
        replace(reading, events=np.log(chances)),
        (Name(Span(0, len("Oman")), EntityType.STATE),),
        find_sentences(article.text, article.paragraphs),
    )
    assert [(article[one.span], one.type.value) for one in found if one.type is EventType.ASSAULT] == events


@pytest.mark.parametrize(
    "sentence",
    [
        "The budget strikes a balance between the two.",
        "Two attack helicopters stood in the yard.",
        "She sings protest songs.",
        "He died hard at chess.",
        "The pre-war houses were sold.",
        "The war-torn city has one school.",
        "She opposes the death penalty.",
        "He had a heart attack in May.",
        "Officers met the deadline.",
        "The bishop was [other met] with applause.",
        "CCTV [other captured] them at the door.",
        "Unlike the [other accused], she was searched.",
        "High prices [other hurt] porters in Sfax.",
        "The scandal has badly [other hurt] the bishop.",
        "The film captured the spirit of the town.",
        "The fire department bought a truck.",
        "The mayor rallied around the flag.",
        "A reporter made a request for comment.",
        "The coroner refused to say more.",
        "An officer asked not to be quoted.",
        "The court of appeal sits in May.",
        "The table was set for dinner.",
        "The army would go on striking them.",  # no form of "go on strike"
        "He [other surrenders] his passport on Monday.",
        "She had [other rounded] up support in Sfax.",
        "She sang on Monday, [other recalling] a happy childhood.",
        "On the second day the port [other delivered].",
        "Clerks [other hauled] chairs to the cellar.",
        "The union [other seized] on the news.",
        "The jet [other overran] the runway.",
        "Police [other named] a suspect on Friday.",
        "A clerk [other recognized] him from footage of the shop.",
        "He was tried for faking the [other attack].",
        "The film was [ASSAULT shot] in Mersin.",
        # what somebody is charged with is no deed on the record
        "He was charged with attempted [ASSAULT murder] and [ASSAULT assault].",
        "She is suspected of [ASSAULT arson].",
        "In his [other book] he named them.",
        "They confessed and became [other cooperating] witnesses.",
        "She [other stands] by her account of the day.",
        "It was a [other slap] in the face.",
    ],
)
def test_not_every_word_of_the_lexicon_tells_of_an_event(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "act", "events"),
    [
        ("[Ruiz] (other asked) {the mayor to resign}.", Act.ASK, ["asked REQUEST"]),
        ("[Ruiz] (other asked) {whether the mayor would resign}.", Act.ASK, []),
        ("[Ruiz] (other refused) {to sign}.", Act.REJECT, ["refused REJECT"]),
        ("[Ruiz] (other refused) {to sign}.", Act.SAY, ["refused REJECT"]),
        ("[Ruiz] (other criticized) {the mayor}.", Act.CRITICISE, ["criticized ACCUSE"]),
        ("[Ruiz] (other criticized) {the mayor}.", Act.SAY, []),
        # the lexicon has no such word
        ("[Ruiz] (other growled at) {the mayor}.", Act.ACCUSE, []),
    ],
)  # fmt: skip
def test_what_somebody_is_heard_to_do_in_words_is_an_event(
    sentence: str, act: Act, events: list[str]
) -> None:
    plain = re.sub(r"[\[\]{}]", "", sentence).replace("(", "[").replace(")", "]")
    article, reading = read(plain)
    source, words = re.search(r"\[(.*?)\]", sentence), re.search(r"\((?:other )(.*?)\)", sentence)
    content = re.search(r"\{(.*?)\}", sentence)
    assert source
    assert words
    assert content
    who, cue, said = (
        Span(at := article.text.index(match[1]), at + len(match[1])) for match in (source, words, content)
    )
    one = Statement("s1", Source(who, SourceKind.PERSON, True), cue, act, (said,), Form.INDIRECT, "test")
    found = find_triggers(article, reading, (), find_sentences(article.text, article.paragraphs), (one,))
    assert [f"{article[it.span]} {it.type}" for it in found] == events


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("He joined [other Strike] Force Kappa.", [("Strike Force Kappa", EntityType.ORGANISATION)]),
        ("Lena [other Raid] sang.", [("Lena Raid", EntityType.PERSON)]),
    ],
)
def test_words_inside_a_name_tell_of_no_event(sentence: str, names: list[tuple[str, EntityType]]) -> None:
    assert told(sentence, *names) == []


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("A car bomb [ASSAULT attack] shook Kano.", "bombing"),
        ("Gunmen [other attacked] a bus with rifles.", "shooting"),
        ("Jets [other attacked] the depot.", "aerial"),
        ("A drone [ASSAULT strike] hit the depot.", "drone"),
        ("Police [other arrested] nine drivers.", "arrest"),
        ("Nurses went on [other strike] over wages.", "strike"),
        ("Somebody [other attacked] a bus.", None),
    ],
)
def test_the_mode_is_told_by_the_word_or_by_words_near_it(sentence: str, mode: str | None) -> None:
    _, found = triggers(sentence)
    assert found[-1].mode == mode


def test_an_event_carries_how_it_is_told_of() -> None:
    _, found = triggers("The army will [RETREAT withdraw] from Zakho.")
    assert [one.modality for one in found] == [Modality.PLANNED]


def test_a_finding_says_whether_reader_or_lexicon_made_it() -> None:
    _, found = triggers("Rebels [ASSAULT shelled] the port, and nine were [other killed].")
    assert [one.by for one in found] == ["hand", "lexicon"]


def test_a_reading_that_ends_before_the_text_gives_what_was_read() -> None:
    article, reading = read("Gunmen [other killed] two guards. Rebels shelled Tyre.")
    cut = replace(reading, words=reading.words[:6], events=reading.events[:6], modality=reading.modality[:6])
    found = find_triggers(article, cut, (), find_sentences(article.text, article.paragraphs))
    assert [article[one.span] for one in found] == ["killed"]


def test_an_empty_reading_gives_nothing() -> None:
    article, reading = read("Gunmen killed two guards.")
    none = replace(reading, words=reading.words[:0], events=reading.events[:0], modality=reading.modality[:0])
    assert find_triggers(article, none, (), find_sentences(article.text, article.paragraphs)) == ()


@given(st.text(alphabet="ab ’'.-n\n", max_size=60))
def test_every_trigger_is_a_span_of_one_sentence(text: str) -> None:
    text = f"They attacked {text} and fled."
    article = Article("x", text, tuple(find_paragraphs(text)), "en")
    sentences = find_sentences(text, article.paragraphs)
    for one in find_triggers(article, read_marked(text)[1], (), sentences):
        assert any(one.span in sentence for sentence in sentences)


# ---- the lexicon -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surface", "kinds"),
    [
        ("slain", {"DEATH"}),
        ("kidnapped", {"ABDUCTION"}),
        ("ceasefires", {"RETREAT"}),
        ("shot dead", {"ASSAULT"}),
        ("dying", {"DEATH"}),
        ("attacked", {"ASSAULT", "ACCUSE"}),
        ("table", set()),
        ("", set()),
    ],
)
def test_a_word_is_found_in_any_of_its_forms(surface: str, kinds: set[str]) -> None:
    assert {sense.type.value for sense in event_senses(surface)} == kinds


def test_a_form_that_only_verbs_have_keeps_only_verbs() -> None:
    assert {sense.part.value for sense in event_senses("attacked")} == {"verb"}


def test_the_lexicon_has_words_for_every_type() -> None:
    kinds = [sense.type for senses in event_words().values() for sense in senses]
    assert all(kinds.count(kind) >= 20 for kind in EventType)


def test_no_word_stands_twice_for_one_type_and_none_is_sure_of_two() -> None:
    for lemma, senses in event_words().items():
        keys = [(sense.part, sense.type) for sense in senses]
        assert len(keys) == len(set(keys)), lemma
        sure = [sense.part for sense in senses if sense.weight == "sure"]
        assert len(sure) == len(set(sure)), lemma


def test_clues_and_modes_speak_of_words_and_types_that_there_are() -> None:
    for lemma, kind, where, _ in rows("event_clues"):
        assert lemma == "*" or lemma in event_words()
        assert kind == "none" or EventType(kind)
        assert where in {"before", "after", "near", "prefix", "suffix"}
    assert all(EventType(kind) for kind, _, _ in rows("event_modes"))

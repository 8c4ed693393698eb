"""Corpora → documents: what a corpus says of each word, and what it leaves open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.types import CHANNELS, EventType
from training.corpora import lexicon_guess, read_gum, read_m2e2, read_muc, read_rams, read_timeml
from training.corpora.documents import Writer, head_of
from training.corpora.events import ARGUMENTS, meantime_modality
from training.schemes import CHANNEL_OF, EVENTS, M2E2_EVENTS, ONTOLOGY_EVENTS, ontology_event


@pytest.mark.parametrize(
    ("tokens", "head"),
    [
        ("the former head of the army", "head"),
        ("two gunmen", "gunmen"),
        ("Amal Haddad , the mayor", "Haddad"),
        ("of", "of"),
    ],
)
def test_the_head_of_a_phrase_stands_before_its_first_preposition(tokens: str, head: str) -> None:
    words = tokens.split()
    assert words[head_of(words)] == head


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["Rockets", "hit", "Derna", ",", "he", "said", "."], "Rockets hit Derna, he said."),
        (["“", "No", "”", "(", "he", ")"], "“No” (he)"),
        (["they", "did", "n't"], "they didn't"),
    ],
)
def test_a_text_is_written_out_again_from_its_tokens(tokens: list[str], text: str) -> None:
    writer = Writer()
    for token in tokens:
        writer.add(token)
    assert writer.text == text
    assert [writer.text[a:b] for a, b in writer.at] == tokens


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("life.die.n/a", {"DEATH"}),
        ("life.injure.illnessdegradationphysical", {"other"}),
        ("Conflict.Attack.DetonateExplode", {"ASSAULT"}),
        ("Justice.TrialHearing.Unspecified", {"TRIAL"}),
        ("government.spy.spy", {"other"}),
    ],
)
def test_the_longest_beginning_of_a_type_names_ours(name: str, types: set[str]) -> None:
    assert ontology_event(name) == types


def test_tables_speak_of_our_types_and_channels_only() -> None:
    for types in (*M2E2_EVENTS.values(), *ONTOLOGY_EVENTS.values()):
        assert types <= set(EVENTS)
    assert set(EVENTS) == {"O", "other", *EventType}
    assert set(CHANNEL_OF.values()) <= set(ARGUMENTS) <= set(CHANNELS)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"polarity": "NEG", "certainty": "CERTAIN"}, {"negated"}),
        ({"polarity": "POS", "certainty": "POSSIBLE"}, {"possible"}),
        ({"polarity": "POS", "certainty": "CERTAIN", "time": "FUTURE"}, {"planned", "possible"}),
        ({"polarity": "POS", "certainty": "CERTAIN", "time": "NON_FUTURE"}, {"asserted"}),
    ],
)
def test_factuality_becomes_how_an_event_is_told(facts: dict[str, str], told: set[str]) -> None:
    assert meantime_modality(facts) == told


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("shelled", {"ASSAULT"}),  # the lexicon is sure
        ("opened", {"other", "AGREE"}),  # it is not
    ],
)
def test_the_lexicon_types_a_trigger_only_where_it_is_sure(words: str, may: set[str]) -> None:
    senses = {"shelled": [("ASSAULT", "sure"), ("DAMAGE", "seldom")], "opened": [("AGREE", "likely")]}
    assert lexicon_guess(lambda word: senses.get(word, []))(words, True) == may


def test_a_trigger_that_no_lexicon_knows_may_be_any_event() -> None:
    assert lexicon_guess(lambda _: [])("dazzled", True) == set(EVENTS) - {"O"}


def test_gum_gives_heads_extents_coreference_and_who_does_what(tmp_path: Path) -> None:
    (tmp_path / "dep").mkdir()
    (tmp_path / "coref").mkdir()
    (tmp_path / "splits.md").write_text("## test\n  * GUM_news_kept\n")
    rows = [
        ("The", "DET", 2, "det", "2:det"),
        ("mayor", "NOUN", 4, "nsubj:pass", "4:nsubj:pass"),
        ("was", "AUX", 4, "aux:pass", "4:aux:pass"),
        ("shot", "VERB", 0, "root", "0:root"),
        ("by", "ADP", 6, "case", "6:case"),
        ("rebels", "NOUN", 4, "obl:agent", "4:obl:agent"),
    ]
    tree = "".join(
        f"{n}\t{form}\t_\t{part}\t_\t_\t{head}\t{relation}\t{edges}\t_\n"
        for n, (form, part, head, relation, edges) in enumerate(rows, 1)
    )
    brackets = ["(person-1", "person-1)", "_", "(event-3)", "_", "(person-2)"]
    chains = "".join(
        f"{n}\t{row[0]}\t{mark}\n" for n, (row, mark) in enumerate(zip(rows, brackets, strict=True))
    )
    for name in ("GUM_news_one", "GUM_news_kept"):
        (tmp_path / "dep" / f"{name}.conllu").write_text(tree + "\n")
        (tmp_path / "coref" / f"{name}.conll").write_text(
            f"# begin document {name}\n{chains}\n# end document\n"
        )
    (document,) = read_gum(tmp_path)
    say = lambda span: document.text[slice(*span)]  # noqa: E731
    assert document.text == "The mayor was shot by rebels"
    assert {say((mark.start, mark.end)): set(mark.may) for mark in document.words["heads"].marks} == {
        "mayor": {"person"},
        "rebels": {"person"},
        "shot": {"thing"},
    }
    found = {(tie.channel, say(tie.asker)): [say(answer) for answer in tie.answers] for tie in document.ties}
    assert found["extent", "mayor"] == ["The mayor"]
    assert found["coreference", "mayor"] == []
    assert found["subject", "shot"] == ["rebels"]
    assert found["object", "shot"] == ["mayor"]


def test_m2e2_says_nothing_of_events_that_it_has_no_type_for(tmp_path: Path) -> None:
    sentence = {
        "sentence_id": "VOA_X_0",
        "words": ["Rebels", "shelled", "Derna", "and", "rejected", "talks", "."],
        "golden-entity-mentions": [{"entity-type": "GPE", "start": 2, "end": 3}],
        "golden-event-mentions": [
            {
                "trigger": {"start": 1, "end": 2},
                "event_type": "Conflict:Attack",
                "arguments": [
                    {"role": "Attacker", "start": 0, "end": 1},
                    {"role": "Place", "start": 2, "end": 3},
                ],
            }
        ],
    }
    (tmp_path / "text_only_event.json").write_text(json.dumps([sentence]))
    (tmp_path / "text_multimedia_event.json").write_text("[]")
    (document,) = read_m2e2(tmp_path)
    layer = document.words["events"]
    assert [set(mark.may) for mark in layer.marks] == [{"ASSAULT"}]
    assert layer.rest is not None
    assert {"O", "other", "REJECT"} <= layer.rest
    assert not {"ASSAULT", "DEATH", "CONSULT"} & layer.rest
    found = {tie.channel: [document.text[a:b] for a, b in tie.answers] for tie in document.ties}
    assert found == {**{channel: [] for channel in ARGUMENTS}, "actor": ["Rebels"], "place": ["Derna"]}


def test_m2e2_is_read_without_a_fold_or_that_fold_alone(tmp_path: Path) -> None:
    sentences = [
        {
            "sentence_id": f"VOA_{n}_0",
            "words": ["Rain", "."],
            "golden-entity-mentions": [],
            "golden-event-mentions": [],
        }
        for n in range(20)
    ]
    (tmp_path / "text_only_event.json").write_text(json.dumps(sentences))
    (tmp_path / "text_multimedia_event.json").write_text("[]")
    rest = {document.id for document in read_m2e2(tmp_path, without=2)}
    fold = {document.id for document in read_m2e2(tmp_path, only=2)}
    assert fold
    assert not rest & fold
    assert len(rest | fold) == 20


def test_rams_speaks_of_one_trigger_and_of_no_other_word(tmp_path: Path) -> None:
    item = {
        "doc_key": "a",
        "sentences": [["Guards", "fled", "."]],
        "evt_triggers": [[1, 1, [["movement.transportperson.selfmotion", 1.0]]]],
        "gold_evt_links": [[[1, 1], [0, 0], "evt1arg01transporter"]],
    }
    path = tmp_path / "dev.jsonlines"
    path.write_text(json.dumps(item) + "\n")
    (document,) = read_rams(path)
    assert document.words["events"].rest is None
    assert [document.text[m.start : m.end] for m in document.words["events"].marks] == ["fled"]
    assert [t.answers for t in document.ties if t.channel == "actor"] == [((0, 6),)]


def test_a_role_s_filler_is_marked_wherever_it_is_written(tmp_path: Path) -> None:
    item = {
        "docid": "m",
        "doctext": "gunmen shot the mayor. the gunmen fled",
        "templates": [
            {"incident_type": "attack", "PerpInd": [[["gunmen", 0]]], "Victim": [[["the mayor", 12]]]}
        ],
    }
    path = tmp_path / "train.json"
    path.write_text(json.dumps(item) + "\n")
    (document,) = read_muc(path)
    found = [(document.text[label.start : label.end], label.kind) for label in document.spans["harm"]]
    assert found == [("gunmen", "perpetrator"), ("the mayor", "victim"), ("gunmen", "perpetrator")]


def test_timeml_tells_negated_and_hypothetical_events_apart(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(
        '<TimeML><TEXT>They <EVENT eid="e1" class="OCCURRENCE">left</EVENT> but never '
        '<EVENT eid="e2" class="OCCURRENCE">shot</EVENT> and may '
        '<EVENT eid="e3" class="OCCURRENCE">meet</EVENT>.</TEXT>'
        '<MAKEINSTANCE eventID="e1" eiid="i1" polarity="POS" pos="VERB"/>'
        '<MAKEINSTANCE eventID="e2" eiid="i2" polarity="NEG" pos="VERB"/>'
        '<MAKEINSTANCE eventID="e3" eiid="i3" polarity="POS" modality="may" pos="VERB"/></TimeML>'
    )
    (document,) = read_timeml(tmp_path, lexicon_guess(lambda _: []))
    told = {document.text[m.start : m.end]: set(m.may) for m in document.words["modality"].marks}
    assert told == {"left": {"asserted"}, "shot": {"negated"}, "meet": {"possible", "planned"}}

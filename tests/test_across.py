"""ECB+ and timeline17 as the bench reads them, on invented documents, and what it makes of our events there."""

from __future__ import annotations

from datetime import date

import pytest

from bench.across import Topic, compare, file_record, read_topic
from bench.timelines import date_f1, plain_text, read_timelines
from tests.stories import tell

TOKENS = (
    ("0", "http://news.example"),
    ("1", "Rebels"), ("1", "killed"), ("1", "Sami"), ("1", "Zein"), ("1", "."),
    ("2", "His"), ("2", "death"), ("2", "was"), ("2", "mourned"), ("2", "."),
)  # fmt: skip


def write_document(folder, name: str, chain: str) -> None:
    """One invented document with two mentions of an event, "killed" and "death", in one chain."""
    tokens = "".join(
        f'<token t_id="{n}" sentence="{line}" number="0">{word}</token>'
        for n, (line, word) in enumerate(TOKENS, 1)
    )
    marks = "".join(
        f'<ACTION_OCCURRENCE m_id="{n}"><token_anchor t_id="{at}"/></ACTION_OCCURRENCE>'
        for n, at in ((1, 3), (2, 8))
    )
    relation = (
        f'<CROSS_DOC_COREF r_id="7" note="{chain}"><source m_id="1"/><source m_id="2"/></CROSS_DOC_COREF>'
    )
    (folder / f"{name}.xml").write_text(
        f"<Document>{tokens}<Markables>{marks}</Markables><Relations>{relation}</Relations></Document>"
    )


@pytest.fixture
def topic(tmp_path) -> Topic:
    (tmp_path / "77").mkdir()
    write_document(tmp_path / "77", "77_1ecbplus", "ACT1")
    write_document(tmp_path / "77", "77_2ecbplus", "ACT1")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(
        "Topic,File,Sentence Number\n77,1ecbplus,1\n77,1ecbplus,2\n77,2ecbplus,1\n"
    )
    return read_topic(tmp_path, "77")


def test_the_address_is_no_part_of_a_document_and_the_first_line_is_its_headline(topic):
    assert [page.headline for page in topic.pages] == ["Rebels killed Sami Zein ."] * 2
    assert [page.body.decode() for page in topic.pages] == ["His death was mourned ."] * 2


def test_only_sentences_that_were_checked_have_gold(topic):
    assert [(one.document, chain) for one, chain in topic.gold.items()] == [
        ("77_1ecbplus", "ACT1"),
        ("77_1ecbplus", "ACT1"),
        ("77_2ecbplus", "ACT1"),
    ]


@pytest.mark.parametrize(
    ("second", "better"),
    [
        # one man, two words: the lemma alone makes two of it
        ("<DEATH|killed> [person Sami Zein; victim|Sami Zein]", True),
        ("<MOVE|killed> Sami Zein", False),
    ],
)
def test_our_events_are_held_against_gold_where_they_stand(topic, second, better):
    records = {
        name: tell(name, None, "[person Sami Zein|His] <DEATH 1|death> was mourned .", headline=head).record
        for name, head in (
            ("77_1ecbplus", "Rebels <DEATH 1|killed> [person Sami Zein; victim|Sami Zein] ."),
            ("77_2ecbplus", f"Rebels {second} ."),
        )
    }
    figures = compare([topic], records, lambda held: [[file_record(*item) for item in held.items()]])
    found = {figure.name: figure.value for figure in figures}
    assert (found["merging, CoNLL F1"] > found["by the lemma alone in a topic, CoNLL F1"]) is better
    assert (found["merging, CoNLL F1"] == pytest.approx(100)) is better


def test_a_text_of_tokens_is_written_as_an_article_has_it():
    assert plain_text("`` No , '' he did n't -LRB- twice -RRB- .") == "“No,” he didn't (twice)."


def test_a_day_before_the_last_begins_another_timeline(tmp_path):
    (tmp_path / "Gold").mkdir()
    rule = "-" * 32
    (tmp_path / "Gold" / "outputTimelinesnowhere.txt").write_text(
        f'2011-02-14\n"[\'On 2011-02-13 it rained .\']"\n{rule}\n2011-02-16\n"[]"\n{rule}\n2011-02-15\n"[]"\n{rule}\n'
    )
    assert read_timelines(tmp_path, "nowhere") == [
        [date(2011, 2, 14), date(2011, 2, 16)],
        [date(2011, 2, 15)],
    ]


def test_date_f1_is_of_the_days_both_have():
    first, second, third = (date(2011, 2, n) for n in (14, 15, 16))
    assert date_f1([first, second], [second, third]) == 0.5
    assert date_f1([first], [second]) == 0

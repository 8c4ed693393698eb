import pytest
from hypothesis import given

from onrecord.cells import on_one_line, visible
from onrecord.types import Act, Article, Form, Record, Source, SourceKind, Span, Statement
from onrecord.views.blocks import BlockKind, find_blocks
from onrecord.views.marks import MEANINGS, act_beside, find_legend, find_marks, in_order
from onrecord.views.plain import render_text
from tests.build import CROSSING, article, crossing, span
from tests.laws.strategies import LAW, records, texts

# ---- Text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("red \x1b[31mtext", "red �[31mtext"),
        ("clear \x9b2J", "clear �2J"),
        ("bell\x07 back\x08 delete\x7f null\x00", "bell� back� delete� null�"),
        ("carriage\rreturn", "carriage�return"),
        ("order \u202egnp.exe", "order �gnp.exe"),
        ("isolate \u2067x\u2069", "isolate �x�"),
        ("line\u2028separator", "line�separator"),
        ("half \ud83d of a pair", "half � of a pair"),
        ("tab\tand\nnewline, Zakho – زاخۆ – 😀", "tab\tand\nnewline, Zakho – زاخۆ – 😀"),
    ],
)
def test_characters_that_act_are_shown_and_do_not_act(text, shown):
    assert visible(text) == shown


@LAW
@given(texts)
def test_offsets_hold_in_the_text_view_and_it_can_be_written(text):
    shown = render_text(Record(article(text)))
    assert len(shown) == len(text)
    shown.encode("utf-8")


def test_words_on_one_line_have_no_line_breaks():
    assert on_one_line(" a\n b\t c\u2003d ") == "a b c d"


# ---- Blocks ----------------------------------------------------------------------------------------------


def test_headline_deck_byline_and_paragraphs_are_blocks_in_order():
    blocks = find_blocks(crossing().article)
    assert [block.kind for block in blocks][:4] == [
        BlockKind.HEADLINE,
        BlockKind.DECK,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
    ]
    assert len(blocks) == 8
    assert CROSSING[blocks[1].span.start : blocks[1].span.end] == "Mayor will not say who ordered the closure"


def test_text_outside_every_paragraph_is_not_lost():
    text = "One. Two. Three."
    blocks = find_blocks(Article("a", text, (Span(5, 9),), "en"))
    assert [text[block.span.start : block.span.end] for block in blocks] == ["One. ", "Two.", " Three."]


@LAW
@given(records())
def test_every_word_of_an_article_stands_in_exactly_one_block(record):
    text = record.article.text
    blocks = find_blocks(record.article)
    kept = "".join(text[block.span.start : block.span.end] for block in blocks)
    assert "".join(kept.split()) == "".join(text.split())


# ---- Marks -----------------------------------------------------------------------------------------------


def test_each_statement_has_its_marks():
    record = crossing()
    assert [find_marks(record.article, statement) for statement in record.statements] == [
        ("headline", "unnamed"),
        ("deck", "withheld"),
        ("state",),
        (),
        ("withheld",),
        ("unnamed",),
        (),
        ("military", "did not"),
        ("no source",),
    ]


def test_terms_of_anonymity_mark_a_source_of_any_kind_as_unnamed():
    text = "A doctor, who feared reprisals, said so."
    source = Source(span(text, "A doctor"), SourceKind.PERSON, False, span(text, "who feared reprisals"))
    statement = Statement(
        "s1", source, span(text, "said"), Act.SAY, (span(text, "so"),), Form.INDIRECT, "tags"
    )
    assert find_marks(article(text), statement) == ("unnamed",)


def test_the_legend_tells_the_marks_that_are_used_and_no_others():
    assert [mark for mark, _ in find_legend(crossing())] == [
        "headline", "deck", "unnamed", "no source", "state", "military", "withheld", "did not",
    ]  # fmt: skip
    assert find_legend(Record(article("Rain fell."))) == ()


@LAW
@given(records())
def test_every_mark_has_a_meaning(record):
    for statement in record.statements:
        assert set(find_marks(record.article, statement)) <= set(MEANINGS)


@pytest.mark.parametrize(
    ("cue", "act", "beside"),
    [
        ("insisted", Act.CLAIM, "claim"),
        ("has been confirmed by", Act.CONFIRM, None),
        ("denies", Act.DENY, None),
        ("told", Act.SAY, None),
        ("refused to say", Act.WITHHOLD, None),
        ("thinks", Act.BELIEVE, "believe"),
    ],
)
def test_the_act_is_told_where_the_cue_does_not_tell_it(cue, act, beside):
    assert act_beside(cue, act) == beside


def test_nested_statements_follow_the_one_they_stand_in():
    told = [(statement.id, depth) for statement, depth in in_order(crossing().statements[::-1])]
    assert told == [(f"s{n}", int(n == 7)) for n in range(1, 10)]


@LAW
@given(records())
def test_every_statement_is_told_once_after_its_parent(record):
    told = [statement.id for statement, _ in in_order(record.statements)]
    assert sorted(told) == sorted(statement.id for statement in record.statements)
    for statement in record.statements:
        if statement.parent:
            assert told.index(statement.parent) < told.index(statement.id)

from __future__ import annotations

import re

import numpy as np
import pytest

from onrecord.record.entities.nominals import find_nominals
from onrecord.record.sentences import find_sentences
from onrecord.record.signals import find_signals
from onrecord.types import Article, EntityType, MentionKind, Name, Nominal, Span
from tests.readings import read_marked, with_head


def _nominals(
    marked: str, *, seen: dict[str, tuple[str, str]] | None = None
) -> tuple[Article, tuple[Nominal, ...]]:
    """Mentions of a marked text; `seen`: head word → the class and the words that a reader sees."""
    text, reading = read_marked(marked)
    article = Article("a", text, (Span(0, len(text)),) if text else (), "en")
    for head, (kind, words) in (seen or {}).items():
        reading = with_head(text, reading, head, kind, words)
    sentences = find_sentences(text, article.paragraphs)
    return article, find_nominals(article, reading, find_signals(reading).names, sentences)


def _told(article: Article, nominals: tuple[Nominal, ...], kind: MentionKind) -> list[str]:
    return [article[one.span] for one in nominals if one.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A senior Peruvian official and two gunmen met the governor’s brother.",
         ["A senior Peruvian official", "two gunmen", "the governor’s brother", "the governor"]),
        ("Governor [Person Osman] met residents.", ["residents"]),
        ("The police officers left.", ["The police officers"]),
        ("A hospital doctor saw the rebel commander.", ["A hospital doctor", "the rebel commander"]),
        ("Then 1,200 guards and 12,500,000 protesters left.", ["1,200 guards", "12,500,000 protesters"]),
        ("They told 5 000 guards.", ["5 000 guards"]),
        ("Many were there.", []),
        ("The army fired a missile at the market.", ["The army", "a missile", "the market"]),
        ("It took a long time.", []),
        ("He saw the President Osman in March.", []),
    ],
)  # fmt: skip
def test_descriptions_are_told_by_their_nouns(text, expected):
    article, nominals = _nominals(text)
    assert sorted(_told(article, nominals, MentionKind.DESCRIPTION)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said they knew who took her car.", ["He", "they", "who", "her"]),
        ("US troops and us.", ["us"]),
        ("I. Osman and I left.", ["I"]),
        ("The mine is theirs.", ["theirs"]),
    ],
)
def test_pronouns_are_mentions(text, expected):
    assert _told(*_nominals(text), MentionKind.PRONOUN) == expected


@pytest.mark.parametrize(
    ("text", "head", "words"),
    [
        ("It was Mr. [Person Osman].", "Mr", "Mr. Osman"),
        ("Some 54 percent said so.", "54", "Some 54 percent"),
        ("Some 54 percent said so.", "percent", "Some 54 percent"),
        ("It rose by 5%.", "5", "5"),
        ("[Person Omar Haddad], 43, left.", "43", "43"),
        ("[Person Omar Haddad] was found dead.", "dead", "dead"),
    ],
)
def test_titles_and_shares_are_nobody(text, head, words):
    article, nominals = _nominals(text, seen={head: ("person", words)})
    assert _told(article, nominals, MentionKind.DESCRIPTION) == []


def test_names_stay_as_they_were_settled():
    article, nominals = _nominals(
        "[Person Ana Ruiz] of the [Organization Harbour Board] left [Location Lima]."
    )
    named = [one for one in nominals if one.kind is MentionKind.NAME]
    assert [(article[one.span], article[one.head], one.type) for one in named] == [
        ("Ana Ruiz", "Ruiz", EntityType.PERSON),
        ("Harbour Board", "Board", EntityType.ORGANISATION),
        ("Lima", "Lima", EntityType.PLACE),
    ]


def test_whoever_is_named_in_full_is_named_by_the_last_name_alone():
    article, nominals = _nominals(
        "[Person Ana Ruiz] left. The crowd met Ruiz.", seen={"Ruiz.": ("person", "Ruiz")}
    )
    assert _told(article, nominals, MentionKind.NAME) == ["Ana Ruiz", "Ruiz"]


@pytest.mark.parametrize(
    ("text", "types", "expected"),
    [
        ("Ana Ruiz left. The Ana Ruiz film is new.", (EntityType.PERSON, None), EntityType.PERSON),
        # more often of no type than of one
        ("Ana Ruiz left. The Ana Ruiz film, an Ana Ruiz work.", (EntityType.PERSON, None, None), None),
        ("Ana Ruiz left. The Ana Ruiz film is new.", (EntityType.PLACE, None), None),
    ],
)
def test_a_name_of_no_type_is_the_persons_who_is_called_so(text, types, expected):
    article = Article("a", text, (Span(0, len(text)),), "en")
    starts = [match.start() for match in re.finditer("Ana Ruiz", text)]
    names = tuple(
        Name(Span(start, start + 8), kind, "hand") for start, kind in zip(starts, types, strict=True)
    )
    _, reading = read_marked(text)
    nominals = find_nominals(article, reading, names, find_sentences(text, article.paragraphs))
    assert [one.type for one in nominals if one.kind is MentionKind.NAME][-1] is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man fell at 26th and [Person Zuni], on Zuni Street.", EntityType.PLACE),
        ("[Person Zuni] fell on 26th Street.", EntityType.PERSON),
    ],
)
def test_a_lone_name_that_a_street_has_is_the_streets(text, expected):
    _, nominals = _nominals(text)
    assert [one.type for one in nominals if one.kind is MentionKind.NAME] == [expected]


def test_what_the_reader_sees_is_a_mention_with_its_words():
    article, nominals = _nominals(
        "They freed the 45-year-old glazier of the mill.",
        seen={"glazier": ("person", "the 45-year-old glazier of the mill")},
    )
    [one] = [one for one in nominals if one.kind is MentionKind.DESCRIPTION]
    assert (article[one.span], article[one.head], one.type, one.by) == (
        "the 45-year-old glazier of the mill", "glazier", EntityType.PERSON, "hand",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "head", "words", "expected"),
    [
        ("He says that guards fled.", "guards", "that guards", "guards"),
        ("He says that Peru’s army fled.", "army", "that Peru’s army", "Peru’s army"),
        ("He says that its planes fled.", "planes", "that its planes", "its planes"),
        ("He met that man.", "man", "that man", "that man"),
        ("He took the guard’s keys.", "guard", "the guard’s", "the guard"),
        ("He met the guards, and left.", "guards", "the guards,", "the guards"),
        # from its own determiner on
        ("We have seen the glazier.", "glazier", "have seen the glazier", "the glazier"),
        ("It is a friend of our mayor.", "mayor", "a friend of our mayor", "our mayor"),
        ("She met all the guards.", "guards", "met all the guards", "all the guards"),
        (
            "The head of the mill’s son left.",
            "son",
            "The head of the mill’s son",
            "The head of the mill’s son",
        ),
        ("A blaze that left one man hurt.", "man", "one man", "one man"),
        # to a word that leaves nothing open
        ("The head of the [Organization Osh Mill] left.", "head", "The head of the", "The head"),
        ("A cousin of the mill’s founder left.", "cousin", "A cousin of the mill’s", "A cousin"),
        ("A blast that killed Osh mayor.", "mayor", "Osh mayor", "Osh mayor"),
        ("He read terms carried to Osh.", "terms", "terms carried", "terms"),
        ("The head of [Organization Osh Guard] left.", "head", "The head of Osh", "The head of Osh Guard"),
        # not over somebody else
        ("The chief, head of mills, left.", "head", "The chief, head of mills", "head of mills"),
        # without the name beside it
        (
            "The head of it, Major [Person Ana Ruiz], left.",
            "head",
            "The head of it, Major Ana Ruiz",
            "The head of it",
        ),
        ("The coach [Person Ana Ruiz] left.", "coach", "The coach Ana Ruiz", "The coach"),
        ("The chief, Major [Person Ana Ruiz], left.", "chief", "The chief, Major", "The chief"),
        # with how many they are
        ("Hundreds of thousands of people left.", "people", "people", "Hundreds of thousands of people"),
        ("She asked a couple of our guards.", "guards", "our guards", "a couple of our guards"),
        # not over a verb, nor over another mention
        ("The board requires members.", "members", "members", "members"),
        ("A quarrel between guards broke out.", "guards", "guards", "guards"),
        (
            "[Person Ana Ruiz], head of the mill, left.",
            "head",
            "Ana Ruiz, head of the mill",
            "head of the mill",
        ),
    ],
)
def test_a_mention_begins_and_ends_with_words_of_its_own(text, head, words, expected):
    article, nominals = _nominals(text, seen={head: ("person", words)})
    assert expected in _told(article, nominals, MentionKind.DESCRIPTION)


UNSURE = 2.0  # a logit: in hand-made readings, a probability of 0.46


def test_a_word_for_people_is_nobody_where_the_reader_sees_a_thing_rather():
    text = "A guard left the pilot scheme."
    _, reading = read_marked(text)
    reading = with_head(text, reading, "guard", "person", "A guard")
    reading = with_head(text, reading, "pilot", "thing", "the pilot", sure=UNSURE)
    reading = with_head(text, reading, "pilot", "O", "the pilot", sure=2 * UNSURE)
    article = Article("a", text, (Span(0, len(text)),), "en")
    nominals = find_nominals(article, reading, (), find_sentences(text, article.paragraphs))
    assert [article[one.head] for one in nominals if one.type is EntityType.PERSON] == ["guard"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A small group of young writers left.", EntityType.PERSON),
        ("A group of hospitals left.", EntityType.ORGANISATION),
        ("A group left.", EntityType.ORGANISATION),
    ],
)
def test_a_group_of_people_is_people(text, expected):
    _, nominals = _nominals(text, seen={"group": ("organisation", text.removesuffix(" left."))})
    assert nominals[0].type is expected


def test_a_silent_reader_and_an_empty_text_give_no_mentions():
    assert _nominals("")[1] == ()
    text, reading = read_marked("...")
    article = Article("a", text, (Span(0, 3),), "en")
    assert find_nominals(article, reading, (), (Span(0, 3),)) == ()
    assert np.isfinite(reading.heads).all()

"""What an account comes to, in plain words."""

from __future__ import annotations

import pytest

from onrecord.standing.telling import short_name, tell, tell_stance, tell_unsourced
from onrecord.types import Account, Act, Side, SourceKind, Span, Stance

AT = Span(0, 1)


@pytest.mark.parametrize(
    ("who", "kind", "told"),
    [
        ("residents", SourceKind.WITNESS, "residents say so"),
        ("Prosecutors in Tirana", SourceKind.ORGANISATION, "Prosecutors in Tirana say so"),
        ("both governments", SourceKind.STATE, "both governments say so"),
        ("The governor of Gao", SourceKind.PERSON, "The governor of Gao says so"),
        ("a crew of six sailors", SourceKind.GROUP, "a crew of six sailors says so"),
        ("the army and the police", SourceKind.MILITARY, "the army and the police say so"),
        ("the United States", SourceKind.STATE, "the United States says so"),
        ("Sara Jones", SourceKind.PERSON, "Sara Jones says so"),
    ],
)
def test_one_says_and_several_say(who: str, kind: SourceKind, told: str) -> None:
    assert tell(Account(Stance.AFFIRMS, Side.OTHER, AT, kind=kind), who, Act.SAY) == told


def test_what_was_done_in_words_nobody_says_the_reporter_tells_it() -> None:
    accused = Account(Stance.AFFIRMS, Side.REPORTER, AT, kind=SourceKind.PERSON, performed=True)
    assert tell(accused, "The governor", Act.ACCUSE) == "the reporter tells that the governor did so"


@pytest.mark.parametrize(
    ("account", "told"),
    [
        (Account(Stance.AFFIRMS, Side.REPORTER, AT), "no source is named: the reporter's voice"),
        (
            Account(Stance.AFFIRMS, Side.NOBODY, AT, faceless=True),
            "somebody is said to say so, and nobody is named",
        ),
        (
            Account(Stance.AFFIRMS, Side.DECLARER, AT),
            "declared by the body entitled to it, as the reporter tells",
        ),
    ],
)
def test_without_a_source_it_is_the_reporters_word_or_nobodys_or_a_declaration(
    account: Account, told: str
) -> None:
    assert tell_unsourced(account) == told


@pytest.mark.parametrize(
    ("who", "kind", "stance", "told"),
    [
        ("Two deputies", SourceKind.GROUP, Stance.GRANTS, "take it for granted"),
        ("The deputy", SourceKind.PERSON, Stance.GRANTS, "takes it for granted"),
        ("Police in Gao", SourceKind.ORGANISATION, Stance.RETRACTS, "take it back"),
        ("Gao Radio", SourceKind.MEDIA, Stance.AFFIRMS, "says so"),
        ("The passengers of a bus", SourceKind.GROUP, Stance.AFFIRMS, "say so"),
        ("The pictures to emerge after dawn", SourceKind.DOCUMENT, Stance.AFFIRMS, "say so"),
        ("Gao Times", None, Stance.AFFIRMS, "says so"),  # an outlet in its own voice
    ],
)
def test_a_stance_is_told_in_the_number_of_who_takes_it(
    who: str, kind: SourceKind | None, stance: Stance, told: str
) -> None:
    assert tell_stance(stance, who, kind) == told


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("reports Monday", "reports"),
        ("police on Monday", "police"),
        ("a clerk, who was there", "a clerk"),
        ("the mayor’s", "the mayor"),
        ("the strikers’", "the strikers"),
        ("Monday", "Monday"),  # a paper
    ],
)
def test_a_source_is_told_without_the_day_it_spoke_on(words: str, short: str) -> None:
    assert short_name(words) == short

"""What two origins tell of two days may have been on either."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.story.days import Days
from onrecord.story.disputed_days import with_disputed_days
from onrecord.story.said import Said
from onrecord.types import (
    Account,
    Claim,
    Contradiction,
    ContradictionKind,
    EventType,
    Incident,
    Side,
    Span,
    Stance,
)
from tests.raided import ARMY, DJUGU, DRODRO, FRONT, STRIKE, words

MONDAY, SUNDAY = date(2026, 9, 7), date(2026, 9, 6)
ATTACK = replace(STRIKE, where=DJUGU, first_day="2026-09-07", last_day="2026-09-07")
DEATHS = replace(ATTACK, id="i2", type=EventType.DEATH)
EITHER, ONE = ("2026-09-06", "2026-09-07"), ("2026-09-07", "2026-09-07")


def says(origin, day: date | None, stance: Stance = Stance.AFFIRMS) -> Said:
    account = Account(stance, Side.OTHER, Span(0, 1))
    days = Days(day, day) if day else None
    heard = words("strike")
    return Said(account, origin, origin.name, "", None, None, "a", STRIKE.events[0], heard, None, days=days)  # type: ignore[arg-type]


def dispute(**changed: object) -> Contradiction:
    claims = tuple(Claim("on a day", (origin,), None, ()) for origin in (ARMY, FRONT))
    return replace(Contradiction("c1", ContradictionKind.TIME, "i1", claims), **changed)  # type: ignore[arg-type]


def days(harm: Incident, *contradictions: Contradiction, front: date | None = SUNDAY) -> list[object]:
    said = (says(ARMY, MONDAY), says(FRONT, front), says(FRONT, date(2026, 1, 1), Stance.DENIES))
    found = with_disputed_days((ATTACK, harm), (said, ()), contradictions)
    return [(one.first_day, one.last_day) for one in found]


def test_it_was_on_any_of_the_days_and_so_was_its_outcome() -> None:
    assert days(DEATHS, dispute()) == [EITHER, EITHER]


@pytest.mark.parametrize(
    "changed",
    [{"until": "2026-09-09"}, {"revision": True}, {"kind": ContradictionKind.PLACE}, {"incident": "i9"}],
)
def test_what_is_settled_or_no_dispute_of_its_day_leaves_the_day(changed: dict[str, object]) -> None:
    assert days(DEATHS, dispute(**changed)) == [ONE, ONE]


@pytest.mark.parametrize(
    "harm",
    [
        replace(DEATHS, where=DRODRO),
        replace(DEATHS, where=None),
        replace(DEATHS, first_day="2026-09-08", last_day="2026-09-08"),
        replace(DEATHS, type=EventType.PROTEST),
    ],
)
def test_what_the_attack_did_not_bring_keeps_its_day(harm: Incident) -> None:
    assert days(harm, dispute()) == [EITHER, (harm.first_day, harm.last_day)]

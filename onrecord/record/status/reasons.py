"""Why a status is as it is, in plain words that a person can check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onrecord.lexicons.status import status_words
from onrecord.record.status.accounts import Account
from onrecord.record.status.sides import Placed
from onrecord.types import Article, Entity, Reason, Side, SourceKind, Stance

LONGEST = 60  # characters of a source's words
TAIL = re.compile(r"\s*(?:,|\(|\bwho\b|\bwhich\b).*$", re.DOTALL)
MANY = re.compile(
    r"(?:(?<![s’'])s|people|police|men|women|^they|^we)$", re.IGNORECASE
)  # "police say", "officials say"
SINGLE = frozenset(
    {SourceKind.PERSON, SourceKind.STATE, SourceKind.MEDIA}
)  # whatever letter the name ends in


def find_reasons(
    article: Article, grounds: Iterable[Placed], entities: Mapping[str, Entity]
) -> tuple[Reason, ...]:
    """One reason for each account that the status rests on, each statement once."""
    reasons: dict[tuple[str | None, str], Reason] = {}
    for one in grounds:
        why = _why(article, one, entities)
        reasons.setdefault(
            (one.account.statement, why), Reason(why, one.account.statement, one.account.mention)
        )
    return tuple(reasons.values())


def _why(article: Article, one: Placed, entities: Mapping[str, Entity]) -> str:
    """ "Iranian state media, the side it was done to, confirms it"."""
    account = one.account
    if account.who is None:
        hearsay = account.anonymous and account.stance in (Stance.AFFIRMS, Stance.SUPPOSES)
        return status_words().unsourced["hearsay" if hearsay else account.stance]
    who = _name(article, account, entities)
    several = MANY.search(who) is not None and account.kind not in SINGLE
    told = _told(account, several=several or " and " in who)
    if account.performed and one.side is Side.REPORTER:
        return f"{who} did it in so many words, as the reporter tells"
    unnamed = "not named" if account.anonymous else "as told by somebody not named" if account.relayed else ""
    side = ", and ".join(filter(None, (_standing(one), unnamed)))
    return f"{who}, {side}, {told}" if side else f"{who} {told}"


def _standing(one: Placed) -> str:
    """Who they are to the event; of what is only planned, whether it is theirs to do."""
    sides = status_words().sides
    if one.account.stance is Stance.SUPPOSES:
        return sides["planner"] if one.acts else ""
    return sides.get("actor" if one.side is Side.PARTY and one.acts else one.side, "")


def _name(article: Article, account: Account, entities: Mapping[str, Entity]) -> str:
    """What the source is called in the article: its own words, or its entity's name for a pronoun."""
    assert account.who is not None
    words = " ".join(article[account.who].split())
    if words.lower() in status_words().words["pronouns"] and account.entity and account.entity in entities:
        return entities[account.entity].name
    short = TAIL.sub("", words) or words
    return short if len(short) <= LONGEST else short[:LONGEST].rsplit(" ", 1)[0] + "…"


def _told(account: Account, *, several: bool) -> str:
    if account.stance is Stance.AFFIRMS:
        said = status_words().said_many if several else status_words().said
        return said.get(account.act or "say", said["say"])
    return status_words().does[account.stance][several]

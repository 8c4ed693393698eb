"""What an account comes to, in plain words that a person can check."""

from __future__ import annotations

import re

from onrecord.lexicons.status import status_words
from onrecord.types import Account, Act, Side, SourceKind, Stance

LONGEST = 60  # characters of a source's words
DATELINE = re.compile(r"^[A-ZÀ-Þ][\w .,’'-]*?\s[–—-]\s+(?=\w)")  # "TYRE – The navy" → "The navy"
TAIL = re.compile(
    r"\s*(?:,|\(|\bwho\b|\bwhich\b|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b).*$", re.DOTALL
)
THAT = re.compile(r"^that (?=[A-Z]|the\b)")  # "said | that the Front"
MANY = re.compile(
    r"(?:(?<![s’'])s|people|police|men|women|^they|^we)$", re.IGNORECASE
)  # "police say", "officials say"
SINGLE = frozenset(
    {SourceKind.PERSON, SourceKind.STATE, SourceKind.MEDIA}
)  # whatever letter the name ends in


def tell(account: Account, who: str, act: Act | None) -> str:
    """Who says what, and who they are to the event: "Iranian state media, the side it was done to, confirms it"."""
    several = MANY.search(who) is not None and account.kind not in SINGLE
    told = _told(account, act, several=several or " and " in who)
    if account.performed and account.side is Side.REPORTER:
        return f"{who} did it in so many words, as the reporter tells"
    side = ", and ".join(filter(None, (_standing(account), _unnamed(account))))
    return f"{who}, {side}, {told}" if side else f"{who} {told}"


def short_name(words: str) -> str:
    """A source's words without what is told of it: "a clerk, who was there" → "a clerk"."""
    words = THAT.sub("", DATELINE.sub("", " ".join(words.split())))
    short = TAIL.sub("", words) or words
    return short if len(short) <= LONGEST else short[:LONGEST].rsplit(" ", 1)[0] + "…"


def tell_unsourced(account: Account) -> str:
    """What an account without a source comes to: the reporter's, or nobody's."""
    hearsay = account.faceless and account.stance in (Stance.AFFIRMS, Stance.SUPPOSES)
    return status_words().unsourced["hearsay" if hearsay else account.stance]


def _unnamed(account: Account) -> str:
    if account.relayed:
        return "as told by somebody not named"
    return "not named" if account.faceless else ""


def _standing(account: Account) -> str:
    """Who they are to the event; of what is only planned, whether it is theirs to do."""
    sides = status_words().sides
    if account.stance is Stance.SUPPOSES:
        return sides["planner"] if account.acts else ""
    return sides.get("actor" if account.side is Side.PARTY and account.acts else account.side, "")


def _told(account: Account, act: Act | None, *, several: bool) -> str:
    if account.stance is Stance.AFFIRMS:
        said = status_words().said_many if several else status_words().said
        return said.get(act or "say", said["say"])
    return status_words().does[account.stance][several]

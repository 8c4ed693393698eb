"""What an account comes to, in plain words that a person can check."""

from __future__ import annotations

import re

from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.lexicons.status import status_words
from onrecord.types import Account, Act, Side, SourceKind, Stance, Testimony

LONGEST = 60  # characters of a source's words
DATELINE = re.compile(r"^[A-ZÀ-Þ][\w .,’'-]*?\s[–—-]\s+(?=\w)")  # "TYRE – The navy" → "The navy"
TAIL = re.compile(
    r"\s*(?:,|\(|\bwho\b|\bwhich\b|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b).*$"
    r"|\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$",
    re.DOTALL,
)
THAT = re.compile(r"^that (?=[A-Z]|the\b)")  # "said | that the Front"
OWNS = re.compile(r"(?:['’]s|(?<=s)['’])$")
OPENING = re.compile(r"^(?:The|An?|His|Her|Their|Its|Our|My|Some|Several|Many|Other)\b")
MANY = re.compile(
    r"(?:(?<![s’'iu])s|people|police|men|women|^they|^we)$", re.IGNORECASE
)  # "police say", "officials say"; not "an analysis"
SEVERAL = re.compile(
    r"(?:both|all|several|many|some|most|two|three|four|five|six|the two|a few|other)\b", re.IGNORECASE
)
ONE = re.compile(r"(?:an?|one|this|each|every)\b", re.IGNORECASE)
GOVERNED = re.compile(r"\s(?:of|in|at|from|near|for|with|to|after)\s")  # "prosecutors | in Tyre" say
SINGLE = frozenset(
    {SourceKind.PERSON, SourceKind.STATE, SourceKind.MEDIA}
)  # whatever letter the name ends in: "Honduras says", "both governments say"
MEMBERS = frozenset({SourceKind.PERSON, SourceKind.OFFICIAL_UNNAMED})  # of a side, not the side
BYSTANDERS = frozenset({Side.AUTHORITY, Side.OTHER})  # what they only mention they were not asked about
DENYING = frozenset({Stance.DENIES, Stance.DISOWNS})
ON_SIDES = frozenset({Side.PARTY, Side.AFFECTED})


def tell(account: Account, who: str, act: Act | None) -> str:
    """Who says what, and who they are to the event: "Iranian state media, the side it was done to, confirms it"."""
    told = _told(account, act, several=_is_spoken(account) and _are_several(who, account.kind))
    if account.performed and account.side is Side.REPORTER:
        return f"the reporter tells that {OPENING.sub(lambda the: the[0].lower(), who)} did so"
    side = ", and ".join(filter(None, (_standing(account), _unnamed(account))))
    return f"{who}, {side}, {told}" if side else f"{who} {told}"


def _is_spoken(account: Account) -> bool:
    """Whether it is somebody's, not an outlet's own voice: «Washington Times, in its own voice, says so»."""
    return account.who is not None or account.kind is not None


def tell_testimony(testimony: Testimony) -> str:
    """What an origin says of it: "says so", "take it for granted"; "did so", where the reporter tells that it did."""
    if testimony.side is Side.NOBODY and testimony.stance is Stance.SILENT:
        return "nobody says so"  # «it was not known who had»
    if testimony.performed:
        return "did so"
    return tell_stance(testimony.stance, testimony.origin.name, testimony.origin.kind)


def tell_stance(stance: Stance, who: str, kind: SourceKind | None) -> str:
    """What somebody says of it, in their number: "says so", "take it for granted"; no kind: an outlet's own voice."""
    return status_words().does[stance][kind is not None and _are_several(who, kind)]


def _are_several(who: str, kind: SourceKind | None) -> bool:
    """«officials», «both governments», «Oman and Chad»; not «Honduras», «a boss»."""
    if SEVERAL.match(who) or " and " in who:
        return True
    head = GOVERNED.split(who, maxsplit=1)[0]
    opens = head != who and " " not in head  # "Prosecutors in Tyre": a capital because it opens
    last = head.rpartition(" ")[2]
    noun = find_nominal_noun(last.lower()) if last == head else None  # "Protesters"; not "the United States"
    named = last[:1].isupper() and not opens and not (noun and noun.many)
    alone = named and (kind in SINGLE or head.endswith("os"))  # "Roscosmos says"
    return bool(MANY.search(head)) and not ONE.match(who) and not alone


def short_name(words: str) -> str:
    """A source's words without what is told of it: "a clerk, who was there" → "a clerk", "Haddad’s" → "Haddad"."""
    words = OWNS.sub("", THAT.sub("", DATELINE.sub("", " ".join(words.split()))))
    short = TAIL.sub("", words) or words
    return short if len(short) <= LONGEST else short[:LONGEST].rsplit(" ", 1)[0] + "…"


def tell_unsourced(account: Account) -> str:
    """What an account without a source comes to: declared («a court sentenced him»), the reporter's, or nobody's."""
    known = status_words().unsourced
    if account.side is Side.DECLARER:
        return known["declared"]
    hearsay = account.faceless and account.stance in (Stance.AFFIRMS, Stance.SUPPOSES)
    return known["hearsay" if hearsay else account.stance]


def _unnamed(account: Account) -> str:
    if account.relayed:
        return "as told by somebody not named"
    return "not named" if account.faceless else ""


def _standing(account: Account) -> str:
    """Who they are to the event; of what is only planned, whether it is theirs to do."""
    sides = status_words().sides
    if account.stance is Stance.SUPPOSES:
        return sides["planner"] if account.acts and not account.faceless else ""
    if account.side is Side.AUTHORITY and account.aside:
        return ""  # it speaks of something else
    if account.side is Side.PARTY and account.acts and account.accused:
        return sides["accused"]  # what others say it did is not told as its doing
    if account.side is Side.PARTY and account.acts and account.stance in DENYING:
        return ""
    told = sides.get("actor" if account.side is Side.PARTY and account.acts else account.side, "")
    return f"of {told}" if account.side in ON_SIDES and account.kind in MEMBERS else told


def _told(account: Account, act: Act | None, *, several: bool) -> str:
    if account.stance is Stance.AFFIRMS and account.aside and account.side in BYSTANDERS:
        return status_words().does["passing"][several]
    if account.stance is Stance.AFFIRMS:
        said = status_words().said_many if several else status_words().said
        return said.get(act or "say", said["say"])
    return status_words().does[account.stance][several]

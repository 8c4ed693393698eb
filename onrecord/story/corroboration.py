"""Accounts across articles → on whose word an incident stands: testimonies, status, and what it was day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons.status import status_words
from onrecord.standing import decide
from onrecord.standing.figures import is_its_own
from onrecord.standing.keys import states
from onrecord.standing.telling import tell, tell_unsourced
from onrecord.story.holding import change_days, holding, home_of, modality_of, order, standing_on
from onrecord.story.said import Said
from onrecord.story.tolls import find_clashes, find_latest, find_tolls
from onrecord.types import (
    Account,
    Because,
    Evidence,
    Incident,
    Origin,
    Side,
    SourceKind,
    Stance,
    Standing,
    Status,
    Testimony,
)

MOST_CITED = 3  # words of articles beside a reason: the first ones bear it out
FOREMOST = (  # of an origin's sides, the one that says most of where it stands
    *(Side.DECLARER, Side.ITSELF, Side.PARTY, Side.AFFECTED),
    *(Side.AUTHORITY, Side.OTHER, Side.REPORTER, Side.NOBODY),
)
OUTSPOKEN = (  # of what an origin says, what says most of it
    *(Stance.RETRACTS, Stance.AFFIRMS, Stance.DENIES, Stance.DISOWNS),
    *(Stance.UNKNOWN, Stance.SUPPOSES, Stance.GRANTS, Stance.SILENT),
)


def corroborate(incident: Incident, said: Sequence[Said]) -> Incident:
    """The incident with who says what of it, its tolls by origin, its status, because of what, and its history.

    The status of a day is settled from the article versions that had appeared by then, by the table that settles one
    article's; the status is the last day's. Nothing said at all leaves it unclear.
    """
    history = _history(incident, said)
    newest = tuple(one for one in said if one.until is None)
    return replace(
        incident,
        tolls=find_tolls(newest),
        testimonies=_testimonies(holding(newest, home_of(incident)), newest),
        status=history[-1].status,
        because=history[-1].because,
        history=history,
    )


def _history(incident: Incident, said: Sequence[Said]) -> tuple[Standing, ...]:
    """The status from each day on that changed it; the last with what it rests on now."""
    found: list[Standing] = []
    standing = Standing(None, Status.UNCLEAR, ())
    for day in change_days(said):
        status, because = _settle(incident, standing_on(day, said))
        standing = Standing(day, status, because)
        if not found or found[-1].status is not status:
            found.append(standing)
    return (*found[:-1], replace(found[-1], because=standing.because))


def _settle(incident: Incident, said: Sequence[Said]) -> tuple[Status, tuple[Because, ...]]:
    """The status that the accounts give, and one reason for each origin that it rests on."""
    heard = _shapes(holding(said, home_of(incident)))
    if not heard:
        return Status.UNCLEAR, ()
    at = {id(one): account for account, group in heard.items() for one in group}
    every = [one for group in heard.values() for one in group]
    clashing = [
        (at[id(clash.one.said)], at[id(clash.other.said)])
        for clash in find_clashes(every)
        if is_its_own(incident.type, clash.one.what)
    ]
    decision = decide(tuple(heard), modality_of(every), clashing)
    grounds: dict[str, list[Account]] = defaultdict(list)
    for account in decision.grounds:
        grounds[heard[account][0].origin.id].append(account)
    return decision.status, tuple(_because(accounts, heard) for accounts in grounds.values())


def _shapes(said: Sequence[Said]) -> Mapping[Account, list[Said]]:
    """The accounts that differ in what they come to, each with all who give it: an origin counts once."""
    first: dict[tuple[object, ...], Account] = {}
    heard: dict[Account, list[Said]] = defaultdict(list)
    for n, one in enumerate(sorted(said, key=order)):
        account = one.account
        shape = (
            one.origin.id, account.keys, account.stance, account.side, account.faceless, account.acts,
            account.accused, account.aside, account.performed,
        )  # fmt: skip
        heard[first.setdefault(shape, replace(account, statement=f"{n}"))].append(one)
    return heard


def _because(accounts: Sequence[Account], heard: Mapping[Account, Sequence[Said]]) -> Because:
    """Why an origin counts, by its first account that does, and the words of the articles that bear it out."""
    said = [one for account in accounts for one in heard[account]]
    first = said[0]
    return Because(_why(first), first.origin.id, _cited(said)[:MOST_CITED])


def _why(said: Said) -> str:
    """ "the Chadian army, the side that did it, says so"; of no source, which outlet has none."""
    account = said.account
    if account.who is None and account.side is not Side.REPORTER:
        return tell_unsourced(account)
    return tell(account, said.name, said.act)


def _cited(said: Sequence[Said]) -> tuple[Evidence, ...]:
    """The words, one piece an article."""
    found: dict[str, Evidence] = {}
    for one in said:
        found.setdefault(one.article, one.evidence)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Voice:
    """One origin with all that it says, and what of that counts."""

    every: tuple[Said, ...]
    counting: tuple[Said, ...]


def _testimonies(held: Sequence[Said], said: Sequence[Said]) -> tuple[Testimony, ...]:
    """One testimony an origin, those who spoke first before the others: what it says now, and all its words on it."""
    counting: dict[str, list[Said]] = defaultdict(list)
    for one in held:
        counting[one.origin.id].append(one)
    every: dict[str, list[Said]] = defaultdict(list)
    for one in sorted(said, key=order):
        every[one.origin.id].append(one)
    found = [
        _testimony(_Voice(tuple(every.get(origin, group)), tuple(group)))
        for origin, group in counting.items()
    ]
    return tuple(
        sorted(found, key=lambda one: (one.since or "9999", FOREMOST.index(one.side), one.origin.id))
    )


def _testimony(voice: _Voice) -> Testimony:
    stance = min((one.account.stance for one in voice.counting), key=OUTSPOKEN.index)
    latest = find_latest(voice.counting)
    told = [one for one in voice.every if one.account.stance is stance] or list(voice.every)
    return Testimony(
        origin=_called(voice.counting[0].origin, told[0]),
        stance=stance,
        side=min((one.account.side for one in voice.counting), key=FOREMOST.index),
        day=min((one.day for one in voice.every if one.day), default=None),
        counts=tuple(one.figure.count for one in latest),
        evidence=_cited(told),
        copies=tuple(sorted({copy for one in voice.every for copy in one.copies})),
        since=told[0].day,
        performed=all(one.account.performed and one.account.side is Side.REPORTER for one in told),
    )


def _called(origin: Origin, first: Said) -> Origin:
    """The origin by what it is called where its words are cited: the president, not the minister who speaks after her.

    A body that the words only describe, "the rebel group", keeps its name.
    """
    if first.name.lower() in status_words().words["pronouns"]:
        return origin
    one_of_many = first.account.kind is SourceKind.PERSON or origin.kind is SourceKind.PERSON
    return replace(origin, name=first.name) if one_of_many or states(first.keys) else origin

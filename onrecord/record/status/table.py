"""Accounts → status: what holds of them, and the first rule of the decision table that fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from onrecord.lexicons.status import StatusRule, status_words
from onrecord.record.status.camps import UNKNOWN_ORIGIN
from onrecord.record.status.sides import Placed
from onrecord.types import Article, Count, Event, Modality, Side, Stance, Status

Heard = tuple[tuple[Count, str | None], ...]  # each count with the statement it stands in

LAST_WORD = re.compile(r"[^\W\d_]+$")
SETTLED = frozenset({Modality.ASSERTED, Modality.NEGATED})  # not a plan, a threat or a possibility
ONE_FOR_ALL = {  # side → the fact that an affirmation by it makes
    Side.DECLARER: "declared",
    Side.AFFECTED: "by the affected side",
    Side.AUTHORITY: "by an authority",
    Side.ITSELF: "against itself",
}


class Fact(StrEnum):
    """What may hold of an event's accounts; the words that the rules of `status.toml` are written in."""

    TAKEN_BACK = "taken back"
    AFFIRMED = "affirmed"
    REPORTED = "reported"  # by the reporter, or other outlets in their own voice
    DENIED = "denied"
    CLASH = "counts clash"
    DECLARED = "declared"
    AFFECTED = "by the affected side"
    AUTHORITY = "by an authority"
    ITSELF = "against itself"
    INDEPENDENT = "independent"
    NOT_KNOWN = "not known"  # the article itself says so
    LEFT_OPEN = "left open"  # somebody does not say whether
    SUPPOSED = "supposed"
    GRANTED = "granted"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, the rule that made it so, and the accounts that it rests on, the deciding ones first."""

    status: Status
    rule: StatusRule
    grounds: tuple[Placed, ...]


def decide(article: Article, event: Event, placed: Sequence[Placed], heard: Heard = ()) -> Decision:
    """The status of an event by its accounts; `heard` tells in which statements its counts stand.

    Raises ValueError where there is no account: a status never rests on nothing.
    """
    facts = _facts(article, event, placed, heard)
    for rule in status_words().rules:
        if all(facts[Fact(word)] for word in rule.when) and not any(
            facts[Fact(word)] for word in rule.unless
        ):
            return Decision(Status(rule.status), rule, _grounds(rule, facts))
    raise ValueError(f"event {event.id} has no account to rest on")


def _facts(
    article: Article, event: Event, placed: Sequence[Placed], heard: Heard
) -> Mapping[Fact, tuple[Placed, ...]]:
    """Each fact with the accounts that make it hold; none: it does not hold."""
    by = _by_stance(event, placed)
    back = by[Stance.RETRACTS]
    affirmed = tuple(one for one in by[Stance.AFFIRMS] if not any(_takes_back(other, one) for other in back))
    affirmed = tuple(one for one in affirmed if not _was_seen(one, affirmed))
    spoken = tuple(one for one in affirmed if one.side not in (Side.REPORTER, Side.NOBODY))
    told = tuple(one for one in affirmed if one.side is Side.REPORTER)
    denied = tuple(one for one in by[Stance.DENIES] if not any(_is_same(one, other) for other in spoken))
    sourced = tuple(one for one in denied if one.side is not Side.REPORTER)
    supposed, unknown = by[Stance.SUPPOSES], by[Stance.UNKNOWN]
    settled = event.modality in SETTLED
    sure = tuple(one for one in spoken if settled and not one.account.faceless)
    whole = {Fact(name): tuple(one for one in sure if one.side is side) for side, name in ONE_FOR_ALL.items()}
    whole[Fact.AUTHORITY] = tuple(one for one in whole[Fact.AUTHORITY] if not one.account.aside)
    return whole | {
        Fact.TAKEN_BACK: back,
        Fact.AFFIRMED: spoken,
        Fact.REPORTED: told,
        Fact.DENIED: denied if spoken else sourced,
        Fact.CLASH: _clash(article, heard, spoken),
        Fact.INDEPENDENT: _independent(spoken),
        Fact.NOT_KNOWN: tuple(one for one in unknown if one.side in (Side.REPORTER, Side.NOBODY)),
        Fact.LEFT_OPEN: tuple(one for one in unknown if one.side not in (Side.REPORTER, Side.NOBODY)),
        Fact.SUPPOSED: (
            *(one for one in affirmed if one.side is Side.NOBODY),
            *(one for one in supposed if one.side is not Side.REPORTER),
        ),
        Fact.GRANTED: (
            *by[Stance.GRANTS],
            *(one for one in (*supposed, *denied) if one.side is Side.REPORTER),
        ),
        Fact.UNTOLD: by[Stance.SILENT],
    }


def _by_stance(event: Event, placed: Sequence[Placed]) -> Mapping[Stance, tuple[Placed, ...]]:
    """Accounts by stance, each read in the light of who speaks and of what is told.

    Of what is only planned or possible, whoever supposes it gives it; "had no part in it" denies the deed of
    one who is said to have done it, and grants it otherwise.
    """
    found: dict[Stance, tuple[Placed, ...]] = dict.fromkeys(Stance, ())
    settled = event.modality in SETTLED
    for one in placed:
        stance = one.account.stance
        if stance is Stance.SUPPOSES and not settled and one.side is not Side.NOBODY:
            stance = Stance.AFFIRMS
        if stance is Stance.DISOWNS:
            stance = Stance.DENIES if one.acts else Stance.GRANTS
        found[stance] += (one,)
    return found


def _takes_back(other: Placed, one: Placed) -> bool:
    """Whether the word is taken back: by its origin, or by "it", which is whoever had given it."""
    return one.camp.meets(other.camp) or UNKNOWN_ORIGIN in other.camp.keys


def _was_seen(one: Placed, affirmed: Sequence[Placed]) -> bool:
    """Whether the reporter tells that the speaker did it in so many words: "warned them: «You will regret it»"."""
    seen = (other for other in affirmed if other.account.performed and other.side is Side.REPORTER)
    return not one.account.performed and any(_is_same(one, other) for other in seen)


def _is_same(one: Placed, other: Placed) -> bool:
    """Whether the same origin speaks, not only the same side."""
    return any(not key.startswith("state:") for key in one.camp.keys & other.camp.keys)


def _independent(spoken: Sequence[Placed]) -> tuple[Placed, ...]:
    """Those who have another beside them that is neither of their side nor a party like them.

    An army and its ministry are one origin, however often both say it; so are two armies that did it together.
    """
    pairs = [(one, other) for one, other in combinations(spoken, 2) if _are_independent(one, other)]
    return tuple(one for one in spoken if any(one in pair for pair in pairs))


def _are_independent(one: Placed, other: Placed) -> bool:
    if one.side is Side.PARTY and other.side is Side.PARTY:
        return False
    if one.account.faceless and other.account.faceless:
        return False  # two unnamed officials may be one
    if UNKNOWN_ORIGIN in one.camp.keys | other.camp.keys:
        return False
    return not one.camp.meets(other.camp)


def _clash(article: Article, heard: Heard, spoken: Sequence[Placed]) -> tuple[Placed, ...]:
    """Those whose counts of one thing cannot both be true: "4 people drowned", "19 people drowned"."""
    clashing: list[Placed] = []
    for (count, voice), (other, others) in combinations(heard, 2):
        if (
            count.what != other.what
            or not _are_disjoint(count, other)
            or not _of_one_thing(article, count, other)
        ):
            continue
        ours = [one for one in spoken if one.account.statement == voice]
        theirs = [one for one in spoken if one.account.statement == others]
        if ours and theirs and not ours[0].camp.meets(theirs[0].camp):
            clashing += [ours[0], theirs[0]]
    return tuple(dict.fromkeys(clashing))


def _are_disjoint(count: Count, other: Count) -> bool:
    return _is_below(count, other) or _is_below(other, count)


def _is_below(count: Count, other: Count) -> bool:
    return count.high is not None and other.low is not None and count.high < other.low


def _of_one_thing(article: Article, count: Count, other: Count) -> bool:
    """Whether both count the same people: 5 soldiers and 7 villagers do not clash, 5 people and 7 villagers do."""
    nouns = {match[0].lower() for one in (count, other) if (match := LAST_WORD.search(article[one.span]))}
    return len(nouns - status_words().words["generic"]) < 2


def _grounds(rule: StatusRule, facts: Mapping[Fact, tuple[Placed, ...]]) -> tuple[Placed, ...]:
    """What the rule rests on; beside what settles it, who claims it: both sides are named."""
    deciding = [one for word in rule.when for one in facts[Fact(word)]]
    beside = facts[Fact.AFFIRMED] if rule.status in (Status.CONFIRMED, Status.RETRACTED) else ()
    return tuple(dict.fromkeys([*deciding, *beside]))

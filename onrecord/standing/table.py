"""Accounts → status: what holds of them, and the first rule of the decision table that fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from onrecord.lexicons.status import StatusRule, status_words
from onrecord.standing.keys import UNKNOWN_ORIGIN, are_same, meet
from onrecord.types import Account, Modality, Side, Stance, Status

Pair = tuple[Account, Account]

SETTLED = frozenset({Modality.ASSERTED, Modality.NEGATED})  # not a plan, a threat or a possibility
BYSTANDERS = frozenset({Side.AUTHORITY, Side.OTHER})
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
    grounds: tuple[Account, ...]


def decide(accounts: Sequence[Account], modality: Modality, clashing: Sequence[Pair] = ()) -> Decision:
    """The status that accounts give an event of that modality; `clashing` are pairs whose counts cannot both be true.

    Raises ValueError where there is no account: a status never rests on nothing.
    """
    facts = _facts(accounts, modality, clashing)
    for rule in status_words().rules:
        if all(facts[Fact(word)] for word in rule.when) and not any(
            facts[Fact(word)] for word in rule.unless
        ):
            return Decision(Status(rule.status), rule, _grounds(rule, facts))
    raise ValueError("there is no account to rest on")


def _facts(
    accounts: Sequence[Account], modality: Modality, clashing: Sequence[Pair]
) -> Mapping[Fact, tuple[Account, ...]]:
    """Each fact with the accounts that make it hold; none: it does not hold."""
    settled = modality in SETTLED
    by = _by_stance(accounts, settled=settled)
    back = by[Stance.RETRACTS]
    affirmed = tuple(one for one in by[Stance.AFFIRMS] if not any(_takes_back(other, one) for other in back))
    affirmed = tuple(one for one in affirmed if not _was_seen(one, affirmed))
    spoken = tuple(one for one in affirmed if one.side not in (Side.REPORTER, Side.NOBODY))
    told = tuple(one for one in affirmed if one.side is Side.REPORTER)
    if told:  # what a bystander only mentions takes nothing from the reporter's own word
        spoken = tuple(one for one in spoken if not (one.aside and one.side in BYSTANDERS))
    if any(one.statement is None for one in told) and not _independent(spoken):
        # nor what one says who is on no side: it is no side's claim that the outlet itself reports
        spoken = tuple(one for one in spoken if one.side is not Side.OTHER or one.acts)
    denied = tuple(one for one in by[Stance.DENIES] if not any(_is_same(one, other) for other in spoken))
    sourced = tuple(one for one in denied if one.side is not Side.REPORTER)
    supposed, unknown = by[Stance.SUPPOSES], by[Stance.UNKNOWN]
    sure = tuple(one for one in spoken if settled and not one.faceless)
    whole = {Fact(name): tuple(one for one in sure if one.side is side) for side, name in ONE_FOR_ALL.items()}
    whole[Fact.AUTHORITY] = tuple(one for one in whole[Fact.AUTHORITY] if not one.aside)
    return whole | {
        Fact.TAKEN_BACK: back,
        Fact.AFFIRMED: spoken,
        Fact.REPORTED: told,
        Fact.DENIED: denied if spoken else sourced,
        Fact.CLASH: tuple(
            one for pair in clashing if set(pair) <= set(spoken) for one in dict.fromkeys(pair)
        ),
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


def _by_stance(accounts: Sequence[Account], *, settled: bool) -> Mapping[Stance, tuple[Account, ...]]:
    """Accounts by stance, each read in the light of who speaks and of what is told.

    Of what is only planned or possible, whoever supposes it gives it; "had no part in it" denies the deed of
    one who is said to have done it, and grants it otherwise.
    """
    found: dict[Stance, tuple[Account, ...]] = dict.fromkeys(Stance, ())
    for one in accounts:
        stance = one.stance
        if stance is Stance.SUPPOSES and not settled and one.side is not Side.NOBODY:
            stance = Stance.AFFIRMS
        if stance is Stance.DISOWNS:
            stance = Stance.DENIES if one.acts else Stance.GRANTS
        found[stance] += (one,)
    return found


def _takes_back(other: Account, one: Account) -> bool:
    """Whether the word is taken back: by its origin, or by "it", which is whoever had given it."""
    return meet(set(one.keys), set(other.keys)) or UNKNOWN_ORIGIN in other.keys


def _was_seen(one: Account, affirmed: Sequence[Account]) -> bool:
    """Whether the reporter tells that the speaker did it in so many words: "warned them: «You will regret it»"."""
    seen = (other for other in affirmed if other.performed and other.side is Side.REPORTER)
    return not one.performed and any(_is_same(one, other) for other in seen)


def _is_same(one: Account, other: Account) -> bool:
    return are_same(set(one.keys), set(other.keys))


def _independent(spoken: Sequence[Account]) -> tuple[Account, ...]:
    """Those who have another beside them that is neither of their side nor a party like them.

    An army and its ministry are one origin, however often both say it; so are two armies that did it together.
    """
    pairs = [(one, other) for one, other in combinations(spoken, 2) if _are_independent(one, other)]
    return tuple(one for one in spoken if any(one in pair for pair in pairs))


def _are_independent(one: Account, other: Account) -> bool:
    if one.side is Side.PARTY and other.side is Side.PARTY:
        return False
    if one.faceless and other.faceless:
        return False  # two unnamed officials may be one
    if UNKNOWN_ORIGIN in (*one.keys, *other.keys):
        return False
    return not meet(set(one.keys), set(other.keys))


def _grounds(rule: StatusRule, facts: Mapping[Fact, tuple[Account, ...]]) -> tuple[Account, ...]:
    """What the rule rests on; beside what settles it, who claims it: both sides are named."""
    deciding = [one for word in rule.when for one in facts[Fact(word)]]
    beside = facts[Fact.AFFIRMED] if rule.status in (Status.CONFIRMED, Status.RETRACTED) else ()
    return tuple(dict.fromkeys([*deciding, *beside]))

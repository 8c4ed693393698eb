"""What holds on a day: the accounts that stand then, each origin by its last word, each on its side of the incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.lexicons.status import status_words
from onrecord.standing.keys import UNKNOWN_ORIGIN, UNKNOWN_STATE, are_same, states
from onrecord.story.said import Said
from onrecord.types import EventType, Incident, Modality, Side, Stance

Keys = frozenset[str]

# What an origin says outright; the later word takes the place of the earlier one. On one day the first of these counts.
OUTRIGHT = (Stance.RETRACTS, Stance.AFFIRMS, Stance.DENIES, Stance.DISOWNS)
FIXED = frozenset({Side.DECLARER, Side.ITSELF, Side.NOBODY})  # by what is said, not by who it is


def change_days(said: Sequence[Said]) -> tuple[str | None, ...]:
    """The days on which something was first said, or taken out again, in order; (None,) where nothing is dated."""
    days = {day for one in said for day in (one.since, one.until) if day is not None}
    return tuple(sorted(days)) or (None,)


def home_of(incident: Incident) -> str | None:
    """The country that it happened in, if its articles tell one."""
    return incident.where.country if incident.where else None


def standing_on(day: str | None, said: Sequence[Said]) -> tuple[Said, ...]:
    """The accounts that stand on a day, as their articles have them; undated ones do on the last of all."""
    last = change_days(said)[-1]
    if day is None or last is None:
        return tuple(said)
    return tuple(one for one in said if (one.since or last) <= day and (one.until is None or day < one.until))


def holding(said: Sequence[Said], home: str | None = None) -> tuple[Said, ...]:
    """Of the accounts that stand, those that count, as they are to be taken.

    An origin's later word takes the place of its earlier one; who denies what he had affirmed takes it back. What
    outlets told before a word was taken back rested on that word. A denial of a part in it is none of the deed, if
    others affirm the deed without it. `home` is the country that it happened in.
    """
    resolved = [_resolved(one, said) for one in said]
    last = [one for group in _by_origin(resolved).values() for one in _last_words(group)]
    current = _informed(sorted(last, key=order))
    sided = _sided(current, home)
    return tuple(_narrowed(one, sided) for one in sided)


def modality_of(said: Sequence[Said]) -> Modality:
    """How the incident is told of: what is told as a fact by one is no plan any more."""
    found = [one.event.modality for one in said]
    if Modality.ASSERTED in found or not found:
        return Modality.ASSERTED
    return min(set(found), key=lambda one: (-found.count(one), list(Modality).index(one)))


def order(said: Said) -> tuple[str, bool, str, int, str, str]:
    """Accounts in the order of their days, of one day headlines last; the rest only to make it the same each time."""
    account = said.account
    return said.since or "", said.headed, said.article, account.span.start, account.stance, said.name


def _resolved(said: Said, others: Sequence[Said]) -> Said:
    """«It was withdrawn an hour later»: "it" takes back what the article has affirmed, else the one word there is."""
    if said.account.stance is not Stance.RETRACTS or UNKNOWN_ORIGIN not in said.keys:
        return said
    affirming = [one for one in others if one.account.stance is Stance.AFFIRMS]
    here = [one for one in affirming if one.article == said.article and one.account.statement]
    spoken = [one for one in affirming if one.account.statement]
    whose = here or (spoken if len({one.origin.id for one in spoken}) == 1 else [])
    if not whose:
        return replace(said, account=replace(said.account, stance=Stance.SILENT))
    return replace(
        said,
        origin=whose[0].origin,
        account=replace(said.account, keys=whose[0].account.keys, faceless=False),
    )


def _by_origin(said: Iterable[Said]) -> Mapping[str, list[Said]]:
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        groups[one.origin.id].append(one)
    return groups


def _last_words(group: Sequence[Said]) -> list[Said]:
    """One origin's accounts without what it said otherwise before; a denial after an affirmation takes it back."""
    outright = [one for one in group if one.account.stance in OUTRIGHT]
    if not outright:
        return list(group)
    day = max(one.since or "" for one in outright)
    last = [one for one in outright if (one.since or "") == day]
    stance = min((one.account.stance for one in last), key=OUTRIGHT.index)
    before = [one for one in outright if (one.since or "") < day and one.account.stance is not stance]
    affirmed = [one for one in before if one.account.stance is Stance.AFFIRMS]
    kept = [one for one in group if one not in before]
    if stance is not Stance.DENIES:
        return kept + (affirmed if stance in (Stance.RETRACTS, Stance.DISOWNS) else [])
    return [_taking_back(one, affirmed) for one in kept] + affirmed


def _taking_back(said: Said, affirmed: Sequence[Said]) -> Said:
    """The denial as a retraction, where the same one had affirmed it: not his state's other voices."""
    if said.account.stance is not Stance.DENIES or not any(are_same(one.keys, said.keys) for one in affirmed):
        return said
    return replace(said, account=replace(said.account, stance=Stance.RETRACTS))


def _informed(said: Sequence[Said]) -> list[Said]:
    """Without what outlets told while they could not know better: before it was taken back, or before it was known."""
    back = [one for one in said if one.account.stance is Stance.RETRACTS]
    taken = max((one.since or "" for one in back), default="")
    where = {one.article for one in back if (one.since or "") == taken}
    told = max(
        (one.since or "" for one in said if _is_own(one) and one.account.stance is Stance.AFFIRMS), default=""
    )

    def outdated(one: Said) -> bool:
        day, stance = one.since or "", one.account.stance
        if back and _is_own(one) and stance is Stance.AFFIRMS:
            return day < taken or (day == taken and one.article not in where)
        unknown = stance is Stance.UNKNOWN and one.account.side in (Side.REPORTER, Side.NOBODY)
        return unknown and day < told

    return [one for one in said if not outdated(one)]


def _is_own(said: Said) -> bool:
    """Whether an outlet tells it in its own voice."""
    return said.account.who is None and said.account.side is Side.REPORTER


# ---- sides -----------------------------------------------------------------------------------------------


def _sided(said: Sequence[Said], home: str | None) -> list[Said]:
    """The accounts, each on the side on which all articles together put its origin.

    Who did it by one article's account is a party also where another does not say so; so is who is accused of it, and
    who denies that his own people did it. Where more articles have it done to them than by them, they are the affected
    side; so are those who only gain by it, where as many do.
    """
    sufferers = frozenset(key for one in said for key in one.sufferers)
    accusing = [
        (doer.keys, one.article)
        for one in said
        for doer in one.doers
        if one.account.stance is Stance.AFFIRMS and not one.account.acts
    ]
    accusers: dict[Keys, set[str]] = {
        keys: {article for accused, article in accusing if _shares(accused, keys)}
        for keys in {one.keys for one in said}
    }
    seen: dict[str, _Seen] = defaultdict(_Seen)
    camps = [_camp(one) for one in said]
    for camp, one in zip(camps, said, strict=True):
        side, here = one.account.side, {one.article}
        if one.event.type is EventType.DISASTER and side is Side.PARTY:
            continue  # nobody did it, and nobody gains by it
        seen[camp].affected |= here if side is Side.AFFECTED else set()
        seen[camp].gaining |= here if side is Side.PARTY else set()
        seen[camp].doing |= (
            here if (side is Side.PARTY and one.account.acts) or _answers_for_it(one) else set()
        )
        seen[camp].doing |= accusers[one.keys]
    setting = _Setting(frozenset(keys for keys, found in accusers.items() if found), sufferers, home)
    return [_placed(one, seen[camp], setting) for camp, one in zip(camps, said, strict=True)]


@dataclass(slots=True)
class _Seen:
    """The articles in which a camp did it, did it or gains by it, had it done to it."""

    doing: set[str] = field(default_factory=set)
    gaining: set[str] = field(default_factory=set)
    affected: set[str] = field(default_factory=set)

    @property
    def is_party(self) -> bool:
        """Whether at least as many have them for its doers, or more for somebody with a part in it, as for affected."""
        if not self.affected:
            return bool(self.doing or self.gaining)
        return len(self.doing) >= len(self.affected) or len(self.doing | self.gaining) > len(self.affected)


@dataclass(frozen=True, slots=True)
class _Setting:
    """Who did it, to whom and where, by all articles."""

    accused: frozenset[Keys]
    sufferers: frozenset[str]
    home: str | None

    def is_done_to(self, said: Said) -> bool:
        """Whether it was done to people of a state's, or in it and to no others: then the state is affected."""
        if said.event.type not in status_words().kinds["harms"]:
            return False
        if said.event.type is EventType.RESIGN and not self.sufferers:
            return False  # who left his office was not made to
        ours, theirs = states(said.keys), states(self.sufferers)
        return bool(ours & theirs) or (f"state:{self.home}" in ours and not theirs)


def _answers_for_it(said: Said) -> bool:
    """«The ministry denied that its troops had crossed»: those of whom it speaks are its own."""
    denies = said.account.stance is Stance.DENIES and not said.account.acts
    return denies and any(_shares(doer.keys, said.keys) for doer in said.doers)


def _placed(said: Said, seen: _Seen, setting: _Setting) -> Said:
    account = said.account
    outlet = account.who is None or account.side is Side.REPORTER
    if account.side in FIXED or account.performed or (outlet and not states(said.keys)):
        return said
    if seen.is_party:
        return _on(said, Side.PARTY, account.acts or said.keys in setting.accused or _answers_for_it(said))
    if seen.affected and not account.faceless:
        return _on(said, Side.AFFECTED)
    if account.side in (Side.OTHER, Side.PARTY, Side.REPORTER):
        return _on(said, Side.AFFECTED if setting.is_done_to(said) else Side.OTHER)
    return _on(said, account.side)


def _on(said: Said, side: Side, acts: bool = False) -> Said:
    account = said.account
    if (account.side, account.acts) == (side, acts):
        return said
    accused = acts and (account.accused or not (account.acts or _answers_for_it(said)))
    return replace(said, account=replace(account, side=side, acts=acts, accused=accused))


def _shares(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether they have something in common that is known: two states that are not told are not one."""
    return bool((one & other) - {UNKNOWN_STATE, UNKNOWN_ORIGIN})


def _camp(said: Said) -> str:
    """The origin, its unnamed voices with its named ones."""
    camp = "+".join(sorted(states(said.keys)))
    return camp or said.origin.id


def _narrowed(said: Said, others: Sequence[Said]) -> Said:
    """A denial for what it denies: a part in it, where others affirm it of somebody else, or of nobody."""
    account = said.account
    if account.stance not in (Stance.DENIES, Stance.DISOWNS) or not account.acts:
        return said
    affirming = [
        one for one in others
        if one.account.stance is Stance.AFFIRMS and one.account.side is not Side.NOBODY
        and one.origin.id != said.origin.id
    ]  # fmt: skip
    of_others = [one for one in affirming if one.doers and not _accuses(one, said)]
    of_nobody = [one for one in affirming if not one.doers]
    if of_others or (account.stance is Stance.DISOWNS and of_nobody):
        return replace(said, account=replace(account, stance=Stance.DISOWNS, acts=False))
    return said


def _accuses(one: Said, said: Said) -> bool:
    return any(_shares(doer.keys, said.keys) for doer in one.doers)

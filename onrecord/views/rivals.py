"""Of whom a story must not say that they did it together: those of whom some say it, and others the rest."""

from __future__ import annotations

from onrecord.lexicons.nations import find_nations
from onrecord.types import ContradictionKind, EventType, Incident, Role, Story

OUTCOMES = frozenset({EventType.DEATH, EventType.INJURY, EventType.DAMAGE})


def find_disputed(story: Story) -> frozenset[str]:
    """The ids of incidents of which it is disputed who did them.

    Where that is so of an attack, it is of its deaths there and then: one of «the Front, Paraguay’s army» killed.
    """
    told = {one.incident for one in story.contradictions if one.kind is ContradictionKind.ACTOR}
    attacks = [one for one in story.incidents if one.id in told]
    return frozenset(
        one.id
        for one in story.incidents
        if one.id in told or any(_is_brought_by(one, attack) for attack in attacks)
    )


def _is_brought_by(one: Incident, attack: Incident) -> bool:
    """Whether it is harm that the attack did, by one at least who is said to have done the attack."""
    if one.type not in OUTCOMES or one.first_day is None or one.where is None or attack.where is None:
        return False
    there = (one.first_day, one.last_day) == (attack.first_day, attack.last_day)
    here = there and one.where.name == attack.where.name
    return here and bool(_actors(one) & _actors(attack))


def _actors(incident: Incident) -> frozenset[str]:
    """Those said to have done it, by name and by country: «Paraguay’s army» is Paraguay."""
    names = [part.name for part in incident.parts if part.role is Role.ACTOR]
    return frozenset(names).union(*(find_nations(name) for name in names))

"""Of whom a story must not say that they did it together: those of whom some say it, and others the rest."""

from __future__ import annotations

from onrecord.types import ContradictionKind, Incident, Role, Story

SEVERAL = 2  # who are said to have done it, from which it may be disputed which of them did


def find_disputed(story: Story) -> frozenset[str]:
    """The ids of incidents of which it is disputed who did them.

    Where that is so of an attack, it is of the deaths in it: one of «the Front, Paraguay’s army» killed them.
    """
    told = {one.incident for one in story.contradictions if one.kind is ContradictionKind.ACTOR}
    rivals = {name for one in story.incidents if one.id in told for name in _actors(one)}
    return frozenset(
        one.id
        for one in story.incidents
        if one.id in told or (len(_actors(one)) >= SEVERAL and _actors(one) & rivals)
    )


def _actors(incident: Incident) -> frozenset[str]:
    return frozenset(part.name for part in incident.parts if part.role is Role.ACTOR)

"""One entity of an article, or one identity of a story, as far as it tells who it is."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicons.names import split_name
from onrecord.types import EntityType, Ref

LANDS = frozenset({EntityType.STATE, EntityType.PLACE})
BODIES = frozenset(
    {EntityType.ORGANISATION, EntityType.MEDIA, EntityType.MILITARY, EntityType.FACILITY, EntityType.GROUP}
)
SHORTEST = 3  # letters of a name that tells somebody: not "A."


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """One entity, or one identity of a story, as far as it tells who it is."""

    members: tuple[Ref, ...]
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    country: str | None
    roles: tuple[str, ...]
    place: str | None  # "IQ", or a GeoNames id
    weight: int  # articles

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def offices(one: Known) -> frozenset[str]:
    """The titles before a name and the roles told of its bearer, in lower case."""
    titles = {title for name in one.names for title in split_name(name).titles}
    return frozenset(titles | {role.casefold() for role in one.roles})

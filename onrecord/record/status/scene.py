"""An article with all its events: who fights and who punishes in one tells on which side he stands in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.status import status_words
from onrecord.record.status.camps import Camp, Camps, is_proper
from onrecord.types import Article, Entity, EntityType, Event, Place, Role, Source, Statement


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with all its events: who fights and who punishes in one tells on which side he stands in another."""

    article: Article
    camps: Camps
    events: tuple[Event, ...]
    fights: tuple[tuple[str, Camp], ...]  # who used force, by event
    reckonings: tuple[tuple[Camp, tuple[Camp, ...]], ...]  # who punished or dismissed, and whom
    countries: Mapping[str, str]  # of the article's places, by their ids
    sources: Mapping[str, Source]  # of its statements, by theirs
    at_home: Mapping[str, str] = field(
        default_factory=dict
    )  # entity → the country whose "the army" is meant instead


def set_scene(
    article: Article,
    entities: Sequence[Entity],
    events: Sequence[Event],
    statements: Sequence[Statement] = (),
    places: Sequence[Place] = (),
) -> Scene:
    """The scene of an article's events."""
    camps, kinds = Camps(article, {one.id: one for one in entities}), status_words().kinds
    scene = Scene(
        article,
        camps,
        tuple(events),
        fights=tuple(
            (one.id, camp)
            for one in events
            if one.type in kinds["violence"]
            for camp in camps_in(camps, one, Role.ACTOR)
        ),
        reckonings=tuple(
            (judge, tuple(camps_in(camps, one, Role.RECIPIENT, Role.VICTIM)))
            for one in events
            if one.type in kinds["reckonings"]
            for judge in camps_in(camps, one, Role.ACTOR)
        ),
        countries={one.id: one.country for one in places if one.country},
        sources={one.id: one.source for one in statements if one.source},
    )
    return replace(scene, at_home=dict(_accused_from_abroad(scene, statements)))


def camps_in(camps: Camps, event: Event, *roles: Role, home: str | None = None) -> Iterator[Camp]:
    """The camps of those who have one of the roles."""
    return (camps.of(one.span, one.entity, home=home) for one in event.arguments if one.role in roles)


def home_of(scene: Scene, event: Event) -> str | None:
    """The country the event happened in, where its places tell one and only one."""
    countries: set[str] = set()
    for one in event.arguments:
        if one.role is Role.PLACE:
            entity = scene.camps.entities.get(one.entity or "")
            countries |= (
                {entity.country} if entity and entity.country else {*find_nations(scene.article[one.span])}
            )
    if not countries and event.place:
        return scene.countries.get(event.place)
    return countries.pop() if len(countries) == 1 else None


def _accused_from_abroad(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    """A country's force that others say attacked another country, and that country: "the army", speaking, is its own.

    «The minister said [Chad’s army] had shelled Geneina, Sudan. Six were killed, [the army] said»: Sudan's. Where the
    force speaks under its name, or the reporter tells of its deed, nothing is known to be mistaken.
    """
    spoken = {
        one.source.entity for one in statements if one.source and is_proper(scene.article[one.source.span])
    }
    for event in scene.events:
        home = home_of(scene, event)
        for one in event.arguments:
            entity = scene.camps.entities.get(one.entity or "")
            if home is None or one.role is not Role.ACTOR or entity is None or entity.id in spoken:
                continue
            force = entity.type is EntityType.MILITARY and entity.country not in (None, home)
            if force and any(one.span in piece for said in statements for piece in said.content):
                yield entity.id, home

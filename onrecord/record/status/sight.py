"""One event as its article's camps see it: who did it, whom it was done to, in which country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.lexicons.status import status_words
from onrecord.record.status.camps import Camp, Camps
from onrecord.record.status.scene import Scene, camps_in, home_of
from onrecord.record.status.words import Word
from onrecord.types import Argument, Article, Event, EventType, Role, Source

MISHAPS = frozenset({EventType.DISASTER, EventType.ACCIDENT})


@dataclass(frozen=True, slots=True)
class Sight:
    """One event with the camps of those in it."""

    article: Article
    event: Event
    camps: Camps
    home: str | None  # the country it happened in
    actors: tuple[Camp, ...]
    sufferers: tuple[Camp, ...]
    people: frozenset[str]  # entities it was done to
    turned: tuple[Camp, ...]  # who dismissed, punished or charged the actor for it
    fights: tuple[Camp, ...]  # who used force elsewhere in the article
    at_home: Mapping[str, str]
    sources: Mapping[str, Source]  # by statement
    abroad: bool = False  # the article has places of several countries


def find_sight(scene: Scene, event: Event) -> Sight:
    """An event of the scene, with the camps of those in it."""
    home = home_of(scene, event)
    actors = tuple(camps_in(scene.camps, event, Role.ACTOR, home=home))
    return Sight(
        article=scene.article,
        event=event,
        camps=scene.camps,
        home=home,
        actors=actors,
        sufferers=tuple(_sufferers(scene.camps, event, home)),
        people=frozenset(one.entity for one in patients(event) if one.entity),
        turned=tuple(
            judge
            for judge, done_to in scene.reckonings
            if any(camp.own & actor.own for camp in done_to for actor in actors)
        ),
        fights=tuple(camp for fight, camp in scene.fights if fight != event.id),
        at_home=scene.at_home,
        sources=scene.sources,
        abroad=len(set(scene.countries.values())) > 1,
    )


def agents(event: Event) -> Iterator[Argument]:
    """Those who did it."""
    return (one for one in event.arguments if one.role is Role.ACTOR)


def patients(event: Event) -> Iterator[Argument]:
    """Those it was done to."""
    return (one for one in event.arguments if one.role in (Role.VICTIM, Role.RECIPIENT))


def _sufferers(camps: Camps, event: Event, home: str | None) -> Iterator[Camp]:
    """Those it was done to; where no argument tells, those counted: "13 soldiers"."""
    told = list(camps_in(camps, event, Role.VICTIM, Role.RECIPIENT, home=home))
    yield from told or [camps.of(count.span, None, home=home) for count in event.counts]


def has_own(sight: Sight, word: Word, arguments: Iterable[Argument]) -> bool:
    """Whether one of them is the speaker's in the speaker's own words: "its soldiers", "they"."""
    known = status_words().words
    for one in arguments:
        words = sight.article[one.span].lower().split()
        theirs = set(words) & known["own_side"] or (one.entity is None and set(words[:1]) & known["speaker"])
        if word.piece and one.span in word.piece and theirs:
            return True
    return False


def harms(sight: Sight) -> bool:
    """Whether it is done to somebody."""
    return sight.event.type in status_words().kinds["harms"] and not resigns(sight)


def resigns(sight: Sight) -> bool:
    """Whether somebody left his office, and nobody made him."""
    return sight.event.type is EventType.RESIGN and bool(sight.actors) and not sight.sufferers

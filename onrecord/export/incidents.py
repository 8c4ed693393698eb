"""An incident as every table tells it: who, whom, how many, how surely, by how many origins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.cells import Cell
from onrecord.export.values import Matter
from onrecord.types import Contradiction, Identity, Incident, Role, Side, Stance, Status, Testimony, Toll

BETWEEN = "; "  # several of a kind in one cell
WHOM = (Role.VICTIM, Role.RECIPIENT)
STRONGEST = (
    Side.AUTHORITY,
    Side.AFFECTED,
    Side.DECLARER,
    Side.ITSELF,
)  # whose count is the best one there is


@dataclass(frozen=True, slots=True)
class Bounds:
    """UCDP's low, best and high; None where the words set no bound."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An incident of a matter, with what tables ask of it."""

    matter: Matter
    incident: Incident

    def names(self, *roles: Role) -> tuple[str, ...]:
        """Who or what has one of the roles, each once, in the order of the roles."""
        found = (part.name for role in roles for part in self.incident.parts if part.role is role)
        return tuple(dict.fromkeys(found))

    def identities(self, *roles: Role) -> tuple[Identity, ...]:
        """Those of them that are known across articles."""
        known = {one.id: one for one in self.matter.story.identities}
        ids = dict.fromkeys(part.identity for part in self.incident.parts if part.role in roles)
        return tuple(known[one] for one in ids if one in known)

    def bounds(self, what: str) -> Bounds:
        """How many, over the latest word of each origin.

        Low is the lowest low, high the highest high (none where one is open), best the word of the strongest origin:
        an authority's, the affected side's; of equals the latest; None where equals differ on one day.
        """
        tolls = tuple(self._latest(what))
        if not tolls:
            return Bounds()
        highs = [toll.high for toll in tolls]
        return Bounds(
            low=min(_known(toll.low for toll in tolls), default=None),
            best=self._best(tolls),
            high=None if None in highs else max(_known(highs)),
        )

    def where(self, field: str) -> Cell:
        """A field of the place ("name", "lat", …); None where no place is known."""
        found: Cell = getattr(self.incident.where, field) if self.incident.where else None
        return found

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2 of the country it happened in."""
        return self.incident.where.country if self.incident.where else None

    @property
    def affirming(self) -> tuple[Testimony, ...]:
        """The origins that say it is so."""
        return tuple(one for one in self.incident.testimonies if one.stance is Stance.AFFIRMS)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets whose articles tell it, by name or address; of one that is not known, the article's id."""
        articles = (self.matter.articles.get(article) for article in self.articles)
        return tuple(dict.fromkeys(one.article.outlet or one.id for one in articles if one))

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that tell it, by id, in the order of the story."""
        told = {ref.article for ref in self.incident.events}
        return tuple(one for one in self.matter.story.articles if one in told)

    @property
    def happened(self) -> bool:
        """Whether somebody on the record affirms that it took place."""
        asserted = self.incident.modality == "asserted"
        return asserted and self.incident.status not in (Status.DENIED, Status.RETRACTED, Status.UNCLEAR)

    def _latest(self, what: str) -> Iterable[Toll]:
        latest: dict[str | None, Toll] = {}
        for toll in self.incident.tolls:
            before = latest.get(toll.origin)
            if toll.what == what and (before is None or (before.day or "") <= (toll.day or "")):
                latest[toll.origin] = toll
        return latest.values()

    def _best(self, tolls: tuple[Toll, ...]) -> int | None:
        sides = {one.origin.id: one.side for one in self.incident.testimonies}
        rank = {side: place for place, side in enumerate(STRONGEST)}
        placed = [(rank.get(sides.get(toll.origin or "", Side.OTHER), len(rank)), toll) for toll in tolls]
        strongest = [toll for place, toll in placed if place == min(place for place, _ in placed)]
        last = max(toll.day or "" for toll in strongest)
        best = {toll.best for toll in strongest if (toll.day or "") == last} - {None}
        return best.pop() if len(best) == 1 else None


def tell_incidents(matter: Matter) -> tuple[Told, ...]:
    """The matter's incidents in the story's own order."""
    return tuple(Told(matter, incident) for incident in matter.story.incidents)


def tell_claims(contradiction: Contradiction) -> str:
    """ "12 killed (the army) / 3 killed (the Front)"."""
    sides = (f"{one.says} ({joined(who.name for who in one.origins)})" for one in contradiction.claims)
    return " / ".join(sides)


def joined(parts: Iterable[str]) -> str:
    """Several of a kind in one cell."""
    return BETWEEN.join(parts)


def _known(bounds: Iterable[int | None]) -> list[int]:
    return [bound for bound in bounds if bound is not None]

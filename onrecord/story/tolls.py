"""Figures of one incident: each origin's as it gave them day by day, and which of two origins' cannot both be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.standing.figures import are_disjoint, of_one_thing
from onrecord.standing.keys import meet
from onrecord.story.said import Figure, Said
from onrecord.types import Count, Modality, Side, Stance, Toll

Bounds = tuple[int | None, int | None, int | None]
TELLING = frozenset({Stance.AFFIRMS, Stance.GRANTS, Stance.RETRACTS})
MEANT = frozenset(
    {Modality.PLANNED, Modality.THREATENED}
)  # of which a figure may be supposed: not of «feared dead»


@dataclass(frozen=True, slots=True)
class Given:
    """One figure of one origin, by the account that first gave it."""

    said: Said
    figure: Figure

    @property
    def what(self) -> str:
        """What is counted."""
        return self.figure.count.what

    @property
    def bounds(self) -> Bounds:
        """Low, best and high."""
        count = self.figure.count
        return count.low, count.best, count.high

    @property
    def day(self) -> str:
        """The day on which the origin first gave it; "" where none of its articles is dated."""
        return self.said.day or ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two figures of two origins that cannot both be true."""

    one: Given
    other: Given


def find_given(said: Sequence[Said]) -> tuple[Given, ...]:
    """Every figure of every origin, each once, by the account that first gave it; in the order of their days."""
    found: dict[tuple[str, str, str, Bounds], Given] = {}
    every = (Given(one, figure) for one in said if _tells(one) for figure in one.figures)
    for given in sorted(every, key=_order):
        key = given.said.origin.id, given.what, _thing(given.figure), given.bounds
        found.setdefault(key, given)
    return tuple(found.values())


def _tells(said: Said) -> bool:
    stance = said.account.stance
    return stance in TELLING or (stance is Stance.SUPPOSES and said.event.modality in MEANT)


def find_latest(said: Sequence[Said]) -> tuple[Given, ...]:
    """Each origin's last figure of each thing it counts: the one first given last; of one day's, the highest."""
    latest: dict[tuple[str, str, str], Given] = {}
    for given in find_given(said):
        key = given.said.origin.id, given.what, _thing(given.figure)
        held = latest.get(key)
        if held is None or _rank(given) >= _rank(held):
            latest[key] = given
    return tuple(latest.values())


def find_clashes(said: Sequence[Said]) -> tuple[Clash, ...]:
    """The figures of different origins that cannot both be true.

    A toll rises: a higher figure, given later than another origin's, is none that contradicts it; one given on the same
    day does, or set beside it in one article, or a lower one given later. What outlets count in their own voice rests
    on somebody's word, so it clashes with nobody's.
    """
    spoken = [one for one in find_latest(said) if one.said.account.side not in (Side.REPORTER, Side.NOBODY)]
    beside = _side_by_side(said)
    return tuple(Clash(one, other) for one, other in combinations(spoken, 2) if _do_clash(one, other, beside))


def find_tolls(said: Sequence[Said]) -> tuple[Toll, ...]:
    """The figures as an incident keeps them: how many, by whom, on which day."""
    return tuple(
        Toll(one.what, *one.bounds, one.said.origin.id, one.said.day, one.figure.evidence)
        for one in find_given(said)
    )


def say_count(count: Count) -> str:
    """A figure in plain words.

    >>> from onrecord.types import Span
    >>> say_count(Count("killed", Span(0, 1), 40, 40, None)), say_count(Count("injured", Span(0, 1), 3, 4, 5))
    ('at least 40 killed', '3 to 5 injured')
    """
    low, high = count.low, count.high
    if low is not None and high is not None:
        number = str(low) if low == high else f"{low} to {high}"
    elif low is not None:
        number = f"at least {low}"
    else:
        number = f"up to {high}" if high is not None else f"about {count.best}"
    return f"{number} {count.what}"


def _do_clash(one: Given, other: Given, beside: Mapping[tuple[str, str, Bounds], set[str]]) -> bool:
    if one.what != other.what or meet(one.said.keys, other.said.keys):
        return False
    if not are_disjoint(one.figure.count, other.figure.count):
        return False
    if not of_one_thing(one.figure.words, other.figure.words):
        return False
    if one.day == other.day or beside[_key(one)] & beside[_key(other)]:
        return True
    earlier, later = sorted((one, other), key=lambda given: given.day)
    return _size(later) < _size(earlier)


def _side_by_side(said: Sequence[Said]) -> Mapping[tuple[str, str, Bounds], set[str]]:
    """The articles in which each figure of each origin stands."""
    found: dict[tuple[str, str, Bounds], set[str]] = defaultdict(set)
    for one in said:
        for figure in one.figures:
            found[_key(Given(one, figure))].add(one.article)
    return found


def _key(given: Given) -> tuple[str, str, Bounds]:
    return given.said.origin.id, given.what, given.bounds


def _rank(given: Given) -> tuple[str, int]:
    return given.day, _size(given)


def _size(given: Given) -> int:
    return next(
        (bound for bound in (given.bounds[1], given.bounds[0], given.bounds[2]) if bound is not None), 0
    )


def _thing(figure: Figure) -> str:
    """Who is counted; people, dead and the like are no more than that somebody is."""
    return "" if of_one_thing(figure.words, "people") else figure.words.rsplit(" ", 1)[-1].lower()


def _order(given: Given) -> tuple[str, str, int]:
    return given.day, given.said.article, given.figure.count.span.start


def find_revisions(said: Sequence[Said]) -> Iterator[tuple[Given, ...]]:
    """The figures that one origin gave of one thing, one after the other, where they changed with the days."""
    groups: dict[tuple[str, str, str], list[Given]] = defaultdict(list)
    for given in find_given(said):
        if given.said.account.side is not Side.NOBODY:
            groups[given.said.origin.id, given.what, _thing(given.figure)].append(given)
    for group in groups.values():
        by_day: dict[str, Given] = {}
        for given in group:
            held = by_day.get(given.day)
            if held is None or _size(given) >= _size(held):
                by_day[given.day] = given
        if len(by_day) > 1:
            yield tuple(by_day[day] for day in sorted(by_day))

"""Which accounts of an event number the same thing so that both cannot be true."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from onrecord.standing.figures import clash, is_its_own
from onrecord.standing.keys import meet
from onrecord.standing.table import Pair
from onrecord.types import Account, Article, Event


def find_clashing(article: Article, event: Event, accounts: Sequence[Account]) -> tuple[Pair, ...]:
    """The pairs of accounts whose counts clash: "4 people drowned", "19 people drowned", of two origins."""
    every = [(event.counts[at], one) for one in accounts for at in one.counts]
    given = [(count, one) for count, one in every if is_its_own(event.type, count.what)]
    return tuple(
        (one, another)
        for (count, one), (other, another) in combinations(given, 2)
        if clash(count, article[count.span], other, article[other.span])
        and not meet(set(one.keys), set(another.keys))
    )

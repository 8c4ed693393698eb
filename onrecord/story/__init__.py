"""Records → Story: the same people, places and events across articles, and on whose word each event stands.

A story is a function of the set of its articles: the order in which they came never matters. Ids are made from a
member: a story's from its earliest article, an incident's from its earliest event, an identity's from its earliest
mention, so that an address that was given out leads to where the member is now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.story.accounts import find_accounts
from onrecord.story.contradictions import find_contradictions
from onrecord.story.copies import find_copies
from onrecord.story.corroboration import corroborate
from onrecord.story.disputed_days import with_disputed_days
from onrecord.story.identity import find_identities
from onrecord.story.incidents import find_incidents
from onrecord.story.order import day_of, in_order, make_id
from onrecord.story.timeline import find_timeline
from onrecord.types import Filed, Judgement, Story

__all__ = ["make_story"]

WORD = re.compile(r"[^\W\d_]{4,}")
OPENING = 1500  # characters in which an article tells its matter
LONGEST = 100  # characters of a title made of an article's first words


def make_story(articles: Sequence[Filed], judgements: Sequence[Judgement] = ()) -> Story:
    """What the articles put on the record together; judgements are taken as given.

    Raises ValueError where there are no articles.
    """
    filed = in_order(articles)
    if not filed:
        raise ValueError("a story needs at least one article")
    copies = find_copies(filed)
    identities = find_identities(filed, judgements)
    incidents = find_incidents(filed, identities, copies, judgements)
    said = find_accounts(filed, incidents, copies, identities, judgements)
    incidents = tuple(corroborate(one, told) for one, told in zip(incidents, said, strict=True))
    contradictions = find_contradictions(incidents, said)
    days = [day.isoformat() for article in filed if (day := day_of(article))]
    return Story(
        id=make_id("s", filed[0].id),
        title=_title(filed),
        articles=tuple(article.id for article in filed),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        copies=copies,
        incidents=with_disputed_days(incidents, said, contradictions),
        identities=identities,
        contradictions=contradictions,
        timeline=find_timeline(filed, incidents),
    )


def _title(filed: Sequence[Filed]) -> str:
    """The headline of the article in the middle, told by how many others have its words; else the first words."""
    texts = [frozenset(WORD.findall(one.article.text[:OPENING].casefold())) for one in filed]
    headed = [(one.article[one.article.headline], n) for n, one in enumerate(filed) if one.article.headline]
    if not headed:
        return " ".join(filed[0].article.text[:LONGEST].split())
    best, _ = max(headed, key=lambda pair: (_shared(pair[0], texts), -pair[1]))
    return " ".join(best.split())


def _shared(headline: str, texts: Sequence[frozenset[str]]) -> float:
    """In how many articles the headline's words stand, on average."""
    words = frozenset(WORD.findall(headline.casefold()))
    return sum(word in text for word in words for text in texts) / max(1, len(words))

"""Events in earlier versions of an article: which incident they tell, and from when until when they stood."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.types import Event, Filed, Incident, Record, Ref, Version

# Share of the longer words of two sentences that both must have for one to be the other's earlier wording; two of the
# same matter share 0.4 or less, those with a word or a figure changed more than 0.7 (tests/test_accounts_across.py)
REWORDED = 0.5
WORD = re.compile(r"[^\W_]{4,}|\d+")


@dataclass(frozen=True, slots=True)
class Kept:
    """One event as one version of an article tells it, and the days on which that version stood."""

    article: str
    version: int
    newest: bool
    record: Record
    event: Event
    since: str | None
    until: str | None


def find_earlier(articles: Sequence[Filed], incidents: Sequence[Incident]) -> tuple[tuple[Kept, ...], ...]:
    """For each incident its events in every version of its articles, older wordings of them included."""
    filed = {one.id: one for one in articles}
    home = {ref: n for n, incident in enumerate(incidents) for ref in incident.events}
    kept: list[list[Kept]] = [[] for _ in incidents]
    for ref, at in home.items():
        if ref.article in filed:
            kept[at] += _newest(filed[ref.article], ref)
    told: dict[int, list[frozenset[str]]] = defaultdict(list)
    for article in sorted(filed):
        if len(filed[article].versions) > 1:
            for one, ref_then in _older(filed[article]):
                at_then = home.get(ref_then) if ref_then else _likest(one, kept, told)
                if at_then is not None:
                    kept[at_then].append(one)
    return tuple(tuple(sorted(group, key=_order)) for group in kept)


def days_of_versions(article: Filed) -> tuple[str | None, ...]:
    """The day from which each version stood: the first by its date, the others when they were seen."""
    days: list[str | None] = []
    for n, version in enumerate(article.versions):
        published = version.record.article.published
        dated = published.day if published else None
        day = (dated or version.seen) if n == 0 else (version.seen or dated)
        told = day.isoformat() if day else None
        days.append(max(filter(None, (told, *days)), default=None) if n else told)
    return tuple(days)


def words_of(text: str) -> frozenset[str]:
    """The words that tell one sentence from another."""
    return frozenset(WORD.findall(text.casefold()))


def share(words: frozenset[str], other: frozenset[str]) -> float:
    """How much of both is in both (Dice): from 0 to 1."""
    return 2 * len(words & other) / (len(words) + len(other)) if words and other else 0.0


def _newest(article: Filed, ref: Ref) -> Iterator[Kept]:
    version = article.versions[-1]
    since = days_of_versions(article)[-1]
    yield from (
        Kept(article.id, version.number, True, version.record, event, since, None)
        for event in version.record.events
        if event.id == ref.finding
    )


def _older(article: Filed) -> Iterator[tuple[Kept, Ref | None]]:
    """Every event of the older versions, and the event of the newest that it has become."""
    days = days_of_versions(article)
    newest = article.versions[-1]
    for version, since, until in zip(article.versions[:-1], days, days[1:], strict=False):
        if since is not None and since == until:
            continue  # replaced on the day it appeared
        for event in version.record.events:
            became = _became(version, event, newest)
            kept = Kept(article.id, version.number, False, version.record, event, since, until)
            yield kept, Ref(article.id, became) if became else None


def _became(version: Version, event: Event, newest: Version) -> str | None:
    """The id of the event in the newest version that has its words, or most of them."""
    mine = _told(version.record, event)
    trigger = version.record.article[event.trigger].casefold()
    scored = [
        (
            max((share(a, b) for a in mine for b in _told(newest.record, other)), default=0.0),
            newest.record.article[other.trigger].casefold() == trigger,
            other.id,
        )
        for other in newest.record.events
        if other.type is event.type
    ]
    likely = [one for one in scored if one[0] >= REWORDED]
    return max(likely, key=lambda one: (one[1], one[0], one[2]))[2] if likely else None


def _likest(one: Kept, kept: Sequence[Sequence[Kept]], told: dict[int, list[frozenset[str]]]) -> int | None:
    """The incident of other articles that tells, in most of its words, what a version no longer has."""
    mine = _told(one.record, one.event)
    best: tuple[float, int] | None = None
    for n, group in enumerate(kept):
        if not group or group[0].event.type is not one.event.type:
            continue
        if n not in told:
            told[n] = [words for other in group for words in _told(other.record, other.event)]
        score = max((share(a, b) for a in mine for b in told[n]), default=0.0)
        if score >= REWORDED and (best is None or score > best[0]):
            best = (score, n)
    return best[1] if best else None


def _told(record: Record, event: Event) -> list[frozenset[str]]:
    """The words of each sentence that mentions the event."""
    spans = (event.trigger, *event.mentions)
    sentences = {one for one in record.sentences for span in spans if span in one}
    return [words_of(record.article[one]) for one in sorted(sentences)]


def _order(kept: Kept) -> tuple[str, str, int, str]:
    return kept.since or "", kept.article, kept.version, kept.event.id

"""Incidents → timeline: what happened day by day, as far as it is known, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from onrecord.story.days import days_of
from onrecord.story.evidence import sentence_of
from onrecord.story.order import day_of, in_order
from onrecord.types import (
    EventType,
    Filed,
    Incident,
    Modality,
    Moment,
    Ref,
    Status,
)

MOST_DAYS = 40  # of a timeline: more are no overview
MOST_A_DAY = 6
BEFORE = 30  # days before its first article from which on an event belongs to the story
LONGEST = 280  # characters of a sentence that tells it
# What a reader looks for first, when as many articles tell it
FIRST = frozenset(
    {
        EventType.DEATH, EventType.ASSAULT, EventType.DISASTER, EventType.ACCIDENT, EventType.ABDUCTION,
        EventType.RESIGN, EventType.APPOINT, EventType.AGREE, EventType.TRIAL, EventType.PROTEST,
    }
)  # fmt: skip
# Harm and what brings it: «a raid killed six» is one line
HARMFUL = frozenset(
    {
        EventType.DEATH, EventType.INJURY, EventType.DAMAGE, EventType.ASSAULT, EventType.ACCIDENT,
        EventType.DISASTER,
    }
)  # fmt: skip
AGAINST = frozenset({Status.DENIED, Status.RETRACTED, Status.UNCLEAR})  # what stands so is told apart
HAPPENED = frozenset({Modality.ASSERTED, Modality.NEGATED})


def find_timeline(articles: Sequence[Filed], incidents: Sequence[Incident]) -> tuple[Moment, ...]:
    """The incidents that a reader would want, by the days they happened on; undated ones are left out."""
    filed = {article.id: article for article in in_order(articles)}
    dated: dict[str, list[Incident]] = defaultdict(list)
    weights = weigh_days(tuple(filed.values()))
    since = _since(filed)
    for incident in incidents:
        day = _day(incident)
        if day and incident.modality in HAPPENED and _is_wanted(day, incident, since, weights):
            dated[day].append(incident)
    kept = sorted(dated, key=lambda day: (-_weight(day, weights), day))[:MOST_DAYS]
    return tuple(moment for day in sorted(kept) for moment in _day_told(day, dated[day], filed)[:MOST_A_DAY])


def _day_told(day: str, incidents: Sequence[Incident], filed: Mapping[str, Filed]) -> list[Moment]:
    """The day's lines: no two of one status in the same words, «relatives marched and demanded the names»."""
    found: dict[tuple[str, Status], Moment] = {}
    for incident in _each_once(sorted(incidents, key=_rank), filed):
        moment = _moment(day, incident, filed)
        found.setdefault((moment.words, moment.status), moment)
    return list(found.values())


def _each_once(ranked: Sequence[Incident], filed: Mapping[str, Filed]) -> list[Incident]:
    """The incidents less those that only tell the other half of one before: a raid, and those killed in it."""
    kept: list[Incident] = []
    for incident in ranked:
        if not any(_is_half_of(incident, other, filed) for other in kept):
            kept.append(incident)
    return kept


def _is_half_of(one: Incident, other: Incident, filed: Mapping[str, Filed]) -> bool:
    """Whether both tell of harm and what brought it, in one sentence at least, and of no two places."""
    if not {one.type, other.type} <= HARMFUL:
        return False
    if one.status is not other.status and {one.status, other.status} & AGAINST:
        return False
    apart = one.where and other.where and one.where.name != other.where.name
    return not apart and bool(set(_sentences(one, filed)) & set(_sentences(other, filed)))


def _sentences(incident: Incident, filed: Mapping[str, Filed]) -> Iterator[tuple[str, int]]:
    """Where the sentences begin that tell it."""
    for ref in incident.events:
        if ref.article in filed:
            record = filed[ref.article].record
            event = next(event for event in record.events if event.id == ref.finding)
            yield from (
                (ref.article, sentence_of(record, span).start) for span in (event.trigger, *event.mentions)
            )


def _since(filed: Mapping[str, Filed]) -> str:
    """The day from which what happened is of the story, and not of its past."""
    days = [day for article in filed.values() if (day := day_of(article))]
    return (min(days) - timedelta(days=BEFORE)).isoformat() if days else ""


def _is_wanted(day: str, incident: Incident, since: str, weights: Mapping[date, float]) -> bool:
    """Whether it is no mere background: of the story's days, or told by two, or on a day that two name."""
    return day >= since[: len(day)] or incident.articles > 1 or _weight(day, weights) > 1


def weigh_days(articles: Sequence[Filed]) -> Mapping[date, float]:
    """How many articles name each day, then or later, and how many appeared on it.

    Of simple weights on timeline17's first readings (mentions, mentions by later articles, articles, with and without
    those of the day) this one found the journalists' days best, with that of later articles: 61 of 100 by F1.
    """
    weights: dict[date, float] = defaultdict(float)
    for article in articles:
        day = day_of(article)
        for told in {*_days_told(article), *([day] if day else [])}:
            weights[told] += 1
        if day:
            weights[day] += 1
    return weights


def _days_told(article: Filed) -> Iterator[date]:
    """The days that the article names."""
    for time in article.record.times:
        days = days_of(time.value)
        if days and days.many == 1:
            yield days.first


def _day(incident: Incident) -> str | None:
    """The day it happened on, or the month or year, in which it did; the day of the report, where that is all."""
    first, last = incident.first_day, incident.last_day
    if first is None or last is None or first == last:
        return last or first
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] else None


def _weight(day: str, weights: Mapping[date, float]) -> float:
    return weights.get(date.fromisoformat(day), 0.0) if len(day) == 10 else 0.0


def _rank(incident: Incident) -> tuple[int, bool, str]:
    return -incident.articles, incident.type not in FIRST, incident.id


def _moment(day: str, incident: Incident, filed: Mapping[str, Filed]) -> Moment:
    return Moment(
        day=day,
        incident=incident.id,
        words=_sentence(incident, filed),
        status=incident.status,
        says=incident.because[0].why if incident.because else "",
        articles=incident.articles,
    )


def _sentence(incident: Incident, filed: Mapping[str, Filed]) -> str:
    """The sentence that tells it: of those on whose word it stands, if they can be; in the body, with all who are in
    it, not too long; of two, the first.
    """
    found = [
        words for ref in incident.events if ref.article in filed for words in _told(filed[ref.article], ref)
    ]
    grounds = {" ".join(one.text.split()) for why in incident.because[:1] for one in why.evidence}
    best = min(
        range(len(found)),
        key=lambda n: (found[n][0][0], found[n][1] not in grounds, found[n][0], n),
        default=None,
    )
    return found[best][1] if best is not None else incident.words


def _told(article: Filed, ref: Ref) -> Iterator[tuple[tuple[bool, bool, int], str]]:
    record = article.record
    event = next(event for event in record.events if event.id == ref.finding)
    heads = [part for part in (article.article.headline, article.article.deck) if part]
    for span in (event.trigger, *event.mentions):
        sentence = sentence_of(record, span)
        parties = sum(argument.span in sentence for argument in event.arguments)
        headed = any(span in head for head in heads)
        words = " ".join(article.article[sentence].split())
        yield (headed, len(words) > LONGEST, -parties), words

"""When and where a mention of an event has it happen, as its own sentence tells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import Part, event_senses
from onrecord.record.acts import find_act
from onrecord.types import Article, EventType, Place, Record, Role, Span, Time, TimeType, Trigger

POINTS = frozenset({TimeType.DATE, TimeType.TIME})
VAGUE = re.compile(r"(?:PAST|PRESENT|FUTURE)_REF|X")  # no day, month or year: "now", "recently"
# Characters that a time may lie off for each kind of word between: «killed on Monday, days after he arrived»
CLAUSE = re.compile(rf"\b(?:{'|'.join(sorted(clause_words('divides')))})\b|[;:—()]", re.IGNORECASE)
DETERMINED = re.compile(r"(?:\b(?:the|a|an|his|her|its|their|of|for)|['’]s)\s+$", re.IGNORECASE)
NOUN_AFTER = re.compile(rf"\s+(?!(?:{'|'.join(sorted(clause_words('no_noun')))})\b)[A-Za-z]")
ASIDE = re.compile(r",\s(?:who|whom|whose|which|where)\b")
DEFINES = re.compile(r"\s(?P<who>that|who|which)\s(?:(?:had|has|have|was|were|been|later|first)\s)*")
CLOSE = 12  # characters from there to the verb: "that | later | derailed"
CLAUSE_TOLL, OTHER_TOLL = 40, 60  # a clause boundary, another event's trigger
BEFORE_TOLL = 10  # what stands after the trigger is more often its own than what stands before
FARTHEST = 160  # tolls included; beyond, a time is somebody else's
# Of events that are done to what lies somewhere, the place hit is the place
AT_TARGET = frozenset(
    {
        EventType.ASSAULT,
        EventType.DAMAGE,
        EventType.DISASTER,
        EventType.ACCIDENT,
        EventType.PROTEST,
        EventType.COERCE,
    }
)
LOOK = 40  # characters before a trigger in which its determiner stands
# what the sentence says of it: «the killing [was confirmed] on Monday»
PREDICATE = re.compile(
    r"\b(?:was|were|is|are|been)\s+(?:\w+ly\s+|also\s+|later\s+)?(?P<verb>[a-z]+ed|[a-z]+n)\b"
)
WHERE = (Role.PLACE, Role.DESTINATION)


@dataclass(frozen=True, slots=True)
class Setting:
    """The time and the place that one mention of an event gives it; None where its sentence tells none."""

    time: Time | None = None
    place: Place | None = None


def find_settings(record: Record, triggers: Sequence[Trigger]) -> tuple[Setting, ...]:
    """One setting for each trigger, in their order.

    «said on Friday that a mine had gone off in Tyre on Monday»: Friday is when it was said, Monday when it went off.
    """
    starts = [sentence.start for sentence in record.sentences]
    scenes = _scenes(record, starts)
    together: dict[int, list[Span]] = defaultdict(list)
    for trigger in triggers:
        together[bisect_right(starts, trigger.span.start) - 1].append(trigger.span)
    settings = []
    for trigger in triggers:
        at = bisect_right(starts, trigger.span.start) - 1
        if at < 0:
            settings.append(Setting())
            continue
        said = scenes[at]
        if _only_describes(record.article, trigger.span):
            settings.append(Setting())
            continue
        stretch = _stretch(record.article.text, trigger.span, record.sentences[at], said)
        first, last = (
            bisect_left(together[at], n, key=lambda span: span.start) for n in (stretch.start, stretch.end)
        )
        others = [span for span in together[at][first:last] if span != trigger.span]
        elsewhere = [piece for piece in said if trigger.span not in piece]
        elsewhere += [aside for aside in _asides(record.article.text, stretch) if trigger.span not in aside]
        elsewhere += _defining(record.article, trigger.span, stretch, others)
        settings.append(
            Setting(
                _time(record, trigger.span, stretch, others, elsewhere),
                _place(record, trigger),
            )
        )
    return tuple(settings)


def _only_describes(article: Article, trigger: Span) -> bool:
    """«his slain father», «the wounded guards»: the sentence tells when and where of something else."""
    parts = {sense.part for sense in event_senses(article[trigger])}
    before = DETERMINED.search(article.text, max(0, trigger.start - LOOK), trigger.start)
    return Part.ADJECTIVE in parts and bool(before and NOUN_AFTER.match(article.text, trigger.end))


def _scenes(record: Record, starts: Sequence[int]) -> dict[int, list[Span]]:
    """By sentence the pieces of what was said that reach into it."""
    found: dict[int, list[Span]] = defaultdict(list)
    for piece in dict.fromkeys(piece for statement in record.statements for piece in statement.content):
        for at in range(max(0, bisect_right(starts, piece.start) - 1), bisect_left(starts, piece.end)):
            found[at].append(piece)
    return found


def _stretch(text: str, trigger: Span, sentence: Span, said: Sequence[Span]) -> Span:
    """The part of the sentence whose times may be the event's: what was said, not when it was said; of a clause between
    commas, that clause: «Osman, who was shot in May, spoke on Monday».
    """
    piece = min((piece for piece in said if trigger in piece), key=len, default=sentence)
    start, end = max(piece.start, sentence.start), min(piece.end, sentence.end)
    start, end = max(start, trigger.start - FARTHEST), min(end, trigger.end + FARTHEST)
    opens = next((match.end() for match in ASIDE.finditer(text, start, trigger.start)), None)
    if opens is not None and "," not in text[opens : trigger.start]:
        closes = text.find(",", trigger.end, end)
        return Span(opens, closes) if closes > 0 else Span(opens, end)
    return Span(start, end)


def _asides(text: str, stretch: Span) -> Iterator[Span]:
    """The relative clauses between commas: «Osman, [who was named last week], had met them»."""
    for opens in ASIDE.finditer(text, stretch.start, stretch.end):
        closes = text.find(",", opens.end(), stretch.end)
        if closes > opens.end():
            yield Span(opens.end(), closes)


def _defining(article: Article, trigger: Span, stretch: Span, others: Sequence[Span]) -> Iterator[Span]:
    """«arrested the driver of the train [that derailed on Tuesday]»: which one it was, by another event.

    Not what is said of the event itself, or of what brought it: «the raid [that killed six on Tuesday]».
    """
    if not any(sense.part is Part.VERB for sense in event_senses(article[trigger])):
        return
    for opens in DEFINES.finditer(article.text, trigger.end, stretch.end):
        own = opens.start() in {trigger.end, *(other.end for other in others)}
        if own or not any(opens.end() <= other.start <= opens.end() + CLOSE for other in others):
            continue
        closes = article.text.find(",", opens.end(), stretch.end)
        yield Span(opens.end(), closes if closes > 0 else stretch.end)


def _time(
    record: Record, trigger: Span, stretch: Span, others: Sequence[Span], elsewhere: Sequence[Span]
) -> Time | None:
    """The nearest time, clauses and other events between counted as distance."""
    first = bisect_left(record.times, stretch.start, key=lambda time: time.span.start)
    ranked = []
    for time in record.times[first:]:
        if time.span.start >= stretch.end:
            break
        owned = any(0 < other.start - time.span.end <= 1 for other in others)  # «the May 25 death»
        if (
            owned
            or any(time.span in piece for piece in elsewhere)
            or _is_of_telling(record, trigger, time.span)
        ):
            continue
        if time.type in POINTS and not VAGUE.match(time.value):
            ranked.append((_way(record, trigger, time.span, others), time))
    far, best = min(ranked, default=(FARTHEST + 1, None), key=lambda found: found[0])
    return best if far <= FARTHEST else None


def _is_of_telling(record: Record, trigger: Span, time: Span) -> bool:
    """«the killing was confirmed on Monday»: that is when it was confirmed."""
    words = record.article.text[trigger.end : max(trigger.end, time.start)]
    said = PREDICATE.search(words)
    senses = event_senses(record.article[trigger])
    noun = words.startswith(" of ") or (bool(senses) and all(sense.part is Part.NOUN for sense in senses))
    return bool(noun and said and find_act(said["verb"]).known)


def _way(record: Record, trigger: Span, other: Span, others: Sequence[Span]) -> int:
    """How far another span lies from the trigger, in characters and tolls."""
    between = Span(
        min(trigger.end, other.end), max(trigger.start, other.start, min(trigger.end, other.end) + 1)
    )
    toll = CLAUSE_TOLL * len(CLAUSE.findall(record.article[between]))
    toll += OTHER_TOLL * sum(span in between for span in others)
    return len(between) + toll + (BEFORE_TOLL if other.start < trigger.start else 0)


def _place(record: Record, trigger: Trigger) -> Place | None:
    """The place where it likeliest happened; else a place among its arguments, the nearest; of an attack, the place
    that was hit.
    """
    if trigger.where and (known := next(_within_places(record.places, trigger.where), None)):
        return known
    hit = trigger.type in AT_TARGET and not trigger.where
    roles = (*WHERE, Role.RECIPIENT, Role.VICTIM) if hit else WHERE
    for role in roles:
        spans = [argument.span for argument in trigger.arguments if argument.role is role]
        found = [place for span in spans for place in _within_places(record.places, span)]
        if role not in WHERE:
            found = [
                place for place in found if place.geonameid is not None
            ]  # «the Islamic State» is nowhere
        if found:
            return min(found, key=lambda place: _distance(place.span, trigger.span))
    return None


def _within_places(places: Sequence[Place], span: Span) -> Iterator[Place]:
    first = bisect_left(places, span.start, key=lambda place: place.span.start)
    for place in places[first:]:
        if place.span.start >= span.end:
            return
        if place.span.overlaps(span):
            yield place


def _within(spans: Sequence[Span], sentence: Span) -> list[Span]:
    return [span for span in spans if span in sentence]


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)

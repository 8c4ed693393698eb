"""Templates as MUC fills them, from who and what has a part in the harm and from the events told of around them.

Only what one sentence or the next tells together is one incident: a report of three bombs has three. MUC's kinds of
incident are told by our events and, where our types have no such kind, by the event's word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.harm import HarmPart
from bench.templates import ROLES, Template
from onrecord.types import Event, EventType, Modality, Record, Span

# By 368 reports of the training part, whose marks the reader has learned: micro F1 46.8 with the words of one sentence
# alone, 47.5 with the next, 46.1 with the one after it, 45.7 with one incident a report. Perpetrators named 1, 2 and 3
# sentences off: 47.2, 47.5 and 47.5
TOGETHER = 1  # sentences from one filler of an incident to the next
NAMED_NEAR = 3  # … from a perpetrator to what he did
PARTS = dict(
    zip(
        (HarmPart.PERPETRATOR, HarmPart.BODY, HarmPart.TARGET, HarmPart.VICTIM, HarmPart.WEAPON),
        ROLES,
        strict=True,
    )
)
ATTACK, BOMBING, KIDNAPPING, ARSON, ROBBERY = "attack", "bombing", "kidnapping", "arson", "robbery"
KINDS = {  # (type, mode) → MUC's kind; a mode not named here counts as none
    (EventType.ABDUCTION, None): KIDNAPPING,
    (EventType.ASSAULT, "bombing"): BOMBING,
    (EventType.ASSAULT, "missile"): BOMBING,
    (EventType.ASSAULT, None): ATTACK,
    (EventType.DEATH, None): ATTACK,
    (EventType.INJURY, None): ATTACK,
    (EventType.DAMAGE, None): ATTACK,
}
# kinds that MUC has and our types have not: told by the trigger. "burned", not "burden"; "robbed", not "robust"
WORDS = {
    ARSON: re.compile(r"\b(?:burn(?:t|ed|ing|s)?|arson|torch\w*|(?:on|set) fire)\b", re.IGNORECASE),
    ROBBERY: re.compile(r"\b(?:rob(?:s|bed|bing|bery|beries)?|st(?:ole|eal)\w*|loot\w*)\b", re.IGNORECASE),
}
# what goes off: "car bomb", "1 kg of dynamite", not "rifles"
EXPLOSIVE = re.compile(
    r"\b(?:\w*bombs?|explosives?|dynamite|grenades?|mines?|\w*mortars?|rockets?|devices?)\b"
)
DONE_TO = (HarmPart.TARGET, HarmPart.VICTIM, HarmPart.WEAPON)


@dataclass(frozen=True, slots=True)
class Filler:
    """Somebody or something with one part in the harm: its words, and where they stand."""

    part: HarmPart
    words: str
    spans: tuple[Span, ...]


def fill(record: Record, fillers: Iterable[Filler]) -> list[Template]:
    """A template for each incident: what it was done to and with, told of together, and the perpetrators named near."""
    page = _Page.of(record)
    found = [one for one in fillers if one.words]
    if not found:
        return []
    done_to = [one for one in found if one.part in DONE_TO]
    incidents = _together(page, done_to) or [[]]
    shared = _perpetrators(page, incidents, [one for one in found if one.part not in DONE_TO])
    chief = page.kind(found) or ATTACK
    return [
        _template(page.kind(own) or page.kind([*own, *by]) or chief, [*by, *own])
        for own, by in zip(incidents, shared, strict=True)
    ]


def kind_of(event: Event, trigger: str) -> str | None:
    """MUC's kind of incident that a mention of an event tells of; None where it tells of none."""
    if event.modality is Modality.NEGATED:
        return None
    worded = (kind for kind, pattern in WORDS.items() if pattern.search(trigger))
    return next(worded, KINDS.get((event.type, event.mode), KINDS.get((event.type, None))))


@dataclass(frozen=True, slots=True)
class _Page:
    """Where the sentences of a record begin, and the kinds of incident told of in each."""

    starts: tuple[int, ...]
    told: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, record: Record) -> _Page:
        starts = tuple(sentence.start for sentence in record.sentences)
        spans = ((event, span) for event in record.events for span in (event.trigger, *event.mentions))
        kinds = ((span, kind_of(event, record.article[span])) for event, span in spans)
        return cls(starts, tuple((bisect_right(starts, span.start), kind) for span, kind in kinds if kind))

    def sentences(self, filler: Filler) -> set[int]:
        return {bisect_right(self.starts, span.start) for span in filler.spans}

    def apart(self, one: Filler, other: Filler) -> int:
        """How many sentences lie between two fillers where they come nearest."""
        return min(abs(a - b) for a in self.sentences(one) for b in self.sentences(other))

    def kind(self, fillers: Sequence[Filler]) -> str | None:
        """The kind that the sentences of these tell most of: a bombing where a bomb is among them."""
        weapons = [one.words for one in fillers if one.part is HarmPart.WEAPON]
        if any(EXPLOSIVE.search(words) for words in weapons):
            return BOMBING
        votes = Counter(ATTACK for _ in weapons)
        for reach in (0, 1):
            votes += Counter(kind for one in fillers for kind in self._kinds(one, reach))
            if votes:
                return max(sorted(votes), key=votes.__getitem__)
        return None

    def _kinds(self, filler: Filler, reach: int) -> Iterator[str]:
        if filler.part is not HarmPart.WEAPON:
            homes = self.sentences(filler)
            yield from (kind for at, kind in self.told if any(abs(at - home) <= reach for home in homes))


def _together(page: _Page, fillers: Sequence[Filler]) -> list[list[Filler]]:
    """The fillers of each incident: each is told of with one of the others, or near it."""
    groups: list[list[Filler]] = []
    for one in fillers:
        near = [group for group in groups if any(page.apart(one, other) <= TOGETHER for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), one])
    return groups


def _perpetrators(
    page: _Page, incidents: Sequence[Sequence[Filler]], perpetrators: Sequence[Filler]
) -> list[list[Filler]]:
    """For each incident who did it: whoever is named near, of all of them; somebody named near none, of the nearest."""
    by: list[list[Filler]] = [[] for _ in incidents]
    for one in perpetrators:
        away = [min((page.apart(one, other) for other in own), default=0) for own in incidents]
        near = [n for n, distance in enumerate(away) if distance <= NAMED_NEAR] or [away.index(min(away))]
        for n in near:
            by[n].append(one)
    return by


def _template(kind: str, fillers: Sequence[Filler]) -> Template:
    return Template(
        kind,
        tuple(tuple(frozenset({one.words}) for one in fillers if PARTS[one.part] == role) for role in ROLES),
    )

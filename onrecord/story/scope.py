"""The words that one account has: its sentence, what its source said there, and the day and the town in that."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.story.days import Days, days_of
from onrecord.story.evidence import sentence_of
from onrecord.types import Event, Place, PlaceKind, Record, Role, Span, Statement


@dataclass(frozen=True, slots=True)
class Scope:
    """The words that one account has: its sentence, and of that what stands in its statement."""

    record: Record
    sentence: Span
    statement: Statement | None

    @classmethod
    def around(cls, record: Record, mention: Span, statement: Statement | None) -> Scope:
        """The scope of an account that stands at these words."""
        return cls(record, sentence_of(record, mention), statement)

    def holds(self, span: Span) -> bool:
        """Whether the words are the account's: in its sentence, and in what its source said there."""
        if not span.overlaps(self.sentence):
            return False
        return self.statement is None or any(span.overlaps(piece) for piece in self.statement.content)

    def days(self, time: str | None) -> Days | None:
        """The day it tells, if it tells one; of several, that of the event. That of another event is none of its."""
        others = {one.time for one in self.record.events} - {time}
        told = {one.id: days_of(one.value) for one in self.record.times if self.holds(one.span)}
        single = {id_: days for id_, days in told.items() if days and days.many == 1 and id_ not in others}
        if time in single:
            return single[time]
        return next(iter(single.values())) if len(set(single.values())) == 1 else None

    def place(self, event: Event) -> Place | None:
        """The town it tells, among the event's places; of several, the event's own."""
        places = [one.span for one in event.arguments if one.role is Role.PLACE]
        found = [
            one
            for one in self.record.places
            if one.kind is PlaceKind.CITY
            and self.holds(one.span)
            and (one.id == event.place or any(one.span in place for place in places))
        ]
        own = next((one for one in found if one.id == event.place), None)
        return own or (found[0] if len({one.geonameid for one in found}) == 1 else None)

"""An event as every view tells it: what, who to whom, where, when, how many; and where only the headline has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from onrecord.cells import on_one_line
from onrecord.types import (
    Act,
    Argument,
    Article,
    Count,
    Entity,
    Event,
    MentionKind,
    Record,
    Role,
    Span,
    Stance,
    Statement,
    Time,
)

MOST_NAMED = 2  # by whose word somebody did it
TELLING = frozenset({Stance.AFFIRMS, Stance.GRANTS})
DENYING = frozenset({Act.DENY, Act.REJECT})
REPORTER = "the reporter"  # on whose word it stands where no statement carries it
NOBODY = "somebody"  # a statement's source that the text does not name
WITH = {
    Role.INSTRUMENT: "with",  # "with a drone"
    Role.ORIGIN: "from",
    Role.DESTINATION: "to",
    Role.TOPIC: "about:",  # not "about to march on Bunia", which is something else
}


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody or something that takes part: as the article names it, and the words that say so here."""

    name: str
    span: Span
    role: Role
    says: str = ""  # "according to Mali’s army s1": where not all who tell of it have this one do it

    @property
    def told(self) -> str:
        """The name, and by whose word."""
        return f"{self.name} ({self.says})" if self.says else self.name


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words; its parts stand in the order of its arguments."""

    event: Event
    words: str  # the article's own: "killed"
    kind: str  # "DEATH", "ASSAULT aerial"
    parts: tuple[Part, ...]
    where: tuple[str, ...]
    when: str  # "Monday 2026-03-16", or empty
    counts: tuple[str, ...]  # "killed: at least 12 villagers", one for each of the event's
    sources: tuple[str, ...]  # on whose word
    only: str  # "headline" or "deck", where the text below does not have it; else empty

    def names(self, *roles: Role) -> tuple[str, ...]:
        """Who or what has one of the roles, in the order of the roles, each name once."""
        found = (part.name for role in roles for part in self.parts if part.role is role)
        return tuple(dict.fromkeys(found))

    @property
    def who(self) -> tuple[str, ...]:
        """Who did it, each by whose word where not all who tell of it say so."""
        return tuple(dict.fromkeys(part.told for part in self.parts if part.role is Role.ACTOR))

    @property
    def whom(self) -> tuple[str, ...]:
        """Who or what it was done to: victims first, as what matters most."""
        return self.names(Role.VICTIM, Role.RECIPIENT)

    @property
    def sides(self) -> str:
        """Who did it and whom it was done to: "Congolese army → Jean Losimba", "by Ituri Front", "→ a school"."""
        who, whom = ", ".join(self.who), ", ".join(self.whom)
        return f"{who} → {whom}".strip() if whom else who and f"by {who}"

    @property
    def further(self) -> tuple[str, ...]:
        """With what, from where, where to, about what: "with a drone"."""
        named = ((word, self.names(role)) for role, word in WITH.items())
        return tuple(f"{word} {', '.join(names)}" for word, names in named if names)


def tell_events(record: Record) -> tuple[Told, ...]:
    """The record's events in its own order, which is the text's: headline first, then as the reporter ranks them."""
    known = _Known(
        {entity.id: entity for entity in record.entities},
        {statement.id: statement for statement in record.statements},
        {time.id: tell_time(record.article, time) for time in record.times},
        {place.id: on_one_line(record.article[place.span]) for place in record.places},
    )
    return tuple(_tell(record.article, event, known) for event in record.events)


def tell_time(article: Article, time: Time) -> str:
    """The words and their value: "Monday 2026-03-16"; once where they are the same."""
    return " ".join(dict.fromkeys((on_one_line(article[time.span]), on_one_line(time.value))))


def tell_count(article: Article, count: Count) -> str:
    """What was counted and the article's words for how many; in figures too, where the words have other ones.

    "killed: at least 12 villagers", "killed, of these: two children (2)", "displaced: Dozens of families (at least 12)"
    """
    words = on_one_line(article[count.span])
    if count.qualifier and count.qualifier.lower() not in words.lower():
        words = f"{on_one_line(count.qualifier)} {words}"
    bounds = {count.low, count.best, count.high} - {None}
    plain = words.replace(",", "").split()
    shown = all(str(bound) in plain for bound in bounds)
    of_these = ", of these" if count.part else ""
    return f"{on_one_line(count.what)}{of_these}: {words}" + ("" if shown else f" ({tell_bounds(count)})")


def tell_bounds(count: Count) -> str:
    """Low, best and high in figures: "12", "3–5", "at least 12", "up to 40", "about 30"; empty where none is known."""
    low, best, high = count.low, count.best, count.high
    inner = f", best {best:,}" if best is not None and best not in (low, high) else ""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    if low is not None:
        return f"at least {low:,}{inner}"
    if high is not None:
        return f"up to {high:,}{inner}"
    return "" if best is None else f"about {best:,}"


def tell_source(article: Article, statement: Statement, entities: dict[str, Entity]) -> str:
    """On whose word a statement stands, by the name the article has for them."""
    source = statement.source
    if source is None:
        return NOBODY
    entity = entities.get(source.entity or "")
    return on_one_line(entity.name if entity else article[source.span])


@dataclass(frozen=True, slots=True)
class _Known:
    """What an event's ids stand for."""

    entities: dict[str, Entity]
    statements: dict[str, Statement]
    times: dict[str, str]
    places: dict[str, str]


def _tell(article: Article, event: Event, known: _Known) -> Told:
    parts = tuple(
        replace(_part(article, argument, known.entities), says=_by_whom(article, event, argument, known))
        for argument in event.arguments
    )
    sources = dict.fromkeys(_sources(article, event, known))
    times = tuple(dict.fromkeys(part.name for part in parts if part.role is Role.TIME))
    return Told(
        event=event,
        words=on_one_line(article[event.trigger]),
        kind=on_one_line(" ".join(filter(None, (event.type, event.mode)))),
        parts=parts,
        where=_where(parts, known.places.get(event.place or "", "")),
        when=known.times.get(event.time or "", ", ".join(times)),
        counts=tuple(tell_count(article, count) for count in event.counts),
        sources=tuple(sources) or (REPORTER,),
        only=_only(article, event) if event.headline_only else "",
    )


def _sources(article: Article, event: Event, known: _Known) -> Iterator[str]:
    """On whose word its status rests; where nothing tells, of the statements that carry it."""
    resting = [reason.statement for reason in event.because] or list(event.statements)
    for one in resting:
        statement = known.statements.get(one or "")
        yield tell_source(article, statement, known.entities) if statement else REPORTER


def _part(article: Article, argument: Argument, entities: dict[str, Entity]) -> Part:
    """A place keeps its own words ("near Djugu"); all else has the entity's name, the army for "its aircraft"."""
    words = on_one_line(article[argument.span])
    entity = entities.get(argument.entity or "")
    spoken = argument.role in (Role.PLACE, Role.TIME) and not _is_pronoun(argument.span, entity)
    return Part(words if entity is None or spoken else on_one_line(entity.name), argument.span, argument.role)


def _by_whom(article: Article, event: Event, argument: Argument, known: _Known) -> str:
    """By whose word alone somebody did it, where others tell of it without him: "according to Mali’s army s1"."""
    telling = {one.statement for one in event.accounts if one.stance in TELLING}
    heard = [known.statements[one] for one in argument.statements if one in known.statements]
    if argument.role is not Role.ACTOR or not heard or telling <= {one.id for one in heard}:
        return ""
    saying = [one for one in heard if one.act not in DENYING]
    names: dict[str, str] = {}
    for one in saying or heard:
        names.setdefault(tell_source(article, one, known.entities), one.id)
    first = [f"{name} {id}" for name, id in names.items()][:MOST_NAMED]
    more = len(names) - len(first)
    words = ", ".join(first) + (f" and {more} more" if more else "")
    return f"according to {words}" if saying else f"denied by {words}"


def _is_pronoun(span: Span, entity: Entity | None) -> bool:
    mentions = entity.mentions if entity else ()
    return any(mention.span == span and mention.kind is MentionKind.PRONOUN for mention in mentions)


def _where(parts: tuple[Part, ...], place: str) -> tuple[str, ...]:
    """The words for where; the place itself too, unless it is named: "to Bunia", "a hospital in Drodro"."""
    told = dict.fromkeys(part.name for part in parts if part.role is Role.PLACE)
    named = any(place in part.name for part in parts)
    return tuple(chain(told, () if named or not place else (place,)))


def _only(article: Article, event: Event) -> str:
    spans = (event.trigger, *event.mentions)
    in_deck = article.deck and all(span in article.deck for span in spans)
    return "deck" if in_deck else "headline"

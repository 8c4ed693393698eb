"""What a record kept is asked, and what it answers with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from onrecord.types import Act, Contradiction, EntityType, EventType, SourceKind, Status

Item = TypeVar("Item")

MOST = 500  # rows in one listing


class Filing(StrEnum):
    """What became of a page that was added."""

    NEW = "new"
    VERSION = "version"  # its article was kept, with other words
    KNOWN = "known"  # it was kept, with the same words
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Added:
    """One page of a run: the id it is kept under, and what became of it."""

    id: str
    outcome: Filing
    error: Exception | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """Some of the items asked for, in order; `cursor` leads to the next ones, None after the last."""

    items: tuple[Item, ...]
    cursor: str | None = None

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


class What(StrEnum):
    """What is searched."""

    ANY = "any"
    STATEMENTS = "statements"
    EVENTS = "events"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for; all that is given must hold, and names are found by their last words too."""

    text: str = ""  # words, "a phrase", -without, one OR another
    what: What = What.ANY
    source: str | None = None  # who said it
    kind: SourceKind | None = None
    act: Act | None = None
    person: str | None = None  # anybody or any body named in it
    place: str | None = None  # a place's name, or a country's two letters
    since: str | None = None  # ISO days, both included
    until: str | None = None
    status: Status | None = None  # of the event, across articles where it is known
    type: EventType | None = None
    outlet: str | None = None
    story: str | None = None
    cursor: str | None = None
    limit: int = 50


class Order(StrEnum):
    """How stories are listed."""

    NEWEST = "newest"  # by the day of their last article
    LARGEST = "largest"  # by how many articles they have


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Which stories to list."""

    text: str = ""  # in one of their articles
    since: str | None = None
    until: str | None = None
    least: int = 1  # articles
    order: Order = Order.NEWEST
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list: its newest version."""

    id: str
    headline: str
    outlet: str | None
    url: str | None
    published: str | None
    day: str | None
    versions: int
    statements: int
    events: int
    story: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding in a list: what it says, in which article, and where its words stand there."""

    what: What
    article: str
    finding: str  # "s3", "v1"; "" for an article
    words: str
    start: int
    end: int
    day: str | None
    headline: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = None
    kind: SourceKind | None = None
    act: Act | None = None
    type: EventType | None = None
    mode: str | None = None
    status: Status | None = None  # across articles where that is known, else in its own
    incident: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article of a story."""

    id: str
    headline: str
    outlet: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many incidents of a story have a status."""

    status: Status
    incidents: int


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list."""

    id: str
    title: str
    first_day: str | None
    last_day: str | None
    articles: tuple[ArticleRef, ...]
    copies: int
    incidents: int
    contradictions: int
    people: tuple[str, ...]
    statuses: tuple[StatusCount, ...]


@dataclass(frozen=True, slots=True)
class OpenContradiction:
    """A contradiction in a list, with the story it is in and what it is about."""

    story: str
    title: str
    words: str
    contradiction: Contradiction


@dataclass(frozen=True, slots=True)
class Known:
    """One way in which articles name somebody or something."""

    name: str
    type: str
    country: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Bearer:
    """One of those who bear a name: a person, body, state or place, across articles."""

    id: str
    name: str
    type: EntityType
    country: str | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    articles: int  # of the newest stories that have the name


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything said by and about somebody, the newest first; where several bear the name, about all of them."""

    name: str
    known_as: tuple[Known, ...]
    roles: tuple[str, ...]
    articles: int
    said: Listing[Hit]  # statements that they are the source of
    said_of: Listing[Hit]  # statements of others that name them
    events: Listing[Hit]  # events that they take part in
    bearers: tuple[Bearer, ...] = ()  # who is meant; of several, each is asked for by its id


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, as it is asked for, and how many findings have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of narrowing a search down: `name` is the field of a query, or "month", for `since` and `until`."""

    name: str
    values: tuple[FacetValue, ...]  # the most frequent first; months the latest first
    more: bool = False  # there are others


@dataclass(frozen=True, slots=True)
class Facets:
    """How what was found parts: counted over its newest findings."""

    facets: tuple[Facet, ...]
    counted: int  # findings
    more: bool  # there are others, older, that are not counted


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is on record."""

    articles: int
    versions: int
    statements: int
    events: int
    stories: int
    incidents: int
    contradictions: int
    judgements: int
    waiting: int  # articles whose stories are still to be worked out

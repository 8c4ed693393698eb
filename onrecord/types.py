"""Every value that flows, in the order in which it appears: Page → Article → Record.

All values are frozen and equal if their content is equal. Findings hold spans, never copies of text:
`article[statement.cue]` is the words. What each term means is told in docs/reference/record.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of `article.text`: `text[start:end]`, in Unicode code points, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


# ---- Page ------------------------------------------------------------------------------------------------


class PageKind(StrEnum):
    """What the bytes of a page are taken for."""

    HTML = "html"
    FLAT = "flat"  # a page already flattened to text: furniture and article mixed, line by line
    ARTICLE = "article"  # an article as it stands: nothing is cut


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched or handed in: bytes, and what is known of where they come from."""

    id: str
    body: bytes
    kind: PageKind
    url: str | None = None
    outlet: str | None = None
    published: str | None = None  # as handed in: an ISO date or date-time, or words
    headline: str | None = None  # handed in beside the text: becomes the article's first paragraph
    charset: str | None = None  # as the server or archive declared it
    fetched: date | None = None  # the day the page was fetched, or "today" of the run


# ---- Article ---------------------------------------------------------------------------------------------


class Basis(StrEnum):
    """How the published date is known."""

    METADATA = "metadata"
    VISIBLE = "visible"
    URL = "url"
    DATELINE = "dateline"
    WEEKDAY = "weekday"
    FETCHED = "fetched"


class Precision(StrEnum):
    """The finest unit a date is known to."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class Published:
    """When the article appeared: an ISO 8601 value (cut to its precision), and how it is known."""

    value: str
    precision: Precision
    basis: Basis

    @property
    def day(self) -> date | None:
        """The calendar day, where the value is that precise."""
        return date.fromisoformat(self.value[:10]) if len(self.value) >= 10 else None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line the page wrapped around its article, and why it was taken for that."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signed the article; `span` where the line stands in the text, None where only metadata has it."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader came for. `text` is frozen; headline and deck stand in it; every finding is a span of it."""

    id: str
    text: str
    paragraphs: tuple[Span, ...]
    language: str  # ISO 639-1, "und" where it cannot be told
    url: str | None = None
    outlet: str | None = None
    headline: Span | None = None
    deck: Span | None = None
    byline: Byline | None = None
    dateline: Span | None = None
    published: Published | None = None
    furniture: tuple[Furniture, ...] = ()

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]


# ---- Reading: what the neural reader saw -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """What the numbers of a Reading stand for, and the weights that belong to their decoding.

    tags, names            class of each emission: "O", then "B-…", "I-…"
    tag_moves, name_moves  float32 [k, k]   CRF transition weights, from × to
    tag_starts, name_starts  float32 [k]    CRF start weights
    channels               what a cue looks for: "source", "content", "content start", "content end"
    link_bias              float32 [c]      link logit = asks · answers × link_scale + link_bias
    opens, closes          vocabulary ids that frame a window
    by                     name of the model, for `by`
    """

    tags: tuple[str, ...]
    names: tuple[str, ...]
    tag_moves: NDArray[np.float32]
    tag_starts: NDArray[np.float32]
    name_moves: NDArray[np.float32]
    name_starts: NDArray[np.float32]
    channels: tuple[str, ...]
    link_bias: NDArray[np.float32]
    link_scale: float
    link_width: int
    opens: int
    closes: int
    by: str


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the neural reader saw in one text, word by word; n words, w windows.

    words     int32   [n, 2]     start and end of each word, in characters of the text that was read
    lines     int32   [n]        how many line ends stand before each word, those inside wrapped text left out
    windows   int32   [w, 2]     the words that each forward pass saw: half-open ranges that cover 0..n in order
    tags      float32 [n, 7]     emissions for sources, cues and contents
    names     float32 [n, 19]    emissions for names
    asks      float32 [n, c, d]  what a cue at word i looks for, one vector a channel
    answers   float32 [n, c, d]  what word j offers: asks[i, c] · answers[j, c] tells whether j belongs to i's statement
    """

    words: NDArray[np.int32]
    lines: NDArray[np.int32]
    windows: NDArray[np.int32]
    tags: NDArray[np.float32]
    names: NDArray[np.float32]
    asks: NDArray[np.float32]
    answers: NDArray[np.float32]
    labels: Labels


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with its source and content, as seen and not yet understood.

    `parent` is the index, in the same tuple, of the attribution inside whose content it stands.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    parent: int | None = None
    by: str = "reader"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and what it names, as seen."""

    span: Span
    type: EntityType | None  # None: a product, a work, a law: not kept as an entity
    by: str = "reader"


# ---- Record ----------------------------------------------------------------------------------------------


class Act(StrEnum):
    """What the cue says was done, told from the cue and not from the sense."""

    SAY = "say"
    ANNOUNCE = "announce"
    CLAIM = "claim"
    CONFIRM = "confirm"
    DENY = "deny"
    ADMIT = "admit"
    ACCUSE = "accuse"
    WARN = "warn"
    THREATEN = "threaten"
    PROMISE = "promise"
    DEMAND = "demand"
    ASK = "ask"
    ORDER = "order"
    REJECT = "reject"
    AGREE = "agree"
    PRAISE = "praise"
    CRITICISE = "criticise"
    PREDICT = "predict"
    BELIEVE = "believe"
    WANT = "want"
    INTEND = "intend"
    WITHHOLD = "withhold"
    RETRACT = "retract"


class Form(StrEnum):
    """How much of the content is verbatim."""

    DIRECT = "direct"  # all of it
    MIXED = "mixed"  # some of it
    INDIRECT = "indirect"  # none of it


class SourceKind(StrEnum):
    """What sort of source it is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    OFFICIAL_UNNAMED = "official_unnamed"
    MILITARY = "military"
    MEDIA = "media"
    DOCUMENT = "document"
    WITNESS = "witness"
    GROUP = "group"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Who a statement comes from: the words with their modifiers, and what they tell."""

    span: Span
    kind: SourceKind
    named: bool
    terms: Span | None = None  # "who asked not to be identified"
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody said, confirmed, denied, ordered, wants or believes something, and the article says so."""

    id: str
    source: Source | None  # None: the text names no source ("is widely viewed as")
    cue: Span
    act: Act
    content: tuple[Span, ...]
    form: Form
    by: str
    negated: bool = False
    quotes: tuple[Span, ...] = ()
    medium: Span | None = None
    parent: str | None = None
    date: str | None = None  # ISO day on which it was said, where the article tells


class EntityType(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    PLACE = "place"
    GROUP = "group"
    FACILITY = "facility"
    WEAPON = "weapon"
    MEDIA = "media"
    MILITARY = "military"


class MentionKind(StrEnum):
    """How a mention names its entity."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text where an entity is named."""

    span: Span
    kind: MentionKind = MentionKind.NAME


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the article speaks of: once per article, with all its mentions."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2
    by: str = "reader"


class TimeType(StrEnum):
    """TIMEX3's types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 value, seen from the published date."""

    id: str
    span: Span
    type: TimeType
    value: str
    by: str = "grammar"


@dataclass(frozen=True, slots=True)
class Place:
    """A place name and the GeoNames place it is taken for; coordinates in degrees (WGS 84)."""

    id: str
    span: Span
    name: str
    geonameid: int | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    lat: float | None = None
    lon: float | None = None
    entity: str | None = None
    by: str = "geonames"


@dataclass(frozen=True, slots=True)
class Record:
    """What one article puts on the record."""

    article: Article
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[()] = ()  # empty until events are read
    notes: tuple[str, ...] = ()  # what was not read, and why: "statements are not read in French"

    def spans(self) -> Iterator[Span]:
        """Every span the record holds, for the laws that bind them all."""
        article = self.article
        yield from article.paragraphs
        yield from self.sentences
        for part in (
            article.headline,
            article.deck,
            article.dateline,
            article.byline and article.byline.span,
        ):
            if part:
                yield part
        for entity in self.entities:
            yield from (mention.span for mention in entity.mentions)
        for statement in self.statements:
            yield from _statement_spans(statement)
        yield from (time.span for time in self.times)
        yield from (place.span for place in self.places)


def _statement_spans(statement: Statement) -> Iterator[Span]:
    yield statement.cue
    yield from statement.content
    yield from statement.quotes
    if statement.medium:
        yield statement.medium
    if statement.source:
        yield statement.source.span
        if statement.source.terms:
            yield statement.source.terms

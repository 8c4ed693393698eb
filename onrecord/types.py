"""Every value that flows, in the order in which it appears: Page → Article → Record → Story.

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


# What one word looks for among the others, in the order of a Reading's channels
CHANNELS = (
    "source",  # from the first word of a cue, as all three lines here: every word of its source
    "content",  # every word of its content
    "actor",  # from a word that tells of an event: every word of who did it
    "affected",  # … of whom or what it was done to
    "place",  # … of where
    "instrument",  # … of what it was done with
    "origin",  # … of where from
    "destination",  # … of where to
    "subject",  # from a verb: the head of who does it, passives turned round, controlled subjects found
    "object",  # the head of what it is done to
    "extent",  # from the head of a mention: every word of the mention
    "coreference",  # from the head of a mention: the heads of others that mean the same, near enough to be seen
)


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """What the numbers of a Reading stand for, and the weights that belong to their decoding.

    tags, names, harm      class of each emission: "O", then "B-…", "I-…"
    heads                  what a word can be the head of a mention of: "O", "person", …, "thing" (no type of ours)
    events                 what a word can tell of: "O", "other" (an event of no type of ours), then EventType's values
    modality               how an event is told: "asserted", "planned", "possible", "negated"
    tag_moves, name_moves  float32 [k, k]   CRF transition weights, from × to
    tag_starts, name_starts  float32 [k]    CRF start weights
    channels               what a word looks for, see CHANNELS
    link_bias              float32 [c]      link logit = asks · answers × link_scale + link_bias
    opens, closes          vocabulary ids that frame a window
    by                     name of the model, for `by`
    """

    tags: tuple[str, ...]
    names: tuple[str, ...]
    heads: tuple[str, ...]
    events: tuple[str, ...]
    modality: tuple[str, ...]
    harm: tuple[str, ...]
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
    heads     float32 [n, h]     logits: what the word is the head of a mention of (names, descriptions, pronouns)
    events    float32 [n, e]     logits: the event that the word tells of
    modality  float32 [n, 4]     logits: how that event is told; means something only where there is one
    harm      float32 [n, 11]    logits (BIO): perpetrator, body (of perpetrators), target, victim, weapon, article-wide
    asks      float32 [n, c, d]  what word i looks for, one vector a channel
    answers   float32 [n, c, d]  what word j offers: asks[i, c] · answers[j, c] tells whether j is what i looks for

    Vectors of words in different windows can be multiplied too; training has seen only pairs in one window.
    """

    words: NDArray[np.int32]
    lines: NDArray[np.int32]
    windows: NDArray[np.int32]
    tags: NDArray[np.float32]
    names: NDArray[np.float32]
    heads: NDArray[np.float32]
    events: NDArray[np.float32]
    modality: NDArray[np.float32]
    harm: NDArray[np.float32]
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


@dataclass(frozen=True, slots=True)
class Nominal:
    """Words that mean somebody or something: a name, a description or a pronoun, as seen; not yet said who."""

    span: Span  # the whole of it: "the 45-year-old owner of the mill"
    head: Span  # "owner"; of a name, its last word
    type: EntityType | None  # None: a thing, a thought, a product
    kind: MentionKind
    by: str = "reader"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event, and what it takes in its sentence: as seen, mentions not yet merged."""

    span: Span
    type: EventType
    mode: str | None
    modality: Modality
    arguments: tuple[Argument, ...] = ()  # their entities not yet known
    where: Span | None = None  # the named place where it happened, as far as its sentence tells
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
class HeldRole:
    """What somebody is or was, in the article's words: "former secretary of the Supreme National Security Council"."""

    title: str  # "secretary"
    span: Span  # the words that carry it, those on "former" and the body included
    of: str | None = None  # the entity it is held in
    current: bool = True


class RelationKind(StrEnum):
    """How one entity stands to another."""

    CHILD_OF = "child_of"
    PARENT_OF = "parent_of"
    SIBLING_OF = "sibling_of"
    SPOUSE_OF = "spouse_of"
    RELATIVE_OF = "relative_of"
    SUCCESSOR_OF = "successor_of"
    PREDECESSOR_OF = "predecessor_of"
    MEMBER_OF = "member_of"
    HEAD_OF = "head_of"
    SPOKESPERSON_FOR = "spokesperson_for"
    PART_OF = "part_of"


@dataclass(frozen=True, slots=True)
class Relation:
    """One entity's standing to another, and the words that say so."""

    kind: RelationKind
    to: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the article speaks of: once per article, with all its mentions."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2
    roles: tuple[HeldRole, ...] = ()
    relations: tuple[Relation, ...] = ()
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


class PlaceKind(StrEnum):
    """What sort of place it is: how near to a point its coordinates are."""

    CONTINENT = "continent"
    AREA = "area"  # no division of one country: a sea, a mountain range, the Middle East
    COUNTRY = "country"
    REGION = "region"  # first-level division: a US state, a province, a governorate
    COUNTY = "county"  # second-level division
    CITY = "city"  # any populated place


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
    kind: PlaceKind | None = None  # None: GeoNames has no place for it
    by: str = "geonames"


class EventType(StrEnum):
    """PLOVER's event types, and the outcomes and changes that a record of harm and politics needs beside them."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    DEATH = "DEATH"
    INJURY = "INJURY"
    ABDUCTION = "ABDUCTION"
    DISPLACEMENT = "DISPLACEMENT"
    DAMAGE = "DAMAGE"
    APPOINT = "APPOINT"
    RESIGN = "RESIGN"
    TRIAL = "TRIAL"
    DISASTER = "DISASTER"
    ACCIDENT = "ACCIDENT"
    MOVE = "MOVE"


class Role(StrEnum):
    """What an argument is to its event."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    VICTIM = "victim"
    PLACE = "place"
    TIME = "time"
    INSTRUMENT = "instrument"
    ORIGIN = "origin"
    DESTINATION = "destination"
    TOPIC = "topic"


class Modality(StrEnum):
    """How an event is told of."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    NEGATED = "negated"


class Status(StrEnum):
    """On whose word an event stands; what each means is told in docs/reference/record.md."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    RETRACTED = "retracted"
    UNCLEAR = "unclear"


class Stance(StrEnum):
    """What an account says of an event."""

    AFFIRMS = "affirms"
    SUPPOSES = "supposes"  # believes it, foresees it, plans it, makes it a condition
    GRANTS = "grants"  # takes it for granted, on the way to something else
    DENIES = "denies"
    DISOWNS = "disowns"  # denies a part in it
    RETRACTS = "retracts"
    UNKNOWN = "unknown"  # says that it is not known, or would not say whether
    SILENT = "silent"  # would not say it, or did not


class Side(StrEnum):
    """Where an origin stands to an event."""

    REPORTER = "reporter"  # the outlet, or another outlet in its own voice
    NOBODY = "nobody"  # "reportedly"
    PARTY = "party"  # did it, or gains by it
    ITSELF = "itself"  # did it, and admits it: its word speaks against itself
    AFFECTED = "affected"  # it was done to them
    AUTHORITY = "authority"  # whose office it is to establish it, and no party
    DECLARER = "declarer"  # whose word is the act: a court that sentences
    OTHER = "other"  # a witness, a neighbour, another state


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what takes part in an event, and as what."""

    role: Role
    span: Span
    entity: str | None = None
    statements: tuple[
        str, ...
    ] = ()  # by whose words alone it takes part so; none: the reporter's voice has it


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `low best high` as UCDP GED has them; None where the words set no bound."""

    what: str  # "killed", "injured", "arrested", …
    span: Span
    low: int | None
    best: int | None
    high: int | None
    qualifier: str | None = None  # the words that leave it open: "at least", "dozens", "up to"
    part: bool = False  # counted among others: the two children of "12, including two children"


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of what an event's status rests on, in words a person can check.

    `statement` is None for the reporter's voice; `span` is then the words that tell it.
    """

    why: str
    statement: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One origin's version of an event, in one article: what a status is computed from.

    `keys` name the camp behind the origin so that two articles' accounts can be told to be one origin's:
    "state:TD", "body:radio enneri", "entity:e3" (this article's), "words:a senior official".
    """

    stance: Stance
    side: Side
    span: Span  # the mention of the event that it is an account of
    statement: str | None = None  # None: the reporter's voice
    who: Span | None = None  # the words that name the origin
    entity: str | None = None
    kind: SourceKind | None = None
    keys: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()  # that it gives: their places among the event's counts
    faceless: bool = False  # nobody answers for the word by name or office
    relayed: bool = False  # faceless because of whoever passed it on
    acts: bool = False  # is the event's actor by name
    accused: bool = False  # … by others' word, not by its own
    aside: bool = False  # told by the way, on the way to something else
    performed: bool = False  # the mention is what was done in words: "[charged] him" is the charge


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is happening, is planned, or is said not to have: once per article.

    `status` and `because` are settled last, from all that the record holds; until then they are UNCLEAR and empty.
    """

    id: str
    type: EventType
    trigger: Span  # the mention that tells most; `mentions` are the others
    mode: str | None = None
    mentions: tuple[Span, ...] = ()
    arguments: tuple[Argument, ...] = ()
    counts: tuple[Count, ...] = ()
    time: str | None = None  # a Time's id
    place: str | None = None  # a Place's id
    modality: Modality = Modality.ASSERTED
    statements: tuple[str, ...] = ()  # that carry it; none: the reporter's voice
    headline_only: bool = False
    status: Status = Status.UNCLEAR
    because: tuple[Reason, ...] = ()
    accounts: tuple[Account, ...] = ()
    by: str = "reader"


@dataclass(frozen=True, slots=True)
class Record:
    """What one article puts on the record."""

    article: Article
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
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
            yield from (role.span for role in entity.roles)
            yield from (relation.span for relation in entity.relations)
        for statement in self.statements:
            yield from _statement_spans(statement)
        yield from (time.span for time in self.times)
        yield from (place.span for place in self.places)
        for event in self.events:
            yield from _event_spans(event)


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


def _event_spans(event: Event) -> Iterator[Span]:
    yield event.trigger
    yield from event.mentions
    yield from (argument.span for argument in event.arguments)
    yield from (count.span for count in event.counts)
    yield from (reason.span for reason in event.because if reason.span)
    for account in event.accounts:
        yield account.span
        if account.who:
            yield account.who


# ---- Story: the same matter across many articles ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Version:
    """One reading of an article: its words as they stood on the day they were seen."""

    number: int  # 1 is the oldest
    seen: date | None  # fetched, else published
    record: Record


@dataclass(frozen=True, slots=True)
class Filed:
    """An article as it is kept: under the id it was handed in with, all its versions, the newest last."""

    id: str
    versions: tuple[Version, ...]

    @property
    def record(self) -> Record:
        """What the newest version puts on the record."""
        return self.versions[-1].record

    @property
    def article(self) -> Article:
        """The newest version's article."""
        return self.record.article


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A finding of a kept article: the article's id, and the id that the finding has in its record."""

    article: str
    finding: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry something across articles: where they stand, and the text itself.

    The one place where text is copied: a story is read without its articles at hand.
    """

    article: str
    span: Span
    text: str
    statement: str | None = None  # that carries it; None: the reporter's voice
    version: int | None = None  # of the article, where later ones have other words; None: the newest


class CopyKind(StrEnum):
    """How much of an article is another's."""

    EXACT = "exact"  # the same words but for case, spacing and furniture
    NEAR = "near"  # the same text, edited: cut, reordered, reworded in places
    PART = "part"  # stands inside a longer article


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is another's, in whole or in part."""

    article: str
    original: str  # the likely original: credited, else the earliest
    kind: CopyKind
    share: float  # of the words of the shorter of the two that both have, 0 to 1
    why: str  # why that one is the likely original, in plain words


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody or something that several articles speak of: one person, body, state, place across them."""

    id: str
    type: EntityType
    name: str
    members: tuple[Ref, ...]  # the entities of records that it is
    aliases: tuple[str, ...] = ()
    country: str | None = None
    roles: tuple[str, ...] = ()  # titles held, in the articles' words, the most frequent first


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose word it is: the ultimate source of words, not the outlet that printed them."""

    id: str
    name: str  # in the articles' words: "the Israeli military", "an official who would not be named"
    kind: SourceKind | None  # None: the reporter's voice, of an outlet or a wire
    identity: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Testimony:
    """One origin's version of one incident: what it says of it, since when, in which words."""

    origin: Origin
    stance: Stance
    side: Side
    day: str | None  # ISO day of its first word on it
    counts: tuple[Count, ...] = ()  # as it gives them, the latest
    evidence: tuple[Evidence, ...] = ()
    copies: tuple[str, ...] = ()  # articles that only pass it on
    since: str | None = None  # ISO day from which on it says what it says now: of its first words in evidence
    performed: bool = (
        False  # nobody says so of it: the reporter tells that it did it in words, "demanded a recount"
    )


@dataclass(frozen=True, slots=True)
class Because:
    """One piece of what an incident's status rests on, in words a person can check."""

    why: str
    origin: str | None  # an Origin's id
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The status an incident had from a day on, and what changed it."""

    day: str | None  # ISO day; None: no article of it is dated
    status: Status
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Who or what takes part in an incident, and as what, across its articles."""

    role: Role
    name: str
    identity: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Toll:
    """How many, by one origin, on one day: what is counted, and UCDP's low, best, high."""

    what: str
    low: int | None
    best: int | None
    high: int | None
    origin: str | None
    day: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an incident, as precisely as its articles tell; coordinates in degrees (WGS 84)."""

    name: str
    geonameid: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    kind: PlaceKind | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One event across articles: what happened, with every account of it by origin."""

    id: str
    type: EventType
    mode: str | None
    words: str  # the trigger that tells most, in the words of the earliest article that tells it
    events: tuple[Ref, ...]
    modality: Modality
    parts: tuple[Part, ...]
    tolls: tuple[Toll, ...]
    first_day: str | None  # ISO; the days it may have happened on, the same where it is known to the day
    last_day: str | None
    where: Where | None
    testimonies: tuple[Testimony, ...]
    status: Status
    because: tuple[Because, ...]
    history: tuple[Standing, ...]
    headline_only: bool = False
    articles: int = 1  # that tell it in words of their own: copies count once


class ContradictionKind(StrEnum):
    """What cannot both hold."""

    COUNT = "count"
    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    DENIAL = "denial"  # one says that it happened, another that it did not


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a contradiction: what it says, who says it, in which words."""

    says: str  # "12 killed", "the rebels did it", "in Tawila"
    origins: tuple[Origin, ...]
    day: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more claims about one incident that cannot all hold; of one origin alone, a revision."""

    id: str
    kind: ContradictionKind
    incident: str
    claims: tuple[Claim, ...]
    revision: bool = False  # the same origin says something else than before: not a disagreement
    until: str | None = None  # ISO day on which one side gave way; None: it stands


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline: what happened on a day, as far as it is known, and who says so."""

    day: str  # ISO 8601, cut to its precision: "2026-06", "2026-06-04"
    incident: str
    words: str  # a sentence or part of one that tells it, in an article's words
    status: Status
    says: str  # on whose word, in plain words
    articles: int  # how many independent articles tell it; copies count once


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one matter, and what they put on the record together.

    Ids are made from a member (see `onrecord.story`), so that an old address leads to the story its article is in now.
    """

    id: str
    title: str  # the headline of the article in its middle
    articles: tuple[str, ...]  # ids, by published day, then id
    first_day: str | None
    last_day: str | None
    copies: tuple[Copy, ...] = ()
    incidents: tuple[Incident, ...] = ()
    identities: tuple[Identity, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    timeline: tuple[Moment, ...] = ()


# ---- Judgement: what a person decided --------------------------------------------------------------------


class JudgementKind(StrEnum):
    """What a person says of findings; the computation takes it as given."""

    SAME_STORY = "same_story"  # subjects: article ids
    OTHER_STORY = "other_story"
    SAME_EVENT = "same_event"  # subjects: events, as "article#v3"
    OTHER_EVENT = "other_event"
    SAME_ENTITY = "same_entity"  # subjects: entities, as "article#e2"
    OTHER_ENTITY = "other_entity"
    ACCEPT = "accept"  # subject: one finding: it is right
    REJECT = "reject"  # it is none: misread
    CORRECT = "correct"  # it is right but for `correction`
    NOTE = "note"  # a remark on anything; changes nothing


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about findings: who, when, why; undone, never deleted."""

    id: str
    kind: JudgementKind
    subjects: tuple[str, ...]  # "ARTICLE" or "ARTICLE#FINDING"
    author: str
    at: str  # ISO 8601, UTC
    reason: str
    correction: tuple[tuple[str, str], ...] = ()  # field → value, for CORRECT: ("act", "deny")
    undone_by: str | None = None
    undone_at: str | None = None


# ---- Change: what is otherwise than it was ---------------------------------------------------------------


class ChangeKind(StrEnum):
    """How a newer version of an article differs from the one before, in terms of the record."""

    HEADLINE = "headline"
    STATEMENT_NEW = "statement_new"
    STATEMENT_GONE = "statement_gone"
    STATEMENT_REWORDED = "statement_reworded"  # the same source, other words
    ATTRIBUTION_WEAKER = "attribution_weaker"  # "confirmed" is "said" now, a named source an unnamed one
    ATTRIBUTION_STRONGER = "attribution_stronger"
    EVENT_NEW = "event_new"
    EVENT_GONE = "event_gone"
    COUNT = "count"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a newer version puts on the record otherwise: what it was, what it is."""

    article: str
    version: int  # the newer one
    kind: ChangeKind
    what: str  # in plain words: "killed: 12 → 15"
    before: str  # the older version's words; "" where there were none
    after: str
    was: str | None = None  # the finding's id in the older version
    now: str | None = None  # … in the newer
    seen: date | None = None  # the day the newer version was seen


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An incident that stands otherwise than before: since when, and because of what."""

    story: str
    incident: str
    words: str
    type: EventType
    before: Status | None  # None: it was not on the record
    after: Status
    day: str  # ISO; the day of the articles that changed it
    because: tuple[Because, ...] = ()

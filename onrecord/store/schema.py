"""The tables of a record kept; what each holds is told in docs/reference/store.md.

Tables without a row number are nothing but their key, kept in its order.
Three sorts: what was handed in (pages, versions, judgements), what it is looked up by (articles, findings, marks),
and what is worked out from both and can be worked out again (links, stories, incidents).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

metadata = MetaData()

_Number = BigInteger().with_variant(Integer, "sqlite")  # what SQLite takes for its own row number
_Words = Text().with_variant(TSVECTOR, "postgresql")


def _article() -> Column[int]:
    return Column("article", _Number, ForeignKey("articles.number"), nullable=False)


# ---- What was handed in ----------------------------------------------------------------------------------

articles = Table(
    "articles",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),  # as filed: 1, 2, 3 …
    Column("id", String, nullable=False, unique=True),
    Column("address", String, nullable=False, unique=True),  # what makes two pages one article
    Column("url", String),
    Column("outlet", String),
    Column("headline", String),
    Column("published", String),
    Column("day", String),  # ISO day it appeared, else was seen
    Column("language", String, nullable=False),
    Column("newest", _Number),  # the number of its newest version
    Column("versions", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("block", _Number),  # the least article number that it is linked with, however far round
    Column("story", String),
    Column("anchor", String),  # the id that a story has whose first article it is
    Column("filed", String, nullable=False),  # ISO 8601, UTC
    Index("articles_by_anchor", "anchor"),
    Index("articles_counted", "versions", "statements", "events"),
    Index("articles_by_block", "block"),
    Index("articles_by_story", "story"),
)

versions = Table(
    "versions",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    _article(),
    Column("ordinal", Integer, nullable=False),  # 1 is the oldest
    Column("seen", String),
    Column("published", String),
    Column("words", String, nullable=False),  # digest of the article's text
    Column("filed", String, nullable=False),
    Column("form", String, nullable=False),  # the version of the JSON that the record is in
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("article", "ordinal"),
)

pages = Table(
    "pages",
    metadata,
    Column("version", _Number, ForeignKey("versions.number"), primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("url", String),
    Column("outlet", String),
    Column("published", String),
    Column("headline", String),
    Column("charset", String),
    Column("fetched", String),
    Column("body", LargeBinary, nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("digest", String, primary_key=True),
    _article(),
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("author", String, nullable=False),
    Column("at", String, nullable=False),
    Column("undone_at", String),
    Column("body", LargeBinary, nullable=False),
)

judged = Table(
    "judged",
    metadata,
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("judgement", _Number, ForeignKey("judgements.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# ---- What it is looked up by -----------------------------------------------------------------------------

findings = Table(
    "findings",
    metadata,
    Column(
        "number", _Number, primary_key=True, autoincrement=False
    ),  # day, article, place in it: see findings.py
    _article(),
    Column("what", String, nullable=False),  # statement, event, article
    Column("finding", String, nullable=False),  # "s3", "v1", "" for the article itself
    Column("day", String),
    Column("act", String),
    Column("source", String),
    Column("kind", String),
    Column("type", String),
    Column("mode", String),
    Column("status", String),  # of an event, in its own article
    Column("stands", String),  # … across articles, where that is known
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", String, nullable=False),  # what is shown
    Column("text", String, nullable=False),  # what is searched, beside `words`
    Column("facets", String, nullable=False),  # what it is filtered by, as words that no text holds
    Column("vector", _Words),
    Index("findings_by_article", "article"),
    Index("findings_by_standing", "stands", "number"),
)

entities = Table(
    "entities",
    metadata,
    Column("key", String, primary_key=True),  # a name, folded, or the end of one
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("finding", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False),
    Column("country", String),
    Column("roles", String, nullable=False),  # one a line
    Column("whole", Boolean, nullable=False),  # the key is all of a name
    Index("entities_by_article", "article"),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    Column("key", _Number, primary_key=True, autoincrement=False),
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

sketches = Table(
    "sketches",
    metadata,
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("marks", LargeBinary, nullable=False),  # its keys in `marks`, to take them out again
)

# ---- What is worked out ----------------------------------------------------------------------------------

links = Table(
    "links",
    metadata,
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("other", _Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

dirty = Table(
    "dirty",
    metadata,
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("first_day", String),
    Column("last_day", String, nullable=False),  # "" where no article of it is dated
    Column("articles", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("incidents", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),  # revisions left out
    Column("people", String, nullable=False),  # names, one a line
    Column("statuses", String, nullable=False),  # "claimed 3", one a line
    Column("body", LargeBinary, nullable=False),
    Index("stories_by_day", "last_day", "id"),
    Index("stories_by_size", "articles", "id"),
    Index("stories_counted", "incidents"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", String, primary_key=True),
    Column("story", String, ForeignKey("stories.id"), nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("words", String, nullable=False),
    Column("first_day", String),
    Index("incidents_by_story", "story"),
    Index("incidents_by_status", "status"),
)

incident_events = Table(
    "incident_events",
    metadata,
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("finding", String, primary_key=True),
    Column("incident", String, ForeignKey("incidents.id"), nullable=False),
    Index("incident_events_by_incident", "incident"),
    sqlite_with_rowid=False,
)

contradictions = Table(
    "contradictions",
    metadata,
    Column("id", String, primary_key=True),
    Column("story", String, ForeignKey("stories.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("revision", Boolean, nullable=False),
    Column("day", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("contradictions_by_story", "story"),
    Index("contradictions_by_day", "revision", "day", "id"),
)

standings = Table(
    "standings",
    metadata,
    Column("incident", String, ForeignKey("incidents.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("day", String, nullable=False),
    Column("body", LargeBinary, nullable=False),  # a StatusChange
    Index("standings_by_day", "day", "incident", "ordinal"),
)

noticed = Table(
    "noticed",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("body", LargeBinary, nullable=False),  # a StatusChange
)

# ---- What is watched -------------------------------------------------------------------------------------

feeds = Table(
    "feeds",
    metadata,
    Column("url", String, primary_key=True),
    Column("etag", String),
    Column("modified", String),
    Column("polled", String),
)

entries = Table(
    "entries",
    metadata,
    Column("url", String, primary_key=True),
    Column("stamp", String, nullable=False),  # what the feed said of its last change
    Column("fetched", String, nullable=False),
    sqlite_with_rowid=False,
)

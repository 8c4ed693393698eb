"""The record for an assistant: an MCP server whose answers carry the words; needs the extra `mcp`."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.errors import MissingExtra, OnrecordError
from onrecord.kept import KeptRecord
from onrecord.kept.values import Query, StoryQuery, What
from onrecord.types import Act, EventType, Evidence, Incident, SourceKind, Status
from onrecord.wire import value_to_json

Json = dict[str, Any]

INSTRUCTIONS = """\
A record of news: who says what happened, on whose word. It does not know what is true. When you use it, quote the
words it gives, name whose words they are, and give the article (its address, where it has one) and the status. Never
state as a fact what has the status claimed, disputed, denied, retracted or unclear.
"""
MOST = 50  # items in an answer
INCIDENTS = 25  # of a story, the most told first


def make_server(kept: KeptRecord) -> Any:
    """An MCP server over a record: search, stories, story, who, timeline, words.

    Raises MissingExtra where the library is not installed.
    """
    try:
        from mcp.server.mcpserver import MCPServer  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise MissingExtra("onrecord mcp needs the extra mcp: pip install 'onrecord[mcp]'") from error
    server = MCPServer("onrecord", instructions=INSTRUCTIONS)
    for tool in _Tools(kept).all():
        server.tool()(tool)
    return server


class _Tools:
    """What an assistant may ask; what goes wrong is an answer too, for it to mend its question."""

    def __init__(self, kept: KeptRecord) -> None:
        self.kept = kept

    def all(self) -> tuple[Any, ...]:
        return (self.search, self.stories, self.story, self.timeline, self.who, self.words)

    def search(  # noqa: PLR0913, PLR0917  (one parameter a filter)
        self,
        text: str = "",
        what: str = "any",
        source: str | None = None,
        kind: str | None = None,
        act: str | None = None,
        person: str | None = None,
        place: str | None = None,
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
        type: str | None = None,
        outlet: str | None = None,
        story: str | None = None,
        limit: int = 20,
        cursor: str | None = None,
    ) -> Json:
        """Statements, events and articles by words and filters, the newest first: words, article, offsets, status.

        what: any, statements, events, articles. kind: person, state, military, official_unnamed, witness, media, …
        act: say, confirm, deny, accuse, withhold, retract, … type: ASSAULT, DEATH, PROTEST, … since, until: ISO days.
        cursor: that of the answer before, to go on.
        """
        try:
            query = Query(
                text,
                What(what),
                source,
                (kind and SourceKind(kind)) or None,
                (act and Act(act)) or None,
                person,
                place,
                _day(since),
                _day(until),
                (status and Status(status)) or None,
                (type and EventType(type)) or None,
                outlet,
                story,
                cursor,
                max(1, min(limit, MOST)),
            )
            found = self.kept.search(query)
            return {"hits": [value_to_json(hit) for hit in found], "cursor": found.cursor}
        except (ValueError, OnrecordError) as error:
            return {"error": str(error)}

    def stories(
        self, text: str = "", since: str | None = None, until: str | None = None, limit: int = 20
    ) -> Json:
        """Stories, the newest first: id, title, days, articles, and their incidents by status."""
        try:
            query = StoryQuery(text, _day(since), _day(until), limit=max(1, min(limit, MOST)))
            return {"stories": [value_to_json(row) for row in self.kept.stories(query)]}
        except (ValueError, OnrecordError) as error:
            return {"error": str(error)}

    def story(self, id: str) -> Json:
        """What is known of one story: each incident with status, why, every origin’s words; contradictions."""
        try:
            found = self.kept.story(id)
        except OnrecordError as error:
            return {"error": str(error)}
        return {
            "id": found.id,
            "title": found.title,
            "articles": [self._article(article) for article in found.articles[:MOST]],
            "copies": [value_to_json(one) for one in found.copies],
            "incidents": [self._incident(one) for one in found.incidents[:INCIDENTS]],
            "more_incidents": max(0, len(found.incidents) - INCIDENTS),
            "contradictions": [value_to_json(one) for one in found.contradictions],
        }

    def timeline(self, id: str) -> Json:
        """A story’s days: what happened, in an article’s words, its status and who says so."""
        try:
            found = self.kept.story(id)
        except OnrecordError as error:
            return {"error": str(error)}
        return {
            "id": found.id,
            "title": found.title,
            "timeline": [value_to_json(one) for one in found.timeline],
        }

    def who(self, name: str, bearer: str | None = None, limit: int = 20) -> Json:
        """Everything said by and about somebody: a person, a state, a body, under every name they have on record.

        `bearers` tells who bears the name; of several, ask for one with its id as `bearer`.
        """
        try:
            return value_to_json(self.kept.who(name, bearer=bearer, limit=max(1, min(limit, MOST))))
        except OnrecordError as error:
            return {"error": str(error)}

    def words(self, article: str, start: int, end: int, around: int = 200) -> Json:
        """The words of an article between two offsets, and some around them, to quote them right."""
        try:
            found = self.kept.article(article).article
        except OnrecordError as error:
            return {"error": str(error)}
        if not 0 <= start < end <= len(found.text):
            return {"error": f"offsets run from 0 to {len(found.text)}, the first before the second"}
        around = max(0, min(around, 2_000))
        return {
            **self._article(article),
            "words": found.text[start:end],
            "before": found.text[max(0, start - around) : start],
            "after": found.text[end : end + around],
        }

    def _article(self, id: str) -> Json:
        article = self.kept.article(id).article
        return {
            "article": id,
            "headline": article[article.headline] if article.headline else None,
            "outlet": article.outlet,
            "url": article.url,
            "published": article.published.value if article.published else None,
        }

    def _incident(self, incident: Incident) -> Json:
        return {
            "id": incident.id,
            "type": str(incident.type),
            "words": incident.words,
            "status": str(incident.status),
            "because": [one.why for one in incident.because],
            "days": [incident.first_day, incident.last_day],
            "place": incident.where.name if incident.where else None,
            "parts": [{"role": str(part.role), "name": part.name} for part in incident.parts],
            "counts": [
                {
                    "what": one.what,
                    "low": one.low,
                    "best": one.best,
                    "high": one.high,
                    "words": one.evidence.text,
                }
                for one in incident.tolls
            ],
            "accounts": [
                {
                    "origin": one.origin.name,
                    "named": one.origin.named,
                    "stance": str(one.stance),
                    "side": str(one.side),
                    "since": one.day,
                    "words": [self._quoted(it) for it in one.evidence],
                }
                for one in incident.testimonies
            ],
        }

    def _quoted(self, evidence: Evidence) -> Json:
        """The words with where they stand, and the sentence they stand in: a word by itself is no quotation."""
        record = self.kept.article(evidence.article).record
        held = (one for one in record.sentences if one.start <= evidence.span.start < one.end)
        sentence = next(held, evidence.span) if evidence.version is None else evidence.span
        return {
            "article": evidence.article,
            "start": evidence.span.start,
            "end": evidence.span.end,
            "text": evidence.text,
            "sentence": record.article[sentence] if evidence.version is None else None,
        }


def _day(asked: str | None) -> str | None:
    """The ISO day that is asked for. Raises ValueError for any other words."""
    return date.fromisoformat(asked).isoformat() if asked else None

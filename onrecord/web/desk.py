"""What the desk needs of a record that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from onrecord.kept.values import (
    Added,
    ArticleRow,
    Dossier,
    Hit,
    Listing,
    OpenContradiction,
    Query,
    StoryQuery,
    StoryRow,
    Totals,
)
from onrecord.types import Filed, Judgement, Page, Record, Status, Story


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from one version of an article to the next, in terms of the record."""

    article: str
    older: int
    newer: int
    what: str  # "statement gone", "count revised", …
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An incident that has another status than before."""

    story: str
    incident: str
    words: str
    before: Status | None
    after: Status
    day: str | None
    why: str


class Desk(Protocol):
    """A record kept, as `onrecord.open_record` opens it."""

    address: str

    def counts(self) -> Totals: ...
    def articles(self, query: Query = ...) -> Listing[ArticleRow]: ...
    def article(self, id: str) -> Filed: ...
    def page(self, id: str, version: int | None = None) -> Page: ...
    def file(self, records: Iterable[tuple[Page, Record]]) -> Iterator[Added]: ...
    def stories(self, query: StoryQuery = ...) -> Listing[StoryRow]: ...
    def story(self, id: str) -> Story: ...
    def contradictions(
        self, *, story: str | None = None, revisions: bool = False, cursor: str | None = None, limit: int = 50
    ) -> Listing[OpenContradiction]: ...
    def search(self, query: Query) -> Listing[Hit]: ...
    def who(self, name: str) -> Dossier: ...
    def changes(self, id: str | None = None, since: str | None = None) -> tuple[Change, ...]: ...
    def status_changes(self, since: str) -> tuple[StatusChange, ...]: ...
    def judge(self, judgement: Judgement) -> None: ...
    def undo(self, judgement_id: str, *, author: str) -> None: ...
    def judgements(self, *, subject: str | None = None, limit: int = 200) -> tuple[Judgement, ...]: ...

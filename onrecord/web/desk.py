"""What the desk needs of a record that is kept: what `onrecord.kept.KeptRecord` gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from onrecord.types import Change, Filed, Judgement, Page, Record, StatusChange, Story

MANY = 500  # judgements on one article that are looked at


class Desk(Protocol):
    """A record kept, as `onrecord.open_record` opens it."""

    @property
    def address(self) -> str: ...
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
    def changes(self, id: str | None = None) -> tuple[Change, ...]: ...
    def status_changes(
        self, since: str | None = None, *, cursor: str | None = None, limit: int = 50
    ) -> Listing[StatusChange]: ...
    def judge(self, judgement: Judgement) -> Judgement: ...
    def undo(self, judgement_id: str, *, author: str) -> Judgement: ...
    def judgements(
        self,
        *,
        subject: str | None = None,
        author: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Listing[Judgement]: ...

"""What a page is asked and what it answers: plain values, so that a page is a plain function."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from onrecord.cells import Cell
from onrecord.web.values import DeskSettings, Visitor

if TYPE_CHECKING:
    from onrecord.web.accounts import Accounts
    from onrecord.web.desk import Desk
    from onrecord.web.drafts import Drafts
    from onrecord.web.reading import Readers


@dataclass(frozen=True, slots=True)
class Tools:
    """What pages work with."""

    desk: Desk
    accounts: Accounts
    drafts: Drafts
    readers: Readers
    settings: DeskSettings
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, once it has been found to be allowed."""

    tools: Tools
    visitor: Visitor
    path: Mapping[str, str]  # the parts of the address that name something
    query: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(
        default_factory=dict
    )  # fields of the form that come several times
    address: str = "/"  # path and query, to come back to
    body: object = None  # of a call of the API: the JSON that was sent

    @property
    def desk(self) -> Desk:
        return self.tools.desk

    @property
    def author(self) -> str:
        """Under whose name what they do is kept."""
        return self.visitor.user.name if self.visitor.user else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for other programs; every table of a page is to be had as CSV."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class View:
    """A page: its template with what stands in it, the same as data, and its tables."""

    template: str
    values: Mapping[str, object]
    data: object = None  # what the `.json` beside it holds
    tables: Mapping[str, Table] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Away:
    """Nothing to show here: look at another address."""

    address: str
    key: str | None = None  # the browser is to have this key from now on; empty: none


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes to be saved, never shown."""

    body: bytes
    name: str
    kind: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Stream:
    """Server-sent events, as they come."""

    events: Callable[[], AsyncIterator[bytes]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a page shows."""

    svg: str


Answer = View | Away | Download | Picture | Stream
Page = Callable[[Ask], Answer]


class Refusal(Exception):
    """A page that cannot be shown; told on a page of its own with that status."""

    def __init__(self, status: int, title: str, what: str = "") -> None:
        super().__init__(title)
        self.status, self.title, self.what = status, title, what


def not_found(what: str) -> Refusal:
    """Nothing of that name is on the record."""
    return Refusal(404, "Not on the record", what)

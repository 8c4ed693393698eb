"""What a call of the API is: where, what it is asked and gives, and the right it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.kept.values import MOST
from onrecord.types import JudgementKind, PageKind, Record
from onrecord.web.asking import Ask, Refusal
from onrecord.web.rates import Rate
from onrecord.web.values import Right

Json = dict[str, Any]
WHOLE = 50  # items of a listing, where the caller does not say


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: in the path where the path has it, else in the query."""

    name: str
    told: str
    schema: Json
    required: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One call; `gives` and `takes` are types of ours, whose fields are the JSON's."""

    path: str
    told: str
    page: Callable[[Ask], object]
    gives: Any
    right: Right = Right.READ
    parameters: tuple[Parameter, ...] = ()
    takes: type | None = None  # None: a GET
    rate: Rate = Rate.NONE
    streams: bool = False


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A page to be read: one of `text`, `html` and `address`."""

    text: str | None = None
    html: str | None = None
    address: str | None = None
    kind: PageKind | None = None  # of text: "article" where nothing may be cut, else told from its lines
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    headline: str | None = None
    keep: bool = False  # file it; needs a write token


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What a page gave."""

    id: str
    kept: bool
    record: Record


@dataclass(frozen=True, slots=True)
class Field:
    """One field set right by a correction."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class JudgementRequest:
    """A judgement to be made, in the name of whoever owns the token."""

    kind: JudgementKind
    subjects: tuple[str, ...]
    reason: str = ""
    correction: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Undoing:
    """A judgement to be taken back."""

    id: str


def limit_of(ask: Ask) -> int:
    """How many items are asked for. Raises Refusal for what is no such number."""
    asked = ask.query.get("limit", str(WHOLE))
    if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked[:6]) <= MOST):
        raise Refusal(400, "Not to be asked so", f"limit is a number from 1 to {MOST}")
    return int(asked)

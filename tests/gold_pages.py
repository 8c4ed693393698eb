"""The gold of the sample pages: tests/pages/<case>/expected.json, read into values and found again in a text.

A statement is written as the words of the page with its parts marked:

    "<s>Caracas</s> <c>denied</c> that <t>any Guyanese … been detained</t>"

`s` is the source, `c` the cue, `t` a piece of the content, `m` the medium, `a` the terms of anonymity (inside
the source); "…" stands for any words between. Times and places are marked by `x`, events by `e`, in words that
tell which one is meant. A fact that careful readers may see in two ways is a list of what is right.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.types import Span

FOLDER = Path(__file__).parent / "pages"
EXAMPLES = Path(__file__).parent.parent / "examples"
MARK = re.compile(r"<(/?)([sctmaxe])>")
TOKEN = re.compile(r"\s+|[.,;:]|[^\s.,;:]+")
ELISION = re.compile(r"\s*…\s*")


@dataclass(frozen=True)
class Statement:
    """A statement that must be on the record."""

    words: str
    act: tuple[str, ...]
    form: tuple[str, ...]
    kind: tuple[str, ...]
    named: tuple[bool, ...]
    negated: bool
    must: bool
    id: str | None
    inside: str | None

    @property
    def has_source(self) -> bool:
        """Whether the text names a source."""
        return "<s>" in self.words


@dataclass(frozen=True)
class Case:
    """One page of examples/ and what its record must hold."""

    name: str
    gold: dict[str, Any] = field(repr=False)

    @property
    def path(self) -> Path:
        """The page, or the file of pages it stands in."""
        return EXAMPLES / self.gold["page"]

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that must be on the record."""
        return tuple(_statement(row) for row in self.gold.get("statements", ()))


def load_cases() -> tuple[Case, ...]:
    """Every case, in the order of its name."""
    files = sorted(FOLDER.glob("*/expected.json"))
    return tuple(Case(file.parent.name, json.loads(file.read_text(encoding="utf-8"))) for file in files)


def find_marked(words: str, text: str) -> dict[str, list[Span]]:
    """Letter → the spans of `text` that carry its marks; empty where the words do not stand in the text."""
    found = _pattern(words).search(text)
    if not found:
        return {}
    spans: dict[str, list[Span]] = {}
    for group in found.re.groupindex:
        spans.setdefault(group[0], []).append(Span(*found.span(group)))
    return spans


def count_marked(words: str, text: str) -> int:
    """How often marked words stand in a text."""
    return len(_pattern(words).findall(text))


def either(value: Any) -> tuple[Any, ...]:
    """The values that are right, where one or several are given."""
    return tuple(value) if isinstance(value, list) else (value,)


def squeezed(text: str) -> str:
    """Text with each run of white space as one space, and none before a point or comma."""
    return re.sub(r" (?=[.,;:])", "", " ".join(text.split()))


def _statement(row: dict[str, Any]) -> Statement:
    return Statement(
        words=row["words"],
        act=either(row["act"]),
        form=either(row["form"]),
        kind=either(row.get("kind", "unknown")),
        named=either(row.get("named", False)),
        negated=row.get("negated", False),
        must=row.get("must", False),
        id=row.get("id"),
        inside=row.get("inside"),
    )


def _pattern(words: str) -> re.Pattern[str]:
    """Marked words → an expression with a group for each mark, named by its letter and a number."""
    parts: list[str] = []
    at = 0
    for number, mark in enumerate(MARK.finditer(words)):
        parts.append(_loosely(words[at : mark.start()]))
        parts.append(")" if mark[1] else f"(?P<{mark[2]}{number}>")
        at = mark.end()
    parts.append(_loosely(words[at:]))
    return re.compile("".join(parts), re.DOTALL)


def _loosely(words: str) -> str:
    """An expression for words: any space between them, any words at "…", a line broken before a comma."""
    pieces = ["".join(_token(token) for token in TOKEN.findall(piece)) for piece in ELISION.split(words)]
    return r"(?!\w).*?(?<!\w)".join(pieces)


def _token(token: str) -> str:
    if token.isspace():
        return r"\s+"
    return r"\s*" + re.escape(token) if token in ".,;:" else re.escape(token)

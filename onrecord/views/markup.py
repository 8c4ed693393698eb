"""Small pieces of HTML that the parts of a page share."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from onrecord.views.marks import HEADLINE_ONLY

LOUD = frozenset({"unnamed", "no source", "withheld", "did not", "retracted", HEADLINE_ONLY})


def together(parts: Iterable[Markup]) -> Markup:
    """The parts one after the other."""
    return Markup("").join(parts)


def tag(mark: str) -> Markup:
    """A mark as a small label."""
    return Markup('<span class="tag{}">{}</span>').format(" loud" if mark in LOUD else "", mark)


def section(title: str, inner: Markup) -> Markup:
    """A section with its heading, or nothing where it would be empty."""
    return Markup("<section><h2>{}</h2>{}</section>\n").format(title, inner) if inner else Markup()


def meanings(summary: str, rows: Iterable[tuple[Markup, str]]) -> Markup:
    """A list of terms and what they mean, folded under its summary; nothing where there are none."""
    inner = together(Markup("<dt>{}</dt><dd>{}</dd>").format(term, means) for term, means in rows)
    fold = Markup('<details class="meanings"><summary>{}</summary><dl>{}</dl></details>')
    return fold.format(summary, inner) if inner else Markup()

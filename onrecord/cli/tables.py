"""Lists from the record kept as tables for reading: rows of what was found, words wrapped, as wide as there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cells import on_one_line
from onrecord.kept.values import Bearer, Dossier, Hit, OpenContradiction, StoryRow, What
from onrecord.types import Change, ChangeKind, Status
from onrecord.views.terminal import CUE, QUIET, SOURCE, STATUS_STYLES, TITLE

LONGEST = 300  # characters of a finding that a table shows
CHANGED: dict[ChangeKind, tuple[str, str]] = {  # how a change is told, and how loud
    ChangeKind.HEADLINE: ("headline changed", "bold"),
    ChangeKind.STATEMENT_NEW: ("said now", "green"),
    ChangeKind.STATEMENT_GONE: ("no longer said", "bold red"),
    ChangeKind.STATEMENT_REWORDED: ("put otherwise", "yellow"),
    ChangeKind.ATTRIBUTION_WEAKER: ("attribution weakened", "bold red"),
    ChangeKind.ATTRIBUTION_STRONGER: ("attribution strengthened", "green"),
    ChangeKind.EVENT_NEW: ("told now", "green"),
    ChangeKind.EVENT_GONE: ("no longer told", "bold red"),
    ChangeKind.COUNT: ("count revised", "bold yellow"),
    ChangeKind.STATUS: ("status changed", "bold yellow"),
}


def hit_table(hits: Sequence[Hit]) -> RenderableType:
    """Findings, one a row: day, who did what, the words, where they stand."""
    if not hits:
        return Text("Nothing on record.")
    table = _table(("Day", 10), ("What", 16), ("Words", 0), ("In", 26))
    for hit in hits:
        table.add_row(Text((hit.day or "")[:10]), _what(hit), _words(hit.words), _place(hit))
    return table


def dossier_view(dossier: Dossier) -> RenderableType:
    """Who it is, then what they said, what was said of them, what they took part in."""
    known = [
        f"{on_one_line(way.name)} ({', '.join(filter(None, (way.type, way.country)))}) ×{way.articles}"
        for way in dossier.known_as
    ]
    parts: list[RenderableType] = [
        Text(on_one_line(dossier.name), style=TITLE),
        Text(f"in {dossier.articles:,} article{'' if dossier.articles == 1 else 's'}", style=QUIET),
        Text("known as  " + " · ".join(known)),
    ]
    if len(dossier.bearers) > 1:
        parts.append(_bearers(dossier.bearers))
    if dossier.roles:
        parts.append(Text("roles     " + " · ".join(map(on_one_line, dossier.roles))))
    for title, hits in (
        ("Said", dossier.said.items),
        ("Said of them", dossier.said_of.items),
        ("What they took part in", dossier.events.items),
    ):
        parts += [Text(), Text(title, style="bold"), hit_table(hits)]
    return Group(*parts)


def _bearers(bearers: Sequence[Bearer]) -> RenderableType:
    """Those who share a name, each with what tells them apart."""
    told = Table.grid(padding=(0, 2))
    for one in bearers:
        facts = filter(None, (one.type, one.country, *one.roles[:2]))
        told.add_row(
            Text(one.id, style=QUIET),
            Text(on_one_line(one.name), style=SOURCE),
            Text(", ".join(map(on_one_line, facts))),
            Text(f"×{one.articles}", style=QUIET),
        )
    return Group(Text(f"{len(bearers)} bear this name; what follows is of all of them"), told)


def change_view(changes: Sequence[Change]) -> RenderableType:
    """Changes below the article and version that made them: what became of what, the words before and after."""
    if not changes:
        return Text("No article on record has changed.")
    parts: list[RenderableType] = []
    for (article, version), those in groupby(changes, key=lambda change: (change.article, change.version)):
        told = list(those)
        seen = f"version {version}" + (f", {told[0].seen.isoformat()}" if told[0].seen else "")
        parts += [Text.assemble((on_one_line(article), CUE), "  ", (seen, QUIET)), _changes(told)]
    return Group(*parts)


def _changes(changes: Iterable[Change]) -> Table:
    table = _table(("Change", 30), ("Before", 0), ("After", 0))
    for change in changes:
        told, style = CHANGED[change.kind]
        table.add_row(
            Text.assemble((told, style), "\n", on_one_line(change.what)),
            _words(change.before),
            _words(change.after),
        )
    return table


def story_table(rows: Sequence[StoryRow]) -> RenderableType:
    """Stories, one a row."""
    if not rows:
        return Text("No stories on record.")
    table = _table(("Story", 11), ("Days", 10), ("What", 0), ("Articles", 8), ("How it stands", 24))
    for row in rows:
        days = dict.fromkeys(filter(None, (row.first_day, row.last_day)))
        copies = f"\n{row.copies} copied" if row.copies else ""
        table.add_row(
            Text(row.id, style=CUE),
            Text("\n".join(days)),
            Text.assemble(on_one_line(row.title), *_people(row.people)),
            Text(f"{len(row.articles)}{copies}"),
            _standing(row),
        )
    return table


def contradiction_table(rows: Iterable[OpenContradiction]) -> RenderableType:
    """Contradictions, one a row, each side with who says it."""
    table = _table(("Story", 11), ("What", 28), ("They say", 0))
    for row in rows:
        one = row.contradiction
        sides = Text("\n").join(
            Text.assemble(
                (on_one_line(claim.says), "bold"),
                "  ",
                (on_one_line(", ".join(origin.name for origin in claim.origins)), SOURCE),
                (f"  {claim.day}" if claim.day else "", QUIET),
            )
            for claim in one.claims
        )
        kind = f"{one.kind.value}, revised" if one.revision else one.kind.value
        kind += f"\nuntil {one.until}" if one.until else ""
        table.add_row(
            Text(row.story, style=CUE), Text.assemble(on_one_line(row.words), "\n", (kind, QUIET)), sides
        )
    return table if table.row_count else Text("No contradictions on record.")


def _table(*columns: tuple[str, int]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), leading=1, header_style="bold")
    for heading, width in columns:
        if width:
            table.add_column(heading, max_width=width, overflow="fold")
        else:
            table.add_column(heading, ratio=1, overflow="fold")
    return table


def _what(hit: Hit) -> Text:
    if hit.what is What.ARTICLES:
        return Text("article")
    if hit.what is What.EVENTS:
        kind = " ".join(filter(None, (hit.type, hit.mode)))
        return Text.assemble(kind, "\n", _status(hit.status))
    source = on_one_line(hit.source or "nobody named")
    return Text.assemble((source, SOURCE), "\n", (hit.act or "", CUE))


def _status(status: Status | None) -> tuple[str, str]:
    return (status.value, STATUS_STYLES[status]) if status else ("", "")


def _place(hit: Hit) -> Text:
    outlet = f"{on_one_line(hit.outlet)}\n" if hit.outlet else ""
    where = f"{hit.article}#{hit.finding}" if hit.finding else hit.article
    return Text.assemble(outlet, (on_one_line(where), QUIET))


def _words(words: str) -> Text:
    plain = on_one_line(words)
    return Text(plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…")


def _people(people: Sequence[str]) -> list[tuple[str, str]]:
    return [("\n" + ", ".join(map(on_one_line, people[:4])), QUIET)] if people else []


def _standing(row: StoryRow) -> Text:
    parts = [
        Text(f"{one.incidents} {one.status.value}", style=STATUS_STYLES[one.status]) for one in row.statuses
    ]
    told = Text(", ").join(parts)
    if row.contradictions:
        several = "" if row.contradictions == 1 else "s"
        told.append(f"\n{row.contradictions} contradiction{several}", style="bold red")
    return told

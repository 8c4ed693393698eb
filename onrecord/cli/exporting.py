"""`onrecord export`: the record for other programs, in their formats."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.commands import Command, MisuseError
from onrecord.cli.options import Db, Since, Until, day, opened, write
from onrecord.export import (
    TABLES,
    Matter,
    Table,
    annotation_page,
    gold_record,
    plover_events,
    story_document,
    write_csv,
    write_parquet,
)
from onrecord.kept import KeptRecord
from onrecord.kept.values import StoryQuery
from onrecord.wire import dumps, page_to_json, value_to_json

EXPORT_HELP = """
Writes the record for other programs: tables, event rows, linked data, annotations, training data.

\b
  onrecord export csv --out tables/              every table as CSV, one file a table
  onrecord export csv --table incidents > i.csv  one table
  onrecord export acled > acled.csv              event rows as ACLED lays them out
  onrecord export ucdp --since 2026-06-01        event rows as UCDP GED lays them out, of stories since June
  onrecord export parquet --out tables/          every table as Parquet (needs the extra frames)
  onrecord export jsonld --story s1f0…           one story as linked data
  onrecord export --gold > gold.jsonl            what people judged, as training data

\b
Formats: csv, parquet; acled, ucdp (CSV); plover, jsonld, annotations, stories, records, gold (JSON lines).
"""


class Format(StrEnum):
    """What comes out."""

    CSV = "csv"
    PARQUET = "parquet"
    ACLED = "acled"
    UCDP = "ucdp"
    PLOVER = "plover"
    JSONLD = "jsonld"
    ANNOTATIONS = "annotations"
    STORIES = "stories"
    RECORDS = "records"
    GOLD = "gold"


FORMAT_HELP = f"One of: {', '.join(Format)}."
TABLE_HELP = f"Of csv and parquet, one table: {', '.join(TABLES)}."
OUT_HELP = "Where to: a file, or of csv and parquet with every table a folder; else standard output."
Lines = Callable[[Matter], Iterable[Mapping[str, Any]]]

LINES: Mapping[Format, Lines] = {
    Format.PLOVER: plover_events,
    Format.JSONLD: lambda matter: [story_document(matter)],
    Format.ANNOTATIONS: lambda matter: map(annotation_page, matter.articles.values()),
    Format.STORIES: lambda matter: [value_to_json(matter.story)],
    Format.RECORDS: lambda matter: (page_to_json(one.id, one.record) for one in matter.articles.values()),
}


def export(  # noqa: PLR0913, PLR0917  (one parameter an option)
    format: Annotated[Format | None, typer.Argument(help=FORMAT_HELP, show_default=False)] = None,
    story: Annotated[
        list[str] | None, typer.Option("--story", metavar="ID", help="Only this story; may be given often.")
    ] = None,
    since: Since = None,
    until: Until = None,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help=TABLE_HELP)] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help=OUT_HELP)] = None,
    gold: Annotated[bool, typer.Option("--gold", help="The same as the format gold.")] = False,
    db: Db = None,
) -> None:
    chosen = _format(format, gold)
    tables = _tables(chosen, table)
    if len(tables) > 1 and out is None:
        raise MisuseError(
            f"{chosen} is several tables: name a folder with --out, or one of them with --table"
        )
    if chosen is Format.PARQUET and out is None:
        raise MisuseError("parquet is no text: name a file or a folder with --out")
    query = StoryQuery(since=day(since), until=day(until))
    with opened(db) as kept:
        if chosen is Format.GOLD:
            _put_lines(_gold(kept), out)
        elif tables:
            _put_tables(chosen, tables, lambda: kept.matters(query, ids=tuple(story or ())), out)
        else:
            _put_lines(
                (
                    line
                    for matter in kept.matters(query, ids=tuple(story or ()))
                    for line in LINES[chosen](matter)
                ),
                out,
            )


def _format(format: Format | None, gold: bool) -> Format:
    if gold and format not in (None, Format.GOLD):
        raise MisuseError(f"{format} and --gold do not go together: choose one")
    if not gold and format is None:
        raise MisuseError(f"say in which format: {', '.join(Format)}")
    return Format.GOLD if gold else format or Format.GOLD


def _tables(format: Format, name: str | None) -> Sequence[Table]:
    if format in (Format.ACLED, Format.UCDP) and name is None:
        return (TABLES[format.value],)
    if format not in (Format.CSV, Format.PARQUET):
        if name:
            raise MisuseError("--table goes with csv and parquet")
        return ()
    if name and name not in TABLES:
        raise MisuseError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    return (TABLES[name],) if name else tuple(TABLES.values())


def _gold(kept: KeptRecord) -> Iterator[Mapping[str, Any]]:
    """Each judged article once, by id."""
    judgements = kept.judgements(limit=sys.maxsize)
    articles = {subject.rpartition("#")[0] for one in judgements for subject in one.subjects} - {""}
    for article in sorted(articles):
        found = gold_record(kept.article(article), judgements)
        if found:
            yield found


def _put_tables(
    format: Format, tables: Sequence[Table], matters: Callable[[], Iterator[Matter]], out: Path | None
) -> None:
    if out is None:
        stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="", write_through=True)
        write_csv(tables[0], matters(), stream)
        stream.detach()
        return
    ending = ".parquet" if format is Format.PARQUET else ".csv"
    several = len(tables) > 1
    (out if several else out.parent).mkdir(parents=True, exist_ok=True)
    for table in tables:
        path = out / f"{table.name}{ending}" if several or out.is_dir() else out
        count = (
            write_parquet(table, matters(), path)
            if format is Format.PARQUET
            else _csv_file(table, matters(), path)
        )
        sys.stderr.write(f"onrecord: {path}: {count:,} row{'' if count == 1 else 's'}\n")


def _csv_file(table: Table, matters: Iterator[Matter], path: Path) -> int:
    with path.open("w", encoding="utf-8", newline="") as stream:
        return write_csv(table, matters, stream)


def _put_lines(lines: Iterable[Mapping[str, Any]], out: Path | None) -> None:
    if out is None:
        for line in lines:
            write(dumps(dict(line)) + "\n")
        return
    with out.open("w", encoding="utf-8", newline="\n") as stream:
        for line in lines:
            stream.write(dumps(dict(line)) + "\n")


COMMANDS = (Command("export", export, EXPORT_HELP),)

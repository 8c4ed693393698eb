"""`onrecord stories`, `story`, `timeline`, `contradictions`: what articles put on the record together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from onrecord.charts import CHARTS
from onrecord.cli.commands import Command, MisuseError
from onrecord.cli.options import (
    AsJson,
    Db,
    Limit,
    Since,
    Until,
    chosen,
    day,
    opened,
    put,
    put_json,
    walk,
)
from onrecord.cli.tables import contradiction_table, story_table
from onrecord.errors import NotKept, StoreError
from onrecord.kept import KeptRecord
from onrecord.kept.values import Order, StoryQuery
from onrecord.types import ContradictionKind, Moment, Story
from onrecord.views.story import render_story, render_timeline

STORIES_HELP = """
Lists the stories on record: articles about one matter, how what they tell stands, and what cannot both hold.

\b
  onrecord stories                       the newest first
  onrecord stories --order largest       those with the most articles first
  onrecord stories "fuel depot"          those with these words in one of their articles
  onrecord stories --json > stories.json all of them, with their articles
"""
STORY_HELP = """
Shows a story: what happened and on whose word it stands, what cannot both hold, day by day, who copied whom.

A story is named by its id, as `onrecord stories` shows it, or by one of its articles.

\b
  onrecord story s1f8a90c2d4
  onrecord story examples/helicopter-raid.txt --json
  onrecord story s1f8a90c2d4 --chart voices.svg --of voices   who says what, as a picture
"""
TIMELINE_HELP = """
Shows what happened day by day, how it stands and on whose word: of one story, or of all that have the words.

\b
  onrecord timeline s1f8a90c2d4
  onrecord timeline "helicopter raid" --since 2026-06-01
  onrecord timeline s1f8a90c2d4 --chart timeline.svg
"""
CONTRADICTIONS_HELP = """
Lists what cannot both hold: counts, actors, places, times, and what one says happened and another denies.

\b
  onrecord contradictions                  the newest first
  onrecord contradictions --kind count     how many, only
  onrecord contradictions --revisions      where one origin corrects itself, instead
"""
LEAST_HELP = "Of so many articles or more."
CHART_HELP = "Write a picture (SVG) to this file."
OF_HELP = f"What the picture shows: {', '.join(CHARTS)}."
MOST_STORIES = 50  # whose days are put together in one timeline

Chart = Annotated[Path | None, typer.Option("--chart", metavar="FILE", help=CHART_HELP)]


def stories(  # noqa: PLR0913, PLR0917  (one parameter an option)
    text: Annotated[
        list[str] | None, typer.Argument(help="Words in one of their articles.", show_default=False)
    ] = None,
    since: Since = None,
    until: Until = None,
    least: Annotated[int, typer.Option(min=1, metavar="N", help=LEAST_HELP)] = 1,
    order: Annotated[str, typer.Option(metavar="ORDER", help="newest or largest first.")] = "newest",
    db: Db = None,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    words, first, last = " ".join(text or ()), day(since), day(until)
    ordered = chosen(Order, order, "--order")
    with _settled(db) as kept:
        rows = walk(
            lambda cursor, most: kept.stories(StoryQuery(words, first, last, least, ordered, cursor, most)),
            limit,
            json,
        )
    put_json(rows) if json else put(story_table(rows))


def story(
    id: Annotated[str, typer.Argument(help="A story's id, or one of its articles.", show_default=False)],
    chart: Chart = None,
    of: Annotated[str, typer.Option("--of", metavar="WHAT", help=OF_HELP)] = "timeline",
    db: Db = None,
    json: AsJson = False,
) -> None:
    with _settled(db) as kept:
        found = kept.story(id)
    if chart:
        _draw(found, of, chart)
    put_json(found) if json else put(render_story(found))


def timeline(  # noqa: PLR0913, PLR0917  (one parameter an option)
    asked: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|WORDS", help="A story's id, one of its articles, or words.", show_default=False
        ),
    ],
    since: Since = None,
    until: Until = None,
    chart: Chart = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    with _settled(db) as kept:
        found = _stories(kept, asked)
    if chart and len(found) != 1:
        raise MisuseError(f"--chart draws one story, and {len(found)} have these words; name one by its id")
    if chart:
        _draw(found[0], "timeline", chart)
    moments = sorted(_within(found, day(since), day(until)), key=lambda moment: moment.day)
    put_json(tuple(moments)) if json else put(render_timeline(moments))


def contradictions(  # noqa: PLR0913, PLR0917  (one parameter an option)
    story: Annotated[str | None, typer.Option(metavar="ID", help="In one story only.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="count, actor, place, time or denial only.")
    ] = None,
    revisions: Annotated[
        bool, typer.Option("--revisions", help="Where one origin corrects itself, instead.")
    ] = False,
    db: Db = None,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    sort = chosen(ContradictionKind, kind, "--kind")
    with _settled(db) as kept:
        rows = walk(
            lambda cursor, most: kept.contradictions(
                story=story, revisions=revisions, kind=sort, cursor=cursor, limit=most
            ),
            limit,
            json,
        )
    put_json(rows) if json else put(contradiction_table(rows))


@contextmanager
def _settled(db: str | None) -> Iterator[KeptRecord]:
    """The record kept, with what a killed run left to be worked out done first, where we may write."""
    with opened(db) as kept:
        if kept.counts().waiting:
            try:
                kept.settle()
            except StoreError as error:
                typer.echo(f"onrecord: stories are not up to date: {error}", err=True)
        yield kept


def _stories(kept: KeptRecord, asked: list[str]) -> tuple[Story, ...]:
    """The one story named, else those that have the words."""
    words = " ".join(asked)
    try:
        return (kept.story(words),)
    except NotKept:
        rows = kept.stories(StoryQuery(words, limit=MOST_STORIES))
    if not rows:
        raise NotKept(
            f"{words}: no story has this id, this article, or these words; list them with: onrecord stories"
        )
    return tuple(kept.story(row.id) for row in rows)


def _within(found: tuple[Story, ...], first: str | None, last: str | None) -> Iterator[Moment]:
    for story in found:
        for moment in story.timeline:
            if (not first or moment.day >= first[: len(moment.day)]) and (not last or moment.day <= last):
                yield moment


def _draw(story: Story, what: str, path: Path) -> None:
    if what not in CHARTS:
        raise MisuseError(f"--of {what}: there is no such picture; choose one of {', '.join(CHARTS)}")
    try:
        path.write_text(CHARTS[what](story), encoding="utf-8")
    except OSError as error:
        raise MisuseError(f"--chart {path}: cannot write this file: {error.strerror}") from error


COMMANDS = (
    Command("stories", stories, STORIES_HELP),
    Command("story", story, STORY_HELP),
    Command("timeline", timeline, TIMELINE_HELP),
    Command("contradictions", contradictions, CONTRADICTIONS_HELP),
)

"""`onrecord watch`: feeds → the record kept, and what came to stand otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cells import on_one_line
from onrecord.cli.commands import FINE, SOME_FAILED, STOPPED, Command
from onrecord.cli.options import Db, put_lines, write
from onrecord.cli.page_options import Private, Workers
from onrecord.errors import PageError
from onrecord.fetch import Limits
from onrecord.fetch.feeds import PAUSE_SECONDS, Visitor
from onrecord.fetch.webhooks import post_json
from onrecord.kept import KeptRecord, open_record
from onrecord.kept.values import Filing
from onrecord.kept.watching import poll
from onrecord.types import StatusChange
from onrecord.wire import dumps, value_to_json

WATCH_HELP = """
Looks into feeds (RSS, Atom) again and again, files what is new, and tells what came to stand otherwise.

Sites are asked politely: never what their robots.txt forbids, a feed only for what has changed, one site not more often
than every two seconds, or as seldom as it asks for. Stop with Ctrl-C; nothing is lost.

\b
  onrecord watch https://example.org/feed.xml              every 15 minutes, until Ctrl-C
  onrecord watch FEED FEED --every 60 --db war.db          every hour, several feeds
  onrecord watch FEED --once                               one round, for cron
  onrecord watch FEED --webhook https://chat.example/hook  also posts what changed, as JSON
"""
EVERY_HELP = "Minutes between two rounds."
ONCE_HELP = "One round, then stop."
WEBHOOK_HELP = "Post what came to stand otherwise to this address, as JSON."
PAUSE_HELP = "Seconds between two questions to one site, at least."
JSON_HELP = "What came to stand otherwise, as JSON lines."


def watch(  # noqa: PLR0913, PLR0917  (one parameter an option)
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED", help="Addresses of feeds.", show_default=False)
    ],
    db: Db = None,
    every: Annotated[int, typer.Option("--every", min=1, metavar="MINUTES", help=EVERY_HELP)] = 15,
    once: Annotated[bool, typer.Option("--once", help=ONCE_HELP)] = False,
    webhook: Annotated[str | None, typer.Option("--webhook", metavar="ADDRESS", help=WEBHOOK_HELP)] = None,
    pause: Annotated[
        float, typer.Option("--pause", min=0.0, metavar="SECONDS", help=PAUSE_HELP)
    ] = PAUSE_SECONDS,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
    allow_private: Private = False,
    model: Annotated[Path | None, typer.Option(metavar="FOLDER", help="A reader of your own.")] = None,
    workers: Workers = None,
) -> None:
    visitor = Visitor(Limits(allow_private=allow_private), pause=pause)
    failed = False
    try:
        with open_record(db) as kept:
            kept.settle()
            news = News(kept, webhook, json)
            while True:
                failed = _round(kept, feeds, visitor, model, workers)
                failed = not news.tell() or failed
                if once:
                    break
                time.sleep(every * 60)
    except KeyboardInterrupt:
        _say("stopped; all that was told is kept")
        raise typer.Exit(STOPPED) from None
    raise typer.Exit(SOME_FAILED if failed else FINE)


def _round(
    kept: KeptRecord, feeds: Sequence[str], visitor: Visitor, model: Path | None, workers: int | None
) -> bool:
    """Whether anything failed in one round over the feeds."""
    failed = False
    for added in poll(kept, feeds, visitor, model=model, workers=workers):
        failed = failed or added.outcome is Filing.FAILED
        if added.outcome is not Filing.KNOWN:
            _say(str(added.error) if added.error else f"{added.outcome.value}: {added.id}")
    return failed


class News:
    """What came to stand otherwise since it was last told."""

    def __init__(self, kept: KeptRecord, webhook: str | None, json: bool) -> None:
        self.kept, self.webhook, self.json = kept, webhook, json
        self.told = self.posted = max((number for number, _ in kept.noticed()), default=0)

    def tell(self) -> bool:
        """Prints and posts the changes; whether all could be posted."""
        for number, change in self.kept.noticed(self.told):
            put_lines([change]) if self.json else write(tell_change(change) + "\n")
            self.told = number
        waiting = self.kept.noticed(self.posted)
        if not self.webhook or not waiting:
            return True
        try:
            post_json(self.webhook, dumps({"changes": [value_to_json(change) for _, change in waiting]}))
        except PageError as error:
            _say(str(error))
            return False
        self.posted = waiting[-1][0]
        return True


def tell_change(change: StatusChange) -> str:
    """A change on one line: "2026-06-05  claimed → confirmed  killed (DEATH)  s1f8a90c2d4: Radio Enneri says so"."""
    before = change.before.value if change.before else "not on record"
    why = "; ".join(one.why for one in change.because)
    told = f"{change.day}  {before} → {change.after.value}  {change.words} ({change.type.value})  {change.story}: {why}"
    return on_one_line(told)


def _say(message: str) -> None:
    sys.stderr.write(f"onrecord: {on_one_line(message)}\n")
    sys.stderr.flush()


COMMANDS = (Command("watch", watch, WATCH_HELP),)

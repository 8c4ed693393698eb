"""`onrecord search`, `who`, `changes`: questions to the record kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from onrecord.cli.commands import Command
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
from onrecord.cli.tables import change_view, dossier_view, hit_table
from onrecord.kept.values import Query, What
from onrecord.types import Act, EventType, SourceKind, Status

SEARCH_HELP = """
Finds statements, events and articles by their words and by what they are, newest first.

Words must all be there; "a phrase" in quotation marks stands as it is, -word must not be there, OR is either.
Names are found by their last words too: --source larijani finds what Ali Larijani said.

\b
  onrecord search "fuel depot"                         everything with these two words in it
  onrecord search '"fuel depot" -drill' --what events  the phrase, in events, without the word drill
  onrecord search --source army --act deny             whatever an army denied
  onrecord search --person losimba --since 2026-06-01  all that names him since June
  onrecord search --type DEATH --status disputed       deaths that are disputed
  onrecord search strike --json                        all of it as JSON
"""
WHO_HELP = """
Everything said by and about somebody: a person, a state, a body, under every name they have on record.

Where several bear the name, they are listed first, and all that follows is of all of them.

\b
  onrecord who "Khadidja Abdoulaye"
  onrecord who abdoulaye --json
  onrecord who abdoulaye --bearer p5377b573e1    one of them, by the id in the list
"""
CHANGES_HELP = """
What articles put on the record otherwise than they did before: statements gone, counts revised, attributions weakened.

\b
  onrecord changes                      of all articles, the newest change first
  onrecord changes page.html            of one article, version after version
  onrecord changes --since 2026-06-01   seen since that day
"""

TEXT_HELP = "Words to look for; none asks by the options alone."
WHAT_HELP = "What to search: any, statements, events, articles."
KIND_HELP = "What sort of source said it: state, military, person, official_unnamed, witness, …"
ACT_HELP = "What was done by saying it: say, confirm, deny, accuse, withhold, retract, …"
BEARER_HELP = "One of those who bear the name, by the id that the list of them shows."
STATUS_HELP = "How the event stands: claimed, confirmed, disputed, …; across articles where that is known."
TYPE_HELP = "What sort of event: ASSAULT, DEATH, PROTEST, …"


def search(  # noqa: PLR0913, PLR0917  (one parameter an option)
    text: Annotated[
        list[str] | None, typer.Argument(metavar="WORD", help=TEXT_HELP, show_default=False)
    ] = None,
    what: Annotated[str, typer.Option(metavar="WHAT", help=WHAT_HELP)] = "any",
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Who said it.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=KIND_HELP)] = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help=ACT_HELP)] = None,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Anybody or any body named in it.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="A place, or a country as two letters.")
    ] = None,
    since: Since = None,
    until: Until = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help=STATUS_HELP)] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help=TYPE_HELP)] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    story: Annotated[str | None, typer.Option(metavar="ID", help="In one story only.")] = None,
    db: Db = None,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    query = Query(
        text=" ".join(text or ()),
        what=chosen(What, what, "--what"),
        source=source,
        kind=chosen(SourceKind, kind, "--kind"),
        act=chosen(Act, act, "--act"),
        person=person,
        place=place,
        since=day(since),
        until=day(until),
        status=chosen(Status, status, "--status"),
        type=chosen(EventType, type, "--type"),
        outlet=outlet,
        story=story,
    )
    with opened(db) as kept:
        hits = walk(lambda cursor, most: kept.search(replace(query, cursor=cursor, limit=most)), limit, json)
    put_json(hits) if json else put(hit_table(hits))


def who(
    name: Annotated[
        str, typer.Argument(help="Any name they go by, or the last words of one.", show_default=False)
    ],
    bearer: Annotated[str | None, typer.Option(metavar="ID", help=BEARER_HELP)] = None,
    db: Db = None,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    with opened(db) as kept:
        dossier = kept.who(name, bearer=bearer, limit=limit or (500 if json else 20))
    put_json(dossier) if json else put(dossier_view(dossier))


def changes(
    id: Annotated[
        str | None, typer.Argument(help="An article's id or address; all if not given.", show_default=False)
    ] = None,
    since: Since = None,
    db: Db = None,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    with opened(db) as kept:
        found = kept.changes(id, since=day(since), limit=limit)
    put_json(found) if json else put(change_view(found))


COMMANDS = (
    Command("search", search, SEARCH_HELP),
    Command("who", who, WHO_HELP),
    Command("changes", changes, CHANGES_HELP),
)

"""The front page: what is new, what changed status, what cannot both hold; and the lists behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord.cells import Cell
from onrecord.kept.values import MOST, ArticleRow, Order, Query, StoryQuery, StoryRow, What
from onrecord.types import Contradiction, StatusChange
from onrecord.web.asking import Answer, Ask, Table, View
from onrecord.web.pages.searching import as_day
from onrecord.web.telling import CONTRADICTIONS

LATEST = 14  # stories on the front page
OPEN = 6  # contradictions there
CHANGED = 12  # changes of status there
LIST = 50  # rows of a list
SIDES = 20  # contradictions on one page, each with the words of all its sides
WEEK = 7  # days of changes on their own page, where none are asked for

STORY_COLUMNS = (
    "story", "title", "first_day", "last_day", "articles", "copies", "incidents", "contradictions", "statuses",
)  # fmt: skip
CHANGE_COLUMNS = ("story", "incident", "words", "before", "after", "day", "why")
ARTICLE_COLUMNS = (
    "article", "headline", "outlet", "url", "day", "versions", "statements", "events", "story",
)  # fmt: skip
CLAIM_COLUMNS = (
    "story",
    "contradiction",
    "kind",
    "incident",
    "says",
    "origins",
    "day",
    "article",
    "start",
    "end",
)


def show_front(ask: Ask) -> Answer:
    """The latest stories, what changed status since yesterday, open contradictions, counts."""
    since = (ask.tools.now().date() - timedelta(days=1)).isoformat()
    changes = ask.desk.status_changes(since, limit=CHANGED)
    stories = ask.desk.stories(StoryQuery(limit=LATEST))
    contradictions = ask.desk.contradictions(limit=OPEN)
    values = {
        "counts": ask.desk.counts(),
        "stories": stories,
        "changes": changes,
        "since": since,
        "contradictions": contradictions,
    }
    return View(
        "front.html", values, values, {"stories": _stories(stories.items), "changes": _changes(changes.items)}
    )


def show_stories(ask: Ask) -> Answer:
    """All stories, the latest first."""
    query = StoryQuery(
        text=ask.query.get("text", ""),
        since=_day(ask, "since"),
        until=_day(ask, "until"),
        least=2 if ask.query.get("least") == "2" else 1,
        order=Order.LARGEST if ask.query.get("order") == Order.LARGEST else Order.NEWEST,
        cursor=ask.query.get("cursor") or None,
        limit=LIST,
    )
    listing = ask.desk.stories(query)
    return View("stories.html", {"listing": listing, "query": query}, listing, {"": _stories(listing.items)})


def show_articles(ask: Ask) -> Answer:
    """All articles, the latest first."""
    listing = ask.desk.articles(Query(cursor=ask.query.get("cursor") or None, limit=LIST))
    return View("articles.html", {"listing": listing}, listing, {"": _articles(listing.items)})


def show_changes(ask: Ask) -> Answer:
    """What changed status since a day."""
    since = _day(ask, "since") or (ask.tools.now().date() - timedelta(days=WEEK)).isoformat()
    changes = ask.desk.status_changes(since, cursor=ask.query.get("cursor") or None, limit=LIST)
    return View("changes.html", {"changes": changes, "since": since}, changes, {"": _changes(changes.items)})


def show_contradictions(ask: Ask) -> Answer:
    """What cannot both hold; with `revisions`, what one origin said differently before."""
    revisions = ask.query.get("revisions") == "yes"
    listing = ask.desk.contradictions(revisions=revisions, cursor=ask.query.get("cursor"), limit=SIDES)
    shown = listing.items
    rows = tuple(row for one in shown for row in claim_rows(one.story, one.contradiction))
    heads: dict[str, str] = {}
    for story in {one.story for one in shown}:
        heads |= headlines(ask, story)
    values = {"listing": listing, "shown": shown, "revisions": revisions, "heads": heads}
    return View("contradictions.html", values, listing, {"": Table(CLAIM_COLUMNS, rows)})


def _day(ask: Ask, name: str) -> str | None:
    asked = ask.query.get(name, "").strip()
    return as_day(name, asked) if asked else None


def _why(change: StatusChange) -> str:
    return "; ".join(one.why for one in change.because)


def headlines(ask: Ask, story: str) -> dict[str, str]:
    """Headline and outlet of a story's articles, by their ids."""
    hits = ask.desk.search(Query(what=What.ARTICLES, story=story, limit=MOST))
    return {hit.article: " · ".join(filter(None, (hit.headline or hit.article, hit.outlet))) for hit in hits}


def claim_rows(story: str, found: Contradiction) -> Iterator[tuple[Cell, ...]]:
    """A row for each piece of evidence of each side of a contradiction."""
    for claim in found.claims:
        origins = "; ".join(origin.name for origin in claim.origins)
        for words in claim.evidence:
            yield (
                *(
                    story,
                    found.id,
                    CONTRADICTIONS[found.kind],
                    found.incident,
                    claim.says,
                    origins,
                    claim.day,
                ),
                *(words.article, words.span.start, words.span.end),
            )


def _stories(rows: tuple[StoryRow, ...]) -> Table:
    return Table(STORY_COLUMNS, tuple(_story(row) for row in rows))


def _story(row: StoryRow) -> tuple[Cell, ...]:
    statuses = "; ".join(f"{one.incidents} {one.status}" for one in row.statuses)
    return (
        *(row.id, row.title, row.first_day, row.last_day, len(row.articles), row.copies, row.incidents),
        *(row.contradictions, statuses),
    )


def _articles(rows: tuple[ArticleRow, ...]) -> Table:
    cells = (
        (
            row.id,
            row.headline,
            row.outlet,
            row.url,
            row.day,
            row.versions,
            row.statements,
            row.events,
            row.story,
        )
        for row in rows
    )
    return Table(ARTICLE_COLUMNS, tuple(cells))


def _changes(rows: tuple[StatusChange, ...]) -> Table:
    cells = ((row.story, row.incident, row.words, row.before, row.after, row.day, _why(row)) for row in rows)
    return Table(CHANGE_COLUMNS, tuple(cells))

"""An article: its text with everything found marked; and what other pages of an article use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from onrecord.cells import Cell, on_one_line
from onrecord.errors import NotKept
from onrecord.types import (
    Article,
    Filed,
    Judgement,
    Record,
    Span,
    Story,
    Version,
)
from onrecord.views.marks import (
    BASES,
    STATUSES,
    find_legend,
)
from onrecord.views.people import list_entities, tell_entities
from onrecord.views.rows import COLUMNS, find_rows
from onrecord.web.asking import Answer, Ask, Download, Refusal, Table, View, not_found
from onrecord.web.desk import MANY
from onrecord.web.pages.portions import make_portion
from onrecord.web.slugs import slug, unslug

AT = re.compile(r"(\d{1,9})-(\d{1,9})")

STATEMENT_COLUMNS = (
    "article", "statement", "source", "kind", "named", "terms", "cue", "act", "negated", "form", "content",
    "medium", "date", "parent", "start", "end", "by",
)  # fmt: skip
ENTITY_COLUMNS = ("article", "entity", "type", "name", "aliases", "country", "roles", "mentions", "by")


def show_article(ask: Ask) -> Answer:
    """The article with everything found in it, as it stands in one of its versions."""
    filed = find_filed(ask)
    version = version_of(filed, ask.query.get("version"))
    values = article_values(version.record, ask.query)
    values |= {
        "filed": filed,
        "version": version,
        "story": find_story_of(ask, filed.id),
        "judged": judged_findings(ask, filed.id),
        "draft": None,
    }
    return View("article.html", values, version.record, article_tables(filed.id, version.record))


def article_values(record: Record, asked: Mapping[str, str]) -> dict[str, object]:
    """What the page of an article shows of its record."""
    cited = find_cited(record.article, asked.get("at", ""))
    portion = make_portion(record, cited, asked.get("part"))
    statuses = Counter(event.status for event in record.events)
    entries = [entry for row in portion.rows for entry in row.entries]
    return {
        "record": record,
        "article": record.article,
        "portion": portion,
        "cited": cited,
        "entries": sorted(dict.fromkeys(entries), key=lambda entry: entry.number),
        "statuses": [(status, statuses[status]) for status in STATUSES if statuses[status]],
        "legend": find_legend(record),
        "bases": BASES,
        "people": list_entities(record),
        "facts": tell_entities(record),
        "headline": headline_of(record.article),
    }


def download_page(ask: Ask) -> Answer:
    """The page as it was fetched or handed in; to be saved, never shown."""
    filed = find_filed(ask)
    version = version_of(filed, ask.query.get("version"))
    return Download(ask.desk.page(filed.id, version.number).body, f"{slug(filed.id)[:80]}.txt")


# ---- What other pages use --------------------------------------------------------------------------------


def find_filed(ask: Ask) -> Filed:
    """The article that the address names."""
    id = unslug(ask.path["article"])
    try:
        return ask.desk.article(id)
    except NotKept as error:
        raise not_found(f"There is no article {id}.") from error


def find_story_of(ask: Ask, article: str) -> Story | None:
    """The story that holds the article, if one does."""
    try:
        return ask.desk.story(article)
    except NotKept:
        return None


def judged_findings(ask: Ask, article: str) -> dict[str, Judgement]:
    """Findings of an article → the last judgement on each that still holds."""
    standing = [one for one in judgements_on(ask, article) if not one.undone_at]
    found: dict[str, Judgement] = {}
    for one in sorted(standing, key=lambda one: one.at):
        for subject in one.subjects:
            of, _, finding = subject.rpartition("#")
            if of == article:
                found[finding] = one
    return found


def judgements_on(ask: Ask, subject: str) -> tuple[Judgement, ...]:
    """All judgements on a finding, or on an article and everything in it; the newest first."""
    return ask.desk.judgements(subject=subject, limit=MANY).items


def find_cited(article: Article, at: str) -> Span | None:
    """The span that an address names: "120-141"."""
    match = AT.fullmatch(at)
    if not match:
        return None
    start, end = int(match[1]), min(int(match[2]), len(article.text))
    return Span(start, end) if start < end else None


def article_tables(id: str, record: Record) -> dict[str, Table]:
    """Statements, events and entities of an article as tables."""
    return {
        "statements": Table(STATEMENT_COLUMNS, _statement_rows(id, record)),
        "events": Table(COLUMNS, _event_rows(id, record)),
        "entities": Table(ENTITY_COLUMNS, _entity_rows(id, record)),
    }


def version_of(filed: Filed, number: str | None) -> Version:
    """The version of that number, else the newest. Raises Refusal where there is none."""
    if not number:
        return filed.versions[-1]
    found = next((version for version in filed.versions if str(version.number) == number), None)
    if found is None:
        raise Refusal(404, "Not on the record", f"{filed.id} has no version {number}.")
    return found


def headline_of(article: Article) -> str:
    """What an article is called in titles: its headline, else its id."""
    return on_one_line(article[article.headline]) if article.headline else on_one_line(article.id)


# ---- Tables ----------------------------------------------------------------------------------------------


def _statement_rows(id: str, record: Record) -> Iterator[tuple[Cell, ...]]:
    article = record.article
    for one in record.statements:
        source = one.source
        yield (
            *(id, one.id, article[source.span] if source else None, source.kind if source else None),
            "yes" if source and source.named else "no",
            article[source.terms] if source and source.terms else None,
            *(article[one.cue], one.act, "yes" if one.negated else "no", one.form),
            " … ".join(article[span] for span in one.content),
            article[one.medium] if one.medium else None,
            *(one.date, one.parent, one.cue.start, one.cue.end, one.by),
        )


def _event_rows(id: str, record: Record) -> Iterator[tuple[Cell, ...]]:
    yield from find_rows(id, record)  # not worked out unless it is asked for


def _entity_rows(id: str, record: Record) -> Iterator[tuple[Cell, ...]]:
    for one in record.entities:
        roles = "; ".join(role.title for role in one.roles)
        yield (
            *(id, one.id, one.type, one.name, "; ".join(one.aliases), one.country, roles, len(one.mentions)),
            one.by,
        )

"""The calls of the API: an Ask → one of our values."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

from onrecord.errors import NotARecord, PageError
from onrecord.kept.values import (
    ArticleRow,
    Dossier,
    Facets,
    Hit,
    Listing,
    OpenContradiction,
    Order,
    Query,
    StoryQuery,
    StoryRow,
    Totals,
    What,
)
from onrecord.types import Filed, Judgement, Page, PageKind, Record, StatusChange, Story
from onrecord.web.api.calls import JudgementRequest, ReadAnswer, ReadRequest, Undoing, limit_of
from onrecord.web.asking import Ask, Refusal
from onrecord.web.pages.judging import check_judgement
from onrecord.web.pages.reading import make_page
from onrecord.web.pages.searching import DAYS, VOCABULARIES, WORDS, as_day, make_query
from onrecord.web.slugs import unslug
from onrecord.web.values import Right
from onrecord.wire import value_from_json

Request = TypeVar("Request")


def find_totals(ask: Ask) -> Totals:
    """How much is on record."""
    return ask.desk.counts()


def list_articles(ask: Ask) -> Listing[ArticleRow]:
    """Articles, the newest first."""
    return ask.desk.articles(_query(ask))


def find_article(ask: Ask) -> Filed:
    """An article with the record of each of its versions."""
    return ask.desk.article(unslug(ask.path["article"]))


def find_record(ask: Ask) -> Record:
    """What the newest version of an article puts on the record."""
    return find_article(ask).record


def search_all(ask: Ask) -> Listing[Hit]:
    """Statements, events and articles that fit."""
    return ask.desk.search(_query(ask))


def search_statements(ask: Ask) -> Listing[Hit]:
    """Statements that fit."""
    return ask.desk.search(_query(ask, What.STATEMENTS))


def search_events(ask: Ask) -> Listing[Hit]:
    """Events that fit."""
    return ask.desk.search(_query(ask, What.EVENTS))


def count_facets(ask: Ask) -> Facets:
    """How what a search finds parts."""
    return ask.desk.facets(_query(ask))


def list_stories(ask: Ask) -> Listing[StoryRow]:
    """Stories, by day or by size."""
    try:
        order = Order(ask.query.get("order", Order.NEWEST))
    except ValueError:
        raise Refusal(400, "Not to be asked so", f"order is one of: {', '.join(Order)}") from None
    return ask.desk.stories(
        StoryQuery(
            ask.query.get("text", ""),
            _day(ask, "since"),
            _day(ask, "until"),
            order=order,
            cursor=ask.query.get("cursor"),
            limit=limit_of(ask),
        )
    )


def find_story(ask: Ask) -> Story:
    """A story: its articles, incidents with every account, contradictions and timeline."""
    return ask.desk.story(ask.path["story"])


def find_person(ask: Ask) -> Dossier:
    """Everything said by and about somebody."""
    return ask.desk.who(unslug(ask.path["name"]), bearer=ask.query.get("bearer") or None)


def list_contradictions(ask: Ask) -> Listing[OpenContradiction]:
    """What cannot both hold."""
    revisions = ask.query.get("revisions", "false")
    if revisions not in ("true", "false"):
        raise Refusal(400, "Not to be asked so", "revisions is true or false")
    return ask.desk.contradictions(
        story=ask.query.get("story"),
        revisions=revisions == "true",
        cursor=ask.query.get("cursor"),
        limit=limit_of(ask),
    )


def list_changes(ask: Ask) -> Listing[StatusChange]:
    """Incidents whose status changed, by the day of the articles that changed it, the newest first."""
    return ask.desk.status_changes(_day(ask, "since"), cursor=ask.query.get("cursor"), limit=limit_of(ask))


def list_judgements(ask: Ask) -> Listing[Judgement]:
    """Judgements, the newest first, those undone too."""
    return ask.desk.judgements(
        subject=ask.query.get("subject"), cursor=ask.query.get("cursor"), limit=limit_of(ask)
    )


def read_page(ask: Ask) -> ReadAnswer:
    """The record of a page; with `keep` it is filed."""
    asked = _request(ask, ReadRequest)
    given = [body for body in (asked.text, asked.html, asked.address) if body and body.strip()]
    if len(given) != 1:
        raise Refusal(400, "Not to be read so", "give one of text, html and address")
    if asked.keep and not ask.visitor.may(Right.JUDGE):
        raise Refusal(403, "Not yours to do", "keeping a page needs a write token of a reviewer")
    try:
        page, record = ask.tools.readers.read(asked.address or _page(ask, asked))
    except PageError as error:
        raise Refusal(422, "No record", str(error)) from error
    if not asked.keep:
        return ReadAnswer(page.id, False, record)
    (added,) = ask.desk.file([(page, record)])
    if added.error:
        raise Refusal(422, "Not kept", str(added.error))
    return ReadAnswer(added.id, True, record)


def make_judgement(ask: Ask) -> Judgement:
    """Makes a judgement, which holds at once."""
    asked = _request(ask, JudgementRequest)
    correction = tuple((field.name, field.value) for field in asked.correction)
    judgement = check_judgement(ask, asked.kind, asked.subjects, asked.reason, correction)
    return ask.desk.judge(judgement)


def undo_judgement(ask: Ask) -> Judgement:
    """Takes a judgement back; it stays in the audit trail."""
    return ask.desk.undo(_request(ask, Undoing).id, author=ask.author)


def _page(ask: Ask, asked: ReadRequest) -> Page:
    facts = {
        "url": asked.url,
        "outlet": asked.outlet,
        "published": asked.published,
        "headline": asked.headline,
    }
    if asked.html:
        return make_page(ask, asked.html, PageKind.HTML, **facts)
    return make_page(ask, asked.text or "", asked.kind, **facts)


def _query(ask: Ask, what: What | None = None) -> Query:
    given = {
        name: ask.query[name].strip()
        for name in (*WORDS, *VOCABULARIES, *DAYS)
        if ask.query.get(name, "").strip()
    }
    return make_query(given | ({"what": what.value} if what else {}), ask.query.get("cursor"), limit_of(ask))


def _day(ask: Ask, name: str) -> str | None:
    asked = ask.query.get(name)
    return as_day(name, asked) if asked else None


def _request(ask: Ask, kind: type[Request]) -> Request:
    """The body as the type has it, what may be left out filled in. Raises Refusal for any other body."""
    body: Any = ask.body
    if not isinstance(body, dict):
        raise Refusal(400, "Not to be asked so", "the body is one JSON object")
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := set(body) - set(known):
        raise Refusal(400, "Not to be asked so", f"there is no {', '.join(sorted(map(str, unknown)))}")
    given = {name: field.default for name, field in known.items() if field.default is not MISSING}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    try:
        return value_from_json(kind, plain | body)
    except NotARecord as error:
        raise Refusal(400, "Not to be asked so", str(error)) from error

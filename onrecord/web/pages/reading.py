"""Reading a page at the desk: paste a text or give an address, see the record at once, keep it or not."""

from __future__ import annotations

import hashlib

from onrecord.errors import PageError
from onrecord.types import Page, PageKind
from onrecord.web.asking import Answer, Ask, Away, Refusal, View, not_found
from onrecord.web.drafts import Draft
from onrecord.web.pages.articles import article_tables, article_values
from onrecord.web.slugs import slug

KINDS = {"flat": PageKind.FLAT, "article": PageKind.ARTICLE, "html": PageKind.HTML}
ASKED = ("address", "text", "kind", "outlet", "url", "published")
HEAD = 2_000  # characters looked at to tell HTML from text


def show_read(ask: Ask) -> Answer:
    """The form."""
    return _form(ask)


def read_page(ask: Ask) -> Answer:
    """Reads what was handed in, and leads to its record."""
    text, address = ask.form.get("text", ""), ask.form.get("address", "").strip()
    if bool(text.strip()) == bool(address):
        return _form(ask, "Paste a text, or give an address: one of the two.")
    try:
        page, record = ask.tools.readers.read(address or _pasted(ask, text))
    except PageError as error:
        return _form(ask, str(error))
    return Away(f"/read/{ask.tools.drafts.add(Draft(ask.author, page, record))}")


def show_draft(ask: Ask) -> Answer:
    """The record of a page that is not kept yet."""
    draft = _draft(ask)
    values = article_values(draft.record, ask.query) | {
        "draft": ask.path["draft"],
        "filed": None,
        "version": None,
        "story": None,
        "judged": {},
        "page": draft.page,
    }
    return View("article.html", values, draft.record, article_tables(draft.page.id, draft.record))


def keep_draft(ask: Ask) -> Answer:
    """Keeps the page with its record."""
    draft = _draft(ask)
    added = list(ask.desk.file([(draft.page, draft.record)]))
    error = next((one.error for one in added if one.error), None)
    if error:
        raise Refusal(400, "Not kept", str(error))
    ask.tools.drafts.drop(ask.path["draft"])
    return Away(f"/articles/{slug(added[0].id)}")


def drop_draft(ask: Ask) -> Answer:
    """Forgets the page."""
    _draft(ask)
    ask.tools.drafts.drop(ask.path["draft"])
    return Away("/read")


def _draft(ask: Ask) -> Draft:
    draft = ask.tools.drafts.find(ask.path["draft"], ask.author)
    if draft is None:
        raise not_found("This page was not kept, and is not here any more. Read it again.")
    return draft


def _form(ask: Ask, wrong: str = "") -> View:
    return View(
        "read.html",
        {"form": {**dict.fromkeys(ASKED, ""), **ask.form}, "wrong": wrong},
        {"wrong": wrong},
        status=400 if wrong else 200,
    )


def _pasted(ask: Ask, text: str) -> Page:
    """The page that a pasted text is."""
    kind = KINDS.get(ask.form.get("kind", ""))
    facts = {name: ask.form.get(name, "").strip() or None for name in ("url", "outlet", "published")}
    return make_page(ask, text, kind, **facts)


def make_page(ask: Ask, text: str, kind: PageKind | None, **facts: str | None) -> Page:
    """The page that a text is, with what is known of it: `url`, `outlet`, `published`, `headline`."""
    text = text.replace("\r\n", "\n")
    body = text.encode("utf-8", "replace")
    return Page(
        id=facts.get("url") or f"pasted-{hashlib.sha256(body).hexdigest()[:10]}",
        body=body,
        kind=kind or _kind(text),
        charset="utf-8",
        fetched=ask.tools.now().date(),
        **facts,
    )


def _kind(text: str) -> PageKind:
    head = text[:HEAD].lstrip().lower()
    is_html = head.startswith(("<!doctype html", "<html", "<head", "<body")) or "<body" in head
    return PageKind.HTML if is_html else PageKind.FLAT

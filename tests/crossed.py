"""The crossing in two versions, and the raid with a copy of it: pages with their records, ready to be filed."""

from __future__ import annotations

from dataclasses import replace

from onrecord.types import Page, PageKind, Record
from tests.build import crossing, raid


def crossing_pages() -> list[tuple[Page, Record]]:
    """The crossing in two versions, and the raid with a copy: as pages to be filed, which give two stories."""
    record = crossing()
    text = record.article.text
    older = replace(record, article=replace(record.article, text=text.replace("noon", "nine")))
    raided = replace(raid(), article=replace(raid().article, url=None))
    return [
        _page("raid.html", raided),
        _page("news/copy of it.html", raided),
        _page("crossing", older),
        _page("crossing", record),
    ]


def _page(id: str, record: Record) -> tuple[Page, Record]:
    return Page(id, record.article.text.encode(), PageKind.FLAT), replace(
        record, article=replace(record.article, id=id)
    )

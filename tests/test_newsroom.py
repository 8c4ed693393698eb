"""The sample newsroom: its gold stands on its pages, and covers what a newsroom meets."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import make_article
from onrecord.fetch import find_pages
from onrecord.types import Article, ContradictionKind, EventType, Page, Side, Stance, Status
from tests.gold_pages import find_marked, squeezed

FOLDER = Path(__file__).parent.parent / "examples" / "newsroom"
GOLD: dict[str, Any] = tomllib.loads((FOLDER / "gold.toml").read_text(encoding="utf-8"))
INCIDENTS = {row["id"]: row for row in GOLD["incident"]}
WEEK = ("2026-09-07", "2026-09-13")

each_page = pytest.mark.parametrize("page", GOLD["page"], ids=lambda page: page["file"])
each_incident = pytest.mark.parametrize("incident", GOLD["incident"], ids=lambda row: row["id"])


def test_the_gold_names_every_page_and_no_other() -> None:
    told = [page["file"] for page in GOLD["page"]]
    assert sorted(told) == sorted({page.name for page in FOLDER.iterdir()} - {"README.md", "gold.toml"})
    assert len(told) >= 40
    assert len({page["outlet"] for page in GOLD["page"]}) >= 7


@each_page
def test_a_page_is_the_outlets_of_its_day_and_fetched_as_often_as_told(page: dict[str, Any]) -> None:
    versions = _versions()[page["file"]]
    assert len(versions) == len(page.get("versions", [1]))
    for article in versions:
        assert article.outlet in (page["outlet"], None)
        assert article.published is not None
        assert article.published.value[:10] == page["published"]
        assert WEEK[0] <= page["published"] <= WEEK[1]
        assert article.headline is not None
    if "id" in page:
        assert {article.url for article in versions} == {page["id"]}
    if page["file"].endswith(".html"):
        assert versions[0].url, "a saved page tells its own address"


@pytest.mark.parametrize("told", GOLD["copies"], ids=lambda row: row["original"])
def test_a_copy_holds_paragraphs_of_its_original_and_an_embedding_article_more(told: dict[str, Any]) -> None:
    original = _paragraphs(told["original"])
    for kind in ("near", "part"):
        for name in told.get(kind, ()):
            paragraphs = _paragraphs(name)
            shared = original & paragraphs
            assert len(shared) >= 3, name
            assert (len(paragraphs - shared) > len(shared)) is (kind == "part"), name


@pytest.mark.parametrize("edit", GOLD["edit"], ids=lambda row: f"{row['page']} {row['what']}")
def test_an_edit_is_what_one_fetch_has_and_the_other_has_not(edit: dict[str, Any]) -> None:
    older, newer = (squeezed(article.text) for article in _versions()[edit["page"]])
    assert edit["before"] in older
    assert edit["before"] not in newer
    assert edit.get("after", "") in newer
    assert edit.get("after", "\0") not in older
    assert edit.get("declared", "") in newer
    noted = "correction" in newer.lower() or "earlier version" in newer.lower()
    assert noted is ("declared" in edit)


@each_incident
def test_what_the_gold_says_of_an_incident_stands_on_its_pages(incident: dict[str, Any]) -> None:
    stories = {page["file"]: page["story"] for page in GOLD["page"]}
    assert set(incident["type"]) <= set(EventType)
    assert incident["history"][-1][1] == incident["status"]
    assert [day for day, _ in incident["history"]] == sorted({day for day, _ in incident["history"]})
    for file, words in incident["told"]:
        assert stories[file] == incident["story"]
        assert find_marked(words, _newest(file).text).get("e"), f"{file}: {words}"
    for account in incident.get("account", ()):
        assert account["stance"] in set(Stance)
        assert account["side"] in set(Side)
        assert any(squeezed(account["words"]) in squeezed(a.text) for a in _versions()[account["page"]]), (
            account
        )


@pytest.mark.parametrize("told", GOLD["contradiction"], ids=lambda row: f"{row['incident']} {row['kind']}")
def test_both_sides_of_a_contradiction_stand_on_their_pages(told: dict[str, Any]) -> None:
    assert told["kind"] in set(ContradictionKind)
    assert told["incident"] in INCIDENTS
    for side in told["sides"]:
        assert squeezed(side["words"]) in squeezed(_newest(side["page"]).text)


def test_a_revision_is_the_figures_that_one_account_gave() -> None:
    for told in GOLD["revision"]:
        accounts = INCIDENTS[told["incident"]]["account"]
        given = [
            [best for _, _, best, _ in one["counts"]]
            for one in accounts
            if set(one["names"]) & set(told["names"])
        ]
        assert given == [told["figures"]]


def test_the_newsroom_has_all_that_a_newsroom_meets() -> None:
    reached = {status for row in GOLD["incident"] for _, status in row["history"]}
    final = {row["status"] for row in GOLD["incident"]}
    assert reached == final == set(Status)
    assert {row["kind"] for row in GOLD["contradiction"]} == set(ContradictionKind)
    assert {row["what"] for row in GOLD["edit"]} == {
        "count revised",
        "statement gone",
        "attribution weakened",
    }
    assert any("headline_only" in row for row in GOLD["incident"])
    assert {page["story"] for page in GOLD["page"]} == {story["id"] for story in GOLD["story"]}


# ---- reading ---------------------------------------------------------------------------------------------


@cache
def _versions() -> dict[str, tuple[Article, ...]]:
    """The article of every page, by its file; of a file that holds two fetches, the older first."""
    files: dict[str, tuple[Article, ...]] = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix not in (".toml", ".md"):
            files[path.name] = tuple(map(make_article, _pages(path)))
    return files


def _pages(path: Path) -> Iterator[Page]:
    for page in find_pages(path):
        assert isinstance(page, Page), page
        yield page


def _newest(file: str) -> Article:
    return _versions()[file][-1]


def _paragraphs(file: str) -> set[str]:
    article = _newest(file)
    parts = {squeezed(article[span]) for span in article.paragraphs if span != article.headline}
    return {part.split(" - ")[-1].split(" – ")[-1].split("Tabora. ")[-1] for part in parts if len(part) > 40}

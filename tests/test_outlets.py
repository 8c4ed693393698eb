"""Whose page it is, where no field of it tells: a copyright line, and the same name at the head of the page."""

import pytest

from onrecord.article import make_article
from onrecord.article.outlets import find_outlet
from onrecord.types import Page, PageKind

BODY = "The mayor of Wau said on Tuesday that the bridge was closed. Two lorries fell into the river there."


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (["Jos Post", BODY, "© 2026 Jos Post. All rights reserved."], "Jos Post"),
        (["Jos Post", BODY, "(c) 2019-2026 Jos Post Ltd"], "Jos Post"),
        (["The Jos Post", BODY, "Copyright © Jos Post 2026"], "The Jos Post"),
        (["JOS POST", BODY, "Jos Post © 2026 – All rights reserved – Contact"], "Jos Post"),
        (["Bridge at Wau closed | Jos Post", BODY, "© 2026 Jos Post"], "Jos Post"),
    ],
)
def test_the_owner_of_the_page_that_it_is_headed_by_is_its_outlet(lines: list[str], outlet: str) -> None:
    assert find_outlet(lines) == outlet


@pytest.mark.parametrize(
    "lines",
    [
        [BODY, "© 2026 Jos Post. All rights reserved."],  # of a group that has many papers, perhaps
        ["Jos Post", BODY],  # perhaps a place, or a menu
        ["Jos Post", BODY, "Photo © Ana Ruiz"],
        ["Jos Post", BODY, "© 2026"],
    ],
)
def test_a_name_that_stands_once_is_no_outlet(lines: list[str]) -> None:
    assert find_outlet(lines) is None


def test_a_flattened_page_has_its_outlet_and_an_article_as_it_stands_has_none() -> None:
    text = f"Jos Post\n\nBridge at Wau closed\n\n{BODY}\n\n© 2026 Jos Post. All rights reserved."
    assert make_article(Page("a.txt", text.encode(), PageKind.FLAT)).outlet == "Jos Post"
    assert make_article(Page("a.txt", text.encode(), PageKind.ARTICLE)).outlet is None

"""When an article appeared, and how that is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from onrecord.article.dates import find_date_in, find_dated_weekday, find_wire_day
from onrecord.article.published import Clues, find_published
from onrecord.types import Basis, Page, PageKind, Precision, Published

READ_ON = date(2026, 11, 22)


def _page(**facts: object) -> Page:
    return Page("p", b"x", PageKind.HTML, fetched=READ_ON, **facts)  # type: ignore[arg-type]


def _clues(*lines: str, html: str = "", headline: str | None = None, dateline: str | None = None) -> Clues:
    tree = document_fromstring(html) if html else None
    return Clues(lines, tuple(line for line in lines if len(line) > 40), headline, dateline, tree)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published: March 3, 2026", "2026-03-03"),
        ("3 March 2026 14:05 GMT", "2026-03-03T14:05"),
        ("Sept. 4th, 2025 at 2:05 pm", "2025-09-04T14:05"),
        ("October 14, 2026 at 12:22 a.m. EDT", "2026-10-14T00:22"),
        ("Tuesday, 12 May 2026", "2026-05-12"),
        ("06:40, 3 SEP 2026", "2026-09-03"),
        ("Stand: 07.11.2023, 07:30 Uhr", "2023-11-07T07:30"),
        ("1er juillet 2024 à 18h30", "2024-07-01T18:30"),
        ("19 de agosto de 2026, 7:45 p. m.", "2026-08-19T19:45"),
        ("2 марта 2026", "2026-03-02"),
        ("2026年3月2日", "2026-03-02"),
        ("2026-03-02", "2026-03-02"),
        ("23/3/2026", "2026-03-23"),
        ("3/23/2026", "2026-03-23"),
        ("Tue Jun 9 , 2015", "2015-06-09"),  # a text cut into tokens
    ],
)
def test_a_date_is_read_as_pages_print_it(line: str, value: str) -> None:
    seen = find_date_in(line)
    assert seen is not None
    assert seen.value == value


@pytest.mark.parametrize(
    "line", ["3/4/2026", "31 February 2026", "March 2026", "version 2.3.20261", "Room 12, May 2026"]
)
def test_what_is_no_full_date_or_has_two_readings_is_left_alone(line: str) -> None:
    assert find_date_in(line) is None


@given(st.dates(date(1995, 1, 1), date(2026, 11, 22)))
def test_every_day_is_found_again_in_its_own_words(day: date) -> None:
    seen = find_date_in(f"Posted {day:%d %B %Y} by the desk")
    assert seen is not None
    assert seen.value == day.isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LOME, on Tuesday, March 17, said", date(2026, 3, 17)),  # a Tuesday in 2026
        ("On Wednesday, 4 November, the court", date(2026, 11, 4)),
        ("on Monday, November 23, the", date(2020, 11, 23)),  # 2026's is still to come
        ("on Thursday the 1 January", date(2026, 1, 1)),
        ("on Sunday, March 17, the", date(2024, 3, 17)),
    ],
)
def test_a_weekday_with_its_date_names_the_year(text: str, day: date) -> None:
    assert find_dated_weekday(text, READ_ON) == day


@pytest.mark.parametrize(
    "text", ["Tuesday, March 17, 2020", "on Tuesday", "March 17", "Tuesday, Marsh 17", "Tuesday, March 170"]
)
def test_a_weekday_without_a_date_or_with_its_year_names_none(text: str) -> None:
    assert find_dated_weekday(text, READ_ON) is None


@given(st.dates(date(2020, 1, 1), date(2026, 11, 22)))
def test_a_weekday_never_names_a_day_to_come(day: date) -> None:
    found = find_dated_weekday(f"said on {day:%A, %B} {day.day} that", READ_ON)
    assert found is not None
    assert found <= READ_ON
    assert (found.isoweekday(), found.month, found.day) == (day.isoweekday(), day.month, day.day)
    assert found >= day


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("TRIPOLI, Feb 9 (Wire) - Rockets struck the port on Monday, officials said.", date(2026, 2, 9)),
        (
            "TRIPOLI, Feb 10 (Wire) - Rockets struck the port on Monday, officials said.",
            None,
        ),  # or 2025's Monday
        ("TRIPOLI (Wire) - Rockets struck the port on Monday.", None),
    ],
)
def test_a_wire_dateline_is_believed_where_its_weekday_agrees(lead: str, day: date | None) -> None:
    assert find_wire_day(lead, READ_ON) == day


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("2026-03-02", Published("2026-03-02", Precision.DAY, Basis.METADATA)),
        ("2026-03-02T10:00:00Z", Published("2026-03-02T10:00+00:00", Precision.MINUTE, Basis.METADATA)),
        ("2026-03-02 10:00", Published("2026-03-02T10:00", Precision.MINUTE, Basis.METADATA)),
        ("2026-03", Published("2026-03", Precision.MONTH, Basis.METADATA)),
        ("2026", Published("2026", Precision.YEAR, Basis.METADATA)),
        ("2 March 2026", Published("2026-03-02", Precision.DAY, Basis.METADATA)),
        ("yesterday", None),
        ("2026-02-31", None),
        ("2027-03-02", None),
    ],
)
def test_a_date_handed_in_comes_first_unless_it_is_none_or_to_come(
    told: str, published: Published | None
) -> None:
    assert find_published(_page(published=told), _clues()) == published


LEAD = "ACCRA, on Monday, March 2, shut the bridge over the Odaw, officials said."
LD = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'


@pytest.mark.parametrize(
    ("clues", "url", "value", "basis"),
    [
        (_clues(html=LD % "2026-03-02T23:30:00Z"), None, "2026-03-02T23:30+00:00", Basis.METADATA),
        (
            _clues("Bridge shut", "3 March 2026", headline="Bridge shut", html=LD % "2026-03-02T23:30:00Z"),
            None,
            "2026-03-03",  # what the newsroom shows its readers, against a field in UTC
            Basis.VISIBLE,
        ),
        (
            _clues("Bridge shut", "2 March 2026, 5:00", headline="Bridge shut", html=LD % "2026-03-02T10:00:00Z"),
            None,
            "2026-03-02T10:00+00:00",  # the same day, and its time
            Basis.METADATA,
        ),
        (_clues(html="<p>x"), "https://harbour.example/2026/03/02/bridge", "2026-03-02", Basis.URL),
        (_clues("Bridge shut", "By Ada Okoro | Posted March 2, 2026"), None, "2026-03-02", Basis.VISIBLE),
        (_clues(*["x"] * 40, "First published on 2 March 2026"), None, "2026-03-02", Basis.VISIBLE),
        (_clues("Bridge shut", "Updated 3 March 2026"), None, "2026-03-03", Basis.VISIBLE),
        (_clues("Bridge shut", dateline="ACCRA, 2 March 2026"), None, "2026-03-02", Basis.DATELINE),
        (_clues(LEAD), None, "2026-03-02", Basis.WEEKDAY),
    ],
)  # fmt: skip
def test_each_clue_is_believed_and_named(clues: Clues, url: str | None, value: str, basis: Basis) -> None:
    published = find_published(_page(url=url), clues)
    assert published is not None
    assert (published.value, published.basis) == (value, basis)


@pytest.mark.parametrize(
    "clues",
    [
        _clues("Bridge shut", "The old bridge, opened by the governor on 2 March 1998 in rain, has been shut since."),
        _clues("Bridge shut", "The old bridge, opened by the governor on 2 March 1998 in rain, has been shut."),
        _clues(html=LD % "2031-01-01"),
        _clues(*["x"] * 40, "Published 2 March 2026", "Published 4 March 2026"),
    ],
)  # fmt: skip
def test_nothing_is_published_where_nothing_tells(clues: Clues) -> None:
    assert find_published(_page(), clues) is None


def test_a_weekday_names_no_year_when_the_day_of_reading_is_not_known() -> None:
    clues = _clues(LEAD)
    assert find_published(Page("p", b"x", PageKind.FLAT), clues) is None


def test_a_copyright_year_is_a_year_and_no_first_of_january() -> None:
    tree = "<html><body><p>The bridge is shut.</p><p>Copyright 2024 Harbour Post</p></body></html>"
    assert find_published(_page(), _clues(html=tree)) == Published("2024", Precision.YEAR, Basis.VISIBLE)

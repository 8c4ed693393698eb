"""Times are found where they stand and valued as TIMEX3, seen from the published day."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.times import find_times
from onrecord.record.times.grammar import RULES, find_hits
from onrecord.record.times.moments import holiday
from onrecord.record.times.words import find_words
from onrecord.types import Span, TimeType

WEDNESDAY = date(2013, 3, 20)


def found(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [
        (text[time.span.start : time.span.end], time.value) for time in find_times(text, published=published)
    ]


def only(text: str, published: date | None = WEDNESDAY) -> tuple[str, str]:
    [one] = found(text, published)
    return one


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The bridge fell on Feb. 14, 2013.", "Feb. 14, 2013", "2013-02-14"),
        ("The bridge fell on Thursday, February 14.", "Thursday, February 14", "2013-02-14"),
        ("It opened on 17 March 2015 in Lyon.", "17 March 2015", "2015-03-17"),
        ("It opened on the 3rd of May.", "the 3rd of May", "2013-05-03"),
        ("The file is dated 2016-08-09.", "2016-08-09", "2016-08-09"),
        ("The file is dated 14.02.2013.", "14.02.2013", "2013-02-14"),
        ("The file is dated 2/14/13.", "2/14/13", "2013-02-14"),
        ("Rain fell in late November 2012.", "late November 2012", "2012-11"),
        ("She left in mid-1996.", "mid-1996", "1996"),
        ("Prices doubled in the late 1970s.", "the late 1970s", "197"),
        ("Prices doubled in the 2010s.", "the 2010s", "201"),
        ("The fort is of the 18th century.", "the 18th century", "17"),
        ("It closed in the spring of 1988.", "the spring of 1988", "1988-SP"),
        ("Sales rose in the third quarter of 2011.", "the third quarter of 2011", "2011-Q3"),
        ("Sales rose in Q3 2012.", "Q3 2012", "2012-Q3"),
        ("Sales rose in the first half of 2012.", "the first half of 2012", "2012-H1"),
        ("Its fiscal 2012 sales rose.", "fiscal 2012", "2012"),
        ("Shops shut on Easter Sunday 2014.", "Easter Sunday 2014", "2014-04-20"),
    ],
)
def test_a_date_of_the_calendar_has_its_iso_value(text: str, words: str, value: str) -> None:
    assert only(text) == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mayor resigned, police said Tuesday.", "Tuesday", "2013-03-19"),
        ("The mayor resigned on Wednesday.", "Wednesday", "2013-03-20"),
        ("The council will meet Tuesday.", "Tuesday", "2013-03-26"),
        ("The talks resume Friday in Accra.", "Friday", "2013-03-22"),
        ("He called next Friday's vote a farce.", "next Friday", "2013-03-22"),
        ("It could come as early as Monday.", "Monday", "2013-03-25"),
        ("He left last Friday.", "last Friday", "2013-03-15"),
        ("He left late Monday night.", "late Monday night", "2013-03-18TNI"),
        ("He left on Tuesday of last week.", "Tuesday of last week", "2013-03-12"),
        ("She spoke late yesterday.", "late yesterday", "2013-03-19"),
        ("She speaks tomorrow morning.", "tomorrow morning", "2013-03-21TMO"),
        ("She sang the day before yesterday.", "the day before yesterday", "2013-03-18"),
        ("They met this week.", "this week", "2013-W12"),
        ("They met earlier this month.", "earlier this month", "2013-03"),
        ("They met two weeks ago.", "two weeks ago", "2013-W10"),
        ("They met almost ten years ago.", "almost ten years ago", "2003"),
        ("They met in the previous quarter.", "the previous quarter", "2012-Q4"),
        ("They married last May.", "last May", "2012-05"),
        ("They moved in July last year.", "July last year", "2012-07"),
        ("They were wed in October.", "October", "2012-10"),
        ("The vote is due in June.", "June", "2013-06"),
        ("The bill must pass by Jan. 3.", "Jan. 3", "2014-01-03"),
        ("He fell ill last fall.", "last fall", "2012-FA"),
        ("Snow fell over the weekend.", "the weekend", "2013-W11-WE"),
        ("It was a hard year; now it is over.", "now", "PRESENT_REF"),
        ("He recently left.", "recently", "PAST_REF"),
        ("Nobody knows the future.", "the future", "FUTURE_REF"),
    ],
)
def test_a_relative_date_is_seen_from_the_published_day(text: str, words: str, value: str) -> None:
    assert only(text) == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The curfew lasted 24 hours.", "24 hours", TimeType.DURATION, "PT24H"),
        ("The army lost ground over the past two years.", "the past two years", TimeType.DURATION, "P2Y"),
        ("It needs at least 20 more years.", "at least 20 more years", TimeType.DURATION, "P20Y"),
        ("It took two and a half years.", "two and a half years", TimeType.DURATION, "P2Y6M"),
        ("It took 5 1/2 hours.", "5 1/2 hours", TimeType.DURATION, "PT5H30M"),
        ("The 16-hour flight was full.", "16-hour", TimeType.DURATION, "PT16H"),
        ("She waited nearly an hour.", "nearly an hour", TimeType.DURATION, "PT1H"),
        ("She waited a couple of days.", "a couple of days", TimeType.DURATION, "P2D"),
        ("She waited for weeks.", "weeks", TimeType.DURATION, "PXW"),
        ("It is the worst flood in recent years.", "recent years", TimeType.DURATION, "PXY"),
        ("They lived there for two decades.", "two decades", TimeType.DURATION, "P20Y"),
        ("The ferry runs every two weeks.", "every two weeks", TimeType.SET, "P2W"),
        ("The ferry runs each Thursday.", "each Thursday", TimeType.SET, "XXXX-WXX-4"),
        ("The ferry runs Tuesday nights.", "Tuesday nights", TimeType.SET, "XXXX-WXX-2TNI"),
        ("The ferry runs daily.", "daily", TimeType.SET, "P1D"),
        ("The ferry runs twice a week.", "twice a week", TimeType.SET, "P1W"),
        ("It sank at 10:30 a.m. ET Friday.", "10:30 a.m. ET Friday", TimeType.TIME, "2013-03-15T10:30"),
        ("It sank at 14:30 GMT.", "14:30 GMT", TimeType.TIME, "2013-03-20T14:30"),
        (
            "It sank around midnight on Friday.",
            "around midnight on Friday",
            TimeType.TIME,
            "2013-03-15T24:00",
        ),
        ("It sank Friday at noon.", "Friday at noon", TimeType.TIME, "2013-03-15T12:00"),
        ("It sank by mid-afternoon.", "mid-afternoon", TimeType.TIME, "2013-03-20TAF"),
        ("It sank at noon.", "noon", TimeType.TIME, "2013-03-20T12:00"),
        ("It sank at midnight.", "midnight", TimeType.TIME, "T24:00"),  # nobody says of which day
        ("It will close at midnight.", "midnight", TimeType.TIME, "2013-03-20T24:00"),
    ],
)
def test_lengths_sets_and_times_of_day_have_their_type_and_value(
    text: str, words: str, kind: TimeType, value: str
) -> None:
    [one] = find_times(text, published=WEDNESDAY)
    assert (text[one.span.start : one.span.end], one.type, one.value) == (words, kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "The 44-year-old baker, 52 years old by other accounts, has a two-year-old son.",
        "She may go, he said, and the soldiers march on.",
        "The March of the Mothers drew 1,500 people and cost $2000.",
        "Jan Osei, in his 30s, finished second.",
        "They sold 700 seats a week.",
        "The side won 3:2 and took a quarter of the vote.",
        "On Feb. 30 and in room 47.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Net rose in the third quarter from a year earlier.", ["2012-Q3", "2011-Q3"]),
        ("He fell on Feb. 3, 2010. Two weeks later, he died.", ["2010-02-03", "2010-W07"]),
        ("He fell on Feb. 3, 2010. The following day, he died.", ["2010-02-03", "2010-02-04"]),
        ("He fell in June 2009 and later that year died.", ["2009-06", "2009"]),
        ("The fair runs May 3-5.", ["2013-05-03", "2013-05-05"]),
        ("On Friday it rained; in the morning roads were shut.", ["2013-03-15", "2013-03-15TMO"]),
    ],
)
def test_a_time_may_be_seen_from_the_date_last_spoken_of(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on March 17.", "XXXX-03-17"),
        ("It fell on Tuesday.", "XXXX-WXX-2"),
        ("It fell last year.", "XXXX"),
        ("It fell yesterday.", "XXXX-XX-XX"),
        ("It fell last week.", "XXXX-WXX"),
        ("It fell in the third quarter.", "XXXX-Q3"),
        ("It fell last winter.", "XXXX-WI"),
        ("It fell at 3 p.m.", "T15:00"),
        ("It fell on March 17, 2011.", "2011-03-17"),
    ],
)
def test_without_a_published_day_nothing_is_invented(text: str, value: str) -> None:
    assert only(text, None)[1] == value


@pytest.mark.parametrize(("rule", "example"), [(name, example) for name, _, example in RULES])
def test_each_rule_matches_the_example_beside_it(rule: str, example: str) -> None:
    prefix = "for " if rule == "some" else ""
    hits = find_hits(find_words(prefix + example))
    assert rule in {hit.rule for hit in hits}, example


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter+0", 2000, date(2000, 4, 23)),
        ("easter-2", 2024, date(2024, 3, 29)),
        ("11/4/4", 2013, date(2013, 11, 28)),
        ("05/1/-1", 2013, date(2013, 5, 27)),
        ("12-25", 1999, date(1999, 12, 25)),
    ],
)
def test_a_holiday_falls_on_its_day(rule: str, year: int, day: date) -> None:
    assert holiday(rule, year) == day


ODD = ["12", "30", "29", "Feb.", "99999999999999", "1/0", "½", "²", "٣", "9999-12-31", "1.1.00", "decades"]
PIECES = st.sampled_from([word for _, _, example in RULES for word in example.split()] + ODD)
WORDS = st.lists(PIECES | st.text(max_size=4), max_size=25).map(" ".join)
DAYS = st.none() | st.sampled_from([date.min, date.max, date(2024, 2, 29)]) | st.dates()


def test_tense_is_looked_for_within_the_sentence_given() -> None:
    text = "Mayor of Dax will resign\nTuesday the council sat."
    cut = text.index("\n")
    sentences = (Span(0, cut), Span(cut + 1, len(text)))
    [whole], [parted] = (
        find_times(text, published=WEDNESDAY),
        find_times(text, published=WEDNESDAY, sentences=sentences),
    )
    assert (whole.value, parted.value) == ("2013-03-26", "2013-03-19")


@pytest.mark.parametrize(
    ("text", "value"),  # read on Wednesday 2013-03-20
    [
        ("A lorry tried to run them down on Monday.", "2013-03-18"),
        ("A lorry is to run again on Monday.", "2013-03-25"),
        ("They agreed to let the ferries sail from Monday.", "2013-03-25"),
        ("She believed the talks could still open on Monday.", "2013-03-25"),
        ("He could not open the gate on Monday.", "2013-03-18"),
    ],
)
def test_the_verb_before_a_weekday_tells_which_one(text: str, value: str) -> None:
    assert [time.value for time in find_times(text, published=date(2013, 3, 20))] == [value]


@settings(max_examples=100, deadline=None)
@given(WORDS, DAYS)
def test_spans_lie_in_the_text_in_order_without_overlap_and_ids_count_up(
    text: str, published: date | None
) -> None:
    times = find_times(text, published=published)
    assert [time.id for time in times] == [f"t{n}" for n in range(1, len(times) + 1)]
    ends = 0
    for one in times:
        assert ends <= one.span.start < one.span.end <= len(text)
        assert re.fullmatch(r"[0-9A-Z_:.-]+", one.value), one.value
        ends = one.span.end
    assert times == find_times(text, published=published)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(-5, 5))
def test_a_day_written_in_full_is_that_day_whenever_it_is_read(day: date, distance: int) -> None:
    text = f"It fell on {day:%B} {day.day}, {day.year}."
    assert only(text, day + timedelta(days=distance))[1] == day.isoformat()


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "the ",
        "12 ",
        "1,",
        "one ",
        "one-",
        "last ",
        "a hundred and ",
        "2 to ",
        "a.",
        "more than ",
        "\n",
        "1111-",
    ],
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        find_times(text, published=WEDNESDAY)
        return time.process_time() - started

    short, long = (min(seconds(length) for _ in range(3)) for length in (4_000, 16_000))
    assert long < 10 * max(short, 0.002)  # four times the text: 4 if linear, 16 if quadratic

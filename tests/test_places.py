"""Places of an article, found and resolved."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer import open_gazetteer
from onrecord.record.places import find_places
from onrecord.types import Article, EntityType, Name, Place, Span

GAZETTEER = open_gazetteer()


def places(text: str, *names: Name, outlet: str | None = None, url: str | None = None) -> tuple[Place, ...]:
    article = Article("a", text, (Span(0, len(text) or 1),), "en", outlet=outlet, url=url)
    return find_places(article, names, GAZETTEER)


def name(text: str, words: str, kind: EntityType | None) -> Name:
    start = text.index(words)
    return Name(Span(start, start + len(words)), kind)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Residents fled to Manbij on Friday.", ["Manbij"]),
        ("A shell hit the market in Aleppo, in northern Syria.", ["Aleppo", "Syria"]),
        ("The train from Lagos reached Kano late.", ["Lagos", "Kano"]),
        ("He moved to Paris, Texas, in May.", ["Paris", "Texas"]),
        ("He moved to Earth, Texas, in May.", ["Earth", "Texas"]),
        ("She teaches in Alexandria, Va., and lives there.", ["Alexandria", "Va."]),
        ("The U.S. said nothing; Russia's army did.", ["U.S.", "Russia"]),
        ("Talks in Addis Ababa went on.", ["Addis Ababa"]),
        ("Trinidad and Tobago voted on Monday.", ["Trinidad and Tobago"]),
    ],
)
def test_names_of_places_are_found(text: str, found: list[str]) -> None:
    assert [text[place.span.start : place.span.end] for place in places(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Reading is good for children, the teacher told us.",
        "Police said nothing. Nice try, she said.",
        "In March, Mr. Lincoln left the firm.",
        "Adam Lincoln and Eve Jackson married.",
        "or in me, he wrote",
        "It fell to Earth on Friday, he said.",
        "",
    ],
)
def test_words_and_people_that_share_a_places_name_are_left(text: str) -> None:
    assert places(text) == ()


def test_the_readers_earth_is_a_place_without_a_point() -> None:
    text = "It fell to Earth on Friday."
    (found,) = places(text, name(text, "Earth", EntityType.PLACE))
    assert (found.name, found.geonameid, found.country) == ("Earth", None, None)


@pytest.mark.parametrize(
    ("text", "words", "country", "near"),
    [
        ("He moved to Paris, Texas, in May.", "Paris", "US", (33.7, -95.6)),
        ("Crowds gathered in Paris. The French president spoke in Lyon.", "Paris", "FR", (48.9, 2.3)),
        ("Clashes in Tripoli, Lebanon, left two wounded.", "Tripoli", "LB", (34.4, 35.8)),
        ("Militias in Tripoli and Misrata agreed. Libya has two governments.", "Tripoli", "LY", (32.9, 13.2)),
        ("She was born in Alexandria, Va., near Arlington.", "Alexandria", "US", (38.8, -77.1)),
        (
            "Ferries left Alexandria for Port Said as Egypt reopened its ports.",
            "Alexandria",
            "EG",
            (31.2, 29.9),
        ),
        ("Atlanta and Athens have the oldest courts in Georgia.", "Georgia", "US", (32.8, -83.5)),
        ("Tbilisi and Batumi are the largest cities in Georgia.", "Georgia", "GE", (42.0, 43.5)),
        ("The mayors of Leipzig and Halle met in Dresden.", "Halle", "DE", (51.5, 12.0)),
        ("WASHINGTON (AP) — Congress adjourned.", "WASHINGTON", "US", (38.9, -77.0)),
        ("The Syrian town of Manbij fell.", "Manbij", "SY", (36.5, 37.9)),
    ],
)
def test_a_name_is_the_place_that_its_neighbours_tell(
    text: str, words: str, country: str, near: tuple[float, float]
) -> None:
    place = next(place for place in places(text) if text[place.span.start : place.span.end] == words)
    assert (place.country, place.lat, place.lon) == (country, *(pytest.approx(x, abs=0.6) for x in near))


def test_a_name_that_town_and_province_share_is_the_town() -> None:
    (place,) = places("Shops in Isfahan stayed shut.")
    assert (place.name, place.geonameid) == ("Isfahan", 418863)


def test_an_outlet_named_after_a_place_means_that_one() -> None:
    text = "A fire in London destroyed a barn."
    assert [place.country for place in places(text, outlet="londonexaminer.example.ca")] == ["CA"]
    assert [place.country for place in places(text)] == ["GB"]


def test_a_name_has_one_sense_in_an_article() -> None:
    text = "Springfield, Illinois, woke early. Later Springfield slept. In Springfield it rained."
    assert {place.geonameid for place in places(text) if place.name == "Springfield"} == {4250542}


def test_the_readers_places_are_kept_even_where_the_gazetteer_knows_none() -> None:
    text = "They camped by the Vorrn Heights."
    (place,) = places(text, name(text, "Vorrn Heights", EntityType.PLACE))
    assert (place.name, place.geonameid, place.lat) == ("Vorrn Heights", None, None)


def test_a_name_that_says_what_it_is_is_known_without_that_word() -> None:
    text = "Villages in Idlib Governorate were hit."
    (place,) = places(text, name(text, "Idlib Governorate", EntityType.PLACE))
    assert place.country == "SY"


def test_what_the_reader_took_for_a_person_is_no_place() -> None:
    text = "Kano left in tears. He had lived in Kano for years."
    (place,) = places(text, name(text, "Kano", EntityType.PERSON))
    assert place.span.start == text.rindex("Kano")


def test_a_place_inside_an_organisations_name_is_found_but_not_the_organisation_itself() -> None:
    text = "Henrico County Police closed the road, and Lincoln closed its plant."
    found = places(
        text,
        name(text, "Henrico County Police", EntityType.ORGANISATION),
        name(text, "Lincoln", EntityType.ORGANISATION),
    )
    assert [text[place.span.start : place.span.end] for place in found] == ["Henrico County"]


@pytest.mark.parametrize(
    ("text", "read", "found"),
    [
        ("They met in Kano, Nigeria, on Monday.", "Kano, Nigeria", ["Kano", "Nigeria"]),
        ("Floods hit metro Atlanta on Monday.", "metro Atlanta", ["Atlanta"]),
        ("They swam in Lake Vorrn on Monday.", "Lake Vorrn", ["Lake Vorrn"]),
        ("They swam in the Kano River on Monday.", "Kano River", ["Kano River"]),
    ],
)
def test_a_name_that_nobody_knows_is_read_as_the_known_names_inside(
    text: str, read: str, found: list[str]
) -> None:
    places_read = places(text, name(text, read, EntityType.PLACE))
    assert [text[place.span.start : place.span.end] for place in places_read] == found


def test_peoples_are_no_places() -> None:
    text = "Israeli and Iranian officials met."
    names = [name(text, word, EntityType.GROUP) for word in ("Israeli", "Iranian")]
    assert places(text, *names) == ()


def test_places_come_in_the_order_of_the_text_and_say_by_what_they_were_found() -> None:
    text = "From Mosul to Basra, and on to Vorrn."
    found = places(text, name(text, "Vorrn", EntityType.PLACE), name(text, "Basra", EntityType.PLACE))
    assert [(place.id, text[place.span.start : place.span.end]) for place in found] == [
        ("p1", "Mosul"),
        ("p2", "Basra"),
        ("p3", "Vorrn"),
    ]
    assert [place.by for place in found] == ["gazetteer, geonames", "reader, geonames", "reader"]


WORDS = st.sampled_from(
    [
        "Paris",
        "Texas",
        ",",
        "in",
        "the",
        "Syria",
        "U.S.",
        "St.",
        "Louis",
        "-",
        "’s",
        "\n",
        "Ünye",
        "(",
        ")",
        "Va.",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_every_place_is_a_span_of_its_text_found_again_the_same(text: str) -> None:
    found = places(text)
    assert all(place.span.end <= len(text) for place in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert places(text) == found

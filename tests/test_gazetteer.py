"""The gazetteer knows places by the names that articles use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer import open_gazetteer, place_key
from onrecord.lexicons.gazetteer import countries, demonyms, regions
from onrecord.types import PlaceKind

GAZETTEER = open_gazetteer()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Aleppo", "Aleppo"),
        ("Khan Sheikhoun", "Khān Shaykhūn"),
        ("St. Petersburg", "St.-Petersburg"),
        ("Saint Petersburg", "St.-Petersburg"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("DR Congo", "Democratic Republic of the Congo"),
        ("Ivory Coast", "Ivory Coast"),
        ("Cote d'Ivoire", "Ivory Coast"),
        ("Gaza", "Gaza Strip"),
        ("Calif.", "California"),
        ("W.Va.", "West Virginia"),
        ("Laurel County", "Laurel County"),
        ("Oxfordshire", "Oxfordshire"),
        ("BEIRUT", "Beirut"),
        ("Hodeidah", "Al Hudaydah"),
        ("Deir al-Balah", "Deir al-Balah"),
    ],
)
def test_a_place_is_known_by_the_names_that_articles_use(name: str, first: str) -> None:
    assert GAZETTEER.lookup(name)[0].name == first


@pytest.mark.parametrize(
    "name", ["", " ", "...", "in", "or", "me", "Xyzzyville", "the governor", "\x00", "🙂"]
)
def test_what_is_no_name_of_a_place_has_no_places(name: str) -> None:
    assert GAZETTEER.lookup(name) == ()


def test_places_that_share_a_name_come_largest_first() -> None:
    populations = [place.population for place in GAZETTEER.lookup("Springfield")]
    assert len(populations) > 20
    assert populations == sorted(populations, reverse=True)


def test_a_name_that_is_anothers_own_is_told_from_its_own() -> None:
    official = {place.name: place.official for place in GAZETTEER.lookup("Salem")}
    assert official["Salem"]
    assert not official["Jerusalem"]


def test_a_division_of_the_tables_is_not_listed_twice() -> None:
    assert [place.country for place in GAZETTEER.lookup("Texas") if place.kind is PlaceKind.REGION] == ["US"]


def test_places_lie_on_earth_and_carry_the_code_of_a_listed_country() -> None:
    known = {country.iso for country in countries()}
    for name in ("Paris", "San José", "Victoria", "Santa Cruz", "Tripoli", "Punjab", "Orange County"):
        for place in GAZETTEER.lookup(name):
            assert -90 <= place.lat <= 90
            assert -180 <= place.lon <= 180
            assert place.country in known


def test_the_point_of_a_city_is_geonames_own() -> None:
    tehran = next(place for place in GAZETTEER.lookup("Tehran") if place.kind is PlaceKind.CITY)
    assert (tehran.geonameid, tehran.country) == (112931, "IR")
    assert (tehran.lat, tehran.lon) == pytest.approx((35.694, 51.421), abs=0.01)


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Israeli", "Israel"),
        ("Iranians", "Iran"),
        ("French", "France"),
        ("Texan", "Texas"),
        ("Kurds", "Kurdistan Region"),
        ("Georgian", "Georgia"),
        ("South Sudanese", "South Sudan"),
    ],
)
def test_a_people_tells_its_country(word: str, place: str) -> None:
    assert demonyms()[word].name == place


@pytest.mark.parametrize("name", ["Philippines", "Laos"])
def test_a_countrys_name_is_not_taken_for_the_plural_of_its_people(name: str) -> None:
    assert name not in demonyms()
    assert GAZETTEER.lookup(name)[0].kind is PlaceKind.COUNTRY


def test_every_capital_of_a_country_is_in_the_gazetteer_and_in_that_country() -> None:
    lost = [
        country.capital
        for country in countries()
        if country.population > 500_000 and country.capital
        if country.iso not in {place.country for place in GAZETTEER.lookup(country.capital)}
    ]
    assert lost == []


def test_regions_of_the_tables_have_points_on_earth() -> None:
    assert all(-90 <= region.lat <= 90 and -180 <= region.lon <= 180 for region in regions())


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up_and_its_key_is_stable(name: str) -> None:
    GAZETTEER.lookup(name)
    assert place_key(place_key(name)) == place_key(name)

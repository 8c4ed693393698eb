import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from onrecord.charts.outlines import Box, outlines, outlines_in
from onrecord.charts.stories import HIGHEST, tell_incident
from onrecord.lexicons.gazetteer import countries
from onrecord.types import Incident, PlaceKind, Story
from tests.raided import DEATHS, SHELLING, STRIKE, THREAT, matter

pytest.importorskip("vl_convert", reason="the extra charts is not installed")
from onrecord.charts import CHARTS, map_chart, status_chart, timeline_chart, voices_chart

SVG = "{http://www.w3.org/2000/svg}"


def story(*incidents: Incident) -> Story:
    return replace(matter().story, incidents=incidents)


def shown(svg: str) -> list[str]:
    """The words that a reader of the picture sees."""
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture(scope="module", params=list(CHARTS))
def drawn(request):
    return CHARTS[request.param](matter().story)


def test_a_chart_is_one_picture_that_tells_in_words_what_it_shows(drawn):
    picture = ET.fromstring(drawn)
    assert picture.get("role") == "img"
    assert picture[0].tag == f"{SVG}title"
    assert matter().story.title in (picture[0].text or "")
    assert "Congolese army" in (picture[1].text or "")


def test_a_chart_runs_nothing_and_fetches_nothing(drawn):
    for node in ET.fromstring(drawn).iter():
        assert node.tag != f"{SVG}script"
        assert not any("href" in name or name.startswith("on") for name in node.attrib)


def test_a_chart_has_colours_for_dark_pages(drawn):
    assert "prefers-color-scheme:dark" in drawn


def test_the_legend_has_only_what_is_shown():
    words = shown(timeline_chart(story(STRIKE, DEATHS)))
    assert {"confirmed", "disputed"} <= set(words)
    assert not {"denied", "reported", "claimed"} & set(words)


def test_the_days_are_those_of_the_incidents():
    assert [word for word in shown(timeline_chart(story(STRIKE, THREAT))) if "Mar" in word] == [
        "16 Mar",
        "17 Mar",
    ]


def test_a_status_that_changed_is_told_with_the_day():
    told = ET.fromstring(status_chart(story(STRIKE)))[1].text or ""
    assert (
        told
        == "strike: Congolese army: claimed from 2026-03-16; strike: Congolese army: confirmed from 2026-03-17"
    )


def test_who_says_what_is_told():
    assert {"the Congolese army", "the Front’s radio", "shelled: Ituri Front → a hospital in Drodro"} <= set(
        shown(voices_chart(matter().story))
    )


@pytest.mark.parametrize(
    ("kind", "label", "dashed"),
    [
        (PlaceKind.CITY, "Djugu", False),
        (PlaceKind.REGION, "in Djugu", True),
        (PlaceKind.COUNTRY, "in Djugu", True),
    ],
)
def test_a_place_that_is_no_town_is_shown_as_vague_as_it_is(kind, label, dashed):
    svg = map_chart(story(replace(STRIKE, where=replace(STRIKE.where, kind=kind))))
    assert label in shown(svg)
    assert ('stroke-dasharray="4,3"' in svg) is dashed


def test_names_of_neighbours_on_a_map_are_on_either_side_of_their_marks():
    near = replace(STRIKE.where, name="Fataki", lat=STRIKE.where.lat - 0.02)
    svg = map_chart(story(STRIKE, replace(SHELLING, where=near)))
    anchors = {text.text: text.get("text-anchor") for text in ET.fromstring(svg).iter(f"{SVG}text")}
    assert (anchors["Djugu"], anchors["Fataki"]) == ("start", "end")


def test_a_map_tells_its_countries_and_is_no_tower():
    far = replace(STRIKE.where, name="Tunis", lat=36.8)
    svg = map_chart(story(STRIKE, replace(SHELLING, where=far)))
    assert {"Chad", "Niger"} <= set(shown(svg))
    assert float(ET.fromstring(svg).get("height")) < HIGHEST + 100


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_a_story_without_incidents_has_a_chart_that_says_so(draw):
    told = ET.fromstring(draw(story()))[1].text
    assert told in ("no incident is dated", "nobody is on the record", "no place is known")


def test_words_from_a_page_stay_words():
    evil = replace(SHELLING, words="</title><script>alert(1)</script>")
    svg = timeline_chart(replace(story(evil), title="<script>alert(2)</script>"))
    assert "<script" not in svg
    ET.fromstring(svg)


@pytest.mark.parametrize(
    ("incident", "told"),
    [
        (STRIKE, "strike: Congolese army"),
        (DEATHS, "died: → at least 12 villagers"),
        (replace(THREAT, parts=()), "threatened"),
    ],
)
def test_an_incident_is_told_in_a_few_words(incident, told):
    assert tell_incident(incident) == told


def test_most_capitals_lie_in_an_outline():
    """Points of countries, islands left out: the outlines are where the countries are."""
    large = [one for one in countries() if one.population > 5_000_000]
    inside = [one for one in large if outlines_in(Box(one.lon, one.lat, one.lon, one.lat))]
    assert len(inside) > 0.97 * len(large)
    assert len(outlines()) > 180


def test_without_the_extra_the_error_names_it():
    code = (
        "import sys; sys.modules['vl_convert'] = None\n"
        "from onrecord.charts import timeline_chart\n"
        "from tests.raided import matter\n"
        "timeline_chart(matter().story)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MissingExtra: charts need Altair and vl-convert" in done.stderr
    assert "pip install 'onrecord[charts]'" in done.stderr

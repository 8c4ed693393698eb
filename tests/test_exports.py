import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import (
    TABLES,
    Matter,
    annotation_page,
    plover_events,
    story_document,
    to_arrow,
    write_csv,
    write_parquet,
)
from onrecord.export.acled import CATEGORIES
from onrecord.export.deeds import find_deeds
from onrecord.types import Incident, Modality, Part, PlaceKind, Role, Status
from onrecord.wire import dumps
from tests.laws.strategies import LAW
from tests.raided import DEATHS, RAIDED, REPRINT, STRIKE, THREAT, matter

DOCS = (Path(__file__).parent.parent / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def table_rows(name: str, found: Matter | None = None) -> list[dict[str, object]]:
    table = TABLES[name]
    return [dict(zip(table.header, row, strict=True)) for row in table.rows(found or matter())]


def with_incidents(*incidents: Incident) -> Matter:
    known = matter()
    return Matter(replace(known.story, incidents=incidents), known.articles)


# ---- tables ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_of_its_columns_sort_or_empty(name):
    table = TABLES[name]
    for row in table.rows(matter()):
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, column.kind), column.name


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_told_in_the_docs(name):
    section = DOCS.split(f"\n### {name}\n")[1].split("\n### ")[0]
    for column in TABLES[name].columns:
        assert f"| `{column.name}` | {column.told} |" in section


@pytest.mark.parametrize("name", [name for name in TABLES if name != "ucdp"])
def test_the_matter_has_rows_in_every_table(name):
    assert table_rows(name)


def test_a_copy_is_told_with_its_original():
    assert [(row["article"], row["copy_of"]) for row in table_rows("articles")] == [
        (RAIDED, None),
        (REPRINT, RAIDED),
    ]


def test_an_event_is_told_with_the_incident_it_is_part_of():
    assert {row["event"]: row["incident"] for row in table_rows("events") if row["article"] == RAIDED}[
        "v3"
    ] == "i1"


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("a\nb", "a b"),
        ("red \x1b[31m", "red \ufffd[31m"),
    ],
)
def test_a_cell_of_csv_cannot_act(words, cell):
    evil = with_incidents(replace(STRIKE, words=words))
    out = io.StringIO(newline="")
    write_csv(TABLES["incidents"], [evil], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert row["words"] == cell


def test_csv_has_a_header_and_ends_lines_as_rfc_4180_has_it():
    out = io.StringIO(newline="")
    assert write_csv(TABLES["articles"], [matter()], out) == 2
    assert out.getvalue().startswith("article,story,url,")
    assert out.getvalue().count("\r\n") == 3


# ---- counts ------------------------------------------------------------------------------------------------


def test_a_count_is_each_origins_latest_and_best_is_the_strongest_ones():
    (row,) = (row for row in table_rows("incidents") if row["incident"] == "i2")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (
        3,
        12,
        None,
    )


@LAW
@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=4)
)
def test_low_is_never_over_best_nor_best_over_high(bounds):
    tolls = tuple(
        replace(DEATHS.tolls[0], low=low, best=best, high=high, origin=f"o{place}")
        for place, (low, best, high) in enumerate(map(sorted, bounds))
    )
    (row,) = table_rows("incidents", with_incidents(replace(DEATHS, tolls=tolls)))
    found = [
        row[f"killed_{bound}"] for bound in ("low", "best", "high") if row[f"killed_{bound}"] is not None
    ]
    assert found == sorted(found)


# ---- deeds, ACLED, UCDP -------------------------------------------------------------------------------------


def test_deaths_told_in_the_sentence_of_an_attack_are_that_attacks():
    strike = replace(STRIKE, events=(*STRIKE.events, *DEATHS.events))  # "had died in the strike"
    deeds = find_deeds(with_incidents(strike, DEATHS))
    assert [(deed.told.incident.id, [one.incident.id for one in deed.outcomes]) for deed in deeds] == [
        ("i1", ["i2"])
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"first_day": "2026-03-09", "last_day": "2026-03-09"}, id="on another day"),
        pytest.param({"status": Status.DENIED}, id="denied"),
        pytest.param({"modality": Modality.PLANNED}, id="planned"),
    ],
)
def test_deaths_are_not_those_of_an_attack(change):
    strike = replace(STRIKE, events=(*STRIKE.events, *DEATHS.events), **change)
    assert {deed.told.incident.id: deed.outcomes for deed in find_deeds(with_incidents(strike, DEATHS))}[
        "i2"
    ] == ()


@pytest.mark.parametrize(
    ("change", "category"),
    [
        ({}, ("Explosions/Remote violence", "Air/drone strike")),
        ({"mode": "suicide"}, ("Explosions/Remote violence", "Suicide bomb")),
        ({"mode": None}, ("Violence against civilians", "Attack")),
        (
            {"mode": None, "parts": (Part(Role.ACTOR, "a", "p1"), Part(Role.VICTIM, "b", "p1"))},
            ("Battles", "Armed clash"),
        ),
    ],
)
def test_acled_has_a_category_for_each_mode_of_assault(change, category):
    (row,) = table_rows("acled", with_incidents(replace(STRIKE, **change)))
    assert (row["event_type"], row["sub_event_type"]) == category


def test_an_acled_row_keeps_to_the_codebook():
    types = {one for one, _ in CATEGORIES.values()} | {"Battles"}
    assert types == {
        "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
        "Strategic developments",
    }  # fmt: skip
    for row in table_rows("acled"):
        assert row["event_type"] in types
        assert row["disorder_type"] in ("Political violence", "Demonstrations", "Strategic developments")
        assert row["time_precision"] in (1, 2, 3)
        assert row["geo_precision"] in (1, 2, 3, None)
        assert re.fullmatch(r"[A-Z]{3}i\w+", str(row["event_id_cnty"]))
        assert date.fromisoformat(str(row["event_date"])).year == row["year"]
        assert row["iso"] == 180
        assert row["fatalities"] == row["fatalities_low"]


def test_the_notes_of_a_deed_tell_what_cannot_both_hold_and_not_what_was_settled():
    known = matter()
    (one,) = [one for one in known.story.contradictions if not one.revision][:1]
    settled = replace(one, until="2026-06-09")
    for told, many in ((one, 1), (settled, 0)):
        found = Matter(replace(known.story, contradictions=(told,)), known.articles)
        notes = [str(row["notes"]) for row in table_rows("acled", found)]
        assert sum("Cannot both hold: " in words and one.claims[0].says in words for words in notes) == many


def test_what_did_not_happen_or_is_denied_is_no_row():
    assert [row["incident"] for row in table_rows("acled")] == ["i1"]


@pytest.mark.parametrize(
    ("first", "last", "acled", "ucdp"),
    [
        ("2026-03-16", "2026-03-16", 1, 1), ("2026-03-12", "2026-03-16", 2, 2), ("2026-03-10", "2026-03-16", 2, 3),
        ("2026-02-16", "2026-03-16", 3, 4), ("2025-03-16", "2026-03-16", 3, 5), (None, "2026-03-16", 3, 5),
    ],
)  # fmt: skip
def test_how_precisely_the_day_is_known_is_in_each_datasets_code(first, last, acled, ucdp):
    strike = replace(STRIKE, first_day=first, last_day=last, tolls=DEATHS.tolls)
    assert table_rows("acled", with_incidents(strike))[0]["time_precision"] == acled
    assert table_rows("ucdp", with_incidents(strike))[0]["date_prec"] == ucdp


@pytest.mark.parametrize(
    ("kind", "acled", "ucdp"),
    [
        (PlaceKind.CITY, 1, 1),
        (PlaceKind.COUNTY, 2, 3),
        (PlaceKind.REGION, 3, 4),
        (PlaceKind.COUNTRY, 3, 6),
        (None, None, None),
    ],
)
def test_how_precisely_the_place_is_known_is_in_each_datasets_code(kind, acled, ucdp):
    strike = replace(STRIKE, where=replace(STRIKE.where, kind=kind), tolls=DEATHS.tolls)
    assert table_rows("acled", with_incidents(strike))[0]["geo_precision"] == acled
    assert table_rows("ucdp", with_incidents(strike))[0]["where_prec"] == ucdp


def test_a_ged_row_has_at_least_one_death_and_bounds_in_order():
    (row,) = table_rows("ucdp", with_incidents(replace(STRIKE, tolls=DEATHS.tolls), THREAT))
    assert (row["low"], row["best"], row["high"]) == (3, 12, None)
    assert (row["side_a"], row["country"], row["iso3"]) == (
        "Congolese army",
        "Democratic Republic of the Congo",
        "COD",
    )
    assert row["date_start"] <= row["date_end"]
    assert row["number_of_sources"] == 2
    assert table_rows("ucdp", with_incidents(STRIKE, THREAT)) == []


# ---- PLOVER -------------------------------------------------------------------------------------------------

PLOVER_TYPES = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)


def test_plover_records_are_of_its_types_and_what_happened():
    found = list(plover_events(matter()))
    assert [(one["id"], one["event"]) for one in found] == [("i1", "ASSAULT"), ("i4", "THREATEN")]
    assert {one["event"] for one in found} <= PLOVER_TYPES


def test_a_plover_record_has_the_manuals_fields():
    strike = next(plover_events(matter()))
    assert strike["actor"] == [{"actorText": "Congolese army", "code": "COD", "sector": "MIL"}]
    assert DAY.fullmatch(strike["date"])
    assert strike["mode"] == strike["mode"].lower()
    assert strike["location"]["country"] == "COD"
    assert "in a strike near Djugu" in strike["text"]
    assert strike["onrecord"]["status"] == "confirmed"
    assert None not in strike.values()


# ---- JSON-LD ------------------------------------------------------------------------------------------------

# schema.org 28: the properties that a type may have, of those we use
SCHEMA_ORG = {
    "NewsArticle": "identifier url headline alternativeHeadline datePublished inLanguage publisher isBasedOn",
    "NewsMediaOrganization": "name", "Organization": "name", "Person": "name",
    "Claim": "text author datePublished firstAppearance appearance about",
    "Event": "name additionalType startDate endDate location",
    "Place": "name geo", "GeoCoordinates": "latitude longitude",
    "ClaimReview": "claimReviewed itemReviewed reviewAspect reviewBody",
}  # fmt: skip


def nodes(value):
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_the_document_uses_properties_that_schema_org_gives_each_type():
    document = json.loads(dumps(story_document(matter())))
    found = list(nodes(document["@graph"]))
    assert (
        {"NewsArticle", "Claim", "ClaimReview", "Event"} <= {one["@type"] for one in found} <= set(SCHEMA_ORG)
    )
    for node in found:
        assert {name for name in node if not name.startswith("@")} <= set(SCHEMA_ORG[node["@type"]].split())


def test_every_reference_in_the_document_leads_to_a_node():
    document = story_document(matter())
    ids = {node["@id"] for node in nodes(document["@graph"]) if "@id" in node}
    referred = re.findall(r'\{"@id": "([^"]+)"\}', dumps(document))
    assert referred
    assert set(referred) <= ids


def test_a_claim_is_one_origins_and_a_review_has_no_rating():
    graph = story_document(matter())["@graph"]
    claims = [node for node in graph if node["@type"] == "Claim"]
    assert [one["author"]["name"] for one in claims][:2] == ["the Congolese army", "the Front’s radio"]
    assert all("reviewRating" not in node for node in graph)


# ---- Web Annotations ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("article", [RAIDED, REPRINT])
def test_every_annotation_finds_its_words_by_position_and_by_quotation(article):
    filed = matter().articles[article]
    page = annotation_page(filed)
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len(page["items"]) == len(filed.record.statements) + len(filed.record.events)
    text = filed.article.text
    for item in page["items"]:
        assert {"id", "type", "body", "target"} <= set(item)
        for target in item["target"]:
            quoted, position = target["selector"]
            assert text[position["start"] : position["end"]] == quoted["exact"]
            before, after = quoted.get("prefix", ""), quoted.get("suffix", "")
            assert before + quoted["exact"] + after in text
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


# ---- frames ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_a_parquet_file_holds_the_tables_rows_and_what_each_column_is(name, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra frames is not installed")
    table = TABLES[name]
    count = write_parquet(table, [matter(), matter()], tmp_path / "it.parquet")
    found = parquet.read_table(tmp_path / "it.parquet")
    assert found.num_rows == count == 2 * len(list(table.rows(matter())))
    assert found.column_names == list(table.header)
    assert found.schema.field(0).metadata[b"description"].decode() == table.columns[0].told
    assert found == to_arrow(table, [matter(), matter()])

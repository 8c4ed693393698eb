from __future__ import annotations

import pytest

from onrecord.lexicons import rows
from onrecord.lexicons.bodies import bodies_in, known_body
from onrecord.lexicons.gazetteer import countries
from onrecord.lexicons.nations import find_nations
from onrecord.types import EntityType

O, M, D, F = EntityType.ORGANISATION, EntityType.MILITARY, EntityType.MEDIA, EntityType.FACILITY  # noqa: E741

OFFICES = {
    "police", "court", "prosecutor", "coroner", "hospital", "ministry", "government", "parliament", "regulator",
    "monitor", "election-commission", "un", "international", "emergency", "aid", "military", "armed-group",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("IRNA", ("IRNA", D, "IR", True, None)),
        ("the IRNA news agency", ("IRNA", D, "IR", True, None)),
        ("Russian news agency TASS", ("TASS", D, "RU", True, None)),
        ("Reuters", ("Reuters", D, "GB", False, None)),
        ("the IDF", ("Israel Defense Forces", M, "IL", True, "military")),
        ("Iran’s Revolutionary Guards", ("Islamic Revolutionary Guard Corps", M, "IR", True, "military")),
        ("Lebanese Hezbollah", ("Hezbollah", O, "LB", False, "armed-group")),
        ("Yemen's Houthi movement", ("Houthis", O, "YE", False, "armed-group")),
        ("the U.N.", ("United Nations", O, None, False, "un")),
        ("Doctors Without Borders (MSF)", ("Doctors Without Borders", O, None, False, "aid")),
        ("the U.S. State Department", ("State Department", O, "US", True, "ministry")),
        ("the Kremlin", ("Kremlin", O, "RU", True, "government")),
        ("Gaza's health ministry", ("Gaza Health Ministry", O, "PS", True, "ministry")),
    ],
)
def test_a_body_is_known_by_its_names(words, expected):
    body = known_body(words)
    assert body is not None
    assert (body.name, body.kind, body.country, body.state_run, body.office) == expected
    assert not body.described


@pytest.mark.parametrize(
    ("words", "kind", "country", "state_run", "office"),
    [
        ("the Chadian army", M, "TD", True, "military"),
        ("Iran’s Foreign Ministry", O, "IR", True, "ministry"),
        ("Mongolian state media", D, "MN", True, None),
        ("a Bolivian newspaper", D, "BO", False, None),
        ("Israeli and Iranian media", D, None, False, None),
        ("police in Lesotho", O, "LS", True, "police"),
        ("Osh police", O, None, True, "police"),
        ("a field hospital in Gaza", F, "PS", False, "hospital"),
        ("Ghana's Supreme Court", O, "GH", True, "court"),
        ("the Ministry of Health", O, None, True, "ministry"),
        ("the county coroner's office", O, None, True, "coroner"),
        ("US-backed Syrian rebels", M, "SY", False, "armed-group"),
        ("Hezbollah's media office", O, "LB", False, "government"),
        ("the Houthi-run oil ministry", O, "YE", False, "ministry"),
        ("the Philippine Justice Department", O, "PH", True, "prosecutor"),  # not the American one
    ],
)
def test_a_body_without_a_known_name_is_known_by_what_it_is(words, kind, country, state_run, office):
    body = known_body(words)
    assert body is not None
    assert (body.kind, body.country, body.state_run, body.office) == (kind, country, state_run, office)
    assert body.described


@pytest.mark.parametrize(
    "words",
    [
        "Ana Ruiz",
        "Israel",
        "who",
        "is",
        "the Harbour Order",
        "Bank of Ruritania",
        "",
        "supporters of the army",
    ],
)
def test_what_is_no_known_body_is_none(words):
    assert known_body(words) is None


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("a Hezbollah commander", ["Hezbollah"]),
        ("a doctor at al-Shifa hospital", ["Al-Shifa Hospital"]),
        ("the Hamas leader told Reuters", ["Hamas", "Reuters"]),
        ("she is the one who said it", []),
    ],
)
def test_bodies_are_found_among_other_words(words, names):
    assert [body.name for body in bodies_in(words)] == names


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("US", ("US",)),
        ("tell us", ()),
        ("the U.S. Army", ("US",)),
        ("Israel-Hamas war", ("IL",)),
        ("the US-led, Saudi-backed, anti-Russian front", ()),
        ("South Sudan’s army", ("SS",)),
        ("New Mexico", ("US",)),
        ("Papua New Guinea", ("PG",)),
        ("Latin America", ()),
        ("Tehran officials", ("IR",)),
        ("Congolese soldiers", ()),  # of two countries
        ("the Scottish government", ("GB",)),
        ("an Israeli and two Iranians", ("IL", "IR")),
    ],
)
def test_nations_are_found_by_name_capital_region_and_people(words, codes):
    assert find_nations(words) == codes


def test_the_table_of_bodies_is_sound():
    table = rows("bodies")
    names = {row[0] for row in table}
    isos = {country.iso for country in countries()}
    assert len(names) == len(table) > 900
    for name, kind, country, run, office, of, _ in table:
        assert EntityType(kind), name
        assert not country or country in isos, name
        assert run in ("", "state"), name
        assert not office or office in OFFICES, name
        assert not of or of in names, name
        assert not run or country, name


def test_no_two_bodies_share_a_name():
    seen: dict[str, str] = {}
    for row in rows("bodies"):
        for name in (row[0], *filter(None, row[6].split(";"))):
            key = name if name.isupper() else name.casefold()
            assert seen.setdefault(key, row[0]) == row[0], name

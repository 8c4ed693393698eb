import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import html
from rich.cells import cell_len
from rich.console import Console

from onrecord.types import (
    Account,
    Act,
    Argument,
    Count,
    Entity,
    EntityType,
    Event,
    EventType,
    Form,
    Mention,
    MentionKind,
    Modality,
    Reason,
    Record,
    Role,
    Side,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Status,
    Time,
    TimeType,
)
from onrecord.views.events import tell_bounds, tell_count, tell_events
from onrecord.views.html import render_html
from onrecord.views.marks import STATUSES, find_event_marks, find_legend, find_statuses
from onrecord.views.people import list_entities, tell_entities
from onrecord.views.rows import COLUMNS, find_rows
from onrecord.views.table import render_table
from onrecord.views.terminal import render_terminal
from tests.build import RAID, article, crossing, raid, span
from tests.laws.strategies import LAW, records

RAIN = Record(article("Rain fell on Duhok."))


def shown(renderable, width=100):
    stream = io.StringIO()
    Console(file=stream, width=width, markup=False, highlight=False, emoji=False).print(renderable)
    return stream.getvalue()


def one_event(text, words, **facts):
    event = Event("v1", EventType.ASSAULT, span(text, words), **facts)
    return Record(article(text, headline=facts.pop("headline", None)), events=(event,))


def row(record, event=0):
    return dict(zip(COLUMNS, find_rows("page", record)[event], strict=True))


# ---- In words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "best", "high", "told"),
    [
        (12, 12, 12, "12"),
        (1200, 1200, 1200, "1,200"),
        (3, 4, 5, "3–5"),
        (12, 12, None, "at least 12"),
        (10, 12, None, "at least 10, best 12"),
        (None, None, 40, "up to 40"),
        (None, 30, 40, "up to 40, best 30"),
        (None, 30, None, "about 30"),
        (0, 0, 0, "0"),
        (None, None, None, ""),
    ],
)
def test_bounds_are_told_in_figures(low, best, high, told):
    assert tell_bounds(Count("killed", Span(0, 1), low, best, high)) == told


@pytest.mark.parametrize(
    ("words", "bounds", "qualifier", "told"),
    [
        ("12 people", (12, 12, 12), None, "killed: 12 people"),
        ("at least 12 villagers", (12, 12, None), "at least", "killed: at least 12 villagers"),
        ("12 villagers", (12, 12, None), "at least", "killed: at least 12 villagers"),
        ("more than 1,200", (1200, 1200, None), "more than", "killed: more than 1,200"),
        ("three to five", (3, 4, 5), None, "killed: three to five (3–5)"),
        ("two", (2, 2, 2), None, "killed: two (2)"),
        ("Dozens of families", (12, 12, None), "dozens", "killed: Dozens of families (at least 12)"),
        ("up to\n40", (None, None, 40), "up to", "killed: up to 40"),
        ("12 of 120 men", (120, 120, 120), None, "killed: 12 of 120 men"),
        ("some", (None, None, None), "some", "killed: some"),
    ],
)
def test_how_many_is_told_in_the_words_of_the_page_and_in_figures_where_they_have_none(
    words, bounds, qualifier, told
):
    count = Count("killed", Span(0, len(words)), *bounds, qualifier)
    assert tell_count(article(words), count) == told


def test_who_and_whom_have_the_name_of_their_entity_and_a_place_its_own_words():
    killed = tell_events(raid())[1]
    assert (killed.words, killed.kind, killed.sides) == ("killed", "DEATH", "Congolese army → Jean Losimba")
    assert (killed.where, killed.when) == (("near Djugu",), "Monday 2026-03-16")
    assert killed.counts == ("killed: two rebel chiefs (2)",)
    assert killed.sources == ("Congolese army", "the Front’s radio")


@pytest.mark.parametrize(
    ("number", "sides"),
    [
        (0, "by Congolese army"),
        (3, "→ at least 12 villagers"),
        (4, "Ituri Front → a hospital in Drodro"),
        (6, ""),
    ],
)
def test_who_did_it_stands_before_the_arrow_and_whom_it_was_done_to_behind(number, sides):
    assert tell_events(raid())[number].sides == sides


@pytest.mark.parametrize(
    ("number", "where"), [(0, ("base at Mahagi",)), (3, ("Djugu",)), (4, ()), (6, ())]
)  # fmt: skip
def test_a_place_is_told_unless_something_else_names_it(number, where):
    assert tell_events(raid())[number].where == where


def test_what_no_statement_carries_is_the_reporters_word_and_who_is_not_named_is_somebody():
    told = tell_events(raid())
    assert told[8].sources == ("the reporter",)
    assert told[7].sources == ("somebody",)


def test_a_time_whose_words_are_its_value_is_told_once():
    text = "Duhok burned in 2019"
    time = Time("t1", span(text, "2019"), TimeType.DATE, "2019")
    event = Event("v1", EventType.DAMAGE, span(text, "burned"), time="t1")
    assert tell_events(Record(article(text), times=(time,), events=(event,)))[0].when == "2019"


@pytest.mark.parametrize(
    ("headline", "deck", "words", "only"),
    [
        ("Jets bomb Hodeida port", None, "bomb", "headline"),
        ("Port shut", "Jets bomb Hodeida", "bomb", "deck"),
    ],
)
def test_it_is_told_whether_headline_or_deck_alone_says_it(headline, deck, words, only):
    text = f"{headline}\n{deck or ''}\nThe port was quiet."
    event = Event("v1", EventType.ASSAULT, span(text, words), headline_only=True)
    parts = {"headline": span(text, headline), "deck": span(text, deck) if deck else None}
    record = Record(article(text, **parts), events=(event,))
    assert tell_events(record)[0].only == only
    assert f"! only the {only} says this" in shown(render_terminal(record))
    assert f"only the {only}" in shown(render_table(record), 140)
    assert f"Only the {only} says this" in html.document_fromstring(render_html(record)).text_content()


def test_people_have_roles_relations_country_and_other_names():
    facts = tell_entities(raid())
    assert [fact.words for fact in facts["e2"]] == [
        "deputy commander, Ituri Front",
        "former colonel, Congolese army",
        "sibling of Pascal Losimba",
        "country CD",
        "also Losimba",
    ]
    assert [fact.span and RAID[fact.span.start : fact.span.end] for fact in facts["e4"]] == [
        "the Front’s founder"
    ]


def test_every_status_has_a_meaning_and_those_in_use_are_told():
    assert set(STATUSES) == set(Status)
    assert [status for status, _ in find_statuses(raid())] == [
        "confirmed", "corroborated", "reported", "claimed", "disputed", "denied", "unclear",
    ]  # fmt: skip
    assert find_statuses(RAIN) == ()


def test_an_event_that_has_not_plainly_happened_is_marked_so():
    marks = [find_event_marks(event) for event in raid().events]
    assert marks == [("headline only",), (), (), (), (), (), ("threatened",), ("possible",), ()]
    assert {"headline only", "threatened", "possible"} <= {mark for mark, _ in find_legend(raid())}
    for modality in set(Modality) - {Modality.ASSERTED}:
        record = one_event("They struck", "struck", modality=modality)
        assert [mark for mark, _ in find_legend(record)] == [modality.value]


# ---- In the terminal -------------------------------------------------------------------------------------


def test_an_event_is_what_who_where_when_how_many_and_below_on_whose_word():
    lines = shown(render_terminal(raid())).splitlines()
    start = lines.index("What happened  9 events")
    assert lines[start + 1 : start + 13] == [
        "v1  takes (ASSAULT) · by Congolese army · base at Mahagi",
        "    ! only the headline says this",
        "    reported     the headline says it in the outlet’s own voice",
        "v2  killed (DEATH) · Congolese army → Jean Losimba · near Djugu · Monday 2026-03-16 · killed: two",
        "    rebel chiefs (2)",
        "    confirmed    the Congolese army, the side that did it, says so s1",
        "                 the Front’s radio, the side it was done to, confirms it s2",
        "v3  strike (ASSAULT aerial) · by Congolese army · near Djugu · Monday 2026-03-16",
        "    corroborated the Congolese army says so s1",
        "                 the Front’s radio says so s3",
        "v4  died (DEATH) · → at least 12 villagers · Djugu · Monday 2026-03-16 · killed: at least 12",
        "    villagers · killed: three to five (3–5)",
    ]
    assert "v7  march (MOVE) [threatened] · to Bunia" in lines
    assert (
        "disputed       one origin affirms it and another denies it, or their counts cannot both be true"
        in lines
    )
    assert "What happened  0 events" in shown(render_terminal(RAIN))


def test_somebody_of_whom_more_is_told_has_a_line_of_their_own():
    lines = shown(render_terminal(raid())).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("People"))
    assert lines[start : start + 4] == [
        "People         Jean Losimba ×3 · deputy commander, Ituri Front · former colonel, Congolese army ·",
        "               sibling of Pascal Losimba · country CD · also Losimba",
        "               Pascal Losimba ×2 · founder, Ituri Front",
        "Military       Congolese army ×4",
    ]


def test_whoever_is_only_described_stands_apart_and_only_if_they_speak_or_take_part():
    text = "Ana Ruiz saw a nurse and a driver. The driver fled. A guard slept."
    people = [
        Entity("e1", EntityType.PERSON, "Ana Ruiz", (Mention(span(text, "Ana Ruiz")),)),
        *(
            Entity(name, EntityType.PERSON, words, (Mention(span(text, words), MentionKind.DESCRIPTION),))
            for name, words in (("e2", "a nurse"), ("e3", "a driver"), ("e4", "A guard"))
        ),
    ]
    fled = Event(
        "v1",
        EventType.DISPLACEMENT,
        span(text, "fled"),
        arguments=(Argument(Role.VICTIM, span(text, "The driver"), "e3"),),
    )
    record = Record(article(text), entities=tuple(people), events=(fled,))
    assert [(title, [one.name for one in named]) for title, named in list_entities(record)] == [
        ("People", ["Ana Ruiz"]),
        ("Not named", ["a driver"]),
    ]
    page_of_it = html.document_fromstring(render_html(record))
    assert page_of_it.xpath("//span[contains(@class, 'mention')]/@title") == [
        "person: a nurse", "person: a driver", "person: A guard",
    ]  # fmt: skip


def test_a_trigger_of_several_words_stands_in_one_box_whatever_else_is_in_it():
    text = "The Front laid down its arms"
    front = Entity("e1", EntityType.ORGANISATION, "Front", (Mention(span(text, "its"), MentionKind.PRONOUN),))
    event = Event("v1", EventType.RETREAT, span(text, "laid down its arms"))
    found = html.document_fromstring(render_html(Record(article(text), entities=(front,), events=(event,))))
    assert [
        words.text_content() for words in found.xpath("//article//p//span[contains(@class, 'trigger')]")
    ] == ["laid down its arms"]


# ---- As a table ------------------------------------------------------------------------------------------


def test_a_wide_table_has_a_column_for_each_thing():
    lines = shown(render_table(raid()), 140).splitlines()
    headings = ["What", "Who", "Whom", "Where", "When", "How many", "Status", "On whose word"]
    assert [heading for heading in headings if heading in lines[0]] == headings
    killed = next(line for line in lines if line.startswith("killed"))
    assert killed.split("  ")[0] == "killed"
    for cell in ("Congolese army", "Jean Losimba", "near Djugu", "Monday", "confirmed"):
        assert cell in killed


def test_in_a_narrower_one_what_belongs_together_shares_a_column():
    out = shown(render_table(raid()), 80)
    assert "Who → whom" in out
    assert "Whom" not in out
    assert "Congolese army →" in out


def test_where_there_is_no_room_for_a_table_events_stand_one_below_the_other():
    lines = shown(render_table(raid()), 50).splitlines()
    assert lines[0] == "v1  takes (ASSAULT) · by Congolese army · base at"
    assert "    ! only the headline says this" in lines


def test_a_table_without_events_says_so_and_what_was_not_read():
    assert shown(render_table(RAIN)) == "No events.\n"
    assert shown(render_table(crossing())) == "! the caption of a photo was not read\nNo events.\n"


@LAW
@given(records())
def test_no_table_can_act_on_the_terminal_or_is_wider_than_it(record):
    for width in (50, 80, 140):
        out = shown(render_table(record), width)
        assert not set(out) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E)}
        for line in out.split("\n"):
            assert cell_len(line) <= width
            assert line == line.rstrip(" ")


def test_who_did_it_is_told_with_by_whose_word_where_not_all_say_so():
    text = "Shells hit the mill. Guards said the Front fired. The Front denied that it fired."
    at = lambda words, nth=0: span(text, words, nth)  # noqa: E731
    said = tuple(
        Statement(
            id, Source(at(who), SourceKind.GROUP, True), at(cue), act, (at(what, nth),), Form.INDIRECT, "test"
        )
        for id, who, cue, act, what, nth in (
            ("s1", "Guards", "said", Act.SAY, "the Front fired", 0),
            ("s2", "The Front", "denied", Act.DENY, "it fired", 0),
        )
    )
    hit = Event(
        "v1", EventType.ASSAULT, at("hit"), mentions=(at("fired"), at("fired", 1)),
        accounts=(
            Account(Stance.AFFIRMS, Side.REPORTER, at("hit")),
            Account(Stance.AFFIRMS, Side.OTHER, at("fired"), "s1", at("Guards")),
            Account(Stance.DENIES, Side.PARTY, at("fired", 1), "s2", at("The Front")),
        ),
    )  # fmt: skip
    told = {}
    for heard in (("s1",), ("s2",), ("s1", "s2"), ()):
        event = replace(hit, arguments=(Argument(Role.ACTOR, at("the Front"), None, heard),))
        (one,) = tell_events(Record(article(text), statements=said, events=(event,)))
        told[heard] = one.who
    assert told == {
        ("s1",): ("the Front (according to Guards s1)",),
        ("s2",): ("the Front (denied by The Front s2)",),
        ("s1", "s2"): ("the Front (according to Guards s1)",),
        (): ("the Front",),
    }


# ---- As rows ---------------------------------------------------------------------------------------------


def test_a_row_tells_all_of_an_event():
    died = RAID.index("died")
    assert row(raid(), 3) == {
        "article": "page",
        "event": "v4",
        "type": "DEATH",
        "mode": "",
        "modality": "asserted",
        "status": "disputed",
        "actor": "",
        "recipient": "",
        "victim": "at least 12 villagers",
        "place": "Djugu",
        "geonameid": "215665",
        "country": "CD",
        "lat": "1.92",
        "lon": "30.5",
        "time": "2026-03-16",
        "killed_low": "3",
        "killed_best": "",
        "killed_high": "",
        "injured_low": "",
        "injured_best": "",
        "injured_high": "",
        "counts": "killed: at least 12 villagers; killed: three to five (3–5)",
        "headline_only": "no",
        "sources": "the Front’s radio; Congolese army",
        "because": "the Front’s radio says at least 12 (s3); the army says three to five (s4)",
        "words": "died",
        "start": str(died),
        "end": str(died + 4),
        "url": "https://lantern.example/raid",
        "outlet": "Ruwenzori Lantern",
        "published": "2026-03-17",
        "actor_heard_from": "",
    }


@pytest.mark.parametrize(
    ("counts", "status", "cells"),
    [
        ([(12, 12, 12)], Status.CLAIMED, ("12", "12", "12")),
        ([(12, 12, None)], Status.CLAIMED, ("12", "12", "")),
        ([(3, 4, 5), (12, 12, 12)], Status.DISPUTED, ("3", "", "12")),
        ([(3, 4, 5), (12, 12, None)], Status.DISPUTED, ("3", "", "")),
        (
            [(3, 3, 3), (2, 2, 2)],
            Status.CLAIMED,
            ("2", "", ""),
        ),  # "three guards and two drivers": 3 is no bound
        ([(0, 0, 0)], Status.CLAIMED, ("0", "0", "0")),
        ([], Status.CLAIMED, ("", "", "")),
    ],
)
def test_counts_that_differ_give_the_lowest_and_in_a_dispute_the_highest_and_no_best(counts, status, cells):
    found = tuple(Count("killed", Span(0, 1), *bounds) for bounds in counts)
    cell = row(one_event("They struck", "struck", counts=found, status=status))
    assert (cell["killed_low"], cell["killed_best"], cell["killed_high"]) == cells


def test_a_part_of_the_whole_is_told_as_one_and_does_not_count_beside_it():
    text = "They killed 12, including two children"
    whole = Count("killed", span(text, "12"), 12, 12, 12)
    children = Count("killed", span(text, "two children"), 2, 2, 2, part=True)
    cell = row(one_event(text, "killed", counts=(whole, children)))
    assert (cell["killed_low"], cell["killed_best"], cell["killed_high"]) == ("12", "12", "12")
    assert cell["counts"] == "killed: 12; killed, of these: two children (2)"


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        (" \t=1", "'=1"),
        ("a=1", "a=1"),
        ("two\nlines", "two lines"),
    ],
)
def test_no_cell_is_a_formula_to_a_spreadsheet(words, cell):
    text = f"Rebels struck {words}."
    whom = Argument(Role.VICTIM, span(text, words))
    assert row(one_event(text, "struck", arguments=(whom,)))["victim"] == cell


def test_coordinates_below_zero_stay_numbers():
    record = raid()
    south = Record(record.article, events=record.events[1:2], places=(_moved(record.places[0]),))
    assert (row(south)["lat"], row(south)["lon"]) == ("-1.92", "-30.5")


def _moved(place):
    return type(place)(place.id, place.span, place.name, place.geonameid, place.country, -1.92, -30.5)


@LAW
@given(records())
def test_rows_written_as_csv_read_back_the_same_one_line_each(record):
    rows = [COLUMNS, *find_rows("page", record)]
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    assert len(rows) == len(record.events) + 1
    assert stream.getvalue().count("\n") == len(rows)
    assert [tuple(cells) for cells in csv.reader(io.StringIO(stream.getvalue()))] == rows
    for cells in rows:
        assert not [
            c for c in cells if c.startswith(("=", "+", "@")) or (c.startswith("-") and not _is_number(c))
        ]


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


# ---- On the page -----------------------------------------------------------------------------------------


def page():
    return html.document_fromstring(render_html(raid()))


def test_each_event_has_an_entry_below_the_article():
    killed = page().get_element_by_id("event-2")
    assert killed.xpath("./p")[0].text_content() == "v2 confirmed"
    assert [p.text_content() for p in killed.xpath("./div/p")] == [
        "killed DEATH ",
        "Congolese army → Jean Losimba",
        "near Djugu · Monday 2026-03-16 · killed: two rebel chiefs (2)",
    ]
    assert [li.text_content() for li in killed.xpath("./ul/li")] == [
        "the Congolese army, the side that did it, says so 1",
        "the Front’s radio, the side it was done to, confirms it 2",
    ]


def test_the_words_of_an_event_lead_to_its_entry_and_the_entry_to_its_words():
    shown_page = page()
    links = shown_page.xpath("//div[@class='row']/*[1]//a[@href='#event-2']")
    assert [link.xpath("string(span)") for link in links] == ["kills", "killed", "death"]
    entry = shown_page.get_element_by_id("event-2")
    assert {"#word-2", "#part-2-1", "#part-2-2", "#count-2-1", "#time-t1", "#note-1", "#note-2"} <= set(
        entry.xpath(".//a/@href")
    )
    assert shown_page.get_element_by_id("word-2").tail == "killed"


def test_a_cue_that_tells_of_an_event_leads_to_its_note_and_its_number_to_the_entry():
    threatened = page().xpath("//a[contains(@class, 'cue in-6')]")[0]
    assert threatened.get("href") == "#note-6"
    assert threatened.getnext().get("href") == "#event-6"


def test_beside_a_paragraph_stand_the_events_it_tells_of():
    labels = [
        row.xpath("string(.//p[@class='labels'])").strip() for row in page().xpath("//div[@class='row']")
    ]
    assert labels == [
        "v2 DEATH confirmed v1 ASSAULT reported",
        "v2 DEATH confirmed v3 ASSAULT corroborated",
        "v2 DEATH confirmed v4 DEATH disputed v3 ASSAULT corroborated",
        "",
        "v5 ASSAULT denied v6 THREATEN reported v7 MOVE claimed",
        "v8 INJURY unclear v9 DISPLACEMENT reported",
    ]


def test_what_only_the_headline_says_is_called_out_above_the_text_and_at_its_entry():
    warning = page().xpath("//p[@class='warning']")[0]
    assert warning.text_content() == (
        "Only the headline says this, the text below does not bear it out: "
        "takes (ASSAULT): by Congolese army, base at Mahagi."
    )
    assert warning.xpath("./a/@href") == ["#event-1"]
    assert page().get_element_by_id("event-1").xpath(".//p[@class='only']/text()") == [
        "Only the headline says this."
    ]


def test_above_the_text_it_is_told_how_many_events_stand_on_whose_word():
    assert (
        page()
        .xpath("//p[@class='facts']")[0]
        .text_content()
        .endswith(
            "9 events, 1 confirmed, 1 corroborated, 3 reported, 1 claimed, 1 disputed, 1 denied, 1 unclear, "
            "1 of them in headline or deck only"
        )
    )


def test_people_with_roles_lead_to_the_words_that_give_them():
    shown_page = page()
    links = shown_page.xpath("//ul[@class='people']/li[1]/a")
    assert [link.text_content() for link in links] == [
        "Jean Losimba", "deputy commander, Ituri Front", "former colonel, Congolese army",
        "sibling of Pascal Losimba",
    ]  # fmt: skip
    colonel = shown_page.get_element_by_id(links[2].get("href")[1:])
    assert (
        colonel.getnext().text_content()
        == "a colonel in the army until 2019"[: len(colonel.getnext().text_content())]
    )


@pytest.mark.parametrize("status", Status)
def test_no_status_is_told_by_colour_alone(status):
    record = one_event("They struck", "struck", status=status, because=(Reason("so"),))
    out = render_html(record)
    badges = html.document_fromstring(out).xpath(f"//span[@class='status {status}']")
    assert {badge.text_content() for badge in badges} == {status.value}
    assert f".status.{status}::before{{content:" in out

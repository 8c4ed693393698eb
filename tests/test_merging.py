"""Which mentions tell of one event."""

# ruff: noqa: E501  (a text stands on one line)

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.events.merging import merge_told
from onrecord.record.events.setting import Setting, find_settings
from onrecord.record.events.telling import find_told
from onrecord.types import Place, PlaceKind, Span, Time, TimeType
from tests.event_texts import Marked, mark


def merged(marked: Marked, settings: dict[str, Setting] | None = None) -> list[list[str]]:
    """The words of each event's mentions; a mention's arguments are the mentions given in its sentence, by role."""
    record = marked.record
    given = [
        (settings or {}).get(f"{marked.article[trigger.span]} {n}", setting)
        for n, (trigger, setting) in enumerate(
            zip(marked.triggers, find_settings(record, marked.triggers), strict=True)
        )
    ]
    told = find_told(record, marked.with_arguments(), given)
    return [[marked.article[one.trigger.span] for one in group] for group in merge_told(told)]


ONE = [
    # the same victim, by name
    "{person e1 victim|Sara Osman} was <DEATH|shot dead>. Later, men spoke of how {person e1 victim|Osman} was <DEATH|killed>.",
    # no other one is spoken of, though "any" stands before
    "{person e1 actor|Gunmen} <ASSAULT|attacked> {facility e2 recipient|a depot}. They deny any part in the <ASSAULT|attack>.",
    # the same place hit by the same side
    "{state e1 actor|Oman} <ASSAULT|struck> {facility e2 recipient|the port}. It was {state e1 actor|Oman}’s <ASSAULT|attack> on {facility e2 recipient|the port}.",
    # pointing back
    "{person e1 actor|Gunmen} <ASSAULT|attacked> {facility e2 recipient|a depot}. Nobody was hurt. The <ASSAULT|attack> was over soon.",
    # there was but one so far
    "A <ASSAULT|bomb> went off in {place|Zakho}. It rained. It rained. The <ASSAULT|blast> was carried out by {person e9 actor|a bomber}.",
    # a description may be of the one who is named next
    "{state e1 actor|Oman} <DEATH|killed> {person e2 victim|a port chief}. {state e1 actor|Oman} <DEATH|killed> {person e3 victim|Sara Osman}.",
    # one word in another
    "{state e1 actor|Oman}’s <ASSAULT|airstrike> came soon. {state e1 actor|Oman}’s <ASSAULT|strike> was its first.",
    # nobody dies twice
    "{person e1 victim|Sara Osman}’s <DEATH|death> came soon. In May, {person e1 victim|Osman} was <DEATH|killed>.",
]
TWO = [
    "{person e1 victim|Sara Osman} was <DEATH|killed>. {person e2 victim|Ana Ruiz} was <DEATH|killed>.",
    "{person e1 victim|13 guards} were <DEATH|killed>. In another place, {person e2 victim|44 clerks} were <DEATH|killed>.",
    # an attack and the deaths it brings are told apart
    "The <ASSAULT|attack> began. The <DEATH|deaths> followed.",
    # what is planned is not what happened
    "{state e1 actor|Oman} <ASSAULT|struck> {facility e2 recipient|the port}. It will <ASSAULT planned|strike> {facility e2 recipient|the port}.",
    # «a clerk» is somebody else than the guard
    "{state e1 actor|Oman} <DEATH|killed> {person e2 victim|a guard}. {state e1 actor|Oman} <DEATH|killed> {person e3 victim|a clerk}.",
    # charges that are dropped are not those that are brought
    "{person e1 recipient|Omar Haddad} was <TRIAL|charged>. The case of {person e1 recipient|Haddad} was <TRIAL|dismissed>.",
    # who killed died by himself
    "{person e1 actor|a man} <DEATH|killed> {person e2 victim|a clerk}. The <DEATH|death> of {person e1 victim|the man} came next.",
    # not the one spoken of
    "{person e1 actor|Gunmen} <ASSAULT|attacked> {facility e2 recipient|a depot}. Another <ASSAULT|attack> is feared.",
    "{person e1 actor|Gunmen} <ASSAULT|attacked> {facility e2 recipient|a depot}. They fear such <ASSAULT|attacks>.",
    "{person e1 actor|Gunmen} <ASSAULT|attacked> {facility e2 recipient|a depot}. They fear another of the <ASSAULT|attacks>.",
]  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_mentions_of_one_happening_are_one_event(text):
    assert len(merged(mark(text))) == 1


@pytest.mark.parametrize("text", TWO)
def test_what_differs_stays_apart(text):
    assert len(merged(mark(text))) == 2


def test_a_headline_mention_joins_the_bodys_event():
    text = "Blast In Zakho <DEATH|Kills> {person|Clerk}\n\n{person e1 victim|Sara Osman}, a clerk, was <DEATH|killed>."
    assert merged(mark(text, headline=True)) == [["Kills", "killed"]]


def test_a_victim_that_only_the_headline_has_is_an_event_of_its_own():
    text = (
        "{state e1 actor|Oman} <DEATH|Kills> {person e2 victim|Port Chief}, {person e3 victim|Guard Head}\n\n"
        "{state e1 actor|Oman} had <DEATH|killed> {person e2 victim|Sara Osman}."
    )
    assert merged(mark(text, headline=True)) == [["Kills", "killed"], ["Kills"]]


def test_victims_that_the_article_always_tells_together_are_one_event():
    text = (
        "{state e1 actor|Oman} <DEATH|Kills> {person e2 victim|Sara Osman}, {person e3 victim|Ana Ruiz}\n\n"
        "{state e1 actor|Oman} had <DEATH|killed> {person e2 victim|Sara Osman} and {person e3 victim|Ana Ruiz}."
    )
    assert merged(mark(text, headline=True)) == [["Kills", "killed"]]


ZAKHO = Place("p1", Span(0, 1), "Zakho", 1, "IQ", 37.14, 42.68)
BASRA = Place("p2", Span(0, 1), "Basra", 2, "IQ", 30.5, 47.8)
IRAQ = Place("p3", Span(0, 1), "Iraq", 99237, "IQ", 33, 44)
MERSIN = Place("p4", Span(0, 1), "Mersin", 4, "TR", 36.8, 34.6)
DUHOK = Place("p5", Span(0, 1), "Duhok", 5, "IQ", 36.87, 42.99, kind=PlaceKind.CITY)
SEMEL = Place("p6", Span(0, 1), "Semel", 6, "IQ", 36.86, 42.85, kind=PlaceKind.CITY)
NEAR_ZAKHO = replace(ZAKHO, kind=PlaceKind.CITY)
MAY_2 = Time("t1", Span(0, 1), TimeType.DATE, "2031-05-02")
MAY_3 = Time("t2", Span(0, 1), TimeType.DATE, "2031-05-03")
MAY = Time("t3", Span(0, 1), TimeType.DATE, "2031-05")
STRIKES = (
    "{state e1 actor|Oman}’s <ASSAULT|strike> came first. {state e1 actor|Oman}’s <ASSAULT|strike> came next."
)


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        (Setting(place=ZAKHO), Setting(place=ZAKHO), 1),
        (Setting(place=ZAKHO), Setting(place=IRAQ), 1),  # a country holds its towns
        (Setting(place=ZAKHO), Setting(place=BASRA), 2),
        (Setting(place=ZAKHO), Setting(place=MERSIN), 2),
        (Setting(time=MAY_2), Setting(time=MAY), 1),
        (Setting(time=MAY_2), Setting(time=MAY_3), 2),
        (Setting(time=MAY_2), Setting(), 1),
    ],
)
def test_places_that_lie_apart_and_days_that_differ_are_of_two_events(first, second, events):
    assert len(merged(mark(STRIKES), {"strike 0": first, "strike 1": second})) == events


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        (NEAR_ZAKHO, DUHOK, 2),
        (ZAKHO, DUHOK, 1),  # what is no town may hold one
        (SEMEL, DUHOK, 1),  # the one may be a part of the other
        (DUHOK, DUHOK, 1),
    ],
)
def test_another_town_is_another_scene_though_it_is_near(first: Place, second: Place, events: int) -> None:
    text = "{person e1 actor|Gunmen} <ASSAULT|hit> {facility e2 recipient|a depot}. It rained. The <ASSAULT|attack> was over."
    settings = {"hit 0": Setting(place=first), "attack 1": Setting(place=second)}
    assert len(merged(mark(text), settings)) == events

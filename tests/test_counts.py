from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons.counting import whats
from onrecord.record.events.counts import find_counts
from onrecord.types import Article, EventType, Role, Span


def counted(text):
    whole = (Span(0, len(text)),)
    return find_counts(Article("a", text, whole, "en"), whole)


def told(text):
    return [(one.count.what, one.count.low, one.count.best, one.count.high) for one in counted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed 5 and wounded 20.", [("killed", 5, 5, 5), ("injured", 20, 20, 20)]),
        ("Twelve miners were killed in Lubin.", [("killed", 12, 12, 12)]),
        ("The flood in Beira killed 1,200 people.", [("killed", 1200, 1200, 1200)]),
        ("A dozen clerks were arrested.", [("arrested", 12, 12, 12)]),
        ("Half a million villagers were displaced.", [("displaced", 500000, 500000, 500000)]),
        ("The war has displaced 1.2 million people.", [("displaced", 1200000, 1200000, 1200000)]),
        ("A hundred and six divers died.", [("killed", 106, 106, 106)]),
        ("Sixty-six passengers were hurt.", [("injured", 66, 66, 66)]),
        ("A couple of guards were wounded.", [("injured", 2, 2, 2)]),
        ("An elderly couple were found dead in Split.", [("killed", 2, 2, 2)]),
        ("Both were murdered.", [("killed", 2, 2, 2)]),
        ("An 8-year-old boy was killed.", [("killed", 1, 1, 1)]),
        ("A man and his wife were killed.", [("killed", 2, 2, 2)]),
        ("A man, his wife and their two children died in the fire.", [("killed", 4, 4, 4)]),
        ("A soldier was shot dead near Zakho.", [("killed", 1, 1, 1)]),
    ],
)
def test_numbers_in_figures_and_words_are_read(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "bounds", "qualifier"),
    [
        ("At least 12 people were killed.", (12, 12, None), "at least"),
        ("More than 12 people were killed.", (12, 12, None), "more than"),
        ("Over 300 sailors drowned.", (300, 300, None), "over"),
        ("The blast killed 12 or more.", (12, 12, None), "or more"),
        ("Sixty people or more were hurt.", (60, 60, None), "or more"),
        ("Up to 12 people were killed.", (None, 12, 12), "up to"),
        ("As many as 400 people died.", (None, 400, 400), "as many as"),
        ("Fewer than 30 marchers were arrested.", (None, 30, 30), "fewer than"),
        ("Nearly 200 farmers have been killed.", (None, 200, 200), "nearly"),
        ("About 40 officers were hurt.", (None, 40, None), "about"),
        ("Some 300 nurses were detained.", (None, 300, None), "some"),
        ("The quake killed an estimated 1,500 people.", (None, 1500, None), "an estimated"),
        ("Between 3 and 5 farmers were killed.", (3, 3, 5), "between"),
        ("Three or four porters were injured.", (3, 3, 4), None),
        ("10 to 15 pilgrims were killed.", (10, 10, 15), None),
        ("Police arrested 3-5 men.", (3, 3, 5), None),
        ("Dozens were injured.", (12, 12, None), "dozens"),
        ("Hundreds of people are feared to have been killed.", (100, 100, None), "hundreds"),
        ("Tens of thousands of people have been displaced.", (10000, 10000, None), "tens of thousands"),
        ("Several fishermen drowned.", (3, 3, None), "several"),
        ("Nearly two dozen others were wounded.", (None, 24, 24), "nearly"),
        ("A total of 15 people were killed.", (15, 15, 15), None),
        ("Another four pilots were killed.", (4, 4, 4), None),
    ],
)
def test_qualifiers_set_low_and_high(text, bounds, qualifier):
    (one,) = counted(text)
    assert (one.count.low, one.count.best, one.count.high) == bounds
    assert one.count.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45 deaths were recorded in Goma.", [("killed", 45, 45, 45)]),
        ("The storm claimed 45 lives.", [("killed", 45, 45, 45)]),
        ("Four teachers lost their lives.", [("killed", 4, 4, 4)]),
        ("The mudslide left 45 dead.", [("killed", 45, 45, 45)]),
        ("The crash left nine drivers and two nuns injured.", [("injured", 9, 9, 9), ("injured", 2, 2, 2)]),
        ("The plane came down, killing all 150 on board.", [("killed", 150, 150, 150)]),
        ("The murder of six clerks shook Cartagena.", [("killed", 6, 6, 6)]),
        ("The death of Mayor Osman and three aides was confirmed.", [("killed", 3, 3, 3)]),
        ("Rebels killed the mayor and two guards.", [("killed", 2, 2, 2)]),
        ("Osman was shot dead in Kano, along with two aides.", [("killed", 2, 2, 2)]),
        ("The war has taken the lives of many thousands of people.", [("killed", 1000, 1000, None)]),
        ("Eight arrests were made.", [("arrested", 8, 8, 8)]),
        ("The two arrested men are from Kano.", [("arrested", 2, 2, 2)]),
        ("They hold 800 visitors hostage.", [("abducted", 800, 800, 800)]),
        ("Gunmen took several people hostage.", [("abducted", 3, 3, None)]),
        ("Gunmen kidnapped today two engineers.", [("abducted", 2, 2, 2)]),
        ("Three divers are still missing.", [("missing", 3, 3, 3)]),
        ("More than 400 students have been detained since May.", [("detained", 400, 400, None)]),
        ("1,000 people were evacuated.", [("evacuated", 1000, 1000, 1000)]),
        ("Thousands fled to Chad.", [("displaced", 1000, 1000, None)]),
        ("75 bodies were found in Bucha.", [("killed", 75, 75, 75)]),
        ("Three shepherds were shot and wounded.", [("injured", 3, 3, 3)]),
        ("Two clerks were shot in Reno.", [("shot", 2, 2, 2)]),
        ("The shelling killed or wounded 40 settlers.", [("casualties", 40, 40, 40)]),
        ("The army suffered 12 casualties.", [("casualties", 12, 12, 12)]),
        ("The strike destroyed 30 houses.", [("destroyed", 30, 30, 30)]),
        ("About 400 protesters gathered in Sofia.", [("protesters", None, 400, None)]),
    ],
)
def test_every_harm_has_its_number_wherever_it_stands(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two women from Zinbar village were hurt.", [("injured", 2, 2, 2)]),
        ("Two brothers, aged 1 and 4, were killed.", [("killed", 2, 2, 2)]),
        ("Four men, who were on patrol, were killed.", [("killed", 4, 4, 4)]),
        ("Two porters -- both from Cusco -- were killed.", [("killed", 2, 2, 2)]),
        ("900 people linked to the cartel have been arrested.", [("arrested", 900, 900, 900)]),
        ("40 people were killed in the city and 300 wounded.", [("killed", 40, 40, 40), ("injured", 300, 300, 300)]),
        ("One guard was killed and three others injured.", [("killed", 1, 1, 1), ("injured", 3, 3, 3)]),
        ("Three soldiers and two drivers were killed.", [("killed", 3, 3, 3), ("killed", 2, 2, 2)]),
        ("Two of the five men were killed.", [("killed", 2, 2, 2)]),
        ("One of the two women who were hurt spoke.", [("injured", 2, 2, 2)]),
        ("23 Somali and Omani pirates were arrested.", [("arrested", 23, 23, 23)]),
        ("IN PUNO, SIX GUARDS WERE KILLED.", [("killed", 6, 6, 6)]),
    ],
)  # fmt: skip
def test_a_number_and_its_harm_find_each_other_in_the_sentence(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll rose to 45.", [("killed", 45, 45, 45)]),
        ("The death toll rose from 12 to 15.", [("killed", 15, 15, 15)]),
        ("The quake had a death toll of 45.", [("killed", 45, 45, 45)]),
        ("The death toll in the valley stands at about 90.", [("killed", None, 90, None)]),
        ("The toll surpassed 500.", [("killed", 500, 500, None)]),
        ("The rise in deaths to 282 alarmed doctors.", [("killed", 282, 282, 282)]),
        ("The number of people killed rose to 61.", [("killed", 61, 61, 61)]),
        ("The total number of confirmed deaths from the dust surpassed 400.", [("killed", 400, 400, None)]),
    ],
)
def test_a_toll_is_what_it_has_come_to(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("At least 12 people were killed, including two children.", (12, 12, None), [(2, 2, 2)]),
        ("15 people, including three nuns, were killed.", (15, 15, 15), [(3, 3, 3)]),
        ("20 people, 12 of them children, were killed.", (20, 20, 20), [(12, 12, 12)]),
        ("The attack killed 30, among them four doctors.", (30, 30, 30), [(4, 4, 4)]),
        ("23 men (12 Somali and 11 Omani) were arrested.", (23, 23, 23), [(12, 12, 12), (11, 11, 11)]),
        ("Four people, three men and a child, were killed.", (4, 4, 4), [(3, 3, 3), (1, 1, 1)]),
        (
            "The raid killed 85 civilians -- 33 children, 32 women and 20 men.",
            (85, 85, 85),
            [(33, 33, 33), (32, 32, 32), (20, 20, 20)],
        ),
        ("30 of the 80 wounded are still in hospital.", (80, 80, 80), [(30, 30, 30)]),
    ],
)
def test_parts_are_kept_apart_from_their_total(text, total, parts):
    counts = counted(text)
    bounds = [(one.count.low, one.count.best, one.count.high) for one in counts if one.count.part]
    assert bounds == parts
    assert [(one.count.low, one.count.best, one.count.high) for one in counts if not one.count.part] == [
        total
    ]
    assert len({one.count.what for one in counts}) == 1


@pytest.mark.parametrize(
    "text",
    ["No one was killed.", "Nobody was killed.", "The shell came down, killing no one.", "No deaths were reported.",
     "Not a single sailor was killed."],
)  # fmt: skip
def test_nobody_is_none(text):
    assert told(text) == [("killed", 0, 0, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old was killed.",
        "Sara Osman, 29, was killed on 6 December 2012.",
        "He was killed aged 41.",
        "VELEZ, 38, WAS KILLED.",
        "Flight 804 crashed, and its pilot was killed.",
        "He was killed 16 km north of Quito at 10:30.",
        "He was killed three days later.",
        "The 6.3 quake killed the mayor.",
        "He was hurt and paid $3 million.",
        "20 percent of the killed were foreign.",
        "This was the second attack in which he was wounded.",
        "Two gunmen killed the mayor.",
        "The mayor was killed by two soldiers in Lagos.",
        "They were killed one by one.",
        "In 12 villages guards were killed.",
        "A mother of 12 killed in Minsk was named.",
        "Nobody has claimed the killing.",
        "Some 32 people die in floods every day.",
        "There were 27 deaths per 100,000 people.",
        "The three men have not been arrested.",
        "Two men fled on a motorcycle.",
        "The 30,000 missing emails were not found.",
        "A man with five prior arrests was seen.",
        "The bus with 20 people on board was hit and the driver killed.",
        "Officers fired seven shots, wounding Osman.",
        "Two suspects told police that Osman was dead.",
    ],
)
def test_what_counts_nobody_harmed_is_no_count(text):
    assert [one for one in told(text) if one[0] not in ("attackers", "charged")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police freed 12 hostages.", [("released", 12, 12, 12)]),
        ("No hostages were killed.", [("killed", 0, 0, 0)]),
        ("Militants shot 41 people dead.", [("killed", 41, 41, 41)]),
        ("The shelling killed three and 20 were wounded.", [("killed", 3, 3, 3), ("injured", 20, 20, 20)]),
    ],
)
def test_of_two_words_for_the_same_people_the_one_that_tells_more_has_the_count(text, expected):
    assert told(text) == expected


def test_two_figures_for_one_harm_stay_two():
    text = "The ministry said 12 people were killed, while rebels said 40 people were killed."
    assert told(text) == [("killed", 12, 12, 12), ("killed", 40, 40, 40)]


def test_a_count_points_at_its_words_its_harm_and_those_it_counts():
    text = "At least 12 people were killed, and there were 45 injuries."
    dead, hurt = counted(text)
    assert text[dead.count.span.start : dead.count.span.end] == "At least 12 people"
    assert text[dead.trigger.start : dead.trigger.end] == "killed"
    assert dead.who == dead.count.span
    assert dead.role is Role.VICTIM
    assert dead.types[0] is EventType.DEATH
    assert text[hurt.trigger.start : hurt.trigger.end] == "injuries"
    assert hurt.who is None


def test_every_harm_counts_something_that_events_know():
    assert all(what.types for what in whats().values())


PIECES = st.sampled_from(
    ["killed", "were", "12", "at least", "people", "and", "of the", "a", "dozens", "(", ",", "who", "dead", "no", "-",
     "death toll", "to", "between", "3", "wounded", "including", "“", "man", "his wife", "half", "million", ".", "1,2"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map(" ".join).filter(str.strip))
def test_whatever_the_words_bounds_hold_and_spans_lie_in_the_text(text):
    for one in counted(text):
        low, best, high = one.count.low, one.count.best, one.count.high
        assert best is not None
        assert low is None or low <= best
        assert high is None or best <= high
        assert one.count.span.end <= len(text)
        assert one.trigger.end <= len(text)

import base64
import hashlib
import re

import pytest
from hypothesis import given
from lxml import html

from onrecord.cells import visible
from onrecord.types import Act, Form, Record, Source, SourceKind, Span, Statement
from onrecord.views.html import render_fragment, render_html
from onrecord.views.style import DARK, LIGHT
from tests.build import CROSSING, article, crossing, span
from tests.laws.strategies import LAW, records

MARKED = ("paper", "content", "nested", "deeper")
STANDS_ON = {
    "ink": (*MARKED, "panel"),
    "source": MARKED,
    "cue": MARKED,
    "quiet": ("paper", "panel", "content"),
    "alarm": ("paper", "panel", "content"),
    "event": (*MARKED, "panel"),
    "firm": ("paper", "panel", "content"),
    "open": ("paper", "panel", "content"),
    "paper": ("firm",),
}
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "div", "main", "article", "header", "footer", "section",
    "h1", "h2", "p", "br", "ol", "ul", "li", "a", "b", "i", "mark", "span", "sup", "strong", "time",
    "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "details", "summary",
}  # fmt: skip

EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)>"><b>&amp;</style>'


def tree(record):
    return html.document_fromstring(render_html(record))


def words(element):
    """The text of an element without the numbers that lead to notes."""
    return "".join(element.xpath(".//text()[not(ancestor::sup)]"))


def all_text(page):
    rows = page.xpath("//article//div[@class='row']/*[1]")
    return "".join("".join(words(row) for row in rows).split())


# ---- The article -----------------------------------------------------------------------------------------


def test_the_whole_article_stands_on_the_page_in_order():
    assert all_text(tree(crossing())) == "".join(CROSSING.split())


@LAW
@given(records())
def test_no_word_is_lost_or_added_however_findings_overlap(record):
    # A form feed is white space to Python and � to the eye: left out on both sides.
    expected = "".join(visible(record.article.text).split())
    assert all_text(tree(record)).replace("�", "") == expected.replace("�", "")


@pytest.mark.parametrize(
    ("css_class", "marked"),
    [
        ("source in-3", ["Türkiye"]),
        ("cue in-3", ["announced"]),
        ("c1 in-3", ["that it would reopen the bridge at Zakho, closed since 2 March"]),
        ("c1 in-9", ["The bridge", "the last open road to Mosul"]),
        ("c1 in-6", ["the governor had promised "]),
        ("c2 in-6 in-7", ["that “every truck will be searched” before it crosses"]),
        ("source in-7", ["the governor"]),
        ("quote", ["Nobody was told,", "every truck will be searched"]),
        ("time", ["Monday", "2 March", "noon"]),
        ("name place", ["Zakho"]),
        ("dateline", ["ZAKHO, Iraq"]),
    ],
)
def test_what_was_found_is_marked_where_it_stands(css_class, marked):
    found = tree(crossing()).xpath(f"//article//div[@class='row']/*[1]//*[@class='{css_class}']")
    assert [words(element) for element in found] == marked


def test_findings_that_overlap_without_nesting_are_cut_into_pieces():
    text = "Ana Ruiz of Lima said the road north of Lima was shut"
    first = Statement(
        "s1", Source(span(text, "Ana Ruiz of Lima"), SourceKind.PERSON, True), span(text, "said"), Act.SAY,
        (span(text, "the road north"),), Form.INDIRECT, "tags",
    )  # fmt: skip
    second = Statement(
        "s2",
        None,
        span(text, "said", 0),
        Act.SAY,
        (span(text, "north of Lima was shut"),),
        Form.INDIRECT,
        "tags",
    )
    page = tree(Record(article(text), statements=(first, second)))
    marks = [
        (mark.get("class"), words(mark)) for mark in page.xpath("//article//div[@class='row']/*[1]//mark")
    ]
    assert marks == [("c1 in-1", "the road "), ("c1 in-1 in-2", "north"), ("c1 in-2", " of Lima was shut")]


def test_a_content_over_two_paragraphs_is_marked_in_both():
    text = "“One,\nand two,” he said"
    source = Source(span(text, "he"), SourceKind.PERSON, True)
    statement = Statement("s1", source, span(text, "said"), Act.SAY, (Span(0, 15),), Form.DIRECT, "tags")
    page = tree(Record(article(text), statements=(statement,)))
    assert [words(mark).strip() for mark in page.xpath("//mark[@class='c1 in-1']")] == ["“One,", "and two,”"]


# ---- Notes and links -------------------------------------------------------------------------------------


def test_each_statement_has_a_note_beside_the_paragraph_of_its_cue():
    rows = tree(crossing()).xpath("//article//div[@class='row']")
    notes = [[note.get("id") for note in row.xpath(".//li")] for row in rows]
    assert notes == [
        ["note-1"], ["note-2"], [], ["note-3"], ["note-4", "note-5"], ["note-6", "note-7"],
        ["note-8"], ["note-9"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("note-1", "1envoy headline unnamed says"),
        ("note-4", "4Mayor Dilovan Resh saidword for word · in an interview with Radio Tigris"),
        ("note-7", "7the governor had promisedpartly word for word · within 6"),
        ("note-9", "9Somebody no source is widely viewed as (believe)"),
    ],
)
def test_a_note_tells_who_and_how(note, text):
    assert tree(crossing()).get_element_by_id(note).text_content() == text


@LAW
@given(records())
def test_every_link_within_the_page_leads_somewhere_and_no_id_stands_twice(record):
    page = tree(record)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_words_lead_to_notes_and_notes_to_words():
    page = tree(crossing())
    assert page.xpath("//a[@class='cue in-3']/@href") == ["#note-3"]
    assert page.get_element_by_id("note-3").xpath(".//a/@href") == ["#how-3", "#who-3", "#how-3"]


# ---- Above and below -------------------------------------------------------------------------------------


def test_the_facts_stand_above_the_article():
    facts = tree(crossing()).xpath("//p[@class='facts']")[0].text_content()
    assert facts == (
        "Published 17 March 2026 (year told from the weekday) · 128 words, language en · "
        "https://courier.example/world/zakho-crossing"
        "9 statements, 2 from unnamed sources, 1 with no source, 2 withheld, 1 that did not happen"
    )


def test_names_times_places_and_furniture_stand_below():
    page = tree(crossing())
    below = page.xpath("//footer")[0].text_content()
    for told in (
        "Dilovan Resh",
        "Zakho ×2",
        "2026-03-17T12:00",
        "37.14, 42.69",
        "not resolved",
        "weather box",
    ):
        assert told in below
    assert page.xpath("//footer//details/summary/text()") == ["2 lines of furniture, each with its reason"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courier.example/?a=1&b=2", True),
        ("http://courier.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("http://[half", False),
        (" javascript:alert(1)", False),
    ],
)
def test_only_addresses_of_the_web_become_links(url, linked):
    links = tree(Record(article("Rain.", url=url))).xpath("//p[@class='facts']/a/@href")
    assert links == ([url] if linked else [])


def test_a_page_without_headline_says_so_in_its_heading():
    page = tree(Record(article("Rain fell.", id="rain.txt")))
    assert page.xpath("//h1/text()") == ["No headline found"]
    assert page.findtext(".//title") == "rain.txt — on record"


# ---- Safety ----------------------------------------------------------------------------------------------


@LAW
@given(records())
def test_nothing_from_a_page_becomes_an_element_or_acts(record):
    out = render_html(record)
    page = html.document_fromstring(out)
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= ELEMENTS
    attributes = {name for element in page.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in ("src", "style", "action")}
    assert not set(out) & {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160), 0x202E)}


def test_hostile_words_are_shown_as_words_wherever_they_stand():
    record = crossing()
    facts = {"outlet": EVIL, "url": EVIL, "language": EVIL, "id": EVIL}
    hostile = Record(article(EVIL, **facts), notes=(EVIL,))
    page = tree(hostile)
    assert page.xpath("//script | //img") == []
    assert page.xpath("//p[@class='warning']/text()") == [EVIL]
    assert page.xpath("//p[@class='kicker']/text()") == [EVIL]
    assert render_html(record).count("<style>") == 1


@pytest.mark.parametrize("record", [crossing(), Record(article(EVIL))])
def test_the_file_forbids_scripts_and_requests_and_allows_only_its_own_style(record):
    page = tree(record)
    style = page.findtext(".//style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert not re.search(r"url\(|@import|expression", style)


def test_the_same_record_gives_the_same_bytes():
    assert render_html(crossing()) == render_html(crossing())
    assert render_fragment(crossing()) == render_fragment(crossing())


# ---- Fragment --------------------------------------------------------------------------------------------


def test_a_fragment_keeps_its_styles_and_ids_to_itself():
    one, other = render_fragment(crossing()), render_fragment(Record(article("Rain.")))
    page = html.fragment_fromstring(one)
    style = page.findtext("style")
    rules = [re.sub(r"\([^()]*\)", "", rule) for rule in re.findall(r"([^{}]+)\{", style) if "@" not in rule]
    assert all(part.strip().startswith(".onrecord") for rule in rules for part in rule.split(","))
    prefixes = {re.match(r"r[0-9a-f]{8}-", name)[0] for name in page.xpath("//@id")}
    assert len(prefixes) == 1
    assert not any(prefix in other for prefix in prefixes)
    assert "<html" not in one


# ---- Contrast --------------------------------------------------------------------------------------------


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"), [(ink, ground) for ink, grounds in STANDS_ON.items() for ground in grounds]
)
def test_every_ink_can_be_read_on_every_ground(palette, ink, ground):
    light, dark = sorted((luminance(palette[ink]), luminance(palette[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5

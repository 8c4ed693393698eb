"""The pages of the desk, without a browser: what stands on them, in every form, and that no word of a page acts."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from onrecord.kept import open_record
from onrecord.story.order import make_id
from onrecord.types import (
    Because,
    Copy,
    CopyKind,
    EventType,
    JudgementKind,
    PageKind,
    Span,
    Status,
    StatusChange,
    Story,
)
from onrecord.web.slugs import slug, unslug
from onrecord.web.values import Role
from tests.build import crossing, raid, span
from tests.changing import claimed_then_confirmed, unnamed_alone
from tests.conftest import new_database
from tests.crossed import crossing_pages
from tests.desk_hostile import EVIL, GIANT, crowded_record, hostile_record, long_record
from tests.desk_memory import MemoryDesk, desk_of, file_record
from tests.desk_visit import TOKEN, HandReaders, accounts, crossing_desk, guarded_desk, open_desk, send
from tests.sharing_a_name import osmans

FINDINGS = [one.id for one in (*raid().statements, *raid().events, *raid().entities)]
REQUESTS = ("src", "srcset", "href", "action", "formaction", "data", "poster", "background", "ping", "style")


def tree(answer):
    assert answer.status_code == 200, answer.text[:400]
    return html.document_fromstring(answer.text)


def words(element):
    return " ".join(element.text_content().split())


def hostile_desk() -> MemoryDesk:
    record = hostile_record()
    older = replace(record, article=replace(record.article, text=record.article.text.replace("END", "AND")))
    filed = file_record(f"evil/{EVIL}", older, record)
    copied = file_record(f"copy {EVIL}.json", record)
    desk = desk_of([filed, copied])
    copy = Copy(copied.id, filed.id, CopyKind.PART, 1.0, EVIL)
    story = desk.told[0] = replace(desk.told[0], title=EVIL, copies=(copy,))
    incident = story.incidents[0].id
    desk.changed = [replace(changed(story.id, EVIL, "2026-03-18", EVIL), incident=incident)]
    return desk


def changed(story: str, words: str, day: str, why: str) -> StatusChange:
    because = (Because(why, None),)
    return StatusChange(story, "i1", words, EventType.ASSAULT, Status.CLAIMED, Status.CONFIRMED, day, because)


def raid_of(desk) -> Story:
    """The story of the raid."""
    return desk.story(next(row.id for row in desk.stories() if len(row.articles) > 1))


def addresses(desk) -> list[str]:
    """Every page that shows something of the record."""
    story = raid_of(desk)
    article = f"/articles/{slug(min(story.articles))}"
    incidents = [f"/stories/{story.id}/incidents/{one.id}" for one in story.incidents[:1]]
    return [
        "/", "/stories", f"/stories/{story.id}", *incidents, "/contradictions", "/changes", "/articles", article,
        f"{article}?at=2-9#at", f"{article}/s1", f"{article}/v1", f"{article}/e1", f"{article}/versions",
        f"/who/{slug('Zakho')}", f"/who/{slug(EVIL)}", "/search?text=said", f"/search?text={slug(EVIL)}&source=x",
        "/queue", "/judgements", "/read", "/help", "/nowhere",
    ]  # fmt: skip


# ---- What stands on them ---------------------------------------------------------------------------------


def test_the_front_page_tells_what_is_new(standing):
    page = tree(open_desk(standing).get("/"))
    assert "3 articles" in words(page.xpath("//p[@class='counts']")[0])
    titles = [row.title for row in standing.stories()]
    assert [words(one) for one in page.xpath("//li[@class='story']//h3")] == titles


def test_the_front_page_tells_what_changed_since_yesterday(kept):
    list(kept.file(claimed_then_confirmed()))
    page = tree(open_desk(kept, now=datetime(2026, 3, 5, 9, tzinfo=UTC)).get("/"))
    (told,) = page.xpath("//ul[@class='changed']/li")
    assert "claimed" in words(told)
    assert "confirmed" in words(told)
    later = tree(open_desk(kept, now=datetime(2026, 3, 9, 9, tzinfo=UTC)).get("/"))
    assert later.xpath("//ul[@class='changed']/li") == []


def test_the_front_page_tells_each_change_with_its_reason():
    desk = crossing_desk()
    story = desk.told[0]
    desk.changed = [
        changed(story.id, "the seizure", "2026-03-17", "the owner confirms it"),
        changed(story.id, "long ago", "2026-03-10", "too old to tell"),
    ]
    page = tree(open_desk(desk).get("/"))
    told = [words(one) for one in page.xpath("//ul[@class='changed']/li")]
    assert len(told) == 1
    assert "claimed" in told[0]
    assert "confirmed the seizure the owner confirms it" in told[0]


def test_an_empty_record_says_what_to_do(kept):
    client = open_desk(kept)
    assert "onrecord add" in words(tree(client.get("/")))
    for address in ("/stories", "/articles", "/contradictions", "/changes", "/queue", "/judgements"):
        assert client.get(address).status_code == 200


def test_both_kinds_of_database_show_the_same_pages(tmp_path, postgresql):
    told = []
    for address in (str(tmp_path / "record.db"), new_database(postgresql)):
        with open_record(address) as kept:
            list(kept.file(crossing_pages()))
            client = open_desk(kept)
            pages = {where: client.get(where).text for where in addresses(kept)}
            told.append({where: TOKEN.sub("", text) for where, text in pages.items()})
    assert told[0] == told[1]


def test_no_link_of_the_desk_leads_nowhere(standing):
    client = open_desk(standing)
    waiting, seen, dead = ["/"], {"/"}, {}
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        if answer.status_code not in (200, 303):
            dead[address] = answer.status_code
        if "html" not in answer.headers.get("content-type", ""):
            continue
        for link in html.document_fromstring(answer.text).xpath("//a/@href | //img/@src"):
            found = urlsplit(urljoin(address, link))
            at = found.path + (f"?{found.query}" if found.query else "")
            # searches lead to searches without end, words of an article each to its own place in it
            if at not in seen and not found.netloc and not (address.startswith("/search") and found.query):
                seen.add(at)
                waiting.append(at)
    assert dead == {}
    assert len(seen) > 60


def test_a_story_groups_what_is_known_by_status_and_folds_copies(standing):
    story = raid_of(standing)
    page = tree(open_desk(standing).get(f"/stories/{story.id}"))
    known = {section.get("aria-labelledby") for section in page.xpath("//section[@class='of-status']")}
    assert known == {f"is-{one.status}" for one in story.incidents}
    assert len(page.xpath("//section[@id='articles']//ol[contains(@class,'articles')]/li")) == 1
    assert "1 copy of it" in words(page.xpath("//section[@id='articles']")[0])


def test_a_story_answers_to_the_id_of_any_of_its_articles(standing):
    story = raid_of(standing)
    other = next(id for id in (make_id("s", one) for one in story.articles) if id != story.id)
    assert open_desk(standing).get(f"/stories/{other}").status_code == 200
    assert open_desk(standing).get("/stories/s0000000000").status_code == 404


def test_every_piece_of_evidence_leads_to_its_words_marked_in_their_article(standing):
    client = open_desk(standing)
    links = tree(client.get(f"/stories/{raid_of(standing).id}")).xpath("//blockquote[@class='words']/a/@href")
    assert links
    for link in dict.fromkeys(links):
        parts = urlsplit(link)
        start, end = map(int, parts.query.removeprefix("at=").split("-"))
        article = standing.article(unslug(parts.path.rpartition("/")[2])).article
        cited = tree(client.get(link)).xpath("//*[contains(@class,'cited')]")
        told = "".join("".join(one.xpath(".//text()[not(ancestor::sup)]")) for one in cited)
        assert told.split() == article[Span(start, end)].split()


def test_words_can_be_pointed_at_in_an_older_version_too(standing):
    older = standing.article("crossing").versions[0].record.article
    at = span(older.text, "nine")
    page = tree(open_desk(standing).get(f"/articles/crossing?version=1&at={at.start}-{at.end}"))
    assert [words(one) for one in page.xpath("//*[contains(@class,'cited')]")] == ["nine"]


@pytest.mark.parametrize("at", ["0-0", "9-2", "x-y", "1-99999999999", "-1-4", "999999-9999999"])
def test_offsets_that_mean_nothing_are_passed_over(standing, at):
    assert open_desk(standing).get(f"/articles/crossing?at={at}").status_code == 200


def test_all_words_of_an_article_stand_on_its_page_in_order(standing):
    page = tree(open_desk(standing).get("/articles/crossing"))
    rows = page.xpath("//article//div[@class='row']/*[1]")
    told = "".join("".join(row.xpath(".//text()[not(ancestor::sup)]")) for row in rows)
    assert "".join(told.split()) == "".join(crossing().article.text.split())


def test_versions_are_compared_word_by_word(standing):
    page = tree(open_desk(standing).get("/articles/crossing/versions"))
    assert [words(one) for one in page.xpath("//section[@class='compared']/p[@class='changed']/del")] == [
        "nine."
    ]
    assert [words(one) for one in page.xpath("//section[@class='compared']/p[@class='changed']/ins")] == [
        "noon."
    ]


@pytest.mark.parametrize("finding", FINDINGS)
def test_every_finding_has_a_page_of_its_own(standing, finding):
    page = tree(open_desk(standing).get(f"/articles/raid.html/{finding}"))
    assert page.xpath("//blockquote[@class='context']")
    assert page.xpath("//form[@action='/judgements']//button[@value='accept']")


def test_searching_narrows_down_and_goes_on(standing):
    client = open_desk(standing)
    assert "Words find statements" in client.get("/search").text
    denied = tree(client.get("/search?act=say&what=statements"))
    assert len(denied.xpath("//li[contains(@class,'hit')]")) > 1
    assert client.get("/search?act=sing").status_code == 400
    assert client.get("/search?since=yesterday").status_code == 400
    assert "Nothing on the record" in client.get("/search?text=zebra").text


@pytest.mark.parametrize(
    "address",
    ["/stories?since=monday", "/changes?since=foo", "/stories?cursor=abc", "/contradictions?cursor=x"],
)
def test_what_cannot_be_asked_says_so(standing, address):
    answer = open_desk(standing).get(address)
    assert answer.status_code == 400
    assert "as in 2026-03-17" in answer.text or "begin without one" in answer.text


def test_each_value_that_narrows_a_search_is_a_link_with_its_count(standing):
    client = open_desk(standing)
    page = tree(client.get("/search?source=Front"))
    ways = page.xpath("//nav[@aria-label='Narrow down']//li")
    assert len(ways) > 5
    for way in ways:
        found = tree(client.get(way.xpath("./a/@href")[0]))
        assert len(found.xpath("//li[contains(@class,'hit')]")) == int(words(way).split()[-1])
    wider = page.xpath("//ul[@class='asked']//a/@href")
    assert wider == ["/search"]
    rows = list(csv.DictReader(io.StringIO(client.get("/search/facets.csv?source=Front").text)))
    assert len(rows) == len(ways)


def test_a_search_is_saved_and_forgotten():
    client = open_desk()
    send(
        client,
        "/searches",
        {"query": "text=Zakho&evil=1", "title": "the bridge"},
        form_at="/search?text=Zakho",
    )
    page = tree(client.get("/search"))
    assert page.xpath("//section[@class='saved']//a/@href") == ["/search?text=Zakho"]
    number = page.xpath("//section[@class='saved']//input[@name='id']/@value")[0]
    send(client, "/searches/drop", {"id": number}, form_at="/search")
    assert "Saved searches" not in client.get("/search").text


def test_nobody_of_that_name_is_said_plainly(standing):
    assert open_desk(standing).get("/who/Nobody~20Known").status_code == 404


@pytest.mark.parametrize(
    "id", ["a.json", "a/b c.html", "https://x.example/?a=1#b", "..", ".", "~", "", "ünï", "x.csv", EVIL]
)
def test_ids_stand_in_addresses_and_come_back(id):
    piece = slug(id)
    assert unslug(piece) == id.encode("utf-8", "replace").decode()
    assert all(character.isalnum() or character in "_.-~" for character in piece)
    assert not piece.endswith((".json", ".csv"))
    assert piece not in (".", "..")


def test_those_who_share_a_name_are_told_apart_on_its_page(kept):
    list(kept.file(osmans()))
    client = open_desk(kept)
    every = tree(client.get("/who/Osman"))
    links = every.xpath("//section[@class='bearers']//li/a")
    assert {words(one) for one in links} == {"Sara Osman", "Yusuf Osman"}
    yusuf = next(one.get("href") for one in links if "Yusuf" in words(one))
    one = tree(client.get(yusuf))
    assert words(one.xpath("//h1")[0]) == "Yusuf Osman"
    assert len(one.xpath("//section[@id='said']//li[contains(@class,'hit')]")) == 1
    assert [words(each) for each in one.xpath("//li[@aria-current]/a")] == ["Yusuf Osman"]
    assert client.get("/who/Osman?bearer=p0").status_code == 404


# ---- Forms -----------------------------------------------------------------------------------------------


def test_every_page_has_its_data_beside_it_and_every_table_is_csv(standing):
    client = open_desk(standing)
    for address in addresses(standing)[:-3]:
        page = client.get(address)
        if page.status_code != 200:
            continue
        for link in html.document_fromstring(page.text).xpath("//footer//a/@href"):
            answer = client.get(link)
            assert answer.status_code == 200, link
            if ".json" in link:
                json.loads(answer.text)
            if ".csv" in link:
                rows = list(csv.reader(io.StringIO(answer.text)))
                assert {len(row) for row in rows} == {len(rows[0])}


def test_csv_holds_no_formula_and_no_character_that_acts():
    desk = crossing_desk()
    desk.told = [replace(desk.told[0], title="=HYPERLINK(1)\u202e")]
    rows = list(csv.DictReader(io.StringIO(open_desk(desk).get("/stories.csv").text)))
    assert rows[0]["title"] == "'=HYPERLINK(1)�"


def test_the_data_of_an_article_is_its_record(standing):
    data = open_desk(standing).get("/articles/crossing.json").json()
    assert data["schema"] == "onrecord/1"
    assert len(data["statements"]) == len(crossing().statements)


def test_the_page_as_it_came_can_only_be_saved():
    answer = open_desk(hostile_desk()).get(f"/articles/{slug('evil/' + EVIL)}/page.txt")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-type"] == "application/octet-stream"


# ---- Reading and judging ---------------------------------------------------------------------------------


def test_a_pasted_text_is_read_shown_and_kept(kept):
    readers = HandReaders()
    client = open_desk(kept, readers=readers)
    shown = send(client, "/read", {"text": "<html><body>words\r\nof it", "outlet": "The Ledger"}).headers[
        "location"
    ]
    (page,) = readers.seen
    assert (page.kind, page.outlet, page.body) == (PageKind.HTML, "The Ledger", b"<html><body>words\nof it")
    assert "Not kept yet" in client.get(shown).text
    assert kept.counts().articles == 0
    filed = send(client, f"{shown}/keep", {}, form_at=shown).headers["location"]
    assert client.get(filed).status_code == 200
    assert kept.counts().articles == 1
    assert client.get(shown).status_code == 404


def test_a_page_that_cannot_be_read_says_why_and_keeps_what_was_typed():
    answer = send(open_desk(), "/read", {"address": "https://empty.example/a"})
    assert answer.status_code == 400
    assert "found no article text" in answer.text
    assert "https://empty.example/a" in answer.text
    both = send(open_desk(), "/read", {"address": "https://a.example/", "text": "words"})
    assert "one of the two" in both.text


def test_a_draft_is_its_readers_own():
    kept = accounts()
    one, other = guarded_desk(Role.READER, kept=kept), guarded_desk(Role.REVIEWER, kept=kept)
    shown = send(one, "/read", {"text": "words"}).headers["location"]
    assert one.get(shown).status_code == 200
    assert other.get(shown).status_code == 404
    assert send(one, f"{shown}/keep", {}, form_at=shown).status_code == 403


def test_a_judgement_is_made_told_and_undone(crossed):
    client = open_desk(crossed)
    fields = {
        "kind": "reject",
        "subject": "crossing#s1",
        "reason": "a caption",
        "back": "/articles/crossing/s1",
    }
    assert (
        send(client, "/judgements", fields, form_at="/articles/crossing/s1").headers["location"]
        == fields["back"]
    )
    (judged,) = crossed.judgements()
    assert (judged.kind, judged.author, judged.subjects) == (JudgementKind.REJECT, "ana", ("crossing#s1",))
    assert judged.at == "2026-03-18T09:00:00+00:00"
    assert "a caption" in client.get("/judgements").text
    assert "misread" in client.get("/articles/crossing/s1").text
    assert "reject" in words(tree(client.get("/articles/crossing")).xpath("//li[@id='note-1']")[0])
    send(client, "/judgements/undo", {"id": judged.id}, form_at="/judgements")
    assert "Undone by ana" in words(tree(client.get("/judgements")))
    assert "reject" not in words(tree(client.get("/articles/crossing")).xpath("//li[@id='note-1']")[0])


def test_two_are_told_to_be_the_same_or_not_from_the_page_of_either(crossed):
    client = open_desk(crossed)
    page = tree(client.get("/articles/raid.html/e2"))
    alike = page.xpath("//optgroup[@label='taken for the same now']/option/@value")
    assert alike == ["news/copy of it.html#e2"]
    assert len(page.xpath("//optgroup[@label='taken for others']/option")) > 2
    fields = {"kind": "other_entity", "subject": ["raid.html#e2", *alike], "reason": "his brother"}
    send(client, "/judgements", fields, form_at="/articles/raid.html/e2")
    (judged,) = crossed.judgements()
    assert judged.subjects == ("raid.html#e2", "news/copy of it.html#e2")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "correct", "subject": "crossing#s1", "was-act": "say", "is-act": "deny"}, 303),
        ({"kind": "correct", "subject": "crossing#s1", "was-act": "say", "is-act": "say"}, 400),
        ({"kind": "correct", "subject": "crossing#s1", "was-act": "say", "is-act": "sing"}, 400),
        ({"kind": "note", "subject": "crossing", "reason": "look again"}, 303),
        ({"kind": "note", "subject": "crossing"}, 400),
        ({"kind": "accept", "subject": "crossing#s999"}, 404),
        ({"kind": "accept", "subject": "elsewhere#s1"}, 404),
        ({"kind": "accept"}, 400),
        ({"kind": "sing", "subject": "crossing"}, 400),
        ({"kind": "same_story", "subject": "crossing"}, 400),
        ({"kind": "same_story", "subject": ["crossing", "news/copy of it.html"]}, 303),
    ],
)
def test_a_judgement_that_says_too_little_or_of_nothing_is_not_kept(crossed, fields, status):
    client = open_desk(crossed)
    assert send(client, "/judgements", fields, form_at="/articles/crossing/s1").status_code == status
    assert len(crossed.judgements()) == (status == 303)


def test_what_is_worth_checking_goes_from_the_queue_once_it_is_judged(kept):
    list(kept.file(unnamed_alone()))
    client = open_desk(kept)
    subjects = tree(client.get("/queue")).xpath("//input[@name='subject']/@value")
    assert subjects
    send(
        client, "/judgements", {"kind": "accept", "subject": subjects[0], "back": "/queue"}, form_at="/queue"
    )
    assert subjects[0] not in tree(client.get("/queue")).xpath("//input[@name='subject']/@value")


# ---- Hostile pages ---------------------------------------------------------------------------------------


def test_no_word_of_a_page_is_ever_markup():
    desk = hostile_desk()
    client = open_desk(desk)
    fields = {"kind": "note", "subject": f"evil/{EVIL}#s1", "reason": EVIL, "back": EVIL}
    assert send(client, "/judgements", fields, form_at="/read").headers["location"] == "/"
    send(client, "/searches", {"query": f"text={slug(EVIL)}", "title": EVIL}, form_at="/search?text=a")
    for address in addresses(desk):
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        assert not {"\u202e", "\u202c"} & set(answer.text), address
        page = html.document_fromstring(answer.text)
        assert [one.get("src")[:13] for one in page.iter("script")] == ["/static/desk.js"[:13]], address
        assert not list(page.iter("iframe", "object", "embed", "style", "base")), address
        for element in page.iter():
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (address, name)
                if name in REQUESTS:
                    assert value.startswith(("/", "#", "?")), (address, name, value)


def test_markup_in_data_can_only_be_read_as_data():
    text = open_desk(hostile_desk()).get("/front.json").text
    assert "<" not in text
    assert json.loads(text)["stories"]["items"][0]["title"].startswith("<script>")


def test_a_page_with_ten_thousand_findings_in_one_paragraph_is_shown_and_says_what_is_left_out():
    record = crowded_record()
    desk = MemoryDesk({"crowded": file_record("crowded", record)})
    answer = open_desk(desk).get("/articles/crowded")
    page = tree(answer)
    assert len(answer.content) < 4_000_000
    assert 0 < len(page.xpath("//li[starts-with(@id,'note-')]")) <= 300
    assert "19400 more here" in words(page)
    assert open_desk(desk).get("/articles/crowded/statements.csv").text.count("\n") == 10_001


def test_a_long_article_is_shown_in_parts_and_words_are_found_in_theirs():
    record = long_record()
    client = open_desk(MemoryDesk({"long": file_record("long", record)}))
    page = tree(client.get("/articles/long"))
    parts = page.xpath("//p[@class='notice']/a/@href")
    assert len(parts) > 1
    told = 0
    for address in ("/articles/long", *parts):
        told += len(tree(client.get(address)).xpath("//li[starts-with(@id,'note-')]"))
    assert told == 1_200
    at = record.statements[1_000].cue
    cited = tree(client.get(f"/articles/long?at={at.start}-{at.end}"))
    assert [words(one) for one in cited.xpath("//*[@id='at']/..")]


def test_giant_words_are_cut_in_lists_and_whole_in_their_article():
    client = open_desk(hostile_desk())
    assert GIANT in client.get(f"/articles/{slug('evil/' + EVIL)}").text
    assert all(GIANT not in client.get(address).text for address in ("/", "/articles", "/search?text=giant"))

"""The desk in a real browser: every page of the sample newsroom in light, dark, narrow; by keyboard; no script.

What is looked at needs one database: that both give the same pages is shown in `test_desk_pages`. What is done there
(keeping, judging, undoing, searching) is done in both.
"""

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.kept import open_record
from onrecord.kept.values import StoryQuery
from onrecord.pipeline import find_all_pages, read_many
from onrecord.web import make_desk
from onrecord.web.accounts import open_accounts
from onrecord.web.reading import Readers
from onrecord.web.slugs import slug
from onrecord.web.values import DeskSettings, Role, User
from tests.conftest import KINDS, new_address
from tests.desk_browser import Visit, open_browser, serve
from tests.desk_hostile import EVIL, crowded_record, hostile_record
from tests.desk_memory import desk_of, file_record
from tests.desk_visit import QUICK, HandReaders, accounts

NEWSROOM = Path(__file__).parent.parent / "examples" / "newsroom"
TRAIN = (
    "train",
    "nineteen",
    "driver",
    "union",
    "bus",
    "line",
    "resigned",
    "survivors",
)  # one of its two matters
REVISED = "https://www.darmorningstar.example/2026/09/10/union-says-train-toll-is-far-higher"
ARTICLE = f"/articles/{slug(REVISED)}"
NOW = datetime(2026, 9, 12, 9, tzinfo=UTC)
PAGES = (
    "/", "/stories", "{story}", "{incident}", "/contradictions", "/contradictions?revisions=yes",
    "/changes?since=2026-09-07", "/articles", ARTICLE, f"{ARTICLE}/s1", f"{ARTICLE}/v1", f"{ARTICLE}/versions",
    "/who", "/who/Baraka~20Shija", "/search?text=train", "/queue", "/judgements", "/read", "/help", "/nowhere",
)  # fmt: skip
TEXT = """\
Bridge at Zakho shut after blast
ZAKHO, Iraq (Ledger) - The border police said on Monday that a blast had killed two drivers at the Zakho bridge.
The mayor, Dilovan Resh, said the bridge would stay shut for a week.
"""


@pytest.fixture(scope="module")
def browser():
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def train(browser):
    """The newsroom's pages of the train with their records: read once, filed in each kind of database."""
    sources = [path for path in sorted(NEWSROOM.iterdir()) if any(word in path.name for word in TRAIN)]
    pages = list(find_all_pages(sources))
    return [(page, told.result) for page, told in zip(pages, read_many(pages, workers=1), strict=True)]


@pytest.fixture(scope="module", params=KINDS)
def either(request, train, tmp_path_factory):
    """The train kept and served, in each kind of database."""
    with served_from(new_address(request, tmp_path_factory.mktemp("desk")), train, tmp_path_factory) as found:
        yield found


@pytest.fixture(scope="module")
def served(train, tmp_path_factory):
    """The train kept in a file and served; its address, and the addresses of a story."""
    address = str(tmp_path_factory.mktemp("desk") / "record.db")
    with served_from(address, train, tmp_path_factory) as found:
        yield found


@contextmanager
def served_from(address, records, folders):
    settings = DeskSettings(open_to=User("ana", Role.ADMIN))
    with open_record(address) as kept:
        list(kept.file(records))
        file = folders.mktemp("users") / "record.desk.db"
        users = open_accounts(address if address.startswith("postgresql:") else str(file), hasher=QUICK)
        readers = Readers(1, settings.read_seconds)
        row = next(row for row in kept.stories(StoryQuery(text="train")) if len(row.articles) > 2)
        incident = max(kept.story(row.id).incidents, key=lambda one: len(one.testimonies))
        story = f"/stories/{row.id}"
        with serve(make_desk(kept, users, readers, settings, now=lambda: NOW)) as base:
            yield base, {"story": story, "incident": f"{story}/incidents/{incident.id}"}
        users.close()


@pytest.fixture(scope="module")
def harmful(browser):
    """What means harm, served; its address."""
    desk = desk_of([file_record(f"evil/{EVIL}", hostile_record())])
    desk.filed["crowded"] = file_record("crowded", crowded_record())
    settings = DeskSettings(open_to=User("ana", Role.ADMIN), page_seconds=120)
    with serve(make_desk(desk, accounts(users=False), HandReaders(), settings, now=lambda: NOW)) as base:
        yield base


@pytest.mark.parametrize("address", PAGES)
def test_every_page_reads_well_in_light_dark_and_narrow(browser, served, address):
    base, names = served
    with Visit(browser, base, viewport={"width": 1280, "height": 900}) as visit:
        visit.page.goto(address.format(**names))
        assert visit.issues() == []
        assert visit.overflow() <= 0
        visit.page.emulate_media(color_scheme="dark")
        assert visit.issues("color-contrast", "link-in-text-block") == []
        visit.page.set_viewport_size({"width": 390, "height": 800})
        assert visit.overflow() <= 0
        assert [one for one in visit.wrong if "404" not in one] == []
        assert bool(visit.wrong) == (address == "/nowhere")


def test_a_text_is_pasted_read_and_kept(browser, either):
    with Visit(browser, either[0]) as visit:
        page = visit.page
        page.goto("/read")
        page.get_by_label("Paste the text of the page, or its HTML").fill(TEXT)
        page.get_by_label("Outlet").fill("The Ledger")
        page.get_by_role("button", name="Read it").click()
        page.get_by_text("Not kept yet").wait_for()
        assert page.locator("mark").count() > 0
        page.get_by_role("button", name="Keep it", exact=True).click()
        page.wait_for_url("**/articles/**")
        page.goto("/articles")
        assert page.get_by_role("link", name="Bridge at Zakho shut after blast").count() == 1
        assert visit.wrong == []


def test_a_judgement_is_made_by_keyboard_alone_told_and_undone(browser, either):
    with Visit(browser, either[0]) as visit:
        page = visit.page
        page.goto("/")
        page.keyboard.press("/")
        page.keyboard.type("train derailed")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search**")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/**")
        page.goto(f"{ARTICLE}/s1")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "reason":
                break
        page.keyboard.type("a caption, not a statement")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".judgement", has_text="misread").wait_for()
        page.locator("html.scripted").wait_for(state="attached")
        page.keyboard.press("g")
        page.keyboard.press("f")
        page.wait_for_url(f"{visit.base}/")
        page.goto("/judgements")
        told = page.locator(".judgement", has_text="a caption, not a statement")
        assert "misread" in told.inner_text()
        assert "ana" in told.inner_text()
        told.get_by_role("button", name="Undo").focus()
        page.keyboard.press("Enter")
        page.locator(".judgement.undone", has_text="Undone by ana").wait_for()
        assert visit.wrong == []


def test_everything_works_without_script(browser, either):
    with Visit(browser, either[0], java_script_enabled=False) as visit:
        page = visit.page
        page.goto(either[1]["story"])
        page.locator("blockquote.words a").first.click()
        assert page.locator(".cited").count() > 0
        page.goto(f"{ARTICLE}/v1")
        page.get_by_text("It is right but for").click()
        page.get_by_label("modality").select_option("possible")
        page.get_by_role("button", name="Correct it so").click()
        judged = page.locator(".judgement", has_text="modality is possible")
        judged.get_by_role("button", name="Undo").click()
        page.locator(".judgement.undone").wait_for()
        page.goto("/search")
        form = page.get_by_role("search", name="All that a search can ask")
        form.locator("select[name=act]").select_option("deny")
        form.get_by_role("button").click()
        assert page.locator(".hit").count() > 0


def test_words_light_up_with_their_note_and_lead_to_it(browser, served):
    with Visit(browser, served[0], viewport={"width": 1280, "height": 900}) as visit:
        page = visit.page
        page.goto(ARTICLE)
        words = page.locator("a.cue").first
        outline = "one => getComputedStyle(one).outlineStyle"
        assert words.evaluate(outline) == "none"
        page.locator(".note").first.hover()
        assert words.evaluate(outline) == "solid"
        words.click()
        assert page.locator(".note:target").count() == 1


def test_what_means_harm_is_shown_and_does_none(browser, harmful):
    evil = f"/articles/{slug('evil/' + EVIL)}"
    pages = (
        evil,
        f"{evil}/s1",
        f"{evil}/v1",
        f"{evil}/e1",
        f"/who/{slug(EVIL)}",
        "/search?text=SOURCE",
        "/",
        "/stories",
    )
    with Visit(browser, harmful, viewport={"width": 390, "height": 800}) as visit:
        visit.page.add_init_script("window.harm = () => { throw new Error('harm was done'); }")
        for address in pages:
            visit.page.goto(address)
            assert visit.page.evaluate("document.querySelectorAll('script').length") == 1, address
            assert visit.overflow() <= 0, address
            assert "\u202e" not in visit.page.inner_text("body"), address
        assert [one for one in visit.wrong if "404" not in one] == []


def test_ten_thousand_statements_are_shown(browser, harmful):
    with Visit(browser, harmful) as visit:
        visit.page.goto("/articles/crowded")
        assert visit.page.locator(".note").count() == 300
        assert visit.wrong == []


def test_on_paper_there_is_nothing_to_press(browser, served):
    with Visit(browser, served[0]) as visit:
        visit.page.goto(served[1]["story"])
        visit.page.emulate_media(media="print")
        shown = visit.page.locator("button, nav, input").evaluate_all(
            "all => all.filter(one => one.offsetParent).length"
        )
        assert shown == 0

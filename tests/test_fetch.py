"""Files, folders and streams: what comes out of each, and what is said where nothing can."""

from __future__ import annotations

import gzip
import io
import os
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import NotAPage, PageNotFound, TooLarge
from onrecord.fetch import FailedPage, Limits, Outside, find_pages
from onrecord.fetch.bodies import ContentType, parse_content_type
from onrecord.fetch.files import find_in_stream
from onrecord.fetch.sniffing import HEAD_BYTES, Shape, find_binary, find_kind, find_shape
from onrecord.fetch.values import Asked
from onrecord.types import Page, PageKind

TODAY = date(2026, 11, 22)
HTML = b"<!doctype html><html><body><p>The mayor of Split said the bridge was closed.</p></body></html>"
FLAT = b"Home\nWorld\nThe bridge was closed, the mayor of Split said on Monday.\n"


def page_at(path: Path | str, **told: object) -> Page:
    (page,) = find_pages(path, today=TODAY, **told)  # type: ignore[arg-type]
    assert isinstance(page, Page), page
    return page


def failure_at(path: Path | str, **told: object) -> FailedPage:
    (page,) = find_pages(path, today=TODAY, **told)  # type: ignore[arg-type]
    assert isinstance(page, FailedPage), page
    return page


def from_stdin(body: bytes) -> Outside:
    return Outside(stdin=io.BytesIO(body))


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("a.html", HTML, PageKind.HTML),
        ("a.HTM", b"Cover <b>story</b>", PageKind.HTML),
        ("a.html", FLAT, PageKind.FLAT),
        ("a.txt", FLAT, PageKind.FLAT),
        ("a.txt", HTML, PageKind.HTML),
        ("a.txt", b"\xff\xfe" + HTML.decode().encode("utf-16-le"), PageKind.HTML),
        ("a.txt", "Zagreb – вода".encode("utf-16"), PageKind.FLAT),
        ("a.txt", b"caf\xe9 in Osijek", PageKind.FLAT),
        ("a.md", b"# News\n<br><br><img src='x'><br>\nRain in <b>Zadar</b>.", PageKind.FLAT),
        ("a.md", HTML, PageKind.HTML),
        ("a", HTML, PageKind.HTML),
        ("a.page", FLAT, PageKind.FLAT),
        ("a.html.gz", gzip.compress(HTML, mtime=0), PageKind.HTML),
        ("a.txt.gz", gzip.compress(FLAT, mtime=0), PageKind.FLAT),
        ("a.txt", b'{"id": "not a record", but a text in a file that is called one}', PageKind.FLAT),
    ],
)
def test_a_file_is_a_page_of_the_kind_its_bytes_show(
    tmp_path: Path, name: str, body: bytes, kind: PageKind
) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    page = page_at(path)
    expected = gzip.decompress(body) if name.endswith(".gz") else body
    assert page == Page(id=str(path), body=expected, kind=kind, fetched=TODAY)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\n <!-- saved --><?xml version='1.0'?>\n<!DOCTYPE HTML>", PageKind.HTML),
        ("\ufeff<html lang=hr>", PageKind.HTML),
        ("to the ministry</p><p>It said</p></div>", PageKind.HTML),  # cut at its top
        ('Rain. <a href="/x">More</a>', PageKind.FLAT),
        ("if a < b and c > d, see <https://split.example/> or <mayor@split.example>", PageKind.FLAT),
        ('<tweet id="1">Closed!</tweet> <tweet id="2">Open.</tweet> <tweet id="3">x</tweet>', PageKind.FLAT),
        ("", PageKind.FLAT),
    ],
)
def test_html_is_told_by_how_it_opens_or_by_tags_of_its_own(text: str, kind: PageKind) -> None:
    assert find_kind(text.encode()) is kind


@pytest.mark.parametrize(
    ("head", "name", "shape"),
    [
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "-", Shape.WARC),
        (b"WARC/1.0\r\n", "a.html", Shape.WARC),
        (b"\x1f\x8b\x08", "a.txt", Shape.GZIP),
        (b'{"id": 1, "text": "x"}', "-", Shape.JSON_LINES),
        (b'\xef\xbb\xbf { "text" : "x"}', "a.feed", Shape.JSON_LINES),
        (b'{"id": 1}', "a.txt", Shape.PAGE),
        (b"anything", "A.JSONL", Shape.JSON_LINES),
        (b"anything", "a.ndjson", Shape.JSON_LINES),
        (b"anything", "a.json.gz", Shape.JSON_LINES),
        (b"{rain} in Split", "-", Shape.PAGE),
        (b"", "-", Shape.PAGE),
    ],
)
def test_the_shape_is_told_by_bytes_before_name(head: bytes, name: str, shape: Shape) -> None:
    assert find_shape(head, name) is shape


def test_as_article_holds_for_files_streams_and_html(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(HTML)
    assert page_at(path, kind=PageKind.ARTICLE).kind is PageKind.ARTICLE
    assert page_at("-", kind=PageKind.ARTICLE, outside=from_stdin(FLAT)).kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04word/document.xml", "ZIP"),
        (bytes(range(256)) * 40, "binary"),
        (b"\0" * 5000, "binary"),
        (gzip.compress(gzip.compress(FLAT, mtime=0), mtime=0), "gzip"),
        (gzip.compress(FLAT, mtime=0)[:-9], "cut off or damaged"),
        (gzip.compress(b""), "empty"),
    ],
)
def test_bytes_that_are_no_page_are_told_what_they_are(tmp_path: Path, body: bytes, said: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(body)
    failed = failure_at(path)
    assert failed.id == str(path)
    assert isinstance(failed.error, NotAPage)
    assert said in str(failed.error)
    assert str(path) in str(failed.error)


def test_a_stray_control_byte_makes_no_text_binary() -> None:
    assert find_binary(FLAT * 3 + b"\0") == ""


def test_a_path_that_is_not_there_is_refused_at_once() -> None:
    with pytest.raises(PageNotFound, match="no such file or folder; check the path"):
        find_pages("nowhere/at/all.html")


def test_a_path_with_a_null_byte_is_not_there() -> None:
    with pytest.raises(PageNotFound):
        find_pages("a\0b")


def test_fifty_megabytes_of_one_line_are_too_large_at_once(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.write(b"word " * 200_000 * 50)
    begun = time.process_time()
    failed = failure_at(path)
    assert time.process_time() - begun < 0.5
    assert isinstance(failed.error, TooLarge)
    assert "20 MB" in str(failed.error)


def test_a_page_of_just_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(FLAT)
    assert page_at(path, limits=Limits(page_bytes=len(FLAT))).body == FLAT
    assert isinstance(failure_at(path, limits=Limits(page_bytes=len(FLAT) - 1)).error, TooLarge)


def test_a_gzip_bomb_is_unpacked_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(20):
            file.write(b"a" * 1_000_000)
    assert isinstance(failure_at(path, limits=Limits(page_bytes=1_000_000)).error, TooLarge)


def test_a_folder_is_read_by_name_and_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    for name in (
        "b.html",
        "a.txt",
        "c/z.html",
        "c/a.html.gz",
        "d_files/site.css",
        "d_files/logo.png",
        ".hidden",
        "README.md",
        "c/gold.toml",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(HTML, mtime=0) if name.endswith(".gz") else HTML)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "page.html").write_bytes(HTML)
    (tmp_path / "broken.bin").write_bytes(b"\0\1\2" * 99)
    (tmp_path / "c" / "loop").symlink_to(tmp_path)
    found = list(find_pages(tmp_path, today=TODAY))
    names = [os.path.relpath(page.id, tmp_path) for page in found]
    assert names == ["a.txt", "b.html", "broken.bin", "c/a.html.gz", "c/z.html"]
    assert [type(page) for page in found] == [Page, Page, FailedPage, Page, Page]


def test_a_folder_without_pages_says_so(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    assert isinstance(failure_at(tmp_path).error, PageNotFound)


def test_a_file_that_goes_away_during_the_run_fails_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(FLAT)
    pages = find_pages(tmp_path, today=TODAY)
    next(pages)
    (tmp_path / "b.txt").unlink()
    second, third = pages
    assert isinstance(second, FailedPage)
    assert "cannot be read (No such file or directory)" in str(second.error)
    assert isinstance(third, Page)


def test_a_file_name_that_is_no_text_gives_an_id_that_can_be_written(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    try:
        with open(path, "wb") as file:
            file.write(FLAT)
    except OSError:
        pytest.skip("this file system takes no such names")
    page = page_at(tmp_path)
    assert page.id.encode().decode().endswith("caf\ufffd.txt")


@pytest.mark.parametrize(
    ("body", "kind"),
    [(HTML, PageKind.HTML), (FLAT, PageKind.FLAT), (gzip.compress(HTML, mtime=0), PageKind.HTML)],
)
def test_standard_input_is_sniffed(body: bytes, kind: PageKind) -> None:
    page = page_at("-", outside=from_stdin(body))
    assert (page.id, page.kind) == ("-", kind)


def test_standard_input_may_be_json_lines() -> None:
    pages = list(find_pages("-", outside=from_stdin(b'{"id": 7, "text": "Rain."}\n{"text": "Sun."}\n')))
    assert [page.id for page in pages] == ["7", "-:2"]


def test_a_pipe_that_gives_byte_by_byte_is_read_whole() -> None:
    reading, writing = os.pipe()

    def drip() -> None:
        with open(writing, "wb", buffering=0) as pipe:
            for at in range(0, len(HTML), 10):
                pipe.write(HTML[at : at + 10])

    thread = threading.Thread(target=drip)
    thread.start()
    with open(reading, "rb", buffering=0) as stdin:
        page = page_at("-", outside=Outside(stdin=stdin))  # type: ignore[arg-type]
    thread.join()
    assert page.body == HTML


def test_an_endless_stream_is_cut() -> None:
    with open("/dev/zero", "rb") as zeros:
        failed = failure_at("-", outside=Outside(stdin=zeros), limits=Limits(page_bytes=1_000_000))
    assert isinstance(failed.error, TooLarge)


@given(st.binary(max_size=300), st.sampled_from(["a.html", "a.txt", "a.jsonl", "a.warc", "a.warc.gz", "-"]))
def test_whatever_the_bytes_are_pages_or_clear_errors_come_out(body: bytes, name: str) -> None:
    """Law 8 of the record: never a crash, never an invention."""
    for page in find_in_stream(io.BytesIO(body), name, Asked(None, Limits(), TODAY)):
        assert isinstance(page, Page | FailedPage)
        assert isinstance(page, FailedPage) or page.body.strip()


@pytest.mark.parametrize(
    ("value", "name", "charset"),
    [
        ("text/html; charset=UTF-8", "text/html", "utf-8"),
        ('Text/HTML;Charset="windows-1250"', "text/html", "windows-1250"),
        ("text/html; charset=utf8mb4", "text/html", None),
        ("text/html; charset=hex", "text/html", None),
        ("text/html\r\n; charset=koi8-r", "text/html", "koi8-r"),
        ("nonsense", "text/plain", None),  # RFC 2045: what cannot be read as a type is plain text
        (" ", "", None),
        (None, "", None),
    ],
)
def test_a_content_type_is_taken_apart(value: str | None, name: str, charset: str | None) -> None:
    assert parse_content_type(value) == ContentType(name, charset)


@given(st.text() | st.from_regex(r"text/html; *charset\*?=.*"))
def test_no_content_type_is_too_odd(value: str) -> None:
    parsed = parse_content_type(value)
    b"Rain in Split".decode(parsed.charset or "utf-8", errors="replace")


@given(st.binary(min_size=1, max_size=2000), st.integers(0, 3))
def test_a_flat_page_keeps_every_byte(body: bytes, longer: int) -> None:
    body = FLAT + body.translate(None, bytes(range(32))) * (1 + longer * HEAD_BYTES // 1000)
    assert page_at("-", outside=from_stdin(body)).body == body

"""Web archives: which records are pages, and what is left of an archive that is cut or damaged."""

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.errors import NotAPage, TooLarge
from onrecord.fetch import FailedPage, Limits, find_pages
from onrecord.fetch.files import find_in_stream
from onrecord.fetch.values import Asked
from onrecord.types import Page, PageKind

TODAY = date(2026, 11, 22)
BRIDGE = b"<html><p>The bridge at Mostar was closed, the mayor said.</p></html>"
ASKED = Asked(None, Limits(), TODAY)


class Archive:
    """An archive in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed)

    def add(
        self,
        body: bytes = BRIDGE,
        *,
        at: str = "http://split.example/a",
        type: str = "text/html; charset=windows-1250",
        status: str = "200 OK",
        more: tuple[tuple[str, str], ...] = (),
    ) -> Archive:
        headers = StatusAndHeaders(status, [("Content-Type", type), *more], protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            at,
            "response",
            payload=io.BytesIO(body),
            length=len(body),  # else the writer leaves a temporary file open
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2025-03-04T05:06:07Z"},
        )
        self.writer.write_record(record)
        return self

    def add_record(self, kind: str, body: bytes, *, at: str | None, type: str) -> Archive:
        record = self.writer.create_warc_record(
            at, kind, payload=io.BytesIO(body), warc_content_type=type, length=len(body)
        )
        self.writer.write_record(record)
        return self

    @property
    def bytes(self) -> bytes:
        return self.file.getvalue()


def pages_in(archive: bytes, asked: Asked = ASKED) -> list[Page | FailedPage]:
    return list(find_in_stream(io.BytesIO(archive), "news.warc.gz", asked))


@pytest.mark.parametrize("packed", [True, False])
def test_each_html_or_text_answer_is_a_page_under_its_address(tmp_path: Path, packed: bool) -> None:
    archive = (
        Archive(packed=packed).add().add(b"Rain in Split.", at="http://split.example/b", type="text/plain")
    )
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    path.write_bytes(archive.bytes)
    assert list(find_pages(path, today=TODAY)) == [
        Page(
            id="http://split.example/a",
            body=BRIDGE,
            kind=PageKind.HTML,
            url="http://split.example/a",
            charset="windows-1250",
            fetched=date(2025, 3, 4),
        ),
        Page(
            id="http://split.example/b",
            body=b"Rain in Split.",
            kind=PageKind.FLAT,
            url="http://split.example/b",
            fetched=date(2025, 3, 4),
        ),
    ]


def test_pictures_redirects_errors_and_requests_are_passed_over() -> None:
    archive = Archive()
    archive.add_record("warcinfo", b"software: x\r\n", at=None, type="application/warc-fields")
    archive.add(b"\x89PNG", type="image/png").add(status="301 Moved").add(status="404 Not Found")
    archive.add_record("metadata", b"a: b", at="http://split.example/a", type="application/warc-fields")
    archive.add(at="http://split.example/kept")
    assert [page.id for page in pages_in(archive.bytes)] == ["http://split.example/kept"]


def test_texts_of_wet_files_are_flat_pages() -> None:
    archive = Archive()
    archive.add_record("conversion", b"Home\nNews\nRain.", at="http://split.example/a", type="text/plain")
    (page,) = pages_in(archive.bytes)
    assert isinstance(page, Page)
    assert (page.id, page.kind, page.body) == ("http://split.example/a", PageKind.FLAT, b"Home\nNews\nRain.")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(BRIDGE, mtime=0), (("Content-Encoding", "gzip"),)),
        (BRIDGE, (("Content-Encoding", "gzip"),)),  # unpacked by the archiver, header kept
        (BRIDGE, (("Content-Encoding", "br"),)),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(BRIDGE), BRIDGE), (("Transfer-Encoding", "chunked"),)),
        (BRIDGE, (("Transfer-Encoding", "chunked"),)),
        (
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(BRIDGE, mtime=0)), gzip.compress(BRIDGE, mtime=0)),
            (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")),
        ),
    ],
)
def test_packed_and_chunked_answers_are_unpacked(body: bytes, headers: tuple[tuple[str, str], ...]) -> None:
    (page,) = pages_in(Archive().add(body, more=headers).bytes)
    assert isinstance(page, Page), page
    assert page.body == BRIDGE


@pytest.mark.parametrize(
    ("body", "headers", "error"),
    [
        (b"a" * 3000, (), TooLarge),
        (gzip.compress(b"a" * 3000, mtime=0), (("Content-Encoding", "gzip"),), TooLarge),
        (gzip.compress(BRIDGE, mtime=0)[:-6], (("Content-Encoding", "gzip"),), NotAPage),
        (b"\x8b\x03\x80\x01\x02\x00" * 9, (("Content-Encoding", "br"),), NotAPage),
        (b"%PDF-1.4", (), NotAPage),
        (b" ", (), NotAPage),
    ],
)
def test_a_bad_answer_fails_alone(
    body: bytes, headers: tuple[tuple[str, str], ...], error: type[Exception]
) -> None:
    archive = Archive().add(body, at="http://split.example/bad", more=headers).add()
    bad, good = pages_in(archive.bytes, Asked(None, Limits(page_bytes=2000), TODAY))
    assert isinstance(bad, FailedPage)
    assert bad.id == "http://split.example/bad"
    assert isinstance(bad.error, error)
    assert isinstance(good, Page)


def test_a_record_far_over_the_limit_is_too_large_without_being_read_into_memory() -> None:
    archive = Archive().add(b"a" * 9_000_000, at="http://split.example/big").add()
    big, good = pages_in(archive.bytes, Asked(None, Limits(page_bytes=1_000_000), TODAY))
    assert isinstance(big, FailedPage)
    assert isinstance(big.error, TooLarge)
    assert isinstance(good, Page)


def test_an_archive_without_pages_says_so() -> None:
    (failed,) = pages_in(Archive().add(type="image/png").bytes)
    assert isinstance(failed, FailedPage)
    assert "without a single answer of HTML or plain text" in str(failed.error)


def test_a_file_that_is_no_archive_is_told_so() -> None:
    (failed,) = pages_in(b"Rain in Split.\n")
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, NotAPage)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_anywhere_gives_the_pages_before_the_cut_and_an_error(packed: bool) -> None:
    archive = Archive(packed=packed).add(at="http://split.example/1")
    first = archive.bytes
    whole = archive.add(at="http://split.example/2").bytes
    for cut in range(len(first) + 1, len(whole) - 20):
        *pages, failed = pages_in(whole[:cut])
        assert [page.id for page in pages] == ["http://split.example/1"], cut
        assert isinstance(pages[0], Page)
        assert isinstance(failed, FailedPage), cut
        assert failed.id == "news.warc.gz"
        assert "cut off or damaged" in str(failed.error)


def test_records_packed_as_one_gzip_are_read() -> None:
    plain = Archive(packed=False).add(at="http://split.example/1").add(at="http://split.example/2").bytes
    assert [page.id for page in pages_in(gzip.compress(plain))] == [
        "http://split.example/1",
        "http://split.example/2",
    ]


def test_a_header_without_an_end_is_not_read_into_memory() -> None:
    endless = gzip.compress(b"WARC/1.0\r\nWARC-Type: " + b"a" * 12_000_000)
    (failed,) = pages_in(endless)
    assert isinstance(failed, FailedPage)
    assert "a header of more than 4,000,000 bytes" in str(failed.error)


def test_nothing_is_printed_about_damage(capfd: pytest.CaptureFixture[str]) -> None:
    whole = Archive(packed=False).add().add().bytes
    shorter = whole.replace(b"Content-Length: ", b"Content-Length: 1\r\nX-Was: ", 1)
    assert isinstance(pages_in(shorter)[-1], FailedPage)
    assert capfd.readouterr() == ("", "")


def test_pages_come_as_they_are_asked_for() -> None:
    archive = io.BytesIO(Archive(packed=False).add().add(b"a" * 5_000_000).bytes)
    next(find_in_stream(archive, "news.warc", ASKED))
    assert archive.tell() < 1_000_000


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_archive_never_crashes_and_never_invents(data: st.DataObject) -> None:
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=12))
    for page in pages_in(bytes(whole)):
        assert isinstance(page, FailedPage) or page.body in bytes(whole)


WHOLE = (
    Archive(packed=False)
    .add_record("warcinfo", b"a: b", at=None, type="application/warc-fields")
    .add(at="http://split.example/1")
    .add_record("request", b"GET / HTTP/1.1\r\n\r\n", at="http://split.example/1", type="application/http")
    .add(at="http://split.example/2", type="text/plain")
    .bytes
)

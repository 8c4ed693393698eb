"""A web archive (WARC, ISO 28500) → its pages: answers of HTML or plain text, and the texts of WET files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from onrecord.errors import NotAPage, PageError
from onrecord.fetch.bodies import ContentType, parse_content_type, read_whole, settle_kind, too_large, unpack
from onrecord.fetch.values import Asked, FailedPage
from onrecord.types import Page

PAGE_RECORDS = frozenset({"response", "resource", "conversion"})  # "conversion": Common Crawl's texts (WET)
HEADER_BYTES = 4_000_000  # what may stand between two bodies; a header without an end is not read into memory
PIECE = 65_536


def find_in_archive(stream: io.BufferedReader, name: str, asked: Asked) -> Iterator[Page | FailedPage]:
    """The pages of an archive in their order, their ids the addresses they were fetched from.

    Answers other than 2xx, and other types, are passed over. Raises NotAPage where the archive is cut off or
    damaged (what comes before is given first), and for an archive without a page.
    """
    metered = _Metered(stream, name)
    records = _QuietArchive(metered)
    found = 0
    while record := _next(records, metered, name):
        metered.left = None
        page = _page_or_failure(record, f"{name}:{found + 1}", asked) if _is_page(record) else None
        _read_to_end(record, name)
        if page:
            found += 1
            yield page
    if records.next_line or records.err_count:
        raise _damaged(name, "the last record is not whole")
    if not found:
        raise NotAPage(f"{name}: a web archive without a single answer of HTML or plain text")


class _Metered(io.RawIOBase):
    """A stream that gives at most `left` bytes more (None: any number), so that no header can be endless."""

    def __init__(self, stream: io.BufferedReader, name: str) -> None:
        self._stream = stream
        self._name = name
        self.left: int | None = None

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read1(size)
        if self.left is not None:
            self.left -= len(piece)
            if self.left < 0:
                raise _damaged(self._name, f"a header of more than {HEADER_BYTES:,} bytes")
        return piece


class _QuietArchive(WARCIterator):  # type: ignore[misc]  # warcio has no types
    """warcio's iterator, which counts records of a wrong length (`err_count`) but prints nothing."""

    INC_RECORD = ""


def _next(records: _QuietArchive, metered: _Metered, name: str) -> ArcWarcRecord | None:
    metered.left = HEADER_BYTES
    try:
        record = next(records, None)
    except (ArchiveLoadFailed, StatusAndHeadersParserException) as error:
        raise _damaged(name, str(error)[:200]) from error
    except (AttributeError, ValueError) as error:  # what warcio ends in where a header lacks lines or signs
        raise _damaged(name, "a header is not whole") from error
    if record and not (record.rec_headers.get_header("Content-Length") or "").isdecimal():
        raise _damaged(name, "a record does not say how long it is")
    return record


def _damaged(name: str, how: str) -> NotAPage:
    return NotAPage(
        f"{name}: the web archive is cut off or damaged ({how}); "
        "what came before was read; get the file again for the rest"
    )


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type not in PAGE_RECORDS or not record.length:
        return False
    answered = record.http_headers is None or record.http_headers.get_statuscode().startswith("2")
    return answered and _content_type(record).is_page


def _content_type(record: ArcWarcRecord) -> ContentType:
    headers = record.http_headers or record.rec_headers
    return parse_content_type(headers.get_header("Content-Type"))


def _page_or_failure(record: ArcWarcRecord, place: str, asked: Asked) -> Page | FailedPage:
    id = record.rec_headers.get_header("WARC-Target-URI") or place
    try:
        return _page(record, id, asked)
    except PageError as error:
        return FailedPage(id, error)


def _page(record: ArcWarcRecord, id: str, asked: Asked) -> Page:
    most = asked.limits.page_bytes
    if record.length > most + HEADER_BYTES:
        raise too_large(id, most)
    type = _content_type(record)
    body = _body(record, id, most)
    return Page(
        id=id,
        body=body,
        kind=settle_kind(body, id, told=asked.kind or type.kind),
        url=record.rec_headers.get_header("WARC-Target-URI"),
        charset=type.charset,
        fetched=_day(record) or asked.today,
    )


def _body(record: ArcWarcRecord, id: str, most: int) -> bytes:
    if record.http_headers is None:
        return read_whole(record.raw_stream, id, most)
    header = record.http_headers.get_header
    chunked = (header("Transfer-Encoding") or "").lower() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    return unpack(read_whole(stream, id, most), (header("Content-Encoding") or "").lower(), id, most)


def _day(record: ArcWarcRecord) -> date | None:
    try:
        return date.fromisoformat((record.rec_headers.get_header("WARC-Date") or "")[:10])
    except ValueError:
        return None


def _read_to_end(record: ArcWarcRecord, name: str) -> None:
    """Leaves the stream behind the record; raises NotAPage if the file ends before it does."""
    while record.raw_stream.read(PIECE):
        pass
    if isinstance(record.raw_stream, LimitReader) and record.raw_stream.limit > 0:
        raise _damaged(name, "the last record is not whole")

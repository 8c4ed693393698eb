"""Bytes with an end: read up to a limit, unpacked, and checked for being a page."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import BinaryIO

from onrecord.errors import NotAPage, TooLarge
from onrecord.fetch.sniffing import find_binary, find_kind
from onrecord.types import PageKind

KIND_BY_TYPE = {  # the types a page may be declared as; None: told from the bytes
    "text/html": PageKind.HTML,
    "application/xhtml+xml": PageKind.HTML,
    "text/plain": None,  # raw views of HTML files come as plain text
    "text/markdown": None,
    "": None,
}
PLAIN = frozenset({"", "identity"})
GZIPPED = frozenset({"gzip", "x-gzip"})
MEGABYTE = 1_000_000
HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # "\ud83d" alone, from text that was cut in two


@dataclass(frozen=True, slots=True)
class ContentType:
    """What a server said of a body: the type in small letters ("" if it did not), a charset Python knows."""

    name: str
    charset: str | None

    @property
    def is_page(self) -> bool:
        """Whether a page can be of this type."""
        return self.name in KIND_BY_TYPE

    @property
    def kind(self) -> PageKind | None:
        """The kind of page, where the type settles it."""
        return KIND_BY_TYPE[self.name]


def settle_kind(body: bytes, page: str, *, told: PageKind | None, name: str = "") -> PageKind:
    """The kind of a page: what was told of it, or what its bytes look like.

    Raises NotAPage for bytes that hold no text.
    """
    if not body.strip():
        raise NotAPage(f"{page}: is empty ({len(body)} bytes); save or fetch the page again")
    binary = find_binary(body)
    if binary:
        raise NotAPage(f"{page}: is {binary}")
    return told or find_kind(body, name)


def parse_content_type(value: str | None) -> ContentType:
    """A Content-Type header taken apart (RFC 2045, as the standard library reads it)."""
    if not value or not value.strip():
        return ContentType("", None)
    message = Message()
    message["Content-Type"] = " ".join(value.split())
    return ContentType(message.get_content_type(), _known(message.get_content_charset()))


def read_whole(stream: BinaryIO, page: str, most: int) -> bytes:
    """All bytes of a stream; raises TooLarge, without reading on, if they are more than `most`."""
    pieces: list[bytes] = []
    left = most + 1
    while left and (piece := stream.read(min(left, MEGABYTE))):
        pieces.append(piece)
        left -= len(piece)
    if not left:
        raise too_large(page, most)
    return b"".join(pieces)


def too_large(page: str, most: int) -> TooLarge:
    """The error for a page of more than `most` bytes."""
    return TooLarge(
        f"{page}: is larger than the limit of {_megabytes(most)}; cut it, or raise Limits.page_bytes"
    )


def unpack(body: bytes, encoding: str, page: str, most: int) -> bytes:
    """A body freed of its Content-Encoding; one that is not packed in fact (archives unpack) as it is.

    Raises TooLarge as soon as more than `most` bytes come out, NotAPage for an encoding nobody asked for.
    """
    if body.startswith(b"\x1f\x8b") and encoding in GZIPPED:
        return read_whole(io.BufferedReader(Gunzipped(io.BytesIO(body), page)), page, most)
    if encoding not in PLAIN and find_binary(body):
        raise NotAPage(f"{page}: is packed as {encoding!r}, which is not read; save the page from a browser")
    return body


class Gunzipped(io.RawIOBase):
    """A stream unpacked as it is read, never more than asked for; damage in it raises NotAPage."""

    def __init__(self, packed: BinaryIO, page: str) -> None:
        self._inner = gzip.GzipFile(fileobj=packed)
        self._page = page

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._inner.read1(len(buffer))  # all that can be had before damage is met
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise NotAPage(
                f"{self._page}: its gzip data is cut off or damaged ({error}); "
                "what came before was read; get the file again for the rest"
            ) from error
        buffer[: len(piece)] = piece
        return len(piece)


def mend_halves(text: str) -> str:
    """The text with lone surrogates made U+FFFD, one for one, so that it can be written and offsets stay."""
    return HALF_CHARACTER.sub("\ufffd", text)


def _known(charset: str | None) -> str | None:
    """The charset, if Python can decode text with it: "utf-8", not "utf8mb4", "hex" or "none"."""
    try:
        b" ".decode(charset or "")
    except (LookupError, ValueError):
        return None
    return charset


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:g} MB"

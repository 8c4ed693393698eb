"""Files, folders and streams → pages: opened, unpacked, and each handed to who reads its shape."""

from __future__ import annotations

import io
import mimetypes
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import NotAPage, PageError, PageNotFound
from onrecord.fetch.archives import find_in_archive
from onrecord.fetch.bodies import Gunzipped, mend_halves, read_whole, settle_kind
from onrecord.fetch.jsonlines import find_in_lines
from onrecord.fetch.sniffing import HEAD_BYTES, Shape, find_shape, is_feed
from onrecord.fetch.values import Asked, FailedPage
from onrecord.types import Page

READERS = {Shape.WARC: find_in_archive, Shape.JSON_LINES: find_in_lines}  # any other shape is one page
SAVED_BESIDE = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
)
BESIDE = re.compile(
    r"\.|readme(?:\.(?:md|rst|txt))?$|.*\.(?:toml|ya?ml)$", re.IGNORECASE
)  # they tell of a folder
TYPES = mimetypes.MimeTypes()  # the library's own table, not the machine's


def find_in_path(path: Path, asked: Asked) -> Iterator[Page | FailedPage]:
    """The pages of a file, or of all files below a folder, in the order of their names.

    Below a folder, hidden files are passed over, what tells of the folder (README, TOML), and what browsers save
    beside pages (pictures, styles, scripts). Links to folders are not followed.
    """
    empty = True
    for file in _files(path):
        empty = False
        yield from (file,) if isinstance(file, FailedPage) else _find_in_file(file, asked)
    if empty:
        error = PageNotFound(f"{path}: there is no file in this folder that could be a page; check the path")
        yield FailedPage(_name(path), error)


def find_in_stream(stream: BinaryIO, name: str, asked: Asked) -> Iterator[Page | FailedPage]:
    """The pages in a stream of any shape, read as they are asked for; what is wrong comes as a FailedPage."""
    try:
        yield from _find(stream, name, asked)
    except PageError as error:
        yield FailedPage(name, error)
    except OSError as error:
        yield _unreadable(name, error)


def _files(top: Path) -> Iterator[Path | FailedPage]:
    waiting = [top]
    while waiting:
        here = waiting.pop()
        if not os.path.isdir(here):
            yield here
            continue
        try:
            inside = sorted(here.iterdir(), reverse=True)
        except OSError as error:
            yield _unreadable(_name(here), error)
            continue
        waiting += [path for path in inside if _could_hold_pages(path)]


def _could_hold_pages(path: Path) -> bool:
    if BESIDE.match(path.name):
        return False
    if os.path.isdir(path):  # unlike `Path.is_dir`, never raises
        return not os.path.islink(path)
    type, _ = TYPES.guess_type(path.name)
    return os.path.isfile(path) and not (type or "").startswith(SAVED_BESIDE)


def _find_in_file(path: Path, asked: Asked) -> Iterator[Page | FailedPage]:
    try:
        with path.open("rb") as stream:
            yield from find_in_stream(stream, _name(path), asked)
    except OSError as error:
        yield _unreadable(_name(path), error)


def _name(path: Path) -> str:
    """The path as an id: a name that is no text in the file system's own encoding is mended."""
    return mend_halves(str(path))


def _unreadable(name: str, error: OSError) -> FailedPage:
    why = error.strerror or error
    return FailedPage(name, PageNotFound(f"{name}: cannot be read ({why}); check the path and your rights"))


def _find(stream: BinaryIO, name: str, asked: Asked) -> Iterator[Page | FailedPage]:
    head = _head(stream)
    whole = _buffered(_Rewound(head, stream))
    if find_shape(head) is Shape.GZIP:
        whole = _buffered(Gunzipped(whole, name))
        head = whole.peek(HEAD_BYTES)  # one piece: what a read of more would lose where the rest is damaged
    shape = find_shape(head, name) if head else Shape.PAGE
    return READERS.get(shape, _one_page)(whole, name, asked)


def _head(stream: BinaryIO) -> bytes:
    """The first bytes of a stream; a pipe gives them piece by piece."""
    head = b""
    while len(head) < HEAD_BYTES and (piece := stream.read(HEAD_BYTES - len(head))):
        head += piece
    return head


def _buffered(stream: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(stream, HEAD_BYTES)


class _Rewound(io.RawIOBase):
    """A stream whose head has been read, from its start again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _one_page(stream: BinaryIO, name: str, asked: Asked) -> Iterator[Page | FailedPage]:
    body = read_whole(stream, name, asked.limits.page_bytes)
    if is_feed("", body):
        raise NotAPage(
            f"{name}: is a feed (RSS or Atom), a list of pages and none itself; name the address it was saved from"
        )
    kind = settle_kind(body, name, told=asked.kind, name=name)
    yield Page(id=name, body=body, kind=kind, fetched=asked.today)

"""What bytes are, told from the bytes themselves and from the name they came under."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from lxml.html import defs

from onrecord.types import PageKind

HEAD_BYTES = 65_536  # what of a file is looked at before the rest is read
LOOKED_AT = 1_000_000  # what of a page is searched for tags: a script may stand before the first line
BINARY_SHARE = (
    0.02  # of control bytes; 407 real pages have none, pictures and programs 10% and more, 2026-11-22
)


class Shape(StrEnum):
    """How pages are packed."""

    GZIP = "gzip"
    WARC = "WARC"
    JSON_LINES = "JSON lines"
    PAGE = "page"  # the bytes are one page


SHAPE_BY_SUFFIX = {
    ".warc": Shape.WARC,
    ".jsonl": Shape.JSON_LINES,
    ".ndjson": Shape.JSON_LINES,
    ".jsonlines": Shape.JSON_LINES,
    ".json": Shape.JSON_LINES,
    ".html": Shape.PAGE,
    ".htm": Shape.PAGE,
    ".xhtml": Shape.PAGE,
    ".txt": Shape.PAGE,
    ".md": Shape.PAGE,
}

# How many tags make HTML of bytes that do not open like HTML; Markdown may hold any number of them.
TAGS_BY_SUFFIX = {".html": 1, ".htm": 1, ".xhtml": 1, ".md": LOOKED_AT}
# Of 3,005 texts of the corpora, 3 hold a tag of HTML's own and none holds 3; of 1,026 stretches of 1 kB and
# more cut from 407 real pages, 91% hold 4 (the rest stands in scripts). 2026-11-22
TAGS_ENOUGH = 4

NOT_TEXT = {  # first bytes → what it is, and what makes a page of it
    b"%PDF-": "a PDF; save its text, for instance with pdftotext FILE.pdf",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an office document; unpack it, or save it as text",
    b"{\\rtf": "an RTF document; save it as plain text",
    b"BZh9": "packed with bzip2; unpack it first",
    b"\xfd7zXZ": "packed with xz; unpack it first",
    b"\x28\xb5\x2f\xfd": "packed with zstd; unpack it first",
    b"\x1f\x8b": "packed with gzip once more; unpack it first",
}

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16 and -32, where NUL bytes are no sign of anything

# WHATWG MIME Sniffing Standard, section 3: "binary data byte"
CONTROL = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])

_COMMENT = rb"<!--(?:(?!-->).){0,5000}-->"
_XML = rb"<\?xml[^>]{0,200}>"
_FIRST_TAG = rb"<(?:!doctype\s+html|html|head|body|meta|title)\b"
OPENS_LIKE_HTML = re.compile(  # "\n<!-- saved from --><!DOCTYPE html>"
    rb"(?:\xef\xbb\xbf)?\s*+(?:(?:" + _COMMENT + rb"|" + _XML + rb")\s*+)*+" + _FIRST_TAG, re.I | re.S
)
TAG = re.compile(  # "</p>", '<a href="/x">'; not "a < b", "<mayor@town.example>", "<https://…>"
    rb"</?([a-z][a-z0-9]{0,15})(?:\s[^<>]{0,2000})?/?>", re.I
)
OPENS_LIKE_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"[^"\n]{0,200}"\s*:')  # '{"id": "a1"'


FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
XML_TYPES = frozenset({"application/xml", "text/xml"})  # what feeds are declared as too, like all else
FEED_BYTES = 2_000  # of an answer, looked at for how it begins
OPENS_LIKE_FEED = re.compile(  # '<?xml version="1.0"?>\n<rss version="2.0">'; not "<html><body><rss>"
    rb"(?:\xef\xbb\xbf)?\s*+(?:(?:" + _COMMENT + rb"|<\?[^>]{0,500}>)\s*+)*+<(?:rss|feed|rdf:RDF)[\s>]",
    re.I | re.S,
)


def is_feed(type: str, body: bytes) -> bool:
    """Whether an answer is a feed (RSS, Atom): by its type or by how it begins."""
    return type in FEED_TYPES or bool(OPENS_LIKE_FEED.match(body[:FEED_BYTES]))


def find_shape(head: bytes, name: str = "") -> Shape:
    """How the pages in a file are packed, from its first bytes, then its name ("" for a stream)."""
    if head.startswith(b"\x1f\x8b"):
        return Shape.GZIP
    if head.startswith(b"WARC/"):
        return Shape.WARC
    by_name = SHAPE_BY_SUFFIX.get(suffix_of(name))
    if by_name:
        return by_name
    return Shape.JSON_LINES if OPENS_LIKE_RECORD.match(head) else Shape.PAGE


def find_kind(body: bytes, name: str = "") -> PageKind:
    """HTML, if the bytes open like it or carry tags (a page cut at its top); else flattened text."""
    seen = _narrow(body[:LOOKED_AT])
    if OPENS_LIKE_HTML.match(seen):
        return PageKind.HTML
    enough = TAGS_BY_SUFFIX.get(suffix_of(name), TAGS_ENOUGH)
    return PageKind.HTML if _tags(seen) >= enough else PageKind.FLAT


def find_binary(body: bytes) -> str:
    """What the bytes are, in words, if they are not text; "" if they are."""
    for mark, what in NOT_TEXT.items():
        if body.startswith(mark):
            return what
    head = body[:HEAD_BYTES]
    if head.startswith(WIDE_MARKS):
        return ""
    controls = len(head) - len(head.translate(None, CONTROL))
    return "binary data, not text" if controls > BINARY_SHARE * len(head) else ""


def suffix_of(name: str) -> str:
    """The ending that tells what a file is, without ".gz": ".warc" for "news.warc.gz"."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _narrow(body: bytes) -> bytes:
    """The bytes with UTF-16 brought down to one byte a character, so that tags can be seen."""
    return body.replace(b"\0", b"")[2:] if body.startswith(WIDE_MARKS) else body


def _tags(seen: bytes) -> int:
    """How many tags of HTML's own stand there; texts carry others: "<tweet id=…>"."""
    return sum(match[1].decode().lower() in defs.tags for match in TAG.finditer(seen))

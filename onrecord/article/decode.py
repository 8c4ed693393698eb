"""A page's bytes → its text: encoding found, mojibake mended; an article as it stands kept to the letter."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes
from ftfy import TextFixerConfig, fix_text
from ftfy.badness import is_bad

from onrecord.errors import NoArticle, NotAPage, TooLarge
from onrecord.types import Page, PageKind

MAX_BYTES = 20_000_000  # a page of news is under 5 MB, with its pictures inside under 15
MAX_BRACKETS = 1_000_000  # a page of news has under 20,000
MAX_CONTROLS = (
    0.02  # share of control bytes; text has none, a picture, a program or a disk image has 3% and more
)
FEW_CONTROLS = 8  # … beyond a few, which a damaged text may have
MAX_BROKEN = (
    0.02  # share of characters that UTF-8 cannot read, up to which a page still is (cut or damaged) UTF-8
)
HEAD = (
    2048  # bytes in which HTML must declare its encoding, after the HTML standard's 1024, doubled for slack
)
MAX_LINE = 100_000  # characters of a line that ftfy looks at: it needs 1 s for 1,000,000
SAMPLE = 20_000  # bytes shown to the detector: enough for any single-byte encoding, and bounded

SIGNATURES = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an office document",
}

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What pages declare and what they then contain, after the WHATWG encoding standard.
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}

# `<meta charset="windows-1251">`, `text/html; charset=koi8-r`, `<?xml encoding='latin1'?>`; not `charset=""`
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)

CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

# A UTF-8 lead byte and a continuation byte, read as windows-1252: `â€`, `Ã©`; also `é”`, on which ftfy then decides.
SUSPECT = re.compile(r"[\xc2-\xf4][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
MOJIBAKE = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
)


def decode_page(page: Page) -> str:
    """The page's text.

    Raises NoArticle where the page is empty, TooLarge over 20 MB, NotAPage where its bytes are no text.
    """
    body = page.body
    if not body.strip():
        raise NoArticle(
            f"{page.id}: the page is empty; fetch it again, or save it from a browser and read the file"
        )
    if len(body) > MAX_BYTES:
        raise TooLarge(
            f"{page.id}: {len(body):,} bytes, the limit is {MAX_BYTES:,}; cut the page into its articles"
        )
    _refuse_binary(page)
    if page.kind is PageKind.ARTICLE:
        return _to_the_letter(page)
    text = _text(body, page.charset).lstrip("\ufeff").replace("\0", "")
    if text.count("<") > MAX_BRACKETS:
        raise TooLarge(
            f"{page.id}: {text.count('<'):,} tags, the limit is {MAX_BRACKETS:,}; give the article's part of it"
        )
    return _mended(text)


def _refuse_binary(page: Page) -> None:
    body = page.body
    kind = next((kind for signature, kind in SIGNATURES.items() if body.startswith(signature)), None)
    if kind is None and not _wide(body):
        controls = len(body) - len(body.translate(None, CONTROLS))
        if controls > FEW_CONTROLS + MAX_CONTROLS * len(body):
            kind = "binary data"
    if kind is not None:
        raise NotAPage(f"{page.id}: this is {kind}, not a page; give the HTML or the text of the article")


def _to_the_letter(page: Page) -> str:
    if (
        page.charset
    ):  # the caller, who has the text, said how he wrote it down: even a mark at its start is his
        return _strict(page.body, page.charset) or _text(page.body, page.charset)
    return _text(page.body, None)


def _text(body: bytes, charset: str | None) -> str:
    for text in _attempts(body, charset):
        if text:
            return text
    return body.decode("cp1252", "replace")


def _attempts(body: bytes, charset: str | None) -> Iterator[str | None]:
    """Readings from the surest to the least sure; None where an encoding does not fit."""
    mark, encoding = next(((m, e) for m, e in MARKS if body.startswith(m)), (b"", None))
    if encoding:
        yield body[len(mark) :].decode(encoding, "replace")
    if wide := _wide(body):
        yield body.decode(wide, "replace")
    declared = [name for name in (charset, _declared(body)) if name]
    yield from (_strict(body, name) for name in declared if name.lower().startswith("iso-2022"))
    yield _strict(body, "utf-8")  # bytes that are valid UTF-8 by chance are practically never anything else
    yield _damaged_utf8(body)
    yield from (_strict(body, name) for name in declared)
    best = from_bytes(_sample(body)).best()
    if best is not None and not _latin(str(best)):
        yield _strict(body, best.encoding)
    yield _strict(body, "cp1252")
    if best is not None:
        yield _strict(body, best.encoding)


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is empty."""
    head = body[:HEAD]
    half = len(head) // 2
    if head[1::2].count(0) > 0.4 * half > head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > 0.4 * half > head[1::2].count(0):
        return "utf-16-be"
    return None


def _declared(body: bytes) -> str | None:
    found = DECLARED.search(body[:HEAD])
    return found[1].decode("ascii") if found else None


def _strict(body: bytes, name: str) -> str | None:
    try:
        encoding = codecs.lookup(name.strip().strip("\"'")).name
        return body.decode(WIDER.get(encoding, encoding))
    except (LookupError, UnicodeError):
        return None


def _damaged_utf8(body: bytes) -> str | None:
    """UTF-8 that was cut inside a character, or in which a few bytes were lost."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text if broken <= max(1, MAX_BROKEN * len(text)) and broken <= 0.2 * beyond_ascii else None


def _latin(text: str) -> bool:
    """Whether the letters beyond ASCII are Latin ones: between Latin alphabets a detector can but guess."""
    beyond = [character for character in text if character.isalpha() and not character.isascii()]
    return sum(character < "\u0250" for character in beyond) >= len(beyond) / 2


def _sample(body: bytes) -> bytes:
    """Where the bytes beyond ASCII are: a page may begin with 20,000 bytes of scripts."""
    first = next((found.start() for found in re.finditer(rb"[\x80-\xff]", body)), 0)
    return body[max(0, first - 200) : first + SAMPLE]


def _mended(text: str) -> str:
    """Text without mojibake: `Itâ€™s` → `It’s`; quotes, line ends and all that is no mojibake stay."""
    if not SUSPECT.search(text):
        return text
    return "".join(map(_mended_line, text.splitlines(keepends=True)))


def _mended_line(line: str) -> str:
    suspect = len(line) < MAX_LINE and SUSPECT.search(line)
    return fix_text(line, MOJIBAKE) if suspect and is_bad(line) else line

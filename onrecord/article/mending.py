"""Flattened text → whole paragraphs: what a flattening tool broke or littered is mended, nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.lexicons.furniture import function_words, phrase_form, phrases

NEVER_SEEN = re.compile(
    "[\u00ad\u200b\u2060\ufeff\u200e\u200f]"
)  # soft hyphen, zero-width space, joiner, BOM, marks
BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")

# `), said on Monday` and `’s brother` go on with the line before; a bullet or a dash does not.
GOES_ON = re.compile(r"""[,;:.!?)\]”’%](?!\w)|['’](?:s|re|ve|ll|d|t|m)\b""")
CLOSES = re.compile(r"""[,;:.!?)\]”’%…]|['’](?:s|re|ve|ll|d|t|m)\b""")
ENDS = re.compile(r"""[.!?…:;。！？؟|•·»›>]["'”’»)\]*]*$""")
OPENS = re.compile(r"""[(\[“‘$€£#@/-]$""")

WIDTHS = range(40, 121)  # characters; mail and old sites wrap at 60 to 80, printers at up to 120
WRAPPED_SHARE = 0.5  # of neighbouring lines in a block, the first could not have taken the next word
WRAPPED_LINES = 4
# Of the lines, so many go on with the line before on a page broken at links: true of 67% of broken pages and of 2% of
# whole ones, among the training half of pages/readable, 2026-11-22.
BROKEN_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One mended paragraph, and the lines of the page that it was made of, to the letter."""

    text: str
    lines: tuple[str, ...]
    after_blank: bool  # an empty line stood before it


@dataclass(frozen=True, slots=True)
class _Line:
    raw: str
    text: str
    after_blank: bool


def mend_lines(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a flattened page: invisible characters gone, wrapped and broken lines joined."""
    lines = tuple(_lines(text))
    joins = _wrapped(lines) or _broken(lines)
    return tuple(_paragraphs(lines, joins))


def _lines(text: str) -> Iterator[_Line]:
    blank = True
    for raw in BREAKS.sub("\n", text).split("\n"):
        clean = SPACES.sub(" ", NEVER_SEEN.sub("", raw)).strip()
        if clean:
            yield _Line(raw.strip(), clean, blank)
        blank = not clean


def _paragraphs(lines: tuple[_Line, ...], joins: frozenset[int]) -> Iterator[Paragraph]:
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or i not in joins:
            group = lines[start:i]
            yield Paragraph(_joined(group), tuple(line.raw for line in group), group[0].after_blank)
            start = i


def _joined(group: tuple[_Line, ...]) -> str:
    pieces = [group[0].text]
    for before, line in pairwise(group):
        # "a long-" "term plan": a hyphen at a wrapped end stays and takes no space; so does a soft hyphen's word
        glued = CLOSES.match(line.text) or OPENS.search(before.text) or before.raw.endswith("\u00ad")
        pieces.append(line.text if glued else " " + line.text)
    return "".join(pieces)


def _wrapped(lines: tuple[_Line, ...]) -> frozenset[int]:
    """Lines that go on with the line before, on a page wrapped at a fixed width; none if it is not."""
    width = max((len(line.text) for line in lines), default=0)
    pairs = [i for i in range(1, len(lines)) if not lines[i].after_blank]
    full = {i for i in pairs if _was_full(lines[i - 1].text, lines[i].text, width)}
    if width not in WIDTHS or len(full) < WRAPPED_LINES or len(full) < WRAPPED_SHARE * len(pairs):
        return frozenset()
    return frozenset(full)


def _was_full(before: str, line: str, width: int) -> bool:
    return len(before) + 1 + len(line.split(" ", 1)[0]) > width


def _broken(lines: tuple[_Line, ...]) -> frozenset[int]:
    """Lines that go on with the line before, where flattening broke sentences at links and other marks."""
    sure = {i for i in range(1, len(lines)) if _goes_on(lines[i - 1].text, lines[i].text)}
    if len(sure) < BROKEN_SHARE * len(lines):
        return frozenset(sure)
    # "The minister," "Ana Ruiz" ", said": the name hangs on both sides, but only a broken page proves it
    return frozenset(sure | {i for i in range(1, len(lines)) if _hangs(lines[i - 1], lines[i])})


def _goes_on(before: str, line: str) -> bool:
    """`Ana Ruiz` + `, said on Monday` → yes; `Sports` + `Ana Ruiz said` → no."""
    if GOES_ON.match(line):
        return True
    if ENDS.search(before) or not line[0].islower():
        return False
    return _is_prose(before, line) and not (_is_known(before) or _is_known(line))


def _is_known(line: str) -> bool:
    """`spot_img`, `share`: whole lines of furniture begin in lower case, too."""
    return phrase_form(line) in phrases().whole


def _is_prose(before: str, line: str) -> bool:
    words = (before + " " + line).casefold().split()
    return len(words) >= 4 and any(word in function_words() for word in words)


def _hangs(before: _Line, line: _Line) -> bool:
    """`told reporters in` + `Nairobi` → yes, on a page known to be broken."""
    if ENDS.search(before.text) or line.after_blank or _is_known(line.text):
        return False
    last = before.text.split()[-1]
    return before.text.endswith(",") or last.casefold() in function_words() or bool(OPENS.search(before.text))

"""HTML → a tree, or its lines where it is none; both in a time linear in its length."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.article.visible import clean

MAX_MARKUP = 8_000_000  # characters that are read as a tree; a large page has 1,000,000
MAX_TAGS = 60_000  # a live blog of 500 posts has 40,000; up to here trafilatura takes under 4 s
MAX_TAG = 8_000  # characters of one tag, and
MAX_ATTRIBUTES = 500  # attributes, above which it loses them: libxml2 needs 50 s for 200,000 of them

QUOTED = r"""=\s*+(?:"[^"]*+"|'[^']*+')"""  # ="a > b"
# <p class="a > b">, and one that never closes; not < 3. Each match goes on to its end, so that all are found in one go.
TAG = re.compile(rf"""<([a-zA-Z][\w:-]*+)(?:[^"'>=]++|{QUOTED}|["'=])*+>?""")
QUOTE = re.compile(QUOTED)
NO_TEXT = r"<(script|style|noscript|template|svg|head)\b.*?(?:</\1\s*>|\Z)"
COMMENT = r"<!--.*?(?:-->|\Z)"
UNSEEN = re.compile(rf"{NO_TEXT}|{COMMENT}", re.DOTALL | re.IGNORECASE)
BLOCKS = "p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section|article|main|nav|footer|header"
BLOCK_TAG = re.compile(rf"</?(?:{BLOCKS})\b[^<>]*>?", re.IGNORECASE)
ANY_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>?")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse_html(markup: str) -> HtmlElement | None:
    """The tree of a page; None where the page is empty, too large, or nested too deep to be one."""
    if len(markup) > MAX_MARKUP or markup.count("<") > MAX_TAGS:
        return None
    parser = HTMLParser(
        collect_ids=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    sound = TAG.sub(_short_tag, NOT_XML.sub("", markup))
    try:
        tree = document_fromstring(sound.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing but comments or white space
        return None
    too_deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return None if too_deep else tree


def _short_tag(tag: re.Match[str]) -> str:
    if len(tag[0]) < MAX_TAG:
        return tag[0]
    bare = QUOTE.sub("= ", tag[0])
    return f"<{tag[1]}>" if max(bare.count("="), len(bare.split())) > MAX_ATTRIBUTES else tag[0]


def flatten_html(markup: str) -> tuple[str, ...]:
    """The lines of a page that is no tree: tags cut out, a line for each block; linear in its length."""
    text = ANY_TAG.sub("", BLOCK_TAG.sub("\n", UNSEEN.sub("\n", markup)))
    return tuple(filter(None, map(clean, unescape(text).split("\n"))))

"""Headline and deck of an HTML page: what it shows in large letters, checked against what it tells machines."""

from __future__ import annotations

import re

from onrecord.article.dates import find_date_in
from onrecord.article.facts import without_site
from onrecord.article.visible import WORD, Line, words_of

TITLE_OVERLAP = 0.6  # of the words of headline and page title, for one to be the other
NEAR = 12  # lines below the headline in which a deck may stand, behind byline, date and picture
DECK_LENGTH = (20, 400)  # characters
# class="article__dek", "sub-headline", "c-standfirst", "chapo"; not "description-list"
DECK_NAMES = r"\bdek|\bdeck|standfirst|sub-?(?:title|head)|strapline|\bchapo|\btagline|article-?_*summary"
DECK_NAME = re.compile(DECK_NAMES)


def find_headline(lines: tuple[Line, ...], titles: tuple[str, ...]) -> str | None:
    """The heading that says what a title says; else the title, less the name of the site."""
    headings = [line for line in lines if line.tag in ("h1", "h2")]
    for title in titles:
        for tag in ("h1", "h2"):
            for line in headings:
                if line.tag == tag and _same(line.text, title):
                    return line.text
    only = [line.text for line in headings if line.tag == "h1"]
    if len(only) == 1 and not titles:
        return only[0]
    return without_site(titles[0]) if titles else None


def _same(heading: str, title: str) -> bool:
    """Whether a heading is what a title names, which may have the site behind it: `Bridge shut_Harbour Post`."""
    if len(heading) >= len(title) / 2 and title.startswith(heading):
        return True
    a, b = set(WORD.findall(heading.lower())), set(WORD.findall(title.lower()))
    return bool(a and b) and len(a & b) >= TITLE_OVERLAP * len(a | b)


def find_deck(
    lines: tuple[Line, ...], paragraphs: tuple[str, ...], headline: int | None, descriptions: tuple[str, ...]
) -> str | None:
    """The line below the headline that the page names a deck, or repeats as its own description."""
    if headline is None:
        return None
    at = next(
        (i for i, line in enumerate(lines) if words_of(line.text) == words_of(paragraphs[headline])), None
    )
    body = {words_of(text) for text in paragraphs[headline + 1 :]}
    told = {words_of(text) for text in descriptions}
    dated = False
    for line in lines[at + 1 : at + 1 + NEAR] if at is not None else ():
        named = bool(DECK_NAME.search(line.names))
        if dated and not named and line.tag == "p" and words_of(line.text) in body:
            return None  # the article's first sentence, which the page repeats as what it is about
        dated = dated or find_date_in(line.text) is not None
        if (named or words_of(line.text) in told) and DECK_LENGTH[0] <= len(line.text) <= DECK_LENGTH[1]:
            return line.text
        if line.tag == "p" and words_of(line.text) in body:
            return None
    return None

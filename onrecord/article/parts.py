"""The parts an article opens with: headline, deck, byline, dateline, each claimed only where it is clear."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from onrecord.article.signs import DATE, ENDS, WORD, count_words, is_sentence, known_phrase
from onrecord.lexicons.furniture import function_words, phrase_form
from onrecord.types import Byline, Span

HEADLINE_WORDS = range(3, 31)
DECK_WORDS = range(4, 51)
OPENING = 6  # paragraphs in which headline, deck, byline and dateline stand
REACH = 40  # lines above the body in which its headline is looked for
SHARED = 0.4  # of a headline's telling words stand in the body; menus and teasers share fewer
TITLE_SUFFIX = re.compile(
    r"\s+(?P<mark>[|–—·»-]|::)\s+(?P<outlet>[^|–—·»]{2,45})$"
)  # Two Killed In Raid | Jos Post

NAME = r"(?:[^\W\d_a-z][\w'’.-]*|(?:de|da|dos|del|della|di|van|von|der|den|al|el|bin|ibn|la|le)\b)"
PERSON = rf"{NAME}(?:\s+{NAME}){{0,4}}"
NAMES = rf"{PERSON}(?:(?:,\s+{PERSON}){{0,5}},?\s+(?:and|und|et|y|e|&|with)\s+{PERSON})?"  # a place may follow a comma
BY = r"(?:[Bb]y|BY|[Ww]ritten\s+by|[Rr]eported\s+by|Story\s+by|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|Words\s+by)"
REST = r"(?:\s*[,|/•·(-].{0,60}|\s+(?:in|for|at|of)\s.{0,60}|\s+\|.*|\s+on\s.{0,40})?"
BYLINE = re.compile(rf"^{BY}\s*:?\s+(?P<names>{NAMES}){REST}$")  # By Ana Ruiz and Ben Okoro, Lagos
SIGNED = re.compile(
    rf"^\(?(?:Additional\s+)?[Rr]eporting\s+(?:by|from)\s+(?P<names>{NAMES})"
)  # (Reporting by Ana Ruiz; …)
BYLINE_LENGTH = 160  # characters; six names and where they were

CAPS = r"[^\W\d_a-z][^\W\d_a-z.'’-]+"
PLACE = rf"{CAPS}(?:[\s/]{CAPS}){{0,4}}"  # PORT HARCOURT, BEIRUT/DAMASCUS
TITLED = r"[^\W\d_a-z][\w.'’-]+(?:[\s/][^\W\d_a-z][\w.'’-]+){0,3}"  # Port Harcourt
REGION = rf"(?:,\s+{TITLED}){{0,2}}"  # , Rivers State, Nigeria
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:,?\s+(?:\w+day,?\s+)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?)"
AGENCY = r"(?:\s*\([A-Z][^()]{1,40}\)|\s*/[A-Z][^/]{1,40}/)"
DASH = r"\s*(?:—|–|--|-)(?=\s|[“\"‘A-Z])"
DATELINE = re.compile(
    rf"""^(?P<line>
        {PLACE}{REGION}{DAY}?{AGENCY}?(?={DASH})     # KYIV, March 3 (Reuters) -
      | {TITLED}{REGION}{DAY}?{AGENCY}(?={DASH})     # Port Harcourt, Nigeria (Own Wire) —
      | {TITLED}{REGION}{DAY}(?={DASH})              # Nairobi, 3 March 2026 –
      | {TITLED}{REGION}(?=\s+[—–]\s+[^\W\d_a-z“"])  # Harare – The court
      | {TITLED}{REGION}{DAY}?\s*\([A-Z]{{2,8}}\)(?=\s?[^\W\d_a-z“"])  # Washington (CNN) The senator
      | {MONTH}\s+\d{{1,2}}{AGENCY}(?={DASH})        # March 3 (Reuters) -
    )""",
    re.VERBOSE,
)
DATELINE_REACH = 100  # characters within which a dateline and its dash stand
NOT_PLACES = frozenset(
    {"BREAKING", "UPDATE", "UPDATED", "EXCLUSIVE", "ANALYSIS", "OPINION", "WATCH", "LIVE", "VIDEO"}
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What an article opens with; a part that is not clearly there is None."""

    headline: Span | None = None
    deck: Span | None = None
    byline: Byline | None = None
    dateline: Span | None = None


def find_parts(text: str, paragraphs: tuple[Span, ...]) -> Parts:
    """Headline, deck, byline and dateline of an article, as spans of its text.

    >>> text = "Two Killed In Market Raid\\nBy Ana Ruiz\\nJOS, March 3 (Own Wire) - Two traders died on Monday."
    >>> parts = find_parts(text, (Span(0, 25), Span(26, 37), Span(38, 91)))
    >>> parts.byline.text, text[parts.dateline.start : parts.dateline.end]
    ('Ana Ruiz', 'JOS, March 3 (Own Wire)')
    """
    texts = [text[span.start : span.end] for span in paragraphs]
    headline = _clear_headline(texts)
    deck = None if headline is None else _clear_deck(texts, headline)
    taken = {i for i in (headline, deck) if i is not None}
    return Parts(
        None if headline is None else paragraphs[headline],
        None if deck is None else paragraphs[deck],
        _find_byline(texts, paragraphs, taken),
        _find_dateline(texts, paragraphs, taken),
    )


def is_byline(text: str) -> bool:
    """Whether a line is a byline: "By Ana Ruiz and Ben Okoro, Lagos"."""
    return len(text) <= BYLINE_LENGTH and bool(BYLINE.match(text)) and not ENDS.search(text)


def byline_names(text: str) -> str:
    """The names in a byline."""
    match = BYLINE.match(text)
    return match["names"] if match else text


def pick_headline(texts: Sequence[str], body: Set[int]) -> int | None:
    """The line of a flattened page that is the headline of its body; None where no line clearly is."""
    if not body:
        return None
    opening = sorted(body)[:OPENING]
    first = next((i for i in opening if is_sentence(texts[i])), opening[0])
    telling = {word for i in body for word in _telling(texts[i]) if ENDS.search(texts[i])}
    near = range(max(0, first - REACH), first + 1)
    scored = [
        (_headline_score(texts[i], telling) - 0.02 * (first - i), i)
        for i in near
        if _may_be_headline(texts[i])
    ]
    best = max(scored, default=(0.0, -1))
    return best[1] if best[0] >= SHARED else None


def without_outlet(headline: str, lines: Collection[str]) -> str:
    """A headline without the outlet that a page title adds; after a dash only if the outlet is named elsewhere too.

    >>> without_outlet("Two Killed In Raid | Jos Post", ()), without_outlet("Two Killed In Raid - Army", ())
    ('Two Killed In Raid', 'Two Killed In Raid - Army')
    """
    match = TITLE_SUFFIX.search(headline)
    if match and (match["mark"] in ("|", "::") or match["outlet"] in lines):
        return headline[: match.start()]
    return headline


def pick_deck(texts: Sequence[str], body: Set[int], headline: int | None) -> int | None:
    """The line of a flattened page that is the deck under its headline; None where no line clearly is."""
    if headline is None:
        return None
    first = min((i for i in body if i > headline), default=headline + 1)
    under = [i for i in range(headline + 1, first + 1) if i < len(texts) and not _is_label(texts[i])]
    starred = next((i for i in under if _is_starred(texts[i])), None)
    if starred is not None:
        return starred
    unended = (i for i in under if count_words(texts[i]) in DECK_WORDS and not ENDS.search(texts[i]))
    telling = {word for i in body for word in _telling(texts[i])}
    return next((i for i in unended if _share(texts[i], telling) >= SHARED and not is_byline(texts[i])), None)


def _clear_headline(texts: Sequence[str]) -> int | None:
    """The first paragraph, where it is short, unended, and prose follows."""
    if len(texts) < 2 or not _may_be_headline(texts[0]) or _dateline(texts[0]):
        return None
    follows = any(
        ENDS.search(text) and count_words(text) > count_words(texts[0]) / 2 for text in texts[1:OPENING]
    )
    return 0 if follows else None


def _clear_deck(texts: Sequence[str], headline: int) -> int | None:
    for i in range(headline + 1, min(headline + OPENING, len(texts) - 1)):
        if _is_label(texts[i]) or is_byline(texts[i]):
            continue
        if _is_starred(texts[i]):
            return i
        return i if count_words(texts[i]) in DECK_WORDS and _is_deck(texts, i) else None
    return None


def _is_deck(texts: Sequence[str], i: int) -> bool:
    """Unended, or one sentence that a byline or a dateline follows."""
    if _dateline(texts[i]):
        return False
    ended = bool(ENDS.search(texts[i]))
    return (
        (not ended and not texts[i].endswith(":")) or is_byline(texts[i + 1]) or bool(_dateline(texts[i + 1]))
    )


def _find_byline(texts: Sequence[str], paragraphs: tuple[Span, ...], taken: set[int]) -> Byline | None:
    opening = [i for i in range(min(OPENING, len(texts))) if i not in taken and is_byline(texts[i])]
    closing = range(max(0, len(texts) - 3), len(texts))
    for pattern, places in ((BYLINE, opening), (SIGNED, closing)):
        for i in places:
            if match := pattern.match(texts[i]):
                start, end = match.span("names")
                return Byline(match["names"], Span(paragraphs[i].start + start, paragraphs[i].start + end))
    return None


def _find_dateline(texts: Sequence[str], paragraphs: tuple[Span, ...], taken: set[int]) -> Span | None:
    for i in range(min(OPENING, len(texts))):
        if i in taken or is_byline(texts[i]):
            continue
        if line := _dateline(texts[i]):
            return Span(paragraphs[i].start, paragraphs[i].start + len(line))
        if ENDS.search(texts[i]) and count_words(texts[i]) > 12:
            return None
    return None


def _dateline(text: str) -> str:
    """The dateline a paragraph begins with, without its dash; empty if there is none."""
    match = DATELINE.match(text[:DATELINE_REACH])
    if not match or match["line"].split()[0].strip(",:") in NOT_PLACES:
        return ""
    return match["line"].rstrip()


def _may_be_headline(text: str) -> bool:
    if count_words(text) not in HEADLINE_WORDS or text.endswith((".", ":", ",", ";")) or text[0].islower():
        return False
    return not (_is_label(text) or is_byline(text) or _is_starred(text))


def _is_label(text: str) -> bool:
    """`Published: March 3, 2026`, `4 min read`: about the article, not of it."""
    known = known_phrase(phrase_form(text))
    return bool(known and (known[1] or count_words(text) <= 6)) or (
        bool(DATE.search(text)) and count_words(text) <= 8
    )


def _is_starred(text: str) -> bool:
    """`*Governor Confirms, As Talks Stall`: a deck marked as such."""
    return text[0] in "*_" and len(text) > 1 and text[1] not in "*_ " and count_words(text) in DECK_WORDS


def _headline_score(text: str, telling: Set[str]) -> float:
    """The share of its telling words that the body has, less for a line that ends like a sentence."""
    return _share(text, telling) + min(count_words(text), 10) / 50 - (0.2 if ENDS.search(text) else 0.0)


def _share(text: str, telling: Set[str]) -> float:
    words = _telling(text)
    return sum(word in telling for word in words) / len(words) if words else 0.0


def _telling(text: str) -> set[str]:
    return {word for word in WORD.findall(text.casefold()) if word not in function_words() and len(word) > 2}

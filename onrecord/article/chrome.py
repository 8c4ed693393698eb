"""Why a line is furniture, in words a person can check: its phrase, its shape, or where on the page it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from onrecord.article.signs import COMMENTS, DATE, ENDS, MARKUP, SHORT, count_words, known_phrase
from onrecord.lexicons.furniture import phrase_form

WEATHER = re.compile(r"^[-−+]?\d{1,3}(?:\.\d)?\s?°?\s?[CF]\b.{0,12}$|^.{0,12}\d\s?°")  # 2.5 C

AD_SLOT = re.compile(r"(?:spot_img|google_ad|div-gpt-ad|ad[-_](?:slot|unit|\d+))\S*$")  # spot_img_2

# The first shape that fits gives the reason; each shows a line it was made for.
SHAPES = tuple(
    (reason, re.compile(pattern, re.IGNORECASE | re.VERBOSE))
    for reason, pattern in (
        ("copyright", r"©|\(c\)\s?\d{4}|\ball\ rights\ reserved\b|\bcopyright\b"),  # © 2026 The Lagos Courier
        (
            "photo credit",
            r"\b(?:getty|afp|epa|shutterstock|istock|reuters|ap\ photo)\b[^.]*$|^\(?(?:photo|image|picture)\b",
        ),
        (
            "share buttons",
            r"^\d+[\d.,]*\s?[km]?\s(?:shares?|likes?|views?|retweets?)\b|\bopens\ in\ (?:a\ )?new\ (?:window|tab)",
        ),
        ("picture", r"^!\[|\.(?:jpe?g|png|gif|webp)\b"),  # market-fire.jpg
        ("breadcrumb", r"^(?:home|start)\s?[>»›/|]|^[^.]{1,40}\s[>»›]\s[^.]{1,40}$"),  # Home » World » Africa
        ("menu", r"\s[|•·]\s.*\s[|•·]\s"),  # World | Politics | Sport
    )
)
# Whole lines that no article has, wherever they stand; each shows a line it was made for.
CERTAIN_SHAPES = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        ("related articles", r"(?:also|must)[ -]read\s*:.{3,150}$"),  # Also Read: Ferry Talks Resume
        # PHOTO: A quay. (Post/A. Ruiz) · A quay. (Agency photo)
        ("photo credit", r"(?:photo|picture|image)s?\s*:[^\"“]{3,200}\([^()]{2,60}\)\.?$"),
        ("photo credit", r".{3,200}\((?:agency|file|handout|courtesy|archive) (?:photo|picture|image)\)$"),
        ("page number", r"page \d+ of \d+\b.{0,60}$"),  # Page 2 of 3 Print this page
        ("page footer", r"our standards\s*:.{3,80}$|acquire licensing rights\b.{0,40}$"),
        ("subscription offer", r".{0,60}\bread \w+ (?:more )?(?:free )?articles? (?:for )?free\b.{0,40}$"),
    )
)
# "Health" and "Analysis" are menu entries and subheads alike; these are never of an article, wherever they stand.
CERTAIN = frozenset(
    {
        "ad slot",
        "related articles",
        "share buttons",
        "newsletter box",
        "cookie bar",
        "login prompt",
        "date line",
    }
)
LABELS = frozenset(
    {"date line", "share buttons"}
)  # "Updated 4 hours ago", "Follow us on Telegram": short, unended
LABEL_WORDS = 9

# What it costs, in log-odds, to find more of the article below a line of this kind; the article's own last lines are
# above all of them. F1 rises by 0.6 with these (cross-validated on the training pages); doubling them gains nothing.
TOLLS = {"comments": 25.0, "copyright": 8.0, "tags": 3.0, "related articles": 2.0}
TOLL_WORDS = 5
LINKS = (
    "read ",
    "continue ",
    "view ",
    "see ",
    "show ",
    "load ",
    "next",
    "prev",
    "watch",
    "listen",
)  # announce nothing
COMMENT_HEADINGS = frozenset(
    {"comments", "kommentare", "commentaires", "comentarios", "comentários", "commenti"}
)
LEAVE = (
    "leave a reply",
    "leave a comment",
    "join the conversation",
    "join the discussion",
)  # "reply" and "name" stand below a comment, "leave a reply" above them all
SHAPED = 400  # characters; longer lines have no telling shape
PAGE_TITLE = "page title"
NEARBY = 2  # lines; a city stands beside its temperature
BESIDE_WEATHER = 3  # words of such a city


def name_reasons(texts: Sequence[str], kept: set[int], headline: str = "") -> list[str]:
    """A reason for each line, to be used for those that are not kept; `headline` tells the page's title from menus."""
    found = [_own_reason(text) for text in texts]
    sections = list(
        accumulate(
            found,
            lambda last, reason: reason if reason in ("related articles", "comments") else last,
            initial="",
        )
    )
    first, last = (min(kept), max(kept)) if kept else (len(texts), len(texts))
    seen: set[str] = set()
    reasons = []
    for i, text in enumerate(texts):
        place = _place_reason(text, i, first, last, sections[i + 1])
        beside = (
            "weather box" in found[max(0, i - NEARBY) : i + NEARBY + 1]
            and count_words(text) <= BESIDE_WEATHER
        )
        form = phrase_form(text)
        title = PAGE_TITLE if headline and text.startswith(headline) else ""
        again = "said twice on the page" if form in seen and count_words(text) > BESIDE_WEATHER else ""
        reasons.append(title or found[i] or ("weather box" if beside else "") or again or place)
        seen.add(form)
    return reasons


def is_certain(text: str) -> bool:
    """Whether a line is furniture wherever it stands: "spot_img", "Published: March 3, 2026", "Share this article"."""
    if _certain_shape(text):
        return True
    known = known_phrase(phrase_form(text))
    if not known or known[0] not in CERTAIN:
        return AD_SLOT.match(text) is not None
    return known[1] or (known[0] in LABELS and count_words(text) <= LABEL_WORDS and not ENDS.search(text))


def _certain_shape(text: str) -> str:
    return next((reason for reason, shape in CERTAIN_SHAPES if len(text) <= SHAPED and shape.match(text)), "")


def toll(text: str) -> float:
    """What it costs to go on with the article below this line: "Comments", "Filed under: Courts", "© 2026 Jos Post"."""
    form = phrase_form(text)
    if COMMENTS.match(form) or form in COMMENT_HEADINGS or form.startswith(LEAVE):
        return TOLLS["comments"]
    known = known_phrase(form)
    if not known or known[0] == "comments" or (ENDS.search(text) and count_words(text) > SHORT):
        return 0.0
    announces = known[1] and count_words(text) <= TOLL_WORDS and not form.startswith(LINKS)
    return TOLLS.get(known[0], 0.0) if known[0] != "related articles" or announces else 0.0


def _own_reason(text: str) -> str:
    """The reason the line itself gives; empty if it gives none."""
    if WEATHER.search(text):
        return "weather box"
    if AD_SLOT.match(text):
        return "ad slot"
    if certain := _certain_shape(text):
        return certain
    form = phrase_form(text)
    known = known_phrase(form)
    if known and (known[1] or count_words(text) <= SHORT):
        return known[0]
    if COMMENTS.match(form):
        return "comments"
    if len(text) <= SHAPED:
        for reason, shape in SHAPES:
            if shape.search(text):
                return reason
    if MARKUP.search(text):
        return "page code"
    return "date line" if DATE.search(text) and count_words(text) <= SHORT else ""


def _place_reason(text: str, i: int, first: int, last: int, section: str) -> str:
    short = count_words(text) < BESIDE_WEATHER + 2
    if i < first:
        return "menu" if short else "above the article"
    if i > last:
        return section or ("menu" if short else "below the article")
    return "box inside the article"

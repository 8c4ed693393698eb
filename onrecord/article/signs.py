"""Signs by which a line of the article is told from furniture: its shape, its neighbours, its place on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log1p

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons.furniture import function_words, phrase_form, phrases

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
UNSPACED = re.compile(
    "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)  # Thai, Japanese, Chinese, Korean
ENDS = re.compile(r"""[.!?…。！？؟]["'”’»)\]]*(?:\s?\[\d+\])*$""")
INNER_END = re.compile(r"""[.!?…]["'”’»)]* ["'“‘«(]*[^\W\d_a-z]|[。！？]""")
QUOTE = re.compile(r"""["“”„«»]""")
SEPARATOR = re.compile(r"\||»|›|•|·|→|←|▶|►|©| / | > ")
ADDRESS = re.compile(r"https?://|www\.|@\w|\.com\b")
MONTH = r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\w*"
DATE = re.compile(
    rf"\b{MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}}\.? {MONTH}\b"
    r"|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}[:.]\d\d\b"
    r"|\b\d+ ?(?:h|m|hours?|minutes?|mins?|days?|weeks?|months?|years?) ago\b",
    re.IGNORECASE,
)
SHORT = 12  # words: a start such as "photo by" says nothing of a longer line

# "There are 7 comments", "3 thoughts on …"
COMMENTS = re.compile(
    r"^(?:there (?:is|are) |show |view |see |read )?(?:all )?# "
    r"(?:comments?|repl(?:y|ies)|responses?|thoughts?|kommentare?)\b"
)
MARKUP = re.compile(r"</?\w+[^<>]*>|\bfunction ?\(|[{};]\s*$|\bvar \w+ ?=")
# "Soldiers near Dengi on Monday. Photo: Ana Ruiz", "(Ben Okoro/Own Wire)"
CREDIT = re.compile(
    r"\b(?:AFP|EPA|Getty|Reuters|Shutterstock|iStock|AP Photo|Foto|Photo|Photograph|Bild|Image|Credit|Picture)\b[^.]*$"
    r"|\([^()]*/[^()]*\)$"
)
CREDIT_REACH = 300  # characters from the end of a line; captions run on before their credit
SENTENCE = 4  # words: "No one came back."
PROSE = 8  # words, woven and ended: a sentence
OPENERS = frozenset({"related articles", "comments"})  # reasons whose heading announces more of the same

OWN = [
    "bias",
    "words",
    "words_to_6",
    "words_to_15",
    "words_to_40",
    "long",
    "ends",
    "inner_ends",
    "woven",
    "capitals",
    "digits",
    "shouted",
    "lower_start",
    "marker",
    "quote",
    "separator",
    "address",
    "date",
    "whole_phrase",
    "start_phrase",
    "opener",
    "commas",
    "repeated",
    "prose",
    "colon_end",
    "number_start",
    "comment_talk",
    "related_talk",
    "markup",
    "credit",
]
NEAR = ["words", "ends", "woven", "whole_phrase", "capitals", "date"]
OFFSETS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (2, 5, 10)
SHARES = ["ends", "date", "comment_talk", "related_talk", "whole_phrase", "woven"]
SHARE_WINDOWS = (4, 12)


def find_signs(texts: Sequence[str], recurring: frozenset[str] = frozenset()) -> NDArray[np.float64]:
    """One row a line, one column a sign, in the order of `sign_names`."""
    forms = [phrase_form(text) for text in texts]
    own = np.array([_own(text, form) for text, form in zip(texts, forms, strict=True)]).reshape(
        len(texts), len(OWN)
    )
    own[:, OWN.index("repeated")] = _repeated(forms, recurring)
    return np.hstack([own, _near(own), _mass(own), _shares(own), _place(own), _shared_words(texts, own)])


def sign_names() -> tuple[str, ...]:
    """The names of the columns of `find_signs`."""
    near = [f"{name}{offset:+d}" for offset in OFFSETS for name in NEAR]
    mass = [
        f"{side}_{window}" for window in WINDOWS for side in ("prose_before", "prose_after", "chrome_around")
    ]
    place = [
        "in_body",
        "lines_before_body",
        "lines_after_body",
        "words_above",
        "words_below",
        "since_opener",
        "opened",
        "first_lines",
        "body_share",
        "prose_share",
    ]
    shares = [f"{name}_share_{window}" for window in SHARE_WINDOWS for name in SHARES]
    return (*OWN, *near, *mass, *shares, *place, "shared", "shared_names")


def count_words(text: str) -> int:
    """The words of a line; scripts written without spaces count two signs a word."""
    unspaced = len(UNSPACED.findall(text))
    return unspaced // 2 if unspaced > len(text) / 3 else len(WORD.findall(text))


def is_sentence(text: str) -> bool:
    """Whether a line is woven and ended like a sentence, and no phrase that pages are known to carry."""
    words = [word.casefold() for word in WORD.findall(text)]
    woven = len(words) >= SENTENCE and not function_words().isdisjoint(words)
    return woven and bool(ENDS.search(text)) and not known_phrase(phrase_form(text))


def known_phrase(form: str) -> tuple[str, bool] | None:
    """The reason a line in phrase form is known to be furniture, and whether the whole line is; None if unknown."""
    table = phrases()
    if form in table.whole:
        return table.whole[form], True
    pieces = form.split(" ")
    for size in range(min(table.longest, len(pieces)), 0, -1):
        if reason := table.starts.get(" ".join(pieces[:size])):
            return reason, False
    return None


def _own(text: str, form: str) -> list[float]:
    words = WORD.findall(text)
    n = max(1, count_words(text))
    known = known_phrase(form)
    whole = bool(known and known[1]) or not form
    starts = bool(known and not known[1])
    woven = sum(word.casefold() in function_words() for word in words) / max(1, len(words))
    if UNSPACED.search(text):
        woven = 0.4
    ends = bool(ENDS.search(text))
    inner = len(INNER_END.findall(text))
    prose = n >= PROSE and (woven >= 0.2 and (ends or n >= 20))
    return [
        1.0,
        log1p(n),
        min(n, 6) / 6,
        min(n, 15) / 15,
        min(n, 40) / 40,
        float(n > 40),
        float(ends),
        min(inner, 3),
        min(woven, 0.6),
        sum(word[0].isupper() for word in words[1:]) / max(1, len(words) - 1),
        sum(c.isdigit() for c in text) / len(text),
        float(text.isupper()),
        float(text[0].islower()),
        float(not text[0].isalnum() and not QUOTE.match(text)),
        float(bool(QUOTE.search(text))),
        min(len(SEPARATOR.findall(text)), 3),
        float(bool(ADDRESS.search(text))),
        float(bool(DATE.search(text)) and n <= SHORT),
        float(whole),
        float(starts) * (1.0 if n <= SHORT else 0.5),
        float(bool(known and known[0] in OPENERS and n <= 5) or bool(COMMENTS.match(form))),
        min(text.count(",") / n, 0.3),
        0.0,  # repeated: told from the whole page
        min(n, 60) / 60 * prose,
        float(text.endswith(":")),
        float(text[0].isdigit()),
        float(bool(COMMENTS.match(form)) or bool(known and known[0] == "comments")),
        float(bool(known and known[0] == "related articles")),
        float(bool(MARKUP.search(text))),
        float(n < 60 and bool(CREDIT.search(text[-CREDIT_REACH:]))),
    ]


def _repeated(forms: list[str], recurring: frozenset[str]) -> list[float]:
    counts = Counter(forms)
    return [float(counts[form] > 1 or form in recurring) for form in forms]


def _near(own: NDArray[np.float64]) -> NDArray[np.float64]:
    columns = own[:, [OWN.index(name) for name in NEAR]]
    return np.hstack([_shifted(columns, offset) for offset in OFFSETS])


def _shifted(rows: NDArray[np.float64], offset: int) -> NDArray[np.float64]:
    out = np.zeros_like(rows)
    if offset < 0:
        out[-offset:] = rows[:offset]
    else:
        out[:-offset] = rows[offset:]
    return out


def _mass(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Prose before and after a line, and lines of chrome around it, in windows of some lines."""
    prose = own[:, OWN.index("prose")]
    chrome = (own[:, OWN.index("words_to_6")] < 1).astype(float) * (1 - own[:, OWN.index("ends")])
    columns = []
    for window in WINDOWS:
        columns += [_sum_before(prose, window), _sum_before(prose[::-1], window)[::-1]]
        columns += [(_sum_before(chrome, window) + _sum_before(chrome[::-1], window)[::-1]) / window]
    return np.column_stack(columns)


def _shares(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """How common a sign is among the lines around, the line itself too."""
    columns = []
    for window in SHARE_WINDOWS:
        for name in SHARES:
            sign = own[:, OWN.index(name)]
            around = sign + _sum_before(sign, window) + _sum_before(sign[::-1], window)[::-1]
            columns.append(around / (2 * window + 1))
    return np.column_stack(columns)


def _sum_before(values: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    total = np.concatenate([[0.0], np.cumsum(values)])
    ends = np.arange(len(values))
    out: NDArray[np.float64] = total[ends] - total[np.maximum(0, ends - window)]
    return out


def _place(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where a line stands to the body: the run of lines with the most prose for its chrome."""
    n = len(own)
    prose = own[:, OWN.index("prose")]
    start, end = body_run(np.where(prose > 0, 0.3 + prose, -0.12))
    at = np.arange(n)
    inside = ((at >= start) & (at < end)).astype(float)
    above = np.cumsum(prose) - prose
    below = prose.sum() - above - prose
    since, opened = _since_opener(own)
    return np.column_stack(
        [
            inside,
            np.log1p(np.maximum(0, start - at)),
            np.log1p(np.maximum(0, at - end + 1)),
            np.log1p(above),
            np.log1p(below),
            since,
            opened,
            (at < 3).astype(float),
            np.full(n, (end - start) / n),
            np.full(n, (prose > 0).sum() / n),
        ]
    )


def body_run(values: NDArray[np.float64]) -> tuple[int, int]:
    """The run of lines whose values sum highest."""
    best, run, start, span = 0.0, 0.0, 0, (0, 0)
    for i, value in enumerate(values):
        if run <= 0:
            run, start = 0.0, i
        run += float(value)
        if run > best:
            best, span = run, (start, i + 1)
    return span


def _since_opener(own: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much prose stands between a line and the last heading such as "Comments", and whether there is one."""
    since, opened, mass = np.zeros(len(own)), np.zeros(len(own)), -1.0
    for i, row in enumerate(own):
        if row[OWN.index("opener")]:
            mass = 0.0
        elif mass >= 0:
            mass += row[OWN.index("prose")]
        since[i], opened[i] = log1p(mass) if mass >= 0 else 0.0, float(mass >= 0)
    return since, opened


def _shared_words(texts: Sequence[str], own: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of a line's words, and of its capitalised words, that stand in other lines of prose."""
    bags = [set(WORD.findall(text)) - function_words() for text in texts]
    prose = own[:, OWN.index("prose")] > 0
    known = Counter(
        word.casefold() for bag, is_prose in zip(bags, prose, strict=True) if is_prose for word in bag
    )
    rows = []
    for bag, is_prose in zip(bags, prose, strict=True):
        names = {word for word in bag if word[0].isupper()}
        rows.append([_share(bag, known, is_prose), _share(names, known, is_prose)])
    return np.array(rows).reshape(len(texts), 2)


def _share(bag: set[str], known: Counter[str], is_prose: bool) -> float:
    return sum(known[word.casefold()] > is_prose for word in bag) / len(bag) if bag else 0.0

"""How a statement was made: on what terms, by what medium, on which day."""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicons import words
from onrecord.record.sources import find_speaker
from onrecord.types import Article, EntityType, Name, SourceKind, Span, Time, TimeType

NEAR = 110  # characters between a medium and its cue; beyond, it belongs to something else
DAY_GAP = 5  # words between a day and its cue: "told reporters in Geneva on" · "Tuesday"

# ---- terms of anonymity

_STRETCH = r"[^.;:!?“”\"\n]"
_NOT = r"(?:not|never|\w+n['’]t|declin\w+|refus\w+|only|without)"
_HIDDEN = (  # what stays hidden: "not to be named", "anonymity", "not authorised to speak"
    rf"(?:{_NOT}\b{_STRETCH}{{0,30}}?\bbe(?:ing)? (?:further |publicly |otherwise )?"
    r"(?:identified|named|quoted|cited)"
    rf"|{_NOT}\b{_STRETCH}{{0,20}}?\b(?:give|giving|provide|use|reveal|disclose|publish)\w* "
    r"(?:his|her|their|its)(?: (?:full|real|last|own))?(?: sur)? ?(?:names?|identity|identities)"
    r"|(?:remain|stay|be|kept) (?:un(?:named|identified)|anonymous)|anonym(?:ity|ously)"
    rf"|not (?:\w+ )?(?:authori[sz]ed|permitted|allowed|cleared)\b{_STRETCH}{{0,25}}?\bto "
    r"(?:\w+ ){0,2}?(?:speak|talk|discuss|comment|brief|disclose|release|share|be quoted|give)"
    r"(?:\s(?:publicly|openly|on the record|(?:to|with) (?:the )?(?:media|press|reporters|journalists)))*"
    r"|(?:identified|named|quoted) only\b|first names?|on background|off the record"
    r"|not for attribution|names? (?:\w+ )?(?:not be (?:used|published)|(?:be )?withheld))"
)
_FROM = (  # how the words begin: "who asked", "speaking on condition", "requesting"
    r"\b(?:who|whose|speaking|spoke|talking|asking|requesting|insisting|seeking|declining|wishing|granted"
    r"|(?:up)?on (?:the |strict )*condition|under (?:the )?condition"
    r"|(?:and|but) (?:asked|requested|insisted|declined)"
    r"|anonymously|not (?:publicly )?authori[sz]ed)\b"
)
_REASON = (  # the reason given: "because she was not allowed to talk to reporters"
    r"(?:,? (?:because|as (?:he|she|they|it)|since|citing|for fear|fearing|due to|owing to|in order to|out of"
    r"|given|to)\b"
    rf"(?:{_STRETCH}(?!,\s)){{0,160}}{_STRETCH})?"
)
_ASKED = rf"{_FROM}(?:(?!\bwho\b){_STRETCH}){{0,60}}?{_HIDDEN}"
TERMS = re.compile(rf"{_ASKED}{_REASON}|\banonymously\b{_REASON}", re.IGNORECASE)
UNNAMED = re.compile(rf"\bwho {_STRETCH}{{0,40}}?{_HIDDEN}", re.IGNORECASE)

# ---- medium

_WORD = r"[\w’'.&-]+"
_PREPOSITIONS = r"in|on|at|during|via|through|by|over|to|from|with|for|of|into|after|before|and|or|as|that"
_TIME_WORDS = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|last|next|this|late|early|earlier|later"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|\d)"
)
_PHRASE = rf"(?!{_TIME_WORDS})(?:(?!(?:{_PREPOSITIONS}|who|which|saying|{_TIME_WORDS})\b){_WORD}\s?){{1,6}}"
_TAIL = (  # "posted on social media", "with the daily Al-Nahar", "to the council"
    r"(?:\s(?:posted|published|released|issued|broadcast|aired|carried|shared|sent|given|shown|distributed|delivered|uploaded"
    rf"|recorded|run|emailed|addressed|circulated)(?:\s(?:online|live)\b)?(?:\s(?:on|by|to|in|via|through|from|with)\s{_PHRASE})?"
    rf"|\s(?:with|to|on|by|from|for|of|before)\s{_PHRASE}){{0,2}}"
)


@cache
def _channel() -> re.Pattern[str]:
    """ "in a video posted on social media", "on state television", "by phone"."""
    nouns = "|".join(
        re.escape(noun) for noun in sorted(words("channels"), key=lambda noun: (-len(noun), noun))
    )
    return re.compile(
        rf"\b(?:in|on|at|during|via|through|by|over)\s(?:(?!(?:{_PREPOSITIONS})\b){_WORD}\s){{0,5}}?(?-i:{nouns})\b{_TAIL}",
        re.IGNORECASE,
    )


TOLD = re.compile(
    rf"\b(?:told|tells?|telling|(?:speaking|talking|spoke) (?:to|with|before)|informed|in remarks to)\s+"
    rf"(?P<whom>(?:(?!(?:{_PREPOSITIONS}|{_TIME_WORDS})\b){_WORD}\s?){{1,6}})",
    re.IGNORECASE,
)


def find_unnamed(text: str) -> tuple[Span, ...]:
    """Where somebody is told by not being named: «an official [who asked not to be identified] said»."""
    return tuple(Span(*found.span()) for found in UNNAMED.finditer(text))


def find_terms(article: Article, source: Span, within: Span, content: tuple[Span, ...]) -> Span | None:
    """The words by which a source asked not to be named, with the reason; `within` is the sentence."""
    for match in TERMS.finditer(article.text, within.start, within.end):
        span = _before_any(article, Span(*match.span()), content, source)
        if span and not any(piece.overlaps(span) for piece in content):
            return span
    return None


def _before_any(article: Article, span: Span, content: tuple[Span, ...], source: Span) -> Span | None:
    """Cut where a content begins, or where the source ends if the words began in it."""
    ends = [piece.start for piece in content if span.start < piece.start < span.end]
    if (
        source.start <= span.start < source.end < span.end
        and article.text[source.end : source.end + 1] == ","
    ):
        ends.append(source.end)
    return _trim(article, span.start, min([span.end, *ends]))


def find_medium(
    article: Article, cue: Span, within: Span, taken: tuple[Span, ...], names: tuple[Name, ...]
) -> Span | None:
    """Where it was said, nearest to the cue; nothing that touches `taken`: contents and other cues."""
    found = [
        _trim(article, *match.span()) for match in _channel().finditer(article.text, within.start, within.end)
    ]
    found += [
        _told(article, match, taken, names) for match in TOLD.finditer(article.text, within.start, within.end)
    ]
    fit = [
        span
        for span in (_clear(article, span, taken) for span in found if span)
        if span and _gap(span, cue) <= NEAR and not _parted(span, cue, taken)
    ]
    return min(fit, key=lambda span: (_gap(span, cue), span.start), default=None)


def _told(
    article: Article, match: re.Match[str], taken: tuple[Span, ...], names: tuple[Name, ...]
) -> Span | None:
    """ "told Reuters", "told parliament"; not "told Ana Ruiz"."""
    ends = [piece.start for piece in taken if match.start("whom") <= piece.start < match.end("whom")]
    whom = _trim(article, match.start("whom"), min(ends, default=match.end("whom")))
    if whom is None:
        return None
    text = article[whom]
    audience = {token.lower().strip(".,") for token in text.split()} & words("audiences")
    kinds = {name.type for name in names if name.span.overlaps(whom)}
    speaker = find_speaker(article, whom, names, (), None)
    outlet = speaker.kind is SourceKind.MEDIA or (
        EntityType.ORGANISATION in kinds
        and speaker.kind is SourceKind.ORGANISATION
        and len(text.split()) <= 4
    )
    return Span(match.start(), whom.end) if (audience or outlet) and EntityType.PERSON not in kinds else None


def _clear(article: Article, span: Span, taken: tuple[Span, ...]) -> Span | None:
    """The words up to where others' begin; nothing where they begin inside others'."""
    if any(piece.start <= span.start < piece.end for piece in taken):
        return None
    return _trim(
        article, span.start, min([span.end, *(p.start for p in taken if span.start < p.start < span.end)])
    )


def _parted(span: Span, cue: Span, taken: tuple[Span, ...]) -> bool:
    """Whether something taken stands between the two."""
    left, right = min(span.end, cue.end), max(span.start, cue.start)
    return any(left <= piece.start and piece.end <= right for piece in taken)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _trim(article: Article, start: int, end: int) -> Span | None:
    text = article.text
    while end > start and text[end - 1] in " \n\t\u00a0,;:-–—(“\"'’":
        end -= 1
    while start < end and text[start] in " \n\t\u00a0,;:-–—)":
        start += 1
    return Span(start, end) if start < end else None


_UNTIL = re.compile(r"\b(?:since|until|till|by|before|after|from|through|for|of)\s(?:the\s)?$", re.IGNORECASE)


def find_day(
    article: Article, cue: Span, near: tuple[Time, ...], taken: tuple[Span, ...], apart: tuple[Span, ...]
) -> str | None:
    """The ISO day on which it was said: that of the time beside the cue; words in `apart` are no distance."""
    best: tuple[int, int, str] | None = None
    for time in near:
        if any(piece.overlaps(time.span) for piece in taken) or _parted(time.span, cue, taken):
            continue
        value = time.value[:10]
        if time.type not in (TimeType.DATE, TimeType.TIME) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            continue
        if _UNTIL.search(article.text[max(0, time.span.start - 14) : time.span.start]):
            continue
        distance = _words_between(article, time.span, cue, apart)
        if distance <= DAY_GAP and (best is None or (distance, time.span.start) < best[:2]):
            best = (distance, time.span.start, value)
    return best[2] if best else None


def _words_between(article: Article, a: Span, b: Span, apart: tuple[Span, ...]) -> int:
    """How many words stand between two spans, those in `apart` aside."""
    start, end = (a.end, b.start) if a.end <= b.start else (b.end, a.start)
    starts = (start + match.start() for match in re.finditer(r"\w+", article.text[start:end]))
    return sum(not any(piece.start <= at < piece.end for piece in apart) for at in starts)

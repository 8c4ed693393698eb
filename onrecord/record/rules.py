"""Attributions told by set phrases alone: headlines, "according to", "declined to comment", "reportedly"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.lexicons import words
from onrecord.record.sources import find_speaker
from onrecord.types import Article, Attribution, SourceKind, Span

SUBJECT = 5  # words: what stands before ", according to …," is only the subject, and its verb comes after
CLAUSE = 800  # characters: no clause of news is longer; keeps hostile pages cheap
LONG = 14  # words: a subject longer than this was cut at the wrong place

# What may stand before a subject: "On Monday, the ministry …", "However, …"
_INTRO = re.compile(
    r"(?:(?:in|on|at|after|before|since|when|while|as|despite|during|by|for|with|asked|late|early|earlier|however|but|and"
    r"|meanwhile|still|also)\b[^,]{0,80},\s*)+|(?:but|and|while|yet|although|though|because|as)\s+",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"(?:[;:—(]|,\s(?:and|but|while|although|though|yet)\b)\s*")
_CLAUSE_END = re.compile(
    r"\s?(?:[;—)]|,\s(?:and|but|while|although|though|which|who|according|as)\b|[.!?]?[”\"')]{0,4}$)"
)
# "He left and" · "is thought to …", "the guard who" · "allegedly …": where the subject starts is not plain
_JOINED = re.compile(r"\s(?:and|or)\s|\b(?:and|or|who|which|that)$", re.IGNORECASE)
_SOURCE_END = re.compile(r",\s|[;—“”\"]|[.!?]?[”\"')]{0,4}$")
_ADVERB = r"(?:immediately|yet|directly|publicly|initially|previously|repeatedly|so far|formally)"

_LONE = re.compile(r"\b(?:he|she|it|they|who)$", re.IGNORECASE)  # "On Friday | they" withdrew it

# "declined to comment on", "refused to discuss"
DECLINED = re.compile(
    rf"\b(?P<cue>(?:(?:has|have|had|also|both|{_ADVERB})\s){{0,3}}(?:declined|refused|declines|refuses))\s"
    r"(?P<content>to (?:immediately )?comment\b(?: (?:on|about) )?)",
    re.IGNORECASE,
)
# "did not immediately respond to" · "requests for comment"
UNANSWERED = re.compile(
    rf"\b(?P<cue>(?:did|does|do|has|have|had)(?: not|n['’]t)(?: {_ADVERB})?"
    rf"(?: (?:respond|reply|return|responded|replied|returned|answer|answered))(?: {_ADVERB})?)(?: to)? "
    r"(?P<content>(?:\w+ ){0,4}?"
    r"(?:requests?|messages?|emails?|e-mails?|inquiry|inquiries|enquiries|questions?|calls?)\b)",
    re.IGNORECASE,
)
# "could not be reached" · "for comment", "was not available" · "for comment"
UNREACHED = re.compile(
    r"\b(?P<cue>(?:could not|couldn['’]t|can ?not|can['’]t)(?: immediately)? be (?:immediately )?"
    r"(?:reached|contacted)"
    r"|(?:was|were|is|are)(?: not|n['’]t)(?: immediately)? available|(?:was|were) unavailable) "
    r"(?P<content>for (?:\w+ )?comment\b)",
    re.IGNORECASE,
)
# "did not give" · "further details", "gave no" · "details"
DETAILS = re.compile(
    rf"\b(?P<cue>(?:did|does|do|has|have|had|would)(?: not|n['’]t)(?: {_ADVERB})? (?:give|given|provide|provided|offer)"
    r"|(?:gave|gives|provided|provides) no) "
    r"(?P<content>(?:any )?(?:(?:further|more|additional|other|immediate) )?(?:details?|information|comment)\b)",
    re.IGNORECASE,
)
# "has denied" · "that any boat …", "denied" · "the charge", "any part in it": no verb weighs more, none is plainer
DENIED = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )(?<!\bbeing )\b"
    rf"(?P<cue>(?:(?:has|have|had|also|later|{_ADVERB}|strongly|flatly)\s){{0,3}}(?:denied|denies))\s"
    r"(?P<content>that\b|(?:(?:any|the|all|those)\s)?(?:charges?|claims?|reports?|allegations?|accusations?"
    r"|involvement|wrongdoing|responsibility)\b|any\s(?:part|role|hand|share|complicity|connection|knowledge)\b)",
    re.IGNORECASE,
)
# "later withdrew" · "that report"
WITHDREW = re.compile(
    r"\b(?P<cue>(?:(?:has|have|had|also|later|then)\s){0,3}(?:withdrew|withdrawn|retracted|took back))\s"
    r"(?P<content>(?:that|the|this|its|their|his|her)\s(?:report|claim|statement|account|accusation|allegation)\b)",
    re.IGNORECASE,
)
# "has claimed" · "responsibility", "claimed responsibility for" · "the raid"
CLAIMED = re.compile(
    r"\b(?P<cue>(?:(?:has|have|had|also|later|yet|since)\s){0,3}(?:claimed|claims|claim|took|taken|takes)"
    r"(?=\s(?:responsibility|credit)\b)(?:\s(?:responsibility|credit)\sfor)?)\s(?P<content>\w+)",
    re.IGNORECASE,
)
ACCORDING = re.compile(r"\b(?P<cue>according to)\s+", re.IGNORECASE)
NO_SOURCE = frozenset(
    {"plan", "plans", "schedule", "tradition", "custom", "law", "need", "size", "age", "type", "rank"}
)
ADVERBS = re.compile(r"\b(?P<cue>reportedly|allegedly|purportedly|supposedly)\b", re.IGNORECASE)
# "were said" · "to be on leave"; not "was said by"
PASSIVE = re.compile(
    r"\b(?P<cue>(?:is|are|was|were|(?:has|have|had) been)"
    r"(?: (?:also|now|still|widely|generally|long|variously))?"
    r" (?:believed|thought|said|understood|alleged|rumou?red|reported|presumed|feared))\s(?P<content>to\b)",
    re.IGNORECASE,
)
# "Osman" · ", said to be" · "the eldest"
REDUCED = re.compile(
    r",\s(?P<cue>(?:(?:long|widely|once|also) )?"
    r"(?:said|believed|thought|understood|reported|rumou?red|alleged|presumed))\s"
    r"(?P<content>to (?:be|have)\b)",
    re.IGNORECASE,
)
# "It is believed that", "it was reported that"
IT_IS = re.compile(
    r"\bit (?P<cue>(?:is|was|has been)(?: (?:also|widely|generally))?"
    r" (?:believed|thought|understood|alleged|rumou?red|reported|feared|said|assumed|claimed)) that\s"
    r"(?P<content>\S)",
    re.IGNORECASE,
)
# "widely viewed" · "as the likeliest heir"
WIDELY = re.compile(
    r"\b(?P<cue>(?:(?:is|are|was|were|been|being) )?widely (?:viewed|seen|regarded|considered|perceived))\s"
    r"(?P<content>(?:as|to)\b)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,:”\"]|(?<!\w)['’]|['’](?!\w)")  # not that of "Oman’s minister"
# "“We stay.” — Ana Ruiz, nurse"
DASHED = re.compile(r"[”\"’'»]\s*(?P<cue>[—–―]|--?)\s*(?P<source>[A-Z][^.!?\n“\"]{2,80})\.?\s*$")
# "Police in Pemba | on Thursday | withdrew"
_DAY_BEFORE = re.compile(
    r"\s(?:late |early )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?\s*$"
)
_TAIL_KINDS = frozenset(
    set(SourceKind) - {SourceKind.UNKNOWN, SourceKind.PERSON, SourceKind.STATE, SourceKind.GROUP}
)


def find_rule_attributions(
    article: Article, sentences: tuple[Span, ...], quotes: tuple[Span, ...]
) -> tuple[Attribution, ...]:
    """What set phrases alone attribute, in the order of the text; `by` names the rule."""
    heads = tuple(span for span in (article.headline, article.deck) if span)
    body = [one for one in sentences if not any(one.overlaps(head) for head in heads)]
    found = [*_headlines(article, heads, quotes)]
    for sentence in body:
        found += _in_sentence(article, sentence)
    found += _dashed(article, quotes)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.cue, one.by)))


# ---- headlines


def _headlines(article: Article, heads: tuple[Span, ...], quotes: tuple[Span, ...]) -> Iterator[Attribution]:
    """ "Army Says Bridge Is Held", "Bridge Is Held, Army Says", "Bridge held: army", "Ministry Confirms"."""
    news: tuple[Span, ...] = ()  # what the headline attributes, for a deck that only confirms or denies it
    for head in heads:
        found = [*_clauses(article, head, quotes, news), *_after_colon(article, head)]
        yield from found
        news = next((one.content for one in found if head == article.headline), (head,))


def _clauses(
    article: Article, head: Span, quotes: tuple[Span, ...], news: tuple[Span, ...]
) -> Iterator[Attribution]:
    start = head.start
    for cut in (*re.finditer(r",\s(?:as|while|but|and)\s|;\s", article[head], re.IGNORECASE), None):
        end = head.start + cut.start() if cut else head.end
        clause = _trim(article, start, end)
        one = clause and _clause(article, clause, quotes, news)
        if one:
            yield one
        start = head.start + cut.end() if cut else head.end


def _clause(
    article: Article, clause: Span, quotes: tuple[Span, ...], news: tuple[Span, ...]
) -> Attribution | None:
    """One clause of a headline: who, verb, what; or what, who, verb."""
    for match in _says().finditer(article.text, clause.start, clause.end):
        if any(quote.overlaps(Span(*match.span())) for quote in quotes):
            continue
        marks = [mark.end() for mark in _MARK.finditer(article.text, clause.start, match.start())]
        begin = marks[-1] if marks else clause.start
        source = _trim(article, begin, match.start())
        if source is None or not _subject(article, source, match[0]):
            return None
        after, before = _trim(article, match.end(), clause.end), _trim(article, clause.start, source.start)
        content = _spoken(article, after, before, news)
        return Attribution(source, Span(*match.span()), content, by="rule:headline") if content else None
    return None


def _spoken(
    article: Article, after: Span | None, before: Span | None, news: tuple[Span, ...]
) -> tuple[Span, ...]:
    """ "'We Stay,' Mayor Tells Crowd" is what stands before; "Mayor Says Bridge Is Held" what comes after."""
    quoted = before is not None and article.text[before.end : before.end + 2].strip(" ,")[:1] in "”’\"'"
    if before and (after is None or quoted):
        return (before,)
    return (after,) if after else news


def _subject(article: Article, source: Span, verb: str) -> bool:
    """Whether the words before a headline's verb are its subject: few, no question, and in number with it."""
    tokens = article[source].split()
    if len(tokens) > 7 or tokens[0].lower() in words("no_subjects") or not tokens[0][:1].isalnum():
        return False
    return verb.lower().endswith(("s", "said")) or tokens[-1].lower().endswith(
        ("s", "police", "people", "men")
    )


def _after_colon(article: Article, head: Span) -> Iterator[Attribution]:
    """ "Twelve dead in market blast: police"."""
    match = re.search(r"(?<=\w)(?P<cue>:)\s+(?P<source>[\w’'. -]{2,40})$", article[head])
    if not match:
        return
    source = Span(head.start + match.start("source"), head.start + match.end("source"))
    tokens = article[source].split()
    known = find_speaker(article, source, (), (), None).kind in _TAIL_KINDS
    if known and len(tokens) <= 4:
        cue, content = (
            head.start + match.start("cue"),
            _trim(article, head.start, head.start + match.start("cue")),
        )
        if content:
            yield Attribution(source, Span(cue, cue + 1), (content,), by="rule:headline")


@cache
def _says() -> re.Pattern[str]:
    """Any headline verb, singular or plural: "Says", "say"."""
    verbs = sorted(words("headline_verbs"))
    plural = [re.sub(r"(?<=[^aeiou])ies$", "y", verb) for verb in verbs]
    plural = [
        verb[:-2] if verb.endswith(("sses", "shes", "ches")) else verb.removesuffix("s") for verb in plural
    ]
    return re.compile(rf"\b(?:{'|'.join(dict.fromkeys((*verbs, *plural)))}|said)\b", re.IGNORECASE)


# ---- sentences


def _in_sentence(article: Article, sentence: Span) -> Iterator[Attribution]:
    for pattern in (DECLINED, UNANSWERED, UNREACHED, DETAILS):
        for match in pattern.finditer(article.text, sentence.start, sentence.end):
            yield from _silent(article, sentence, match)
    for pattern, name in ((DENIED, "denial"), (WITHDREW, "retraction"), (CLAIMED, "responsibility")):
        for match in pattern.finditer(article.text, sentence.start, sentence.end):
            yield from _silent(article, sentence, match, name)
    for match in ACCORDING.finditer(article.text, sentence.start, sentence.end):
        yield from _according(article, sentence, match)
    for match in REDUCED.finditer(article.text, sentence.start, sentence.end):
        yield from _aside(article, sentence, match)
    for pattern, name in ((ADVERBS, "adverb"), (PASSIVE, "passive"), (WIDELY, "passive"), (IT_IS, "passive")):
        for match in pattern.finditer(article.text, sentence.start, sentence.end):
            yield from _sourceless(article, sentence, match, name)


def _silent(
    article: Article, sentence: Span, match: re.Match[str], name: str = "silence"
) -> Iterator[Attribution]:
    """Who did not answer, or denied it, is the subject; what was not answered, or is denied, is the content."""
    source = subject_before(article, sentence, match.start("cue"))
    if source and (pronoun := _LONE.search(article[source])):
        source = Span(source.start + pronoun.start(), source.end)
    end = _clause_end(article, match.end("content"), sentence.end)
    comma = article.text.find(",", match.end("content"), end)
    end = match.end("content") if name == "retraction" else comma if comma > 0 else end
    content = _trim(article, match.start("content"), end)
    if source and content:
        yield Attribution(source, Span(*match.span("cue")), (content,), by=f"rule:{name}")


def subject_before(article: Article, sentence: Span, end: int) -> Span | None:
    """The subject of a verb that starts at `end`, without what introduces it and its relative clause."""
    start = _clause_start(article, sentence, end)
    line = article.dateline
    start = line.end if line and start <= line.start and line.end < end else start
    intro = _INTRO.match(article.text, start, end)
    start = intro.end() if intro else start
    comma = article.text.find(",", start, end)
    stop = (
        comma if comma > 0 and re.match(r",\s(?:who|which|whose)\b", article.text[comma : comma + 8]) else end
    )
    day = _DAY_BEFORE.search(article.text, start, stop)
    source = _trim(article, start, day.start() if day else stop)
    few = source is not None and len(article[source].split()) <= LONG
    return source if few else None


def _according(article: Article, sentence: Span, match: re.Match[str]) -> Iterator[Attribution]:
    """ "According to the ministry, two died." and "Two died, according to the ministry.\""""
    text = article.text
    reach = min(sentence.end, match.end() + CLAUSE)
    stop = _SOURCE_END.search(text, match.end(), reach)
    source = _trim(article, match.end(), stop.start() if stop else reach)
    if (
        source is None
        or article[source].split()[0].lower() in NO_SOURCE
        or len(article[source].split()) > 2 * LONG
    ):
        return
    start = _clause_start(article, sentence, match.start())
    before = _trim(article, start, match.start())
    after = _trim(article, source.end, _clause_end(article, source.end + 1, sentence.end))
    if before and len(article[before].split()) > SUBJECT:
        after = None  # "Two trucks burned, according to the mayor, a former nurse"
    content = tuple(piece for piece in (before, after) if piece)
    if content:
        yield Attribution(source, Span(*match.span("cue")), content, by="rule:according")


def _sourceless(article: Article, sentence: Span, match: re.Match[str], name: str) -> Iterator[Attribution]:
    """ "The camp was reportedly hit": both sides of the cue are content, and nobody is the source."""
    end = _clause_end(article, match.end(), sentence.end)
    after = _trim(article, match.start("content") if "content" in match.re.groupindex else match.end(), end)
    start = _clause_start(article, sentence, match.start("cue"))
    if match.re is WIDELY and article.text.endswith(", ", 0, match.start("cue")):
        start += _named_last(article.text[start : match.start("cue")])  # "They met Silva, widely viewed as"
    before = None if match.re is IT_IS else _trim(article, start, match.start("cue"))
    if before and _JOINED.search(article[before]):
        before = None
    content = tuple(piece for piece in (before, after) if piece)
    if after and not re.match(r"\s+by\b", article.text[match.end("cue") : sentence.end]):
        yield Attribution(None, Span(*match.span("cue")), content, by=f"rule:{name}")


def _aside(article: Article, sentence: Span, match: re.Match[str]) -> Iterator[Attribution]:
    """«Osman, said to be the eldest, left»: what stands between the commas, and nobody says it."""
    comma = article.text.find(",", match.end(), sentence.end)
    end = comma if comma > 0 else _clause_end(article, match.end(), sentence.end)
    content = _trim(article, match.start("content"), end)
    if content:
        yield Attribution(None, Span(*match.span("cue")), (content,), by="rule:passive")


def _named_last(words_before: str) -> int:
    """Where the name begins that ends some words; their end where they end in no name."""
    name = re.search(r"(?:[A-Z][\w.’'-]*\s?)+,\s$", words_before)
    return name.start() if name else len(words_before)


def _clause_start(article: Article, sentence: Span, end: int) -> int:
    start = max(sentence.start, end - CLAUSE)
    cuts = [match.end() for match in _CLAUSE_START.finditer(article.text, start, end)]
    return cuts[-1] if cuts else start


def _clause_end(article: Article, start: int, end: int) -> int:
    reach = min(end, start + CLAUSE)
    match = _CLAUSE_END.search(article.text, min(start, reach), reach)
    return match.start() if match else reach


def _dashed(article: Article, quotes: tuple[Span, ...]) -> Iterator[Attribution]:
    """A quotation with its speaker's name under it, after a dash."""
    for paragraph in article.paragraphs:
        match = DASHED.search(article.text, paragraph.start, paragraph.end)
        if not match:
            continue
        quote = next(
            (q for q in quotes if q in paragraph and match.start() - 1 <= q.end <= match.start() + 1), None
        )
        if quote and quote.start - paragraph.start <= 2:
            source = Span(*match.span("source"))
            yield Attribution(source, Span(*match.span("cue")), (quote,), by="rule:dash")


def _trim(article: Article, start: int, end: int) -> Span | None:
    """The stretch without the spaces, commas and marks at its ends; None where no word is left."""
    text = article.text
    while end > start and text[end - 1] in " \n\t\u00a0,;:—–*“”\"‘’'":
        end -= 1
    while start < end and text[start] in " \n\t\u00a0,;:—–*“”\"‘’'.)":
        start += 1
    return Span(start, end) if any(char.isalnum() for char in text[start:end]) else None

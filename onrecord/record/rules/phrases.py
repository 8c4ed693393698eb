"""What set phrases of a sentence attribute: "according to", "declined to comment", "reportedly"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.rules.clauses import CLAUSE, LONG, clause_end, clause_start, subject_before, trim
from onrecord.types import Article, Attribution, Span

SUBJECT = 5  # words: what stands before ", according to …," is only the subject, and its verb comes after

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
    r"(?P<content>that\b|(?:it|they|he|she|having|\w{3,}ing)\s|(?:(?:any|the|all|those)\s)?(?:charges?|claims?|reports?|allegations?|accusations?"
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
WISH = "rule:wish"  # told inside what somebody says, and nowhere else: «said that she feared …»
# "she told a reporter that" · she · "feared" · "a cover-up"
WISHES = re.compile(
    r"\b(?P<source>he|she|they|it)\s"
    r"(?P<cue>(?:(?:also|now|still|had|has|did not|does not|do not|didn['’]t|doesn['’]t)\s){0,2}"
    r"(?:believed?|believes|feared?|fears|hoped?|hopes|wanted|wants?|intended|intends?|expected|expects?|thought|thinks?))"
    r"\s(?P<content>\w)",
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


def find_in_sentence(article: Article, sentence: Span) -> Iterator[Attribution]:
    """What the set phrases of one sentence attribute."""
    for pattern in (DECLINED, UNANSWERED, UNREACHED, DETAILS):
        for match in pattern.finditer(article.text, sentence.start, sentence.end):
            yield from _silent(article, sentence, match)
    for pattern, name in ((DENIED, "denial"), (WITHDREW, "retraction"), (CLAIMED, "responsibility")):
        for match in pattern.finditer(article.text, sentence.start, sentence.end):
            yield from _silent(article, sentence, match, name)
    for match in WISHES.finditer(article.text, sentence.start, sentence.end):
        yield from _wished(article, sentence, match)
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
    end = clause_end(article, match.end("content"), sentence.end)
    comma = article.text.find(",", match.end("content"), end)
    end = match.end("content") if name == "retraction" else comma if comma > 0 else end
    content = trim(article, match.start("content"), end)
    if source and content:
        yield Attribution(source, Span(*match.span("cue")), (content,), by=f"rule:{name}")


def _wished(article: Article, sentence: Span, match: re.Match[str]) -> Iterator[Attribution]:
    """What one wants, fears or believes, to the end of its clause."""
    start = match.start("content")
    content = trim(article, start, clause_end(article, start, sentence.end))
    if content:
        yield Attribution(Span(*match.span("source")), Span(*match.span("cue")), (content,), by=WISH)


def _according(article: Article, sentence: Span, match: re.Match[str]) -> Iterator[Attribution]:
    """ "According to the ministry, two died." and "Two died, according to the ministry.\""""
    text = article.text
    reach = min(sentence.end, match.end() + CLAUSE)
    stop = _SOURCE_END.search(text, match.end(), reach)
    source = trim(article, match.end(), stop.start() if stop else reach)
    if (
        source is None
        or article[source].split()[0].lower() in NO_SOURCE
        or len(article[source].split()) > 2 * LONG
    ):
        return
    start = clause_start(article, sentence, match.start())
    before = trim(article, start, match.start())
    after = trim(article, source.end, clause_end(article, source.end + 1, sentence.end))
    if before and len(article[before].split()) > SUBJECT:
        after = None  # "Two trucks burned, according to the mayor, a former nurse"
    content = tuple(piece for piece in (before, after) if piece)
    if content:
        yield Attribution(source, Span(*match.span("cue")), content, by="rule:according")


def _sourceless(article: Article, sentence: Span, match: re.Match[str], name: str) -> Iterator[Attribution]:
    """ "The camp was reportedly hit": both sides of the cue are content, and nobody is the source."""
    end = clause_end(article, match.end(), sentence.end)
    after = trim(article, match.start("content") if "content" in match.re.groupindex else match.end(), end)
    start = clause_start(article, sentence, match.start("cue"))
    if match.re is WIDELY and article.text.endswith(", ", 0, match.start("cue")):
        start += _named_last(article.text[start : match.start("cue")])  # "They met Silva, widely viewed as"
    before = None if match.re is IT_IS else trim(article, start, match.start("cue"))
    if before and _JOINED.search(article[before]):
        before = None
    content = tuple(piece for piece in (before, after) if piece)
    if after and not re.match(r"\s+by\b", article.text[match.end("cue") : sentence.end]):
        yield Attribution(None, Span(*match.span("cue")), content, by=f"rule:{name}")


def _aside(article: Article, sentence: Span, match: re.Match[str]) -> Iterator[Attribution]:
    """«Osman, said to be the eldest, left»: what stands between the commas, and nobody says it."""
    comma = article.text.find(",", match.end(), sentence.end)
    end = comma if comma > 0 else clause_end(article, match.end(), sentence.end)
    content = trim(article, match.start("content"), end)
    if content:
        yield Attribution(None, Span(*match.span("cue")), (content,), by="rule:passive")


def _named_last(words_before: str) -> int:
    """Where the name begins that ends some words; their end where they end in no name."""
    name = re.search(r"(?:[A-Z][\w.’'-]*\s?)+,\s$", words_before)
    return name.start() if name else len(words_before)

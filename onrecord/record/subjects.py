"""Sources that grammar tells where the reader saw none, or saw one that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.record.rules.clauses import subject_before
from onrecord.record.rules.phrases import WISH
from onrecord.types import Article, Attribution, Span

FAR = 80  # characters before a relative pronoun in which what it stands for begins
# "Ana Ruiz" · ", who", "the old group" · " that"; not "said" · " that"
ANTECEDENT = re.compile(
    r"(?P<who>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]his)\s+(?:[\w-]+\s+){0,3}[a-z][\w-]+"
    r"|[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]+){1,3})),?\s+$"
)
# what joins a second verb to a first: "denied it and praised", "…, but later added"
JOINT = re.compile(
    r"[”\"’']*\s*(?:,|\b(?:and|but|then)\b)(?:\s*\b(?:and|but|then|also|later|again|even))*\s*", re.IGNORECASE
)
AND_THEN = re.compile(r"\s(?:but|and|yet|then)$")  # «[France] was the first to go but» · "insisted"
RELATIVE = re.compile(r"[\s,]+(?:who|which|that)$", re.IGNORECASE)
# "Oman, Iran, and" · Russia
ITEM = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}"
OPENS = r"(?!(?:On|In|At|After|Before|For|From|With|As|When|By|Last|But|And|Since|During)\b)"
LISTED = re.compile(rf"{OPENS}(?:{ITEM}\s?,\s)+(?:{ITEM}\s?,?\s)?and\s(?:the\s)?")
# "by the station" · ", which " · "named an aide"
WHICH = re.compile(r"\s*,?\s(?:who|which)\s", re.IGNORECASE)
WHO = re.compile(r"\b(?:who|and)\s$", re.IGNORECASE)
ASKED = re.compile(r"\b(?:asked|requested|insisted|spoke|demanded|wished)\b", re.IGNORECASE)
HIDDEN = re.compile(
    r"\bnot (?:to )?be (?:named|identified|quoted)|anonym|\bnames? (?:not )?be\b|\bunnamed\b", re.IGNORECASE
)
PERFECT = re.compile(r"(?:has|have|had|was|were|is|are|would|will|could|should)\b", re.IGNORECASE)
ACTIVE = re.compile(
    r"(?:(?:has|have|had|also|later|then|further)\s)*[a-z]{2,}(?:ed|s|id|ld|ew|ote|oke)\b"
)  # "has announced"
PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)\b|\bby$|^according\b", re.IGNORECASE)
# "Osman" · "is accused of": whom they accuse, and not who does
ACCUSED = re.compile(
    r"(?:(?:has|have|had|also|now|since|previously)\s)*(?:is|are|was|were|be|been|being)\s(?:\w+\s)?"
    r"(?:accused|suspected|convicted|charged|indicted|acquitted|blamed)\b",
    re.IGNORECASE,
)
REDUCED = re.compile(r"(?:accused|suspected|convicted|acquitted)\s+of|charged\s+with", re.IGNORECASE)
# "was confirmed" · by · "the Kurdish militia" · he led
AGENT = re.compile(
    r"\sby\s(?P<agent>(?!\w+ing\b|[a-z]+[^s\W][.,;:])(?:[\w’'-]+\s){0,6}?[\w’'-]*\w)"  # not "by accident."
    r"(?=[.,;:—]|[”\"’']*$|\s(?:in|on|at|as|to|for|from|who|which|that|he|she|it|they|and|but|after|when|while)\b|\n)",
    re.MULTILINE,
)
NO_SUBJECT = re.compile(r"^[^\w“\"]|\b(?:there|it|which|who|that|and|or|to)$|[“”\"]", re.IGNORECASE)
WHEN = re.compile(r"\s*,\s(?:on|in|at|late|early)\s[^,]+(?:,\s[^,]*)?$")  # "LAGOS, on Friday, June 5,"
# the subject of a clause: "that Sara Osman" · "had held talks"
CLAUSE = re.compile(
    r"(?:that\s+)?(?P<subject>[^\s,;:“\"]+(?:\s[^\s,;:“\"]+){0,5}?)\s(?:has|have|had|was|were|is|are|would|will)\b"
)


def settle_sources(
    article: Article,
    seen: tuple[Attribution, ...],
    ruled: tuple[Attribution, ...],
    sentences: tuple[Span, ...],
) -> tuple[Attribution, ...]:
    """The attributions with the sources that their clauses tell.

    «Osman, widely seen as his heir»: nobody is named. «Ruiz denied it and praised the guards»: Ruiz praised them.
    «He added that Osman had met them, and had vowed to stay»: he is heard on all of it, Osman on the vow.
    """
    sourceless = {rule.cue: rule for rule in ruled if rule.source is None}
    settled: list[Attribution] = []
    children: list[Attribution] = []
    spoken = (_with_piece_before(article, one) for one in seen)
    plainer = (_without_accused(article, _without_pronoun(article, one)) for one in spoken)
    for one in sorted(plainer, key=lambda one: one.cue):
        if _is_terms(article, one) or (not one.content and _is_told_better(one, ruled)):
            continue
        plain = next((rule for cue, rule in sourceless.items() if cue.overlaps(one.cue)), None)
        if plain:
            aside = one.content and all(piece.start > plain.cue.end for piece in plain.content)
            settled.append(replace(one, source=None, content=plain.content if aside else one.content))
            continue
        before = _joined_to(article, one, settled) if one.source is None else None
        if before is None:
            settled.append(_with_plain_subject(article, one, seen, sentences))
        elif _is_inner(article, one, before) and (subject := _subject(article, before)):
            grown = Span(before.content[-1].start, max(piece.end for piece in one.content))
            settled[settled.index(before)] = replace(before, content=(*before.content[:-1], grown))
            children.append(replace(one, source=subject))
        else:
            settled.append(replace(one, source=before.source))
    settled = [_with_list(article, _with_source_beside(article, one, settled), sentences) for one in settled]
    return (*settled, *_with_parents(children, settled))


def _with_source_beside(article: Article, one: Attribution, others: list[Attribution]) -> Attribution:
    """«[Ruiz] condemned the raid and said it would be looked into»: who said it, right before, condemned it too."""
    if one.source is not None or PASSIVE.search(article[one.cue]) or REDUCED.fullmatch(article[one.cue]):
        return one
    beside = (
        other.source
        for other in others
        if other.source
        and other.cue.start > one.cue.end
        and other.source.end < one.cue.start
        and not article[Span(other.source.end, one.cue.start)].strip()
    )
    return replace(one, source=next(beside, None))


def _with_list(article: Article, one: Attribution, sentences: tuple[Span, ...]) -> Attribution:
    """«[Oman, Iran, and Russia] have pledged funds»: all who are named together, where they begin the sentence."""
    source = one.source
    within = next((sentence for sentence in sentences if source and source in sentence), None)
    if source is None or within is None or one.cue.start < source.start:
        return one
    if not LISTED.fullmatch(article.text, within.start, source.start) or not article[source][:1].isupper():
        return one
    return replace(one, source=Span(within.start, source.end))


def _is_inner(article: Article, one: Attribution, before: Attribution) -> bool:
    """«… that Osman had met them, and had vowed to stay»: the tense of the content before, no new clause of its own."""
    relative = before.source and WHICH.fullmatch(article.text, before.source.end, one.cue.start)
    return bool(one.content and before.content and not relative and PERFECT.match(article[one.cue]))


def with_antecedent(article: Article, one: Attribution) -> Attribution:
    """«the group that» · "claimed it": whoever a lone relative pronoun stands for, if right before it;
    in what somebody says alone: elsewhere PolNeAR has the pronoun for the source, and so has the record.
    """
    if (
        one.parent is None
        or one.source is None
        or article[one.source].lower() not in ("who", "which", "that")
    ):
        return one
    before = ANTECEDENT.search(article.text, max(0, one.source.start - FAR), one.source.start)
    return replace(one, source=Span(*before.span("who"))) if before else one


def _without_pronoun(article: Article, one: Attribution) -> Attribution:
    """«Radio Enneri, which» → «Radio Enneri»; a lone «which» is nobody yet."""
    if one.source and article[one.source].lower() in ("which", "that"):
        return replace(one, source=None)
    cut = RELATIVE.search(article[one.source]) if one.source else None
    if one.source is None or cut is None or cut.start() == 0:
        return one
    return replace(one, source=Span(one.source.start, one.source.start + cut.start()))


def _without_accused(article: Article, one: Attribution) -> Attribution:
    """«[Osman] is accused of theft», «guards, accused of theft,»: they are accused, nobody tells by whom."""
    source, cue = one.source, article[one.cue]
    if source is None or source.end > one.cue.start or article.text[source.end : one.cue.start].strip(" ,"):
        return one
    if REDUCED.fullmatch(cue):
        return replace(one, source=None)
    return replace(one, source=None, content=(source, *one.content)) if ACCUSED.match(cue) else one


def _is_terms(article: Article, one: Attribution) -> bool:
    """«An officer who asked that his name be withheld»: on what terms he spoke, not what he said."""
    content = " ".join(article[piece] for piece in one.content)
    return bool(
        ASKED.search(article[one.cue])
        and HIDDEN.search(content)
        and WHO.search(article.text, max(0, one.cue.start - 5), one.cue.start)
    )


def _is_told_better(one: Attribution, ruled: tuple[Attribution, ...]) -> bool:
    """Whether a rule knows the content of a cue that the reader gave none: «Bridge Is Held, Army Says»."""
    return any(rule.content and rule.cue.overlaps(one.cue) and rule.by != WISH for rule in ruled)


def _joined_to(article: Article, one: Attribution, earlier: list[Attribution]) -> Attribution | None:
    """The attribution whose last words stand right before this cue, with no more than "and" between."""
    for other in reversed(earlier):
        if other.source and WHICH.fullmatch(article.text, other.source.end, one.cue.start):
            return other
        end = max(span.end for span in (other.cue, *other.content))
        if other.source and end <= one.cue.start and JOINT.fullmatch(article.text, end, one.cue.start):
            return other
    return None


def _with_plain_subject(
    article: Article, one: Attribution, seen: tuple[Attribution, ...], sentences: tuple[Span, ...]
) -> Attribution:
    """«LAGOS, on Friday, announced that …»: the words from the start of the clause to its active verb.

    They go before a source that was seen in another sentence: «An envoy said so. Caracas denied that …».
    """
    passive = PASSIVE.search(article[one.cue]) or REDUCED.fullmatch(article[one.cue])
    if one.source is None and passive:
        return _with_agent(article, one)
    within = next((sentence for sentence in sentences if one.cue in sentence), None)
    here = one.source and within and one.source in within
    if here or not ACTIVE.match(article[one.cue]) or not _brings_in(one):
        return one
    subject = subject_before(article, within, one.cue.start) if within else None
    said = (other for other in seen if not _is_terms(article, other))
    spoken_for = [span for other in said for span in (other.cue, other.source, *other.content) if span]
    if subject and AND_THEN.search(article[subject]):
        clause = CLAUSE.match(article.text, subject.start, subject.end)
        subject = Span(*clause.span("subject")) if clause else None
    if (
        subject is None
        or NO_SUBJECT.search(article[subject])
        or any(subject.overlaps(span) for span in spoken_for)
    ):
        return one
    when = WHEN.search(article[subject])
    return replace(one, source=Span(subject.start, subject.start + when.start()) if when else subject)


def _with_piece_before(article: Article, one: Attribution) -> Attribution:
    """«[A guide seized in Mali] appears in a video saying · he was taken»: what stands before is who says it."""
    if one.source or len(one.content) < 2 or not article[one.cue].endswith("saying"):
        return one
    first = one.content[0]
    return replace(one, source=first, content=one.content[1:]) if first.end <= one.cue.start else one


def _with_agent(article: Article, one: Attribution) -> Attribution:
    """«The raid was confirmed by state radio»: who did it stands behind "by"."""
    match = AGENT.match(article.text, one.cue.end) or AGENT.match(
        article.text, max(0, one.cue.end - len(" by"))
    )
    if match is None or any(match.end("agent") > piece.start >= one.cue.end for piece in one.content):
        return one
    return replace(one, source=Span(*match.span("agent")))


def _brings_in(one: Attribution) -> bool:
    """Whether the content comes after its cue."""
    return bool(one.content) and one.cue.end <= one.content[0].start


def _subject(article: Article, before: Attribution) -> Span | None:
    """The subject of the clause that a content is."""
    if not before.content:
        return None
    piece = before.content[-1]
    match = CLAUSE.match(article.text, piece.start, piece.end)
    return Span(*match.span("subject")) if match else None


def _with_parents(children: list[Attribution], settled: list[Attribution]) -> Iterator[Attribution]:
    for child in children:
        holder = next(n for n, one in enumerate(settled) if any(child.cue in piece for piece in one.content))
        yield replace(child, parent=holder)

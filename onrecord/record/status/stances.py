"""What a statement, or the reporter, says of one mention: affirms it, denies it, takes it for granted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.lexicons.status import status_words
from onrecord.record.hearing import OWNS_UP
from onrecord.record.status.wording import Manner, Wording, read_wording
from onrecord.types import Act, Article, Event, Modality, Span, Stance, Statement

FAR = 300  # characters: how far from a mention its sentence is looked for
SENTENCE_END = re.compile(r"(?:[.!?][\"”’']?\s+(?=[“\"‘A-Z0-9])|\n)")
WORD = re.compile(r"\w+")
CONTRACTED = re.compile(r"n['’]t\b")
CLOSED_BY_WHETHER = re.compile(r"\b(?:whether|if)\s*$", re.IGNORECASE)
WHETHER = re.compile(r"\s*(?:whether|if)\b", re.IGNORECASE)
QUESTION = re.compile(r"^\s*(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
ASKED = re.compile(r"\?[\"”’)]*\s*$")
MAY_BE = r"(?:could|would|will|can|may|might|should)"
OPEN = re.compile(  # "Did it [burn]?" "Who would [burn] it?" · not "Why did it [burn]?"
    rf"^\W*(?:did|does|do|is|are|was|were|has|have|had|{MAY_BE})\b|\b{MAY_BE}\b", re.IGNORECASE
)
FOUND = re.compile(
    r"\b(?:found|finds|conclude[sd]|determine[sd]|establish(?:ed|es)|came to the conclusion)\b", re.IGNORECASE
)
UNAWARE = re.compile(
    r"\b(?:(?:not|never|n['’]t)\s(?:\w+\s)?(?:know|known|aware)|unaware|no knowledge|knew nothing)"
    r"\s(?:of|about)\s(?:\S+\s){0,4}\Z",
    re.IGNORECASE,
)
GRANTING = frozenset({Act.CONFIRM, Act.ADMIT})
OWNERS = 6  # words before a noun that say whose it is
VERBAL = re.compile(r"\b(?:that|who|which|whether|in|since|after|before|during)\b", re.IGNORECASE)
OWNED = frozenset({Act.ADMIT, Act.CLAIM})
REPORTER_DOES = "tells"
# What no mention of an event asserts, nobody who tells of it does: «if it is true, the mayor must [resign]»
UNSETTLED = {
    Modality.PLANNED: Manner.FORESEEN,
    Modality.THREATENED: Manner.FORESEEN,
    Modality.POSSIBLE: Manner.POSSIBLE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A stance; `aside`: on the way to something else; `hearsay`: nobody's word ("the alleged raid")."""

    stance: Stance
    aside: bool = False
    hearsay: bool = False
    asked: bool = False  # "how many it [hit]": that it did is in no doubt


def read_stance(article: Article, event: Event, mention: Span, statement: Statement | None) -> Told:
    """What the statement that the mention stands in says of it; None: what the reporter says."""
    if statement is None:
        return _reporters(article, event, mention)
    cue = article[statement.cue]
    piece = piece_of(statement, mention) or statement.cue
    does = _does(article, statement, piece)
    direct = does in ("denies", "retracts", "withholds") or statement.act is Act.REJECT
    wording = _wording(article, event, piece, mention, direct=direct)
    if does == "tells" and not statement.negated and OWNS_UP.match(article.text, piece.start, mention.start):
        return Told(Stance.AFFIRMS)  # "said it was behind the [raid]"
    if does == "tells" and UNAWARE.search(article.text, piece.start, mention.start):
        return Told(Stance.GRANTS)  # "said he did not know of the [raid]"
    if statement.negated and statement.act in OWNED:
        return Told(Stance.GRANTS)  # "no group has admitted the [attack]": that it was is in no doubt
    if statement.negated:
        return Told(Stance.GRANTS if wording.manner is Manner.GRANTED else Stance.SILENT)
    if does in ("denies", "retracts") and _is_of_words_said(article, event, mention):
        return Told(Stance.GRANTS)  # "denied the [charges]": the charges were brought
    if does == "denies" and (wording.denied or _dismisses_denial(cue)):
        return Told(Stance.AFFIRMS)  # "dismissed the denial of the [raid]"
    if does == "plans" and wording.inner and wording.manner is Manner.TOLD and _is_past(article[mention]):
        return Told(Stance.GRANTS)  # "asked for a report on the raid in which guards [killed] six"
    if does == "withholds":
        wording = _withheld(wording, statement, cue, article[min(statement.content, default=piece)])
    stance = Stance(status_words().stances[does][wording.manner])
    aside = wording.aside and not (statement.act in GRANTING and _opens_with(article, piece, mention))
    return Told(stance, aside, asked=wording.manner is Manner.ASKED)


def _opens_with(article: Article, piece: Span, mention: Span) -> bool:
    """Whether the mention is what is confirmed: "confirmed | Osman’s [death] hours later"; not "that those who …"."""
    before = article.text[piece.start : mention.start]
    return len(before.split()) <= OWNERS and not VERBAL.search(before)


def piece_of(statement: Statement, mention: Span) -> Span | None:
    """The piece of the statement's content in which the mention stands."""
    return next((one for one in statement.content if one.start <= mention.start < one.end), None)


def _reporters(article: Article, event: Event, mention: Span) -> Told:
    sentence = _sentence(article.text, mention)
    if ASKED.search(
        article[sentence]
    ):  # nobody asserts what he asks; «why did it [burn]» takes for granted that it did
        return Told(Stance.SILENT if OPEN.search(article[sentence]) else Stance.GRANTS)
    wording = _wording(article, event, sentence, mention, direct=False)
    stance = Stance(status_words().stances[REPORTER_DOES][wording.manner])
    if wording.hearsay and stance is Stance.AFFIRMS:
        return Told(Stance.SUPPOSES, hearsay=True)
    return Told(stance)


def _does(article: Article, statement: Statement, piece: Span) -> str:
    """What the act does; rejecting a claim or a denial is denying it, rejecting an offer is not."""
    does = status_words().acts[statement.act]
    if statement.act is Act.BELIEVE and FOUND.search(article[statement.cue]):
        return REPORTER_DOES  # "investigators found that it had [shelled] the clinic": what they tell, and no opinion
    if statement.act is not Act.REJECT:
        return does
    known = status_words().words
    said = {word.lower() for span in (statement.cue, piece) for word in WORD.findall(article[span])}
    if said & known["drops"]:
        return does  # "dropped the charges": they were brought, and what is charged is not denied
    return "denies" if said & (known["report_nouns"] | known["denial_nouns"]) else does


def _dismisses_denial(cue: str) -> bool:
    """Whether the cue holds the denial it is of: "rejected the denial"."""
    return any(word.lower() in status_words().words["denial_nouns"] for word in WORD.findall(cue)[1:])


def _is_of_words_said(article: Article, event: Event, mention: Span) -> bool:
    said = event.type in status_words().kinds["words_said"]
    return said and not re.search(r"(?:ed|ing)$", article[mention])


def _is_past(words: str) -> bool:
    """Whether a verb tells of what was: "killed", "shot"."""
    return words.partition(" ")[0].endswith(("ed", "t")) or " " in words


def _withheld(wording: Wording, statement: Statement, cue: str, content: str) -> Wording:
    """«did not clarify whether | he had fled», «It is not clear | that …»: the question may close the cue."""
    if wording.manner is Manner.GRANTED:
        return wording
    open_ = CLOSED_BY_WHETHER.search(cue) or WHETHER.match(content)
    if open_ or (statement.source is None and not QUESTION.match(content)):
        return replace(wording, manner=Manner.OPEN)
    if QUESTION.match(content) and wording.manner is Manner.TOLD:
        return replace(wording, manner=Manner.ASKED)
    return wording


def _wording(article: Article, event: Event, around: Span, mention: Span, *, direct: bool) -> Wording:
    """How the words around the mention put it; where they tell no more, how the event is told of as a whole."""
    text = article.text
    start = max(around.start, _sentence(text, mention).start)
    after = text[mention.end : max(around.end, mention.end)][:FAR]
    wording = read_wording(text[start : mention.start], article[mention], after, direct=direct)
    if (
        event.modality is Modality.NEGATED
        and wording.manner is Manner.TOLD
        and _has_negation(article, mention)
    ):
        return replace(wording, manner=Manner.NEGATED)
    if wording.manner is Manner.TOLD:
        return replace(wording, manner=UNSETTLED.get(event.modality, Manner.TOLD))
    return wording


def _has_negation(article: Article, mention: Span) -> bool:
    sentence = article[_sentence(article.text, mention)].lower()
    known = status_words().words
    return bool(
        CONTRACTED.search(sentence) or set(WORD.findall(sentence)) & (known["negations"] | known["averted"])
    )


def _sentence(text: str, mention: Span) -> Span:
    """The sentence around a mention, or as much of it as is near."""
    low, high = max(0, mention.start - FAR), min(len(text), mention.end + FAR)
    start = max((end.end() for end in SENTENCE_END.finditer(text, low, mention.start + 1)), default=low)
    after = SENTENCE_END.search(text, mention.end, high)
    return Span(min(start, mention.start), after.start() + 1 if after else high)

"""Events that consist in being declared, and the bodies entitled to declare them: a charge, a dismissal, a law."""

from __future__ import annotations

import re

from onrecord.lexicons.status import status_words
from onrecord.record.status.camps import Camp
from onrecord.record.status.sight import Sight, resigns
from onrecord.record.status.words import Word
from onrecord.types import EventType, Side, SourceKind

NEAR = 60  # characters around a mention in which the paper that did it is looked for
BY_LETTER = re.compile(r"\b(?:by|in|with|through) (?:an? |the )?(?:\w+ )?(\w+)\b", re.IGNORECASE)


def declares(sight: Sight, word: Word, camp: Camp, acts: bool) -> bool:
    """Whether the event consists in being declared, and this is the body entitled to it."""
    if word.faceless or (word.kind is SourceKind.MEDIA and not camp.states):
        return False
    kinds, kind = status_words().kinds, sight.event.type
    if kind is EventType.COERCE and not _is_arrest(sight):
        return False
    if _lets_go(sight, camp):
        return True
    if camp.offices & status_words().declares.get(kind, frozenset()):
        return acts or not sight.actors or kind is EventType.TRIAL
    if kind not in kinds["own"] or word.performed:
        return False
    staff = kind in kinds["staff"] and any(camp.meets(one) for one in sight.sufferers)
    return acts or (staff and not sight.actors)


def unsourced_side(sight: Sight, word: Word) -> Side:
    """The reporter tells of a court's or a prosecutor's act: «Prosecutors charged him»."""
    if word.statement or word.anonymous:
        return Side.NOBODY
    if sight.event.type is EventType.TRIAL and any(
        actor.offices & status_words().declares["TRIAL"] for actor in sight.actors
    ):
        return Side.DECLARER
    return Side.DECLARER if _is_by_letter(sight) else Side.REPORTER


def _is_by_letter(sight: Sight) -> bool:
    """«the chief, by letter, dismissed the clerk»: the sentence names the paper that did it."""
    if sight.event.type not in status_words().kinds["staff"] or not sight.actors:
        return False
    text, trigger = sight.article.text, sight.event.trigger
    around = text[max(0, trigger.start - NEAR) : trigger.end + NEAR]
    return any(match[1] in status_words().words["declarations"] for match in BY_LETTER.finditer(around))


def _lets_go(sight: Sight, camp: Camp) -> bool:
    """«The head of the railway has resigned, the ministry announced»: he went, and his own government says so."""
    if not resigns(sight) or "government" not in camp.offices:
        return False
    return all(not one.nations or not camp.nations or one.nations & camp.nations for one in sight.actors)


def _is_arrest(sight: Sight) -> bool:
    told = sight.event.mode or sight.article[sight.event.trigger].lower()
    return any(told.startswith(stem) for stem in status_words().kinds["arrests"])

"""Who is told to have been identified as whom: "a man, later identified as Omar Haddad"."""

from __future__ import annotations

import re

from onrecord.record.entities.scene import Scene
from onrecord.types import MentionKind

_TITLED = r"(?:(?:\d{1,3}-year-old|[A-Z][\w.]*)\s+){0,4}"  # "34-year-old Officer" · "Omar Haddad"
_WORDS = "has|have|had|was|is|been|police|officials|later|since|also|only|now|positively|formally|tentatively"
# "a man" · ", who was later identified by the coroner’s office as "
IDENTIFIED = re.compile(
    rf",?\s+(?:(?:who|whom)\s+)?(?:(?:{_WORDS})\s+){{0,4}}identified"
    rf"(?:\s+\w+day)?(?:\s+by\s+[\w ’']{{1,40}})?(?:\s+only)?\s+as\s+{_TITLED}"
)
IDENTIFIES = re.compile(r"\b(?:identified|identify|identifies|named)\s+$")
AS = re.compile(rf"(?:^|[\s,])as\s+{_TITLED}$")
DESCRIBED = re.compile(
    r",\s+identified(?:\s+by\s+[\w ’']{1,40})?\s+as\s+"
)  # "Omar Haddad" · … · "a 17-year-old man"
NEAR = 40  # characters before somebody in which he is told to be identified


def is_identified_as(scene: Scene, n: int, m: int) -> bool:
    """ "a man, later identified as" · "Omar Haddad", "identified the victim as" · "Omar Haddad"."""
    a, b, text = scene.nominals[n], scene.nominals[m], scene.article.text
    between = text[a.span.end : b.span.start]
    if scene.traits[n].many or scene.traits[n].sentence != scene.traits[m].sentence:
        return False
    if a.kind is MentionKind.NAME:
        return b.kind is MentionKind.DESCRIPTION and bool(DESCRIBED.fullmatch(between))
    before = text[max(0, a.span.start - NEAR) : a.span.start]
    by = IDENTIFIED.fullmatch(between) or (IDENTIFIES.search(before) and AS.search(between))
    return b.kind is MentionKind.NAME and bool(by)


def is_being_identified(scene: Scene, n: int) -> bool:
    """ "identified" · "the girl" · " as Ana Ruiz", "The man" · " was identified as Omar Haddad"."""
    span, text = scene.nominals[n].span, scene.article.text
    before = IDENTIFIES.search(text, max(0, span.start - NEAR), span.start)
    return bool(IDENTIFIED.match(text, span.end) or (before and text.startswith(" as ", span.end)))

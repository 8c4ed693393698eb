"""Whom "he" means in a clause that hangs on another: "Haddad was leaving when he was shot"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.entities.reflexives import is_subject, may_be
from onrecord.record.entities.scene import Scene
from onrecord.types import EntityType, MentionKind

HANGS = re.compile(r"(?:,\s+where|\bwhen|\bwhile|\bbefore|\bafter)\s+$")
LOOK = 12  # characters before "he" in which the word stands that his clause hangs by


def find_same_subjects(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Ana Ruiz was taken to Osh, where she died": Ana Ruiz, if nobody else of the sentence can be meant."""
    yield from _as_for(scene)
    opening = {scene.traits[n].sentence: n for n in scene.leads}
    for m, traits in enumerate(scene.traits):
        start = scene.nominals[m].span.start
        lead = opening.get(traits.sentence, m)
        he = traits.form == "subject" and traits.looks_for == "person"
        if not he or lead >= m or not HANGS.search(scene.article.text, max(0, start - LOOK), start):
            continue
        if _is_somebody(scene, lead, m) and is_subject(scene, lead, m) and not _others(scene, lead, m):
            yield lead, m


def _as_for(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "As for " · "Omar Haddad" · ", " · "his wounds": Haddad's."""
    text = scene.article.text
    for n in range(len(scene.nominals) - 1):
        span, after = scene.nominals[n].span, scene.nominals[n + 1].span
        if text.endswith("As for ", 0, span.start) and text[span.end : after.start] == ", ":
            yield from (
                (n, m) for m in (n + 1, n + 2) if m < len(scene.nominals) and _begins(scene, m, after.start)
            )


def _begins(scene: Scene, m: int, start: int) -> bool:
    return scene.nominals[m].span.start == start and scene.traits[m].looks_for == "person"


def _is_somebody(scene: Scene, n: int, m: int) -> bool:
    one = scene.nominals[n]
    person = one.type is EntityType.PERSON and one.kind is not MentionKind.PRONOUN
    return person and scene.traits[n].many is False and may_be(scene, n, m) and n not in scene.sources


def _others(scene: Scene, n: int, m: int) -> bool:
    """Whether somebody else stands between who can be meant: "Haddad saw Osman when he was shot"."""
    return any(_is_somebody(scene, k, m) for k in range(n + 1, m) if n not in scene.traits[k].within)

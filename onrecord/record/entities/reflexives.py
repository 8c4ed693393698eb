"""Whom "himself" means: the subject of its own clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lexicons import rows, words
from onrecord.lexicons.nominals import Gender
from onrecord.record.entities.scene import Scene
from onrecord.types import EntityType, MentionKind

REACH = 12  # mentions before it among which its subject stands
ACTING = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ORGANISATION, EntityType.MILITARY})
VOICES = frozenset({"self", "us", "you"})
PERSONAL = frozenset({"person", "many"})
ASIDES = 3  # between commas, that may stand before its verb
# "Omar Haddad" · ", 23, of Sohar, then " · "shot", "the clerk" · " had " · "locked"
VERBS = tuple(
    re.compile(
        rf"\.?(?:,[^,;.\n]{{1,60}}){{{asides}}}{',' if asides else ''}"
        r"\s+[“\"‘]?(?:\w+ly\s+|then\s+|also\s+|later\s+)*(?P<verb>[a-z]+)\b"
    )
    for asides in range(ASIDES + 1)
)
IRREGULAR = frozenset(form for form, _ in rows("irregular"))


def find_reflexives(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Haddad shot Osman and Ruiz before turning the gun on himself": Haddad, whoever stands nearer."""
    for m, traits in enumerate(scene.traits):
        if traits.form != "reflexive" or traits.looks_for not in PERSONAL:
            continue
        before = [
            n
            for n in range(m - 1, max(-1, m - REACH), -1)
            if scene.traits[n].sentence == traits.sentence and may_be(scene, n, m)
        ]
        found = next((n for n in before if is_subject(scene, n, m)), None)
        if found is not None:
            yield found, m


def may_be(scene: Scene, n: int, m: int) -> bool:
    one, himself = scene.traits[n], scene.traits[m]
    told = Gender.ANY not in (one.gender, himself.gender) and one.gender is not himself.gender
    counted = None not in (one.many, himself.many) and one.many != himself.many
    acts = one.looks_for in ("person", "many") or scene.nominals[n].type in ACTING
    return (
        acts
        and one.looks_for not in VOICES
        and one.form not in ("owner", "object")
        and not told
        and not counted
    )


def is_subject(scene: Scene, n: int, m: int) -> bool:
    """Whether a verb follows the mention, or nothing stands between: "the guards" · "themselves"."""
    text, end = scene.article.text, scene.nominals[n].span.end
    between = text[end : scene.nominals[m].span.start]
    if not between.strip():
        return True
    verbs = (verb for one in VERBS if (verb := one.match(text, end)))
    return any(_is_verb(scene, n, one["verb"]) for one in verbs if one.end() <= scene.nominals[m].span.start)


def _is_verb(scene: Scene, n: int, word: str) -> bool:
    """Whether a word after a mention is its verb; in -s after a name or pronoun alone: "the clerk keys"."""
    finite = word.endswith("ed") or word in IRREGULAR or word in words("auxiliaries")
    return finite or (scene.nominals[n].kind is not MentionKind.DESCRIPTION and word.endswith("s"))

"""Who the victim is that a report speaks of: the one man or woman whom it told to have been hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.lexicons import words
from onrecord.lexicons.counting import HarmPart, HarmSense, harm_bases, harm_senses
from onrecord.record.entities.scene import Scene
from onrecord.record.entities.traits import Traits
from onrecord.types import EntityType, MentionKind, Nominal

VICTIMS = frozenset({"victim", "deceased", "decedent"})
HARMS = frozenset({"killed", "injured", "casualties", "shot", "stabbed"})
REACH = 60  # characters to each side of somebody in which his harm is told
WORD = re.compile(r"\w+(?:-\w+)*|[.;:,“”\"\n]")
BE = frozenset({"is", "was", "were", "be", "been", "being", "found", "left"})
SUFFERS = frozenset({"suffered", "suffering", "sustained"})
LEADS = frozenset({"a", "an", "the", "of", "another"})


def find_victims(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "A man was shot. …" · "The victim" · " was identified as Omar Haddad", where no other is told to be hurt."""
    hurt = [n for n, one in enumerate(scene.nominals) if _is_somebody(one) and _is_hurt(scene, n)]
    if hurt and _is_one(scene, hurt):
        yield from ((hurt[0], m) for m, one in enumerate(scene.traits) if _is_victim(one) and hurt[0] < m)


def _is_somebody(one: Nominal) -> bool:
    return one.type is EntityType.PERSON and one.kind is not MentionKind.PRONOUN


def _is_one(scene: Scene, hurt: Sequence[int]) -> bool:
    """ "a man … the man", "Omar Haddad … Haddad"; not "a man … a woman", "Omar Haddad … Ana Haddad"."""
    lemmas = {scene.traits[n].lemma for n in hurt}
    names = [
        scene.article[scene.nominals[n].span] for n in hurt if scene.nominals[n].kind is MentionKind.NAME
    ]
    known = scene.traits[hurt[0]].definite and not names
    alone = all(scene.traits[n].many is False for n in hurt)
    return alone and not known and len(lemmas) == 1 and all(one in max(names, key=len) for one in names)


def _is_victim(traits: Traits) -> bool:
    return traits.lemma in VICTIMS and traits.definite and traits.many is False


def _is_hurt(scene: Scene, n: int) -> bool:
    span = scene.nominals[n].span
    text = scene.article.text
    after = [match[0].lower() for match in WORD.finditer(text, span.end, span.end + REACH)]
    before = [match[0].lower() for match in WORD.finditer(text, max(0, span.start - REACH), span.start)]
    return _suffers(after, before) or _is_object(before)


def _suffers(after: list[str], before: list[str]) -> bool:
    """ "A man" · "was later shot", "was found dead", "died", "found a man" · "dead"; not "shot at guards"."""
    passive = _without_leads(before)[-1:] in (["found"], ["left"])
    for word in after:
        if word in SUFFERS:
            return True
        senses = [sense for sense in _harms(word) if sense.part in (HarmPart.VERB, HarmPart.ADJECTIVE)]
        if senses:
            return passive or any(sense.subject and sense.part is HarmPart.VERB for sense in senses)
        if word not in BE and word not in words("hurt_between"):
            return False
        passive = passive or word in BE
    return False


def _is_object(before: list[str]) -> bool:
    """ "shot dead" · "a man", "the killing of" · "a man"; not "was killed" · "by a man"."""
    before = _without_leads(before)
    last = before[-1] if before else ""
    passive = len(before) > 1 and before[-2] in BE
    return not passive and any(
        not sense.subject and sense.part in (HarmPart.VERB, HarmPart.NOUN) for sense in _harms(last)
    )


def _without_leads(before: list[str]) -> list[str]:
    while before and before[-1] in LEADS:
        before = before[:-1]
    return before


def _harms(word: str) -> list[HarmSense]:
    senses = (sense for base in sorted(harm_bases(word)) for sense in harm_senses().get(base, ()))
    return [sense for sense in senses if len(sense.lemma) == 1 and sense.what.name in HARMS]

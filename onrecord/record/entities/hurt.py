"""Who the victim is that a report speaks of: the one man or woman whom it told to have been hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.lexicons import words
from onrecord.lexicons.counting import HarmPart, HarmSense, harm_bases, harm_senses
from onrecord.lexicons.nominals import Gender
from onrecord.record.entities.identified import is_being_identified
from onrecord.record.entities.scene import Scene
from onrecord.record.entities.traits import Traits
from onrecord.types import EntityType, MentionKind, Nominal

VICTIMS = frozenset({"victim", "deceased", "decedent"})
HARMS = frozenset({"killed", "injured", "casualties", "shot", "stabbed"})
REACH = (
    60  # characters to each side of somebody in which his harm is told, what stands between commas left out
)
ASIDES = re.compile(r"(?:,\s[^,.;:\n]{1,60}){1,3},(?=\s)")  # "A man" · ", 24, of Osh," · " was shot"
WORD = re.compile(r"\w+(?:-\w+)*|[.;:,“”\"\n]")
# "A man" · " was found with a gunshot wound"
WITH_WOUND = re.compile(
    r"\s+(?:(?:was|has|had|been|found|discovered|left|lying|arrived|there|hospitali[sz]ed)\s+){0,4}with\s+(?:[\w-]+\s+){0,4}"
    r"(?:wounds?|injur(?:y|ies))\b"
)
BE = frozenset({"is", "was", "were", "be", "been", "being", "found", "left"})
SUFFERS = frozenset({"suffered", "suffering", "sustained"})
LEADS = frozenset({"a", "an", "the", "of", "another"})
# What a report has for somebody of whom it knows no more than sex and age
PLAIN = frozenset(
    {
        "man",
        "woman",
        "male",
        "female",
        "boy",
        "girl",
        "teen",
        "teenager",
        "youth",
        "child",
        "toddler",
        "person",
    }
)
NEAR = 2  # sentences that "he was hurt" looks back to who was


def find_victims(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "A man was shot. …" · "The victim", "identified · the man · as", where no other has been told to be hurt."""
    hurt = [n for n, one in enumerate(scene.nominals) if _is_somebody(one) and _is_hurt(scene, n)]
    for m in range(len(scene.nominals)):
        if not (_is_victim(scene.traits[m]) or _is_identified(scene, m)):
            continue
        before = [n for n in hurt if n < m]
        if before and _is_one(scene, before) and _can_be(scene, before, m):
            yield from ((n, m) for n in before)


def find_hurt_again(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "A man was shot, Ruiz said. He was suffering from a wound": he is who was shot, not who tells of it."""
    hurt = [
        n
        for n, one in enumerate(scene.nominals)
        if _is_somebody(one) and (_is_hurt(scene, n) or _is_victim(scene.traits[n]))
    ]
    for m in sorted(scene.leads):
        traits = scene.traits[m]
        if traits.looks_for != "person" or traits.form != "subject" or not _is_hurt(scene, m):
            continue
        before = [n for n in hurt if n < m and traits.sentence - scene.traits[n].sentence <= NEAR]
        alike = all(_are_alike(scene, before[0], n) and not scene.traits[n].fresh for n in before)
        if before and alike and _are_of_one_age(scene, before) and _can_be(scene, before, m):
            yield before[-1], m


def _is_somebody(one: Nominal) -> bool:
    return one.type is EntityType.PERSON and one.kind is not MentionKind.PRONOUN


def _is_identified(scene: Scene, n: int) -> bool:
    """ "identified" · "the girl" · " as Ana Ruiz", "The man" · " was identified as Omar Haddad"."""
    one, traits = scene.nominals[n], scene.traits[n]
    plain = one.kind is MentionKind.DESCRIPTION and one.type is EntityType.PERSON and traits.lemma in PLAIN
    return plain and traits.definite and traits.many is False and is_being_identified(scene, n)


def _is_one(scene: Scene, hurt: Sequence[int]) -> bool:
    """ "a man … the man", "Omar Haddad … Haddad"; not "a man … a woman", "Omar Haddad … Ana Haddad"."""
    names = [
        scene.article[scene.nominals[n].span] for n in hurt if scene.nominals[n].kind is MentionKind.NAME
    ]
    described = [n for n in hurt if scene.nominals[n].kind is not MentionKind.NAME]
    alone = all(scene.traits[n].many is False and not scene.traits[n].fresh for n in hurt)
    known = _is_known(scene, hurt[0])
    if not alone or known or (names and described):
        return False
    if names:
        return all(one in max(names, key=len) for one in names)
    return all(_are_alike(scene, described[0], n) for n in described[1:]) and _are_of_one_age(
        scene, described
    )


def _is_known(scene: Scene, n: int) -> bool:
    """ "the mayor": somebody of whom the report has told before; not "his sister", "the 18-year-old man"."""
    traits = scene.traits[n]
    described = scene.nominals[n].kind is MentionKind.DESCRIPTION
    return described and traits.definite and traits.owner is None and not traits.age


def _are_alike(scene: Scene, n: int, m: int) -> bool:
    """ "a clerk … the clerk", "a teenager … a boy"; not "a man … a clerk", "a man … a girl"."""
    one, other = scene.traits[n], scene.traits[m]
    if one.lemma == other.lemma:
        return True
    return {one.lemma, other.lemma} <= PLAIN | VICTIMS and (
        one.gender is other.gender or Gender.ANY in (one.gender, other.gender)
    )


def _are_of_one_age(scene: Scene, hurt: Sequence[int]) -> bool:
    return len({scene.traits[n].age for n in hurt} - {""}) <= 1


def _can_be(scene: Scene, hurt: Sequence[int], m: int) -> bool:
    """Whether the girl who is identified can be his sister who was shot; a victim can be anybody."""
    mine = scene.traits[m].gender
    return all(Gender.ANY in (mine, scene.traits[n].gender) or mine is scene.traits[n].gender for n in hurt)


def _is_victim(traits: Traits) -> bool:
    return traits.lemma in VICTIMS and traits.definite and traits.many is False


def _is_hurt(scene: Scene, n: int) -> bool:
    span = scene.nominals[n].span
    text = scene.article.text
    aside = ASIDES.match(text, span.end)
    end = aside.end() if aside else span.end
    after = [match[0].lower() for match in WORD.finditer(text, end, end + REACH)]
    before = [match[0].lower() for match in WORD.finditer(text, max(0, span.start - REACH), span.start)]
    return _suffers(after, before) or _is_object(before) or WITH_WOUND.match(text, end) is not None


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

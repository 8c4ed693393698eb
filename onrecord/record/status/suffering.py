"""Whether it was done to who speaks: to their state's people and places, their own members, their kin."""

from __future__ import annotations

import re

from onrecord.lexicons.status import status_words
from onrecord.record.status.camps import Camp
from onrecord.record.status.sight import Sight, harms, has_own, patients
from onrecord.record.status.words import Word
from onrecord.types import Act, Argument, Role, SourceKind

# «Oman bombed a camp on [our soil], Yemen says»
OWN_SOIL = re.compile(
    r"\b(?:our|its)\s(?:own\s)?(?:soil|territory|waters|airspace|side of the border)\b", re.IGNORECASE
)


def is_done_to(sight: Sight, word: Word, camp: Camp, ours: bool) -> bool:
    """Whether it was done to them: their state's people and places, their own members, their kin."""
    kinds = status_words().kinds
    if not harms(sight):
        return False
    nations = {key.removeprefix("state:") for key in camp.states}
    if any(nations & one.nations for one in sight.sufferers):
        return True
    if word.act is Act.CONFIRM and _is_of_the_other_side(sight, camp):
        return True
    if nations and word.piece and OWN_SOIL.search(sight.article[word.piece]):
        return True
    outcome = sight.event.type in kinds["outcomes"] and not sight.actors
    if camp.kin & sight.people or ("kin" in camp.offices and _is_family(sight, word)):
        return sight.event.type in kinds["outcomes"]
    if not ours:
        return False
    return bool(camp.states) or "armed" in camp.offices or not _is_person(sight, word) or outcome


def _is_of_the_other_side(sight: Sight, camp: Camp) -> bool:
    """«The army said it had killed Osman. The rebels confirmed his death»: they grant it of themselves."""
    state_did = bool(sight.actors) and all(one.states for one in sight.actors)
    return "armed" in camp.offices and state_did and not any(one.states for one in sight.sufferers)


def is_ours(sight: Sight, word: Word, camp: Camp) -> bool:
    """Whether those it was done to, or counted, belong to who speaks."""
    counted = (Argument(Role.VICTIM, one.span) for one in sight.event.counts)
    done_to = [*patients(sight.event), *counted]
    return any(camp.belongs(one) for one in sight.sufferers) or has_own(sight, word, done_to)


def is_at_home(sight: Sight, camp: Camp) -> bool:
    """Officials of the country it happened in, where nothing tells of other people."""
    home = sight.home
    foreign = any(one.nations - {home} or one.states - {f"state:{home}"} for one in sight.sufferers)
    return home is not None and f"state:{home}" in camp.keys and not foreign


def _is_family(sight: Sight, word: Word) -> bool:
    owner = re.match(
        r"(?:his|her|their)\b|.*['’]s\b|.*\bof\b",
        sight.article[word.who or word.mention],
        re.IGNORECASE,
    )
    return owner is not None and bool(sight.sufferers)


def _is_person(sight: Sight, word: Word) -> bool:
    return word.kind in (SourceKind.PERSON, SourceKind.WITNESS, SourceKind.GROUP)

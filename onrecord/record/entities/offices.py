"""Who holds an office, by the words before a name and by what somebody is said to have become."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.entities.scene import Scene
from onrecord.types import EntityType, MentionKind

TITLE_BEFORE = re.compile(r"(?P<words>(?:[\w’'-]+\s+){0,3}[\w’'-]+)\s*,?\s+$")
# "since being named" · "governor", "he became" · "the new mayor"
NAMED_AS = re.compile(
    r"\b(?:named|elected|appointed|becoming|became|sworn in as|proclaimed|installed as|served as|serving as)\s+"
    r"(?:as\s+)?(?:the\s+|its\s+|their\s+)?(?:new\s+)?(?P<office>[a-z-]+(?:\s[a-z-]+){0,2})"
)
GONE = re.compile(r"\b(?:slain|late|assassinated|murdered|killed)\b", re.IGNORECASE)

FORMER = re.compile(r"\b(?:former|ex|ousted)\b", re.IGNORECASE)


def find_offices(scene: Scene) -> Iterator[tuple[int, str, str]]:
    """The nouns that stand before a person's name, or that he is said to have become, and "dead" or "former" if told:
    "Prime Minister Ana Ruiz", "slain governor Omar Haddad", "former mayor Eva Ruiz".
    """
    text = scene.article.text
    for n, one in enumerate(scene.nominals):
        if one.kind is not MentionKind.NAME or one.type is not EntityType.PERSON:
            continue
        before = TITLE_BEFORE.search(text, max(0, one.span.start - 60), one.span.start)
        noun = _last_noun(before["words"]) if before else None
        if noun and before:
            yield n, noun, _standing(before["words"])
    for holder, match in _named_as(scene):
        noun = _first_noun(match["office"])
        if noun:
            yield holder, noun, ""


def find_holders(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Osman has not spoken since being named governor": the governor is Osman."""
    for holder, match in _named_as(scene):
        for m, one in enumerate(scene.nominals):
            held = match.start("office") <= one.head.start < match.end("office")
            if held and one.kind is MentionKind.DESCRIPTION and one.type is EntityType.PERSON:
                yield holder, m


def _named_as(scene: Scene) -> Iterator[tuple[int, re.Match[str]]]:
    """Whoever is named first in a sentence, and what he is said in it to have become."""
    firsts: dict[int, int] = {}
    for n, one in enumerate(scene.nominals):
        if one.type is EntityType.PERSON and one.kind is MentionKind.NAME:
            firsts.setdefault(scene.traits[n].sentence, n)
    ends = [one.span.start for one in scene.nominals]
    for match in NAMED_AS.finditer(scene.article.text):
        n = bisect_left(ends, match.start()) - 1
        holder = firsts.get(scene.traits[n].sentence) if n >= 0 else None
        if holder is not None and holder <= n:
            yield holder, match


def _standing(words: str) -> str:
    return "dead" if GONE.search(words) else "former" if FORMER.search(words) else ""


def _last_noun(phrase: str) -> str | None:
    """The noun that a phrase ends in, its title left out: "Supreme Leader, Ayatollah" → "leader"."""
    parts = phrase.lower().replace(",", " ").split()
    for size in range(min(3, len(parts)), 0, -1):
        noun = find_nominal_noun(" ".join(parts[-size:]))
        if noun and noun.type is EntityType.PERSON:
            return noun.lemma
    return None


def _first_noun(phrase: str) -> str | None:
    parts = phrase.split()
    for end in range(len(parts), 0, -1):
        noun = _last_noun(" ".join(parts[:end]))
        if noun:
            return noun
    return None

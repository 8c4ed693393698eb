"""Mentions that grammar or a turn of phrase makes one: appositions, predicates, relatives, who speaks of himself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.record.entities.appositions import find_appositions, find_far_appositions, find_second_nouns
from onrecord.record.entities.beside import OWNED_ON, neighbours, same_sort
from onrecord.record.entities.hurt import find_hurt_again, find_victims
from onrecord.record.entities.identified import is_identified_as
from onrecord.record.entities.naming import LANDS, is_alias
from onrecord.record.entities.offices import find_holders
from onrecord.record.entities.reflexives import find_reflexives
from onrecord.record.entities.same_subject import find_same_subjects
from onrecord.record.entities.scene import Scene
from onrecord.record.entities.speakers import source_mention
from onrecord.types import EntityType, MentionKind, Span, Statement

# "Ana Ruiz" · " is " · "the mayor", "Omar Haddad" · ", 48, was " · "the man killed"; "this boy" · " named " · "Omar"
IS = re.compile(
    r"\s*(?:(?P<clitic>['’](?:m|re|s))|(?:,\s\d{1,3},)?\s(?:is|was|are|were|became|becomes|remains|remained"
    r"|served as|serves as|worked as|works as))\s+"
    r"(?:(?:also|now|still|then|once|already|both|himself|herself)\s+)?(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
CALLED = re.compile(r"\s+(?:named|called)\s+[“\"‘']?", re.IGNORECASE)
RELATIVE = re.compile(r"[”\"’]?[\s,–—-]*(?:(?:with|to|for|of|from|by|in)\s+)?", re.IGNORECASE)
# "that " · "it had sunk", "its ships"; not "it was too early to tell"
OPENS_WITH_IT = re.compile(
    r"(?:that\s+)?(?P<it>its|it(?=\s+(?:(?:has|had|will|would|did|does|can|could|may|might|must|should)(?:\s+not)?\s+(?!be\b)"
    r"|(?:was|is)\s+(?:not\s+)?\w+ing\b|\w+ed\b)))\b",
    re.IGNORECASE,
)
OPENS_WITH_HER = re.compile(r"(?:that\s+)?(?P<her>he|she)\b", re.IGNORECASE)
SPEAKS_FOR = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)
PERSONS = frozenset({EntityType.PERSON, EntityType.GROUP, None})


def find_sure_pairs(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions, as indexes, that mean the same if nothing in them forbids it; the surest first."""
    yield from find_appositions(scene)
    yield from find_far_appositions(scene)
    yield from _predicates(scene)
    yield from find_victims(scene)
    yield from find_second_nouns(scene)
    yield from _bracketed(scene)
    yield from _relatives(scene)
    yield from find_reflexives(scene)
    yield from find_same_subjects(scene)
    yield from find_hurt_again(scene)
    yield from _selves(scene, statements)
    yield from _themselves(scene, statements)
    yield from _of_himself(scene, statements)
    yield from find_holders(scene)
    yield from _turns(scene)
    yield from _interviewed(scene)


def find_aliases(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Omar Haddad, also known as the Ferryman or the Pilot": the second is the first, and so is the third."""
    aliases: set[int] = set()
    for n, m in neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        named = a.kind is b.kind is MentionKind.NAME and a.type is b.type
        either = n in aliases and scene.article.text[a.span.end : b.span.start] == " or "
        if named and a.type not in LANDS and (either or is_alias(scene.article, a.span, b.span)):
            aliases.add(m)
            yield n, m


def _predicates(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Ana Ruiz is the mayor", "a boy named Omar", "I’m Omar"."""
    for n, m in neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        between = (a.span.end, b.span.start)
        if OWNED_ON.match(scene.article.text, b.span.end):
            continue  # "who is" · "Omar Haddad" · "’s son"
        told = IS.fullmatch(scene.article.text, *between)
        if (
            told
            and (a.kind is MentionKind.PRONOUN or not told["clitic"])  # not "Peru" · "’s " · "Osh Province"
            and b.kind is not MentionKind.PRONOUN
            and same_sort(a, b)
        ):
            if scene.traits[m].owner is None or scene.traits[m].owner not in (n,):
                yield n, m
        elif _is_called(scene, n, m):
            yield n, m


def _is_called(scene: Scene, n: int, m: int) -> bool:
    """ "a boy named" · "Omar", "a man, later identified as" · "Omar Haddad"."""
    a, b = scene.nominals[n], scene.nominals[m]
    if b.kind is MentionKind.NAME and CALLED.fullmatch(scene.article.text, a.span.end, b.span.start):
        return True
    return b.type is a.type is EntityType.PERSON and is_identified_as(scene, n, m)


def _bracketed(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "“We fed him, but he" · " [" · "Haddad" · "] fell ill": whom the reporter puts in."""
    for n, m in neighbours(scene):
        a, b, text = scene.nominals[n], scene.nominals[m], scene.article.text
        named = a.kind is MentionKind.PRONOUN and b.kind is MentionKind.NAME and b.type is EntityType.PERSON
        if named and text[a.span.end : b.span.start] == " [" and text.startswith("]", b.span.end):
            yield n, m


def _relatives(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "The guard who fled", "“armed men” who fled": who is the guard, and the men."""
    for m, traits in enumerate(scene.traits):
        if traits.form != "relative":
            continue
        start = scene.nominals[m].span.start
        for n in range(m - 1, max(-1, m - 6), -1):
            one = scene.nominals[n]
            end = one.span.end if one.span.end <= start else one.head.end
            if RELATIVE.fullmatch(scene.article.text, end, start) and one.type is not EntityType.PLACE:
                yield n, m
                break


def _selves(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """ "“I saw it,” said Ruiz": I is Ruiz."""
    speakers = {
        s.id: n
        for s in statements
        if s.source and (n := source_mention(scene.article, s.source, scene.nominals)) is not None
    }
    for m, traits in enumerate(scene.traits):
        if traits.looks_for == "self" and traits.quoted in speakers and speakers[traits.quoted] != m:
            yield speakers[traits.quoted], m


def _themselves(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """ "The army said it had left", "Ships on our coast, Oman says": it is who speaks, where that is a body."""
    starts = [one.span.start for one in scene.nominals]
    for said in statements:
        speaker = source_mention(scene.article, said.source, scene.nominals) if said.source else None
        if said.source and SPEAKS_FOR.search(scene.article[said.source.span]):
            speaker = _spoken_for(scene, said.source.span)
        if speaker is None or not said.content or scene.nominals[speaker].type in PERSONS:
            continue
        opens = OPENS_WITH_IT.match(scene.article.text, said.content[0].start, said.content[0].end)
        n = bisect_left(starts, opens.start("it")) if opens else len(starts)
        if opens and n < len(starts) and starts[n] == opens.start("it") and said.cue.end <= starts[n]:
            yield speaker, n
        yield from (
            (speaker, m) for m, one in enumerate(scene.traits) if one.told == said.id and scene.is_bodys_we(m)
        )


def _spoken_for(scene: Scene, source: Span) -> int | None:
    """ "An Omani army spokesman said it had left": the army, the widest body that is named in who speaks."""
    bodies = (
        (-len(one.span), n)
        for n, one in enumerate(scene.nominals)
        if one.span in source
        and one.type not in PERSONS - {EntityType.GROUP}
        and one.kind is not MentionKind.PRONOUN
    )
    return min(bodies, default=(0, None))[1]


def _of_himself(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """ "Ruiz said that she would go": who speaks; not "Ruiz’s lawyer said that she would go"."""
    starts = [one.span.start for one in scene.nominals]
    for said in statements:
        speaker = source_mention(scene.article, said.source, scene.nominals) if said.source else None
        if speaker is None or not said.content or scene.nominals[speaker].type is not EntityType.PERSON:
            continue
        opens = OPENS_WITH_HER.match(scene.article.text, said.content[0].start, said.content[0].end)
        n = bisect_left(starts, opens.start("her")) if opens else len(starts)
        own = scene.traits[speaker].owner is None and not scene.traits[speaker].many
        if (
            opens
            and own
            and n < len(starts)
            and starts[n] == opens.start("her")
            and said.cue.end <= starts[n]
        ):
            yield speaker, n


def _turns(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Osman: I left." at the start of a paragraph: I is Osman, until the next one speaks.

    «Radio Sol: Where do you live?» asks Osman, if nobody else answers.
    """
    if not scene.turns:
        return
    people = _called(scene)
    for m, traits in enumerate(scene.traits):
        means = {"self": scene.turns, "you": scene.hearers}.get(traits.looks_for, ())
        who = means[traits.paragraph] if means else ""
        speaker = people.get(who.split(" ")[-1])
        if not traits.quoted and speaker is not None:
            yield speaker, m


def _called(scene: Scene) -> dict[str, int]:
    """Last names, and first names of no more than one surname, with a mention of who is called so."""
    last: dict[str, int] = {}
    first: dict[str, set[str]] = defaultdict(set)
    for n, one in enumerate(scene.nominals):
        if one.kind is MentionKind.NAME and one.type is EntityType.PERSON:
            surname = scene.traits[n].lemma
            last.setdefault(surname, n)
            first[scene.article[one.span].split()[0].lower()].add(surname)
    alone = {name: last[min(surnames)] for name, surnames in first.items() if len(surnames) == 1}
    return alone | last


def _interviewed(scene: Scene) -> Iterator[tuple[int, int]]:
    """Who answers in an interview with one person alone: "I" outside questions, "you" in them, neither quoted."""
    asked = scene.asked
    if not asked or scene.turns:
        return
    people = [
        n
        for n, one in enumerate(scene.nominals)
        if one.kind is MentionKind.NAME
        and one.type is EntityType.PERSON
        and scene.traits[n].paragraph < min(asked)
    ]
    surnames = {scene.traits[n].lemma for n in people}
    if len(surnames) != 1:
        return
    for m, traits in enumerate(scene.traits):
        asks = traits.paragraph in asked
        begun = traits.paragraph >= min(asked)
        if begun and not traits.quoted and traits.looks_for == ("you" if asks else "self"):
            yield people[0], m

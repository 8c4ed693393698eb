"""Mentions of which one stands beside the other and says who it is: "Ana Ruiz, the mayor", "a teacher and writer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lexicons import words
from onrecord.record.entities.beside import OWNED_ON, neighbours, same_sort
from onrecord.record.entities.scene import Scene
from onrecord.types import EntityType, MentionKind, Nominal

# "Ana Ruiz" · ", " · "the mayor", "his son" · " and heir, " · "Omar"
BESIDE = re.compile(
    r"(?:(?<=\b[JS]r)\.)?(?:\s+and\s+(?P<second>\w+))?(?:,\s+(?:aged\s+)?\d{1,3}(?=,))?(?P<comma>,)?\s+[“\"‘']?(?:\d{1,3}-year-old\s+)?"
)  # "another man" · ", 43-year-old " · "Omar Haddad" · ", 43, " · "a guard"
CLOSES = re.compile(
    r"\s*(?:[,.;:)—–!?”\"]|$|\n|(?:who|whose|was|were|is|has|had|said|says|told|and|will|would)\b"
    r"|(?:\w+ed|shot|slain|born|found|known|held)\s+(?:in|by|at|on|during|when|for|as|to|near|outside)\b)"
)
LISTED = re.compile(
    r"\s*,?\s+and\s+(?:(?:the|an?|his|her|their)\s+[^,.;\n]*(?:[.;\n]|$)|[A-Z])"
)  # "… and a guard left."
# "head" · " of the port authority", "coach" · " and father of two"; not "the mayor" · " of Osh and a guard"
HOLDS = re.compile(r"\s+(?:of|at|for|from|to|in|with|and(?=\s(?!the\b|an?\b|his\b|her\b|their\b|[A-Z])))\s")
OTHERS = re.compile(r"[^,;.\n]*\sand\s(?:the|an?|his|her|their|two|three|four|five|six)\s")
AND = re.compile(r"\s+and\s+")
SHORT = 20  # characters
ACCORDING = re.compile(r"\bAccording to\s+(?:[A-Z]\w*\.?\s+)?$")
CLAUSE_ENDS = re.compile(
    r"[^,;.\n]*,"
)  # "According to Ana Ruiz, head" · " of the mill,"; not "According to Ruiz, a guard" · " fled."
TITLES = re.compile(r"(?<=\s)(?:[A-Z][a-z]*\.?\s)+$")  # "the police chief, " · "Major " · "Omar Haddad"
OWNED = re.compile(r"(?:['’]s?)?\s+")
# "the head" · " of the port authority (OPA), " · "Ana Ruiz"
COMPLEMENT = re.compile(r"\s(?:of|for|at|in|to|on)\s(?P<of>[^,.;:()“”\"\n]{2,60})(?:\s\([^()\n]{1,40}\))?,\s")
CLAUSE = re.compile(
    r"\b(?:who|whom|that|which|when|while|where|as|said|says|told|is|was|are|were|has|had|have|will)\b"
)
SHUT = re.compile(r"\s*(?:,(?!\s+(?:and|or)\b)|[.;)”\"—–?!]|$|\n)")
FAR = 8  # mentions in which an office may stand before its holder's name


def find_appositions(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Ana Ruiz, the mayor, …", "the mayor, Ana Ruiz", "his son and heir, Omar"; not "Ruiz, the mayor and a guard"."""
    for n, m in neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        kinds = {a.kind, b.kind}
        if kinds != {MentionKind.NAME, MentionKind.DESCRIPTION} or not same_sort(a, b):
            continue
        if scene.traits[n].many or scene.traits[m].many or _is_owners(scene, n, m):
            continue
        apposed = _named_after if b.kind is MentionKind.NAME else _described_after
        if apposed(scene, n, m):
            yield n, m


def _is_owners(scene: Scene, n: int, m: int) -> bool:
    """ "Ana Ruiz, " · "Ruiz’s spokesman": whom she owns she is not; but "Ana Ruiz, " · "Eva Ruiz’s daughter"."""
    owner = scene.traits[m].owner
    if owner is None or scene.nominals[n].kind is not MentionKind.NAME:
        return False
    own, hers = (OWNED_ON.sub("", scene.article[scene.nominals[k].span] + " ").split() for k in (owner, n))
    return set(own) <= set(hers)


def find_far_appositions(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "the head of the port authority, Ana Ruiz, said"; not "the mayor of Osh, Ana Ruiz and a guard"."""
    text = scene.article.text
    for n, one in enumerate(scene.nominals):
        singular = one.type is EntityType.PERSON and not (scene.traits[n].many or scene.traits[n].some)
        if not singular or one.kind is not MentionKind.DESCRIPTION:
            continue
        for m in range(n + 1, min(n + FAR, len(scene.nominals))):
            b = scene.nominals[m]
            if b.kind is not MentionKind.NAME or b.type is not EntityType.PERSON:
                continue
            between = COMPLEMENT.fullmatch(text, one.head.end, b.span.start)
            closed = between and not CLAUSE.search(between["of"]) and SHUT.match(text, b.span.end)
            if closed and not _goes_on_with_names(scene, m) and not _is_nearer(scene, n, m):
                yield n, m
            break


def _is_nearer(scene: Scene, n: int, m: int) -> bool:
    """ "A cousin of · the governor" · ", Ana Ruiz": it is the governor who is named."""
    comma = scene.article.text.rindex(",", 0, scene.nominals[m].span.start)
    return any(
        scene.nominals[k].type is EntityType.PERSON
        and scene.nominals[k].kind is MentionKind.DESCRIPTION
        and scene.nominals[k].head.end == comma
        and not scene.traits[k].many
        for k in range(n + 1, m)
    )


def _goes_on_with_names(scene: Scene, m: int) -> bool:
    """ "the head of the union, Ana Ruiz" · ", " · "Omar Haddad": a list."""
    if m + 1 >= len(scene.nominals):
        return False
    after, text = scene.nominals[m + 1], scene.article.text
    listed = text[scene.nominals[m].span.end : after.span.start] == ", "
    return listed and after.kind is MentionKind.NAME and after.type is EntityType.PERSON


def _named_after(scene: Scene, n: int, m: int) -> bool:
    """ "The mayor, " · "Ana Ruiz", "his son and heir, " · "Omar", "the priest, Father " · "Omar Haddad"."""
    a, b = scene.nominals[n], scene.nominals[m]
    if OWNED_ON.match(scene.article.text, b.span.end) or scene.traits[n].told in scene.says.get(m, ()):
        return (
            False  # "it hurt a guard, " · "Ruiz" · "’s letter said", "it hurt a guard, " · "Ruiz" · " said"
        )
    titles = TITLES.search(scene.article.text, a.span.end, b.span.start)
    titled = titles and all(word.strip(".").lower() in words("titles") for word in titles[0].split())
    start = titles.start() if titles and titled else b.span.start
    between = BESIDE.fullmatch(scene.article.text, a.span.end, start)
    return bool(between and (between["comma"] or a.by != "nouns" or scene.traits[n].owner))


def _described_after(scene: Scene, n: int, m: int) -> bool:
    """ "Ana Ruiz, " · "the mayor", "head" · " of the port authority, ", "Osh" · " coach, "."""
    text, start = scene.article.text, scene.nominals[n].span.end
    b = scene.nominals[m]
    if scene.traits[n].told is not None and scene.traits[n].told in scene.says.get(m, ()):
        return False  # "rebels hit Osh, " · "the army" · " said"
    own = BESIDE.fullmatch(text, start, b.span.start)
    if not (own and own["comma"] and not own["second"]) and not _is_of_body(scene, n, m):
        return False
    if CLOSES.match(text, b.span.end):
        return not LISTED.match(text, b.span.end)
    if ACCORDING.search(text, max(0, scene.nominals[n].span.start - SHORT), scene.nominals[n].span.start):
        return CLAUSE_ENDS.match(text, b.span.end) is not None
    holds = HOLDS.match(text, b.span.end)
    return holds is not None and not OTHERS.match(text, holds.end())


def _is_of_body(scene: Scene, n: int, m: int) -> bool:
    """ "Ana Ruiz" · ", " · "Osh" · " " · "coach": a body or a place and nothing else between."""
    if m != n + 2 or scene.nominals[n + 1].kind is not MentionKind.NAME:
        return False
    body, text = scene.nominals[n + 1], scene.article.text
    before = text[scene.nominals[n].span.end : body.span.start]
    return (
        body.type is not EntityType.PERSON
        and before in (", ", ", the ")
        and OWNED.fullmatch(text, body.span.end, scene.nominals[m].span.start) is not None
    )


def find_second_nouns(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "A teacher and writer" is one; "a teacher and a writer" are two."""
    for n, m in neighbours(scene, nested=True):
        a, b = scene.nominals[n], scene.nominals[m]
        if a.kind is b.kind is MentionKind.DESCRIPTION and a.type is b.type is EntityType.PERSON:
            one = scene.traits[n].many is False and scene.traits[m].many is False
            bare = b.head == b.span or (scene.article.text[b.span.start].islower() and not _opens(scene, b))
            if one and bare and AND.fullmatch(scene.article.text, a.head.end, b.span.start):
                yield n, m


def _opens(scene: Scene, one: Nominal) -> bool:
    first = scene.article[one.span].split()[0].lower()
    return first in words("phrase_openers")

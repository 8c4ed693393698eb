"""Mentions that grammar or a turn of phrase makes one: appositions, predicates, relatives, who speaks of himself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.lexicons import words
from onrecord.record.entities.hurt import find_victims
from onrecord.record.entities.naming import LANDS, is_alias
from onrecord.record.entities.offices import find_holders
from onrecord.record.entities.pairs import Scene
from onrecord.record.entities.speakers import source_mention
from onrecord.types import EntityType, MentionKind, Nominal, Statement

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
OWNED_ON = re.compile(r"['’]s?\s")
OWNED = re.compile(r"(?:['’]s?)?\s+")
# "Ana Ruiz" · " is " · "the mayor", "Omar Haddad" · ", 48, was " · "the man killed"; "this boy" · " named " · "Omar"
IS = re.compile(
    r"\s*(?:['’](?:m|re|s)|(?:,\s\d{1,3},)?\s(?:is|was|are|were|became|becomes|remains|remained|served as|serves as"
    r"|worked as|works as))\s+"
    r"(?:(?:also|now|still|then|once|already|both|himself|herself)\s+)?(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_TITLED = r"(?:(?:\d{1,3}-year-old|[A-Z][\w.]*)\s+){0,4}"  # "34-year-old Officer" · "Omar Haddad"
IDENTIFIED = re.compile(  # "a man" · ", who was later identified by police as "
    r",?\s+(?:(?:who|whom)\s+)?(?:(?:has|have|had|was|is|been|police|officials|later|since)\s+){0,4}identified"
    rf"(?:\s+by\s+[\w ]{{1,40}})?\s+as\s+{_TITLED}"
)
IDENTIFIES = re.compile(r"\b(?:identified|identify|identifies|named)\s+$")
AS = re.compile(rf"(?:^|[\s,])as\s+{_TITLED}$")
CALLED = re.compile(r"\s+(?:named|called)\s+[“\"‘']?", re.IGNORECASE)
RELATIVE = re.compile(r"[\s,–—-]*(?:(?:with|to|for|of|from|by|in)\s+)?", re.IGNORECASE)
# "that " · "it had sunk", "its ships"; not "it was too early to tell"
OPENS_WITH_IT = re.compile(
    r"(?:that\s+)?(?P<it>its|it(?=\s+(?:(?:has|had|will|would|did|does|can|could|may|might|must|should)(?:\s+not)?\s+(?!be\b)"
    r"|(?:was|is)\s+(?:not\s+)?\w+ing\b|\w+ed\b)))\b",
    re.IGNORECASE,
)
# "the head" · " of the port authority (OPA), " · "Ana Ruiz"
COMPLEMENT = re.compile(r"\s(?:of|for|at|in|to|on)\s(?P<of>[^,.;:()“”\"\n]{2,60})(?:\s\([^()\n]{1,40}\))?,\s")
CLAUSE = re.compile(
    r"\b(?:who|whom|that|which|when|while|where|as|said|says|told|is|was|are|were|has|had|have|will)\b"
)
SHUT = re.compile(r"\s*(?:,(?!\s+(?:and|or)\b)|[.;)”\"—–?!]|$|\n)")
FAR = 8  # mentions in which an office may stand before its holder's name
OPENS_WITH_HER = re.compile(r"(?:that\s+)?(?P<her>he|she)\b", re.IGNORECASE)
PERSONS = frozenset({EntityType.PERSON, EntityType.GROUP, None})


def find_sure_pairs(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions, as indexes, that mean the same if nothing in them forbids it; the surest first."""
    yield from _appositions(scene)
    yield from _far_appositions(scene)
    yield from _predicates(scene)
    yield from find_victims(scene)
    yield from _second_nouns(scene)
    yield from _relatives(scene)
    yield from _selves(scene, statements)
    yield from _themselves(scene, statements)
    yield from _of_himself(scene, statements)
    yield from find_holders(scene)
    yield from _turns(scene)
    yield from _interviewed(scene)


def find_aliases(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Omar Haddad, also known as the Ferryman or the Pilot": the second is the first, and so is the third."""
    aliases: set[int] = set()
    for n, m in _neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        named = a.kind is b.kind is MentionKind.NAME and a.type is b.type
        either = n in aliases and scene.article.text[a.span.end : b.span.start] == " or "
        if named and a.type not in LANDS and (either or is_alias(scene.article, a.span, b.span)):
            aliases.add(m)
            yield n, m


def _appositions(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Ana Ruiz, the mayor, …", "the mayor, Ana Ruiz", "his son and heir, Omar"; not "Ruiz, the mayor and a guard"."""
    for n, m in _neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        kinds = {a.kind, b.kind}
        if kinds != {MentionKind.NAME, MentionKind.DESCRIPTION} or not _same_sort(a, b):
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


def _far_appositions(scene: Scene) -> Iterator[tuple[int, int]]:
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


def _second_nouns(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "A teacher and writer" is one; "a teacher and a writer" are two."""
    for n, m in _neighbours(scene, nested=True):
        a, b = scene.nominals[n], scene.nominals[m]
        if a.kind is b.kind is MentionKind.DESCRIPTION and a.type is b.type is EntityType.PERSON:
            one = scene.traits[n].many is False and scene.traits[m].many is False
            bare = b.head == b.span or (scene.article.text[b.span.start].islower() and not _opens(scene, b))
            if one and bare and AND.fullmatch(scene.article.text, a.head.end, b.span.start):
                yield n, m


def _opens(scene: Scene, one: Nominal) -> bool:
    first = scene.article[one.span].split()[0].lower()
    return first in words("phrase_openers")


def _predicates(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "Ana Ruiz is the mayor", "a boy named Omar", "I’m Omar"."""
    for n, m in _neighbours(scene):
        a, b = scene.nominals[n], scene.nominals[m]
        between = (a.span.end, b.span.start)
        if OWNED_ON.match(scene.article.text, b.span.end):
            continue  # "who is" · "Omar Haddad" · "’s son"
        if (
            IS.fullmatch(scene.article.text, *between)
            and b.kind is not MentionKind.PRONOUN
            and _same_sort(a, b)
        ):
            if scene.traits[m].owner is None or scene.traits[m].owner not in (n,):
                yield n, m
        elif b.kind is MentionKind.NAME and (
            CALLED.fullmatch(scene.article.text, *between)
            or (_is_identified(scene, n, m) and b.type is a.type is EntityType.PERSON)
        ):
            yield n, m


def _is_identified(scene: Scene, n: int, m: int) -> bool:
    """ "a man, later identified as" · "Omar Haddad", "identified the victim as" · "Omar Haddad"."""
    a, b, text = scene.nominals[n], scene.nominals[m], scene.article.text
    between = text[a.span.end : b.span.start]
    if (
        a.kind is MentionKind.NAME
        or scene.traits[n].many
        or scene.traits[n].sentence != scene.traits[m].sentence
    ):
        return False
    before = text[max(0, a.span.start - 40) : a.span.start]
    return bool(IDENTIFIED.fullmatch(between) or (IDENTIFIES.search(before) and AS.search(between)))


def _relatives(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "The guard who fled": who is the guard."""
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
        if speaker is None or not said.content or scene.nominals[speaker].type in PERSONS:
            continue
        opens = OPENS_WITH_IT.match(scene.article.text, said.content[0].start, said.content[0].end)
        n = bisect_left(starts, opens.start("it")) if opens else len(starts)
        if opens and n < len(starts) and starts[n] == opens.start("it") and said.cue.end <= starts[n]:
            yield speaker, n
        yield from (
            (speaker, m) for m, one in enumerate(scene.traits) if one.told == said.id and scene.is_bodys_we(m)
        )


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


def _same_sort(a: Nominal, b: Nominal) -> bool:
    return a.type is b.type or (
        a.type is not None and b.type is not None and EntityType.PERSON not in (a.type, b.type)
    )


def _neighbours(scene: Scene, *, nested: bool = False) -> Iterator[tuple[int, int]]:
    """Pairs of mentions that follow upon each other, with at most two between; `nested`: after the other's head."""
    for n in range(len(scene.nominals)):
        one = scene.nominals[n]
        end = one.head.end if nested else one.span.end
        for m in range(n + 1, min(n + 4, len(scene.nominals))):
            if scene.nominals[m].span.start >= end:
                yield n, m

"""How the mentions of a sentence stand to a word that tells of an event: its subject, its object, by whom, on whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.lexicons import rows
from onrecord.lexicons.events import Part, event_senses
from onrecord.types import MentionKind, Nominal, Span

REACH = 40  # words to each side: what a clause spans; keeps hostile sentences cheap
FILLERS = 5  # words between a preposition and the head it governs: "in the old northern port of"
BESIDE = 3  # words between a mention and the noun it stands before: "an Omani guided missile strike"
WORD = re.compile(r"['’]s?(?!\w)|\w+(?:[’'-](?!s\b)\w+)*|[^\w\s]")  # "Osman" · "’s" · "state-run" · "don't"


class Relation(StrEnum):
    """How a mention stands to the trigger."""

    SUBJECT = "subject"  # "[Rebels] shelled the port", "[The port] was shelled"
    OBJECT = "object"  # "Rebels shelled [the port]"
    OWNER = "owner"  # "[Osman]’s killing"
    BESIDE = "beside"  # "an [Omani] strike", "the [Tyre] bombing"
    BY = "by"
    OF = "of"
    ON = "on"  # "a strike on [the port]", "against", "upon"
    AT = "at"  # "opened fire at [a patrol]", "a blast at [the market]"
    IN = "in"
    WITH = "with"
    FROM = "from"
    TO = "to"  # "into", "towards" as well
    FOR = "for"
    BETWEEN = "between"


class Voice(StrEnum):
    """How the trigger is built."""

    NOUN = "noun"
    ACTIVE = "active"
    PASSIVE = "passive"


@dataclass(frozen=True, slots=True)
class Related:
    """One mention and how it stands to the trigger; `steps` counts the mentions passed on the way to it."""

    nominal: Nominal
    relation: Relation
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence cut into words, and by word the widest mention that opens there, and the mention whose span ends there."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]  # in lower case
    opening: Mapping[int, Nominal]
    closing: Mapping[int, Nominal]


def read_clause(text: str, sentence: Span, nominals: Sequence[Nominal]) -> Clause:
    """The sentence's words, and where its mentions open and close."""
    found = list(WORD.finditer(text, sentence.start, sentence.end))
    starts, ends = tuple(match.start() for match in found), tuple(match.end() for match in found)
    opening: dict[int, Nominal] = {}
    closing: dict[int, Nominal] = {}
    for one in sorted(nominals, key=lambda one: len(one.span)):
        if one.span in sentence:
            opening[bisect_left(starts, one.span.start)] = one
            closing[bisect_left(ends, one.span.end)] = one
    return Clause(
        starts, ends, tuple(match[0].lower().replace("’", "'") for match in found), opening, closing
    )


def find_voice(clause: Clause, trigger: Span) -> Voice:
    """Whether the trigger is a noun, an active verb or a passive one.

    «was shelled», «two guards killed in a raid» are passive; «killing two guards» is active, «the killing of» a noun.
    """
    first, last = _range(clause, trigger)
    word = clause.words[first] if first < len(clause.words) else ""
    senses = event_senses(" ".join(clause.words[first:last]))
    if senses and all(sense.part is not Part.VERB for sense in senses):
        return Voice.NOUN
    if _is_noun_here(clause, first, last, {sense.part for sense in senses}):
        return Voice.NOUN
    return Voice.PASSIVE if _is_passive(clause, word, first, last) else Voice.ACTIVE


def find_relations(clause: Clause, trigger: Span, voice: Voice) -> tuple[Related, ...]:
    """Each mention of the clause that stands in a relation to the trigger, those after it first."""
    first, last = _range(clause, trigger)
    after = list(_after(clause, last, voice))
    before = list(_subjects(clause, first, voice) if voice is not Voice.NOUN else _before_noun(clause, first))
    told: dict[Span, Related] = {}
    for one in (*after, *before):
        if not one.nominal.head.overlaps(trigger):
            told.setdefault(one.nominal.head, one)
    return tuple(told.values())


def _range(clause: Clause, span: Span) -> tuple[int, int]:
    """The words of a span: half-open."""
    first = bisect_left(clause.ends, span.start + 1)
    return first, max(first + 1, bisect_left(clause.starts, span.end))


def _is_noun_here(clause: Clause, first: int, last: int, parts: set[Part]) -> bool:
    """«the killing of», «his arrest», «[three] strikes on»: what stands before or after makes a noun of it."""
    before = clause.words[first - 1] if first else ""
    after = clause.words[last] if last < len(clause.words) else ""
    if after == "of" and (clause.words[last - 1].endswith("ing") or Part.NOUN in parts):
        return True
    if before in _kind("determiner") or before in ("'s", "'"):
        return not clause.words[first].endswith("ed") or after in _kind("in")
    if Part.NOUN not in parts:
        return False
    verb_before = before in _kind("auxiliary") | _kind("be") | {"to"} | _kind("relative")
    if clause.words[first].endswith(("ed", "ing")):
        return False
    return not verb_before and (
        before in _kind("light") or first == 0 or before in _prepositions() or after in _prepositions()
    )


def _is_passive(clause: Clause, word: str, first: int, last: int) -> bool:
    if not (word.endswith(("ed", "en")) or word in _kind("participle")):
        return False
    for at in range(first - 1, max(-1, first - 5), -1):
        if clause.words[at] in _kind("be"):
            return True
        if clause.words[at] in ("has", "have", "had", "having"):
            return False
        if clause.words[at] not in _kind("auxiliary") and not clause.words[at].endswith("ly"):
            break
    # «two guards killed in a raid»: nothing is left for an object
    after = clause.words[last] if last < len(clause.words) else ","
    return (after in _kind("after_participle")) and clause.words[first - 1 : first] != ("who",)


def _after(clause: Clause, at: int, voice: Voice) -> Iterator[Related]:
    """What follows the trigger: its object, and what prepositions bring."""
    relation: Relation | None = Relation.OBJECT if voice is Voice.ACTIVE else None
    last: Relation | None = None
    fillers = steps = 0
    end = min(len(clause.words), at + REACH)
    while at < end:
        word = clause.words[at]
        if (nominal := clause.opening.get(at)) and (relation or last):
            told = relation or last
            if told:
                yield Related(nominal, told, steps)
            last, relation, fillers, steps = (told, None, 0, steps + 1)
            at = max(at + 1, _range(clause, nominal.head)[1])
            if nominal.span.end > nominal.head.end and word not in _kind("relative"):
                last = told
            if at < end and clause.words[at] not in _kind("joint"):
                last = None
            continue
        if word in _kind("barrier") and not (word in PAIRED and fillers == 0 and relation):
            return
        if word in _kind("joint"):
            if last is None and relation is not Relation.OBJECT:
                relation = None
        elif found := _prepositions().get(word):
            relation = None if found is Relation.OF and steps else found
            last, fillers = None, 0
        else:
            fillers += 1
            if fillers > FILLERS:
                relation = last = None
        at += 1


PAIRED = frozenset('“”"')


def _before_noun(clause: Clause, at: int) -> Iterator[Related]:
    """«[Osman]’s killing», «an [Omani] air strike», «[rebels] carried out two attacks»."""
    reach = at - 1
    while reach >= 0 and at - reach <= BESIDE + 1:
        word = clause.words[reach]
        nominal = clause.closing.get(reach)
        if word in ("'s", "'"):
            owner = nominal or clause.closing.get(reach - 1)
            if owner:
                yield Related(owner, Relation.OWNER)
            return
        if nominal:
            pronoun = nominal.kind is MentionKind.PRONOUN
            yield Related(nominal, Relation.OWNER if pronoun else Relation.BESIDE)
            if pronoun:
                return
            reach = _range(clause, nominal.span)[0] - 1
            if (
                reach >= 0
                and clause.words[reach] in ("and", "or")
                and (other := clause.closing.get(reach - 1))
            ):
                yield Related(other, Relation.BESIDE, 1)
            break
        if (
            word in _kind("determiner")
            or word in _prepositions()
            or word in _kind("barrier") | _kind("joint")
        ):
            break
        reach -= 1
    light = _light_before(clause, at)
    if light is not None:
        yield from (one for one in _subjects(clause, light, Voice.ACTIVE))


def _light_before(clause: Clause, at: int) -> int | None:
    """Where the verb begins that only says that what the noun names was done."""
    for reach in range(at - 1, max(-1, at - 1 - 2 * FILLERS), -1):
        word = clause.words[reach]
        for length in (3, 2, 1):
            first = reach - length + 1
            if first >= 0 and " ".join(clause.words[first : reach + 1]) in _kind("light"):
                return first
        if word in _kind("barrier") or (word in _prepositions() and word not in ("out", "for", "in")):
            return None
    return None


def _subjects(clause: Clause, at: int, voice: Voice) -> Iterator[Related]:
    """The subject of a verb at `at`: the mention right before it that no preposition governs, else the clause's first."""
    reach, free = at - 1, None
    while reach >= 0 and (
        clause.words[reach] in _kind("auxiliary") | _kind("be") or clause.words[reach].endswith("ly")
    ):
        reach -= 1
    relative = reach >= 0 and clause.words[reach] in _kind("relative")
    if relative:
        reach -= 1
    if reach >= 0 and clause.words[reach] == ",":
        reach -= 1
    steps = 0
    limit = max(-1, at - REACH)
    nearest = True
    while reach > limit:
        word = clause.words[reach]
        nominal = clause.closing.get(reach)
        if nominal is None and nearest:
            nominal = _ending_in(clause, reach)
        if nominal:
            start = _range(clause, nominal.span)[0]
            governed = start > 0 and _governor(clause, start) is not None
            if not governed:
                free = Related(nominal, Relation.SUBJECT, steps)
                if nearest:
                    break
            steps += 1
            nearest = False
            reach = start - 1
            continue
        if word in _kind("barrier"):
            break
        reach -= 1
    if free is None:
        return
    yield free
    yield from _joined_before(clause, free)


def _ending_in(clause: Clause, at: int) -> Nominal | None:
    return None


def _governor(clause: Clause, start: int) -> Relation | None:
    """The preposition that governs what begins at `start`, over its determiners and adjectives."""
    for at in range(start - 1, max(-1, start - 1 - FILLERS), -1):
        word = clause.words[at]
        if word in _prepositions():
            return _prepositions()[word]
        if (
            word in _kind("barrier") | _kind("joint") | _kind("be") | _kind("auxiliary")
            or at in clause.closing
        ):
            return None
    return None


def _joined_before(clause: Clause, one: Related) -> Iterator[Related]:
    """«[Rebels] and [smugglers] shelled the port»: both are the subject."""
    at = _range(clause, one.nominal.span)[0] - 1
    while at > 0 and clause.words[at] in ("and", "or", "&", ",") and (other := clause.closing.get(at - 1)):
        yield Related(other, one.relation, one.steps + 1)
        at = _range(clause, other.span)[0] - 1


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(word for word, of in rows("clause_words") if of == kind)


@cache
def _prepositions() -> Mapping[str, Relation]:
    known = {relation.value for relation in Relation}
    return {word: Relation(kind) for word, kind in rows("clause_words") if kind in known}

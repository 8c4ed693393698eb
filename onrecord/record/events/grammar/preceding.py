"""What precedes a noun that tells of an event: whose it is, and who carried it out."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import Part, event_senses
from onrecord.record.acts import find_act
from onrecord.record.events.grammar.clauses import (
    AS_WELL_AS,
    BESIDE,
    FILLERS,
    GRAMMAR,
    QUOTES,
    REACH,
    Clause,
    is_no_modifier,
)
from onrecord.record.events.grammar.lists import find_joined, find_listed
from onrecord.record.events.grammar.modifiers import find_governor
from onrecord.record.events.grammar.relations import Related, Relation, prepositions
from onrecord.record.events.grammar.subjects import find_subjects
from onrecord.types import Act, EntityType, EventType, MentionKind, Nominal, Span

JUDGING = frozenset({Act.CRITICISE, Act.PRAISE, Act.ACCUSE})
STRIKING = frozenset({EventType.ASSAULT, EventType.THREATEN})  # «hit it», «threatened it» · "with strikes"
BEFORE_NOUN = 4  # words between a verb and its object's noun: "condemned the deadly border attack"
# «along with», «in connection with the death»: whoever is told of before did not do it
TIED = frozenset({"along", "together", "connection", "relation", "connected", "linked", "associated"})
ASKS = frozenset({"whether", "if"})
HAS = frozenset({"has", "had", "have"})


def find_preceding(clause: Clause, at: int) -> Iterator[Related]:
    """«[Osman]’s killing», «an [Omani] air strike», «[rebels] carried out two attacks»."""
    if (drawing := _drawing(clause, at)) is not None:
        yield from (Related(one.nominal, Relation.ON, one.steps) for one in find_subjects(clause, drawing))
        return
    reach = at - 1
    while reach >= 0 and at - reach <= BESIDE + 1:
        word, nominal = clause.word(reach), clause.closing.get(reach)
        if word in ("'s", "'"):
            if owner := nominal or clause.closing.get(reach - 1):
                yield Related(owner, Relation.OWNER)
            return
        if nominal and nominal.kind is MentionKind.PRONOUN:
            yield Related(nominal, Relation.OWNER)
            return
        if nominal:
            yield Related(nominal, Relation.BESIDE, at - 1 - reach)
            yield from (Related(other, Relation.BESIDE, at) for other in find_joined(clause, nominal))
            break
        if word in prepositions() or is_no_modifier(word):
            break
        reach -= 1
    verb = _verb_before(clause, at)
    if verb is None or _is_asked(clause, verb):
        return
    if bearer := _bearer(clause, verb, at):
        yield Related(bearer, Relation.SUBJECT)
        return
    hits = (n for n in range(verb - 1, max(-1, verb - REACH), -1) if _strikes(clause.word(n)))
    hit = next(hits, None) if clause.word(verb) == "with" else None
    if hit is not None:
        yield from _aimed_at(clause, hit, verb)
    yield from find_subjects(clause, verb if hit is None else hit)


def _drawing(clause: Clause, at: int) -> int | None:
    """Where the verb stands whose subject it was done to: «[the mayor] drew sharp» · "criticism", «[a guard] survived
    an» · "attack".
    """
    for reach in range(at - 1, max(-1, at - 2 - BESIDE), -1):
        word, nominal = clause.word(reach), clause.closing.get(reach)
        if word in clause_words("draws") and nominal is None:
            return reach
        somebody = nominal is not None and nominal.type not in (EntityType.WEAPON, None)
        if somebody or not word.isalpha() or word in prepositions() or word in clause_words("barrier"):
            return None
    return None


def _is_asked(clause: Clause, verb: int) -> bool:
    """«asked whether [Oman] was behind» · "the raid": who did it is the question."""
    before = (clause.word(n) for n in range(verb - 1, max(-1, verb - REACH), -1))
    return next((word for word in before if word in clause_words("barrier") or word in ASKS), "") in ASKS


def _aimed_at(clause: Clause, hit: int, verb: int) -> Iterator[Related]:
    """«was targeting [enemy posts]» · "with" · «strikes there, as well as [depots]»: what the verb is done to."""
    if clause.word(hit + 1) in QUOTES and (quoted := _quoted(clause, hit + 2, verb)):
        yield Related(quoted, Relation.ON)
    elif nominal := clause.opening.get(hit + 1) or clause.opening.get(hit + 2):
        yield from (Related(one, Relation.ON) for one in find_listed(clause, nominal))
    for n in range(verb, min(len(clause.words), verb + REACH)):
        if clause.words[n : n + 3] == AS_WELL_AS and (nominal := clause.opening.get(n + 3)):
            yield Related(nominal, Relation.ON, REACH)


def _strikes(word: str) -> bool:
    return any(sense.type in STRIKING for sense in event_senses(word, part=Part.VERB))


def _quoted(clause: Clause, first: int, end: int) -> Nominal | None:
    """The words of a quotation that begins at `first`, as one mention."""
    last = next((n for n in range(first, end) if clause.word(n) in QUOTES), first) - 1
    if last < first:
        return None
    head = Span(clause.starts[last], clause.ends[last])
    return Nominal(Span(clause.starts[first], head.end), head, None, MentionKind.DESCRIPTION, GRAMMAR)


def _verb_before(clause: Clause, at: int) -> int | None:
    """Where the verb begins that says no more than that it was done: «carried out» a raid; or what was done with it.

    «took steps to dismiss a guard in the raid»: of a noun that "in" governs there is none.
    """
    if find_governor(clause, at) is Relation.IN:
        return None
    for reach in range(at - 1, max(-1, at - 1 - 2 * FILLERS), -1):
        for length in (3, 2, 1):
            first = reach - length + 1
            if first >= 0 and " ".join(clause.words[first : reach + 1]) in clause_words("light"):
                return first
        word = clause.word(reach)
        if word in HAS and _is_injury(clause, at):
            return reach
        if word == "with" and clause.word(reach - 1) not in TIED:
            return reach
        if word in clause_words("barrier") or (word in prepositions() and word not in ("for", "in")):
            return None
    return None


def _bearer(clause: Clause, verb: int, at: int) -> Nominal | None:
    """«guards found the body of [a man] with» · "a wound": he has it, and not who found him."""
    nominal = clause.closing.get(verb - 1) if clause.word(verb) == "with" else None
    held = nominal is not None and nominal.type is EntityType.PERSON and _is_injury(clause, at)
    return nominal if held else None


def _is_injury(clause: Clause, at: int) -> bool:
    """«[Osman] had two» · "gunshot wounds"."""
    several = (" ".join(clause.words[at : at + length]) for length in (1, 2))
    return any(sense.type is EventType.INJURY for phrase in several for sense in event_senses(phrase))


def is_judged(clause: Clause, at: int) -> bool:
    """«condemned the» · "attack": what is blamed or praised may have been done anywhere."""
    before = (clause.word(n) for n in range(at - 1, max(-1, at - 1 - BEFORE_NOUN), -1))
    return any(find_act(word).act in JUDGING for word in before if word.isalpha())


def find_doers(clause: Clause, at: int) -> Iterator[Related]:
    """«the raid in Tyre, a quiet port, was carried out by [rebels]»."""
    for reach in range(at, min(at + REACH, len(clause.words))):
        word = clause.word(reach)
        if word in clause_words("barrier"):
            return
        lights = (" ".join(clause.words[reach - length : reach]) for length in (1, 2, 3))
        if word == "by" and any(light in clause_words("light") for light in lights):
            nominal = next(
                (one for n in range(reach, reach + FILLERS) if (one := clause.opening.get(n))), None
            )
            yield from (
                Related(one, Relation.BY) for one in (find_listed(clause, nominal) if nominal else ())
            )
            return

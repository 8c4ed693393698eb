"""How the mentions of a sentence stand to a word that tells of an event: its subject, its object, by whom, on whom."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.lexicons.clauses import clause_words
from onrecord.record.events.grammar.clauses import FILLERS, REACH, Clause, is_number, is_participle
from onrecord.record.events.grammar.following import find_following, is_sentenced
from onrecord.record.events.grammar.preceding import find_doers, find_preceding, is_judged
from onrecord.record.events.grammar.relations import Related, Relation, led_by
from onrecord.record.events.grammar.subjects import find_reduced, find_subjects
from onrecord.record.events.grammar.voices import Voice
from onrecord.types import EntityType, Span

__all__ = ["find_relations"]


def find_relations(clause: Clause, trigger: Span, voice: Voice) -> tuple[Related, ...]:
    """Each mention that stands in a relation to the trigger, once: as what follows has it, else as what precedes."""
    first, last = clause.range(trigger)
    if voice is Voice.ADJECTIVE:
        return tuple(_modified(clause, trigger, last))
    found = list(find_following(clause, first, last, voice))
    if voice is Voice.NOUN:
        found = [
            one
            for one in found
            if one.relation is not Relation.BY or not is_sentenced(clause, first, one.nominal)
        ]
        found += (*find_doers(clause, last), *find_preceding(clause, first))
    else:
        counted = is_participle(clause.word(first)) and _is_counted(clause, first)
        reduced = tuple(find_reduced(clause, first)) if voice is Voice.PASSIVE and not counted else ()
        found += reduced
        # «[guards] found a man» · "shot in Tyre": he was, and not they
        told_of = any(one.nominal.type is EntityType.PERSON for one in reduced)
        found += find_subjects(clause, first) if not counted and not told_of else ()
    found += _where(clause, first)
    if voice is not Voice.NOUN or not is_judged(clause, first):
        found += _setting_out(clause)
    told: dict[Span, Related] = {}
    for one in found:
        if not one.nominal.head.overlaps(trigger):
            told.setdefault(one.nominal.head, one)
    return tuple(told.values())


def _modified(clause: Clause, trigger: Span, at: int) -> Iterator[Related]:
    """Whom an adjective is said of: «his slain [father]», «slain [guards]», «the slain leader, [Osman]»."""
    near = (one for n in range(max(0, at - REACH), at) if (one := clause.opening.get(n)))
    around = [one for one in near if trigger in one.span and one.head.start >= trigger.end]
    after = [one for n in range(at, at + FILLERS) if (one := clause.opening.get(n))]
    if nominal := min(around, key=lambda one: len(one.span), default=next(iter(after), None)):
        yield Related(nominal, Relation.OBJECT)


def _is_counted(clause: Clause, at: int) -> bool:
    """«Drones hit depot, six» · "killed": a number that no mention covers was killed, and nobody before it."""
    alone = at - 1 not in clause.closing and clause.word(at - 2) not in clause_words(
        "be"
    )  # «[they] were both killed»
    return alone and is_number(clause.word(at - 1))


def _where(clause: Clause, at: int) -> Iterator[Related]:
    """«in [Tyre], where rebels shelled the port»: where the clause looks back to."""
    for reach in range(at - 1, max(-1, at - REACH), -1):
        if clause.word(reach) == "where":
            before = reach - 2 if clause.word(reach - 1) == "," else reach - 1
            if nominal := clause.closing.get(before):
                yield Related(nominal, Relation.IN, at - reach)
        if clause.word(reach) in clause_words("barrier"):
            return


def _setting_out(clause: Clause) -> Iterator[Related]:
    """«In [Tyre], rebels shelled the port»: where the whole sentence is set."""
    if led_by(clause.word(0)) is Relation.IN:
        for at in range(1, FILLERS + 1):
            if (nominal := clause.opening.get(at)) and clause.word(clause.range(nominal.span)[1]) == ",":
                yield Related(nominal, Relation.IN, REACH)
                return

"""The subject of a verb that tells of an event: who did it, or whom it was done to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import Part, event_senses
from onrecord.lexicons.names import capital_of, country_of
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.lexicons.status import status_words
from onrecord.lexicons.times import time_words
from onrecord.record.events.grammar.clauses import (
    CLOSERS,
    FILLERS,
    GRAMMAR,
    QUOTES,
    REACH,
    Clause,
    is_number,
)
from onrecord.record.events.grammar.lists import find_joined
from onrecord.record.events.grammar.modifiers import find_governor, find_participial, is_owner, with_head
from onrecord.record.events.grammar.relations import Related, Relation
from onrecord.record.events.grammar.voices import AMONG, find_wanted
from onrecord.types import EntityType, EventType, MentionKind, Nominal, Span

# whose object leads to what its subject may do: «[Oman] had the right to»
HOLDS = frozenset({"had", "has", "have", "having", "lacked", "lacks", "made", "sought", "dropped", "shelved"})
BOTH = frozenset({"both", "all"})
TOLD_BY = frozenset({"said", "says", "added", "adds", "reported", "reports", "claimed", "claims"})
NAMED = 9  # words of a name or description between commas, before "said"
WHOM = frozenset({EntityType.PERSON, EntityType.GROUP})
DOING = WHOM | {EntityType.MILITARY, EntityType.WEAPON}
SINGULAR = frozenset({"is", "was", "has", "isn't", "wasn't", "hasn't"})
SIDES = frozenset({"left", "right", "center", "centre"})  # of a picture
SITES = frozenset({EntityType.PLACE, EntityType.FACILITY})
SAYS = frozenset({"say", "says"})  # «[Oman] Says Kills Port Chief»: a headline's own subject


def find_subjects(clause: Clause, at: int) -> Iterator[Related]:
    """The subject of a verb at `at`: the mention right before it, or else the first of the clause that no preposition
    governs; and those joined to it by "and".
    """
    if _is_gerund(clause, at):
        yield from _controlling(clause, at - 1)
        return
    if is_of_a_thing(clause, at):
        return
    if blamed := _blamed_for(clause, at):
        yield Related(blamed, Relation.SUBJECT)
        return
    if wanted := find_wanted(clause, at):
        yield Related(wanted, Relation.SUBJECT)
        return
    found, reach, passed = _find_before(clause, at)
    if found is None and clause.word(_before_verbal(clause, at)) == "and":
        found = _coordinated(clause, reach)
    if found is None and clause.word(reach) in clause_words("relative"):
        found = clause.closing.get(reach - 1)  # «[the group] that took responsibility for» · "killing"
    if found and (holding := _holding(clause, found, at)) is not None:
        yield from find_subjects(clause, holding)
        return
    if found:
        found = with_head(clause, found, at)
        yield Related(found, Relation.SUBJECT, passed)
        joined = (other for other in find_joined(clause, found) if not _is_between(clause, other))
        yield from (Related(other, Relation.SUBJECT, passed) for other in joined)


def _blamed_for(clause: Clause, at: int) -> Nominal | None:
    """«convicted [a guard of» · "killing" · «six]»: a mention that runs on past what its head is said to have done."""
    if clause.word(at - 1) != "of" or not clause.word(at).endswith("ing"):
        return None
    for start in range(at - 2, max(-1, at - 2 - FILLERS), -1):
        nominal = clause.opening.get(start)
        if nominal and clause.range(nominal.head)[1] == at - 1 and clause.range(nominal.span)[1] > at:
            return nominal
    return None


def _holding(clause: Clause, found: Nominal, at: int) -> int | None:
    """Where the verb stands of which a thing is the object: «[Oman] had both the means and the right to» · "bomb"."""
    start, end = clause.range(found.span)
    if found.type is not None or clause.word(end) != "to" or end != at - 1:
        return None
    for reach in range(start - 1, max(-1, start - 1 - 2 * FILLERS), -1):
        if clause.word(reach) in HOLDS:
            return reach
        other = clause.closing.get(reach)
        if clause.word(reach) in clause_words("barrier") or (other is not None and other.type is not None):
            return None
    return None


def _is_between(clause: Clause, nominal: Nominal) -> bool:
    """«a link between [the mayor] and the generals, who» · "fled": they alone did."""
    return find_governor(clause, clause.range(nominal.span)[0]) is Relation.BETWEEN


def _find_before(clause: Clause, at: int) -> tuple[Nominal | None, int, int]:
    """The subject left of a verb, where the search ended, and how much it passed on its way."""
    reach, floor, passed = _skip_verbal(clause, at - 1), max(-1, at - REACH), 0
    found: Nominal | None = None
    while reach > floor and (
        reach in clause.closing or clause.word(reach) not in clause_words("barrier") - CLOSERS
    ):
        if clause.word(reach) in CLOSERS:
            reach = _opener(clause, reach)  # «it was targeting “enemy sites”» with strikes
            continue
        nominal = clause.closing.get(reach)
        if nominal is None:
            reach, passed = reach - 1, passed + 1
            continue
        start, end = clause.range(nominal.span)
        if nominal.type is None and clause.words[start : reach + 1] in _days():
            reach = start - 1  # «[he] left Thursday to» · "meet": a day does nothing
            continue
        if _is_done_with(clause, start):
            reach, passed = start - 2, passed + 1
            continue
        if passed and _is_asked(clause, start, at) and _may_do(clause, nominal, at, passed):
            return nominal, reach, passed
        if passed and (before := _before_others(clause, start)) is not None:
            reach, passed = before, passed + 1
            continue
        if _may_do(clause, nominal, at, passed):
            found = nominal
            if not passed:
                return _named_before(clause, start, end) or nominal, reach, passed
            if clause.word(start) == "who":
                return nominal, reach, passed  # «blamed raiders [who] broke in,» · "killing"
            if clause.word(end) in SINGULAR and clause.word(start - 1) in ("and", "but"):
                return nominal, reach, passed  # «her uncle stayed and [the clerk] is due to» · "meet"
        reach, passed = start - 1, passed + 1
    return found, reach, passed


def _may_do(clause: Clause, nominal: Nominal, at: int, passed: int) -> bool:
    """Whether a mention left of a verb can be its subject: no preposition governs it, it is nobody's owner, and no
    building that was raided «to» · "end" · "the siege"; but «the murder of [Osman], who» · "died", «a convoy of
    [refugees]» · "crossing", «five of [the attackers]» · "fled".
    """
    start, end = clause.range(nominal.span)
    if not passed and nominal.type in WHOM and _is_of_whom(clause, at):
        return True
    if end == at and clause.word(at).endswith("ing") and nominal.type in DOING:
        return True
    if is_owner(clause, nominal) and with_head(clause, nominal, at) is nominal:
        return False
    if nominal.type is EntityType.FACILITY and clause.word(at - 1) == "to":
        return False
    if clause.word(start - 1) == "," and clause.word(end) == "," and _is_town(clause, nominal):
        return False  # «[clerks] met in the port, Tyre,» · "to protest"
    number = clause.word(start - 2) if start - 2 not in clause.closing else ""
    counted = clause.word(start - 1) == "of" and is_number(number)
    return counted or find_governor(clause, start) is None


def _is_town(clause: Clause, nominal: Nominal) -> bool:
    """Whether a name is of a place that is no country and no capital, which act."""
    first, last = clause.range(nominal.span)
    name = " ".join(word.capitalize() for word in clause.words[first:last])
    named = nominal.type is EntityType.PLACE and nominal.kind is MentionKind.NAME
    return named and country_of(name) is None and capital_of(name) is None


@cache
def _days() -> frozenset[tuple[str, ...]]:
    return frozenset((day,) for day in time_words().weekdays)


def _skip_verbal(clause: Clause, at: int) -> int:
    """Left over auxiliaries, adverbs, a relative pronoun and a comma: «[the guard], who had already» · «left»."""
    if clause.word(at) in BOTH and clause.word(at - 1) in clause_words("be"):
        at -= 1  # «[Osman] and [Ruiz] were both» · "shot"
    while clause.word(at) in clause_words("auxiliary") | clause_words("be") | SAYS or clause.word(
        at
    ).endswith("ly"):
        at -= 1
    if f"{clause.word(at - 1)} {clause.word(at)}" in clause_words("adverb"):
        return at - 2  # «[soldiers] in response» · "fired"
    if clause.word(at) in TOLD_BY and clause.word(at - 2) in clause_words("relative"):
        return at - 2  # «Osman, [who] they said had» · "left"
    if clause.word(at) in clause_words("relative"):
        at -= 1
    return _before_aside(clause, at - 1) if clause.word(at) == "," else at


def _before_aside(clause: Clause, at: int) -> int:
    """Left over a clause between commas that ends at `at`: «[the guard], who had seen his father, had» · "left",
    «[his troops], the mayor said, had» · "left".
    """
    if clause.word(at) in TOLD_BY:
        comma = next((n for n in range(at - 1, max(0, at - NAMED), -1) if clause.word(n) == ","), None)
        if comma is not None:
            return comma - 1
    for reach in range(at, max(0, at - REACH), -1):
        if clause.word(reach) == ",":
            break
        if clause.word(reach) in clause_words("aside") and clause.word(reach - 1) == ",":
            return reach - 2
    return _before_apposition(clause, at)


def _before_apposition(clause: Clause, at: int) -> int:
    """Left over what is told of a name between commas: «[Osman], 23, of Sohar,», «[Osman], a 31-year-old man,»,
    «[the Front], based in parts of Mali,», «[Osman], left,».
    """
    told = find_participial(clause, at)
    if told and told[0] - 1 in clause.closing:
        return told[0] - 1 if not clause_words("be") & set(clause.words[told[0] : at]) else at
    for reach in range(at, max(0, at - REACH), -1):
        word = clause.word(reach)
        if word == ",":
            opens = clause.word(reach + 1)
            named = clause.closing.get(reach - 1)
            tells = opens in ("a", "an", "of") or opens.isdigit() or opens in SIDES
            if tells and named and named.kind is MentionKind.NAME and named.type is EntityType.PERSON:
                return reach - 1
            if not tells:
                return at
        elif word != "as" and (word in clause_words("barrier") or word in clause_words("auxiliary")):
            return at
    return at


def _is_gerund(clause: Clause, at: int) -> bool:
    """«[Osman] had held a session since» · "being named", «[Haddad] shot Osman before» · "turning the gun on him"."""
    before = clause.word(at - 1)
    after = before in clause_words("meanwhile") and clause.word(at).endswith("ing")
    return after or (clause.word(at) == "being" and before in clause_words("barrier"))


def _controlling(clause: Clause, at: int) -> Iterator[Related]:
    """«[Osman] had held a session since» · "being named": the first of the clause before."""
    first: Nominal | None = None
    for reach in range(at - 1, max(-1, at - REACH), -1):
        nominal = clause.closing.get(reach)
        if nominal is None and clause.word(reach) in clause_words("barrier"):
            break
        start = clause.range(nominal.span)[0] if nominal else 0
        if nominal and find_governor(clause, start) is None and not is_owner(clause, nominal):
            first = nominal
            if clause.word(reach) in clause_words("barrier"):
                break  # «[who] has not been seen since»
    if first:
        yield Related(first, Relation.SUBJECT, REACH)


def is_of_a_thing(clause: Clause, at: int) -> bool:
    """«shaken by violence, which» · "killed", «an attack on [a base] that» · "killed": what did it is no mention, and
    nobody before it did.
    """
    at = _before_verbal(clause, at)
    before = at - 2 if clause.word(at - 1) == "," else at - 1
    if clause.word(at) == "who" and clause.word(before) in status_words().words["asks"]:
        return True  # «the ministry should show who» · "shelled": it is asked
    if clause.word(at) == "that" and not clause.word(before).isalpha():
        return False
    said_of = clause.closing.get(before)
    place = said_of is not None and said_of.type in SITES and before == at - 1
    return clause.word(at) in ("which", "that") and (said_of is None or place)


def _before_verbal(clause: Clause, at: int) -> int:
    """The word before a verb and its auxiliaries: "and" · «were» · "shot"."""
    at -= 1
    while clause.word(at) in clause_words("auxiliary") | clause_words("be") or clause.word(at).endswith("ly"):
        at -= 1
    return at


def _is_of_whom(clause: Clause, at: int) -> bool:
    """«the murder of [Osman], who later» · "died": whom it is told of stands right before, whatever governs him."""
    at = _before_verbal(clause, at)
    return clause.word(at) == "who"


def _opener(clause: Clause, at: int) -> int:
    """The word before the quotation that ends at `at`."""
    return next((n for n in range(at - 1, max(-1, at - REACH), -1) if clause.word(n) == "“"), 0) - 1


def _before_others(clause: Clause, start: int) -> int | None:
    """Left over what another verb has for its object; None where there is no such verb.

    «a blast killed [six] and» · "wounded", «they knocked before forcing [entry] and were» · "shot".
    """
    start -= is_number(clause.word(start - 1))  # «killed five [people] and» · "wounded"
    verb = clause.word(start - 1)
    if verb.endswith("ed") and event_senses(verb, part=Part.VERB):
        return start - 1
    return start - 3 if verb.endswith("ing") and clause.word(start - 2) in clause_words("meanwhile") else None


def _is_done_with(clause: Clause, start: int) -> bool:
    """«[a man] wielding [a knife]» · "wounded": what somebody is busy with did nothing."""
    busy = clause.closing.get(start - 2)
    return busy is not None and busy.type is EntityType.PERSON and clause.word(start - 1).endswith("ing")


def _is_asked(clause: Clause, start: int, at: int) -> bool:
    """«recommended [the troops] in Sohar» · "withdraw": they are to do it."""
    asked = {sense.type for sense in event_senses(clause.word(start - 1), part=Part.VERB)}
    return asked == {EventType.REQUEST} and any(
        sense.lemma == clause.word(at) for sense in event_senses(clause.word(at), part=Part.VERB)
    )


def _named_before(clause: Clause, start: int, end: int) -> Nominal | None:
    """«[Osman], a farmer,» · "left": whom an apposition tells more of; not «in spite of [help], the clerk» · "died"."""
    apposed = clause.word(start - 1) == "," == clause.word(end)
    return clause.closing.get(start - 2) if apposed and clause.word(start) in ("a", "an", "the") else None


def _coordinated(clause: Clause, at: int) -> Nominal | None:
    """«[the guards] had knocked before entering and were» · "shot at": whoever the verb before the "and" is of."""
    for reach in range(at, max(-1, at - REACH), -1):
        if clause.word(reach) in (";", "that") or clause.word(reach) in QUOTES:
            return None
        nominal, after = clause.closing.get(reach), clause.word(reach + 1)
        verbal = after in clause_words("auxiliary") or after in clause_words("be")
        if nominal and verbal and find_governor(clause, clause.range(nominal.span)[0]) is None:
            return nominal
    return None


def find_reduced(clause: Clause, at: int) -> Iterator[Related]:
    """«for [a woman] fatally shot in Tyre»: the mention that a bare participle follows, whatever governs it."""
    while clause.word(at - 1).endswith("ly") and at - 1 not in clause.closing:
        at -= 1
    nominal = clause.closing.get(at - 1) or _kin_of(clause, at - 1)
    if nominal is None:
        return
    nominal = _lived_at(clause, nominal)
    yield Related(nominal, Relation.SUBJECT)
    yield from (Related(other, Relation.SUBJECT) for other in find_joined(clause, nominal))
    yield from _who_were(clause, clause.range(nominal.span)[0])


def _kin_of(clause: Clause, at: int) -> Nominal | None:
    """«the mayor was killed, and [his driver]» · "wounded": whom nobody saw, told by his noun and whose he is."""
    owner, noun = clause.closing.get(at - 1), find_nominal_noun(clause.word(at))
    if owner is None or owner.kind is not MentionKind.PRONOUN or noun is None:
        return None
    if noun.type is not EntityType.PERSON or noun.sort == "adj":
        return None
    head = Span(clause.starts[at], clause.ends[at])
    return Nominal(Span(owner.span.start, head.end), head, noun.type, MentionKind.DESCRIPTION, GRAMMAR)


def _lived_at(clause: Clause, nominal: Nominal) -> Nominal:
    """«found [Osman] of Sohar» · "shot", «[Osman], 23, of Sohar,» · "shot": who is of the place, not the place."""
    start = clause.range(nominal.span)[0]
    if nominal.type is EntityType.PERSON or clause.word(start - 1) not in ("of", "from"):
        return nominal
    named = clause.closing.get(
        _before_apposition(clause, start - 1) if clause.word(start - 2) == "," else start - 2
    )
    return named if named and named.type is EntityType.PERSON else nominal


def _who_were(clause: Clause, start: int) -> Iterator[Related]:
    """«[Osman] and [Ruiz] were the two clerks» · "killed", «[Osman] was one of three people» · "shot"."""
    at = start - 1
    while clause.word(at) in AMONG:
        at -= 1
    if clause.word(at) in clause_words("be"):
        yield from find_subjects(clause, at)

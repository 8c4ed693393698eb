"""What a mention only tells more of: whose something is, which one is meant, what governs it."""

from __future__ import annotations

from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import Part, event_senses
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.events.grammar.clauses import (
    BESIDE,
    FILLERS,
    GRAMMAR,
    Clause,
    is_no_modifier,
    is_number,
    is_participle,
)
from onrecord.record.events.grammar.relations import Relation, prepositions
from onrecord.types import EntityType, MentionKind, Nominal, Span

ASIDE = 20  # words between commas that tell of somebody: "accused of the bombing of …,"
OFFICERS = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.MILITARY})
ROUGHLY = frozenset({"over", "around"})
OWNING = frozenset({EntityType.PLACE, EntityType.STATE, EntityType.GROUP})


def is_modifier(clause: Clause, nominal: Nominal) -> bool:
    """«[Osman]’s aide», «[Omani] state media», «the [Osman] shooting»: it only says whose, or which."""
    at = clause.range(nominal.span)[1]
    after = clause.word(at)
    if nominal.kind is MentionKind.NAME and event_senses(after, part=Part.NOUN) and not is_participle(after):
        return True
    if (
        nominal.kind is MentionKind.NAME
        and nominal.type is not EntityType.PERSON
        and leads_to_person(clause, at)
    ):
        return True  # «the slaying of [Sohar] Officer Omar Haddad»
    return is_owner(clause, nominal)


def is_owner(clause: Clause, nominal: Nominal) -> bool:
    """«[Osman]’s aide», «[Omani] state media»: it only says whose; not «[He]’s been arrested»."""
    if nominal.kind is MentionKind.PRONOUN:
        return False
    _, last = clause.range(nominal.span)
    after = clause.word(last)
    if "'s" in (clause.word(last - 1), after):
        return True
    return (
        nominal.type is EntityType.GROUP
        and nominal.kind is MentionKind.NAME
        and not clause.word(last - 1).endswith("s")
        and after.isalpha()
        and not any(
            after in clause_words(kind) for kind in ("barrier", "joint", "be", "auxiliary", "determiner")
        )
        and after not in prepositions()
    )


def leads_to_person(clause: Clause, at: int) -> bool:
    """Whether one or two words lead from here to a person's name: "Police Officer" · [Omar Haddad]."""
    for n in (at + 1, at + 2):
        word, named = clause.word(n - 1), clause.opening.get(n)
        if not word.isalpha() or is_no_modifier(word) or word in prepositions():
            return False
        if named and named.kind is MentionKind.NAME and named.type is EntityType.PERSON:
            return True
    return False


def owns_person(clause: Clause, at: int) -> bool:
    """Whether what ends here only says whose somebody is: [Oman] · "’s harbour chief", not "’s eastern port"."""
    if clause.word(at) != "'s":
        return False
    for n in range(at + 1, at + 1 + FILLERS):
        word = clause.word(n)
        noun = find_nominal_noun(word)
        if noun is not None and noun.type is EntityType.PERSON:
            after = find_nominal_noun(clause.word(n + 1))
            return after is None or after.type is EntityType.PERSON
        if not word.isalpha() or is_no_modifier(word) or word in prepositions():
            return False
    return False


def find_governor(clause: Clause, start: int) -> Relation | None:
    """The preposition that governs what begins at `start`, over its determiners and adjectives, and over names that
    only say whose: «supporters of» · «[Omani] President» · "Osman"; not «As Truce Holds,» · [Oman].
    """
    at, passed = start - 1, 0
    while at >= 0 and passed < FILLERS:
        word = clause.word(at)
        if clause.bound(at) or (word in ROUGHLY and is_number(clause.word(at + 1))):
            at -= 1  # «at least [40 traders] were» · "held", «over [100 people] were» · "held"
            continue
        if word in prepositions():
            return prepositions()[word]
        if word == ",":
            return None
        if at in clause.closing and is_modifier(clause, clause.closing[at]):
            at, passed = clause.range(clause.closing[at].span)[0] - 1, passed + 1
            continue
        if at in clause.closing or any(
            word in clause_words(k) for k in ("barrier", "joint", "be", "auxiliary")
        ):
            return None
        at, passed = at - 1, passed + 1
    return None


def with_head(clause: Clause, nominal: Nominal, verb: int | None = None) -> Nominal:
    """«[Zakho] police chief» · "fired", «[Omani] patrol» · "seized": the chief did, the patrol did, whom nobody saw;
    with the verb that it is the subject of nothing is looked for beyond it: «[Oman]» · "withdraws" · «troops».
    """
    first, at = clause.range(nominal.span)
    nation = " ".join(word.capitalize() for word in clause.words[first:at])
    if nominal.kind is not MentionKind.NAME or not (nominal.type in OWNING or find_nations(nation)):
        return nominal
    for last in range(at, at + BESIDE if verb is None else min(at + BESIDE, verb)):
        word = clause.word(last)
        named = last in clause.opening and clause.opening[last].kind is MentionKind.NAME
        if named or not word.isalpha() or is_no_modifier(word):
            return nominal
        noun = find_nominal_noun(word)
        if noun and noun.type in OFFICERS and noun.sort != "adj" and not _goes_on(clause, last + 1):
            head = Span(clause.starts[last], clause.ends[last])
            span = Span(clause.starts[first], head.end)
            return Nominal(span, head, noun.type, MentionKind.DESCRIPTION, GRAMMAR)
    return nominal


def _goes_on(clause: Clause, at: int) -> bool:
    """Whether another noun follows that names an office: "police" · "chief"."""
    noun = find_nominal_noun(clause.word(at)) if clause.word(at).isalpha() else None
    return noun is not None and noun.type in OFFICERS


def find_participial(clause: Clause, at: int) -> tuple[int, int] | None:
    """The commas around a word in what is told of somebody: "Haddad" · «, accused of a bombing in Tyre,»."""
    opens = next((n for n in range(at - 1, max(0, at - ASIDE), -1) if clause.word(n) == ","), None)
    closes = next((n for n in range(at, min(len(clause.words), at + ASIDE)) if clause.word(n) == ","), None)
    if opens is None or closes is None or not is_participle(clause.word(opens + 1)):
        return None
    return (opens, closes) if clause.word(opens + 2) in prepositions() else None

"""Mentions joined to one: «[Tyre], [Sidon] and [Beirut]»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import Part, event_senses
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.events.grammar.clauses import BESIDE, FILLERS, GRAMMAR, Clause
from onrecord.record.events.grammar.relations import prepositions
from onrecord.types import EntityType, MentionKind, Nominal, Span

AGED = re.compile(r"\d{1,3}-(?:year|month)s?-old")


def find_listed(clause: Clause, nominal: Nominal) -> Iterator[Nominal]:
    """The mention, and those that follow it in a list: «[Tyre], [Sidon] and [Beirut]»; commas do in a headline."""
    yield nominal
    members: list[Nominal] = []
    at = clause.range(nominal.span)[1]
    while clause.word(at) in clause_words("joint"):
        ends = clause.word(at) != ","
        while clause.word(at) in clause_words("joint"):
            ends |= clause.word(at) != ","
            at += 1
        following = clause.opening.get(at) or _head_of(clause, at, nominal) or _people_at(clause, at)
        if not following or (not ends and clause.word(at) in ("a", "an", "the")):
            break  # «[Osman], a farmer»: the same man
        if event_senses(clause.word(clause.range(following.span)[1]), part=Part.NOUN):
            break  # «[Osman], and [police] killings elsewhere»
        members.append(following)
        ends |= (
            "and" in clause.words[at : clause.range(following.span)[1]]
        )  # "[clerks and six guards]" closes it
        if ends or clause.terse:
            yield from members
            members = []
        if ends:
            return
        at = _past_owners(clause, clause.range(following.span)[1])


def _people_at(clause: Clause, at: int) -> Nominal | None:
    """«…, and other [officials]»: people of a list whom nobody saw, told by their noun."""
    for last in range(at, at + BESIDE + 1):
        word, after = clause.word(last), clause.word(last + 1)
        if (
            not word.isalpha()
            or last in clause.opening
            or word in clause_words("barrier")
            or word in prepositions()
        ):
            return None
        noun = find_nominal_noun(word)
        if noun and noun.type is EntityType.PERSON and (not after.isalpha() or after in prepositions()):
            head = Span(clause.starts[last], clause.ends[last])
            span = Span(clause.starts[at], head.end)
            return Nominal(span, head, EntityType.PERSON, MentionKind.DESCRIPTION, GRAMMAR)
    return None


def _past_owners(clause: Clause, at: int) -> int:
    """Past what only tells whose a member is: «[other members] of the old guard» · "and" · «[six clerks]»."""
    for end in range(at, at + FILLERS + 1):
        word = clause.word(end)
        if word in clause_words("joint"):
            return end
        barred = any(word in clause_words(kind) for kind in ("barrier", "be", "auxiliary"))
        if barred or not word.isalpha() or (word in prepositions() and word != "of"):
            return at
    return at


def _head_of(clause: Clause, at: int, nominal: Nominal) -> Nominal | None:
    """«…, Head Of Port Guards»: a second one of the list that nobody saw, told by an "of" and a name."""
    for last in range(at + 1, at + BESIDE + 1):
        if clause.word(last) == "of" and (name := clause.opening.get(last + 1)):
            head = Span(clause.starts[last - 1], clause.ends[last - 1])
            span = Span(clause.starts[at], name.span.end)
            return Nominal(span, head, nominal.type, MentionKind.DESCRIPTION, GRAMMAR)
        if not clause.word(last).isalpha() or last in clause.opening:
            return None
    return None


def find_joined(clause: Clause, nominal: Nominal) -> Iterator[Nominal]:
    """«[rebels] and [smugglers] shelled», «[Osman], 23, [Ruiz], and 29-year-old [Ode] were shot»: those before it."""
    at = _before_age(clause, clause.range(nominal.span)[0] - 1)
    if clause.word(at) == "the" and nominal.kind is MentionKind.NAME:
        at -= 1  # «[Niger] and the [United Kingdom]»
    if clause.word(at) not in ("and", "or", "&"):
        return
    oxford = clause.word(at - 1) == ","
    other = clause.closing.get(_before_years(clause, at - 1 - oxford))
    if oxford and other and clause.closing.get(at - 2) is other and _is_governed(clause, other):
        return  # «met in [Sohar], and [Osman] left»
    if other:
        yield other
    while other and (_are_names(other, nominal) or (not oxford and _are_single(clause, other, nominal))):
        at = _before_age(clause, clause.range(other.span)[0] - 1)
        before = clause.closing.get(_before_years(clause, at - 1)) if clause.word(at) == "," else None
        alike = before and (_are_names(before, other) or _are_single(clause, before, other))
        other = before if alike else None
        if other:
            yield other


def _is_governed(clause: Clause, nominal: Nominal) -> bool:
    """Whether a preposition stands right before a mention, or before its one determiner."""
    return any(clause.word(clause.range(nominal.span)[0] - n) in prepositions() for n in (1, 2))


def _are_names(one: Nominal, other: Nominal) -> bool:
    """Whether both are names of one sort: commas alone join no others, «in [Sohar], [Osman] and [Ruiz] were shot»."""
    return one.kind is other.kind is MentionKind.NAME and one.type is other.type


def _are_single(clause: Clause, one: Nominal, other: Nominal) -> bool:
    """«[a man], [a boy] and [a woman]»: people of whom each is told by an article."""
    return all(
        it.type is EntityType.PERSON and clause.word(clause.range(it.span)[0]) in ("a", "an", "one")
        for it in (one, other)
    )


def _before_age(clause: Clause, at: int) -> int:
    """Left over an age before a name: "and" · «23-year-old»."""
    return at - 1 if AGED.fullmatch(clause.word(at)) else at


def _before_years(clause: Clause, at: int) -> int:
    """Left over an age after a name: [Osman] · «, 23,» · "and"."""
    at -= clause.word(at) == "," and clause.word(at - 1).isdigit()
    return at - 2 if clause.word(at).isdigit() and clause.word(at - 1) == "," else at

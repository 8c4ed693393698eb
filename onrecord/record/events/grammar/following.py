"""What follows a word that tells of an event: its object, and what prepositions bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import Part, event_senses
from onrecord.record.events.grammar.clauses import (
    AS_WELL_AS,
    CLOSERS,
    FILLERS,
    QUOTES,
    REACH,
    Clause,
    is_number,
    is_participle,
)
from onrecord.record.events.grammar.lists import find_listed
from onrecord.record.events.grammar.modifiers import is_modifier, with_head
from onrecord.record.events.grammar.relations import Related, Relation, prepositions
from onrecord.record.events.grammar.voices import Voice
from onrecord.types import EntityType, EventType, Nominal, Span

LOCAL = frozenset({"in", "at", "from", "to"})
SOME = frozenset({"some", "many", "most", "several", "all", "both", "each"})
COURTS = frozenset({"court", "courts", "judge", "judges", "jury", "tribunal", "magistrate", "magistrates"})
HANDS = frozenset({"hands", "hand"})


def find_following(clause: Clause, first: int, at: int, voice: Voice) -> Iterator[Related]:
    """What follows the trigger: its object, what prepositions bring, and those listed with them."""
    relation = Relation.OBJECT if voice is Voice.ACTIVE and _asks(clause, first, at) else None
    before: Relation | None = None  # how the mention before stands
    after = at
    fillers = steps = 0
    end = min(len(clause.words), at + REACH)
    aside = is_aside(clause, first)
    while at < end:
        word, nominal = clause.word(at), clause.opening.get(at)
        if aside and word == ",":
            return  # «in Tyre, where shells killed six, sirens sounded in [Sidon]»
        if nominal and relation and not is_modifier(clause, nominal):
            for member in find_listed(
                clause, with_head(clause, nominal) if relation is Relation.BY else nominal
            ):
                yield Related(_as_quoted(clause, member, at), relation, steps)
                at = max(at + 1, clause.range(member.head)[1])
            before, relation, fillers, steps = relation, None, 0, steps + 1
            continue
        if clause.words[at : at + 3] == AS_WELL_AS:
            relation, at = None, at + 3
            continue
        if over := clause.bound(at) or _of_some(clause, at, relation):
            at += over
            continue
        if word == "to" and _is_infinitive(clause, at):
            return  # «named governor to replace [his father]»
        if word in prepositions():
            relation, fillers = _opened(clause, at, before, steps, voice), 0
            if at > after and relation is Relation.WITH and _is_talk(clause.word(at - 1)):
                relation = None  # «condemned the raids in an interview with [the station]»
        elif _ends_clause(clause, at, voice, opened=fillers == 0 and relation is not None):
            return
        elif word in clause_words("joint"):
            # «killed and wounded [six]», but not «killed six, [officials] said»
            relation = relation if relation is Relation.OBJECT and not fillers else None
        else:
            fillers += 1
            relation = relation if fillers <= FILLERS else None
        at += 1


def _of_some(clause: Clause, at: int, relation: Relation | None) -> int:
    """How many words from here only tell how many of the object: «dismissed» · "one of" · [the guards]."""
    some = is_number(clause.word(at)) or clause.word(at) in SOME
    return 2 if relation is Relation.OBJECT and some and clause.word(at + 1) == "of" else 0


def is_sentenced(clause: Clause, first: int, doer: Nominal) -> bool:
    """«was jailed for the» · "murder" · «by [a court]»: a court did not do it, but judged who did."""
    if clause.word(clause.range(doer.head)[0]) not in COURTS:
        return False
    before = range(max(0, first - REACH), first)
    return any(
        clause.word(n - 1) in clause_words("be") and is_participle(clause.word(n)) and _judges(clause.word(n))
        for n in before
    )


def _judges(word: str) -> bool:
    kinds = {sense.type for sense in event_senses(word, part=Part.VERB)}
    return bool(kinds & {EventType.TRIAL, EventType.COERCE})


def _as_quoted(clause: Clause, nominal: Nominal, at: int) -> Nominal:
    """«striking “[nests of smugglers]” there»: the quoted words are not cut short."""
    after = clause.range(nominal.span)[1]
    if clause.word(at - 1) not in QUOTES or clause.word(after) != "of":
        return nominal
    closes = next((n for n in range(after, after + FILLERS) if clause.word(n) in QUOTES), None)
    return replace(nominal, span=Span(nominal.span.start, clause.ends[closes - 1])) if closes else nominal


def _is_infinitive(clause: Clause, at: int) -> bool:
    """«to replace his father», «to shut down ports»: a word that opens nothing, and then what it is done to."""
    at += 2 if clause.word(at + 1).endswith("ly") else 1
    verb, after = clause.word(at), at + 1
    if not verb.isalpha() or at in clause.opening or verb in clause_words("determiner"):
        return False
    after += clause.word(after) in clause_words("particle")
    done = after in clause.opening and bool(event_senses(verb, part=Part.VERB))
    return clause.word(after) in clause_words("determiner") or done


def _asks(clause: Clause, first: int, last: int) -> bool:
    """Whether a verb is still without its object: «shot dead», «gunned down»; not «opened fire»."""
    word = clause.word(last - 1)
    return (
        last - first == 1 or is_participle(word) or word.endswith("ing") or word in clause_words("particle")
    )


def _opened(clause: Clause, at: int, before: Relation | None, steps: int, voice: Voice) -> Relation | None:
    """What a preposition opens: «in the town» of «[Tyre]» is in as well; another "of" belongs to the mention before."""
    found = prepositions()[clause.word(at)]
    if found is Relation.OF and clause.word(at - 1) in HANDS:
        return Relation.BY
    if found is Relation.WITH and clause.word(at - 1) in ("along", "together"):
        return Relation.OBJECT  # «was killed along with [her son]»
    if found is not Relation.OF or not steps:
        return found
    following = next((one for n in range(at + 1, at + FILLERS) if (one := clause.opening.get(n))), None)
    if voice is Voice.NOUN and following and following.type is EntityType.PERSON:
        return found  # «the death in custody of [Osman]»; not «dismissed a guard after the death of [Osman]»
    return before if before in LOCAL else None


def _is_talk(word: str) -> bool:
    return any(sense.type is EventType.CONSULT for sense in event_senses(word, part=Part.NOUN))


def _ends_clause(clause: Clause, at: int, voice: Voice, *, opened: bool) -> bool:
    """Whether what follows belongs to something else: a verb, a conjunction, a mark that opens nothing of ours."""
    word = clause.word(at)
    if word in QUOTES:
        closes = word in CLOSERS or clause.word(at - 1) in (",", ".")
        return closes or not opened  # «targeting “enemy infrastructure”»; not «“They shot,” [Osman] said»
    if word == "'s" and at - 1 in clause.closing:
        return False  # «jailed for [his wife]’s murder by [a court]»
    if (
        word in clause_words("barrier")
        or word in clause_words("be")
        or (word in clause_words("auxiliary") and word not in clause_words("adverb"))
    ):
        return True
    if is_participle(word) and clause.word(at - 1) == "," and clause.word(at + 1) == "by":
        return True  # «the mayor stepped down, replaced by [a clerk]»
    if voice is Voice.NOUN and word.endswith("ed") and _takes_object(clause, at):
        return True  # «the raid prompted the resignation of [the mayor]»
    if clause.word(at + 1) == "by" and is_participle(word) and at - 1 in clause.closing:
        return True  # «held at [a camp] guarded by soldiers»
    # «the killing of a guard named by the press»
    return voice is Voice.NOUN and word.endswith("ed") and clause.word(at + 1) in prepositions()


def _takes_object(clause: Clause, at: int) -> bool:
    """Whether what follows a verb is its object: "prompted" · "the", "killed" · "six"; not «the attempted murder»."""
    after = clause.word(at + 1)
    return after in clause_words("determiner") or after[:1].isdigit() or at + 1 in clause.opening


def is_aside(clause: Clause, at: int) -> bool:
    """Whether a relative clause between commas holds the trigger: «Tyre, where shells» · "killed" · «six,»."""
    for reach in range(at - 1, max(0, at - REACH), -1):
        if clause.word(reach) == ",":
            return False
        if clause.word(reach) in clause_words("aside"):
            return clause.word(reach - 1) == ","
    return False

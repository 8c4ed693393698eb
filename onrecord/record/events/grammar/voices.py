"""How a word that tells of an event is built: noun, adjective, active or passive verb."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import Affected, EventWord, Part, event_senses
from onrecord.record.events.grammar.clauses import BESIDE, STOPS, Clause, is_no_modifier, is_participle
from onrecord.record.events.grammar.modifiers import find_governor, leads_to_person
from onrecord.record.events.grammar.relations import prepositions
from onrecord.types import EntityType, EventType, MentionKind, Nominal, Span

BOTH = frozenset({"both", "all"})
# after these a subject begins: «[where] ousted mayor Omar Diallo is held»
BEFORE_SUBJECTS = frozenset({"where", "when", "while", "if", "because", "believe", "said", "say", "says"})
BLOWS = frozenset({"shot", "stabbed", "beaten", "struck"})
ACCUSED = frozenset({("charged", "with"), ("accused", "of"), ("suspected", "of"), ("convicted", "of")})
WANTING = frozenset({"see", "want", "wants", "wanted", "have", "get"})
MORTALLY = frozenset({"fatally", "mortally"})
# «was [one of the] clerks», «were [among] those»
AMONG = frozenset({"the", "among", "of", "one", "two", "three", "both"})
MORTAL = frozenset({EventType.DEATH, EventType.INJURY, EventType.ABDUCTION})
# A bare form of a verb of these, with no object, is an active past more often than a participle
OBJECTLESS = frozenset(EventType) - {
    EventType.DEATH,
    EventType.INJURY,
    EventType.ABDUCTION,
    EventType.DISPLACEMENT,
    EventType.DAMAGE,
    EventType.COERCE,
    EventType.TRIAL,
    EventType.APPOINT,
}


class Voice(StrEnum):
    """How the trigger is built."""

    NOUN = "noun"
    ACTIVE = "active"
    PASSIVE = "passive"
    ADJECTIVE = "adjective"  # "[slain] guards"


def find_voice(clause: Clause, trigger: Span) -> Voice:
    """Whether the trigger is a noun, an adjective, an active verb or a passive one.

    «was shelled», «two guards killed in a raid» are passive; «killing two guards» is active, «the killing of» a noun.
    """
    first, last = clause.range(trigger)
    senses = event_senses(" ".join(clause.words[first:last]))
    parts = {sense.part for sense in senses}
    if Part.ADJECTIVE in parts and _is_predicate(clause, first, last):
        return Voice.PASSIVE
    if parts == {Part.ADJECTIVE} or _is_adjective_here(clause, first, last):
        return Voice.ADJECTIVE
    if (parts and Part.VERB not in parts) or _is_noun_here(clause, first, last, parts):
        return Voice.NOUN
    verbs = [sense for sense in senses if sense.part is Part.VERB]
    if clause.terse and _is_terse_passive(clause, first, last, verbs):
        return Voice.PASSIVE
    kinds = {sense.type for sense in verbs}
    return Voice.PASSIVE if _is_passive(clause, first, last, kinds) else Voice.ACTIVE


def _is_predicate(clause: Clause, first: int, last: int) -> bool:
    """«One person is» · "dead", «[Osman] was» · "deceased"; not «they are» · "dead bodies"."""
    at = first - 1
    while clause.word(at) in clause_words("adverb") | BOTH or clause.word(at).endswith("ly"):
        at -= 1
    after = clause.word(last)
    return clause.word(at) in clause_words("be") and (
        not after.isalpha()
        or after in clause_words("after_participle") | clause_words("joint") | prepositions().keys()
    )


def _is_adjective_here(clause: Clause, first: int, last: int) -> bool:
    """«his slain father», «of wounded soldiers»: a participle between a determiner or preposition and a noun."""
    before, after = clause.word(first - 1), clause.word(last)
    if last - first == 1 and is_participle(clause.word(first)) and _begins_name(clause, first, last):
        return True
    return (
        last - first == 1
        and is_participle(clause.word(first))
        and (before in clause_words("determiner") or before == "'s" or before in prepositions())
        and after.isalpha()
        and after
        not in clause_words("after_participle")
        | clause_words("determiner")
        | clause_words("barrier")
        | clause_words("joint")
    )


def _begins_name(clause: Clause, first: int, last: int) -> bool:
    """«they believe [ousted] mayor Omar Diallo is held», «met [ousted] mayor Omar Diallo»: nobody here did it."""
    before = clause.word(first - 1)
    verb = first - 1 not in clause.closing and bool(event_senses(before, part=Part.VERB))
    return (first == 0 or before in BEFORE_SUBJECTS or verb) and leads_to_person(clause, last)


def _is_noun_here(clause: Clause, first: int, last: int, parts: set[Part]) -> bool:
    """«the killing of», «his arrest», «three strikes on»: what stands before or after makes a noun of it."""
    word, after = clause.word(last - 1), clause.word(last)
    at = first - 1
    while clause.word(at).endswith("ly"):  # «was fatally shot»
        at -= 1
    before = clause.word(at)
    if after == "of" and (word.endswith("ing") or Part.NOUN in parts):
        return True
    if clause.word(first).endswith("ed"):
        return False
    if before in clause_words("determiner") or before in ("'s", "'"):
        return True
    if Part.NOUN not in parts:
        return False
    if word.endswith("ing") and not after.isalpha() and _names_which(clause, first):
        return True
    if _is_of_one_struck(clause, first, last):
        return False
    if _is_determined(clause, first):
        if word in BLOWS and (after in clause_words("determiner") or after[:1].isdigit()):
            return False  # «the port police» · "shot" · «a clerk»
        return not word.endswith("ing") or last not in clause.opening
    if word.endswith("ing") or before in clause_words("auxiliary") | clause_words("be") | clause_words(
        "relative"
    ) | {"to"}:
        return False
    if first == 0 or before in clause_words("light") or before in prepositions() or after in prepositions():
        return True
    return _is_compound(clause, first, last)


def _names_which(clause: Clause, first: int) -> bool:
    """«held in [Osman] | shooting»: a name that a preposition governs says which one it was."""
    beside = clause.closing.get(first - 1)
    named = beside is not None and beside.kind is MentionKind.NAME
    return named and beside is not None and find_governor(clause, clause.range(beside.span)[0]) is not None


def _is_compound(clause: Clause, first: int, last: int) -> bool:
    """«held over depot | attack»: after one thing a verb would end in "s"; not «police | attack»."""
    word, before = clause.word(first), clause.word(first - 1)
    one = clause.closing.get(first - 1)
    bare = last - first == 1 and any(
        sense.part is Part.VERB and sense.lemma == word for sense in event_senses(word)
    )
    single = before.isalpha() and not before.endswith(("s", "ly")) and before not in clause_words("many")
    plain = not any(
        before in clause_words(kind)
        for kind in ("barrier", "joint", "auxiliary", "be", "relative", "particle")
    )
    pronoun = one is not None and one.kind is MentionKind.PRONOUN
    acts = last in clause.opening or clause.word(last) in clause_words("determiner")
    return bare and single and plain and not pronoun and not acts


def _is_determined(clause: Clause, first: int) -> bool:
    """«an Omani air» · "strike", «the Tyre» · "bombing"; not «the guards» · "strike": its subject stands beside it."""
    beside = clause.closing.get(first - 1)
    if beside and (beside.type in (EntityType.PERSON, None) or clause.word(first - 1).endswith("s")):
        return False
    for at in range(first - 1, max(-1, first - 2 - BESIDE), -1):
        word = clause.word(at)
        if word in clause_words("determiner") or word == "'s":
            return True
        if word in prepositions() or is_no_modifier(word):
            return False
    return False


def _is_terse_passive(clause: Clause, first: int, last: int, verbs: Sequence[EventWord]) -> bool:
    """«Minister Stabbed In Zakho»: a headline tells what was done in the present, what was done to one in the past."""
    asks = all(sense.affected is Affected.OBJECT for sense in verbs) and last - first == 1
    ends = _has_no_object(clause, last) or clause.word(last) in ("to", ":")
    return bool(verbs) and asks and ends and is_participle(clause.word(first)) and first > 0


def _is_passive(clause: Clause, first: int, last: int, kinds: set[EventType]) -> bool:
    """«was shelled»; and «two guards killed in a raid», where nothing is left for an object."""
    if clause.word(first) in clause_words("be"):
        return True  # «being named»
    if not is_participle(clause.word(first)):
        own = last - first > 1 and clause.word(last - 1).endswith("ed")  # «was | car bombed»
        return own and clause.word(first - 1) in clause_words("be")
    for at in range(first - 1, first - 5, -1):
        word = clause.word(at)
        if word in clause_words("be"):
            return True
        if word in clause_words("auxiliary") and word not in clause_words("adverb"):
            return False
        if word not in clause_words("adverb") | BOTH and not word.endswith("ly"):
            break
    if clause.word(first - 1) in clause_words("relative"):
        return False  # «gunmen who killed in cold blood»
    ends = _has_no_object(clause, last)
    if (clause.word(last - 1), clause.word(last)) in ACCUSED or _is_wanted(clause, first, last):
        return True  # «Osman charged with theft», «Osman, accused of theft,»
    if last - first > 1:  # «found [Osman] shot to death»; «dropped the charges» has its object
        return (ends or clause.word(last) in STOPS) and clause.word(last - 1) in clause_words("end")
    if clause.word(first - 1) in MORTALLY:
        return ends or clause.word(last) in STOPS  # «found [a clerk] fatally stabbed»
    harmed = clause.word(last) in STOPS and kinds <= MORTAL and _is_told_of(clause, first)
    if harmed or _is_of_one_struck(clause, first, last):
        return True
    # «gunmen fired at them», «protesters marched in»
    return clause.word(last) == "by" if kinds & OBJECTLESS else ends


def _is_of_one_struck(clause: Clause, first: int, last: int) -> bool:
    """«a report of a clerk» · "shot in Tyre": he did not do it; not «of men» · "shot at guards"."""
    nominal = clause.closing.get(first - 1)
    if nominal is None or clause.word(first) not in BLOWS or nominal.type is not EntityType.PERSON:
        return False
    ends = _has_no_object(clause, last) and clause.word(last) != "at"
    return ends and find_governor(clause, clause.range(nominal.span)[0]) is not None


def _is_told_of(clause: Clause, first: int) -> bool:
    """«[Osman] was one of three people» · "wounded": a copula has whom it was done to for its predicate."""
    nominal = clause.closing.get(first - 1)
    at = clause.range(nominal.span)[0] - 1 if nominal else -1
    while clause.word(at) in AMONG:
        at -= 1
    return at >= 0 and clause.word(at) in clause_words("be")


def _is_wanted(clause: Clause, first: int, last: int) -> bool:
    """«wanted to see [the guards] · dismissed»: whoever wants it does not do it."""
    ends = _has_no_object(clause, last) or clause.word(last) in STOPS | {"and"}
    return ends and find_wanted(clause, first) is not None


def find_wanted(clause: Clause, first: int) -> Nominal | None:
    """Whom somebody wants it done to: «to see [the guards] · dismissed», «… dismissed and publicly · charged»."""
    at = first - 1
    while clause.word(at).endswith("ly"):
        at -= 1
    if clause.word(at) == "and" and is_participle(clause.word(at - 1)):
        at -= 2
    beside = clause.closing.get(at)
    if beside is None or not is_participle(clause.word(first)):
        return None
    before = clause.range(beside.span)[0] - 1
    before -= clause.word(before) in clause_words("determiner")
    return beside if clause.word(before) in WANTING else None


def _has_no_object(clause: Clause, last: int) -> bool:
    """Whether what follows a participle is no object of it: «killed in Tyre»; not «arrested at least 30 people»."""
    if last >= len(clause.words):
        return True
    return clause.word(last) in clause_words("after_participle") and not clause.bound(last)

"""Which part grammar gives a mention that stands so to a word that tells of an event: a table of rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.lexicons import rows
from onrecord.lexicons import words as word_list
from onrecord.lexicons.events import Affected, Part, event_bases, event_senses
from onrecord.record.events.grammar.relations import Relation
from onrecord.record.events.grammar.voices import Voice
from onrecord.types import Article, EntityType, EventType, MentionKind, Nominal, Trigger

ONESELF = re.compile(r"\w+(?:self|selves)$", re.IGNORECASE)
CHANNELS = ("actor", "affected", "place", "instrument", "origin", "destination")
# What a rule adds to the logit of the channel it names, sure of itself or not. On two fifths of m2e2 that the reader
# had not seen, gold triggers, 2026-11-22: F1 44.3 at 5 and 3, 45.9 here, 47.3 at 3 and 2, where its gold is sparse; of
# the actors in articles read by eye some 12 points are lost there
RULE, HINT = 5.0, 2.5
ITSELF = {EventType.MOVE, EventType.RETREAT, EventType.RESIGN}  # «[the envoy] fled, resigned»: who does it

_E, _T = EventType, EntityType
ACTING = frozenset({_T.PERSON, _T.ORGANISATION, _T.STATE, _T.GROUP, _T.MILITARY, _T.MEDIA})
LYING = frozenset({_T.PLACE, _T.STATE, _T.FACILITY})
PEOPLE = frozenset({_T.PERSON, _T.GROUP})
ANY = frozenset({*_T, None})
THINGS = frozenset({_T.WEAPON, None})
HARM = frozenset({_E.DEATH, _E.INJURY, _E.ABDUCTION, _E.DISPLACEMENT, _E.DAMAGE})
DONE_TO = HARM | {_E.COERCE, _E.TRIAL, _E.APPOINT, _E.RESIGN}
STRUCK = HARM | {_E.ASSAULT}
AIMED = frozenset(
    {_E.ASSAULT, _E.SANCTION, _E.THREATEN, _E.ACCUSE, _E.PROTEST, _E.COERCE, _E.DAMAGE, _E.TRIAL, _E.REJECT}
)
TOGETHER = frozenset({_E.CONSULT, _E.AGREE, _E.COOPERATE})
GIVEN = frozenset({_E.AID, _E.SUPPORT, _E.REQUEST, _E.CONCEDE, _E.THREATEN, _E.APPOINT})
MOVING = frozenset({_E.MOVE, _E.MOBILIZE, _E.RETREAT, _E.DISPLACEMENT, _E.AID})
EVERY = frozenset(_E)
VERBS = frozenset({Voice.ACTIVE, Voice.PASSIVE, Voice.ADJECTIVE})
BY_WHOM = frozenset({Voice.PASSIVE, Voice.NOUN})
ALL = frozenset(Voice)
NAMES = frozenset({MentionKind.NAME})
NOUN = frozenset({Voice.NOUN})
ENDING = frozenset({Relation.OBJECT, Relation.IN, Relation.AT, Relation.ON})


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which channel a mention of these types takes that stands so to a trigger of these types."""

    relation: Relation
    voices: frozenset[Voice]
    events: frozenset[EventType]
    entities: frozenset[EntityType | None]
    channel: str
    weight: float = RULE
    kinds: frozenset[MentionKind] = frozenset(MentionKind)


# The first that fits decides
RULES = (
    _Rule(Relation.SUBJECT, frozenset({Voice.PASSIVE}), EVERY, ANY, "affected"),  # [two guards] were shot
    _Rule(Relation.SUBJECT, NOUN, frozenset({_E.INJURY}), PEOPLE, "affected"),  # [11 people] with burns
    _Rule(Relation.SUBJECT, ALL, STRUCK, frozenset({_T.WEAPON}), "instrument"),  # [a car bomb] killed six
    _Rule(
        Relation.SUBJECT, ALL, EVERY, ACTING | LYING, "actor"
    ),  # [rebels] shelled, [rebels] carried out a raid
    _Rule(Relation.OBJECT, VERBS, MOVING, LYING, "destination", HINT),  # reached [Tyre]
    _Rule(Relation.OBJECT, VERBS, EVERY, ANY, "affected"),  # shelled [the port]
    _Rule(Relation.BY, BY_WHOM, EVERY, ACTING | LYING, "actor"),  # killed by [rebels], an attack by [rebels]
    _Rule(Relation.BY, ALL, STRUCK, THINGS, "instrument", HINT),  # killed by [a mine]
    _Rule(Relation.OWNER, NOUN, DONE_TO - {_E.COERCE}, ANY, "affected"),  # [Osman]’s death
    _Rule(Relation.OWNER, NOUN, frozenset({_E.COERCE}), frozenset({_T.PERSON}), "affected"),  # [his] arrest
    _Rule(
        Relation.OWNER, NOUN, frozenset({_E.ASSAULT}), frozenset({_T.PERSON}), "affected", HINT
    ),  # [Osman]’s shooting
    _Rule(Relation.OWNER, NOUN, EVERY, ACTING | LYING, "actor"),  # [Oman]’s offer
    _Rule(
        Relation.OF, NOUN, frozenset({_E.ASSAULT}), frozenset({_T.WEAPON}), "instrument"
    ),  # the explosion of [a mine]
    _Rule(
        Relation.OF, NOUN, DONE_TO | {_E.ASSAULT, _E.SANCTION, _E.ACCUSE, _E.REJECT}, ANY, "affected"
    ),  # the killing of [X]
    _Rule(Relation.OF, NOUN, EVERY - TOGETHER, ACTING, "actor", HINT),  # the protest of [the miners]
    _Rule(Relation.BESIDE, NOUN, EVERY, frozenset({_T.PLACE, _T.FACILITY}), "place"),  # the [Tyre] bombing
    _Rule(Relation.BESIDE, NOUN, STRUCK, frozenset({_T.WEAPON}), "instrument"),  # a [missile] strike
    _Rule(
        Relation.BESIDE, NOUN, STRUCK | DONE_TO, frozenset({_T.PERSON}), "affected", HINT, NAMES
    ),  # the [Osman] killing
    _Rule(Relation.BESIDE, NOUN, HARM, frozenset({_T.GROUP}), "affected", HINT),  # [Omani] deaths
    _Rule(Relation.BESIDE, NOUN, EVERY, ACTING, "actor"),  # an [Omani] strike
    _Rule(
        Relation.ON, VERBS, frozenset({_E.COERCE}), frozenset({_T.PLACE}), "place", HINT
    ),  # seized a boat on [the Dvina]
    _Rule(Relation.ON, ALL, AIMED, ANY, "affected"),  # a strike on [the port]
    _Rule(Relation.AT, ALL, frozenset({_E.ASSAULT}), ACTING, "affected"),  # fired at [a patrol]
    _Rule(Relation.AT, ALL, EVERY, LYING, "place"),  # a blast at [the market]
    _Rule(Relation.ON, ALL, EVERY, frozenset({_T.FACILITY}), "place", HINT),  # killed on [the bridge]
    _Rule(Relation.IN, ALL, EVERY, LYING, "place"),  # in [Tyre]
    _Rule(Relation.WITH, ALL, TOGETHER, ACTING | LYING, "affected"),  # talks with [Oman]
    _Rule(Relation.WITH, ALL, frozenset({_E.ASSAULT}), ACTING, "affected"),  # clashes with [police]
    _Rule(Relation.WITH, ALL, STRUCK, THINGS, "instrument"),  # with [a knife]
    _Rule(Relation.FROM, ALL, MOVING, LYING, "origin"),  # from [Tyre]
    _Rule(Relation.TO, ALL, MOVING, LYING, "destination"),  # to [Beirut]
    _Rule(Relation.TO, ALL, GIVEN, ACTING | LYING, "affected", HINT),  # aid to [Sudan]
    _Rule(
        Relation.FOR, ALL, frozenset({_E.SUPPORT, _E.AID}), ACTING | LYING, "affected", HINT
    ),  # support for [Sudan]
    _Rule(
        Relation.BETWEEN, ALL, TOGETHER | {_E.ASSAULT}, ACTING | LYING, "actor"
    ),  # clashes between [X] and [Y]
)


@dataclass(frozen=True, slots=True)
class Verb:
    """What the lexicon has for the word itself: whether its subject alone is in it, and what its object is to a way."""

    lone: bool  # «[two guards] died», «[police] arrived»
    leads: str | None  # «reached [Tyre]»: destination; «left [Tyre]»: origin


def read_verb(article: Article, trigger: Trigger) -> Verb:
    """The same, of the words of a trigger."""
    bases = (base for word in article[trigger.span].lower().split()[:1] for base in event_bases(word))
    return Verb(
        affects_subject(article, trigger), next((_sides()[base] for base in bases if base in _sides()), None)
    )


@cache
def _sides() -> dict[str, str]:
    return {verb: side for verb, side in rows("leading_verbs")}  # noqa: C416  (dict() of rows has no type)


def find_channel(
    trigger: Trigger, voice: Voice, relation: Relation | None, nominal: Nominal, verb: Verb
) -> tuple[str, float] | None:
    """The channel that grammar names, and how surely."""
    if relation is None:
        return None
    if verb.lone and relation is Relation.SUBJECT:
        return "actor" if trigger.type in ITSELF else "affected", RULE
    if way := _way(trigger, relation, nominal, verb.leads):
        return way, RULE
    if verb.lone and relation is Relation.OBJECT and voice is Voice.ACTIVE:
        return None  # «arrived and detained [the man]»
    for rule in RULES:
        fits = rule.relation is relation and voice in rule.voices and trigger.type in rule.events
        if fits and nominal.kind in rule.kinds and _of_type(nominal, rule.entities):
            return rule.channel, rule.weight
    return None


def _way(trigger: Trigger, relation: Relation, nominal: Nominal, leads: str | None) -> str | None:
    """«reached [Tyre]», «arrived at [the camp]»: where it led; «left [Tyre]», «fled [the camp]»: where it began."""
    if trigger.type not in MOVING or nominal.type not in LYING or leads is None:
        return None
    return leads if relation in (ENDING if leads == "destination" else {Relation.OBJECT}) else None


def _of_type(nominal: Nominal, types: frozenset[EntityType | None]) -> bool:
    """A pronoun can be anybody who acts."""
    return nominal.type in types or (nominal.kind is MentionKind.PRONOUN and EntityType.STATE in types)


def affects_subject(article: Article, trigger: Trigger) -> bool:
    """«[two guards] died», «suffered two wounds», «shot himself»; not of «wounded», which may have an object."""
    told = article[trigger.span].split()
    if ONESELF.search(article[trigger.span]):
        return True
    wordings = (  # "took his own life", "took own life", "took life"
        " ".join(word for n, word in enumerate(told) if n == 0 or word.lower() not in left_out)
        for left_out in (frozenset[str](), word_list("between") - {"own"}, word_list("between"))
    )
    found = (event_senses(wording, part=Part.VERB) for wording in wordings)
    senses = next((one for one in found if one), ())
    return {one.affected for one in senses if trigger.type in (one.type, one.also)} == {Affected.SUBJECT}

"""Which of what is told belongs on a record: no walk to the window, no retired ferry, no word that nobody is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.lexicons.events import Affected, Part, event_senses
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.events.telling import Told
from onrecord.types import Argument, Article, EntityType, EventType, Record, Role, Span

WORD = re.compile(r"\w+")
# Types of which a bare mention, with nobody in it, is still news; the others are words of every kind of text
TELLING = frozenset(
    {
        EventType.ASSAULT,
        EventType.DEATH,
        EventType.INJURY,
        EventType.ABDUCTION,
        EventType.DISPLACEMENT,
        EventType.DAMAGE,
        EventType.PROTEST,
        EventType.DISASTER,
        EventType.ACCIDENT,
    }
)
PARTIES = frozenset({Role.ACTOR, Role.VICTIM, Role.RECIPIENT, Role.ORIGIN, Role.DESTINATION, Role.TOPIC})
BODIES = frozenset({EntityType.ORGANISATION, EntityType.FACILITY, EntityType.WEAPON, EntityType.PLACE})
WAYS = frozenset({Role.ORIGIN, Role.DESTINATION, Role.PLACE})
LANDS = frozenset({EntityType.PLACE, EntityType.STATE})
SITES = LANDS | {EntityType.FACILITY}
FORCES = frozenset({EntityType.MILITARY, EntityType.STATE})
PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})


def keep_worthy(record: Record, groups: Iterable[Sequence[Told]]) -> list[Sequence[Told]]:
    """The groups of mentions that are events of a record, in their order."""
    kinds = {one.id: one.type for one in record.entities}
    return [
        group
        for group in groups
        if _tells_something(group)
        and _goes_somewhere(record.article, group, kinds)
        and not _is_of_a_thing(group, kinds)
    ]


def _tells_something(group: Sequence[Told]) -> bool:
    """Whether there is anything to record: somebody in it, or a scene of harm or protest that is no mere mention."""
    if any(argument.role in PARTIES for told in group for argument in told.trigger.arguments):
        return True
    if group[0].trigger.type not in TELLING:
        return False
    return any(
        (told.setting.place or told.setting.time or told.definite or any(told.numbers)) and not told.loose
        for told in group
    )


def _goes_somewhere(article: Article, group: Sequence[Told], kinds: Mapping[str, EntityType]) -> bool:
    """«went to the window», «was driving the train»: a way of record leads to or from a place, or a force or many take
    it: «escaped from [prison]», «[160,000 refugees] have arrived».
    """
    if group[0].trigger.type is not EventType.MOVE:
        return True
    return any(
        _is_way(article, told, argument, kinds.get(party)) for told in group for argument, party in told.pairs
    )


def _is_way(article: Article, told: Told, argument: Argument, kind: EntityType | None) -> bool:
    known = kind or _meant(article, argument.span)
    if argument.role in WAYS:
        return known in (LANDS if argument.role is Role.PLACE else SITES)
    if argument.role is not Role.ACTOR:
        return False
    return known in FORCES or (_moves_itself(article, told) and _is_of_many(article, argument.span))


def _moves_itself(article: Article, told: Told) -> bool:
    """«arrived», «fled», of which whoever does it goes; not «carried»."""
    senses = event_senses(article[told.trigger.span], part=Part.VERB)
    return any(
        one.affected is Affected.SUBJECT and told.trigger.type in (one.type, one.also) for one in senses
    )


def _meant(article: Article, span: Span) -> EntityType | None:
    """What the last of the words is, as the lexicon has it: "the state prison"."""
    noun = find_nominal_noun(article[span].lower().split()[-1])
    return noun.type if noun else None


def _is_of_many(article: Article, span: Span) -> bool:
    """Whether the words are of several people: "refugees and migrants", "thousands of people"."""
    nouns = (find_nominal_noun(word) for word in WORD.findall(article[span].lower()))
    return any(noun is not None and noun.many and noun.type in PEOPLE for noun in nouns)


def _is_of_a_thing(group: Sequence[Told], kinds: Mapping[str, EntityType]) -> bool:
    """«the retirement of the ferry»: nobody left an office."""
    if group[0].trigger.type is not EventType.RESIGN:
        return False
    pairs = [(one.role, party) for told in group for one, party in told.pairs if one.role in PARTIES]
    return all(role is Role.RECIPIENT and kinds.get(party) in BODIES for role, party in pairs)

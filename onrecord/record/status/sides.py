"""Which side of an event an origin stands on: who did it, whom it was done to, whose office it is to establish it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons.status import status_words
from onrecord.record.status.camps import NOBODY, Camp, is_proper
from onrecord.record.status.declaring import declares, unsourced_side
from onrecord.record.status.scene import Scene
from onrecord.record.status.sight import MISHAPS, Sight, agents, find_sight, harms, has_own
from onrecord.record.status.suffering import is_at_home, is_done_to, is_ours
from onrecord.record.status.words import Word
from onrecord.standing.keys import UNKNOWN_STATE, words_key
from onrecord.types import Account, Act, Event, EventType, Side, SourceKind, Span, Stance

NEAR = 60  # characters around a mention in which "shot by officers" is looked for


def place_accounts(scene: Scene, event: Event, words: Sequence[Word]) -> tuple[Account, ...]:
    """Every word on the event as an account: with the camp of its origin and the side it stands on."""
    sight = find_sight(scene, event)
    return tuple(_place(sight, word) for word in words)


def _place(sight: Sight, word: Word) -> Account:
    """The account that the word is, with its camp and side."""
    if word.who is None:
        return _account(word, NOBODY, unsourced_side(sight, word))
    camp = _camp(sight, word, word.who)
    acts = word.act is not Act.ACCUSE and _acts(sight, word, camp)
    account = _account(word, camp, _side(sight, word, camp, acts), acts)
    return replace(account, accused=acts and _is_accused(sight, word, camp))


def _camp(sight: Sight, word: Word, who: Span) -> Camp:
    """The camp of who speaks; "the army" is not another country's that is only named later, or accused."""
    camp, words = sight.camps.of(who, word.entity, word.kind, sight.home), sight.article[who]
    if is_proper(words):
        return camp
    if sight.camps.is_named_later(who, word.entity):
        state = f"state:{sight.home}" if sight.home else UNKNOWN_STATE
        nations = frozenset({sight.home} if sight.home else ())
        return Camp(frozenset({state, words_key(words)}), nations, camp.offices)
    home = sight.at_home.get(word.entity or "")
    if home is None:
        return camp
    return Camp(frozenset({f"state:{home}", words_key(words)}), frozenset({home}), camp.offices)


def _source(sight: Sight, statement: str) -> Camp:
    one = sight.sources[statement]
    return sight.camps.of(one.span, one.entity, one.kind, sight.home)


def _acts(sight: Sight, word: Word, camp: Camp) -> bool:
    """Whether they did it; nobody accuses himself, so of an accusation it is not asked."""
    if sight.event.type is EventType.DISASTER:
        return False  # «leaders of the Caribbean» did no earthquake there, whoever is read to be its actor
    return any(camp.meets(actor) for actor in sight.actors) or has_own(sight, word, agents(sight.event))


def _is_accused(sight: Sight, word: Word, camp: Camp) -> bool:
    """«Chad said rebels shelled it. Rebels said Chad did»: that Chad did it is not Chad's word.

    It is N'Djamena's where Chad says so too.
    """
    doers = [one for one, actor in zip(agents(sight.event), sight.actors, strict=True) if camp.meets(actor)]
    told = {heard for one in doers for heard in one.statements or (None,)}
    if word.stance in (Stance.DENIES, Stance.DISOWNS):
        return bool(told - {word.statement})
    own = {said for said in told & sight.sources.keys() if said and _source(sight, said).meets(camp)}
    return (
        bool(doers)
        and not told & {None, word.statement, *own}
        and not has_own(sight, word, agents(sight.event))
    )


def _side(sight: Sight, word: Word, camp: Camp, acts: bool) -> Side:
    """The first that holds, from the strongest tie to the event to the weakest."""
    if declares(sight, word, camp, acts):
        return Side.DECLARER
    if word.performed:
        return Side.REPORTER  # "She accused …": the reporter saw her do it
    if sight.event.type in status_words().kinds["harms"] and any(
        camp.own & judge.own for judge in sight.turned
    ):
        return Side.AFFECTED  # the chief who dismissed the officer speaks against his own
    if acts or _owns_force(sight, word, camp) or _fends_off(sight, camp):
        return _partys_side(sight, word, camp)
    ours = is_ours(sight, word, camp)
    if _gains(sight, camp, ours):
        return Side.PARTY
    if sight.event.type in MISHAPS and not ours and _establishes(sight, camp):
        return Side.AUTHORITY  # police on a train that came off the rails: nobody did it to their state
    if is_done_to(sight, word, camp, ours):
        return Side.AFFECTED
    if _establishes(sight, camp) and not _is_anywhere(sight, word, camp):
        return Side.AUTHORITY
    if camp.states and is_at_home(sight, camp) and harms(sight) and sight.event.type not in MISHAPS:
        return Side.AFFECTED
    if word.kind is SourceKind.MEDIA and not camp.states and not ours:
        return Side.REPORTER
    return Side.OTHER


def _establishes(sight: Sight, camp: Camp) -> bool:
    """Whether it is their office to establish such a thing; a government's only in its own country."""
    held = camp.offices
    if "government" in held and not camp.states & {f"state:{sight.home}", UNKNOWN_STATE}:
        natural = sight.event.type in MISHAPS
        held = held if natural and sight.home is None else held - {"government"}
    return any(sight.event.type in status_words().establishes.get(office, ()) for office in held)


def _is_anywhere(sight: Sight, word: Word, camp: Camp) -> bool:
    """«President Ruiz said thousands were killed»: of which state, and where, nobody tells, of several."""
    unknown = UNKNOWN_STATE in camp.keys and sight.home is None and word.kind is SourceKind.PERSON
    return unknown and sight.abroad


def _owns_force(sight: Sight, word: Word, camp: Camp) -> bool:
    """«Police said the man was shot by officers», where no actor was found: their own did it."""
    if sight.actors or not camp.offices & {"police", "military"}:
        return False
    mention, text = word.mention, sight.article.text
    after = re.split(r"[.\n]", text[mention.end : mention.end + NEAR])[0]
    return any(
        re.search(rf"\b(?:by|in|with) (?:\w+ ){{0,3}}{means}\b", after)
        for means in status_words().words["own_means"]
    )


def _partys_side(sight: Sight, word: Word, camp: Camp) -> Side:
    harms = sight.event.type in status_words().kinds["harms"]
    if word.act is Act.ADMIT and harms and "armed" not in camp.offices:
        return Side.ITSELF
    return Side.PARTY


def _gains(sight: Sight, camp: Camp, ours: bool) -> bool:
    """A state on its enemy's losses, a body on how it punished its own: «The army said 12 rebels were killed»."""
    if sight.event.type is EventType.SANCTION and not sight.actors:
        return any(camp.offices & one.offices and camp.meets(one) for one in sight.sufferers)
    armed = bool(sight.sufferers) and all("armed" in one.offices for one in sight.sufferers)
    return armed and bool(camp.states) and not ours


def _fends_off(sight: Sight, camp: Camp) -> bool:
    """Police whose own force is told of too, on a private person's attack on them: «he shot first»."""
    if "police" not in camp.offices or sight.event.type is not EventType.ASSAULT or not sight.actors:
        return False
    private = all(not actor.states and "armed" not in actor.offices for actor in sight.actors)
    return private and any(camp.meets(force) for force in sight.fights)


def _account(word: Word, camp: Camp, side: Side, acts: bool = False) -> Account:
    return Account(
        word.stance,
        side,
        word.mention,
        statement=word.statement,
        who=word.who,
        entity=word.entity,
        kind=word.kind,
        keys=tuple(sorted(camp.keys)),
        faceless=word.faceless,
        relayed=word.relayed and not word.anonymous,
        acts=acts,
        aside=word.aside,
        performed=word.performed,
    )

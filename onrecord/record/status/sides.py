"""Which side of an event an origin stands on: who did it, whom it was done to, whose office it is to establish it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.status import status_words
from onrecord.record.status.camps import NOBODY, Camp, Camps, is_proper
from onrecord.record.status.words import Word
from onrecord.standing.keys import UNKNOWN_STATE, words_key
from onrecord.types import (
    Account,
    Act,
    Argument,
    Article,
    Entity,
    EntityType,
    Event,
    EventType,
    Place,
    Role,
    Side,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
)

NEAR = 60  # characters around a mention in which "shot by officers" is looked for
MISHAPS = frozenset({EventType.DISASTER, EventType.ACCIDENT})
OWNED = re.compile(r"\b(?:his|her|their|of)\b|['’]s\b", re.IGNORECASE)  # "her brother", "the boy’s uncle"
# «Oman bombed a camp on [our soil], Yemen says»
OWN_SOIL = re.compile(
    r"\b(?:our|its)\s(?:own\s)?(?:soil|territory|waters|airspace|side of the border)\b", re.IGNORECASE
)
BY_LETTER = re.compile(r"\b(?:by|in|with|through) (?:an? |the )?(?:\w+ )?(\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with all its events: who fights and who punishes in one tells on which side he stands in another."""

    article: Article
    camps: Camps
    events: tuple[Event, ...]
    fights: tuple[tuple[str, Camp], ...]  # who used force, by event
    reckonings: tuple[tuple[Camp, tuple[Camp, ...]], ...]  # who punished or dismissed, and whom
    countries: Mapping[str, str]  # of the article's places, by their ids
    sources: Mapping[str, Source]  # of its statements, by theirs
    at_home: Mapping[str, str] = field(
        default_factory=dict
    )  # entity → the country whose "the army" is meant instead


def set_scene(
    article: Article,
    entities: Sequence[Entity],
    events: Sequence[Event],
    statements: Sequence[Statement] = (),
    places: Sequence[Place] = (),
) -> Scene:
    """The scene of an article's events."""
    camps, kinds = Camps(article, {one.id: one for one in entities}), status_words().kinds
    scene = Scene(
        article,
        camps,
        tuple(events),
        fights=tuple(
            (one.id, camp)
            for one in events
            if one.type in kinds["violence"]
            for camp in _camps(camps, one, Role.ACTOR)
        ),
        reckonings=tuple(
            (judge, tuple(_camps(camps, one, Role.RECIPIENT, Role.VICTIM)))
            for one in events
            if one.type in kinds["reckonings"]
            for judge in _camps(camps, one, Role.ACTOR)
        ),
        countries={one.id: one.country for one in places if one.country},
        sources={one.id: one.source for one in statements if one.source},
    )
    return replace(scene, at_home=dict(_accused_from_abroad(scene, statements)))


def place_accounts(scene: Scene, event: Event, words: Sequence[Word]) -> tuple[Account, ...]:
    """Every word on the event as an account: with the camp of its origin and the side it stands on."""
    sight = _sight(scene, event)
    return tuple(sight.place(word) for word in words)


@dataclass(frozen=True, slots=True)
class _Sight:
    """One event with the camps of those in it."""

    article: Article
    event: Event
    camps: Camps
    home: str | None  # the country it happened in
    actors: tuple[Camp, ...]
    sufferers: tuple[Camp, ...]
    people: frozenset[str]  # entities it was done to
    turned: tuple[Camp, ...]  # who dismissed, punished or charged the actor for it
    fights: tuple[Camp, ...]  # who used force elsewhere in the article
    at_home: Mapping[str, str]
    sources: Mapping[str, Source]  # by statement
    abroad: bool = False  # the article has places of several countries

    def place(self, word: Word) -> Account:
        """The account that the word is, with its camp and side."""
        if word.who is None:
            return _account(word, NOBODY, self._unsourced_side(word))
        camp = self._camp(word, word.who)
        acts = word.act is not Act.ACCUSE and self._acts(word, camp)
        account = _account(word, camp, self._side(word, camp, acts), acts)
        return replace(account, accused=acts and self._is_accused(word, camp))

    def _camp(self, word: Word, who: Span) -> Camp:
        """The camp of who speaks; "the army" is not another country's that is only named later, or accused."""
        camp, words = self.camps.of(who, word.entity, word.kind, self.home), self.article[who]
        if is_proper(words):
            return camp
        if self.camps.is_named_later(who, word.entity):
            state = f"state:{self.home}" if self.home else UNKNOWN_STATE
            nations = frozenset({self.home} if self.home else ())
            return Camp(frozenset({state, words_key(words)}), nations, camp.offices)
        home = self.at_home.get(word.entity or "")
        if home is None:
            return camp
        return Camp(frozenset({f"state:{home}", words_key(words)}), frozenset({home}), camp.offices)

    def _source(self, statement: str) -> Camp:
        one = self.sources[statement]
        return self.camps.of(one.span, one.entity, one.kind, self.home)

    def _acts(self, word: Word, camp: Camp) -> bool:
        """Whether they did it; nobody accuses himself, so of an accusation it is not asked."""
        if self.event.type is EventType.DISASTER:
            return (
                False  # «leaders of the Caribbean» did no earthquake there, whoever is read to be its actor
            )
        return any(camp.meets(actor) for actor in self.actors) or self._has_own(word, _agents(self.event))

    def _is_accused(self, word: Word, camp: Camp) -> bool:
        """«Chad said rebels shelled it. Rebels said Chad did»: that Chad did it is not Chad's word.

        It is N'Djamena's where Chad says so too.
        """
        doers = [
            one for one, actor in zip(_agents(self.event), self.actors, strict=True) if camp.meets(actor)
        ]
        told = {heard for one in doers for heard in one.statements or (None,)}
        if word.stance in (Stance.DENIES, Stance.DISOWNS):
            return bool(told - {word.statement})
        own = {said for said in told & self.sources.keys() if said and self._source(said).meets(camp)}
        return (
            bool(doers)
            and not told & {None, word.statement, *own}
            and not self._has_own(word, _agents(self.event))
        )

    def _side(self, word: Word, camp: Camp, acts: bool) -> Side:
        """The first that holds, from the strongest tie to the event to the weakest."""
        if self._declares(word, camp, acts):
            return Side.DECLARER
        if word.performed:
            return Side.REPORTER  # "She accused …": the reporter saw her do it
        if self.event.type in status_words().kinds["harms"] and any(
            camp.own & judge.own for judge in self.turned
        ):
            return Side.AFFECTED  # the chief who dismissed the officer speaks against his own
        if acts or self._owns_force(word, camp) or self._fends_off(camp):
            return self._partys_side(word, camp)
        ours = self._is_ours(word, camp)
        if self._gains(camp, ours):
            return Side.PARTY
        if self.event.type in MISHAPS and not ours and self._establishes(camp):
            return Side.AUTHORITY  # police on a train that came off the rails: nobody did it to their state
        if self._is_done_to(word, camp, ours):
            return Side.AFFECTED
        if self._establishes(camp) and not self._is_anywhere(word, camp):
            return Side.AUTHORITY
        if camp.states and self._at_home(camp) and self._harms() and self.event.type not in MISHAPS:
            return Side.AFFECTED
        if word.kind is SourceKind.MEDIA and not camp.states and not ours:
            return Side.REPORTER
        return Side.OTHER

    def _establishes(self, camp: Camp) -> bool:
        """Whether it is their office to establish such a thing; a government's only in its own country."""
        held = camp.offices
        if "government" in held and not camp.states & {f"state:{self.home}", UNKNOWN_STATE}:
            natural = self.event.type in MISHAPS
            held = held if natural and self.home is None else held - {"government"}
        return any(self.event.type in status_words().establishes.get(office, ()) for office in held)

    def _is_anywhere(self, word: Word, camp: Camp) -> bool:
        """«President Ruiz said thousands were killed»: of which state, and where, nobody tells, of several."""
        unknown = UNKNOWN_STATE in camp.keys and self.home is None and word.kind is SourceKind.PERSON
        return unknown and self.abroad

    def _unsourced_side(self, word: Word) -> Side:
        """The reporter tells of a court's or a prosecutor's act: «Prosecutors charged him»."""
        if word.statement or word.anonymous:
            return Side.NOBODY
        if self.event.type is EventType.TRIAL and any(
            actor.offices & status_words().declares["TRIAL"] for actor in self.actors
        ):
            return Side.DECLARER
        return Side.DECLARER if self._is_by_letter() else Side.REPORTER

    def _is_by_letter(self) -> bool:
        """«the chief, by letter, dismissed the clerk»: the sentence names the paper that did it."""
        if self.event.type not in status_words().kinds["staff"] or not self.actors:
            return False
        text, trigger = self.article.text, self.event.trigger
        around = text[max(0, trigger.start - NEAR) : trigger.end + NEAR]
        return any(match[1] in status_words().words["declarations"] for match in BY_LETTER.finditer(around))

    def _declares(self, word: Word, camp: Camp, acts: bool) -> bool:
        """Whether the event consists in being declared, and this is the body entitled to it."""
        if word.faceless or (word.kind is SourceKind.MEDIA and not camp.states):
            return False
        kinds, kind = status_words().kinds, self.event.type
        if kind is EventType.COERCE and not self._is_arrest():
            return False
        if self._lets_go(camp):
            return True
        if camp.offices & status_words().declares.get(kind, frozenset()):
            return acts or not self.actors or kind is EventType.TRIAL
        if kind not in kinds["own"] or word.performed:
            return False
        staff = kind in kinds["staff"] and any(camp.meets(one) for one in self.sufferers)
        return acts or (staff and not self.actors)

    def _lets_go(self, camp: Camp) -> bool:
        """«The head of the railway has resigned, the ministry announced»: he went, and his own government says so."""
        if not self._resigns() or "government" not in camp.offices:
            return False
        return all(not one.nations or not camp.nations or one.nations & camp.nations for one in self.actors)

    def _resigns(self) -> bool:
        """Whether somebody left his office, and nobody made him."""
        return self.event.type is EventType.RESIGN and bool(self.actors) and not self.sufferers

    def _harms(self) -> bool:
        """Whether it is done to somebody."""
        return self.event.type in status_words().kinds["harms"] and not self._resigns()

    def _is_arrest(self) -> bool:
        told = self.event.mode or self.article[self.event.trigger].lower()
        return any(told.startswith(stem) for stem in status_words().kinds["arrests"])

    def _owns_force(self, word: Word, camp: Camp) -> bool:
        """«Police said the man was shot by officers», where no actor was found: their own did it."""
        if self.actors or not camp.offices & {"police", "military"}:
            return False
        mention, text = word.mention, self.article.text
        after = re.split(r"[.\n]", text[mention.end : mention.end + NEAR])[0]
        return any(
            re.search(rf"\b(?:by|in|with) (?:\w+ ){{0,3}}{means}\b", after)
            for means in status_words().words["own_means"]
        )

    def _partys_side(self, word: Word, camp: Camp) -> Side:
        harms = self.event.type in status_words().kinds["harms"]
        if word.act is Act.ADMIT and harms and "armed" not in camp.offices:
            return Side.ITSELF
        return Side.PARTY

    def _gains(self, camp: Camp, ours: bool) -> bool:
        """A state on its enemy's losses, a body on how it punished its own: «The army said 12 rebels were killed»."""
        if self.event.type is EventType.SANCTION and not self.actors:
            return any(camp.offices & one.offices and camp.meets(one) for one in self.sufferers)
        armed = bool(self.sufferers) and all("armed" in one.offices for one in self.sufferers)
        return armed and bool(camp.states) and not ours

    def _is_ours(self, word: Word, camp: Camp) -> bool:
        counted = (Argument(Role.VICTIM, one.span) for one in self.event.counts)
        patients = [*_patients(self.event), *counted]
        return any(camp.belongs(one) for one in self.sufferers) or self._has_own(word, patients)

    def _has_own(self, word: Word, arguments: Iterable[Argument]) -> bool:
        """Whether one of them is the speaker's in the speaker's own words: "its soldiers", "they"."""
        known = status_words().words
        for one in arguments:
            words = self.article[one.span].lower().split()
            theirs = set(words) & known["own_side"] or (
                one.entity is None and set(words[:1]) & known["speaker"]
            )
            if word.piece and one.span in word.piece and theirs:
                return True
        return False

    def _is_done_to(self, word: Word, camp: Camp, ours: bool) -> bool:
        """Whether it was done to them: their state's people and places, their own members, their kin."""
        kinds = status_words().kinds
        if not self._harms():
            return False
        nations = {key.removeprefix("state:") for key in camp.states}
        if any(nations & one.nations for one in self.sufferers):
            return True
        if word.act is Act.CONFIRM and self._is_of_the_other_side(camp):
            return True
        if nations and word.piece and OWN_SOIL.search(self.article[word.piece]):
            return True
        outcome = self.event.type in kinds["outcomes"] and not self.actors
        if camp.kin & self.people or ("kin" in camp.offices and self._is_family(word)):
            return self.event.type in kinds["outcomes"]
        if not ours:
            return False
        return bool(camp.states) or "armed" in camp.offices or not self._is_person(word) or outcome

    def _is_of_the_other_side(self, camp: Camp) -> bool:
        """«The army said it had killed Osman. The rebels confirmed his death»: they grant it of themselves."""
        state_did = bool(self.actors) and all(one.states for one in self.actors)
        return "armed" in camp.offices and state_did and not any(one.states for one in self.sufferers)

    def _at_home(self, camp: Camp) -> bool:
        """Officials of the country it happened in, where nothing tells of other people."""
        home = self.home
        foreign = any(one.nations - {home} or one.states - {f"state:{home}"} for one in self.sufferers)
        return home is not None and f"state:{home}" in camp.keys and not foreign

    def _fends_off(self, camp: Camp) -> bool:
        """Police whose own force is told of too, on a private person's attack on them: «he shot first»."""
        if "police" not in camp.offices or self.event.type is not EventType.ASSAULT or not self.actors:
            return False
        private = all(not actor.states and "armed" not in actor.offices for actor in self.actors)
        return private and any(camp.meets(force) for force in self.fights)

    def _is_family(self, word: Word) -> bool:
        owner = re.match(
            r"(?:his|her|their)\b|.*['’]s\b|.*\bof\b",
            self.article[word.who or word.mention],
            re.IGNORECASE,
        )
        return owner is not None and bool(self.sufferers)

    def _is_person(self, word: Word) -> bool:
        return word.kind in (SourceKind.PERSON, SourceKind.WITNESS, SourceKind.GROUP)


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


def _sight(scene: Scene, event: Event) -> _Sight:
    home = _home(scene, event)
    actors = tuple(_camps(scene.camps, event, Role.ACTOR, home=home))
    return _Sight(
        article=scene.article,
        event=event,
        camps=scene.camps,
        home=home,
        actors=actors,
        sufferers=tuple(_sufferers(scene.camps, event, home)),
        people=frozenset(one.entity for one in _patients(event) if one.entity),
        turned=tuple(
            judge
            for judge, done_to in scene.reckonings
            if any(camp.own & actor.own for camp in done_to for actor in actors)
        ),
        fights=tuple(camp for fight, camp in scene.fights if fight != event.id),
        at_home=scene.at_home,
        sources=scene.sources,
        abroad=len(set(scene.countries.values())) > 1,
    )


def _agents(event: Event) -> Iterator[Argument]:
    return (one for one in event.arguments if one.role is Role.ACTOR)


def _patients(event: Event) -> Iterator[Argument]:
    return (one for one in event.arguments if one.role in (Role.VICTIM, Role.RECIPIENT))


def _camps(camps: Camps, event: Event, *roles: Role, home: str | None = None) -> Iterator[Camp]:
    return (camps.of(one.span, one.entity, home=home) for one in event.arguments if one.role in roles)


def _sufferers(camps: Camps, event: Event, home: str | None) -> Iterator[Camp]:
    """Those it was done to; where no argument tells, those counted: "13 soldiers"."""
    told = list(_camps(camps, event, Role.VICTIM, Role.RECIPIENT, home=home))
    yield from told or [camps.of(count.span, None, home=home) for count in event.counts]


def _accused_from_abroad(scene: Scene, statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    """A country's force that others say attacked another country, and that country: "the army", speaking, is its own.

    «The minister said [Chad’s army] had shelled Geneina, Sudan. Six were killed, [the army] said»: Sudan's. Where the
    force speaks under its name, or the reporter tells of its deed, nothing is known to be mistaken.
    """
    spoken = {
        one.source.entity for one in statements if one.source and is_proper(scene.article[one.source.span])
    }
    for event in scene.events:
        home = _home(scene, event)
        for one in event.arguments:
            entity = scene.camps.entities.get(one.entity or "")
            if home is None or one.role is not Role.ACTOR or entity is None or entity.id in spoken:
                continue
            force = entity.type is EntityType.MILITARY and entity.country not in (None, home)
            if force and any(one.span in piece for said in statements for piece in said.content):
                yield entity.id, home


def _home(scene: Scene, event: Event) -> str | None:
    """The country the event happened in, where its places tell one and only one."""
    countries: set[str] = set()
    for one in event.arguments:
        if one.role is Role.PLACE:
            entity = scene.camps.entities.get(one.entity or "")
            countries |= (
                {entity.country} if entity and entity.country else {*find_nations(scene.article[one.span])}
            )
    if not countries and event.place:
        return scene.countries.get(event.place)
    return countries.pop() if len(countries) == 1 else None

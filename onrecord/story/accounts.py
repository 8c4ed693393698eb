"""Incidents → accounts: whose word each version of each article gives, those of copies told from those of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.status import status_words
from onrecord.standing.keys import UNKNOWN_ORIGIN, UNKNOWN_STATE, words_key
from onrecord.standing.telling import short_name
from onrecord.story.amended import Amended
from onrecord.story.days import days_of
from onrecord.story.earlier import Kept, find_earlier
from onrecord.story.evidence import sentence_of
from onrecord.story.origins import TIES, name_origins
from onrecord.story.reprints import fold_copies
from onrecord.story.said import Doer, Figure, Said
from onrecord.story.scope import Scope
from onrecord.types import (
    Account,
    Argument,
    Article,
    Copy,
    Entity,
    EntityType,
    EventType,
    Evidence,
    Filed,
    Identity,
    Incident,
    Judgement,
    Origin,
    Record,
    Ref,
    RelationKind,
    Role,
    Side,
    SourceKind,
    Span,
    Statement,
)

UNTOLD = Origin("", "", None)  # until all accounts are known, so that one origin has one name
NOBODY = "somebody not named"
STATES = frozenset({EntityType.STATE, EntityType.MILITARY})
CALLED_BY_NAME = frozenset({EntityType.PERSON, EntityType.STATE})  # whatever the words around it
# What may stand behind who speaks, where it is only named beside: not a town, nor somebody else
BACKING = frozenset({EntityType.ORGANISATION, EntityType.MEDIA, EntityType.MILITARY, EntityType.FACILITY})
DOING = BACKING | {EntityType.PERSON, EntityType.GROUP, EntityType.STATE}  # who may be said to have done it
BOUND = frozenset(
    {RelationKind.SPOKESPERSON_FOR, RelationKind.MEMBER_OF, RelationKind.HEAD_OF, RelationKind.PART_OF}
)
NEAR = 300  # characters: how far before "it" its speaker is looked for


def find_accounts(
    articles: Sequence[Filed],
    incidents: Sequence[Incident],
    copies: Sequence[Copy] = (),
    identities: Sequence[Identity] = (),
    judgements: Sequence[Judgement] = (),
) -> tuple[tuple[Said, ...], ...]:
    """The accounts of each incident, in the order of the incidents: who says what of it, since when.

    Earlier versions of an article have theirs too, until the day a later one left them out. What a copy only prints
    again is its original's. Statements and events that somebody judged misread give none, or give what they should.
    """
    desk = _Desk(
        {one.id: one for one in articles},
        {ref: one for one in identities for ref in one.members},
        frozenset(voice_key(one.article) for one in articles),
        Amended.by(judgements),
        _bodies_behind(articles, identities),
    )
    kept = find_earlier(articles, incidents)
    every = [tuple(said for one in told for said in desk.hear(one)) for told in kept]
    folded = [fold_copies(said, desk.filed, copies) for said in every]
    return name_origins(folded, incidents, identities)


def _bodies_behind(articles: Sequence[Filed], identities: Sequence[Identity]) -> Mapping[str, str]:
    """What persons speak for, where it has no name: «the army’s spokesman, Colonel Vaca»; those of two are left out."""
    records = {one.id: {entity.id: entity for entity in one.record.entities} for one in articles}
    found: dict[str, set[str]] = defaultdict(set)
    for identity in identities:
        for ref in identity.members if identity.type is EntityType.PERSON else ():
            entities = records.get(ref.article, {})
            one = entities.get(ref.finding)
            bound = _bound(one) if one else ()
            found[identity.id] |= {words_key(entities[to].name) for to in bound if to in entities}
    return {person: next(iter(nouns)) for person, nouns in found.items() if len(nouns) == 1}


def _bound(entity: Entity) -> Iterator[str]:
    yield from (role.of for role in entity.roles if role.of and role.current)
    yield from (link.to for link in entity.relations if link.kind in BOUND)


def voice_key(article: Article) -> str:
    """What an outlet is known by where it speaks in its own voice; an article of no outlet is known by itself."""
    return f"voice:{_plain(article.outlet) if article.outlet else article.id}"


def voice_name(article: Article) -> str:
    """What an outlet is called where it speaks in its own voice; of no known outlet, the page by its site or file."""
    if article.outlet:
        return article.outlet
    site = urlsplit(article.url or article.id).hostname
    return f"a page of {site.removeprefix('www.')}" if site else f"the page {article.id.rpartition('/')[2]}"


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What it takes to tell whose word an account is, across articles."""

    filed: Mapping[str, Filed]
    identities: Mapping[Ref, Identity]
    outlets: frozenset[str]  # their voices
    amended: Amended
    behind: Mapping[str, str]  # person → what the body without a name is called that they speak for

    def hear(self, kept: Kept) -> Iterator[Said]:
        """The accounts that one version of an article gives of one event."""
        event, newest = kept.event, kept.newest
        if newest and self.amended.is_out(kept.article, event.id):
            return
        record = kept.record
        statements = {one.id: one for one in record.statements}
        for account in (_heard_before(record, one) for one in event.accounts):
            statement = statements.get(account.statement or "")
            if newest and statement and self.amended.is_out(kept.article, statement.id):
                continue
            heard = self._said(kept, account, statement)
            yield self.amended.correct(heard, kept.article, statement) if newest else heard

    def _said(self, kept: Kept, account: Account, statement: Statement | None) -> Said:
        record, event = kept.record, kept.event
        scope = Scope.around(record, account.span, statement)
        whole = replace(account, keys=tuple(sorted(self._keys(kept, account))))
        return Said(
            account=whole,
            origin=UNTOLD,
            name=self._name(kept, account),
            noun=self._noun(kept, account),
            speaker=speaker.id if (speaker := self._identity(kept, account.entity)) else None,
            act=statement.act if statement else None,
            article=kept.article,
            event=event,
            evidence=_cite(kept, scope.sentence, account.statement),
            since=kept.since,
            until=kept.until,
            spoken=_whole_day(statement.date) if statement and statement.date else None,
            figures=tuple(self._figures(kept, account)),
            doers=tuple(self._doers(kept, whole, scope)),
            sufferers=frozenset(self._sufferers(kept)),
            days=scope.days(event.time),
            place=scope.place(event),
            headed=any(
                part and account.span in part for part in (record.article.headline, record.article.deck)
            ),
        )

    def _noun(self, kept: Kept, account: Account) -> str:
        """What the origin is called: "words:army", of its spokesman too, whichever article tells that he is."""
        if account.who is None:
            return ""
        speaker = self._identity(kept, account.entity)
        return self.behind.get(speaker.id if speaker else "") or words_key(kept.record.article[account.who])

    def _keys(self, kept: Kept, account: Account) -> Iterator[str]:
        """The account's keys, those that hold in its article alone made to hold in all.

        Who is not known by name is known by the noun of the words: "the railway workers’ union" is a union, no railway.
        """
        article = kept.record.article
        if account.who is None:
            yield from self._voice_keys(article)
            return
        keys = {key for key in account.keys if not key.startswith(("entity:", "words:"))}
        entities = [key.removeprefix("entity:") for key in account.keys if key.startswith("entity:")]
        found = [(one, identity) for one in entities if (identity := self._identity(kept, one))]
        named = {who.id: who.name for one, who in found if one == account.entity or who.type in BACKING}
        keys |= {f"entity:{one}" for one in named}
        if account.kind is SourceKind.MEDIA:
            names = [article[account.who], *named.values()]
            keys |= {f"voice:{_plain(name)}" for name in names} & self.outlets
        yield from keys
        if not any(key.startswith(TIES) for key in keys):
            known = _entity(kept, account.entity)
            words = article[account.who]
            yield words_key(known.name if known and _is_pronoun(words) else words)

    def _voice_keys(self, article: Article) -> Iterator[str]:
        """An outlet's own voice; that of state media is its state's as well."""
        yield voice_key(article)
        body = known_body(article.outlet) if article.outlet else None
        if body and body.state_run and body.country:
            yield f"state:{body.country}"

    def _identity(self, kept: Kept, entity: str | None) -> Identity | None:
        """Who the entity is across articles; that of an earlier version is who bears its name in the newest."""
        if entity is None or kept.newest:
            return self.identities.get(Ref(kept.article, entity or ""))
        known = _entity(kept, entity)
        newest = self.filed[kept.article].record.entities
        same = (one.id for one in newest if known and one.name == known.name)
        found = (self.identities.get(Ref(kept.article, one)) for one in same)
        return next((one for one in found if one), None)

    def _name(self, kept: Kept, account: Account) -> str:
        article = kept.record.article
        if account.who is None:
            named = account.side is not Side.NOBODY and not account.faceless
            return voice_name(article) if named else NOBODY
        words = short_name(article[account.who])
        identity, known = self._identity(kept, account.entity), _entity(kept, account.entity)
        if identity and (_is_pronoun(words) or identity.type in CALLED_BY_NAME):
            return identity.name
        if not _is_pronoun(words):
            return words
        return known.name if known and not _is_pronoun(known.name) else f"whoever “{words}” is"

    def _figures(self, kept: Kept, account: Account) -> Iterator[Figure]:
        for at in account.counts:
            count = kept.event.counts[at]
            if not count.part:
                sentence = sentence_of(kept.record, count.span)
                words = kept.record.article[count.span]
                yield Figure(count, words, _cite(kept, sentence, account.statement))

    def _doers(self, kept: Kept, account: Account, scope: Scope) -> Iterator[Doer]:
        """Who did it, where the account tells whose people they are: "its fighters", "Chadian planes"."""
        if kept.event.type is EventType.DISASTER:
            return  # nobody did
        if account.acts and not account.accused:
            keys = frozenset(key for key in account.keys if key.startswith((*TIES, "state:"))) - {
                UNKNOWN_STATE
            }
            yield from [Doer(keys, self._name(kept, account))] if keys else []
            return
        for one in kept.event.arguments:
            if one.role is Role.ACTOR and scope.holds(one.span):
                keys = frozenset(self._camp(kept, one))
                if keys:
                    yield Doer(keys, short_name(kept.record.article[one.span]))

    def _camp(self, kept: Kept, argument: Argument) -> Iterator[str]:
        """Who stands behind a participant, if it is named: a body, a person, a state by its means."""
        words = kept.record.article[argument.span]
        identity, known = self._identity(kept, argument.entity), _entity(kept, argument.entity)
        if set(words.lower().split()) <= status_words().words["means"]:
            return  # "drones": whose, is not said
        if identity and identity.type in DOING:
            yield f"entity:{identity.id}"
        if known and known.type in STATES and known.country:
            yield f"state:{known.country}"
        elif set(words.lower().split()) & status_words().words["means"]:
            yield from (f"state:{code}" for code in find_nations(words))

    def _sufferers(self, kept: Kept) -> Iterator[str]:
        for one in kept.event.arguments:
            if one.role in (Role.VICTIM, Role.RECIPIENT):
                yield from self._camp(kept, one)
                yield from (f"state:{code}" for code in find_nations(kept.record.article[one.span]))


def _whole_day(value: str) -> str | None:
    days = days_of(value)
    return days.first.isoformat() if days and days.many == 1 else None


def _is_pronoun(words: str) -> bool:
    return words.lower() in status_words().words["pronouns"] | status_words().words["own_side"] | {"you"}


def _heard_before(record: Record, account: Account) -> Account:
    """«The Front confirmed it. It said four died»: where nobody could tell who "it" is, who spoke just before."""
    if account.who is None or account.entity or UNKNOWN_ORIGIN not in account.keys:
        return account
    before = [
        one
        for event in record.events
        for one in event.accounts
        if one.who
        and one.who.end <= account.who.start <= one.who.end + NEAR
        and not _is_pronoun(record.article[one.who])
    ]
    last = max(before, key=lambda one: (one.who.start if one.who else 0, one.keys), default=None)
    if last is None or last.faceless:
        return account
    return replace(account, who=last.who, entity=last.entity, kind=last.kind, keys=last.keys)


def _entity(kept: Kept, entity: str | None) -> Entity | None:
    return next((one for one in kept.record.entities if one.id == entity), None)


def _cite(kept: Kept, span: Span, statement: str | None) -> Evidence:
    version = None if kept.newest else kept.version
    return Evidence(kept.article, span, kept.record.article[span], statement, version)

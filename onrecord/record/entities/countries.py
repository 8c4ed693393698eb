"""To which country an entity belongs, where the article's words or the lexicon tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicons import words
from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.lexicons.roles import RoleSort, RoleWord
from onrecord.record.entities.page import LANDS, POSSESSIVE, Head, Named, Page, Phrase, Standing, Token
from onrecord.types import Entity, EntityType, MentionKind, Place, RelationKind

SPEAKERS = frozenset({EntityType.ORGANISATION, EntityType.MILITARY, EntityType.MEDIA, EntityType.FACILITY})
NOWHERE = frozenset(
    {"un", "international", "monitor", "aid", "armed-group"}
)  # bodies that an adjective gives no country
INITIALS = frozenset({"US", "U.S.", "UK", "U.K.", "UAE"})  # names that are adjectives too: "a US journalist"


def find_countries(page: Page, standings: Sequence[Standing]) -> dict[str, str]:
    """The ISO code of each entity whose country is known; none where the article says two."""
    told: dict[str, set[str]] = defaultdict(set)
    for entity in page.entities.values():
        told[entity.id] |= _of_itself(page, entity)
    lands = {entity: next(iter(codes)) for entity, codes in told.items() if len(codes) == 1}
    for standing in standings:
        if standing.holder.entity.type is EntityType.PERSON and standing.phrase.holds is not RoleWord.UNSURE:
            told[standing.holder.entity.id] |= _of_standing(page, standing, lands)
    return {entity: next(iter(codes)) for entity, codes in told.items() if len(codes) == 1}


def settle_countries(entities: tuple[Entity, ...], places: Sequence[Place]) -> tuple[Entity, ...]:
    """The entities with the countries of their places: a town has its place's, its mayor the town's."""
    told: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.entity and place.country:
            told[place.entity].add(place.country)
    codes = {entity: next(iter(found)) for entity, found in told.items() if len(found) == 1}
    settled = tuple(
        replace(entity, country=codes.get(entity.id))
        if entity.type in LANDS and entity.country is None
        else entity
        for entity in entities
    )
    where = {entity.id: entity.country for entity in settled if entity.type in LANDS}
    return tuple(_with_town(entity, where) for entity in settled)


def _with_town(entity: Entity, where: dict[str, str | None]) -> Entity:
    if entity.country or entity.type is not EntityType.PERSON:
        return entity
    towns = {code for role in entity.roles if role.of and (code := where.get(role.of))}
    return replace(entity, country=towns.pop()) if len(towns) == 1 else entity


# ---- By their own words ----------------------------------------------------------------------------------


def _of_itself(page: Page, entity: Entity) -> set[str]:
    """What an entity's own names and descriptions tell."""
    if entity.country:
        return {entity.country}
    if entity.type in LANDS:
        codes = find_nations(entity.name)
        return set(codes) if page.lands.get(codes[0] if codes else "") == entity.id else set()
    mentions = [
        one for one in page.named if one.entity.id == entity.id and one.kind is not MentionKind.PRONOUN
    ]
    if entity.type in SPEAKERS:
        mentions = _without_short(page, mentions)
        return {code for one in mentions for code in _of_body(page, one)}
    if entity.type is EntityType.GROUP:
        names = {page.text[one.start : one.end] for one in mentions if one.kind is MentionKind.NAME}
        return {code for name in names for code in find_nations(name)}
    if entity.type is EntityType.PERSON and all(one.kind is MentionKind.DESCRIPTION for one in mentions):
        return {code for one in mentions for code in _of_description(page, one)}
    return set()


def _without_short(page: Page, mentions: list[Named]) -> list[Named]:
    """The mentions without initials, where a full name says that they are not the body of those initials we know."""
    long = [one for one in mentions if one.kind is MentionKind.NAME and " " in page.text[one.start : one.end]]
    if not long or any(known_body(page.text[one.start : one.end]) for one in long):
        return mentions
    return [one for one in mentions if not page.text[one.start : one.end].replace(".", "").isupper()]


def _of_body(page: Page, one: Named) -> set[str]:
    """A body's country: the lexicon's, or that of the country named right before it: "Chad’s" · "Water Board"."""
    surface = page.text[one.start : one.end]
    known = known_body(surface)
    nations, start = _nations_before(page, one.start)
    if known and not known.described:
        return {known.country} if known.country else set()
    wider = known_body(page.text[start : one.end]) if nations else None
    if wider and wider.country:
        return {wider.country}
    if known and (known.country or known.office in NOWHERE):
        return {known.country} if known.country else set()
    return set(nations) if len(nations) == 1 and one.kind is MentionKind.NAME else set()


def _nations_before(page: Page, start: int) -> tuple[tuple[str, ...], int]:
    """The country named right before a mention, "Chad’s" or "Chadian", and where it begins."""
    last = page.at(start) - 1
    if last < 0 or not page.tokens[last].text[:1].isalnum():
        return (), start
    for size in (2, 1):
        first = last - size + 1
        if first < 0 or not page.adjacent(last, last + 1) or not page.tokens[first].text[:1].isupper():
            continue
        surface = page.text[page.tokens[first].start : page.tokens[last].end]
        codes = find_nations(surface)
        bare = POSSESSIVE.sub("", surface)
        owns = bool(POSSESSIVE.search(surface))
        adjective = bool(codes) and (bare in INITIALS or bare not in page.land_names)
        if len(codes) == 1 and (owns or adjective):
            return codes, page.tokens[first].start
    return (), start


def _of_description(page: Page, one: Named) -> tuple[str, ...]:
    """ "a senior Chadian official" · "who had met Peruvians": up to where its noun phrase ends."""
    at, end = page.at(one.start), one.start
    while at < len(page.tokens) and page.tokens[at].end <= one.end and not _ends(page.tokens[at]):
        end = page.tokens[at].end
        noun = find_nominal_noun(page.tokens[at].word)
        if noun and noun.type is EntityType.PERSON:
            break
        at += 1
    codes = find_nations(page.text[one.start : end])
    return codes if len(codes) == 1 and not POSSESSIVE.search(page.text[one.start : end]) else ()


def _ends(token: Token) -> bool:
    return not token.text[:1].isalnum() or token.word in words("phrase_ends")


# ---- By what they are ------------------------------------------------------------------------------------


def _of_standing(page: Page, standing: Standing, lands: dict[str, str]) -> set[str]:
    """The country that somebody's role tells: the state it is held in, or whose people the words name."""
    phrase = standing.phrase
    heads = [head for head in phrase.heads if head.noun.sort is not RoleSort.KIN]
    if not heads:
        return set()
    codes = {*phrase.nations, *(phrase.within if phrase.preposition in ("of", "for", "at", "with") else ())}
    for head in heads:
        codes |= _of_role(page, phrase, head, lands)
    return codes


def _of_role(page: Page, phrase: Phrase, head: Head, lands: dict[str, str]) -> set[str]:
    body = page.body_of(phrase, head)
    if body is None or body not in lands:
        return set()
    entity = page.entities[body]
    public = head.noun.sort in (RoleSort.OFFICE, RoleSort.RANK)
    if entity.type in LANDS:
        adjective = body == phrase.inner and any(
            alias in INITIALS for alias in (entity.name, *entity.aliases)
        )
        return {lands[body]} if public or adjective else set()
    if entity.type is EntityType.PERSON:
        return set()
    known = known_body(entity.name)
    belongs = head.noun.relation in (
        RelationKind.MEMBER_OF,
        RelationKind.HEAD_OF,
        RelationKind.SPOKESPERSON_FOR,
    )
    organ = known is not None and (known.state_run or known.office == "armed-group")
    return {lands[body]} if organ and (public or belongs) else set()

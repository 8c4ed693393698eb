"""How entities stand to each other: kin and succession, members, heads, spokespeople and parts of bodies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.lexicons import words
from onrecord.lexicons.roles import RoleSort, RoleVerb, RoleWord, role_verbs, role_words
from onrecord.record.entities.page import BODIES, DETERMINERS, LANDS, Head, Named, Page, Phrase, Standing
from onrecord.record.entities.phrases_after import object_of
from onrecord.types import EntityType, MentionKind, Relation, RelationKind, Span

KINDS = RelationKind
KEEPS = frozenset(
    {"acting", "interim", "supreme", "transitional"}
)  # "acting head" leads, "deputy head" does not
SPEAKS_FOR_ALL = frozenset({"government", "chief", "official"})
AND_OWNER = re.compile(r",?\s+and\s+$")  # "Omar Haddad, and" · "his son"
LED_BY = re.compile(
    r",?\s+(?:which\s+is\s+|is\s+|are\s+)?(?:led|headed|chaired|commanded|run)\s+by\s+(?:the\s+)?$"
)
REACH = 60  # characters between a body and whom it is led by, his titles among them
VERB_WORDS = 2


def find_relations(page: Page, standings: Sequence[Standing]) -> dict[str, tuple[Relation, ...]]:
    """The relations of each entity, in the order of the text, each once."""
    found: dict[str, dict[tuple[RelationKind, str], Relation]] = defaultdict(dict)
    told = [*_of_standings(page, standings), *_leading(page), *_led(page)]
    for holder, relation in sorted(told, key=lambda one: (one[1].span.start, one[1].span.end, one[1].kind)):
        if holder != relation.to:
            found[holder].setdefault((relation.kind, relation.to), relation)
    return {holder: tuple(relations.values()) for holder, relations in found.items()}


def _of_standings(page: Page, standings: Sequence[Standing]) -> Iterator[tuple[str, Relation]]:
    for standing in standings:
        for head in standing.phrase.heads:
            found = _relation(page, standing, head)
            if found:
                yield standing.holder.entity.id, Relation(*found, standing.phrase.span)


def _relation(page: Page, standing: Standing, head: Head) -> tuple[RelationKind, str] | None:
    """What one noun of a phrase makes its holder to another entity."""
    phrase, kind = standing.phrase, head.noun.relation
    if kind is None or phrase.holds in (RoleWord.UNSURE, RoleWord.NEXT):
        return None
    if head.noun.sort is RoleSort.KIN:
        return _kin(page, standing, kind)
    if phrase.holds is not RoleWord.NOW:
        return None
    body = page.body_of(phrase, head)
    target = page.entities[body].type if body else None
    if target is None or not _may_stand(standing.holder.entity.type, head):
        return None
    if kind is KINDS.SPOKESPERSON_FOR:
        other = (
            target in LANDS and _modifiers(page, head) - SPEAKS_FOR_ALL
        )  # "Chadian army spokesman": not for Chad
        return (kind, str(body)) if target in BODIES | {EntityType.PERSON} and not other else None
    if target not in BODIES | {EntityType.GROUP} or (kind is KINDS.MEMBER_OF and target in LANDS):
        return None  # "the county police commander" is no member of the county
    one = phrase.article == "the" or (phrase.preposition == "of" and not phrase.article)
    commands = (
        head.noun.noun == "commander" and one
    )  # "commander of the Osh Brigade"; "an Osh Brigade commander" is of many
    if kind is not KINDS.HEAD_OF and not commands:
        return kind, str(body)
    return _headship(page, phrase, head, str(body), target)


def _may_stand(holder: EntityType, head: Head) -> bool:
    """People hold offices, bodies are parts, and either can be a member."""
    if holder is EntityType.PERSON:
        return head.noun.sort is not RoleSort.PART
    return head.noun.sort is RoleSort.PART or head.noun.noun.endswith("member")


def _modifiers(page: Page, head: Head) -> set[str]:
    return set(page.article[head.title].casefold().split()) - set(head.noun.noun.split(" ")) - KEEPS


def _kin(page: Page, standing: Standing, kind: RelationKind) -> tuple[RelationKind, str] | None:
    """Whose kin: "Haddad’s son", "son of Omar Haddad", "Haddad and his son"; a former wife is a wife no more."""
    phrase, holder = standing.phrase, standing.holder.entity
    if phrase.holds is RoleWord.PAST or holder.type is not EntityType.PERSON:
        return None
    of = phrase.complement if phrase.preposition in ("of", "to") else None
    whom = phrase.owner or of or (_owner(page, phrase.pronoun, holder.id) if phrase.pronoun else None)
    return (kind, whom) if whom and page.entities[whom].type is EntityType.PERSON else None


def _owner(page: Page, pronoun: Span, holder: str) -> str | None:
    """Whom "his" means: the name right before "and his", else who the pronoun was found to be."""
    before = AND_OWNER.search(page.text, max(0, pronoun.start - 8), pronoun.start)
    if before:
        for one in page.ending.get(before.start(), ()):
            if (
                one.kind is MentionKind.NAME
                and one.entity.type is EntityType.PERSON
                and one.entity.id != holder
            ):
                return one.entity.id
    found = (one.entity for one in page.starting.get(pronoun.start, ()) if one.kind is MentionKind.PRONOUN)
    return next((one.id for one in found if one.id != holder and one.type is EntityType.PERSON), None)


def _headship(
    page: Page, phrase: Phrase, head: Head, body: str, target: EntityType
) -> tuple[RelationKind, str] | None:
    """Head of a body: "a Harbour Front leader" is one of its members, "the police chief of Osh" does not lead Osh."""
    modifiers = _modifiers(page, head)
    if (
        modifiers
        or phrase.preposition not in ("", "of")
        or any(word != "supreme" for word in phrase.loose)
        or phrase.article == "a"
    ):
        some = head.noun.noun == "leader" and target not in LANDS and not modifiers
        return (KINDS.MEMBER_OF, body) if some else None
    if target in LANDS and head.noun.noun not in words("land_heads"):
        return None
    if target is EntityType.GROUP or (
        target not in LANDS and " " in head.noun.noun and head.noun.noun.endswith(" chief")
    ):
        return None if target is EntityType.GROUP else (KINDS.HEAD_OF, body)
    return KINDS.HEAD_OF, body


def _leading(page: Page) -> Iterator[tuple[str, Relation]]:
    """ "Ana Ruiz" · ", who leads the Osh Water Board"."""
    for one in _people(page):
        at = page.at(one.end)
        for skip in ((",", "who"), ("who",), ()):
            words = tuple(token.word for token in page.tokens[at : at + len(skip)])
            if words == skip:
                at += len(skip)
                break
        for size in range(VERB_WORDS, 0, -1):
            verb = page.tokens[at : at + size]
            if verb and role_verbs().get(" ".join(token.word for token in verb)) is RoleVerb.LEADS:
                found = object_of(page, at + size)
                if found and found[0] and page.entities[found[0]].type in BODIES - LANDS:
                    span = Span(verb[0].start, page.tokens[found[1] - 1].end)
                    yield one.entity.id, Relation(KINDS.HEAD_OF, found[0], span)
                break


def _led(page: Page) -> Iterator[tuple[str, Relation]]:
    """ "the Osh Water Board, led by" · "Ana Ruiz"."""
    for one in _people(page):
        start = _titles_start(page, one)
        match = LED_BY.search(page.text, max(0, start - REACH), start)
        for body in page.ending.get(match.start(), ()) if match else ():
            first = page.at(body.start) - 1
            first -= page.tokens[max(first, 0)].word in DETERMINERS
            behind = first >= 0 and page.tokens[first].word in words(
                "phrase_ends"
            )  # "a raid at Osh Airport, led by"
            if body.kind is MentionKind.NAME and body.entity.type in BODIES - LANDS and match and not behind:
                yield one.entity.id, Relation(KINDS.HEAD_OF, body.entity.id, Span(body.start, one.end))


def _titles_start(page: Page, one: Named) -> int:
    """Where the titles before a name begin: "led by" · "former general Omar Haddad"."""
    at = page.at(one.start)
    while at > 0 and page.adjacent(at - 1, at):
        noun = page.noun_ending(at - 1)
        if not noun and page.tokens[at - 1].word not in role_words():
            break
        at -= noun[0] if noun else 1
    return page.tokens[at].start


def _people(page: Page) -> list[Named]:
    return [
        one for one in page.named if one.kind is MentionKind.NAME and one.entity.type is EntityType.PERSON
    ]

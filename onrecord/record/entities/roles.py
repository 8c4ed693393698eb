"""What everybody is, as the article says it: roles, relations, country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons.roles import RoleSort, RoleWord, role_nouns
from onrecord.record.entities.countries import find_countries
from onrecord.record.entities.page import Head, Page, Standing
from onrecord.record.entities.phrases_after import phrases_at
from onrecord.record.entities.relations import find_relations
from onrecord.record.entities.role_phrases import GONE, find_standings
from onrecord.types import Article, Entity, EntityType, HeldRole, MentionKind, Span

NAME = MentionKind.NAME
HOLDS = frozenset({RoleSort.OFFICE, RoleSort.RANK, RoleSort.JOB})


def find_roles(
    article: Article, entities: tuple[Entity, ...], sentences: tuple[Span, ...]
) -> tuple[Entity, ...]:
    """The entities with their roles, relations and country, as far as the words around their names carry them.

    "Ana Ruiz, former head of the port authority" holds a role that is past; a person who is "expected to be
    minister", or "the alleged leader", holds none.
    """
    page = Page(article, entities)
    standings = _with_descriptions(page, tuple(find_standings(page, sentences)))
    roles = _roles(page, standings)
    relations = find_relations(page, standings)
    nations = find_countries(page, standings)
    return tuple(
        replace(
            entity,
            roles=roles.get(entity.id, entity.roles),
            relations=relations.get(entity.id, entity.relations),
            country=nations.get(entity.id, entity.country),
        )
        for entity in entities
    )


def _with_descriptions(page: Page, standings: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """The standings, and those of descriptions that tell of which body a role beside the name is.

    "President Ana Ruiz", and later "the Peruvian president": the president of Peru; but not where the words beside
    the name tell of another body, or the descriptions of two.
    """
    more = [
        Standing(one, phrases[0])
        for one in page.named
        if one.kind is MentionKind.DESCRIPTION
        and (phrases := phrases_at(page, page.at(one.start), one.entity.id)[0])
    ]
    bare = {
        (standing.holder.entity.id, head.noun.full): _is_bare(page, standing, head)
        for standing in sorted(
            standings, key=lambda one: _is_bare(page, one, one.phrase.heads[0]), reverse=True
        )
        for head in standing.phrase.heads
        if standing.holder.kind is NAME
    }
    bodies: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for standing in more:
        head = standing.phrase.heads[0]
        bodies[standing.holder.entity.id, head.noun.full].add(page.body_of(standing.phrase, head))
    return (*standings, *(one for one in more if _tells_more(one, bare, bodies)))


def _is_bare(page: Page, standing: Standing, head: Head) -> bool:
    """A role held now that says nothing of whose it is."""
    phrase = standing.phrase
    told = (
        page.body_of(phrase, head) or phrase.owned or phrase.unknown or phrase.preposition or phrase.nations
    )
    return not told and phrase.holds is RoleWord.NOW


def _tells_more(
    standing: Standing, bare: dict[tuple[str, str], bool], bodies: dict[tuple[str, str], set[str | None]]
) -> bool:
    key = standing.holder.entity.id, standing.phrase.heads[0].noun.full
    return bare.get(key, False) and standing.phrase.article == "the" and len(bodies[key]) == 1


def _roles(page: Page, standings: Sequence[Standing]) -> dict[str, tuple[HeldRole, ...]]:
    """The roles of each person, in the order of the text, each once with its fullest span."""
    found: dict[str, list[HeldRole]] = defaultdict(list)
    for standing in sorted(standings, key=lambda one: (one.phrase.span.start, one.phrase.span.end)):
        if standing.holder.entity.type is EntityType.PERSON and standing.phrase.holds is not RoleWord.UNSURE:
            for role in _held_roles(page, standing):
                _add(page, found[standing.holder.entity.id], role)
    return {
        holder: tuple(sorted(roles, key=lambda role: (role.span.start, role.title)))
        for holder, roles in found.items()
    }


def _held_roles(page: Page, standing: Standing) -> Iterator[HeldRole]:
    phrase = standing.phrase
    for head in phrase.heads:
        if head.noun.sort in HOLDS:
            body = page.body_of(phrase, head)
            person = (
                body and page.entities[body].type is EntityType.PERSON and head.noun.sort is not RoleSort.JOB
            )
            of = body if body != standing.holder.entity.id and not (person and phrase.owner != body) else None
            yield HeldRole(page.article[head.title], phrase.span, of, phrase.holds not in GONE)


def _add(page: Page, roles: list[HeldRole], role: HeldRole) -> None:
    """Puts a role to the others, or makes one of it and the same told before; once past is past."""
    for n, other in enumerate(roles):
        if _are_one(role, other):
            fuller = max(other, role, key=lambda one: (one.of is not None, len(one.title), len(one.span)))
            roles[n] = replace(fuller, of=other.of or role.of, current=other.current and role.current)
            return
    roles.append(role)


def _are_one(role: HeldRole, other: HeldRole) -> bool:
    a, b = _plain(role.title), _plain(other.title)
    long, short = (a, b) if len(a) > len(b) else (b, a)
    same = a == b or long.endswith(f" {short}") or long.startswith(f"{short} of ")
    return same and (role.of == other.of or role.of is None or other.of is None)


def _plain(title: str) -> str:
    """A title in the form in which it is compared: "Lt. Gen." is "lieutenant general"."""
    words = title.casefold().replace(".", "").split()
    noun = role_nouns().get(" ".join(words)) or role_nouns().get(words[-1])
    return " ".join([*words[: -len(noun.noun.split())], noun.full]) if noun else " ".join(words)

"""Mentions → entities: each once, with its names, descriptions and pronouns, its name, type and country."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.lexicons import words
from onrecord.lexicons.names import capital_of, country_of, split_name, tidy_name
from onrecord.record.acts import find_act
from onrecord.record.entities.coreference import find_chains
from onrecord.record.entities.speakers import source_mention
from onrecord.record.entities.standing import LANDS, find_actors
from onrecord.types import (
    Article,
    Entity,
    EntityType,
    Mention,
    MentionKind,
    Nominal,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
)

__all__ = ["entity_at", "entity_of", "find_entities"]

ASIDE = re.compile(r"\b(?:of|in|at|from|by|with|for|to|near)\s|['’]s?\s")
# "the Osman" · " family"; not "the official" · " who fled"
COMPOUND = re.compile(
    r"\s+(?!(?:who|whose|that|which|of|in|at|from|for|on|with|and|familiar|close|briefed)\b)[a-z]|-"
)
ADJECTIVE = re.compile(
    r"(?:-[\w-]+)?\s+(?P<noun>[A-Za-z][a-z-]+)"
)  # "Omani" · " mediators", "-backed fighters", " Embassy"
OWNS = re.compile(r"['’]s?(?=\s)")  # "Haddad’s lawyer": not Haddad is speaking
OF = re.compile(r"\sof\s", re.IGNORECASE)
SPEAKING = {  # what a name is that speaks as a source of this kind
    (EntityType.PLACE, SourceKind.STATE): EntityType.STATE,
    (EntityType.ORGANISATION, SourceKind.MEDIA): EntityType.MEDIA,
    (EntityType.ORGANISATION, SourceKind.MILITARY): EntityType.MILITARY,
}
BEARS = {  # the types of name that a source of a kind is named by
    SourceKind.PERSON: {EntityType.PERSON},
    SourceKind.STATE: {EntityType.PLACE, EntityType.ORGANISATION},
    SourceKind.GROUP: {EntityType.GROUP, EntityType.ORGANISATION},
}
ANY_BODY = {EntityType.ORGANISATION, EntityType.FACILITY}
PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
FEWEST_PRONOUNS = 2  # of somebody who is nothing but "we" or "they"
LEAST_SHARED = 0.5  # of the words that a span and a mention cover together


def find_entities(
    article: Article,
    nominals: tuple[Nominal, ...],
    sentences: tuple[Span, ...],
    statements: tuple[Statement, ...],
    reading: Reading,
) -> tuple[Entity, ...]:
    """Each person, body and place once, with all its mentions, in the order of the first.

    Who is named is kept; of those who are not, persons described, whoever is a source, and what comes again.
    A place that speaks or acts is a state; an organisation that speaks as an outlet or an army is one.
    """
    chains = find_chains(article, nominals, sentences, statements, reading)
    actors = find_actors(article, nominals, statements, reading)
    speaking = _speaking(article, nominals, statements)
    sources = {source_mention(article, s.source, nominals) for s in statements if s.source}
    gathered = [
        _Gathered(chain, kind)
        for chain in _by_government(article, nominals, chains, actors)
        if (kind := _type(nominals, chain, speaking, actors))
    ]
    kept = sorted(
        (
            one
            for one in gathered
            if _is_kept(nominals, one, sources) and not _only_describes(article, nominals, one)
        ),
        key=lambda one: nominals[one.members[0]].span,
    )
    return tuple(_entity(article, nominals, one, f"e{number}") for number, one in enumerate(kept, 1))


def entity_of(article: Article, source: Source, entities: tuple[Entity, ...]) -> str | None:
    """The id of the entity that a source is: by the first fitting name among its words, else by all of them."""
    named = (
        (mention.span, entity.id)
        for entity in entities
        for mention in entity.mentions
        if mention.kind is MentionKind.NAME
        and mention.span in source.span
        and _fits(article, source, mention.span, _plain(entity.type))
    )
    first = min(named, default=None, key=lambda found: found[0])
    return first[1] if first else entity_at(article, source.span, entities)


def entity_at(article: Article, span: Span, entities: tuple[Entity, ...]) -> str | None:
    """The id of the entity that the words of a span mean, by the mention that fits them best; None where none does.

    "the younger Osman" is Osman, "Osman’s house" and "members of Jeune Mali" are nobody who has no mention of his own.
    """
    best: tuple[float, str] | None = None
    for entity in entities:
        for mention in entity.mentions:
            if mention.span.overlaps(span) and (fit := _fit(article, span, mention)) > (
                best[0] if best else 0
            ):
                best = fit, entity.id
    return best[1] if best else None


class _Gathered(NamedTuple):
    """Mentions that are one entity, as indexes in the order of the text, and its type."""

    members: tuple[int, ...]
    type: EntityType


def _fit(article: Article, span: Span, mention: Mention) -> float:
    """The share of words that a span and a mention have in common, 0 where the mention is not what the span means."""
    if mention.span == span:
        return 1.0
    shared = Span(max(span.start, mention.span.start), min(span.end, mention.span.end))
    share = len(shared) / (len(span) + len(mention.span) - len(shared))
    if mention.span in span:
        lead = article.text[span.start : mention.span.start]
        rest = article.text[mention.span.end : span.end]
        heads = not (ASIDE.search(lead) or OWNS.match(rest) or COMPOUND.match(rest))
        return share if heads and (mention.kind is not MentionKind.PRONOUN) else 0.0
    return share if share > LEAST_SHARED else 0.0


def _by_government(
    article: Article, nominals: Sequence[Nominal], chains: Sequence[tuple[int, ...]], actors: frozenset[int]
) -> list[tuple[int, ...]]:
    """The chains, those of capitals parted: where one stands for its government it belongs to the state."""
    states: dict[str, list[int]] = {}
    rest: list[tuple[int, ...]] = []
    governing: dict[str, list[int]] = {}
    for chain in chains:
        named = [n for n in chain if nominals[n].kind is MentionKind.NAME]
        if not named or nominals[named[0]].type not in LANDS:
            rest.append(chain)
            continue
        surface = article[nominals[named[0]].span]
        code, capital = country_of(surface), capital_of(surface)
        if code:
            states.setdefault(code, []).extend(chain)
        elif capital:
            governing.setdefault(capital, []).extend(n for n in chain if n in actors)
            rest.append(tuple(n for n in chain if n not in actors))
        else:
            rest.append(chain)
    for code, members in governing.items():
        states.setdefault(code, []).extend(members)
    return [
        *(chain for chain in rest if chain),
        *(tuple(sorted(chain)) for chain in states.values() if chain),
    ]


def _speaking(
    article: Article, nominals: Sequence[Nominal], statements: Sequence[Statement]
) -> dict[int, EntityType]:
    """Names that are a source, with the type that speaking gives them."""
    found: dict[int, EntityType] = {}
    for source in (statement.source for statement in statements if statement.source):
        first = bisect_left(nominals, source.span.start, key=lambda one: one.span.start)
        last = bisect_left(nominals, source.span.end, key=lambda one: one.span.start)
        for n in range(first, last):
            one = nominals[n]
            if one.kind is not MentionKind.NAME or one.span not in source.span or one.type is None:
                continue
            kind = SPEAKING.get((one.type, source.kind))
            if kind and _fits(article, source, one.span, one.type):
                found[n] = kind
    return found


def _type(
    nominals: Sequence[Nominal],
    chain: tuple[int, ...],
    speaking: dict[int, EntityType],
    actors: frozenset[int],
) -> EntityType | None:
    """What the names of a chain are, as they speak; without a name what its descriptions are, then its pronouns."""
    spoken = next((speaking[n] for n in chain if n in speaking), None)
    for kind in MentionKind:
        types = [nominals[n].type for n in chain if nominals[n].kind is kind and nominals[n].type]
        if types:
            common = Counter(types).most_common(1)[0][0]
            governs = common in LANDS and not actors.isdisjoint(chain)
            return spoken or (EntityType.STATE if governs else common)
    return None


def _is_kept(nominals: Sequence[Nominal], one: _Gathered, sources: set[int | None]) -> bool:
    """Whether the record is the richer for it: "a hospital doctor" is kept, "the house" met once is not."""
    kinds = {nominals[n].kind for n in one.members}
    if MentionKind.NAME in kinds:
        return True
    if MentionKind.DESCRIPTION in kinds:
        return one.type in PEOPLE or len(one.members) > 1 or not sources.isdisjoint(one.members)
    return one.type in PEOPLE and len(one.members) >= FEWEST_PRONOUNS


def _only_describes(article: Article, nominals: Sequence[Nominal], one: _Gathered) -> bool:
    """Whether a people is nowhere more than an adjective: «[Omani] mediators», «an [Omani] air strike»."""
    return one.type is EntityType.GROUP and all(
        nominals[n].kind is MentionKind.NAME
        and not article[nominals[n].span].endswith("s")
        and (after := ADJECTIVE.match(article.text, nominals[n].span.end))
        and after["noun"] not in words("auxiliaries") | words("phrase_ends")
        and not find_act(after["noun"]).known
        for n in one.members
    )


def _fits(article: Article, source: Source, span: Span, kind: EntityType | None) -> bool:
    """Whether a name can be who the source is: «Haddad’s lawyer» is nobody who is named."""
    if kind not in BEARS.get(source.kind, ANY_BODY) or OWNS.match(article.text, span.end):
        return False
    before = article.text[source.span.start : span.start]
    after = article.text[span.end : source.span.end]
    if source.kind is SourceKind.PERSON:
        return True
    return before.strip().casefold() in ("", "the") and not after.strip(" ,")


def _plain(kind: EntityType) -> EntityType:
    return next((plain for (plain, _), speaking in SPEAKING.items() if speaking is kind), kind)


def _entity(article: Article, nominals: Sequence[Nominal], one: _Gathered, identity: str) -> Entity:
    members = [nominals[n] for n in one.members]
    surfaces = _surfaces(article, members)
    name = surfaces[0]
    codes = (country_of(surface) or capital_of(surface) for surface in surfaces)
    lands = one.type is EntityType.STATE or (one.type is EntityType.PLACE and any(map(country_of, surfaces)))
    return Entity(
        id=identity,
        type=one.type,
        name=name,
        mentions=tuple(dict.fromkeys(Mention(member.span, member.kind) for member in members)),
        aliases=tuple(surface for surface in surfaces[1:]),
        country=next(filter(None, codes), None) if lands else None,
        by=members[0].by,
    )


def _fullness(name: str) -> tuple[bool, int, bool, int]:
    """By what the fullest name is told: no capital for its country, most words, not all capitals, no "Mr"."""
    proper = split_name(name)
    size = len(name.split(" ")) - len(proper.titles)
    return capital_of(name) is None, size, not name.isupper(), -len(proper.titles & words("forms_of_address"))


def _surfaces(article: Article, members: Sequence[Nominal]) -> list[str]:
    """What it is called, the fullest name first; without a name the fullest description up to its noun."""
    names = [tidy_name(article[one.span]) for one in members if one.kind is MentionKind.NAME]
    if names:
        once = list(dict.fromkeys(name for name in names if name))
        full = max(once, key=_fullness)
        return [full, *(name for name in once if name != full)]
    told = [_up_to_noun(article, one) for one in members if one.kind is MentionKind.DESCRIPTION] or [
        article[members[0].span]
    ]
    return [" ".join(max(told, key=lambda words: len(words.split())).split())]


def _up_to_noun(article: Article, one: Nominal) -> str:
    """ "the head" · "of the militia"; of a bare noun, as headlines have it, whose it is, too: "Head Of Militia"."""
    bare = one.span.start == one.head.start and OF.match(article.text, one.head.end, one.span.end)
    return article[one.span] if bare else article.text[one.span.start : one.head.end]

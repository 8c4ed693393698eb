"""Who speaks by an office alone: whoever is in it, and not whoever held it before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from onrecord.types import Article, Entity, EntityType, Mention, MentionKind, Span, Statement

GONE = re.compile(
    r"\b(?:slain|late|former|ex|then|ousted|assassinated|murdered|killed|dead)\W+$", re.IGNORECASE
)
NEAR = 20  # characters before a mention in which "the slain" stands


def with_those_in_office(
    article: Article, entities: tuple[Entity, ...], statements: Sequence[Statement]
) -> tuple[Entity, ...]:
    """The entities, an office that speaks made its holder's: «Leader Rebuffs Envoys», of a dead one and his successor.

    Only where the article has one who held that office and one who holds it; "the slain leader" stays who he is.
    """
    sources = {one.source.span for one in statements if one.source}
    taken: dict[str, list[Mention]] = {}
    left: dict[str, set[Mention]] = {}
    for gone in entities:
        for mention in _by_office_alone(article, gone, sources):
            holders = [
                one for one in entities if one is not gone and _holds(one, _plain(article, mention.span))
            ]
            if len(holders) == 1:
                taken.setdefault(holders[0].id, []).append(mention)
                left.setdefault(gone.id, set()).add(mention)
    return tuple(
        replace(
            one,
            mentions=tuple(
                sorted(
                    {*one.mentions, *taken.get(one.id, ())} - left.get(one.id, set()),
                    key=lambda mention: (mention.span, mention.kind),
                )
            ),
        )
        if one.id in taken or one.id in left
        else one
        for one in entities
    )


def _by_office_alone(article: Article, entity: Entity, sources: AbstractSet[Span]) -> list[Mention]:
    """What only calls him by an office that he no longer holds, where it speaks."""
    past = {_title(role.title) for role in entity.roles if not role.current}
    if entity.type is not EntityType.PERSON or not past:
        return []
    return [
        mention
        for mention in entity.mentions
        if mention.kind is MentionKind.DESCRIPTION
        and any(mention.span in source for source in sources)
        and _plain(article, mention.span) in past
        and not GONE.search(article.text, max(0, mention.span.start - NEAR), mention.span.start)
    ]


def _holds(entity: Entity, title: str) -> bool:
    named = any(mention.kind is MentionKind.NAME for mention in entity.mentions)
    return named and any(role.current and _title(role.title) == title for role in entity.roles)


def _plain(article: Article, span: Span) -> str:
    return _title(article[span])


def _title(words: str) -> str:
    return words.casefold().removeprefix("the ").strip()

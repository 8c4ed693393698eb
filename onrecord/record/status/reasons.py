"""Why a status is as it is, in plain words that a person can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.lexicons.status import status_words
from onrecord.standing.telling import short_name, tell, tell_unsourced
from onrecord.types import Account, Article, Entity, Reason, Statement


def find_reasons(
    article: Article,
    grounds: Iterable[Account],
    statements: Mapping[str, Statement],
    entities: Mapping[str, Entity],
) -> tuple[Reason, ...]:
    """One reason for each account that the status rests on, each statement once."""
    reasons: dict[tuple[str | None, str], Reason] = {}
    for one in grounds:
        act = statements[one.statement].act if one.statement else None
        told = tell_unsourced(one) if one.who is None else tell(one, _name(article, one, entities), act)
        reasons.setdefault((one.statement, told), Reason(told, one.statement, one.span))
    return tuple(reasons.values())


def _name(article: Article, account: Account, entities: Mapping[str, Entity]) -> str:
    """What the source is called in the article: its own words, or its entity's name for a pronoun."""
    assert account.who is not None
    words = article[account.who]
    if words.lower() in status_words().words["pronouns"] and account.entity and account.entity in entities:
        return entities[account.entity].name
    return short_name(words)

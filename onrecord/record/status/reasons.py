"""Why a status is as it is, in plain words that a person can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.lexicons.names import capital_of, country_of
from onrecord.lexicons.status import status_words
from onrecord.standing.telling import short_name, tell, tell_unsourced
from onrecord.types import Account, Article, Entity, Reason, Statement

OWNERS = frozenset({"his", "their", "its"})  # «his fascination with …»; «her» may be a pronoun
SHORT = 3  # letters of "USA"


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
    if words.lower() in status_words().words["pronouns"] | OWNERS:
        known = entities.get(account.entity or "")
        nameless = known is None or known.name.lower() in status_words().words["pronouns"]
        return f"whoever “{words}” is" if known is None or nameless else known.name
    return _in_case(short_name(words))


def _in_case(words: str) -> str:
    """«ISRAEL, on Tuesday, said» → Israel: a dateline's capitals are no part of a country's or a capital's name."""
    plain = words.title()
    return (
        plain
        if words.isupper() and len(words) > SHORT and (country_of(plain) or capital_of(plain))
        else words
    )

"""The words that mark a statement or an event in every view, what they mean, and the order of telling statements."""

from __future__ import annotations

from onrecord.types import (
    Act,
    Article,
    Basis,
    EntityType,
    Event,
    Modality,
    Record,
    SourceKind,
    Statement,
    Status,
)

HEADLINE_ONLY = "headline only"  # of headline or deck

# Mark → what it means, in the order of the legend.
MEANINGS = {
    "headline": "said in the headline",
    "deck": "said in the deck, the line under the headline",
    "unnamed": "a source the article does not name",
    "no source": "the text tells that it is said, not by whom",
    "state": "a government, or a country or capital standing for it",
    "military": "armed forces",
    "media": "a news outlet",
    "document": "a document",
    "witness": "somebody who was there",
    "group": "a group of people",
    "withheld": "would not say, or did not",
    "did not": "the act did not happen: “did not confirm”",
    "retracted": "taken back",
    HEADLINE_ONLY: "the text below the headline does not bear it out",
    "planned": "it has not happened: it is meant to",
    "threatened": "it has not happened: somebody says it will, as a threat",
    "possible": "it may have happened, or may yet",
    "negated": "it is told that it did not happen",
}

# On whose word an event stands → what it means, the strongest first.
STATUSES = {
    Status.CONFIRMED: "affirmed by the side it speaks against, or by an authority that does not claim it",
    Status.CORROBORATED: "affirmed by two or more independent origins",
    Status.REPORTED: "in the reporter’s own voice only",
    Status.CLAIMED: "affirmed by one side only",
    Status.DISPUTED: "one origin affirms it and another denies it, or their counts cannot both be true",
    Status.DENIED: "denied, and affirmed by nobody on this record",
    Status.RETRACTED: "taken back by the origin that affirmed it",
    Status.UNCLEAR: "the article says that it is not known",
}

KINDS = {
    SourceKind.OFFICIAL_UNNAMED: "unnamed",
    SourceKind.STATE: "state",
    SourceKind.MILITARY: "military",
    SourceKind.MEDIA: "media",
    SourceKind.DOCUMENT: "document",
    SourceKind.WITNESS: "witness",
    SourceKind.GROUP: "group",
}

ACTS = {Act.WITHHOLD: "withheld", Act.RETRACT: "retracted"}

BASES = {
    Basis.METADATA: "from the page’s metadata",
    Basis.VISIBLE: "as printed on the page",
    Basis.URL: "from the address",
    Basis.DATELINE: "from the dateline",
    Basis.WEEKDAY: "year told from the weekday",
    Basis.FETCHED: "the day it was fetched",
}

NAMES = {  # the order in which kinds of names are listed
    EntityType.PERSON: "People",
    EntityType.STATE: "States",
    EntityType.MILITARY: "Military",
    EntityType.ORGANISATION: "Organisations",
    EntityType.GROUP: "Groups",
    EntityType.MEDIA: "Media",
    EntityType.PLACE: "Places named",
    EntityType.FACILITY: "Facilities",
    EntityType.WEAPON: "Weapons",
}


def find_marks(article: Article, statement: Statement) -> tuple[str, ...]:
    """The words that mark a statement: where it stands, what kind of source it has, what did not happen."""
    source = statement.source
    found = [
        "headline" if article.headline and statement.cue in article.headline else None,
        "deck" if article.deck and statement.cue in article.deck else None,
        "unnamed" if source and source.terms else None,
        KINDS.get(source.kind) if source else "no source",
        ACTS.get(statement.act),
        "did not" if statement.negated and statement.act is not Act.WITHHOLD else None,
    ]
    return tuple(dict.fromkeys(mark for mark in found if mark))


def find_event_marks(event: Event) -> tuple[str, ...]:
    """The words that mark an event: borne out by the headline only, not plainly told as having happened."""
    only = (HEADLINE_ONLY,) if event.headline_only else ()
    return only if event.modality is Modality.ASSERTED else (*only, event.modality.value)


def find_statuses(record: Record) -> tuple[tuple[Status, str], ...]:
    """The statuses that events of this record have, each with its meaning."""
    used = {event.status for event in record.events}
    return tuple((status, meaning) for status, meaning in STATUSES.items() if status in used)


def find_legend(record: Record) -> tuple[tuple[str, str], ...]:
    """The marks that stand on this record, each with its meaning."""
    used = {mark for statement in record.statements for mark in find_marks(record.article, statement)}
    used |= {mark for event in record.events for mark in find_event_marks(event)}
    return tuple((mark, meaning) for mark, meaning in MEANINGS.items() if mark in used)


def act_beside(cue: str, act: Act) -> str | None:
    """The act, where the cue does not tell it by itself.

    >>> act_beside("insisted", Act.CLAIM), act_beside("has denied", Act.DENY), act_beside("told", Act.SAY)
    ('claim', None, None)
    """
    told = act is Act.SAY or act in ACTS or any(word.startswith(act[:3]) for word in cue.lower().split())
    return None if told else act.value


def in_order(statements: tuple[Statement, ...]) -> tuple[tuple[Statement, int], ...]:
    """Statements in the order of their cues, each followed by what is nested in it, with its depth."""
    inside: dict[str | None, list[Statement]] = {}
    for statement in sorted(statements, key=lambda statement: statement.cue):
        inside.setdefault(statement.parent, []).append(statement)
    told: list[tuple[Statement, int]] = []
    waiting = [(statement, 0) for statement in reversed(inside.get(None, []))]
    while waiting:
        statement, depth = waiting.pop()
        told.append((statement, depth))
        waiting += [(child, depth + 1) for child in reversed(inside.get(statement.id, []))]
    return tuple(told)

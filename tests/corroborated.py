"""Stories of a few articles, as `tests/corroboration_cases.toml` has them: one event that all tell, and its status."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.record.sentences import find_sentences
from onrecord.record.status import settle_statuses
from onrecord.story.accounts import find_accounts
from onrecord.story.contradictions import find_contradictions
from onrecord.story.corroboration import corroborate
from onrecord.story.identity import find_identities
from onrecord.story.order import in_order
from onrecord.types import (
    Basis,
    Contradiction,
    Copy,
    CopyKind,
    Filed,
    Incident,
    Judgement,
    Precision,
    Published,
    Record,
    Ref,
    Status,
    Version,
)
from tests.marked import read_marked

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "corroboration_cases.toml").read_text(encoding="utf-8")
)["case"]


@dataclass(frozen=True, slots=True)
class Told:
    """The articles of a case and which of them are copies."""

    filed: tuple[Filed, ...]
    copies: tuple[Copy, ...]


def told(case: dict[str, Any]) -> Told:
    """The articles of a case, each read as its marks say."""
    named = case.get("entities", ())
    filed = tuple(
        _filed(f"a{n}", row, row.get("entities", named)) for n, row in enumerate(case["articles"], 1)
    )
    copies = tuple(
        Copy(f"a{n}", f"a{row['of']}", CopyKind(row.get("kind", "near")), 0.9, "credited")
        for n, row in enumerate(case["articles"], 1)
        if "of" in row
    )
    return Told(filed, copies)


def settled(story: Told, judgements: Sequence[Judgement] = ()) -> tuple[Incident, tuple[Contradiction, ...]]:
    """What becomes of the one event that the articles tell."""
    filed = in_order(story.filed)
    refs = tuple(Ref(one.id, event.id) for one in filed for event in one.record.events)
    first = filed[0].record.events[0]
    incident = Incident(
        "i1", first.type, None, "it", refs, first.modality, (), (), None, None, None, (), Status.UNCLEAR, (), ()
    )  # fmt: skip
    identities = find_identities(filed, judgements)
    (said,) = find_accounts(filed, (incident,), story.copies, identities, judgements)
    whole = corroborate(incident, said)
    return whole, find_contradictions((whole,), (said,))


def _filed(name: str, row: dict[str, Any], entities: Sequence[str]) -> Filed:
    texts = [row["before"], row["text"]] if "before" in row else [row["text"]]
    days = [row.get("day"), row.get("again")]
    versions = tuple(
        Version(
            n, date.fromisoformat(days[n - 1]) if days[n - 1] else None, _record(name, text, row, entities)
        )
        for n, text in enumerate(texts, 1)
    )
    return Filed(name, versions)


def _record(name: str, text: str, row: dict[str, Any], entities: Sequence[str]) -> Record:
    read = read_marked(text, entities, row.get("headline", False))
    day = row.get("day")
    article = replace(
        read.article,
        id=name,
        outlet=row["outlet"],
        published=Published(day, Precision.DAY, Basis.METADATA) if day else None,
    )
    return Record(
        article=article,
        sentences=find_sentences(article.text, article.paragraphs),
        entities=tuple(one for one in read.entities if one.mentions),
        statements=read.statements,
        times=read.times,
        places=read.places,
        events=settle_statuses(article, read.events, read.statements, read.entities),
    )

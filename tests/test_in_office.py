"""Who speaks by an office alone is whoever is in it."""

from __future__ import annotations

import pytest

from onrecord.record.entities.in_office import with_those_in_office
from onrecord.types import (
    Act,
    Entity,
    EntityType,
    Form,
    HeldRole,
    Mention,
    MentionKind,
    Source,
    SourceKind,
    Statement,
)
from tests.build import article, span

NAME, DESCRIPTION = MentionKind.NAME, MentionKind.DESCRIPTION


def _holders(text: str, speaker: str, *, before: bool = False, now: bool = True) -> dict[str, list[str]]:
    """Who has the office's mention after a statement by it, of Omar who held it and Sara who holds it."""
    page = article(text)
    said = Statement(
        "s1", Source(span(text, speaker), SourceKind.PERSON, True), span(text, "rebuffed"), Act.REJECT, (),
        Form.INDIRECT, "test",
    )  # fmt: skip
    title = span(text, "Governor")
    entities = tuple(
        Entity(
            id, EntityType.PERSON, name, (Mention(span(text, name), NAME), *more),
            roles=(HeldRole("Governor", title, None, current),),
        )
        for id, name, more, current in (
            ("e1", "Omar Haddad", (Mention(title, DESCRIPTION),), before),
            ("e2", "Sara Osman", (), now),
        )
    )  # fmt: skip
    return {
        one.id: [page[mention.span] for mention in one.mentions]
        for one in with_those_in_office(page, entities, (said,))
    }


TALE = "Governor rebuffed the offer. Omar Haddad was buried; Sara Osman follows him."


@pytest.mark.parametrize(
    ("text", "speaker", "roles", "whose"),
    [
        (TALE, "Governor", {}, "e2"),
        # nobody holds it now, or nobody held it before
        (TALE, "Governor", {"now": False}, "e1"),
        (TALE, "Governor", {"before": True}, "e1"),
        # it is told which: and it is not he who speaks
        ("The slain Governor rebuffed it. Omar Haddad is mourned by Sara Osman.", "Governor", {}, "e1"),
        ("They buried the Governor. Sara Osman rebuffed Omar Haddad.", "Sara Osman", {}, "e1"),
    ],
)
def test_an_office_that_speaks_is_its_holder(text, speaker, roles, whose):
    found = _holders(text, speaker, **roles)
    assert [one for one, mentions in found.items() if "Governor" in mentions] == [whose]

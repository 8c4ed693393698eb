"""A matter of two invented articles for exports and charts: the raid of `tests.build`, and a wire's copy of it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.export import Matter
from onrecord.types import (
    Because,
    Claim,
    Contradiction,
    ContradictionKind,
    Copy,
    CopyKind,
    EntityType,
    EventType,
    Evidence,
    Filed,
    Identity,
    Incident,
    Modality,
    Moment,
    Origin,
    Part,
    PlaceKind,
    Ref,
    Role,
    Side,
    SourceKind,
    Stance,
    Standing,
    Status,
    Story,
    Testimony,
    Toll,
    Version,
    Where,
)
from tests.build import RAID, raid, span

RAIDED, REPRINT = "raid.html", "reprint.html"
ARMY = Origin("o1", "the Congolese army", SourceKind.MILITARY, "p1")
FRONT = Origin("o2", "the Front’s radio", SourceKind.MEDIA, "p2")
DJUGU = Where("Djugu", 215665, "CD", 1.92, 30.5, PlaceKind.CITY)
DRODRO = Where("Drodro")


def words(text: str, statement: str | None = None, nth: int = 0) -> Evidence:
    """The words where they stand in the raid's article."""
    return Evidence(RAIDED, span(RAID, text, nth), text, statement)


STRIKE = Incident(
    "i1",
    EventType.ASSAULT,
    "aerial",
    "strike",
    (Ref(RAIDED, "v3"),),
    Modality.ASSERTED,
    (Part(Role.ACTOR, "Congolese army", "p1"), Part(Role.PLACE, "Djugu")),
    (),
    "2026-03-16",
    "2026-03-16",
    DJUGU,
    (
        Testimony(ARMY, Stance.AFFIRMS, Side.PARTY, "2026-03-16", (), (words("strike", "s1"),)),
        Testimony(
            FRONT, Stance.AFFIRMS, Side.AFFECTED, "2026-03-17", (), (words("strike", "s3", 1),), (REPRINT,)
        ),
    ),
    Status.CONFIRMED,
    (
        Because("the Congolese army, the side that did it, says so", "o1", (words("said", "s1"),)),
        Because("the Front’s radio, the side it was done to, says so", "o2", (words("said", "s3", 1),)),
    ),
    (
        Standing("2026-03-16", Status.CLAIMED, (Because("the Congolese army says so", "o1"),)),
        Standing("2026-03-17", Status.CONFIRMED, (Because("the Front’s radio says so", "o2"),)),
    ),
)
DEATHS = Incident(
    "i2",
    EventType.DEATH,
    None,
    "died",
    (Ref(RAIDED, "v4"),),
    Modality.ASSERTED,
    (Part(Role.VICTIM, "at least 12 villagers"),),
    (
        Toll("killed", 3, 4, 5, "o1", "2026-03-17", words("three to five", "s4")),
        Toll("killed", 10, 10, None, "o2", "2026-03-16", words("12 villagers", "s3")),
        Toll("killed", 12, 12, None, "o2", "2026-03-17", words("at least 12 villagers", "s3")),
    ),
    "2026-03-16",
    "2026-03-16",
    DJUGU,
    (
        Testimony(FRONT, Stance.AFFIRMS, Side.AFFECTED, "2026-03-17", (), (words("died", "s3"),)),
        Testimony(ARMY, Stance.AFFIRMS, Side.PARTY, "2026-03-17", (), (words("dead", "s4"),)),
    ),
    Status.DISPUTED,
    (Because("their counts cannot both be true", None),),
    (Standing("2026-03-17", Status.DISPUTED, ()),),
)
SHELLING = Incident(
    "i3",
    EventType.ASSAULT,
    "shelling",
    "shelled",
    (Ref(RAIDED, "v5"),),
    Modality.ASSERTED,
    (Part(Role.ACTOR, "Ituri Front", "p2"), Part(Role.RECIPIENT, "a hospital in Drodro")),
    (),
    None,
    "2026-03-17",
    DRODRO,
    (Testimony(FRONT, Stance.DENIES, Side.PARTY, "2026-03-17", (), (words("shelled", "s5"),)),),
    Status.DENIED,
    (Because("the Front denies it", "o2"),),
    (Standing("2026-03-17", Status.DENIED, ()),),
)
THREAT = Incident(
    "i4",
    EventType.THREATEN,
    None,
    "threatened",
    (Ref(RAIDED, "v6"),),
    Modality.ASSERTED,
    (Part(Role.ACTOR, "Ituri Front", "p2"),),
    (),
    None,
    "2026-03-17",
    None,
    (Testimony(Origin("o3", "Ruwenzori Lantern", None), Stance.AFFIRMS, Side.REPORTER, "2026-03-17"),),
    Status.REPORTED,
    (Because("the reporter’s voice", "o3"),),
    (Standing("2026-03-17", Status.REPORTED, ()),),
)


def matter() -> Matter:
    """The matter: four incidents, a copy, a contradiction, a day."""
    reprint = replace(raid(), article=replace(raid().article, id=REPRINT, outlet="Lake Post", url=None))
    story = Story(
        "s0",
        "Army kills two rebel chiefs in Ituri, takes base at Mahagi",
        (RAIDED, REPRINT),
        "2026-03-17",
        "2026-03-17",
        copies=(Copy(REPRINT, RAIDED, CopyKind.EXACT, 1.0, "published first"),),
        incidents=(STRIKE, DEATHS, SHELLING, THREAT),
        identities=(
            Identity(
                "p1",
                EntityType.MILITARY,
                "Congolese army",
                (Ref(RAIDED, "e1"), Ref(REPRINT, "e1")),
                country="CD",
            ),
            Identity("p2", EntityType.ORGANISATION, "Ituri Front", (Ref(RAIDED, "e3"), Ref(REPRINT, "e3"))),
        ),
        contradictions=(
            Contradiction(
                "c1",
                ContradictionKind.COUNT,
                "i2",
                (
                    Claim(
                        "at least 12 killed", (FRONT,), "2026-03-17", (words("at least 12 villagers", "s3"),)
                    ),
                    Claim("3–5 killed", (ARMY,), "2026-03-17", (words("three to five", "s4"),)),
                ),
            ),
        ),
        timeline=(
            Moment(
                "2026-03-16",
                "i1",
                "a strike near Djugu",
                Status.CONFIRMED,
                "the Congolese army, the Front’s radio",
                1,
            ),
        ),
    )
    filed = [Filed(RAIDED, (Version(1, None, raid()),)), Filed(REPRINT, (Version(1, None, reprint),))]
    return Matter(story, {one.id: one for one in filed})

"""Records built by hand for tests: an invented article, and spans found by their words."""

# ruff: noqa: E501  (paragraphs of an article stand on one line)

from __future__ import annotations

from onrecord.types import (
    Account,
    Act,
    Argument,
    Article,
    Basis,
    Byline,
    Count,
    Entity,
    EntityType,
    Event,
    EventType,
    Form,
    Furniture,
    HeldRole,
    Mention,
    MentionKind,
    Modality,
    Place,
    PlaceKind,
    Precision,
    Published,
    Reason,
    Record,
    Relation,
    RelationKind,
    Role,
    Side,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Status,
    Time,
    TimeType,
)


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text for the nth time, counted from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of the text that are not empty."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def article(text: str, **facts: object) -> Article:
    """An article of the text, one paragraph a line."""
    return Article(**({"id": "page", "text": text, "paragraphs": paragraphs(text), "language": "en"} | facts))  # type: ignore[arg-type]


CROSSING = """\
Zakho crossing to reopen within days, envoy says
Mayor will not say who ordered the closure
By Lena Haddad
ZAKHO, Iraq — Türkiye announced on Monday that it would reopen the bridge at Zakho, closed since 2 March.
“Nobody was told,” Mayor Dilovan Resh said in an interview with Radio Tigris. He declined to say who gave the order.
A senior Turkish official, who asked not to be named because the talks go on, said the governor had promised that “every truck will be searched” before it crosses.
The army did not confirm that its soldiers had fired warning shots, as drivers had alleged.
The bridge is widely viewed as the last open road to Mosul. At least 40 trucks were waiting <on the northern bank> at noon.
"""


def crossing() -> Record:
    """The record of the invented article: every field that has no part in an event in use."""
    at = lambda words, nth=0: span(CROSSING, words, nth)  # noqa: E731
    return Record(
        article=article(
            CROSSING,
            id="crossing.html",
            url="https://courier.example/world/zakho-crossing",
            outlet="Northern Courier",
            headline=at("Zakho crossing to reopen within days, envoy says"),
            deck=at("Mayor will not say who ordered the closure"),
            byline=Byline("By Lena Haddad", at("By Lena Haddad")),
            dateline=at("ZAKHO, Iraq"),
            published=Published("2026-03-17", Precision.DAY, Basis.WEEKDAY),
            furniture=(
                Furniture("Share this <story>", "share button"),
                Furniture("14 C Duhok", "weather box"),
            ),
        ),
        sentences=paragraphs(CROSSING),
        entities=_entities(),
        statements=_statements(),
        times=(
            Time("t1", at("Monday"), TimeType.DATE, "2026-03-16"),
            Time("t2", at("2 March"), TimeType.DATE, "2026-03-02"),
            Time("t3", at("noon"), TimeType.TIME, "2026-03-17T12:00"),
        ),
        places=(
            Place("p1", at("Zakho", 1), "Zakho", 90150, "IQ", 37.14, 42.69, "e2", PlaceKind.CITY),
            Place("p2", at("Mosul"), "Mosul", 99072, "IQ", 36.34, 43.13),
            Place("p3", at("northern bank"), "northern bank"),
        ),
        notes=("the caption of a photo was not read",),
    )


def _entities() -> tuple[Entity, ...]:
    def mentions(*places: tuple[str, int]) -> tuple[Mention, ...]:
        return tuple(Mention(span(CROSSING, words, nth)) for words, nth in places)

    return (
        Entity("e1", EntityType.STATE, "Türkiye", mentions(("Türkiye", 0)), country="TR"),
        Entity("e2", EntityType.PLACE, "Zakho", mentions(("Zakho", 0), ("Zakho", 1)), ("ZAKHO",), "IQ"),
        Entity("e3", EntityType.PERSON, "Dilovan Resh", mentions(("Dilovan Resh", 0))),
        Entity("e4", EntityType.MEDIA, "Radio Tigris", mentions(("Radio Tigris", 0))),
    )


def _statements() -> tuple[Statement, ...]:
    at = lambda words, nth=0: span(CROSSING, words, nth)  # noqa: E731
    official = "A senior Turkish official, who asked not to be named because the talks go on,"
    terms = at("who asked not to be named because the talks go on")
    promise = at("the governor had promised that “every truck will be searched” before it crosses")
    state, person, army = SourceKind.STATE, SourceKind.PERSON, SourceKind.MILITARY
    unnamed = SourceKind.OFFICIAL_UNNAMED
    mayor = at("Mayor Dilovan Resh")
    return (
        Statement(
            "s1", Source(at("envoy"), unnamed, False), at("says"), Act.SAY,
            (at("Zakho crossing to reopen within days"),), Form.INDIRECT, "tags",
        ),
        Statement(
            "s2", Source(at("Mayor"), person, False), at("will not say"), Act.WITHHOLD,
            (at("who ordered the closure"),), Form.INDIRECT, "tags",
        ),
        Statement(
            "s3", Source(at("Türkiye"), state, True, entity="e1"), at("announced"), Act.ANNOUNCE,
            (at("that it would reopen the bridge at Zakho, closed since 2 March"),), Form.INDIRECT, "tags",
            date="2026-03-16",
        ),
        Statement(
            "s4", Source(mayor, person, True, entity="e3"), at("said"), Act.SAY, (at("“Nobody was told,”"),),
            Form.DIRECT, "tags", quotes=(at("Nobody was told,"),), medium=at("in an interview with Radio Tigris"),
        ),
        Statement(
            "s5", Source(at("He"), person, True, entity="e3"), at("declined to say"), Act.WITHHOLD,
            (at("who gave the order"),), Form.INDIRECT, "tags",
        ),
        Statement(
            "s6", Source(at(official), unnamed, False, terms), at("said", 1), Act.SAY, (promise,), Form.MIXED, "tags",
            quotes=(at("every truck will be searched"),),
        ),
        Statement(
            "s7", Source(at("the governor"), person, False), at("had promised"), Act.PROMISE,
            (at("that “every truck will be searched” before it crosses"),), Form.MIXED, "second reading",
            quotes=(at("every truck will be searched"),), parent="s6",
        ),
        Statement(
            "s8", Source(at("The army"), army, True), at("did not confirm"), Act.CONFIRM,
            (at("that its soldiers had fired warning shots"),), Form.INDIRECT, "tags", negated=True,
        ),
        Statement(
            "s9", None, at("is widely viewed as"), Act.BELIEVE,
            (at("The bridge"), at("the last open road to Mosul")), Form.INDIRECT, "tags",
        ),
    )  # fmt: skip


RAID = """\
Army kills two rebel chiefs in Ituri, takes base at Mahagi
BUNIA, DR Congo — The Congolese army said on Monday that its aircraft had killed Jean Losimba, deputy commander of the Ituri Front, in a strike near Djugu.
His death was confirmed by the Front’s radio, which said that at least 12 villagers had died in the strike. The army put the dead at three to five, all of them fighters.
Losimba, a brother of the Front’s founder, Pascal Losimba, was a colonel in the army until 2019.
The Front denied that it had shelled a hospital in Drodro. It threatened to march on Bunia.
It was not clear whether the founder had been wounded. Dozens of families have fled to Bunia.
"""


def raid() -> Record:
    """The record of a second invented article: people with roles, events of every status but `retracted`."""
    at = lambda words, nth=0: span(RAID, words, nth)  # noqa: E731
    return Record(
        article=article(
            RAID,
            id="raid.html",
            url="https://lantern.example/raid",
            outlet="Ruwenzori Lantern",
            headline=at("Army kills two rebel chiefs in Ituri, takes base at Mahagi"),
            dateline=at("BUNIA, DR Congo"),
            published=Published("2026-03-17", Precision.DAY, Basis.METADATA),
        ),
        sentences=paragraphs(RAID),
        entities=_raid_entities(),
        statements=_raid_statements(),
        times=(
            Time("t1", at("Monday"), TimeType.DATE, "2026-03-16"),
            Time("t2", at("2019"), TimeType.DATE, "2019"),
        ),
        places=(
            Place("p1", at("Djugu"), "Djugu", 215665, "CD", 1.92, 30.5, "e5"),
            Place("p2", at("Mahagi"), "Mahagi", 209610, "CD", 2.3, 30.99),
            Place("p3", at("Drodro"), "Drodro"),
            Place("p4", at("Bunia"), "Bunia", 217695, "CD", 1.56, 30.25),
        ),
        events=_raid_events(),
    )


def _raid_entities() -> tuple[Entity, ...]:
    def mentions(*places: tuple[str, int, MentionKind]) -> tuple[Mention, ...]:
        return tuple(Mention(span(RAID, words, nth), kind) for words, nth, kind in places)

    at = lambda words, nth=0: span(RAID, words, nth)  # noqa: E731
    name, description, pronoun = MentionKind.NAME, MentionKind.DESCRIPTION, MentionKind.PRONOUN
    deputy, colonel = at("deputy commander of the Ituri Front"), at("a colonel in the army until 2019")
    return (
        Entity(
            "e1", EntityType.MILITARY, "Congolese army",
            mentions(("Army", 0, name), ("The Congolese army", 0, name), ("its", 0, pronoun), ("The army", 0, name)),
            ("army",), "CD",
        ),
        Entity(
            "e2", EntityType.PERSON, "Jean Losimba",
            mentions(("Jean Losimba", 0, name), ("His", 0, pronoun), ("Losimba", 1, name)),
            ("Losimba",), "CD",
            (HeldRole("deputy commander", deputy, "e3"), HeldRole("colonel", colonel, "e1", current=False)),
            (Relation(RelationKind.SIBLING_OF, "e4", at("a brother of the Front’s founder")),),
        ),
        Entity(
            "e3", EntityType.ORGANISATION, "Ituri Front",
            mentions(("the Ituri Front", 0, name), ("the Front", 0, name), ("The Front", 0, name)), ("Front",),
        ),
        Entity(
            "e4", EntityType.PERSON, "Pascal Losimba",
            mentions(("Pascal Losimba", 0, name), ("the founder", 0, description)), (), None,
            (HeldRole("founder", at("the Front’s founder"), "e3"),),
        ),
        Entity("e5", EntityType.PLACE, "Djugu", mentions(("Djugu", 0, name)), country="CD"),
        Entity("e6", EntityType.FACILITY, "a hospital in Drodro", mentions(("a hospital in Drodro", 0, description))),
    )  # fmt: skip


def _raid_statements() -> tuple[Statement, ...]:
    at = lambda words, nth=0: span(RAID, words, nth)  # noqa: E731
    army, front = SourceKind.MILITARY, SourceKind.ORGANISATION
    killed = at(
        "that its aircraft had killed Jean Losimba, deputy commander of the Ituri Front, in a strike near Djugu"
    )
    radio = Source(at("the Front’s radio"), SourceKind.MEDIA, True)
    return (
        Statement(
            "s1", Source(at("The Congolese army"), army, True, entity="e1"), at("said"), Act.SAY, (killed,),
            Form.INDIRECT, "tags", date="2026-03-16",
        ),
        Statement("s2", radio, at("was confirmed by"), Act.CONFIRM, (at("His death"),), Form.INDIRECT, "tags"),
        Statement(
            "s3", radio, at("said", 1), Act.SAY, (at("that at least 12 villagers had died in the strike"),),
            Form.INDIRECT, "tags",
        ),
        Statement(
            "s4", Source(at("The army"), army, True, entity="e1"), at("put", 1), Act.SAY,
            (at("the dead at three to five, all of them fighters"),), Form.INDIRECT, "tags",
        ),
        Statement(
            "s5", Source(at("The Front"), front, True, entity="e3"), at("denied"), Act.DENY,
            (at("that it had shelled a hospital in Drodro"),), Form.INDIRECT, "tags",
        ),
        Statement(
            "s6", Source(at("It", 2), front, True, entity="e3"), at("threatened"), Act.THREATEN,
            (at("to march on Bunia"),), Form.INDIRECT, "tags",
        ),
        Statement(
            "s7", None, at("was not clear"), Act.WITHHOLD, (at("whether the founder had been wounded"),),
            Form.INDIRECT, "tags",
        ),
    )  # fmt: skip


def _raid_events() -> tuple[Event, ...]:
    at = lambda words, nth=0: span(RAID, words, nth)  # noqa: E731
    actor, victim, place = Role.ACTOR, Role.VICTIM, Role.PLACE
    aircraft, losimba = Argument(actor, at("its aircraft"), "e1"), Argument(victim, at("Jean Losimba"), "e2")
    strike_place = Argument(place, at("near Djugu"), "e5")
    return (
        Event(
            "v1", EventType.ASSAULT, at("takes"), None, (),
            (Argument(actor, at("Army"), "e1"), Argument(place, at("base at Mahagi"))), place="p2", headline_only=True,
            status=Status.REPORTED, because=(Reason("the headline says it in the outlet’s own voice", None, at("takes")),),
        ),
        Event(
            "v2", EventType.DEATH, at("killed"), None, (at("kills"), at("death")), (aircraft, losimba, strike_place),
            (Count("killed", at("two rebel chiefs"), 2, 2, 2),), "t1", "p1", statements=("s1", "s2"),
            status=Status.CONFIRMED,
            because=(
                Reason("the Congolese army, the side that did it, says so", "s1"),
                Reason("the Front’s radio, the side it was done to, confirms it", "s2"),
            ),
        ),
        Event(
            "v3", EventType.ASSAULT, at("strike"), "aerial", (at("strike", 1),), (aircraft, strike_place), (), "t1", "p1",
            statements=("s1", "s3"), status=Status.CORROBORATED,
            because=(Reason("the Congolese army says so", "s1"), Reason("the Front’s radio says so", "s3")),
        ),
        Event(
            "v4", EventType.DEATH, at("died"), None, (at("dead"),), (Argument(victim, at("at least 12 villagers")),),
            (
                Count("killed", at("at least 12 villagers"), 12, 12, None, "at least"),
                Count("killed", at("three to five"), 3, 4, 5),
            ),
            "t1", "p1", statements=("s3", "s4"), status=Status.DISPUTED,
            because=(
                Reason("the Front’s radio says at least 12", "s3"), Reason("the army says three to five", "s4"),
            ),
            accounts=(
                Account(
                    Stance.AFFIRMS, Side.AFFECTED, at("died"), "s3", at("the Front’s radio"), None, SourceKind.MEDIA,
                    ("entity:e3",), counts=(0,),
                ),
                Account(
                    Stance.AFFIRMS, Side.PARTY, at("dead"), "s4", at("The army"), "e1", SourceKind.MILITARY,
                    ("entity:e1", "state:CD"), counts=(1,), acts=True,
                ),
            ),
        ),
        Event(
            "v5", EventType.ASSAULT, at("shelled"), "artillery", (),
            (Argument(actor, at("it", RAID[: at("shelled").start].count("it") - 1), "e3"),
             Argument(Role.RECIPIENT, at("a hospital in Drodro"), "e6")),
            (), None, "p3", statements=("s5",), status=Status.DENIED,
            because=(Reason("the Front denies it, and nobody on the record affirms it", "s5"),),
        ),
        Event(
            "v6", EventType.THREATEN, at("threatened"), None, (),
            (Argument(actor, at("It", 2), "e3"), Argument(Role.TOPIC, at("to march on Bunia"))), status=Status.REPORTED,
            because=(Reason("the reporter’s own voice", None, at("threatened")),),
        ),
        Event(
            "v7", EventType.MOVE, at("march"), None, (), (Argument(Role.DESTINATION, at("Bunia")),),
            place="p4", modality=Modality.THREATENED, statements=("s6",), status=Status.CLAIMED,
            because=(Reason("the Front alone says so", "s6"),),
        ),
        Event(
            "v8", EventType.INJURY, at("wounded"), None, (), (Argument(victim, at("the founder"), "e4"),),
            modality=Modality.POSSIBLE, statements=("s7",), status=Status.UNCLEAR,
            because=(Reason("the article says that it is not known", "s7"),),
        ),
        Event(
            "v9", EventType.DISPLACEMENT, at("fled"), None, (), (Argument(victim, at("Dozens of families")),
            Argument(Role.DESTINATION, at("Bunia", 1))), (Count("displaced", at("Dozens"), 12, 12, None, "dozens"),),
            None, "p4", status=Status.REPORTED, because=(Reason("the reporter’s own voice", None, at("fled")),),
        ),
    )  # fmt: skip

"""Records built by hand for tests: an invented article, and spans found by their words."""

# ruff: noqa: E501  (paragraphs of an article stand on one line)

from __future__ import annotations

from onrecord.types import (
    Act,
    Article,
    Basis,
    Byline,
    Entity,
    EntityType,
    Form,
    Furniture,
    Mention,
    Place,
    Precision,
    Published,
    Record,
    Source,
    SourceKind,
    Span,
    Statement,
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
    """The record of the invented article, every field of every type in use."""
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
            Place("p1", at("Zakho", 1), "Zakho", 90150, "IQ", 37.14, 42.69, "e2"),
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

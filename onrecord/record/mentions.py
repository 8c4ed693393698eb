"""Names → entities: the same name is the same entity, and a lone surname belongs to its one bearer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from onrecord.lexicons import words
from onrecord.lexicons.gazetteer import countries
from onrecord.types import Article, Entity, EntityType, Mention, Name, Source, SourceKind, Span, Statement

POSSESSIVE = re.compile(r"['’]s?$")  # "Haddad’s" → "Haddad"
OWNS = re.compile(r"['’]s?(?=\s)")  # "Haddad’s lawyer": not Haddad is speaking
SPACES = re.compile(r"\s+")
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


def find_entities(
    article: Article, names: tuple[Name, ...], statements: tuple[Statement, ...]
) -> tuple[Entity, ...]:
    """One entity for each name of the article, in the order in which they are first named.

    A place that speaks is a state, an organisation that speaks as an outlet or an army is one.
    """
    groups: dict[tuple[EntityType, str], list[Span]] = defaultdict(list)
    full = _full_names(article, names)
    for name in names:
        key = _key(article[name.span])
        if name.type and key:
            groups[name.type, full.get(key, key) if name.type is EntityType.PERSON else key].append(name.span)
    speaking = _speaking(article, names, statements)
    ordered = sorted(groups.items(), key=lambda group: group[1][0])
    return tuple(
        _entity(
            article, f"e{number}", next((speaking[span] for span in spans if span in speaking), kind), spans
        )
        for number, ((kind, _), spans) in enumerate(ordered, 1)
    )


def entity_of(article: Article, source: Source, entities: tuple[Entity, ...]) -> str | None:
    """The id of the entity that a source is, by the first fitting name among its words."""
    mentions = [(mention.span, entity) for entity in entities for mention in entity.mentions]
    fitting = (
        (span, entity.id)
        for span, entity in mentions
        if span in source.span and _fits(article, source, span, _plain(entity.type))
    )
    return min(fitting, default=(source.span, None), key=lambda found: found[0])[1]


def _speaking(
    article: Article, names: tuple[Name, ...], statements: tuple[Statement, ...]
) -> dict[Span, EntityType]:
    """Names that are a source, with the type that speaking gives them."""
    found: dict[Span, EntityType] = {}
    for source in (statement.source for statement in statements if statement.source):
        inside = (name for name in names if name.span in source.span)
        for name in inside:
            kind = SPEAKING.get((name.type, source.kind)) if name.type else None
            if kind and _fits(article, source, name.span, name.type):
                found[name.span] = kind
    return found


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


def _full_names(article: Article, names: Iterable[Name]) -> dict[str, str]:
    """Surname → full name, where one person alone in the article bears it: of two Ruizes «Ruiz» is neither."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for key in {_key(article[name.span]) for name in names if name.type is EntityType.PERSON}:
        if " " in key:
            bearers[key.rsplit(" ", 1)[1]].add(key)
    return {surname: keys.pop() for surname, keys in bearers.items() if len(keys) == 1}


def _key(surface: str) -> str:
    """The form in which names are compared: no possessive, title or points, single spaces, no capitals."""
    parts = _tidy(surface).casefold().removeprefix("the ").split(" ")
    while len(parts) > 1 and parts[0].strip(".") in words("titles"):
        parts = parts[1:]
    return " ".join(parts).replace(".", "").strip()


def _tidy(surface: str) -> str:
    return SPACES.sub(" ", POSSESSIVE.sub("", surface)).strip()


def _entity(article: Article, identity: str, kind: EntityType, spans: list[Span]) -> Entity:
    surfaces = list(dict.fromkeys(_tidy(article[span]) for span in spans))
    name = max(surfaces, key=lambda surface: len(surface.split(" ")))
    codes = (_codes().get(surface.casefold()) for surface in surfaces)
    country = next(filter(None, codes), None) if kind in (EntityType.STATE, EntityType.PLACE) else None
    return Entity(
        id=identity,
        type=kind,
        name=name,
        mentions=tuple(Mention(span) for span in spans),
        aliases=tuple(surface for surface in surfaces if surface != name),
        country=country,
    )


@cache
def _codes() -> dict[str, str]:
    """Name of a country, in lower case → its ISO code."""
    return {name.casefold(): country.iso for country in countries() for name in country.names}

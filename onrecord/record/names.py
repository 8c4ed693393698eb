"""Names as the reader saw them, mended where the rest of the article tells better."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicons import words
from onrecord.lexicons.bodies import known_body
from onrecord.lexicons.events import Part, Weight, event_senses
from onrecord.lexicons.names import country_of
from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.acts import find_act
from onrecord.record.sources.countries import is_country
from onrecord.record.sources.nouns import find_noun
from onrecord.types import Article, EntityType, Name, SourceKind, Span

WORD = re.compile(r"[^\W_][\w’'&.-]*")
CUTS = ("’", "'", "-")
NICKNAMED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s){1,2}[“\"‘][\w.-]+(?:\s[\w.-]+)?[”\"’]\s[A-Z][\w.’'-]*(?:\s[\w.’'-]+)?"
)
JOINED = re.compile(r"\s+and\s+(?=[A-Z])|\s*\n\s*")  # "Ana Ruiz and Omar Haddad"; a name ends with its line
# "Ana Ruiz" · " of Osh", " 2012", "/Osh Photos"
HANGS_ON = re.compile(r"(?<=\w)(?:/|\s\d{4}\b).*$|(?<=\s)(?P<last>[A-Z][\w.’'-]*)(?P<of>\s+of\s+[A-Z].*)$")
LEADS_ON = re.compile(r"(?:(?:[A-Z][\w.’'-]*\s)+(?=[a-z]))?(?P<noun>\w+)\s+(?=[A-Z][\w.’'-]*\s[A-Z])")
FORMER = re.compile(r"(?:Former|Ex-?|Then-?)(?:\s|(?<=-))(?=[A-Z])")
PARTY = re.compile(r"[A-Z]-[A-Z][\w.’' ]*\)?$")  # "D-Ohio", "R-S.C"
OF_PARTY = re.compile(r"\s?\(|,\s")  # "Ana Ruiz" · " (" · "D-Ohio", "Ana Ruiz" · ", " · "D-Ohio"
ABBREVIATED = re.compile(r"\.?\s")  # "Sen" · ". " · "Ana Ruiz"
LOWER = re.compile(r"\b[a-z][\w’'-]*\b")
# "the extremist group" · Jund Watan; Al Watan · ", a Salafist party that"
TOLD_BEFORE = re.compile(r"\b(?:the|an?|its|their)\s(?:[\w-]+\s){0,3}?(?P<noun>[a-z]+)\s\Z", re.IGNORECASE)
TOLD_AFTER = re.compile(
    r",\s(?:an?|the)\s(?:[\w-]+\s){0,4}?(?P<noun>[a-z]+)(?=,|\s(?:that|which|of|in|based|linked|led|backed|founded)\b)"
)
BODIES = {
    SourceKind.ORGANISATION: EntityType.ORGANISATION,
    SourceKind.MEDIA: EntityType.MEDIA,
    SourceKind.MILITARY: EntityType.MILITARY,
}
ASIDE = 60  # characters beside a name in which it is told what it is
UNNAMEABLE = frozenset(
    {SourceKind.MEDIA, SourceKind.DOCUMENT, SourceKind.MILITARY}
)  # "radio", "report", "army"
PERSONAL = frozenset({EntityType.PERSON, None})  # what a body's name is taken for
MISTAKEN = frozenset({EntityType.ORGANISATION, EntityType.FACILITY, None})  # as what a lone surname is seen
BARE = re.compile(r"['’]s?$")
TITLE_CASE = 0.7  # of a headline's longer words in capitals: more, and capitals tell no names


def settle_names(article: Article, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names, without what a headline's capitals made of common words, and with countries taken for persons mended.

    «Chad Says Kills Rebel Quartermaster»: the body has "rebel" and "quartermaster" in lower case; no name is left.
    """
    heads = [head for head in (article.headline, article.deck) if head and _is_title_case(article[head])]
    common = _common_words(article, heads)
    whole = tuple(one for name in _whole(article, names) for one in _persons(article, name))
    persons = [one.span for one in whole if one.type is EntityType.PERSON]
    whole = tuple(one for one in whole if not _is_beside_a_name(article, one, persons))
    settled = tuple(_settled(article, whole, heads, common))
    told = {article[one.span]: kind for one in settled if (kind := _told(article, one))}
    return tuple(replace(one, type=told.get(article[one.span], one.type)) for one in settled)


def _told(article: Article, name: Name) -> EntityType | None:
    """What it is besides what it was taken for, where its name or the words beside it tell: «Agence France-Presse»,
    «the extremist group [Jund Watan]»; not «the party [Ana Ruiz] left».
    """
    tokens = article[name.span].split()
    if name.type is EntityType.ORGANISATION:
        body = known_body(article[name.span])
        return EntityType.MEDIA if body and body.kind is EntityType.MEDIA else None
    if name.type not in PERSONAL or tokens[0].lower() in words("given_names"):
        return None
    start, end = name.span.start, name.span.end
    before = TOLD_BEFORE.search(article.text, max(0, start - ASIDE), start)
    after = TOLD_AFTER.match(article.text, end, end + ASIDE)
    for told in (before if len(tokens) > 1 else None, after):
        noun = find_noun(told["noun"].lower()) if told else None
        meant = find_nominal_noun(told["noun"].lower()) if told else None
        if meant is not None and meant.type is EntityType.PERSON:
            continue  # "a Kurdish commander"
        if noun is not None and not noun.many_of and noun.one in BODIES:
            return BODIES[noun.one]
    return None


def _is_beside_a_name(article: Article, one: Name, persons: Sequence[Span]) -> bool:
    """«Ana Ruiz ([D-Ohio])», «[Sen]. Ana Ruiz»: of which party she is, or what office she holds, and no name."""
    if PARTY.fullmatch(article[one.span]):
        return any(OF_PARTY.fullmatch(article.text, span.end, one.span.start) for span in persons)
    if article[one.span].rstrip(".").lower() not in words("titles"):
        return False
    return any(ABBREVIATED.fullmatch(article.text, one.span.end, span.start) for span in persons)


def _whole(article: Article, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Names that an apostrophe or hyphen cut in two, joined: "N" + "DJAMENA" of "N’DJAMENA"."""
    joined: list[Name] = []
    for name in names:
        cut = joined and article.text[joined[-1].span.end : name.span.start] in CUTS
        if joined and (cut or _is_nicknamed(article, joined[-1], name)):
            joined[-1] = replace(joined[-1], span=Span(joined[-1].span.start, name.span.end))
        else:
            joined.append(name)
    return tuple(joined)


def _is_nicknamed(article: Article, before: Name, name: Name) -> bool:
    """ "Omar" · " “" · "Ferry” Haddad", "Omar" · " “Ferry” " · "Haddad"."""
    return (
        before.type is name.type is EntityType.PERSON
        and before.span.end < name.span.start
        and NICKNAMED.fullmatch(article.text, before.span.start, name.span.end) is not None
    )


def _persons(article: Article, name: Name) -> Iterator[Name]:
    """A person's name without what is none of it: "Ana Ruiz and Omar Haddad" are two, "D-Ohio" is nobody.

    «Ana Ruiz [of Osh]», «[Haddad speechwriter] Ana Ruiz», «Ana Ruiz[ 2012]», «Ana Ruiz[/Osh Photos]».
    """
    former = FORMER.match(article[name.span])
    if former:  # "Former" · "Osh Board" director
        yield replace(name, span=Span(name.span.start + former.end(), name.span.end))
        return
    if name.type is not EntityType.PERSON:
        yield name
        return
    start = name.span.start
    for part in re.split(JOINED, article[name.span]):
        begins = article.text.index(part, start)
        start = begins + len(part)
        cut = HANGS_ON.search(part)
        kept = part[: cut.end("last") if cut["of"] else cut.start()] if cut else part
        lead = LEADS_ON.match(kept)
        if lead and _leads(lead["noun"]):
            begins, kept = begins + lead.end(), kept[lead.end() :]
        if kept and not PARTY.match(kept):
            yield replace(name, span=Span(begins, begins + len(kept)))


def _settled(
    article: Article, names: tuple[Name, ...], heads: list[Span], common: frozenset[str]
) -> Iterator[Name]:
    for name in names:
        span = _proper(article, name.span, common) if any(name.span in head for head in heads) else name.span
        if span is None:
            continue
        mended = replace(name, span=span)
        yield replace(mended, type=_type(article, mended, names))


def _is_title_case(headline: str) -> bool:
    longer = [word for word in WORD.findall(headline) if len(word) > 3]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) > TITLE_CASE * len(longer)


def _common_words(article: Article, heads: list[Span]) -> frozenset[str]:
    """Words that the text below the headline has in lower case."""
    start = max((head.end for head in heads), default=len(article.text))
    return frozenset(match[0] for match in LOWER.finditer(article.text, start)) | words("title_words")


def _proper(article: Article, span: Span, common: frozenset[str]) -> Span | None:
    """The first run of words in the span that are no common ones; a lone one only if it comes again."""
    start = end = -1
    for match in WORD.finditer(article.text, span.start, span.end):
        if _is_common(match[0].lower(), common):
            if start >= 0:
                break
            continue
        start, end = (match.start() if start < 0 else start), match.end()
    if start < 0:
        return None
    words_left = article.text[start:end]
    lone = " " not in words_left
    once = lone and end - start < len(span) and article.text.count(words_left) == 1
    return None if once or (lone and _is_plain_noun(words_left.lower())) else Span(start, end)


def _is_plain_noun(word: str) -> bool:
    """«In Airstrike», «[Rebel] Radio»: a headline's capitals on a word for what happened, or for who tells it."""
    known = find_noun(word)
    happened = any(sense.weight is Weight.SURE for sense in event_senses(word, part=Part.NOUN))
    return happened or (known is not None and known.one in UNNAMEABLE)


def _is_common(word: str, common: frozenset[str]) -> bool:
    """Whether a word is known in lower case, be it in another form: "kills" where the text has "killed"."""
    stem = word.removesuffix("s")
    forms = {word} if stem == word else {word, stem, f"{stem}ed", f"{stem}d", f"{stem}ing"}
    return bool(forms & common) or (stem != word and find_act(word).known)


def _type(article: Article, name: Name, names: tuple[Name, ...]) -> EntityType | None:
    """What the name is: "Thimphu praised the deal" is no person, nor is "Radio Enneri", nor a body known by name.

    "Jordan" stays a person where "Ruth Jordan" is one, and "a case against Haddad" is one against Omar Haddad.
    """
    surface = article[name.span]
    tokens = WORD.findall(surface)
    if not tokens:
        return name.type
    bearers = (other for other in names if other.type is EntityType.PERSON)
    borne = any(BARE.sub("", article[other.span]).endswith(" " + BARE.sub("", surface)) for other in bearers)
    if name.type is EntityType.PLACE and len(tokens) > 1:
        body = known_body(surface)
        if body and not body.described and body.kind is not EntityType.PLACE:
            return body.kind  # «the Islamic State», wherever it is
        if _is_mostly_person(article, surface, names):
            return EntityType.PERSON
    if name.type is EntityType.FACILITY and len(tokens) > 1 and tokens[-1].lower() in words("force_nouns"):
        return EntityType.ORGANISATION  # «a camp of the [Enneri Front]»
    if name.type is not EntityType.PERSON:
        lone = borne and name.type in MISTAKEN and known_body(surface) is None
        return EntityType.PERSON if lone else name.type
    first = find_noun(tokens[0].lower())
    if len(tokens) > 1 and first is not None and first.one is SourceKind.MEDIA:
        return EntityType.MEDIA
    if borne:
        return name.type
    if len(tokens) == 1 and _is_mostly_place(article, surface, names):
        return EntityType.PLACE
    if len(tokens) == 1 and _is_many(tokens[0]):
        return EntityType.GROUP
    body = known_body(surface)
    if body and not body.described:
        return body.kind
    return EntityType.PLACE if is_country(tokens) else name.type


def _is_mostly_place(article: Article, surface: str, names: tuple[Name, ...]) -> bool:
    """Whether the article has these words for a place more often than for a person."""
    types = _types_of(article, surface, names)
    return types[EntityType.PLACE] > types[EntityType.PERSON]


def _is_mostly_person(article: Article, surface: str, names: tuple[Name, ...]) -> bool:
    """Whether the article has this whole name, and its last word alone, for a person more often than the name for a
    place: «the [Ana Ruiz] inquiry».
    """
    types, alone = _types_of(article, surface, names), _types_of(article, surface.rpartition(" ")[2], names)
    people = types[EntityType.PERSON]
    return people > 0 and people + alone[EntityType.PERSON] > types[EntityType.PLACE]


def _types_of(article: Article, surface: str, names: tuple[Name, ...]) -> Counter[EntityType | None]:
    plain = BARE.sub("", surface)
    return Counter(other.type for other in names if BARE.sub("", article[other.span]) == plain)


def _leads(word: str) -> bool:
    """ "Haddad speechwriter" · "Ana Ruiz", "Democrat" · "Ana Ruiz"; a "Baker" may be somebody's name."""
    noun = find_nominal_noun(word.lower())
    return noun is not None and noun.type is EntityType.PERSON and (word.islower() or noun.sort == "adj")


def _is_many(word: str) -> bool:
    """ "Democrats", "Floridians": people, and nobody."""
    noun = find_nominal_noun(word.lower())
    return bool((noun and noun.many) or (word.endswith("s") and find_nations(word) and not country_of(word)))

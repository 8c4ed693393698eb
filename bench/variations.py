"""Records made from others by variation: as many as one likes, each telling of another matter, none of it true.

In each matter the names and most of the telling words of some records are changed for made-up words of the same
length, the same word for the same word throughout the matter, figures for other figures; so that spans stay where
they are, articles of a matter belong together as those did that they are made from, and matters have little in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from itertools import cycle

from onrecord.lexicons.frequencies import rarity
from onrecord.types import Article, Basis, Entity, Page, PageKind, Place, Precision, Published, Record

WORD = re.compile(r"[^\W_]+")
CHANGED = 0.8  # of the telling words, names not counted: all of those
TELLING = 2.5  # rarity: words that one article in twelve has, or fewer
Changed = Callable[[str], str]
LETTERS = "aeiou", "bcdfghklmnprstvz"


def vary(
    matters: Sequence[Sequence[Record]], many: int, *, first: date, last: date, after: int = 0
) -> Iterator[tuple[Page, Record]]:
    """So many articles, matter by matter from the first day to the last, with the pages they could have come from.

    The first `after` of them are left out.
    """
    told = [[(record, _names(record)) for record in records] for records in matters]
    made, number = 0, 0
    while made < many:
        words = _Words(number)
        day = first + timedelta(days=made * (last - first).days // many)
        for record, names in told[number % len(told)][: many - made]:
            if made >= after:
                varied = _vary(record, words, names, f"v{made}", day + timedelta(days=made % 3))
                yield _page(varied), varied
            made += 1
        number += 1


class _Words:
    """What each word becomes in one matter; names are always changed, other telling words mostly."""

    def __init__(self, matter: int) -> None:
        self.matter = str(matter).encode()
        self.names: dict[str, str] = {}
        self.others: dict[str, str] = {}

    def change(self, text: str, names: frozenset[str]) -> str:
        """What a text becomes."""
        return WORD.sub(lambda match: self._changed(match[0], names), text)

    def _changed(self, word: str, names: frozenset[str]) -> str:
        known = self.names if word.lower() in names else self.others
        if word not in known:
            known[word] = self._change(word, known is self.names)
        return known[word]

    def _change(self, word: str, is_name: bool) -> str:
        low = word.lower()
        chance = blake2b(
            low.encode(), key=self.matter
        ).digest()  # the same for the word throughout the matter
        if low.isdigit():
            return "".join("123456789"[byte % 9] for _, byte in zip(word, cycle(chance), strict=False))
        if not is_name and (rarity(low) < TELLING or chance[-1] > CHANGED * 255):
            return word
        letters = (
            LETTERS[n % 2][byte % len(LETTERS[n % 2])] for n, byte in enumerate(cycle(chance), chance[-2] % 2)
        )
        return "".join(new.upper() if old.isupper() else new for old, new in zip(word, letters, strict=False))


def _vary(record: Record, words: _Words, names: frozenset[str], id: str, day: date) -> Record:
    def changed(text: str) -> str:
        return words.change(text, names)

    return replace(
        record,
        article=_vary_article(record.article, changed(record.article.text), id, day),
        entities=tuple(_vary_entity(entity, changed) for entity in record.entities),
        places=tuple(_vary_place(place, changed) for place in record.places),
    )


def _names(record: Record) -> frozenset[str]:
    return frozenset(
        word.lower()
        for entity in record.entities
        for name in (entity.name, *entity.aliases)
        for word in WORD.findall(name)
        if len(word) > 2 and rarity(word.lower()) > 1
    )


def _vary_article(article: Article, text: str, id: str, day: date) -> Article:
    assert len(text) == len(article.text)
    published = Published(day.isoformat(), Precision.DAY, Basis.METADATA)
    url = f"https://{(article.outlet or 'outlet').lower().replace(' ', '')}.example/{id}"
    return replace(article, id=id, text=text, url=url, byline=None, published=published, furniture=())


def _vary_entity(entity: Entity, changed: Changed) -> Entity:
    return replace(entity, name=changed(entity.name), aliases=tuple(map(changed, entity.aliases)))


def _vary_place(place: Place, changed: Changed) -> Place:
    return replace(place, name=changed(place.name))


def _page(record: Record) -> Page:
    article = record.article
    day = article.published.day if article.published else None
    return Page(
        article.id,
        article.text.encode(),
        PageKind.ARTICLE,
        article.url,
        article.outlet,
        fetched=day,
        charset="utf-8",
    )

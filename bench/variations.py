"""Records made from others by variation: as many as one likes, each telling of another matter, none of it true.

In each matter the names and most of the telling words of some records are changed for made-up words of the same
length, the same word for the same word throughout the matter, figures for other figures; so that spans stay where
they are, articles of a matter belong together as those did that they are made from, and matters have little in common.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.lexicons.frequencies import rarity
from onrecord.types import Article, Basis, Entity, Page, PageKind, Place, Precision, Published, Record

WORD = re.compile(r"[^\W_]+")
CHANGED = 0.8  # of the telling words, names not counted: all of those
TELLING = 2.5  # rarity: words that one article in twelve has, or fewer
Changed = Callable[[str], str]
VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvz"


def vary(
    matters: Sequence[Sequence[Record]], many: int, *, first: date, last: date
) -> Iterator[tuple[Page, Record]]:
    """So many articles, matter by matter from the first day to the last, with the pages they could have come from."""
    made, number = 0, 0
    while made < many:
        records = matters[number % len(matters)]
        day = first + timedelta(days=made * (last - first).days // many)
        for record in records[: many - made]:
            varied = _vary(record, _Words(number), f"v{made}", day + timedelta(days=made % 3))
            yield _page(varied), varied
            made += 1
        number += 1


class _Words:
    """What each word becomes in one matter; `names` are always changed, other telling words mostly."""

    def __init__(self, matter: int) -> None:
        self.matter = matter
        self.changed: dict[tuple[str, bool], str] = {}

    def change(self, word: str, names: frozenset[str]) -> str:
        """What the word becomes."""
        key = word, word.lower() in names
        if key not in self.changed:
            self.changed[key] = self._change(word, names)
        return self.changed[key]

    def _change(self, word: str, names: frozenset[str]) -> str:
        low = word.lower()
        chance = random.Random(f"{self.matter} {low}")
        if low.isdigit():
            return "".join(chance.choice("123456789") for _ in word)
        if low not in names and (rarity(low) < TELLING or chance.random() > CHANGED):
            return word
        letters = (chance.choice(CONSONANTS if n % 2 else VOWELS) for n in range(chance.randrange(2), 99))
        return "".join(new.upper() if old.isupper() else new for old, new in zip(word, letters, strict=False))


def _vary(record: Record, words: _Words, id: str, day: date) -> Record:
    article = record.article
    names = frozenset(
        word.lower()
        for entity in record.entities
        for name in (entity.name, *entity.aliases)
        for word in WORD.findall(name)
        if len(word) > 2 and rarity(word.lower()) > 1
    )

    def changed(text: str) -> str:
        return WORD.sub(lambda match: words.change(match[0], names), text)

    return replace(
        record,
        article=_vary_article(article, changed(article.text), id, day),
        entities=tuple(_vary_entity(entity, changed) for entity in record.entities),
        places=tuple(_vary_place(place, changed) for place in record.places),
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

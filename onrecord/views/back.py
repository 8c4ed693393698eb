"""What stands below the article's text as HTML: its names, times and places, and what was removed from the page."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from onrecord.types import Article, Entity, Place, Record
from onrecord.views.markup import section, together
from onrecord.views.people import Fact, has_line, list_entities, tell_entities


def render_back(record: Record, prefix: str) -> Markup:
    """The sections one after the other, with a line on who read the page."""
    parts = (_names(record, prefix), _times_and_places(record, prefix), _furniture(record.article))
    return Markup(
        '<footer class="back">\n{}<p class="colophon">Read by Onrecord. Every mark points to words of the '
        "article; what nobody is quoted for stands in the reporter’s own voice.</p></footer>\n"
    ).format(together(parts))


def _names(record: Record, prefix: str) -> Markup:
    facts = tell_entities(record)
    rows = []
    for title, named in list_entities(record):
        told = [entity for entity in named if has_line(entity)]
        lines = together(
            Markup("<li>{}</li>").format(_entity(entity, facts[entity.id], prefix)) for entity in told
        )
        rest = Markup(", ").join(_name(entity, prefix) for entity in named if entity not in told)
        people = Markup('<ul class="people" role="list">{}</ul>').format(lines) if lines else ""
        rows.append(Markup("<dt>{}</dt><dd>{}{}</dd>").format(title, people, rest))
    return section(
        "Who is who", Markup('<dl class="names">{}</dl>').format(together(rows)) if rows else Markup()
    )


def _entity(entity: Entity, facts: tuple[Fact, ...], prefix: str) -> Markup:
    """The name, then what is told of it, each a link to the words that tell it."""
    parts = [_name(entity, prefix)]
    link = Markup('<a href="#{}fact-{}-{}">{}</a>')
    for number, fact in enumerate(facts, start=1):
        words = Markup.escape(fact.words)
        parts.append(link.format(prefix, entity.id, number, words) if fact.span else words)
    return Markup(" · ").join(parts)


def _name(entity: Entity, prefix: str) -> Markup:
    count = len(entity.mentions)
    times = f" ×{count}" if count > 1 else ""
    if not count:
        return Markup.escape(entity.name)
    return Markup('<a class="name-of" href="#{}name-{}">{}</a>{}').format(
        prefix, entity.id, entity.name, times
    )


def _times_and_places(record: Record, prefix: str) -> Markup:
    words = record.article
    times = _table(
        ("Words", "Value"),
        (
            (Markup('<a href="#{}time-{}">{}</a>').format(prefix, time.id, words[time.span]), time.value)
            for time in record.times
        ),
    )
    places = _table(
        ("Words", "Taken for", "Where"),
        (
            (
                Markup('<a href="#{}place-{}">{}</a>').format(prefix, place.id, words[place.span]),
                *_where(place),
            )
            for place in record.places
        ),
    )
    both = section("Times", times) + section("Places", places)
    return Markup('<div class="pair">{}</div>\n').format(both) if both else Markup()


def _where(place: Place) -> tuple[str, str]:
    if place.lat is None or place.lon is None:
        return ("not resolved" if place.geonameid is None else place.name, "")
    country = f", {place.country}" if place.country else ""
    return f"{place.name}{country}", f"{place.lat:.2f}, {place.lon:.2f}"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[Markup | str, ...]]) -> Markup:
    body = together(
        Markup("<tr>{}</tr>").format(together(Markup("<td>{}</td>").format(cell) for cell in row))
        for row in rows
    )
    if not body:
        return Markup()
    head = together(Markup('<th scope="col">{}</th>').format(cell) for cell in heads)
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)


def _furniture(article: Article) -> Markup:
    if not article.furniture:
        return Markup()
    lines = together(
        Markup('<li><span>{}</span> <span class="tag">{}</span></li>').format(line.text, line.reason)
        for line in article.furniture
    )
    count = f"{len(article.furniture):,} line{'' if len(article.furniture) == 1 else 's'}"
    return Markup(
        "<section><h2>Removed from the page</h2>"
        "<details><summary>{} of furniture, each with its reason</summary>"
        '<ul class="furniture" role="list">{}</ul></details></section>\n'
    ).format(count, lines)

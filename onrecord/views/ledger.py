"""The events of a record as HTML: an entry for each, and the labels beside the paragraphs that tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from onrecord.cells import on_one_line
from onrecord.types import Event, Record, Role, Status
from onrecord.views.events import WITH, Told, tell_events
from onrecord.views.marks import HEADLINE_ONLY, find_event_marks, find_statuses, in_order
from onrecord.views.markup import meanings, tag, together


def render_events(record: Record, prefix: str) -> Markup:
    """The section with an entry for each event, in the order of the text; empty where there is none."""
    if not record.events:
        return Markup()
    numbers = {statement.id: number for number, (statement, _) in enumerate(in_order(record.statements), 1)}
    entries = (
        _entry(number, told, numbers, prefix) for number, told in enumerate(tell_events(record), start=1)
    )
    return Markup(
        '<section class="events" id="{}events"><h2>What happened, and on whose word</h2>{}'
        '<ol role="list">{}</ol></section>\n'
    ).format(
        prefix,
        meanings(
            "What the words for status mean",
            ((_badge(status), means) for status, means in find_statuses(record)),
        ),
        together(entries),
    )


def render_labels(numbers: Iterable[int], record: Record, prefix: str) -> Markup:
    """The labels of some events, by their numbers from 1, to stand beside a paragraph."""
    labels = together(_label(number, record.events[number - 1], prefix) for number in numbers)
    return Markup('<p class="labels">{}</p>').format(labels) if labels else Markup()


def render_headline_only(record: Record, prefix: str) -> Markup:
    """The warning that some events stand in headline or deck and nowhere else; empty where none does."""
    found = [(number, told) for number, told in enumerate(tell_events(record), start=1) if told.only]
    parts = Markup("; ").join(
        Markup('<a href="#{}event-{}">{}</a>').format(prefix, number, _brief(told)) for number, told in found
    )
    places = " and ".join(dict.fromkeys(told.only for _, told in found))
    return (
        Markup(
            '<p class="warning"><strong>Only the {} says this</strong>, the text below does not bear it out: {}.</p>\n'
        ).format(places, parts)
        if found
        else Markup()
    )


def _brief(told: Told) -> str:
    """The event on one line: "takes (ASSAULT): by Congolese army, base at Mahagi"."""
    rest = ", ".join(filter(None, (told.sides, *told.where)))
    return f"{told.words} ({told.kind})" + (f": {rest}" if rest else "")


def _label(number: int, event: Event, prefix: str) -> Markup:
    return Markup('<a class="label at-{}" href="#{}event-{}"><b>v{}</b> {} {}</a> ').format(
        number, prefix, number, number, event.type, _badge(event.status)
    )


def _badge(status: Status) -> Markup:
    return Markup('<span class="status {}">{}</span>').format(status, status)


def _entry(number: int, told: Told, numbers: dict[str, int], prefix: str) -> Markup:
    marks = (tag(mark) for mark in find_event_marks(told.event) if mark != HEADLINE_ONLY)
    only = Markup('<p class="only">Only the {} says this.</p>').format(told.only) if told.only else ""
    return Markup(
        '<li class="event at-{}" id="{}event-{}">'
        '<p class="stands"><a class="number" href="#{}word-{}" aria-label="Event {}">v{}</a> {}</p>'
        '<div class="told"><p><a class="what" href="#{}word-{}">{}</a> <span class="kind">{}</span> {}</p>{}{}</div>'
        "{}</li>\n"
    ).format(
        *(number, prefix, number),
        *(prefix, number, number, number, _badge(told.event.status)),
        *(prefix, number, told.words, told.kind, Markup(" ").join(marks)),
        *(only, _lines(number, told, prefix)),
        _because(told.event, numbers, prefix),
    )


def _lines(number: int, told: Told, prefix: str) -> Markup:
    """Who → whom on one line; where, when, with what and how many on the next."""
    lines = (_sides(number, told, prefix), Markup(" · ").join(_circumstances(number, told, prefix)))
    return together(Markup("<p>{}</p>").format(line) for line in lines if line)


def _sides(number: int, told: Told, prefix: str) -> Markup:
    who = _named(number, told, prefix, Role.ACTOR)
    whom = _named(number, told, prefix, Role.VICTIM, Role.RECIPIENT)
    if not whom:
        return Markup("by {}").format(who) if who else who
    return Markup('{} <span class="arrow">→</span> {}').format(who, whom)


def _named(number: int, told: Told, prefix: str, *roles: Role) -> Markup:
    """The names that have one of the roles, each a link to its words."""
    first: dict[str, int] = {}
    for role in roles:
        for place, part in enumerate(told.parts, start=1):
            if part.role is role:
                first.setdefault(part.name, place)
    link = Markup('<a href="#{}part-{}-{}">{}</a>')
    return Markup(", ").join(link.format(prefix, number, place, name) for name, place in first.items())


def _circumstances(number: int, told: Told, prefix: str) -> Iterator[Markup]:
    event = told.event
    where = [_named(number, told, prefix, Role.PLACE)]
    named = told.names(Role.PLACE)
    place = Markup('<a href="#{}place-{}">{}</a>')
    where += [place.format(prefix, event.place, words) for words in told.where if words not in named]
    if any(where):
        yield Markup(", ").join(part for part in where if part)
    if told.when:
        when = Markup('<a href="#{}time-{}">{}</a>').format(prefix, event.time, told.when)
        yield when if event.time else Markup.escape(told.when)
    for role, word in WITH.items():
        if names := _named(number, told, prefix, role):
            yield Markup("{} {}").format(word, names)
    link = Markup('<a class="count" href="#{}count-{}-{}">{}</a>')
    for words in dict.fromkeys(told.counts):
        yield link.format(prefix, number, told.counts.index(words) + 1, words)


def _because(event: Event, numbers: dict[str, int], prefix: str) -> Markup:
    """On whose word: a line for each reason, with the number of the statement that it rests on."""
    rows = together(
        Markup("<li>{}{}</li>").format(on_one_line(reason.why), _note(reason.statement, numbers, prefix))
        for reason in event.because
    )
    return Markup('<ul class="because" role="list" aria-label="Because">{}</ul>').format(rows)


def _note(statement: str | None, numbers: dict[str, int], prefix: str) -> Markup:
    if statement not in numbers:
        return Markup()
    number = numbers[statement]
    link = Markup(' <a class="number" href="#{}note-{}" aria-label="Statement {}">{}</a>')
    return link.format(prefix, number, number, number)

"""A story for the terminal: how each event stands, on whose word, what cannot both hold, day by day, who copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cells import on_one_line
from onrecord.standing.telling import tell_testimony
from onrecord.types import (
    Contradiction,
    Copy,
    EntityType,
    Incident,
    Modality,
    Moment,
    Role,
    Story,
    Testimony,
    Toll,
)
from onrecord.views.rivals import find_disputed
from onrecord.views.terminal import CUE, QUIET, SOURCE, STATUS_STYLES, TITLE

SHOWN_PEOPLE = 12
SHOWN_PARTS = 3  # names in one role
SHOWN_WORDS = 160  # characters of a quotation
ACTS_ON = (Role.VICTIM, Role.RECIPIENT)


def render_story(story: Story) -> RenderableType:
    """What rich prints of a story; text from pages is shown as text."""
    disputed = find_disputed(story)
    days = " to ".join(dict.fromkeys(filter(None, (story.first_day, story.last_day))))
    several = "" if len(story.articles) == 1 else "s"
    head = [
        Text(on_one_line(story.title), style=TITLE),
        Text(
            " · ".join(filter(None, (story.id, days, f"{len(story.articles)} article{several}"))), style=QUIET
        ),
    ]
    parts: list[RenderableType] = [*head]
    for title, lines in (
        ("What happened", [_incident(one, disputed=one.id in disputed) for one in story.incidents]),
        ("What cannot both hold", [_contradiction(one, story) for one in story.contradictions]),
        ("Day by day", [render_timeline(story.timeline)] if story.timeline else []),
        ("People", list(_people(story))),
        ("Articles", [Text(on_one_line(id), style=QUIET) for id in story.articles]),
        ("Copies", [_copy(copy) for copy in story.copies]),
    ):
        if lines:
            parts += [Text(), Text(title, style="bold"), *lines]
    return Group(*parts)


def render_timeline(moments: Sequence[Moment]) -> RenderableType:
    """What happened, a row each, the earliest first: day, the words that tell it, how it stands, on whose word."""
    if not moments:
        return Text("No day is known on which anything happened.")
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), leading=1, header_style="bold")
    for heading, ratio in (("Day", 0), ("What happened", 3), ("Status", 0), ("On whose word", 2)):
        table.add_column(heading, ratio=ratio or None, overflow="fold")
    day = ""
    for moment in moments:
        shown = "" if moment.day == day else moment.day
        day = moment.day
        table.add_row(
            Text(shown),
            Text(on_one_line(moment.words)),
            Text(moment.status.value, style=STATUS_STYLES[moment.status]),
            Text(on_one_line(moment.says)),
        )
    return table


def tell_toll(toll: Toll) -> str:
    """How many, in figures: "killed: 12", "injured: at least 40"."""
    low, best, high = toll.low, toll.best, toll.high
    if low is not None and low == high:
        many = f"{low:,}"
    elif low is not None and high is not None:
        many = f"{low:,}–{high:,}"
    elif low is not None:
        many = f"at least {low:,}"
    elif high is not None:
        many = f"up to {high:,}"
    else:
        many = f"about {best:,}" if best is not None else on_one_line(toll.evidence.text)
    return f"{on_one_line(toll.what)}: {many}"


def _incident(incident: Incident, *, disputed: bool) -> RenderableType:
    kind = " ".join(filter(None, (incident.type, incident.mode)))
    line = Text.assemble(
        (f"{incident.status.value:<13}", STATUS_STYLES[incident.status]),
        (on_one_line(incident.words), "bold"),
        f" ({kind})",
    )
    facts = [
        _sides(incident, disputed=disputed),
        incident.where.name if incident.where else "",
        _days(incident),
    ]
    line.append("".join(f" · {on_one_line(fact)}" for fact in facts if fact))
    tolls = dict.fromkeys(tell_toll(toll) for toll in incident.tolls)
    if tolls:
        line.append(" · " + "; ".join(tolls))
    if incident.modality is not Modality.ASSERTED:
        line.append(f" · {incident.modality.value}", style="yellow")
    if incident.headline_only:
        line.append(" · only headlines say so", style="bold yellow")
    reasons = [Text(why) for why in dict.fromkeys(on_one_line(one.why) for one in incident.because)]
    voices = [_testimony(one) for one in incident.testimonies]
    return Group(line, Padding(Group(*reasons, *voices), (0, 0, 1, 13), expand=False))


def _sides(incident: Incident, *, disputed: bool) -> str:
    """ "Chad → Abakar Torone"; of those who cannot all have done it, that it is disputed who did."""
    who, whom = _names(incident, (Role.ACTOR,)), _names(incident, ACTS_ON)
    who = f"disputed: {who}" if who and disputed else who
    return f"{who} → {whom}".strip() if whom else f"by {who}" if who else ""


def _names(incident: Incident, roles: Sequence[Role]) -> str:
    """Those in the roles, the first SHOWN_PARTS of them: "Ana Ruiz, the army, a bus and 2 more"."""
    names = list(dict.fromkeys(part.name for part in incident.parts if part.role in roles))
    more = len(names) - SHOWN_PARTS
    return ", ".join(names[:SHOWN_PARTS]) + (f" and {more} more" if more > 0 else "")


def _days(incident: Incident) -> str:
    """The days it may have happened on; where only the report's is known, that it was by then, or is from then on."""
    first, last = incident.first_day, incident.last_day
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"by {last}" if last else f"from {first} on" if first else ""


def _testimony(testimony: Testimony) -> Text:
    """ "2026-06-05 Chad says so: “its helicopters had killed …” (and 1 copy)"."""
    words = next((on_one_line(one.text) for one in testimony.evidence), "")
    words = words if len(words) <= SHOWN_WORDS else words[: SHOWN_WORDS - 1].rstrip() + "…"
    copies = len(testimony.copies)
    who, says = f"{on_one_line(testimony.origin.name)} ", tell_testimony(testimony)
    copied = f" (and {copies} {'copy' if copies == 1 else 'copies'})" if copies else ""
    return Text.assemble(
        (f"{testimony.since or testimony.day or '':<11}", QUIET),
        ("" if says.startswith("nobody") else who, SOURCE),
        f"{says}: " if words else says,
        (f"“{words}”" if words else "", "italic"),
        (copied, QUIET),
    )


def _contradiction(one: Contradiction, story: Story) -> RenderableType:
    about = next((incident.words for incident in story.incidents if incident.id == one.incident), "")
    kind = f"{one.kind.value}, revised by the same origin" if one.revision else one.kind.value
    until = f", until {one.until}: one side gave way" if one.until else ""
    head = Text.assemble((on_one_line(about), "bold"), (f"  {kind}{until}", QUIET))
    claims = [
        Text.assemble(
            (on_one_line(claim.says), "yellow"),
            "  ",
            (on_one_line(", ".join(origin.name for origin in claim.origins)), SOURCE),
            (f"  {claim.day}" if claim.day else "", QUIET),
        )
        for claim in one.claims
    ]
    return Group(head, Padding(Group(*claims), (0, 0, 1, 4), expand=False))


def _people(story: Story) -> Iterator[Text]:
    people = [one for one in story.identities if one.type is EntityType.PERSON]
    for person in people[:SHOWN_PEOPLE]:
        facts: Iterable[str] = (*person.roles[:3], person.country or "")
        yield Text.assemble(
            (on_one_line(person.name), SOURCE), "".join(f" · {on_one_line(fact)}" for fact in facts if fact)
        )
    if len(people) > SHOWN_PEOPLE:
        yield Text(f"and {len(people) - SHOWN_PEOPLE} more", style=QUIET)


def _copy(copy: Copy) -> Text:
    return Text.assemble(
        (on_one_line(copy.article), CUE),
        f" has {copy.share:.0%} of ",
        (on_one_line(copy.original), CUE),
        (f" ({on_one_line(copy.why)})", QUIET),
    )

"""Who takes part in an incident, and as what: once each, however many ways its articles have of saying so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.lexicons.nations import find_nations
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.lexicons.status import status_words
from onrecord.story.evidence import cite
from onrecord.types import (
    Argument,
    EntityType,
    Event,
    EventType,
    Evidence,
    Filed,
    Identity,
    Part,
    Ref,
    Role,
    Span,
)

Told = tuple[Filed, Argument]

MANY = 4  # articles that name one part: then what a single one has in words of its own is left out
HEAD_ENDS = re.compile(
    r"[,;(]|\s(?:of|in|at|near|on|from|with|by|to|for|beside|outside|inside|that|who|which|whose)\s"
)
WORD = re.compile(r"[^\W\d_][\w’'-]*")
# "A grenade" was thrown; not "The Free Chaco Front"
OPENS = re.compile(r"^(?:The|An?|His|Her|Their|Its|Some|Several|Many|Other|Another)(?=\s+[a-z])")
OWNED = re.compile(r"(?:its|their|his|her|our)\s", re.IGNORECASE)
DONE_TO_PEOPLE = frozenset(
    {EventType.DEATH, EventType.INJURY, EventType.ABDUCTION, EventType.COERCE, EventType.DISPLACEMENT}
)
THINGS = frozenset({EntityType.FACILITY, EntityType.WEAPON})


def find_parts(told: Sequence[tuple[Filed, Event]], meant: Mapping[Ref, Identity]) -> tuple[Part, ...]:
    """The parts by role: those known by name first, then by how many articles have them.

    Descriptions with one head are one part ("a state fuel depot", "the depot"), in the words most articles have, of
    equals the fullest. What is no participant is left out: a day, the dateline, a weapon as who did it.
    """
    named: dict[tuple[Role, str], list[Told]] = defaultdict(list)
    described: dict[tuple[Role, str], list[Told]] = defaultdict(list)
    known: dict[str, Identity] = {}
    themselves: set[str] = set()  # «hurt himself»: on both sides of one event, which only a reflexive is
    outlets = {filed.article.outlet for filed, _ in told}
    for filed, event in told:
        themselves |= _reflexive(filed, event, meant)
        for argument in event.arguments:
            if _is_no_doing(event, argument) or _is_a_thing(filed, event, argument):
                continue
            if _is_no_part(filed, argument):
                continue
            identity = meant.get(Ref(filed.id, argument.entity or ""))
            if identity and argument.role is Role.ACTOR and identity.name in outlets:
                continue  # of a credit: "(Concord Press) - Drones hit …"
            if identity:
                known[identity.id] = identity
                named[argument.role, identity.id].append((filed, argument))
            else:
                described[argument.role, _head(filed, argument.span)].append((filed, argument))
    parts = [
        *(
            Part(role, known[key].name, key, _cited(held))
            for (role, key), held in named.items()
            if not _is_victim(role, key, named) or key in themselves
        ),
        *(
            _described(role, held)
            for (role, _), held in described.items()
            if not _is_of_named(role, held, named, known)
        ),
    ]
    return tuple(sorted(_supported(parts), key=_rank))


def _is_of_named(
    role: Role,
    held: Sequence[Told],
    named: Mapping[tuple[Role, str], Sequence[Told]],
    known: Mapping[str, Identity],
) -> bool:
    """Whether who is described is one with somebody named there: «Bolivian planes» beside Bolivia.

    A pronoun alone tells nothing to who has not read the page.
    """
    words = [filed.article[argument.span] for filed, argument in held]
    if all(one.lower() in status_words().words["pronouns"] for one in words):
        return True
    if role is not Role.ACTOR:
        return False
    others = [known[key] for at, key in named if at is role]
    nations = {one.country for one in others if one.type is EntityType.STATE}
    theirs = [bool(OWNED.match(one)) or set(find_nations(one)) & nations for one in words]
    return all(theirs) and not all(OWNED.match(one) for one in words)


def _reflexive(filed: Filed, event: Event, meant: Mapping[Ref, Identity]) -> set[str]:
    sides: dict[Role, set[str]] = defaultdict(set)
    for one in event.arguments:
        if identity := meant.get(Ref(filed.id, one.entity or "")):
            sides[one.role].add(identity.id)
    return sides[Role.ACTOR] & sides[Role.VICTIM]


def _is_victim(role: Role, key: str, named: Mapping[tuple[Role, str], Sequence[Told]]) -> bool:
    """Whether whoever is told to have done it is told by as many to have suffered it: one of the two is misread."""
    suffered = named.get((Role.VICTIM, key), ())
    return role is Role.ACTOR and bool(suffered) and len(suffered) >= len(named[role, key])


def _rank(part: Part) -> tuple[int, bool, int]:
    return (list(Role).index(part.role), part.identity is None, -len(part.evidence))


def _supported(parts: Sequence[Part]) -> Iterator[Part]:
    """All but descriptions of one article, in a role in which many articles name another part, and «its fighters»
    beside whoever's they are.
    """
    most: dict[Role, int] = defaultdict(int)
    owners = any(part.role is Role.ACTOR and not OWNED.match(part.name) for part in parts)
    for part in parts:
        most[part.role] = max(most[part.role], len(part.evidence))
    for part in parts:
        if owners and part.role is Role.ACTOR and OWNED.match(part.name):
            continue
        if part.identity or len(part.evidence) > 1 or most[part.role] < MANY:
            yield part


def _described(role: Role, held: Sequence[Told]) -> Part:
    cited = _cited(held)
    counts = Counter(_plain(filed, argument.span) for filed, argument in held)
    best = max(cited, key=lambda one: (counts[_bare(one.text)], len(one.text)))
    return Part(role, OPENS.sub(lambda first: first[0][0].lower() + first[0][1:], best.text), None, cited)


def _is_no_part(filed: Filed, argument: Argument) -> bool:
    """«Concord Press» of a dateline, «Tuesday», «two days after drones»; drones as who did it."""
    record, span = filed.record, argument.span
    if argument.role is Role.TIME:
        return False
    dateline = record.article.dateline
    if dateline and span in dateline and argument.role is not Role.PLACE:
        return True
    if any(time.span.start == span.start or span in time.span for time in record.times):
        return True
    if argument.role is not Role.ACTOR:
        return False
    kind = next((one.type for one in record.entities if one.id == argument.entity), None)
    noun = find_nominal_noun(_bare(record.article[span]).rpartition(" ")[2])
    return EntityType.WEAPON in (kind, noun and noun.type)


def _is_no_doing(event: Event, argument: Argument) -> bool:
    """«An earthquake in Haiti»: Haiti did not do it; «233 people were killed»: not by themselves."""
    if argument.role is not Role.ACTOR:
        return False
    counted = event.type in DONE_TO_PEOPLE and any(one.span.overlaps(argument.span) for one in event.counts)
    return event.type is EventType.DISASTER or counted


def _is_a_thing(filed: Filed, event: Event, argument: Argument) -> bool:
    """«arrested three Paraguayans over the attack on the fuel depot»: no depot is arrested, nor are shells killed."""
    if event.type not in DONE_TO_PEOPLE or argument.role not in (Role.VICTIM, Role.RECIPIENT):
        return False
    record = filed.record
    kind = next((one.type for one in record.entities if one.id == argument.entity), None)
    noun = find_nominal_noun(_head(filed, argument.span))
    return bool({kind, noun and noun.type} & THINGS)


def _head(filed: Filed, span: Span) -> str:
    """What a description is at heart: "depot" of "a state fuel depot in the Bolivian town"."""
    text = _plain(filed, span)
    end = HEAD_ENDS.search(text)
    found = WORD.findall(text[: end.start()] if end else text) or WORD.findall(text)
    head = found[-1] if found else text
    return re.sub(r"['’]s?$", "", head).removesuffix("s")


def _plain(filed: Filed, span: Span) -> str:
    return _bare(filed.article[span])


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).removeprefix("the ")


def _cited(held: Iterable[Told]) -> tuple[Evidence, ...]:
    """The words of each article, once."""
    found: dict[str, Evidence] = {}
    for filed, argument in held:
        found.setdefault(filed.id, cite(filed, argument.span))
    return tuple(found.values())

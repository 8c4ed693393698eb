"""Incidents as MUC's templates have them, on GTT's development part: kind, perpetrators, targets, victims, weapons.

Templates are filled twice, by the same rules: from the record alone (its events with their arguments), and from the
record's events together with the words that the reader marks article-wide (`find_harm`), which know MUC's terms: an
incident is an act of terror, not a battle between armies. The second bears the floor. GTT itself, with BERT trained
for this alone: 50.2 on the test part, which nobody here has opened.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add

from bench import Figure, Setup, balance
from bench.harm import Harm, HarmPart, find_harm
from bench.records import as_page, read_pages
from bench.templates import KIND, ROLES, Agreement, Template, agree, plain
from onrecord.models.reader import load_reader
from onrecord.types import Entity, EntityType, Event, EventType, MentionKind, Modality, Record, Role, Span

FLOOR = 40.0
# Chances of a word's part: LEAST makes it a mention, SURE of one mention keeps its filler. By the F1 of this part,
# which is flat about them: 36.2 to 37.2 from 0.12 to 0.25 and from 0.36 to 0.4
LEAST, SURE = 0.2, 0.4
PARTS = dict(
    zip(
        (HarmPart.PERPETRATOR, HarmPart.BODY, HarmPart.TARGET, HarmPart.VICTIM, HarmPart.WEAPON),
        ROLES,
        strict=True,
    )
)
ATTACK, BOMBING, KIDNAPPING, ARSON, ROBBERY = "attack", "bombing", "kidnapping", "arson", "robbery"
KINDS = {  # (type, mode) → MUC's kind; a mode not named here counts as none
    (EventType.ABDUCTION, None): KIDNAPPING,
    (EventType.ASSAULT, "bombing"): BOMBING,
    (EventType.ASSAULT, "missile"): BOMBING,
    (EventType.ASSAULT, None): ATTACK,
    (EventType.DEATH, None): ATTACK,
    (EventType.INJURY, None): ATTACK,
    (EventType.DAMAGE, None): ATTACK,
}
# kinds that MUC has and our types have not: told by the trigger. "burned", not "burden"; "robbed", not "robust"
WORDS = {
    ARSON: re.compile(r"\b(?:burn(?:t|ed|ing|s)?|arson|torch\w*|(?:on|set) fire)\b", re.IGNORECASE),
    ROBBERY: re.compile(r"\b(?:rob(?:s|bed|bing|bery|beries)?|st(?:ole|eal)\w*|loot\w*)\b", re.IGNORECASE),
}
# what goes off: "car bomb", "1 kg of dynamite", not "rifles"
EXPLOSIVE = re.compile(
    r"\b(?:\w*bombs?|explosives?|dynamite|grenades?|mines?|\w*mortars?|rockets?|devices?)\b"
)
DONE_TO = (HarmPart.TARGET, HarmPart.VICTIM, HarmPart.WEAPON)
GROUPS = (EntityType.ORGANISATION, EntityType.MILITARY, EntityType.STATE, EntityType.GROUP, EntityType.MEDIA)
ALIVE = (EntityType.PERSON, EntityType.GROUP)


@dataclass(frozen=True, slots=True)
class Filler:
    """Somebody or something with one part in the harm: where it is named, and its likeliest words."""

    part: HarmPart
    words: str
    spans: tuple[Span, ...]


def measure(setup: Setup) -> list[Figure]:
    """Micro F1 from the record alone, then with the words marked article-wide, and of that each line."""
    rows = [json.loads(line) for line in _open(setup).splitlines()]
    records = read_pages(setup, (as_page(row["docid"], row["doctext"]) for row in rows))
    reader = load_reader(setup.reader, threads=setup.workers or 0)
    alone: list[Agreement] = []
    marked: list[Agreement] = []
    for row in rows:
        record, gold = records[row["docid"]], gold_templates(row["templates"])
        alone.append(agree(fill(record, _harm_on_record(record)), gold))
        harm = find_harm(record.article, reader.read([record.article.text])[0], least=LEAST)
        marked.append(agree(fill(record, harm), gold))
    return [
        _micro("the record alone, micro", reduce(add, alone)),
        _micro("words marked article-wide, micro", reduce(add, marked), floor=FLOOR),
        *(_line(line, reduce(add, marked)) for line in (KIND, *ROLES)),
    ]


def fill(record: Record, harm: Iterable[Harm]) -> list[Template]:
    """One template for the article's chief kind of incident, one for each other that has victims or such of its own.

    A perpetrator belongs to every kind that is told of where it is named.
    """
    kinds = {filler: _kinds(record, filler) for filler in _fillers(record.article.text, harm)}
    if not kinds:
        return []
    chief = _chief(kinds)
    own = {
        filler: max(sorted(votes), key=votes.__getitem__)
        for filler, votes in kinds.items()
        if filler.part in DONE_TO and votes and chief not in votes
    }
    templates = [_template(chief, [filler for filler in kinds if filler not in own])]
    for other in sorted(set(own.values())):
        by = [filler for filler, votes in kinds.items() if filler.part not in DONE_TO and other in votes]
        templates.append(_template(other, [*by, *(filler for filler, kind in own.items() if kind == other)]))
    return templates


def gold_templates(rows: Iterable[dict[str, list[list[tuple[str, int]]]]]) -> list[Template]:
    """MUC's templates as GTT writes them, those that say the same once."""
    templates: list[Template] = []
    for row in rows:
        fillers = tuple(
            tuple(frozenset(plain(words) for words, _ in entity) for entity in row[role] if entity)
            for role in ROLES
        )
        template = Template(str(row["incident_type"]), fillers)
        if template not in templates:
            templates.append(template)
    return templates


def _open(setup: Setup) -> str:
    return (setup.data / "data/muc/roles/dev.json").read_text(encoding="utf8")


def _fillers(text: str, harm: Iterable[Harm]) -> list[Filler]:
    """Mentions of one part, put together where the words of one hold the other's, if one of them is sure; the words
    are those most often seen.

    "car bomb", "bomb", "the bomb"  →  one weapon, "bomb".
    """
    groups: list[list[Harm]] = []
    for one in sorted(harm, key=lambda one: -len(one.span)):
        words = plain(_at(text, one))
        home = (
            group
            for group in groups
            if group[0].part is one.part and f" {words} " in f" {plain(_at(text, group[0]))} "
        )
        found = next(home, None)
        if found is None:
            groups.append([one])
        else:
            found.append(one)
    return [_filler(text, group) for group in groups if max(one.score for one in group) >= SURE]


def _filler(text: str, group: list[Harm]) -> Filler:
    weights: dict[str, float] = {}
    for one in group:
        words = plain(_at(text, one))
        weights[words] = weights.get(words, 0.0) + one.score
    best = max(sorted(weights), key=lambda words: (weights[words], len(words)))
    return Filler(group[0].part, best, tuple(sorted(one.span for one in group)))


def _at(text: str, harm: Harm) -> str:
    return text[harm.span.start : harm.span.end]


def _kinds(record: Record, filler: Filler) -> Counter[str]:
    """The kinds of incident told of in the sentences that name a filler; a weapon tells by itself."""
    if filler.part is HarmPart.WEAPON:
        return Counter([BOMBING if EXPLOSIVE.search(filler.words) else ATTACK])
    homes = [home for home in record.sentences if any(span.overlaps(home) for span in filler.spans)]
    told = ((event, span) for event in record.events for span in (event.trigger, *event.mentions))
    return Counter(
        kind
        for event, span in told
        if any(span in home for home in homes) and (kind := _kind(event, record.article[span]))
    )


def _kind(event: Event, trigger: str) -> str | None:
    if event.modality is Modality.NEGATED:
        return None
    worded = (kind for kind, pattern in WORDS.items() if pattern.search(trigger))
    return next(worded, KINDS.get((event.type, event.mode), KINDS.get((event.type, None))))


def _chief(kinds: dict[Filler, Counter[str]]) -> str:
    """What the article is about: a bombing where a bomb is marked, else what most is told of."""
    if any(BOMBING in votes for filler, votes in kinds.items() if filler.part is HarmPart.WEAPON):
        return BOMBING
    votes = sum(kinds.values(), Counter[str]())
    return max(sorted(votes), key=votes.__getitem__) if votes else ATTACK


def _template(kind: str, fillers: list[Filler]) -> Template:
    return Template(
        kind,
        tuple(
            tuple(frozenset({filler.words}) for filler in fillers if PARTS[filler.part] == role)
            for role in ROLES
        ),
    )


def _harm_on_record(record: Record) -> Iterator[Harm]:
    """What the arguments of the record's harmful events are in MUC's terms."""
    entities = {entity.id: entity for entity in record.entities}
    for event in record.events:
        if _kind(event, record.article[event.trigger]) is None:
            continue
        for argument in event.arguments:
            entity = entities.get(argument.entity or "")
            part = _part(argument.role, entity)
            if part:
                yield from (Harm(span, part, 1.0) for span in _mentions(argument.span, entity))


def _part(role: Role, entity: Entity | None) -> HarmPart | None:
    if role is Role.INSTRUMENT:
        return HarmPart.WEAPON
    if role is Role.ACTOR:
        named = entity is not None and any(m.kind is MentionKind.NAME for m in entity.mentions)
        body = named and entity is not None and entity.type in GROUPS
        return HarmPart.BODY if body else HarmPart.PERPETRATOR
    if role in (Role.VICTIM, Role.RECIPIENT):
        return HarmPart.VICTIM if entity is None or entity.type in ALIVE else HarmPart.TARGET
    return None


def _mentions(span: Span, entity: Entity | None) -> list[Span]:
    """Where an entity is named or described; without one, the argument's own words."""
    if entity is None:
        return [span]
    return [m.span for m in entity.mentions if m.kind is not MentionKind.PRONOUN] or [span]


def _micro(name: str, agreement: Agreement, *, floor: float | None = None) -> Figure:
    precision = 100 * agreement.right.total() / max(1, agreement.found.total())
    return balance(name, precision, 100 * agreement.met.total() / agreement.gold.total(), floor=floor)


def _line(line: str, agreement: Agreement) -> Figure:
    precision = 100 * agreement.right[line] / max(1, agreement.found[line])
    return balance(line, precision, 100 * agreement.met[line] / max(1, agreement.gold[line]))

"""Incidents as MUC's templates have them, on GTT's development part: kind, perpetrators, targets, victims, weapons.

Templates are filled twice, by the same rules: from the record alone (its events with their arguments), and from the
record's events together with the words that the reader marks article-wide (`find_harm`), which know MUC's terms: an
incident is an act of terror, not a battle between armies. The second bears the floor. GTT itself, with BERT trained
for this alone: 50.2 on the test part, which nobody here has opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add

from bench import Figure, Setup, balance
from bench.filled import Filler, fill, kind_of
from bench.harm import Harm, HarmPart, find_harm
from bench.records import as_page, read_pages
from bench.templates import KIND, ROLES, Agreement, Template, agree, plain
from onrecord.lexicons import words as word_list
from onrecord.lexicons.counting import people_nouns
from onrecord.lexicons.nominals import pronouns
from onrecord.models.reader import load_reader
from onrecord.types import Argument, Entity, EntityType, Event, MentionKind, Record, Role, Span

FLOOR = 40.0
# Chances of a word's part: LEAST makes it a mention, SURE of one mention keeps its filler. By 140 reports that the
# reader learned from, 2026-11-28: F1 48.6 at 0.2 and 0.45, 48.9 at 0.12 and 0.4, 49.7 here, 49.2 at 0.12 and 0.5
LEAST, SURE = 0.12, 0.45
GROUPS = (EntityType.ORGANISATION, EntityType.MILITARY, EntityType.STATE, EntityType.GROUP, EntityType.MEDIA)
ALIVE = (EntityType.PERSON, EntityType.GROUP)
LANDS = (EntityType.PLACE, EntityType.STATE)
# whose dead fell in battle, where MUC has no act of terror
FIGHTING = frozenset(
    {"soldier", "soldiers", "troops", "guerrilla", "guerrillas", "rebels", "terrorist", "terrorists"}
)
# "at least 12 peasants", "three other men"; not "twelve", a name
NUMBER = re.compile(r"^(?:(?:at least|about|some|over|more than|several|many|another|other)\s+)*(?:\d+\s+)?")


def measure(setup: Setup) -> list[Figure]:
    """Micro F1 from the record alone, then with the words marked article-wide, and of that each line."""
    rows = [json.loads(line) for line in _open(setup).splitlines()]
    records = read_pages(setup, (as_page(row["docid"], row["doctext"]) for row in rows))
    reader = load_reader(setup.reader, threads=setup.workers or 0)
    alone: list[Agreement] = []
    marked: list[Agreement] = []
    for row in rows:
        record, gold = records[row["docid"]], gold_templates(row["templates"])
        alone.append(agree(fill(record, on_record(record)), gold))
        harm = find_harm(record.article, reader.read([record.article.text])[0], least=LEAST)
        marked.append(agree(fill(record, marked_fillers(record.article.text, harm)), gold))
    return [
        _micro("the record alone, micro", reduce(add, alone)),
        _micro("words marked article-wide, micro", reduce(add, marked), floor=FLOOR),
        *(_line(line, reduce(add, marked)) for line in (KIND, *ROLES)),
    ]


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


def marked_fillers(text: str, harm: Iterable[Harm]) -> list[Filler]:
    """Mentions of one part, put together where the words of one hold the other's, if one of them is sure; the words
    are the surest mention's.

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


def on_record(record: Record) -> list[Filler]:
    """Who and what takes part in the record's harmful events, each once, in MUC's terms.

    By its name, else as it is first described; battles between armies are no incidents, nor their dead its victims.
    """
    entities = {entity.id: entity for entity in record.entities}
    spans: dict[tuple[HarmPart, str], list[Span]] = {}
    for event, argument in _harmful(record):
        entity = entities.get(argument.entity or "")
        words = _words(record, argument.span, entity)
        part = _part(argument.role, entity, words)
        if part and not (part is HarmPart.VICTIM and FIGHTING & set(words.split())):
            spans.setdefault((part, words), []).extend((event.trigger, *event.mentions))
    return [Filler(part, words, tuple(sorted(set(at)))) for (part, words), at in spans.items()]


def _harmful(record: Record) -> Iterator[tuple[Event, Argument]]:
    harmful = (event for event in record.events if kind_of(event, record.article[event.trigger]))
    yield from ((event, argument) for event in harmful for argument in event.arguments)


def _words(record: Record, span: Span, entity: Entity | None) -> str:
    """Its longest name, else its first description without a number; nothing of a pronoun that is nobody's.

    "at least 12 peasants"  →  "peasants".
    """
    mentions = entity.mentions if entity else ()
    names = [record.article[m.span] for m in mentions if m.kind is MentionKind.NAME]
    if names:
        return plain(max(names, key=len))
    described = (record.article[m.span] for m in mentions if m.kind is not MentionKind.PRONOUN)
    words = next(described, record.article[span] if entity is None else "")
    return "" if words.lower() in pronouns() else NUMBER.sub("", plain(words))


def _filler(text: str, group: list[Harm]) -> Filler:
    surest = max(group, key=lambda one: (one.score, len(one.span), one.span))
    return Filler(surest.part, plain(_at(text, surest)), tuple(sorted(one.span for one in group)))


def _at(text: str, harm: Harm) -> str:
    return text[harm.span.start : harm.span.end]


def _part(role: Role, entity: Entity | None, words: str) -> HarmPart | None:
    """MUC's part for a role: somebody is a victim, something a target, unless it is a whole place."""
    if role is Role.INSTRUMENT:
        return HarmPart.WEAPON
    if role is Role.ACTOR:
        named = entity is not None and any(m.kind is MentionKind.NAME for m in entity.mentions)
        body = named and entity is not None and entity.type in GROUPS
        return HarmPart.BODY if body else HarmPart.PERPETRATOR
    if role not in (Role.VICTIM, Role.RECIPIENT) or (entity and entity.type in LANDS):
        return None
    people = entity.type in ALIVE if entity else _is_of_people(words)
    return HarmPart.VICTIM if people else HarmPart.TARGET


def _is_of_people(words: str) -> bool:
    return bool(set(words.split()) & (people_nouns() | word_list("standing_for_people")))


def _micro(name: str, agreement: Agreement, *, floor: float | None = None) -> Figure:
    precision = 100 * agreement.right.total() / max(1, agreement.found.total())
    return balance(name, precision, 100 * agreement.met.total() / agreement.gold.total(), floor=floor)


def _line(line: str, agreement: Agreement) -> Figure:
    precision = 100 * agreement.right[line] / max(1, agreement.found[line])
    return balance(line, precision, 100 * agreement.met[line] / max(1, agreement.gold[line]))

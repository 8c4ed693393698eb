"""Named victims of shootings, and whether they were killed or hurt, on the fifth of gvdb that training leaves out.

A victim is a person with a name whom the record has as the victim of a death, an injury or an assault that was done, or
may have been, by no means told but shooting; killed, if of a death that is told as having happened. Names agree where
one holds all the words of the other's that are no initials ("Ana Ruiz" and "Ana M. Ruiz Ode"); a bare surname agrees
with the full name, and each name that the record has for somebody counts. The gold is what readers entered in a form,
people without a name are not counted. Most forms name nobody, also of articles that do name who was shot: names are
told of all reports, and of those whose form has one.

Forms and training documents number the same articles differently: which are kept out is told by the training documents'
keys, and a form belongs to the document that begins with the same letters.
"""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench import Figure, Setup, share, tally
from bench.records import as_page, read_pages
from onrecord import Page
from onrecord.types import Entity, EntityType, Event, EventType, MentionKind, Modality, Record, Role
from training.splits import gvdb_held_out

FLOORS = {"names": 75.0, "fates": 85.0}
BEGINNING = 300  # letters by which an article is known
HARMFUL = (EventType.DEATH, EventType.INJURY, EventType.ASSAULT)
DONE = (Modality.ASSERTED, Modality.POSSIBLE)
SHOOTING = (None, "shooting")
_WORD = re.compile(r"[^\W\d_]{2,}")  # "Ruiz" of "Ana M. Ruiz-Ode", not "M"
_NO_NAME = frozenset({"jr", "sr", "ii", "iii", "iv", "mr", "mrs", "ms", "dr"})


@dataclass(frozen=True, slots=True)
class Victim:
    """Somebody with a name who was killed or, if not, hurt; None where nothing is said of that."""

    name: str
    killed: bool | None
    aliases: tuple[str, ...] = ()  # "Tim Ode" of "Timothy Ode"


def measure(setup: Setup) -> list[Figure]:
    """F1 of names, and of those found the share whose fate is right."""
    kept_out = _kept_out(setup)
    rows = [row for row in _rows(setup) if _letters(row["Full text"]) in kept_out]
    records = read_pages(setup, (_page(row) for row in rows))
    found = asked = gold = 0
    pairs: list[tuple[Victim, Victim]] = []
    for row in rows:
        ours = victims(records[row["Article id"]])
        theirs = gold_victims(json.loads(row["Json"]))
        found, gold = found + len(ours), gold + len(theirs)
        asked += len(ours) if theirs else 0
        pairs += matched(ours, theirs)
    fated = sum(theirs.killed is not None for _, theirs in pairs)
    right = sum(ours.killed == theirs.killed for ours, theirs in pairs if theirs.killed is not None)
    return [
        tally("victims' names", len(pairs), found, gold, floor=FLOORS["names"]),
        tally("victims' names, where the form has one", len(pairs), asked, gold),
        share("killed or injured, of those found", right, fated, floor=FLOORS["fates"]),
    ]


def victims(record: Record) -> list[Victim]:
    """The people with names to whom the record's events did harm."""
    harmed: dict[str, bool] = {}
    for event in record.events:
        if not _is_harm(event):
            continue
        killed = event.type is EventType.DEATH and event.modality is Modality.ASSERTED
        for argument in event.arguments:
            if argument.role is Role.VICTIM and argument.entity:
                harmed[argument.entity] = harmed.get(argument.entity, False) or killed
    return [
        Victim(entity.name, harmed[entity.id], entity.aliases)
        for entity in record.entities
        if entity.id in harmed and _named(entity)
    ]


def _is_harm(event: Event) -> bool:
    """A shooting, or harm of which no other means is told; not what is planned, threatened or denied."""
    return event.type in HARMFUL and event.modality in DONE and event.mode in SHOOTING


def gold_victims(form: dict[str, Any]) -> list[Victim]:
    """The victims that a form names, each once."""
    named: dict[tuple[str, ...], Victim] = {}
    for entry in form["victim-section"]:
        name = html.unescape(entry["name"]["value"]).strip()
        fate = set(entry.get("victim-was", ()))
        if _words(name):
            killed = "killed" in fate if fate else None
            named.setdefault(_words(name), Victim(name, killed))
    return list(named.values())


def matched(ours: list[Victim], theirs: list[Victim]) -> list[tuple[Victim, Victim]]:
    """Who of ours is who of theirs, each at most once."""
    left, pairs = list(ours), []
    for gold in theirs:
        same = next((one for one in left if _is_called(one, gold.name)), None)
        if same:
            left.remove(same)
            pairs.append((same, gold))
    return pairs


def _is_called(victim: Victim, name: str) -> bool:
    return any(same_name(one, name) for one in (victim.name, *victim.aliases))


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other.

    >>> same_name("Ana Ruiz", "Ana M. Ruiz, Jr."), same_name("Ana Ruiz", "Ana Ode")
    (True, False)
    """
    first, second = set(_words(one)), set(_words(other))
    return bool(first and second) and (first <= second or second <= first)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(name.lower()) if word not in _NO_NAME)


def _named(entity: Entity) -> bool:
    return entity.type is EntityType.PERSON and any(m.kind is MentionKind.NAME for m in entity.mentions)


def _kept_out(setup: Setup) -> set[str]:
    """The beginnings of the documents that training leaves out, and that stand in no document that it reads."""
    lines = (setup.data / "data/gvdb/dev.json").read_text(encoding="utf8").splitlines()
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for document in map(json.loads, lines):
        words = " ".join(token for sentence in document["full_text"] for token in sentence)
        told[gvdb_held_out(document["doc_key"])].add(_letters(words))
    return told[True] - told[False]


def _letters(text: str) -> str:
    """The first letters and digits: enough to know an article by, however it was cut into words."""
    return "".join(c for c in html.unescape(text).lower() if c.isalnum())[:BEGINNING]


def _rows(setup: Setup) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    with (setup.data / "data/gvdb/dev.tsv").open(encoding="utf8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def _page(row: dict[str, str]) -> Page:
    """The article, its title parted from the text that the corpus runs it into."""
    title, text = row["Article title"].strip(), row["Full text"].strip()
    body = html.unescape(text.removeprefix(title)).strip()
    return as_page(row["Article id"], body or text, headline=html.unescape(title))

"""MUC's reports of attacks and gvdb's of shootings: who did it, to whom, with what, wherever they are named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.corpora.documents import Document, Label, Writer
from training.splits import gvdb_held_out

MUC_ROLES = {
    "PerpInd": "perpetrator",
    "PerpOrg": "body",
    "Target": "target",
    "Victim": "victim",
    "Weapon": "weapon",
}
GVDB_ROLES = {"VIC-NAME": "victim", "SHO-NAME": "perpetrator", "CIR-WEAPON": "weapon"}


def read_muc(path: Path) -> Iterator[Document]:
    """GTT's documents: every place where a role's filler is written."""
    for line in path.read_text(encoding="utf8").splitlines():
        item = json.loads(line)
        fillers = {
            (mention, kind)
            for template in item["templates"]
            for role, kind in MUC_ROLES.items()
            for entity in template.get(role, ())
            for mention, _ in entity
        }
        yield Document(item["docid"], item["doctext"], {"harm": _written(item["doctext"], fillers)})


def read_gvdb(path: Path) -> Iterator[Document]:
    """Local news on shootings: victims, shooters and weapons, our own kept-out fifth left out."""
    for line in path.read_text(encoding="utf8").splitlines():
        item = json.loads(line)
        if gvdb_held_out(item["doc_key"]):
            continue
        writer = Writer()
        for sentence in item["full_text"]:
            for token in sentence:
                writer.add(token)
            writer.end_line()
        fillers = {
            (writer.text[slice(*writer.span(start, end - 1))], GVDB_ROLES[kind])
            for start, end, kind, *_ in item["spans"]
            if kind in GVDB_ROLES
        }
        yield Document(item["doc_key"], writer.text, {"harm": _written(writer.text, fillers)})


def _written(text: str, fillers: set[tuple[str, str]]) -> tuple[Label, ...]:
    """Where the fillers stand, the longest first, none inside another."""
    taken: list[Label] = []
    for words, kind in sorted(fillers, key=lambda filler: (-len(filler[0]), filler)):
        if not words.strip():
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            if all(found.end() <= label.start or label.end <= found.start() for label in taken):
                taken.append(Label(found.start(), found.end(), kind))
    return tuple(sorted(taken, key=lambda label: label.start))

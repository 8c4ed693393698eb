"""PolNeAR and worldwide-newswire: who says what, and names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.documents import TAGS, Document, Label, Tie, sticks

SKIRT = " \t\r\n\u00a0\"'“”‘’«»,.;:"  # an annotator's habit at a span's borders, not a finding


def read_polnear(folder: Path) -> Iterator[Document]:
    """PolNeAR's articles with sources, cues, contents and the attributions that join them (brat stand-off)."""
    for path in sorted((folder / "text").glob("*.txt")):
        notes = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not notes:
            continue
        text = path.read_bytes().decode("utf8")
        spans: dict[str, list[Label]] = {}
        rows: list[list[str]] = []
        for line in notes[0].read_bytes().decode("utf8").split("\n"):
            part = line.rstrip("\n").split("\t")
            if line.startswith("T") and len(part) >= 3:
                kind, offsets = part[1].split(" ", 1)
                if kind in TAGS:
                    spans[part[0]] = [
                        label
                        for pair in offsets.split(";")
                        if (label := _trim(text, *map(int, pair.split()), kind))
                    ]
            elif line.startswith("E") and len(part) >= 2:
                rows.append([argument.split(":")[1] for argument in part[1].split()])
        yield Document(
            id=path.stem,
            text=text,
            spans={"tags": tuple(label for labels in spans.values() for label in labels)},
            ties=tuple(_ties(rows, spans)),
        )


def read_newswire(folder: Path) -> Iterator[Document]:
    """worldwide-newswire's articles, written out again from their tokens, with names in nine classes."""
    for path in sorted(folder.glob("*.tsv")):
        text, labels, before = "", list[Label](), ""
        start, kind = 0, None
        for line in path.read_text(encoding="utf8").split("\n"):
            if "\t" not in line:
                if not line.strip() and text:
                    text, before = text.rstrip(" ") + ("" if text.endswith("\n") else "\n"), ""
                    kind = None
                continue
            token, tag = line.split("\t")[:2]
            if text and not text.endswith("\n") and not sticks(token, before):
                text += " "
            begin = len(text)
            text, before = text + token, token
            if tag.startswith("I-") and kind == tag[2:]:
                labels[-1] = Label(start, len(text), kind)
            elif tag == "O":
                kind = None
            else:
                start, kind = begin, tag[2:]
                labels.append(Label(start, len(text), kind))
        yield Document(path.name, text, {"names": tuple(labels)})


def _trim(text: str, start: int, end: int, kind: str) -> Label | None:
    while start < end and text[start] in SKIRT:
        start += 1
    while end > start and text[end - 1] in SKIRT:
        end -= 1
    return Label(start, end, kind) if start < end else None


def _ties(rows: list[list[str]], spans: dict[str, list[Label]]) -> Iterator[Tie]:
    for ids in rows:
        parts = {
            kind: [label for i in ids for label in spans.get(i, ()) if label.kind == kind] for kind in TAGS
        }
        for cue in parts["Cue"]:
            for channel in ("Source", "Content"):
                answers = tuple((label.start, label.end) for label in parts[channel])
                yield Tie(channel.lower(), (cue.start, cue.end), answers)
